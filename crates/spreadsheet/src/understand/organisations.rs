//! Sheets with one organisation per row.

use super::{Desk, Line, lines};
use crate::folding::{is_unknown, is_void, name_key, tidy};
use crate::layout::RowRole;
use crate::mapping::{Field, Meaning, SheetMapping, word};
use crate::sheet::Sheet;
use crate::values::identifier::{self, Identifier};
use crate::values::{Reading, Why, country, kind, party, person, phone};

/// Takes the rows of a sheet of organisations.
pub(super) fn take(desk: &mut Desk<'_>, sheet: &Sheet, its: &SheetMapping) {
    for line in lines(desk, sheet, its) {
        take_row(desk, &line);
    }
}

fn take_row(desk: &mut Desk<'_>, line: &Line<'_>) {
    let source = line.source();
    let written = tidy(line.text(Field::Organisation));
    let full = tidy(line.text(Field::FullName)).replace('\n', " ");
    let name = party::clean(if written.is_empty() { &full } else { &written });
    if !name.chars().any(char::is_alphanumeric) {
        desk.reject(line, "no_name");
        return;
    }
    let code = tidy(line.text(Field::OrganisationCode));
    let code = if code.is_empty() { tidy(line.text(Field::Number)) } else { code };
    let (identifiers, typed_wrong) = identifiers(line);
    for (text, why) in typed_wrong {
        desk.flag(&source, "identifier", &text, why);
    }
    let alike = desk.register.by_identifier(&identifiers).map(|i| (i, "same_identifier")).or_else(|| {
        let (index, _) =
            desk.register.find(&name).filter(|(_, met)| matches!(met, super::register::Met::Name))?;
        let other = desk.register.get(index)?;
        // Registers cut names: "International Institute o" is several institutes, told apart by the long name.
        let long = |text: &Option<String>| {
            text.as_deref().map(name_key).filter(|k| !k.is_empty() && *k != name_key(&name))
        };
        let mine = Some(full.clone()).filter(|f| !f.is_empty());
        let same_long = match (long(&other.full_name), long(&mine)) {
            (Some(a), Some(b)) => a == b,
            (None, None) => true,
            _ => false,
        };
        let clash = other.identifiers.iter().any(|i| {
            i.valid
                && identifiers
                    .iter()
                    .any(|j| j.valid && j.scheme == i.scheme && j.scheme != "FR-SIRET" && j.id != i.id)
        });
        (same_long && !clash).then_some((index, "same_name"))
    });
    if let Some((index, why)) = alike {
        let key = desk.register.key_of(index);
        desk.register.meet(index, &name, source.clone());
        fill(desk, line, index, &full, &code, identifiers);
        desk.duplicate(
            "organisation",
            &key,
            source,
            &format!("organisation:{}", if code.is_empty() { name_key(&name) } else { code }),
            why,
            true,
        );
        desk.account(line.sheet, line.row.number, RowRole::Duplicate, Some(key));
        return;
    }
    let natural = if code.is_empty() { String::new() } else { format!("#{code}") };
    let index = desk.register.add(&name, &natural, source);
    fill(desk, line, index, &full, &code, identifiers);
    let key = desk.register.key_of(index);
    desk.account(line.sheet, line.row.number, RowRole::Data, Some(key));
}

fn identifiers(line: &Line<'_>) -> (Vec<Identifier>, Vec<(String, Why)>) {
    let (mut found, mut doubts): (Vec<Identifier>, Vec<(String, Why)>) = (Vec::new(), Vec::new());
    for column in line.its.columns_of(Field::Identifier) {
        let text = tidy(column.index.map_or("", |i| line.row.text(i)));
        let (values, why) = identifier::read(&text).parts();
        if let Some(why) = why.filter(|w| w.code != "empty") {
            doubts.push((text.clone(), why));
        }
        for value in values.unwrap_or_default() {
            if !found.contains(&value) {
                found.push(value);
            }
        }
    }
    (found, doubts)
}

