//! Segments up and down: in order, once, never lost, never forged.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use coexist_domain::words::MemberRole;
use coexist_domain::{Id, SpaceId};
use coexist_sync::protocol::{Cursor, MAX_ANSWER, Receipt, Refusal};
use coexist_sync::{Header, Names, Segment};
use common::{Desk, House, copy, invitation, noise, two};

const NONE: &[Vec<u8>] = &[];

#[test]
fn what_one_writes_the_other_gets_once() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let mut stranger = Desk::join(&invitation(dir.path(), "Écoles"));
    let (one, two) = (a.write(&["one", "two"]), a.write(&["three"]));
    let pull = a.sync(&[one.clone(), two.clone()]);
    assert_eq!(pull.receipts, [Receipt::Kept; 2]);
    assert_eq!((pull.segments.as_slice(), pull.more), (NONE, false), "not its own");
    assert_eq!(b.sync(&[]).segments, [one, two]);
    let three = b.write(&["four"]);
    let pull = b.sync(std::slice::from_ref(&three));
    assert_eq!(pull.segments, NONE);
    assert_eq!(a.sync(&[]).segments, [three]);
    for desk in [&mut a, &mut b] {
        let cursor = desk.cursor;
        let pull = desk.sync(&[]);
        assert_eq!((pull.cursor, pull.segments.as_slice(), pull.went_back), (cursor, NONE, false));
    }
    let pull = stranger.sync(&[]);
    assert_eq!((pull.segments.as_slice(), pull.roster.len()), (NONE, 1), "another organisation's");
    assert_eq!(pull.cursor, a.cursor, "one history, of which each sees its part");
    house.stop();
}

#[test]
fn sending_again_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let (one, two) = (a.write(&["one"]), a.write(&["two"]));
    // The answer is lost, twice; the desk sends the same from the same cursor.
    let push = a.push(&[one.clone(), two.clone()]);
    a.send(&push);
    a.send(&push);
    let pull = a.sync(&[one.clone(), two.clone()]);
    // Two joins, two segments.
    assert_eq!((pull.receipts, pull.cursor.at), (vec![Receipt::Kept; 2], 4));
    assert_eq!(b.sync(std::slice::from_ref(&one)).receipts, [Receipt::Kept], "also from a colleague");
    assert_eq!(b.received, [two], "and it is not sent back what it has just sent");
    house.stop();
}

#[test]
fn a_hole_is_named_and_filled() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let all: Vec<_> = ["one", "two", "three"].map(|t| a.write(&[t])).into();
    assert_eq!(a.sync(&all[1..]).receipts, [Receipt::Gap; 2]);
    assert_eq!(b.sync(&[]).segments, NONE);
    // Order within a request matters, as in the history.
    let pull = a.sync(&[all[0].clone(), all[2].clone(), all[1].clone()]);
    assert_eq!(pull.receipts, [Receipt::Kept, Receipt::Gap, Receipt::Kept]);
    assert_eq!(a.sync(&all[2..]).receipts, [Receipt::Kept]);
    assert_eq!(b.sync(&[]).segments, all);
    house.stop();
}

#[test]
fn the_branch_seen_first_stands() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let one = a.write(&["one"]);
    a.sync(&[one]);
    // The disk is copied here.
    let (home, copied) = (a.organisation, a.chains.clone());
    let left = a.write(&["left", "left too"]);
    a.chains = copied.clone();
    let (right, right_too) = (a.write(&["right"]), a.write(&["right too"]));
    assert_eq!(a.sync(std::slice::from_ref(&left)).receipts, [Receipt::Kept]);
    assert_eq!(a.sync(&[right, right_too.clone()]).receipts, [Receipt::Fork; 2]);
    assert_eq!(a.sync(&[right_too]).receipts, [Receipt::Fork]);
    a.chains.insert(home, copied[&home]);
    let of_the_same_length = a.write(&["right", "right too"]);
    assert_eq!(a.sync(&[of_the_same_length]).receipts, [Receipt::Fork]);
    assert_eq!(b.sync(&[]).segments.last(), Some(&left));
    house.stop();
}

