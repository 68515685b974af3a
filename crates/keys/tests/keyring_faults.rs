//! Every way a keyring fails, at first run and at every later one: a code, nothing lost, nothing made anew.

#![allow(clippy::unwrap_used, reason = "clippy.toml allows it in test functions, not beside them")]

mod common;

use std::time::{Duration, Instant};

use coexist_keys::{
    KeyWarning, KeyringFault, KeysError, NewSlot, OsRandom, Passphrase, SlotFault, SlotKind, add_slot,
    remove_slot, status,
};
use common::{Failing, FakeKeyring, names, open, open_consenting, secrets};

/// Each failure with the fault it must be told as at creation, and at opening.
const FAILURES: [(Failing, KeyringFault, KeyringFault); 11] = {
    use Failing::{Forgets, Garbles, Hangs, Panics, Shortens, With};
    use KeyringFault::{Broken, Denied, EntryMissing, Locked, NoAnswer, NoCollection, NoService};
    [
        (With(NoService), NoService, NoService),
        (With(NoCollection), NoCollection, NoCollection),
        (With(Locked), Locked, Locked),
        (With(Denied), Denied, Denied),
        (With(NoAnswer), NoAnswer, NoAnswer),
        (With(Broken), Broken, Broken),
        (Forgets, Broken, EntryMissing),
        (Garbles, Broken, Broken),
        (Shortens, Broken, Broken),
        (Hangs, NoAnswer, NoAnswer),
        (Panics, Broken, Broken),
    ]
};

#[test]
fn a_working_keyring_holds_the_slot_key_and_opens_again() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let first = open(dir.path(), false, &secrets(&keyring)).unwrap();
    assert!(first.created && first.warnings.is_empty());
    assert_eq!(first.slots, [SlotKind::Keyring]);
    assert_eq!(names(dir.path()), ["desk.key", "desk.key.2"]);
    let desk = status(dir.path()).unwrap().unwrap().desk.to_string();
    let entries = keyring.entries();
    assert_eq!(entries.keys().collect::<Vec<_>>(), [&desk]);
    assert_eq!(entries[&desk].len(), 32);
    assert_ne!(entries[&desk], first.key.as_bytes(), "the keyring must hold a slot key, not the key");

    let again = open(dir.path(), true, &secrets(&keyring)).unwrap();
    assert!(!again.created && again.warnings.is_empty());
    assert_eq!(again.key.as_bytes(), first.key.as_bytes());
    // Killed between the key file and the database: the key file decides.
    let before_database = open(dir.path(), false, &secrets(&keyring)).unwrap();
    assert!(!before_database.created);
    assert_eq!(before_database.key.as_bytes(), first.key.as_bytes());
}

#[test]
fn a_failing_keyring_at_first_run_is_named_and_nothing_is_written() {
    for (failing, at_creation, _) in FAILURES {
        let dir = tempfile::tempdir().unwrap();
        let keyring = FakeKeyring::new().failing(failing);
        let started = Instant::now();
        let error = open(dir.path(), false, &secrets(&keyring)).unwrap_err();
        assert!(matches!(error, KeysError::Keyring(fault) if fault == at_creation), "{failing:?}: {error:?}");
        assert_eq!(error.code(), at_creation.code());
        assert_eq!(names(dir.path()), Vec::<String>::new(), "{failing:?}");
        assert!(keyring.entries().is_empty(), "{failing:?} left an entry behind");
        assert!(started.elapsed() < Duration::from_secs(10), "{failing:?} held the app");
    }
}

#[test]
fn with_consent_a_failing_keyring_falls_back_to_a_file_and_says_so() {
    for (failing, at_creation, _) in FAILURES {
        let dir = tempfile::tempdir().unwrap();
        let keyring = FakeKeyring::new().failing(failing);
        let opened = open_consenting(dir.path(), false, &secrets(&keyring)).unwrap();
        assert!(opened.created);
        assert_eq!(opened.slots, [SlotKind::File]);
        assert_eq!(
            opened.warnings,
            [KeyWarning::KeyringFailed(at_creation), KeyWarning::FileSlotInUse],
            "{failing:?}"
        );
        // Opening asks for no consent: it was given, and the slot is there.
        let again = open(dir.path(), true, &secrets(&keyring)).unwrap();
        assert_eq!(again.key.as_bytes(), opened.key.as_bytes());
    }
}

