//! The keys of sealed spaces that this desk holds. They stand in the encrypted file and nowhere else.

use coexist_domain::{Id, SpaceId};
use coexist_sync::roster::KeyRing;
use coexist_sync::seal::EpochKey;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// Every key this desk holds.
    ///
    /// # Errors
    /// The database's.
    pub fn keys(&self) -> Result<KeyRing, StoreError> {
        let all: Vec<(Vec<u8>, i64, [u8; 32])> = self.read(|r| {
            r.rows("SELECT space, epoch, key FROM log_key", &[], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
        })?;
        let mut ring = KeyRing::default();
        for (space, epoch, key) in all {
            let space = SpaceId(Id::from_slice(&space).ok_or(StoreError::Corrupt)?);
            ring.insert(space, epoch as u64, EpochKey::from_bytes(key));
        }
        Ok(ring)
    }

    /// Keeps keys, beside those that are there.
    ///
    /// # Errors
    /// The database's.
    pub fn keep_keys(&self, ring: &KeyRing) -> Result<(), StoreError> {
        let mut guard = self.writer();
        guard.transact(|tx| {
            let mut stmt = tx.prepare_cached(
                "INSERT INTO log_key (space, epoch, key) VALUES (:space, :epoch, :key) ON CONFLICT DO NOTHING",
            )?;
            for (space, epoch, key) in ring.iter() {
                stmt.execute(named_params! {
                    ":space": space.0.as_bytes().as_slice(), ":epoch": epoch as i64, ":key": key.to_bytes().as_slice(),
                })?;
            }
            Ok(())
        })
    }
}

impl Store {
    /// A space's roster speaks of a newer key: nothing is sealed with an older one from now on, also while this one
    /// has not come yet.
    ///
    /// # Errors
    /// The database's.
    pub fn set_epoch(&self, space: SpaceId, epoch: u64) -> Result<(), StoreError> {
        let sql = "UPDATE log_space SET epoch = max(epoch, :epoch) WHERE id = :space";
        let params = named_params! {":space": space.0.as_bytes().as_slice(), ":epoch": epoch as i64};
        self.writer().db.execute(sql, params)?;
        Ok(())
    }
}

/// A space's key of one epoch; none for epoch 0, which is open.
pub(crate) fn of_epoch(db: &Connection, space: SpaceId, epoch: u64) -> Result<Option<EpochKey>, StoreError> {
    let mut stmt = db.prepare_cached("SELECT key FROM log_key WHERE space = :space AND epoch = :epoch")?;
    let params = named_params! {":space": space.0.as_bytes().as_slice(), ":epoch": epoch as i64};
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?.map(EpochKey::from_bytes))
}

/// The key to seal a space with and its epoch: the newest, unless the roster speaks of a newer one.
pub(crate) fn newest(db: &Connection, space: SpaceId) -> Result<Option<(u64, EpochKey)>, StoreError> {
    let mut stmt = db.prepare_cached(
        "SELECT k.epoch, k.key FROM log_key k JOIN log_space s ON s.id = k.space
         WHERE k.space = :space AND k.epoch >= s.epoch ORDER BY k.epoch DESC LIMIT 1",
    )?;
    let params = named_params! {":space": space.0.as_bytes().as_slice()};
    let found = stmt.query_row(params, |row| Ok((row.get::<_, i64>(0)?, row.get(1)?))).optional()?;
    Ok(found.map(|(epoch, key)| (epoch as u64, EpochKey::from_bytes(key))))
}
