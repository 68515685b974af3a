//! Long actions: runs of frames under one id, journalled so that one interrupted halfway can be continued
//! or taken back.

use coexist_domain::{ActionId, Id, Millis, SpaceId};
use rusqlite::named_params;

use crate::error::StoreError;
use crate::open::Store;

/// An action that began and never ended: the desk died inside it.
#[derive(Clone, Debug)]
pub struct Unfinished {
    /// Its id.
    pub action: ActionId,
    /// Where it writes.
    pub space: SpaceId,
    /// Which use-case it belongs to.
    pub kind: String,
    /// What that use-case needs to go on.
    pub input: Vec<u8>,
    /// When it began, in milliseconds since the Unix epoch.
    pub started: Millis,
}

impl Store {
    /// Journals the beginning of a long action, before its first frame. Beginning it again is harmless.
    ///
    /// # Errors
    /// The database's.
    pub fn begin_action(
        &self,
        space: SpaceId,
        action: ActionId,
        kind: &str,
        input: &[u8],
        now: Millis,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO action (id, space, kind, input, started)
            SELECT :id, idx, :kind, :input, :now FROM log_space WHERE id = :space ON CONFLICT (id) DO NOTHING";
        self.writer().db.execute(
            sql,
            named_params! {
                ":id": action.0.as_bytes().as_slice(), ":space": space.0.as_bytes().as_slice(), ":kind": kind,
                ":input": input, ":now": now,
            },
        )?;
        Ok(())
    }

    /// Journals its end: it is whole, and what it needed to go on is let go.
    ///
    /// # Errors
    /// The database's.
    pub fn end_action(&self, action: ActionId) -> Result<(), StoreError> {
        let sql = "DELETE FROM action WHERE id = ?1";
        self.writer().db.execute(sql, [action.0.as_bytes().as_slice()])?;
        Ok(())
    }

    /// The actions that never ended, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        let sql =
            "SELECT a.id, s.id, a.kind, a.input, a.started FROM action a JOIN log_space s ON s.idx = a.space
            ORDER BY a.started";
        self.read(|r| {
            r.rows(sql, &[], |row| {
                let (action, space): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
                Ok(Unfinished {
                    action: ActionId(Id::from_slice(&action).unwrap_or_default()),
                    space: SpaceId(Id::from_slice(&space).unwrap_or_default()),
                    kind: row.get(2)?,
                    input: row.get(3)?,
                    started: row.get(4)?,
                })
            })
        })
    }
}
