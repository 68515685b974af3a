//! The four rungs of tests, from pure rules to the real window, after format and lints.
//!
//! Every cargo call names the whole workspace: with one crate named, features unify differently and shared
//! dependencies, SQLite and WebKit's bindings among them, would be compiled again.

use std::fs;
use std::time::Instant;

use crate::command::{answers, cargo, npm, run};
use crate::{Outcome, generate, place, session, system};

/// The tests of the real window are compiled with everything else and run on their own rung.
const WINDOW: [&str; 2] = ["--features", "coexist-tests/window"];

/// A rung: its number, its name, what it runs.
type Rung = (u8, &'static str, fn() -> Outcome);

const RUNGS: [Rung; 4] = [
    (0, "format, lints and generated files", lints),
    (1, "rungs 1 and 2: pure rules; the core on real files and a real endpoint", core),
    (3, "rung 3: the interface on the fake host", interface),
    (4, "rung 4: the real window", window),
];

/// Runs all of them, or only some.
pub(crate) fn test(only: &[u8]) -> Outcome {
    let began = Instant::now();
    for (number, name, rung) in RUNGS {
        let wanted = only.is_empty() || only.contains(&number) || (number == 1 && only.contains(&2));
        if wanted {
            eprintln!("\n=== {name} ({} s)", began.elapsed().as_secs());
            rung()?;
        }
    }
    eprintln!("\n=== all passed in {} s", began.elapsed().as_secs());
    Ok(())
}

fn lints() -> Outcome {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    system::interface()?;
    run(npm().args(["run", "lint"]))?;
    generate::check_ids()?;
    built_interface()?;
    system::for_building()?;
    run(cargo()
        .args(["clippy", "--workspace", "--all-targets"])
        .args(WINDOW)
        .args(["--", "-D", "warnings"]))?;
    everything()?;
    generate::check_contract()
}

fn core() -> Outcome {
    // The keys' tests hold their secrets in a real keyring on a bus of their own.
    system::for_driving()?;
    prepared()?;
    everything()?;
    if answers(cargo().args(["nextest", "--version"])) {
        run(cargo().args(["nextest", "run", "--workspace", "--no-fail-fast"]))?;
        // nextest does not run the examples in documentation.
        return run(cargo().args(["test", "--workspace", "--doc", "--quiet"]));
    }
    run(cargo().args(["test", "--workspace", "--no-fail-fast", "--quiet"]))
}

fn interface() -> Outcome {
    system::interface()?;
    run(npm().args(["test"]))?;
    built_interface()
}

fn window() -> Outcome {
    system::for_driving()?;
    prepared()?;
    everything()?;
    let driver = system::driver()?;
    let folder = session::folder("window")?;
    let tests = ["test", "--workspace", "--test", "window"];
    let done = run(session::command(&folder)?
        .arg(cargo().get_program())
        .args(tests)
        .args(WINDOW)
        // One after the other: two windows on two cores only make each other late.
        .args(["--", "--test-threads=1", "--nocapture"])
        .env("CARGO_TARGET_DIR", place::target())
        .env("COEXIST_BUILT", place::target().join("debug"))
        .env("COEXIST_DRIVER", driver)
        .env("COEXIST_SCREENSHOTS", place::screenshots()));
    eprintln!("pictures: {}", place::screenshots().display());
    let _ = fs::remove_dir_all(folder);
    done
}

/// Builds every program and test once, with the features that every later call has.
pub(crate) fn everything() -> Outcome {
    run(cargo().args(["build", "--workspace", "--all-targets"]).args(WINDOW))
}

/// What compiling the shell needs.
pub(crate) fn prepared() -> Outcome {
    system::for_building()?;
    system::interface()?;
    if place::root().join("ui/dist/index.html").exists() { Ok(()) } else { built_interface() }
}

/// The interface as the shell embeds it, within its size budget.
pub(crate) fn built_interface() -> Outcome {
    system::interface()?;
    run(npm().args(["run", "build"]))
}

/// Compiles everything for Windows, from any system: programs, tests and examples.
pub(crate) fn check_windows() -> Outcome {
    system::for_windows()?;
    system::interface()?;
    if !place::root().join("ui/dist/index.html").exists() {
        built_interface()?;
    }
    let check = ["check", "--workspace", "--all-targets", "--target", system::WINDOWS];
    run(cargo().args(check).args(WINDOW))
}
