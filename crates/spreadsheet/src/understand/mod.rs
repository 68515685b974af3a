//! From a workbook and a mapping to records: organisations first, so that every other sheet can name them,
//! then dossiers, people and tasks; rows that say the same are put together last.

mod cells;
mod contacts;
mod dossiers;
mod merge;
mod organisations;
mod register;
mod tasks;
mod todos;

use crate::codes::{FLAGS, REASONS};
use std::collections::HashMap;

use jiff::civil::Date;

use crate::guess::{header_of, naming_column};
use crate::layout::{Header, RowRole, row_colour, row_role};
use crate::mapping::{Field, Mapping, SheetMapping, SheetRole};
use crate::sheet::{Row, Sheet, Workbook};
use crate::understood::{Duplicate, Flag, LedgerLine, MemberFound, Rejected, SourceRow, Understood};
use crate::values::{Why, country, date};
use register::Register;

/// Understands a workbook with a mapping. A mapping without sheets understands nothing: lay it over
/// [`crate::guess::guess`] first.
#[must_use]
pub fn apply(workbook: &Workbook, mapping: &Mapping) -> Understood {
    let mut desk = Desk {
        mapping,
        out: Understood { repaired: workbook.repaired, ..Understood::default() },
        register: Register::new(mapping),
        keys: HashMap::new(),
        met_initials: Vec::new(),
        reference: mapping.reference_date.unwrap_or_else(|| date::new_year(2000)),
    };
    let sheets: Vec<(&Sheet, &SheetMapping)> = workbook
        .sheets
        .iter()
        .filter_map(|s| Some((s, mapping.sheets.iter().find(|m| m.sheet == s.name)?)))
        .collect();
    let of_role = |role: SheetRole| {
        sheets.iter().filter(move |(_, m)| m.role == Some(role)).copied().collect::<Vec<_>>()
    };
    for (sheet, its) in of_role(SheetRole::Organisations) {
        organisations::take(&mut desk, sheet, its);
    }
    for (sheet, its) in of_role(SheetRole::Dossiers) {
        dossiers::take(&mut desk, sheet, its);
    }
    merge::dossiers(&mut desk);
    for (sheet, its) in of_role(SheetRole::Contacts) {
        contacts::take(&mut desk, sheet, its);
    }
    for (sheet, its) in of_role(SheetRole::Tasks) {
        tasks::take(&mut desk, sheet, its);
    }
    for sheet in &workbook.sheets {
        let role = sheets.iter().find(|(s, _)| s.name == sheet.name).and_then(|(_, m)| m.role);
        let line = match role {
            Some(SheetRole::Legend) => RowRole::Legend,
            Some(SheetRole::Notes) => RowRole::Note,
            Some(SheetRole::Template) => RowRole::Template,
            Some(SheetRole::Organisations | SheetRole::Dossiers | SheetRole::Contacts | SheetRole::Tasks) => {
                continue;
            }
            Some(SheetRole::Summary | SheetRole::Empty) | None => RowRole::Aside,
        };
        for row in sheet.rows.iter().filter(|r| !r.is_blank()) {
            desk.account(sheet, row.number, line, None);
        }
    }
    desk.finish()
}

/// What is being put together.
struct Desk<'a> {
    mapping: &'a Mapping,
    out: Understood,
    register: Register,
    /// How often each key was asked for: the second of a kind gets "~2".
    keys: HashMap<String, u32>,
    met_initials: Vec<String>,
    reference: Date,
}

/// A row being read, with what its place in the sheet says.
struct Line<'a> {
    sheet: &'a Sheet,
    its: &'a SheetMapping,
    row: &'a Row,
    /// The sheet's rows are painted, so that no colour is a colour too.
    painted: bool,
    /// Year of the section the row stands in.
    year: Option<i16>,
    /// Country of the section the row stands in.
    section_country: Option<String>,
}

impl Line<'_> {
    fn source(&self) -> SourceRow {
        SourceRow { sheet: self.sheet.name.clone(), row: self.row.number }
    }

    /// The text of a field's column; in a range merged downwards, that of its first cell.
    fn text(&self, field: Field) -> &str {
        self.its.column(field).map_or("", |c| self.seen(c))
    }

    fn seen(&self, column: u32) -> &str {
        match self.sheet.merged_at(self.row.number, column) {
            Some(area) if area.left == area.right => self.sheet.seen_text(self.row.number, column),
            _ => self.row.text(column),
        }
    }
}

