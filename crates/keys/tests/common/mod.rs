//! A keyring of our own that fails on demand, and shorthand for the tests of whole desks.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml allows them in test functions, not beside them"
)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use coexist_keys::{Consent, Keyring, KeyringFault, KeysError, Opened, OsRandom, Secrets, open_or_create};
use zeroize::Zeroizing;

/// How a call goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failing {
    No,
    With(KeyringFault),
    /// Set says yes and keeps nothing.
    Forgets,
    /// Get gives other bytes than were set.
    Garbles,
    /// Get gives fewer bytes than were set.
    Shortens,
    Hangs,
    Panics,
}

#[derive(Default)]
pub(crate) struct FakeKeyring {
    entries: Mutex<HashMap<String, Vec<u8>>>,
    failing: Mutex<Option<Failing>>,
    calls: Mutex<Vec<&'static str>>,
}

impl FakeKeyring {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    pub(crate) fn failing(self: &Arc<Self>, how: Failing) -> Arc<Self> {
        *self.failing.lock().unwrap() = Some(how);
        Arc::clone(self)
    }

    pub(crate) fn entries(&self) -> HashMap<String, Vec<u8>> {
        self.entries.lock().unwrap().clone()
    }

    pub(crate) fn put(&self, user: &str, secret: &[u8]) {
        self.entries.lock().unwrap().insert(user.to_owned(), secret.to_vec());
    }

    pub(crate) fn clear(&self) {
        self.entries.lock().unwrap().clear();
    }

    pub(crate) fn calls(&self) -> Vec<&'static str> {
        self.calls.lock().unwrap().clone()
    }

    fn enter(&self, call: &'static str) -> Result<Failing, KeyringFault> {
        self.calls.lock().unwrap().push(call);
        let failing = self.failing.lock().unwrap().unwrap_or(Failing::No);
        match failing {
            Failing::With(fault) => Err(fault),
            Failing::Hangs => {
                std::thread::sleep(Duration::from_secs(3600));
                Err(KeyringFault::Broken)
            }
            Failing::Panics => panic!("a store that panics"),
            other => Ok(other),
        }
    }
}

impl Keyring for FakeKeyring {
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, KeyringFault> {
        let failing = self.enter("get")?;
        let entries = self.entries.lock().unwrap();
        let mut secret = entries.get(user).cloned().ok_or(KeyringFault::EntryMissing)?;
        match failing {
            Failing::Garbles => secret[0] ^= 1,
            Failing::Shortens => secret.truncate(31),
            _ => {}
        }
        Ok(Zeroizing::new(secret))
    }

    fn set(&self, user: &str, secret: &[u8]) -> Result<(), KeyringFault> {
        if self.enter("set")? != Failing::Forgets {
            self.put(user, secret);
        }
        Ok(())
    }

    fn delete(&self, user: &str) -> Result<(), KeyringFault> {
        self.enter("delete")?;
        self.entries.lock().unwrap().remove(user).map(|_| ()).ok_or(KeyringFault::EntryMissing)
    }
}

/// Secrets of a fake keyring, with a limit short enough for a test that hangs.
pub(crate) fn secrets(keyring: &Arc<FakeKeyring>) -> Secrets {
    Secrets::keyring(Arc::clone(keyring) as Arc<dyn Keyring>).with_time_limit(Duration::from_millis(500))
}

/// Opens with the keyring only.
pub(crate) fn open(dir: &Path, database: bool, secrets: &Secrets) -> Result<Opened, KeysError> {
    open_or_create(dir, database, secrets, Consent::KeyringOnly, &mut OsRandom)
}

/// Opens with consent to a file.
pub(crate) fn open_consenting(dir: &Path, database: bool, secrets: &Secrets) -> Result<Opened, KeysError> {
    open_or_create(dir, database, secrets, Consent::FileSlot, &mut OsRandom)
}

/// The names in a folder, sorted.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn key_files(dir: &Path) -> [PathBuf; 2] {
    [dir.join("desk.key"), dir.join("desk.key.2")]
}
