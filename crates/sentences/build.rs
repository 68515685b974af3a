//! Embeds the catalogues: one text per language, so that a program carries its sentences with it.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let said = |name: &str| env::var_os(name).ok_or(io::ErrorKind::NotFound);
    // Asked when it runs: clones that share a target folder share this program, too.
    let locales = Path::new(&said("CARGO_MANIFEST_DIR")?).join("../../locales");
    let out = said("OUT_DIR")?;
    for language in ["fr", "en"] {
        let folder = locales.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "ftl") {
                files.push(path);
            }
        }
        files.sort();
        let mut all = String::new();
        for path in files {
            all.push_str(&fs::read_to_string(path)?);
            all.push('\n');
        }
        fs::write(Path::new(&out).join(format!("{language}.ftl")), all)?;
    }
    Ok(())
}
