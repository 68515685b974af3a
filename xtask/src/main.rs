//! `cargo xtask`: everything one does with this repository besides editing it.
//!
//! A program instead of shell scripts: the same on every system, and read by the same compiler.

mod bench;
mod bundle;
mod command;
mod generate;
mod licences;
mod live;
mod place;
mod run;
mod rungs;
mod session;
mod system;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What is said when something did not work: one line, no trace.
type Outcome = Result<(), String>;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Run, test, generate, measure and package COEXIST Desktop")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds and opens the app beside a local endpoint; without a display, takes pictures of every screen.
    Run,
    /// Runs all tests: the four rungs, after installing what is missing.
    Test {
        /// Only these rungs, for instance 0,3.
        #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u8).range(0..=4))]
        only: Vec<u8>,
    },
    /// Writes the generated files: the contract in TypeScript, the ids of all sentences.
    Gen,
    /// Measures; the last line is one JSON object.
    Bench {
        #[command(subcommand)]
        what: bench::What,
    },
    /// Makes the .deb, installs it and starts it.
    Bundle,
    /// Compiles everything for Windows.
    CheckWindows,
    /// Opens an app inside a session and sees whether its window comes.
    #[command(hide = true)]
    Starts { app: std::path::PathBuf },
    /// Runs a program on a screen, a bus and a keyring of its own.
    #[command(hide = true)]
    InSession {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Run => run::run(),
        Task::Test { only } => rungs::test(&only),
        Task::Gen => generate::write(),
        Task::Bench { what } => bench::bench(&what),
        Task::Bundle => bundle::bundle(),
        Task::CheckWindows => rungs::check_windows(),
        Task::Starts { app } => bundle::starts(&app),
        Task::InSession { command } => return session::inside(&command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}
