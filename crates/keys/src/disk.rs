//! Small files that must survive a power cut: written beside, synced, renamed, the folder synced, read back.
//! Kept in pairs, because a lost key file is a lost desk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Nothing here is larger; a larger file is not one of ours and is not read to its end.
const LARGEST: u64 = 64 * 1024;

/// What stands at one path.
pub(crate) enum Found {
    Absent,
    Bytes(Vec<u8>),
    /// There may be something, and it cannot be read now: never to be taken for absent, nor overwritten.
    Unreadable(io::Error),
}

/// The two places of a file called `name` in `dir`.
pub(crate) fn pair(dir: &Path, name: &str) -> [PathBuf; 2] {
    [dir.join(name), dir.join(format!("{name}.2"))]
}

pub(crate) fn read(path: &Path) -> Found {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Absent,
        Err(error) => return Found::Unreadable(error),
    };
    let mut bytes = Vec::new();
    match file.take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(_) => Found::Bytes(bytes),
        Err(error) => Found::Unreadable(error),
    }
}

/// Puts `bytes` at `path`, readable by its owner only, so that a cut at any instant leaves the old file or the
/// new one, whole. Returns only once both the file and its name are on disk and read back equal.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    // A leftover of an earlier cut; created anew, so that neither its rights nor a link are inherited.
    remove(&beside)?;
    let written = write_new(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if let Err(error) = written {
        // The name is ours and its content is useless; leaving it would only cost space on a full disk.
        let _ = remove(&beside);
        return Err(error);
    }
    sync_folder(path)?;
    match read(path) {
        Found::Bytes(back) if back == bytes => Ok(()),
        Found::Unreadable(error) => Err(error),
        _ => Err(io::Error::new(io::ErrorKind::InvalidData, "read back differently")),
    }
}

/// Removes `path`; absent is fine.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Takes the rights of everybody but the owner; says whether there were any.
#[cfg(unix)]
pub(crate) fn tighten(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(false);
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    Ok(true)
}

/// Windows profiles are readable by their owner alone through inherited rights.
#[cfg(not(unix))]
pub(crate) fn tighten(_path: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Creates the folder and its parents, for its owner only.
pub(crate) fn create_folder(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A rename is on disk only once its folder is (POSIX); Windows journals it with the file.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}
