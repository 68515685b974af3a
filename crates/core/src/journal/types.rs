//! What the commands `journal.*` take and answer.

use coexist_domain::{DossierId, JournalEntryId, Millis, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::SeenTokens;

/// `journal.add`.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddJournalEntry {
    /// The dossier.
    pub dossier: DossierId,
    /// What happened.
    pub text: String,
    /// When; now when nothing is said.
    pub at: Option<Millis>,
    /// Where.
    pub place: Option<String>,
}

/// `journal.list`: the latest first.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListJournal {
    /// The dossier.
    pub dossier: DossierId,
    /// How many at most; all when nothing is said.
    pub limit: Option<u32>,
    /// How many to skip.
    pub offset: Option<u32>,
}

/// The answer of `journal.list`.
#[derive(Clone, Serialize, TS)]
pub struct JournalList {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub items: Vec<JournalEntry>,
}

/// An entry of a dossier's journal.
#[derive(Clone, Serialize, TS)]
pub struct JournalEntry {
    /// Which one.
    pub id: JournalEntryId,
    /// Its dossier.
    pub dossier: Option<DossierId>,
    /// What happened.
    pub text: String,
    /// When.
    pub at: Option<Millis>,
    /// Where.
    pub place: Option<String>,
    /// The colleague who wrote it.
    pub author: Option<PersonId>,
    /// Their name.
    pub author_name: Option<String>,
    /// Fields with two versions to decide between.
    pub versions: u32,
    /// Field name → what the reader saw of it; goes back with `journal.update`.
    pub seen: SeenTokens,
}
