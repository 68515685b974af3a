//! The one place where the desk reads the system's clock and makes ids. Everything else is handed a
//! [`Clock`] and an [`IdSource`], so that tests hold both in their hand.

use coexist_domain::{Clock, Id, IdSource, Millis};

/// The computer's clock, right or wrong.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the Clock")]
    fn now(&self) -> Millis {
        jiff::Timestamp::now().as_millisecond()
    }

    #[allow(clippy::disallowed_methods, reason = "this is the Clock")]
    fn today(&self) -> jiff::civil::Date {
        jiff::Zoned::now().date()
    }
}

/// UUIDv7 from the system's clock and randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl IdSource for SystemIds {
    #[allow(clippy::disallowed_methods, reason = "this is the IdSource")]
    fn next(&self) -> Id {
        Id::from_bytes(uuid::Uuid::now_v7().into_bytes())
    }
}
