//! Text laid flat for comparison: one place decides when two spellings are the same word.
//!
//! Every recogniser, the column guesser and the duplicate search compare through these functions, so
//! that « Sahélia Télécom », "SAHELIA TELECOM" and "Sahelia  Telecom " can never disagree between them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, ligatures opened, typographic quotes and dashes made plain, every run of
/// white space (no-break ones too) one space, ends trimmed.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        let c = match c {
            '’' | '‘' | 'ʼ' | '`' | '´' | '′' => '\'',
            '–' | '—' | '‑' | '‐' | '−' => '-',
            '“' | '”' | '«' | '»' | '„' => '"',
            c => c,
        };
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
            space = true;
            continue;
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The text with white space collapsed on each line, empty lines dropped and ends trimmed; letters kept.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&line);
    }
    out
}

/// The words of a folded text: runs of letters and digits.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// True when a cell says "nothing here" in one of the usual ways (empty, "-", "—", "néant", "n/a", "RAS").
#[must_use]
pub fn is_void(text: &str) -> bool {
    let folded = fold(text);
    if folded.chars().all(|c| !c.is_alphanumeric()) && !folded.contains(['+', '✔', '☑', '€', '$']) {
        return true;
    }
    matches!(
        folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'),
        "ras"
            | "r.a.s"
            | "neant"
            | "n/a"
            | "na"
            | "n.a"
            | "aucun"
            | "aucune"
            | "rien"
            | "none"
            | "nil"
            | "nc"
            | "n/c"
            | "vide"
    )
}

/// True when a cell says "not known yet" ("?", "??", "à définir", "TBD", "XXX", "à chiffrer").
#[must_use]
pub fn is_unknown(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    (bare.is_empty() && folded.contains('?'))
        || matches!(
            bare,
            "a definir"
                | "tbd"
                | "tba"
                | "tbc"
                | "a confirmer"
                | "a chiffrer"
                | "a preciser"
                | "a determiner"
                | "inconnu"
                | "unknown"
                | "to be defined"
                | "to be confirmed"
                | "nsp"
                | "je ne sais pas"
                | "adefinir"
        )
        || (bare.len() >= 2 && bare.chars().all(|c| c == 'x'))
}

const STOPWORDS: &[&str] = &[
    "de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "au", "aux", "a", "the", "of", "and", "for",
    "pour", "sur", "un", "une",
];

const LEGAL_FORMS: &[&str] = &[
    "sa",
    "sas",
    "sasu",
    "sarl",
    "eurl",
    "ei",
    "eirl",
    "scop",
    "scoop",
    "scoops",
    "scic",
    "selarl",
    "snc",
    "sca",
    "ltd",
    "limited",
    "inc",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "ag",
    "bv",
    "nv",
    "spa",
    "srl",
    "asbl",
    "aisbl",
    "ab",
    "oy",
    "groupe",
    "group",
    "asso",
    "assoc",
    "association",
    "ong",
    "ngo",
    "ste",
    "societe",
    "cie",
    "company",
    "corp",
    "corporation",
    "ets",
    "etablissements",
];

const NUMBER_WORDS: &[(&str, &str)] = &[
    ("deux", "2"),
    ("trois", "3"),
    ("quatre", "4"),
    ("cinq", "5"),
    ("six", "6"),
    ("sept", "7"),
    ("huit", "8"),
    ("neuf", "9"),
    ("dix", "10"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("st", "saint"),
    ("ste", "sainte"),
    ("mt", "mont"),
];

/// The words that make a name one name: legal forms, articles, elisions and "groupe" away, numbers in
/// figures, "&" read as "et". Falls back to all the words when nothing else would remain.
#[must_use]
pub fn name_words(name: &str) -> Vec<String> {
    let folded = fold(&parentheses_forward(name));
    let mut plain = String::with_capacity(folded.len());
    let mut word_start = 0;
    for c in folded.chars() {
        if c == '\'' {
            // "d'or" loses its elision, "hydr'alpe" only its apostrophe.
            let word = plain.get(word_start..).unwrap_or("");
            if matches!(word, "l" | "d" | "n" | "s" | "j" | "m" | "t" | "qu") {
                plain.push(' ');
                word_start = plain.len();
            }
            continue;
        }
        plain.push(c);
        if !c.is_alphanumeric() {
            word_start = plain.len();
        }
    }
    let all: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(number_word).collect();
    let kept: Vec<String> = all
        .iter()
        .filter(|w| !STOPWORDS.contains(&w.as_str()) && !LEGAL_FORMS.contains(&w.as_str()))
        .cloned()
        .collect();
    if kept.is_empty() { all } else { kept }
}

fn number_word(word: &str) -> String {
    NUMBER_WORDS.iter().find(|(w, _)| *w == word).map_or_else(|| word.to_owned(), |(_, n)| (*n).to_owned())
}

/// One string for one name, whatever its spelling: equal keys are the same organisation.
#[must_use]
pub fn name_key(name: &str) -> String {
    name_words(name).concat()
}

/// « Cahiers d'ici (Les) » and « ARDENTEL (Groupe) » read with the bracket in front; other brackets
/// ("(ex-…)", "(suite)", "(pas encore dans Structures)") are remarks and go.
#[must_use]
pub fn parentheses_forward(name: &str) -> String {
    let mut outside = String::with_capacity(name.len());
    let mut inside = String::new();
    let mut front = String::new();
    let mut depth = 0_u32;
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                let bracket = fold(&inside);
                if matches!(
                    bracket.as_str(),
                    "le" | "la"
                        | "les"
                        | "l'"
                        | "the"
                        | "groupe"
                        | "fondation"
                        | "association"
                        | "asso"
                        | "ong"
                ) {
                    front = format!("{} ", inside.trim());
                }
                inside.clear();
            }
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    let outside = tidy(&outside);
    if outside.is_empty() { tidy(name) } else { format!("{front}{outside}") }
}

