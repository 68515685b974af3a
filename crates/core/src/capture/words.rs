//! What a line of free text speaks of: a day, a way of speaking to one another, something to do.
//!
//! Nothing here decides: each finding becomes a chip that one gesture removes. So a rule may miss, and must
//! rarely be wrong: a word counts only whole, and a date only when it can be no other.

use std::ops::Range;

use coexist_domain::Period;
use coexist_domain::words::ExchangeKind;
use coexist_spreadsheet::folding::fold;
use jiff::civil::Date;

use super::dates;

/// A word of the text: folded, with its place in the original.
#[derive(Clone)]
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) place: Range<usize>,
    /// A sentence or a clause ends between the word before and this one.
    pub(super) begins: bool,
}

/// What was found, with the words it was found by.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The day spoken of.
    pub(super) date: Option<(Period, String)>,
    /// A call, a meeting…
    pub(super) kind: Option<(ExchangeKind, String)>,
    /// Something to do, with the day it is due.
    pub(super) task: Option<(String, Option<Period>)>,
}

const KINDS: &[(ExchangeKind, &[&str])] = &[
    (
        ExchangeKind::Call,
        &[
            "appel",
            "appels",
            "appele",
            "appelee",
            "telephone",
            "telephonique",
            "tel",
            "visio",
            "visioconference",
            "call",
            "called",
            "phoned",
            "phone",
            "zoom",
            "teams",
        ],
    ),
    (
        ExchangeKind::Meeting,
        &[
            "reunion",
            "rencontre",
            "rencontres",
            "rdv",
            "visite",
            "entretien",
            "dejeuner",
            "copil",
            "meeting",
            "met",
            "visited",
            "rendez",
        ],
    ),
    (ExchangeKind::Mail, &["mail", "mails", "courriel", "courriels", "email", "emails"]),
    (ExchangeKind::Letter, &["lettre", "courrier", "letter"]),
];

/// Verbs that begin something to do, when they begin a clause.
const TO_DO: &[&str] = &[
    "rappeler",
    "relancer",
    "envoyer",
    "preparer",
    "ecrire",
    "repondre",
    "transmettre",
    "contacter",
    "appeler",
    "organiser",
    "planifier",
    "verifier",
    "demander",
    "confirmer",
    "finaliser",
    "rediger",
    "prevoir",
    "caler",
    "fixer",
    "proposer",
    "partager",
    "renvoyer",
    "inviter",
    "remercier",
    "faire",
    "todo",
    "penser",
    "send",
    "remind",
    "prepare",
    "ask",
    "check",
    "confirm",
    "schedule",
    "invite",
    "thank",
    "write",
    "reply",
];
/// Words that may stand before such a verb and belong to it.
const LEADS: &[&str] = &[
    "a", "et", "puis", "il", "faut", "penser", "ne", "pas", "oublier", "de", "d", "to", "and", "then",
    "please", "must",
];

/// Reads a text as it is being typed.
pub(super) fn find(text: &str, today: Date) -> Found {
    let words = split(text);
    let task = task(text, &words, today);
    let task_words = task.as_ref().map_or(0..0, |t| t.0.clone());
    let outside = |i: &usize| !task_words.contains(i);
    let date = (0..words.len()).filter(outside).find_map(|i| {
        let (period, count) = dates::at(&words[i..], today)?;
        // A date that begins outside the task may not reach into it.
        (i + count <= task_words.start || i >= task_words.end)
            .then(|| (period, text[span(&words, i, count)].to_owned()))
    });
    let kind = (0..words.len()).filter(outside).find_map(|i| {
        let word = &words[i];
        let (kind, _) = KINDS.iter().find(|(_, list)| list.contains(&word.folded.as_str()))?;
        Some((*kind, text[word.place.clone()].to_owned()))
    });
    Found { date, kind, task: task.map(|(_, title, due)| (title, due)) }
}

