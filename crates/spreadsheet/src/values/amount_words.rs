//! The words around an amount: money names, multipliers, time units, and what may stand there without
//! changing the value.

use super::numeral::{Piece, PieceKind};

/// Countries of the Central African CFA franc (BEAC). The franc of the others is XOF (BCEAO).
pub(super) const CEMAC: &[&str] = &["CM", "CF", "TD", "CG", "GQ", "GA"];
pub(super) const UEMOA: &[&str] = &["BJ", "BF", "CI", "GW", "ML", "NE", "SN", "TG"];

/// A money's name as written, before the zone of a franc is settled.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Money {
    /// An ISO 4217 code.
    Iso(String),
    /// "FCFA", "F CFA": West or Central African.
    Cfa,
    /// "Fr.", "francs": Swiss where it says so.
    Franc,
    /// "$": of the United States unless something else says so.
    Dollar,
}

/// A money's name at piece `i`: what it is and how many pieces it takes.
pub(super) fn money_at(pieces: &[Piece], i: usize) -> Option<(Money, usize)> {
    let iso = |code: &str| Some((Money::Iso(code.to_owned()), 1));
    match &pieces.get(i)?.kind {
        PieceKind::Sign('€') => iso("EUR"),
        PieceKind::Sign('£') => iso("GBP"),
        PieceKind::Sign('¥') => iso("JPY"),
        PieceKind::Sign('$') => Some((Money::Dollar, 1)),
        PieceKind::Sign(_) | PieceKind::Number { .. } => None,
        PieceKind::Word { folded, upper } => {
            let next_is = |word: &str| pieces.get(i + 1).and_then(Piece::word) == Some(word);
            match folded.as_str() {
                "eur" | "euro" | "euros" => iso("EUR"),
                "fcfa" | "cfa" => Some((Money::Cfa, 1)),
                "f" | "francs" | "franc" if next_is("cfa") => Some((Money::Cfa, 2)),
                "f" if pieces.get(i + 1).is_some_and(|p| p.is_sign('.'))
                    && pieces.get(i + 2).and_then(Piece::word) == Some("cfa") =>
                {
                    Some((Money::Cfa, 3))
                }
                "chf" | "sfr" => iso("CHF"),
                "francs" | "franc" if next_is("suisses") || next_is("suisse") => {
                    Some((Money::Iso("CHF".to_owned()), 2))
                }
                "fr" if pieces.get(i + 1).is_some_and(|p| p.is_sign('.')) => Some((Money::Franc, 2)),
                "fr" | "frs" | "francs" => Some((Money::Franc, 1)),
                "us" if pieces.get(i + 1).is_some_and(|p| p.is_sign('$')) => {
                    Some((Money::Iso("USD".to_owned()), 2))
                }
                "dollar" | "dollars" => Some((Money::Dollar, 1)),
                "ar" | "ariary" | "ariarys" => iso("MGA"),
                "dh" | "dhs" | "mad" | "dirham" | "dirhams" => iso("MAD"),
                "gourdes" | "gourde" => iso("HTG"),
                "livres" | "pounds" => None,
                other if *upper => {
                    let code = other.to_uppercase();
                    super::country::is_currency(&code).then_some((Money::Iso(code), 1))
                }
                _ => None,
            }
        }
    }
}

/// A multiplier at piece `i`, with the money it contains when both are one word ("keur"), and whether it
/// needs a money behind it to be believed ("5 m" may be metres).
pub(super) fn multiplier_at(pieces: &[Piece], i: usize) -> Option<(f64, Option<Money>, bool)> {
    let PieceKind::Word { folded, upper } = &pieces.get(i)?.kind else { return None };
    let euro = || Some(Money::Iso("EUR".to_owned()));
    Some(match folded.as_str() {
        "k" => (1e3, None, false),
        "ke" | "keur" | "keuros" => (1e3, euro(), false),
        "kf" => (1e3, None, true),
        "kchf" => (1e3, Some(Money::Iso("CHF".to_owned())), false),
        "mille" | "thousand" => (1e3, None, false),
        "m" => (1e6, None, !*upper),
        "me" | "meur" => (1e6, euro(), false),
        "mio" | "million" | "millions" | "mln" => (1e6, None, false),
        "md" | "mds" | "mrd" | "milliard" | "milliards" | "billion" => (1e9, None, false),
        _ => return None,
    })
}

/// A unit of working time.
pub(super) fn time_unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "j" | "jr" | "jrs" | "jour" | "jours" | "day" | "days" | "jh" | "journee" | "journees" => "day",
        "demi-journees" | "demi-journee" => "half_day",
        "h" | "heure" | "heures" | "hour" | "hours" => "hour",
        "mission" | "missions" => "mission",
        _ => return None,
    })
}

/// Units of weight and volume, with the short form they are kept under.
pub(super) fn bulk_unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "t" | "tonne" | "tonnes" | "tons" => "t",
        "kg" | "kgs" | "kilo" | "kilos" => "kg",
        "l" | "litre" | "litres" => "l",
        _ => return None,
    })
}

/// Words that name working time given and add nothing to it.
pub(super) fn is_skills_phrase(folded: &str) -> bool {
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let folded = ["de ", "d'", "of "].iter().find_map(|p| folded.strip_prefix(p)).unwrap_or(folded);
    matches!(
        folded,
        "" | "mecenat de competences"
            | "mecenat de competence"
            | "mecenat de comp"
            | "mecenat competences"
            | "competences"
            | "pro bono"
            | "probono"
            | "benevolat"
            | "de benevolat"
            | "benevoles"
            | "travail"
            | "homme"
            | "hommes"
            | "mdc"
            | "skills"
    )
}

/// Words that make an amount approximate.
pub(super) fn is_approximate(word: &str) -> bool {
    matches!(
        word,
        "env"
            | "environ"
            | "approx"
            | "approximativement"
            | "autour"
            | "about"
            | "around"
            | "circa"
            | "ca"
            | "quelque"
            | "pres"
    )
}

/// Words that may stand around an amount without making it another one.
pub(super) fn is_neutral(word: &str) -> bool {
    matches!(
        word,
        "ht" | "ttc"
            | "net"
            | "nets"
            | "total"
            | "soit"
            | "de"
            | "d"
            | "don"
            | "mecenat"
            | "cash"
            | "numeraire"
            | "financier"
            | "fin"
            | "en"
            | "montant"
            | "budget"
            | "subvention"
            | "subv"
            | "un"
            | "une"
            | "la"
            | "le"
            | "an"
            | "ans"
            | "par"
            | "sur"
            | "x"
            | "annee"
            | "annees"
            | "year"
            | "years"
            | "per"
            | "over"
            | "pendant"
            | "pour"
            | "renouvelable"
            | "pluriannuel"
            | "annuel"
    )
}

/// The singular of a French or English plural, as far as a final letter tells.
pub(super) fn singular(word: &str) -> String {
    if word.chars().count() > 3 && !word.ends_with("ss") && !word.ends_with("is") && !word.ends_with("us") {
        if let Some(stem) = word.strip_suffix("eaux") {
            return format!("{stem}eau");
        }
        if let Some(stem) = word.strip_suffix(['s', 'x']) {
            return stem.to_owned();
        }
    }
    word.to_owned()
}