#[test]
fn consent_makes_no_file_while_the_keyring_works() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open_consenting(dir.path(), false, &secrets(&FakeKeyring::new())).unwrap();
    assert_eq!(opened.slots, [SlotKind::Keyring]);
    assert_eq!(names(dir.path()), ["desk.key", "desk.key.2"]);
}

#[test]
fn a_keyring_that_fails_later_closes_the_desk_by_name_and_changes_nothing() {
    for (failing, _, at_opening) in FAILURES {
        let dir = tempfile::tempdir().unwrap();
        let keyring = FakeKeyring::new();
        let first = open(dir.path(), false, &secrets(&keyring)).unwrap();
        if failing == Failing::Forgets {
            keyring.clear();
        }
        let files = common::key_files(dir.path()).map(|path| std::fs::read(path).unwrap());
        for database in [true, false] {
            let error =
                open_consenting(dir.path(), database, &secrets(&keyring.failing(failing))).unwrap_err();
            let KeysError::Closed(faults) = &error else { panic!("{failing:?}: {error:?}") };
            assert_eq!(*faults, [SlotFault::Keyring(at_opening)], "{failing:?}");
            assert_eq!(error.code(), at_opening.code());
            assert_eq!(error.keyring_fault(), Some(at_opening));
        }
        assert_eq!(common::key_files(dir.path()).map(|path| std::fs::read(path).unwrap()), files);
        assert_eq!(names(dir.path()), ["desk.key", "desk.key.2"], "{failing:?}");
        if failing != Failing::Forgets {
            let back = open(dir.path(), true, &secrets(&keyring.failing(Failing::No))).unwrap();
            assert_eq!(back.key.as_bytes(), first.key.as_bytes(), "{failing:?}");
        }
    }
}

#[test]
fn no_entry_is_not_first_run() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let error = open_consenting(dir.path(), true, &secrets(&keyring)).unwrap_err();
    assert!(matches!(error, KeysError::KeyFileMissing), "{error:?}");
    assert_eq!(names(dir.path()), Vec::<String>::new());
    assert!(keyring.calls().is_empty(), "a database without key file is no reason to ask a keyring");
}

#[test]
fn a_deleted_entry_opens_by_the_file_and_is_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let first = open(dir.path(), false, &secrets(&keyring)).unwrap();
    add_slot(dir.path(), &first.key, NewSlot::FileWithConsent, &secrets(&keyring), &mut OsRandom).unwrap();
    keyring.clear();
    let opened = open(dir.path(), true, &secrets(&keyring)).unwrap();
    assert_eq!(opened.key.as_bytes(), first.key.as_bytes());
    assert_eq!(opened.warnings, [KeyWarning::FileSlotInUse, KeyWarning::KeyringRenewed]);
    remove_slot(dir.path(), &first.key, SlotKind::File, &secrets(&keyring)).unwrap();
    assert_eq!(names(dir.path()), ["desk.key", "desk.key.2"]);
    let alone = open(dir.path(), true, &secrets(&keyring)).unwrap();
    assert_eq!(alone.key.as_bytes(), first.key.as_bytes());
    assert_eq!((alone.slots, alone.warnings), (vec![SlotKind::Keyring], vec![]));
}

