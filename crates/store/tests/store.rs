//! The store against real encrypted files: the write path, the exchange of segments, refold, undo.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

use coexist_domain::registry::{Field, amount, contact, dossier, exchange as message, organisation, task};
use coexist_domain::words::Stage;
use coexist_domain::{ActionId, DossierId, Id, IdSource as _, Money, SpaceId, Value};
use coexist_store::sql::RowExt as _;
use coexist_store::{ChangeKind, Device, How, SpaceKind, Store, StoreError};
use coexist_sync::roster::KeyRing;
use coexist_sync::seal::EpochKey;
use coexist_sync::{Key, Op, OpKind, Ops, Seen};
use coexist_testkit::SeededIds;
use tempfile::TempDir;

const SPACE: SpaceId = SpaceId(Id::from_bytes([1; 16]));

struct Desk {
    store: Store,
    folder: TempDir,
    ids: SeededIds,
    seed: u8,
}

fn desk(seed: u8) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder, seed).unwrap();
    store.add_space(SPACE, SpaceKind::Organisation).unwrap();
    let mut ring = KeyRing::default();
    ring.insert(SPACE, 1, EpochKey::from_bytes([9; 32]));
    store.keep_keys(&ring).unwrap();
    Desk { store, folder, ids: SeededIds::new(u16::from(seed)), seed }
}

fn open(folder: &TempDir, seed: u8) -> Result<Store, StoreError> {
    let mut next = seed;
    let random = Box::new(move |bytes: &mut [u8]| {
        bytes.iter_mut().for_each(|b| {
            next = next.wrapping_mul(31).wrapping_add(seed).wrapping_add(7);
            *b = next;
        });
    });
    Store::open(folder.path(), &[seed; 32], random)
}

impl Desk {
    fn act(&self, ops: &Ops) {
        self.store.commit(SPACE, ops, How::at(1_000)).unwrap();
    }

    fn new_dossier(&self, title: &str) -> Id {
        let id = self.ids.next();
        let mut ops = Ops::new();
        ops.create(&dossier::ENTITY, id).put(id, dossier::title, title);
        self.act(&ops);
        id
    }

    fn set(&self, id: Id, title: &str) {
        let mut ops = Ops::new();
        ops.put(id, dossier::title, title);
        self.act(&ops);
    }

    fn title(&self, id: Id) -> Option<String> {
        let sql = "SELECT title FROM live_dossier WHERE space = :space AND id = :id";
        let params: &[(&str, &dyn coexist_store::sql::ToSql)] =
            &[(":space", &SPACE.0.as_bytes().as_slice()), (":id", &id.as_bytes().as_slice())];
        self.store.read(|r| r.one(sql, params, |row| row.get(0))).unwrap()
    }

    fn meet(&self, other: &Self) {
        let device = Device { public: other.store.public(), person: None, name: String::new() };
        self.store.set_device(&device).unwrap();
    }

    fn outgoing(&self) -> Vec<Vec<u8>> {
        self.store.close_segments(2_000).unwrap();
        self.store.outgoing(SPACE, usize::MAX).unwrap().into_iter().map(|out| out.bytes).collect()
    }

    fn digests(&self) -> coexist_store::SpaceDigests {
        self.store.read(|r| r.digests(SPACE)).unwrap()
    }

    fn undo_last(&self) {
        let last = self.store.last_action(SPACE).unwrap().expect("there is something to undo");
        let ops = self.store.inverse(SPACE, &last.frames).unwrap();
        let how = How { undoes: Some(last.action), ..How::at(3_000) };
        self.store.commit(SPACE, &ops, how).unwrap();
    }
}

fn exchange(a: &Desk, b: &Desk) {
    a.meet(b);
    b.meet(a);
    let (from_a, from_b) = (a.outgoing(), b.outgoing());
    a.store.take_in(&from_b, 9_000).unwrap();
    b.store.take_in(&from_a, 9_000).unwrap();
}

#[test]
fn an_action_is_there_after_reopening() {
    let desk = desk(1);
    let id = desk.new_dossier("Forages du Yatenga");
    let before = desk.digests();
    let Desk { store, folder, seed, .. } = desk;
    drop(store);
    let store = open(&folder, seed).unwrap();
    assert_eq!(store.read(|r| r.digests(SPACE)).unwrap(), before);
    assert!(store.read(|r| r.exists(SPACE, &dossier::ENTITY, id)).unwrap());
}

