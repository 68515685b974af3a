//! The desk's door: whoever holds the desk's lock answers the command table on a socket of this user.
//!
//! The seam is here because two programs hold a desk, the window and the terminal, and each must reach the
//! other: SQLite would let both write, but then neither would see the other's changes, drafts and locks.
//! Beside the database stands a small note, `desk.door`, readable by its owner only: where the socket is and a
//! word to say first. A killed process leaves the note behind; nobody answers there, and the lock tells.

use std::path::PathBuf;

mod address;
mod frame;
mod knock;
mod serve;
mod wire;

pub use knock::call;
pub use serve::{Door, serve};

/// Where a desk is when nobody says: the folder of this account for data of applications, or `None` where the
/// account has none. Window and terminal must look in the same place.
#[must_use]
pub fn usual_folder() -> Option<PathBuf> {
    Some(dirs::data_dir()?.join("org.coexist.desktop"))
}

/// Why the door could not be opened or gone through.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The note, the socket or the connection failed.
    #[error("the desk's socket failed")]
    Io(#[from] std::io::Error),
    /// The other side said something else than was agreed.
    #[error("the desk's socket answered something unknown")]
    Protocol(#[from] serde_json::Error),
    /// The other side closed before it had answered: whether the command was done is not known.
    #[error("the desk closed before answering")]
    Closed,
}
