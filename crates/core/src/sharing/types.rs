//! Requests and answers of sharing with one's colleagues.

use coexist_domain::words::MemberRole;
use coexist_domain::{Id, Millis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::events::SyncState;

/// An invitation link.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Connect {
    /// The `coexist://join?…` link as it was received.
    pub invitation: String,
}

/// What an invitation says, before anybody accepts it. Nothing was sent yet.
#[derive(Serialize, TS)]
pub struct InvitationSays {
    /// The organisation that invites.
    pub organisation: String,
    /// Who is expected; empty when the link names nobody.
    pub person: String,
    /// What the newcomer may do.
    pub role: MemberRole,
    /// Until when, by the endpoint's clock.
    pub expires: Millis,
    /// The endpoint's address.
    pub endpoint: String,
}

/// The desk is in.
#[derive(Serialize, TS)]
pub struct Connected {
    /// The organisation's name.
    pub organisation: String,
    /// What one may do there.
    pub role: MemberRole,
    /// How many records of the work done before came along.
    pub brought: u64,
}

/// One sync, counted.
#[derive(Serialize, Clone, Copy, Default, PartialEq, Eq, Debug, TS)]
pub struct Tally {
    /// Actions the endpoint has now said it holds.
    pub sent: u64,
    /// Actions of others that are now on this desk.
    pub received: u64,
    /// Requests that were answered.
    pub round_trips: u64,
    /// Bytes of the bodies sent; headers not counted.
    pub bytes_up: u64,
    /// Bytes of the bodies received; headers not counted.
    pub bytes_down: u64,
    /// Packets that wait for something they depend on.
    pub waiting: u64,
    /// Packets that did not hold and were left aside.
    pub refused: u64,
}

/// Where sharing stands.
#[derive(Serialize, TS)]
#[ts(optional_fields)]
pub struct Status {
    /// Whether this desk has joined an organisation.
    pub connected: bool,
    /// The organisation's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The endpoint's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// What one may do there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<MemberRole>,
    /// Actions that the endpoint has not yet said it holds.
    pub unsent: u64,
    /// When everything was last shared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<Millis>,
    /// Code of what went wrong at the last try; absent when it went well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
    /// The sentence of the sync line.
    pub state: SyncState,
}

/// Invites a colleague.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// Their name, for the list and for their own eyes.
    pub name: String,
    /// What they may do.
    pub role: MemberRole,
}

/// An invitation to hand over, by any way one trusts: whoever has it may join, once.
#[derive(Serialize, TS)]
pub struct Invited {
    /// The `coexist://join?…` link.
    pub invitation: String,
    /// Until when it can be used.
    pub expires: Millis,
}

/// Gives a colleague another role.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// The colleague.
    #[ts(type = "string")]
    pub id: Id,
    /// What they may do from now on.
    pub role: MemberRole,
}

/// The devices of the organisation.
#[derive(Serialize, TS)]
pub struct DeviceList {
    /// One's own first, then by person; those that were removed last.
    pub items: Vec<DeviceView>,
}

/// A device of the organisation.
#[derive(Serialize, TS)]
pub struct DeviceView {
    /// Which.
    #[ts(type = "string")]
    pub id: Id,
    /// What its owner calls it.
    pub name: String,
    /// Whose it is.
    #[ts(type = "string")]
    pub person: Id,
    /// Their name.
    pub person_name: String,
    /// It is one of one's own.
    pub mine: bool,
    /// It is this one.
    pub here: bool,
    /// A recovery sheet.
    pub paper: bool,
    /// It no longer belongs.
    pub removed: bool,
    /// When something of it last arrived here.
    pub heard: Option<Millis>,
}

/// Which space.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichSpace {
    /// `organisation`, or a space's id.
    pub space: String,
}

/// What two desks compare.
#[derive(Serialize, PartialEq, Eq, Debug, TS)]
pub struct Digests {
    /// Over the frames received, 32 hexadecimal digits.
    pub have: String,
    /// Over what they add up to: equal wherever `have` is.
    pub state: String,
}
