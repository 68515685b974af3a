//! Dates and periods as people write them. A date nobody fixed to the day is a period with its precision.

use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use serde::{Deserialize, Serialize};

use super::date_words::{is_before_word, is_weekday, month};
use super::{Reading, Why};
use crate::folding::{fold, is_unknown, is_void, tidy};

/// How exactly a period was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// Part of a month ("2e quinzaine de juin", "début mars").
    MonthPart,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// From one day to another.
    Range,
}

/// A span of days, both ends in it. A due date given as a period is due on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Period {
    /// First day.
    #[ts(type = "string")]
    pub start: Date,
    /// Last day.
    #[ts(type = "string")]
    pub end: Date,
    /// How exactly it was given.
    pub precision: Precision,
}

impl Period {
    /// One day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { start: day, end: day, precision: Precision::Day }
    }
}

/// Where a date without a year is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// It has happened: the last such day not after the reference date.
    Past,
    /// It is to come: the first such day that is not long past.
    Future,
    /// The nearest.
    #[default]
    Either,
}

/// What a date is read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateContext {
    /// "Today" for the spreadsheet.
    pub reference: Date,
    /// Which way a missing year is filled in.
    pub direction: Direction,
    /// The year a section of the sheet says ("2023" above the rows): fills in a missing year.
    pub year: Option<i16>,
}

/// Reads the date or period of a cell.
#[must_use]
pub fn read(text: &str, context: &DateContext) -> Reading<Period> {
    if is_void(text) {
        return Reading::Text(Why::new("empty"));
    }
    if is_unknown(text) {
        return Reading::Text(Why::new("date_unknown"));
    }
    let folded = fold(&tidy(text));
    if let Some(why) = recurring_or_vague(&folded) {
        return Reading::Text(why);
    }
    let tokens = tokens(&folded);
    if let Some(reading) = serial_or_iso(&folded, &tokens) {
        return reading;
    }
    let mut cursor = Cursor { tokens: &tokens, at: 0, context };
    if let Some(reading) = cursor.whole() {
        return reading;
    }
    // "12/05/24 (mail)", "3 ans (2023-2025)": one of the two halves may be the date.
    if let Some((outside, rest)) = folded.split_once('(') {
        let inside = rest.trim_end_matches(')');
        for half in [outside, inside] {
            let tokens = self::tokens(half);
            let mut cursor = Cursor { tokens: &tokens, at: 0, context };
            if let Some(reading) = cursor.whole() {
                let plain = half == inside && duration_months(outside).is_some();
                return if plain { reading } else { reading.doubted(Why::new("words_around_date")) };
            }
        }
    }
    Reading::Text(Why::new("date_not_understood"))
}

/// Reads a number that stands in a date column: a year, or a day Excel forgot to format.
#[must_use]
pub fn read_number(number: f64) -> Reading<Period> {
    if number.fract() == 0.0 && (1950.0..2100.0).contains(&number) {
        #[allow(clippy::cast_possible_truncation, reason = "bounded above")]
        return whole_year(number as i16)
            .map_or(Reading::Text(Why::new("date_not_understood")), Reading::Certain);
    }
    match crate::read::serial_date(number, false).filter(|_| (29_000.0..62_000.0).contains(&number)) {
        Some(at) => Reading::Guess(Period::day(at.date()), Why::new("excel_serial")),
        None => Reading::Text(Why::new("date_not_understood")),
    }
}

/// A length of time in months: "18 mois", "3 ans", "1 an renouv.".
#[must_use]
pub fn duration_months(text: &str) -> Option<i32> {
    let folded = fold(text);
    let tokens = tokens(&folded);
    let [Token::Number(n, _), Token::Word(unit), ..] = tokens.as_slice() else { return None };
    if tokens.iter().skip(2).any(|t| matches!(t, Token::Number(..))) || *n > 600 {
        return None;
    }
    let n = i32::try_from(*n).ok()?;
    match unit.as_str() {
        "mois" | "month" | "months" => Some(n),
        "an" | "ans" | "annee" | "annees" | "year" | "years" => Some(n * 12),
        _ => None,
    }
}

