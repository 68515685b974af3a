//! The import screen: what the file holds, how it is understood, what importing it would do.

use std::collections::HashSet;
use std::path::Path;

use coexist_spreadsheet::mapping::{Field, SheetMapping, SheetRole};
use coexist_spreadsheet::sheet::{Sheet, Workbook, column_letters};
use coexist_spreadsheet::{guess, layout};

use super::plan::Scope;
use super::{
    DateSource, ImportPreview, LARGEST_FILE, Mapping, MappingSource, PreviewColumn, PreviewImport,
    PreviewSheet, ReferenceDate, kept, reading, reference, running,
};
use crate::activity::ActivityState;
use crate::desk::Desk;
use crate::records::count;
use crate::{Error, files};

/// Different texts shown of each column.
const SAMPLES: usize = 5;
const LONGEST_SAMPLE: usize = 120;

/// `imports.preview`: reads and understands a file, writes nothing.
///
/// # Errors
/// Those of reading the file (`file-not-found`, `not-a-spreadsheet`, …) and the store's.
pub fn preview(desk: &Desk, request: PreviewImport) -> Result<ImportPreview, Error> {
    let bytes = files::read(&request.path, LARGEST_FILE)?;
    let running = desk.begin("import-preview", None, false);
    let file_name = files::name_of(&request.path);
    let workbook = reading::workbook(&bytes, &file_name)?;
    let Read { mapping, from: mapping_from, reference } =
        mapping_for(desk, &workbook, &bytes, &request.path, request.mapping)?;
    let scope = scope_of(&mapping);
    let plan = running::planned(desk, scope, &workbook, &mapping, None)?;
    let known_file = kept::remembered(desk, &bytes, &kept::shape_of(&workbook))?.same_file;
    let sheets = workbook
        .sheets
        .iter()
        .map(|sheet| shown(sheet, mapping.sheets.iter().find(|m| m.sheet == sheet.name)));
    let preview = ImportPreview {
        file_name,
        encoding: workbook.encoding.clone(),
        repaired: count(workbook.repaired),
        known_file,
        command: match scope {
            Scope::Dossiers => "dossiers.import",
            Scope::Organisations => "organisations.import",
        }
        .to_owned(),
        mapping_from,
        reference,
        sheets: sheets.collect(),
        mapping,
        outcome: plan.outcome,
        proposals: plan.proposals,
    };
    running.finish(ActivityState::Done);
    Ok(preview)
}

/// How a file is read.
pub(super) struct Read {
    pub(super) mapping: Mapping,
    pub(super) from: MappingSource,
    /// The day it speaks from, and who says so.
    pub(super) reference: ReferenceDate,
}

/// The mapping to read a file with: the one given laid over the guess, else the one a person made for a file
/// of this shape, else the guess. What the file does not say, the desk's own organisation does.
pub(super) fn mapping_for(
    desk: &Desk,
    workbook: &Workbook,
    bytes: &[u8],
    path: &Path,
    given: Option<Mapping>,
) -> Result<Read, Error> {
    let kept = kept::remembered(desk, bytes, &kept::shape_of(workbook))?;
    // The years of this very file's dates were told by the day it first came in.
    let earlier = kept.guessed.and_then(|m| m.reference_date).map(|d| reference::of(d, DateSource::Earlier));
    let mut reference = earlier.unwrap_or_else(|| reference::guess(desk, workbook, path));
    let guessed = guess::guess(workbook, reference.date.parse().unwrap_or_else(|_| desk.today()));
    let (mut mapping, from) = match (given, kept.given) {
        (Some(given), _) => (given.over(guessed), MappingSource::Given),
        (None, Some(mut saved)) => {
            // The next version of a file speaks from a later day.
            saved.reference_date = saved.reference_date.filter(|_| kept.same_file);
            (saved.over(guessed), MappingSource::Saved)
        }
        (None, None) => (guessed, MappingSource::Guessed),
    };
    let house = desk.read(|r, space| {
        Ok(r.one(
            "SELECT name, currency, country FROM live_house WHERE space = :space AND id = :space",
            &[(":space", &space.0.as_bytes())],
            |row| Ok((row.get("name")?, row.get("currency")?, row.get("country")?)),
        )?)
    })?;
    if let Some((name, currency, country)) = house {
        mapping.own_organisation = mapping.own_organisation.or(name);
        mapping.default_currency = mapping.default_currency.or(currency);
        mapping.default_country = mapping.default_country.or(country);
    }
    if let Some(date) = mapping.reference_date.filter(|d| d.to_string() != reference.date) {
        reference = reference::of(date, DateSource::Person);
    }
    Ok(Read { mapping, from, reference })
}

