//! What the commands `history.*` and `actions.*` take and answer.

use coexist_domain::{ActionId, DeviceId, Id, Millis, Money, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The answer of `history.of`, the latest first.
#[derive(Clone, Serialize, TS)]
pub struct History {
    /// What happened, one item for each action.
    pub items: Vec<HistoryItem>,
}

/// One action on a record.
#[derive(Clone, Serialize, TS)]
pub struct HistoryItem {
    /// Its place in the log; goes back with `history.restore`.
    pub frame: String,
    /// When, by that desk's clock.
    pub at: Millis,
    /// When this desk learned of it.
    pub learned: Millis,
    /// Who.
    pub author: Option<PersonId>,
    /// Their name.
    pub author_name: Option<String>,
    /// On which desk.
    pub device: DeviceId,
    /// It was this desk.
    pub this_desk: bool,
    /// The action it was part of; goes back with `history.undo_action`.
    pub action: ActionId,
    /// It took back this action.
    pub undoes: Option<ActionId>,
    /// The reason somebody gave.
    pub reason: Option<String>,
    /// What changed.
    pub changes: Vec<HistoryChange>,
}

/// What was done to a field or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    /// The record came into being.
    Created,
    /// The record was deleted.
    Deleted,
    /// A field got another value.
    Changed,
    /// Something was added to a list.
    Added,
    /// Something was taken from a list.
    Removed,
}

/// One change.
#[derive(Clone, Serialize, TS)]
pub struct HistoryChange {
    /// The record that changed; goes back with `history.restore`.
    #[ts(type = "string")]
    pub record: Id,
    /// What kind of record it is (`dossier`, `amount`, …).
    pub entity: String,
    /// What was done.
    pub kind: HistoryKind,
    /// The field's name; none for a record created or deleted.
    pub field: Option<String>,
    /// For a cell of an own column, the column's name.
    pub column: Option<String>,
    /// The value before, when there was one.
    pub before: Option<HistoryValue>,
    /// The value after, when there is one.
    pub after: Option<HistoryValue>,
}

/// A value, ready for words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum HistoryValue {
    /// As it was written.
    Text(String),
    /// A code of a vocabulary.
    Code(String),
    /// A whole number.
    Number(i64),
    /// An instant.
    Instant(Millis),
    /// Yes or no.
    Flag(bool),
    /// A date or a period.
    Period(String),
    /// An amount.
    Money(Money),
    /// Another record.
    Record {
        /// Which one.
        #[ts(type = "string")]
        id: Id,
        /// What it is called, when this desk knows it.
        name: Option<String>,
    },
    /// Something a newer version wrote.
    Unknown,
}

/// `history.restore`: gives a field the value it had after an action.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RestoreValue {
    /// The record, as [`HistoryChange::record`] names it.
    #[ts(type = "string")]
    pub id: Id,
    /// The field's name.
    pub field: String,
    /// The action, as [`HistoryItem::frame`] names it.
    pub frame: String,
}

/// `history.undo_action`, `actions.continue`, `actions.undo`.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneAction {
    /// Which action.
    pub action: ActionId,
}

/// What taking an action back did.
#[derive(Clone, Copy, Default, Serialize, TS)]
pub struct Undone {
    /// False when there was nothing to take back, or somebody had touched all of it since.
    pub undone: bool,
    /// Records that changed.
    pub records: u32,
}

/// The answer of `actions.unfinished`.
#[derive(Clone, Serialize, TS)]
pub struct CutActions {
    /// Those that a stop of the desk cut short, the oldest first.
    pub items: Vec<CutAction>,
}

/// A long action that a stop of the desk cut short.
#[derive(Clone, Serialize, TS)]
pub struct CutAction {
    /// Which action.
    pub action: ActionId,
    /// What it is: `import`.
    pub kind: String,
    /// The file it was reading.
    pub file_name: Option<String>,
    /// When it began.
    pub started: Millis,
}
