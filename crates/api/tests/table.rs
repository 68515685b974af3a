//! The table against a real desk: every command is wired, takes JSON, and fails in the form of the contract.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

use std::path::Path;
use std::sync::Arc;

use coexist_api::{COMMANDS, call, contract_ts};
use coexist_core::desk::{Desk, OpenOptions};
use coexist_keys::{Consent, Secrets};
use coexist_testkit::{FakeClock, SeededIds};
use serde_json::{Value, json};

fn desk(folder: &Path) -> Desk {
    let options = OpenOptions {
        secrets: Secrets::folder(folder.join("secrets")),
        consent: Consent::KeyringOnly,
        clock: Arc::new(FakeClock::morning(2026, 11, 23)),
        ids: Arc::new(SeededIds::new(1)),
        random: Box::new(|bytes| bytes.fill(7)),
    };
    Desk::open(folder, options).unwrap()
}

#[test]
fn every_command_answers_in_the_form_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    for command in COMMANDS {
        // No request has this field, and none needs it: a command that took it would take any typing error.
        let error = call(&desk, command.name, json!({"no_such_field": 1})).unwrap_err();
        assert_eq!(error.code, "bad-request", "{}", command.name);
        assert!(!error.reference.is_empty());
    }
    assert_eq!(call(&desk, "dossiers.fold", Value::Null).unwrap_err().code, "unknown-command");
}

#[test]
fn a_dossier_goes_through_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let made = call(&desk, "dossiers.create", json!({"title": "Eau"})).unwrap();
    let fields = json!({"id": made["id"], "fields": {"summary": "Quatre écoles"}});
    assert_eq!(call(&desk, "dossiers.update", fields).unwrap(), json!({}));
    let page = call(&desk, "dossiers.get", made.clone()).unwrap();
    assert_eq!((&page["summary"], &page["conflicts"]), (&json!("Quatre écoles"), &json!([])));
    let list = call(&desk, "dossiers.list", Value::Null).unwrap();
    assert_eq!((&list["total"], &list["items"][0]["id"]), (&json!(1), &made["id"]));
    let wrong = json!({"id": made["id"], "fields": {"budjet": 1}});
    let error = serde_json::to_value(call(&desk, "dossiers.update", wrong).unwrap_err()).unwrap();
    assert_eq!((&error["code"], &error["params"]["field"]), (&json!("unknown-field"), &json!("budjet")));
    assert_eq!(error["retryable"], json!(false));
}

#[test]
fn the_written_contract_is_the_table_of_this_build() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/contract.gen.ts");
    let written = std::fs::read_to_string(path).unwrap();
    assert!(written == contract_ts(), "run: cargo run -p coexist-api --bin contract");
}
