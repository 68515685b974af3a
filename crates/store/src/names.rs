//! The ids that each chain has mentioned, by which its segments call them (see `coexist_sync::pack`).
//!
//! They say nothing that the segments do not: they are kept so that an old segment is read without all those before
//! it. One row for each segment that mentioned something new.

use coexist_domain::Id;
use coexist_sync::Names;
use rusqlite::{Connection, named_params};

use crate::error::StoreError;

/// The names of a device in a space.
pub(crate) fn of_chain(db: &Connection, space: i64, device: i64) -> Result<Names, StoreError> {
    let mut stmt = db.prepare_cached(
        "SELECT first, ids FROM log_name WHERE space = :space AND device = :device ORDER BY first",
    )?;
    let mut rows = stmt.query(named_params! {":space": space, ":device": device})?;
    let mut names = Names::default();
    while let Some(row) = rows.next()? {
        let (first, ids): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        if first != names.len() as i64 || ids.len() % 16 != 0 {
            return Err(StoreError::Corrupt);
        }
        names.extend(ids.chunks_exact(16).filter_map(Id::from_slice));
    }
    Ok(names)
}

/// Keeps those that a segment mentions first; `first` stood before.
pub(crate) fn keep(
    db: &Connection,
    space: i64,
    device: i64,
    first: usize,
    ids: &[Id],
) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO log_name (space, device, first, ids) VALUES (:space, :device, :first, :ids)",
    )?
    .execute(named_params! {
        ":space": space, ":device": device, ":first": first as i64,
        ":ids": ids.iter().flat_map(|id| *id.as_bytes()).collect::<Vec<u8>>(),
    })?;
    Ok(())
}