fn fill(
    desk: &mut Desk<'_>,
    line: &Line<'_>,
    index: usize,
    full: &str,
    code: &str,
    identifiers: Vec<Identifier>,
) {
    let source = line.source();
    let acronym = tidy(line.text(Field::Acronym));
    for name in [code, acronym.as_str()] {
        desk.register.know_code(name, index);
    }
    let french = identifiers.iter().any(|i| i.scheme.starts_with("FR-") && i.valid);
    let swiss = identifiers.iter().any(|i| i.scheme == "CH-UID" && i.valid);
    // A SIREN of one column that is part of another's SIRET need not be said twice; a SIRET of another
    // company than the SIREN beside it must be.
    let sirens: Vec<&Identifier> = identifiers.iter().filter(|i| i.scheme == "FR-SIREN" && i.valid).collect();
    if let [first, second, ..] = sirens.as_slice()
        && first.id != second.id
    {
        desk.flag(
            &source,
            "identifier",
            &format!("{} / {}", first.id, second.id),
            Why::new("identifiers_disagree"),
        );
    }
    let (kind_code, kind_raw) = organisation_kind(desk, line, index);
    let extra = desk.own_values(line);
    let notes = desk.notes(line);
    let text = |field: Field| {
        Some(tidy(line.text(field))).filter(|t| !t.is_empty() && !is_void(t) && !is_unknown(t))
    };
    let (mut postcode, mut city) = (text(Field::Postcode), text(Field::City));
    let mut land = None;
    if let Some(place) = city.clone() {
        let (front, rest) = place.split_once(' ').unwrap_or((place.as_str(), ""));
        if front.len() == 5 && front.chars().all(|c| c.is_ascii_digit()) {
            postcode = postcode.or_else(|| Some(front.to_owned()));
            city = Some(rest.to_owned()).filter(|r| !r.is_empty());
            land = Some(("FR", "postcode"));
        } else if let Some(code) = country::mentioned(&place).or_else(|| country::of_city(&place)) {
            land = Some((code, "country_in_place"));
        }
    }
    let country_text = tidy(line.text(Field::Country));
    let read = desk.countries_of(&source, &country_text);
    let mut emails = Vec::new();
    let mut phones = Vec::new();
    for column in
        line.its.columns.iter().filter(|c| matches!(c.field, Field::Email | Field::Phone | Field::Channel))
    {
        let cell = tidy(column.index.map_or("", |i| line.row.text(i)));
        let reached =
            person::read(&cell, read.first().map(String::as_str).or(desk.mapping.default_country.as_deref()));
        for (typed, why) in reached.doubts {
            desk.flag(&source, "phone", &typed, why);
        }
        emails.extend(reached.emails.into_iter().chain(reached.people.iter().flat_map(|p| p.emails.clone())));
        phones.extend(reached.phones.into_iter().chain(reached.people.iter().flat_map(|p| p.phones.clone())));
    }
    for number in &phones {
        if let Reading::Certain(e164) = phone::read(number, None)
            && let Some(c) = country::by_dial(e164.trim_start_matches('+'))
        {
            desk.register.speaks_for(index, c.code, "country_of_phone");
        }
    }
    if let Some((code, reason)) = land {
        desk.register.speaks_for(index, code, reason);
    } else if swiss {
        desk.register.speaks_for(index, "CH", "country_of_identifier");
    } else if french {
        desk.register.speaks_for(index, "FR", "country_of_identifier");
    }
    if let Some((kind, raw)) = kind_code.zip(Some(kind_raw)) {
        desk.register.set_kind(index, &kind, &raw);
    }
    let Some(item) = desk.register.get_mut(index) else { return };
    let set = |target: &mut Option<String>, value: Option<String>| {
        if target.is_none() {
            *target = value;
        }
    };
    set(&mut item.full_name, Some(full.to_owned()).filter(|f| !f.is_empty() && *f != item.name));
    set(&mut item.acronym, Some(acronym).filter(|a| !a.is_empty()));
    set(&mut item.country, read.first().cloned());
    set(&mut item.city, city);
    set(&mut item.postcode, postcode);
    set(&mut item.address, text(Field::Address));
    set(&mut item.website, text(Field::Website));
    if !code.is_empty() && !item.codes.iter().any(|c| c == code) {
        item.codes.push(code.to_owned());
    }
    for (list, values) in [(&mut item.emails, emails), (&mut item.phones, phones), (&mut item.notes, notes)] {
        for value in values {
            if !list.contains(&value) {
                list.push(value);
            }
        }
    }
    for identifier in identifiers {
        if !item.identifiers.contains(&identifier) {
            item.identifiers.push(identifier);
        }
    }
    for value in extra {
        if !item.extra.contains(&value) {
            item.extra.push(value);
        }
    }
}

