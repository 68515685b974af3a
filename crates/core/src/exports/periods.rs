//! Periods as people write them in a cell, in the language of the desk: "2024-2025", "T2 2024", "semaine 25
//! de 2024". Every form is one that our own reader takes for the very same days.

use coexist_domain::{Period, Precision};
use coexist_sentences::Language;
use coexist_spreadsheet::write::Out;
use jiff::civil::{Date, Weekday};

const MONTHS: [[&str; 12]; 2] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// A period as a cell: a day is a date, everything else is words.
pub(super) fn cell(period: Period, language: Language) -> Out {
    match period.precision() {
        Precision::Day => Out::Date(period.start()),
        _ => Out::Text(words(period, language)),
    }
}

/// A period in words.
pub(super) fn words(period: Period, language: Language) -> String {
    let (start, end) = (period.start(), period.end());
    let french = matches!(language, Language::French);
    let year = start.year();
    match period.precision() {
        Precision::Day => day(start),
        Precision::Month => {
            let months = &MONTHS[usize::from(!french)];
            let name = usize::try_from(start.month() - 1).ok().and_then(|m| months.get(m)).unwrap_or(&"");
            format!("{name} {year}")
        }
        Precision::Quarter => {
            format!("{}{} {year}", if french { "T" } else { "Q" }, (start.month() - 1) / 3 + 1)
        }
        Precision::Half if french => {
            format!("{} semestre {year}", if start.month() == 1 { "1er" } else { "2e" })
        }
        Precision::Year => year.to_string(),
        // English has no short word for half a year that is no word for something else.
        Precision::Half | Precision::Range => range(start, end, french),
    }
}

fn range(start: Date, end: Date, french: bool) -> String {
    let is_first = |d: Date| d.month() == 1 && d.day() == 1;
    let is_last = |d: Date| d.month() == 12 && d.day() == 31;
    if is_first(start) && is_last(end) && end.year() > start.year() {
        return format!("{}-{}", start.year(), end.year());
    }
    let is_week = start.weekday() == Weekday::Monday && start.until(end).is_ok_and(|s| s.get_days() == 6);
    if is_week {
        let week = start.iso_week_date();
        let word = if french { "semaine" } else { "week" };
        return format!("{word} {} {}", week.week(), week.year());
    }
    format!("{} - {}", day(start), day(end))
}

/// A day as both our languages read it: in figures the month could be taken for the day.
fn day(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use coexist_spreadsheet::values::date::{self, DateContext, Direction};

    #[test]
    fn what_is_written_is_read_back_to_the_same_days() {
        let written: Vec<String> = [
            "2024-06-17",
            "2024-06",
            "2024-02",
            "2024-08",
            "2024-12",
            "2024-Q1",
            "2024-Q2",
            "2024-S1",
            "2024-S2",
            "2024",
            "2024-01-01/2025-12-31",
            "2022-01-01/2026-12-31",
            "2024-06-17/2024-06-23",
            "2024-12-30/2025-01-05",
            "2024-09-01/2027-08-31",
            "2024-03-01/2024-03-15",
            "2024-02-05/2025-02-04",
        ]
        .iter()
        .flat_map(|text| {
            let period: Period = text.parse().unwrap();
            [Language::French, Language::English].map(|language| {
                let words = words(period, language);
                for direction in [Direction::Past, Direction::Future, Direction::Either] {
                    let reference = jiff::civil::date(2030, 5, 5);
                    let read = date::read(&words, &DateContext { reference, direction, year: Some(2019) });
                    let (value, why) = read.parts();
                    assert_eq!(why, None, "{words}");
                    let value = value.unwrap();
                    assert_eq!((value.start, value.end), (period.start(), period.end()), "{words}");
                }
                words
            })
        })
        .collect();
        for words in ["juin 2024", "T2 2024", "2024-2025", "semaine 25 2024", "2e semestre 2024", "Q1 2024"] {
            assert!(written.iter().any(|w| w == words), "{words}: {written:?}");
        }
    }
}
