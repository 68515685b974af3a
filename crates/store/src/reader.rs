//! Reading: one connection, one moment.

use coexist_domain::registry::Entity;
use coexist_domain::{DeviceId, Id, SpaceId};
use coexist_sync::{Key, Record};
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, named_params};

use crate::error::StoreError;

/// A connection that sees the database as it was when the reading began.
pub struct Reader<'a> {
    db: &'a Connection,
    device: DeviceId,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(db: &'a Connection, device: DeviceId) -> Self {
        Self { db, device }
    }

    pub(crate) fn db(&self) -> &'a Connection {
        self.db
    }

    /// This installation.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Every row of a query, mapped.
    ///
    /// # Errors
    /// The database's, and the mapping's.
    pub fn rows<T>(
        &self,
        sql: &str,
        params: &[(&str, &dyn ToSql)],
        mut map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut stmt = self.db.prepare_cached(sql)?;
        let mut rows = stmt.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(map(row)?);
        }
        Ok(all)
    }

    /// The first row of a query, mapped.
    ///
    /// # Errors
    /// The database's, and the mapping's.
    pub fn one<T>(
        &self,
        sql: &str,
        params: &[(&str, &dyn ToSql)],
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.db.prepare_cached(sql)?.query_row(params, map).optional()?)
    }

    /// Whether a record is there and not hidden.
    ///
    /// # Errors
    /// The database's.
    pub fn exists(&self, space: SpaceId, entity: &Entity, id: Id) -> Result<bool, StoreError> {
        let record = self.record(space, Key { entity: entity.wire, id })?;
        Ok(record.is_some_and(|record| !record.is_hidden()))
    }

    /// The kinds of record that go by this id in a space (nearly always one).
    ///
    /// # Errors
    /// The database's.
    pub fn entities_of(&self, space: SpaceId, id: Id) -> Result<Vec<u16>, StoreError> {
        let sql = "SELECT entity FROM record WHERE space = :space AND id = :id ORDER BY entity";
        let Some(space) = self.space_idx(space)? else { return Ok(Vec::new()) };
        self.rows(sql, &[(":space", &space), (":id", &id.as_bytes().as_slice())], |row| row.get(0))
    }

    /// What all ops on a record add up to.
    ///
    /// # Errors
    /// The database's.
    pub fn record(&self, space: SpaceId, key: Key) -> Result<Option<Record>, StoreError> {
        let Some(space) = self.space_idx(space)? else { return Ok(None) };
        Ok(record(self.db, space, key)?.map(|found| found.record))
    }

    /// Every record of a space, hidden ones included, in order of ids.
    ///
    /// # Errors
    /// The database's.
    pub fn records(&self, space: SpaceId) -> Result<Vec<(Key, Record)>, StoreError> {
        let Some(space) = self.space_idx(space)? else { return Ok(Vec::new()) };
        let mut stmt = self
            .db
            .prepare_cached("SELECT entity, id, state FROM record WHERE space = ?1 ORDER BY id, entity")?;
        let mut rows = stmt.query([space])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (entity, id, state): (u16, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let id = Id::from_slice(&id).ok_or(StoreError::Corrupt)?;
            all.push((Key { entity, id }, Record::from_bytes(&state)?));
        }
        Ok(all)
    }

    pub(crate) fn space_idx(&self, space: SpaceId) -> Result<Option<i64>, StoreError> {
        let mut stmt = self.db.prepare_cached("SELECT idx FROM log_space WHERE id = :id")?;
        Ok(stmt
            .query_row(named_params! {":id": space.0.as_bytes().as_slice()}, |row| row.get(0))
            .optional()?)
    }
}

/// A record as stored.
pub(crate) struct Stored {
    pub(crate) record: Record,
    /// Its canonical bytes.
    pub(crate) state: Vec<u8>,
    /// The frames that touched it (see `log::read_touched`).
    pub(crate) touched: Vec<u8>,
}

pub(crate) fn record(db: &Connection, space: i64, key: Key) -> Result<Option<Stored>, StoreError> {
    let sql = "SELECT state, touched FROM record WHERE space = :space AND id = :id AND entity = :entity";
    let mut stmt = db.prepare_cached(sql)?;
    let params = named_params! {":space": space, ":id": key.id.as_bytes().as_slice(), ":entity": key.entity};
    let found: Option<(Vec<u8>, Vec<u8>)> =
        stmt.query_row(params, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    found
        .map(|(state, touched)| Ok(Stored { record: Record::from_bytes(&state)?, state, touched }))
        .transpose()
}
