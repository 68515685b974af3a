//! The real window: the built app with its own core, keyring and disk, driven as a person would.
//!
//! Run by `cargo xtask test`, which brings screen, bus, keyring and driver.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says where"
)]

mod closed;
mod fences;
mod first_morning;
mod two_desks;
