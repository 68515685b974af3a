//! Which letters the bytes of a text file stand for, and text that was decoded wrongly once before.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, the encoding's name, and whether some bytes had no letter.
pub(super) fn decode(bytes: &[u8]) -> (String, &'static str, bool) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes),
    };
    let (text, used, broken) = encoding.decode(bytes);
    (text.into_owned(), used.name(), broken)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        // UTF-16 without a mark has a NUL in every other byte of Western text.
        let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).take(500).filter(|b| **b == 0).count();
        return match (zeros(0), zeros(1)) {
            (even, odd) if even > 20 && odd < 5 => UTF_16BE,
            (even, odd) if odd > 20 && even < 5 => UTF_16LE,
            _ => UTF_8,
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    // A single é in an English list is too little to believe in an exotic encoding.
    let foreign = bytes.iter().filter(|b| **b >= 0x80).count();
    if foreign < 8 { WINDOWS_1252 } else { guessed }
}

/// « BurkinabÃ© » read as UTF-8 bytes shown in Windows-1252: gives « Burkinabé » back, `None` when the
/// text is not of that kind. Only a text that turns wholly into valid UTF-8 is repaired, so a real « Ã »
/// (as in "SÃO") stays.
#[must_use]
pub fn repair_twice_encoded(text: &str) -> Option<String> {
    if !text.chars().any(|c| {
        matches!(c, 'Ã' | 'Â' | 'â' | 'Å' | 'Ä' | 'Ð' | 'Ñ' | 'Î' | 'Ï' | 'Ø' | 'Ù' | 'à' | 'á' | 'ã')
    }) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        let code = u32::from(c);
        match u8::try_from(code) {
            Ok(byte) => bytes.push(byte),
            Err(_) => bytes.push(windows_1252_byte(c)?),
        }
    }
    let repaired = String::from_utf8(bytes).ok()?;
    // A control character would show that the bytes only happened to be valid.
    (repaired != text && !repaired.chars().any(|c| c.is_control() && c != '\n' && c != '\t'))
        .then_some(repaired)
}

fn windows_1252_byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    HIGH.iter().position(|h| *h == c).and_then(|i| u8::try_from(i + 0x80).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_encoded_text_is_repaired() {
        for (bad, good) in [
            ("Ã‰quipe", "Équipe"),
            ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"),
            ("DÃ©veloppement â€“ Asie", "Développement – Asie"),
            ("Fundación".replace('ó', "Ã³").as_str(), "Fundación"),
        ] {
            assert_eq!(repair_twice_encoded(bad).as_deref(), Some(good));
        }
    }

    #[test]
    fn right_text_is_left_alone() {
        for text in ["Équipe", "São Tomé", "SÃO TOMÉ", "à côté", "Ãrea", "prix : 5 €", "", "naïve âme"]
        {
            assert_eq!(repair_twice_encoded(text), None, "{text}");
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        let (western, _, _) = WINDOWS_1252.encode("Société;Montant\nDéléguée à l’eau;12 500 €\nÉté;prévu\n");
        assert_eq!(decode(&western).1, "windows-1252");
        assert!(decode(&western).0.contains("l’eau;12 500 €"));
        assert_eq!(decode("Société".as_bytes()), ("Société".to_owned(), "UTF-8", false));
        assert_eq!(decode("\u{feff}Société".as_bytes()).0, "Société");
        let wide: Vec<u8> = "nom;ville\n".repeat(10).encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(decode(&wide).0.starts_with("nom;ville"));
    }
}
