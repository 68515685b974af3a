//! People and ways to reach them, as they stand together in one cell.

use super::denial::{self, denies};
use super::phone;
use super::{Reading, Why};
use crate::folding::{fold, is_unknown, is_void, tidy};

/// What a contact cell holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reached {
    /// People named, in order.
    pub people: Vec<Person>,
    /// Addresses and numbers that belong to no named person: a switchboard, a generic mailbox.
    pub emails: Vec<String>,
    /// Telephone numbers of nobody in particular, E.164.
    pub phones: Vec<String>,
    /// What was no name, no address and no number ("Service com", "pas de mail").
    pub remarks: Vec<String>,
    /// Doubts, with the text they are about.
    pub doubts: Vec<(String, Why)>,
}

/// One person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// First name then last name, as far as known.
    pub name: String,
    /// What they do there.
    pub function: Option<String>,
    /// A remark or employer in brackets.
    pub note: Option<String>,
    /// E-mail addresses, lower case.
    pub emails: Vec<String>,
    /// Telephone numbers, E.164.
    pub phones: Vec<String>,
}

/// Reads a cell of contacts. `country` is that of the organisation, for telephone numbers.
#[must_use]
pub fn read(text: &str, country: Option<&str>) -> Reached {
    let mut reached = Reached::default();
    if is_void(text) || is_unknown(text) {
        return reached;
    }
    for line in tidy(text).lines() {
        for statement in line.split(';').filter(|s| denies(s)) {
            read_denial(statement.trim(), country, &mut reached);
        }
        for chunk in line.split(';').filter(|s| !denies(s)).flat_map(chunks) {
            read_chunk(&chunk, country, &mut reached);
        }
    }
    share_out(&mut reached);
    reached
}

/// "Mme Durand, pas de mail", "ne pas appeler le 04 …": what is said before the no is read; all of it stays as
/// it was written, and no address or number is made of what may be the one not to use.
fn read_denial(statement: &str, country: Option<&str>, reached: &mut Reached) {
    let mut before = Reached::default();
    for chunk in chunks(denial::before(statement)) {
        read_chunk(&chunk, country, &mut before);
    }
    reached.people.append(&mut before.people);
    reached.emails.append(&mut before.emails);
    reached.phones.append(&mut before.phones);
    reached.doubts.append(&mut before.doubts);
    reached.doubts.push((statement.to_owned(), Why::new("says_no")));
    reached.remarks.push(statement.to_owned());
}

/// A statement cut at "/" and " et " when both sides stand for themselves.
fn chunks(statement: &str) -> Vec<String> {
    statement
        .split(" / ")
        .flat_map(|part| {
            // "a@x, b@x": two addresses; "Nom, fonction": one person.
            if part.matches('@').count() > 1 {
                part.split(',').map(str::to_owned).collect()
            } else {
                vec![part.to_owned()]
            }
        })
        .filter(|c| !c.trim().is_empty())
        .collect()
}

fn read_chunk(chunk: &str, country: Option<&str>, reached: &mut Reached) {
    let (mut rest, emails, doubtful) = take_emails(chunk);
    for typed in doubtful {
        reached.doubts.push((typed, Why::new("email_repaired")));
    }
    let mut phones = Vec::new();
    for (from, to) in phone::places(&rest).into_iter().rev() {
        let typed: String = rest.chars().skip(from).take(to - from).collect();
        match phone::read(&typed, country) {
            Reading::Certain(number) => phones.insert(0, number),
            Reading::Guess(number, why) => {
                reached.doubts.push((typed.trim().to_owned(), why));
                phones.insert(0, number);
            }
            Reading::Text(why) => {
                reached.doubts.push((typed.trim().to_owned(), why));
                reached.remarks.push(typed.trim().to_owned());
            }
        }
        rest = rest.chars().take(from).chain(" ".chars()).chain(rest.chars().skip(to)).collect();
    }
    // "Tél. 04 …": the label says what the number says. In a sentence ("préfère le mail") it is a word.
    let bare = without_labels(&rest);
    let is_label = !emails.is_empty()
        || !phones.is_empty()
        || !bare.chars().any(char::is_alphabetic)
        || rest.trim_end().ends_with(':');
    let named = match people(if is_label { &bare } else { rest.trim() }) {
        // "WhatsApp seulement" is nobody's name.
        Named::People(people) if people.iter().any(|p| p.name.split_whitespace().any(is_label_word)) => {
            Named::Remark(chunk.trim().to_owned())
        }
        Named::Remark(remark) if remark.split_whitespace().count() < worded(&rest) => {
            Named::Remark(chunk.trim().to_owned())
        }
        named => named,
    };
    match named {
        Named::People(mut people) => {
            if let Some(last) = people.last_mut() {
                last.emails.extend(emails);
                last.phones.extend(phones);
            }
            reached.people.append(&mut people);
        }
        Named::Remark(remark) => {
            reached.remarks.push(remark);
            reached.emails.extend(emails);
            reached.phones.extend(phones);
        }
        Named::Nothing => {
            // An address under a name is that person's, unless it is everybody's.
            match reached.people.last_mut() {
                Some(person)
                    if emails.iter().all(|e| !is_generic_mailbox(e)) && reached.remarks.is_empty() =>
                {
                    person.emails.extend(emails);
                    person.phones.extend(phones);
                }
                _ => {
                    reached.emails.extend(emails);
                    reached.phones.extend(phones);
                }
            }
        }
    }
}

