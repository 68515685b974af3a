//! The secret file of the file slot: a slot key in clear, readable by its owner only. It protects nothing
//! from whoever takes the disk, which is why it exists only by consent; two copies, because it may be the
//! only slot.
//!
//! Bytes: magic (8) · desk id (16) · key (32) · BLAKE3 of all before (32).

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::disk::{self, Found};
use crate::key_file::DeskId;
use crate::random::Random;
use crate::secret::{KEY_LEN, SlotKey};
use crate::{KeysError, SlotFault};

const MAGIC: &[u8; 8] = b"COEXSEC\n";
const BODY_LEN: usize = 8 + 16 + KEY_LEN;

/// A slot key found in a file.
pub(crate) struct FoundSecret {
    pub(crate) slot_key: SlotKey,
    /// Others could read the file, and no longer can.
    pub(crate) tightened: bool,
}

/// Looks in `folders` in turn; a damaged or missing copy is made again from the other where it can be.
pub(crate) fn find(folders: &[PathBuf], desk: DeskId) -> Result<FoundSecret, SlotFault> {
    let mut worst = SlotFault::FileMissing;
    for folder in folders {
        let copies = disk::pair(folder, &name(desk));
        let [first, second] = copies.each_ref().map(|path| read_one(path, desk));
        let faults = [first.as_ref().err().copied(), second.as_ref().err().copied()];
        match first.or(second) {
            Ok(slot_key) => {
                let tightened = mend(&copies, faults, desk, &slot_key);
                return Ok(FoundSecret { slot_key, tightened });
            }
            Err(_) => worst = faults.into_iter().flatten().fold(worst, heavier),
        }
    }
    Err(worst)
}

/// The secret of this desk, made in `folder` unless one of `folders` holds it already: an existing one is
/// never replaced, as a slot of an older key file may hang on it.
pub(crate) fn find_or_make(
    folders: &[PathBuf],
    folder: &Path,
    desk: DeskId,
    random: &mut dyn Random,
) -> Result<SlotKey, KeysError> {
    match find(folders, desk) {
        Ok(found) => return Ok(found.slot_key),
        Err(SlotFault::FileMissing) => {}
        Err(fault) => return Err(KeysError::Closed(vec![fault])),
    }
    let slot_key = SlotKey::new(random)?;
    let bytes = encode(desk, &slot_key);
    disk::create_folder(folder).map_err(KeysError::Unwritable)?;
    for path in disk::pair(folder, &name(desk)) {
        if let Err(error) = disk::replace(&path, &bytes) {
            // Half a secret is no secret; the caller has not used it yet.
            let _ = remove(&[folder.to_owned()], desk);
            return Err(KeysError::Unwritable(error));
        }
    }
    Ok(slot_key)
}

/// Removes the secret of this desk from every folder.
pub(crate) fn remove(folders: &[PathBuf], desk: DeskId) -> std::io::Result<()> {
    folders.iter().flat_map(|folder| disk::pair(folder, &name(desk))).try_for_each(|path| disk::remove(&path))
}

/// By desk, because automation may keep the secrets of several desks in one folder.
fn name(desk: DeskId) -> String {
    format!("desk-{desk}.secret")
}

/// Tightens the whole copies and writes the others again; says whether rights were too wide. Failures are
/// left for the next opening: one whole copy opens the desk, also on a file system without rights (FAT) or
/// on a read-only one.
fn mend(copies: &[PathBuf; 2], faults: [Option<SlotFault>; 2], desk: DeskId, slot_key: &SlotKey) -> bool {
    let mut tightened = false;
    for (path, fault) in copies.iter().zip(faults) {
        match fault {
            None => tightened |= disk::tighten(path).unwrap_or(false),
            Some(SlotFault::FileMissing | SlotFault::FileDamaged) => {
                let _ = disk::replace(path, &encode(desk, slot_key));
            }
            Some(_) => {}
        }
    }
    tightened
}

/// Missing says least; a file that cannot be read may still be whole.
fn heavier(one: SlotFault, other: SlotFault) -> SlotFault {
    match (one, other) {
        (SlotFault::FileMissing, fault) => fault,
        (_, SlotFault::FileUnreadable) => SlotFault::FileUnreadable,
        (fault, _) => fault,
    }
}

fn read_one(path: &Path, desk: DeskId) -> Result<SlotKey, SlotFault> {
    let bytes = match disk::read(path) {
        Found::Absent => return Err(SlotFault::FileMissing),
        Found::Unreadable(_) => return Err(SlotFault::FileUnreadable),
        Found::Bytes(bytes) => Zeroizing::new(bytes),
    };
    decode(&bytes, desk).ok_or(SlotFault::FileDamaged)
}

fn encode(desk: DeskId, slot_key: &SlotKey) -> Zeroizing<Vec<u8>> {
    // Reserved in full: growing would leave an unwiped copy behind.
    let mut out = Zeroizing::new(Vec::with_capacity(BODY_LEN + blake3::OUT_LEN));
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(desk.as_bytes());
    out.extend_from_slice(slot_key.as_bytes());
    let digest = blake3::hash(&out);
    out.extend_from_slice(digest.as_bytes());
    out
}

fn decode(bytes: &[u8], desk: DeskId) -> Option<SlotKey> {
    let (body, digest) = bytes.split_last_chunk::<{ blake3::OUT_LEN }>()?;
    if blake3::hash(body) != *digest {
        return None;
    }
    let rest = body.strip_prefix(MAGIC)?.strip_prefix(desk.as_bytes())?;
    SlotKey::from_slice(rest)
}
