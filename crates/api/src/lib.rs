//! The command table: name, request, answer, error of every command.
//!
//! The table itself is `commands.in.rs`; this crate reads it twice (to call, to write the contract in
//! TypeScript) and the shell reads it once more (handlers and permissions). A command is declared there and
//! nowhere else.

mod contract;
mod dispatch;
mod error;

pub use contract::contract_ts;
pub use dispatch::{COMMANDS, CommandInfo, call};
pub use error::ApiError;
