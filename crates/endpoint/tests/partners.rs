//! Partnerships: who comes in reads everything from there on and nothing of what is not theirs, who leaves reads
//! that they left.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use std::path::Path;

use coexist_domain::words::{MemberRole, PartyRole};
use coexist_domain::{Clock as _, Id, SpaceId};
use coexist_endpoint::SystemClock;
use coexist_sync::Signer;
use coexist_sync::protocol::{Cursor, Receipt, Refusal};
use coexist_sync::roster::{Accept, Change, Entry, Parties, PartnerGrant, Recipient};
use common::{DAY, Desk, House, invitation, noise, two};

const NONE: &[Vec<u8>] = &[];
const SHARED: SpaceId = SpaceId(Id::from_bytes([77; 16]));

fn found(desk: &Desk) -> Entry {
    desk.entry(SHARED, Change::Found { organisation: desk.organisation })
}

/// What `by` invites and `desk` accepts.
fn accept(by: &Desk, desk: &Desk) -> Entry {
    let secret = Signer::from_seed(&rand::random());
    let expires = SystemClock.now() + 30 * DAY;
    let grant = PartnerGrant::sign(&by.signer(), SHARED, PartyRole::Company, secret.public(), expires);
    desk.entry(SHARED, Change::Accept(Accept::sign(grant, desk.organisation, &secret)))
}

fn to(organisations: &[SpaceId]) -> Vec<Recipient> {
    let opener = common::key_of(SHARED).opener().public();
    organisations.iter().map(|o| Recipient { to: o.0, under: 1, opener }).collect()
}

fn part(by: &Desk, organisation: SpaceId, epoch: u64, stay: &[SpaceId]) -> Entry {
    let key = (by.organisation != organisation).then(|| by.next_key(SHARED, epoch, &to(stay)));
    by.entry(SHARED, Change::Part { organisation, key })
}

/// Who is in, as this desk can verify it from what came down.
fn parties(desk: &Desk, houses: &[SpaceId]) -> Vec<SpaceId> {
    let rosters: Vec<_> = houses.iter().map(|house| desk.roster_of(*house)).collect();
    let standing = |public: &[u8; 32]| {
        rosters.iter().find_map(|roster| {
            let member = roster.members().iter().find(|m| m.public == *public)?;
            Some((roster.organisation(), member.role))
        })
    };
    let mut parties = Parties::new(SHARED);
    for entry in desk.entries_of(SHARED) {
        parties.admit(&entry, standing).unwrap();
    }
    parties.active().map(|party| party.organisation).collect()
}

/// a and b of one house, x (owner) and y (reader) of another; a has made the partnership.
fn four(data: &Path) -> (Desk, Desk, Desk, Desk) {
    let (mut a, b) = two(data);
    let x = Desk::join(&invitation(data, "Écoles"));
    let y = Desk::join(&x.invites(MemberRole::Reader));
    let key = a.entry(SHARED, Change::Key(a.next_key(SHARED, 1, &to(&[a.organisation]))));
    assert_eq!(a.change(&[found(&a), key]).receipts, [Receipt::Kept; 2]);
    (a, b, x, y)
}

