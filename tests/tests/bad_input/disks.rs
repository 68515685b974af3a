//! Disks that take nothing: as Linux lets a test make them.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use coexist_tests::program::built;
use serde_json::{Value, json};

use crate::Kept;
use crate::common::{Room, Running, answer, is_named};

/// `coexist` in a namespace of mounts that nobody else sees, after `mount` has run there with the data folder
/// as `$1`: as root, or as a user who may have namespaces.
struct Mounted {
    holder: Running,
    root: bool,
}

impl Mounted {
    fn new(room: &Room, mount: &str) -> Self {
        let root = is_root();
        let script = format!("{mount} && echo ready && exec cat");
        let mut command = Command::new("unshare");
        command.arg(if root { "-m" } else { "-rm" }).args(["sh", "-ec", &script, "sh"]).arg(room.desk());
        let mut holder = Running::start(&mut command);
        let mut said = [0; 6];
        let heard = holder.0.stdout.as_mut().unwrap().read_exact(&mut said);
        assert!(heard.is_ok(), "this machine lets nobody mount: run as root, or allow user namespaces");
        Self { holder, root }
    }

    fn inside(&self, program: &std::ffi::OsStr) -> Command {
        let mut command = Command::new("nsenter");
        command.args(["--target", &self.holder.0.id().to_string(), "--mount"]);
        if !self.root {
            command.args(["--user", "--preserve-credentials"]);
        }
        command.arg("--").arg(program);
        command
    }

    fn answer(&self, room: &Room, name: &str, request: &Value) -> Result<Value, Value> {
        let outside = room.command(name, request);
        let mut command = self.inside(outside.get_program());
        command.args(outside.get_args());
        room.surroundings(&mut command);
        answer(&mut command)
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

#[test]
fn a_read_only_disk_is_told() {
    let kept = Kept::new();
    let mounted = Mounted::new(&kept.room, "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"");
    let refused = mounted.answer(&kept.room, "journal.add", &json!({ "dossier": kept.dossier, "text": "T" }));
    is_named(&refused.unwrap_err(), "read-only");
    drop(mounted);
    kept.is_whole();
    // No folder, but a file where it should be.
    let empty = Room::new();
    fs::remove_dir(empty.desk()).unwrap();
    fs::write(empty.desk(), "un fichier").unwrap();
    let refused = empty.refused("desk.status", json!({}));
    is_named(&refused, refused["code"].as_str().unwrap());
    assert_eq!(fs::read_to_string(empty.desk()).unwrap(), "un fichier");
}

#[test]
fn a_folder_without_permission_is_told() {
    let kept = Kept::new();
    let program = kept.room.beside("coexist");
    fs::copy(built("coexist"), &program).unwrap();
    let outside = kept.room.command("journal.add", &json!({ "dossier": kept.dossier, "text": "T" }));
    let mut command = Command::new(&program);
    command.args(outside.get_args());
    kept.room.surroundings(&mut command);
    let mode = |path: &Path, bits: u32| {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(bits)).unwrap();
    };
    mode(kept.room.root(), 0o755);
    mode(&kept.room.desk(), 0o555);
    if is_root() {
        // Nothing is forbidden to root: somebody else is sent.
        use std::os::unix::process::CommandExt as _;
        command.uid(65_534).gid(65_534);
    }
    mode(&kept.room.desk().join("desk.lock"), 0o444);
    is_named(&answer(&mut command).unwrap_err(), "read-only");
    mode(&kept.room.desk(), 0o755);
    mode(&kept.room.desk().join("desk.lock"), 0o644);
    kept.is_whole();
}

#[test]
fn a_full_disk_keeps_what_was_saved() {
    let room = Room::new();
    let mounted = Mounted::new(&room, "mount -t tmpfs -o size=8m tmpfs \"$1\"");
    let call = |name: &str, request: Value| mounted.answer(&room, name, &request);
    let dossier = call("dossiers.create", json!({ "title": "Petit disque" })).unwrap()["id"].clone();
    let mut texts = Vec::new();
    let mut random = 1_u64;
    let refused = loop {
        // Nothing that compresses.
        let noise: String = (0..6_000)
            .map(|_| {
                random =
                    random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                format!("{random:016x}")
            })
            .collect();
        match call("journal.add", json!({ "dossier": dossier, "text": noise })) {
            Ok(_) => texts.push(noise),
            Err(error) => break error,
        }
        assert!(texts.len() < 200, "the disk never fills");
    };
    is_named(&refused, "disk-full");
    assert!(!texts.is_empty());
    is_named(&call("dossiers.create", json!({ "title": "Trop" })).unwrap_err(), "disk-full");
    // Some room again: all that was answered is there, and work goes on.
    let mut grow = mounted.inside("mount".as_ref());
    assert!(grow.args(["-o", "remount,size=64m"]).arg(room.desk()).status().unwrap().success());
    let there = call("journal.list", json!({ "dossier": dossier, "limit": 1000 })).unwrap();
    let mut there: Vec<&str> =
        there["items"].as_array().unwrap().iter().map(|e| e["text"].as_str().unwrap()).collect();
    assert_eq!(there.len(), texts.len());
    there.sort_unstable();
    texts.sort_unstable();
    assert!(there == texts, "an entry was lost or changed");
    call("journal.add", json!({ "dossier": dossier, "text": "De nouveau" })).unwrap();
}