/// The lines of a sheet below its header, each with its role and section; rows above and between are put
/// into the ledger here.
fn lines<'a>(desk: &mut Desk<'_>, sheet: &'a Sheet, its: &'a SheetMapping) -> Vec<Line<'a>> {
    let header: Header = header_of(sheet, its);
    let name = naming_column(its);
    let painted = sheet.rows.iter().filter(|r| !r.is_blank() && row_colour(r, name).is_some()).count() >= 3;
    let mut year = None;
    let mut section_country = None;
    let mut out = Vec::new();
    for row in &sheet.rows {
        if row.is_blank() {
            continue;
        }
        let role = row_role(sheet, &header, row, name);
        match role {
            RowRole::Section => {
                let text = row.filled().next().map_or("", |(_, c)| c.text.trim());
                match text.parse::<i16>() {
                    Ok(y) if (1990..2100).contains(&y) => year = Some(y),
                    _ => {
                        section_country =
                            country::read(text).value().and_then(|(codes, _)| codes.first().cloned())
                    }
                }
                desk.account(sheet, row.number, role, None);
            }
            RowRole::Data | RowRole::Continuation => {
                out.push(Line { sheet, its, row, painted, year, section_country: section_country.clone() });
            }
            _ => desk.account(sheet, row.number, role, None),
        }
    }
    out
}

impl Desk<'_> {
    fn account(&mut self, sheet: &Sheet, row: u32, role: RowRole, key: Option<String>) {
        self.out.ledger.push(LedgerLine { sheet: sheet.name.clone(), row, role, key });
    }

    fn reject(&mut self, line: &Line<'_>, code: &str) {
        self.account(line.sheet, line.row.number, RowRole::Rejected, None);
        self.out.rejected.push(Rejected {
            sheet: line.sheet.name.clone(),
            row: line.row.number,
            code: code.to_owned(),
        });
    }

    fn flag(&mut self, source: &SourceRow, field: &str, text: &str, why: Why) {
        if matches!(why.code.as_str(), "empty") {
            return;
        }
        let flag = Flag {
            sheet: source.sheet.clone(),
            row: source.row,
            field: field.to_owned(),
            text: text.to_owned(),
            code: why.code,
            params: why.params,
        };
        if !self.out.flags.contains(&flag) {
            self.out.flags.push(flag);
        }
    }

    fn duplicate(&mut self, record: &str, key: &str, row: SourceRow, other: &str, code: &str, merged: bool) {
        self.out.duplicates.push(Duplicate {
            record: record.to_owned(),
            key: key.to_owned(),
            row,
            other: other.to_owned(),
            code: code.to_owned(),
            merged,
        });
    }

    /// A key nobody has yet: the wish itself, or the wish with "~2", "~3"…
    fn fresh_key(&mut self, wish: String) -> String {
        let times = self.keys.entry(wish.clone()).or_default();
        *times += 1;
        if *times == 1 { wish } else { format!("{wish}~{times}") }
    }

    /// Names of the colleagues of a cell ("MD/AC"); initials nobody explains stay, and are flagged.
    fn colleagues(&mut self, source: &SourceRow, text: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        if crate::folding::is_void(text) || crate::folding::is_unknown(text) {
            return names;
        }
        let whole = self.colleague(text);
        let pieces: Vec<&str> = if whole.is_some() {
            vec![text]
        } else {
            text.split(['/', ',', '+', '&', ';', '\n']).flat_map(|p| p.split(" et ")).collect()
        };
        for piece in pieces.into_iter().map(str::trim).filter(|p| p.chars().any(char::is_alphanumeric)) {
            let name = match self.colleague(piece) {
                Some(name) => {
                    if !self.met_initials.iter().any(|i| i == piece) {
                        self.met_initials.push(piece.to_owned());
                    }
                    name
                }
                None => {
                    // A name in full needs no explanation.
                    if piece.split_whitespace().count() < 2 {
                        if !self.met_initials.iter().any(|i| i == piece) {
                            self.met_initials.push(piece.to_owned());
                        }
                        self.flag(source, "responsible", piece, Why::new("colleague_unknown"));
                    }
                    piece.to_owned()
                }
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn colleague(&self, initials: &str) -> Option<String> {
        let bare = |t: &str| crate::folding::fold(t).replace(['.', ' '], "");
        let wanted = bare(initials);
        self.mapping.colleagues.iter().find(|(k, _)| bare(k) == wanted).map(|(_, name)| name.clone())
    }

    fn finish(mut self) -> Understood {
        let mut members: Vec<MemberFound> = Vec::new();
        for (initials, name) in &self.mapping.colleagues {
            members.push(MemberFound { initials: initials.clone(), name: Some(name.clone()) });
        }
        for initials in &self.met_initials {
            if self.colleague(initials).is_none() && !members.iter().any(|m| m.initials == *initials) {
                members.push(MemberFound { initials: initials.clone(), name: None });
            }
        }
        self.out.members = members;
        self.register.settle_countries(self.mapping, &mut self.out.flags);
        self.out.organisations = self.register.into_organisations();
        self.out.ledger.sort_by(|a, b| (&a.sheet, a.row).cmp(&(&b.sheet, b.row)));
        debug_assert!(
            self.out.flags.iter().all(|f| FLAGS.contains(&f.code.as_str()))
                && self.out.rejected.iter().all(|r| REASONS.contains(&r.code.as_str())),
            "a code that codes.rs does not list has no sentence"
        );
        self.out
    }
}
