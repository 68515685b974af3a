//! Measurements. Each ends with one JSON object on the last line of standard output.

use std::collections::BTreeMap;
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

/// The last step of the start.
const INTERACTIVE: &str = "interactive";

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
    let load = load();
    let mut took: BTreeMap<String, Vec<u128>> = BTreeMap::new();
    let mut memory = Vec::new();
    for round in 0..=STARTS {
        let (window, steps) = one_start(data, secrets)?;
        if round > 0 {
            let told: Vec<String> = steps.iter().map(|(step, ms)| format!("{step} {ms}")).collect();
            eprintln!("start {round}, ms: {}", told.join(", "));
            for (step, ms) in steps {
                took.entry(step).or_default().push(ms);
            }
        }
        if round == STARTS {
            thread::sleep(REST);
            memory = tree_pss_kib(window.0.id());
        }
    }
    let steps: BTreeMap<&str, u128> = took.iter().map(|(step, ms)| (step.as_str(), median(ms))).collect();
    let mib = |kib: u64| (kib * 10 / 1024) as f64 / 10.0;
    let processes: Vec<Value> =
        memory.iter().map(|(name, kib)| json!({ "process": name, "pss_mib": mib(*kib) })).collect();
    let measured = json!({
        "interactive_ms": took.get(INTERACTIVE).map(|ms| median(ms)),
        "pss_mib": mib(memory.iter().map(|(_, kib)| kib).sum()),
        "starts_ms": took.get(INTERACTIVE),
        "steps_ms": steps,
        "processes": processes,
        // Somebody else's work on this computer: above 1, the figures are theirs as much as ours.
        "load_before": load,
    });
    writeln!(io::stdout(), "{measured}").map_err(|error| error.to_string())
}

fn median(of: &[u128]) -> u128 {
    let mut sorted = of.to_vec();
    sorted.sort_unstable();
    let half = sorted.len() / 2;
    match (sorted.get(half.saturating_sub(1)), sorted.get(half)) {
        (Some(below), Some(above)) if sorted.len().is_multiple_of(2) => (below + above) / 2,
        (_, middle) => middle.copied().unwrap_or(0),
    }
}

/// The load average over the last minute.
fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// A window of the app; it ends with its owner.
pub(crate) struct Window(Child);

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the app; answers once its first screen stands with its data, with the milliseconds until each step.
fn one_start(data: &Path, secrets: &Path) -> Result<(Window, Vec<(String, u128)>), String> {
    let mut command = Command::new(place::released("coexist-desktop"));
    // Whatever card this computer has, the figures are those of the computers people have.
    command.arg("--safe-rendering").arg("--data").arg(data);
    command.env("COEXIST_SECRETS", format!("file:{}", secrets.display()));
    wait_for(&mut command, INTERACTIVE)
}

/// Runs the app until it says that it came to `step` of its start (src-tauri/src/start.rs); each step until then,
/// with its milliseconds since exec.
pub(crate) fn wait_for(command: &mut Command, step: &str) -> Result<(Window, Vec<(String, u128)>), String> {
    let began = Instant::now();
    let process =
        command.env("COEXIST_LOG", "start=info").env("NO_COLOR", "1").stderr(Stdio::piped()).spawn();
    let mut window = Window(process.map_err(|error| format!("coexist-desktop: {error}"))?);
    let said = window.0.stderr.take().ok_or("coexist-desktop has no standard error")?;
    // Read on a thread of its own, to its end: a full pipe would stop the app, and a silent app would stop us.
    let (tell, told) = channel();
    thread::spawn(move || {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            let came = line.split_once(" start: ").and_then(|(_, told)| told.split(' ').next());
            match came {
                Some(step) => drop(tell.send((step.to_owned(), began.elapsed().as_millis()))),
                None => eprintln!("{line}"),
            }
        }
    });
    let mut steps = Vec::new();
    while !steps.iter().any(|(came, _)| came == step) {
        let left = PATIENCE.saturating_sub(began.elapsed());
        steps.push(told.recv_timeout(left).map_err(|_| {
            format!("the window did not say \"{step}\" within {} s, only {steps:?}", PATIENCE.as_secs())
        })?);
    }
    Ok((window, steps))
}

/// Proportional memory of a process and of each of its descendants, in KiB, with their names.
fn tree_pss_kib(root: u32) -> Vec<(String, u64)> {
    let Ok(all) = fs::read_dir("/proc") else { return Vec::new() };
    let pids: Vec<u32> = all.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    let parents: Vec<(u32, u32)> = pids.into_iter().filter_map(|pid| Some((pid, parent(pid)?))).collect();
    let mut tree = vec![root];
    let mut next = 0;
    while let Some(&of) = tree.get(next) {
        tree.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(pid, _)| *pid));
        next += 1;
    }
    let name =
        |pid: u32| fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default().trim().to_owned();
    tree.into_iter().filter_map(|pid| Some((name(pid), pss_kib(pid)?))).collect()
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
