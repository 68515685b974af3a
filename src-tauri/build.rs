//! Gives the window its rights: exactly the command table and the shell's own commands, from the two lists that
//! the handlers are made from. What stands in neither list cannot be called, and what stands there can.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use tauri_build::{AppManifest, Attributes};

macro_rules! commands {
    ($($(#[$mark:ident])* $name:literal $ident:ident => $area:ident::$function:ident($request:ty) -> $answer:ty;)*) => {
        const TABLE: &[&str] = &[$(stringify!($ident)),*];
    };
}
include!("../crates/api/src/commands.in.rs");

macro_rules! own {
    ($($ident:ident,)*) => {
        const OWN: &[&str] = &[$(stringify!($ident)),*];
    };
}
include!("src/own.in.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=../crates/api/src/commands.in.rs");
    println!("cargo::rerun-if-changed=src/own.in.rs");
    // Compiled into the program: another interface is another program.
    println!("cargo::rerun-if-changed=../ui/dist");
    let out = env::var("OUT_DIR")?;
    let permissions = Path::new(&out).join("permissions");
    fs::create_dir_all(&permissions)?;
    write_set(&permissions, "command-table", "Every command of the table.", TABLE)?;
    write_set(&permissions, "shell-commands", "What the shell does for the window.", OWN)?;
    // Tauri wants both for as long as the program lives, which for a build script is a moment.
    let commands: &'static [&'static str] = [TABLE, OWN].concat().leak();
    let pattern: &'static str = format!("{}/**/*.toml", permissions.display()).leak();
    let manifest = AppManifest::new().commands(commands).permissions_path_pattern(pattern);
    tauri_build::try_build(Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// A set of permissions, one for each command.
fn write_set(folder: &Path, name: &str, description: &str, commands: &[&str]) -> io::Result<()> {
    let mut text =
        format!("[[set]]\nidentifier = \"{name}\"\ndescription = \"{description}\"\npermissions = [\n");
    for command in commands {
        let _ = writeln!(text, "  \"allow-{}\",", command.replace('_', "-"));
    }
    text.push_str("]\n");
    fs::write(folder.join(format!("{name}.toml")), text)
}
