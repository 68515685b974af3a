//! Days as people say them while typing: "hier", "vendredi", "12/03", "dans deux semaines", "March 3".
//!
//! Apart from the spreadsheet's dates on purpose: there a bare "12/03" in a column says little and is
//! flagged; here the person sees the chip at once, and words are counted from today.

use coexist_domain::Period;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::words::Word;

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("lundi", Weekday::Monday),
    ("mardi", Weekday::Tuesday),
    ("mercredi", Weekday::Wednesday),
    ("jeudi", Weekday::Thursday),
    ("vendredi", Weekday::Friday),
    ("samedi", Weekday::Saturday),
    ("dimanche", Weekday::Sunday),
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// French then English; "mars" and "may" stand alone too often to count without a day or a year.
const MONTHS: &[&[&str]] = &[
    &["janvier", "janv", "january"],
    &["fevrier", "fevr", "february"],
    &["mars", "march"],
    &["avril", "april"],
    &["mai", "may"],
    &["juin", "june"],
    &["juillet", "juil", "july"],
    &["aout", "august"],
    &["septembre", "sept", "september"],
    &["octobre", "october"],
    &["novembre", "november"],
    &["decembre", "december"],
];

const NUMBERS: &[(&str, i64)] = &[
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("dix", 10),
    ("quinze", 15),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("ten", 10),
];

/// The date that begins with the first of these words, and how many words it takes.
pub(super) fn at(words: &[Word], today: Date) -> Option<(Period, usize)> {
    relative(words, today)
        .or_else(|| counted(words, today))
        .or_else(|| weekday(words, today))
        .or_else(|| written(words, today))
}

fn word(words: &[Word], n: usize) -> &str {
    // A clause that ended says something else.
    words.get(n).filter(|w| n == 0 || !w.begins).map_or("", |w| w.folded.as_str())
}

fn day(date: Result<Date, jiff::Error>) -> Option<Period> {
    date.ok().map(Period::day)
}

fn relative(words: &[Word], today: Date) -> Option<(Period, usize)> {
    let (first, second) = (word(words, 0), word(words, 1));
    let (days, taken) = match (first, second) {
        ("aujourd", "hui") => (0, 2),
        ("today", _) => (0, 1),
        ("avant", "hier") => (-2, 2),
        ("apres", "demain") => (2, 2),
        ("hier" | "yesterday", _) => (-1, 1),
        ("demain" | "tomorrow", _) => (1, 1),
        _ => {
            let week = match (first, second) {
                ("semaine", "prochaine") | ("next", "week") => 7,
                ("semaine", "derniere" | "passee") | ("last", "week") => -7,
                _ => return None,
            };
            let back = i64::from(today.weekday().to_monday_zero_offset());
            let monday = today.checked_add((week - back).days()).ok()?;
            return Some((Period::range(monday, monday.checked_add(6.days()).ok()?).ok()?, 2));
        }
    };
    Some((day(today.checked_add(i64::from(days).days()))?, taken))
}

/// "dans deux semaines", "in 3 days", "il y a dix jours".
fn counted(words: &[Word], today: Date) -> Option<(Period, usize)> {
    let (sign, skip) = match (word(words, 0), word(words, 1), word(words, 2)) {
        ("dans" | "in", _, _) => (1, 1),
        ("il", "y", "a") => (-1, 3),
        _ => return None,
    };
    let number = word(words, skip);
    let n = NUMBERS
        .iter()
        .find(|(w, _)| *w == number)
        .map(|(_, n)| *n)
        .or_else(|| number.parse().ok().filter(|n| (1..=366).contains(n)))?;
    let n = n * sign;
    let span: Span = match word(words, skip + 1) {
        "jour" | "jours" | "day" | "days" => n.days(),
        "semaine" | "semaines" | "week" | "weeks" => n.weeks(),
        "mois" | "month" | "months" => n.months(),
        "an" | "ans" | "year" | "years" => n.years(),
        _ => return None,
    };
    Some((day(today.checked_add(span))?, skip + 2))
}

/// "vendredi" and "vendredi prochain" are the next one, "vendredi dernier" and "last Friday" the one before.
fn weekday(words: &[Word], today: Date) -> Option<(Period, usize)> {
    let ahead = usize::from(matches!(word(words, 0), "next" | "last"));
    let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| *name == word(words, ahead))?;
    let after = word(words, 1);
    let past =
        (ahead == 1 && word(words, 0) == "last") || (ahead == 0 && matches!(after, "dernier" | "passe"));
    let taken = if ahead == 1 || past || after == "prochain" { 2 } else { 1 };
    // "vendredi 12 mars" is written out: the weekday only goes with it.
    if ahead == 0
        && let Some((period, count)) = written(words.get(1..)?, today)
    {
        return Some((period, count + 1));
    }
    Some((day(today.nth_weekday(if past { -1 } else { 1 }, *weekday))?, taken))
}

