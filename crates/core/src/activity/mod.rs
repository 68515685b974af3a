//! Long work: named, counted, cancellable.
//!
//! A use-case that may take longer than a second asks the desk for a [`Running`], tells it how far it is and
//! looks now and then whether the person gave up.

mod types;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coexist_domain::{Id, Millis};

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::events::{Event, Hub};
use crate::wire::{Done, Nothing, Which};

/// Ended works kept for the tray.
const KEPT: usize = 20;

/// Progress is told at most so often: ten times a second is what an eye follows.
const PAUSE: Millis = 100;

/// Every long work of a desk.
#[derive(Default)]
pub(crate) struct Activities(Mutex<Vec<Entry>>);

struct Entry {
    activity: Activity,
    cancelled: Arc<AtomicBool>,
    told: Millis,
}

impl Activities {
    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One long work, while it runs. Dropped without [`Running::finish`], it has failed.
pub struct Running<'a> {
    desk: &'a Desk,
    id: Id,
    cancelled: Arc<AtomicBool>,
    ended: bool,
}

impl<'a> Running<'a> {
    pub(crate) fn begin(desk: &'a Desk, kind: &str, total: Option<u64>, cancellable: bool) -> Self {
        let id = desk.new_id();
        let cancelled = Arc::new(AtomicBool::new(false));
        let activity = Activity {
            id,
            kind: kind.to_owned(),
            done: 0,
            total,
            cancellable,
            state: ActivityState::Running,
        };
        desk.hub().emit(&Event::Activity(activity.clone()));
        let entry = Entry { activity, cancelled: Arc::clone(&cancelled), told: desk.now() };
        desk.activities().entries().push(entry);
        Self { desk, id, cancelled, ended: false }
    }

    /// Its id, as the Activity tray knows it.
    pub const fn id(&self) -> Id {
        self.id
    }

    /// Whether the person gave it up: stop at the next point where nothing is half done.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// So much is done.
    pub fn progress(&self, done: u64) {
        let now = self.desk.now();
        self.change(|entry| {
            entry.activity.done = done;
            let due = now < entry.told || now - entry.told >= PAUSE;
            if due {
                entry.told = now;
            }
            due
        });
    }

    /// The amount of work has become known.
    pub fn set_total(&self, total: u64) {
        self.change(|entry| {
            entry.activity.total = Some(total);
            true
        });
    }

    /// It ended like this.
    pub fn finish(mut self, state: ActivityState) {
        self.end(state);
    }

    fn end(&mut self, state: ActivityState) {
        self.ended = true;
        self.change(|entry| {
            entry.activity.state = state;
            if let (ActivityState::Done, Some(total)) = (state, entry.activity.total) {
                entry.activity.done = total;
            }
            true
        });
        let mut entries = self.desk.activities().entries();
        let ended = |entry: &Entry| entry.activity.state != ActivityState::Running;
        let mut excess = entries.iter().filter(|entry| ended(entry)).count().saturating_sub(KEPT);
        entries.retain(|entry| {
            let goes = excess > 0 && ended(entry);
            excess -= usize::from(goes);
            !goes
        });
    }

    /// Changes the entry and, when `change` says so, tells the listeners, outside the lock.
    fn change(&self, change: impl FnOnce(&mut Entry) -> bool) {
        let told = {
            let mut entries = self.desk.activities().entries();
            let entry = entries.iter_mut().find(|entry| entry.activity.id == self.id);
            entry.and_then(|entry| change(entry).then(|| entry.activity.clone()))
        };
        if let Some(activity) = told {
            let hub: &Hub = self.desk.hub();
            hub.emit(&Event::Activity(activity));
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.end(ActivityState::Failed);
        }
    }
}

/// What runs, and what ended lately.
///
/// # Errors
/// None.
pub fn list(desk: &Desk, _: Nothing) -> Result<ActivityList, Error> {
    let entries = desk.activities().entries();
    let mut items: Vec<Activity> = entries.iter().rev().map(|entry| entry.activity.clone()).collect();
    items.sort_by_key(|activity| activity.state != ActivityState::Running);
    Ok(ActivityList { items })
}

/// Gives up one long work. It stops at the next point where nothing is half done.
///
/// # Errors
/// `not-found` when it has ended or never was, `not-cancellable` when it cannot stop.
pub fn cancel(desk: &Desk, request: Which) -> Result<Done, Error> {
    let entries = desk.activities().entries();
    let running =
        |entry: &&Entry| entry.activity.id == request.id && entry.activity.state == ActivityState::Running;
    let entry = entries.iter().find(running).ok_or_else(|| Error::not_found("activity"))?;
    if !entry.activity.cancellable {
        return Err(Error::new("not-cancellable"));
    }
    entry.cancelled.store(true, Ordering::Relaxed);
    Ok(Done {})
}