/// Several people above, several addresses below: each address goes to the name it resembles.
fn share_out(reached: &mut Reached) {
    if reached.people.len() < 2 {
        return;
    }
    let emails: Vec<String> = reached
        .people
        .iter_mut()
        .flat_map(|p| std::mem::take(&mut p.emails))
        .chain(std::mem::take(&mut reached.emails))
        .collect();
    for email in emails {
        match best_for(&reached.people, &email) {
            Some(index) => reached.people[index].emails.push(email),
            None => reached.emails.push(email),
        }
    }
}

/// The person among several an address names ("a.ducastel@…" for Alix Ducastel).
#[must_use]
pub fn best_for(people: &[Person], email: &str) -> Option<usize> {
    let local = fold(email.split('@').next().unwrap_or(""));
    people.iter().position(|p| {
        let folded = fold(&p.name);
        folded.split(|c: char| !c.is_alphanumeric()).any(|w| w.len() >= 3 && local.contains(w))
    })
}

/// True for an address that several people read ("contact@", "rse@", "secretariat@").
#[must_use]
pub fn is_generic_mailbox(email: &str) -> bool {
    let local = fold(email.split('@').next().unwrap_or(""));
    let first = local.split(['.', '-', '_', '+']).next().unwrap_or("");
    matches!(
        first,
        "contact"
            | "contacts"
            | "info"
            | "infos"
            | "accueil"
            | "secretariat"
            | "commercial"
            | "rse"
            | "csr"
            | "com"
            | "communication"
            | "mecenat"
            | "fondation"
            | "foundation"
            | "bonjour"
            | "hello"
            | "office"
            | "admin"
            | "administration"
            | "service"
            | "support"
            | "presse"
            | "standard"
            | "direction"
            | "compta"
            | "partenariats"
            | "partenariat"
            | "partnerships"
            | "rh"
            | "mairie"
            | "asso"
            | "association"
            | "siege"
    )
}

/// The addresses of a text, the text without them, and those written with "(at)".
fn take_emails(text: &str) -> (String, Vec<String>, Vec<String>) {
    let mut rest = Vec::new();
    let (mut emails, mut doubtful) = (Vec::new(), Vec::new());
    for word in text.split_whitespace() {
        let bare = word
            .trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | ':' | '"' | '[' | ']'));
        let bare = bare.strip_prefix("mailto:").unwrap_or(bare).trim_end_matches('.');
        let lower = bare.to_lowercase();
        let repaired = ["(at)", "[at]", "(a)", "{at}"]
            .iter()
            .find_map(|at| lower.contains(at).then(|| lower.replace(at, "@")));
        if is_email(&lower) {
            emails.push(lower);
        } else if let Some(repaired) = repaired.filter(|r| is_email(r)) {
            doubtful.push(bare.to_owned());
            emails.push(repaired);
        } else {
            rest.push(word);
            continue;
        }
        // Keeps the place of what stood around it.
        rest.push("");
    }
    // Phone numbers are told by double spaces too: leave inner spacing as it was when nothing was taken.
    if emails.is_empty() { (text.to_owned(), emails, doubtful) } else { (rest.join(" "), emails, doubtful) }
}

/// True for an address that could be written to.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
        && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && domain
            .rsplit('.')
            .next()
            .is_some_and(|tld| tld.chars().count() >= 2 && tld.chars().all(char::is_alphabetic))
}

