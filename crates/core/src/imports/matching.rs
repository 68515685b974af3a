//! Which organisation of the desk a name of the file means.
//!
//! Joining two that are not one spoils both and is hard to see; keeping apart two that are one is proposed on
//! screen and costs a gesture. So a row is joined only when nothing speaks against it: the same words in the
//! name, and no other kind, country or long name.

use std::collections::HashMap;

use coexist_domain::Id;
use coexist_domain::registry::organisation;
use coexist_spreadsheet::folding::{Likeness, likeness, name_key, name_words};

use super::known::Known;
use super::understood::Organisation;

/// A word that so many names share ("fondation", "water") finds everything and tells nothing.
const COMMON: usize = 40;

/// The key of a row of a register, by the register's own number.
pub(super) fn row_origin(source: &str, number: &str) -> String {
    format!("row:{source}:{}", number.trim())
}

/// The key of a name, whichever file it stands in.
pub(super) fn name_origin(name: &str) -> String {
    format!("name:{}", name_key(name))
}

/// What is known of an organisation while matching.
#[derive(Clone, Default)]
pub(super) struct Face {
    pub(super) name: String,
    pub(super) full_name: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) country: Option<String>,
    pub(super) origins: Vec<String>,
}

/// Organisations of the desk and those the file has added so far.
#[derive(Default)]
pub(super) struct Faces {
    faces: HashMap<Id, Face>,
    by_origin: HashMap<String, Id>,
    by_identifier: HashMap<String, Id>,
    by_key: HashMap<String, Vec<Id>>,
    by_word: HashMap<String, Vec<Id>>,
    by_number: HashMap<String, Vec<Id>>,
}

/// What a name of the file turned out to be.
pub(super) enum Match {
    /// This organisation.
    Same(Id),
    /// None; but these are so alike that somebody should look.
    New { alike: Option<Id> },
}

impl Faces {
    pub(super) fn of(known: &Known) -> Self {
        let mut faces = Self::default();
        for (id, record) in known.all(&organisation::ENTITY) {
            let own = |field| record.text(field).map(str::to_owned);
            let face = Face {
                name: own(organisation::name).unwrap_or_default(),
                full_name: own(organisation::full_name),
                kind: own(organisation::kind),
                country: own(organisation::country),
                origins: record.texts(organisation::origin).map(str::to_owned).collect(),
            };
            let others: Vec<&str> = record.texts(organisation::other_names).collect();
            let identifiers: Vec<&str> = record.texts(organisation::identifiers).collect();
            faces.insert(*id, face, &others, &identifiers);
        }
        faces
    }

    pub(super) fn insert(&mut self, id: Id, face: Face, other_names: &[&str], identifiers: &[&str]) {
        let spellings = [Some(face.name.as_str()), face.full_name.as_deref()];
        for spelling in spellings.into_iter().flatten().chain(other_names.iter().copied()) {
            self.spell(id, spelling);
        }
        for word in name_words(&face.name).into_iter().filter(|w| w.len() >= 4) {
            self.by_word.entry(word).or_default().push(id);
        }
        for identifier in identifiers {
            self.by_identifier.entry((*identifier).to_owned()).or_insert(id);
        }
        let origins = face.origins.clone();
        self.faces.insert(id, face);
        for origin in origins {
            self.originate(id, &origin);
        }
    }

