//! What this crate asks of a keyring, and the time limit on it. A trait, so that every failure can be tested
//! and no other crate sees the types of a platform's store.

use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::KeyringFault;

/// The service under which every desk's entry stands; the entry's user is the desk id of the key file.
pub const SERVICE: &str = "org.coexist.desktop";

/// A place of the system that keeps small secrets, each under a user name of [`SERVICE`].
///
/// Calls may block for as long as the system likes (an unlock prompt, a dead daemon): they are made on a
/// thread of their own and abandoned after the time limit.
pub trait Keyring: Send + Sync + 'static {
    /// The secret kept under `user`.
    ///
    /// # Errors
    /// `EntryMissing` when the keyring works and holds nothing under `user`; any other fault otherwise.
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, KeyringFault>;

    /// Keeps `secret` under `user`, in place of what was there.
    ///
    /// # Errors
    /// Any fault but `EntryMissing`.
    fn set(&self, user: &str, secret: &[u8]) -> Result<(), KeyringFault>;

    /// Forgets what is kept under `user`.
    ///
    /// # Errors
    /// `EntryMissing` when nothing was there; any other fault otherwise.
    fn delete(&self, user: &str) -> Result<(), KeyringFault>;
}

/// A keyring whose calls end.
#[derive(Clone)]
pub(crate) struct BoundedKeyring {
    inner: Arc<dyn Keyring>,
    limit: Duration,
}

impl BoundedKeyring {
    pub(crate) fn new(inner: Arc<dyn Keyring>, limit: Duration) -> Self {
        Self { inner, limit }
    }

    pub(crate) fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, KeyringFault> {
        let user = user.to_owned();
        self.call(move |keyring| keyring.get(&user))
    }

    pub(crate) fn set(&self, user: &str, secret: &[u8]) -> Result<(), KeyringFault> {
        let user = user.to_owned();
        let secret = Zeroizing::new(secret.to_vec());
        self.call(move |keyring| keyring.set(&user, &secret))
    }

    pub(crate) fn delete(&self, user: &str) -> Result<(), KeyringFault> {
        let user = user.to_owned();
        self.call(move |keyring| keyring.delete(&user))
    }

    /// A thread that is abandoned ends with its call or with the process; an answer that comes too late is
    /// wiped with the channel. A store that panics counts as broken and takes nothing down.
    fn call<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn Keyring) -> Result<T, KeyringFault> + Send + 'static,
    ) -> Result<T, KeyringFault> {
        let keyring = Arc::clone(&self.inner);
        let (answer, answered) = mpsc::sync_channel(1);
        thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                // Nobody listens any more once the limit has passed.
                let _ = answer.send(ask(keyring.as_ref()));
            })
            .map_err(|_| KeyringFault::Broken)?;
        match answered.recv_timeout(self.limit) {
            Ok(result) => result,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(KeyringFault::NoAnswer),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(KeyringFault::Broken),
        }
    }
}