#[test]
fn an_entry_of_no_use_is_sealed_anew_and_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let first = open(dir.path(), false, &secrets(&keyring)).unwrap();
    add_slot(dir.path(), &first.key, NewSlot::FileWithConsent, &secrets(&keyring), &mut OsRandom).unwrap();
    let desk = status(dir.path()).unwrap().unwrap().desk.to_string();
    keyring.put(&desk, &[5; 32]);
    let opened = open(dir.path(), true, &secrets(&keyring)).unwrap();
    assert_eq!(opened.warnings, [KeyWarning::FileSlotInUse, KeyWarning::KeyringRenewed]);
    assert_eq!(keyring.entries()[&desk], [5; 32]);
    let again = open(dir.path(), true, &secrets(&keyring)).unwrap();
    assert_eq!(again.warnings, [KeyWarning::FileSlotInUse]);

    // Of a wrong length it is nobody's key: left alone, and told.
    keyring.put(&desk, b"something else");
    let opened = open(dir.path(), true, &secrets(&keyring)).unwrap();
    assert_eq!(opened.warnings, [KeyWarning::FileSlotInUse, KeyWarning::KeyringFailed(KeyringFault::Broken)]);
    assert_eq!(keyring.entries()[&desk], b"something else");
}

#[test]
fn a_passphrase_opens_when_the_keyring_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let plain = secrets(&keyring);
    let first = open(dir.path(), false, &plain).unwrap();
    let phrase = Passphrase::new("sept pirogues bleues".to_owned());
    let empty = NewSlot::Passphrase(Passphrase::new(String::new()));
    let refused = add_slot(dir.path(), &first.key, empty, &plain, &mut OsRandom).unwrap_err();
    assert!(matches!(refused, KeysError::PassphraseEmpty));
    add_slot(dir.path(), &first.key, NewSlot::Passphrase(phrase.clone()), &plain, &mut OsRandom).unwrap();

    keyring.failing(Failing::With(KeyringFault::NoService));
    let error = open(dir.path(), true, &plain).unwrap_err();
    assert_eq!(error.code(), "keys-passphrase-needed");
    assert_eq!(error.keyring_fault(), Some(KeyringFault::NoService));
    let wrong = plain.clone().with_passphrase(Passphrase::new("sept pirogues vertes".to_owned()));
    assert_eq!(open(dir.path(), true, &wrong).unwrap_err().code(), "keys-passphrase-wrong");
    let right = plain.clone().with_passphrase(phrase);
    let opened = open(dir.path(), true, &right).unwrap();
    assert_eq!(opened.key.as_bytes(), first.key.as_bytes());
    assert_eq!(opened.warnings, [KeyWarning::KeyringFailed(KeyringFault::NoService)]);
}

#[test]
fn the_last_slot_that_opens_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let with = secrets(&keyring);
    let key = open(dir.path(), false, &with).unwrap().key;
    let remove = |kind| remove_slot(dir.path(), &key, kind, &with);
    assert!(matches!(remove(SlotKind::Keyring), Err(KeysError::LastSlot)));
    assert!(matches!(remove(SlotKind::File), Err(KeysError::NoSuchSlot)));
    // A slot that is there and does not open counts for nothing.
    add_slot(dir.path(), &key, NewSlot::FileWithConsent, &with, &mut OsRandom).unwrap();
    for name in names(dir.path()).iter().filter(|name| name.contains(".secret")) {
        std::fs::remove_file(dir.path().join(name)).unwrap();
    }
    assert!(matches!(remove(SlotKind::Keyring), Err(KeysError::LastSlot)));
    assert!(open(dir.path(), true, &with).is_ok());
    // And with a whole file slot the keyring's may go, entry and all.
    add_slot(dir.path(), &key, NewSlot::FileWithConsent, &with, &mut OsRandom).unwrap();
    remove(SlotKind::Keyring).unwrap();
    assert!(keyring.entries().is_empty());
    assert_eq!(open(dir.path(), true, &with).unwrap().slots, [SlotKind::File]);
}

#[test]
fn a_key_of_another_desk_adds_nothing() {
    let [one, other] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let with = secrets(&FakeKeyring::new());
    open(one.path(), false, &with).unwrap();
    let key = open(other.path(), false, &with).unwrap().key;
    let added = add_slot(one.path(), &key, NewSlot::FileWithConsent, &with, &mut OsRandom);
    assert!(matches!(added, Err(KeysError::OtherKey)));
    assert_eq!(names(one.path()), ["desk.key", "desk.key.2"]);
}
