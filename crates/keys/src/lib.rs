//! The database key and the slots that open it.
//!
//! A desk's database is encrypted with one random key. That key is never derived from anything and never
//! stands on disk in clear: a small key file (`desk.key` and its twin `desk.key.2`) holds it wrapped once per
//! *slot*, and any one slot opens it, like the key slots of LUKS. Today a slot is the keyring of the operating
//! system, a secret file the person consented to, or a passphrase; kinds this version does not know are kept.
//!
//! The seam is here, below the core, because nothing else may know what a keyring is: the store takes 32
//! bytes, the core takes [`Opened`] or a named error. What is first run and what is loss is decided from files
//! alone ([`open_or_create`]); a keyring's "no entry" decides nothing.

mod desk;
mod disk;
mod error;
mod key_file;
mod keyring;
mod os_keyring;
mod random;
mod seal;
mod secret;
mod secret_file;
mod secrets;
mod slots;

pub use desk::{Consent, Opened, open_or_create};
pub use error::{KeyWarning, KeyringFault, KeysError, SlotFault};
pub use key_file::{DeskId, SlotKind};
pub use keyring::{Keyring, SERVICE};
pub use random::{OsRandom, Random};
pub use secret::{DeskKey, Passphrase};
pub use secrets::{SECRETS_VARIABLE, Secrets};
pub use slots::{NewSlot, Status, add_slot, remove_slot, status};
