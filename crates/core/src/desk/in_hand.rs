//! Long actions this very process has in hand, so that none of them is taken for one that a stop cut short.
//!
//! The store's journal cannot tell: an action stands there from its first frame to its last, whether the
//! process that writes it is alive or not. This list can, for it dies with the process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use coexist_domain::ActionId;
use coexist_store::Unfinished;

use super::Desk;
use crate::Error;

/// How an action of this process stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Runs,
    Whole,
}

/// The long actions that this process began or went on with. One that stopped halfway leaves the list.
#[derive(Default)]
pub(super) struct Hands(Mutex<HashMap<ActionId, Stand>>);

impl Hands {
    fn all(&self) -> MutexGuard<'_, HashMap<ActionId, Stand>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One long action while it runs. Dropped before [`InHand::whole`], it was cut: it can be continued or undone.
pub(crate) struct InHand<'a> {
    desk: &'a Desk,
    action: ActionId,
    ended: bool,
}

impl InHand<'_> {
    /// Journals that it is whole.
    ///
    /// # Errors
    /// The store's; it counts as cut then.
    pub(crate) fn whole(mut self) -> Result<(), Error> {
        self.desk.store.end_action(self.action)?;
        // In one step from running to whole: whoever read the journal a moment ago must not see it as cut.
        self.desk.hands.all().insert(self.action, Stand::Whole);
        self.ended = true;
        Ok(())
    }
}

impl Drop for InHand<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.desk.hands.all().remove(&self.action);
        }
    }
}

impl Desk {
    /// Takes a long action in hand, before it is journalled.
    ///
    /// # Errors
    /// `action-running` when this process has it in hand already.
    pub(crate) fn take_in_hand(&self, action: ActionId) -> Result<InHand<'_>, Error> {
        let mut all = self.hands.all();
        if all.get(&action) == Some(&Stand::Runs) {
            return Err(Error::new("action-running"));
        }
        all.insert(action, Stand::Runs);
        Ok(InHand { desk: self, action, ended: false })
    }

    /// The long actions of a kind that were cut short in the workspace in view: begun, not ended, and in
    /// nobody's hand.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn cut_short(&self, kind: &str) -> Result<Vec<Unfinished>, Error> {
        let space = self.space();
        let mut all = self.store.unfinished()?;
        // After the journal was read, never before: what begins or ends meanwhile is in the list by now.
        let hands = self.hands.all();
        all.retain(|a| a.space == space && a.kind == kind && !hands.contains_key(&a.action));
        Ok(all)
    }

    /// Why an action that is not cut short can neither be continued nor undone as one.
    pub(crate) fn not_cut(&self, action: ActionId, was_there: bool) -> Error {
        match self.hands.all().get(&action) {
            Some(Stand::Runs) => Error::new("action-running"),
            Some(Stand::Whole) => Error::new("action-finished"),
            None if was_there => Error::new("action-finished"),
            None => Error::not_found("action"),
        }
    }
}