#[test]
fn nothing_forged_gets_in() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let mut stranger = Desk::join(&invitation(dir.path(), "Écoles"));
    let (a_device, elsewhere) = (a.signer().device(), SpaceId(Id::from_bytes([5; 16])));

    let in_other_space = a.write_in(elsewhere, &["x"]);
    let of_stranger = stranger.write_in(a.organisation, &["x"]);
    let own = b.write(&["b"]);
    let mut in_a_name = Segment::from_bytes(&own).unwrap();
    in_a_name.header.device = a_device;
    let mut changed = own.clone();
    changed[40] ^= 1;
    let mut resigned = Segment::from_bytes(&own).unwrap();
    resigned.signature[0] ^= 1;
    let mut sealed = Segment::from_bytes(&own).unwrap();
    sealed.header.epoch = 2;
    let mut bomb = Segment::from_bytes(&own).unwrap();
    bomb.header.count = u64::MAX - 2;
    let mut newer = own.clone();
    newer[0] = coexist_sync::FORMAT + 1;
    // One that fails stands in for the next ones of its device in the same request: each also comes alone.
    let (header, salt) = (Segment::from_bytes(&own).unwrap().header, [1; 32]);
    let in_clear = Header { epoch: 0, ..header };
    let (clear, _) = Segment::close(&b.signer(), in_clear, &salt, &[], &Names::default(), None);
    let bad = [
        (in_other_space, Refusal::Unknown),
        (of_stranger, Refusal::NotAllowed),
        (in_a_name.to_bytes(), Refusal::Signature),
        (changed, Refusal::Signature),
        (resigned.to_bytes(), Refusal::Signature),
        (sealed.to_bytes(), Refusal::Signature),
        (clear.to_bytes(), Refusal::Unsealed),
        (bomb.to_bytes(), Refusal::Malformed),
        (newer, Refusal::NewerFormat),
        (own[..own.len() - 1].to_vec(), Refusal::Malformed),
        (vec![], Refusal::Malformed),
    ];
    for (bad, why) in &bad {
        assert_eq!(b.sync(std::slice::from_ref(bad)).receipts, [Receipt::Refused(*why)]);
    }
    let (bad, whys): (Vec<_>, Vec<_>) =
        bad.into_iter().map(|(bad, why)| (bad, Receipt::Refused(why))).unzip();
    assert_eq!(b.sync(&bad).receipts, whys);
    assert_eq!(b.sync(&[own]).receipts, [Receipt::Kept], "the true one is not in the way of it");
    house.stop();
}

#[test]
fn what_a_courier_changed_its_author_puts_right() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let mut c = Desk::join(&a.invites(MemberRole::Editor));
    let one = a.write(&["one"]);
    // What is sealed cannot be verified by the endpoint: the signature covers what it says, not its bytes.
    let mut changed = one.clone();
    let within = changed.len() - 70;
    changed[within] ^= 1;
    assert_eq!(b.sync(std::slice::from_ref(&changed)).receipts, [Receipt::Kept]);
    assert_eq!(a.sync(std::slice::from_ref(&one)).receipts, [Receipt::Kept]);
    assert_eq!(a.sync(std::slice::from_ref(&one)).receipts, [Receipt::Kept]);
    assert_eq!(b.sync(std::slice::from_ref(&changed)).receipts, [Receipt::Kept]);
    assert_eq!(c.sync(&[]).segments, [changed, one]);
    let two = a.write(&["two"]);
    assert_eq!(a.sync(std::slice::from_ref(&two)).receipts, [Receipt::Kept]);
    house.stop();
}

#[test]
fn a_long_answer_comes_in_pages_and_a_restart_from_zero_brings_back_ones_own() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let text = noise(300_000);
    let mut all = Vec::new();
    for i in 0..24 {
        let desk = if i % 3 == 0 { &mut b } else { &mut a };
        let segment = desk.write(&[&format!("{i}{text}")]);
        // A fresh desk sends its own and is not sent it back, however many pages follow.
        assert_eq!(desk.sync(std::slice::from_ref(&segment)).receipts, [Receipt::Kept]);
        all.push(segment);
    }
    let size: usize = all.iter().map(Vec::len).sum();
    assert!(size > MAX_ANSWER + MAX_ANSWER / 4, "{size}");
    b.sync(&[]);
    assert_eq!(b.received.len(), 16);

    (b.cursor, b.received, b.own) = Default::default();
    b.own = true;
    let mut pages = 0;
    loop {
        pages += 1;
        let pull = b.sync(&[]);
        assert!(pull.segments.iter().map(Vec::len).sum::<usize>() <= MAX_ANSWER + 256 * 1024);
        if !pull.more {
            break;
        }
    }
    assert!(pages > 1);
    assert_eq!(b.received, all);

    // A third desk, with much of its own, in pages.
    let mut c = Desk::join(&a.invites(MemberRole::Editor));
    let own = c.write(&[&text]);
    let mut pull = c.sync(&[own]);
    assert!(pull.more);
    while pull.more {
        pull = c.sync(&[]);
    }
    assert_eq!(c.received, all, "everything but what it has just sent");
    house.stop();
}