fn recurring_or_vague(folded: &str) -> Option<Why> {
    let has = |word: &str| folded.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
    if [
        "chaque",
        "tous",
        "toutes",
        "every",
        "mensuel",
        "hebdo",
        "hebdomadaire",
        "annuel",
        "annuelle",
        "trimestriel",
        "weekly",
        "monthly",
        "yearly",
    ]
    .iter()
    .any(|w| has(w))
    {
        return Some(Why::new("recurring"));
    }
    if ["asap", "urgent", "urgence", "possible", "rapidement", "vite", "bientot", "soon"]
        .iter()
        .any(|w| has(w))
    {
        return Some(Why::new("no_fixed_date"));
    }
    if ["ete", "hiver", "automne", "printemps", "rentree", "summer", "winter", "autumn", "spring"]
        .iter()
        .any(|w| has(w))
    {
        return Some(Why::new("season"));
    }
    None
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A run of digits, and how many.
    Number(u32, usize),
    Word(String),
    Sign(char),
}

fn tokens(folded: &str) -> Vec<Token> {
    let chars: Vec<char> = folded.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        let start = i;
        if c.is_ascii_digit() {
            while chars.get(i).is_some_and(char::is_ascii_digit) {
                i += 1;
            }
            let run: String = chars.get(start..i).unwrap_or_default().iter().collect();
            out.push(Token::Number(run.parse().unwrap_or(u32::MAX), run.len()));
        } else if c.is_alphabetic() {
            while chars.get(i).is_some_and(|c| c.is_alphabetic()) {
                i += 1;
            }
            out.push(Token::Word(chars.get(start..i).unwrap_or_default().iter().collect()));
        } else {
            if !c.is_whitespace() {
                out.push(Token::Sign(c));
            }
            i += 1;
        }
    }
    out
}

/// "2024-05-22", "2024/05/22 10:00", and the day numbers of Excel typed as text ("45504").
fn serial_or_iso(folded: &str, tokens: &[Token]) -> Option<Reading<Period>> {
    match tokens {
        [Token::Number(n, 5)] => Some(read_number(f64::from(*n))),
        [
            Token::Number(y, 4),
            Token::Sign('-' | '/' | '.'),
            Token::Number(m, 1 | 2),
            Token::Sign('-' | '/' | '.'),
            Token::Number(d, 1 | 2),
            rest @ ..,
        ] => {
            let day = Period::day(ymd(*y, *m, *d)?);
            let time =
                rest.is_empty() || folded.contains(':') || matches!(rest, [Token::Word(t), ..] if t == "t");
            Some(if time {
                Reading::Certain(day)
            } else {
                Reading::Guess(day, Why::new("words_around_date"))
            })
        }
        // "2024-05": a month. "2024-25" is two years and falls through.
        [Token::Number(y @ 1950..=2099, 4), Token::Sign('-' | '/'), Token::Number(m @ 1..=12, 2)] => {
            whole_month(i16::try_from(*y).ok()?, i8::try_from(*m).ok()?).map(Reading::Certain)
        }
        _ => None,
    }
}

fn ymd(y: u32, m: u32, d: u32) -> Option<Date> {
    Date::new(
        i16::try_from(y).ok().filter(|y| (1900..2200).contains(y))?,
        i8::try_from(m).ok()?,
        i8::try_from(d).ok()?,
    )
    .ok()
}

fn full_year(n: u32, digits: usize) -> Option<i16> {
    match digits {
        4 if (1950..2100).contains(&n) => i16::try_from(n).ok(),
        2 => i16::try_from(2000 + n).ok(),
        _ => None,
    }
}

fn whole_month(year: i16, month: i8) -> Option<Period> {
    let start = Date::new(year, month, 1).ok()?;
    Some(Period { start, end: start.last_of_month(), precision: Precision::Month })
}

fn whole_year(year: i16) -> Option<Period> {
    Some(Period {
        start: Date::new(year, 1, 1).ok()?,
        end: Date::new(year, 12, 31).ok()?,
        precision: Precision::Year,
    })
}

