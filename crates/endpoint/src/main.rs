//! `coexist-endpoint`: serves, invites organisations, asks an endpoint how it is.
//!
//! Its readers are scripts and who runs the server: answers on standard output, logs and errors as JSON on
//! standard error, a non-zero exit for an error.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use coexist_endpoint::{
    HealthError, InviteError, Options, Order, StartError, StoreError, SystemClock, health, invite, serve,
};
use serde_json::json;
use tracing_subscriber::EnvFilter;

/// The remote COEXIST endpoint.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until SIGTERM or Ctrl-C.
    Serve {
        /// Data folder, made if need be.
        #[arg(long)]
        data: PathBuf,
        /// Address and port to listen on.
        #[arg(long, value_name = "ADDR:PORT")]
        listen: SocketAddr,
        /// Address that invitations carry, when desks reach the endpoint by another one.
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Invite an organisation's first owner and print the link; works while the endpoint serves.
    Invite {
        /// Data folder of the endpoint.
        #[arg(long)]
        data: PathBuf,
        /// Name of the organisation.
        #[arg(long, value_name = "NAME")]
        org: String,
        /// Name of the person, if known.
        #[arg(long, value_name = "PERSON")]
        name: Option<String>,
        /// For how many days the invitation holds.
        #[arg(long, value_name = "DAYS", default_value_t = 30)]
        expires_days: u16,
        /// Address for the link, if not the one the endpoint serves at.
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Ask the endpoint at an address how it is.
    Health {
        /// Address of the endpoint.
        #[arg(long)]
        url: String,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { code, error }) => {
            let mut causes = Vec::new();
            let mut next: Option<&dyn std::error::Error> = Some(error.as_ref());
            while let Some(cause) = next {
                causes.push(cause.to_string());
                next = cause.source();
            }
            let _ = writeln!(std::io::stderr(), "{}", json!({ "code": code, "causes": causes }));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve { data, listen, public_url } => {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
            let options = Options { public_url, ..Options::new(data, listen) };
            runtime.map_err(StoreError::Io)?.block_on(async {
                // Before it serves: who waits for the line may stop it at once.
                let stop = Stop::new()?;
                let serving = serve(options).await?;
                say(serving.url());
                stop.asked().await;
                serving.stop().await;
                Ok(())
            })
        }
        Command::Invite { data, org, name, expires_days, public_url } => {
            let order = Order { organisation: org, person: name, days: expires_days, address: public_url };
            say(&invite(&data, &SystemClock, &order)?.to_string());
            Ok(())
        }
        Command::Health { url } => {
            say(&health(&url)?.to_string());
            Ok(())
        }
    }
}

/// One line on standard output, at once: a script reads it through a pipe.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// What ends `serve` in an orderly way.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    fn new() -> Result<Self, StoreError> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    #[cfg(unix)]
    async fn asked(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => (),
            _ = tokio::signal::ctrl_c() => (),
        }
    }

    #[cfg(not(unix))]
    async fn asked(self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// A code for scripts, and the chain of causes for people.
struct Failure {
    code: &'static str,
    error: Box<dyn std::error::Error>,
}

impl Failure {
    fn new(code: &'static str, error: impl std::error::Error + 'static) -> Self {
        Self { code, error: Box::new(error) }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::InUse => "already-serving",
            StoreError::OtherData => "other-data",
            StoreError::OldSqlite => "sqlite-too-old",
            StoreError::NoWal => "no-write-ahead-log",
            StoreError::NoEndpoint => "no-endpoint",
            StoreError::Damaged => "data-damaged",
            StoreError::Io(_) => "folder-failed",
            StoreError::Sqlite(_) | StoreError::Busy | StoreError::NotWritten => "store-failed",
        };
        Self::new(code, error)
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Store(error) => error.into(),
            error @ StartError::PublicUrl => Self::new("address-invalid", error),
            error @ StartError::Listen(_) => Self::new("cannot-listen", error),
        }
    }
}

impl From<InviteError> for Failure {
    fn from(error: InviteError) -> Self {
        let code = match error {
            InviteError::Store(error) => return error.into(),
            InviteError::Name => "name-invalid",
            InviteError::Days => "days-invalid",
            InviteError::Address => "address-invalid",
            InviteError::AddressUnknown => "address-unknown",
            InviteError::HasOwner => "organisation-has-owner",
        };
        Self::new(code, error)
    }
}

impl From<HealthError> for Failure {
    fn from(error: HealthError) -> Self {
        let code = match error {
            HealthError::Address => "address-invalid",
            HealthError::Unreachable(_) => "unreachable",
            HealthError::Unhealthy => "unhealthy",
        };
        Self::new(code, error)
    }
}
