//! How devices agree: the log's bytes, the merge, and the messages between a desk and its endpoint.
//!
//! Nothing here reads a clock, draws a random number or touches a disk or a socket: bytes and storage come in
//! through parameters and traits, so that the desk, the endpoint, the terminal and the tests run the very same
//! rules, and a failing run can be replayed from its inputs.
//!
//! The road of one user action: [`Ops`] → a [`Frame`] in its device's chain → [`admit`] folds it into
//! [`Record`]s → at the next sync a run of frames, packed ([`pack`]), becomes a signed [`Segment`].

mod admit;
mod codec;
mod digest;
mod dot;
mod frame;
pub mod invitation;
pub mod memory;
mod op;
pub mod pack;
pub mod protocol;
mod record;
pub mod roster;
pub mod seal;
mod segment;

pub use admit::{Chain, Key, Log, Outcome, admit, fold_frame};
pub use codec::{Malformed, Reader, Writer};
pub use digest::Digest;
pub use dot::{Dot, ParseSeenError, Seen, Vector};
pub use frame::{Frame, Hash, OpSalts};
pub use op::{Op, OpKind, Ops};
pub use pack::Names;
pub use record::{Element, Live, Record};
pub use segment::{Header, MAX_SEGMENT, Segment, SegmentError, Signer, Verified, device_id};

/// The number of the log's format. Bytes may still change until it is frozen with the first release.
pub const FORMAT: u8 = 1;

/// The level of the entity registry that this build writes. A newer level only adds.
pub const SCHEMA: u16 = 1;
