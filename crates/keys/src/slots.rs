//! The slots of an existing desk: told, opened, added, removed. Every change rewrites the key file whole and
//! leaves the other slots byte for byte as they were.

use std::path::Path;

use crate::key_file::{self, DeskId, KeyFile, Mended, SecondCopy, Slot, SlotKind};
use crate::keyring::BoundedKeyring;
use crate::random::Random;
use crate::seal;
use crate::secret::{DeskKey, Passphrase, SlotKey};
use crate::secret_file;
use crate::secrets::Secrets;
use crate::{KeyWarning, KeyringFault, KeysError, SlotFault};

/// A slot to add.
#[derive(Debug)]
pub enum NewSlot {
    /// In the keyring of the operating system.
    Keyring,
    /// In a file beside the data. The caller has asked the person, who knows that the disk alone then opens
    /// the data.
    FileWithConsent,
    /// Under a passphrase, in place of the passphrase there was.
    Passphrase(Passphrase),
}

/// A key file as it stands on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The desk's name in the keyring.
    pub desk: DeskId,
    /// Its slots, in file order.
    pub slots: Vec<SlotKind>,
    /// How many of the two copies are whole and up to date.
    pub whole_copies: usize,
}

/// What stands in `dir`, without opening or mending anything; `None` when there is no key file.
///
/// # Errors
/// Those of reading: `KeyFileDamaged`, `KeyFileNewer`, `KeyFilesDisagree`, `Unreadable`.
pub fn status(dir: &Path) -> Result<Option<Status>, KeysError> {
    Ok(key_file::load(dir)?.map(|loaded| Status {
        desk: loaded.file.desk,
        slots: loaded.file.kinds(),
        whole_copies: loaded.whole_copies(),
    }))
}

/// Adds a slot for `key`, which the caller holds from opening. A slot of the same kind is sealed anew; a
/// secret that the keyring or the file already holds for this desk is used again and never overwritten.
///
/// # Errors
/// `Keyring` when the keyring fails, `OtherKey` when `key` is not this desk's, `PassphraseEmpty`, and those of
/// reading and writing; the key file is then as it was.
pub fn add_slot(
    dir: &Path,
    key: &DeskKey,
    slot: NewSlot,
    secrets: &Secrets,
    random: &mut dyn Random,
) -> Result<Vec<KeyWarning>, KeysError> {
    let mut file = load_for(dir, key)?;
    let desk = file.desk;
    let mut warnings = Vec::new();
    let slot = match slot {
        NewSlot::Keyring => {
            let keyring =
                secrets.bounded_keyring().ok_or(KeysError::Closed(vec![SlotFault::KeyringNotAsked]))?;
            let slot_key = hold_in_keyring(&keyring, desk, random)?;
            seal::seal(SlotKind::Keyring, desk, &slot_key, key, random)?
        }
        NewSlot::FileWithConsent => {
            warnings.push(KeyWarning::FileSlotInUse);
            let folder = secrets.new_file_folder(dir);
            let slot_key = secret_file::find_or_make(&secrets.folders(dir), &folder, desk, random)?;
            seal::seal(SlotKind::File, desk, &slot_key, key, random)?
        }
        NewSlot::Passphrase(passphrase) => {
            if passphrase.as_bytes().is_empty() {
                return Err(KeysError::PassphraseEmpty);
            }
            seal::seal_passphrase(desk, &passphrase, key, random)?
        }
    };
    file.put(slot);
    if let SecondCopy::Failed(_) = file.save(dir)? {
        warnings.push(KeyWarning::CopyNotHealed);
    }
    Ok(warnings)
}

