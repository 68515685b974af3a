//! Dates as people know them: a day, a month, a quarter, a half-year, a year, or from one day to another.
//!
//! The text form follows ISO 8601 where it has one (`2024-03-12`, `2024-03`, `2024`, `2024-03-01/2024-03-15`)
//! and the usual spelling where it has none (`2024-Q2`, `2024-S1`). It is what the log stores, so that a
//! period never gains a precision nobody gave it.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How exactly a period is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day.
    Day,
    /// One calendar month.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// Six months, from January or July.
    Half,
    /// A calendar year.
    Year,
    /// From a day to a day, both included.
    Range,
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, TS)]
#[ts(type = "string")]
pub struct Period {
    start: Date,
    end: Date,
    precision: Precision,
}

/// Not a period in the form described at the head of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date or a period")]
pub struct PeriodError;

impl Period {
    /// One day.
    pub const fn day(day: Date) -> Self {
        Self { start: day, end: day, precision: Precision::Day }
    }

    /// A calendar month (1 to 12).
    ///
    /// # Errors
    /// When there is no such month.
    pub fn month(year: i16, month: i8) -> Result<Self, PeriodError> {
        Self::months(year, month, 1, Precision::Month)
    }

    /// A quarter (1 to 4).
    ///
    /// # Errors
    /// When there is no such quarter.
    pub fn quarter(year: i16, quarter: i8) -> Result<Self, PeriodError> {
        if !(1..=4).contains(&quarter) {
            return Err(PeriodError);
        }
        Self::months(year, quarter * 3 - 2, 3, Precision::Quarter)
    }

    /// A half-year (1 or 2).
    ///
    /// # Errors
    /// When there is no such half.
    pub fn half(year: i16, half: i8) -> Result<Self, PeriodError> {
        if !(1..=2).contains(&half) {
            return Err(PeriodError);
        }
        Self::months(year, half * 6 - 5, 6, Precision::Half)
    }

    /// A calendar year.
    ///
    /// # Errors
    /// When the year is outside -9999..=9999.
    pub fn year(year: i16) -> Result<Self, PeriodError> {
        Self::months(year, 1, 12, Precision::Year)
    }

    /// From a day to a day, both included.
    ///
    /// # Errors
    /// When the end comes before the start.
    pub fn range(start: Date, end: Date) -> Result<Self, PeriodError> {
        if end < start {
            return Err(PeriodError);
        }
        let precision = if start == end { Precision::Day } else { Precision::Range };
        Ok(Self { start, end, precision })
    }

    fn months(year: i16, first: i8, count: i8, precision: Precision) -> Result<Self, PeriodError> {
        let start = Date::new(year, first, 1).map_err(|_| PeriodError)?;
        let end = Date::new(year, first + count - 1, 1).map_err(|_| PeriodError)?.last_of_month();
        Ok(Self { start, end, precision })
    }

    /// Its first day.
    pub const fn start(&self) -> Date {
        self.start
    }

    /// Its last day: what "due" means.
    pub const fn end(&self) -> Date {
        self.end
    }

    /// How exactly it is known.
    pub const fn precision(&self) -> Precision {
        self.precision
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.start.year(), self.start.month());
        match self.precision {
            Precision::Day => write!(f, "{}", self.start),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Precision::Half => write!(f, "{year:04}-S{}", (month - 1) / 6 + 1),
            Precision::Year => write!(f, "{year:04}"),
            Precision::Range => write!(f, "{}/{}", self.start, self.end),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        if let Some((start, end)) = text.split_once('/') {
            return Self::range(parse_day(start)?, parse_day(end)?);
        }
        match text.len() {
            4 => Self::year(number(text)?),
            7 => {
                let (year, part) = (number(&text[..4])?, text.get(5..).ok_or(PeriodError)?);
                match (text.as_bytes()[4], part.as_bytes()) {
                    (b'-', [b'Q', q]) => Self::quarter(year, digit(*q)?),
                    (b'-', [b'S', s]) => Self::half(year, digit(*s)?),
                    (b'-', _) => Self::month(year, number(part)?),
                    _ => Err(PeriodError),
                }
            }
            10 => parse_day(text).map(Self::day),
            _ => Err(PeriodError),
        }
    }
}

fn parse_day(text: &str) -> Result<Date, PeriodError> {
    match (text.get(..4), text.get(4..5), text.get(5..7), text.get(7..8), text.get(8..10), text.len()) {
        (Some(y), Some("-"), Some(m), Some("-"), Some(d), 10) => {
            Date::new(number(y)?, number(m)?, number(d)?).map_err(|_| PeriodError)
        }
        _ => Err(PeriodError),
    }
}

fn number<N: FromStr>(text: &str) -> Result<N, PeriodError> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| PeriodError)
    } else {
        Err(PeriodError)
    }
}

fn digit(byte: u8) -> Result<i8, PeriodError> {
    byte.is_ascii_digit().then(|| (byte - b'0') as i8).ok_or(PeriodError)
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_keep_the_precision_they_were_given() {
        let cases = [
            ("2024-03-12", "2024-03-12", "2024-03-12"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-Q2", "2024-04-01", "2024-06-30"),
            ("2024-S2", "2024-07-01", "2024-12-31"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-06-16/2024-06-30", "2024-06-16", "2024-06-30"),
        ];
        for (text, start, end) in cases {
            let period: Period = text.parse().unwrap();
            assert_eq!(
                (period.start().to_string().as_str(), period.end().to_string().as_str()),
                (start, end)
            );
            assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "24",
            "2024-13",
            "2024-Q5",
            "2024-S3",
            "2024-02-30",
            "2024-06-30/2024-06-01",
            "mars",
            "٢٠٢٤",
            "2024-é",
        ] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError), "{text}");
        }
    }
}
