//! Telephone numbers, to E.164.

use super::country::{by_code, by_dial};
use super::{Reading, Why};

/// Reads one telephone number. `country` (ISO 3166 alpha-2) says where a number without its country's code
/// is from.
#[must_use]
pub fn read(text: &str, country: Option<&str>) -> Reading<String> {
    let text = text.trim();
    // "+33 (0)4 …": the bracketed zero is not dialled from abroad.
    let plain = text.replace("(0)", "");
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let odd = plain.chars().any(|c| {
        !c.is_ascii_digit()
            && !c.is_whitespace()
            && !matches!(c, '+' | '.' | '-' | '(' | ')' | '/' | '‑' | '–')
    });
    if odd || digits.len() < 6 || digits.len() > 15 {
        return Reading::Text(Why::new("phone_not_understood"));
    }
    let international = if plain.trim_start().starts_with('+') {
        Some(digits.clone())
    } else {
        digits.strip_prefix("00").map(str::to_owned)
    };
    if let Some(number) = international {
        return if (7..=15).contains(&number.len()) && by_dial(&number).is_some() {
            Reading::Certain(format!("+{number}"))
        } else {
            Reading::Text(Why::new("phone_not_understood"))
        };
    }
    let home = country.and_then(by_code).filter(|c| !c.dial.is_empty());
    if let Some(home) = home
        && digits.starts_with(home.dial)
        && digits.len() >= home.dial.len() + 8
    {
        return Reading::Guess(format!("+{digits}"), Why::new("phone_plus_missing"));
    }
    let french = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    // Five pairs are the French way to write one; other groupings are those of other countries.
    let in_pairs = {
        let groups: Vec<usize> =
            plain.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).map(str::len).collect();
        groups == [10] || groups == [2, 2, 2, 2, 2]
    };
    match home {
        Some(home) if home.code == "FR" && french => {
            Reading::Certain(format!("+33{}", digits.get(1..).unwrap_or("")))
        }
        Some(home) if home.code != "FR" && digits.starts_with('0') && !(french && in_pairs) => {
            Reading::Guess(
                format!("+{}{}", home.dial, digits.get(1..).unwrap_or("")),
                Why::new("phone_country_assumed"),
            )
        }
        _ if french && in_pairs => {
            Reading::Guess(format!("+33{}", digits.get(1..).unwrap_or("")), Why::new("phone_country_assumed"))
        }
        Some(home) if home.code == "FR" && digits.len() == 9 && !digits.starts_with('0') => {
            Reading::Guess(format!("+33{digits}"), Why::new("phone_zero_lost"))
        }
        _ => Reading::Text(Why::new("phone_country_unknown")),
    }
}

/// The stretches of a text that look like telephone numbers, as (start, end) in characters.
#[must_use]
pub fn places(text: &str) -> Vec<(usize, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        let begins = c.is_ascii_digit() || c == '+';
        let after_letter = i > 0 && chars.get(i - 1).is_some_and(|p| p.is_alphanumeric() || *p == '@');
        if !begins || after_letter {
            i += 1;
            continue;
        }
        let (mut end, mut digits, mut j) = (i, 0, i);
        while let Some(&d) = chars.get(j) {
            if d.is_ascii_digit() {
                digits += 1;
                end = j + 1;
            } else if !(matches!(d, '+' | '.' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}' | ' '))
                || (d == ' ' && chars.get(j + 1) == Some(&' '))
            {
                break;
            }
            j += 1;
        }
        let dashed_word = chars.get(j).is_some_and(|d| d.is_alphabetic()) && j == end;
        // "2024-05-22" has eight figures too.
        let run: String = chars.get(i..end).unwrap_or_default().iter().collect();
        let dated = run.split(['-', '.']).map(str::len).eq([4, 2, 2])
            || run.split(['-', '.']).map(str::len).eq([2, 2, 4]);
        if (8..=16).contains(&digits) && !dashed_word && !dated {
            found.push((i, end));
        }
        i = end.max(i + 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_dialled_from_anywhere() {
        for (text, country, number) in [
            ("01 99 00 12 34", Some("FR"), "+33199001234"),
            ("01.99.00.12.34", Some("FR"), "+33199001234"),
            ("0199001234", Some("FR"), "+33199001234"),
            ("+33 (0)1 99 00 12 34", None, "+33199001234"),
            ("0033 1 99 00 12 34", None, "+33199001234"),
            ("+226 00 11 22 33", Some("FR"), "+22600112233"),
            ("00261 00 11 222 33", None, "+261001122233"),
        ] {
            assert_eq!(read(text, country), Reading::Certain(number.into()), "{text}");
        }
        for (text, country, number) in [
            ("01 99 00 12 34", None, "+33199001234"),
            ("261 00 11 222 33", Some("MG"), "+261001122233"),
            ("032 00 111 22", Some("MG"), "+261320011122"),
            ("199001234", Some("FR"), "+33199001234"),
        ] {
            assert!(matches!(read(text, country), Reading::Guess(n, _) if n == number), "{text}");
        }
        for text in ["", "12", "poste 12", "032 00 111 22", "99999999999999999", "75011 Paris"] {
            assert!(matches!(read(text, None), Reading::Text(_)), "{text}: {:?}", read(text, None));
        }
    }

    #[test]
    fn numbers_in_text() {
        let cut = |t: &str| {
            places(t)
                .iter()
                .map(|(a, b)| t.chars().skip(*a).take(b - a).collect::<String>())
                .collect::<Vec<_>>()
        };
        assert_eq!(cut("Paul – 06 39 98 00 11 – p@x.example"), ["06 39 98 00 11"]);
        assert_eq!(cut("tél : 01.99.00.12.34 / +226 00 11 22 33"), ["01.99.00.12.34", "+226 00 11 22 33"]);
        assert!(cut("le 12/05/2024, 3 personnes").is_empty());
        assert!(cut("2024-05-22").is_empty() && cut("22.05.2024").is_empty());
    }
}
