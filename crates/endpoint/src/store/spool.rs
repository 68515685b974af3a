//! The beginning of an item that was on its way when the link was cut, so that it goes on there. One a device,
//! for a day.

use coexist_domain::{DeviceId, Millis};
use coexist_sync::protocol::{ItemKind, MAX_ITEM, Partial, Unfinished};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;
use super::members::bytes;

/// How long it is kept.
const LIFE: Millis = 24 * 3600 * 1000;

/// Keeps what came; what goes on where nothing is held is dropped.
pub(crate) fn keep(
    db: &Connection,
    device: DeviceId,
    unfinished: Unfinished,
    now: Millis,
) -> Result<(), StoreError> {
    let Unfinished { kind, of, bytes: came } = unfinished;
    let mut all = match of {
        None => Vec::new(),
        Some(of) => match take(db, device, kind, of, now)? {
            Some(start) => start,
            None => return Ok(()),
        },
    };
    all.extend(came);
    all.truncate(MAX_ITEM);
    db.execute("DELETE FROM spool WHERE stored < ?1", [now - LIFE])?;
    db.prepare_cached("INSERT OR REPLACE INTO spool (device, kind, bytes, stored) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![bytes(&device.0), kind as u8, all, now])?;
    Ok(())
}

/// Takes the beginning that a device's rest goes with.
pub(crate) fn take(
    db: &Connection,
    device: DeviceId,
    kind: ItemKind,
    of: Partial,
    now: Millis,
) -> Result<Option<Vec<u8>>, StoreError> {
    let held = held(db, device, now)?.filter(|(held, start)| *held == kind as u8 && Partial::of(start) == of);
    if held.is_some() {
        forget(db, device)?;
    }
    Ok(held.map(|(_, start)| start))
}

/// What is held for a device, by name.
pub(crate) fn partial(db: &Connection, device: DeviceId, now: Millis) -> Result<Option<Partial>, StoreError> {
    Ok(held(db, device, now)?.map(|(_, start)| Partial::of(&start)))
}

/// A push that came whole had no use for it.
pub(crate) fn forget(db: &Connection, device: DeviceId) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM spool WHERE device = ?1")?.execute([bytes(&device.0)])?;
    Ok(())
}

fn held(db: &Connection, device: DeviceId, now: Millis) -> Result<Option<(u8, Vec<u8>)>, StoreError> {
    Ok(db
        .prepare_cached("SELECT kind, bytes FROM spool WHERE device = ?1 AND stored >= ?2")?
        .query_row(params![bytes(&device.0), now - LIFE], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}
