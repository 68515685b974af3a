//! Spaces whose content is sealed: nothing leaves the computer in clear, and what arrives before its key waits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use coexist_domain::registry::dossier;
use coexist_domain::{Id, SpaceId};
use coexist_store::{Device, How, SpaceKind, Store};
use coexist_sync::roster::KeyRing;
use coexist_sync::seal::EpochKey;
use coexist_sync::{Ops, Segment};

const SPACE: SpaceId = SpaceId(Id::from_bytes([1; 16]));
const DOSSIER: Id = Id::from_bytes([2; 16]);
const CANARY: &str = "Forages du Yatenga, trente mille euros";

fn open(folder: &std::path::Path, seed: u8, kind: SpaceKind) -> Store {
    std::fs::create_dir_all(folder).unwrap();
    let mut n = seed;
    let random = move |bytes: &mut [u8]| {
        bytes.iter_mut().for_each(|b| {
            n = n.wrapping_mul(31).wrapping_add(7);
            *b = n;
        });
    };
    let store = Store::open(folder, &[7; 32], Box::new(random)).unwrap();
    store.add_space(SPACE, kind).unwrap();
    store
}

fn ring(epochs: &[u8]) -> KeyRing {
    let mut ring = KeyRing::default();
    for epoch in epochs {
        ring.insert(SPACE, u64::from(*epoch), EpochKey::from_bytes([*epoch; 32]));
    }
    ring
}

fn write(store: &Store, title: &str) {
    let mut ops = Ops::new();
    ops.create(&dossier::ENTITY, DOSSIER).put(DOSSIER, dossier::title, title);
    store.commit(SPACE, &ops, How::at(1)).unwrap();
}

fn outgoing(store: &Store) -> Vec<Vec<u8>> {
    store.close_segments(2).unwrap();
    store.outgoing(SPACE, usize::MAX).unwrap().into_iter().map(|out| out.bytes).collect()
}

#[test]
fn without_a_key_nothing_leaves_and_with_one_nothing_is_in_clear() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir.path().join("a"), 1, SpaceKind::Partnership);
    write(&store, CANARY);
    // Beyond what a segment holds: it stays open all the same.
    for _ in 0..400 {
        write(&store, &CANARY.repeat(8));
    }
    assert_eq!(outgoing(&store), Vec::<Vec<u8>>::new());
    assert!(store.unsent(SPACE).unwrap() > 400);
    store.keep_keys(&ring(&[1])).unwrap();
    let sent = outgoing(&store);
    assert!(!sent.is_empty());
    for bytes in &sent {
        assert_eq!(Segment::from_bytes(bytes).unwrap().header.epoch, 1);
        assert!(!bytes.windows(CANARY.len()).any(|w| w == CANARY.as_bytes()));
    }
}

#[test]
fn what_is_sealed_under_a_key_to_come_waits_for_it() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (
        open(&dir.path().join("a"), 1, SpaceKind::Organisation),
        open(&dir.path().join("b"), 9, SpaceKind::Organisation),
    );
    a.keep_keys(&ring(&[1])).unwrap();
    write(&a, "Un");
    let first = outgoing(&a);
    a.keep_keys(&ring(&[2])).unwrap();
    write(&a, "Deux");
    let all = outgoing(&a);
    assert_eq!((first.len(), all.len()), (1, 2));
    assert_eq!(Segment::from_bytes(&all[1]).unwrap().header.epoch, 2, "the newest key seals");

    b.set_device(&Device { public: a.public(), person: None, name: String::new() }).unwrap();
    b.keep_keys(&ring(&[1])).unwrap();
    let taken = b.take_in(&all, 3).unwrap();
    assert_eq!((taken.frames, taken.waiting, taken.refused), (1, 1, 0));
    b.keep_keys(&ring(&[2])).unwrap();
    let taken = b.take_in(&[], 4).unwrap();
    assert_eq!((taken.frames, taken.waiting), (1, 0));
    let digests = |store: &Store| store.read(|r| r.digests(SPACE)).unwrap();
    assert_eq!(digests(&a), digests(&b));
    // History and a refold open what is sealed, too.
    b.rebuild().unwrap();
    assert_eq!(digests(&a), digests(&b));
}

#[test]
fn a_space_that_never_travels_needs_no_key() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir.path().join("a"), 1, SpaceKind::Sample);
    for _ in 0..400 {
        write(&store, &CANARY.repeat(8));
    }
    store.close_segments(2).unwrap();
    store.rebuild().unwrap();
    assert_eq!(store.keys().unwrap(), KeyRing::default());
}
