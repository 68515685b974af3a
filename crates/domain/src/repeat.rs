//! Tasks that come back.

use std::fmt;
use std::str::FromStr;

use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How often a task comes back, written like the core of an iCalendar rule (RFC 5545, 3.3.10): `week`,
/// `3 month`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, TS)]
#[ts(type = "string")]
pub struct Repeat {
    every: u16,
    unit: Unit,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Not a repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a repetition")]
pub struct RepeatError;

impl Repeat {
    /// The day after `due` on which the task comes back. `None` past the calendar's end (year 9999).
    ///
    /// Counted from the date that was due, not from the day it was done, so that a monthly report stays on
    /// its day; a 31st becomes the last day of a shorter month.
    pub fn next(&self, due: Date) -> Option<Date> {
        let n = i64::from(self.every);
        let span = match self.unit {
            Unit::Day => Span::new().try_days(n),
            Unit::Week => Span::new().try_weeks(n),
            Unit::Month => Span::new().try_months(n),
            Unit::Year => Span::new().try_years(n),
        };
        due.checked_add(span.ok()?).ok()
    }

    /// The rule in iCalendar's words: `FREQ=MONTHLY;INTERVAL=3`.
    pub fn rrule(&self) -> String {
        let freq = match self.unit {
            Unit::Day => "DAILY",
            Unit::Week => "WEEKLY",
            Unit::Month => "MONTHLY",
            Unit::Year => "YEARLY",
        };
        if self.every == 1 { format!("FREQ={freq}") } else { format!("FREQ={freq};INTERVAL={}", self.every) }
    }
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        if self.every == 1 { f.write_str(unit) } else { write!(f, "{} {unit}", self.every) }
    }
}

impl FromStr for Repeat {
    type Err = RepeatError;
    fn from_str(text: &str) -> Result<Self, RepeatError> {
        let (every, unit) = text.split_once(' ').unwrap_or(("1", text));
        let every = every.parse().ok().filter(|n| (1..=999).contains(n)).ok_or(RepeatError)?;
        let unit = match unit {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return Err(RepeatError),
        };
        Ok(Self { every, unit })
    }
}

impl Serialize for Repeat {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Repeat {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn tasks_come_back_on_their_day() {
        let next = |rule: &str, due| rule.parse::<Repeat>().unwrap().next(due).unwrap();
        assert_eq!(next("week", date(2026, 12, 28)), date(2027, 1, 4));
        assert_eq!(next("month", date(2027, 1, 31)), date(2027, 2, 28));
        assert_eq!(next("3 month", date(2026, 11, 15)), date(2027, 2, 15));
        assert_eq!("0 day".parse::<Repeat>(), Err(RepeatError));
        assert_eq!("3 month".parse::<Repeat>().unwrap().rrule(), "FREQ=MONTHLY;INTERVAL=3");
    }
}
