//! What goes wrong outside the desk: files that are none, disks that take nothing, endpoints that are none,
//! clocks, keyrings. One named error with a sentence in both languages each, and nothing lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails here says where"
)]

#[path = "../common/mod.rs"]
mod common;
#[cfg(target_os = "linux")]
mod disks;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use coexist_core::sharing::{self, Invite};
use coexist_domain::words::MemberRole;
use coexist_sentences::{Language, Sentences};
use coexist_tests::program::Endpoint;
use common::{Room, answer, connected, is_named};
use serde_json::{Value, json};

/// A desk with something to lose.
struct Kept {
    room: Room,
    dossier: Value,
    state: Value,
}

impl Kept {
    fn new() -> Self {
        let room = Room::of("Awa Diop");
        let dossier = room.call("dossiers.create", json!({ "title": "À ne pas perdre" }))["id"].clone();
        room.call("journal.add", json!({ "dossier": dossier, "text": "Une ligne" }));
        let state = room.digest();
        Self { room, dossier, state }
    }

    /// Everything is as it was, and work goes on.
    fn is_whole(&self) {
        assert_eq!(self.room.digest(), self.state, "something changed");
        let journal = self.room.call("journal.list", json!({ "dossier": self.dossier }));
        assert_eq!(journal["items"][0]["text"], "Une ligne");
        self.room.call("journal.add", json!({ "dossier": self.dossier, "text": "Et une autre" }));
        assert_eq!(self.room.count("dossiers.list"), 1);
    }
}

/// A warning of the desk, with its sentence in both languages.
fn warns(status: &Value, code: &str) -> bool {
    for language in [Language::French, Language::English] {
        assert!(Sentences::new(language).say(&format!("warning-{code}"), []).is_some(), "warning-{code}");
    }
    status["warnings"].as_array().unwrap().contains(&json!(code))
}

#[test]
fn a_file_that_is_no_spreadsheet_is_refused() {
    let kept = Kept::new();
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"[..], &[0x9c, 0, 0xff, 7].repeat(500)].concat();
    for (name, bytes, code) in [
        ("photo.csv", png.as_slice(), "not-a-spreadsheet"),
        ("photo.xlsx", png.as_slice(), "not-a-spreadsheet"),
        ("vide.csv", b"", "empty-spreadsheet"),
        ("coupe.xlsx", b"PK\x03\x04\x14\0\0\0\x08\0 et rien", "not-a-spreadsheet"),
    ] {
        let path = kept.room.file(name, bytes);
        for command in ["organisations.import", "dossiers.import", "imports.preview"] {
            let mut request = json!({ "path": path });
            if command != "imports.preview" {
                request["dry_run"] = json!(false);
            }
            is_named(&kept.room.refused(command, request), code);
        }
    }
    let folder = json!({ "path": kept.room.desk(), "dry_run": false });
    is_named(&kept.room.refused("dossiers.import", folder), "file-not-readable");
    kept.is_whole();
}

#[test]
fn a_row_that_is_too_long_loses_nothing() {
    let kept = Kept::new();
    let text = "Organisation;Type;Pays\nAlpha;ONG;BF\nBeta;ONG;BF;en trop;encore\nGamma;entreprise;FR\n";
    let path = kept.room.file("carnet.csv", text);
    let outcome = kept.room.call("organisations.import", json!({ "path": path, "dry_run": false }));
    assert_eq!((&outcome["imported"], &outcome["rejected"]), (&json!(3), &json!([])), "{outcome}");
    let beta =
        kept.room.call("organisations.list", json!({ "text": "Beta", "limit": 1 }))["items"][0].clone();
    let beta = kept.room.call("organisations.get", json!({ "id": beta["id"] }));
    let own: Vec<&str> =
        beta["own_columns"].as_object().unwrap().values().map(|v| v.as_str().unwrap()).collect();
    assert!(own.contains(&"en trop") && own.contains(&"encore"), "cells beyond the header are kept: {beta}");
    // A cell no spreadsheet program could hold.
    let cell = kept.room.file("cellule.csv", format!("Organisation;Note\nAlpha;{}\n", "x".repeat(200_000)));
    let refused = kept.room.refused("organisations.import", json!({ "path": cell, "dry_run": false }));
    is_named(&refused, "spreadsheet-too-large");
    assert_eq!(kept.room.count("organisations.list"), 3);
}