/// How many words a text has.
fn worded(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

/// What an address or a number is called before it, folded.
const LABELS: [&str; 15] = [
    "tel",
    "telephone",
    "mail",
    "email",
    "courriel",
    "port",
    "portable",
    "fixe",
    "mobile",
    "gsm",
    "whatsapp",
    "phone",
    "mel",
    "e-mail",
    "secr",
];

fn is_label_word(word: &str) -> bool {
    LABELS.contains(&fold(word).trim_matches(|c: char| !c.is_alphanumeric()))
}

fn without_labels(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().filter(|w| !is_label_word(w)).collect();
    words
        .join(" ")
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ',' | '/' | ';' | '.' | '|')
        })
        .replace("()", "")
        .trim()
        .to_owned()
        + if text.trim_end().ends_with('.')
            && text.trim_end().chars().rev().nth(1).is_some_and(char::is_uppercase)
        {
            "."
        } else {
            ""
        }
}

enum Named {
    People(Vec<Person>),
    Remark(String),
    Nothing,
}

fn people(text: &str) -> Named {
    let text = text.trim();
    if !text.chars().any(char::is_alphabetic) {
        return Named::Nothing;
    }
    let (main, note) = match text.split_once('(') {
        Some((main, rest)) => {
            (main.trim(), Some(rest.trim_end_matches(')').trim().to_owned()).filter(|n| !n.is_empty()))
        }
        None => (text, None),
    };
    if main.is_empty() {
        return Named::Remark(text.to_owned());
    }
    let (main, mut function) =
        match [", ", " – ", " — ", " - ", ","].iter().find_map(|dash| main.split_once(dash)) {
            Some((name, rest))
                if !looks_like_name(rest) || rest.split_whitespace().count() > 3 || function_word(rest) =>
            {
                (name.trim(), Some(rest.trim().to_owned()))
            }
            _ => (main, None),
        };
    let (titled, bare) = without_title(main);
    if !titled && (is_post(bare) || !looks_like_name(bare)) {
        return Named::Remark(text.to_owned());
    }
    let mut note = note;
    if function.is_none()
        && let Some(inside) = note.as_deref()
        && (function_word(inside) || is_short_function(inside))
    {
        function = note.take();
    }
    let names: Vec<&str> = if bare.contains(" et ") { bare.split(" et ").collect() } else { vec![bare] };
    Named::People(
        names
            .into_iter()
            .map(|name| Person {
                name: ordered_name(without_title(name.trim()).1),
                function: function.clone(),
                note: note.clone(),
                ..Person::default()
            })
            .filter(|p| !p.name.is_empty())
            .collect(),
    )
}

fn is_short_function(text: &str) -> bool {
    text.chars().count() <= 5 && text.chars().all(char::is_uppercase)
}

fn function_word(text: &str) -> bool {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).any(|w| {
        matches!(
            w,
            "dg" | "daf"
                | "drh"
                | "pdg"
                | "ceo"
                | "cto"
                | "rse"
                | "dir"
                | "directeur"
                | "directrice"
                | "director"
                | "president"
                | "presidente"
                | "gerant"
                | "gerante"
                | "resp"
                | "responsable"
                | "charge"
                | "chargee"
                | "chef"
                | "cheffe"
                | "assistant"
                | "assistante"
                | "manager"
                | "juriste"
                | "tresorier"
                | "tresoriere"
                | "secretaire"
                | "coordinateur"
                | "coordinatrice"
                | "ingenieur"
                | "ingenieure"
                | "associe"
                | "associee"
                | "delegue"
                | "deleguee"
                | "conseiller"
                | "conseillere"
                | "fondateur"
                | "fondatrice"
                | "founder"
                | "officer"
                | "head"
                | "lead"
                | "adjoint"
                | "adjointe"
                | "maire"
                | "prof"
                | "stagiaire"
                | "comptable"
                | "acheteur"
                | "acheteuse"
                | "animateur"
                | "animatrice"
        )
    })
}

/// A post or a desk rather than a person ("le président", "Service com", "(accueil)", "secrétariat").
#[must_use]
pub fn is_post(text: &str) -> bool {
    let folded = fold(text);
    let first = folded.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("");
    matches!(
        first,
        "le" | "la"
            | "les"
            | "l"
            | "service"
            | "secretariat"
            | "accueil"
            | "standard"
            | "pole"
            | "equipe"
            | "bureau"
            | "direction"
            | "departement"
            | "formulaire"
            | "pas"
            | "voir"
            | "via"
            | "au"
            | "en"
            | "un"
            | "une"
            | "ne"
            | "contact"
            | "site"
            | "siege"
            | "team"
            | "office"
            | "the"
            | "a"
            | "depuis"
    )
}

