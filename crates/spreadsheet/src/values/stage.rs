//! What a status says, as a stage of a partnership.
//!
//! Rules run from the most telling word to the least: a refusal outweighs the convention it refuses, an
//! assessment to come outweighs the work that is over. A status two rules read differently, or one that
//! every team uses in its own way ("en cours"), is a guess and shows on the mapping screen.

use super::denial::denies;
use super::{Reading, Why};
use crate::folding::{fold, is_unknown, is_void};

/// The stages of a partnership, in order, and the two ways to leave the path.
pub const STAGES: [&str; 11] = [
    "rencontre",
    "definir",
    "concevoir",
    "convention",
    "mettre_en_oeuvre",
    "ajuster",
    "evaluer",
    "perenniser",
    "cloturer",
    "suspendu",
    "abandonne",
];

/// What the English of our own export calls them; its French reads like anybody's.
const OUR_WORDS: &[(&str, &str)] = &[
    ("meeting", "rencontre"),
    ("define", "definir"),
    ("design", "concevoir"),
    ("agreement", "convention"),
    ("implement", "mettre_en_oeuvre"),
    ("adjust", "ajuster"),
    ("evaluate", "evaluer"),
    ("sustain", "perenniser"),
    ("close", "cloturer"),
    ("rencontre", "rencontre"),
    ("definir", "definir"),
    ("concevoir", "concevoir"),
    ("convention", "convention"),
    ("mettre en œuvre", "mettre_en_oeuvre"),
    ("mettre en oeuvre", "mettre_en_oeuvre"),
];

struct Rule {
    stage: &'static str,
    sure: bool,
    /// Beginnings of words (a trailing space asks for the whole word).
    signs: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        stage: "abandonne",
        sure: true,
        signs: &[
            "ko ",
            "perdu",
            "refus",
            "abandon",
            "sans suite",
            "pas interess",
            "non retenu",
            "declin",
            "rejet",
            "annul",
            "hors zone",
            "hors sujet",
            "pas notre",
            "trop cher",
            "lost ",
            "rejected",
            "cancel",
            "dropped",
            "no go",
            "not interested",
            "echec",
            "echou",
        ],
    },
    Rule {
        stage: "suspendu",
        sure: true,
        signs: &[
            "standby",
            "stand by",
            "suspen",
            "en pause",
            "pause ",
            "gel ",
            "gele ",
            "gelee",
            "on hold",
            "interrompu",
            "bloque",
            "report ",
            "reporte",
            "paused",
            "en sommeil",
            "dormant",
        ],
    },
    Rule {
        stage: "perenniser",
        sure: true,
        signs: &[
            "renouvellement signe",
            "renouvele ",
            "renouvelee",
            "reconduit",
            "reconduction",
            "reparti pour",
            "perenn",
            "prolonge ",
            "renewed",
            "renewal signed",
        ],
    },
    Rule {
        stage: "evaluer",
        sure: true,
        signs: &["a evaluer", "evaluation", "bilan", "en evaluation", "evaluat"],
    },
    Rule { stage: "evaluer", sure: false, signs: &["a renouveler", "renouvellement", "renewal"] },
    Rule {
        stage: "ajuster",
        sure: true,
        signs: &["ajust", "avenant", "amendment", "a reajuster", "reorient"],
    },
    Rule {
        stage: "cloturer",
        sure: true,
        signs: &[
            "clos ",
            "close ",
            "clotur",
            "termin",
            "solde ",
            "soldee",
            "acheve",
            "fini ",
            "finis ",
            "finie",
            "closed",
            "completed",
            "complete ",
            "finished",
            "rapport rendu",
            "ended",
        ],
    },
    Rule {
        stage: "concevoir",
        sure: true,
        signs: &[
            "proposition",
            "propale",
            "dossier depose",
            "dossier envoye",
            "depose",
            "devis",
            "a valider",
            "en ecriture",
            "redaction",
            "soumis",
            "submitted",
            "proposal",
            "loi envoye",
            "lettre d intention",
            "codir",
            "en preparation",
            "montage",
            "conception",
            "instruction",
            "jury",
            "etude par",
            "a l etude",
            "leur comite",
            "pitch envoye",
        ],
    },
    Rule {
        stage: "mettre_en_oeuvre",
        sure: true,
        signs: &[
            "convention active",
            "ok convention",
            "en oeuvre",
            "mise en oeuvre",
            "mis en oeuvre",
            "actif",
            "active",
            "ca tourne",
            "projet en cours",
            "travaux en cours",
            "experiment",
            "deploi",
            "livre ",
            "livree",
            "verse ",
            "versee",
            "demarr",
            "lance ",
            "lancee",
            "realisation",
            "running",
            "ongoing",
            "implement",
            "underway",
            "in progress",
            "en execution",
            "execution",
        ],
    },
    Rule {
        stage: "convention",
        sure: true,
        signs: &[
            "sign",
            "convention",
            "accord de principe",
            "accorde ",
            "accordee",
            "agreed",
            "agreement",
            "contrat",
            "mou ",
        ],
    },
    Rule {
        stage: "rencontre",
        sure: true,
        signs: &[
            "prospect",
            "a contacter",
            "a relancer",
            "relanc",
            "1er contact",
            "premier contact",
            "contact pris",
            "1er rdv",
            "premier rdv",
            "rdv pris",
            "rdv fait",
            "a rencontrer",
            "rencontr",
            "identifi",
            "idee",
            "piste",
            "to contact",
            "first contact",
            "lead ",
            "pas de nouvelles",
            "sans nouvelles",
            "pas de reponse",
            "sans reponse",
            "no reply",
            "cible ",
        ],
    },
    Rule {
        stage: "definir",
        sure: true,
        signs: &[
            "en discussion",
            "discussion",
            "negoci",
            "reprise de contact",
            "note de cadrage",
            "cadrage",
            "qualif",
            "in discussion",
            "talks",
            "rdv le",
            "echange",
        ],
    },
    Rule {
        stage: "convention",
        sure: false,
        signs: &["oui ", "ok ", "won ", "gagn", "accept", "yes ", "valide "],
    },
    Rule { stage: "abandonne", sure: false, signs: &["non ", "no "] },
    Rule { stage: "suspendu", sure: false, signs: &["attente", "attend", "waiting"] },
    Rule { stage: "mettre_en_oeuvre", sure: false, signs: &["recu ", "recue ", "paye ", "payee "] },
    Rule {
        stage: "rencontre",
        sure: false,
        signs: &["rdv", "contact", "mail ", "appel", "nouveau", "new ", "open "],
    },
    Rule { stage: "definir", sure: false, signs: &["en cours", "current"] },
];

