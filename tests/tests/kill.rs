//! kill -9. What a command answered is there at the next opening, whatever moment the process was killed at;
//! an import that was cut is continued or undone, and neither doubles nor leaves anything.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails here says where"
)]

mod common;

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use coexist_core::sharing::{self, WhichSpace};
use common::{Room, Running};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};

const ROUNDS: usize = 50;
/// Entries of one round, at most: it is killed within them.
const ENTRIES: usize = 200;
/// Another seed is another run of the same test; this one is kept so that a failure comes back.
const SEED: u64 = 0x00C0_E715;

/// Names the room whose desk this process is to hold until it is killed.
const HELD: &str = "COEXIST_TEST_HELD_DESK";

/// A process that holds the desk of a room with its door open, as an open window does: this test program once
/// more, told by the environment. It ends with its owner, whose end closes its standard input.
fn hold(room: &Room) -> Running {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "a_held_desk_answers_at_its_door", "--nocapture"]).env(HELD, room.root());
    room.surroundings(&mut command);
    let mut process = Running::start(&mut command);
    let deadline = Instant::now() + Duration::from_secs(60);
    while knock(&room.desk(), "desk.status", &json!({})).is_none() {
        assert!(process.0.try_wait().unwrap().is_none(), "the desk did not open");
        assert!(Instant::now() < deadline, "the door did not open");
        thread::sleep(Duration::from_millis(2));
    }
    process
}

/// The answer of whoever holds the desk; `None` when nobody is there, or went away before answering.
fn knock(desk: &Path, name: &str, request: &Value) -> Option<Value> {
    let said = coexist_door::call(desk, name, request, |_| {}).ok()??;
    Some(said.unwrap_or_else(|error| panic!("{name}: {error}")))
}

#[test]
fn a_held_desk_answers_at_its_door() {
    if let Some(root) = env::var_os(HELD) {
        let room = Room::at(&PathBuf::from(root));
        let desk = room.open();
        let _door = coexist_door::serve(&desk, &room.desk()).unwrap();
        let _ = io::stdin().read_to_end(&mut Vec::new());
        return;
    }
    let room = Room::of("Awa Diop");
    let _held = hold(&room);
    // The real terminal finds the holder, and is answered by it.
    let id = room.call("dossiers.create", json!({ "title": "Par la porte" }))["id"].clone();
    assert_eq!(knock(&room.desk(), "dossiers.get", &json!({ "id": id })).unwrap()["title"], "Par la porte");
}

#[test]
fn what_was_answered_survives_fifty_kills() {
    let mut random = StdRng::seed_from_u64(SEED);
    let room = Room::of("Awa Diop");
    let dossier = room.call("dossiers.create", json!({ "title": "Journal" }))["id"].clone();
    // Id → text of every entry whose command had answered.
    let mut answered: BTreeMap<String, String> = BTreeMap::new();
    let mut unanswered = 0;
    for round in 0..ROUNDS {
        let mut process = hold(&room);
        let (after, pause) = (random.random_range(0..ENTRIES), random.random_range(0..8_000));
        let count = AtomicUsize::new(0);
        let written = thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut written = Vec::new();
                for n in 0..ENTRIES {
                    let text = format!("Entrée {n} du tour {round}");
                    let request = json!({ "dossier": dossier, "text": text });
                    let Some(answer) = knock(&room.desk(), "journal.add", &request) else { break };
                    written.push((answer["id"].as_str().unwrap().to_owned(), text));
                    count.store(written.len(), Ordering::Release);
                }
                written
            });
            while count.load(Ordering::Acquire) < after && !writer.is_finished() {
                thread::sleep(Duration::from_micros(300));
            }
            thread::sleep(Duration::from_micros(pause));
            process.kill();
            writer.join().unwrap()
        });
        // As the kill left it: the write-ahead log, the note, the socket.
        if round % 10 == 0 {
            assert_eq!(common::holding(&room, &["Entrée".to_owned()]), Vec::<String>::new());
        }
        assert!(written.len() >= after, "round {round}: the desk stopped answering before it was killed");
        let in_flight = usize::from(written.len() < ENTRIES);
        answered.extend(written);
        // The real terminal opens what was killed.
        let there = room.call("journal.list", json!({ "dossier": dossier, "limit": 1_000_000 }));
        let there: BTreeMap<&str, &str> = there["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| (entry["id"].as_str().unwrap(), entry["text"].as_str().unwrap()))
            .collect();
        for (id, text) in &answered {
            assert_eq!(
                there.get(id.as_str()),
                Some(&text.as_str()),
                "round {round}: an answered entry is gone"
            );
        }
        unanswered += in_flight;
        assert!(there.len() <= answered.len() + unanswered, "round {round}: something stands there twice");
        if round % 10 == 9 {
            rebuilds_to_the_same(&room);
        }
    }
    assert!(
        answered.len() > ROUNDS * ENTRIES / 4,
        "only {} entries: the kills came too early",
        answered.len()
    );
    println!("{ROUNDS} kills, {} answered entries, all there", answered.len());
    let sound: String = room.database().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

/// The tables made again from the log alone say the same, and so do both digests.
fn rebuilds_to_the_same(room: &Room) {
    let before = (room.digest(), room.call("dossiers.list", json!({ "limit": 1000 })));
    let desk = room.open();
    let digests = || sharing::digest(&desk, WhichSpace { space: "organisation".into() }).unwrap();
    let folded = digests();
    desk.store().rebuild().unwrap();
    assert_eq!(digests(), folded);
    drop(desk);
    assert_eq!((room.digest(), room.call("dossiers.list", json!({ "limit": 1000 }))), before);
}

