//! What the command `dossiers.export` takes and answers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `dossiers.export`: everything, in the form the file's ending names.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportDossiers {
    /// The file to write: `.xlsx` for every sheet, `.csv` for the dossiers with what belongs to them.
    #[ts(type = "string")]
    pub path: PathBuf,
}

/// The answer of `dossiers.export`.
#[derive(Serialize, Clone, Default, TS)]
pub struct DossiersExported {
    /// The file written.
    pub path: String,
    /// Rows by sheet.
    pub sheets: Vec<ExportedSheet>,
}

/// One sheet written.
#[derive(Serialize, Clone, TS)]
pub struct ExportedSheet {
    /// Its name.
    pub name: String,
    /// Rows without the heading.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
}