#[test]
fn two_desks_end_equal_and_keep_both_values_of_one_field() {
    let (a, b) = (desk(1), desk(2));
    let id = a.new_dossier("Titre");
    exchange(&a, &b);
    assert_eq!(b.title(id).as_deref(), Some("Titre"));
    a.set(id, "Titre de A");
    b.set(id, "Titre de B");
    let mut ops = Ops::new();
    ops.put(id, dossier::stage, Stage::Run);
    b.act(&ops);
    exchange(&a, &b);
    assert_eq!(a.digests(), b.digests());
    for desk in [&a, &b] {
        let versions = desk.store.read(|r| r.versions(SPACE, id)).unwrap();
        assert_eq!(versions.len(), 1, "only the title is undecided");
        let mut values: Vec<_> = versions[0].values.iter().filter_map(|v| v.value.as_text()).collect();
        values.sort_unstable();
        assert_eq!(values, ["Titre de A", "Titre de B"]);
    }
    a.set(id, "Décidé");
    exchange(&a, &b);
    assert_eq!(b.store.read(|r| r.versions(SPACE, id)).unwrap().len(), 0);
    assert_eq!(b.title(id).as_deref(), Some("Décidé"));
    assert_eq!(a.digests(), b.digests());
}

#[test]
fn what_synced_in_while_somebody_typed_stays_beside_it() {
    let (a, b) = (desk(1), desk(2));
    let id = a.new_dossier("Titre");
    exchange(&a, &b);
    let seen: Seen = a.store.read(|r| r.seen(SPACE, id)).unwrap()["title"].parse().unwrap();
    b.set(id, "De B");
    exchange(&a, &b);
    let mut ops = Ops::new();
    ops.put_seen(id, dossier::title, "Tapé par A pendant ce temps", &seen);
    a.act(&ops);
    assert_eq!(a.store.read(|r| r.versions(SPACE, id)).unwrap()[0].values.len(), 2);
}

#[test]
fn segments_may_come_late_twice_and_in_any_order() {
    let (a, b, c) = (desk(1), desk(2), desk(3));
    let id = a.new_dossier("Un");
    exchange(&a, &b);
    b.set(id, "Deux");
    exchange(&a, &b);
    a.set(id, "Trois");
    let (mut from_a, from_b) = (a.outgoing(), b.outgoing());
    from_a.reverse();
    c.meet(&a);
    c.meet(&b);
    for _ in 0..2 {
        c.store.take_in(&from_b, 1).unwrap();
        c.store.take_in(&from_a, 1).unwrap();
    }
    b.store.take_in(&a.outgoing(), 1).unwrap();
    assert_eq!(c.digests(), a.digests());
    assert_eq!(c.digests(), b.digests());
    assert_eq!(c.title(id).as_deref(), Some("Trois"));
}

#[test]
fn a_segment_of_a_device_nobody_vouched_for_waits() {
    let (a, b) = (desk(1), desk(2));
    let id = a.new_dossier("Un");
    let segments = a.outgoing();
    let taken = b.store.take_in(&segments, 1).unwrap();
    assert_eq!((taken.frames, taken.waiting), (0, 1));
    b.meet(&a);
    b.store.take_in(&[], 1).unwrap();
    assert_eq!(b.title(id).as_deref(), Some("Un"));
}

#[test]
fn a_changed_byte_of_a_segment_is_noticed() {
    let (a, b) = (desk(1), desk(2));
    a.new_dossier("Un");
    b.meet(&a);
    let segment = a.outgoing().remove(0);
    let before = b.digests();
    for i in 0..segment.len() {
        let mut bad = segment.clone();
        bad[i] ^= 0x10;
        b.store.take_in(&[bad], 1).unwrap();
        // Compressed bytes have a spare bit or two: what they unpack to is what is signed.
        let now = b.digests();
        assert!(now == before || now == a.digests(), "byte {i} was changed unnoticed");
    }
}

