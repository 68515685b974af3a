//! Trackers as people keep them, against what a careful person understands of them.
//!
//! With COEXIST_CORPUS set, every `trackers/*.expected.json` there is read and each sample scored value by
//! value, once with the guess alone and once with the mapping of `tests/mappings` that a person makes on
//! screen in ten minutes. A value is silently wrong when it is given without a flag and is none of those
//! accepted. Without the corpus the small samples of `tests/samples` stand in.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what went wrong by stopping"
)]

mod scoring;

use std::path::{Path, PathBuf};

use coexist_spreadsheet::{Limits, Mapping, Understood, apply, guess, read};
use scoring::Score;
use serde_json::Value as Json;

fn load(path: &Path) -> Json {
    serde_json::from_slice(&std::fs::read(path).unwrap())
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn understand(
    file: &Path,
    expected: &Json,
    by_person: Option<&Mapping>,
) -> (Understood, coexist_spreadsheet::sheet::Workbook) {
    let bytes = std::fs::read(file).unwrap();
    let workbook = read(&bytes, file.file_name().unwrap().to_str().unwrap(), &Limits::default()).unwrap();
    let reference = expected["reference_date"].as_str().unwrap().parse().unwrap();
    let guessed = guess(&workbook, reference);
    if std::env::var_os("COEXIST_SHOW_MAPPING").is_some() {
        println!("{}", serde_json::to_string_pretty(&guessed).unwrap());
    }
    let mapping = match by_person {
        Some(mine) => mine.over(guessed),
        None => guessed,
    };
    (apply(&workbook, &mapping), workbook)
}

fn trackers() -> (PathBuf, Vec<PathBuf>) {
    let folder = match std::env::var_os("COEXIST_CORPUS") {
        Some(corpus) => PathBuf::from(corpus).join("trackers"),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples"),
    };
    let mut found: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_str().unwrap().ends_with(".expected.json"))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "no tracker in {}", folder.display());
    (folder, found)
}

/// The tracker an expectation is about, and the name of its hand-made mapping.
fn subject(folder: &Path, expected: &Path) -> (PathBuf, String) {
    let stem = expected.file_name().unwrap().to_str().unwrap().strip_suffix(".expected.json").unwrap();
    let file = if stem.ends_with(".csv") { folder.join(stem) } else { folder.join(format!("{stem}.xlsx")) };
    (file, stem.trim_end_matches(".csv").to_owned())
}

fn run(with_person: bool) -> Vec<(String, Score)> {
    let (folder, expectations) = trackers();
    let mut scores = Vec::new();
    for path in expectations {
        let expected = load(&path);
        let (file, name) = subject(&folder, &path);
        let hand = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mappings").join(format!("{name}.json"));
        let mapping: Option<Mapping> =
            (with_person && hand.exists()).then(|| serde_json::from_value(load(&hand)).unwrap());
        if with_person && mapping.is_none() {
            continue;
        }
        let (understood, workbook) = understand(&file, &expected, mapping.as_ref());
        every_row_is_accounted_for(&workbook, &understood);
        let score = scoring::score(expected["samples"].as_array().unwrap(), &understood, &workbook);
        println!(
            "\n{} ({}): {}/{} = {:.1} %",
            file.file_name().unwrap().to_str().unwrap(),
            if with_person { "with mapping" } else { "guess alone" },
            score.right,
            score.total,
            score.share() * 100.0
        );
        println!("  counts: {}", scoring::counts(&expected, &understood));
        for miss in &score.misses {
            println!("  {} {miss}", if score.silent.contains(miss) { "SILENT" } else { "      " });
        }
        scores.push((name, score));
    }
    scores
}

fn every_row_is_accounted_for(workbook: &coexist_spreadsheet::sheet::Workbook, understood: &Understood) {
    for sheet in &workbook.sheets {
        for row in sheet.rows.iter().filter(|r| !r.is_blank()) {
            let lines =
                understood.ledger.iter().filter(|l| l.sheet == sheet.name && l.row == row.number).count();
            assert_eq!(lines, 1, "{} row {}", sheet.name, row.number);
        }
    }
}

#[test]
fn the_guess_alone_gets_most_values_right() {
    for (name, score) in run(false) {
        assert!(score.share() >= 0.60, "{name}: {:.3}", score.share());
        assert!(score.silent.is_empty(), "{name}: silently wrong: {:#?}", score.silent);
    }
}

#[test]
fn ten_minutes_of_mapping_get_nearly_all() {
    let scores = run(true);
    assert!(!scores.is_empty());
    for (name, score) in scores {
        assert!(score.share() >= 0.90, "{name}: {:.3}", score.share());
        assert!(score.silent.is_empty(), "{name}: silently wrong: {:#?}", score.silent);
    }
}

#[test]
fn a_second_reading_gives_the_same_keys() {
    let (folder, expectations) = trackers();
    for path in expectations {
        let expected = load(&path);
        let (file, _) = subject(&folder, &path);
        let (first, _) = understand(&file, &expected, None);
        let (second, _) = understand(&file, &expected, None);
        assert_eq!(first, second);
        for keys in [
            first.dossiers.iter().map(|d| d.key.clone()).collect::<Vec<_>>(),
            first.organisations.iter().map(|o| o.key.clone()).collect(),
            first.contacts.iter().map(|c| c.key.clone()).collect(),
            first.tasks.iter().map(|t| t.key.clone()).collect(),
        ] {
            let mut unique = keys.clone();
            unique.sort();
            unique.dedup();
            assert_eq!(unique.len(), keys.len(), "keys are unique in {}", file.display());
        }
    }
}

#[test]
fn all_partnerships_come_out_like_the_samples() {
    let (folder, expectations) = trackers();
    for path in expectations {
        let expected = load(&path);
        let all = scoring::every_partnership(&expected);
        if all.is_empty() {
            continue;
        }
        let (file, name) = subject(&folder, &path);
        let (understood, workbook) = understand(&file, &expected, None);
        let score = scoring::score(&all, &understood, &workbook);
        println!(
            "\n{name}: every partnership: {}/{} = {:.1} %",
            score.right,
            score.total,
            score.share() * 100.0
        );
        for silent in &score.silent {
            println!("  SILENT {silent}");
        }
        assert!(score.share() >= 0.80, "{name}: {:.3}", score.share());
        assert!(score.silent.is_empty(), "{name}: silently wrong: {:#?}", score.silent);
    }
}
