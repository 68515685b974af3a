//! Every code that the core or what stands below it can answer has its sentence, in both languages.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

fn read_all(folder: PathBuf, ending: &str) -> String {
    let mut found = Vec::new();
    files(&folder, ending, &mut found);
    found.iter().map(|path| fs::read_to_string(path).unwrap() + "\n").collect()
}

/// The first text between quotes after each occurrence of a marker.
fn quoted_after(source: &str, marker: &str) -> BTreeSet<String> {
    let after = source.split(marker).skip(1);
    let quoted = after.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split_once('"'));
    quoted.map(|(code, _)| code.to_owned()).collect()
}

#[test]
fn every_code_has_a_sentence() {
    let core = read_all(root().join("crates/core/src"), "rs");
    let api = read_all(root().join("crates/api/src"), "rs");
    let store = fs::read_to_string(root().join("crates/store/src/error.rs")).unwrap();
    let mut codes = quoted_after(&core, "Error::new(");
    codes.extend(quoted_after(&api, "of_call("));
    // The table of codes of the store: `Self::DiskFull => "disk-full"`.
    codes.extend(quoted_after(&store, "=> ").into_iter().filter(|code| !code.contains(' ')));
    codes.extend(["not-found", "unknown-field", "invalid-value", "missing-value"].map(str::to_owned));
    assert!(codes.contains("disk-full") && codes.contains("desk-in-use"), "the reading of sources is broken");
    for language in ["fr", "en"] {
        let catalogue = read_all(root().join("locales").join(language), "ftl");
        let lacking: Vec<_> =
            codes.iter().filter(|code| !catalogue.contains(&format!("\nerror-{code} ="))).collect();
        assert!(lacking.is_empty(), "no sentence in {language} for {lacking:?}");
        for warning in ["clock-behind", "clock-ahead"] {
            assert!(catalogue.contains(&format!("\nwarning-{warning} =")), "{language}: {warning}");
        }
    }
}

#[test]
fn all_that_an_import_shows_has_a_sentence() {
    let imports = root().join("crates/core/src/imports");
    let planning = fs::read_to_string(imports.join("plan_dossiers.rs")).unwrap();
    let reading = fs::read_to_string(imports.join("reading.rs")).unwrap();
    let core = read_all(root().join("crates/core/src"), "rs");
    let said = |kind: &str, codes: &[&str]| -> BTreeSet<String> {
        codes.iter().map(|code| format!("{kind}-{}", code.replace('_', "-"))).collect()
    };
    let mut ids = said("flag", coexist_spreadsheet::codes::FLAGS);
    ids.extend(said("reason", coexist_spreadsheet::codes::REASONS));
    // What the core itself is not certain of, and each way in which a file is no spreadsheet.
    let numbers: Vec<&str> =
        planning.split('"').skip(1).step_by(2).filter(|t| t.starts_with("organisation-number-")).collect();
    let unread = reading.lines().filter(|line| line.contains("ReadError::")).collect::<String>();
    let unread: Vec<String> = quoted_after(&unread, "=> ").into_iter().collect();
    let unread: Vec<&str> = unread.iter().map(String::as_str).collect();
    assert!(numbers.len() == 2 && unread.len() == 7, "the reading of sources is broken");
    ids.extend(said("flag", &numbers));
    ids.extend(said("error", &unread));
    ids.extend(said("error", &["does-not-fit"]));
    ids.extend(said("reason", &["sheet-not-understood"]));
    // Long work is named in the tray.
    let kinds: Vec<String> = quoted_after(&core, "desk.begin(").into_iter().collect();
    ids.extend(kinds.iter().map(|kind| format!("activity-{kind}")));
    for name in ["KIND", "ACTION"] {
        let kinds = quoted_after(&core, &format!("pub(crate) const {name}: &str = "));
        assert_eq!(kinds.len(), 1, "the reading of sources is broken");
        ids.extend(kinds.iter().map(|kind| format!("activity-{kind}")));
    }
    for language in ["fr", "en"] {
        let catalogue = read_all(root().join("locales").join(language), "ftl");
        let lacking: Vec<_> = ids.iter().filter(|id| !catalogue.contains(&format!("\n{id} ="))).collect();
        assert!(lacking.is_empty(), "no sentence in {language} for {lacking:?}");
    }
}
