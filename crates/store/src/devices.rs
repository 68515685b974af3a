//! The devices this desk has met: whose they are, and the key that their segments must be signed with.

use std::collections::HashMap;

use coexist_domain::{DeviceId, Id, PersonId};
use coexist_sync::device_id;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::error::StoreError;
use crate::open::Store;

/// A device known to this desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Device {
    /// Its public signing key.
    pub public: [u8; 32],
    /// Whose it is, once known.
    pub person: Option<PersonId>,
    /// What its owner calls it.
    pub name: String,
}

impl Store {
    /// Remembers a device, or what has become known of it.
    ///
    /// # Errors
    /// The database's.
    pub fn set_device(&self, device: &Device) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let idx = index(&writer.db, device_id(&device.public), Some(&device.public))?;
        let person = device.person.map(|p| p.0.as_bytes().to_vec());
        writer.db.execute(
            "UPDATE log_device SET person = :person, name = :name WHERE idx = :idx",
            named_params! {":person": person, ":name": device.name, ":idx": idx},
        )?;
        writer.forget();
        Ok(())
    }

    /// When something of a device last arrived here, in milliseconds since the Unix epoch.
    ///
    /// # Errors
    /// The database's.
    pub fn heard_of(&self, device: DeviceId) -> Result<Option<i64>, StoreError> {
        let sql =
            "SELECT max(learned) FROM log_segment s JOIN log_device d ON d.idx = s.device WHERE d.id = :id";
        let found =
            self.read(|r| r.one(sql, &[(":id", &device.0.as_bytes().as_slice())], |row| row.get(0)))?;
        Ok(found.flatten())
    }

    /// The public signing key of this installation.
    pub fn public(&self) -> [u8; 32] {
        self.writer().signer.public()
    }

    /// Signs bytes with this installation's key.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.writer().signer.sign(bytes)
    }

    /// Does something with this installation's key.
    pub fn with_signer<T>(&self, f: impl FnOnce(&coexist_sync::Signer) -> T) -> T {
        f(&self.writer().signer)
    }
}

/// The numbers that devices go by in this database.
#[derive(Clone, Default, Debug)]
pub(crate) struct Numbers {
    of: HashMap<DeviceId, u64>,
    ids: HashMap<u64, DeviceId>,
}

impl Numbers {
    pub(crate) fn load(db: &Connection) -> Result<Self, StoreError> {
        let mut stmt = db.prepare_cached("SELECT idx, id FROM log_device")?;
        let mut rows = stmt.query([])?;
        let mut numbers = Self::default();
        while let Some(row) = rows.next()? {
            let (number, id): (i64, [u8; 16]) = (row.get(0)?, row.get(1)?);
            let (number, id) = (number as u64, DeviceId(Id::from_bytes(id)));
            numbers.of.insert(id, number);
            numbers.ids.insert(number, id);
        }
        Ok(numbers)
    }

    /// Numbers from 1, in this order.
    #[cfg(test)]
    pub(crate) fn of_devices(devices: impl IntoIterator<Item = DeviceId>) -> Self {
        let mut numbers = Self::default();
        for (id, number) in devices.into_iter().zip(1..) {
            numbers.of.insert(id, number);
            numbers.ids.insert(number, id);
        }
        numbers
    }

    pub(crate) fn of(&self, device: DeviceId) -> Result<u64, StoreError> {
        self.of.get(&device).copied().ok_or(StoreError::Corrupt)
    }

    pub(crate) fn id(&self, number: u64) -> Result<DeviceId, StoreError> {
        self.ids.get(&number).copied().ok_or(StoreError::Corrupt)
    }
}

/// A device's number in this database. A new one needs its public key.
pub(crate) fn index(db: &Connection, id: DeviceId, public: Option<&[u8; 32]>) -> Result<i64, StoreError> {
    let bytes = id.0.as_bytes().as_slice();
    let mut stmt = db.prepare_cached("SELECT idx FROM log_device WHERE id = :id")?;
    if let Some(idx) = stmt.query_row(named_params! {":id": bytes}, |row| row.get(0)).optional()? {
        return Ok(idx);
    }
    let public = public.ok_or(StoreError::NotFound("device"))?;
    db.execute(
        "INSERT INTO log_device (id, public, name) VALUES (:id, :public, '')",
        named_params! {":id": bytes, ":public": public.as_slice()},
    )?;
    Ok(db.last_insert_rowid())
}

/// A device's number and public key.
pub(crate) fn find(db: &Connection, id: DeviceId) -> Result<Option<(i64, [u8; 32])>, StoreError> {
    let mut stmt = db.prepare_cached("SELECT idx, public FROM log_device WHERE id = :id")?;
    let params = named_params! {":id": id.0.as_bytes().as_slice()};
    Ok(stmt.query_row(params, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// A device by its number.
pub(crate) fn by_index(db: &Connection, idx: i64) -> Result<(DeviceId, Option<PersonId>), StoreError> {
    let mut stmt = db.prepare_cached("SELECT id, person FROM log_device WHERE idx = :idx")?;
    let (id, person): (Vec<u8>, Option<Vec<u8>>) = stmt
        .query_row(named_params! {":idx": idx}, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(StoreError::NotFound("device"))?;
    let id = Id::from_slice(&id).ok_or(StoreError::Corrupt)?;
    Ok((DeviceId(id), person.as_deref().and_then(Id::from_slice).map(PersonId)))
}
