//! Things to do, several in one cell.

use super::denial::denies;
use crate::folding::{fold, is_void, tidy};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// What.
    pub text: String,
    /// Marked as done.
    pub done: bool,
}

/// The tasks of a cell: one per line, bullet or number. Cells that only say "nothing" or "done" give none.
#[must_use]
pub fn split(text: &str) -> Vec<Todo> {
    let lines: Vec<String> = tidy(text).lines().flat_map(inline_bullets).collect();
    lines.iter().filter_map(|line| read_line(line)).collect()
}

/// True when a checkbox cell says done ("x", "☑", "oui", "fait", "✔", "100%").
#[must_use]
pub fn is_done_mark(text: &str) -> bool {
    let folded = fold(text);
    folded.contains(['☑', '✔', '✓', '✅', '✗', '☒'])
        || matches!(
            folded.trim_matches(['[', ']', '(', ')', '!', '.', ' ']),
            "x" | "ok"
                | "fait"
                | "faite"
                | "oui"
                | "done"
                | "yes"
                | "true"
                | "vrai"
                | "100%"
                | "1"
                | "termine"
                | "terminee"
                | "clos"
        )
}

fn inline_bullets(line: &str) -> Vec<String> {
    if line.matches(['•', '▪', '●']).count() > 1 {
        return line.split(['•', '▪', '●']).map(str::to_owned).collect();
    }
    vec![line.to_owned()]
}

fn read_line(line: &str) -> Option<Todo> {
    let mut rest = line.trim();
    let mut done = false;
    loop {
        let before = rest;
        rest = rest
            .trim_start_matches(['•', '▪', '●', '-', '–', '—', '*', '·', '→', '>', '☐', '□'])
            .trim_start();
        for mark in ['✔', '✓', '☑', '✅', '☒'] {
            if let Some(after) = rest.strip_prefix(mark) {
                done = true;
                rest = after.trim_start_matches(['\u{fe0f}', ' ']).trim_start();
            }
        }
        for (mark, is_done) in [("[x]", true), ("[X]", true), ("[ ]", false), ("[]", false)] {
            if let Some(after) = rest.strip_prefix(mark) {
                done |= is_done;
                rest = after.trim_start();
            }
        }
        rest = without_number(rest);
        if rest == before {
            break;
        }
    }
    for end in ["✔", "✓", "☑", "✅"] {
        if let Some(before) = rest.strip_suffix(end) {
            done = true;
            rest = before.trim_end();
        }
    }
    let folded = fold(rest);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if is_void(rest)
        || matches!(
            bare,
            "x" | "ok"
                | "fait"
                | "faite"
                | "done"
                | "termine"
                | "oui"
                | "non"
                | "vu"
                | "idem"
                | "en cours"
                | "rien a faire"
        )
        || bare.is_empty()
    {
        return None;
    }
    // "appeler la mairie : fait", "courrier (fait)", "relance - OK".
    for word in ["fait", "faite", "ok", "done"] {
        let Some(front) = bare.strip_suffix(word) else { continue };
        // "Rapport pas encore fait".
        if denies(front.rsplit([':', ',', '(']).next().unwrap_or(front)) {
            break;
        }
        let said_apart = front.trim_end().ends_with(['(', ':', '-', ',', '=', '>'])
            || front.ends_with(' ')
                && word.starts_with("fait")
                && !front.trim_end().ends_with("en")
                && !front.trim_end().ends_with(" a");
        if said_apart {
            done = true;
            let keep = rest.char_indices().map(|(i, _)| i).rev().find(|i| {
                fold(rest.get(*i..).unwrap_or("")).trim_matches(|c: char| !c.is_alphanumeric()) == word
            });
            let cut = keep.and_then(|i| rest.get(..i)).unwrap_or(rest);
            rest = cut.trim_end_matches(|c: char| {
                c.is_whitespace() || matches!(c, '(' | ':' | '-' | '–' | ',' | '=' | '>')
            });
            break;
        }
    }
    (!rest.is_empty()).then(|| Todo { text: rest.to_owned(), done })
}

/// "1) x", "1/ x", "1. x", "1° x" lose the number; "1er versement" and "2 mails" keep theirs.
fn without_number(text: &str) -> &str {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return text;
    }
    let rest = text.get(digits..).unwrap_or("");
    for mark in [")", "/", ".", "°", "-", " -", " )"] {
        if let Some(after) = rest.strip_prefix(mark)
            && after.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic())
            && !(mark == "-" && after.starts_with(char::is_alphabetic))
        {
            return after.trim_start();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, bool)> {
        split(text).into_iter().map(|t| (t.text, t.done)).collect()
    }

    #[test]
    fn lists_in_a_cell() {
        for (text, expected) in [
            ("appeler Paul", vec![("appeler Paul", false)]),
            ("• appeler Paul\n• écrire", vec![("appeler Paul", false), ("écrire", false)]),
            ("• appeler • écrire", vec![("appeler", false), ("écrire", false)]),
            ("1) visite\n2) devis", vec![("visite", false), ("devis", false)]),
            ("1/ visite\n2/ devis", vec![("visite", false), ("devis", false)]),
            ("- visite\n- devis", vec![("visite", false), ("devis", false)]),
            ("✔ reçu\nfixer le COPIL", vec![("reçu", true), ("fixer le COPIL", false)]),
            ("courrier : fait", vec![("courrier", true)]),
            ("courrier (fait)", vec![("courrier", true)]),
            ("1er versement à appeler", vec![("1er versement à appeler", false)]),
            ("2 mails à envoyer", vec![("2 mails à envoyer", false)]),
            ("15/06 comité", vec![("15/06 comité", false)]),
            ("savoir ce qui est parfait", vec![("savoir ce qui est parfait", false)]),
        ] {
            let expected: Vec<(String, bool)> =
                expected.into_iter().map(|(t, d)| (t.to_owned(), d)).collect();
            assert_eq!(texts(text), expected, "{text}");
        }
        for text in ["", "RAS", "-", "néant", "x", "ok", "fait", "—", "✔"] {
            assert!(texts(text).is_empty(), "{text}");
        }
        assert!(is_done_mark("☑ ") && is_done_mark("X") && !is_done_mark("☐") && !is_done_mark(""));
    }
}