/// "12/03", "12.03.2027", "2027-03-12", "3 mars", "3 mars 2027", "mars 2027", "March 3", "fin mars".
fn written(words: &[Word], today: Date) -> Option<(Period, usize)> {
    let first = word(words, 0);
    if let Some(period) = figures(first, today) {
        return Some((period, 1));
    }
    if matches!(first, "fin" | "end" | "mi" | "debut") {
        let skip = if word(words, 1) == "of" { 2 } else { 1 };
        let month = month(word(words, skip))?;
        let (year, taken) = year_or_next(words, skip + 1, month, today);
        return Some((Period::month(year, month).ok()?, taken));
    }
    if let Some(d) = day_number(first) {
        let month = month(word(words, 1))?;
        let (year, taken) = year_or_nearest(words, 2, month, d, today);
        return Some((day(Date::new(year, month, d))?, taken));
    }
    let month = month(first)?;
    if let Some(d) = day_number(word(words, 1)) {
        let (year, taken) = year_or_nearest(words, 2, month, d, today);
        return Some((day(Date::new(year, month, d))?, taken));
    }
    let year = four_digits(word(words, 1))?;
    Some((Period::month(year, month).ok()?, 2))
}

fn figures(text: &str, today: Date) -> Option<Period> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let number = |n: usize| parts.get(n).and_then(|p| p.parse::<i16>().ok());
    match parts.as_slice() {
        [y, _, _] if y.len() == 4 => {
            day(Date::new(number(0)?, i8::try_from(number(1)?).ok()?, i8::try_from(number(2)?).ok()?))
        }
        [_, _, y] => {
            let year = match y.len() {
                4 => number(2)?,
                2 => 2000 + number(2)?,
                _ => return None,
            };
            day(Date::new(year, i8::try_from(number(1)?).ok()?, i8::try_from(number(0)?).ok()?))
        }
        // "12/03" is a day and a month; "12-03" and "12.03" are as often a range or a number.
        [_, _] if text.contains('/') => {
            let (d, m) = (i8::try_from(number(0)?).ok()?, i8::try_from(number(1)?).ok()?);
            day(Date::new(nearest_year(m, d, today)?, m, d))
        }
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word
        .strip_suffix("er")
        .or_else(|| word.strip_suffix("st"))
        .or_else(|| word.strip_suffix("th"))
        .unwrap_or(word);
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|d| (1..=31).contains(d))
}

fn four_digits(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|y| (1990..=2100).contains(y))
}

fn year_or_nearest(words: &[Word], at: usize, month: i8, d: i8, today: Date) -> (i16, usize) {
    match four_digits(word(words, at)) {
        Some(year) => (year, at + 1),
        None => (nearest_year(month, d, today).unwrap_or(today.year()), at),
    }
}

fn year_or_next(words: &[Word], at: usize, month: i8, today: Date) -> (i16, usize) {
    match four_digits(word(words, at)) {
        Some(year) => (year, at + 1),
        None => (today.year() + i16::from(month < today.month()), at),
    }
}

/// The year that brings a day nearest to today: in December, "le 12/01" is next month, "le 28/11" last week.
fn nearest_year(month: i8, d: i8, today: Date) -> Option<i16> {
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| Date::new(year, month, d).ok())
        .min_by_key(|date| date.since(today).map_or(i32::MAX, |span| span.get_days().abs()))
        .map(Date::year)
}

#[cfg(test)]
mod tests {
    use super::super::words::split;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_as_people_say_them() {
        let today = date(2026, 11, 23);
        for (text, expected, taken) in [
            ("hier", "2026-11-22", 1),
            ("avant-hier", "2026-11-21", 2),
            ("aujourd'hui", "2026-11-23", 2),
            ("après-demain", "2026-11-25", 2),
            ("vendredi", "2026-11-27", 1),
            ("vendredi dernier", "2026-11-20", 2),
            ("next Tuesday", "2026-11-24", 2),
            ("lundi", "2026-11-30", 1),
            ("vendredi 12 mars 2027", "2027-03-12", 4),
            ("dans deux semaines", "2026-12-07", 3),
            ("il y a 10 jours", "2026-11-13", 5),
            ("semaine prochaine", "2026-11-30/2026-12-06", 2),
            ("12/01", "2027-01-12", 1),
            ("28/10/26", "2026-10-28", 1),
            ("2027-02-03", "2027-02-03", 1),
            ("1er décembre", "2026-12-01", 2),
            ("March 3", "2027-03-03", 2),
            ("fin janvier", "2027-01", 2),
            ("mars 2027", "2027-03", 2),
        ] {
            let (period, count) = at(&split(text), today).unwrap_or_else(|| panic!("{text} was not read"));
            assert_eq!((period.to_string().as_str(), count), (expected, taken), "{text}");
        }
        for text in ["mars", "31/02", "12", "3.5", "2024", "99/99", "dans le nord", "il y a peu", "12-14"] {
            assert_eq!(at(&split(text), today), None, "{text}");
        }
    }
}
