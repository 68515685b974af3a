//! What desk and endpoint say to one another over HTTP. Both sides use these very types.
//!
//! `POST /v1/sync` carries a [`Push`] up and a [`Pull`] down: one round trip for everything. The other routes
//! bring a device in ([`JoinRequest`], [`Joined`]) and give it a fresh token ([`TokenRequest`]).

use coexist_domain::DeviceId;

use crate::codec::{Malformed, Reader, Writer};
use crate::roster::Join;
use crate::segment::Segment;
use crate::{FORMAT, SegmentError};

/// The media type of every body.
pub const MEDIA_TYPE: &str = "application/vnd.coexist";
/// Brings a device into an organisation.
pub const JOIN: &str = "/v1/join";
/// A challenge to sign for a fresh token.
pub const CHALLENGE: &str = "/v1/challenge";
/// A fresh token for a signed challenge.
pub const TOKEN: &str = "/v1/token";
/// One round trip for everything.
pub const SYNC: &str = "/v1/sync";
/// Whether the endpoint lives, for people and monitors.
pub const HEALTH: &str = "/v1/health";
/// The header of a sync's answer that carries a fresh token, when the old one is half spent.
pub const TOKEN_HEADER: &str = "coexist-token";
/// A request may not be larger than this many bytes; a desk with more to say sends more requests.
pub const MAX_REQUEST: usize = 8 * 1024 * 1024;
/// A message may not list more segments or entries than this: empty ones would weigh more here than there.
const MAX_ITEMS: usize = 131_072;
/// An answer stops after this many bytes of segments and says that there is more.
pub const MAX_ANSWER: usize = 4 * 1024 * 1024;

/// Where a device stands in what the endpoint has received, and proof that it is the same endpoint's history.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Cursor {
    /// How many segments the endpoint had taken in.
    pub seq: u64,
    /// The running hash at that point.
    pub hash: [u8; 16],
}

impl Cursor {
    /// The cursor after one more segment.
    pub fn after(self, segment: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("coexist cursor 1");
        hasher.update(&self.hash);
        hasher.update(blake3::hash(segment).as_bytes());
        let mut hash = [0; 16];
        hash.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self { seq: self.seq + 1, hash }
    }

    fn write(self, w: &mut Writer) {
        w.uint(self.seq);
        w.raw(&self.hash);
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self { seq: r.uint()?, hash: r.array()? })
    }
}

/// What a desk sends: where it stands, and its new segments.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Push {
    /// Where the desk stands.
    pub cursor: Cursor,
    /// How many entries of its organisation's roster it has.
    pub roster: u64,
    /// What is new on the desk, each segment as its bytes.
    pub segments: Vec<Vec<u8>>,
}

/// What the endpoint answers.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Pull {
    /// Where the desk stands now.
    pub cursor: Cursor,
    /// Whether there is more to fetch.
    pub more: bool,
    /// The endpoint went back in time: the desk's cursor is not of its history. The desk gives back what it
    /// holds and starts again from this cursor.
    pub went_back: bool,
    /// One for each segment sent, in order.
    pub receipts: Vec<Receipt>,
    /// New roster entries, after the ones the desk has.
    pub roster: Vec<Vec<u8>>,
    /// New segments from others.
    pub segments: Vec<Vec<u8>>,
}

/// What became of a segment that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Receipt {
    /// Durable at the endpoint, now or since an earlier try.
    Kept = 0,
    /// Not this device's to write, or not what it says.
    Refused = 1,
    /// The endpoint holds another history under this device.
    Fork = 2,
    /// Something before it is missing at the endpoint.
    Gap = 3,
}

/// A device asks to join with an invitation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinRequest(pub Join);

/// The device is in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joined {
    /// The token of its next requests.
    pub token: String,
    /// The organisation's roster so far, this device included.
    pub roster: Vec<Vec<u8>>,
}

/// A device proves itself: the challenge, signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenRequest {
    /// Who asks.
    pub device: DeviceId,
    /// What the endpoint gave.
    pub challenge: [u8; 32],
    /// Signature over [`TokenRequest::signed_bytes`].
    pub signature: [u8; 64],
}

impl TokenRequest {
    /// What the device signs: bound to this endpoint, so that no other can replay it.
    pub fn signed_bytes(endpoint: &[u8; 32], challenge: &[u8; 32]) -> Vec<u8> {
        let mut w = Writer(b"coexist token".to_vec());
        w.raw(endpoint);
        w.raw(challenge);
        w.0
    }

