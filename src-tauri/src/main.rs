//! The desktop shell: the only crate that knows `tauri`.
//!
//! It opens a window on the interface, answers the command table to it from the desk, and does for it what
//! needs the system: dialogs, links, printing. Everything people can do lives in `coexist-core`, so that the
//! terminal and the tests do it without a window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod ahead;
mod commands;
mod opening;
mod own;
mod rendering;
mod start;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::Parser;
use tauri::{Builder, RunEvent};

use crate::opening::Opening;
use crate::start::Start;

/// COEXIST Desktop.
#[derive(Parser)]
#[command(name = "coexist-desktop", version, about)]
struct Arguments {
    /// The folder of the desk; the usual one of this account when absent.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Draws without the graphics card, for screens that stay blank or flicker.
    #[arg(long)]
    safe_rendering: bool,
}

fn main() -> ExitCode {
    let start = Arc::new(Start::at(Instant::now()));
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("COEXIST_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    rendering::choose(arguments.safe_rendering);
    let Some(dir) = arguments.data.or_else(coexist_door::usual_folder) else {
        tracing::error!("this account has no folder for data: give one with --data");
        return ExitCode::FAILURE;
    };
    // The desk opens on a thread of its own while GTK and the webview start.
    let opening = Opening::begin(dir.clone(), Arc::clone(&start));
    let app = Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .manage(Arc::clone(&opening))
        .manage(start)
        .invoke_handler(commands::answer)
        .setup(move |app| {
            opening.tell(app.handle());
            window::open(app, &dir)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    opening::close(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}
