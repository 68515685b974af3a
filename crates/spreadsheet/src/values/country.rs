//! Countries: names, codes and demonyms in French and English, to ISO 3166-1 alpha-2.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::denial::denies;
use super::{Reading, Why};
use crate::folding::fold;

/// One country of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// International dialling code, digits only; "" when the table has none.
    pub dial: &'static str,
    /// ISO 4217 code of its money; "" when the table has none.
    pub currency: &'static str,
}

const TABLE: &str = include_str!("../data/countries.tsv");

/// Names people write that the table has not, and demonyms, each list ending with its code.
const ALIASES: &[(&str, &[&str])] = &[
    ("AF", &["afghan", "afghane"]),
    ("AL", &["albanais", "albanaise"]),
    ("DZ", &["algerien", "algerienne", "algerian"]),
    ("DE", &["allemand", "allemande", "german", "rfa"]),
    ("AO", &["angolais", "angolaise"]),
    ("AM", &["armenien", "armenienne"]),
    ("BE", &["belge", "belgian"]),
    ("BJ", &["beninois", "beninoise"]),
    ("BF", &["burkina", "burkinabe", "burkinabes", "bfa", "faso"]),
    ("BI", &["burundais", "burundaise"]),
    ("BO", &["bolivie", "bolivien", "bolivienne", "bolivia"]),
    ("BR", &["bresilien", "bresilienne", "brazilian"]),
    ("KH", &["khmer", "khmere", "cambodgien", "cambodgienne", "cambodian"]),
    ("CM", &["camerounais", "camerounaise"]),
    ("CA", &["canadien", "canadienne", "quebec", "canadian"]),
    ("CV", &["cap-vert", "cap vert", "cape verde"]),
    ("CF", &["rca", "centrafrique", "centrafricain", "centrafricaine"]),
    ("CO", &["colombien", "colombienne"]),
    ("KM", &["comorien", "comorienne", "union des comores"]),
    ("CD", &["rdc", "rd congo", "r.d.c", "congo rdc", "congo-kinshasa", "congo kinshasa", "drc", "dr congo"]),
    ("CG", &["congo-brazzaville", "congo brazzaville", "congo-brazza"]),
    ("KR", &["coree du sud", "coree"]),
    ("CI", &["cote d'ivoire", "cote-d'ivoire", "rci", "ivoirien", "ivoirienne"]),
    ("DJ", &["djiboutien", "djiboutienne"]),
    ("EG", &["egyptien", "egyptienne"]),
    ("ES", &["espagnol", "espagnole", "spanish"]),
    (
        "US",
        &[
            "usa",
            "u.s.a",
            "etats-unis",
            "etats unis",
            "etats-unis d'amerique",
            "united states",
            "americain",
            "americaine",
        ],
    ),
    ("ET", &["ethiopien", "ethiopienne"]),
    ("FR", &["francais", "francaise", "french", "france metropolitaine", "la reunion"]),
    ("GA", &["gabonais", "gabonaise"]),
    ("GM", &["gambie", "gambia"]),
    (
        "GB",
        &[
            "royaume-uni",
            "royaume uni",
            "grande-bretagne",
            "angleterre",
            "uk",
            "u.k",
            "united kingdom",
            "great britain",
            "england",
            "ecosse",
            "britannique",
            "british",
        ],
    ),
    ("GH", &["ghaneen", "ghaneenne"]),
    ("GN", &["guinee conakry", "guinee-conakry", "guineen", "guineenne"]),
    ("GW", &["guinee bissau", "guinee-bissau"]),
    ("HT", &["haitien", "haitienne", "haitian"]),
    ("IN", &["indien", "indienne", "indian"]),
    ("IR", &["iran"]),
    ("IT", &["italien", "italienne", "italian"]),
    ("JO", &["jordanien", "jordanienne"]),
    ("KE", &["kenyan", "kenyane"]),
    ("LA", &["laos", "laotien", "laotienne", "lao"]),
    ("LB", &["libanais", "libanaise", "lebanese"]),
    ("LU", &["luxembourgeois", "luxembourgeoise"]),
    ("MG", &["malgache", "malgaches", "mada", "malagasy"]),
    ("ML", &["malien", "malienne", "malian"]),
    ("MA", &["marocain", "marocaine", "moroccan"]),
    ("MR", &["mauritanien", "mauritanienne"]),
    ("MX", &["mexicain", "mexicaine"]),
    ("MD", &["moldavie", "moldova"]),
    ("MM", &["birmanie", "birman", "birmane", "burma"]),
    ("MZ", &["mozambicain", "mozambicaine"]),
    ("NP", &["nepalais", "nepalaise"]),
    ("NE", &["nigerien", "nigerienne"]),
    ("NG", &["nigerian", "nigeriane"]),
    (
        "NL",
        &[
            "pays-bas",
            "pays bas",
            "hollande",
            "neerlandais",
            "neerlandaise",
            "dutch",
            "the netherlands",
            "holland",
        ],
    ),
    ("PE", &["peruvien", "peruvienne"]),
    ("PH", &["philippin", "philippine"]),
    ("PL", &["polonais", "polonaise"]),
    ("PS", &["palestine", "palestinien", "palestinienne", "territoires palestiniens", "gaza", "cisjordanie"]),
    ("PT", &["portugais", "portugaise"]),
    ("RO", &["roumain", "roumaine"]),
    ("RU", &["russie", "russe", "russia"]),
    ("RW", &["rwandais", "rwandaise"]),
    ("SN", &["senegalais", "senegalaise", "senegalese"]),
    ("SY", &["syrie", "syrien", "syrienne", "syria"]),
    ("CH", &["suisse", "suisses", "swiss", "helvetique"]),
    ("CZ", &["tchequie", "republique tcheque", "czech republic"]),
    ("TD", &["tchadien", "tchadienne", "chadian"]),
    ("TZ", &["tanzanie", "tanzania", "tanzanien", "tanzanienne"]),
    ("TG", &["togolais", "togolaise"]),
    ("TN", &["tunisien", "tunisienne", "tunisian"]),
    ("TR", &["turc", "turque", "turquie"]),
    ("UA", &["ukrainien", "ukrainienne"]),
    ("VE", &["venezuela"]),
    ("VN", &["vietnam", "viet nam", "vietnamien", "vietnamienne"]),
];

