//! Where things are.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The root of the repository: what cargo says when it runs this program, because clones that share a target folder
/// share the program, too.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let said =
            env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).filter(|said| said.ends_with("xtask"));
        let xtask = said.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        xtask.parent().unwrap_or(Path::new(".")).to_owned()
    })
}

/// Where cargo builds: what the environment says; outside the clone where a CI makes fresh clones.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => root().join(target),
        None if env::var_os("CI").is_some() => cache().join("target"),
        None => root().join("target"),
    }
}

/// Tools these tasks install, kept between clones.
pub(crate) fn tools() -> PathBuf {
    cache().join("tools")
}

/// A program of the workspace, built for development.
pub(crate) fn built(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A program of the workspace, built for release.
pub(crate) fn released(name: &str) -> PathBuf {
    target().join("release").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Where the tests of the window leave their pictures.
pub(crate) fn screenshots() -> PathBuf {
    env::var_os("COEXIST_SCREENSHOTS")
        .map_or_else(|| target().join("screenshots"), |given| root().join(given))
}

fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = base.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")));
    base.unwrap_or_else(env::temp_dir).join("coexist")
}

/// This program. Building the workspace replaces it while it runs, and Linux then tells of the old one by
/// adding a word to its path: the new one at that path is the same program.
pub(crate) fn this() -> Result<PathBuf, String> {
    let path = std::env::current_exe().map_err(|error| error.to_string())?;
    let text = path.to_string_lossy();
    Ok(text.strip_suffix(" (deleted)").map_or_else(|| path.clone(), PathBuf::from))
}
