//! The kind of an organisation, from the words of a "Nature" or "Forme" column, or from its name.

use super::denial::denies;
use super::{Reading, Why};
use crate::folding::{fold, is_unknown, is_void};

/// Codes of the kinds.
pub const KINDS: [&str; 9] = [
    "ngo",
    "company",
    "foundation",
    "public_funder",
    "local_authority",
    "university_research",
    "network",
    "community",
    "other",
];

type Signs = &'static [&'static str];

/// In the order of weight: "fondation d'entreprise" is a foundation, "club d'entreprises" a network.
const BY_TEXT: &[(&str, bool, Signs)] = &[
    (
        "foundation",
        true,
        &[
            "fondation",
            "foundation",
            "fonds de dotation",
            "fds de dot",
            "fds dot",
            "fonds dot",
            "fonds de dot",
            "frup",
            "stiftung",
            "fundacion",
        ],
    ),
    (
        "local_authority",
        true,
        &[
            "collectivite",
            "commune ",
            "mairie",
            "ville ",
            "departement",
            "conseil departemental",
            "region ",
            "conseil regional",
            "metropole",
            "communaute de communes",
            "municip",
            "local authority",
            "council",
        ],
    ),
    (
        "university_research",
        true,
        &[
            "universit",
            "recherche",
            "research",
            "laboratoire cnrs",
            "cnrs",
            "ird ",
            "institut de rech",
            "knowledge",
        ],
    ),
    ("other", false, &["hopital", "hospital", "chu ", "eple", "lycee", "college ", "ecole"]),
    (
        "network",
        true,
        &[
            "reseau",
            "network",
            "club ",
            "federation d entreprises",
            "amicale",
            "syndicat prof",
            "groupement",
            "chambre de commerce",
            "cci ",
        ],
    ),
    (
        "ngo",
        true,
        &[
            "ong",
            "ngo",
            "asso ",
            "assoc",
            "association",
            "loi 1901",
            "1901",
            "asbl",
            "non profit",
            "nonprofit",
            "charity",
        ],
    ),
    (
        "public_funder",
        true,
        &[
            "public",
            "bailleur",
            "etat ",
            "ministere",
            "ministry",
            "agence",
            "agency",
            "ambassade",
            "embassy",
            "government",
            "gouvernement",
            "donor",
            "epic ",
            "etablissement public",
        ],
    ),
    ("community", true, &["comite villageois", "communaut", "communit", "groupement villageois"]),
    (
        "company",
        true,
        &[
            "pme",
            "tpe",
            "eti ",
            "sa ",
            "sas",
            "sarl",
            "eurl",
            "sasu",
            "ei ",
            "scop",
            "scic",
            "selarl",
            "ltd",
            "inc ",
            "gmbh",
            "sci ",
            "snc",
            "entreprise",
            "company",
            "corporate",
            "business",
            "societe",
            "start up",
            "startup",
            "grand groupe",
            "grd groupe",
            "gd groupe",
            "gros groupe",
            "groupe",
            "multinationale",
            "banque",
            "bank",
            "assurance",
            "mutuelle",
            "insurance",
            "cabinet",
            "indus",
            "coop",
            "ess ",
            "labo",
            "filiale",
            "holding",
            "auto entrep",
            "artisan",
            "commerc",
            "avocat",
            "bureau d etude",
            "expert compt",
            "conseil",
            "consult",
            "distribut",
            "fournisseur",
            "prestataire",
        ],
    ),
    // A line of business is a company's, as far as such a column goes.
    (
        "company",
        false,
        &[
            "agro",
            "telecom",
            "tourisme",
            "textile",
            "mine",
            "petrole",
            "energie",
            "transport",
            "logisti",
            "btp",
            "constr",
            "ciment",
            "hotel",
            "export",
            "import",
            "numerique",
            "drone",
            "medtech",
            "biotech",
            "equipement",
            "cie ",
            "tabac",
            "gaz",
            "chimi",
            "pharma",
            "sante",
            "aero",
            "auto ",
            "luxe",
            "mode ",
            "media",
            "radio",
            "presse",
            "journal",
            "edition",
            "imprim",
            "restaur",
            "immobili",
            "informati",
            "digital",
            "finance",
            "services",
        ],
    ),
];

