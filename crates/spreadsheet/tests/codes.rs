//! The list of codes is what the sources make, no more and no less.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use coexist_spreadsheet::codes::{FLAGS, REASONS};

/// Where a code is written: the way from a cell to a flag begins at one of these.
const FLAG_MAKERS: &[&str] =
    &["Why::new(", "speaks_for(", "invalid(", "land = Some(", "named = country::", "fallback = mapping."];

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&path, found);
        } else if name.ends_with(".rs") && !name.ends_with("_tests.rs") && name != "codes.rs" {
            let text = fs::read_to_string(&path).unwrap();
            found.push_str(text.split("#[cfg(test)]").next().unwrap());
        }
    }
}

/// What follows a marker, to the end of its brackets; of a `let`, to the end of its statement.
fn argument(rest: &str, bracketed: bool) -> &str {
    let mut depth = i32::from(bracketed);
    let end = rest.char_indices().find_map(|(at, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (if bracketed { depth == 0 } else { c == ';' }).then_some(at)
    });
    &rest[..end.unwrap_or(rest.len())]
}

fn codes_after(source: &str, markers: &[&str]) -> BTreeSet<String> {
    let is_code = |text: &&str| text.len() > 2 && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let mut codes = BTreeSet::new();
    for marker in markers {
        for rest in source.split(marker).skip(1) {
            let inside = argument(rest, marker.ends_with('('));
            codes.extend(inside.split('"').skip(1).step_by(2).filter(is_code).map(str::to_owned));
        }
    }
    codes
}

fn listed(codes: &[&str]) -> BTreeSet<String> {
    codes.iter().map(|&code| code.to_owned()).collect()
}

#[test]
fn the_list_is_what_the_sources_say() {
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let mut flags = codes_after(&source, FLAG_MAKERS);
    // An empty cell is never flagged.
    assert!(flags.remove("empty"), "the reading of sources is broken");
    assert_eq!(flags, listed(FLAGS));
    assert_eq!(codes_after(&source, &["reject("]), listed(REASONS));
}
