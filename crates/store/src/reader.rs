//! Reading: one connection, one moment.

use std::cell::{Cell, OnceCell};

use coexist_domain::registry::Entity;
use coexist_domain::{DeviceId, Id, SpaceId};
use coexist_sync::{Key, Record};
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, named_params};

use crate::devices::Numbers;
use crate::error::StoreError;
use crate::state::Stored;
use crate::tables;

/// A connection that sees the database as it was when the reading began.
pub struct Reader<'a> {
    db: &'a Connection,
    device: DeviceId,
    /// The space asked about last, and its number: nearly every reading asks about one.
    space: Cell<Option<(SpaceId, i64)>>,
    numbers: OnceCell<Numbers>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(db: &'a Connection, device: DeviceId) -> Self {
        Self { db, device, space: Cell::new(None), numbers: OnceCell::new() }
    }

    pub(crate) fn db(&self) -> &'a Connection {
        self.db
    }

    /// This installation.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Every row of a query, mapped. A parameter called `:space` is given as the space's id (sixteen bytes); rows
    /// hold its number in this file, which takes its place.
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
        let space = self.number_in(params)?;
        let mut rows = stmt.query(numbered(params, &space).as_slice())?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(map(row)?);
        }
        Ok(all)
    }

    /// The first row of a query, mapped. `:space` is as in [`Reader::rows`].
    ///
    /// # Errors
    /// The database's, and the mapping's.
    pub fn one<T>(
        &self,
        sql: &str,
        params: &[(&str, &dyn ToSql)],
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let space = self.number_in(params)?;
        Ok(self.db.prepare_cached(sql)?.query_row(numbered(params, &space).as_slice(), map).optional()?)
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
        let Some(space) = self.space_idx(space)? else { return Ok(Vec::new()) };
        tables::kinds_of(self.db, space, id)
    }

    /// What all ops on a record add up to.
    ///
    /// # Errors
    /// The database's.
    pub fn record(&self, space: SpaceId, key: Key) -> Result<Option<Record>, StoreError> {
        let Some(space) = self.space_idx(space)? else { return Ok(None) };
        Ok(self.stored(space, key)?.map(|found| found.record))
    }

    /// Every record of a space, hidden ones included, in order of ids.
    ///
    /// # Errors
    /// The database's.
    pub fn records(&self, space: SpaceId) -> Result<Vec<(Key, Record)>, StoreError> {
        let Some(space) = self.space_idx(space)? else { return Ok(Vec::new()) };
        tables::all(self.db, space, self.numbers()?)
    }

    /// A record and the frames that touched it.
    pub(crate) fn stored(&self, space: i64, key: Key) -> Result<Option<Stored>, StoreError> {
        tables::read(self.db, space, key, self.numbers()?)
    }

    fn numbers(&self) -> Result<&Numbers, StoreError> {
        if let Some(numbers) = self.numbers.get() {
            return Ok(numbers);
        }
        let numbers = Numbers::load(self.db)?;
        Ok(self.numbers.get_or_init(|| numbers))
    }

    /// A space's number in this file.
    pub(crate) fn space_idx(&self, space: SpaceId) -> Result<Option<i64>, StoreError> {
        if let Some((_, idx)) = self.space.get().filter(|(asked, _)| *asked == space) {
            return Ok(Some(idx));
        }
        let mut stmt = self.db.prepare_cached("SELECT idx FROM log_space WHERE id = :id")?;
        let idx = stmt
            .query_row(named_params! {":id": space.0.as_bytes().as_slice()}, |row| row.get(0))
            .optional()?;
        self.space.set(idx.map(|idx| (space, idx)));
        Ok(idx)
    }

    /// The number of the space that a query names; [`NO_SPACE`] for one that this desk does not have.
    fn number_in(&self, params: &[(&str, &dyn ToSql)]) -> Result<i64, StoreError> {
        let Some((_, space)) = params.iter().find(|(name, _)| *name == SPACE) else { return Ok(NO_SPACE) };
        let id = match space.to_sql()? {
            ToSqlOutput::Borrowed(ValueRef::Blob(id)) => Id::from_slice(id),
            ToSqlOutput::Owned(Sql::Blob(id)) => Id::from_slice(&id),
            ToSqlOutput::Borrowed(ValueRef::Integer(idx)) | ToSqlOutput::Owned(Sql::Integer(idx)) => {
                return Ok(idx);
            }
            _ => None,
        };
        let idx = id.map(|id| self.space_idx(SpaceId(id))).transpose()?.flatten();
        Ok(idx.unwrap_or(NO_SPACE))
    }
}

/// The parameter that names the space of a query.
const SPACE: &str = ":space";

/// No row is in this space.
const NO_SPACE: i64 = -1;

/// The parameters with the space by its number.
fn numbered<'p>(params: &[(&'p str, &'p dyn ToSql)], space: &'p i64) -> Vec<(&'p str, &'p dyn ToSql)> {
    params
        .iter()
        .map(|(name, value)| if *name == SPACE { (*name, space as _) } else { (*name, *value) })
        .collect()
}
