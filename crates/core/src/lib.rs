//! What people can do: one module per area.
//!
//! Each area has its requests and answers in `types.rs`, its use-cases beside them and its queries in `.sql`
//! files. Every use-case is `fn(&Desk, Request) -> Result<Answer, Error>`, so that the command table of
//! `coexist-api` is nothing but names. Writes go through [`desk::Desk::commit`] and nowhere else.

pub mod activity;
pub mod amounts;
pub mod calendar;
pub mod capture;
pub mod clock;
pub mod columns;
pub mod conflicts;
pub mod contacts;
pub mod desk;
pub mod dossiers;
pub mod drafts;
mod error;
pub mod events;
pub mod exchanges;
pub mod exports;
pub mod files;
pub mod history;
pub mod imports;
pub mod journal;
pub mod mail;
pub mod members;
pub mod organisations;
pub mod parties;
mod records;
pub mod search;
pub mod settings;
pub mod sharing;
pub mod tasks;
pub mod today;
pub mod types;
pub mod views;
pub mod wire;

pub use error::Error;
