//! A desktop session for one program: a screen nobody sees, a bus, an unlocked keyring, folders of its own.
//!
//! Tests then meet the same keyring a person has, and leave nothing in the account that runs them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::{env, fs};

use crate::command::program;
use crate::place;

/// The size of pages people look at most, with room for a window frame.
const SCREEN: &str = "1360x900x24";

/// `command` in a session of its own; it ends with the command.
pub(crate) fn command(folder: &Path) -> Result<Command, String> {
    let this = place::this()?;
    let mut command = program("dbus-run-session");
    command.arg("--").arg(this).arg("in-session");
    for (variable, name) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "run"),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        command.env(variable, path);
    }
    own(&folder.join("run"))?;
    command
        // Without these the window waits up to 25 s for services that this session does not have.
        .envs([
            ("NO_AT_BRIDGE", "1"),
            ("GTK_USE_PORTAL", "0"),
            ("GSETTINGS_BACKEND", "memory"),
            ("GIO_USE_VFS", "local"),
        ])
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DISPLAY")
        // The desk must find the keyring of this session, not a file the caller has chosen.
        .env_remove("COEXIST_SECRETS");
    Ok(command)
}

/// A fresh folder for a session.
pub(crate) fn folder(name: &str) -> Result<PathBuf, String> {
    let folder = env::temp_dir().join(format!("coexist-{name}-{}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Inside the session's bus: starts screen and keyring, runs the program, ends both.
pub(crate) fn inside(command: &[String]) -> ExitCode {
    match begin(command) {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn begin(command: &[String]) -> Result<ExitCode, String> {
    let Some((name, arguments)) = command.split_first() else { return Err("no program to run".to_owned()) };
    let (_screen, display) = screen()?;
    unlock_keyring()?;
    let status = program(name).args(arguments).env("DISPLAY", display).status();
    let status = status.map_err(|error| format!("{name}: {error}"))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Ends with its owner.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn screen() -> Result<(Ended, String), String> {
    let mut xvfb = program("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("Xvfb: {error}"))?;
    let said = xvfb.stdout.take();
    let screen = Ended(xvfb);
    let mut number = String::new();
    // It chooses a free display and says which, once it answers there.
    if let Some(said) = said {
        BufReader::new(said).read_line(&mut number).map_err(|error| format!("Xvfb: {error}"))?;
    }
    if number.trim().is_empty() {
        return Err("Xvfb did not start".to_owned());
    }
    Ok((screen, format!(":{}", number.trim())))
}

fn unlock_keyring() -> Result<(), String> {
    let mut keyring = program("gnome-keyring-daemon")
        .args(["--unlock", "--components=secrets"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("gnome-keyring-daemon: {error}"))?;
    if let Some(mut stdin) = keyring.stdin.take() {
        // An empty password and a line end: without the line end no collection is made.
        stdin.write_all(b"\n").map_err(|error| format!("gnome-keyring-daemon: {error}"))?;
    }
    // It goes on in the background and ends with the bus.
    keyring.wait().map(drop).map_err(|error| format!("gnome-keyring-daemon: {error}"))
}

#[cfg(unix)]
fn own(folder: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(|error| error.to_string())
}

#[cfg(not(unix))]
fn own(_folder: &Path) -> Result<(), String> {
    Ok(())
}
