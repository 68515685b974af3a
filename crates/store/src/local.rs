//! What is only this computer's and never in the log: settings, drafts, cursors.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// The value under a key.
    ///
    /// # Errors
    /// The database's.
    pub fn local_get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|r| get(r.db(), key))
    }

    /// Sets or, with `None`, removes it. Durable when this returns.
    ///
    /// # Errors
    /// The database's.
    pub fn local_set(&self, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        set(&self.writer().db, key, value)
    }

    /// Every key with this prefix, and its value, in order of keys.
    ///
    /// # Errors
    /// The database's.
    pub fn local_list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.read(|r| {
            let sql =
                "SELECT key, value FROM local WHERE substr(key, 1, length(:prefix)) = :prefix ORDER BY key";
            r.rows(sql, &[(":prefix", &prefix)], |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }
}

pub(crate) fn get(db: &Connection, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut stmt = db.prepare_cached("SELECT value FROM local WHERE key = :key")?;
    Ok(stmt.query_row(named_params! {":key": key}, |row| row.get(0)).optional()?)
}

pub(crate) fn set(db: &Connection, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
    match value {
        Some(value) => db
            .prepare_cached("INSERT INTO local (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value")?
            .execute(named_params! {":key": key, ":value": value})?,
        None => db.prepare_cached("DELETE FROM local WHERE key = :key")?.execute(named_params! {":key": key})?,
    };
    Ok(())
}
