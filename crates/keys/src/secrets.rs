//! Where slots may look: the keyring or, for automation, a folder; and what the person typed.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::KeysError;
use crate::keyring::{BoundedKeyring, Keyring};
use crate::os_keyring::OsKeyring;
use crate::secret::Passphrase;

/// The environment variable that names the place of secrets: `os` (the default) or `file:DIR`.
pub const SECRETS_VARIABLE: &str = "COEXIST_SECRETS";

/// Long enough to type a password in the system's unlock prompt, which a keyring call waits for.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Where the slots of a desk find what opens them.
#[derive(Clone)]
pub struct Secrets {
    place: Place,
    passphrase: Option<Passphrase>,
    limit: Duration,
}

#[derive(Clone)]
enum Place {
    Keyring(Arc<dyn Keyring>),
    Folder(PathBuf),
}

impl Secrets {
    /// What [`SECRETS_VARIABLE`] says, or the keyring of the operating system.
    ///
    /// # Errors
    /// [`KeysError::SecretsSetting`] when the variable says something else: guessing would put a key where
    /// nobody looks for it.
    pub fn from_env_or_os() -> Result<Self, KeysError> {
        Self::from_setting(env::var_os(SECRETS_VARIABLE).as_deref())
    }

    /// As [`Secrets::from_env_or_os`], with the variable's value as a parameter; `None` when it is not set.
    ///
    /// # Errors
    /// [`KeysError::SecretsSetting`].
    pub fn from_setting(setting: Option<&OsStr>) -> Result<Self, KeysError> {
        let Some(setting) = setting.filter(|setting| !setting.is_empty()) else { return Ok(Self::os()) };
        match setting.to_str() {
            Some("os") => Ok(Self::os()),
            Some(text) => match text.strip_prefix("file:") {
                Some(folder) if !folder.is_empty() => Ok(Self::folder(PathBuf::from(folder))),
                _ => Err(KeysError::SecretsSetting),
            },
            None => Err(KeysError::SecretsSetting),
        }
    }

    /// The keyring of the operating system.
    #[must_use]
    pub fn os() -> Self {
        Self::keyring(Arc::new(OsKeyring))
    }

    /// A keyring of the caller's.
    #[must_use]
    pub fn keyring(keyring: Arc<dyn Keyring>) -> Self {
        Self::at(Place::Keyring(keyring))
    }

    /// Secret files in `folder` and no keyring at all: for automation, where naming the folder is the consent.
    #[must_use]
    pub fn folder(folder: PathBuf) -> Self {
        Self::at(Place::Folder(folder))
    }

    /// With what the person typed, for the passphrase slot.
    #[must_use]
    pub fn with_passphrase(self, passphrase: Passphrase) -> Self {
        Self { passphrase: Some(passphrase), ..self }
    }

    /// With another limit on each keyring call (60 s unless told: an unlock prompt may be on screen).
    #[must_use]
    pub fn with_time_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    fn at(place: Place) -> Self {
        Self { place, passphrase: None, limit: TIME_LIMIT }
    }

    /// `None` when secrets are files by choice: then no keyring is asked and no prompt can appear.
    pub(crate) fn bounded_keyring(&self) -> Option<BoundedKeyring> {
        match &self.place {
            Place::Keyring(keyring) => Some(BoundedKeyring::new(Arc::clone(keyring), self.limit)),
            Place::Folder(_) => None,
        }
    }

    /// Where a secret file may be: the chosen folder before the data folder.
    pub(crate) fn folders(&self, dir: &Path) -> Vec<PathBuf> {
        match &self.place {
            Place::Keyring(_) => vec![dir.to_owned()],
            Place::Folder(folder) => vec![folder.clone(), dir.to_owned()],
        }
    }

    /// Where a new secret file goes.
    pub(crate) fn new_file_folder(&self, dir: &Path) -> PathBuf {
        match &self.place {
            Place::Keyring(_) => dir.to_owned(),
            Place::Folder(folder) => folder.clone(),
        }
    }

    pub(crate) fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.place {
            Place::Keyring(_) => "Secrets(keyring)",
            Place::Folder(_) => "Secrets(folder)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_is_read_or_refused() {
        let read = |text: &str| Secrets::from_setting(Some(OsStr::new(text))).map(|s| format!("{s:?}"));
        assert_eq!(format!("{:?}", Secrets::from_setting(None).unwrap()), "Secrets(keyring)");
        assert_eq!(read("").unwrap(), "Secrets(keyring)");
        assert_eq!(read("os").unwrap(), "Secrets(keyring)");
        assert_eq!(read("file:/tmp/x").unwrap(), "Secrets(folder)");
        let folders = Secrets::from_setting(Some(OsStr::new("file:/a b"))).unwrap().folders(Path::new("/d"));
        assert_eq!(folders, [PathBuf::from("/a b"), PathBuf::from("/d")]);
        for wrong in ["file:", "file", "/tmp", "OS", "none"] {
            assert!(matches!(read(wrong), Err(KeysError::SecretsSetting)), "{wrong}");
        }
    }
}
