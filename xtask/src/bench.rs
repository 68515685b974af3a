//! Measurements. Each ends with one JSON object on the last line of standard output.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use clap::Subcommand;
use serde_json::{Value, json};

use crate::command::{cargo, output, program, run};
use crate::{Outcome, place, rungs, session, system};

/// Starts that are counted; one before them warms the caches.
const STARTS: usize = 10;

/// After the first screen, until the memory is read: what starting leaves behind has been given back.
const REST: Duration = Duration::from_secs(15);

/// A start that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Subcommand)]
pub(crate) enum What {
    /// Bytes and processor time of writing, against plain SQLite.
    Write,
    /// Operations per second folded, in memory and in the database.
    Fold,
    /// From exec to the first answered query on screen, and memory at rest.
    Start,
    /// The part of `start` that needs a session.
    #[command(hide = true)]
    StartInSession { data: PathBuf, secrets: PathBuf },
}

pub(crate) fn bench(what: &What) -> Outcome {
    match what {
        What::Write => example("bench_write"),
        What::Fold => example("bench_fold"),
        What::Start => start(),
        What::StartInSession { data, secrets } => measure(data, secrets),
    }
}

fn example(name: &str) -> Outcome {
    run(cargo().args(["run", "--release", "--package", "coexist-store", "--example", name]))
}

fn start() -> Outcome {
    system::for_driving()?;
    rungs::built_interface()?;
    run(cargo().args(["build", "--release", "--package", "coexist-desktop", "--package", "coexist-cli"]))?;
    let folder = session::folder("start")?;
    let (data, secrets) = (folder.join("desk"), folder.join("secrets"));
    fill(&data, &secrets)?;
    let this = place::this()?;
    let measured = run(session::command(&folder)?
        .arg(this)
        .args(["bench", "start-in-session"])
        .arg(&data)
        .arg(&secrets)
        .env("CARGO_TARGET_DIR", place::target()));
    let _ = fs::remove_dir_all(folder);
    measured
}

/// A desk like one that has been used: the Akvo records when the corpus is there, else the sample workspace.
fn fill(data: &Path, secrets: &Path) -> Outcome {
    let corpus = env::var_os("COEXIST_CORPUS").map(|corpus| PathBuf::from(corpus).join("organisations"));
    let call = |name: &str, request: &Value| {
        let mut call = program(place::released("coexist"));
        call.arg("--data").arg(data).args(["call", name, &request.to_string()]);
        call.env("COEXIST_SECRETS", format!("file:{}", secrets.display()));
        eprintln!("$ coexist call {name}");
        output(&mut call)
    };
    fs::create_dir_all(secrets).map_err(|error| error.to_string())?;
    let onboard = json!({ "language": "fr", "kind": "ngo", "name": "Baobab", "person": "Awa Diop", "sample": corpus.is_none() });
    call("desk.onboard", &onboard)?;
    let Some(corpus) = corpus else {
        eprintln!("COEXIST_CORPUS is not set: measured with the sample workspace");
        return Ok(());
    };
    for (name, file) in
        [("organisations.import", "akvo-organisations.csv"), ("dossiers.import", "akvo-projects.csv")]
    {
        call(name, &json!({ "path": corpus.join(file), "dry_run": false }))?;
    }
    Ok(())
}

fn measure(data: &Path, secrets: &Path) -> Outcome {
    let mut took = Vec::new();
    let mut pss = None;
    for round in 0..=STARTS {
        let (window, ms) = one_start(data, secrets)?;
        if round > 0 {
            eprintln!("start {round}: {ms} ms");
            took.push(ms);
        }
        if round == STARTS {
            thread::sleep(REST);
            pss = Some(tree_pss_kib(window.0.id()));
        }
    }
    took.sort_unstable();
    let median =
        (took.get(STARTS / 2 - 1).copied().unwrap_or(0) + took.get(STARTS / 2).copied().unwrap_or(0)) / 2;
    let pss_mib = pss.map(|kib| (kib * 10 / 1024) as f64 / 10.0);
    let measured = json!({ "interactive_ms": median, "pss_mib": pss_mib, "starts_ms": took });
    writeln!(io::stdout(), "{measured}").map_err(|error| error.to_string())
}

/// A window of the app; it ends with its owner.
pub(crate) struct Window(Child);

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the app; answers once its first screen stands with its data, and after how many milliseconds.
fn one_start(data: &Path, secrets: &Path) -> Result<(Window, u128), String> {
    let mut command = Command::new(place::released("coexist-desktop"));
    command.arg("--data").arg(data);
    command.env("COEXIST_SECRETS", format!("file:{}", secrets.display()));
    let began = Instant::now();
    let window = wait_for(&mut command, "interactive")?;
    Ok((window, began.elapsed().as_millis()))
}

/// Runs the app until it says `word` about its start.
pub(crate) fn wait_for(command: &mut Command, word: &str) -> Result<Window, String> {
    let process = command.env("COEXIST_LOG", "start=info").stderr(Stdio::piped()).spawn();
    let mut window = Window(process.map_err(|error| format!("coexist-desktop: {error}"))?);
    let said = window.0.stderr.take().ok_or("coexist-desktop has no standard error")?;
    // Read on a thread of its own, to its end: a full pipe would stop the app, and a silent app would stop us.
    let (tell, told) = channel();
    let wanted = word.to_owned();
    thread::spawn(move || {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            if line.contains(&wanted) {
                let _ = tell.send(());
            }
        }
    });
    let came = told.recv_timeout(PATIENCE);
    came.map(|()| window)
        .map_err(|_| format!("the window did not say \"{word}\" within {} s", PATIENCE.as_secs()))
}

/// Proportional memory of a process and all its descendants, in KiB.
fn tree_pss_kib(root: u32) -> u64 {
    let Ok(all) = fs::read_dir("/proc") else { return 0 };
    let pids: Vec<u32> = all.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    let parents: Vec<(u32, u32)> = pids.into_iter().filter_map(|pid| Some((pid, parent(pid)?))).collect();
    let mut tree = vec![root];
    let mut next = 0;
    while let Some(&of) = tree.get(next) {
        tree.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(pid, _)| *pid));
        next += 1;
    }
    tree.into_iter().filter_map(pss_kib).sum()
}

fn parent(pid: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
}

fn pss_kib(pid: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
