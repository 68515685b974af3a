//! What the disk can do to a desk's key: cut, rot, lose, refuse. One whole copy opens; two bad ones are told
//! and never replaced by a new key.

#![allow(clippy::unwrap_used, reason = "clippy.toml allows it in test functions, not beside them")]

mod common;

use std::fs;
use std::sync::Arc;

use coexist_keys::{
    KeyWarning, KeyringFault, KeysError, NewSlot, OsRandom, Secrets, SlotFault, SlotKind, add_slot, status,
};
use common::{Failing, FakeKeyring, key_files, names, open, open_consenting, secrets};

struct Desk {
    dir: tempfile::TempDir,
    keyring: Arc<FakeKeyring>,
    key: [u8; 32],
    whole: Vec<u8>,
}

fn desk() -> Desk {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let key = *open(dir.path(), false, &secrets(&keyring)).unwrap().key.as_bytes();
    let whole = fs::read(&key_files(dir.path())[0]).unwrap();
    assert_eq!(fs::read(&key_files(dir.path())[1]).unwrap(), whole);
    Desk { dir, keyring, key, whole }
}

impl Desk {
    fn assert_opens_healed(&self, what: &str) {
        let opened = open(self.dir.path(), true, &secrets(&self.keyring)).unwrap();
        assert_eq!(opened.key.as_bytes(), &self.key, "{what}");
        assert_eq!(opened.warnings, [KeyWarning::CopyHealed], "{what}");
        for path in key_files(self.dir.path()) {
            assert_eq!(fs::read(path).unwrap(), self.whole, "{what}");
        }
    }
}

#[test]
fn a_copy_torn_at_any_byte_is_healed_from_the_other() {
    let desk = desk();
    for copy in 0..2 {
        let path = &key_files(desk.dir.path())[copy];
        for len in 0..desk.whole.len() {
            fs::write(path, &desk.whole[..len]).unwrap();
            desk.assert_opens_healed(&format!("copy {copy} cut at {len}"));
        }
        fs::remove_file(path).unwrap();
        desk.assert_opens_healed(&format!("copy {copy} lost"));
    }
}

#[test]
fn a_copy_with_any_rotten_byte_is_healed_from_the_other() {
    let desk = desk();
    for copy in 0..2 {
        for at in 0..desk.whole.len() {
            let mut rotten = desk.whole.clone();
            rotten[at] ^= 0x40;
            fs::write(&key_files(desk.dir.path())[copy], &rotten).unwrap();
            desk.assert_opens_healed(&format!("copy {copy} byte {at}"));
        }
    }
}

#[test]
fn two_torn_copies_are_told_and_no_key_is_made() {
    let desk = desk();
    for len in 0..desk.whole.len() {
        for path in key_files(desk.dir.path()) {
            fs::write(path, &desk.whole[..len]).unwrap();
        }
        for database in [true, false] {
            let error = open_consenting(desk.dir.path(), database, &secrets(&desk.keyring)).unwrap_err();
            assert!(matches!(error, KeysError::KeyFileDamaged), "cut at {len}: {error:?}");
        }
        assert_eq!(fs::read(&key_files(desk.dir.path())[0]).unwrap(), &desk.whole[..len]);
    }
    assert_eq!(names(desk.dir.path()), ["desk.key", "desk.key.2"]);
}

#[test]
fn one_torn_copy_and_one_lost_are_told_too() {
    let desk = desk();
    let [first, second] = key_files(desk.dir.path());
    fs::write(first, b"").unwrap();
    fs::remove_file(second).unwrap();
    let error = open(desk.dir.path(), false, &secrets(&desk.keyring)).unwrap_err();
    assert!(matches!(error, KeysError::KeyFileDamaged), "{error:?}");
}

