//! Opening a desk: lock, key, database, in this order, each failure with its own name and nothing changed.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::sync::{Arc, RwLock};

use coexist_domain::{Clock, IdSource, Millis};
use coexist_keys::{Consent, KeysError, OsRandom, Secrets};
use coexist_store::{FILE, Random, SpaceKind, Store, StoreError};

use super::Desk;
use super::profile::Profile;
use crate::Error;
use crate::activity::Activities;
use crate::clock::{SystemClock, SystemIds};
use crate::events::Hub;
use crate::sharing::{self, Sharing};

/// Held by the one process that owns the desk.
const LOCK: &str = "desk.lock";

/// When this desk was last opened, to notice a clock that jumped.
const LAST_OPENED: &str = "desk.last_opened";

/// 2026-01-01: no desk is older than its program.
const RELEASE_YEAR: Millis = 1_767_225_600_000;
const DAY: Millis = 24 * 60 * 60 * 1000;

/// What a desk is opened with.
pub struct OpenOptions {
    /// Where the slots of the key look.
    pub secrets: Secrets,
    /// What a new desk may fall back to when the keyring fails.
    pub consent: Consent,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where new ids come from.
    pub ids: Arc<dyn IdSource>,
    /// Fills bytes with randomness.
    pub random: Random,
}

impl OpenOptions {
    /// The computer's own keyring (or what `COEXIST_SECRETS` says), clock and randomness.
    ///
    /// # Errors
    /// When `COEXIST_SECRETS` says something that is not understood.
    pub fn system(consent: Consent) -> Result<Self, Error> {
        Ok(Self {
            secrets: Secrets::from_env_or_os()?,
            consent,
            clock: Arc::new(SystemClock),
            ids: Arc::new(SystemIds),
            random: Box::new(|bytes| rand::fill(bytes)),
        })
    }
}

impl From<KeysError> for Error {
    fn from(error: KeysError) -> Self {
        let new = Self::new(error.code());
        if error.retryable() { new.retryable().because(error) } else { new.because(error) }
    }
}

impl Desk {
    /// Opens the desk in a folder, or makes it there. May take as long as an unlock prompt of the keyring is
    /// on screen: not for a thread that draws.
    ///
    /// # Errors
    /// `desk-in-use` when another process owns it, `read-only`, `disk-full`, `newer-database`,
    /// `wrong-key-or-corrupt`, and those of the keys, each with its own code. Nothing is changed then.
    pub fn open(dir: &Path, options: OpenOptions) -> Result<Self, Error> {
        let OpenOptions { secrets, consent, clock, ids, random } = options;
        fs::create_dir_all(dir).map_err(StoreError::from)?;
        let lock = own(dir)?;
        let there = dir.join(FILE).exists();
        let opened = coexist_keys::open_or_create(dir, there, &secrets, consent, &mut OsRandom)
            .map_err(|error| said_at_first(Error::from(error), there, dir))?;
        let store = Store::open(dir, opened.key.as_bytes(), random)?;
        let (profile, is_new) = Profile::load_or_make(&store, &*ids)?;
        let mut warnings: Vec<String> = opened.warnings.iter().map(|w| w.code().to_owned()).collect();
        warnings.extend(watch_clock(&store, clock.now())?.map(str::to_owned));
        let me = profile.me;
        let desk = Self {
            store,
            clock,
            ids,
            hub: Hub::default(),
            activities: Activities::default(),
            profile: RwLock::new(profile),
            warnings,
            // Shown to somebody who looks for it: never relative to wherever the program was started.
            folder: std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned()),
            key_slots: opened.slots.iter().map(|&slot| slot.into()).collect(),
            sharing: Sharing::default(),
            hands: super::in_hand::Hands::default(),
            _lock: lock,
        };
        if is_new {
            desk.sign_as(me)?;
        }
        desk.drop_lost_samples()?;
        sharing::go_on(&desk)?;
        Ok(desk)
    }
}

impl Desk {
    /// A sample that was being filled, or let go, when the desk was killed: nobody looks at it.
    fn drop_lost_samples(&self) -> Result<(), Error> {
        let kept = self.profile().sample;
        for space in self.store.spaces()? {
            if space.kind == SpaceKind::Sample && Some(space.id) != kept {
                self.store.drop_sample(space.id)?;
            }
        }
        Ok(())
    }
}

/// Somebody who opens the application for the first time has nothing to lose yet, and wants to know where it will be.
fn said_at_first(error: Error, there: bool, dir: &Path) -> Error {
    if there {
        return error;
    }
    let folder = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    error.with("first", 1).with("folder", folder.display().to_string())
}

/// Takes the desk's lock. The file stays; only the lock on it counts, so a killed process leaves none.
fn own(dir: &Path) -> Result<File, Error> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(LOCK))
        .map_err(StoreError::from)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::new("desk-in-use")),
        Err(TryLockError::Error(error)) => Err(StoreError::from(error).into()),
    }
}

/// A clock that is years off spoils dates and nothing else: it earns a word. What it says is only remembered
/// when it is believable, so that one wrong day does not make all later ones look wrong.
fn watch_clock(store: &Store, now: Millis) -> Result<Option<&'static str>, Error> {
    let last = store.local_get(LAST_OPENED)?.and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes);
    if now < RELEASE_YEAR || last.is_some_and(|last| now < last - DAY) {
        return Ok(Some("clock-behind"));
    }
    if last.is_some_and(|last| now - last > 5 * 365 * DAY) {
        return Ok(Some("clock-ahead"));
    }
    if let Err(error) = store.local_set(LAST_OPENED, Some(&now.to_be_bytes())) {
        // On a full disk one can still read, and make room.
        tracing::warn!(code = error.code(), "the day of this opening was not kept");
    }
    Ok(None)
}