fn months_of(year: i16, first: i8, count: i8, precision: Precision) -> Option<Period> {
    let start = Date::new(year, first, 1).ok()?;
    Some(Period { start, end: Date::new(year, first + count - 1, 1).ok()?.last_of_month(), precision })
}

fn week(year: i16, week: i8) -> Option<Period> {
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    Some(Period {
        start: monday,
        end: monday.checked_add(jiff::Span::new().days(6)).ok()?,
        precision: Precision::Week,
    })
}

/// A period whose year may still be open.
struct Found {
    /// Makes the period for a year.
    make: Box<dyn Fn(i16) -> Option<Period>>,
    year: Option<i16>,
    doubt: Option<Why>,
}

struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    context: &'a DateContext,
}

impl Cursor<'_> {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        if let Some(Token::Word(w)) = self.peek(ahead) { Some(w) } else { None }
    }

    fn sign(&self, ahead: usize, signs: &[char]) -> bool {
        matches!(self.peek(ahead), Some(Token::Sign(s)) if signs.contains(s))
    }

    fn skip_signs(&mut self) {
        while matches!(self.peek(0), Some(Token::Sign('.' | ',' | ':' | '~' | '<' | '>' | '\'' | '!' | '=')))
        {
            self.at += 1;
        }
    }

    /// The whole text as one period, or as two joined to a range; `None` when something remains unread.
    fn whole(&mut self) -> Option<Reading<Period>> {
        if self.tokens.is_empty() || self.tokens.len() > 14 {
            return None;
        }
        if let Some(range) = self.short_range() {
            return Some(range);
        }
        let first = self.one()?;
        self.skip_signs();
        self.skip_time();
        if self.at >= self.tokens.len() {
            return self.settle(first);
        }
        let joined =
            self.sign(0, &['-', '/']) || matches!(self.word(0), Some("a" | "au" | "to" | "et" | "jusqu"));
        if !joined {
            return None;
        }
        self.at += 1;
        while matches!(self.word(0), Some("a" | "au")) || self.sign(0, &['\'']) {
            self.at += 1;
        }
        let last = self.one()?;
        self.skip_signs();
        self.skip_time();
        if self.at < self.tokens.len() {
            return None;
        }
        let year = last.year.or(first.year);
        let last = self.settle(Found { year, ..last })?;
        let (Some(end), why) = last.parts() else { return None };
        let (Some(start), other) =
            self.settle(Found { year: first.year.or_else(|| Some(end.start.year())), ..first })?.parts()
        else {
            return None;
        };
        if start.start > end.end {
            return None;
        }
        let range = Period { start: start.start, end: end.end, precision: Precision::Range };
        Some(match why.or(other) {
            Some(why) => Reading::Guess(range, why),
            None => Reading::Certain(range),
        })
    }

    /// "2020-2022", "2024-25", "17-18 mai 2025", "mars-avril 2024".
    fn short_range(&mut self) -> Option<Reading<Period>> {
        if self.word(0) == Some("du") || self.word(0) == Some("de") {
            self.at += 1;
        }
        let range = |start: Date, end: Date| {
            (start <= end).then_some(Reading::Certain(Period { start, end, precision: Precision::Range }))
        };
        let tail = self.tokens.get(self.at..)?;
        let joins = |t: &Token| {
            matches!(t, Token::Sign('-' | '/'))
                || matches!(t, Token::Word(w) if w == "a" || w == "au" || w == "et" || w == "to")
        };
        match tail {
            [Token::Number(a, 4), join, Token::Number(b, digits @ (2 | 4))] if joins(join) => {
                let (from, to) = (full_year(*a, 4)?, full_year(*b, *digits)?);
                if to <= from || to - from > 30 {
                    return None;
                }
                range(whole_year(from)?.start, whole_year(to)?.end)
            }
            [Token::Number(a, 1 | 2), join, Token::Number(b, 1 | 2), Token::Word(m), rest @ ..]
                if joins(join) =>
            {
                let m = month(m)?;
                let (a, b) = (i8::try_from(*a).ok()?, i8::try_from(*b).ok()?);
                let rest: Vec<&Token> = rest.iter().filter(|t| !matches!(t, Token::Sign('.'))).collect();
                let (year, sure) = match rest.as_slice() {
                    [] => (self.guess_year(&|y| Date::new(y, m, b).ok().map(Period::day))?, false),
                    [Token::Number(y, digits)] => (full_year(*y, *digits)?, true),
                    _ => return None,
                };
                let reading = range(Date::new(year, m, a).ok()?, Date::new(year, m, b).ok()?)?;
                Some(if sure { reading } else { reading.doubted(self.year_why()) })
            }
            _ => None,
        }
    }

    /// "8h", "14h30", "à 14:30".
    fn skip_time(&mut self) {
        if self.word(0) == Some("a") && matches!(self.peek(1), Some(Token::Number(..))) {
            self.at += 1;
        }
        if matches!(self.peek(0), Some(Token::Number(0..=24, _)))
            && (matches!(self.word(1), Some("h" | "am" | "pm")) || self.sign(1, &[':']))
        {
            self.at += 2;
            if matches!(self.peek(0), Some(Token::Number(0..=59, _))) {
                self.at += 1;
            }
        }
    }

    fn one(&mut self) -> Option<Found> {
        let mut part = None;
        loop {
            self.skip_signs();
            let Some(word) = self.word(0) else { break };
            if matches!(word, "fin" | "end" | "debut" | "mi" | "milieu" | "early" | "late" | "mid") {
                part = Some(word.to_owned());
            } else if is_weekday(word) && self.peek(1).is_some() {
                // "mar. 12/03" is a Tuesday, "mar 2024" the month of March.
                let followed = matches!(self.peek(1), Some(Token::Number(..) | Token::Sign('.')));
                let cut = matches!(word, "mar" | "mer");
                if (cut && !followed) || (word == "mar" && matches!(self.peek(1), Some(Token::Number(_, 4))))
                {
                    break;
                }
            } else if !is_before_word(word) || month(word).is_some() {
                break;
            }
            self.at += 1;
            while self.sign(0, &['-', '\'']) {
                self.at += 1;
            }
        }
        let found = self.core()?;
        match part {
            Some(part) => Some(partly(&part, found)),
            None => Some(found),
        }
    }

    fn core(&mut self) -> Option<Found> {
        self.fortnight()
            .or_else(|| self.numeric())
            .or_else(|| self.day_and_month())
            .or_else(|| self.period_letter())
            .or_else(|| self.nth_period())
            .or_else(|| self.named_day())
    }

    /// "2e quinzaine de juin", "1re quinzaine d'octobre 2024".
    fn fortnight(&mut self) -> Option<Found> {
        let Some(Token::Number(n @ 1..=2, 1)) = self.peek(0) else { return None };
        let n = *n;
        let mut at = 1;
        if matches!(self.word(at), Some("e" | "re" | "er" | "eme" | "nde" | "de" | "ere" | "nd")) {
            at += 1;
        }
        if self.word(at) != Some("quinzaine") {
            return None;
        }
        at += 1;
        while matches!(self.word(at), Some("de" | "d")) || self.sign(at, &['\'']) {
            at += 1;
        }
        let m = month(self.word(at)?)?;
        self.at += at + 1;
        let year = self.year_here();
        Some(Found {
            make: Box::new(move |y| {
                let whole = whole_month(y, m)?;
                let middle = Date::new(y, m, 15).ok()?;
                Some(if n == 1 {
                    Period { start: whole.start, end: middle, precision: Precision::MonthPart }
                } else {
                    Period {
                        start: Date::new(y, m, 16).ok()?,
                        end: whole.end,
                        precision: Precision::MonthPart,
                    }
                })
            }),
            year,
            doubt: None,
        })
    }

    /// "30/06/24", "30.06.2024", "30/6", "11/2023", "02/24", "2024".
    fn numeric(&mut self) -> Option<Found> {
        let Some(Token::Number(a, a_digits)) = self.peek(0).cloned() else { return None };
        let separated = |this: &Self, at: usize| {
            this.sign(at, &['/', '.', '-']) && matches!(this.peek(at + 1), Some(Token::Number(..)))
        };
        if separated(self, 1)
            && let Some(Token::Number(b, b_digits)) = self.peek(2).cloned()
        {
            if separated(self, 3)
                && let Some(Token::Number(c, c_digits)) = self.peek(4).cloned()
                && a_digits <= 2
                && b_digits <= 2
            {
                let year = full_year(c, c_digits)?;
                self.at += 5;
                // Day before month, as in Europe; where that cannot be, month before day, and said so.
                let (day, doubt) = match ymd(u32::try_from(year).ok()?, b, a) {
                    Some(day) => (day, None),
                    None => (ymd(u32::try_from(year).ok()?, a, b)?, Some(Why::new("month_before_day"))),
                };
                return Some(Found {
                    make: Box::new(move |_| Some(Period::day(day))),
                    year: Some(year),
                    doubt,
                });
            }
            if b_digits == 4 && (1..=12).contains(&a) && a_digits <= 2 {
                let (year, m) = (full_year(b, 4)?, i8::try_from(a).ok()?);
                self.at += 3;
                return Some(Found {
                    make: Box::new(move |y| whole_month(y, m)),
                    year: Some(year),
                    doubt: None,
                });
            }
            if a_digits <= 2 && b_digits <= 2 && !self.sign(1, &['-']) {
                let (first, second) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
                if Date::new(2024, second, first).is_ok() {
                    self.at += 3;
                    self.skip_trailing_dot();
                    return Some(Found {
                        make: Box::new(move |y| Date::new(y, second, first).ok().map(Period::day)),
                        year: None,
                        doubt: None,
                    });
                }
                // "02/24": no 24th month, so February 2024.
                if b_digits == 2 && (13..=60).contains(&b) && (1..=12).contains(&a) {
                    let year = full_year(b, 2)?;
                    self.at += 3;
                    return Some(Found {
                        make: Box::new(move |y| whole_month(y, first)),
                        year: Some(year),
                        doubt: None,
                    });
                }
                return None;
            }
        }
        if a_digits == 4 {
            let year = full_year(a, 4)?;
            self.at += 1;
            return Some(Found { make: Box::new(whole_year), year: Some(year), doubt: None });
        }
        None
    }

    fn skip_trailing_dot(&mut self) {
        if self.sign(0, &['.']) {
            self.at += 1;
        }
    }

    /// A year right here, if there is one.
    fn year_here(&mut self) -> Option<i16> {
        while matches!(self.peek(0), Some(Token::Sign('.' | ',' | '\'' | '-' | '/')))
            && matches!(self.peek(1), Some(Token::Number(_, 2 | 4)))
        {
            self.at += 1;
        }
        self.skip_trailing_dot();
        if let Some(Token::Number(n, digits @ (2 | 4))) = self.peek(0).cloned() {
            // "20 juin 8h": eight o'clock, not the year 08.
            if !matches!(self.word(1), Some("h" | "am" | "pm"))
                && !self.sign(1, &[':'])
                && let Some(year) = full_year(n, digits)
            {
                self.at += 1;
                return Some(year);
            }
        }
        None
    }

    /// "20 juin", "1er juillet 2024", "May 12, 2024", "mars 2024", "oct 24".
    fn day_and_month(&mut self) -> Option<Found> {
        if let Some(Token::Number(d @ 1..=31, 1 | 2)) = self.peek(0).cloned() {
            let mut at = 1;
            if matches!(self.word(at), Some("er" | "st" | "nd" | "rd" | "th" | "e")) {
                at += 1;
            }
            if self.sign(at, &['-', '/', '.']) || self.word(at) == Some("of") {
                at += 1;
            }
            let m = month(self.word(at)?)?;
            self.at += at + 1;
            let (d, year) = (i8::try_from(d).ok()?, self.year_here());
            return Some(Found {
                make: Box::new(move |y| Date::new(y, m, d).ok().map(Period::day)),
                year,
                doubt: None,
            });
        }
        let m = month(self.word(0)?)?;
        self.at += 1;
        self.skip_trailing_dot();
        // English: "May 12, 2024", "May 12".
        if let (Some(Token::Number(d @ 1..=31, 1 | 2)), next) = (self.peek(0).cloned(), self.peek(1).cloned())
        {
            let ordinal =
                matches!(&next, Some(Token::Word(w)) if matches!(w.as_str(), "st" | "nd" | "rd" | "th"));
            let year_at = if ordinal { 2 } else { 1 };
            let year_at = if self.sign(year_at, &[',']) { year_at + 1 } else { year_at };
            if let Some(Token::Number(y, 4)) = self.peek(year_at).cloned() {
                let (year, d) = (full_year(y, 4)?, i8::try_from(d).ok()?);
                self.at += year_at + 1;
                return Some(Found {
                    make: Box::new(move |y| Date::new(y, m, d).ok().map(Period::day)),
                    year: Some(year),
                    doubt: None,
                });
            }
        }
        let year = self.year_here();
        Some(Found { make: Box::new(move |y| whole_month(y, m)), year, doubt: None })
    }

    /// "T2", "T2 2025", "Q3/24", "S12", "S2 2024", "W7", "sem. 12", "semaine 12".
    fn period_letter(&mut self) -> Option<Found> {
        let letter = self.word(0)?.to_owned();
        let mut at = 1;
        while self.sign(at, &['.', ' ']) {
            at += 1;
        }
        let Some(Token::Number(n, 1 | 2)) = self.peek(at).cloned() else { return None };
        let n = i8::try_from(n).ok()?;
        let quarter =
            matches!(letter.as_str(), "t" | "q" | "trim" | "trimestre" | "quarter") && (1..=4).contains(&n);
        let is_week =
            matches!(letter.as_str(), "s" | "w" | "sem" | "semaine" | "week" | "wk") && (1..=53).contains(&n);
        if !quarter && !is_week {
            return None;
        }
        self.at += at + 1;
        let year = self.year_here();
        if quarter {
            return Some(Found {
                make: Box::new(move |y| months_of(y, n * 3 - 2, 3, Precision::Quarter)),
                year,
                doubt: None,
            });
        }
        if letter == "s" && n <= 2 {
            // "S2 2024" is a half-year; alone it could be the second week.
            let doubt = year.is_none().then(|| Why::new("half_year_or_week"));
            return Some(Found {
                make: Box::new(move |y| months_of(y, n * 6 - 5, 6, Precision::Half)),
                year,
                doubt,
            });
        }
        Some(Found { make: Box::new(move |y| week(y, n)), year, doubt: None })
    }

    /// "2e semestre", "1er trimestre 2025", "3ème trim.".
    fn nth_period(&mut self) -> Option<Found> {
        let n = match self.peek(0)? {
            Token::Number(n @ 1..=4, 1) => i8::try_from(*n).ok()?,
            Token::Word(w) if w == "premier" => 1,
            Token::Word(w) if w == "deuxieme" || w == "second" => 2,
            _ => return None,
        };
        let mut at = 1;
        if matches!(
            self.word(at),
            Some("e" | "er" | "eme" | "nd" | "nde" | "de" | "st" | "rd" | "th" | "re" | "ere")
        ) {
            at += 1;
        }
        let unit = self.word(at)?.to_owned();
        self.at += at + 1;
        let half = matches!(unit.as_str(), "semestre" | "sem" | "half");
        if !half && !matches!(unit.as_str(), "trimestre" | "trim" | "quarter") || (half && n > 2) {
            return None;
        }
        self.skip_trailing_dot();
        while matches!(self.word(0), Some("de" | "of")) {
            self.at += 1;
        }
        let year = self.year_here();
        Some(Found {
            make: Box::new(move |y| {
                if half {
                    months_of(y, n * 6 - 5, 6, Precision::Half)
                } else {
                    months_of(y, n * 3 - 2, 3, Precision::Quarter)
                }
            }),
            year,
            doubt: None,
        })
    }

    /// "Noël", "Toussaint".
    fn named_day(&mut self) -> Option<Found> {
        let (m, d) = match self.word(0)? {
            // Before Christmas is the 24th; at Christmas nobody signs either.
            "noel" | "christmas" => (
                12,
                if self.tokens.iter().any(|t| matches!(t, Token::Word(w) if w == "avant" || w == "before")) {
                    24
                } else {
                    25
                },
            ),
            "toussaint" => (11, 1),
            _ => return None,
        };
        self.at += 1;
        let year = self.year_here();
        Some(Found {
            make: Box::new(move |y| Date::new(y, m, d).ok().map(Period::day)),
            year,
            doubt: Some(Why::new("named_day")),
        })
    }

    fn year_why(&self) -> Why {
        Why::new(if self.context.year.is_some() { "year_from_section" } else { "year_assumed" })
    }

    fn guess_year(&self, make: &dyn Fn(i16) -> Option<Period>) -> Option<i16> {
        if let Some(year) = self.context.year {
            return Some(year);
        }
        let reference = self.context.reference;
        let day = |d: Date| i64::from(reference.until(d).map_or(0, |s| s.get_days()));
        let candidates: Vec<(i16, Period)> = [-1, 0, 1]
            .into_iter()
            .filter_map(|shift| reference.year().checked_add(shift))
            .filter_map(|year| Some((year, make(year)?)))
            .collect();
        let chosen = match self.context.direction {
            Direction::Past => candidates.iter().rfind(|(_, p)| p.start <= reference),
            // A day three months ago is still "to do"; a half-year that ended is next year's.
            Direction::Future => candidates.iter().find(|(_, p)| {
                day(p.end)
                    >= if matches!(p.precision, Precision::Quarter | Precision::Half) { -30 } else { -90 }
            }),
            Direction::Either => candidates.iter().min_by_key(|(_, p)| day(p.start).abs()),
        };
        chosen.or_else(|| candidates.first()).map(|(year, _)| *year)
    }

    fn settle(&self, found: Found) -> Option<Reading<Period>> {
        let (year, why) = match found.year {
            Some(year) => (year, found.doubt),
            None => (self.guess_year(&found.make)?, Some(found.doubt.unwrap_or_else(|| self.year_why()))),
        };
        let period = (found.make)(year)?;
        Some(match why {
            Some(why) => Reading::Guess(period, why),
            None => Reading::Certain(period),
        })
    }
}

