//! The real thing: a D-Bus session of our own, a real gnome-keyring-daemon, a fresh home. Each test starts
//! its sessions by `dbus-run-session` and runs this same binary inside them, so nothing outside is touched.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml allows them in test functions, not beside them"
)]

mod common;

use std::collections::HashMap;
use std::env;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use coexist_keys::{
    KeyWarning, KeyringFault, KeysError, NewSlot, OsRandom, SERVICE, Secrets, SlotKind, add_slot, status,
};
use common::{names, open, open_consenting};
use secret_service::EncryptionType;
use secret_service::blocking::SecretService;

/// Says which step of a test runs inside a session, and in which data folder.
const STEP: &str = "COEXIST_KEYS_TEST_STEP";
const DESK: &str = "COEXIST_KEYS_TEST_DESK";
/// A session that hangs is a failure, not a wait.
const LONGEST: Duration = Duration::from_secs(120);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Session {
    /// A bus, the daemon started and its keyring unlocked with an empty password (the newline matters: without
    /// it no collection is made).
    Unlocked,
    /// A bus that starts the daemon when asked: it unlocks nothing and, in a fresh home, has no collection.
    NotUnlocked,
    /// A bus on which the keyring is this program (or, empty, nothing): one that is not there, dies, hangs.
    Instead(&'static str),
    /// No bus at all.
    NoBus,
}

/// What to do in the data folder, and in which kind of session.
type Step = (Session, fn(&Path));

/// Runs each step in a new session of its kind, all of them with the same home and data folder.
fn in_sessions(test: &str, steps: &[Step]) {
    if let Some(step) = env::var_os(STEP) {
        let step: usize = step.to_str().unwrap().parse().unwrap();
        let desk = env::var_os(DESK).unwrap();
        return steps[step].1(Path::new(&desk));
    }
    for program in ["dbus-run-session", "gnome-keyring-daemon"] {
        let found = env::split_paths(&env::var_os("PATH").unwrap()).any(|dir| dir.join(program).is_file());
        assert!(found, "{program} is missing: apt-get install dbus-x11 gnome-keyring");
    }
    let home = tempfile::tempdir().unwrap();
    let desk = home.path().join("desk");
    let runtime = home.path().join("run");
    for dir in [&desk, &runtime] {
        fs::create_dir(dir).unwrap();
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).unwrap();
    }
    for (step, (session, _)) in steps.iter().enumerate() {
        let log = home.path().join(format!("log-{step}"));
        let out = File::options().append(true).create_new(true).open(&log).unwrap();
        let mut command = command(*session, test, home.path());
        command
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap())
            .env("HOME", home.path())
            .env("XDG_RUNTIME_DIR", &runtime)
            .env(STEP, step.to_string())
            .env(DESK, &desk)
            .stdin(Stdio::null())
            .stdout(out.try_clone().unwrap())
            .stderr(out);
        let ended = ends_well(command);
        let said = fs::read_to_string(&log).unwrap();
        // "1 passed": a filter that matches no test would end well too.
        assert!(ended && said.contains("1 passed"), "step {step} of {test}:\n{said}");
    }
}

fn command(session: Session, test: &str, home: &Path) -> Command {
    let this = env::current_exe().unwrap();
    let unlock = "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets && exec \"$0\" \"$@\"";
    let mut command = match session {
        Session::NoBus => Command::new(this),
        Session::NotUnlocked => {
            let mut command = Command::new("dbus-run-session");
            command.arg("--").arg(this);
            command
        }
        Session::Instead(program) => {
            let mut command = Command::new("dbus-run-session");
            command.arg("--config-file").arg(bus_with(program, home)).arg("--").arg(this);
            command
        }
        Session::Unlocked => {
            let mut command = Command::new("dbus-run-session");
            command.args(["--", "sh", "-c", unlock]).arg(this);
            command
        }
    };
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    command
}

/// The configuration of a bus that knows no service but a keyring of ours.
fn bus_with(program: &str, home: &Path) -> PathBuf {
    let services = home.join("services");
    fs::create_dir_all(&services).unwrap();
    if !program.is_empty() {
        let service = format!("[D-BUS Service]\nName=org.freedesktop.secrets\nExec={program}\n");
        fs::write(services.join("org.freedesktop.secrets.service"), service).unwrap();
    }
    let config = home.join("bus.conf");
    let text = format!(
        "<busconfig><type>session</type><listen>unix:dir={home}</listen><servicedir>{services}</servicedir>\
         <policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>",
        home = home.display(),
        services = services.display(),
    );
    fs::write(&config, text).unwrap();
    config
}