#[test]
fn killed_between_the_two_writes_the_newer_copy_wins() {
    let desk = desk();
    let with = secrets(&desk.keyring);
    let key = open(desk.dir.path(), true, &with).unwrap().key;
    add_slot(desk.dir.path(), &key, NewSlot::FileWithConsent, &with, &mut OsRandom).unwrap();
    let newer = fs::read(&key_files(desk.dir.path())[0]).unwrap();
    for (kept, old) in [(0, 1), (1, 0)] {
        fs::write(&key_files(desk.dir.path())[old], &desk.whole).unwrap();
        assert_eq!(status(desk.dir.path()).unwrap().unwrap().whole_copies, 1);
        let opened = open(desk.dir.path(), true, &with).unwrap();
        assert_eq!(opened.slots, [SlotKind::Keyring, SlotKind::File], "kept copy {kept}");
        assert_eq!(opened.key.as_bytes(), &desk.key);
        assert_eq!(opened.warnings, [KeyWarning::CopyHealed, KeyWarning::FileSlotInUse]);
        assert_eq!(fs::read(&key_files(desk.dir.path())[old]).unwrap(), newer);
    }
    // At creation: the first copy written, the second not yet.
    fs::remove_file(&key_files(desk.dir.path())[1]).unwrap();
    assert_eq!(open(desk.dir.path(), false, &with).unwrap().key.as_bytes(), &desk.key);
}

#[test]
fn a_leftover_of_a_cut_write_is_no_obstacle() {
    let desk = desk();
    fs::write(desk.dir.path().join("desk.key.new"), b"half a").unwrap();
    fs::write(key_files(desk.dir.path())[0].as_path(), b"torn").unwrap();
    desk.assert_opens_healed("leftover");
    assert_eq!(names(desk.dir.path()), ["desk.key", "desk.key.2"]);
}

#[test]
fn copies_of_two_desks_are_not_mixed() {
    let [one, other] = [desk(), desk()];
    fs::write(&key_files(one.dir.path())[1], &other.whole).unwrap();
    let error = open(one.dir.path(), true, &secrets(&one.keyring)).unwrap_err();
    assert!(matches!(error, KeysError::KeyFilesDisagree), "{error:?}");
    assert_eq!(fs::read(&key_files(one.dir.path())[0]).unwrap(), one.whole);
    assert_eq!(fs::read(&key_files(one.dir.path())[1]).unwrap(), other.whole);
}

#[test]
fn a_newer_format_is_told_and_left_alone() {
    let desk = desk();
    let mut newer = desk.whole[..desk.whole.len() - 32].to_vec();
    newer[8..10].copy_from_slice(&9_u16.to_le_bytes());
    let digest = blake3::hash(&newer);
    newer.extend_from_slice(digest.as_bytes());
    // Even beside an older whole copy: an older version must not put that one back in force.
    fs::write(&key_files(desk.dir.path())[0], &newer).unwrap();
    let error = open(desk.dir.path(), true, &secrets(&desk.keyring)).unwrap_err();
    assert!(matches!(error, KeysError::KeyFileNewer(9)), "{error:?}");
    assert_eq!(fs::read(&key_files(desk.dir.path())[0]).unwrap(), newer);
}

#[test]
fn slots_of_unknown_kinds_survive_a_change() {
    let desk = desk();
    // One more slot, as a later version would write it: kind 77, three bytes.
    let mut foreign = desk.whole[..desk.whole.len() - 32].to_vec();
    foreign[50..52].copy_from_slice(&2_u16.to_le_bytes());
    foreign.extend_from_slice(&77_u16.to_le_bytes());
    foreign.extend_from_slice(&3_u32.to_le_bytes());
    foreign.extend_from_slice(b"abc");
    let digest = blake3::hash(&foreign);
    foreign.extend_from_slice(digest.as_bytes());
    for path in key_files(desk.dir.path()) {
        fs::write(path, &foreign).unwrap();
    }
    let with = secrets(&desk.keyring);
    let opened = open(desk.dir.path(), true, &with).unwrap();
    assert_eq!(opened.slots, [SlotKind::Keyring, SlotKind::Unknown(77)]);
    assert_eq!(opened.warnings, []);
    add_slot(desk.dir.path(), &opened.key, NewSlot::FileWithConsent, &with, &mut OsRandom).unwrap();
    let slots = status(desk.dir.path()).unwrap().unwrap().slots;
    assert_eq!(slots, [SlotKind::Keyring, SlotKind::File, SlotKind::Unknown(77)]);
    let bytes = fs::read(&key_files(desk.dir.path())[1]).unwrap();
    assert_eq!(&bytes[bytes.len() - 32 - 9..bytes.len() - 32], b"\x4d\0\x03\0\0\0abc");
    desk.keyring.clear();
}

