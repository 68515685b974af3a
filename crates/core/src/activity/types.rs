//! Long work, as the Activity tray shows it.

use coexist_domain::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a long work stands.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ActivityState {
    Running,
    Done,
    Cancelled,
    Failed,
}

/// One long work.
#[derive(Serialize, Clone, TS)]
pub struct Activity {
    /// Its id.
    #[ts(type = "string")]
    pub id: Id,
    /// What it is: selects the sentence `activity-<kind>`.
    pub kind: String,
    /// How much is done.
    pub done: u64,
    /// Of how much; unknown when absent.
    pub total: Option<u64>,
    /// Whether it can be cancelled.
    pub cancellable: bool,
    /// How it stands.
    pub state: ActivityState,
}

/// What runs, and what ended since the desk was opened (the last twenty).
#[derive(Serialize, TS)]
pub struct ActivityList {
    /// The running ones first.
    pub items: Vec<Activity>,
}
