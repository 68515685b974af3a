//! The endpoint's clock: the one place of this crate that asks the system for the time.

use std::time::{SystemTime, UNIX_EPOCH};

use coexist_domain::{Clock, Millis};
use jiff::civil::Date;

/// The system's clock, in UTC: an endpoint serves people in several zones.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock")]
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
    }

    fn today(&self) -> Date {
        jiff::Timestamp::from_millisecond(self.now())
            .unwrap_or_default()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date()
    }
}