const ROWS: u64 = 3_000;

/// Names of one to six words from every letter of the alphabet: a register of three thousand neighbours would
/// take its time to be compared with itself, and this is about the kill.
fn register(room: &Room) -> PathBuf {
    let row = |n: u64| {
        let letter = char::from(b'A' + (n % 26) as u8);
        let words: Vec<String> = (0..=n / 26 % 6).map(|w| format!("{letter}{n}x{w}")).collect();
        format!("{n},{},,{}\n", words.join(" "), ["N", "C", "G"][(n % 3) as usize])
    };
    let rows: String = (0..ROWS).map(row).collect();
    room.file("grand.csv", format!("id,name,full_name,type\n{rows}"))
}

/// Kills the real `coexist` once its import has written some and not all.
fn cut_import(room: &Room, path: &Path) {
    let mut import =
        Running::start(&mut room.command("organisations.import", &json!({ "path": path, "dry_run": false })));
    let deadline = Instant::now() + Duration::from_secs(120);
    loop {
        assert!(import.0.try_wait().unwrap().is_none(), "the import had ended before it could be killed");
        assert!(Instant::now() < deadline, "the import does not move");
        let list = knock(&room.desk(), "activity.list", &json!({})).unwrap_or_default();
        let moving = list["items"].as_array().into_iter().flatten().find(|one| one["kind"] == "import");
        if moving.is_some_and(|one| one["done"].as_u64() > Some(0)) {
            break;
        }
        thread::sleep(Duration::from_millis(1));
    }
    import.kill();
}

/// The one action that was cut, and how many organisations had come in.
fn the_cut_one(room: &Room) -> (Value, u64) {
    let items = room.call("actions.unfinished", json!({}))["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
    assert_eq!((&items[0]["kind"], &items[0]["file_name"]), (&json!("import"), &json!("grand.csv")));
    let some = room.count("organisations.list");
    assert!((1..ROWS).contains(&some), "{some} of {ROWS}: the kill was not in the middle");
    (json!({ "action": items[0]["action"] }), some)
}

#[test]
fn an_import_that_was_killed_is_continued() {
    let room = Room::of("Awa Diop");
    let path = register(&room);
    cut_import(&room, &path);
    let (action, some) = the_cut_one(&room);
    fs::remove_file(&path).unwrap();
    let rest = room.call("actions.continue", action.clone());
    assert_eq!((&rest["imported"], &rest["rejected"]), (&json!(ROWS), &json!([])), "{some} were there");
    assert_eq!(room.count("organisations.list"), ROWS);
    assert_eq!(room.call("actions.unfinished", json!({}))["items"], json!([]));
    common::is_named(&room.refused("actions.continue", action), "action-finished");
    // Known from now on: the same file changes nothing.
    let state = room.digest();
    let again = room.call("organisations.import", json!({ "path": register(&room), "dry_run": true }));
    assert_eq!((&again["imported"], &again["updated"]), (&json!(0), &json!(ROWS)), "nothing doubles");
    assert_eq!(room.digest(), state);
    assert_eq!(room.call("imports.list", json!({}))["items"].as_array().unwrap().len(), 1);
    rebuilds_to_the_same(&room);
}

#[test]
fn an_import_that_was_killed_is_undone() {
    let room = Room::of("Awa Diop");
    let own = room.call("organisations.create", json!({ "name": "Déjà là" }))["id"].clone();
    let path = register(&room);
    cut_import(&room, &path);
    let items = room.call("actions.unfinished", json!({}))["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 1);
    assert!(room.count("organisations.list") > 1);
    room.call("actions.undo", json!({ "action": items[0]["action"] }));
    let left = room.call("organisations.list", json!({ "limit": 10 }));
    assert_eq!((&left["total"], &left["items"][0]["id"]), (&json!(1), &own), "nothing of the import is left");
    assert_eq!(room.call("imports.list", json!({}))["items"], json!([]));
    assert_eq!(room.call("actions.unfinished", json!({}))["items"], json!([]));
    assert_eq!(room.count("contacts.list"), 0);
    rebuilds_to_the_same(&room);
    // The file is not spoilt for later.
    let later = room.call("organisations.import", json!({ "path": path, "dry_run": false }));
    assert_eq!((&later["imported"], room.count("organisations.list")), (&json!(ROWS), ROWS + 1), "{later}");
}

/// Killed again inside the continuation, and inside the undo of what was continued: still one or the other.
#[test]
fn a_continuation_that_is_killed_is_continued_again() {
    let room = Room::of("Awa Diop");
    cut_import(&room, &register(&room));
    let (action, _) = the_cut_one(&room);
    for name in ["actions.continue", "actions.undo"] {
        let mut process = Running::start(&mut room.command(name, &action));
        thread::sleep(Duration::from_millis(if name == "actions.continue" { 700 } else { 150 }));
        if process.0.try_wait().unwrap().is_none() {
            process.kill();
        }
        let open = room.call("actions.unfinished", json!({}))["items"].as_array().unwrap().len();
        let there = room.count("organisations.list");
        assert!(
            open == 1 || there == ROWS || there == 0,
            "{name}: {there} organisations and nothing to decide"
        );
        if open == 0 {
            return;
        }
    }
    room.call("actions.undo", action);
    assert_eq!(room.count("organisations.list"), 0);
    rebuilds_to_the_same(&room);
}
