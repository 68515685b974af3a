//! A clock and a source of ids that tests hold in their hand.
//!
//! They stand in a crate of their own, below everything, so that store, core and the whole-system tests set
//! the same morning and get the same ids from the same seed.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use coexist_domain::{Clock, Id, IdSource, Millis};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A clock that stands still until a test moves it. The person sits in UTC.
#[derive(Debug)]
pub struct FakeClock(AtomicI64);

impl FakeClock {
    /// Nine in the morning of this day.
    ///
    /// # Panics
    /// When there is no such day.
    pub fn morning(year: i16, month: i8, day: i8) -> Self {
        let date = Date::new(year, month, day).unwrap_or_else(|_| unreachable!("a day of the calendar"));
        let midnight = date.to_zoned(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_millisecond());
        Self(AtomicI64::new(midnight + 9 * 60 * 60 * 1000))
    }

    /// Moves it, also backwards.
    pub fn advance_ms(&self, by: Millis) {
        self.0.fetch_add(by, Ordering::SeqCst);
    }

    /// Moves it by whole days, also backwards.
    pub fn advance_days(&self, by: i64) {
        self.advance_ms(by * DAY);
    }

    /// The day so many days from today.
    pub fn day(&self, from_today: i64) -> Date {
        self.today().saturating_add(from_today.days())
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Millis {
        self.0.load(Ordering::SeqCst)
    }

    fn today(&self) -> Date {
        let now = Timestamp::from_millisecond(self.now()).unwrap_or_default();
        now.to_zoned(TimeZone::UTC).date()
    }
}

/// Ids in a fixed order: the same seed gives the same ids, another seed gives none of them.
#[derive(Debug)]
pub struct SeededIds {
    seed: u16,
    next: AtomicU64,
}

impl SeededIds {
    /// The ids of this seed, from the first.
    pub const fn new(seed: u16) -> Self {
        Self { seed, next: AtomicU64::new(1) }
    }
}

impl IdSource for SeededIds {
    fn next(&self) -> Id {
        let n = self.next.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        let seed = self.seed.to_be_bytes();
        // The form of a UUIDv7 (RFC 9562, 5.7): time, version, counter, variant, seed.
        Id::from_bytes([
            1, 0x93, n[2], n[3], n[4], n[5], 0x70, 0, 0x80, 0, n[6], n[7], 0, 0, seed[0], seed[1],
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_clock_moves_only_when_told() {
        let clock = FakeClock::morning(2026, 11, 23);
        let before = clock.now();
        assert_eq!(clock.now(), before);
        clock.advance_days(8);
        assert_eq!(clock.today().to_string(), "2026-12-01");
        assert_eq!(clock.day(-1).to_string(), "2026-11-30");
    }

    #[test]
    fn ids_repeat_by_seed_and_never_within_one() {
        let (a, b, other) = (SeededIds::new(1), SeededIds::new(1), SeededIds::new(2));
        let first: Vec<Id> = (0..70_000).map(|_| a.next()).collect();
        assert!(first.iter().all(|id| b.next() == *id));
        let mut all: HashSet<Id> = first.into_iter().collect();
        assert_eq!(all.len(), 70_000);
        assert!((0..70_000).all(|_| all.insert(other.next())));
    }
}
