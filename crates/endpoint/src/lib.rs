//! The remote COEXIST endpoint: it orders rosters and histories, keeps them, and hands them on.
//!
//! `coexist-endpoint serve` is a small shell around [`serve`], so that tests and `cargo xtask run` start the
//! very same endpoint on a free port. What desk and endpoint say to one another is defined in `coexist-sync`.

mod clock;
mod error;
mod health;
mod invite;
mod limits;
mod request;
mod routes;
mod serve;
mod store;

pub use clock::SystemClock;
pub use health::{HealthError, health};
pub use invite::{InviteError, Order, invite};
pub use limits::{Limits, Pace};
pub use serve::{Options, Serving, StartError, serve};
pub use store::StoreError;
