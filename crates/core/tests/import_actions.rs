//! An import that runs, or has just ended, is never taken for one that was cut short.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

mod common;

use coexist_core::activity::{self, ActivityState};
use coexist_core::desk::{self, Desk};
use coexist_core::imports::{self, DateSource, ImportOutcome};
use coexist_core::wire::Nothing;
use coexist_core::{organisations, tasks};
use serde_json::json;

use common::{ask, options, room};

fn many(rows: usize) -> String {
    let rows: String =
        (0..rows).map(|n| format!("Organisation {n} Ouaga;Projet numéro {n};signé\n")).collect();
    format!("Entreprise;Projet;Statut\n{rows}")
}

fn is_running(desk: &Desk) -> bool {
    let all = activity::list(desk, Nothing {}).unwrap().items;
    all.iter().any(|a| a.kind == "import" && a.state == ActivityState::Running && a.done > 0)
}

#[test]
fn what_runs_in_this_process_is_not_unfinished() {
    let room = room();
    let path = room.folder.path().join("grand.csv");
    std::fs::write(&path, many(900)).unwrap();
    let desk = &room.desk;
    let (outcome, looks) = std::thread::scope(|scope| {
        let work = scope.spawn(|| imports::dossiers(desk, ask(json!({"path": path}))).unwrap());
        let mut looks = 0;
        while !work.is_finished() {
            looks += u32::from(is_running(desk));
            assert!(desk::status(desk, Nothing {}).unwrap().unfinished.is_empty(), "look {looks}");
            assert!(imports::unfinished(desk, Nothing {}).unwrap().items.is_empty(), "look {looks}");
        }
        (work.join().unwrap(), looks)
    });
    assert!(looks > 0, "nobody looked while it wrote");
    assert!(!outcome.cancelled && outcome.imported == 900);
    assert!(desk::status(desk, Nothing {}).unwrap().unfinished.is_empty());
    is_said_finished(desk, &outcome);
    assert_eq!(total(desk), 900, "nothing was taken back");
    // The next run of the application says the same of it.
    drop(room.desk);
    let again = Desk::open(room.folder.path(), options(room.folder.path(), &room.clock, 2)).unwrap();
    is_said_finished(&again, &outcome);
    assert_eq!(total(&again), 900);
    let unknown = again.new_id();
    let error = imports::resume(&again, ask(json!({"action": unknown}))).err().unwrap();
    assert_eq!(error.code(), "not-found");
}

fn total(desk: &Desk) -> u32 {
    organisations::list(desk, ask(json!({}))).unwrap().total
}

fn is_said_finished(desk: &Desk, outcome: &ImportOutcome) {
    let request = || json!({"action": outcome.action.unwrap()});
    let error = imports::resume(desk, ask(request())).err().unwrap();
    assert_eq!(error.code(), "action-finished");
    let error = imports::undo_unfinished(desk, ask(request())).err().unwrap();
    assert_eq!(error.code(), "action-finished");
}

#[test]
fn what_is_to_look_at_is_settled_by_its_reason() {
    let room = room();
    let path = room.folder.path().join("suivi.csv");
    let rows =
        "Entreprise;Projet;Montant\nAlpha;Puits;12 000\nBeta;École;8 000\nGamma;Pompe;n/c ou 15 k€ ou plus\n";
    std::fs::write(&path, rows).unwrap();
    let outcome = imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    let import = outcome.import.unwrap();
    let flags = || imports::flags(&room.desk, ask(json!({"import": import}))).unwrap();
    let before = flags();
    assert_eq!(before.groups.iter().map(|g| g.count).sum::<u32>() as usize, before.items.len());
    let most = before.groups.iter().find(|g| g.count == 2).unwrap();
    let settle = || {
        imports::settle_flags(&room.desk, ask(json!({"import": import, "code": most.code}))).unwrap();
    };
    settle();
    settle();
    let after = flags();
    assert_eq!(after.items.len(), before.items.len() - 2);
    assert!(after.groups.iter().all(|g| g.code != most.code) && !after.items.is_empty());
}

/// The day a file speaks from is asked of the file, and who answered is said.
#[test]
fn a_file_says_the_day_it_speaks_from() {
    let room = room();
    let path = room.folder.path().join("suivi.csv");
    let table =
        "Entreprise;Projet;Prochaine étape;Échéance\nAlpha;Puits;relancer;31/7\nBeta;École;✔ virement reçu\n";
    std::fs::write(&path, format!("Pipeline;MAJ : 03/06/24 par MD;;\n{table}")).unwrap();
    let reference = |mapping: Option<imports::Mapping>| {
        let request = json!({"path": path, "mapping": mapping});
        let preview = imports::preview(&room.desk, ask(request)).unwrap();
        (preview.reference, preview.mapping)
    };
    let (said, mut mapping) = reference(None);
    assert_eq!((said.date.as_str(), said.source), ("2024-06-03", DateSource::Cell));
    assert_eq!((said.row, said.text.as_deref()), (Some(1), Some("MAJ : 03/06/24 par MD")));
    assert_eq!(reference(Some(mapping.clone())).0.source, DateSource::Cell, "the guess sent back");
    mapping.reference_date = Some("2023-01-15".parse().unwrap());
    assert_eq!(reference(Some(mapping)).0.source, DateSource::Person);
    imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    let due = tasks::due(&room.desk, ask(json!({"until": "2026-12-31"}))).unwrap();
    assert_eq!(due.items[0].due.to_string(), "2024-07-31");
    let done = tasks::list(&room.desk, ask(json!({"done": true}))).unwrap().items;
    let day = jiff::Timestamp::from_millisecond(done[0].done.unwrap()).unwrap();
    assert!(day.to_string().starts_with("2024-06-03"), "not the day of the import: {day}");
    assert_eq!(reference(None).0.source, DateSource::Earlier);
    // The next version says another day; without any, the file's own time does, never one to come.
    std::fs::write(&path, format!("Pipeline;MAJ : 04/07/24 par MD;;\n{table}")).unwrap();
    assert_eq!(reference(None).0.date, "2024-07-04");
    std::fs::write(&path, table).unwrap();
    let written = std::fs::File::options().append(true).open(&path).unwrap();
    let at = |text: &str| std::time::SystemTime::from(text.parse::<jiff::Timestamp>().unwrap());
    written.set_modified(at("2025-02-03T10:00:00Z")).unwrap();
    let (said, _) = reference(None);
    assert_eq!((said.date.as_str(), said.source), ("2025-02-03", DateSource::FileTime));
    written.set_modified(at("2031-02-03T10:00:00Z")).unwrap();
    assert_eq!(reference(None).0.source, DateSource::Today);
}
