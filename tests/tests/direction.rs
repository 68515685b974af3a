//! Dependencies point one way. Each crate names the crates of ours it may stand on, and each of a few heavy
//! libraries the crates that may know it. Adding an edge means adding it here, with a reason.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says where"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Crate → what it may stand on, in programs that are shipped.
const EDGES: &[(&str, &[&str])] = &[
    ("coexist-domain", &[]),
    ("coexist-sync", &["coexist-domain"]),
    // What spreadsheets say, as values of the domain: pure, so it knows no storage.
    ("coexist-spreadsheet", &["coexist-domain"]),
    // The key of the database and what opens it: knows neither database nor domain.
    ("coexist-keys", &[]),
    ("coexist-store", &["coexist-domain", "coexist-sync"]),
    (
        "coexist-core",
        // Sentences: files for people (calendar, spreadsheet) are written in their language.
        &[
            "coexist-domain",
            "coexist-keys",
            "coexist-sentences",
            "coexist-spreadsheet",
            "coexist-store",
            "coexist-sync",
        ],
    ),
    ("coexist-api", &["coexist-core", "coexist-domain"]),
    // The socket of whoever holds the desk: stands on the table it answers.
    ("coexist-door", &["coexist-api", "coexist-core"]),
    // locales/ for programs without the interface.
    ("coexist-sentences", &[]),
    // Keys: only the word for "the person agreed to a key file".
    ("coexist-cli", &["coexist-api", "coexist-core", "coexist-door", "coexist-keys", "coexist-sentences"]),
    (
        "coexist-desktop",
        &["coexist-api", "coexist-core", "coexist-door", "coexist-keys", "coexist-sentences"],
    ),
    ("coexist-endpoint", &["coexist-domain", "coexist-sync"]),
    ("coexist-testkit", &["coexist-domain", "coexist-sync", "coexist-store", "coexist-core", "coexist-keys"]),
    ("coexist-tests", &["coexist-sentences"]),
    ("xtask", &[]),
];

/// Library → who may know it, in programs that are shipped.
const HELD: &[(&str, &[&str])] = &[
    ("axum", &["coexist-endpoint"]),
    ("interprocess", &["coexist-door"]),
    ("keyring-core", &["coexist-keys"]),
    ("reqwest", &["coexist-core"]),
    ("rusqlite", &["coexist-endpoint", "coexist-store"]),
    ("tauri", &["coexist-desktop"]),
];

/// The direct dependencies of each crate of the workspace: shipped (normal and build), and all with those of
/// tests.
struct Graph {
    shipped: BTreeMap<String, BTreeSet<String>>,
    all: BTreeMap<String, BTreeSet<String>>,
}

fn graph() -> Graph {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let mut graph = Graph { shipped: BTreeMap::new(), all: BTreeMap::new() };
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let names = |with_tests: bool| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            dependencies
                .filter(|one| with_tests || one["kind"] != "dev")
                .map(|one| one["name"].as_str().unwrap().to_owned())
                .collect()
        };
        graph.shipped.insert(name.to_owned(), names(false));
        graph.all.insert(name.to_owned(), names(true));
    }
    graph
}

/// Every edge between our crates that [`EDGES`] does not allow.
fn forbidden(shipped: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, dependencies) in shipped {
        let allowed = EDGES.iter().find(|(of, _)| of == name).map(|(_, to)| *to);
        let Some(allowed) = allowed else {
            wrong.push(format!("{name} has no place in the direction"));
            continue;
        };
        let ours = dependencies.iter().filter(|dependency| shipped.contains_key(*dependency));
        wrong.extend(
            ours.filter(|to| !allowed.contains(&to.as_str())).map(|to| format!("{name} stands on {to}")),
        );
    }
    wrong
}

#[test]
fn crates_stand_only_on_what_is_below_them() {
    assert_eq!(forbidden(&graph().shipped), Vec::<String>::new());
}

#[test]
fn an_edge_upwards_is_seen() {
    let mut shipped = graph().shipped;
    shipped.get_mut("coexist-domain").unwrap().insert("coexist-store".to_owned());
    shipped.insert("coexist-newcomer".to_owned(), BTreeSet::new());
    let wrong = forbidden(&shipped);
    assert!(wrong.contains(&"coexist-domain stands on coexist-store".to_owned()), "{wrong:?}");
    assert!(wrong.contains(&"coexist-newcomer has no place in the direction".to_owned()), "{wrong:?}");
}

#[test]
fn the_allowed_edges_make_no_circle() {
    for (index, (name, allowed)) in EDGES.iter().enumerate() {
        for to in *allowed {
            let below = EDGES.iter().position(|(of, _)| of == to);
            let (_, back) = EDGES[below.unwrap_or_else(|| panic!("{to} of line {index} is nobody"))];
            assert!(!back.contains(name), "{name} and {to} stand on one another");
        }
    }
}

#[test]
fn heavy_libraries_stay_where_they_belong() {
    let graph = graph();
    for (library, holders) in HELD {
        for (name, dependencies) in &graph.shipped {
            let may = holders.contains(&name.as_str());
            assert!(may || !dependencies.contains(*library), "{name} knows {library}");
        }
        let known = holders.iter().any(|holder| graph.shipped[*holder].contains(*library));
        assert!(known, "nobody knows {library} any more: take it off the list");
    }
    // The window's library not even in tests: they drive the built window from outside.
    for (name, dependencies) in &graph.all {
        let tauri = dependencies.iter().any(|one| one == "tauri" || one.starts_with("tauri-"));
        assert!(name == "coexist-desktop" || !tauri, "{name} knows tauri");
    }
}
