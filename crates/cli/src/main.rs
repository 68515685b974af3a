//! `coexist`: every command from a terminal.
//!
//! JSON in, JSON out on standard output; an error is one JSON object on standard error, with its sentence, and
//! an exit code that is not zero. Progress is a line on standard error that overwrites itself, and only where
//! a person looks at it.

mod call;
mod failure;
mod progress;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use coexist_sentences::{Language, Sentences};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::progress::Progress;

/// COEXIST from a terminal.
#[derive(Parser)]
#[command(name = "coexist", version, about)]
struct Arguments {
    /// The folder of the desk; the usual one of this account when absent.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Agrees to a key file when a new desk finds no keyring: the disk alone then opens the data.
    #[arg(long)]
    key_in_file: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Runs a command of the table, in the open window if there is one.
    Call {
        /// Its name, for instance dossiers.create.
        name: String,
        /// Its request, for instance '{"title": "…"}'; `-` reads it from standard input.
        request: Option<String>,
    },
    /// Lists the commands of the table.
    Commands,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        // An error is told once, by this program; its causes are for whoever asks for them.
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("COEXIST_LOG").unwrap_or_else(|_| "off".into()),
        )
        .with_writer(io::stderr)
        .init();
    let done = match &arguments.what {
        What::Commands => Ok(commands()),
        What::Call { name, request } => run(&arguments, name, request.as_deref()),
    };
    match done.map_err(|failure| failure.to_json(&Sentences::new(Language::of_session()))) {
        Ok(answer) => tell(io::stdout(), &answer, ExitCode::SUCCESS),
        Err(failure) => tell(io::stderr(), &failure, ExitCode::FAILURE),
    }
}

fn run(arguments: &Arguments, name: &str, request: Option<&str>) -> Result<Value, Failure> {
    let dir = arguments.data.clone().or_else(coexist_door::usual_folder).ok_or(Failure::NoFolder)?;
    let request = match request {
        None => Value::Null,
        Some("-") => serde_json::from_reader(io::stdin().lock()).map_err(Failure::NotJson)?,
        Some(text) => serde_json::from_str(text).map_err(Failure::NotJson)?,
    };
    call::call(
        &dir,
        arguments.key_in_file,
        name,
        request,
        Progress::new(Sentences::new(Language::of_session())),
    )
}

fn commands() -> Value {
    let of = |command: &coexist_api::CommandInfo| json!({ "name": command.name, "long": command.long });
    coexist_api::COMMANDS.iter().map(of).collect()
}

/// One line of JSON. Whoever reads may have gone (`coexist … | head`): that is no failure of the command.
fn tell(mut to: impl io::Write, what: &Value, code: ExitCode) -> ExitCode {
    let _ = writeln!(to, "{what}");
    code
}
