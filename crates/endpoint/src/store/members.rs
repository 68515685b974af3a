//! Who is who now: devices, organisations and partnerships, folded from the rosters' entries.

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, Id, Millis, PersonId, SpaceId};
use coexist_sync::protocol::Who;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::history::id;
use super::{StoreError, fixed};

/// A device as the authorisation needs it.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) device: DeviceId,
    pub(crate) organisation: SpaceId,
    pub(crate) person: PersonId,
    pub(crate) public: [u8; 32],
    pub(crate) role: MemberRole,
    pub(crate) paper: bool,
    /// Where in the history its person became an owner, if they are one.
    pub(crate) owner_since: Option<u64>,
    /// Where in the history it was removed.
    pub(crate) removed: Option<u64>,
}

impl Standing {
    pub(crate) fn who(&self) -> Who {
        Who { device: self.device, person: self.person, organisation: self.organisation }
    }

    /// Whether it may write where its organisation may.
    pub(crate) fn writes(&self) -> bool {
        self.removed.is_none() && !self.paper && self.role != MemberRole::Reader
    }
}

/// An organisation in a partnership.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Party {
    pub(crate) partnership: SpaceId,
    pub(crate) organisation: SpaceId,
    pub(crate) since: u64,
    /// Where in the history it left.
    pub(crate) until: Option<u64>,
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
        params![bytes(&fresh.0), name, now],
    )?;
    let space: Vec<u8> =
        db.query_row("SELECT space FROM organisation WHERE name = ?1", [name], |row| row.get(0))?;
    Ok(SpaceId(id(&space)?))
}

/// Whether this is an organisation's space.
pub(crate) fn is_organisation(db: &Connection, space: SpaceId) -> Result<bool, StoreError> {
    Ok(db.prepare_cached("SELECT 1 FROM organisation WHERE space = ?1")?.exists([bytes(&space.0)])?)
}

/// Whether anybody ever joined an organisation.
pub(crate) fn has_members(db: &Connection, organisation: SpaceId) -> Result<bool, StoreError> {
    let mut query = db.prepare_cached("SELECT 1 FROM device WHERE organisation = ?1")?;
    Ok(query.exists([bytes(&organisation.0)])?)
}

const COLUMNS: &str = "device, organisation, person, public, role, paper, owner_since, removed";

fn standing_of(row: &Row<'_>) -> Result<Standing, StoreError> {
    let blob = |n| -> Result<&[u8], StoreError> { row.get_ref(n)?.as_blob().map_err(damaged) };
    let role: String = row.get(4)?;
    Ok(Standing {
        device: DeviceId(id(blob(0)?)?),
        organisation: SpaceId(id(blob(1)?)?),
        person: PersonId(id(blob(2)?)?),
        public: fixed(blob(3)?)?,
        role: role.parse().map_err(|_| StoreError::Damaged)?,
        paper: row.get(5)?,
        owner_since: row.get(6)?,
        removed: row.get(7)?,
    })
}

/// The device's place, if it ever had one.
pub(crate) fn standing(db: &Connection, device: DeviceId) -> Result<Option<Standing>, StoreError> {
    one(db, "device", bytes(&device.0))
}

/// The place of the device with this public key, if it ever had one.
pub(crate) fn standing_by_key(db: &Connection, public: &[u8; 32]) -> Result<Option<Standing>, StoreError> {
    one(db, "public", public)
}

fn one(db: &Connection, column: &str, value: &[u8]) -> Result<Option<Standing>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM device WHERE {column} = ?1"))?;
    let mut rows = query.query([value])?;
    rows.next()?.map(standing_of).transpose()
}

/// Takes in a device.
pub(crate) fn add(db: &Connection, new: &Standing) -> Result<(), StoreError> {
    db.prepare_cached(&format!("INSERT INTO device ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"))?
        .execute(params![
            bytes(&new.device.0),
            bytes(&new.organisation.0),
            bytes(&new.person.0),
            &new.public[..],
            new.role.code(),
            new.paper,
            new.owner_since,
            new.removed
        ])?;
    Ok(())
}