#[test]
fn a_refold_from_nothing_gives_the_same() {
    let (a, b) = (desk(1), desk(2));
    let ids: Vec<Id> = (0..40).map(|n| a.new_dossier(&format!("Dossier {n}"))).collect();
    exchange(&a, &b);
    for (n, id) in ids.iter().enumerate() {
        b.set(*id, &format!("Par B {n}"));
        a.set(*id, &format!("Par A {n}"));
    }
    let mut ops = Ops::new();
    ops.delete(&dossier::ENTITY, ids[0]).add(ids[1], dossier::countries, "BF").add(
        ids[1],
        dossier::countries,
        "ML",
    );
    a.act(&ops);
    exchange(&a, &b);
    type Row = (Vec<u8>, Option<String>, Option<String>, i64, i64);
    let tables = |desk: &Desk| -> Vec<Row> {
        let sql = "SELECT id, title, countries, hidden, versions FROM dossier ORDER BY id";
        desk.store
            .read(|r| r.rows(sql, &[], |w| Ok((w.get(0)?, w.get(1)?, w.get(2)?, w.get(3)?, w.get(4)?))))
            .unwrap()
    };
    let before = (a.digests(), tables(&a));
    a.store.rebuild().unwrap();
    assert_eq!((a.digests(), tables(&a)), before);
    assert_eq!(tables(&a), tables(&b));
    a.set(ids[2], "La vie continue");
    exchange(&a, &b);
    assert_eq!(a.digests(), b.digests());
}

#[test]
fn a_delete_hides_only_what_its_author_had_seen() {
    let (a, b) = (desk(1), desk(2));
    let id = a.new_dossier("Un");
    exchange(&a, &b);
    let mut ops = Ops::new();
    ops.delete(&dossier::ENTITY, id);
    a.act(&ops);
    assert_eq!(a.title(id), None);
    b.set(id, "B y travaille encore");
    exchange(&a, &b);
    for desk in [&a, &b] {
        assert_eq!(desk.title(id).as_deref(), Some("B y travaille encore"));
        let sql = "SELECT revived FROM dossier";
        assert_eq!(desk.store.read(|r| r.one(sql, &[], |row| row.get::<_, i64>(0))).unwrap(), Some(1));
    }
}

#[test]
fn undo_gives_back_what_nobody_touched_since() {
    let a = desk(1);
    let id = a.new_dossier("Un");
    a.set(id, "Deux");
    a.undo_last();
    assert_eq!(a.title(id).as_deref(), Some("Un"));
    a.undo_last();
    assert_eq!(a.title(id), None, "the creation was undone");
    assert!(a.store.last_action(SPACE).unwrap().is_none());
}

#[test]
fn undoing_step_by_step_goes_all_the_way_back() {
    let a = desk(1);
    let id = a.new_dossier("Un");
    a.set(id, "Deux");
    a.set(id, "Trois");
    let mut ops = Ops::new();
    ops.delete(&dossier::ENTITY, id);
    a.act(&ops);
    let mut seen = Vec::new();
    while a.store.last_action(SPACE).unwrap().is_some() {
        a.undo_last();
        seen.push(a.title(id));
    }
    let expected = [Some("Trois"), Some("Deux"), Some("Un"), None];
    assert_eq!(seen.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
}

#[test]
fn undo_leaves_what_others_changed_since() {
    let (a, b) = (desk(1), desk(2));
    let id = a.new_dossier("Un");
    exchange(&a, &b);
    let mut ops = Ops::new();
    ops.put(id, dossier::title, "De A").put(id, dossier::summary, "De A").add(id, dossier::countries, "BF");
    a.act(&ops);
    exchange(&a, &b);
    b.set(id, "De B ensuite");
    exchange(&a, &b);
    a.undo_last();
    assert_eq!(a.title(id).as_deref(), Some("De B ensuite"));
    let row = a
        .store
        .read(|r| {
            r.one("SELECT summary, countries FROM dossier", &[], |w| {
                Ok((w.get::<_, Option<String>>(0)?, w.set("countries")?))
            })
        })
        .unwrap();
    assert_eq!(row, Some((None, vec![])));
}

#[test]
fn an_interrupted_action_is_known_and_undone_as_a_whole() {
    let a = desk(1);
    let action = ActionId(a.ids.next());
    a.store.begin_action(SPACE, action, "import", b"ce qu'il faut", 5).unwrap();
    for n in 0..3 {
        let id = a.ids.next();
        let mut ops = Ops::new();
        ops.create(&organisation::ENTITY, id).put(id, organisation::name, format!("Org {n}"));
        a.store.commit(SPACE, &ops, How { action: Some(action), ..How::at(6) }).unwrap();
    }
    let Desk { store, folder, seed, ids } = a;
    drop(store);
    let a = Desk { store: open(&folder, seed).unwrap(), folder, ids, seed };
    let unfinished = a.store.unfinished().unwrap();
    assert_eq!((unfinished.len(), unfinished[0].input.as_slice()), (1, &b"ce qu'il faut"[..]));
    assert_eq!(a.store.frames_of_action(SPACE, action).unwrap().len(), 3);
    a.undo_last();
    a.store.end_action(action).unwrap();
    let left = a.store.read(|r| r.one("SELECT count(*) FROM live_organisation", &[], |w| w.get::<_, i64>(0)));
    assert_eq!(left.unwrap(), Some(0));
    assert!(a.store.unfinished().unwrap().is_empty());
}

#[test]
fn history_says_who_did_what_and_when() {
    let (a, b) = (desk(1), desk(2));
    let id = a.new_dossier("Un");
    exchange(&a, &b);
    b.set(id, "Deux");
    exchange(&a, &b);
    let history = a.store.read(|r| r.history(SPACE, id)).unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].changes[0].kind, ChangeKind::Created);
    assert_eq!(history[1].changes[0].value.as_text(), Some("Deux"));
    assert_eq!((history[1].device, history[1].at, history[1].learned), (b.store.device(), 1_000, 9_000));
}

