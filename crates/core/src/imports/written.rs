//! The words of cells that were not certain, kept as they stand beside what was made of them.
//!
//! A value that was guessed may be wrong, and one that was not understood is none: either way the cell's own
//! text stays with the record, in a column of the person's own, is seen there and leaves with the export.

use std::collections::HashMap;

use coexist_spreadsheet::folding::{fold, tidy};
use coexist_spreadsheet::mapping::{ColumnMapping, Field, Mapping};
use coexist_spreadsheet::sheet::{Sheet, Workbook};
use coexist_spreadsheet::understood::Flag;

use super::understood::Place;

/// What an uncertain cell is called in the flags, and the columns it may stand in.
pub(super) type Columns = &'static [(&'static str, &'static [Field])];

const AMOUNTS: &[Field] =
    &[Field::Amount, Field::AmountRequested, Field::AmountGranted, Field::AmountPaid, Field::Contributions];

pub(super) const OF_DOSSIERS: Columns = &[
    ("last_contact", &[Field::LastContact]),
    ("first_contact", &[Field::FirstContact]),
    ("signed", &[Field::Signed]),
    ("period", &[Field::Period, Field::End]),
    ("start", &[Field::Start]),
    ("end", &[Field::End]),
    ("due", &[Field::Due]),
    ("report_due", &[Field::ReportDue]),
    ("stage", &[Field::Status]),
    ("type", &[Field::Type]),
    ("country", &[Field::Country]),
    ("amount", AMOUNTS),
    ("amount_requested", AMOUNTS),
    ("amount_granted", AMOUNTS),
    ("amount_paid", AMOUNTS),
    ("contributions", AMOUNTS),
];

pub(super) const OF_ORGANISATIONS: Columns = &[
    ("kind", &[Field::Kind]),
    ("country", &[Field::Country]),
    ("identifier", &[Field::Identifier]),
    ("phone", &[Field::Phone, Field::Channel]),
];

/// Said of a whole column and not of what stands in the cell, which was read in full.
const READ_IN_FULL: &[&str] = &["currency_default", "asked_or_given_unclear", "header_says_thousands"];

/// The file's own words where it was not certain.
pub(super) struct Written<'a> {
    sheets: HashMap<&'a str, (&'a Sheet, &'a [ColumnMapping])>,
    flags: HashMap<(&'a str, u32), Vec<&'a Flag>>,
    original: &'a str,
}

impl<'a> Written<'a> {
    pub(super) fn of(
        workbook: &'a Workbook,
        mapping: &'a Mapping,
        flags: &'a [Flag],
        original: &'a str,
    ) -> Self {
        let columns = |sheet: &Sheet| mapping.sheets.iter().find(|m| m.sheet == sheet.name);
        let sheets = workbook.sheets.iter();
        let sheets =
            sheets.filter_map(|s| Some((s.name.as_str(), (s, columns(s)?.columns.as_slice())))).collect();
        let mut at: HashMap<(&str, u32), Vec<&Flag>> = HashMap::new();
        for flag in flags.iter().filter(|f| !READ_IN_FULL.contains(&f.code.as_str())) {
            at.entry((flag.sheet.as_str(), flag.row)).or_default().push(flag);
        }
        Self { sheets, flags: at, original }
    }

    /// Adds the uncertain cells of a record's rows to its own cells.
    pub(super) fn keep(&self, places: &[Place], fields: Columns, own: &mut Vec<(String, String)>) {
        // A column that a field takes is written by that field: what is left of it needs a name of its own.
        let read = places.iter().filter_map(|p| self.sheets.get(p.sheet.as_str())).flat_map(|(_, c)| *c);
        let taken: Vec<String> = read
            .filter(|c| !matches!(c.field, Field::Own | Field::Notes | Field::Ignore | Field::FirstContact))
            .map(|c| fold(&c.header))
            .collect();
        for (header, _) in own.iter_mut().filter(|(header, _)| taken.contains(&fold(header))) {
            *header = self.name(header);
        }
        for place in places {
            let Some((sheet, columns)) = self.sheets.get(place.sheet.as_str()) else { continue };
            let Some(row) = sheet.row(place.row) else { continue };
            let flags = self.flags.get(&(place.sheet.as_str(), place.row)).into_iter().flatten();
            for flag in flags {
                let Some((_, wanted)) = fields.iter().find(|(name, _)| *name == flag.field) else { continue };
                let cells = columns.iter().filter(|c| wanted.contains(&c.field));
                for (column, text) in cells.filter_map(|c| Some((c, tidy(row.text(c.index?))))) {
                    let is_this = !text.is_empty() && flat(&text).contains(&flat(&flag.text));
                    // What came out of an export beside its value goes back in as the column it is.
                    if is_this && !own.iter().any(|(_, there)| flat(there) == flat(&text)) {
                        own.push((self.name(&column.header), text));
                    }
                }
            }
        }
    }

    fn name(&self, header: &str) -> String {
        format!("{} ({})", header.trim(), self.original)
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