fn ends_well(mut command: Command) -> bool {
    let mut child = command.spawn().unwrap();
    let started = Instant::now();
    while started.elapsed() < LONGEST {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    false
}

fn os() -> Secrets {
    Secrets::from_env_or_os().unwrap().with_time_limit(Duration::from_secs(20))
}

/// The secrets that the keyring holds for the desk, asked without this crate.
fn in_keyring(desk: &Path) -> Vec<Vec<u8>> {
    let service = SecretService::connect(EncryptionType::Dh).unwrap();
    let user = status(desk).unwrap().unwrap().desk.to_string();
    let found = service.search_items(HashMap::from([("service", SERVICE), ("username", &user)])).unwrap();
    assert!(found.locked.is_empty());
    found.unlocked.iter().map(|item| item.get_secret().unwrap()).collect()
}

fn delete_from_keyring() {
    let service = SecretService::connect(EncryptionType::Plain).unwrap();
    let found = service.search_items(HashMap::from([("service", SERVICE)])).unwrap();
    assert_eq!(found.unlocked.len(), 1);
    found.unlocked[0].delete().unwrap();
}

fn first_run(desk: &Path) {
    let opened = open(desk, false, &os()).unwrap();
    assert!(opened.created);
    assert_eq!((opened.slots, opened.warnings), (vec![SlotKind::Keyring], vec![]));
    fs::write(desk.join("expected"), opened.key.as_bytes()).unwrap();
}

fn opens_by_the_keyring(desk: &Path) {
    let opened = open(desk, true, &os()).unwrap();
    assert!(!opened.created);
    assert_eq!(opened.key.as_bytes().as_slice(), fs::read(desk.join("expected")).unwrap());
    assert_eq!(opened.warnings, []);
}

/// Closed under this name, with the key files untouched and no key made beside them.
fn stays_closed(desk: &Path, fault: KeyringFault) {
    let before = common::key_files(desk).map(|path| fs::read(path).unwrap());
    for database in [true, false] {
        let error = open_consenting(desk, database, &os()).unwrap_err();
        assert_eq!(error.keyring_fault(), Some(fault), "{error:?}");
        assert_eq!(error.code(), fault.code());
    }
    assert_eq!(common::key_files(desk).map(|path| fs::read(path).unwrap()), before);
    assert_eq!(names(desk), ["desk.key", "desk.key.2", "expected"]);
}

/// No key without the keyring; with consent a file, and the reason told.
fn first_run_fails_as(desk: &Path, fault: KeyringFault) {
    let error = open(desk, false, &os()).unwrap_err();
    assert!(matches!(error, KeysError::Keyring(f) if f == fault), "{error:?}");
    assert_eq!(names(desk), Vec::<String>::new());
    let opened = open_consenting(desk, false, &os()).unwrap();
    assert_eq!(opened.slots, [SlotKind::File]);
    assert_eq!(opened.warnings, [KeyWarning::KeyringFailed(fault), KeyWarning::FileSlotInUse]);
    assert_eq!(open(desk, true, &os()).unwrap().key.as_bytes(), opened.key.as_bytes());
}

#[test]
fn the_keyring_holds_the_slot_key_and_keeps_it_over_sessions() {
    in_sessions(
        "the_keyring_holds_the_slot_key_and_keeps_it_over_sessions",
        &[
            (Session::Unlocked, |desk| {
                first_run(desk);
                let held = in_keyring(desk);
                assert_eq!(held.len(), 1);
                assert_eq!(held[0].len(), 32);
                assert_ne!(held[0], fs::read(desk.join("expected")).unwrap());
                opens_by_the_keyring(desk);
            }),
            (Session::Unlocked, opens_by_the_keyring),
        ],
    );
}

#[test]
fn a_deleted_entry_is_named_and_no_key_is_made() {
    in_sessions(
        "a_deleted_entry_is_named_and_no_key_is_made",
        &[(Session::Unlocked, |desk| {
            first_run(desk);
            delete_from_keyring();
            stays_closed(desk, KeyringFault::EntryMissing);
            assert_eq!(in_keyring(desk), Vec::<Vec<u8>>::new());
        })],
    );
}

#[test]
fn a_deleted_entry_opens_by_the_other_slot_and_comes_back() {
    in_sessions(
        "a_deleted_entry_opens_by_the_other_slot_and_comes_back",
        &[(Session::Unlocked, |desk| {
            first_run(desk);
            let key = open(desk, true, &os()).unwrap().key;
            add_slot(desk, &key, NewSlot::FileWithConsent, &os(), &mut OsRandom).unwrap();
            delete_from_keyring();
            let opened = open(desk, true, &os()).unwrap();
            assert_eq!(opened.key.as_bytes(), key.as_bytes());
            assert_eq!(opened.warnings, [KeyWarning::FileSlotInUse, KeyWarning::KeyringRenewed]);
            assert_eq!(in_keyring(desk).len(), 1);
            assert_eq!(open(desk, true, &os()).unwrap().warnings, [KeyWarning::FileSlotInUse]);
        })],
    );
}

#[test]
fn without_a_bus_the_fault_is_no_service() {
    in_sessions(
        "without_a_bus_the_fault_is_no_service",
        &[(Session::NoBus, |desk| first_run_fails_as(desk, KeyringFault::NoService))],
    );
}

#[test]
fn a_bus_without_a_collection_is_told_from_a_lost_entry() {
    in_sessions(
        "a_bus_without_a_collection_is_told_from_a_lost_entry",
        &[(Session::NotUnlocked, |desk| first_run_fails_as(desk, KeyringFault::NoCollection))],
    );
}

#[test]
fn a_keyring_that_lost_its_collection_is_told_from_a_lost_entry() {
    in_sessions(
        "a_keyring_that_lost_its_collection_is_told_from_a_lost_entry",
        &[
            (Session::Unlocked, first_run),
            (Session::NotUnlocked, |desk| {
                // The daemon of this session has not started yet: it starts when it is asked.
                fs::remove_dir_all(desk.join("../.local/share/keyrings")).unwrap();
                stays_closed(desk, KeyringFault::NoCollection);
            }),
        ],
    );
}

#[test]
fn a_keyring_that_the_login_did_not_unlock_is_locked() {
    in_sessions(
        "a_keyring_that_the_login_did_not_unlock_is_locked",
        &[
            (Session::Unlocked, first_run),
            // The daemon starts when it is asked, and nobody has unlocked what is in its folder.
            (Session::NotUnlocked, |desk| stays_closed(desk, KeyringFault::Locked)),
            (Session::Unlocked, opens_by_the_keyring),
        ],
    );
}

#[test]
fn a_desk_of_the_keyring_stays_closed_without_a_bus_and_opens_when_it_is_back() {
    in_sessions(
        "a_desk_of_the_keyring_stays_closed_without_a_bus_and_opens_when_it_is_back",
        &[
            (Session::Unlocked, first_run),
            (Session::NoBus, |desk| stays_closed(desk, KeyringFault::NoService)),
            (Session::Unlocked, opens_by_the_keyring),
        ],
    );
}

#[test]
fn a_locked_keyring_is_named_and_opens_once_unlocked() {
    in_sessions(
        "a_locked_keyring_is_named_and_opens_once_unlocked",
        &[
            (Session::Unlocked, |desk| {
                first_run(desk);
                let service = SecretService::connect(EncryptionType::Plain).unwrap();
                service.get_default_collection().unwrap().lock().unwrap();
                let error = open(desk, true, &os()).unwrap_err();
                assert_eq!(error.keyring_fault(), Some(KeyringFault::Locked), "{error:?}");
                assert!(error.retryable());
            }),
            (Session::Unlocked, opens_by_the_keyring),
        ],
    );
}

#[test]
fn a_bus_without_a_keyring_program_is_no_service() {
    in_sessions(
        "a_bus_without_a_keyring_program_is_no_service",
        &[(Session::Instead(""), |desk| first_run_fails_as(desk, KeyringFault::NoService))],
    );
}

#[test]
fn a_keyring_program_that_dies_is_no_service() {
    in_sessions(
        "a_keyring_program_that_dies_is_no_service",
        &[(Session::Instead("/bin/false"), |desk| first_run_fails_as(desk, KeyringFault::NoService))],
    );
}

#[test]
fn a_keyring_that_hangs_is_given_up_within_its_limit() {
    in_sessions(
        "a_keyring_that_hangs_is_given_up_within_its_limit",
        &[(Session::Instead("/bin/sleep 20"), |desk| {
            let started = Instant::now();
            let error = open(desk, false, &os().with_time_limit(Duration::from_secs(1))).unwrap_err();
            assert!(matches!(error, KeysError::Keyring(KeyringFault::NoAnswer)), "{error:?}");
            assert!(started.elapsed() < Duration::from_secs(10));
            assert_eq!(names(desk), Vec::<String>::new());
        })],
    );
}
