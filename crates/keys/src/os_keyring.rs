//! The keyring of the operating system: Secret Service on Linux and the BSDs, Keychain on macOS, Credential
//! Manager on Windows. The only place that names a platform's store.
//!
//! Each call makes its own store and lets it go: the connection is short, nothing global is set, and a daemon
//! that was restarted between two calls is found again.

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use crate::KeyringFault;
use crate::keyring::{Keyring, SERVICE};

/// The keyring of this system.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OsKeyring;

impl Keyring for OsKeyring {
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, KeyringFault> {
        match entry(user)?.get_secret() {
            Ok(secret) => Ok(Zeroizing::new(secret)),
            Err(Error::NoEntry) => Err(platform::why_no_entry()),
            Err(Error::Ambiguous(entries)) => the_one_secret(&entries),
            Err(error) => Err(fault(error)),
        }
    }

    fn set(&self, user: &str, secret: &[u8]) -> Result<(), KeyringFault> {
        entry(user)?.set_secret(secret).map_err(fault)
    }

    fn delete(&self, user: &str) -> Result<(), KeyringFault> {
        match entry(user)?.delete_credential() {
            Err(Error::NoEntry) => Err(platform::why_no_entry()),
            result => result.map_err(fault),
        }
    }
}

fn entry(user: &str) -> Result<Entry, KeyringFault> {
    let store = platform::store().map_err(fault)?;
    store.build(SERVICE, user, None).map_err(fault)
}

/// A keyring merged from two (a restored profile) may hold an entry twice; that is no reason to stay closed
/// when both say the same.
fn the_one_secret(entries: &[Entry]) -> Result<Zeroizing<Vec<u8>>, KeyringFault> {
    let mut found: Option<Zeroizing<Vec<u8>>> = None;
    for entry in entries {
        let secret = Zeroizing::new(entry.get_secret().map_err(fault)?);
        if found.as_ref().is_some_and(|other| *other != secret) {
            return Err(KeyringFault::Broken);
        }
        found = Some(secret);
    }
    found.ok_or(KeyringFault::Broken)
}

/// The error itself is dropped here on purpose: some variants carry the secret they could not read.
fn fault(error: Error) -> KeyringFault {
    match error {
        Error::NoDefaultStore => KeyringFault::NoService,
        Error::NoEntry => KeyringFault::EntryMissing,
        Error::PlatformFailure(cause) => platform::fault(cause.as_ref()).unwrap_or(KeyringFault::Broken),
        Error::NoStorageAccess(cause) => platform::fault(cause.as_ref()).unwrap_or(KeyringFault::Denied),
        Error::BadEncoding(secret) | Error::BadDataFormat(secret, _) => {
            drop(Zeroizing::new(secret));
            KeyringFault::Broken
        }
        _ => KeyringFault::Broken,
    }
}

#[cfg(any(target_os = "linux", target_os = "freebsd", target_os = "openbsd"))]
mod platform {
    use std::error::Error as StdError;
    use std::sync::Arc;

    use secret_service::blocking::SecretService;
    use secret_service::{EncryptionType, Error as ServiceError};
    use zbus::DBusError;
    use zbus_secret_service_keyring_store::Store;

    use crate::KeyringFault;

    pub(super) fn store() -> keyring_core::Result<Arc<Store>> {
        Store::new()
    }

    /// Secret Service answers "nothing found" also when there is nowhere to look: told apart here.
    pub(super) fn why_no_entry() -> KeyringFault {
        let service = match SecretService::connect(EncryptionType::Plain) {
            Ok(service) => service,
            Err(error) => return service_fault(&error),
        };
        match service.get_default_collection().and_then(|collection| collection.is_locked()) {
            Ok(true) => KeyringFault::Locked,
            Ok(false) => KeyringFault::EntryMissing,
            Err(error) => service_fault(&error),
        }
    }

