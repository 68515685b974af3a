//! What stays of an import: its record, its counts, and the mapping a person made, found again by the shape
//! of the file.

use coexist_domain::{ActionId, ImportId};
use coexist_spreadsheet::folding::fold;
use coexist_spreadsheet::sheet::Workbook;
use coexist_store::sql::RowExt as _;
use serde::{Deserialize, Serialize};

use super::running::Input;
use super::{ImportItem, ImportList, ImportOutcome, Mapping, SavedMapping, SavedMappings};
use crate::Error;
use crate::desk::Desk;
use crate::records::count;
use crate::wire::Nothing;

/// How a mapping stands in the log.
#[derive(Serialize, Deserialize)]
struct KeptMapping {
    shape: String,
    given: bool,
    mapping: Mapping,
}

/// How the counts stand in the log: numbers only, so that every desk can tell them without the lists.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct KeptCounts {
    imported: u32,
    updated: u32,
    duplicates: u32,
    organisations: u32,
    contacts: u32,
    tasks: u32,
    flagged: u32,
    rejected: u32,
}

pub(super) fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Two files with the same sheets and the same headings have the same shape, whatever their rows say.
pub(super) fn shape_of(workbook: &Workbook) -> String {
    const HEADING_ROWS: usize = 8;
    let mut hasher = blake3::Hasher::new();
    let alone = workbook.sheets.len() == 1;
    for sheet in &workbook.sheets {
        // The only sheet of a CSV is called like the file, which changes with every version.
        hasher.update(if alone { b"" } else { sheet.name.as_bytes() });
        // The widest of the first rows holds the headings; titles above it come and go.
        let heads = sheet.rows.iter().take(HEADING_ROWS);
        let widest = heads.max_by_key(|r| (r.filled().count(), std::cmp::Reverse(r.number)));
        for (_, cell) in widest.into_iter().flat_map(|r| r.filled()) {
            hasher.update(fold(&cell.text).as_bytes());
            hasher.update(b"\0");
        }
        hasher.update(b"\0\0");
    }
    hasher.finalize().to_hex().to_string()
}

pub(super) fn mapping_text(input: &Input) -> Result<String, Error> {
    let kept = KeptMapping { shape: input.shape.clone(), given: input.given, mapping: input.mapping.clone() };
    serde_json::to_string(&kept).map_err(|e| Error::new("internal").because(e))
}

pub(super) fn counts_text(outcome: &ImportOutcome) -> Result<String, Error> {
    let counts = KeptCounts {
        imported: outcome.imported,
        updated: outcome.updated,
        duplicates: outcome.duplicates,
        organisations: outcome.organisations,
        contacts: outcome.contacts,
        tasks: outcome.tasks,
        flagged: count(outcome.flagged.len()),
        rejected: count(outcome.rejected.len()),
    };
    serde_json::to_string(&counts).map_err(|e| Error::new("internal").because(e))
}

struct Kept {
    id: ImportId,
    file_name: String,
    fingerprint: Option<String>,
    mapping: Option<String>,
    at: Option<i64>,
    author_name: Option<String>,
    counts: Option<String>,
    action: Option<ActionId>,
}

fn all(desk: &Desk) -> Result<Vec<Kept>, Error> {
    desk.read(|r, space| {
        Ok(r.rows(include_str!("list.sql"), &[(":space", &space.0.as_bytes())], |row| {
            Ok(Kept {
                id: row.id("id")?.into(),
                file_name: row.get::<_, Option<String>>("file_name")?.unwrap_or_default(),
                fingerprint: row.get("fingerprint")?,
                mapping: row.get("mapping")?,
                at: row.get("at")?,
                author_name: row.get("author_name")?,
                counts: row.get("counts")?,
                action: row.opt_id("action")?.map(Into::into),
            })
        })?)
    })
}

/// What is remembered of a file: whether this very one came in before, and the mapping of its shape.
pub(super) struct Remembered {
    pub(super) same_file: bool,
    /// The mapping a person gave for this shape of file.
    pub(super) given: Option<Mapping>,
    /// What this very file was guessed to mean when it came in before.
    pub(super) guessed: Option<Mapping>,
}

pub(super) fn remembered(desk: &Desk, bytes: &[u8], shape: &str) -> Result<Remembered, Error> {
    let fingerprint = fingerprint(bytes);
    let imports = all(desk)?;
    let same_file = |i: &Kept| i.fingerprint.as_deref() == Some(fingerprint.as_str());
    let mapping_of = |i: &Kept| serde_json::from_str::<KeptMapping>(i.mapping.as_deref()?).ok();
    // A person's mapping serves every file of its shape; a guess only the very same file, whose dates without
    // a year have to mean the same years again.
    let given = imports.iter().filter_map(mapping_of).find(|k| k.given && k.shape == shape);
    let guessed = imports.iter().filter(|i| same_file(i)).find_map(mapping_of).filter(|k| !k.given);
    Ok(Remembered {
        same_file: imports.iter().any(same_file),
        given: given.map(|k| k.mapping),
        guessed: guessed.map(|k| k.mapping),
    })
}

/// `imports.list`: every spreadsheet brought in, the latest first.
///
/// # Errors
/// The store's.
pub fn list(desk: &Desk, _: Nothing) -> Result<ImportList, Error> {
    let items = all(desk)?.into_iter().map(|kept| {
        let counts: KeptCounts =
            kept.counts.as_deref().and_then(|c| serde_json::from_str(c).ok()).unwrap_or_default();
        ImportItem {
            id: kept.id,
            file_name: kept.file_name,
            at: kept.at,
            author_name: kept.author_name,
            imported: counts.imported,
            updated: counts.updated,
            flagged: counts.flagged,
            rejected: counts.rejected,
            action: kept.action,
        }
    });
    Ok(ImportList { items: items.collect() })
}

/// `imports.saved_mappings`: the mappings people made, one for each shape of file, the latest first.
///
/// # Errors
/// The store's.
pub fn saved_mappings(desk: &Desk, _: Nothing) -> Result<SavedMappings, Error> {
    let mut shapes = std::collections::HashSet::new();
    let mut items = Vec::new();
    for import in all(desk)? {
        let kept: Option<KeptMapping> = import.mapping.as_deref().and_then(|m| serde_json::from_str(m).ok());
        let Some(kept) = kept.filter(|k| k.given) else { continue };
        if shapes.insert(kept.shape) {
            items.push(SavedMapping {
                import: import.id,
                file_name: import.file_name,
                at: import.at,
                mapping: kept.mapping,
            });
        }
    }
    Ok(SavedMappings { items })
}