    /// Whether the device's key signed it.
    pub fn is_signed(&self, endpoint: &[u8; 32], public: &[u8; 32]) -> bool {
        crate::segment::verified(public, &Self::signed_bytes(endpoint, &self.challenge), &self.signature)
    }
}

/// A message of the protocol.
pub trait Message: Sized {
    /// Its bytes.
    fn to_bytes(&self) -> Vec<u8>;
    /// Reads them.
    ///
    /// # Errors
    /// When they are not this message, or of a newer format.
    fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError>;
}

fn start() -> Writer {
    Writer(vec![FORMAT])
}

fn open(bytes: &[u8]) -> Result<Reader<'_>, SegmentError> {
    let mut r = Reader::new(bytes);
    if r.u8()? == FORMAT { Ok(r) } else { Err(SegmentError::NewerFormat) }
}

fn write_list(w: &mut Writer, items: &[Vec<u8>]) {
    w.uint(items.len() as u64);
    for item in items {
        w.bytes(item);
    }
}

fn read_list(r: &mut Reader<'_>) -> Result<Vec<Vec<u8>>, Malformed> {
    let n: usize = r.small()?;
    if n > MAX_ITEMS {
        return Err(Malformed);
    }
    (0..n).map(|_| r.bytes().map(<[u8]>::to_vec)).collect()
}

impl Message for Push {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = start();
        self.cursor.write(&mut w);
        w.uint(self.roster);
        write_list(&mut w, &self.segments);
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError> {
        let mut r = open(bytes)?;
        let push = Self { cursor: Cursor::read(&mut r)?, roster: r.uint()?, segments: read_list(&mut r)? };
        r.end()?;
        Ok(push)
    }
}

impl Message for Pull {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = start();
        self.cursor.write(&mut w);
        w.u8(u8::from(self.more) | u8::from(self.went_back) << 1);
        w.uint(self.receipts.len() as u64);
        for receipt in &self.receipts {
            w.u8(*receipt as u8);
        }
        write_list(&mut w, &self.roster);
        write_list(&mut w, &self.segments);
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError> {
        let mut r = open(bytes)?;
        let cursor = Cursor::read(&mut r)?;
        let flags = r.u8()?;
        let n: usize = r.small()?;
        let receipts = (0..n).map(|_| receipt(r.u8()?)).collect::<Result<_, _>>()?;
        let pull = Self {
            cursor,
            more: flags & 1 != 0,
            went_back: flags & 2 != 0,
            receipts,
            roster: read_list(&mut r)?,
            segments: read_list(&mut r)?,
        };
        r.end()?;
        Ok(pull)
    }
}

fn receipt(byte: u8) -> Result<Receipt, Malformed> {
    [Receipt::Kept, Receipt::Refused, Receipt::Fork, Receipt::Gap]
        .into_iter()
        .find(|r| *r as u8 == byte)
        .ok_or(Malformed)
}

impl Message for JoinRequest {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = start();
        w.raw(&self.0.to_bytes());
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError> {
        let r = open(bytes)?;
        Join::from_bytes(r.rest()).map(Self).map_err(|_| SegmentError::Malformed)
    }
}

impl Message for Joined {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = start();
        w.bytes(self.token.as_bytes());
        write_list(&mut w, &self.roster);
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError> {
        let mut r = open(bytes)?;
        let joined = Self { token: r.text()?.to_owned(), roster: read_list(&mut r)? };
        r.end()?;
        Ok(joined)
    }
}

impl Message for TokenRequest {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = start();
        w.id(self.device);
        w.raw(&self.challenge);
        w.raw(&self.signature);
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError> {
        let mut r = open(bytes)?;
        let request = Self { device: DeviceId(r.id()?), challenge: r.array()?, signature: r.array()? };
        r.end()?;
        Ok(request)
    }
}

/// The segments of a message, parsed.
///
/// # Errors
/// At the first that is none.
pub fn parse_segments(segments: &[Vec<u8>]) -> Result<Vec<Segment>, SegmentError> {
    segments.iter().map(|bytes| Segment::from_bytes(bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_read_back_and_cut_ones_are_refused() {
        let pull = Pull {
            cursor: Cursor { seq: 300, hash: [4; 16] },
            more: true,
            went_back: false,
            receipts: vec![Receipt::Kept, Receipt::Gap],
            roster: vec![vec![1, 2]],
            segments: vec![vec![3; 200], vec![]],
        };
        let bytes = pull.to_bytes();
        assert_eq!(Pull::from_bytes(&bytes), Ok(pull));
        for cut in 0..bytes.len() {
            assert!(Pull::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
    }
}
