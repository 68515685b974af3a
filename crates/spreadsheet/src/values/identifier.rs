//! Identifiers of organisations, with their checksums: SIREN, SIRET, RNA, French VAT, Swiss UID.

use serde::{Deserialize, Serialize};

use super::{Reading, Why};
use crate::folding::{is_unknown, is_void};

/// One identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Identifier {
    /// `FR-SIREN`, `FR-SIRET`, `FR-RNA`, `EU-VAT`, `CH-UID`, `LEI`.
    pub scheme: String,
    /// The identifier without spaces and dots; as typed when it is not valid.
    pub id: String,
    /// Its form and checksum are right.
    pub valid: bool,
}

/// Reads the identifiers of a cell, whatever column they stand in. An identifier that fails its checksum is
/// kept as typed, marked invalid, and makes the reading a guess: it is never corrected in silence.
#[must_use]
pub fn read(text: &str) -> Reading<Vec<Identifier>> {
    if is_void(text) || is_unknown(text) {
        return Reading::Text(Why::new("empty"));
    }
    let mut found: Vec<Identifier> = Vec::new();
    let mut doubt = None;
    for piece in text.split(['/', ';', '\n', ',', '|']) {
        let Some((identifier, why)) = read_one(piece) else { continue };
        doubt = doubt.or(why);
        if !found.contains(&identifier) {
            // A SIRET and a French VAT number contain the SIREN.
            let siren = match identifier.scheme.as_str() {
                "FR-SIRET" if identifier.valid => identifier.id.get(..9),
                "EU-VAT" if identifier.valid => identifier.id.get(4..13),
                _ => None,
            };
            if let Some(siren) = siren.filter(|s| luhn(s)) {
                let siren = Identifier { scheme: "FR-SIREN".into(), id: siren.into(), valid: true };
                if !found.contains(&siren) {
                    found.push(siren);
                }
            }
            found.push(identifier);
        }
    }
    match (found.is_empty(), doubt) {
        (true, _) => Reading::Text(Why::new("identifier_not_understood")),
        (false, Some(why)) => Reading::Guess(found, why),
        (false, None) => Reading::Certain(found),
    }
}

fn read_one(piece: &str) -> Option<(Identifier, Option<Why>)> {
    let upper: String = piece.to_uppercase();
    let joined: String = upper.chars().filter(|c| c.is_alphanumeric()).collect();
    let make =
        |scheme: &str, id: &str, valid: bool| Identifier { scheme: scheme.into(), id: id.into(), valid };
    let invalid = |scheme: &str, code: &str| {
        let typed = piece.trim().to_owned();
        let why = Why::new(code).with("typed", typed.clone());
        Some((Identifier { scheme: scheme.into(), id: typed, valid: false }, Some(why)))
    };
    // Names of registers before the number: "SIREN :", "RCS Annecy", "n°".
    let number_from = joined.find(|c: char| c.is_ascii_digit())?;
    let (label, number) = joined.split_at(number_from);
    if label.ends_with("CHE") {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        return if swiss_uid(&digits) {
            Some((make("CH-UID", &format!("CHE{digits}"), true), None))
        } else {
            invalid("CH-UID", "checksum_wrong")
        };
    }
    if label == "W" || label.ends_with("RNAW") || (label.ends_with('W') && number.len() >= 8) {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        return if digits.len() == 9 && number.len() == 9 {
            Some((make("FR-RNA", &format!("W{digits}"), true), None))
        } else {
            invalid("FR-RNA", "identifier_length")
        };
    }
    if label.ends_with("FR") && number.len() == 11 {
        let valid = french_vat(number);
        return if valid {
            Some((make("EU-VAT", &format!("FR{number}"), true), None))
        } else {
            invalid("EU-VAT", "checksum_wrong")
        };
    }
    // The letter O typed for a zero.
    let mended: String = number.replace('O', "0");
    if !mended.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let typo = (mended != number).then(|| Why::new("letter_for_zero").with("typed", piece.trim()));
    match mended.len() {
        9 if luhn(&mended) => Some((make("FR-SIREN", &mended, true), typo)),
        9 => invalid("FR-SIREN", "checksum_wrong"),
        14 if siret(&mended) => Some((make("FR-SIRET", &mended, true), typo)),
        14 => invalid("FR-SIRET", "checksum_wrong"),
        // Excel keeps numbers, and numbers have no leading zero.
        8 if luhn(&format!("0{mended}")) => Some((
            make("FR-SIREN", &format!("0{mended}"), true),
            Some(Why::new("leading_zero_restored").with("typed", piece.trim())),
        )),
        13 if siret(&format!("0{mended}")) => Some((
            make("FR-SIRET", &format!("0{mended}"), true),
            Some(Why::new("leading_zero_restored").with("typed", piece.trim())),
        )),
        7..=14 => invalid(if mended.len() > 10 { "FR-SIRET" } else { "FR-SIREN" }, "identifier_length"),
        _ => None,
    }
}

