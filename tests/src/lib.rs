//! What whole-system tests share: driving the real window, and programs of the workspace.
//!
//! Test code in a library: a step that cannot be done ends the test there and then, with what was expected.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "see above")]

pub mod program;
pub mod window;
