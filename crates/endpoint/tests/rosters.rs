//! What an organisation's roster does: keys reach those they are for, who is removed is out at once, and what they
//! still held goes to the tray.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use coexist_domain::SpaceId;
use coexist_domain::words::MemberRole;
use coexist_endpoint::Limits;
use coexist_sync::Signer;
use coexist_sync::protocol::{Cursor, ItemKind, Receipt, Refusal, RosterItem};
use coexist_sync::roster::{Change, Holder, Join, KeyRing, Recipient, Wrap};
use common::{DAY, Desk, Hand, House, copy, invitation, key_of, two};

const NONE: &[Vec<u8>] = &[];

/// The epochs of its organisation's key that a desk can open.
fn opened(desk: &Desk) -> Vec<u64> {
    let (roster, mut ring) = (desk.roster_of(desk.organisation), KeyRing::default());
    let opener = desk.signer().opener();
    let holder = Holder { device: desk.device(), opener: &opener, organisation: desk.organisation };
    for (space, epoch, wrap) in roster.wraps() {
        ring.open(holder, (space, epoch), [wrap]);
    }
    ring.iter().map(|(_, epoch, _)| epoch).collect()
}

fn everybody(desk: &Desk) -> Vec<Recipient> {
    desk.roster_of(desk.organisation).recipients(desk.organisation).collect()
}

