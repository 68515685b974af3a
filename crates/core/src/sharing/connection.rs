//! What this desk remembers of its endpoint. Local, and inside the encrypted file: it holds the token.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use coexist_domain::words::MemberRole;
use coexist_domain::{Millis, SpaceId};
use coexist_store::Device;
use coexist_sync::protocol::Cursor;
use coexist_sync::roster::{Join, Roster};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::desk::Desk;

const KEY: &str = "sharing.connection";
const ROSTER: &str = "sharing.roster.";

/// The endpoint and the place this desk has there.
#[derive(Serialize, Deserialize, Clone)]
pub(crate) struct Connection {
    pub(crate) endpoint: String,
    #[serde(with = "bytes32")]
    pub(crate) pin: [u8; 32],
    pub(crate) token: String,
    pub(crate) organisation: SpaceId,
    pub(crate) organisation_name: String,
    pub(crate) role: MemberRole,
    /// Where the desk stands in the endpoint's order: count, and running hash in base64.
    cursor: (u64, String),
    /// When everything was last shared.
    pub(crate) last: Option<Millis>,
}

impl Connection {
    pub(crate) fn new(
        endpoint: String,
        pin: [u8; 32],
        token: String,
        organisation: (SpaceId, String),
        role: MemberRole,
    ) -> Self {
        let (organisation, organisation_name) = organisation;
        let mut new = Self {
            endpoint,
            pin,
            token,
            organisation,
            organisation_name,
            role,
            cursor: (0, String::new()),
            last: None,
        };
        new.set_cursor(Cursor::default());
        new
    }

    pub(crate) fn load(desk: &Desk) -> Result<Option<Self>, Error> {
        let Some(json) = desk.store().local_get(KEY)? else { return Ok(None) };
        serde_json::from_slice(&json).map(Some).map_err(|e| Error::new("corrupt").because(e))
    }

    pub(crate) fn keep(&self, desk: &Desk) -> Result<(), Error> {
        let json = serde_json::to_vec(self).map_err(|e| Error::new("internal").because(e))?;
        Ok(desk.store().local_set(KEY, Some(&json))?)
    }

    pub(crate) fn cursor(&self) -> Cursor {
        let hash = BASE64.decode(&self.cursor.1).ok().and_then(|bytes| bytes.try_into().ok());
        // A cursor that cannot be read is the beginning: everything comes again, and is known.
        hash.map_or(Cursor::default(), |hash| Cursor { seq: self.cursor.0, hash })
    }

    pub(crate) fn set_cursor(&mut self, cursor: Cursor) {
        self.cursor = (cursor.seq, BASE64.encode(cursor.hash));
    }
}

/// The roster as far as this desk has it, every entry verified again.
pub(crate) fn roster(desk: &Desk, connection: &Connection) -> Result<(Roster, u64), Error> {
    let mut roster = Roster::new(connection.organisation, connection.pin);
    let mut count = 0;
    for (_, bytes) in desk.store().local_list(ROSTER)? {
        admit(&mut roster, &bytes)?;
        count += 1;
    }
    Ok((roster, count))
}

/// Takes in roster entries the endpoint sent, in its order, and lets the store know the devices.
pub(crate) fn extend_roster(desk: &Desk, connection: &Connection, entries: &[Vec<u8>]) -> Result<(), Error> {
    if entries.is_empty() {
        return Ok(());
    }
    let (mut roster, mut count) = roster(desk, connection)?;
    for bytes in entries {
        admit(&mut roster, bytes)?;
        desk.store().local_set(&format!("{ROSTER}{count:08}"), Some(bytes))?;
        count += 1;
    }
    for member in roster.members() {
        let (public, name) = (member.public, member.device_name.clone());
        desk.store().set_device(&Device { public, person: Some(member.person), name })?;
    }
    Ok(())
}

fn admit(roster: &mut Roster, bytes: &[u8]) -> Result<(), Error> {
    let forged = |e| Error::new("roster-refused").because(e);
    let join = Join::from_bytes(bytes).map_err(forged)?;
    roster.admit(&join).map_err(forged)?;
    Ok(())
}

mod bytes32 {
    use super::{BASE64, Deserialize};
    use base64::Engine as _;
    use serde::{Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8; 32], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&BASE64.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(d)?;
        let bytes = BASE64.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or_else(|| serde::de::Error::custom("32 bytes in base64"))
    }
}
