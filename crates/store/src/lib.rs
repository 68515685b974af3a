//! Where things are kept: one encrypted SQLite file holding the log, what it adds up to, and the folded
//! tables that screens read.
//!
//! There is one way in, [`Store::commit`] (and [`Store::take_in`] for what arrives by sync): the frame and the
//! records it changes, each one row of its kind's table, go into one transaction. Folded tables are disposable: they
//! can be rebuilt from the log at any time ([`Store::rebuild`]) and hold nothing the log does not say.
//!
//! One writer, guarded by a mutex; readers have connections of their own and, with a write-ahead log, never
//! wait for it.

mod actions;
mod commit;
mod devices;
mod error;
mod frames;
mod functions;
mod history;
mod local;
mod log;
mod names;
mod open;
mod reader;
mod schema;
mod space_keys;
mod spaces;
pub mod sql;
mod state;
mod tables;
mod take_in;
mod undo;

pub use actions::Unfinished;
pub use commit::{Changes, Committed, FrameRef, How};
pub use devices::Device;
pub use error::StoreError;
pub use history::{Change, ChangeKind, HistoryEntry, Version, Versions};
pub use open::{FILE, Random, Store};
pub use reader::Reader;
pub use spaces::{Space, SpaceDigests, SpaceKind};
pub use take_in::{Outgoing, Taken};
pub use undo::LastAction;
