//! The history: everything kept, in one order, with a running hash.

use coexist_domain::{DeviceId, Id, SpaceId};
use coexist_sync::protocol::{Cursor, ItemKind};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{StoreError, fixed};

/// What is read together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Stream {
    /// An organisation's or a partnership's roster.
    Roster(SpaceId),
    /// The segments of an organisation's or a partnership's space.
    Space(SpaceId),
    /// The segments of a person's own space, in an organisation.
    Person(SpaceId, SpaceId),
    /// What removed devices of an organisation, or of a person, handed in.
    Tray(SpaceId),
}

/// A stream's number.
pub(crate) type StreamId = i64;

impl Stream {
    pub(crate) fn space(self) -> SpaceId {
        match self {
            Self::Roster(space) | Self::Space(space) | Self::Person(space, _) | Self::Tray(space) => space,
        }
    }

    fn columns(&self) -> (u8, &[u8], &[u8]) {
        let kind = match self {
            Self::Roster(_) => ItemKind::Roster,
            Self::Space(_) | Self::Person(..) => ItemKind::Segment,
            Self::Tray(_) => ItemKind::Tray,
        };
        match self {
            Self::Roster(space) | Self::Space(space) | Self::Tray(space) => {
                (kind as u8, space.0.as_bytes(), &[])
            }
            Self::Person(space, organisation) => (kind as u8, space.0.as_bytes(), organisation.0.as_bytes()),
        }
    }

    /// Its number, if anything was ever kept in it.
    pub(crate) fn find(self, db: &Connection) -> Result<Option<StreamId>, StoreError> {
        let (kind, space, within) = self.columns();
        Ok(db
            .prepare_cached("SELECT id FROM stream WHERE space = ?1 AND kind = ?2 AND within = ?3")?
            .query_row(params![space, kind, within], |row| row.get(0))
            .optional()?)
    }

    /// Its number, given to it now if need be.
    pub(crate) fn found(self, db: &Connection) -> Result<StreamId, StoreError> {
        if let Some(id) = self.find(db)? {
            return Ok(id);
        }
        let (kind, space, within) = self.columns();
        db.prepare_cached("INSERT INTO stream (kind, space, within) VALUES (?1, ?2, ?3)")?
            .execute(params![kind, space, within])?;
        Ok(db.last_insert_rowid())
    }
}

/// A new item.
pub(crate) struct New<'a> {
    pub(crate) stream: StreamId,
    pub(crate) kind: ItemKind,
    pub(crate) key: &'a [u8],
    pub(crate) author: Option<DeviceId>,
    pub(crate) bytes: &'a [u8],
}

/// Adds an item at the end; its number.
pub(crate) fn append(db: &Connection, item: &New<'_>) -> Result<u64, StoreError> {
    let cursor = latest(db)?.after(item.kind, item.bytes);
    db.prepare_cached(
        "INSERT INTO item (seq, stream, kind, key, author, bytes, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        cursor.at,
        item.stream,
        item.kind as u8,
        item.key,
        item.author.as_ref().map(|device| &device.0.as_bytes()[..]),
        item.bytes,
        &cursor.hash[..]
    ])?;
    Ok(cursor.at)
}

/// The item with this key, and its number.
pub(crate) fn find(
    db: &Connection,
    stream: StreamId,
    key: &[u8],
) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
    Ok(db
        .prepare_cached("SELECT seq, bytes FROM item WHERE stream = ?1 AND key = ?2")?
        .query_row(params![stream, key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Every item of a stream.
pub(crate) fn all(db: &Connection, stream: StreamId) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut query = db.prepare_cached("SELECT bytes FROM item WHERE stream = ?1 ORDER BY seq")?;
    let rows = query.query_map([stream], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The end of the history.
pub(crate) fn latest(db: &Connection) -> Result<Cursor, StoreError> {
    let row = db
        .prepare_cached("SELECT seq, hash FROM item ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    Ok(match row {
        Some((at, hash)) => Cursor { at, within: 0, hash: fixed(&hash)? },
        None => Cursor::default(),
    })
}

/// The running hash after an item.
pub(crate) fn hash_at(db: &Connection, seq: u64) -> Result<Option<[u8; 16]>, StoreError> {
    let Ok(seq) = i64::try_from(seq) else { return Ok(None) };
    let hash = db
        .prepare_cached("SELECT hash FROM item WHERE seq = ?1")?
        .query_row([seq], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    hash.map(|hash| fixed(&hash)).transpose()
}

/// Whether a cursor is of this history.
pub(crate) fn is_ours(db: &Connection, cursor: Cursor) -> Result<bool, StoreError> {
    Ok(cursor.at == 0 || hash_at(db, cursor.at)? == Some(cursor.hash))
}

/// An id as it is stored.
pub(crate) fn id(bytes: &[u8]) -> Result<Id, StoreError> {
    Ok(Id::from_bytes(fixed(bytes)?))
}