/// The first clause that begins with something to do: its words, its title, the day in it.
fn task(text: &str, words: &[Word], today: Date) -> Option<(Range<usize>, String, Option<Period>)> {
    let mut clause = 0;
    for (i, word) in words.iter().enumerate() {
        if word.begins {
            clause = i;
        }
        let led = words[clause..i].iter().all(|w| LEADS.contains(&w.folded.as_str()))
            || words
                .get(i.wrapping_sub(1))
                .is_some_and(|w| matches!(w.folded.as_str(), "puis" | "then" | "faut"));
        if !(TO_DO.contains(&word.folded.as_str()) && led) {
            continue;
        }
        let end = words.iter().skip(i + 1).position(|w| w.begins).map_or(words.len(), |n| i + 1 + n);
        let due = (i + 1..end).find_map(|n| Some((n, dates::at(&words[n..end], today)?)));
        // "Relancer Hydralpe vendredi": the day is the date due and no part of what is to do, when it ends it.
        let title_end = match due {
            Some((n, (_, count))) if n + count == end && n > i + 1 => n,
            _ => end,
        };
        let title = text[words[i].place.start..words[title_end - 1].place.end].trim();
        let mut letters = title.chars();
        let title = letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>())?;
        return Some((clause..end, strip_preposition(title), due.map(|(_, (period, _))| period)));
    }
    None
}

/// "Relancer avant" from "Relancer avant vendredi".
fn strip_preposition(title: String) -> String {
    const LEFT_OVER: &[&str] =
        &[" avant", " pour", " d'ici", " le", " before", " by", " on", " d’ici", " avant le", " pour le"];
    let mut title = title;
    while let Some(shorter) = LEFT_OVER.iter().find_map(|p| title.strip_suffix(p)) {
        title = shorter.trim_end().to_owned();
    }
    title
}

fn span(words: &[Word], first: usize, count: usize) -> Range<usize> {
    words[first].place.start..words[first + count - 1].place.end
}

pub(super) fn split(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut begins = true;
    let mut push = |from: usize, to: usize, begins: &mut bool| {
        words.push(Word { folded: fold(&text[from..to]), place: from..to, begins: std::mem::take(begins) });
    };
    for (i, c) in text.char_indices() {
        // "12/03", "2024-06-30" and "12.03.2024" are one word; a full stop that ends a sentence is not in one.
        let inner = matches!(c, '/' | '-' | '.')
            && start.is_some()
            && text[..i].ends_with(|p: char| p.is_ascii_digit())
            && text[i + c.len_utf8()..].starts_with(|n: char| n.is_ascii_digit());
        if c.is_alphanumeric() || inner {
            start.get_or_insert(i);
            continue;
        }
        if let Some(from) = start.take() {
            push(from, i, &mut begins);
        }
        if matches!(c, '.' | '!' | '?' | ';' | ':' | ',' | '\n' | '→' | '•' | '(' | ')' | '–' | '—') {
            begins = true;
        }
    }
    if let Some(from) = start {
        push(from, text.len(), &mut begins);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // A Monday.
    const TODAY: Date = date(2026, 11, 23);

    type Told = (Option<String>, Option<ExchangeKind>, Option<(String, Option<String>)>);

    fn found(text: &str) -> Told {
        let found = find(text, TODAY);
        (
            found.date.map(|(p, _)| p.to_string()),
            found.kind.map(|(k, _)| k),
            found.task.map(|(t, d)| (t, d.map(|d| d.to_string()))),
        )
    }

    #[test]
    fn a_line_after_a_call() {
        assert_eq!(
            found("Appel avec Hydralpe hier : accord de principe. Envoyer la note de cadrage avant vendredi"),
            (
                Some("2026-11-22".into()),
                Some(ExchangeKind::Call),
                Some(("Envoyer la note de cadrage".into(), Some("2026-11-27".into())))
            )
        );
    }

    #[test]
    fn something_to_do_alone() {
        assert_eq!(
            found("Relancer la fondation le 12/12"),
            (None, None, Some(("Relancer la fondation".into(), Some("2026-12-12".into()))))
        );
        assert_eq!(found("il faut rappeler Awa"), (None, None, Some(("Rappeler Awa".into(), None))));
        assert_eq!(
            found("Send the budget tomorrow"),
            (None, None, Some(("Send the budget".into(), Some("2026-11-24".into()))))
        );
    }

    #[test]
    fn words_that_only_look_alike_say_nothing() {
        assert_eq!(found("Le forage de Titao avance bien"), (None, None, None));
        assert_eq!(found("Ils veulent nous envoyer un expert"), (None, None, None));
        assert_eq!(found("3 pompes sur 12 posées"), (None, None, None));
        assert_eq!(found(""), (None, None, None));
    }

    #[test]
    fn a_meeting_with_a_date_in_letters() {
        assert_eq!(
            found("Réunion du 3 mars 2026 à Titao"),
            (Some("2026-03-03".into()), Some(ExchangeKind::Meeting), None)
        );
    }
}
