//! Opening a desk, or creating it: the one decision between "first run" and "something is lost".

use std::path::Path;

use crate::key_file::{self, DeskId, KeyFile, Loaded, Mended, SecondCopy, SlotKind};
use crate::random::Random;
use crate::seal;
use crate::secret::DeskKey;
use crate::secret_file;
use crate::secrets::Secrets;
use crate::slots::{hold_in_keyring, open_slot};
use crate::{KeyWarning, KeyringFault, KeysError, SlotFault};

/// What a new desk may fall back to when the keyring fails. It says nothing about a desk that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Only the keyring: its failure is an error, and nothing is written.
    KeyringOnly,
    /// The person was told that the disk alone would open the data, and agreed to a secret file if the
    /// keyring fails. A keyring that works is used, and then no file is made.
    FileSlot,
}

/// An opened desk.
#[derive(Debug)]
pub struct Opened {
    /// The key of the database.
    pub key: DeskKey,
    /// Whether key and key file were made now (first run).
    pub created: bool,
    /// The slots of the key file, in file order.
    pub slots: Vec<SlotKind>,
    /// What the person should know.
    pub warnings: Vec<KeyWarning>,
}

/// The key of the desk in `dir` (an existing folder that the caller has locked), made first when there is
/// neither a key file nor a database. A keyring that says "no entry" never makes a key: a locked, emptied or
/// missing keyring says the same.
///
/// May take as long as a keyring call's time limit: not for a thread that draws.
///
/// # Errors
/// `Closed` when a key file is there and no slot opens, `KeyFileMissing` when there is only a database,
/// `Keyring` when a new desk's keyring fails without consent to a file (nothing was written), and those of
/// reading and writing.
pub fn open_or_create(
    dir: &Path,
    database_exists: bool,
    secrets: &Secrets,
    consent: Consent,
    random: &mut dyn Random,
) -> Result<Opened, KeysError> {
    match key_file::load(dir)? {
        Some(loaded) => open(dir, loaded, secrets, random),
        None if database_exists => Err(KeysError::KeyFileMissing),
        None => create(dir, secrets, consent, random),
    }
}

fn open(dir: &Path, loaded: Loaded, secrets: &Secrets, random: &mut dyn Random) -> Result<Opened, KeysError> {
    let mended = loaded.mend(dir);
    let mut file = loaded.file;
    let mut faults = Vec::new();
    let mut found = None;
    for slot in &file.slots {
        match open_slot(slot, &file, dir, secrets) {
            Ok(opened) => {
                found = Some(opened);
                break;
            }
            Err(fault) => faults.push((slot.kind, fault)),
        }
    }
    let Some(opened) = found else {
        return Err(KeysError::Closed(faults.into_iter().map(|(_, fault)| fault).collect()));
    };
    let mut warnings = Vec::new();
    match mended {
        Mended::NotNeeded => {}
        Mended::Done => warnings.push(KeyWarning::CopyHealed),
        Mended::Failed => warnings.push(KeyWarning::CopyNotHealed),
    }
    if file.kinds().contains(&SlotKind::File) {
        warnings.push(KeyWarning::FileSlotInUse);
    }
    if opened.tightened {
        warnings.push(KeyWarning::FileSlotTightened);
    }
    for (kind, fault) in faults {
        warnings.extend(match fault {
            SlotFault::Keyring(fault) => Some(renew(dir, &mut file, &opened.key, fault, secrets, random)),
            // Chosen by the caller, and of another version: nothing has failed.
            SlotFault::KeyringNotAsked | SlotFault::Unknown(_) => None,
            _ => Some(KeyWarning::SlotFailed(kind)),
        });
    }
    Ok(Opened { key: opened.key, created: false, slots: file.kinds(), warnings })
}

/// The desk opened by another slot: a keyring that works but lost its entry, or holds one that opens nothing
/// (a renewal cut in the middle), gets its slot back, so that the loss is not found out when the other slot
/// is gone too.
fn renew(
    dir: &Path,
    file: &mut KeyFile,
    key: &DeskKey,
    fault: KeyringFault,
    secrets: &Secrets,
    random: &mut dyn Random,
) -> KeyWarning {
    let mut renewed = || -> Option<()> {
        if !matches!(fault, KeyringFault::EntryMissing | KeyringFault::Broken) {
            return None;
        }
        let slot_key = hold_in_keyring(&secrets.bounded_keyring()?, file.desk, random).ok()?;
        let mut changed = file.clone();
        changed.put(seal::seal(SlotKind::Keyring, file.desk, &slot_key, key, random).ok()?);
        changed.save(dir).ok()?;
        *file = changed;
        Some(())
    };
    renewed().map_or(KeyWarning::KeyringFailed(fault), |()| KeyWarning::KeyringRenewed)
}

fn create(
    dir: &Path,
    secrets: &Secrets,
    consent: Consent,
    random: &mut dyn Random,
) -> Result<Opened, KeysError> {
    let desk = DeskId::new(random)?;
    let key = DeskKey::new(random)?;
    let mut warnings = Vec::new();
    let held = match secrets.bounded_keyring() {
        None => None,
        Some(keyring) => match hold_in_keyring(&keyring, desk, random) {
            Ok(slot_key) => Some(slot_key),
            Err(KeysError::Keyring(fault)) if consent == Consent::FileSlot => {
                warnings.push(KeyWarning::KeyringFailed(fault));
                None
            }
            Err(error) => {
                // A keyring that took the entry and did not give it back may still hold it. (One that does
                // not answer is not asked again: it would cost the time limit once more.)
                if matches!(error, KeysError::Keyring(KeyringFault::Broken)) {
                    let _ = keyring.delete(&desk.to_string());
                }
                return Err(error);
            }
        },
    };
    let (kind, slot_key) = match held {
        Some(slot_key) => (SlotKind::Keyring, slot_key),
        None => {
            warnings.push(KeyWarning::FileSlotInUse);
            let folder = secrets.new_file_folder(dir);
            (SlotKind::File, secret_file::find_or_make(&secrets.folders(dir), &folder, desk, random)?)
        }
    };
    let mut file = KeyFile::new(desk, &key);
    let saved = seal::seal(kind, desk, &slot_key, &key, random).and_then(|slot| {
        file.put(slot);
        file.save(dir)
    });
    match saved {
        Ok(SecondCopy::Written) => {}
        Ok(SecondCopy::Failed(_)) => warnings.push(KeyWarning::CopyNotHealed),
        Err(error) => {
            undo(dir, desk, secrets);
            return Err(error);
        }
    }
    Ok(Opened { key, created: true, slots: file.kinds(), warnings })
}

/// Takes back a creation that failed. The key file goes first: left behind without what opens it, it would
/// look like a desk that lost its key.
fn undo(dir: &Path, desk: DeskId, secrets: &Secrets) {
    if key_file::remove(dir).is_err() {
        return;
    }
    // Leftovers under a random name that nothing refers to any more.
    let _ = secret_file::remove(&secrets.folders(dir), desk);
    if let Some(keyring) = secrets.bounded_keyring() {
        let _ = keyring.delete(&desk.to_string());
    }
}