#[test]
fn values_that_do_not_fit_stop_nothing_and_are_kept() {
    let a = desk(1);
    let id = a.ids.next();
    let mut ops = Ops::new();
    ops.create(&task::ENTITY, id).put(id, task::due, "un de ces jours").put(id, task::title, 7);
    a.act(&ops);
    let row = a.store.read(|r| {
        r.one("SELECT due, title, unfit FROM task", &[], |w| {
            Ok((w.get::<_, Option<String>>(0)?, w.get::<_, Option<String>>(1)?, w.get::<_, i64>(2)?))
        })
    });
    assert_eq!(row.unwrap(), Some((None, None, 2)));
    assert_eq!(a.store.read(|r| r.history(SPACE, id)).unwrap()[0].changes.len(), 3);
}

/// Values stand in the columns that hold them exactly, and elsewhere when those do not. What is read back is what was
/// put, or the digest after the next change would not be that of a refold.
#[test]
fn every_kind_of_value_comes_back_from_its_row() {
    let (a, b) = (desk(1), desk(2));
    let money: Money = "1250000.5 XOF".parse().unwrap();
    let puts: Vec<(Field, Value)> = vec![
        (amount::dossier, Value::Id(a.ids.next())),
        (amount::value, Value::Money(money)),
        (amount::approximate, true.into()),
        (amount::per_year, false.into()),
        (amount::at, "2026-03".into()),
        (message::at, Value::Int(-5)),
        (message::subject, "zéro\0dedans".into()),
        (message::text, "".into()),
        (message::author, Value::Null),
        (dossier::stage, "une étape de plus tard".into()),
        (dossier::next_date, "un de ces jours".into()),
        (dossier::title, 7.into()),
        (dossier::note, Value::Other(90, vec![1, 2])),
        (task::done, "pas un instant".into()),
        (contact::opposed, 3.into()),
    ];
    let id = a.ids.next();
    let mut ops = Ops::new();
    for (field, value) in &puts {
        ops.put(id, *field, value.clone());
    }
    a.act(&ops);
    exchange(&a, &b);
    for desk in [&a, &b] {
        for (field, value) in &puts {
            let key = Key { entity: field.entity, id };
            let record = desk.store.read(|r| r.record(SPACE, key)).unwrap().unwrap();
            let live = record.values(field.wire);
            assert!(live.len() == 1 && live[0].value == *value, "{} came back otherwise", field.name);
        }
        // A change of another field of each: what is taken from the digest was read from the rows.
        let mut ops = Ops::new();
        for entity in [&amount::ENTITY, &message::ENTITY, &dossier::ENTITY, &task::ENTITY, &contact::ENTITY] {
            ops.create(entity, id);
        }
        desk.act(&ops);
        let before = desk.digests();
        desk.store.rebuild().unwrap();
        assert_eq!(desk.digests(), before);
    }
}

