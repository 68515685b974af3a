//! Puts the starter catalogue into the binary: the endpoint needs no other file than itself. The index of
//! `content/` says which texts there are, so a text that is missing fails the build and not the first start.

use std::fmt::Write as _;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let content = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../content").canonicalize()?;
    let index = content.join("catalogue.json");
    println!("cargo::rerun-if-changed={}", index.display());
    let catalogue: serde_json::Value = serde_json::from_slice(&std::fs::read(&index)?)?;
    let items = catalogue["items"].as_array().ok_or("content/catalogue.json has no items")?;
    let mut code =
        format!("pub(super) const INDEX: &str = include_str!({:?});\n", index.display().to_string());
    code.push_str("/// Path in the index, text.\npub(super) const TEXTS: &[(&str, &str)] = &[\n");
    for item in items {
        let file = item["file"].as_str().ok_or("an item of the catalogue has no file")?;
        let path = content.join(file).canonicalize()?;
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(code, "    ({file:?}, include_str!({:?})),", path.display().to_string())?;
    }
    code.push_str("];\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("starter.rs"), code)?;
    Ok(())
}
