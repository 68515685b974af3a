//! The key file: its bytes, and its two copies.
//!
//! Format 1, little-endian: magic (8) · format (u16) · generation (u64) · desk id (16) · key check (16) ·
//! number of slots (u16) · each slot: kind (u16), length (u32), body · BLAKE3 of all before (32).
//! Every later format keeps magic and format at the start and the digest at the end, so that an older version
//! can tell "newer" from "damaged". The digest finds torn and rotten bytes; forging is stopped by each slot's
//! own seal.

use std::fmt;
use std::path::Path;

use crate::KeysError;
use crate::disk::{self, Found};
use crate::random::Random;
use crate::secret::{CHECK_LEN, DeskKey};

const NAME: &str = "desk.key";
const MAGIC: &[u8; 8] = b"COEXKEY\n";
const FORMAT: u16 = 1;
const DIGEST_LEN: usize = blake3::OUT_LEN;

/// The name of a desk outside its database: the keyring entry and the secret file are found by it. Random, so
/// it says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeskId([u8; 16]);

impl DeskId {
    pub(crate) fn new(random: &mut dyn Random) -> Result<Self, KeysError> {
        let mut id = [0; 16];
        random.fill(&mut id)?;
        Ok(Self(id))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for DeskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DeskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeskId({self})")
    }
}

/// What opens a slot. The numbers stand in files and are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlotKind {
    /// The keyring of the operating system (1).
    Keyring,
    /// A secret file the person consented to, or automation's (2).
    File,
    /// A passphrase (3).
    Passphrase,
    /// Written by another version; kept byte for byte.
    Unknown(u16),
}

impl SlotKind {
    pub(crate) const fn number(self) -> u16 {
        match self {
            Self::Keyring => 1,
            Self::File => 2,
            Self::Passphrase => 3,
            Self::Unknown(number) => number,
        }
    }

    const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::Keyring,
            2 => Self::File,
            3 => Self::Passphrase,
            other => Self::Unknown(other),
        }
    }
}

/// One wrapping of the key; the body is read by `seal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) kind: SlotKind,
    pub(crate) body: Vec<u8>,
}

/// The content of a key file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyFile {
    /// Counts the writes; of two whole copies the higher one is the truth.
    generation: u64,
    pub(crate) desk: DeskId,
    check: [u8; CHECK_LEN],
    pub(crate) slots: Vec<Slot>,
}

impl KeyFile {
    pub(crate) fn new(desk: DeskId, key: &DeskKey) -> Self {
        Self { generation: 0, desk, check: key.check(), slots: Vec::new() }
    }

    pub(crate) fn holds(&self, key: &DeskKey) -> bool {
        self.check == key.check()
    }

    pub(crate) fn kinds(&self) -> Vec<SlotKind> {
        self.slots.iter().map(|slot| slot.kind).collect()
    }

    /// Puts a slot in place of those of its kind; the others stay.
    pub(crate) fn put(&mut self, slot: Slot) {
        self.slots.retain(|other| other.kind != slot.kind);
        self.slots.push(slot);
        self.slots.sort_by_key(|slot| slot.kind.number());
    }

    /// Writes both copies, the first one first, one generation up.
    ///
    /// # Errors
    /// `Unwritable` when the first copy could not be written: then nothing has changed. A second copy that
    /// failed is told in the answer: the change holds, with one copy less.
    pub(crate) fn save(&mut self, dir: &Path) -> Result<SecondCopy, KeysError> {
        let raised = Self { generation: self.generation.saturating_add(1), ..self.clone() };
        let bytes = raised.encode()?;
        let [first, second] = disk::pair(dir, NAME);
        disk::replace(&first, &bytes).map_err(KeysError::Unwritable)?;
        *self = raised;
        Ok(disk::replace(&second, &bytes).map_or_else(SecondCopy::Failed, |()| SecondCopy::Written))
    }

    fn encode(&self) -> Result<Vec<u8>, KeysError> {
        let too_large = || KeysError::Unwritable(std::io::ErrorKind::FileTooLarge.into());
        let mut out = Vec::with_capacity(256);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&FORMAT.to_le_bytes());
        out.extend_from_slice(&self.generation.to_le_bytes());
        out.extend_from_slice(self.desk.as_bytes());
        out.extend_from_slice(&self.check);
        out.extend_from_slice(&u16::try_from(self.slots.len()).map_err(|_| too_large())?.to_le_bytes());
        for slot in &self.slots {
            out.extend_from_slice(&slot.kind.number().to_le_bytes());
            out.extend_from_slice(&u32::try_from(slot.body.len()).map_err(|_| too_large())?.to_le_bytes());
            out.extend_from_slice(&slot.body);
        }
        out.extend_from_slice(blake3::hash(&out).as_bytes());
        Ok(out)
    }
}

/// Whether the twin was written too.
pub(crate) enum SecondCopy {
    Written,
    Failed(std::io::Error),
}

/// What the bytes of one copy are.
enum Parsed {
    Whole(KeyFile),
    Newer(u16),
    Damaged,
}

fn parse(bytes: &[u8]) -> Parsed {
    let Some((body, digest)) = bytes.split_last_chunk::<DIGEST_LEN>() else { return Parsed::Damaged };
    if blake3::hash(body) != *digest {
        return Parsed::Damaged;
    }
    let mut rest = body;
    if take::<8>(&mut rest) != Some(*MAGIC) {
        return Parsed::Damaged;
    }
    match take(&mut rest).map(u16::from_le_bytes) {
        Some(FORMAT) => decode_1(rest).map_or(Parsed::Damaged, Parsed::Whole),
        Some(format) => Parsed::Newer(format),
        None => Parsed::Damaged,
    }
}

