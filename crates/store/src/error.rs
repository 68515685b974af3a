//! What may go wrong with the file, in few words that somebody acts on.

use rusqlite::ErrorCode;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full. Nothing of the action was kept; what was there is untouched.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder cannot be written.
    #[error("the database cannot be written")]
    ReadOnly,
    /// Another process holds the file.
    #[error("the database is in use")]
    Locked,
    /// A newer version of the application wrote this file.
    #[error("a newer version wrote this database")]
    Newer,
    /// The key does not open this file, or the file is damaged: the two cannot be told apart.
    #[error("the key does not open this database")]
    WrongKeyOrCorrupt,
    /// The file is damaged.
    #[error("the database is damaged")]
    Corrupt,
    /// The file would be in clear, or is. Never happens unless the program is built wrongly or somebody
    /// replaced the file.
    #[error("the database is not encrypted")]
    NotEncrypted,
    /// No such space, device, action or record.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Two histories under one device.
    #[error("two histories under one device")]
    Fork,
    /// A segment that does not hold.
    #[error(transparent)]
    Segment(#[from] coexist_sync::SegmentError),
    /// Bytes of the log that cannot be read.
    #[error(transparent)]
    Malformed(#[from] coexist_sync::Malformed),
    /// Any other failure of the database.
    #[error("the database failed")]
    Sql(#[source] rusqlite::Error),
    /// Any other failure of the file system.
    #[error("the file system failed")]
    Io(#[source] std::io::Error),
}

impl StoreError {
    /// The stable word for it, which interfaces translate.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DiskFull => "disk-full",
            Self::ReadOnly => "read-only",
            Self::Locked => "desk-in-use",
            Self::Newer => "newer-database",
            Self::WrongKeyOrCorrupt => "wrong-key-or-corrupt",
            Self::Corrupt | Self::Malformed(_) => "corrupt",
            Self::NotEncrypted => "not-encrypted",
            Self::NotFound(_) => "not-found",
            Self::Fork => "fork",
            Self::Segment(_) => "segment",
            Self::Sql(_) | Self::Io(_) => "storage",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        match e.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::NotADatabase) => Self::WrongKeyOrCorrupt,
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt,
            _ => Self::Sql(e),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(e: std::io::Error) -> Self {
        match e.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(e),
        }
    }
}
