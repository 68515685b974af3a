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