/// "fin juin", "début mars 2025", "mi-juillet", "fin T2", "fin 2024".
fn partly(part: &str, found: Found) -> Found {
    let end = matches!(part, "fin" | "end" | "late");
    let begin = matches!(part, "debut" | "early");
    let make = found.make;
    Found {
        make: Box::new(move |y| {
            let whole = make(y)?;
            match whole.precision {
                // The last day counts for a due date, so the end of a month or quarter is the whole of it.
                Precision::Month | Precision::Quarter | Precision::Half if end => Some(whole),
                Precision::Year if end => months_of(y, 10, 3, Precision::Quarter),
                Precision::Month if begin => Some(Period {
                    end: Date::new(whole.start.year(), whole.start.month(), 10).ok()?,
                    precision: Precision::MonthPart,
                    ..whole
                }),
                Precision::Month => {
                    let middle = Date::new(whole.start.year(), whole.start.month(), 15).ok()?;
                    Some(Period { start: middle, end: middle, precision: Precision::MonthPart })
                }
                Precision::Quarter | Precision::Half if begin => {
                    whole_month(whole.start.year(), whole.start.month())
                }
                Precision::Year if begin => months_of(y, 1, 3, Precision::Quarter),
                Precision::Year => months_of(y, 6, 2, Precision::Range),
                Precision::Quarter => whole_month(whole.start.year(), whole.start.month() + 1),
                _ => Some(whole),
            }
        }),
        year: found.year,
        doubt: if end { found.doubt } else { found.doubt.or_else(|| Some(Why::new("part_of_period"))) },
    }
}

/// 1 January of a year, for callers that hold no date yet.
#[must_use]
pub fn new_year(year: i16) -> Date {
    Date::new(year, 1, 1).unwrap_or_else(|_| date(2000, 1, 1))
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
