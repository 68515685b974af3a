//! Opening the file: key, pragmas, version, tables. A file in clear cannot come into being here.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use coexist_domain::DeviceId;
use coexist_sync::Signer;
use rusqlite::{Connection, OpenFlags};
use zeroize::{Zeroize as _, Zeroizing};

use crate::commit::Writer;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::{functions, local, schema};

/// The database's name in the desk's folder.
pub const FILE: &str = "desk.db";

/// Fills bytes with randomness: device key, salts.
pub type Random = Box<dyn FnMut(&mut [u8]) + Send>;

/// Older SQLite could lose commits when a write-ahead log was reset (fixed in 3.51.3).
const OLDEST_SQLITE: i32 = 3_051_003;

/// Connections kept for readers; more are opened under load and closed after.
const READERS: usize = 3;

/// A desk's database.
pub struct Store {
    path: PathBuf,
    key: Zeroizing<[u8; 32]>,
    writer: Mutex<Writer>,
    readers: Mutex<Vec<Connection>>,
    device: DeviceId,
}

impl Store {
    /// Opens the database in a folder, or makes it when there is none.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is changed then, and a file that cannot be read is left as it is.
    pub fn open(folder: &Path, key: &[u8; 32], mut random: Random) -> Result<Self, StoreError> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(StoreError::Corrupt);
        }
        let path = folder.join(FILE);
        let is_new = !path.exists();
        let mut db = connect(&path, key, Role::Writer)?;
        let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == 0 {
            let tx = db.transaction()?;
            schema::create(&tx)?;
            let mut seed = Zeroizing::new([0; 32]);
            random(&mut *seed);
            local::set(&tx, DEVICE_SEED, Some(&*seed))?;
            tx.commit()?;
        } else if !schema::is_ours(&db)? {
            return Err(StoreError::Newer);
        }
        if is_new {
            only_mine(&path)?;
            // Brings the first page to the file, whose header is then looked at.
            db.pragma_update(None, "wal_checkpoint", "TRUNCATE").or_else(ignore_rows)?;
        }
        assert_encrypted(&path)?;
        let seed = local::get(&db, DEVICE_SEED)?.ok_or(StoreError::Corrupt)?;
        let mut seed: [u8; 32] = seed.try_into().map_err(|_| StoreError::Corrupt)?;
        let signer = Signer::from_seed(&seed);
        seed.zeroize();
        let device = signer.device();
        let store = Self {
            path,
            key: Zeroizing::new(*key),
            writer: Mutex::new(Writer::new(db, signer, random)?),
            readers: Mutex::new(Vec::new()),
            device,
        };
        if !schema::folded_is_current(&store.writer().db)? {
            store.rebuild()?;
        }
        Ok(store)
    }

    /// This installation.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads on a connection of its own, all from one moment; never waits for a writer.
    ///
    /// # Errors
    /// Those of `f`, and the database's.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = lock(&self.readers).pop();
        let mut db = match idle {
            Some(db) => db,
            None => connect(&self.path, &self.key, Role::Reader)?,
        };
        let answer = {
            let tx = db.transaction()?;
            f(&Reader::new(&tx, self.device))
        };
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(db);
        }
        answer
    }

    /// Gives memory back and folds the write-ahead log into the file. Called when the desk is idle.
    ///
    /// # Errors
    /// The database's.
    pub fn rest(&self) -> Result<(), StoreError> {
        lock(&self.readers).clear();
        let writer = self.writer();
        // It answers a row for each page, and goes on as they are read.
        writer.db.pragma_query(None, "incremental_vacuum", |_| Ok(()))?;
        writer.db.pragma_update(None, "wal_checkpoint", "TRUNCATE").or_else(ignore_rows)?;
        writer.db.execute_batch("PRAGMA shrink_memory")?;
        Ok(())
    }

    pub(crate) fn writer(&self) -> MutexGuard<'_, Writer> {
        // A panic while writing rolled its transaction back; `Writer` reloads what it caches (commit.rs).
        let mut guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if self.writer.is_poisoned() {
            self.writer.clear_poison();
            guard.forget();
        }
        guard
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("device", &self.device).finish_non_exhaustive()
    }
}

/// Where the device's signing key stands; inside the encrypted file, so that the keyring holds one secret.
const DEVICE_SEED: &str = "device.seed";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Writer,
    Reader,
}

fn connect(path: &Path, key: &[u8; 32], role: Role) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    if role == Role::Writer {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let db = Connection::open_with_flags(path, flags)?;
    let mut pragma = Zeroizing::new(String::with_capacity(80));
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key {
        use std::fmt::Write as _;
        let _ = write!(*pragma, "{byte:02x}");
    }
    pragma.push_str("'\"");
    db.execute_batch(&pragma)?;
    // A build without SQLCipher would take the key pragma in silence and write in clear.
    let cipher: Option<String> = db.query_row("PRAGMA cipher_version", [], |row| row.get(0)).ok();
    if cipher.is_none_or(|version| version.is_empty()) {
        return Err(StoreError::NotEncrypted);
    }
    // The first read tells whether the key opens the file.
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    // A reader's view must not call functions that a tampered schema names.
    db.pragma_update(None, "trusted_schema", false)?;
    // Only reached when another process checkpoints; our own writers queue on the mutex.
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    // Sorting never spills to a file in clear.
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.set_prepared_statement_cache_capacity(128);
    functions::register(&db)?;
    match role {
        Role::Writer => {
            // What a closed segment leaves free can be given back (`rest`). Only a new file takes this up.
            db.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
            // Readers go on during a write, and a commit is one append.
            db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
            // A commit that was answered survives a power cut: FULL, never NORMAL.
            db.pragma_update(None, "synchronous", "FULL")?;
            // Uncached encrypted reads cost three times cached ones; the writer touches few pages.
            db.pragma_update(None, "cache_size", -16 * 1024)?;
            // A long import must not leave a log of its own size behind.
            db.pragma_update_and_check(None, "journal_size_limit", 16 * 1024 * 1024, |_| Ok(()))?;
        }
        Role::Reader => {
            db.pragma_update(None, "query_only", true)?;
            db.pragma_update(None, "cache_size", -64 * 1024)?;
        }
    }
    Ok(db)
}

/// `PRAGMA wal_checkpoint` answers a row, which `pragma_update` takes for an error.
fn ignore_rows(e: rusqlite::Error) -> Result<(), rusqlite::Error> {
    if matches!(e, rusqlite::Error::ExecuteReturnedResults) { Ok(()) } else { Err(e) }
}

/// Nobody else on this computer needs even the encrypted bytes. The journal's files take after this one.
#[cfg(unix)]
fn only_mine(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?)
}

/// A user's own folder is closed to others on Windows.
#[cfg(not(unix))]
fn only_mine(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

fn assert_encrypted(path: &Path) -> Result<(), StoreError> {
    let mut header = [0; 16];
    File::open(path)?.read_exact(&mut header)?;
    if &header == b"SQLite format 3\0" { Err(StoreError::NotEncrypted) } else { Ok(()) }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
