//! Files that people name: read with a limit, written whole or not at all.
//!
//! One place, so that every command tells the same few things apart: not there, not ours to read, too large,
//! no room left.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::Error;

/// The bytes of a file of at most `most` bytes.
///
/// # Errors
/// `file-not-found`, `file-not-readable`, `file-too-large`.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let unreadable = |e: std::io::Error| {
        let code = if e.kind() == ErrorKind::NotFound { "file-not-found" } else { "file-not-readable" };
        Error::new(code).with("file", name_of(path)).because(e)
    };
    let file = File::open(path).map_err(unreadable)?;
    // A folder opens on some systems and only fails when read; a device or a pipe would never end.
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err(Error::new("file-not-readable").with("file", name_of(path)));
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(Error::new("file-too-large").with("file", name_of(path)));
    }
    Ok(bytes)
}

/// Writes a file whole: beside it first, then in its place, so that a full disk never leaves half of it where
/// a good one was.
///
/// # Errors
/// `file-not-writable`, `disk-full`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let beside = beside(path);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| std::fs::rename(&beside, path)).map_err(|e| {
        // Half a file helps nobody; that it may not go away changes nothing for the person.
        let _ = std::fs::remove_file(&beside);
        let code = if e.kind() == ErrorKind::StorageFull { "disk-full" } else { "file-not-writable" };
        Error::new(code).with("file", name_of(path)).because(e)
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    path.with_file_name(name)
}

/// A file's name without its folder, as people know it.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_to_its_limit_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write(&path, b"12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert_eq!(read(&path, 4).unwrap_err().code(), "file-too-large");
        assert_eq!(read(&folder.path().join("none.csv"), 4).unwrap_err().code(), "file-not-found");
        assert_eq!(read(folder.path(), 4).unwrap_err().code(), "file-not-readable");
    }

    #[test]
    fn nothing_is_left_of_a_file_that_could_not_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(&folder.path().join("no/such/a.csv"), b"1").unwrap_err();
        assert_eq!(error.code(), "file-not-writable");
        std::fs::create_dir(folder.path().join("taken")).unwrap();
        std::fs::write(folder.path().join("taken/x"), b"1").unwrap();
        assert!(write(&folder.path().join("taken"), b"1").is_err());
        assert!(!folder.path().join("taken.part").exists());
    }
}
