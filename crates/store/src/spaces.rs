//! The spaces this desk has.

use coexist_domain::SpaceId;
use coexist_sync::Digest;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::open::Store;
use crate::reader::Reader;
use crate::tables;

/// What a space is to this desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpaceKind {
    /// Born on this desk before any connection; its records are copied into the organisation's on joining.
    Provisional,
    /// An organisation's, known to an endpoint.
    Organisation,
    /// What several organisations build together.
    Partnership,
    /// One person's, on all their devices.
    Person,
    /// Examples to try things on. Never syncs, and goes in one gesture.
    Sample,
}

impl SpaceKind {
    /// Whether it ever leaves this computer, and so is sealed.
    pub const fn travels(self) -> bool {
        matches!(self, Self::Organisation | Self::Partnership | Self::Person)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Organisation => "organisation",
            Self::Partnership => "partnership",
            Self::Person => "person",
            Self::Sample => "sample",
        }
    }

    pub(crate) fn from_code(code: &str) -> Self {
        match code {
            "organisation" => Self::Organisation,
            "partnership" => Self::Partnership,
            "person" => Self::Person,
            "sample" => Self::Sample,
            _ => Self::Provisional,
        }
    }
}

/// A space of this desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Space {
    /// Its id.
    pub id: SpaceId,
    /// What it is.
    pub kind: SpaceKind,
    /// Whether its records stand elsewhere now, or were let go.
    pub hidden: bool,
}

/// What two desks compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpaceDigests {
    /// Over the frames received.
    pub have: Digest,
    /// Over what they add up to. Equal wherever `have` is.
    pub state: Digest,
}

impl Store {
    /// Adds a space, or does nothing when it is there.
    ///
    /// # Errors
    /// The database's.
    pub fn add_space(&self, id: SpaceId, kind: SpaceKind) -> Result<(), StoreError> {
        let zero = Digest::default().to_bytes();
        let sql = "INSERT INTO log_space (id, kind, have, state) VALUES (:id, :kind, :zero, :zero) ON CONFLICT (id) DO NOTHING";
        let id = id.0.as_bytes().as_slice();
        self.writer().db.execute(sql, named_params! {":id": id, ":kind": kind.code(), ":zero": zero})?;
        Ok(())
    }

    /// Hides a space: its records no longer show, its log stays.
    ///
    /// # Errors
    /// The database's.
    pub fn hide_space(&self, id: SpaceId) -> Result<(), StoreError> {
        let sql = "UPDATE log_space SET hidden = 1 WHERE id = :id";
        self.writer().db.execute(sql, named_params! {":id": id.0.as_bytes().as_slice()})?;
        Ok(())
    }

    /// Removes a space that was never shared, with all it holds. For the sample workspace only.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a space that is no sample.
    pub fn drop_sample(&self, id: SpaceId) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let tx = writer.db.transaction()?;
        let id = id.0.as_bytes().as_slice();
        let sql = "DELETE FROM log_space WHERE id = :id AND kind = 'sample' RETURNING idx";
        let idx: i64 = tx
            .query_row(sql, named_params! {":id": id}, |row| row.get(0))
            .map_err(|_| StoreError::NotFound("space"))?;
        const OF_SPACE: [&str; 8] =
            ["log_chain", "log_news", "log_name", "log_frame", "log_open", "log_segment", "record", "action"];
        for table in OF_SPACE {
            tx.execute(&format!("DELETE FROM {table} WHERE space = ?1"), [idx])?;
        }
        tables::clear_space(&tx, idx)?;
        tx.commit()?;
        writer.forget();
        Ok(())
    }

    /// Every space of this desk, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        self.read(|r| {
            r.rows("SELECT id, kind, hidden FROM log_space ORDER BY idx", &[], |row| {
                let (id, kind): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
                let id = coexist_domain::Id::from_slice(&id).unwrap_or_default();
                Ok(Space { id: SpaceId(id), kind: SpaceKind::from_code(&kind), hidden: row.get(2)? })
            })
        })
    }
}

impl Reader<'_> {
    /// A space's digests.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a space this desk does not have.
    pub fn digests(&self, space: SpaceId) -> Result<SpaceDigests, StoreError> {
        let sql = "SELECT have, state FROM log_space WHERE id = :id";
        self.one(sql, &[(":id", &space.0.as_bytes().as_slice())], |row| {
            let (have, state): ([u8; 16], [u8; 16]) = (row.get(0)?, row.get(1)?);
            Ok(SpaceDigests { have: Digest::from_bytes(have), state: Digest::from_bytes(state) })
        })?
        .ok_or(StoreError::NotFound("space"))
    }
}
