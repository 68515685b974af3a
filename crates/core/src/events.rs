//! What the desk tells by itself.

use std::sync::{PoisonError, RwLock};

use coexist_domain::{Id, Millis};
use serde::Serialize;
use ts_rs::TS;

use crate::activity::Activity;

/// Something happened that a screen may show.
#[derive(Clone)]
pub enum Event {
    /// Records changed.
    Changed(Changed),
    /// Long work moved on.
    Activity(Activity),
    /// The sync line changed.
    Sync(SyncState),
}

impl Event {
    /// The event's name on the wire.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Activity(_) => "activity",
            Self::Sync(_) => "sync",
        }
    }

    /// The event's content on the wire.
    pub fn payload(&self) -> serde_json::Value {
        let payload = match self {
            Self::Changed(changed) => serde_json::to_value(changed),
            Self::Activity(activity) => serde_json::to_value(activity),
            Self::Sync(state) => serde_json::to_value(state),
        };
        // These types hold only text and numbers, which JSON always takes.
        payload.unwrap_or_default()
    }
}

/// What a commit touched: screens reload by this instead of guessing.
#[derive(Serialize, Clone, TS)]
pub struct Changed {
    /// Names of kinds of records (`dossier`, `task`…); empty when the whole workspace changed.
    pub kinds: Vec<String>,
    /// The records; absent when there are more than a hundred.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub ids: Option<Vec<Id>>,
}

/// The five sentences of the sync line.
#[derive(Serialize, Clone, PartialEq, Eq, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SyncState {
    /// Everything is kept on this computer.
    Saved,
    /// So many elements wait to be shared.
    ToShare {
        /// How many.
        count: u64,
    },
    /// Sharing is under way.
    Sharing {
        /// How many are through.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// Everybody has everything.
    UpToDate {
        /// With whom.
        with: String,
        /// Since when.
        at: Millis,
    },
    /// Somebody has to decide between two versions.
    ToDecide {
        /// Of how many fields.
        count: u64,
    },
}

/// Whoever listens: the window, the terminal's progress bar, a test.
pub type Listener = Box<dyn Fn(&Event) + Send + Sync>;

/// Passes events on, in the thread where they happen: a listener that has work to do hands it elsewhere.
#[derive(Default)]
pub(crate) struct Hub(RwLock<Vec<Listener>>);

impl Hub {
    pub(crate) fn subscribe(&self, listener: Listener) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    pub(crate) fn emit(&self, event: &Event) {
        for listener in self.0.read().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(event);
        }
    }
}