/// How two names compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Different names.
    Apart,
    /// One is contained in the other, or one letter differs: worth proposing.
    Close,
    /// The same words, some abbreviated ("Cab." for "Cabinet").
    Abbreviated,
    /// The same words.
    Same,
}

/// Compares two names of organisations or two titles.
#[must_use]
pub fn likeness(a: &str, b: &str) -> Likeness {
    let (x, y) = (name_words(a), name_words(b));
    if x.is_empty() || y.is_empty() {
        return Likeness::Apart;
    }
    let (p, q) = (x.concat(), y.concat());
    if p == q {
        return Likeness::Same;
    }
    if abbreviated(&x, &y) {
        return Likeness::Abbreviated;
    }
    let (few, many) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let contained = few.iter().all(|w| many.iter().any(|v| v == w || (w.len() >= 4 && abbreviates(v, w))));
    let letters = few.iter().map(String::len).sum::<usize>();
    if contained && letters >= 4 {
        return Likeness::Close;
    }
    // "lot 1" and "lot 2" differ by one letter and are two lots.
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    if p.len().min(q.len()) >= 8 && digits(&p) == digits(&q) && within_one_edit(&p, &q) {
        Likeness::Close
    } else {
        Likeness::Apart
    }
}

/// Whether two different names, given as their words, are the same with some words abbreviated. Apart from
/// [`likeness`], so that whoever compares one name with thousands folds each only once.
pub(crate) fn abbreviated(x: &[String], y: &[String]) -> bool {
    x.len() == y.len() && x.iter().zip(y).all(|(v, w)| abbreviates(v, w)) && x.concat() != y.concat()
}

fn abbreviates(a: &str, b: &str) -> bool {
    a == b
        || (!a.starts_with(|c: char| c.is_ascii_digit())
            && !b.starts_with(|c: char| c.is_ascii_digit())
            && (a.starts_with(b) || b.starts_with(a)))
}

/// True when one insertion, deletion or substitution makes the two equal.
#[must_use]
pub fn within_one_edit(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().skip(front).rev().zip(b.iter().skip(front).rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()).saturating_sub(front + back) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("Boulangerie de l'Étoile", "BOULANGERIE ETOILE"),
            ("Les Amis du Lac", "Amis du Lac (Les)"),
            ("Tisserands & Fils SARL", "tisserands et fils"),
            ("Coopérative des Trois Vallées", "Cooperative 3 Vallees"),
            ("Hydr'Ouest SA", "Hydrouest"),
            ("Nord-Textile", "NordTextile"),
            ("LUMEN (Groupe)", "Groupe Lumen"),
            ("Kora (ex-Soleil d'Or)", "Kora"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Same, "{a} / {b}");
        }
        assert_eq!(likeness("Cab. Morel et Vial", "Cabinet Morel & Vial"), Likeness::Abbreviated);
        assert_eq!(likeness("Fondation J. Moreau", "Fondation Jeanne Moreau"), Likeness::Abbreviated);
        assert_eq!(likeness("Moreau", "Fondation Moreau"), Likeness::Close);
        assert_eq!(likeness("Boulangerie Nord", "Boulangerie Sud"), Likeness::Apart);
        assert_eq!(likeness("Forages lot 1", "Forages lot 2"), Likeness::Apart);
        assert_eq!(likeness("", "Sud"), Likeness::Apart);
    }

    #[test]
    fn nothing_and_not_yet_are_told_apart_from_text() {
        for void in ["", " ", "-", "—", "RAS", "R.A.S.", "néant", "N/A", "...", "_"] {
            assert!(is_void(void), "{void:?}");
        }
        for text in ["rasage", "Rien à signaler sauf le budget", "+", "0", "x"] {
            assert!(!is_void(text), "{text:?}");
        }
        for unknown in ["?", "??", "à définir", "TBD", "XXX", "à chiffrer"] {
            assert!(is_unknown(unknown), "{unknown:?}");
        }
        assert!(!is_unknown("à définir avec Paul"));
    }

    #[test]
    fn one_edit_is_one_edit() {
        assert!(within_one_edit("abc", "abc"));
        assert!(within_one_edit("abc", "abcd"));
        assert!(within_one_edit("abc", "axc"));
        assert!(!within_one_edit("abc", "acb"));
        assert!(!within_one_edit("abc", "abcde"));
    }
}