#[test]
fn a_key_reaches_those_it_is_for() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let home = a.organisation;
    a.sync(&[]);
    let key = a.entry(home, Change::Key(a.next_key(home, 1, &everybody(&a))));
    let pulled = a.change(std::slice::from_ref(&key));
    assert_eq!(pulled.receipts, [Receipt::Kept]);
    assert_eq!(pulled.roster.len(), 1, "its author hears of its place too");
    assert_eq!(a.change(std::slice::from_ref(&key)).receipts, [Receipt::Kept], "again");
    let another = b.entry(home, Change::Key(a.next_key(home, 1, &[])));
    assert_eq!(b.change(&[another]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    b.sync(&[]);
    assert_eq!((opened(&a), opened(&b)), (vec![1], vec![1]));

    let mut c = Desk::join(&a.invites(MemberRole::Editor));
    c.sync(&[]);
    assert_eq!(opened(&c), Vec::<u64>::new());
    a.sync(&[]);
    let late = a.entry(home, Change::Key(a.next_key(home, 1, &[])));
    assert_eq!(a.change(&[late]).receipts, [Receipt::Overtaken]);
    let wrap = Wrap::make(home, 1, &key_of(home), a.roster_of(home).without_key(home)[0], rand::random());
    let wraps = Change::Wraps { space: home, epoch: 1, wraps: vec![wrap.unwrap()] };
    assert_eq!(b.change(&[b.entry(home, wraps)]).receipts, [Receipt::Kept], "any colleague hands it on");
    c.sync(&[]);
    assert_eq!(opened(&c), [1]);
    house.stop();
}

#[test]
fn who_is_removed_hands_in_and_learns_nothing_more() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let mut c = Desk::join(&a.invites(MemberRole::Editor));
    let own = SpaceId(b.person.0);
    let one = b.write(&["one"]);
    b.sync(std::slice::from_ref(&one));
    let (two, three, private) = (b.write(&["two"]), b.write(&["three"]), b.write_in(own, &["private"]));
    a.sync(&[]);
    c.sync(&[]);
    let removing = a.removing(&[b.device()]);
    assert_eq!(c.change(&[c.removing(&[b.device()])]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    let pulled = a.change(std::slice::from_ref(&removing));
    assert_eq!(pulled.receipts, [Receipt::Kept]);
    let item = RosterItem::from_bytes(&pulled.roster[0]).unwrap();
    let cut = item.cut.unwrap();
    assert_eq!(cut.last, [(a.organisation, b.device(), 1)]);
    assert!(cut.holds(&a.pin, &removing.to_bytes()));
    let after = a.write(&["after"]);
    a.sync(std::slice::from_ref(&after));

    // It still may say what it held, with the token it has.
    let pulled = b.sync(&[one.clone(), two.clone(), three.clone(), private.clone()]);
    assert_eq!(pulled.receipts, [Receipt::Kept, Receipt::Tray, Receipt::Tray, Receipt::Tray]);
    assert_eq!((pulled.segments.as_slice(), pulled.tray.as_slice()), (NONE, NONE));
    let last = b.entries_of(b.organisation);
    assert_eq!(last.last(), Some(&removing), "its own removal is the last it hears of");
    assert!(b.roster_of(b.organisation).member(b.device()).unwrap().removed);
    let mut newcomer = Desk::join(&a.invites(MemberRole::Editor));
    newcomer.sync(std::slice::from_ref(&after));
    let pulled = b.sync(std::slice::from_ref(&after));
    assert_eq!(pulled.receipts, [Receipt::Refused(Refusal::NotAllowed)], "no longer a courier");
    assert_eq!((pulled.segments.as_slice(), pulled.roster.as_slice()), (NONE, NONE));
    let leave = Change::Remove { devices: vec![b.device()], key: None };
    assert_eq!(b.change(&[b.entry(b.organisation, leave)]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    assert_eq!(b.ask_token(b.challenge()).refusal(), (403, "device-removed".to_owned()));
    let (stranger, join) = Desk::answering(&b.invites_itself(MemberRole::Editor));
    assert_eq!(stranger.ask_to_join(&join).refusal(), (403, "invitation-not-by-owner".to_owned()));

    // The owner looks at it, what was private apart; colleagues do not get it, and carry it to the tray only.
    assert_eq!(a.sync(&[]).tray, [two.clone(), three.clone()]);
    let pulled = c.sync(&[one.clone(), two.clone()]);
    assert_eq!(pulled.receipts, [Receipt::Kept, Receipt::Tray]);
    assert_eq!((pulled.tray.as_slice(), pulled.segments.as_slice()), (NONE, &[after][..]));
    assert_eq!(a.sync(&[]).tray, NONE, "once");
    // Another owner gets the whole tray.
    let role = Change::Role { person: c.person, role: MemberRole::Owner };
    assert_eq!(a.change(&[a.entry(a.organisation, role)]).receipts, [Receipt::Kept]);
    assert_eq!(c.sync(&[]).tray.len(), 2);
    assert_eq!(c.sync(&[]).tray, NONE);
    house.stop();
}

#[test]
fn a_person_s_space_is_for_that_persons_devices() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let mut phone = Desk::join(&b.invites_itself(MemberRole::Editor));
    let own = SpaceId(b.person.0);
    let draft = b.write_in(own, &["draft"]);
    assert_eq!(b.sync(std::slice::from_ref(&draft)).receipts, [Receipt::Kept]);
    assert_eq!(phone.sync(&[]).segments, std::slice::from_ref(&draft));
    assert_eq!(a.sync(&[]).segments, NONE, "not even the owner");
    assert_eq!(a.sync(std::slice::from_ref(&draft)).receipts, [Receipt::Refused(Refusal::Unknown)]);
    let meddling = a.write_in(own, &["x"]);
    assert_eq!(a.sync(std::slice::from_ref(&meddling)).receipts, [Receipt::Refused(Refusal::Unknown)]);
    assert_eq!(b.sync(&[meddling]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);

    // The computer is stolen: what it still held of the person's own is for the person to look at.
    let held = b.write_in(own, &["held"]);
    phone.sync(&[]);
    let stolen = Change::Remove { devices: vec![b.device()], key: None };
    let refused = phone.change(&[phone.entry(phone.organisation, stolen)]).receipts;
    assert_eq!(refused, [Receipt::Refused(Refusal::NotAllowed)], "without the organisation's next key");
    assert_eq!(phone.change(&[phone.removing(&[b.device()])]).receipts, [Receipt::Kept]);
    assert_eq!(b.sync(std::slice::from_ref(&held)).receipts, [Receipt::Tray]);
    assert_eq!(phone.sync(&[]).tray, [held]);
    assert_eq!(a.sync(&[]).tray, NONE);

    // Somebody in another organisation who claims to be that person.
    let mut stranger = Desk::join(&invitation(dir.path(), "Écoles"));
    let (_, join) = Desk::answering(&stranger.invites(MemberRole::Editor));
    for claimed in [own.0, a.organisation.0] {
        let secret = rand::random();
        let public = Signer::from_seed(&secret).public();
        let grant =
            coexist_sync::roster::Grant::new(stranger.organisation, MemberRole::Editor, public, i64::MAX)
                .sign(&stranger.signer());
        let person = coexist_domain::PersonId(claimed);
        let key = Signer::from_seed(&rand::random());
        let forged = Join::sign(grant, &Signer::from_seed(&secret), &key, "x", person, "x");
        assert_eq!(stranger.ask_to_join(&forged).status, 403);
    }
    assert_eq!(stranger.ask_to_join(&join).status, 200);
    assert_eq!(stranger.sync(&[]).segments, NONE);
    house.stop();
}

#[test]
fn a_recovery_sheet_opens_and_never_writes() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (mut a, mut b) = two(dir.path());
    let invitation = b.invites_itself(MemberRole::Editor);
    let (mut sheet, join) = Desk::answering(&invitation);
    let join = join.on_paper(&invitation.signer(), &sheet.signer());
    assert_eq!(sheet.ask_to_join(&join).status, 200);
    let one = a.write(&["one"]);
    a.sync(std::slice::from_ref(&one));
    // The computer is lost; the sheet proves the person and lets their next computer in.
    sheet.token = sheet.ask_token(sheet.challenge()).message::<coexist_sync::protocol::Joined>().token;
    assert_eq!(sheet.sync(&[]).segments, std::slice::from_ref(&one));
    let own = sheet.write(&["x"]);
    assert_eq!(sheet.sync(&[own]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    let mut next = Desk::join(&sheet.invites_itself(MemberRole::Editor));
    assert_eq!(next.sync(&[]).segments, [one]);
    let two = next.write(&["two"]);
    assert_eq!(next.sync(&[two]).receipts, [Receipt::Kept]);
    b.sync(&[]);
    house.stop();
}

#[test]
fn joins_come_by_their_route_and_their_endpoints_word() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::with(dir.path(), Hand::new(), Limits::default());
    let (mut a, _) = two(dir.path());
    let (desk, join) = Desk::answering(&a.invites(MemberRole::Editor));
    let entry = coexist_sync::roster::Entry::Join(join.clone());
    assert_eq!(a.change(&[entry]).receipts, [Receipt::Refused(Refusal::NotAllowed)]);
    house.clock.forward(31 * DAY);
    assert_eq!(desk.ask_to_join(&join).refusal(), (410, "invitation-expired".to_owned()));
    house.stop();
}

#[test]
fn rosters_and_cuts_come_back_to_an_endpoint_that_lost_them() {
    let dir = tempfile::tempdir().unwrap();
    let (data, backup) = (dir.path().join("data"), dir.path().join("backup"));
    let house = House::open(&data);
    let (mut a, mut b) = two(&data);
    a.sync(&[]);
    house.stop();
    copy(&data, &backup);

    let house = House::open(&data);
    for desk in [&mut a, &mut b] {
        desk.url = house.url();
    }
    let one = b.write(&["one"]);
    b.sync(std::slice::from_ref(&one));
    let mut c = Desk::join(&a.invites(MemberRole::Editor));
    c.sync(&[]);
    a.sync(&[]);
    let two = b.write(&["two"]);
    assert_eq!(a.change(&[a.removing(&[b.device()])]).receipts, [Receipt::Kept]);
    let of_c = c.write(&["of c"]);
    c.sync(std::slice::from_ref(&of_c));
    a.sync(&[]);
    house.stop();

    std::fs::remove_dir_all(&data).unwrap();
    copy(&backup, &data);
    let house = House::open(&data);
    for desk in [&mut a, &mut b, &mut c] {
        desk.url = house.url();
    }
    // A long time passes: the invitations have expired.
    house.clock.forward(60 * DAY);
    assert_eq!(c.send(&c.push(&[])).status, 401, "it is forgotten");
    assert_eq!(c.ask_token(c.challenge()).refusal(), (403, "device-unknown".to_owned()));
    let lost = a.sync(&[]);
    assert!(lost.went_back && lost.cursor == Cursor::default());
    let mut forged = RosterItem::from_bytes(a.entries.last().unwrap()).unwrap();
    forged.cut.as_mut().unwrap().last[0].2 += 1;
    let mut back: Vec<_> = a.entries.iter().map(|bytes| (ItemKind::Roster, bytes.clone())).collect();
    let mut wrong = back.clone();
    wrong.last_mut().unwrap().1 = forged.to_bytes();
    assert_eq!(a.give_back(&wrong).receipts.last(), Some(&Receipt::Refused(Refusal::Signature)));
    back.extend(a.received.iter().map(|bytes| (ItemKind::Segment, bytes.clone())));
    a.cursor = Cursor::default();
    let pulled = a.give_back(&back);
    assert_eq!(pulled.receipts, vec![Receipt::Kept; back.len()]);
    // The cut stands as it was, though the endpoint had nothing of b when the removal came back.
    assert_eq!(b.sync(&[]).segments, NONE);
    assert_eq!(b.sync(&[one.clone(), two]).receipts, [Receipt::Kept, Receipt::Tray]);
    c.token = c.ask_token(c.challenge()).message::<coexist_sync::protocol::Joined>().token;
    assert!(c.sync(&[]).went_back);
    c.received.clear();
    c.sync_all();
    assert_eq!(c.received, [one]);
    house.stop();
}

#[test]
fn an_organisation_that_the_endpoint_forgot_wholly_comes_again_with_its_first_join() {
    let dir = tempfile::tempdir().unwrap();
    let (data, backup) = (dir.path().join("data"), dir.path().join("backup"));
    let house = House::open(&data);
    house.stop();
    copy(&data, &backup);
    let house = House::open(&data);
    let (mut first, join) = Desk::answering(&invitation(&data, "Puits"));
    assert_eq!(first.ask_to_join(&join).status, 200);
    house.stop();
    std::fs::remove_dir_all(&data).unwrap();
    copy(&backup, &data);
    let house = House::open(&data);
    first.url = house.url();
    first.token = first.ask_to_join(&join).message::<coexist_sync::protocol::Joined>().token;
    assert_eq!(first.sync(&[]).roster.len(), 1);
    let (_, forged) = Desk::answering(&first.invites(MemberRole::Owner));
    let mut forged = forged;
    forged.grant.organisation.0 = coexist_domain::Id::from_bytes([9; 16]);
    assert_eq!(first.ask_to_join(&forged).refusal(), (404, "organisation-unknown".to_owned()));
    house.stop();
}
