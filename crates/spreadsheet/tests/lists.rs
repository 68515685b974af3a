//! Flat lists exported by other software: a register of organisations and one of projects that names them
//! by number. With COEXIST_CORPUS the real lists are read; a small pair of the same kind always is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what went wrong by stopping"
)]

use std::collections::BTreeMap;

use coexist_spreadsheet::layout::RowRole;
use coexist_spreadsheet::{Limits, Understood, apply, guess, read};

fn understand(bytes: &[u8], name: &str) -> (Understood, usize) {
    let workbook = read(bytes, name, &Limits::default()).unwrap();
    let mapping = guess(&workbook, jiff::civil::date(2025, 1, 1));
    (apply(&workbook, &mapping), workbook.repaired)
}

fn kinds(u: &Understood) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for organisation in &u.organisations {
        *counts.entry(organisation.kind.clone().unwrap_or_default()).or_default() += 1;
    }
    counts
}

const ORGANISATIONS: &str = "id,name,full_name,type,created_at\n\
    3,Kora,Kora Water Ltd,C,2010-01-02\n\
    7,ADL,\"Action pour le DÃ©veloppement Local\",N,2010-02-03\n\
    9,City,Ministry of Water,G,2010-02-04\n\
    11,Kora,Kora Water Ltd,C,2011-02-04\n\
    12,,,N,2011-02-05\n\
    14,TU,Technical University of Lom,K,2011-02-05\n";

const PROJECTS: &str = "id,proj_title,currency,value,status,funded,Organisation,created_at\n\
    101,Well drilling,EUR,\"20,854.00\",Completed,\"20,854.00\",7,2012-01-01\n\
    102,Pumps,USD,900.50,Active,0.00,3,2012-01-02\n\
    103,Pumps,EUR,0.00,Archived,0.00,3,2012-01-03\n";

#[test]
fn a_register_of_organisations_keeps_its_kinds_and_codes() {
    let (u, repaired) = understand(ORGANISATIONS.as_bytes(), "organisations.csv");
    assert_eq!(repaired, 1);
    assert_eq!(
        u.organisations.iter().find(|o| o.name == "ADL").unwrap().full_name.as_deref(),
        Some("Action pour le Développement Local")
    );
    let expected: BTreeMap<String, usize> =
        [("company", 1), ("ngo", 1), ("public_funder", 1), ("university_research", 1)]
            .map(|(k, n)| (k.to_owned(), n))
            .into();
    assert_eq!(kinds(&u), expected);
    assert_eq!((u.organisations.len(), u.duplicates.len(), u.rejected.len()), (4, 1, 1));
    assert_eq!(u.organisations[0].codes, ["3", "11"]);
    assert_eq!(u.organisations[0].key, "organisation:#3");
}

#[test]
fn projects_are_linked_by_the_register_s_numbers() {
    let (u, _) = understand(PROJECTS.as_bytes(), "projects.csv");
    assert_eq!(u.dossiers.len(), 3, "{:?}", u.rejected);
    let first = &u.dossiers[0];
    assert_eq!(
        (first.title.as_str(), first.parties.as_slice()),
        ("Well drilling", ["organisation:#7".to_owned()].as_slice())
    );
    assert_eq!(
        (first.amounts[0].amount.value, first.amounts[0].amount.currency.as_deref()),
        (Some(20854.0), Some("EUR"))
    );
    assert_eq!(
        (u.dossiers[1].amounts[0].amount.value, u.dossiers[1].amounts[0].amount.currency.as_deref()),
        (Some(900.5), Some("USD"))
    );
    assert!(u.organisations.iter().all(|o| o.code_only));
}

#[test]
fn the_real_lists_are_accounted_for() {
    let Some(corpus) = std::env::var_os("COEXIST_CORPUS") else { return };
    let folder = std::path::PathBuf::from(corpus).join("organisations");
    let (u, repaired) =
        understand(&std::fs::read(folder.join("akvo-organisations.csv")).unwrap(), "akvo-organisations.csv");
    let merged = u.duplicates.iter().filter(|d| d.record == "organisation" && d.merged).count();
    println!(
        "organisations {} + duplicates {merged} + rejected {} · repaired {repaired} · {:?} · flags {}",
        u.organisations.len(),
        u.rejected.len(),
        kinds(&u),
        u.flags.len()
    );
    assert_eq!(u.organisations.len() + merged + u.rejected.len(), 2261);
    let letters: Vec<&str> = u
        .organisations
        .iter()
        .flat_map(|o| [o.name.as_str(), o.full_name.as_deref().unwrap_or("")])
        .filter(|n| n.contains("Ã©") || n.contains("â€"))
        .collect();
    assert!(letters.is_empty(), "broken letters left: {letters:?}");
    assert_eq!(kinds(&u).len(), 4, "{:?}", kinds(&u));
    let codes: Vec<String> = u.organisations.iter().flat_map(|o| o.codes.clone()).collect();

    let (p, _) = understand(&std::fs::read(folder.join("akvo-projects.csv")).unwrap(), "akvo-projects.csv");
    let rows = p.ledger.iter().filter(|l| l.role != RowRole::Header).count();
    let linked =
        p.organisations.iter().filter(|o| o.code_only && o.codes.iter().all(|c| codes.contains(c))).count();
    println!(
        "projects {} of {rows} rows, rejected {}, organisations {} (linked {linked}), flags {}",
        p.dossiers.len(),
        p.rejected.len(),
        p.organisations.len(),
        p.flags.len()
    );
    assert_eq!(rows, 2010);
    assert_eq!(
        p.dossiers.len()
            + p.rejected.len()
            + p.duplicates.iter().filter(|d| d.merged && d.record == "dossier").count(),
        2010
    );
    assert_eq!(linked, p.organisations.len());
}