/// Cities that stand for a country in everyday use, besides the capitals of the table.
const PLACES: &[(&str, &str)] = &[
    ("tana", "MG"),
    ("ouaga", "BF"),
    ("abidjan", "CI"),
    ("geneve", "CH"),
    ("dakar", "SN"),
    ("cotonou", "BJ"),
];

struct Countries {
    all: Vec<Country>,
    names: HashMap<String, &'static str>,
    capitals: HashMap<String, &'static str>,
    codes3: HashMap<&'static str, &'static str>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut table = Countries {
        all: Vec::new(),
        names: HashMap::new(),
        capitals: HashMap::new(),
        codes3: HashMap::new(),
    };
    for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or("");
        let (code, code3, dial, currency, capital, names) = (next(), next(), next(), next(), next(), next());
        table.all.push(Country { code, dial, currency });
        table.codes3.insert(code3, code);
        for name in names.split('|') {
            table.names.insert(fold(name), code);
        }
        if !capital.is_empty() {
            table.capitals.insert(fold(capital), code);
        }
    }
    for (code, names) in ALIASES {
        for name in *names {
            table.names.insert((*name).to_owned(), code);
        }
    }
    for (place, code) in PLACES {
        table.capitals.insert((*place).to_owned(), code);
    }
    table
});

/// The table's entry for an alpha-2 code.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static Country> {
    COUNTRIES.all.iter().find(|c| c.code == code)
}

/// What a country is called, in French and in English; `None` for a code the table has not.
#[must_use]
pub fn names(code: &str) -> Option<(&'static str, &'static str)> {
    let line = TABLE.lines().find(|l| l.split('\t').next() == Some(code))?;
    let mut names = line.split('\t').nth(5)?.split('|');
    let french = names.next()?;
    // The short English name comes before the formal one.
    Some((french, names.next().unwrap_or(french)))
}

/// The country a dialling code belongs to, from the digits after "+"; `None` for codes several share
/// (+1, +7, +44 and so on give the largest country).
#[must_use]
pub fn by_dial(digits: &str) -> Option<&'static Country> {
    const SHARED: &[(&str, &str)] = &[
        ("1", "US"),
        ("7", "RU"),
        ("44", "GB"),
        ("61", "AU"),
        ("47", "NO"),
        ("39", "IT"),
        ("212", "MA"),
        ("262", "FR"),
        ("590", "GP"),
        ("599", "CW"),
        ("358", "FI"),
    ];
    for length in (1..=4).rev() {
        let Some(prefix) = digits.get(..length) else { continue };
        if let Some((_, code)) = SHARED.iter().find(|(d, _)| *d == prefix) {
            return by_code(code);
        }
        let mut matching = COUNTRIES.all.iter().filter(|c| c.dial == prefix);
        if let (Some(country), None) = (matching.next(), matching.next()) {
            return Some(country);
        }
    }
    None
}

/// True when the code is the money of some country.
#[must_use]
pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && COUNTRIES.all.iter().any(|c| c.currency == code)
}

/// One country named by a whole text: "Burkina Faso", "burkinabè", "MG", "MDG".
#[must_use]
pub fn named(text: &str) -> Option<&'static str> {
    let text = text.trim();
    // Codes count in capitals only: "ci" and "me" are words.
    if text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()) && text != "UK" {
        return by_code(text).map(|c| c.code);
    }
    if text.len() == 3
        && text.chars().all(|c| c.is_ascii_uppercase())
        && let Some(code) = COUNTRIES.codes3.get(text)
    {
        return Some(code);
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = ["le ", "la ", "les ", "l'", "the ", "au ", "en "]
        .iter()
        .find_map(|a| bare.strip_prefix(a))
        .unwrap_or(bare);
    COUNTRIES.names.get(folded.as_str()).or_else(|| COUNTRIES.names.get(bare)).copied()
}

