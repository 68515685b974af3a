//! What the endpoint remembers of itself.

use coexist_domain::Millis;
use coexist_sync::Signer;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{StoreError, fixed};

const KEY: &str = "key";
const ADDRESS: &str = "address";
const PUBLISHED: &str = "published";

/// The endpoint's signing key, made from `fresh` if there is none yet. It lives in the database and not in a
/// file beside it: a folder that was copied or restored cannot have one without the other, and two processes
/// at their first start cannot make two.
pub(crate) fn signer(db: &Connection, fresh: &[u8; 32]) -> Result<Signer, StoreError> {
    db.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?1, ?2)", params![KEY, &fresh[..]])?;
    let seed: Vec<u8> = get(db, KEY)?.ok_or(StoreError::Damaged)?;
    Ok(Signer::from_seed(&fixed(&seed)?))
}

/// The address that invitations carry, once the endpoint has served.
pub(crate) fn address(db: &Connection) -> Result<Option<String>, StoreError> {
    get(db, ADDRESS)?.map(|bytes| String::from_utf8(bytes).map_err(|_| StoreError::Damaged)).transpose()
}

/// Remembers it.
pub(crate) fn set_address(db: &Connection, address: &str) -> Result<(), StoreError> {
    set(db, ADDRESS, address.as_bytes())
}

/// When the starter catalogue was published.
pub(crate) fn published(db: &Connection) -> Result<Option<Millis>, StoreError> {
    get(db, PUBLISHED)?.map(|bytes| fixed(&bytes).map(Millis::from_be_bytes)).transpose()
}

/// Remembers it.
pub(crate) fn set_published(db: &Connection, at: Millis) -> Result<(), StoreError> {
    set(db, PUBLISHED, &at.to_be_bytes())
}

fn get(db: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(db.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0)).optional()?)
}

fn set(db: &Connection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", params![name, value])?;
    Ok(())
}
