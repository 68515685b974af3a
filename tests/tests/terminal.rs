//! The terminal, as scripts and other people's tests use it: every command of the fixed list answers the fixed
//! fields, errors are JSON with an exit code, and two desks of one organisation agree through an endpoint.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails here says where"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use coexist_tests::program::{Endpoint, built};
use common::{Room, answer, connected, is_named};
use serde_json::{Value, json};

/// An object has at least these fields.
fn has(object: &Value, fields: &[&str]) {
    for field in fields {
        assert!(object.get(field).is_some(), "{field} is missing in {object}");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("no number: {value}"))
}

/// All that happened to the rows of a file.
fn accounted(outcome: &Value) -> u64 {
    let of = |field: &str| number(&outcome[field]);
    of("imported") + of("updated") + of("duplicates") + outcome["rejected"].as_array().unwrap().len() as u64
}

fn share(rooms: &[&Room]) -> Vec<Value> {
    rooms.iter().map(|room| room.call("sync.now", json!({}))).collect()
}

/// The values of the one field that is in conflict.
fn both_values(dossier: &Value, field: &str) -> BTreeSet<String> {
    let conflicts = dossier["conflicts"].as_array().unwrap();
    assert_eq!(conflicts.len(), 1, "{dossier}");
    assert_eq!(conflicts[0]["field"], field);
    let values = conflicts[0]["values"].as_array().unwrap();
    values.iter().for_each(|value| has(value, &["value", "author", "at"]));
    values.iter().map(|value| format!("{} ({})", text(&value["value"]), text(&value["author"]))).collect()
}

#[test]
fn two_offline_desks_agree_and_keep_both_values() {
    let endpoint = Endpoint::start();
    let (awa, jean) = connected(&endpoint);
    let id = awa.call("dossiers.create", json!({ "title": "Bancs du quartier" }))["id"].clone();
    share(&[&awa, &jean]);
    let update =
        |room: &Room, fields: Value| room.call("dossiers.update", json!({ "id": id, "fields": fields }));
    update(&awa, json!({ "summary": "Dix bancs" }));
    update(&awa, json!({ "title": "Bancs d’Awa" }));
    update(&jean, json!({ "next_action": "Appeler la mairie" }));
    update(&jean, json!({ "title": "Bancs de Jean" }));
    awa.call("journal.add", json!({ "dossier": id, "text": "Écrit par Awa" }));
    jean.call("journal.add", json!({ "dossier": id, "text": "Écrit par Jean" }));
    assert_ne!(awa.digest()["state"], jean.digest()["state"], "nobody has shared yet");
    assert!(number(&awa.call("sync.status", json!({}))["unsent"]) > 0);

    share(&[&awa, &jean, &awa]);
    assert_eq!(awa.digest(), jean.digest());
    for room in [&awa, &jean] {
        let dossier = room.call("dossiers.get", json!({ "id": id }));
        assert_eq!(
            (&dossier["summary"], &dossier["next_action"]),
            (&json!("Dix bancs"), &json!("Appeler la mairie"))
        );
        let both = ["Bancs d’Awa (Awa Diop)", "Bancs de Jean (Jean Roux)"].map(str::to_owned);
        assert_eq!(both_values(&dossier, "title"), both.into());
        assert_eq!(room.call("journal.list", json!({ "dossier": id }))["items"].as_array().unwrap().len(), 2);
        assert_eq!(room.call("sync.status", json!({}))["unsent"], 0);
    }
    // One person decides, and it is decided for both.
    update(&awa, json!({ "title": "Bancs de nous deux" }));
    share(&[&awa, &jean, &awa]);
    assert_eq!(awa.digest(), jean.digest());
    let dossier = jean.call("dossiers.get", json!({ "id": id }));
    assert_eq!(dossier["title"], "Bancs de nous deux");
    assert_eq!(dossier["conflicts"], json!([]));
    // Nothing left to say.
    let [tally] = share(&[&jean]).try_into().unwrap();
    assert_eq!(
        (number(&tally["sent"]), number(&tally["received"]), number(&tally["round_trips"])),
        (0, 0, 1)
    );
}