#[test]
fn who_comes_in_gets_everything_of_it_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b, mut x, mut y) = four(dir.path());
    let internal = a.write(&["ours alone"]);
    let (one, two) = (a.write_in(SHARED, &["one"]), b.write_in(SHARED, &["two"]));
    assert_eq!(a.sync(&[internal.clone(), one.clone()]).receipts, [Receipt::Kept; 2]);
    assert_eq!(b.sync(std::slice::from_ref(&two)).receipts, [Receipt::Kept]);
    assert_eq!(b.received, [internal, one.clone()]);
    x.sync_all();
    y.sync_all();
    assert_eq!((x.entries.len(), x.received.as_slice()), (2, NONE), "before it is asked, nothing");
    let early = x.write_in(SHARED, &["early"]);
    assert_eq!(x.sync(std::slice::from_ref(&early)).receipts, [Receipt::Refused(Refusal::Unknown)]);

    let before = x.cursor;
    let pulled = x.change(&[accept(&a, &x)]);
    assert_eq!(pulled.receipts, [Receipt::Kept]);
    assert_eq!(pulled.segments, [one.clone(), two.clone()], "what was there before is filled in at once");
    assert!(pulled.cursor.at > before.at && pulled.cursor.within == 0);
    assert_eq!(x.sync(std::slice::from_ref(&early)).receipts, [Receipt::Kept]);
    y.sync(&[]);
    assert_eq!(y.received, [one.clone(), two.clone(), early.clone()]);
    a.sync(&[]);
    b.sync(&[]);
    assert_eq!(b.received.last(), Some(&early));
    let houses = [a.organisation, x.organisation];
    for desk in [&a, &b, &x, &y] {
        assert_eq!(parties(desk, &houses), houses, "each verifies it from what came down");
    }
    // A reader of a partner's organisation reads.
    let mine = y.write_in(SHARED, &["mine"]);
    assert_eq!(y.sync(&[mine]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    // Colleagues who come later are no news to the endpoint's partners only: their names stand in the roster.
    let mut late = Desk::join(&x.invites(MemberRole::Editor));
    let three = late.write_in(SHARED, &["three"]);
    assert_eq!(late.sync(std::slice::from_ref(&three)).receipts, [Receipt::Kept]);
    assert_eq!(late.received, [one, two, early]);
    let pulled = a.sync(&[]);
    assert_eq!((pulled.roster.len(), pulled.segments), (1, vec![three]));
    // The space is not the organisation's: nobody writes there in its name.
    let meddling = x.write_in(a.organisation, &["x"]);
    assert_eq!(x.sync(std::slice::from_ref(&meddling)).receipts, [Receipt::Refused(Refusal::Unknown)]);
    assert_eq!(a.sync(&[meddling]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    house.stop();
}

#[test]
fn a_back_fill_cut_anywhere_goes_on_and_nothing_comes_twice() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b, mut x, _) = four(dir.path());
    let mut all = Vec::new();
    for n in 0..12 {
        let desk = if n % 2 == 0 { &mut a } else { &mut b };
        let segment = desk.write_in(SHARED, &[&noise(40 * n)]);
        let internal = desk.write(&["internal"]);
        assert_eq!(desk.sync(&[segment.clone(), internal]).receipts, [Receipt::Kept; 2]);
        all.push(segment);
    }
    // The answer to the acceptance is lost.
    let push = {
        let entry = coexist_sync::protocol::RosterItem::new(accept(&a, &x).to_bytes()).to_bytes();
        x.push_items(&x.push_head(), &[(coexist_sync::protocol::ItemKind::Roster, entry)])
    };
    assert_eq!(x.send(&push).status, 200);
    let last = a.write_in(SHARED, &["last"]);
    a.sync(std::slice::from_ref(&last));
    all.push(last);
    let mut within = 0;
    for cut in (0..).map(|n| 40 + 137 * n) {
        let answer = x.send(&x.push(&[]));
        let end = cut.min(answer.body.len());
        let pulled = x.take(&answer.body[..end]);
        within += usize::from(pulled.cursor.within > 0);
        if pulled.whole {
            break;
        }
    }
    assert!(within > 2, "{within} cuts fell into the back-fill");
    assert_eq!(x.received, all);
    let houses = [a.organisation, x.organisation];
    assert_eq!(parties(&x, &houses), houses);
    // From zero, a colleague gets the same in the same order.
    let mut late = Desk::join(&x.invites(MemberRole::Editor));
    late.sync_all();
    assert_eq!(late.received, all);
    house.stop();
}

#[test]
fn who_leaves_reads_that_they_left() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b, mut x, mut y) = four(dir.path());
    assert_eq!(x.change(&[accept(&a, &x)]).receipts, [Receipt::Kept]);
    let one = x.write_in(SHARED, &["one"]);
    x.sync(std::slice::from_ref(&one));
    a.sync(&[]);
    let (home, partner) = (a.organisation, x.organisation);
    let foreign = b.entry(SHARED, Change::Part { organisation: partner, key: None });
    assert_eq!(b.change(&[foreign]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    let parting = part(&a, partner, 2, &[home]);
    let pulled = a.change(std::slice::from_ref(&parting));
    assert_eq!(pulled.receipts, [Receipt::Kept]);
    let item = coexist_sync::protocol::RosterItem::from_bytes(pulled.roster.last().unwrap()).unwrap();
    assert_eq!(item.cut.unwrap().last, [(SHARED, x.device(), 1)]);

    let after = a.write_in(SHARED, &["after"]);
    a.sync(std::slice::from_ref(&after));
    let (two, own) = (x.write_in(SHARED, &["two"]), x.write(&["own"]));
    let pulled = x.sync(&[two.clone(), own.clone(), after.clone()]);
    let refused = Receipt::Refused(Refusal::NotAllowed);
    assert_eq!(pulled.receipts, [Receipt::Tray, Receipt::Kept, refused]);
    assert_eq!(pulled.segments, NONE);
    assert_eq!(pulled.tray, std::slice::from_ref(&two), "their own owners look at it");
    assert_eq!(parties(&x, &[home, partner]), [home]);
    assert_eq!(x.entries_of(SHARED).last(), Some(&parting));
    y.sync(&[]);
    assert_eq!(y.received, std::slice::from_ref(&own), "what was shared before is not sent any more");
    // New colleagues on either side stay among themselves.
    Desk::join(&a.invites(MemberRole::Editor)).sync(&[]);
    let mut of_x = Desk::join(&x.invites(MemberRole::Editor));
    of_x.sync_all();
    assert_eq!(of_x.received, [own]);
    x.entries.clear();
    assert_eq!((x.sync(&[]).roster.len(), a.sync(&[]).roster.len()), (1, 1));
    assert_eq!(a.tray.as_slice(), NONE);

    // Asked again, everything is theirs again, in their stream.
    x.received.clear();
    assert_eq!(x.change(&[accept(&a, &x)]).receipts, [Receipt::Kept]);
    assert_eq!(x.received, std::slice::from_ref(&after));
    assert_eq!(x.sync(std::slice::from_ref(&two)).receipts, [Receipt::Kept], "what the tray held goes on");
    a.sync(&[]);
    assert_eq!(a.received.last(), Some(&two));
    // And leaves of itself.
    assert_eq!(x.change(&[part(&x, partner, 0, &[])]).receipts, [Receipt::Kept]);
    let pulled = x.sync(&[]);
    assert_eq!((pulled.roster.as_slice(), pulled.segments.as_slice()), (NONE, NONE));
    house.stop();
}

#[test]
fn an_acceptance_has_its_time_and_its_asker() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, _, mut x, _) = four(dir.path());
    let mut z = Desk::join(&invitation(dir.path(), "Santé"));
    let accepting = accept(&a, &x);
    assert_eq!(z.change(std::slice::from_ref(&accepting)).receipts, [Receipt::Refused(Refusal::Unknown)]);
    assert_eq!(z.change(&[accept(&x, &z)]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    assert_eq!(z.change(&[found(&z)]).receipts, [Receipt::Refused(Refusal::AlreadyIn)]);
    house.clock.forward(31 * DAY);
    assert_eq!(x.change(std::slice::from_ref(&accepting)).receipts, [Receipt::Refused(Refusal::Expired)]);
    house.clock.forward(-31 * DAY);
    assert_eq!(x.change(&[accepting]).receipts, [Receipt::Kept]);
    assert_eq!(z.change(&[accept(&x, &z)]).receipts, [Receipt::Kept], "a party asks the next");
    let houses = [a.organisation, x.organisation, z.organisation];
    for desk in [&mut a, &mut x, &mut z] {
        desk.sync_all();
        assert_eq!(parties(desk, &houses), houses);
    }
    house.stop();
}

#[test]
fn a_partnership_comes_back_to_an_endpoint_that_lost_it() {
    let dir = tempfile::tempdir().unwrap();
    let (data, backup) = (dir.path().join("data"), dir.path().join("backup"));
    let house = House::open(&data);
    let (mut a, mut b) = two(&data);
    let mut x = Desk::join(&invitation(&data, "Écoles"));
    b.sync(&[]);
    house.stop();
    common::copy(&data, &backup);

    let house = House::open(&data);
    for desk in [&mut a, &mut b, &mut x] {
        desk.url = house.url();
    }
    // Made by b, who is removed later; x comes in.
    assert_eq!(b.change(&[found(&b)]).receipts, [Receipt::Kept]);
    assert_eq!(x.change(&[accept(&b, &x)]).receipts, [Receipt::Kept]);
    let (one, two) = (b.write_in(SHARED, &["one"]), x.write_in(SHARED, &["two"]));
    b.sync(std::slice::from_ref(&one));
    x.sync(std::slice::from_ref(&two));
    a.sync(&[]);
    assert_eq!(a.change(&[a.removing(&[b.device()])]).receipts, [Receipt::Kept]);
    house.stop();

    std::fs::remove_dir_all(&data).unwrap();
    common::copy(&backup, &data);
    let house = House::open(&data);
    house.clock.forward(60 * DAY);
    for desk in [&mut a, &mut b, &mut x] {
        desk.url = house.url();
    }
    assert!(a.sync(&[]).went_back);
    let kind = coexist_sync::protocol::ItemKind::Roster;
    let mut back: Vec<_> = a.entries.iter().map(|bytes| (kind, bytes.clone())).collect();
    let segments = a.received.iter().map(|bytes| (coexist_sync::protocol::ItemKind::Segment, bytes.clone()));
    back.extend(segments);
    let pulled = a.give_back(&back);
    assert_eq!(pulled.receipts, vec![Receipt::Kept; back.len()], "in the order they came down");
    assert!(x.sync(&[]).went_back);
    x.received.clear();
    x.entries.clear();
    assert_eq!(x.cursor, Cursor::default());
    x.sync_all();
    assert_eq!(x.received, [one]);
    let houses = [a.organisation, x.organisation];
    assert_eq!(parties(&x, &houses), houses);
    house.stop();
}
