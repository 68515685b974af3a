//! Finding anything by its words.

use coexist_domain::{Id, Millis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Named, RecordKind};

/// What to look for.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Find {
    /// Words; all of them must occur, accents and case apart.
    pub text: String,
    /// At most so many; 20 when absent, never over 200.
    pub limit: Option<u32>,
}

/// What was found, the best first.
#[derive(Serialize, TS)]
pub struct Found {
    /// The records.
    pub items: Vec<SearchHit>,
}

/// One record that was found.
#[derive(Serialize, TS)]
pub struct SearchHit {
    /// What it is.
    pub kind: RecordKind,
    /// The record.
    #[ts(type = "string")]
    pub id: Id,
    /// Its name, title or first words.
    pub title: String,
    /// The words around what was found, when that is not the title.
    pub excerpt: Option<String>,
    /// The dossier it belongs to.
    pub dossier: Option<Named>,
    /// The organisation it belongs to.
    pub organisation: Option<Named>,
    /// When it happened or is due.
    pub at: Option<Millis>,
}