/// Removes the slots of one kind and forgets what opened them, once another slot has been seen to open with
/// `secrets` (so removing the keyring slot of a desk with a passphrase needs the passphrase).
///
/// # Errors
/// `LastSlot` when no other slot opens, `NoSuchSlot`, `OtherKey`, and those of reading and writing. `Keyring`
/// and `Unwritable` after the slot left the key file mean that what opened it, now useless, could not be
/// removed everywhere.
pub fn remove_slot(dir: &Path, key: &DeskKey, kind: SlotKind, secrets: &Secrets) -> Result<(), KeysError> {
    let mut file = load_for(dir, key)?;
    let before = file.slots.len();
    file.slots.retain(|slot| slot.kind != kind);
    if file.slots.len() == before {
        return Err(KeysError::NoSuchSlot);
    }
    if !file.slots.iter().any(|slot| open_slot(slot, &file, dir, secrets).is_ok()) {
        return Err(KeysError::LastSlot);
    }
    // A twin that keeps the slot would bring it back if the first copy were lost.
    if let SecondCopy::Failed(error) = file.save(dir)? {
        return Err(KeysError::Unwritable(error));
    }
    match (kind, secrets.bounded_keyring()) {
        (SlotKind::Keyring, Some(keyring)) => match keyring.delete(&file.desk.to_string()) {
            Ok(()) | Err(KeyringFault::EntryMissing) => Ok(()),
            Err(fault) => Err(KeysError::Keyring(fault)),
        },
        (SlotKind::File, _) => {
            secret_file::remove(&secrets.folders(dir), file.desk).map_err(KeysError::Unwritable)
        }
        _ => Ok(()),
    }
}

/// A slot that opened.
pub(crate) struct OpenedSlot {
    pub(crate) key: DeskKey,
    pub(crate) tightened: bool,
}

pub(crate) fn open_slot(
    slot: &Slot,
    file: &KeyFile,
    dir: &Path,
    secrets: &Secrets,
) -> Result<OpenedSlot, SlotFault> {
    let desk = file.desk;
    let (key, tightened, otherwise) = match slot.kind {
        SlotKind::Keyring => {
            let keyring = secrets.bounded_keyring().ok_or(SlotFault::KeyringNotAsked)?;
            let slot_key = read_keyring(&keyring, desk).map_err(SlotFault::Keyring)?;
            (seal::open(slot, desk, &slot_key), false, SlotFault::Keyring(KeyringFault::Broken))
        }
        SlotKind::File => {
            let found = secret_file::find(&secrets.folders(dir), desk)?;
            (seal::open(slot, desk, &found.slot_key), found.tightened, SlotFault::FileDamaged)
        }
        SlotKind::Passphrase => {
            let passphrase = secrets.passphrase().ok_or(SlotFault::PassphraseNeeded)?;
            (seal::open_passphrase(slot, desk, passphrase), false, SlotFault::PassphraseWrong)
        }
        SlotKind::Unknown(number) => return Err(SlotFault::Unknown(number)),
    };
    key.filter(|key| file.holds(key)).map(|key| OpenedSlot { key, tightened }).ok_or(otherwise)
}

/// Makes sure the keyring holds a slot key for this desk and gives it: the one it has, or a new one that was
/// read back and compared. An entry that is there is never overwritten: a slot may hang on it.
pub(crate) fn hold_in_keyring(
    keyring: &BoundedKeyring,
    desk: DeskId,
    random: &mut dyn Random,
) -> Result<SlotKey, KeysError> {
    match read_keyring(keyring, desk) {
        Ok(slot_key) => return Ok(slot_key),
        Err(KeyringFault::EntryMissing) => {}
        Err(fault) => return Err(KeysError::Keyring(fault)),
    }
    let slot_key = SlotKey::new(random)?;
    keyring.set(&desk.to_string(), slot_key.as_bytes()).map_err(KeysError::Keyring)?;
    match read_keyring(keyring, desk) {
        Ok(back) if back.as_bytes() == slot_key.as_bytes() => Ok(slot_key),
        // It took the entry and does not give it back: it would be lost with the session.
        Ok(_) | Err(KeyringFault::EntryMissing) => Err(KeysError::Keyring(KeyringFault::Broken)),
        Err(fault) => Err(KeysError::Keyring(fault)),
    }
}

fn read_keyring(keyring: &BoundedKeyring, desk: DeskId) -> Result<SlotKey, KeyringFault> {
    let secret = keyring.get(&desk.to_string())?;
    SlotKey::from_slice(&secret).ok_or(KeyringFault::Broken)
}

/// The key file that `key` belongs to, with its copies mended before a change.
fn load_for(dir: &Path, key: &DeskKey) -> Result<KeyFile, KeysError> {
    let loaded = key_file::load(dir)?.ok_or(KeysError::KeyFileMissing)?;
    if !loaded.file.holds(key) {
        return Err(KeysError::OtherKey);
    }
    // Changing the only whole copy while its twin cannot be written is how both are lost.
    match loaded.mend(dir) {
        Mended::Failed => Err(KeysError::Unwritable(std::io::ErrorKind::Other.into())),
        Mended::NotNeeded | Mended::Done => Ok(loaded.file),
    }
}
