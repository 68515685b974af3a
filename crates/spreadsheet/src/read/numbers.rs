//! Numbers as Excel keeps them: serial dates and number formats.

use jiff::civil::{Date, DateTime, date};

/// The day and time of an Excel serial; `None` outside 1900–2199, where a serial is a mistake.
///
/// Excel counts a 29 February 1900 that never was: serials below 60 are one day less. With `from_1904`
/// (old Mac files) day 0 is 1 January 1904.
pub(crate) fn serial_date(serial: f64, from_1904: bool) -> Option<DateTime> {
    if !serial.is_finite() || !(0.0..110_000.0).contains(&serial) {
        return None;
    }
    let day = serial.floor();
    let seconds = ((serial - day) * 86_400.0).round();
    #[allow(clippy::cast_possible_truncation, reason = "bounded above")]
    let (day, seconds) = (day as i64, seconds as i64);
    let base: Date = if from_1904 {
        date(1904, 1, 1)
    } else if day < 60 {
        date(1899, 12, 31)
    } else {
        date(1899, 12, 30)
    };
    let day = base.checked_add(jiff::Span::new().try_days(day).ok()?).ok()?;
    day.at(0, 0, 0, 0).checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()
}

/// True when a number format shows a date or a time.
pub(crate) fn is_date_format(id: u32, code: Option<&str>) -> bool {
    if matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58) {
        return true;
    }
    let Some(code) = code else { return false };
    // Text in quotes, escaped letters and [colours] are no date letters; [h] and [mm] are.
    let first = code.split(';').next().unwrap_or(code);
    let mut letters = String::new();
    let mut chars = first.chars();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => drop(chars.next()),
            '[' if !quoted => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
                    letters.push_str(&inside);
                }
            }
            c if !quoted => letters.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    !letters.contains("general")
        && !letters.contains(['0', '#'])
        && letters.contains(['d', 'm', 'y', 'h', 'j', 'a'])
}

/// A number as a person would type it: no exponent, no needless decimals.
pub(crate) fn plain_number(n: f64) -> String {
    // 0.1 + 0.2 stands in files as 0.30000000000000004: fifteen digits are what Excel itself shows.
    let magnitude = if n == 0.0 { 0.0 } else { n.abs().log10().floor() };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let decimals = (14.0 - magnitude).clamp(0.0, 17.0) as usize;
    let text = format!("{n:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_dates() {
        for (serial, from_1904, expected) in [
            (1.0, false, "1900-01-01T00:00:00"),
            (59.0, false, "1900-02-28T00:00:00"),
            (61.0, false, "1900-03-01T00:00:00"),
            (45363.0, false, "2024-03-12T00:00:00"),
            (45363.75, false, "2024-03-12T18:00:00"),
            (43901.0, true, "2024-03-12T00:00:00"),
        ] {
            assert_eq!(serial_date(serial, from_1904).unwrap().to_string(), expected);
        }
        assert_eq!(serial_date(-1.0, false), None);
        assert_eq!(serial_date(f64::NAN, false), None);
        assert_eq!(serial_date(999_999.0, false), None);
    }

    #[test]
    fn date_formats_are_told_from_money() {
        for (id, code) in [
            (14, None),
            (164, Some("dd/mm/yy")),
            (165, Some("[$-40C]d mmmm yyyy")),
            (166, Some("[hh]:mm")),
            (167, Some("jj/mm/aaaa")),
        ] {
            assert!(is_date_format(id, code), "{code:?}");
        }
        for (id, code) in [
            (0, None),
            (2, None),
            (164, Some("#,##0 \"dollars\"")),
            (165, Some("0.00")),
            (166, Some("General")),
            (167, Some("[Red]#,##0")),
            (168, Some("@")),
        ] {
            assert!(!is_date_format(id, code), "{code:?}");
        }
    }

    #[test]
    fn numbers_look_typed() {
        for (n, text) in [
            (0.0, "0"),
            (36000.0, "36000"),
            (0.1 + 0.2, "0.3"),
            (18750.5, "18750.5"),
            (-3.25, "-3.25"),
            (1e15, "1000000000000000"),
            (99_999_905_400_010.0, "99999905400010"),
        ] {
            assert_eq!(plain_number(n), text);
        }
    }
}