fn looks_like_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty()
        || words.len() > 6
        || text.chars().any(|c| c.is_ascii_digit() || matches!(c, '?' | '!' | ':' | '=' | '@' | '/'))
    {
        return false;
    }
    let particle = |w: &str| {
        matches!(
            fold(w).as_str(),
            "de" | "du"
                | "des"
                | "d'"
                | "van"
                | "von"
                | "der"
                | "den"
                | "le"
                | "la"
                | "el"
                | "al"
                | "ben"
                | "bin"
                | "da"
                | "dos"
                | "et"
                | "pere"
                | "fils"
        )
    };
    let capital = |w: &&&str| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    words.iter().all(|w| particle(w) || capital(&w)) && words.iter().any(|w| capital(&w))
        || (words.len() == 2
            && words.iter().all(|w| w.chars().all(|c| c.is_alphabetic() || c == '-'))
            && !function_word(text)
            && text.chars().all(|c| !c.is_uppercase()))
}

/// Takes "M.", "Mme", "Dr" and the like off the front; true when there was one.
#[must_use]
pub fn without_title(text: &str) -> (bool, &str) {
    let Some((first, rest)) = text.split_once(|c: char| c.is_whitespace()) else {
        return (false, text);
    };
    let folded = fold(first);
    let is_title = matches!(
        folded.trim_end_matches('.'),
        "m" | "mm"
            | "mr"
            | "mrs"
            | "ms"
            | "mme"
            | "mmes"
            | "mlle"
            | "melle"
            | "monsieur"
            | "madame"
            | "dr"
            | "dre"
            | "pr"
            | "prof"
            | "me"
            | "maitre"
            | "sir"
            | "docteur"
    ) && (folded.len() > 1 || first.ends_with('.') || first == "M");
    // "M. Durand" has a title; "M. Jean" may be an initial, but nobody writes initials alone with a first name.
    if is_title { (true, rest.trim()) } else { (false, text) }
}

/// « MARCHAND Céleste » as « Céleste Marchand »: capitals mark the family name. Other orders stay.
#[must_use]
pub fn ordered_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let shouted = |w: &str| {
        w.chars().filter(|c| c.is_alphabetic()).count() > 1
            && w.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
    };
    let family = words.iter().take_while(|w| shouted(w)).count();
    let mut ordered: Vec<String> = Vec::new();
    if family > 0 && family < words.len() {
        ordered.extend(words.iter().skip(family).map(|w| (*w).to_owned()));
        ordered.extend(words.iter().take(family).map(|w| in_title_case(w)));
    } else {
        ordered.extend(
            words
                .iter()
                .map(|w| if shouted(w) && words.len() > 1 { in_title_case(w) } else { (*w).to_owned() }),
        );
    }
    ordered.join(" ")
}

/// A first and a last name that stand in two columns.
#[must_use]
pub fn joined_name(first: &str, last: &str) -> String {
    let (_, first) = if without_title(&format!("{first} x")).0 { (true, "") } else { (false, first.trim()) };
    let shouted = last.chars().any(char::is_alphabetic) && !last.chars().any(char::is_lowercase);
    let last = if shouted {
        last.split_whitespace().map(in_title_case).collect::<Vec<_>>().join(" ")
    } else {
        last.trim().to_owned()
    };
    tidy(&format!("{first} {last}"))
}

fn in_title_case(word: &str) -> String {
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "de" | "du" | "des" | "van" | "von" | "der" | "d'") {
        return lower;
    }
    let mut start = true;
    lower
        .chars()
        .map(|c| {
            let out = if start { c.to_uppercase().next().unwrap_or(c) } else { c };
            start = !c.is_alphabetic();
            out
        })
        .collect()
}