#[test]
fn work_done_before_joining_comes_along_once() {
    let endpoint = Endpoint::start();
    let (awa, jean) = (Room::of("Awa Diop"), Room::of("Jean Roux"));
    let before = jean.call("dossiers.create", json!({ "title": "Avant de rejoindre" }))["id"].clone();
    jean.call("journal.add", json!({ "dossier": before, "text": "Sans réseau" }));
    awa.call("sync.connect", json!({ "invitation": endpoint.invite("Atelier du pont") }));
    let invited = awa.call("members.invite", json!({ "name": "Jean Roux", "role": "editor" }));
    let link = json!({ "invitation": invited["invitation"] });
    has(&jean.call("sync.connect", link.clone()), &["organisation", "role", "brought"]);
    share(&[&jean, &awa, &jean]);
    assert_eq!(awa.digest(), jean.digest());
    for room in [&awa, &jean] {
        assert_eq!(room.count("dossiers.list"), 1);
        assert_eq!(
            room.call("journal.list", json!({ "dossier": before }))["items"][0]["text"],
            "Sans réseau"
        );
    }
    is_named(&jean.refused("sync.connect", link.clone()), "already-connected");
    is_named(&Room::of("Un tiers").refused("sync.connect", link), "invitation-used");
    is_named(&jean.refused("members.invite", json!({ "name": "X", "role": "editor" })), "not-an-owner");
}

#[test]
fn every_fixed_command_answers_its_fields() {
    let room = Room::of("Awa Diop");
    let register = room.file(
        "carnet.csv",
        "id,name,full_name,type\n1,Plieger,,C\n2,IDYDC,\"Iringa Development, Youth \",N\n7,MTC,Mutukula Town Council,G\n\
         9,Caritas Kaolack,Caritas Kaolack,N\n10,CARITAS KAOLACK,CARITAS KAOLACK,N\n11,Universit\u{c3}\u{a9} de Koudougou,,K\n",
    );
    let import = |dry: bool| room.call("organisations.import", json!({ "path": register, "dry_run": dry }));
    let dry = import(true);
    has(&dry, &["imported", "updated", "duplicates", "repaired", "rejected"]);
    assert_eq!((accounted(&dry), room.count("organisations.list")), (6, 0), "a dry run writes nothing");
    let done = import(false);
    assert_eq!((accounted(&done), &done["repaired"]), (6, &json!(1)), "{done}");
    let again = import(false);
    assert_eq!((number(&again["imported"]), accounted(&again)), (0, 6), "{again}");
    let listed = room.call("organisations.list", json!({ "text": "koudougou", "limit": 5, "offset": 0 }));
    assert_eq!(listed["total"], 1);
    assert_eq!(listed["items"][0]["name"], "Université de Koudougou");
    has(&listed["items"][0], &["id", "name", "kind", "country"]);
    let kind = room.call("organisations.list", json!({ "kind": "company", "limit": 5, "offset": 0 }));
    assert_eq!((&kind["total"], &kind["items"][0]["name"]), (&json!(1), &json!("Plieger")));

    let id = room.call("dossiers.create", json!({ "title": "Forages" }))["id"].clone();
    assert_eq!(
        room.call("dossiers.update", json!({ "id": id, "fields": { "summary": "Deux forages" } })),
        json!({})
    );
    room.call("dossiers.move", json!({ "id": id, "stage": "convention", "reason": "Signé hier" }));
    let of_stage = room.call("dossiers.list", json!({ "stage": "convention", "limit": 9, "offset": 0 }));
    assert_eq!((&of_stage["total"], &of_stage["items"][0]["id"]), (&json!(1), &id));
    let found = room.call("dossiers.list", json!({ "text": "forages", "limit": 9, "offset": 0 }));
    assert_eq!(found["total"], 1);
    let organisation = listed["items"][0]["id"].clone();
    let exchange =
        json!({ "dossier": id, "organisation": organisation, "kind": "call", "text": "Appelé ce matin" });
    room.call("exchanges.add", exchange);
    let entry = room.call("journal.add", json!({ "dossier": id, "text": "Visite" }))["id"].clone();
    let journal = room.call("journal.list", json!({ "dossier": id }));
    assert_eq!(journal["items"][0]["id"], entry);
    let task = json!({ "title": "Relancer", "dossier": id, "due": "2026-01-15", "assignee": "Awa Diop" });
    let task = room.call("tasks.add", task)["id"].clone();
    let due = room.call("tasks.due", json!({ "until": "2026-01-31" }));
    assert_eq!(due["items"][0]["id"], task);
    assert_eq!(room.call("tasks.due", json!({ "until": "2026-01-01" }))["items"], json!([]));
    room.call(
        "amounts.add",
        json!({ "dossier": id, "amount": 1500, "currency": "XOF", "status": "promised" }),
    );
    let dossier = room.call("dossiers.get", json!({ "id": id }));
    has(&dossier, &["id", "title", "summary", "stage", "responsible", "own_columns", "amounts", "conflicts"]);
    has(&dossier["amounts"][0], &["amount", "currency", "status"]);
    assert_eq!((&dossier["summary"], &dossier["stage"]), (&json!("Deux forages"), &json!("convention")));

    let history = room.call("history.of", json!({ "id": id }));
    assert!(history["items"].as_array().unwrap().len() >= 3, "{history}");
    room.call("dossiers.update", json!({ "id": id, "fields": { "summary": "Une erreur" } }));
    room.call("history.undo", json!({}));
    assert_eq!(room.call("dossiers.get", json!({ "id": id }))["summary"], "Deux forages");

    has(&room.call("sync.status", json!({})), &["connected", "unsent", "state"]);
    is_named(&room.refused("sync.now", json!({})), "not-connected");
    has(&room.digest(), &["have", "state"]);
    let endpoint = Endpoint::start();
    room.call("sync.connect", json!({ "invitation": endpoint.invite("Atelier du pont") }));
    let tally = room.call("sync.now", json!({}));
    has(&tally, &["sent", "received", "round_trips", "bytes_up", "bytes_down"]);
    assert!(
        text(&room.call("members.invite", json!({ "name": "B", "role": "reader" }))["invitation"])
            .starts_with("coexist://")
    );
    // By its id, too.
    let other = room.refused("space.digest", json!({ "space": id }));
    is_named(&other, "not-found");
}

