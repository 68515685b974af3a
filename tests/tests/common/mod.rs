//! Desks driven as a person drives them from a terminal: the real `coexist`, one process per call, each desk
//! with a folder for its data and another for its secrets.
//!
//! Test code shared by several test programs: what one does not use is not dead.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "see above"
)]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Once};
use std::time::SystemTime;
use std::{env, fs};

use coexist_core::desk::{Desk, OpenOptions};
use coexist_keys::{Consent, OsRandom, Secrets};
use coexist_sentences::{Language, Sentences, Value as Filling};
use coexist_testkit::FakeClock;
use coexist_tests::program::{built, root};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Builds the programs when they are missing, or older than a source they are made of: a test of yesterday's
/// program proves nothing.
pub fn programs() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if env::var_os("COEXIST_BUILT").is_some() || is_fresh() {
            return;
        }
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "-p", "coexist-cli", "-p", "coexist-endpoint"]).current_dir(root());
        // What cargo told this test about its own crate would make build scripts run again (ring's does).
        for (name, _) in env::vars_os() {
            let told = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
            if name.to_str().is_some_and(|name| told.iter().any(|start| name.starts_with(start))) {
                build.env_remove(&name);
            }
        }
        assert!(build.status().expect("cargo runs").success(), "the programs do not build");
    });
}

fn is_fresh() -> bool {
    let folder = env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned();
    let made = |name: &str| {
        let path = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
        fs::metadata(path).and_then(|m| m.modified()).ok()
    };
    let (Some(coexist), Some(endpoint)) = (made("coexist"), made("coexist-endpoint")) else { return false };
    let mut newest = SystemTime::UNIX_EPOCH;
    for folder in ["crates", "locales"] {
        for file in files_in(&root().join(folder)) {
            let inside = file.strip_prefix(root()).unwrap();
            // Tests of the crates are no part of the programs.
            if inside.components().all(|c| c.as_os_str() != "tests") {
                newest = newest.max(fs::metadata(&file).unwrap().modified().unwrap());
            }
        }
    }
    // The endpoint is not touched by most changes and then keeps its date: cargo alone would know. The older
    // of the two is only asked to exist.
    coexist.max(endpoint) >= newest
}

/// Every file below a folder.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(files_in(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

/// A place with a desk in it: `desk` for the data, `secrets` for what opens them, `tmp` for what a process
/// throws away.
pub struct Room {
    root: PathBuf,
    /// Goes with the room; a room of somebody else's stays.
    _own: Option<TempDir>,
}

