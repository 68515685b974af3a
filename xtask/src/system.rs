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

/// Windows as every system can compile for it.
pub(crate) const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// Rust's libraries and the C compiler for Windows (SQLCipher, OpenSSL and zstd are C), with what configures
/// OpenSSL. What cannot be installed from here is named with what to type.
pub(crate) fn for_windows() -> Outcome {
    let there = || {
        let libraries = ["--print", "target-libdir", "--target", WINDOWS];
        let folder = output(program("rustc").args(libraries)).ok();
        folder.is_some_and(|folder| PathBuf::from(folder.trim()).is_dir())
    };
    if !there() && (run(program("rustup").args(["target", "add", WINDOWS])).is_err() || !there()) {
        return Err(format!("Rust's libraries for Windows are missing. Type: rustup target add {WINDOWS}"));
    }
    packages(&["gcc-mingw-w64-x86-64", "make", "perl"])?;
    for (name, what, typed) in [
        (
            "x86_64-w64-mingw32-gcc",
            "the C compiler for Windows",
            "sudo apt-get install gcc-mingw-w64-x86-64 (Debian, Ubuntu), sudo dnf install mingw64-gcc (Fedora), \
             brew install mingw-w64 (macOS) or pacman -S mingw-w64-x86_64-toolchain (MSYS2)",
        ),
        (
            "x86_64-w64-mingw32-windres",
            "the resource compiler for Windows",
            "the same: it comes with mingw-w64",
        ),
        ("make", "make, which builds OpenSSL,", "sudo apt-get install make, or your system's equivalent"),
        ("perl", "Perl, which configures OpenSSL,", "sudo apt-get install perl, or your system's equivalent"),
    ] {
        if !answers(program(name).arg("--version")) {
            return Err(format!("{what} is missing ({name}). Type: {typed}"));
        }
    }
    Ok(())
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
