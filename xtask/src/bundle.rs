//! The package people install, made, unpacked and started.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::command::{cargo, npm, output, program, run};
use crate::{Outcome, bench, licences, place, rungs, session, system};

/// The bundler, from npm: the crate of the same name takes ten minutes to compile.
const BUNDLER: &str = "--package=@tauri-apps/cli@^2.12";

/// Makes the .deb, installs it into a folder and starts it from there.
pub(crate) fn bundle() -> Outcome {
    system::for_driving()?;
    rungs::built_interface()?;
    run(cargo().args(["build", "--release", "--package", "coexist-desktop", "--package", "coexist-cli"]))?;
    let others = place::target().join("licences/THIRD-PARTY.txt");
    licences::write(&["coexist-desktop", "coexist-cli"], &others)?;
    let folder = "/usr/share/doc/coexist-desktop";
    let files = json!({
        "/usr/bin/coexist": place::released("coexist"),
        format!("{folder}/copyright"): place::root().join("LICENSE-MIT"),
        format!("{folder}/LICENSE-APACHE"): place::root().join("LICENSE-APACHE"),
        format!("{folder}/CREDITS.md"): place::root().join("docs/CREDITS.md"),
        format!("{folder}/THIRD-PARTY.txt"): others,
    });
    let config = json!({ "bundle": { "linux": { "deb": { "files": files } } } });
    run(npm()
        .current_dir(place::root().join("src-tauri"))
        .args(["exec", "--yes", BUNDLER, "--", "tauri", "bundle", "--bundles", "deb", "--ci", "--config"])
        .arg(config.to_string())
        .env("CARGO_TARGET_DIR", place::target()))?;
    let package = newest(&place::target().join("release/bundle/deb"))?;
    complete(&package)?;
    start(&package)?;
    let size = package.metadata().map_or(0, |file| file.len());
    eprintln!("\nInstalls and starts: {} ({} KiB)", package.display(), size / 1024);
    Ok(())
}

fn newest(folder: &Path) -> Result<PathBuf, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let packages = entries.flatten().map(|entry| entry.path());
    let packages = packages.filter(|path| path.extension().is_some_and(|ending| ending == "deb"));
    let written = |path: &PathBuf| path.metadata().and_then(|file| file.modified()).ok();
    packages.max_by_key(written).ok_or_else(|| format!("no .deb in {}", folder.display()))
}

/// Whether what it says it needs exists and is all it needs: every library is found here.
fn complete(package: &Path) -> Outcome {
    let depends = output(program("dpkg-deb").arg("--field").arg(package).arg("Depends"))?;
    eprintln!("depends on: {}", depends.trim());
    for name in depends.split(',').filter_map(|one| one.split_whitespace().next()) {
        output(program("dpkg-query").args(["-W", name]))?;
    }
    Ok(())
}

/// Installs it into a folder, without touching this computer, and opens the window from there.
fn start(package: &Path) -> Outcome {
    let folder = session::folder("bundle")?;
    let installed = folder.join("root");
    run(program("dpkg-deb").arg("--extract").arg(package).arg(&installed))?;
    let version = output(program(installed.join("usr/bin/coexist")).arg("--version"))?;
    eprintln!("{}", version.trim());
    let this = place::this()?;
    run(session::command(&folder)?.arg(this).arg("starts").arg(installed.join("usr/bin/coexist-desktop")))?;
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

/// Inside a session: whether the app opens its window.
pub(crate) fn starts(app: &Path) -> Outcome {
    bench::wait_for(&mut Command::new(app), "shown").map(drop)
}