#[test]
fn an_endpoint_restored_from_an_older_copy_gets_everything_back() {
    let dir = tempfile::tempdir().unwrap();
    let (data, backup) = (dir.path().join("data"), dir.path().join("backup"));
    let house = House::open(&data);
    let (mut a, mut b) = two(&data);
    let mut reader = Desk::join(&a.invites(MemberRole::Reader));
    for text in ["a1", "a2"] {
        let segment = a.write(&[text]);
        a.sync(&[segment]);
    }
    house.stop();
    copy(&data, &backup);

    let house = House::open(&data);
    let url = house.url();
    for desk in [&mut a, &mut b, &mut reader] {
        desk.url.clone_from(&url);
    }
    for text in ["b1", "b2"] {
        let segment = b.write(&[text]);
        b.sync(&[segment]);
        let segment = a.write(&[&format!("a after {text}")]);
        a.sync(&[segment]);
    }
    // Everything there was, in its order, as the reader has it.
    reader.sync(&[]);
    let before = reader.received.clone();
    assert_eq!(before.len(), 6);
    house.stop();

    std::fs::remove_dir_all(&data).unwrap();
    copy(&backup, &data);
    let house = House::open(&data);
    let url = house.url();
    for desk in [&mut a, &mut b, &mut reader] {
        desk.url.clone_from(&url);
    }
    let pull = reader.sync(&[]);
    assert!(pull.went_back);
    assert_eq!((pull.cursor, pull.segments.as_slice()), (Cursor::default(), NONE));
    // The reader alone gives back what its colleagues wrote; they may never come again.
    let pull = reader.sync(&before);
    assert_eq!((pull.receipts, pull.segments.as_slice()), (vec![Receipt::Kept; 6], NONE));
    assert!(!pull.went_back);
    for desk in [&mut a, &mut b] {
        desk.received.clear();
        let mut pull = desk.sync(&[]);
        if pull.went_back {
            pull = desk.sync(&desk.written.clone());
            assert!(pull.receipts.iter().all(|r| *r == Receipt::Kept), "{:?}", pull.receipts);
        }
        assert!(!pull.went_back && !pull.more);
    }
    let mut fresh = Desk::join(&a.invites(MemberRole::Editor));
    let (mut got, mut all) = (fresh.sync(&[]).segments, before);
    got.sort();
    all.sort();
    assert_eq!(got, all);
    house.stop();
}

#[test]
fn an_endpoint_that_went_back_and_on_is_noticed_at_the_same_number() {
    let dir = tempfile::tempdir().unwrap();
    let (data, backup) = (dir.path().join("data"), dir.path().join("backup"));
    let house = House::open(&data);
    let (mut a, mut b) = two(&data);
    house.stop();
    copy(&data, &backup);
    let house = House::open(&data);
    a.url = house.url();
    let segment = a.write(&["one"]);
    assert_eq!(a.sync(&[segment]).cursor.at, 3);
    house.stop();
    std::fs::remove_dir_all(&data).unwrap();
    copy(&backup, &data);
    let house = House::open(&data);
    (a.url, b.url) = (house.url(), house.url());
    let segment = b.write(&["another"]);
    assert_eq!(b.sync(&[segment]).cursor.at, 3);
    assert!(a.sync(&[]).went_back, "as many segments, but not the same ones");
    house.stop();
}

#[test]
fn desks_that_push_at_the_same_moment_all_get_in() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let mut owner = Desk::join(&invitation(dir.path(), "Puits"));
    let desks: Vec<_> = (0..8).map(|_| Desk::join(&owner.invites(MemberRole::Editor))).collect();
    std::thread::scope(|scope| {
        for mut desk in desks {
            scope.spawn(move || {
                for i in 0..20 {
                    let segment = desk.write(&[&i.to_string()]);
                    assert_eq!(desk.sync(&[segment]).receipts, [Receipt::Kept]);
                }
            });
        }
    });
    assert_eq!(owner.sync(&[]).segments.len(), 160);
    house.stop();
}