/// Swaps « Dupont Claire » into « Claire Dupont » when her address says which is which; the address is
/// "claire.dupont@", "c.dupont@" or "claire@". `None` when it does not tell.
#[must_use]
pub fn order_by_email(name: &str, email: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [front, back] = words.as_slice() else { return None };
    let local = fold(email.split('@').next()?);
    let parts: Vec<&str> = local.split(['.', '-', '_']).filter(|p| !p.is_empty()).collect();
    let (front_key, back_key) = (fold(front).replace(['-', '\''], ""), fold(back).replace(['-', '\''], ""));
    let swapped = match parts.as_slice() {
        [first, last] => *last == front_key && back_key.starts_with(first.chars().next()?),
        [only] => {
            *only == back_key && *only != front_key
                || only.strip_prefix(back_key.chars().next()?) == Some(front_key.as_str())
        }
        _ => false,
    };
    swapped.then(|| format!("{back} {front}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Found = (String, Option<String>, Vec<String>, Vec<String>);

    fn people_of(text: &str) -> Vec<Found> {
        read(text, Some("FR")).people.into_iter().map(|p| (p.name, p.function, p.emails, p.phones)).collect()
    }

    #[test]
    fn people_in_a_cell() {
        let none: Vec<String> = vec![];
        for (text, name, function, emails, phones) in [
            ("Claire Dupont", "Claire Dupont", None, none.clone(), none.clone()),
            ("DUPONT Claire", "Claire Dupont", None, none.clone(), none.clone()),
            ("Mme Dupont", "Dupont", None, none.clone(), none.clone()),
            ("Dr Claire Dupont", "Claire Dupont", None, none.clone(), none.clone()),
            ("Claire Dupont (DG)", "Claire Dupont", Some("DG"), none.clone(), none.clone()),
            (
                "Claire Dupont, chargée de mission",
                "Claire Dupont",
                Some("chargée de mission"),
                none.clone(),
                none.clone(),
            ),
            ("C. Dupont", "C. Dupont", None, none.clone(), none.clone()),
            ("Jean-Luc R.", "Jean-Luc R.", None, none.clone(), none.clone()),
            ("M. de Saint-Aubin", "de Saint-Aubin", None, none.clone(), none.clone()),
            (
                "Claire Dupont\n01 99 00 12 34 / c.dupont@x.example",
                "Claire Dupont",
                None,
                vec!["c.dupont@x.example".into()],
                vec!["+33199001234".into()],
            ),
            (
                "Claire Dupont – 06 39 98 00 11 – cd@x.example",
                "Claire Dupont",
                None,
                vec!["cd@x.example".into()],
                vec!["+33639980011".into()],
            ),
            (
                "Claire Dupont\ntél : 01.99.00.12.34",
                "Claire Dupont",
                None,
                none.clone(),
                vec!["+33199001234".into()],
            ),
            (
                "Claire Dupont (06 39 98 00 11)",
                "Claire Dupont",
                None,
                none.clone(),
                vec!["+33639980011".into()],
            ),
        ] {
            assert_eq!(
                people_of(text),
                [(name.to_owned(), function.map(str::to_owned), emails, phones)],
                "{text}"
            );
        }
    }

    #[test]
    fn two_people_and_their_addresses() {
        let reached = read("Alix Morel\nJean Vial (juriste)\na.morel@x.example\nj.vial@x.example", None);
        assert_eq!(reached.people[0].emails, ["a.morel@x.example"]);
        assert_eq!(reached.people[1].emails, ["j.vial@x.example"]);
        assert_eq!(reached.people[1].function.as_deref(), Some("juriste"));
        assert_eq!(people_of("Mmes Alix Morel et Jeanne Vial").len(), 2);
    }

    #[test]
    fn desks_are_no_people() {
        for text in [
            "le président",
            "Service com : 01 99 00 12 34",
            "contact@x.example",
            "secrétariat",
            "(formulaire en ligne)",
            "pas de mail, courrier postal",
            "?",
            "",
        ] {
            assert!(people_of(text).is_empty(), "{text}: {:?}", people_of(text));
        }
        assert_eq!(read("Service com : 01 99 00 12 34", Some("FR")).phones, ["+33199001234"]);
        assert_eq!(read("contact@x.example", None).emails, ["contact@x.example"]);
        // Half a sentence would say the reverse of the whole one.
        for text in [
            "pas de mail, courrier postal",
            "relancer par mail",
            "01 99 00 12 34 (pas de portable)",
            "sans tél. fixe – contact@x.example",
            "no phone, ask reception",
        ] {
            assert_eq!(read(text, Some("FR")).remarks, [text]);
        }
        assert_eq!(people_of("Claire Dupont tél :")[0].0, "Claire Dupont");
        let repaired = read("c.dupont(at)x.example", None);
        assert_eq!(
            (repaired.emails.as_slice(), repaired.doubts.len()),
            (["c.dupont@x.example".to_owned()].as_slice(), 1)
        );
    }

    #[test]
    fn orders_of_names() {
        assert_eq!(order_by_email("Dupont Claire", "c.dupont@x.example").as_deref(), Some("Claire Dupont"));
        assert_eq!(order_by_email("Claire Dupont", "c.dupont@x.example"), None);
        assert_eq!(order_by_email("Dupont Claire", "claire@x.example").as_deref(), Some("Claire Dupont"));
        assert_eq!(joined_name("Foulques", "DE MONTAIGU"), "Foulques de Montaigu");
        assert_eq!(joined_name("Mme", "Morel"), "Morel");
        assert!(
            is_email("a.b@c.example") && !is_email("a@b") && !is_email("a b@c.d") && !is_email("@c.example")
        );
    }
}