fn decode_1(mut rest: &[u8]) -> Option<KeyFile> {
    let generation = u64::from_le_bytes(take(&mut rest)?);
    let desk = DeskId(take(&mut rest)?);
    let check = take(&mut rest)?;
    let count = u16::from_le_bytes(take(&mut rest)?);
    let mut slots = Vec::new();
    for _ in 0..count {
        let kind = SlotKind::from_number(u16::from_le_bytes(take(&mut rest)?));
        let len = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
        let (body, after) = rest.split_at_checked(len)?;
        slots.push(Slot { kind, body: body.to_vec() });
        rest = after;
    }
    rest.is_empty().then_some(KeyFile { generation, desk, check, slots })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*head)
}

/// A key file read from its copies.
pub(crate) struct Loaded {
    pub(crate) file: KeyFile,
    /// Which of the two copies differ from the truth, and whether they may be overwritten (a copy that could
    /// not be read may be the better one, so it is left alone).
    stale: [Stale; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stale {
    No,
    Mendable,
    LeftAlone,
}

/// What mending did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mended {
    NotNeeded,
    Done,
    Failed,
}

impl Loaded {
    pub(crate) fn whole_copies(&self) -> usize {
        self.stale.iter().filter(|stale| **stale == Stale::No).count()
    }

    /// Writes the truth over the copies that differ from it. A failure loses nothing: one copy is whole.
    pub(crate) fn mend(&self, dir: &Path) -> Mended {
        let mut mended = Mended::NotNeeded;
        for (path, stale) in disk::pair(dir, NAME).iter().zip(self.stale) {
            mended = match stale {
                Stale::No => mended,
                Stale::LeftAlone => Mended::Failed,
                Stale::Mendable => {
                    let written = self.file.encode().is_ok_and(|bytes| disk::replace(path, &bytes).is_ok());
                    if written && mended != Mended::Failed { Mended::Done } else { Mended::Failed }
                }
            };
        }
        mended
    }
}

/// Removes both copies, of a creation that failed.
pub(crate) fn remove(dir: &Path) -> std::io::Result<()> {
    disk::pair(dir, NAME).iter().try_for_each(|path| disk::remove(path))
}

/// Reads both copies; `None` only when neither is there at all.
pub(crate) fn load(dir: &Path) -> Result<Option<Loaded>, KeysError> {
    let mut whole: Vec<(usize, KeyFile)> = Vec::new();
    let mut stale = [Stale::Mendable; 2];
    let mut unreadable = None;
    let mut damaged = false;
    for (copy, path) in disk::pair(dir, NAME).iter().enumerate() {
        match disk::read(path) {
            Found::Absent => {}
            Found::Unreadable(error) => {
                stale[copy] = Stale::LeftAlone;
                unreadable = Some(error);
            }
            Found::Bytes(bytes) => match parse(&bytes) {
                Parsed::Whole(file) => whole.push((copy, file)),
                Parsed::Newer(format) => return Err(KeysError::KeyFileNewer(format)),
                Parsed::Damaged => damaged = true,
            },
        }
    }
    if let [(_, first), (_, second)] = whole.as_slice()
        && first.desk != second.desk
    {
        return Err(KeysError::KeyFilesDisagree);
    }
    // `rev`: of two equal generations the first copy, written first, is the truth.
    let newest = whole.iter().rev().max_by_key(|(_, file)| file.generation).map(|(_, file)| file.clone());
    let Some(file) = newest else {
        return match unreadable {
            Some(error) => Err(KeysError::Unreadable(error)),
            None if damaged => Err(KeysError::KeyFileDamaged),
            None => Ok(None),
        };
    };
    for (copy, other) in &whole {
        if *other == file {
            stale[*copy] = Stale::No;
        }
    }
    Ok(Some(Loaded { file, stale }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> KeyFile {
        let mut file = KeyFile::new(DeskId([7; 16]), &DeskKey::from_bytes([1; 32]));
        file.put(Slot { kind: SlotKind::Unknown(900), body: vec![1, 2, 3] });
        file.put(Slot { kind: SlotKind::Keyring, body: vec![9; 72] });
        file
    }

    #[test]
    fn bytes_and_back_with_unknown_kinds_kept() {
        let file = sample();
        let Parsed::Whole(back) = parse(&file.encode().unwrap()) else { panic!("not whole") };
        assert_eq!(back, file);
        assert_eq!(back.kinds(), [SlotKind::Keyring, SlotKind::Unknown(900)]);
    }

    #[test]
    fn every_cut_and_every_flipped_byte_is_seen() {
        let bytes = sample().encode().unwrap();
        for len in 0..bytes.len() {
            assert!(matches!(parse(&bytes[..len]), Parsed::Damaged), "cut at {len}");
        }
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 0x20;
            assert!(matches!(parse(&bad), Parsed::Damaged), "byte {at}");
        }
    }

    #[test]
    fn a_newer_format_is_told_from_damage() {
        let mut bytes = sample().encode().unwrap();
        bytes.truncate(bytes.len() - DIGEST_LEN);
        bytes[8] = 2;
        bytes.extend_from_slice(b"fields of tomorrow");
        let digest = blake3::hash(&bytes);
        bytes.extend_from_slice(digest.as_bytes());
        assert!(matches!(parse(&bytes), Parsed::Newer(2)));
    }

    #[test]
    fn of_two_equal_generations_the_first_copy_wins() {
        let dir = tempfile::tempdir().unwrap();
        let mut first = sample();
        first.save(dir.path()).ok().unwrap();
        let mut second = first.clone();
        second.slots.pop();
        std::fs::write(dir.path().join("desk.key.2"), second.encode().unwrap()).unwrap();
        let loaded = load(dir.path()).unwrap().unwrap();
        assert_eq!(loaded.file, first);
        assert_eq!(loaded.whole_copies(), 1);
    }
}