/// Reads a status.
#[must_use]
pub fn read(text: &str) -> Reading<&'static str> {
    if let Some((_, stage)) = OUR_WORDS.iter().find(|(word, _)| *word == fold(text)) {
        return Reading::Certain(stage);
    }
    if is_void(text) {
        return Reading::Text(Why::new("empty"));
    }
    if is_unknown(text) {
        return Reading::Text(Why::new("status_unknown"));
    }
    let flat = flat(text);
    if let Some(code) = STAGES.iter().find(|s| s.replace('_', " ") == flat.trim()) {
        return Reading::Certain(code);
    }
    // "attend leur CODIR", "attente de réponse du jury": what is waited for says more than the waiting.
    // What stands in brackets explains a status and does not make it.
    let main = flat_outside_brackets(text);
    let matched: Vec<&Rule> = RULES.iter().filter(|r| r.signs.iter().any(|s| holds(&main, s))).collect();
    let Some(first) =
        matched.first().copied().or_else(|| RULES.iter().find(|r| r.signs.iter().any(|s| holds(&flat, s))))
    else {
        return Reading::Text(Why::new("status_not_understood"));
    };
    // "signé puis perdu", "pas encore signé": the words pull both ways.
    // A no that is part of the sign ("sans suite") is what the sign says.
    let denied = denies(
        &first.signs.iter().filter(|s| denies(s)).fold(main.clone(), |rest, sign| rest.replace(sign, " ")),
    );
    if !first.sure || denied || matched.is_empty() {
        return Reading::Guess(
            first.stage,
            Why::new(if denied { "status_denied" } else { "status_ambiguous" }),
        );
    }
    Reading::Certain(first.stage)
}

