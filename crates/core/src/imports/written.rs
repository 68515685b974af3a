//! The words of cells that say more than what was made of them, kept as they stand beside it.
//!
//! A value that was guessed may be wrong, one that was not understood is none, and one that was understood
//! may say less than the cell: "PME" is a company, "attend leur CODIR" is a stage. Whatever the record does
//! not say stays with it, in one column of the person's own: a line for each such cell, headed by its column.
//! A record whose cells lost nothing has no such text.

use std::collections::{HashMap, HashSet};

use coexist_spreadsheet::folding::{fold, tidy};
use coexist_spreadsheet::mapping::{ColumnMapping, Field, Mapping, SheetRole};
use coexist_spreadsheet::sheet::{Cell, Sheet, Value, Workbook};
use coexist_spreadsheet::understood::{self as found, Flag};
use coexist_spreadsheet::values::amount::{self, AmountContext};
use coexist_spreadsheet::values::date::{self, DateContext, Direction};

use super::said::{Labels, Said};
use super::understood::{Named, Place, Understood};

/// Said of a whole column and not of what stands in the cell, which was read in full.
const READ_IN_FULL: &[&str] = &[
    "currency_default",
    "asked_or_given_unclear",
    "header_says_thousands",
    "colleague_unknown",
    "kind_from_name",
    "kind_guessed",
    "several_organisations",
    "phone_country_assumed",
];

/// Words of an amount that its number and currency say as well.
const OF_MONEY: &[&str] = &[
    "eur", "euro", "euros", "e", "k", "ke", "keur", "m", "me", "meur", "million", "millions", "mille", "f",
    "fcfa", "cfa", "xof", "xaf", "chf", "fr", "usd", "dollar", "dollars", "gbp", "ar", "ariary", "mga",
];

/// What an import keeps of a file's own words.
pub(super) struct Written<'a> {
    sheets: HashMap<&'a str, (&'a Sheet, &'a [ColumnMapping], Option<SheetRole>)>,
    doubted: HashSet<(&'a str, u32, String)>,
    mapping: &'a Mapping,
    labels: &'a Labels,
}

/// A filled cell of a column that a field takes.
struct Filled<'a> {
    field: Field,
    header: &'a str,
    cell: &'a Cell,
}

impl<'a> Written<'a> {
    pub(super) fn of(
        workbook: &'a Workbook,
        mapping: &'a Mapping,
        flags: &'a [Flag],
        labels: &'a Labels,
    ) -> Self {
        let its = |sheet: &Sheet| mapping.sheets.iter().find(|m| m.sheet == sheet.name);
        let sheets = workbook.sheets.iter().filter_map(|s| {
            let its = its(s)?;
            Some((s.name.as_str(), (s, its.columns.as_slice(), its.role)))
        });
        let doubted = flags.iter().filter(|f| !READ_IN_FULL.contains(&f.code.as_str()));
        let doubted = doubted.map(|f| (f.sheet.as_str(), f.row, flat(&f.text))).collect();
        Self { sheets: sheets.collect(), doubted, mapping, labels }
    }

    fn role(&self, place: &Place) -> Option<SheetRole> {
        self.sheets.get(place.sheet.as_str()).and_then(|(_, _, role)| *role)
    }

