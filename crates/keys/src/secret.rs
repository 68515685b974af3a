//! The secrets this crate handles. They stand here, apart from everything that formats, stores or sends, so
//! that one glance shows they are wiped when dropped and that nothing prints them.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use crate::KeysError;
use crate::random::Random;

/// Bytes of every key here: XChaCha20-Poly1305 and SQLCipher's raw key both take 256 bits.
pub(crate) const KEY_LEN: usize = 32;

/// The key of the database: 32 random bytes, never derived from anything a person types.
///
/// Boxed, so that moving it copies a pointer and leaves no second copy of the bytes on the stack.
pub struct DeskKey(Box<[u8; KEY_LEN]>);

impl DeskKey {
    /// A key from bytes kept elsewhere (a restored backup, a test).
    #[must_use]
    pub fn from_bytes(bytes: [u8; KEY_LEN]) -> Self {
        Self(Box::new(bytes))
    }

    /// The raw bytes, for the one place that hands them to the database.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }

    pub(crate) fn new(random: &mut dyn Random) -> Result<Self, KeysError> {
        Ok(Self(random_bytes(random)?))
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        boxed(bytes).map(Self)
    }

    /// What the key file keeps to tell whether a key is the right one. It says nothing about the key: finding
    /// 256 random bits from a hash of them is as hard as guessing them.
    pub(crate) fn check(&self) -> [u8; CHECK_LEN] {
        let mut digest = blake3::derive_key("org.coexist.desktop 2026-11 key file check", self.as_bytes());
        let mut check = [0; CHECK_LEN];
        check.copy_from_slice(&digest[..CHECK_LEN]);
        digest.zeroize();
        check
    }
}

impl Drop for DeskKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for DeskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeskKey(…)")
    }
}

/// Bytes of [`DeskKey::check`].
pub(crate) const CHECK_LEN: usize = 16;

/// A key that wraps the database key in one slot, and opens nothing else.
pub(crate) struct SlotKey(Box<[u8; KEY_LEN]>);

impl SlotKey {
    pub(crate) fn new(random: &mut dyn Random) -> Result<Self, KeysError> {
        Ok(Self(random_bytes(random)?))
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        boxed(bytes).map(Self)
    }

    /// A key whose bytes `fill` writes in place (a key derivation).
    pub(crate) fn derived<E>(fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let mut bytes = Box::new([0; KEY_LEN]);
        fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }
}

impl Drop for SlotKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SlotKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SlotKey(…)")
    }
}

/// What a person types to open the passphrase slot.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the text as typed; spaces and case count.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

fn random_bytes(random: &mut dyn Random) -> Result<Box<[u8; KEY_LEN]>, KeysError> {
    let mut bytes = Box::new([0; KEY_LEN]);
    random.fill(bytes.as_mut_slice())?;
    // A source that does nothing would give every desk the same key.
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(KeysError::NoRandom);
    }
    Ok(bytes)
}

fn boxed(bytes: &[u8]) -> Option<Box<[u8; KEY_LEN]>> {
    let mut out = Box::new([0; KEY_LEN]);
    if bytes.len() != KEY_LEN {
        return None;
    }
    out.copy_from_slice(bytes);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_prints_a_secret() {
        let key = DeskKey::from_bytes([0xA7; KEY_LEN]);
        let slot = SlotKey::from_slice(&[0xA7; KEY_LEN]).unwrap();
        let phrase = Passphrase::new("trois girafes".to_owned());
        assert_eq!(
            format!("{key:?} {slot:?} {phrase:?} {:#?}", (&key, &slot, &phrase)).matches('…').count(),
            6
        );
        for text in [format!("{key:?}"), format!("{slot:#?}"), format!("{phrase:?}")] {
            assert!(!text.contains("a7") && !text.contains("167") && !text.contains("girafe"), "{text}");
        }
    }

    #[test]
    fn a_source_that_fills_nothing_is_refused() {
        let mut nothing = |_: &mut [u8]| Ok(());
        assert!(matches!(DeskKey::new(&mut nothing), Err(KeysError::NoRandom)));
    }
}
