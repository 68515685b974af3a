//! The type of a partnership, from the words a column of types has.

use super::denial::denies;
use super::{Reading, Why};
use crate::folding::{fold, is_unknown, is_void};

/// Codes of the types this crate tells apart.
pub const TYPES: [&str; 6] = [
    "mecenat_financier",
    "mecenat_nature",
    "mecenat_competences",
    "pratiques_responsables",
    "cooperation_economique",
    "co_construction",
];

/// Reads a type.
#[must_use]
pub fn read(text: &str) -> Reading<&'static str> {
    if is_void(text) {
        return Reading::Text(Why::new("empty"));
    }
    if is_unknown(text) {
        return Reading::Text(Why::new("type_unknown"));
    }
    // "prestation -> co-construction": what it became.
    let became = ["->", "→", "=>"].iter().find_map(|arrow| text.rsplit_once(arrow)).map(|(_, last)| last);
    let folded = fold(became.unwrap_or(text));
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let flat = format!(" {} ", words.join(" "));
    let has = |signs: &[&str]| signs.iter().any(|s| flat.contains(&format!(" {s}")));
    let mut found: Vec<&'static str> = Vec::new();
    if has(&["mecenat fin", "financ", "don financ", "don numeraire", "numeraire", "cash", "mecenat mf "]) {
        found.push("mecenat_financier");
    }
    if has(&["nature", "in kind", "materiel", "don materiel"]) {
        found.push("mecenat_nature");
    }
    if has(&["competence", "pro bono", "probono", "skill", "mdc "]) {
        found.push("mecenat_competences");
    }
    if has(&["pratiques resp", "pratique resp", "responsible", "achats resp", "achat responsable"]) {
        found.push("pratiques_responsables");
    }
    if has(&["cooperation eco", "coop eco", "economic", "partage produit", "produit partage"]) {
        found.push("cooperation_economique");
    }
    if has(&[
        "co construction",
        "coconstruction",
        "co constr",
        "innovation",
        "co creation",
        "codevelop",
        "co develop",
    ]) {
        found.push("co_construction");
    }
    // A gift asks for nothing in return.
    if denies(&folded.replace("sans contrepartie", " ")) {
        return Reading::Text(Why::new("says_no"));
    }
    match found.as_slice() {
        [] => Reading::Text(Why::new("type_not_understood")),
        [one] => Reading::Certain(one),
        [first, ..] => Reading::Guess(first, Why::new("several_types")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types() {
        for (text, code) in [
            ("Mécénat financier", "mecenat_financier"),
            ("mécénat fin.", "mecenat_financier"),
            ("don en nature", "mecenat_nature"),
            ("Mécénat de compétences", "mecenat_competences"),
            ("pro-bono", "mecenat_competences"),
            ("coop. éco.", "cooperation_economique"),
            ("Co-construction", "co_construction"),
            ("innovation sociale", "co_construction"),
            ("achats responsables", "pratiques_responsables"),
            ("don -> co-construction", "co_construction"),
        ] {
            assert_eq!(read(text), Reading::Certain(code), "{text}");
        }
        assert!(matches!(read("nature + compétences"), Reading::Guess("mecenat_nature", _)));
        for text in
            ["", "?", "à définir", "mécénat", "subvention", "échange", "logistique", "réseau", "convention"]
        {
            assert!(matches!(read(text), Reading::Text(_)), "{text}");
        }
    }
}
