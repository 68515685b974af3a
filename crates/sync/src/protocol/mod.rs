//! What desk and endpoint say to one another over HTTP. Both sides use these very types; `docs/PROTOCOL.md` says
//! the same byte by byte.
//!
//! `POST /v1/sync` is one round trip for everything: a push goes up ([`PushWriter`], [`PushReader`]) and an
//! answer comes down ([`AnswerWriter`], [`AnswerReader`]). Both are a head and then items, each of which can be
//! kept as soon as it is whole; the readers take bytes as they come and never look at a clock or a socket. The
//! other routes bring a device in ([`JoinRequest`], [`Joined`]) and give it a fresh token ([`TokenRequest`]).
//!
//! Everything an endpoint keeps is an [`Item`] of one history. A desk stands at one [`Cursor`] in it.

mod answer;
mod item;
mod join;
mod push;
mod wire;

pub use answer::{AnswerEvent, AnswerHead, AnswerReader, AnswerWriter, Reached};
pub use item::{Cut, Item, ItemKind, RosterItem};
pub use join::{JoinRequest, Joined, Message, TokenRequest};
pub use push::{PushEvent, PushHead, PushReader, PushWriter, Unfinished};
pub use wire::{Partial, Unreadable, Who};

use crate::codec::{Malformed, Reader, Writer};
use crate::roster::RosterError;

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
/// A request may not be larger than this many bytes; a desk with more to say sends more requests.
pub const MAX_REQUEST: usize = 8 * 1024 * 1024;
/// An answer stops after this many bytes of items and says that there is more.
pub const MAX_ANSWER: usize = 4 * 1024 * 1024;
/// An item may not be larger than this many bytes: a segment of one frame of the largest size, that does not
/// compress, is half of it.
pub const MAX_ITEM: usize = 640 * 1024;
/// A push may not bring more items than this: empty ones would weigh more here than there.
pub const MAX_ITEMS: usize = 65_536;
/// A cut item of which at least this many bytes arrived goes on where it stopped.
pub const RESUMABLE: usize = 1024;

/// Where a device stands in the endpoint's history, and proof that it is the same endpoint's.
///
/// An item reaches a reader at a *position*: its number in the history, or the number at which its stream became
/// readable, whichever is later. So a space that becomes readable is back-filled at that position, oldest first.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Cursor {
    /// The position.
    pub at: u64,
    /// The number of the last item received at this position, while older items are still to come there; else
    /// 0.
    pub within: u64,
    /// The running hash of the history at `at`.
    pub hash: [u8; 16],
}

impl Cursor {
    /// The cursor after the next item of the history.
    #[must_use]
    pub fn after(self, kind: ItemKind, bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("coexist cursor 1");
        hasher.update(&self.hash);
        hasher.update(&[kind as u8]);
        hasher.update(blake3::hash(bytes).as_bytes());
        let mut hash = [0; 16];
        hash.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self { at: self.at.saturating_add(1), within: 0, hash }
    }
}

/// What became of an item that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receipt {
    /// Durable at the endpoint, now or since an earlier try.
    Kept,
    /// The endpoint holds another history under this device.
    Fork,
    /// Something before it is missing at the endpoint: it is to be sent first.
    Gap,
    /// Written by a device that was removed, after the endpoint's cut: set aside for its organisation's owners.
    Tray,
    /// A change of a roster that had not seen another one: to be made again on top of it.
    Overtaken,
    /// The rest of an item whose beginning the endpoint no longer has: to be sent whole.
    Lost,
    /// It does not stand, and will not.
    Refused(Refusal),
}

/// Why an item does not stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Refusal {
    /// The bytes are not one.
    Malformed = 0,
    /// A signature does not hold.
    Signature = 1,
    /// Not allowed to whoever wrote, signed or brought it.
    NotAllowed = 2,
    /// The endpoint knows no such space, roster or device, or not for whoever brought it.
    Unknown = 3,
    /// The invitation was used before.
    Used = 4,
    /// Already in.
    AlreadyIn = 5,
    /// It speaks of somebody who is not in.
    NotIn = 6,
    /// Nobody would be left to look after the organisation.
    LastOwner = 7,
    /// The invitation expired.
    Expired = 8,
    /// Of a format that this endpoint does not read.
    NewerFormat = 9,
    /// More than the endpoint sets aside for a removed device.
    TooMuch = 10,
    /// A segment that is not sealed, in a space whose segments are.
    Unsealed = 11,
}

const REFUSED: u8 = 0x10;

impl Receipt {
    /// What a roster's refusal is told as.
    pub fn of(error: RosterError) -> Self {
        Self::Refused(match error {
            RosterError::Overtaken => return Self::Overtaken,
            RosterError::Malformed => Refusal::Malformed,
            RosterError::Signature => Refusal::Signature,
            RosterError::NotAllowed => Refusal::NotAllowed,
            RosterError::OtherRoster => Refusal::Unknown,
            RosterError::Used => Refusal::Used,
            RosterError::AlreadyIn => Refusal::AlreadyIn,
            RosterError::NotIn => Refusal::NotIn,
            RosterError::LastOwner => Refusal::LastOwner,
        })
    }

    fn byte(self) -> u8 {
        match self {
            Self::Kept => 0,
            Self::Fork => 1,
            Self::Gap => 2,
            Self::Tray => 3,
            Self::Overtaken => 4,
            Self::Lost => 5,
            Self::Refused(why) => REFUSED | why as u8,
        }
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        use Refusal::{
            AlreadyIn, Expired, LastOwner, Malformed as Bytes, NewerFormat, NotAllowed, NotIn, Signature,
            TooMuch, Unknown, Unsealed, Used,
        };
        let byte = r.u8()?;
        let all = [Self::Kept, Self::Fork, Self::Gap, Self::Tray, Self::Overtaken, Self::Lost];
        let whys = [
            Bytes,
            Signature,
            NotAllowed,
            Unknown,
            Used,
            AlreadyIn,
            NotIn,
            LastOwner,
            Expired,
            NewerFormat,
            TooMuch,
            Unsealed,
        ];
        let refused = whys.into_iter().map(Self::Refused);
        all.into_iter().chain(refused).find(|receipt| receipt.byte() == byte).ok_or(Malformed)
    }
}

impl Cursor {
    fn write(self, w: &mut Writer) {
        w.uint(self.at);
        w.uint(self.within);
        if self.at > 0 {
            w.raw(&self.hash);
        }
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (at, within) = (r.uint()?, r.uint()?);
        if within > at {
            return Err(Malformed);
        }
        Ok(Self { at, within, hash: if at > 0 { r.array()? } else { [0; 16] } })
    }
}