#[test]
fn a_newer_database_is_left_alone() {
    let kept = Kept::new();
    let version = |to: Option<i64>| {
        let db = kept.room.database();
        let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        if let Some(to) = to {
            db.pragma_update(None, "user_version", to).unwrap();
        }
        version
    };
    let ours = version(Some(9_999));
    for (name, request) in [("desk.status", json!({})), ("dossiers.create", json!({ "title": "T" }))] {
        is_named(&kept.room.refused(name, request), "newer-database");
    }
    assert_eq!(version(Some(ours)), 9_999, "it was not brought back to an older form");
    kept.is_whole();
}

#[test]
fn a_second_process_goes_through_the_door_or_is_told() {
    let kept = Kept::new();
    let desk = kept.room.open();
    // Held, and nobody answers.
    is_named(&kept.room.refused("dossiers.create", json!({ "title": "T" })), "desk-in-use");
    // Held with its door open: the holder answers.
    let door = coexist_door::serve(&desk, &kept.room.desk()).unwrap();
    let made = kept.room.call("dossiers.create", json!({ "title": "Par la porte" }));
    assert_eq!(kept.room.count("dossiers.list"), 2);
    is_named(&kept.room.refused("dossiers.get", json!({ "id": "x" })), "bad-request");
    drop(door);
    drop(desk);
    kept.room.call("dossiers.delete", json!({ "id": made["id"] }));
    assert_eq!(kept.room.count("dossiers.list"), 1);
}

/// Between a desk and its endpoint: passes everything on, or answers as the page of a hotel.
struct Between {
    url: String,
    hotel: Arc<AtomicBool>,
}

impl Between {
    fn new(endpoint: &Endpoint) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let hotel = Arc::new(AtomicBool::new(false));
        let (to, is_hotel) = (endpoint.url.trim_start_matches("http://").to_owned(), Arc::clone(&hotel));
        thread::spawn(move || {
            for from in listener.incoming().map_while(Result::ok) {
                let (to, is_hotel) = (to.clone(), is_hotel.load(Ordering::Acquire));
                thread::spawn(move || if is_hotel { welcome(from) } else { pass(from, &to) });
            }
        });
        Self { url, hotel }
    }

    /// An invitation of the endpoint, through here.
    fn link(&self, endpoint: &Endpoint, invitation: &str) -> String {
        let coded = |url: &str| url.replace(':', "%3A").replace('/', "%2F");
        let (plain, percent) = (invitation.replace(&endpoint.url, &self.url), coded(&endpoint.url));
        plain.replace(&percent, &coded(&self.url))
    }
}

fn welcome(mut guest: TcpStream) {
    const PAGE: &str = "<!doctype html><title>Bienvenue</title><p>Acceptez les conditions.";
    // The desk sends all it has before it reads.
    let _ = guest.set_read_timeout(Some(std::time::Duration::from_millis(300)));
    let _ = guest.read(&mut [0; 65_536]);
    let _ = write!(
        guest,
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{PAGE}",
        PAGE.len()
    );
    let _ = guest.shutdown(Shutdown::Write);
    let _ = io::copy(&mut guest, &mut io::sink());
}

fn pass(mut from: TcpStream, to: &str) {
    let Ok(mut to) = TcpStream::connect(to) else { return };
    let (mut back_from, mut back_to) = (to.try_clone().unwrap(), from.try_clone().unwrap());
    thread::spawn(move || {
        let _ = io::copy(&mut back_from, &mut back_to);
        let _ = back_to.shutdown(Shutdown::Write);
    });
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}