#[test]
fn records_of_a_kind_of_a_later_build_are_kept_and_passed_on() {
    let (a, b, c) = (desk(1), desk(2), desk(3));
    let id = a.ids.next();
    let op = |kind| Op { entity: 4_000, id, kind };
    let put = |value| op(OpKind::Put { field: 3, value, over: None });
    let mut ops = Ops::new();
    ops.push_op(op(OpKind::Create)).push_op(put("un".into())).push_op(op(OpKind::Other(99, vec![1])));
    a.act(&ops);
    exchange(&a, &b);
    let mut ops = Ops::new();
    ops.push_op(put(Value::Other(200, b"deux".to_vec())));
    b.act(&ops);
    for from in [&a, &b] {
        c.meet(from);
        c.store.take_in(&from.outgoing(), 1).unwrap();
    }
    assert_eq!(b.digests(), c.digests());
    c.store.rebuild().unwrap();
    assert_eq!(b.digests(), c.digests());
    assert_eq!(c.store.read(|r| r.entities_of(SPACE, id)).unwrap(), [4_000]);
    let record = c.store.read(|r| r.record(SPACE, Key { entity: 4_000, id })).unwrap().unwrap();
    assert!(matches!(&record.values(3)[0].value, Value::Other(200, bytes) if bytes == b"deux"));
    assert_eq!(c.store.read(|r| r.records(SPACE)).unwrap().len(), 1);
    assert_eq!(c.store.read(|r| r.history(SPACE, id)).unwrap().len(), 2);
}

/// Segments call ids by the numbers they got in earlier ones: an old one is read alone, and others' after a restart.
#[test]
fn names_outlive_the_segment_that_brought_them() {
    let (a, b) = (desk(1), desk(2));
    let ids: Vec<Id> = (0..5).map(|n| a.new_dossier(&format!("Dossier {n}"))).collect();
    exchange(&a, &b);
    for round in 0..3 {
        for id in &ids {
            a.set(*id, &format!("Au tour {round}"));
        }
        a.new_dossier("Un de plus");
        exchange(&a, &b);
    }
    let Desk { store, folder, seed, ids: source } = b;
    drop(store);
    let b = Desk { store: open(&folder, seed).unwrap(), folder, ids: source, seed };
    a.set(ids[0], "Après le redémarrage");
    exchange(&a, &b);
    assert_eq!(a.digests(), b.digests());
    for desk in [&a, &b] {
        let history = desk.store.read(|r| r.history(SPACE, ids[0])).unwrap();
        assert_eq!(history.len(), 5);
        assert_eq!(history[0].changes[0].kind, ChangeKind::Created);
        desk.store.rebuild().unwrap();
        assert_eq!(desk.store.read(|r| r.history(SPACE, ids[0])).unwrap().len(), 5);
    }
    a.set(ids[1], "Après la refonte");
    exchange(&a, &b);
    assert_eq!(a.digests(), b.digests());
}

#[test]
fn what_closed_segments_leave_free_is_given_back() {
    let a = desk(1);
    for n in 0..600 {
        a.new_dossier(&format!("Dossier {n} {}", "mot ".repeat(10)));
    }
    a.store.close_segments(1).unwrap();
    let free = || {
        a.store.read(|r| r.one("PRAGMA freelist_count", &[], |row| row.get::<_, i64>(0))).unwrap().unwrap()
    };
    assert!(free() > 0, "there is something to give back");
    a.store.rest().unwrap();
    assert_eq!(free(), 0);
}

#[test]
fn a_long_log_is_packed_and_still_read() {
    let a = desk(1);
    let id = a.new_dossier("Titre 0");
    for n in 1..2_000 {
        a.set(id, &format!("Titre {n} {}", "mot ".repeat(10)));
    }
    assert_eq!(a.store.read(|r| r.history(SPACE, id)).unwrap().len(), 2_000);
    let open = "SELECT coalesce(sum(length(body)), 0) FROM log_frame";
    let open: i64 = a.store.read(|r| r.one(open, &[], |w| w.get(0))).unwrap().unwrap();
    assert!(open < 64 * 1024, "full segments are closed as they fill: {open} bytes are open");
}

