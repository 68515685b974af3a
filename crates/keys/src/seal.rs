//! Wrapping the database key under a slot's key: XChaCha20-Poly1305, whose 192-bit nonce may be random. The
//! seal covers the desk, the kind and the slot's parameters, so a slot moved to another desk or weakened does
//! not open.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::KeysError;
use crate::key_file::{DeskId, Slot, SlotKind};
use crate::random::Random;
use crate::secret::{DeskKey, Passphrase, SlotKey};

const NONCE_LEN: usize = 24;
const SALT_LEN: usize = 16;
/// Memory (KiB), passes, lanes, salt.
const PASSPHRASE_HEAD: usize = 4 + 4 + 4 + SALT_LEN;

/// RFC 9106's second recommendation (64 MiB, t = 3) with one lane, as the code here does not run lanes in
/// parallel: about 0.2 s on a small laptop.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// The parameters come from a file before anything proves it: a hostile one must not take all memory.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 32;
const MOST_LANES: u32 = 16;

/// Wraps `key` for the keyring or the file slot.
pub(crate) fn seal(
    kind: SlotKind,
    desk: DeskId,
    slot_key: &SlotKey,
    key: &DeskKey,
    random: &mut dyn Random,
) -> Result<Slot, KeysError> {
    seal_after(Vec::new(), kind, desk, slot_key, key, random)
}

/// The key in a keyring or file slot, if `slot_key` opens it.
pub(crate) fn open(slot: &Slot, desk: DeskId, slot_key: &SlotKey) -> Option<DeskKey> {
    open_after(&[], &slot.body, slot.kind, desk, slot_key)
}

/// Wraps `key` under a passphrase.
pub(crate) fn seal_passphrase(
    desk: DeskId,
    passphrase: &Passphrase,
    key: &DeskKey,
    random: &mut dyn Random,
) -> Result<Slot, KeysError> {
    let mut head = Vec::with_capacity(PASSPHRASE_HEAD);
    for number in [MEMORY_KIB, PASSES, LANES] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    let mut salt = [0; SALT_LEN];
    random.fill(&mut salt)?;
    head.extend_from_slice(&salt);
    // Only parameters out of range or too little memory make this fail; the former are constants above.
    let slot_key = stretch(passphrase, &head)
        .ok_or_else(|| KeysError::Unwritable(std::io::ErrorKind::OutOfMemory.into()))?;
    seal_after(head, SlotKind::Passphrase, desk, &slot_key, key, random)
}

/// The key in a passphrase slot, if the passphrase opens it.
pub(crate) fn open_passphrase(slot: &Slot, desk: DeskId, passphrase: &Passphrase) -> Option<DeskKey> {
    let (head, sealed) = slot.body.split_at_checked(PASSPHRASE_HEAD)?;
    let slot_key = stretch(passphrase, head)?;
    open_after(head, sealed, slot.kind, desk, &slot_key)
}

fn stretch(passphrase: &Passphrase, head: &[u8]) -> Option<SlotKey> {
    let (memory, rest) = head.split_first_chunk::<4>()?;
    let (passes, rest) = rest.split_first_chunk::<4>()?;
    let (lanes, salt) = rest.split_first_chunk::<4>()?;
    let [memory, passes, lanes] = [memory, passes, lanes].map(|bytes| u32::from_le_bytes(*bytes));
    if memory > MOST_MEMORY_KIB || passes > MOST_PASSES || lanes > MOST_LANES {
        return None;
    }
    let params = Params::new(memory, passes, lanes, None).ok()?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    SlotKey::derived(|out| argon2.hash_password_into(passphrase.as_bytes(), salt, out)).ok()
}

fn seal_after(
    head: Vec<u8>,
    kind: SlotKind,
    desk: DeskId,
    slot_key: &SlotKey,
    key: &DeskKey,
    random: &mut dyn Random,
) -> Result<Slot, KeysError> {
    let mut nonce = [0; NONCE_LEN];
    random.fill(&mut nonce)?;
    let aad = covered(kind, desk, &head);
    let sealed = cipher(slot_key)
        .encrypt(&XNonce::from(nonce), Payload { msg: key.as_bytes(), aad: &aad })
        .map_err(|_| KeysError::Unwritable(std::io::ErrorKind::OutOfMemory.into()))?;
    let body = [head.as_slice(), &nonce, &sealed].concat();
    Ok(Slot { kind, body })
}

fn open_after(head: &[u8], rest: &[u8], kind: SlotKind, desk: DeskId, slot_key: &SlotKey) -> Option<DeskKey> {
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_LEN>()?;
    let aad = covered(kind, desk, head);
    let clear = cipher(slot_key).decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &aad }).ok()?;
    DeskKey::from_slice(&Zeroizing::new(clear))
}

fn cipher(slot_key: &SlotKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(slot_key.as_bytes().into())
}

fn covered(kind: SlotKind, desk: DeskId, head: &[u8]) -> Vec<u8> {
    [b"coexist key slot 1".as_slice(), desk.as_bytes(), &kind.number().to_le_bytes(), head].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OsRandom;

    fn made() -> (DeskId, SlotKey, DeskKey) {
        (
            DeskId::new(&mut OsRandom).unwrap(),
            SlotKey::new(&mut OsRandom).unwrap(),
            DeskKey::new(&mut OsRandom).unwrap(),
        )
    }

    #[test]
    fn a_slot_opens_only_as_it_was_sealed() {
        let (desk, slot_key, key) = made();
        let slot = seal(SlotKind::Keyring, desk, &slot_key, &key, &mut OsRandom).unwrap();
        assert_eq!(open(&slot, desk, &slot_key).unwrap().as_bytes(), key.as_bytes());
        let (other_desk, other_key, _) = made();
        assert!(open(&slot, other_desk, &slot_key).is_none());
        assert!(open(&slot, desk, &other_key).is_none());
        let as_file = Slot { kind: SlotKind::File, ..slot.clone() };
        assert!(open(&as_file, desk, &slot_key).is_none());
        for at in 0..slot.body.len() {
            let mut bad = slot.clone();
            bad.body[at] ^= 1;
            assert!(open(&bad, desk, &slot_key).is_none(), "byte {at}");
            bad.body.truncate(at);
            assert!(open(&bad, desk, &slot_key).is_none(), "cut at {at}");
        }
        assert!(!slot.body.windows(8).any(|part| key.as_bytes().windows(8).any(|of| of == part)));
    }

    #[test]
    fn a_passphrase_slot_opens_by_its_phrase_and_refuses_greedy_parameters() {
        let (desk, _, key) = made();
        let phrase = Passphrase::new("le marché est loin".to_owned());
        let slot = seal_passphrase(desk, &phrase, &key, &mut OsRandom).unwrap();
        assert_eq!(open_passphrase(&slot, desk, &phrase).unwrap().as_bytes(), key.as_bytes());
        let wrong = Passphrase::new("le marché est loin ".to_owned());
        assert!(open_passphrase(&slot, desk, &wrong).is_none());
        let mut greedy = slot;
        greedy.body[..4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(open_passphrase(&greedy, desk, &phrase).is_none());
    }
}
