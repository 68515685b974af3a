//! Sentences that say no. "Pas de mail, courrier postal", "pas encore fait", "n’est plus actif": the words of a
//! value stand there, and the text says the reverse of it. Every recogniser that finds its value by words asks
//! here first, so that none of them makes a yes of a no.

use crate::folding::fold;

/// Where a folded text begins to say no.
fn at(folded: &str) -> Option<usize> {
    let words: Vec<(usize, &str)> = spans(folded);
    let word = |i: usize| words.get(i).map_or("", |(_, w)| *w);
    let is_number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    (0..words.len()).find_map(|i| {
        let (from, w) = *words.get(i)?;
        let next = word(i + 1);
        let before = if i == 0 { "" } else { word(i - 1) };
        let says_no = match w {
            // "Pas à pas", "un pas".
            "pas" => {
                let after = next == "a" && word(i + 2) == "pas";
                !(after || before == "a" && i > 1 && word(i - 2) == "pas")
            }
            "ne" | "non" | "ni" | "jamais" | "aucun" | "aucune" | "sans" | "sauf" | "hormis" | "not"
            | "never" | "without" | "except" | "nor" | "neither" | "cannot" | "isn" | "doesn" => true,
            "don" | "won" | "didn" | "wasn" => next == "t",
            "n" => folded.get(from + 1..).is_some_and(|rest| rest.starts_with('\'')),
            // "no 12" is a number.
            "no" => !next.is_empty() && !is_number(next),
            // "Plus de tél." is none left; "plus de 10 k€", "plus tard", "en plus" are not.
            "plus" => {
                let of_degree = ["tard", "tot", "ou", "que", "grand", "grande", "petit", "haut", "bas"];
                let counts = is_number(next) || next == "de" && is_number(word(i + 2));
                let compared = ["en", "de", "au", "la", "le", "les", "a", "un", "bien"].contains(&before);
                let alone = next.is_empty() && i == 0;
                !(of_degree.contains(&next) || counts || compared || alone)
            }
            _ => false,
        };
        says_no.then_some(from)
    })
}

fn spans(folded: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = 0;
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            found.push((rest, word));
        }
        rest += word.len();
        rest += folded.get(rest..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// True when a text says no to something.
#[must_use]
pub fn denies(text: &str) -> bool {
    at(&fold(text)).is_some()
}

/// What stands before the clause that says no: "Mme Durand" of "Mme Durand, pas de mail". The whole text when
/// it says no to nothing.
#[must_use]
pub fn before(text: &str) -> &str {
    let ends = text.char_indices().filter(|(_, c)| matches!(c, ',' | '(' | ';' | '–' | '—' | '/' | '\n'));
    let dashes = text.match_indices(" - ").map(|(i, _)| (i, '-'));
    let mut cuts: Vec<usize> = ends.chain(dashes).map(|(i, _)| i).collect();
    cuts.sort_unstable();
    cuts.push(text.len());
    let mut kept = "";
    for cut in cuts {
        let front = text.get(..cut).unwrap_or("");
        if denies(front) {
            return kept;
        }
        kept = front;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_is_heard_and_a_yes_is_not_taken_for_one() {
        for no in [
            "pas de mail, courrier postal",
            "n’est plus là",
            "Ne plus appeler",
            "plus actif",
            "non fait",
            "jamais rencontré",
            "no longer active",
            "don’t call",
            "n a pas demarre",
            "plus de tél",
            "sans convention",
        ] {
            assert!(denies(no), "{no}");
        }
        for yes in [
            "plus de 10 k€",
            "relancer plus tard",
            "no 12",
            "en plus",
            "convention signée",
            "Nicolas",
            "Pas à pas",
            "don en nature",
            "",
        ] {
            assert!(!denies(yes), "{yes}");
        }
        assert_eq!(before("Mme Durand, pas de mail, courrier"), "Mme Durand");
        assert_eq!(before("Claire Durand (ne pas appeler) 04"), "Claire Durand ");
        assert_eq!(before("pas de mail"), "");
        assert_eq!(before("Claire Durand, DG"), "Claire Durand, DG");
    }
}
