//! Organisations and their rosters, in the order the endpoint gave.

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, Millis, SpaceId};
use coexist_sync::roster::{Join, Roster, RosterError};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{StoreError, fixed};

/// A device of a roster, as the authorisation needs it.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) device: DeviceId,
    pub(crate) organisation: SpaceId,
    pub(crate) public: [u8; 32],
    pub(crate) role: MemberRole,
    pub(crate) own_until: u64,
}

/// Why somebody is not let in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JoinError {
    #[error("the store failed")]
    Store(#[from] StoreError),
    #[error("no such organisation here")]
    UnknownOrganisation,
    #[error("this device is in already")]
    AlreadyJoined,
    #[error("the invitation expired")]
    Expired,
    #[error("the roster refuses")]
    Roster(#[from] RosterError),
}

impl From<rusqlite::Error> for JoinError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The organisation of this name, made with `fresh` as its space on the first use of the name.
pub(crate) fn organisation(
    db: &Connection,
    name: &str,
    fresh: SpaceId,
    now: Millis,
) -> Result<SpaceId, StoreError> {
    db.execute(
        "INSERT OR IGNORE INTO organisation (space, name, created) VALUES (?1, ?2, ?3)",
        params![&fresh.0.as_bytes()[..], name, now],
    )?;
    let space: Vec<u8> =
        db.query_row("SELECT space FROM organisation WHERE name = ?1", [name], |row| row.get(0))?;
    Ok(SpaceId(coexist_domain::Id::from_bytes(fixed(&space)?)))
}

/// How many entries an organisation's roster has.
pub(crate) fn count(db: &Connection, organisation: SpaceId) -> Result<u64, StoreError> {
    let bytes = organisation.0.as_bytes();
    Ok(db.query_row("SELECT count(*) FROM member WHERE organisation = ?1", [&bytes[..]], |row| row.get(0))?)
}

/// The entries after the first `known` ones.
pub(crate) fn entries(
    db: &Connection,
    organisation: SpaceId,
    known: u64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let known = i64::try_from(known).unwrap_or(i64::MAX);
    let mut query = db.prepare_cached(
        "SELECT entry FROM member WHERE organisation = ?1 AND position > ?2 ORDER BY position",
    )?;
    let rows = query.query_map(params![&organisation.0.as_bytes()[..], known], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The device's place, if it has one.
pub(crate) fn standing(db: &Connection, device: DeviceId) -> Result<Option<Standing>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT organisation, public, role, own_until FROM member WHERE device = ?1")?;
    let columns = |row: &Row<'_>| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, String>(2)?, row.get(3)?))
    };
    let Some((organisation, public, role, own_until)) =
        query.query_row([&device.0.as_bytes()[..]], columns).optional()?
    else {
        return Ok(None);
    };
    Ok(Some(Standing {
        device,
        organisation: SpaceId(coexist_domain::Id::from_bytes(fixed(&organisation)?)),
        public: fixed(&public)?,
        role: role.parse().map_err(|_| StoreError::Damaged)?,
        own_until,
    }))
}

/// Lets a device fetch its own segments too, up to this point of the history.
pub(crate) fn set_own_until(db: &Connection, device: DeviceId, seq: u64) -> Result<(), StoreError> {
    let bytes = device.0.as_bytes();
    db.execute("UPDATE member SET own_until = ?2 WHERE device = ?1", params![&bytes[..], seq])?;
    Ok(())
}

/// Takes a device into its organisation: the next entry of the roster.
///
/// A second try of the same join is told apart but not let in by its bytes alone: every colleague has them,
/// in the roster. The device then proves itself by its key, as for any fresh token.
pub(crate) fn admit(
    db: &Connection,
    endpoint: &[u8; 32],
    join: &Join,
    now: Millis,
) -> Result<Standing, JoinError> {
    let organisation = join.grant.organisation;
    let space = organisation.0.as_bytes();
    let known =
        db.query_row("SELECT 1 FROM organisation WHERE space = ?1", [&space[..]], |_| Ok(())).optional()?;
    if known.is_none() {
        return Err(JoinError::UnknownOrganisation);
    }
    if standing(db, coexist_sync::device_id(&join.device))?.is_some() {
        return Err(JoinError::AlreadyJoined);
    }
    let mut roster = Roster::new(organisation, *endpoint);
    for entry in entries(db, organisation, 0)? {
        let entry = Join::from_bytes(&entry).map_err(|_| StoreError::Damaged)?;
        roster.admit(&entry).map_err(|_| StoreError::Damaged)?;
    }
    let position = roster.members().len() as u64 + 1;
    let member = roster.admit(join)?;
    // By the endpoint's clock, and only once it is known that the invitation is a true one.
    if now >= join.grant.expires {
        return Err(JoinError::Expired);
    }
    db.execute(
        "INSERT INTO member (organisation, position, device, public, role, entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            &space[..],
            position,
            &member.device.0.as_bytes()[..],
            &member.public[..],
            member.role.code(),
            join.to_bytes()
        ],
    )?;
    Ok(Standing {
        device: member.device,
        organisation,
        public: member.public,
        role: member.role,
        own_until: 0,
    })
}
