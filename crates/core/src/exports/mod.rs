//! The spreadsheet back out, in one gesture and with nothing missing.
//!
//! An `.xlsx` has one sheet for each kind of record; a `.csv` is the sheet of dossiers, with what belongs to
//! each of them in its row. Headings and codes are written in the words of the interface, so that the file
//! reads like the screen and is understood when it comes back. Text that a spreadsheet would take for a
//! formula is neutralised by the writer.

mod periods;
mod tables;
mod types;

use coexist_spreadsheet::write::{Table, WriteError, write_csv, write_xlsx};
pub use types::*;

use crate::activity::ActivityState;
use crate::desk::Desk;
use crate::records::count;
use crate::{Error, files};

/// `dossiers.export`.
///
/// # Errors
/// `unknown-ending` for a file that is neither `.xlsx` nor `.csv`, `does-not-fit`, `file-not-writable`,
/// `disk-full`, and the store's.
pub fn dossiers(desk: &Desk, request: ExportDossiers) -> Result<DossiersExported, Error> {
    let ending = request.path.extension().map(|e| e.to_ascii_lowercase());
    let alone = match ending.as_deref().and_then(|e| e.to_str()) {
        Some("csv") => true,
        Some("xlsx") => false,
        _ => return Err(Error::new("unknown-ending").with("file", files::name_of(&request.path))),
    };
    let running = desk.begin("export", None, false);
    let mut tables = tables::all(desk)?;
    if alone {
        tables.truncate(1);
    }
    let bytes = match tables.as_slice() {
        [dossiers] => write_csv(dossiers),
        several => write_xlsx(several),
    };
    let bytes = bytes.map_err(|error| {
        let code = if matches!(error, WriteError::DoesNotFit) { "does-not-fit" } else { "internal" };
        Error::new(code).because(error)
    })?;
    files::write(&request.path, &bytes)?;
    running.finish(ActivityState::Done);
    let sheet = |t: &Table| ExportedSheet {
        name: t.name.clone(),
        rows: count(t.rows.len()),
        columns: count(t.columns.len()),
    };
    Ok(DossiersExported {
        path: request.path.display().to_string(),
        sheets: tables.iter().map(sheet).collect(),
    })
}
