//! Several organisations in one cell.

use crate::folding::{fold, parentheses_forward, tidy};

/// The organisations of a cell, each with its name as it should stand. Cut at line ends, "+", ";" and at a
/// "/" that stands between names; "&", "et" and commas are parts of names and stay.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(text) {
        let name = clean(&piece);
        if name.chars().any(char::is_alphanumeric) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A name without remarks in brackets, list marks and doubled spaces; « (Les) » and « (Groupe) » come forward.
#[must_use]
pub fn clean(name: &str) -> String {
    let name = tidy(name).replace('\n', " ");
    let name = name.trim().trim_start_matches(['•', '*', '–', '-', '·']).trim();
    parentheses_forward(name).trim().trim_end_matches([',', ';', ':']).trim().to_owned()
}

/// The pieces before cleaning: what stood between the separators.
#[must_use]
pub fn pieces(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut current, mut depth) = (Vec::new(), String::new(), 0_u32);
    for (i, &c) in chars.iter().enumerate() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let cut = match c {
            _ if depth > 0 => false,
            '\n' | ';' => true,
            '+' => true,
            '/' => slash_separates(&chars, i),
            _ => false,
        };
        if cut {
            out.push(std::mem::take(&mut current));
        } else {
            current.push(c);
        }
    }
    out.push(current);
    out.into_iter().filter(|p| !p.trim().is_empty()).collect()
}

/// "A / B" and "Alpha/Beta" are two; "s/ Foron", "c/o", "n/a" and "R/D" are not.
fn slash_separates(chars: &[char], at: usize) -> bool {
    let letters = |mut i: usize, step: isize| {
        let mut n = 0;
        while let Some(c) = chars.get(i).filter(|c| c.is_alphanumeric()) {
            let _ = c;
            n += 1;
            match i.checked_add_signed(step) {
                Some(next) => i = next,
                None => break,
            }
        }
        n
    };
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
    let after = chars.get(at + 1).copied();
    if before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace) {
        return true;
    }
    before.is_some_and(char::is_alphanumeric)
        && after.is_some_and(char::is_uppercase)
        && letters(at.saturating_sub(1), -1) >= 3
        && letters(at + 1, 1) >= 3
}

/// True when a text reads like remarks rather than names ("toutes", "à voir").
#[must_use]
pub fn is_nobody(name: &str) -> bool {
    let folded = fold(name);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        bare,
        "toutes"
            | "tous"
            | "toutes les structures"
            | "all"
            | "divers"
            | "particulier"
            | "particuliers"
            | "a voir"
            | "plusieurs"
            | "interne"
            | "nous"
            | "moi"
    ) || crate::folding::is_void(name)
        || crate::folding::is_unknown(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties() {
        for (text, names) in [
            ("Alpha / Beta", vec!["Alpha", "Beta"]),
            ("Alpha/Beta", vec!["Alpha", "Beta"]),
            ("Alpha + Beta + Gamma", vec!["Alpha", "Beta", "Gamma"]),
            ("Alpha\nBeta", vec!["Alpha", "Beta"]),
            ("Alpha & Fils", vec!["Alpha & Fils"]),
            ("Pain et Sel", vec!["Pain et Sel"]),
            ("Kora (ex-Sol / Lune)", vec!["Kora"]),
            ("Cahiers d’ici (Les)", vec!["Les Cahiers d’ici"]),
            ("LUMEN (Groupe)", vec!["Groupe LUMEN"]),
            ("Laiterie de Viuz s/ Foron", vec!["Laiterie de Viuz s/ Foron"]),
            ("• Alpha\n• Beta", vec!["Alpha", "Beta"]),
            ("  Alpha  ", vec!["Alpha"]),
            ("(à voir)", vec!["(à voir)"]),
            ("", vec![]),
        ] {
            assert_eq!(split(text), names, "{text}");
        }
        assert!(is_nobody("toutes") && is_nobody("?") && !is_nobody("Alpha"));
    }
}
