//! Monday morning, as items.

use std::collections::BTreeMap;

use coexist_domain::{Id, Period};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Named, Param, RecordKind};

/// Monday morning.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Get {
    /// Whose; when absent, mine once I look after anything, else everybody's.
    pub whose: Option<Whose>,
}

/// Whose dossiers and tasks.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, TS)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Mine, and nobody's unless somebody else is responsible for the dossier.
    Mine,
    /// Everybody's.
    Everybody,
}

/// Who to call, what is late, what comes, what renews, what went quiet, what is new.
#[derive(Serialize, TS)]
pub struct Today {
    /// Today's date.
    pub date: String,
    /// Whose dossiers and tasks these are.
    pub whose: Whose,
    /// At most seven, the most urgent of every kind first.
    pub cards: Vec<TodayItem>,
    /// Everything, the cards included, grouped by kind and by date within a kind.
    pub all: Vec<TodayItem>,
    /// How many of each kind.
    pub counts: BTreeMap<TodayKind, u32>,
}

/// Why something stands on the page.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, TS)]
#[serde(rename_all = "snake_case")]
pub enum TodayKind {
    /// A next action that is due, on a dossier.
    ToCall,
    /// A task past its day.
    Late,
    /// A task or next action of the coming seven days.
    ThisWeek,
    /// An agreement that ends within the months set.
    Renewal,
    /// An open dossier nobody touched for the weeks set.
    Quiet,
    /// Something a colleague wrote in one of my dossiers.
    News,
}

/// The one thing the card proposes.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug, TS)]
#[serde(rename_all = "snake_case")]
pub enum TodayVerb {
    /// Log a call.
    LogCall,
    /// Mark the task done.
    Done,
    /// Open the dossier to prepare what renews.
    Prepare,
    /// Write to them again.
    TakeUp,
    /// Read what is new.
    Read,
}

/// One line of the page.
#[derive(Serialize, Clone, TS)]
pub struct TodayItem {
    /// Why it stands here.
    pub kind: TodayKind,
    /// The record it is about.
    #[ts(type = "string")]
    pub id: Id,
    /// What that record is.
    pub record: RecordKind,
    /// The dossier it belongs to; itself when the record is a dossier.
    pub dossier: Option<Named>,
    /// The organisation to speak with, the first party of the dossier.
    pub organisation: Option<Named>,
    /// The person to speak with there.
    pub contact: Option<TodayContact>,
    /// The task's title, the next action, or the dossier's title.
    pub title: String,
    /// Code of the sentence that says why (`today-sentence-<code>`).
    pub sentence: String,
    /// What the sentence is filled with: `days`, `weeks`, `date`, `who`.
    pub params: BTreeMap<String, Param>,
    /// When it is due, as a period.
    pub due: Option<String>,
    /// The one thing to do.
    pub verb: TodayVerb,
}

/// Somebody to call.
#[derive(Serialize, Clone, TS)]
pub struct TodayContact {
    /// The contact.
    #[ts(type = "string")]
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their first telephone number.
    pub phone: Option<String>,
}

/// Puts one line off until a day.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Postpone {
    /// Why it stands on the page.
    pub kind: TodayKind,
    /// The record it is about.
    #[ts(type = "string")]
    pub id: Id,
    /// It comes back on the first day of this period.
    pub until: Period,
}
