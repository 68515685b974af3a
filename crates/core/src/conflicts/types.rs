//! "Deux versions à départager".

use coexist_domain::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Conflict, Named, RecordKind};

/// Every record with something to decide.
#[derive(Serialize, TS)]
pub struct ConflictList {
    /// The records, the latest change first.
    pub items: Vec<RecordConflicts>,
}

/// One record with something to decide.
#[derive(Serialize, TS)]
pub struct RecordConflicts {
    /// The record.
    #[ts(type = "string")]
    pub id: Id,
    /// What it is.
    pub kind: RecordKind,
    /// Its name or title.
    pub title: String,
    /// The dossier it belongs to; itself when it is one.
    pub dossier: Option<Named>,
    /// The fields.
    pub conflicts: Vec<Conflict>,
}

/// Decides one field. Always reversible: the others stay in the history.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Choose {
    /// The record.
    #[ts(type = "string")]
    pub id: Id,
    /// The field, as the conflict names it.
    pub field: String,
    /// One value to keep or to write anew; several to keep together, which only text can.
    #[ts(type = "unknown[]")]
    pub values: Vec<serde_json::Value>,
    /// The token of the conflict as it was read, so that a version that came in since is not lost.
    pub seen: Option<String>,
}