#[test]
fn a_creation_that_cannot_write_takes_everything_back() {
    for consenting in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let keyring = FakeKeyring::new();
        if consenting {
            keyring.failing(Failing::With(KeyringFault::NoService));
        }
        // A folder where the new file goes: fails for everybody, root included.
        fs::create_dir(dir.path().join("desk.key.new")).unwrap();
        let error = open_consenting(dir.path(), false, &secrets(&keyring)).unwrap_err();
        assert!(matches!(error, KeysError::Unwritable(_)), "{error:?}");
        assert_eq!(names(dir.path()), ["desk.key.new"]);
        assert!(keyring.entries().is_empty());
        fs::remove_dir(dir.path().join("desk.key.new")).unwrap();
        assert!(open_consenting(dir.path(), false, &secrets(&keyring)).unwrap().created);
    }
}

#[test]
fn a_second_copy_that_cannot_be_written_is_told_and_made_later() {
    let dir = tempfile::tempdir().unwrap();
    let with = secrets(&FakeKeyring::new());
    let obstacle = dir.path().join("desk.key.2.new");
    fs::create_dir(&obstacle).unwrap();
    let created = open(dir.path(), false, &with).unwrap();
    assert_eq!(created.warnings, [KeyWarning::CopyNotHealed]);
    // No change while there is one copy only.
    let added = add_slot(dir.path(), &created.key, NewSlot::FileWithConsent, &with, &mut OsRandom);
    assert!(matches!(added, Err(KeysError::Unwritable(_))));
    fs::remove_dir(&obstacle).unwrap();
    let opened = open(dir.path(), true, &with).unwrap();
    assert_eq!(opened.key.as_bytes(), created.key.as_bytes());
    assert_eq!(opened.warnings, [KeyWarning::CopyHealed]);
}

#[test]
fn automation_names_a_folder_and_no_keyring_is_asked() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("secrets/of the desk");
    let with = Secrets::from_setting(Some(format!("file:{}", folder.display()).as_ref())).unwrap();
    let [one, other] = ["one", "other"].map(|name| root.path().join(name));
    let keys = [&one, &other].map(|dir| {
        fs::create_dir(dir).unwrap();
        let created = open(dir, false, &with).unwrap();
        assert!(created.created);
        assert_eq!(created.warnings, [KeyWarning::FileSlotInUse]);
        assert_eq!(names(dir), ["desk.key", "desk.key.2"]);
        let again = open(dir, true, &with).unwrap();
        assert_eq!(again.key.as_bytes(), created.key.as_bytes());
        *again.key.as_bytes()
    });
    assert_ne!(keys[0], keys[1]);
    assert_eq!(names(&folder).len(), 4, "two desks, two copies each");

    for name in names(&folder) {
        fs::remove_file(folder.join(name)).unwrap();
    }
    let error = open(&one, true, &with).unwrap_err();
    assert!(matches!(&error, KeysError::Closed(f) if *f == [SlotFault::FileMissing]), "{error:?}");
    // A desk of the keyring opened with files by choice: told, and the keyring not asked.
    let desk = desk();
    let asked = desk.keyring.calls().len();
    let error = open(desk.dir.path(), true, &with).unwrap_err();
    assert_eq!(error.code(), "keys-keyring-not-asked");
    assert_eq!(desk.keyring.calls().len(), asked);
}

#[test]
fn a_torn_secret_file_is_healed_and_two_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let with = Secrets::folder(dir.path().to_owned());
    let key = *open(dir.path(), false, &with).unwrap().key.as_bytes();
    let files: Vec<_> =
        names(dir.path()).into_iter().filter(|n| n.contains(".secret")).map(|n| dir.path().join(n)).collect();
    assert_eq!(files.len(), 2);
    let whole = fs::read(&files[0]).unwrap();
    for path in &files {
        for len in 0..whole.len() {
            fs::write(path, &whole[..len]).unwrap();
            assert_eq!(open(dir.path(), true, &with).unwrap().key.as_bytes(), &key, "cut at {len}");
            assert_eq!(fs::read(path).unwrap(), whole);
        }
    }
    for path in &files {
        fs::write(path, &whole[..40]).unwrap();
    }
    let error = open(dir.path(), true, &with).unwrap_err();
    assert!(matches!(&error, KeysError::Closed(f) if *f == [SlotFault::FileDamaged]), "{error:?}");
}