const BY_NAME: &[(&str, bool, Signs)] = &[
    (
        "foundation",
        true,
        &["fondation", "foundation", "fonds de dotation", "stichting", "fundacion", "fundacao"],
    ),
    ("foundation", false, &["fonds"]),
    (
        "local_authority",
        true,
        &[
            "commune de",
            "commune d",
            "ville de",
            "ville d",
            "mairie",
            "departement de",
            "departement d",
            "departement du",
            "conseil departemental",
            "conseil regional",
            "region ",
            "communaute de communes",
            "metropole",
        ],
    ),
    ("university_research", true, &["universite", "university", "universidad", "universiteit"]),
    (
        "public_funder",
        true,
        &[
            "agence de l eau",
            "agence francaise",
            "ministere",
            "ministry",
            "ambassade",
            "embassy",
            "union europeenne",
            "european union",
        ],
    ),
    ("network", false, &["reseau", "club", "federation", "amicale", "network", "alliance", "coalition"]),
    ("ngo", true, &["association", "asso ", "ong ", "amis de", "amis du", "amis des"]),
    ("other", false, &["chu ", "hopital", "lycee", "college ", "ecole"]),
    (
        "company",
        true,
        &[
            "sa ",
            "sas ",
            "sarl ",
            "eurl ",
            "ltd ",
            "gmbh ",
            "inc ",
            "scop ",
            "banque",
            "bank ",
            "groupe ",
            "laboratoires",
            "cabinet",
            "mutuelle",
            "assurances",
            "cooperative",
            "caisse cooperative",
        ],
    ),
];

/// Reads a kind from the words of a column made for it.
#[must_use]
pub fn read(text: &str) -> Reading<&'static str> {
    if is_void(text) {
        return Reading::Text(Why::new("empty"));
    }
    if is_unknown(text) {
        return Reading::Text(Why::new("kind_unknown"));
    }
    let bare = fold(text);
    if let Some(code) = KINDS.iter().find(|k| **k == bare.trim()) {
        return Reading::Certain(code);
    }
    // "Non gouvernementale", "sans but lucratif" are what such an organisation is.
    let named_so = [
        "non gouv",
        "non-gouv",
        "non-gov",
        "non lucr",
        "non-lucr",
        "non-profit",
        "non profit",
        "not for profit",
        "not-for-profit",
        "sans but lucr",
    ];
    if denies(&named_so.iter().fold(bare, |rest, words| rest.replace(words, " "))) {
        return Reading::Text(Why::new("says_no"));
    }
    matching(text, BY_TEXT).map_or(Reading::Text(Why::new("kind_not_understood")), |(kind, sure)| {
        if sure { Reading::Certain(kind) } else { Reading::Guess(kind, Why::new("kind_from_sector")) }
    })
}

/// What a name alone tells of the kind.
#[must_use]
pub fn of_name(name: &str) -> Reading<&'static str> {
    matching(name, BY_NAME).map_or(Reading::Text(Why::new("kind_not_in_name")), |(kind, sure)| {
        if sure { Reading::Certain(kind) } else { Reading::Guess(kind, Why::new("kind_from_name")) }
    })
}

/// The kinds behind single letters, where a whole column is made of them (N for NGO, C for company, G for
/// government, K for knowledge institution): used by several registers of development organisations.
#[must_use]
pub fn of_letter(letter: &str) -> Option<&'static str> {
    Some(match letter.trim() {
        "N" => "ngo",
        "C" => "company",
        "G" => "public_funder",
        "K" => "university_research",
        "F" => "foundation",
        _ => return None,
    })
}

fn matching(text: &str, rules: &[(&'static str, bool, Signs)]) -> Option<(&'static str, bool)> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let flat = format!(" {} ", words.join(" "));
    rules
        .iter()
        .find(|(_, _, signs)| signs.iter().any(|s| flat.contains(&format!(" {s}"))))
        .map(|(kind, sure, _)| (*kind, *sure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_columns() {
        for (text, kind) in [
            ("PME", "company"),
            ("Grd groupe", "company"),
            ("fondation d'entreprise", "foundation"),
            ("Fds de dotation", "foundation"),
            ("asso loi 1901", "ngo"),
            ("ONG", "ngo"),
            ("collectivité", "local_authority"),
            ("public", "public_funder"),
            ("Université", "university_research"),
            ("réseau", "network"),
            ("SARL", "company"),
            ("SCOP", "company"),
            ("start-up", "company"),
            ("bureau d’études", "company"),
            ("company", "company"),
        ] {
            assert_eq!(read(text), Reading::Certain(kind), "{text}");
        }
        assert!(matches!(read("agroal."), Reading::Guess("company", _)));
        for text in ["", "?", "voir fiche", "bleu"] {
            assert!(matches!(read(text), Reading::Text(_)), "{text}");
        }
    }

    #[test]
    fn kinds_of_names() {
        assert_eq!(of_name("Fondation Lumière"), Reading::Certain("foundation"));
        assert_eq!(of_name("Ville de Nantes"), Reading::Certain("local_authority"));
        assert!(matches!(of_name("Club des Tisserands"), Reading::Guess("network", _)));
        assert!(matches!(of_name("Tisserands du Sud"), Reading::Text(_)));
    }
}
