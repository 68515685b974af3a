//! What a clean machine lacks, installed or named.

use std::path::PathBuf;
use std::process::Stdio;
use std::{env, fs};

use crate::command::{answers, cargo, npm, output, program, run};
use crate::{Outcome, place};

/// Debian packages, and what each is for.
const BUILDING: [&str; 4] = ["build-essential", "pkg-config", "libssl-dev", "libwebkit2gtk-4.1-dev"];
const DRIVING: [&str; 5] = ["webkit2gtk-driver", "xvfb", "dbus-x11", "gnome-keyring", "xdotool"];

/// The packages for building the shell.
pub(crate) fn for_building() -> Outcome {
    packages(&BUILDING)
}

/// The packages for driving the real window.
pub(crate) fn for_driving() -> Outcome {
    packages(&BUILDING)?;
    packages(&DRIVING)
}

/// The compiler that links for Windows.
pub(crate) fn for_windows() -> Outcome {
    packages(&["gcc-mingw-w64-x86-64"])
}

fn packages(wanted: &[&str]) -> Outcome {
    if !cfg!(target_os = "linux") || !answers(program("dpkg-query").arg("--version")) {
        return Ok(());
    }
    let there = |name: &&&str| {
        let state = program("dpkg-query").args(["-W", "-f=${Status}", name]).stderr(Stdio::null()).output();
        !state.is_ok_and(|state| state.stdout.ends_with(b"ok installed"))
    };
    let missing: Vec<&str> = wanted.iter().filter(there).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let typed = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    let root = output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root {
        return Err(format!("packages are missing. Type: sudo {typed}"));
    }
    let apt = || {
        let mut apt = program("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run(apt().args(["update", "-q"]))?;
    run(apt().args(["install", "-y", "-q", "--no-install-recommends"]).args(&missing))
}

/// What `npm ci` installs, again only when the lock has changed.
pub(crate) fn interface() -> Outcome {
    if !answers(npm().arg("--version")) {
        return Err("npm is missing: install Node 20 or newer (https://nodejs.org)".to_owned());
    }
    let ui = place::root().join("ui");
    let lock =
        fs::read(ui.join("package-lock.json")).map_err(|error| format!("ui/package-lock.json: {error}"))?;
    let installed = ui.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|there| there == lock) {
        return Ok(());
    }
    run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(installed, lock).map_err(|error| error.to_string())
}

/// The driver between tests and the window. 2.x: the 3.0 alphas belong to another Tauri.
pub(crate) fn driver() -> Result<PathBuf, String> {
    let tools = place::tools();
    let driver = tools.join("bin/tauri-driver");
    if !driver.exists() {
        let install = ["install", "tauri-driver", "--version", "^2", "--locked", "--root"];
        run(cargo().args(install).arg(&tools))?;
    }
    Ok(driver)
}

/// Whether a person can see a window here.
pub(crate) fn has_display() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
