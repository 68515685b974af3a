//! A segment: a run of frames of one device in one space. The unit of signature, compression, storage and
//! transfer. Space, device and the previous hash are implied inside it.
//!
//! Its header stands in the clear and is signed, the hash its chain ends in included: whoever carries a sealed
//! segment can tell that its author made it, and whoever opens it that the frames are those the author meant.
//! Epoch 0 means that the body is not sealed: the commons, and spaces that never travel.

use std::borrow::Cow;

use coexist_domain::{DeviceId, Id, SpaceId};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::FORMAT;
use crate::codec::{Malformed, Reader, Writer};
use crate::frame::{Frame, Hash, OpSalts};
use crate::pack::{Names, Unpacked, pack, unpack};
use crate::seal::{EpochKey, Opener};

/// A segment is closed at the sync, or earlier when its frames reach this many uncompressed bytes.
pub const MAX_SEGMENT: usize = 64 * 1024;

/// What a body may unpack to: one frame of the largest size (256 KiB) and its segment's other frames.
const MAX_UNPACKED: usize = 512 * 1024;

/// How what zstd wrote begins (RFC 8878, 3.1.1).
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Measured (docs/adr/0008): within three per cent of level 19, at 2 ms a segment instead of 20.
const ZSTD_LEVEL: i32 = 15;

/// What a segment says outside its body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// The space it is of.
    pub space: SpaceId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// The number of its first frame.
    pub first: u64,
    /// How many frames it has.
    pub count: u64,
    /// Which of the space's keys seals its body; 0: none.
    pub epoch: u64,
    /// The hash that its chain ends in: that of its last frame.
    pub head: Hash,
}

/// A signed run of frames.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Segment {
    pub header: Header,
    pub body: Vec<u8>,
    pub signature: [u8; 64],
}

/// What a segment holds that its device's key signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    /// The frames, each with its hash in the chain.
    pub frames: Vec<(Frame, Hash)>,
    /// The ids that the chain mentions first in them.
    pub names: Vec<Id>,
}

/// Why a segment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// The bytes are not a segment.
    #[error("malformed segment")]
    Malformed,
    /// Written in a format that this build does not read.
    #[error("a newer format")]
    NewerFormat,
    /// Not signed by the device it names, or not after the history it claims.
    #[error("the signature does not hold")]
    Signature,
    /// Sealed, and this build has no key for it.
    #[error("sealed with an unknown key")]
    Sealed,
    /// Something in it was erased by law, and this build cannot read around it.
    #[error("an erased op")]
    Erased,
}

impl From<Malformed> for SegmentError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// A device's signing key.
pub struct Signer(SigningKey);

impl Signer {
    /// The key made from a 32-byte seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The private half that opens what is wrapped to this device: made from the same seed, so that one secret
    /// is all that a device has.
    pub fn opener(&self) -> Opener {
        let seed = Zeroizing::new(blake3::derive_key("coexist device opener 1", self.0.as_bytes()));
        Opener::from_seed(&seed)
    }

    /// The device this key makes.
    pub fn device(&self) -> DeviceId {
        device_id(&self.public())
    }

    /// Signs bytes, which begin with a word that says what they are for.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.device())
    }
}

/// A device's id: the first sixteen bytes of the blake3 of its public key.
pub fn device_id(public: &[u8; 32]) -> DeviceId {
    let mut id = [0; 16];
    id.copy_from_slice(&blake3::hash(public).as_bytes()[..16]);
    DeviceId(Id::from_bytes(id))
}

/// Whether a signature by this public key covers these bytes.
pub(crate) fn verified(public: &[u8; 32], bytes: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public)
        .is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
}

impl Segment {
    /// Closes a run of frames; also answers the ids that the run mentions first. `names` are those of the chain
    /// before it, `key` is the space's of the header's epoch, none for epoch 0.
    pub fn close(
        signer: &Signer,
        header: Header,
        salt: &[u8; 32],
        frames: &[Frame],
        names: &Names,
        key: Option<&EpochKey>,
    ) -> (Self, Vec<Id>) {
        let (packed, new) = pack(salt, frames, names);
        let body = compressed(packed);
        let body = match key {
            Some(key) => key.seal(&header_bytes(&header), &body),
            None => body,
        };
        let signature = signer.sign(&signed_bytes(&header));
        (Self { header, body, signature }, new)
    }

    /// Whether the device it names made it, as far as this can be told without opening it.
    pub fn is_signed(&self, public: &[u8; 32]) -> bool {
        device_id(public) == self.header.device
            && verified(public, &signed_bytes(&self.header), &self.signature)
    }

