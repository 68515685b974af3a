//! The real window: the built app with its own core, keyring and disk, driven as a person would.
//!
//! Run by `cargo xtask test`, which brings screen, bus, keyring and driver.

mod closed;
mod fences;
mod first_morning;
mod two_desks;