    /// One more spelling of an organisation.
    pub(super) fn spell(&mut self, id: Id, spelling: &str) {
        let ids = self.by_key.entry(name_key(spelling)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// One more row that is this organisation.
    pub(super) fn originate(&mut self, id: Id, origin: &str) {
        self.by_origin.entry(origin.to_owned()).or_insert(id);
        if let Some(number) = origin.strip_prefix("row:").and_then(|o| o.rsplit_once(':')).map(|(_, n)| n) {
            let ids = self.by_number.entry(number.to_owned()).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if let Some(face) = self.faces.get_mut(&id)
            && !face.origins.iter().any(|o| o == origin)
        {
            face.origins.push(origin.to_owned());
        }
    }

    pub(super) fn name(&self, id: Id) -> &str {
        self.faces.get(&id).map_or("", |f| f.name.as_str())
    }

    pub(super) fn face(&self, id: Id) -> Option<&Face> {
        self.faces.get(&id)
    }

    /// The organisations that some file knows by this number.
    pub(super) fn numbered(&self, number: &str) -> &[Id] {
        self.by_number.get(number.trim()).map_or(&[], Vec::as_slice)
    }

    /// What a name of a file means; `source` is the file it stands in.
    pub(super) fn find(&self, found: &Organisation, source: &str) -> Match {
        if let Some(id) = found.numbers.iter().find_map(|n| self.by_origin.get(&row_origin(source, n))) {
            return Match::Same(*id);
        }
        // Renamed on the desk since: the file still calls it as it did.
        let named = self.by_origin.get(&name_origin(&found.name)).filter(|_| found.numbers.is_empty());
        if let Some(id) = named.filter(|id| self.faces.get(id).is_some_and(|f| !contradicts(found, f))) {
            return Match::Same(*id);
        }
        if let Some(id) = found.identifiers.iter().find_map(|i| self.by_identifier.get(i)) {
            return Match::Same(*id);
        }
        let mut alike = None;
        let spellings =
            std::iter::once(found.name.as_str()).chain(found.other_names.iter().map(String::as_str));
        for id in spellings.filter_map(|s| self.by_key.get(&name_key(s))).flatten() {
            let Some(face) = self.faces.get(id) else { continue };
            if agrees(found, face, source) {
                return Match::Same(*id);
            }
            alike.get_or_insert(*id);
        }
        Match::New { alike: alike.or_else(|| self.close(found)) }
    }

    /// One whose name differs by little.
    fn close(&self, found: &Organisation) -> Option<Id> {
        let words = name_words(&found.name);
        let shared =
            words.iter().filter_map(|w| self.by_word.get(w)).filter(|ids| ids.len() <= COMMON).flatten();
        let mut near = shared.filter(|id| {
            self.faces
                .get(id)
                .is_some_and(|f| likeness(&f.name, &found.name) > Likeness::Apart && !contradicts(found, f))
        });
        near.next().copied()
    }
}

fn contradicts(found: &Organisation, face: &Face) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
    differ(&found.kind, &face.kind) || differ(&found.country, &face.country)
}

/// The same words in the name, and nothing that speaks against it.
fn agrees(found: &Organisation, face: &Face, source: &str) -> bool {
    if contradicts(found, face) {
        return false;
    }
    let long = match (&found.full_name, &face.full_name) {
        (Some(a), Some(b)) => Some(likeness(a, b)),
        _ => None,
    };
    if long == Some(Likeness::Apart) {
        return false;
    }
    // Two rows of one register with numbers of their own: "MTC" and "MTC" are two town councils until a long
    // name says otherwise, while a name of several words that stands twice is one entry made twice.
    let register = row_origin(source, "");
    let another_row = !found.numbers.is_empty() && face.origins.iter().any(|o| o.starts_with(&register));
    !another_row || long >= Some(Likeness::Abbreviated) || name_words(&found.name).len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, full: &str, kind: &str) -> Organisation {
        let some = |t: &str| (!t.is_empty()).then(|| t.to_owned());
        Organisation { name: name.into(), full_name: some(full), kind: some(kind), ..Organisation::default() }
    }

    fn faces(name: &str, full: &str, kind: &str) -> (Faces, Id) {
        let id = Id::from_bytes([9; 16]);
        let f = found(name, full, kind);
        let face = Face {
            name: f.name,
            full_name: f.full_name,
            kind: f.kind,
            country: None,
            origins: vec!["row:register:7".into()],
        };
        let mut faces = Faces::default();
        faces.insert(id, face, &[], &["siren:999123456"]);
        (faces, id)
    }

    fn is_same(faces: &Faces, found: &Organisation, number: &str) -> bool {
        let numbers = (!number.is_empty()).then(|| number.to_owned()).into_iter().collect();
        matches!(faces.find(&Organisation { numbers, ..found.clone() }, "register"), Match::Same(_))
    }

    #[test]
    fn the_same_words_are_the_same_organisation() {
        let (faces, _) = faces("Les Amis du Lac", "", "ngo");
        assert!(is_same(&faces, &found("Amis du Lac (Les)", "", ""), ""));
        assert!(is_same(&faces, &found("AMIS DU LAC", "", "ngo"), "8"));
        assert!(is_same(&faces, &found("Anything else", "", ""), "7"));
        assert!(!is_same(&faces, &found("Amis du Lac", "", "company"), ""));
        assert!(matches!(faces.find(&found("Amis du Lacs", "", ""), ""), Match::New { alike: Some(_) }));
        assert!(matches!(faces.find(&found("Boulangerie", "", ""), ""), Match::New { alike: None }));
    }

    #[test]
    fn letters_alone_are_not_enough_within_one_register() {
        let (faces, _) = faces("MTC", "Mutukula Town Council", "public_funder");
        assert!(!is_same(&faces, &found("MTC", "Mayuge Town Council", "public_funder"), "8"));
        assert!(!is_same(&faces, &found("MTC", "", "public_funder"), "8"));
        assert!(is_same(&faces, &found("MTC", "Mutukula Town Council", "public_funder"), "8"));
    }

    #[test]
    fn an_identifier_and_a_number_tell() {
        let (faces, id) = faces("Hydralpe", "", "");
        let mut other = found("Hydr'Alpe Holding", "", "");
        other.identifiers.push("siren:999123456".into());
        assert!(is_same(&faces, &other, ""));
        assert_eq!(faces.numbered(" 7 "), [id]);
        assert!(faces.numbered("8").is_empty());
    }
}