#[test]
fn nothing_on_disk_or_in_debug_holds_the_key() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = FakeKeyring::new();
    let opened = open(dir.path(), false, &secrets(&keyring)).unwrap();
    add_slot(dir.path(), &opened.key, NewSlot::FileWithConsent, &secrets(&keyring), &mut OsRandom).unwrap();
    let key = opened.key.as_bytes();
    let holds =
        |bytes: &[u8], secret: &[u8]| bytes.windows(6).any(|part| secret.windows(6).any(|of| of == part));
    let slot_keys: Vec<Vec<u8>> = keyring.entries().into_values().collect();
    for name in names(dir.path()) {
        let bytes = fs::read(dir.path().join(&name)).unwrap();
        assert!(!holds(&bytes, key), "{name}");
        assert!(!slot_keys.iter().any(|slot_key| holds(&bytes, slot_key)), "{name}");
    }
    let debug = format!("{opened:?} {:?} {:?}", secrets(&keyring), status(dir.path()));
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let list = format!("{key:?}");
    assert!(!debug.contains(&hex[..8]) && !debug.contains(&list[1..12]), "{debug}");
    assert!(debug.contains("DeskKey(…)"), "{debug}");
}

#[cfg(unix)]
mod rights {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn every_file_is_its_owners_only_and_is_kept_so() {
        let root = tempfile::tempdir().unwrap();
        let (dir, folder) = (root.path().join("data"), root.path().join("secrets"));
        fs::create_dir(&dir).unwrap();
        let with = Secrets::folder(folder.clone());
        open(&dir, false, &with).unwrap();
        assert_eq!(mode(&folder), 0o700);
        for place in [&dir, &folder] {
            for name in names(place) {
                assert_eq!(mode(&place.join(&name)), 0o600, "{name}");
            }
        }
        let secret = folder.join(&names(&folder)[0]);
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
        let opened = open(&dir, true, &with).unwrap();
        assert_eq!(opened.warnings, [KeyWarning::FileSlotInUse, KeyWarning::FileSlotTightened]);
        assert_eq!(mode(&secret), 0o600);
    }

    #[test]
    fn a_link_laid_in_wait_gets_nothing() {
        let desk = desk();
        let trap = desk.dir.path().join("trap");
        fs::write(&trap, b"").unwrap();
        symlink(&trap, desk.dir.path().join("desk.key.new")).unwrap();
        fs::write(&key_files(desk.dir.path())[0], b"torn").unwrap();
        desk.assert_opens_healed("trap");
        assert_eq!(fs::read(&trap).unwrap(), b"");
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told_and_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let keyring = FakeKeyring::new();
        // A folder standing where the key file goes: rename fails for everybody, root included.
        fs::create_dir(dir.path().join("desk.key.2")).unwrap();
        fs::create_dir(dir.path().join("desk.key")).unwrap();
        let error = open(dir.path(), false, &secrets(&keyring)).unwrap_err();
        assert!(matches!(error, KeysError::Unreadable(_)), "{error:?}");
        let nowhere = dir.path().join("not there");
        let error = open(&nowhere, false, &secrets(&keyring)).unwrap_err();
        assert!(matches!(error, KeysError::Unwritable(_)), "{error:?}");
        assert!(keyring.entries().is_empty(), "an entry was left behind");
    }

    #[test]
    fn a_copy_that_cannot_be_read_is_not_overwritten() {
        let desk = desk();
        let second = &key_files(desk.dir.path())[1];
        fs::remove_file(second).unwrap();
        fs::create_dir(second).unwrap();
        let opened = open(desk.dir.path(), true, &secrets(&desk.keyring)).unwrap();
        assert_eq!(opened.key.as_bytes(), &desk.key);
        assert_eq!(opened.warnings, [KeyWarning::CopyNotHealed]);
        assert!(second.is_dir());
        let with = secrets(&desk.keyring);
        let added = add_slot(desk.dir.path(), &opened.key, NewSlot::FileWithConsent, &with, &mut OsRandom);
        assert!(matches!(added, Err(KeysError::Unwritable(_))));
    }
}
