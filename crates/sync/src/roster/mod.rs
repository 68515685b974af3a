//! Who belongs to what, in one order given by the endpoint and forgeable by nobody.
//!
//! An organisation's [`Roster`] lists the devices of its people; a partnership's [`Parties`] lists its
//! organisations. Both are built from [`Entry`]s, each signed by somebody who may make it. The endpoint puts
//! entries in one order, and every desk verifies each one against those before it: membership needs a
//! connection, work does not.
//!
//! Rosters also carry the keys of sealed spaces ([`NewKey`]), wrapped to those who belong: the endpoint passes
//! on what it cannot open.

mod entry;
mod grant;
mod keys;
mod members;
mod parties;

pub use entry::{Change, Entry, Signed};
pub use grant::{Accept, Grant, Join, PartnerGrant};
pub use keys::{Holder, KeyRing, NewKey, Recipient, Wrap};
pub use members::{Member, Roster};
pub use parties::{Parties, Party};

use crate::codec::Malformed;

/// Why a change of a roster does not stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// The bytes are not one.
    #[error("malformed roster entry")]
    Malformed,
    /// A signature does not hold.
    #[error("a signature of the roster does not hold")]
    Signature,
    /// Who signed may not make this change.
    #[error("not allowed to whoever signed it")]
    NotAllowed,
    /// Another organisation's, or another partnership's.
    #[error("an entry of another roster")]
    OtherRoster,
    /// The invitation was used before.
    #[error("the invitation was used")]
    Used,
    /// Already in.
    #[error("already a member")]
    AlreadyIn,
    /// It speaks of somebody who is not in.
    #[error("not a member")]
    NotIn,
    /// Written before another change that it had not seen: to be made again on top of it.
    #[error("overtaken by another change")]
    Overtaken,
    /// Nobody would be left to look after the organisation.
    #[error("the last owner stays")]
    LastOwner,
}

impl From<Malformed> for RosterError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}
