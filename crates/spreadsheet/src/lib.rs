//! Reads the spreadsheets people really keep, understands them, and writes them back.
//!
//! Bytes in, structures out: no database, no clock, no network. The way is [`read::read`], then
//! [`guess::guess`] for a mapping a person can edit, then [`understand::apply`] for what an import would
//! bring; [`write`] makes files. Every step can be repeated with another mapping without reading again.

pub mod codes;
mod column_words;
pub mod columns;
pub mod folding;
pub mod guess;
pub mod layout;
pub mod mapping;
pub mod read;
pub mod reference;
pub mod sheet;
pub mod understand;
pub mod understood;
pub mod values;
pub mod write;

pub use guess::guess;
pub use mapping::Mapping;
pub use read::{Limits, ReadError, read};
pub use understand::apply;
pub use understood::Understood;
