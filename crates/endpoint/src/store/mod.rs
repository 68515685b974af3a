//! Where the endpoint keeps what it was given: one SQLite file, one writer, a few readers.
//!
//! The seam is here so that handlers say *what* is to be kept and never touch a connection: what a handler is
//! told was written is on the disk, because a write answers only after its transaction is durable. What is
//! written at the same moment by several requests shares one transaction, and so one wait for the disk.

pub(crate) mod catalogue;
mod file;
pub(crate) mod history;
pub(crate) mod intake;
pub(crate) mod members;
pub(crate) mod reading;
pub(crate) mod rosters;
pub(crate) mod segments;
pub(crate) mod settings;
pub(crate) mod spool;
pub(crate) mod tokens;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::Semaphore;
use tokio::time::timeout;

pub(crate) use file::{Lock, open};
use writer::Writer;

/// Readers at work at once; more would only queue for the same two or four cores.
const READERS: usize = 8;

/// How long a request may wait for its turn before it is told to come back later.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused: the disk is full, or broken, or the file is damaged.
    #[error("the database failed")]
    Sqlite(#[from] rusqlite::Error),
    /// A file or folder could not be made or opened.
    #[error("the data folder failed")]
    Io(#[from] std::io::Error),
    /// The database was written by another version: a newer one, or one before the first release.
    #[error("the data was written by another version of the endpoint")]
    OtherData,
    /// The linked SQLite is older than 3.51.3, which can lose commits of a WAL.
    #[error("SQLite is too old")]
    OldSqlite,
    /// The file system cannot hold a write-ahead log.
    #[error("no write-ahead log on this file system")]
    NoWal,
    /// Another process serves this folder.
    #[error("another process serves this folder")]
    InUse,
    /// Nothing was ever served from this folder, and it was not to be made.
    #[error("no endpoint in this folder")]
    NoEndpoint,
    /// What is stored is not what was stored.
    #[error("stored bytes are damaged")]
    Damaged,
    /// Too much to do: come back later.
    #[error("too busy")]
    Busy,
    /// The store is closing, or the write was lost together with those that shared its transaction.
    #[error("the write did not become durable")]
    NotWritten,
}

/// The endpoint's database.
pub(crate) struct Store {
    writer: Writer,
    readers: Arc<Readers>,
    turns: Arc<Semaphore>,
}

struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Store {
    /// Opens the database of a folder, made if need be.
    pub(crate) fn open(data: &Path) -> Result<Self, StoreError> {
        let writer = Writer::start(open(data, true)?)?;
        let readers = Readers { path: data.to_owned(), idle: Mutex::default() };
        Ok(Self { writer, readers: Arc::new(readers), turns: Arc::new(Semaphore::new(READERS)) })
    }

    /// Reads from one state of the database.
    pub(crate) async fn read<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let Ok(Ok(turn)) = timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await else {
            return Err(StoreError::Busy.into());
        };
        let readers = Arc::clone(&self.readers);
        let task = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut db = readers.take()?;
            // One transaction: all statements of one answer see the same history.
            let tx = db.transaction().map_err(StoreError::from)?;
            let answer = work(&tx);
            tx.finish().map_err(StoreError::from)?;
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(db);
            answer
        });
        task.await.unwrap_or_else(|_| Err(StoreError::Damaged.into()))
    }

    /// Writes; the answer comes when it is durable. With an error nothing of it was written.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.writer.write(work, PATIENCE).await
    }
}

impl Readers {
    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(db) => Ok(db),
            None => {
                let db = open(&self.path, false)?;
                db.pragma_update(None, "query_only", true)?;
                Ok(db)
            }
        }
    }
}

/// A column of exactly this many bytes.
fn fixed<const N: usize>(bytes: &[u8]) -> Result<[u8; N], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Damaged)
}