/// The Luhn check of SIREN and SIRET (ISO/IEC 7812).
#[must_use]
pub fn luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (i, c) in digits.chars().rev().enumerate() {
        let Some(d) = c.to_digit(10) else { return false };
        sum += match (i % 2, d * 2) {
            (0, _) => d,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        };
    }
    !digits.is_empty() && sum % 10 == 0
}

fn siret(digits: &str) -> bool {
    // The branches of La Poste break the Luhn rule; the sum of their digits is a multiple of five.
    luhn(digits)
        || (digits.starts_with("356000000")
            && digits.chars().filter_map(|c| c.to_digit(10)).sum::<u32>() % 5 == 0)
}

fn french_vat(eleven: &str) -> bool {
    let (Some(key), Some(siren)) = (eleven.get(..2), eleven.get(2..)) else { return false };
    let (Ok(key), Ok(number)) = (key.parse::<u64>(), siren.parse::<u64>()) else { return false };
    luhn(siren) && key == (12 + 3 * (number % 97)) % 97
}

fn swiss_uid(nine: &str) -> bool {
    const WEIGHTS: [u32; 8] = [5, 4, 3, 2, 7, 6, 5, 4];
    let digits: Vec<u32> = nine.chars().filter_map(|c| c.to_digit(10)).collect();
    let [front @ .., check] = digits.as_slice() else { return false };
    let sum: u32 = front.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    front.len() == 8 && (11 - sum % 11) % 11 == *check
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> (String, String, bool, bool) {
        let reading = read(text);
        let certain = matches!(reading, Reading::Certain(_));
        let found = reading.value().unwrap_or_else(|| panic!("{text}"));
        let last = found.last().unwrap();
        (last.scheme.clone(), last.id.clone(), last.valid, certain)
    }

    #[test]
    fn identifiers_typed_every_way() {
        // 732829320 is the example number of the French register's own documentation.
        for (text, scheme, id) in [
            ("732 829 320", "FR-SIREN", "732829320"),
            ("SIREN : 732.829.320", "FR-SIREN", "732829320"),
            ("RCS Paris 732 829 320", "FR-SIREN", "732829320"),
            ("73282932000074", "FR-SIRET", "73282932000074"),
            ("w 123 456 789", "FR-RNA", "W123456789"),
            ("CHE-109.322.551 TVA", "CH-UID", "CHE109322551"),
            ("FR44732829320", "EU-VAT", "FR44732829320"),
        ] {
            assert_eq!(one(text), (scheme.into(), id.into(), true, true), "{text}");
        }
        assert_eq!(one("73282932O"), ("FR-SIREN".into(), "732829320".into(), true, false));
        assert_eq!(one("732829321"), ("FR-SIREN".into(), "732829321".into(), false, false));
        assert_eq!(one("W12345678"), ("FR-RNA".into(), "W12345678".into(), false, false));
        assert!(!one("CHE-109.322.552").2);
        assert_eq!(read("W123456789 / 732 829 320").value().unwrap().len(), 2);
        assert_eq!(read("73282932000074").value().unwrap()[0].scheme, "FR-SIREN");
    }

    #[test]
    fn a_zero_lost_by_excel_comes_back_as_a_guess() {
        let siren = "012345674";
        assert!(luhn(siren));
        assert_eq!(one("12345674"), ("FR-SIREN".into(), siren.into(), true, false));
    }

    #[test]
    fn what_is_no_identifier_stays_text() {
        for text in ["", "?", "néant", "en cours d’immat.", "12", "à venir", "01 99"] {
            assert!(matches!(read(text), Reading::Text(_)), "{text}: {:?}", read(text));
        }
    }
}