/// Somebody says that the file holds organisations: the largest sheet does, when the guess saw them nowhere.
pub(super) fn hold_organisations(workbook: &Workbook, mapping: &mut Mapping) {
    if mapping.sheets.iter().any(|m| m.role == Some(SheetRole::Organisations)) {
        return;
    }
    let aside = [SheetRole::Legend, SheetRole::Summary, SheetRole::Template, SheetRole::Empty];
    let largest = workbook
        .sheets
        .iter()
        .filter_map(|sheet| Some((sheet, mapping.sheets.iter().position(|m| m.sheet == sheet.name)?)))
        .filter(|(_, at)| {
            let role = mapping.sheets.get(*at).and_then(|m| m.role);
            !role.is_some_and(|r| aside.contains(&r))
        })
        .max_by_key(|(sheet, at)| {
            (sheet.rows.iter().filter(|r| !r.is_blank()).count(), std::cmp::Reverse(*at))
        });
    let today = mapping.reference_date.unwrap_or_default();
    if let Some((sheet, its)) = largest.and_then(|(s, at)| Some((s, mapping.sheets.get_mut(at)?))) {
        guess::as_organisations(sheet, its, today);
    }
}

/// The rows of sheets that nobody understood: below a heading, and taken for nothing but text. When nothing
/// else is said of the file, those of every sheet with a heading.
pub(super) fn not_understood(workbook: &Workbook, mapping: &Mapping, is_all: bool) -> Vec<(String, u32)> {
    const CERTAIN: f32 = 0.8;
    let mut rows = Vec::new();
    for sheet in &workbook.sheets {
        let Some(its) = mapping.sheets.iter().find(|m| m.sheet == sheet.name) else { continue };
        let header = guess::header_of(sheet, its);
        let left = matches!(its.role, Some(SheetRole::Notes) | None) && its.confidence < CERTAIN;
        let is_unread = is_all || (left && header.row > 0);
        if !is_unread || its.role == Some(SheetRole::Empty) {
            continue;
        }
        let below = sheet.rows.iter().filter(|r| r.number >= header.row + header.rows && !r.is_blank());
        rows.extend(below.map(|r| (sheet.name.clone(), r.number)));
    }
    rows
}

/// A file with dossiers in it brings dossiers; one without, organisations.
fn scope_of(mapping: &Mapping) -> Scope {
    let has = |role| mapping.sheets.iter().any(|s| s.role == Some(role));
    if has(SheetRole::Organisations) && !has(SheetRole::Dossiers) {
        Scope::Organisations
    } else {
        Scope::Dossiers
    }
}

fn shown(sheet: &Sheet, mapping: Option<&SheetMapping>) -> PreviewSheet {
    let header = mapping.map(|m| guess::header_of(sheet, m)).unwrap_or_else(|| layout::find_header(sheet));
    let first = header.row + header.rows;
    let columns = (0..sheet.width()).filter_map(|index| {
        let heading = layout::heading(sheet, &header, index);
        let mut seen = HashSet::new();
        let mut filled = 0;
        let mut samples = Vec::new();
        for row in sheet.rows.iter().filter(|r| r.number >= first) {
            let text = row.text(index).trim();
            if text.is_empty() {
                continue;
            }
            filled += 1;
            if samples.len() < SAMPLES && seen.insert(text) {
                samples.push(text[..text.floor_char_boundary(LONGEST_SAMPLE)].to_owned());
            }
        }
        if heading.is_empty() && filled == 0 {
            return None;
        }
        let field = mapping.and_then(|m| m.columns.iter().find(|c| c.index == Some(index))).map(|c| c.field);
        Some(PreviewColumn {
            index,
            letters: column_letters(index),
            header: heading,
            field: field.unwrap_or(Field::Own),
            filled,
            samples,
        })
    });
    PreviewSheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        role: mapping.and_then(|m| m.role).unwrap_or_default(),
        rows: count(sheet.rows.iter().filter(|r| !r.is_blank()).count()),
        columns: columns.collect(),
    }
}