#[test]
fn an_endpoint_that_answers_html_is_none() {
    let endpoint = Endpoint::start();
    let between = Between::new(&endpoint);
    let kept = Kept::new();
    let link = json!({ "invitation": between.link(&endpoint, &endpoint.invite("Atelier du pont")) });
    between.hotel.store(true, Ordering::Release);
    is_named(&kept.room.refused("sync.connect", link.clone()), "endpoint-not-coexist");
    assert_eq!(kept.room.digest(), kept.state);
    assert_eq!(kept.room.call("sync.status", json!({}))["connected"], false);
    // The invitation is not spent.
    between.hotel.store(false, Ordering::Release);
    kept.room.call("sync.connect", link);
    kept.room.call("journal.add", json!({ "dossier": kept.dossier, "text": "En voyage" }));
    let state = kept.room.digest();
    between.hotel.store(true, Ordering::Release);
    let refused = kept.room.refused("sync.now", json!({}));
    is_named(&refused, "endpoint-not-coexist");
    assert_eq!(refused["retryable"], true);
    assert_eq!(kept.room.digest(), state);
    assert!(
        kept.room.call("sync.status", json!({}))["unsent"].as_u64() > Some(0),
        "it still waits to be shared"
    );
    between.hotel.store(false, Ordering::Release);
    assert!(kept.room.call("sync.now", json!({}))["sent"].as_u64() > Some(0));
    assert_eq!(kept.room.call("sync.status", json!({}))["unsent"], 0);
    assert_eq!(kept.room.digest()["state"], state["state"]);
    drop(endpoint);
    is_named(&kept.room.refused("sync.now", json!({})), "endpoint-unreachable");
}

#[test]
fn an_expired_invitation_opens_nothing() {
    let endpoint = Endpoint::start();
    let owner = Room::of("Awa Diop");
    owner.call("sync.connect", json!({ "invitation": endpoint.invite("Atelier du pont") }));
    // Made on a day long ago.
    let desk = owner.open_in(2026 - 2);
    let invite = Invite { name: "Jean Roux".to_owned(), role: MemberRole::Editor };
    let invited = sharing::invite(&desk, invite).unwrap();
    drop(desk);
    let kept = Kept::new();
    let refused = kept.room.refused("sync.connect", json!({ "invitation": invited.invitation }));
    is_named(&refused, "invitation-expired");
    assert_eq!(kept.room.call("sync.status", json!({}))["connected"], false);
    kept.is_whole();
}

#[test]
fn a_clock_ten_years_off_loses_and_hides_nothing() {
    let endpoint = Endpoint::start();
    let (awa, jean) = connected(&endpoint);
    let dossier = awa.call("dossiers.create", json!({ "title": "Horloges" }))["id"].clone();
    awa.call("sync.now", json!({}));
    jean.call("sync.now", json!({}));
    for (year, warning) in [(2016, "clock-behind"), (2036, "clock-ahead")] {
        let desk = awa.open_in(year);
        let door = coexist_door::serve(&desk, &awa.desk()).unwrap();
        // The real terminal, answered by a desk whose clock is wrong.
        assert!(warns(&awa.call("desk.status", json!({})), warning), "{year}");
        let said = json!({ "id": dossier, "fields": { "summary": format!("Écrit en {year}") } });
        awa.call("dossiers.update", said);
        awa.call("journal.add", json!({ "dossier": dossier, "text": format!("Vu en {year}") }));
        awa.call("sync.now", json!({}));
        drop(door);
        drop(desk);
        jean.call("sync.now", json!({}));
        assert_eq!(awa.digest(), jean.digest(), "{year}");
        let summary = jean.call("dossiers.get", json!({ "id": dossier }))["summary"].clone();
        assert_eq!(summary, format!("Écrit en {year}"), "the later word stands, whatever its date");
    }
    // The right clock again: what comes later still wins over a value from the future.
    assert!(!warns(&awa.call("desk.status", json!({})), "clock-ahead"));
    jean.call("dossiers.update", json!({ "id": dossier, "fields": { "summary": "Écrit aujourd’hui" } }));
    jean.call("sync.now", json!({}));
    awa.call("sync.now", json!({}));
    assert_eq!(awa.digest(), jean.digest());
    let page = awa.call("dossiers.get", json!({ "id": dossier }));
    assert_eq!((&page["summary"], &page["conflicts"]), (&json!("Écrit aujourd’hui"), &json!([])));
    let entries = awa.call("journal.list", json!({ "dossier": dossier }));
    assert_eq!(entries["total"], 2);
}