/// The country whose capital (or best known city) this is.
#[must_use]
pub fn of_city(text: &str) -> Option<&'static str> {
    COUNTRIES.capitals.get(fold(text).trim()).copied()
}

/// A country named somewhere in a text ("PME suisse", "Jacmel (Haïti)"); never by a code.
#[must_use]
pub fn mentioned(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .filter(|w| !w.is_empty())
        .collect();
    for length in (1..=4).rev() {
        for window in words.windows(length) {
            let phrase = window.join(" ");
            if phrase.len() > 3
                && let Some(code) = COUNTRIES.names.get(&phrase)
            {
                return Some(code);
            }
        }
    }
    None
}

/// The countries of a cell ("MG + KM", "Haïti", "MG / Sofia"), and the pieces that are no country.
#[must_use]
pub fn read(text: &str) -> Reading<(Vec<String>, Vec<String>)> {
    let mut codes: Vec<String> = Vec::new();
    let mut places = Vec::new();
    // "Bonaire, Saint-Eustache et Saba" is one country, on a line of its own.
    let cut = text.lines().flat_map(|line| match named(line) {
        Some(_) => vec![line],
        None => line.split(['/', '+', ',', ';', '&', '(', ')', '|']).collect(),
    });
    for piece in cut.flat_map(|p| if named(p).is_some() { vec![p] } else { p.split(" et ").collect() }) {
        let piece = piece.trim().trim_matches(['-', '–', '—', ':']).trim();
        if piece.is_empty() {
            continue;
        }
        match named(piece).or_else(|| piece.split(" - ").find_map(named)) {
            Some(code) if !codes.iter().any(|c| c == code) => codes.push(code.to_owned()),
            Some(_) => {}
            None => places.push(piece.to_owned()),
        }
    }
    if !codes.is_empty() {
        return Reading::Certain((codes, places));
    }
    // "Hors Niger" is anywhere else.
    if denies(text) || fold(text).starts_with("hors ") {
        return Reading::Text(Why::new("says_no"));
    }
    // "MG / Sofia" is in Madagascar: a city decides only where no country is named.
    let by_city: Vec<String> = places.iter().filter_map(|p| of_city(p)).map(str::to_owned).collect();
    match (by_city.first(), mentioned(text)) {
        (_, Some(code)) => Reading::Guess((vec![code.to_owned()], places), Why::new("country_mentioned")),
        (Some(code), None) => Reading::Guess((vec![code.clone()], places), Why::new("country_of_city")),
        (None, None) => Reading::Text(Why::new("country_unknown")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_in_two_languages() {
        for (text, code) in [
            ("France", "FR"),
            ("le Bénin", "BJ"),
            ("BENIN", "BJ"),
            ("Côte d’Ivoire", "CI"),
            ("Ivory Coast", "CI"),
            ("R.D.C.", "CD"),
            ("RDC", "CD"),
            ("UK", "GB"),
            ("Switzerland", "CH"),
            ("suisse", "CH"),
            ("KEN", "KE"),
            ("TG", "TG"),
            ("États-Unis", "US"),
            ("Viêt Nam", "VN"),
            ("Niger", "NE"),
            ("Nigéria", "NG"),
        ] {
            assert_eq!(named(text), Some(code), "{text}");
        }
        for text in ["me", "ci", "Boeny", "", "?", "la", "partout", "Nord"] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn cells_with_several_places() {
        let codes = |t: &str| read(t).value().map(|v| v.0.clone());
        assert_eq!(codes("BJ + TG"), Some(vec!["BJ".into(), "TG".into()]));
        assert_eq!(codes("Bénin et Togo"), Some(vec!["BJ".into(), "TG".into()]));
        assert_eq!(codes("KE / Roma"), Some(vec!["KE".into()]));
        assert_eq!(codes("MULTI / siège"), None);
        assert!(matches!(read("Lomé"), Reading::Guess(..)));
        assert!(matches!(read("PME suisse"), Reading::Guess(..)));
        assert!(matches!(read("Togo"), Reading::Certain(..)));
    }

    #[test]
    fn dialling_codes() {
        for (digits, code) in
            [("33465", "FR"), ("22600", "BF"), ("26132", "MG"), ("4122", "CH"), ("1632", "US"), ("509", "HT")]
        {
            assert_eq!(by_dial(digits).map(|c| c.code), Some(code), "{digits}");
        }
        assert_eq!(by_dial(""), None);
    }

    #[test]
    fn every_name_is_read_back() {
        for country in &COUNTRIES.all {
            let (french, english) = names(country.code).unwrap();
            for name in [french, english] {
                let (codes, _) = read(name).value().cloned().unwrap_or_default();
                assert_eq!(codes, [country.code], "{name}");
            }
        }
        assert_eq!(names("NE"), Some(("Niger", "Niger")));
        assert_eq!(names("XX"), None);
    }
}