    /// What it holds, not yet verified. `names` are at least those of the chain before it, `key` is the space's of
    /// the header's epoch.
    ///
    /// # Errors
    /// When the body is not what the header says.
    pub fn unpack(&self, names: &Names, key: Option<&EpochKey>) -> Result<Unpacked, SegmentError> {
        let body = match (self.header.epoch, key) {
            (0, _) => Cow::Borrowed(self.body.as_slice()),
            (_, None) => return Err(SegmentError::Sealed),
            (_, Some(key)) => {
                let opened = key.open(&header_bytes(&self.header), &self.body);
                Cow::Owned(opened.map_err(|_| SegmentError::Malformed)?)
            }
        };
        let unpacked = unpack(&decompressed(&body)?, self.header.first, names)?;
        if unpacked.frames.is_empty() || unpacked.frames.len() as u64 != self.header.count {
            return Err(SegmentError::Malformed);
        }
        Ok(unpacked)
    }

    /// The frames with their hashes and the ids they mention first, once the signature is known to cover them and
    /// all that came before. `names` are those of the chain before it, `previous` its last hash, `key` as in
    /// [`Segment::unpack`].
    ///
    /// # Errors
    /// [`SegmentError`].
    pub fn verify(
        &self,
        public: &[u8; 32],
        previous: Hash,
        names: &Names,
        key: Option<&EpochKey>,
    ) -> Result<Verified, SegmentError> {
        if !self.is_signed(public) {
            return Err(SegmentError::Signature);
        }
        let Header { space, device, .. } = self.header;
        let Unpacked { salt, frames, named, names: new } = self.unpack(names, key)?;
        if named != names.len() {
            return Err(SegmentError::Malformed);
        }
        let mut head = previous;
        let mut hashed = Vec::with_capacity(frames.len());
        for frame in frames {
            head = frame.hash(space, device, head, OpSalts(&salt));
            hashed.push((frame, head));
        }
        if head != self.header.head {
            return Err(SegmentError::Signature);
        }
        Ok(Verified { frames: hashed, names: new })
    }

    /// Its bytes, for storage and transfer.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer(Vec::with_capacity(self.body.len() + 120));
        write_header(&self.header, &mut w);
        w.bytes(&self.body);
        w.raw(&self.signature);
        w.0
    }

    /// Reads what [`Segment::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`SegmentError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError> {
        let mut r = Reader::new(bytes);
        if r.u8()? != FORMAT {
            return Err(SegmentError::NewerFormat);
        }
        let header = Header {
            space: SpaceId(r.id()?),
            device: DeviceId(r.id()?),
            first: r.uint()?,
            count: r.uint()?,
            epoch: r.uint()?,
            head: Hash(r.array()?),
        };
        let (body, signature) = (r.bytes()?.to_vec(), r.array()?);
        r.end()?;
        if header.first == 0 || header.count == 0 || header.first.checked_add(header.count).is_none() {
            return Err(SegmentError::Malformed);
        }
        Ok(Self { header, body, signature })
    }

    /// The number of its last frame.
    pub fn last(&self) -> u64 {
        self.header.first + self.header.count - 1
    }
}

/// What makes the body shorter: a single edit is smaller as it is.
fn compressed(packed: Vec<u8>) -> Vec<u8> {
    match zstd::bulk::compress(&packed, ZSTD_LEVEL) {
        Ok(smaller) if smaller.len() < packed.len() => smaller,
        _ => packed,
    }
}

/// The pack in a body: no pack begins as zstd does.
fn decompressed(body: &[u8]) -> Result<Cow<'_, [u8]>, SegmentError> {
    if body.starts_with(&ZSTD_MAGIC) {
        let packed = zstd::bulk::decompress(body, MAX_UNPACKED).map_err(|_| SegmentError::Malformed)?;
        return Ok(Cow::Owned(packed));
    }
    if body.len() > MAX_UNPACKED { Err(SegmentError::Malformed) } else { Ok(Cow::Borrowed(body)) }
}

fn write_header(header: &Header, w: &mut Writer) {
    w.u8(FORMAT);
    w.id(header.space);
    w.id(header.device);
    w.uint(header.first);
    w.uint(header.count);
    w.uint(header.epoch);
    w.raw(&header.head.0);
}

fn header_bytes(header: &Header) -> Vec<u8> {
    let mut w = Writer::default();
    write_header(header, &mut w);
    w.0
}

fn signed_bytes(header: &Header) -> Vec<u8> {
    let mut w = Writer(b"coexist segment".to_vec());
    write_header(header, &mut w);
    w.0
}
