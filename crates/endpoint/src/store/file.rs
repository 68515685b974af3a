//! The data folder: who may read it, who may serve it, and how its database is opened.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::StoreError;

const DATABASE: &str = "endpoint.db";
const LOCK: &str = "serve.lock";

/// SQLite 3.51.3, in its own counting.
const OLDEST_SQLITE: i32 = 3_051_003;

/// The level of `schema.sql`.
const LEVEL: i64 = 2;

/// The one `serve` of a folder; the system lets go of it when the process ends, however it ends.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder, made if need be.
    pub(crate) fn take(data: &Path) -> Result<Self, StoreError> {
        make_folder(data)?;
        let file = private_file(&data.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Opens the folder's database; with `create`, makes folder, file and tables that are not there.
pub(crate) fn open(data: &Path, create: bool) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite);
    }
    let path = data.join(DATABASE);
    if create {
        make_folder(data)?;
        // Made by us and not by SQLite, for its mode; SQLite gives the same to the files beside it.
        private_file(&path)?;
    } else if !path.exists() {
        return Err(StoreError::NoEndpoint);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(&path, flags)?;
    // `invite` writes from its own process while `serve` does.
    db.busy_timeout(Duration::from_secs(10))?;
    // A database file may have been tampered with: no function of ours runs from its schema.
    db.pragma_update(None, "trusted_schema", false)?;
    // Each commit is on the disk before it is acknowledged; NORMAL would lose the last ones to a power cut.
    db.pragma_update(None, "synchronous", "FULL")?;
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::NoWal);
    }
    migrate(&mut db)?;
    Ok(db)
}

fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    if level(db)? == 0 {
        // Another process may be making the tables at this moment: the level is read again inside.
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if level(&tx)? == 0 {
            tx.execute_batch(include_str!("schema.sql"))?;
        }
        tx.commit()?;
    }
    if level(db)? == LEVEL { Ok(()) } else { Err(StoreError::OtherData) }
}

fn level(db: &Connection) -> Result<i64, rusqlite::Error> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn make_folder(data: &Path) -> Result<(), StoreError> {
    if data.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(data)?)
}

fn private_file(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_of_another_version_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let db = open(dir.path(), true).unwrap();
        let level: i64 = level(&db).unwrap();
        assert_eq!(level, LEVEL);
        for other in [LEVEL - 1, LEVEL + 1] {
            db.pragma_update(None, "user_version", other).unwrap();
            assert!(matches!(open(dir.path(), true), Err(StoreError::OtherData)));
        }
    }

    #[test]
    fn a_folder_is_not_made_by_looking_for_it() {
        let dir = tempfile::tempdir().unwrap();
        let missing = dir.path().join("mistyped");
        assert!(matches!(open(&missing, false), Err(StoreError::NoEndpoint)));
        assert!(!missing.exists());
    }

    #[test]
    fn commits_wait_for_the_disk() {
        let dir = tempfile::tempdir().unwrap();
        let db = open(dir.path(), true).unwrap();
        let synchronous: i64 = db.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
        assert_eq!(synchronous, 2, "FULL");
    }
}