#[test]
fn nothing_stands_in_clear_and_no_other_key_opens() {
    let a = desk(1);
    a.new_dossier("CANARI-EN-CLAIR");
    a.store.local_set("draft", Some(b"CANARI-BROUILLON")).unwrap();
    for entry in std::fs::read_dir(a.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|w| w == b"CANARI"));
    }
    let Desk { store, folder, .. } = a;
    drop(store);
    assert!(matches!(open(&folder, 9), Err(StoreError::WrongKeyOrCorrupt)));
    assert!(open(&folder, 1).is_ok(), "a wrong key harms nothing");
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let a = desk(1);
    let Desk { store, folder, .. } = a;
    store.read(|_| Ok(())).unwrap();
    drop(store);
    let db = coexist_store::FILE;
    // A later version raises the number and nothing else that this build could understand.
    let bytes = std::fs::read(folder.path().join(db)).unwrap();
    pragma(&folder.path().join(db), "user_version = 99");
    assert!(matches!(open(&folder, 1), Err(StoreError::Newer)));
    assert_eq!(std::fs::read(folder.path().join(db)).unwrap().len(), bytes.len());
}

#[test]
fn a_log_of_before_the_first_release_is_refused_by_name() {
    let Desk { store, folder, .. } = desk(1);
    drop(store);
    pragma(&folder.path().join(coexist_store::FILE), "application_id = 0");
    assert!(matches!(open(&folder, 1), Err(StoreError::Newer)));
}

fn pragma(path: &std::path::Path, pragma: &str) {
    let db =
        rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    db.execute_batch(&format!("PRAGMA key = \"x'{}'\"; PRAGMA {pragma};", "01".repeat(32))).unwrap();
}

#[test]
fn readers_never_wait_for_a_writer() {
    let a = std::sync::Arc::new(desk(1));
    let id = a.new_dossier("Un");
    let seen = a.store.read(|r| {
        // The writer commits while this reading is open; the reading still sees its own moment.
        a.set(id, "Deux");
        let sql = "SELECT title FROM dossier";
        r.one(sql, &[], |row| row.get::<_, String>(0))
    });
    // The snapshot begins at the first read, after the commit, or before it: never in between.
    assert!(matches!(seen.unwrap().as_deref(), Some("Un" | "Deux")));
    let _: DossierId = id.into();
}

#[test]
fn a_query_sees_the_space_it_names_and_no_other() {
    let a = desk(1);
    let other = SpaceId(Id::from_bytes([4; 16]));
    a.store.add_space(other, SpaceKind::Organisation).unwrap();
    let id = a.new_dossier("Ici");
    let mut ops = Ops::new();
    ops.create(&dossier::ENTITY, id).put(id, dossier::title, "Ailleurs");
    a.store.commit(other, &ops, How::at(1)).unwrap();
    let titles = |space: [u8; 16]| -> Vec<String> {
        let sql = "SELECT title FROM live_dossier WHERE space = :space";
        a.store.read(|r| r.rows(sql, &[(":space", &space)], |row| row.get(0))).unwrap()
    };
    assert_eq!(titles(*SPACE.0.as_bytes()), ["Ici"]);
    assert_eq!(titles(*other.0.as_bytes()), ["Ailleurs"]);
    assert!(titles([77; 16]).is_empty(), "a space that this desk does not have");
}

#[test]
fn a_sample_goes_in_one_gesture() {
    let a = desk(1);
    let sample = SpaceId(Id::from_bytes([9; 16]));
    a.store.add_space(sample, SpaceKind::Sample).unwrap();
    let id = a.ids.next();
    let mut ops = Ops::new();
    ops.create(&dossier::ENTITY, id).put(id, dossier::title, "Exemple");
    a.store.commit(sample, &ops, How::at(1)).unwrap();
    assert!(a.store.drop_sample(SPACE).is_err(), "only a sample can go");
    a.store.drop_sample(sample).unwrap();
    let left = a.store.read(|r| r.one("SELECT count(*) FROM dossier", &[], |w| w.get::<_, i64>(0)));
    assert_eq!(left.unwrap(), Some(0));
}
