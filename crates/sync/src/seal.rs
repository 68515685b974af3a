//! Sealing: a space's epoch key closes the bodies of its segments, and is handed on only wrapped to whoever
//! belongs to the space. The endpoint carries both and opens neither.
//!
//! Two tools, each a standard one: XChaCha20-Poly1305 under the epoch key for bodies, HPKE (RFC 9180, base
//! mode, X25519, HKDF-SHA256, ChaCha20-Poly1305) for wrapping the key to a public key. What each ciphertext is
//! *about* (which space, which epoch, for whom) is bound to it, so that none can be moved elsewhere.

use std::convert::Infallible;
use std::fmt;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use coexist_domain::{Id, SpaceId};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem as _, X25519HkdfSha256};
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable as _, OpModeR, OpModeS, Serializable as _};
use zeroize::Zeroizing;

use crate::codec::Writer;

/// Bytes of a wrapped key: HPKE's encapsulated key, then the key and its tag.
pub const WRAPPED: usize = 32 + 32 + 16;

/// Bytes that sealing adds to a body. The nonce is implied (see [`EpochKey::seal`]).
pub const SEAL: usize = 16;

type Kem = X25519HkdfSha256;
type PrivateKey = <Kem as hpke::kem::Kem>::PrivateKey;

/// It cannot be opened: another key's, about something else, or damaged. Which of these is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot be opened with this key")]
pub struct Unopened;

/// What a wrapped key opens, and for whom it was wrapped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About {
    /// The space that the key opens.
    pub space: SpaceId,
    /// Which of the space's keys it is; the first is 1.
    pub epoch: u64,
    /// The device or the organisation that it is wrapped to.
    pub to: Id,
}

impl About {
    fn to_bytes(self) -> Vec<u8> {
        let mut w = Writer(b"coexist key 1".to_vec());
        w.id(self.space);
        w.uint(self.epoch);
        w.id(self.to);
        w.0
    }
}

/// A space's key for one epoch.
#[derive(Clone, PartialEq, Eq)]
pub struct EpochKey(Zeroizing<[u8; 32]>);

impl EpochKey {
    /// The key of these 32 random bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Its bytes, for the encrypted database and nowhere else.
    pub fn to_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals a segment's body. `header` is everything the segment says outside it, the hash its chain ends in
    /// included.
    ///
    /// The nonce is derived from the header instead of being sent: the chain's hash commits to every byte of
    /// the frames under a random salt, so two bodies that differ never share a nonce, not even those of a
    /// copied disk that writes a second history under the same device. An erasure keeps the hash and changes
    /// the body: an erased body's header says so, with random bytes of its own.
    pub fn seal(&self, header: &[u8], body: &[u8]) -> Vec<u8> {
        let payload = Payload { msg: body, aad: header };
        // The cipher refuses only what is longer than 256 GiB.
        self.cipher().encrypt(&nonce(header), payload).unwrap_or_default()
    }

    /// Opens what [`EpochKey::seal`] sealed with the same header.
    ///
    /// # Errors
    /// [`Unopened`].
    pub fn open(&self, header: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
        let payload = Payload { msg: sealed, aad: header };
        self.cipher().decrypt(&nonce(header), payload).map_err(|_| Unopened)
    }

    /// Wraps this key so that only the private half of `public` opens it. `ephemeral` is 32 random bytes used
    /// for nothing else.
    ///
    /// # Errors
    /// When `public` is no key that anybody can hold the private half of.
    pub fn wrap(
        &self,
        public: &[u8; 32],
        about: About,
        ephemeral: [u8; 32],
    ) -> Result<[u8; WRAPPED], Unopened> {
        let public = <Kem as hpke::kem::Kem>::PublicKey::from_bytes(public).map_err(|_| Unopened)?;
        let (encapped, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeS::Base,
            &public,
            &about.to_bytes(),
            self.0.as_slice(),
            &[],
            &mut Given(ephemeral),
        )
        .map_err(|_| Unopened)?;
        let mut wrapped = [0; WRAPPED];
        wrapped[..32].copy_from_slice(&encapped.to_bytes());
        wrapped[32..].copy_from_slice(&sealed);
        Ok(wrapped)
    }

    /// Closes another key of the same space under this one: who holds a space's newest key opens all its
    /// older ones.
    pub fn close(&self, older: &Self, about: About) -> Vec<u8> {
        self.seal(&about.to_bytes(), older.0.as_slice())
    }

    /// Opens what [`EpochKey::close`] closed.
    ///
    /// # Errors
    /// [`Unopened`].
    pub fn reopen(&self, closed: &[u8], about: About) -> Result<Self, Unopened> {
        let bytes = Zeroizing::new(self.open(&about.to_bytes(), closed)?);
        bytes.as_slice().try_into().map(Self::from_bytes).map_err(|_| Unopened)
    }