const TRACKER: &str = "Entreprise;Projet;Statut;Montant demandé;Qui suit;Prochaine étape;Échéance;Salle préférée\n\
    Hydralpe;Forages Kongoussi;signé;40 000 €;JB;envoyer le budget;15/11/2026;Bleue\n\
    Banque du Lac;Microcrédit Titao;en discussion;12 000 €;MD;relancer;30/11/2026;\n\
    Hydralpe;Pompage solaire;contact pris;;JB;;;=2+5\n";

/// What a person would look for in a dossier, whatever ids and wording it has.
fn told(room: &Room) -> BTreeMap<String, Value> {
    let all = room.call("dossiers.list", json!({ "limit": 100 }));
    let told = all["items"].as_array().unwrap().iter().map(|row| {
        let page = room.call("dossiers.get", json!({ "id": row["id"] }));
        let names: Vec<&Value> =
            page["parties"].as_array().unwrap().iter().map(|p| &p["organisation"]["name"]).collect();
        let amounts: Vec<Value> = page["amounts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| json!([a["amount"], a["currency"], a["status"]]))
            .collect();
        let people: BTreeSet<&str> =
            page["responsible"].as_array().unwrap().iter().map(|p| text(&p["name"])).collect();
        let what = json!({
            "organisations": names, "stage": page["stage"], "amounts": amounts,
            "responsible": people, "own": page["own_columns"],
            "next": [page["next_action"], page["next_date"]],
        });
        (text(&page["title"]).to_owned(), what)
    });
    told.collect()
}

#[test]
fn a_tracker_goes_in_and_out_and_in_again() {
    let (first, second) = (Room::of("Awa Diop"), Room::of("Jean Roux"));
    let path = first.file("suivi.csv", TRACKER);
    let outcome = first.call("dossiers.import", json!({ "path": path, "dry_run": false }));
    has(
        &outcome,
        &[
            "imported",
            "updated",
            "duplicates",
            "repaired",
            "rejected",
            "organisations",
            "contacts",
            "flagged",
        ],
    );
    has(&outcome["flagged"][0], &["row", "field", "text"]);
    assert_eq!((&outcome["imported"], &outcome["organisations"]), (&json!(3), &json!(2)), "{outcome}");
    let again = first.call("dossiers.import", json!({ "path": path, "dry_run": false }));
    assert_eq!((&again["imported"], first.count("dossiers.list")), (&json!(0), 3), "{again}");
    for name in ["export.csv", "export.xlsx"] {
        let out = first.beside(name);
        first.call("dossiers.export", json!({ "path": out }));
        let fresh = if name == "export.csv" { &second } else { &Room::of("Jean Roux") };
        let back = fresh.call("dossiers.import", json!({ "path": out, "dry_run": false }));
        assert_eq!((&back["imported"], &back["rejected"]), (&json!(3), &json!([])), "{name}: {back}");
        assert_eq!(told(fresh), told(&first), "{name}");
    }
    let csv = std::fs::read_to_string(first.beside("export.csv")).unwrap();
    assert!(csv.contains("'=2+5"), "no formula leaves the desk: {csv}");
    // The mapping a person saved is passed along.
    let preview = first.call("imports.preview", json!({ "path": path }));
    let given = json!({ "path": path, "dry_run": true, "mapping": preview["mapping"] });
    assert_eq!(accounted(&first.call("dossiers.import", given)), 3);
}

/// The register of 2,261 organisations. Its own small one stands for it above where there is no corpus.
#[test]
fn a_large_register_is_accounted_for_to_the_row() {
    let room = Room::of("Awa Diop");
    let corpus = std::env::var_os("COEXIST_CORPUS").map(PathBuf::from);
    let path = corpus.map(|folder| folder.join("organisations/akvo-organisations.csv"));
    let path = path.unwrap_or_else(|| {
        let rows: String =
            (0..2261).map(|n| format!("{n},Groupement {n},,{}\n", ["N", "C", "G", "K"][n % 4])).collect();
        room.file("register.csv", format!("id,name,full_name,type\n{rows}"))
    });
    let outcome = room.call("organisations.import", json!({ "path": path, "dry_run": false }));
    assert_eq!(accounted(&outcome), 2261, "{}", outcome["rejected"]);
    let total = room.count("organisations.list");
    assert_eq!(total, number(&outcome["imported"]));
    let mut kinds = BTreeSet::new();
    for offset in (0..total).step_by(500) {
        let page = room.call("organisations.list", json!({ "limit": 500, "offset": offset }));
        for item in page["items"].as_array().unwrap() {
            let name = text(&item["name"]);
            assert!(!name.contains('Ã') && !name.contains("â€"), "broken letters: {name}");
            kinds.insert(text(&item["kind"]).to_owned());
        }
    }
    assert_eq!(kinds.len(), 4, "N, C, G and K are kept apart: {kinds:?}");
    let again = room.call("organisations.import", json!({ "path": path, "dry_run": false }));
    assert_eq!((&again["imported"], room.count("organisations.list")), (&json!(0), total), "{again}");
}

#[test]
fn an_error_is_one_object_with_its_sentence() {
    let room = Room::of("Awa Diop");
    let id = room.call("dossiers.create", json!({ "title": "T" }))["id"].clone();
    let stranger = "01a20604-3c83-728b-9df2-f07b12e92641";
    for (name, request, code) in [
        ("no.such", json!({}), "unknown-command"),
        ("dossiers.create", json!({}), "bad-request"),
        ("dossiers.create", json!({ "title": "T", "titel": "T" }), "bad-request"),
        ("dossiers.create", json!({ "title": "  " }), "missing-value"),
        ("dossiers.get", json!({ "id": stranger }), "not-found"),
        ("dossiers.update", json!({ "id": id, "fields": { "colour": "bleu" } }), "unknown-field"),
        ("dossiers.update", json!({ "id": id, "fields": { "next_date": "bientôt" } }), "invalid-value"),
        ("journal.add", json!({ "dossier": stranger, "text": "T" }), "not-found"),
        (
            "organisations.import",
            json!({ "path": "/nowhere/at/all.csv", "dry_run": false }),
            "file-not-found",
        ),
        ("sync.connect", json!({ "invitation": "https://example.org" }), "invitation-malformed"),
        ("space.digest", json!({ "space": "elsewhere" }), "not-found"),
    ] {
        is_named(&room.refused(name, request), code);
    }
    let mut not_json = Command::new(built("coexist"));
    not_json.arg("--data").arg(room.desk()).args(["call", "dossiers.list", "{"]);
    room.surroundings(&mut not_json);
    is_named(&answer(&mut not_json).unwrap_err(), "request-not-json");
    assert_eq!(room.count("dossiers.list"), 1, "nothing was changed by what was refused");
}

#[test]
fn requests_come_from_standard_input_and_commands_are_listed() {
    let room = Room::of("Awa Diop");
    let mut command = Command::new(built("coexist"));
    command.arg("--data").arg(room.desk()).args(["call", "dossiers.create", "-"]);
    room.surroundings(&mut command);
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(br#"{"title": "Par l'entr\u00e9e"}"#).unwrap();
    assert!(process.wait_with_output().unwrap().status.success());
    let listed = room.call("dossiers.list", json!({ "limit": 1 }));
    assert_eq!(listed["items"][0]["title"], "Par l'entrée");
    let commands = answer(Command::new(built("coexist")).arg("commands")).unwrap();
    let names: BTreeSet<&str> = commands.as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
    for name in [
        "organisations.import",
        "organisations.list",
        "dossiers.import",
        "dossiers.export",
        "dossiers.create",
        "dossiers.list",
        "dossiers.get",
        "dossiers.update",
        "dossiers.move",
        "journal.add",
        "journal.list",
        "exchanges.add",
        "tasks.add",
        "tasks.due",
        "history.of",
        "history.undo",
        "members.invite",
        "sync.connect",
        "sync.now",
        "sync.status",
        "space.digest",
    ] {
        assert!(names.contains(name), "{name} is not listed");
    }
}
