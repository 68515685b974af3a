//! The terms of what others made and the package holds: their texts, as their authors wrote them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::Value;

use crate::command::{cargo, output};
use crate::place;

/// What the built interface holds of npm's packages; the others only build or test it.
const INTERFACE: [&str; 9] = [
    "@fluent/bundle",
    "@fontsource-variable/atkinson-hyperlegible-next",
    "@fontsource-variable/literata",
    "@fontsource-variable/vazirmatn",
    "@lucide/svelte",
    "@tauri-apps/api",
    "clsx",
    "esm-env",
    "svelte",
];

/// A library: its name with its version, its terms in a word, the folder its texts are in.
struct Library {
    name: String,
    terms: String,
    folder: PathBuf,
}

/// Writes one file with all terms of what these programs are made of; each text once, under all its libraries.
pub(crate) fn write(programs: &[&str], to: &Path) -> Result<(), String> {
    let mut libraries = crates(programs)?;
    for name in INTERFACE {
        libraries.push(package(name)?);
    }
    let mut of_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut told =
        String::from("COEXIST Desktop holds the following libraries and fonts, under these terms.\n\n");
    for library in &libraries {
        let line = format!("{}: {}", library.name, library.terms);
        told.push_str(&line);
        told.push('\n');
        for text in
            texts(&library.folder).map_err(|error| format!("{}: {error}", library.folder.display()))?
        {
            of_text.entry(text).or_default().insert(library.name.clone());
        }
    }
    for (text, names) in of_text {
        let names: Vec<String> = names.into_iter().collect();
        told.push_str(&format!("\n{}\n{}\n\n{}\n", "=".repeat(78), names.join(", "), text.trim()));
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(to, told).map_err(|error| format!("{}: {error}", to.display()))
}

/// Every crate that is compiled into the programs, on this system.
fn crates(programs: &[&str]) -> Result<Vec<Library>, String> {
    let metadata = output(cargo().args(["metadata", "--format-version=1", "--locked"]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let mut tree = cargo();
    tree.args(["tree", "--locked", "--edges=normal", "--prefix=none", "--no-dedupe", "--format={p}"]);
    for program in programs {
        tree.args(["--package", program]);
    }
    // "name v1.2.3", then where it is from or what it is.
    let compiled = output(&mut tree)?;
    let compiled: BTreeSet<(&str, &str)> = compiled
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .collect();
    let all = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let mut found: Vec<Library> = all
        .iter()
        // Ours have no source.
        .filter(|one| one["source"].is_string())
        .filter_map(|one| {
            let (name, version) = (one["name"].as_str()?, one["version"].as_str()?);
            let folder = Path::new(one["manifest_path"].as_str()?).parent()?.to_owned();
            let terms = one["license"].as_str().unwrap_or("see its text").to_owned();
            compiled.contains(&(name, version)).then(|| Library {
                name: format!("{name} {version}"),
                terms,
                folder,
            })
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn package(name: &str) -> Result<Library, String> {
    let folder = place::root().join("ui/node_modules").join(name);
    let text = fs::read(folder.join("package.json")).map_err(|error| format!("{name}: {error}"))?;
    let told: Value = serde_json::from_slice(&text).map_err(|error| format!("{name}: {error}"))?;
    let word = |key: &str| told[key].as_str().unwrap_or("see its text").to_owned();
    Ok(Library { name: format!("{name} {}", word("version")), terms: word("license"), folder })
}

/// The texts of terms in a library's folder, and beside the C sources that it brings.
fn texts(folder: &Path) -> io::Result<Vec<String>> {
    const NAMES: [&str; 5] = ["licen", "copying", "notice", "copyright", "unlicense"];
    let mut found = Vec::new();
    let brought = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    for place in brought.chain([folder.to_owned()]) {
        for entry in fs::read_dir(place)?.flatten() {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            let of_terms = NAMES.iter().any(|start| name.starts_with(start));
            let is_text = !name.ends_with(".rs") && !name.ends_with(".html");
            if of_terms && is_text && entry.path().is_file() {
                found.push(String::from_utf8_lossy(&fs::read(entry.path())?).replace("\r\n", "\n"));
            }
        }
    }
    Ok(found)
}