    /// The key pair that an organisation shows its partners: made from its own space's key, so that whoever
    /// belongs to the organisation has it and a change of epoch changes it.
    pub fn opener(&self) -> Opener {
        Opener::from_seed(&Zeroizing::new(blake3::derive_key(
            "coexist organisation's opener 1",
            self.0.as_slice(),
        )))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key = Zeroizing::new(blake3::derive_key("coexist body 1", self.0.as_slice()));
        XChaCha20Poly1305::new(&(*key).into())
    }
}

impl fmt::Debug for EpochKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EpochKey(..)")
    }
}

/// The private half that opens what was wrapped to a device or an organisation.
pub struct Opener(PrivateKey);

impl Opener {
    /// The key pair made from 32 secret bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Kem::derive_keypair(seed).0)
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        Kem::sk_to_pk(&self.0).to_bytes().into()
    }

    /// Opens a key that was wrapped to this one's public half, about the same thing.
    ///
    /// # Errors
    /// [`Unopened`].
    pub fn open(&self, wrapped: &[u8; WRAPPED], about: About) -> Result<EpochKey, Unopened> {
        let encapped =
            <Kem as hpke::kem::Kem>::EncappedKey::from_bytes(&wrapped[..32]).map_err(|_| Unopened)?;
        let key = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.0,
            &encapped,
            &about.to_bytes(),
            &wrapped[32..],
            &[],
        );
        let key = Zeroizing::new(key.map_err(|_| Unopened)?);
        key.as_slice().try_into().map(EpochKey::from_bytes).map_err(|_| Unopened)
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener(..)")
    }
}

fn nonce(header: &[u8]) -> XNonce {
    let mut nonce = XNonce::default();
    nonce.copy_from_slice(&blake3::derive_key("coexist nonce 1", header)[..24]);
    nonce
}

/// Hands HPKE the random bytes that came in as a parameter. HPKE asks once, for 32 of them; a second
/// question would get others, derived from the first.
struct Given([u8; 32]);

impl TryRng for Given {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        blake3::Hasher::new_derive_key("coexist ephemeral 1").update(&self.0).finalize_xof().fill(bytes);
        self.0 = blake3::derive_key("coexist ephemeral 1 next", &self.0);
        Ok(())
    }
}

impl TryCryptoRng for Given {}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: About =
        About { space: SpaceId(Id::from_bytes([7; 16])), epoch: 3, to: Id::from_bytes([8; 16]) };

    fn key(n: u8) -> EpochKey {
        EpochKey::from_bytes([n; 32])
    }

    #[test]
    fn a_body_opens_with_its_key_and_header_only() {
        let sealed = key(1).seal(b"header", b"body");
        assert_eq!(sealed.len(), 4 + SEAL);
        assert_eq!(key(1).open(b"header", &sealed).as_deref(), Ok(&b"body"[..]));
        assert_eq!(key(2).open(b"header", &sealed), Err(Unopened));
        assert_eq!(key(1).open(b"Header", &sealed), Err(Unopened));
        for i in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[i] ^= 1;
            assert_eq!(key(1).open(b"header", &bad), Err(Unopened), "byte {i} was changed unnoticed");
            assert_eq!(key(1).open(b"header", &sealed[..i]), Err(Unopened), "cut at {i}");
        }
    }

    #[test]
    fn another_header_gives_another_stream() {
        let (a, b) = (key(1).seal(b"chain a", &[0; 64]), key(1).seal(b"chain b", &[0; 64]));
        assert_ne!(
            a[..64],
            b[..64],
            "the same key stream twice would give the difference of two bodies away"
        );
    }

    #[test]
    fn a_wrapped_key_opens_for_whom_it_was_meant() {
        let opener = Opener::from_seed(&[5; 32]);
        let wrapped = key(1).wrap(&opener.public(), ABOUT, [6; 32]).unwrap();
        assert_eq!(opener.open(&wrapped, ABOUT), Ok(key(1)));
        assert_eq!(Opener::from_seed(&[4; 32]).open(&wrapped, ABOUT), Err(Unopened));
        let others = [
            About { epoch: 4, ..ABOUT },
            About { space: SpaceId(Id::from_bytes([9; 16])), ..ABOUT },
            About { to: Id::from_bytes([9; 16]), ..ABOUT },
        ];
        for about in others {
            assert_eq!(opener.open(&wrapped, about), Err(Unopened), "{about:?}");
        }
        assert_ne!(wrapped, key(1).wrap(&opener.public(), ABOUT, [7; 32]).unwrap());
        assert_eq!(key(1).wrap(&[0; 32], ABOUT, [6; 32]), Err(Unopened), "a key that anybody could guess");
    }

    #[test]
    fn the_newest_key_opens_the_older_ones() {
        let closed = key(2).close(&key(1), ABOUT);
        assert_eq!(key(2).reopen(&closed, ABOUT), Ok(key(1)));
        assert_eq!(key(3).reopen(&closed, ABOUT), Err(Unopened));
        assert_eq!(key(2).reopen(&closed, About { epoch: 2, ..ABOUT }), Err(Unopened));
    }

    #[test]
    fn keys_stay_out_of_debug() {
        assert_eq!(format!("{:?} {:?}", key(1), key(1).opener()), "EpochKey(..) Opener(..)");
    }
}
