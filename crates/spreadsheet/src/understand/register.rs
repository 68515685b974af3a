//! The organisations met so far, and how a text of the file finds one of them.

use std::collections::HashMap;

use crate::folding::{Likeness, abbreviated, fold, likeness, name_key, name_words};
use crate::mapping::{Mapping, word};
use crate::understood::{Flag, OrganisationFound, SourceRow};
use crate::values::{country, party};

/// How a name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// By its name or a name the mapping gives it.
    Name,
    /// By the file's code or acronym.
    Code,
    /// Some words abbreviated.
    Abbreviated,
    /// By a part of its name that no other has.
    Part,
}

/// The register.
pub(super) struct Register {
    items: Vec<OrganisationFound>,
    /// Words of each item's name, for comparison.
    words: Vec<Vec<String>>,
    by_key: HashMap<String, usize>,
    by_code: HashMap<String, usize>,
    /// First letter of the first word, of names that could abbreviate one another.
    by_letter: HashMap<char, Vec<usize>>,
    aliases: Vec<(String, String)>,
    own: Option<String>,
    keys: HashMap<String, u32>,
    /// What speaks for a country of each item.
    evidence: Vec<Vec<(String, String)>>,
}

impl Register {
    pub(super) fn new(mapping: &Mapping) -> Self {
        Self {
            items: Vec::new(),
            words: Vec::new(),
            by_key: HashMap::new(),
            by_code: HashMap::new(),
            by_letter: HashMap::new(),
            aliases: mapping.organisations.iter().map(|(k, v)| (fold(k), v.clone())).collect(),
            own: mapping.own_organisation.clone(),
            keys: HashMap::new(),
            evidence: Vec::new(),
        }
    }

    pub(super) fn get(&self, index: usize) -> Option<&OrganisationFound> {
        self.items.get(index)
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut OrganisationFound> {
        self.items.get_mut(index)
    }

    pub(super) fn key_of(&self, index: usize) -> String {
        self.items.get(index).map(|o| o.key.clone()).unwrap_or_default()
    }

    /// True when the name is that of the importing organisation.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.own.as_deref().is_some_and(|own| likeness(own, name) >= Likeness::Abbreviated)
    }

    /// The name the mapping gives a text, else the text.
    pub(super) fn alias(&self, text: &str) -> String {
        let folded = fold(text);
        self.aliases.iter().find(|(k, _)| *k == folded).map_or_else(|| text.to_owned(), |(_, v)| v.clone())
    }

    /// Finds an organisation by name: the same words, or the same with abbreviations.
    pub(super) fn find(&self, name: &str) -> Option<(usize, Met)> {
        let name = self.alias(name);
        if let Some(&index) = self.by_key.get(&name_key(&name)) {
            return Some((index, Met::Name));
        }
        let words = name_words(&name);
        let letter = words.first().and_then(|w| w.chars().next())?;
        self.by_letter
            .get(&letter)?
            .iter()
            .copied()
            .find(|i| self.words.get(*i).is_some_and(|known| abbreviated(known, &words)))
            .map(|i| (i, Met::Abbreviated))
    }

    /// Finds what another sheet means by a text: also by code, acronym, or a part of the name only one has.
    pub(super) fn resolve(&self, text: &str) -> Option<(usize, Met)> {
        let name = self.alias(&party::clean(text));
        if let Some(index) = self.code_in(text) {
            return Some((index, Met::Code));
        }
        self.find(&name).or_else(|| self.part(&name).map(|i| (i, Met::Part)))
    }