/// The kind the columns say, else what the name tells.
fn organisation_kind(desk: &mut Desk<'_>, line: &Line<'_>, index: usize) -> (Option<String>, String) {
    let text = tidy(line.text(Field::Kind));
    let name = desk.register.get(index).map(|o| o.name.clone()).unwrap_or_default();
    let code = desk.kind_of(&line.source(), &text, &name);
    (code, text)
}

impl Desk<'_> {
    /// The kind behind a text of a kind column, and behind the name when the text says nothing.
    pub(super) fn kind_of(
        &mut self,
        source: &crate::understood::SourceRow,
        text: &str,
        name: &str,
    ) -> Option<String> {
        if !text.is_empty() {
            let meaning = word(&self.mapping.kinds, text).cloned();
            let (code, why) = match meaning {
                Some(Meaning { code: Some(code), guessed }) => {
                    (Some(code), guessed.then(|| Why::new("kind_guessed")))
                }
                _ => match kind::read(text).parts() {
                    (Some(code), why) => (Some(code.to_owned()), why),
                    (None, why) => (None, why),
                },
            };
            if let Some(why) = why {
                self.flag(source, "kind", text, why);
            }
            if code.is_some() {
                return code;
            }
        }
        let (code, why) = kind::of_name(name).parts();
        if code.is_some() {
            self.flag(source, "kind", name, why.unwrap_or_else(|| Why::new("kind_from_name")));
        }
        code.map(str::to_owned)
    }

    /// The countries of a cell, with the places the mapping knows.
    pub(super) fn countries_of(&mut self, source: &crate::understood::SourceRow, text: &str) -> Vec<String> {
        self.countries_and_places(source, text).0
    }

    pub(super) fn countries_and_places(
        &mut self,
        source: &crate::understood::SourceRow,
        text: &str,
    ) -> (Vec<String>, Vec<String>) {
        if is_void(text) || is_unknown(text) {
            return (Vec::new(), Vec::new());
        }
        let by_place = |desk: &Self, place: &str| {
            word(&desk.mapping.places, place).and_then(|m| m.code.clone().map(|c| (c, m.guessed)))
        };
        if let Some((code, guessed)) = by_place(self, text) {
            if guessed {
                self.flag(
                    source,
                    "country",
                    text,
                    Why::new("country_of_place").with("country", code.clone()),
                );
            }
            return (vec![code], vec![tidy(text)]);
        }
        match country::read(text) {
            Reading::Certain(found) => found,
            Reading::Guess(found, why) => {
                self.flag(source, "country", text, why);
                found
            }
            Reading::Text(why) => {
                let pieces: Vec<String> = text
                    .split(['/', '+', ',', ';', '\n'])
                    .map(|p| p.trim().to_owned())
                    .filter(|p| !p.is_empty())
                    .collect();
                let mut codes: Vec<String> = Vec::new();
                for piece in &pieces {
                    if let Some((code, guessed)) = by_place(self, piece) {
                        if guessed {
                            self.flag(
                                source,
                                "country",
                                piece,
                                Why::new("country_of_place").with("country", code.clone()),
                            );
                        }
                        if !codes.contains(&code) {
                            codes.push(code);
                        }
                    }
                }
                if codes.is_empty() {
                    self.flag(source, "country", text, why);
                }
                (codes, pieces)
            }
        }
    }
}
