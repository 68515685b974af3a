//! What this desk remembers of its endpoint. Local, and inside the encrypted file: it holds the token.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use coexist_domain::words::MemberRole;
use coexist_domain::{Millis, SpaceId};
use coexist_sync::protocol::Cursor;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::desk::Desk;

const KEY: &str = "sharing.connection";
const HELD: &str = "sharing.held";

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
    /// Where the desk stands in the endpoint's history: position, number within it, and running hash in base64.
    cursor: (u64, u64, String),
    /// The last exchange was cut: the endpoint is asked how much of it arrived.
    pub(crate) was_cut: bool,
    /// The endpoint went back in time: it is given the rosters back.
    pub(crate) gives_back: bool,
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
            cursor: (0, 0, String::new()),
            was_cut: false,
            gives_back: false,
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
        let (at, within, hash) = &self.cursor;
        let hash = BASE64.decode(hash).ok().and_then(|bytes| bytes.try_into().ok());
        // A cursor that cannot be read is the beginning: everything comes again, and is known.
        hash.map_or(Cursor::default(), |hash| Cursor { at: *at, within: *within, hash })
    }

    pub(crate) fn set_cursor(&mut self, cursor: Cursor) {
        self.cursor = (cursor.at, cursor.within, BASE64.encode(cursor.hash));
    }
}

/// The beginning of an item that a cut link left behind.
pub(crate) fn held(desk: &Desk) -> Result<Option<Vec<u8>>, Error> {
    Ok(desk.store().local_get(HELD)?)
}

/// Keeps it for the next exchange, or forgets it.
pub(crate) fn hold(desk: &Desk, bytes: Option<&[u8]>) -> Result<(), Error> {
    Ok(desk.store().local_set(HELD, bytes)?)
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