/// A person may do something else from `seq` on.
pub(crate) fn set_role(
    db: &Connection,
    organisation: SpaceId,
    person: PersonId,
    role: MemberRole,
    seq: u64,
) -> Result<(), StoreError> {
    let owner = (role == MemberRole::Owner).then_some(seq);
    db.execute(
        "UPDATE device SET role = ?3, owner_since = iif(?4 IS NULL, NULL, coalesce(owner_since, ?4))
         WHERE organisation = ?1 AND person = ?2",
        params![bytes(&organisation.0), bytes(&person.0), role.code(), owner],
    )?;
    Ok(())
}

/// A device left at `seq`.
pub(crate) fn remove(db: &Connection, device: DeviceId, seq: u64) -> Result<(), StoreError> {
    db.execute("UPDATE device SET removed = ?2 WHERE device = ?1", params![bytes(&device.0), seq])?;
    Ok(())
}

/// The devices an organisation ever had.
pub(crate) fn devices(db: &Connection, organisation: SpaceId) -> Result<Vec<DeviceId>, StoreError> {
    let mut query = db.prepare_cached("SELECT device FROM device WHERE organisation = ?1")?;
    let mut rows = query.query([bytes(&organisation.0)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(DeviceId(id(row.get_ref(0)?.as_blob().map_err(damaged)?)?));
    }
    Ok(all)
}

/// The organisation in which somebody has this id.
pub(crate) fn organisation_of(db: &Connection, person: PersonId) -> Result<Option<SpaceId>, StoreError> {
    let found = db
        .prepare_cached("SELECT organisation FROM device WHERE person = ?1 LIMIT 1")?
        .query_row([bytes(&person.0)], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    found.map(|space| id(&space).map(SpaceId)).transpose()
}

/// An organisation's place in a partnership, if it ever had one.
pub(crate) fn party(
    db: &Connection,
    partnership: SpaceId,
    organisation: SpaceId,
) -> Result<Option<Party>, StoreError> {
    let found = db
        .prepare_cached("SELECT since, until FROM party WHERE partnership = ?1 AND organisation = ?2")?
        .query_row([bytes(&partnership.0), bytes(&organisation.0)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map(|(since, until)| Party { partnership, organisation, since, until }))
}

/// The organisations that a partnership ever had.
pub(crate) fn parties(db: &Connection, partnership: SpaceId) -> Result<Vec<Party>, StoreError> {
    places(db, "partnership", &partnership.0)
}

/// The partnerships that an organisation was ever in.
pub(crate) fn partnerships(db: &Connection, organisation: SpaceId) -> Result<Vec<Party>, StoreError> {
    places(db, "organisation", &organisation.0)
}

fn places(db: &Connection, column: &str, value: &Id) -> Result<Vec<Party>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT partnership, organisation, since, until FROM party WHERE {column} = ?1"
    ))?;
    let mut rows = query.query([bytes(value)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let blob = |n| -> Result<&[u8], StoreError> { row.get_ref(n)?.as_blob().map_err(damaged) };
        all.push(Party {
            partnership: SpaceId(id(blob(0)?)?),
            organisation: SpaceId(id(blob(1)?)?),
            since: row.get(2)?,
            until: row.get(3)?,
        });
    }
    Ok(all)
}

/// An organisation comes into a partnership, perhaps again.
pub(crate) fn come_in(
    db: &Connection,
    partnership: SpaceId,
    organisation: SpaceId,
    seq: u64,
) -> Result<(), StoreError> {
    db.execute(
        "INSERT OR REPLACE INTO party (partnership, organisation, since, until) VALUES (?1, ?2, ?3, NULL)",
        params![bytes(&partnership.0), bytes(&organisation.0), seq],
    )?;
    Ok(())
}

/// An organisation leaves a partnership.
pub(crate) fn part(
    db: &Connection,
    partnership: SpaceId,
    organisation: SpaceId,
    seq: u64,
) -> Result<(), StoreError> {
    db.execute(
        "UPDATE party SET until = ?3 WHERE partnership = ?1 AND organisation = ?2",
        params![bytes(&partnership.0), bytes(&organisation.0), seq],
    )?;
    Ok(())
}

pub(super) fn bytes(id: &Id) -> &[u8] {
    &id.as_bytes()[..]
}

pub(super) fn damaged(_: FromSqlError) -> StoreError {
    StoreError::Damaged
}