/// True for a status that says something runs without saying what ("en cours", "?", ""): a colour or a
/// date of signature may say more.
#[must_use]
pub fn is_open(text: &str) -> bool {
    is_void(text)
        || is_unknown(text)
        || matches!(flat(text).trim(), "en cours" | "encours" | "cours" | "ouvert" | "open" | "current")
}

/// True when the words say that the other side has agreed: a generic "Montant" is then granted.
#[must_use]
pub fn is_agreed(text: &str, stage: Option<&str>) -> bool {
    let main = flat_outside_brackets(text);
    if ["relecture", "a signer", "en signature", "principe", "tripartite en", "a renouveler"]
        .iter()
        .any(|w| holds(&main, w))
        && !holds(&main, "a renouveler")
    {
        return false;
    }
    if denies(&main) {
        return false;
    }
    match stage {
        Some("convention" | "mettre_en_oeuvre" | "ajuster" | "evaluer" | "perenniser" | "cloturer") => true,
        // Something agreed stays agreed when the work is interrupted; nobody knows from the words alone.
        Some("suspendu") => false,
        _ => false,
    }
}

/// Why it stopped, when the status says so: "KO – budget engagé", "suspendu (guerre)".
#[must_use]
pub fn reason(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if let Some((_, rest)) = trimmed.split_once('(')
        && let Some((inside, _)) = rest.rsplit_once(')')
    {
        return Some(inside.trim().to_owned()).filter(|r| !r.is_empty());
    }
    [" – ", " — ", " - ", " : ", ": "]
        .iter()
        .find_map(|dash| trimmed.split_once(dash))
        .map(|(_, rest)| rest.trim().to_owned())
        .filter(|r| !r.is_empty())
}

fn holds(flat: &str, sign: &str) -> bool {
    flat.contains(&format!(" {sign}"))
}

/// Folded words with one space around each.
fn flat(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

fn flat_outside_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let outside: String = text
        .chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect();
    flat(&outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_decide() {
        for (text, stage) in [
            ("Refusé par leur comité", "abandonne"),
            ("KO (zone)", "abandonne"),
            ("perdue : autre ONG", "abandonne"),
            ("Rejected", "abandonne"),
            ("en stand-by", "suspendu"),
            ("gelé jusqu'en mai", "suspendu"),
            ("on hold", "suspendu"),
            ("convention reconduite", "perenniser"),
            ("bilan en cours", "evaluer"),
            ("terminé, bilan à faire", "evaluer"),
            ("avenant n°2 à signer", "ajuster"),
            ("projet terminé", "cloturer"),
            ("Completed", "cloturer"),
            ("propale partie, attente retour", "concevoir"),
            ("dossier déposé", "concevoir"),
            ("devis à valider", "concevoir"),
            ("convention signée", "convention"),
            ("Signé", "convention"),
            ("accord de principe", "convention"),
            ("en œuvre", "mettre_en_oeuvre"),
            ("mise en oeuvre", "mettre_en_oeuvre"),
            ("1re tranche versée", "mettre_en_oeuvre"),
            ("prospect", "rencontre"),
            ("à relancer", "rencontre"),
            ("en discussion", "definir"),
            ("négociation", "definir"),
            ("pérenniser", "perenniser"),
        ] {
            assert_eq!(read(text), Reading::Certain(stage), "{text}");
        }
    }

    #[test]
    fn words_that_leave_a_doubt() {
        for text in [
            "en cours",
            "OK",
            "oui !",
            "non",
            "reçu",
            "en attente",
            "pas encore signé",
            "à renouveler",
            "appelés",
        ] {
            assert!(matches!(read(text), Reading::Guess(..)), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn no_status() {
        for text in ["", "-", "?", "à définir", "bleu", "voir Paul", "42", "lesson", "Hors d'œuvre"] {
            assert!(matches!(read(text), Reading::Text(_)), "{text}: {:?}", read(text));
        }
        assert!(is_open("en cours") && is_open("?") && !is_open("projet en cours"));
    }

    #[test]
    fn reasons_are_kept() {
        assert_eq!(reason("suspendu (guerre)").as_deref(), Some("guerre"));
        assert_eq!(reason("ko – budget déjà engagé").as_deref(), Some("budget déjà engagé"));
        assert_eq!(reason("perdu"), None);
        assert!(is_agreed("signé", Some("convention")));
        assert!(!is_agreed("convention en relecture", Some("convention")));
    }
}