    /// The filled cells of a row that a field takes. Remarks and own columns are kept whole anyway; columns
    /// left out repeat others.
    fn cells(&self, place: &Place) -> Vec<Filled<'_>> {
        let Some((sheet, columns, _)) = self.sheets.get(place.sheet.as_str()) else { return Vec::new() };
        let is_read = |c: &&ColumnMapping| !matches!(c.field, Field::Own | Field::Notes | Field::Ignore);
        let cells = columns.iter().filter(is_read).filter_map(|column| {
            let index = column.index?;
            // A range merged downwards speaks for every row it covers.
            let area = sheet.merged_at(place.row, index).filter(|a| a.left == a.right);
            let cell = sheet.row(area.map_or(place.row, |a| a.top))?.cell(index)?;
            (!cell.is_blank()).then_some(Filled { field: column.field, header: column.header.trim(), cell })
        });
        cells.collect()
    }

    /// Lays what would be lost of each row into the records that came of it.
    pub(super) fn complete(&self, said: &mut Understood, from: &found::Understood) {
        self.dossiers(said, from);
        self.organisations(said);
        self.contacts(said, from);
        self.tasks(said, from);
    }

    fn dossiers(&self, all: &mut Understood, from: &found::Understood) {
        let rows_of: Vec<Vec<Place>> = from.contacts.iter().map(|c| places(&c.rows)).collect();
        for n in 0..all.dossiers.len() {
            let dossier = &all.dossiers[n];
            let mut said = Said::default();
            said.dossier(dossier, self.labels);
            let parties: Vec<usize> = dossier
                .parties
                .iter()
                .filter_map(|p| if let Named::Here(o) = p.organisation { Some(o) } else { None })
                .collect();
            for party in &dossier.parties {
                match &party.organisation {
                    Named::Here(o) => said.organisation(&all.organisations[*o], self.labels),
                    Named::Number(number) => said.text(number),
                }
            }
            for (contact, rows) in all.contacts.iter().zip(&rows_of) {
                if rows.iter().any(|r| dossier.places.contains(r)) {
                    said.contact(contact);
                }
            }
            for who in &dossier.responsible {
                self.person(&all.people[*who], &mut said);
            }
            for task in all.tasks.iter().filter(|t| t.dossier == Some(n)) {
                // The next thing to do stands in the dossier, without its note.
                said.task(&super::understood::Task { note: None, ..task.clone() });
                task.assignees.iter().for_each(|who| self.person(&all.people[*who], &mut said));
            }
            let (mut of_dossier, mut of_organisation) = (Vec::new(), Vec::new());
            // A cell that could not be read stands there under its own heading already.
            let rows = dossier.places.clone();
            self.unread(&rows, &mut all.dossiers[n].own, &mut of_dossier);
            for place in &rows {
                for cell in self.cells(place) {
                    if self.is_said(&cell, place, &said) {
                        continue;
                    }
                    let names_it = matches!(cell.field, Field::Organisation | Field::Kind);
                    let lines =
                        if names_it && parties.len() == 1 { &mut of_organisation } else { &mut of_dossier };
                    lines.push(line(&cell));
                }
            }
            self.keep(&mut all.dossiers[n].own, of_dossier);
            if let [only] = parties.as_slice() {
                self.keep(&mut all.organisations[*only].own, of_organisation);
            }
        }
    }

    fn organisations(&self, all: &mut Understood) {
        for (n, organisation) in all.organisations.iter_mut().enumerate() {
            let mut said = Said::default();
            said.organisation(organisation, self.labels);
            // A row of a directory is accounted to the organisation when it tells somebody again.
            all.contacts.iter().filter(|c| c.organisation == Some(n)).for_each(|c| said.contact(c));
            let mut lines = Vec::new();
            for place in organisation.places.iter().filter(|p| self.role(p) != Some(SheetRole::Dossiers)) {
                lines.extend(self.lost(place, &said));
            }
            self.keep(&mut organisation.own, lines);
        }
    }

    /// The rows of a directory: several people may stand in one.
    fn contacts(&self, all: &mut Understood, from: &found::Understood) {
        let mut rows: Vec<(Place, Vec<usize>)> = Vec::new();
        for (n, contact) in from.contacts.iter().enumerate() {
            for place in
                places(&contact.rows).into_iter().filter(|p| self.role(p) == Some(SheetRole::Contacts))
            {
                match rows.iter_mut().find(|(there, _)| *there == place) {
                    Some((_, who)) => who.push(n),
                    None => rows.push((place, vec![n])),
                }
            }
        }
        for (place, who) in rows {
            let mut said = Said::default();
            for contact in who.iter().map(|n| &all.contacts[*n]) {
                said.contact(contact);
                if let Some(o) = contact.organisation {
                    said.organisation(&all.organisations[o], self.labels);
                }
            }
            let lines = self.lost(&place, &said);
            if let Some(first) = who.first() {
                self.keep(&mut all.contacts[*first].own, lines);
            }
        }
    }

    fn tasks(&self, all: &mut Understood, from: &found::Understood) {
        for (n, task) in from.tasks.iter().enumerate() {
            let mut said = Said::default();
            said.task(&all.tasks[n]);
            for who in &all.tasks[n].assignees {
                self.person(&all.people[*who], &mut said);
            }
            if let Some(o) = all.tasks[n].organisation {
                said.organisation(&all.organisations[o], self.labels);
            }
            let mut lines: Vec<String> = Vec::new();
            for place in places(&task.rows).iter().filter(|p| self.role(p) == Some(SheetRole::Tasks)) {
                lines.extend(self.lost(place, &said));
            }
            // The next thing to do of a dossier has no room for remarks: the dossier has.
            if let Some(dossier) = all.tasks[n].dossier.filter(|_| !task.rows.is_empty()) {
                let remarks = task.notes.iter().cloned();
                let own = task.extra.iter().map(|cell| format!("{} : {}", cell.column, flat(&cell.text)));
                lines.extend(remarks.chain(own));
                self.keep(&mut all.dossiers[dossier].own, lines);
            } else if !lines.is_empty() {
                let note = &mut all.tasks[n].note;
                lines.splice(0..0, note.take());
                *note = Some(lines.join("\n"));
            }
        }
    }

    fn lost(&self, place: &Place, said: &Said) -> Vec<String> {
        self.cells(place).iter().filter(|cell| !self.is_said(cell, place, said)).map(line).collect()
    }

    fn person(&self, who: &super::understood::Person, said: &mut Said) {
        for text in who.name.iter().chain(&who.initials) {
            said.text(text);
        }
        for (initials, name) in &self.mapping.colleagues {
            if who.name.as_deref().is_some_and(|n| fold(n) == fold(name)) {
                said.text(initials);
            }
        }
    }

    /// Whether a record says all that a cell says.
    fn is_said(&self, it: &Filled<'_>, place: &Place, said: &Said) -> bool {
        let text = tidy(&it.cell.text);
        // A dash is nothing; "RAS" is somebody's word that there is nothing to say.
        if !text.chars().any(char::is_alphanumeric) || matches!(it.cell.value, Value::Error(_)) {
            return true;
        }
        let doubted = || self.doubted.contains(&(place.sheet.as_str(), place.row, flat(&it.cell.text)));
        if is_dated(it.field) {
            return self.is_dated_so(it.cell, said) && !doubted() || said.all_of(&text, |_| false);
        }
        if it.field.is_amount() {
            if let Value::Number(n) = it.cell.value {
                return said.number(n) || said.number(n * 1000.0) || n == 0.0;
            }
            let read =
                amount::read(&text, &AmountContext { currency: Some("EUR"), ..AmountContext::default() });
            let sums = read.value().into_iter().flatten().flat_map(|a| [a.value, a.min, a.max, a.quantity]);
            let is_told = !doubted() && sums.flatten().all(|n| said.number(n));
            let silent = |w: &str| {
                is_told
                    && (OF_MONEY.contains(&w.trim_start_matches(|c: char| c.is_ascii_digit()))
                        || is_figure(w))
            };
            return said.all_of(&text, silent);
        }
        if it.field == Field::Done {
            return text.chars().count() == 1;
        }
        said.all_of(&text, |_| false)
            && !(matches!(it.field, Field::Status | Field::Type | Field::Identifier) && doubted())
    }

    /// Whether a cell's date is one of those that are said.
    fn is_dated_so(&self, cell: &Cell, said: &Said) -> bool {
        let read = |direction| {
            let reference = self.mapping.reference_date.unwrap_or_default();
            date::read(&cell.text, &DateContext { reference, direction, year: None })
        };
        let is_theirs =
            |p: &date::Period| said.day(p.start) && said.day(p.end) || p.start == p.end && said.day(p.end);
        match &cell.value {
            Value::Date(at) => said.day(at.date()),
            Value::Number(n) => date::read_number(*n).value().is_some_and(is_theirs),
            _ => [Direction::Past, Direction::Future, Direction::Either]
                .into_iter()
                .any(|direction| read(direction).value().is_some_and(is_theirs)),
        }
    }

    /// Cells that the reader left under the heading of a column that a field takes become lines.
    fn unread(&self, places: &[Place], own: &mut Vec<(String, String)>, lines: &mut Vec<String>) {
        let read = places.iter().filter_map(|p| self.sheets.get(p.sheet.as_str())).flat_map(|(_, c, _)| *c);
        // What the desk has no field for keeps its heading.
        let apart = [Field::Own, Field::Notes, Field::Ignore, Field::FirstContact, Field::Number];
        let taken: Vec<String> =
            read.filter(|c| !apart.contains(&c.field)).map(|c| fold(&c.header)).collect();
        own.retain(|(header, text)| {
            let is_unread = taken.contains(&fold(header));
            if is_unread {
                lines.push(format!("{} : {}", flat(header), flat(text)));
            }
            !is_unread
        });
    }

    /// Puts lines into the column of original texts, each once.
    fn keep(&self, own: &mut Vec<(String, String)>, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        let at = own.iter().position(|(header, _)| fold(header) == fold(&self.labels.original));
        let at = at.unwrap_or_else(|| {
            own.push((self.labels.original.clone(), String::new()));
            own.len() - 1
        });
        let text = &mut own[at].1;
        for line in lines {
            if !text.lines().any(|there| there == line) {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line);
            }
        }
    }
}

fn is_dated(field: Field) -> bool {
    matches!(
        field,
        Field::FirstContact
            | Field::LastContact
            | Field::Signed
            | Field::Period
            | Field::Start
            | Field::End
            | Field::Due
            | Field::ReportDue
    )
}

fn is_figure(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

fn line(it: &Filled<'_>) -> String {
    let text = flat(&it.cell.text);
    if it.header.is_empty() { text } else { format!("{} : {text}", flat(it.header)) }
}

fn places(rows: &[found::SourceRow]) -> Vec<Place> {
    rows.iter().map(|r| Place { sheet: r.sheet.clone(), row: r.row }).collect()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