    /// The organisation whose code or acronym begins the text, or is in its brackets: "S01 – Alpha",
    /// "Alpha (ALP)".
    pub(super) fn code_in(&self, text: &str) -> Option<usize> {
        let folded = fold(text);
        if let Some(&index) = self.by_code.get(folded.trim()) {
            return Some(index);
        }
        let first = folded.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty())?;
        let looks_coded = first.chars().any(|c| c.is_ascii_digit()) && first.chars().any(char::is_alphabetic);
        looks_coded.then(|| self.by_code.get(first).copied()).flatten()
    }

    fn part(&self, name: &str) -> Option<usize> {
        let wanted = name_words(name);
        if wanted.iter().map(String::len).sum::<usize>() < 3 {
            return None;
        }
        let fits = |words: &Vec<String>| {
            wanted.iter().all(|w| {
                words.iter().any(|v| {
                    v == w
                        || (w.len() >= 3 && v.starts_with(w.as_str()))
                        || (v.len() >= 4 && w.starts_with(v.as_str()))
                })
            }) || words.concat() == wanted.concat()
        };
        let mut matching = self.words.iter().enumerate().filter(|(_, w)| fits(w)).map(|(i, _)| i);
        match (matching.next(), matching.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }

    /// Adds an organisation under this name. `natural` makes its key stable; the name does when empty.
    pub(super) fn add(&mut self, name: &str, natural: &str, source: SourceRow) -> usize {
        let key = name_key(name);
        let wish = if natural.is_empty() {
            format!("organisation:{key}")
        } else {
            format!("organisation:{natural}")
        };
        let times = self.keys.entry(wish.clone()).or_default();
        *times += 1;
        let unique = if *times == 1 { wish } else { format!("{wish}~{times}") };
        let index = self.items.len();
        let words = name_words(name);
        if let Some(letter) = words.first().and_then(|w| w.chars().next()) {
            self.by_letter.entry(letter).or_default().push(index);
        }
        self.words.push(words);
        self.by_key.entry(key).or_insert(index);
        self.items.push(OrganisationFound {
            key: unique,
            name: name.to_owned(),
            rows: vec![source],
            ..OrganisationFound::default()
        });
        self.evidence.push(Vec::new());
        index
    }

    pub(super) fn know_code(&mut self, code: &str, index: usize) {
        if !code.trim().is_empty() {
            self.by_code.entry(fold(code)).or_insert(index);
        }
    }

    /// Notes that an organisation was met here, perhaps spelt otherwise.
    pub(super) fn meet(&mut self, index: usize, spelling: &str, source: SourceRow) {
        if let Some(item) = self.items.get_mut(index) {
            if item.name != spelling && !spelling.is_empty() && !item.spellings.iter().any(|s| s == spelling)
            {
                item.spellings.push(spelling.to_owned());
            }
            if !item.rows.contains(&source) {
                item.rows.push(source);
            }
        }
    }

    /// Something that speaks for a country of an organisation, with the code of the reason.
    pub(super) fn speaks_for(&mut self, index: usize, country: &str, reason: &str) {
        if let Some(evidence) = self.evidence.get_mut(index) {
            evidence.push((country.to_owned(), reason.to_owned()));
        }
    }

    pub(super) fn set_kind(&mut self, index: usize, kind: &str, raw: &str) {
        if let Some(item) = self.items.get_mut(index)
            && item.kind.is_none()
        {
            item.kind = Some(kind.to_owned());
            item.kind_raw = Some(raw.to_owned()).filter(|r| !r.is_empty());
        }
    }

    /// Gives countries from what speaks for them, when it speaks with one voice; the default last. Each is
    /// flagged with its reason: none of it is written in a column of countries.
    pub(super) fn settle_countries(&mut self, mapping: &Mapping, flags: &mut Vec<Flag>) {
        for (item, evidence) in self.items.iter_mut().zip(&self.evidence) {
            if let Some(code) = word(&mapping.organisation_countries, &item.name) {
                item.country = Some(code.clone());
                continue;
            }
            if item.country.is_some() {
                continue;
            }
            let named = country::mentioned(&item.name).map(|c| (c.to_owned(), "country_in_name".to_owned()));
            let first = evidence.first().filter(|f| evidence.iter().all(|e| e.0 == f.0)).cloned();
            let fallback = mapping.default_country.clone().map(|c| (c, "country_default".to_owned()));
            let Some((code, reason)) = first.or(named).or(fallback) else { continue };
            item.country = Some(code.clone());
            if let Some(row) = item.rows.first() {
                flags.push(Flag {
                    sheet: row.sheet.clone(),
                    row: row.row,
                    field: "organisation_country".to_owned(),
                    text: item.name.clone(),
                    code: reason,
                    params: vec![("country".to_owned(), code)],
                });
            }
        }
    }

    pub(super) fn into_organisations(self) -> Vec<OrganisationFound> {
        self.items
    }

    /// The index of an organisation that has one of these identifiers.
    pub(super) fn by_identifier(
        &self,
        identifiers: &[crate::values::identifier::Identifier],
    ) -> Option<usize> {
        // A second SIRET is another site of the same company; the SIREN and the RNA are the organisation.
        self.items.iter().position(|o| {
            o.identifiers.iter().any(|i| {
                i.valid
                    && i.scheme != "FR-SIRET"
                    && identifiers.iter().any(|j| j.valid && i.scheme == j.scheme && i.id == j.id)
            })
        })
    }
}
