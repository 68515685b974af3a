//! Where the door is, and who may knock.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use interprocess::local_socket::Name;
use interprocess::local_socket::prelude::*;
use serde::{Deserialize, Serialize};

/// The note beside the database.
const NOTE: &str = "desk.door";

/// What the note says.
#[derive(Serialize, Deserialize)]
pub(crate) struct Address {
    /// Path of the socket; on Windows the name of the pipe.
    pub(crate) place: String,
    /// To be said first. On Windows any program of this computer can find the pipe; only who can read the
    /// desk's folder knows the word.
    pub(crate) word: String,
}

impl Address {
    /// A new one for the desk in `dir`.
    pub(crate) fn new(dir: &Path) -> io::Result<Self> {
        let word = random_text();
        let place = place(dir, &random_text())?;
        Ok(Self { place, word })
    }

    /// The one that the holder of the desk in `dir` left, if any.
    pub(crate) fn read(dir: &Path) -> io::Result<Option<Self>> {
        match fs::read(dir.join(NOTE)) {
            // A note cut by a crash is no note: the lock decides who holds the desk.
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            // A file where the folder should be holds no note either: opening the desk says what is wrong.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Leaves the note. Only its owner can read it.
    pub(crate) fn write(&self, dir: &Path) -> io::Result<()> {
        let new = dir.join("desk.door.new");
        let mut file = own_file(&new)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        drop(file);
        fs::rename(new, dir.join(NOTE))
    }

    /// Takes the note away, unless somebody else has left another since.
    pub(crate) fn remove(&self, dir: &Path) {
        if matches!(Self::read(dir), Ok(Some(there)) if there.word == self.word) {
            let _ = fs::remove_file(dir.join(NOTE));
        }
    }

    pub(crate) fn name(&self) -> io::Result<Name<'static>> {
        #[cfg(windows)]
        return self.place.clone().to_ns_name::<interprocess::local_socket::GenericNamespaced>();
        #[cfg(not(windows))]
        return self.place.clone().to_fs_name::<interprocess::local_socket::GenericFilePath>();
    }
}

/// 128 bits as hexadecimal text.
fn random_text() -> String {
    format!("{:032x}", rand::random::<u128>())
}

#[cfg(windows)]
fn place(_dir: &Path, random: &str) -> io::Result<String> {
    Ok(format!("coexist-{random}"))
}

/// In the desk's folder, whose owner decides who enters; where that path is too long for a socket (108 bytes
/// with the closing zero on Linux, 104 on macOS), in a folder of this user only.
#[cfg(not(windows))]
fn place(dir: &Path, random: &str) -> io::Result<String> {
    const LONGEST: usize = 100;
    let fits = |path: &Path| path.to_str().is_some_and(|text| text.len() <= LONGEST).then(|| path.to_owned());
    let beside = std::path::absolute(dir)?.join("desk.sock");
    let path = match fits(&beside) {
        Some(path) => path,
        None => own_folder(random)?.join("desk.sock"),
    };
    path.into_os_string().into_string().map_err(|_| io::ErrorKind::InvalidFilename.into())
}

#[cfg(not(windows))]
fn own_folder(random: &str) -> io::Result<std::path::PathBuf> {
    use std::os::unix::fs::DirBuilderExt as _;
    let base = std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, std::path::PathBuf::from);
    let folder = base.join(format!("coexist-{}", random.get(..16).unwrap_or(random)));
    // Fails when somebody has made it before, so it is ours when this succeeds.
    fs::DirBuilder::new().mode(0o700).create(&folder)?;
    Ok(folder)
}

/// A fresh file that only this user can read.
fn own_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