    pub(super) fn fault(cause: &(dyn StdError + Send + Sync + 'static)) -> Option<KeyringFault> {
        cause.downcast_ref::<ServiceError>().map(service_fault)
    }

    fn service_fault(error: &ServiceError) -> KeyringFault {
        match error {
            ServiceError::Unavailable => KeyringFault::NoService,
            ServiceError::NoResult => KeyringFault::NoCollection,
            // Our calls raise one kind of prompt, to unlock; closed or impossible to show, it stays locked.
            ServiceError::Locked | ServiceError::Prompt | ServiceError::PromptDisconnected => {
                KeyringFault::Locked
            }
            ServiceError::Zbus(error) => bus_fault(error),
            ServiceError::ZbusFdo(error) => named_fault(error.name().as_str()),
            _ => KeyringFault::Broken,
        }
    }

    fn bus_fault(error: &zbus::Error) -> KeyringFault {
        match error {
            zbus::Error::MethodError(name, _, _) => named_fault(name.as_str()),
            zbus::Error::FDO(error) => named_fault(error.name().as_str()),
            // No bus at the address, no address, a bus that does not speak: nobody to ask.
            zbus::Error::Connection(..)
            | zbus::Error::InputOutput(_)
            | zbus::Error::Address(_)
            | zbus::Error::Handshake(_)
            | zbus::Error::InterfaceNotFound => KeyringFault::NoService,
            _ => KeyringFault::Broken,
        }
    }

    /// Error names of the D-Bus and Secret Service specifications.
    fn named_fault(name: &str) -> KeyringFault {
        match name {
            "org.freedesktop.Secret.Error.IsLocked" => KeyringFault::Locked,
            // The alias may point at a collection whose file is gone (seen on WSL and on new accounts).
            "org.freedesktop.Secret.Error.NoSuchObject"
            | "org.freedesktop.DBus.Error.UnknownObject"
            | "org.freedesktop.DBus.Error.UnknownMethod" => KeyringFault::NoCollection,
            "org.freedesktop.DBus.Error.AccessDenied" | "org.freedesktop.DBus.Error.AuthFailed" => {
                KeyringFault::Denied
            }
            "org.freedesktop.DBus.Error.NoReply"
            | "org.freedesktop.DBus.Error.Timeout"
            | "org.freedesktop.DBus.Error.TimedOut" => KeyringFault::NoAnswer,
            "org.freedesktop.DBus.Error.ServiceUnknown"
            | "org.freedesktop.DBus.Error.NameHasNoOwner"
            | "org.freedesktop.DBus.Error.NoServer"
            | "org.freedesktop.DBus.Error.Disconnected" => KeyringFault::NoService,
            // The bus has a service file for a keyring and its program does not start.
            name if name.starts_with("org.freedesktop.DBus.Error.Spawn.") => KeyringFault::NoService,
            _ => KeyringFault::Broken,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn errors_of_the_bus_have_their_fault() {
            for (name, fault) in [
                ("org.freedesktop.DBus.Error.ServiceUnknown", KeyringFault::NoService),
                ("org.freedesktop.DBus.Error.Spawn.ChildExited", KeyringFault::NoService),
                ("org.freedesktop.Secret.Error.IsLocked", KeyringFault::Locked),
                ("org.freedesktop.DBus.Error.NoReply", KeyringFault::NoAnswer),
                ("org.example.Surprise", KeyringFault::Broken),
            ] {
                assert_eq!(named_fault(name), fault, "{name}");
            }
            assert_eq!(service_fault(&ServiceError::NoResult), KeyringFault::NoCollection);
            let unknown = zbus::fdo::Error::ServiceUnknown(String::new());
            assert_eq!(service_fault(&ServiceError::ZbusFdo(unknown)), KeyringFault::NoService);
        }
    }
}

#[cfg(target_os = "macos")]
mod platform {
    use std::error::Error as StdError;
    use std::sync::Arc;

    use apple_native_keyring_store::keychain::Store;

    use crate::KeyringFault;

    pub(super) fn store() -> keyring_core::Result<Arc<Store>> {
        Store::new()
    }

    pub(super) fn why_no_entry() -> KeyringFault {
        KeyringFault::EntryMissing
    }

    /// The store has sorted its errors already; what is left is told by the variant.
    pub(super) fn fault(_cause: &(dyn StdError + Send + Sync + 'static)) -> Option<KeyringFault> {
        None
    }
}

#[cfg(target_os = "windows")]
mod platform {
    use std::error::Error as StdError;
    use std::sync::Arc;

    use windows_native_keyring_store::Store;

    use crate::KeyringFault;

    pub(super) fn store() -> keyring_core::Result<Arc<Store>> {
        Store::new()
    }

    pub(super) fn why_no_entry() -> KeyringFault {
        KeyringFault::EntryMissing
    }

    /// The store has sorted its errors already; what is left is told by the variant.
    pub(super) fn fault(_cause: &(dyn StdError + Send + Sync + 'static)) -> Option<KeyringFault> {
        None
    }
}
