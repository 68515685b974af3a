//! How a device comes in, and how it gets a fresh token: small messages, each whole.

use coexist_domain::DeviceId;

use crate::FORMAT;
use crate::codec::{Reader, Writer};
use crate::protocol::Unreadable;
use crate::roster::Join;
use crate::segment::verified;

/// A token may not be longer than this many characters.
const MAX_TOKEN: usize = 64;

/// A device asks to join with an invitation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinRequest(pub Join);

/// The device is in. Its organisation's roster is what its first sync brings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joined {
    /// The token of its next requests.
    pub token: String,
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
        verified(public, &Self::signed_bytes(endpoint, &self.challenge), &self.signature)
    }
}

/// A message that is sent and read whole.
pub trait Message: Sized {
    /// Its bytes.
    fn to_bytes(&self) -> Vec<u8>;
    /// Reads them.
    ///
    /// # Errors
    /// When they are not this message, or of a newer format.
    fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable>;
}

fn start() -> Writer {
    Writer(vec![FORMAT])
}

fn open(bytes: &[u8]) -> Result<Reader<'_>, Unreadable> {
    let mut r = Reader::new(bytes);
    if r.u8()? == FORMAT { Ok(r) } else { Err(Unreadable::NewerFormat) }
}

impl Message for JoinRequest {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = start();
        w.raw(&self.0.to_bytes());
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let r = open(bytes)?;
        Join::from_bytes(r.rest()).map(Self).map_err(|_| Unreadable::Malformed)
    }
}

impl Message for Joined {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = start();
        w.bytes(self.token.as_bytes());
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut r = open(bytes)?;
        let token = r.text()?.to_owned();
        r.end()?;
        if token.len() > MAX_TOKEN { Err(Unreadable::Malformed) } else { Ok(Self { token }) }
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

    fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut r = open(bytes)?;
        let request = Self { device: DeviceId(r.id()?), challenge: r.array()?, signature: r.array()? };
        r.end()?;
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use coexist_domain::Id;

    use super::*;

    #[test]
    fn messages_read_back_and_cut_ones_are_refused() {
        fn holds<M: Message + PartialEq + std::fmt::Debug>(message: &M) {
            let bytes = message.to_bytes();
            assert_eq!(M::from_bytes(&bytes).as_ref(), Ok(message));
            for cut in 0..bytes.len() {
                assert!(M::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
            }
        }
        holds(&Joined { token: "x".repeat(22) });
        let device = DeviceId(Id::from_bytes([1; 16]));
        holds(&TokenRequest { device, challenge: [2; 32], signature: [3; 64] });
    }
}