#[test]
fn without_a_keyring_nothing_is_written() {
    let room = Room::new();
    let mut command = room.command("desk.status", &json!({}));
    for name in
        ["COEXIST_SECRETS", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY"]
    {
        command.env_remove(name);
    }
    command.env("HOME", room.beside("tmp"));
    let refused = answer(&mut command).unwrap_err();
    is_named(&refused, "keys-keyring-no-service");
    let left: Vec<_> =
        room.all_files().into_iter().filter(|path| fs::metadata(path).unwrap().len() > 0).collect();
    assert!(left.is_empty(), "no key, no database: {left:?}");
    // A desk that exists is told the same way, and is whole afterwards.
    let kept = Kept::new();
    let mut command = kept.room.command("desk.status", &json!({}));
    command.env("COEXIST_SECRETS", format!("file:{}", kept.room.beside("tmp").display()));
    is_named(&answer(&mut command).unwrap_err(), "keys-file-slot-missing");
    kept.is_whole();
    // Both copies of the secret gone: still nothing is made new beside what exists.
    let secrets: Vec<(_, _)> = common::files_in(&kept.room.secrets())
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    secrets.iter().for_each(|(path, _)| fs::remove_file(path).unwrap());
    is_named(&kept.room.refused("desk.status", json!({})), "keys-file-slot-missing");
    secrets.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    assert_eq!(kept.room.count("dossiers.list"), 1);
}

#[test]
fn no_word_of_the_data_stands_in_clear_on_disk() {
    let endpoint = Endpoint::start();
    let room = Room::of("Zéphyrine Canarival");
    let word = |n: usize| format!("Canari{n}Quetzalcoatl");
    let mut canaries = vec!["Zéphyrine Canarival".to_owned(), "Atelier du pont".to_owned()];
    canaries.extend((0..9).map(word));
    let dossier = room.call("dossiers.create", json!({ "title": word(0) }))["id"].clone();
    // A holder that is killed leaves its write-ahead log, its note and its socket behind.
    let desk = room.open();
    let door = coexist_door::serve(&desk, &room.desk()).unwrap();
    room.call("dossiers.update", json!({ "id": dossier, "fields": { "summary": word(1) } }));
    room.call("journal.add", json!({ "dossier": dossier, "text": word(2) }));
    room.call("exchanges.add", json!({ "dossier": dossier, "kind": "call", "text": word(3) }));
    room.call("tasks.add", json!({ "title": word(4), "dossier": dossier, "due": "2026-12-01" }));
    room.call("contacts.create", json!({ "name": word(5) }));
    room.call("sync.connect", json!({ "invitation": endpoint.invite("Atelier du pont") }));
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("c.csv");
    fs::write(&path, format!("Organisation;Salle\n{};{}\n", word(6), word(7))).unwrap();
    room.call("organisations.import", json!({ "path": path, "dry_run": false }));
    room.call("search.find", json!({ "text": word(0) }));
    room.refused("dossiers.get", json!({ "id": word(8) }));
    assert_eq!(common::holding(&room, &canaries), Vec::<String>::new(), "while it is open");
    assert!(room.desk().join("desk.db-wal").exists(), "the write-ahead log is looked at, too");
    drop(door);
    drop(desk);
    assert_eq!(common::holding(&room, &canaries), Vec::<String>::new(), "when it is closed");
    // What looks for them would find them.
    room.file("tmp/trace", format!("… {} …", word(3)));
    assert_eq!(common::holding(&room, &canaries).len(), 1);
}
