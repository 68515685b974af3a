//! Cutting a text into numbers, words and signs, with numbers written the French, Swiss and English way.

use crate::folding::fold;

/// One piece of a text. Places are counted in characters of the original.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum PieceKind {
    /// A number, and whether its one separator could have meant thousands as well as decimals.
    Number { value: f64, either: bool, swiss: bool },
    /// A word, folded; `upper` when it is written in capitals only.
    Word { folded: String, upper: bool },
    /// A sign.
    Sign(char),
}

impl Piece {
    pub(super) fn number(&self) -> Option<f64> {
        if let PieceKind::Number { value, .. } = self.kind { Some(value) } else { None }
    }

    pub(super) fn word(&self) -> Option<&str> {
        if let PieceKind::Word { folded, .. } = &self.kind { Some(folded) } else { None }
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == PieceKind::Sign(sign)
    }
}

/// Cuts a text. White space separates and is not kept.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        if c.is_ascii_digit() {
            let (value, either, swiss, end) = number_at(&chars, i);
            out.push(Piece { kind: PieceKind::Number { value, either, swiss }, start: i, end });
            i = end;
        } else if c.is_alphabetic() {
            let mut end = i + 1;
            while chars.get(end).is_some_and(|c| c.is_alphabetic()) {
                end += 1;
            }
            let word: String = chars.get(i..end).unwrap_or_default().iter().collect();
            let upper = word.chars().all(char::is_uppercase);
            out.push(Piece { kind: PieceKind::Word { folded: fold(&word), upper }, start: i, end });
            i = end;
        } else {
            if !c.is_whitespace() {
                let sign = match c {
                    '–' | '—' | '‑' | '−' => '-',
                    '’' | '‘' => '\'',
                    '×' => '*',
                    c => c,
                };
                out.push(Piece { kind: PieceKind::Sign(sign), start: i, end: i + 1 });
            }
            i += 1;
        }
    }
    out
}

fn number_at(chars: &[char], start: usize) -> (f64, bool, bool, usize) {
    let run = |from: usize| chars.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let mut groups = vec![(None, start, run(start))];
    let mut end = start + run(start);
    while let Some(&separator) = chars.get(end) {
        let digits = run(end + 1);
        let kind = match separator {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '\'' | '’' => '\'',
            '.' => '.',
            ',' => ',',
            _ => break,
        };
        let leading = groups.first().map_or(0, |g| g.2);
        let thousands = digits == 3 && leading <= 3 && leading > 0;
        let fits = match kind {
            ' ' | '\'' => thousands && !groups.iter().any(|g| matches!(g.0, Some('.' | ',')) && g.2 != 3),
            _ => digits > 0,
        };
        // "12.05.24" is no number: a date is looked for elsewhere.
        let same = groups.iter().any(|g| g.0 == Some(kind));
        if !fits || (matches!(kind, '.' | ',') && same && digits != 3) {
            break;
        }
        groups.push((Some(kind), end + 1, digits));
        end += 1 + digits;
    }
    let marks: Vec<char> = groups.iter().filter_map(|g| g.0.filter(|k| matches!(k, '.' | ','))).collect();
    let mixed = groups.iter().any(|g| matches!(g.0, Some(' ' | '\'')));
    let last = groups.last().copied();
    let (decimal, either) = match (marks.as_slice(), last) {
        ([], _) => (false, false),
        ([one], Some((Some(mark), _, digits))) if mark == *one => {
            // "6.500" is six thousand five hundred; "6,5" and "0.250" are not.
            let zero = groups.first().is_some_and(|g| g.2 == 1 && chars.get(g.1) == Some(&'0'));
            let decimal = digits != 3 || mixed || zero;
            (decimal, !decimal)
        }
        ([first, .., last_mark], Some((Some(mark), ..))) if mark == *last_mark => (first != last_mark, false),
        _ => (false, false),
    };
    let mut whole = String::new();
    let count = groups.len();
    for (i, (_, from, digits)) in groups.iter().enumerate() {
        if decimal && i + 1 == count {
            whole.push('.');
        }
        whole.extend(chars.iter().skip(*from).take(*digits));
    }
    let swiss = groups.iter().any(|g| g.0 == Some('\''));
    (whole.parse().unwrap_or(f64::INFINITY), either, swiss, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<f64> {
        pieces(text).first().and_then(Piece::number)
    }

    #[test]
    fn numbers_of_three_countries() {
        for (text, value) in [
            ("1234", 1234.0),
            ("1 234", 1234.0),
            ("1\u{a0}234\u{202f}567,89", 1_234_567.89),
            ("1'234.50", 1234.5),
            ("1’234’567", 1_234_567.0),
            ("1,234,567.89", 1_234_567.89),
            ("1.234.567,89", 1_234_567.89),
            ("20,854.00", 20854.0),
            ("6.500", 6500.0),
            ("6,5", 6.5),
            ("6.50", 6.5),
            ("0,250", 0.25),
            ("4.500,50", 4500.5),
            ("12 34", 12.0),
            ("2024 3", 2024.0),
        ] {
            assert_eq!(first(text), Some(value), "{text}");
        }
    }

    #[test]
    fn pieces_keep_their_places() {
        let found = pieces("env. 20k€");
        assert_eq!(found.len(), 5);
        assert_eq!((found[2].start, found[2].end, found[2].number()), (5, 7, Some(20.0)));
        assert_eq!(found[3].word(), Some("k"));
        assert!(found[4].is_sign('€'));
    }
}