impl Room {
    /// An empty one: the desk comes into being with the first call.
    pub fn new() -> Self {
        programs();
        let folder = tempfile::tempdir().unwrap();
        for part in ["desk", "secrets", "tmp"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        Self { root: folder.path().to_owned(), _own: Some(folder) }
    }

    /// One that another process made.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), _own: None }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// One where somebody has said who they are.
    pub fn of(person: &str) -> Self {
        let new = Self::new();
        let me = json!({ "language": "fr", "kind": "ngo", "name": "Atelier du pont", "person": person, "sample": false });
        new.call("desk.onboard", me);
        new
    }

    /// The data folder.
    pub fn desk(&self) -> PathBuf {
        self.root.join("desk")
    }

    /// Where the secret file is.
    pub fn secrets(&self) -> PathBuf {
        self.root.join("secrets")
    }

    /// A file beside the desk.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Writes a file beside the desk.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.beside(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Every file of the desk and its secrets, and what its processes left in the temporary folder.
    pub fn all_files(&self) -> Vec<PathBuf> {
        ["desk", "secrets", "tmp"].iter().flat_map(|part| files_in(&self.beside(part))).collect()
    }

    /// `coexist --data … call NAME REQUEST`, not started yet.
    pub fn command(&self, name: &str, request: &Value) -> Command {
        let mut command = Command::new(built("coexist"));
        command.arg("--data").arg(self.desk()).args(["call", name, &request.to_string()]);
        self.surroundings(&mut command);
        command
    }

    /// What every process of this desk finds around it.
    pub fn surroundings(&self, command: &mut Command) {
        let secrets = format!("file:{}", self.secrets().display());
        command
            .env("COEXIST_SECRETS", secrets)
            .env("TMPDIR", self.beside("tmp"))
            .env("LC_ALL", "fr_FR.UTF-8");
    }

    /// The answer of a call that succeeds.
    pub fn call(&self, name: &str, request: Value) -> Value {
        answer(&mut self.command(name, &request)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The error of a call that does not.
    pub fn refused(&self, name: &str, request: Value) -> Value {
        match answer(&mut self.command(name, &request)) {
            Err(error) => error,
            Ok(answer) => panic!("{name} was not refused: {answer}"),
        }
    }

    /// The two digests of the organisation's space.
    pub fn digest(&self) -> Value {
        self.call("space.digest", json!({ "space": "organisation" }))
    }

    /// How many records of a kind there are.
    pub fn count(&self, list: &str) -> u64 {
        self.call(list, json!({ "limit": 1 }))["total"].as_u64().unwrap()
    }

    /// The desk, held by this very process.
    pub fn open(&self) -> Arc<Desk> {
        self.open_with(|_| {})
    }

    /// The desk, held by this very process, on a computer whose clock stands on a morning of `year`.
    pub fn open_in(&self, year: i16) -> Arc<Desk> {
        self.open_with(|options| options.clock = Arc::new(FakeClock::morning(year, 11, 23)))
    }

    fn open_with(&self, change: impl FnOnce(&mut OpenOptions)) -> Arc<Desk> {
        let mut options = OpenOptions::system(Consent::KeyringOnly).unwrap();
        options.secrets = Secrets::folder(self.secrets());
        change(&mut options);
        Arc::new(Desk::open(&self.desk(), options).expect("the desk opens"))
    }

    /// The database itself, opened with the desk's key.
    pub fn database(&self) -> rusqlite::Connection {
        let secrets = Secrets::folder(self.secrets());
        let opened =
            coexist_keys::open_or_create(&self.desk(), true, &secrets, Consent::KeyringOnly, &mut OsRandom)
                .expect("the key is there");
        let key: String = opened.key.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
        let db = rusqlite::Connection::open_with_flags(self.desk().join("desk.db"), flags).unwrap();
        db.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
        db
    }
}

/// Runs a call. Its answer is one line of JSON on standard output and success; or its error, one object on
/// standard error, nothing on standard output and an exit code that is not zero.
pub fn answer(command: &mut Command) -> Result<Value, Value> {
    let output = command.output().expect("coexist runs");
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    if output.status.success() {
        assert_eq!(err, "", "a call that succeeds says nothing else");
        return Ok(serde_json::from_str(&out).unwrap_or_else(|_| panic!("no JSON: {out}")));
    }
    assert_eq!(out, "", "a call that fails answers nothing");
    assert!(output.status.code().is_some(), "coexist was killed: {err}");
    Err(serde_json::from_str(&err).unwrap_or_else(|_| panic!("no JSON: {err}")))
}

/// The error has this code, and a sentence of its own in both languages that lacks nothing.
pub fn is_named(error: &Value, code: &str) {
    assert_eq!(error["code"], code, "{error}");
    let said = error["sentence"].as_str().expect("it says a sentence");
    for language in [Language::French, Language::English] {
        let sentences = Sentences::new(language);
        let params: Vec<(&str, Filling)> = error["params"]
            .as_object()
            .expect("its values")
            .iter()
            .map(|(name, value)| {
                let filling = value.as_str().map(Filling::from);
                (name.as_str(), filling.unwrap_or_else(|| Filling::from(value.as_i64().unwrap())))
            })
            .collect();
        let sentence = sentences.say(&format!("error-{code}"), params);
        let sentence = sentence.unwrap_or_else(|| panic!("error-{code} has no sentence in {language:?}"));
        assert!(!sentence.contains("{$") && !sentence.contains("{ $"), "{sentence}");
        if matches!(language, Language::French) {
            assert_eq!(said, sentence, "the terminal says the sentence of its language");
        }
    }
}

/// A fresh invitation of the organisation's first owner, and then a colleague: both desks connected.
pub fn connected(endpoint: &coexist_tests::program::Endpoint) -> (Room, Room) {
    let (awa, jean) = (Room::of("Awa Diop"), Room::of("Jean Roux"));
    awa.call("sync.connect", json!({ "invitation": endpoint.invite("Atelier du pont") }));
    let invited = awa.call("members.invite", json!({ "name": "Jean Roux", "role": "editor" }));
    jean.call("sync.connect", json!({ "invitation": invited["invitation"] }));
    (awa, jean)
}

/// A process that ends with its owner.
pub struct Running(pub Child);

impl Running {
    /// Starts one whose standard input and output are pipes.
    pub fn start(command: &mut Command) -> Self {
        Self(command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts"))
    }

    /// kill -9: no handler of the process runs.
    pub fn kill(&mut self) {
        self.0.kill().expect("it can be killed");
        let status = self.0.wait().expect("it can be waited for");
        assert!(!status.success(), "it had ended before it was killed");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The files that hold one of these texts in clear.
pub fn holding(room: &Room, canaries: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for path in room.all_files() {
        // A socket holds nothing.
        let Ok(bytes) = fs::read(&path) else { continue };
        for canary in canaries {
            let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for needle in [canary.as_bytes(), &wide] {
                if bytes.windows(needle.len()).any(|window| window == needle) {
                    found.push(format!("{canary} in {}", path.display()));
                }
            }
        }
    }
    found
}
