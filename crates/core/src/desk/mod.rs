//! The desk itself: opening it, onboarding, the sample workspace, and the one way to write.
//!
//! Every use-case takes a [`Desk`] and nothing else: the database, the clock, the ids, the listeners and the
//! workspace in view come through it. [`Desk::commit`] is the only way to the log.

mod in_hand;
mod onboarding;
mod open;
mod profile;
mod sample;
mod types;

use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use coexist_domain::registry::entity_by_wire;
use coexist_domain::{Clock, Id, IdSource, Millis, PersonId, SpaceId};
use coexist_store::{Changes, Committed, Device, How, Reader, SpaceKind, Store};
use coexist_sync::Ops;
use jiff::civil::Date;

pub(crate) use in_hand::InHand;
pub(crate) use onboarding::house_of;
pub use onboarding::{leave_sample, onboard, status};
pub use open::OpenOptions;
pub use types::*;

use crate::Error;
use crate::activity::{Activities, Running};
use crate::events::{Changed, Event, Hub, Listener};
use crate::settings::{self, Settings};
use crate::sharing::Sharing;
use crate::wire::Nothing;
use profile::Profile;

/// More changed records than this are not named in a `changed` event: the screen reloads all.
const NAMED: usize = 100;

/// A desk that is open in this process, and in no other.
pub struct Desk {
    store: Store,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    hub: Hub,
    activities: Activities,
    profile: RwLock<Profile>,
    warnings: Vec<String>,
    folder: PathBuf,
    key_slots: Vec<KeySlot>,
    sharing: Sharing,
    hands: in_hand::Hands,
    // Held as long as the desk: closing the file gives the lock back.
    _lock: File,
}

impl Desk {
    /// Its database.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The workspace in view: one's organisation, or the sample.
    pub fn space(&self) -> SpaceId {
        self.profile().space()
    }

    /// One's organisation, also while the sample is in view. This is the space that syncs.
    pub fn home(&self) -> SpaceId {
        self.profile().home
    }

    /// Oneself. The id is there from the first opening; a record of that name comes with onboarding.
    pub fn me(&self) -> PersonId {
        self.profile().me
    }

    /// This device's wall clock, in milliseconds since the Unix epoch.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// Today's date where the person sits.
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    /// A fresh id.
    pub fn new_id(&self) -> Id {
        self.ids.next()
    }

    /// Where new ids come from, for whoever makes many.
    pub fn ids(&self) -> &dyn IdSource {
        &*self.ids
    }

    /// The settings of this computer; the usual ones when they cannot be read.
    pub fn settings(&self) -> Settings {
        settings::get(self, Nothing {}).unwrap_or_default()
    }

    /// Writes one user action: one frame, durable when this returns, then a `changed` event.
    ///
    /// # Errors
    /// Those of the store; nothing of the action was kept then.
    pub fn commit(&self, ops: &Ops) -> Result<Committed, Error> {
        self.commit_how(ops, How::at(self.now()))
    }

    /// As [`Desk::commit`], with a reason, an action, or the action it undoes.
    ///
    /// # Errors
    /// Those of the store; nothing of the action was kept then.
    pub fn commit_how(&self, ops: &Ops, how: How) -> Result<Committed, Error> {
        let committed = self.store.commit(self.space(), ops, how)?;
        self.tell(&committed.changes);
        Ok(committed)
    }

    /// Tells the listeners what a commit or a sync touched.
    pub fn tell(&self, changes: &Changes) {
        let kinds = changes.keys().filter_map(|wire| entity_by_wire(*wire)).map(|e| e.name.to_owned());
        let count: usize = changes.values().map(|ids| ids.len()).sum();
        let ids = (count <= NAMED).then(|| changes.values().flatten().copied().collect());
        self.emit(&Event::Changed(Changed { kinds: kinds.collect(), ids }));
    }

    /// Reads the workspace in view, all from one moment. Never waits for a writer.
    ///
    /// # Errors
    /// Those of `f`, and the store's.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>, SpaceId) -> Result<T, Error>) -> Result<T, Error> {
        let space = self.space();
        self.store.read(|reader| Ok(f(reader, space)))?
    }

    /// Begins long work: named, counted, cancellable.
    pub fn begin(&self, kind: &str, total: Option<u64>, cancellable: bool) -> Running<'_> {
        Running::begin(self, kind, total, cancellable)
    }

    /// Listens to what the desk tells by itself, for as long as the desk is open. The listener runs in the
    /// thread of whoever writes: it must be short and must not write.
    pub fn subscribe(&self, listener: Listener) {
        self.hub.subscribe(listener);
    }

    /// Tells the listeners something.
    pub fn emit(&self, event: &Event) {
        self.hub.emit(event);
    }

    /// Makes another space one's organisation and says who one is there: after joining it. The sample is left.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settle(&self, home: SpaceId, me: PersonId) -> Result<(), Error> {
        self.store.add_space(home, SpaceKind::Organisation)?;
        self.change_profile(|profile| {
            profile.home = home;
            profile.me = me;
            profile.in_sample = false;
        })?;
        self.sign_as(me)?;
        self.emit(&Event::Changed(Changed { kinds: Vec::new(), ids: None }));
        Ok(())
    }

    pub(crate) const fn sharing(&self) -> &Sharing {
        &self.sharing
    }

    pub(crate) const fn hub(&self) -> &Hub {
        &self.hub
    }

    pub(crate) const fn activities(&self) -> &Activities {
        &self.activities
    }

    fn profile(&self) -> Profile {
        self.profile.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps the changed profile before anybody sees it.
    fn change_profile(&self, change: impl FnOnce(&mut Profile)) -> Result<(), Error> {
        let mut guard = self.profile.write().unwrap_or_else(PoisonError::into_inner);
        let mut new = guard.clone();
        change(&mut new);
        new.keep(&self.store)?;
        *guard = new;
        Ok(())
    }

    /// What this device writes from now on is this person's.
    fn sign_as(&self, me: PersonId) -> Result<(), Error> {
        let device = Device { public: self.store.public(), person: Some(me), name: String::new() };
        Ok(self.store.set_device(&device)?)
    }
}
