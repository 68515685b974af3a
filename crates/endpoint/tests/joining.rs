//! Who comes in, with what, and for how long.

mod common;

use coexist_domain::words::MemberRole;
use coexist_endpoint::{InviteError, Order, SystemClock, invite};
use coexist_sync::invitation::Invitation;
use coexist_sync::protocol::{Joined, Receipt, Refusal};
use coexist_sync::roster::Join;
use common::{DAY, Desk, Hand, House, get, invitation, post, two};

#[test]
fn the_first_owner_joins_and_brings_in_a_colleague() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    // As it is pasted: through its text.
    let link = invitation(dir.path(), "Puits").to_string();
    let invitation: Invitation = link.parse().unwrap();
    assert_eq!(
        (invitation.endpoint.as_str(), invitation.pin),
        (&*house.url(), house.serving.as_ref().unwrap().pin())
    );
    let owner = Desk::join(&invitation);
    let mut colleague = Desk::join(&owner.invites(MemberRole::Editor));
    let first = colleague.sync(&[]).roster;
    let roster = colleague.roster_of(owner.organisation);
    let roles: Vec<_> = roster.members().iter().map(|m| (m.device, m.role)).collect();
    assert_eq!(
        roles,
        [(owner.signer().device(), MemberRole::Owner), (colleague.signer().device(), MemberRole::Editor)]
    );
    // The owner hears of the colleague at the next sync.
    let mut owner = owner;
    assert_eq!(owner.sync(&[]).roster, first);
    assert_eq!(owner.sync(&[]).roster, Vec::<Vec<u8>>::new());
    house.stop();
}

#[test]
fn an_organisation_keeps_its_space_and_gets_one_first_owner() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (first, second) = (invitation(dir.path(), "Puits"), invitation(dir.path(), " Puits "));
    assert_eq!(first.grant.organisation, second.grant.organisation);
    assert_ne!(first.grant.organisation, invitation(dir.path(), "Écoles").grant.organisation);
    Desk::join(&second);
    let (late, join) = Desk::answering(&first);
    assert_eq!(late.ask_to_join(&join).refusal(), (403, "invitation-not-by-owner".to_owned()));
    let again = Order { organisation: "Puits".to_owned(), person: None, days: 30, address: None };
    assert!(matches!(invite(dir.path(), &SystemClock, &again), Err(InviteError::HasOwner)));
    house.stop();
}

#[test]
fn an_invitation_opens_once() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let owner = Desk::join(&invitation(dir.path(), "Puits"));
    let once = owner.invites(MemberRole::Editor);
    let (desk, join) = Desk::answering(&once);
    let _: Joined = desk.ask_to_join(&join).message();
    let (other, other_join) = Desk::answering(&once);
    assert_eq!(other.ask_to_join(&other_join).refusal(), (409, "invitation-used".to_owned()));

    // The answer was lost: the same join again gives no token, its bytes stand in every colleague's roster …
    assert_eq!(desk.ask_to_join(&join).refusal(), (409, "already-joined".to_owned()));
    // … but the key does.
    let joined: Joined = desk.ask_token(desk.challenge()).message();
    let mut desk = desk;
    desk.token = joined.token;
    assert_eq!(desk.sync(&[]).roster.len(), 2);
    house.stop();
}

#[test]
fn an_invitation_ends_by_the_endpoints_clock() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let invitation = invitation(dir.path(), "Puits");
    let (desk, join) = Desk::answering(&invitation);
    // The invitation was made a moment after the clock was set.
    house.clock.forward(30 * DAY + 60_000);
    assert_eq!(desk.ask_to_join(&join).refusal(), (410, "invitation-expired".to_owned()));
    house.clock.forward(-DAY);
    let _: Joined = desk.ask_to_join(&join).message();
    house.stop();
}

#[test]
fn a_join_put_together_by_somebody_else_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let good = invitation(dir.path(), "Puits");
    let refused = |change: &dyn Fn(&mut Join)| {
        let (desk, mut join) = Desk::answering(&good);
        change(&mut join);
        desk.ask_to_join(&join).refusal()
    };
    let bad = (403, "signature-invalid".to_owned());
    assert_eq!(refused(&|join| join.by_invitation[3] ^= 1), bad);
    assert_eq!(refused(&|join| join.by_device[3] ^= 1), bad);
    assert_eq!(refused(&|join| join.person_name.push('x')), bad);
    assert_eq!(refused(&|join| join.grant.expires += 1), bad);
    assert_eq!(refused(&|join| join.grant.by = [3; 32]), (403, "invitation-not-by-owner".to_owned()));
    let unknown = |join: &mut Join| join.grant.organisation.0 = coexist_domain::Id::from_bytes([1; 16]);
    assert_eq!(refused(&unknown), (404, "organisation-unknown".to_owned()));
    assert_eq!(refused(&|join| join.person_name = "x".repeat(500)), (400, "malformed".to_owned()));

    let owner = Desk::join(&good);
    let editor = Desk::join(&owner.invites(MemberRole::Editor));
    let (desk, join) = Desk::answering(&editor.invites(MemberRole::Editor));
    assert_eq!(desk.ask_to_join(&join).refusal(), (403, "invitation-not-by-owner".to_owned()));
    house.stop();
}

#[test]
fn a_token_is_renewed_half_way_and_ends() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let mut desk = Desk::join(&invitation(dir.path(), "Puits"));
    let first = desk.token.clone();
    desk.sync(&[]);
    house.clock.forward(44 * DAY);
    desk.sync(&[]);
    assert_eq!(desk.token, first, "not before half of its life is over");
    house.clock.forward(2 * DAY);
    // The answer with the new token is lost: the old one goes on, and the lost one is worth nothing.
    let lost = desk.send(&desk.push(&[]));
    desk.take(&lost.body);
    let lost = std::mem::replace(&mut desk.token, first.clone());
    desk.sync(&[]);
    assert!(desk.token != first && desk.token != lost);
    let with = |token: &str| post(&format!("{}/v1/sync", desk.url), Some(token), b"").status;
    assert_eq!((with(&lost), with(&first), with(&desk.token)), (401, 400, 400));

    house.clock.forward(45 * DAY);
    assert_eq!(with(&first), 401, "90 days are over");
    house.clock.forward(46 * DAY);
    assert_eq!(desk.send(&desk.push(&[])).refusal(), (401, "token-invalid".to_owned()));
    // Away for a season: the key opens again.
    desk.token = desk.ask_token(desk.challenge()).message::<Joined>().token;
    desk.sync(&[]);
    house.stop();
}

#[test]
fn a_challenge_proves_one_device_once() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let (a, mut b) = two(dir.path());
    let refused = |code: &str| (403, code.to_owned());
    let challenge = a.challenge();
    let mut stranger = Desk::answering(&a.invites(MemberRole::Editor)).0;
    assert_eq!(stranger.ask_token(challenge).refusal(), refused("device-unknown"));
    stranger.pin = [0; 32];
    b.pin = [0; 32];
    assert_eq!(b.ask_token(challenge).refusal(), refused("signature-invalid"), "signed for another endpoint");
    let _: Joined = a.ask_token(challenge).message();
    assert_eq!(a.ask_token(challenge).refusal(), refused("challenge-expired"), "replayed");
    let late = a.challenge();
    house.clock.forward(6 * 60 * 1000);
    assert_eq!(a.ask_token(late).refusal(), refused("challenge-expired"));
    assert_eq!(a.send(&a.push(&[])).status, 401, "a fresh token ends the earlier ones");
    house.stop();
}

#[test]
fn a_reader_reads() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let mut owner = Desk::join(&invitation(dir.path(), "Puits"));
    let mut reader = Desk::join(&owner.invites(MemberRole::Reader));
    let segment = owner.write(&["one"]);
    owner.sync(std::slice::from_ref(&segment));
    let own = reader.write(&["mine"]);
    let pull = reader.sync(&[own]);
    assert_eq!((pull.receipts, pull.segments), (vec![Receipt::Refused(Refusal::NotAllowed)], vec![segment]));
    assert_eq!(owner.sync(&[]).segments, Vec::<Vec<u8>>::new());
    house.stop();
}

#[test]
fn the_key_and_the_space_outlive_a_restart_and_only_one_serves() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("made/here");
    let house = House::open(&data);
    let (pin, space) = (house.serving.as_ref().unwrap().pin(), invitation(&data, "Puits").grant.organisation);
    let options = coexist_endpoint::Options::new(&data, "127.0.0.1:0".parse().unwrap());
    let second = house.runtime.block_on(coexist_endpoint::serve(options));
    assert!(matches!(second, Err(coexist_endpoint::StartError::Store(coexist_endpoint::StoreError::InUse))));
    house.stop();
    let house = House::with(&data, Hand::new(), coexist_endpoint::Limits::default());
    assert_eq!(house.serving.as_ref().unwrap().pin(), pin);
    assert_eq!(invitation(&data, "Puits").grant.organisation, space);
    #[cfg(unix)]
    for file in std::fs::read_dir(&data).unwrap() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
    }
    house.stop();
}

#[test]
fn health_and_catalogue_are_for_everybody() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let health = coexist_endpoint::health(&house.url()).unwrap();
    assert_eq!((&health["status"], &health["format"]), (&"ok".into(), &coexist_sync::FORMAT.into()));
    assert_eq!(health["time"], coexist_domain::Clock::now(&house.clock));

    let list = get(&format!("{}/v1/catalogue", house.url()), &[]);
    let tag = list.header("etag").unwrap().to_owned();
    let items = list.json()["items"].as_array().unwrap().clone();
    assert!(items.len() >= 16);
    for item in &items {
        let text = get(&format!("{}/v1/catalogue/{}", house.url(), item["id"].as_str().unwrap()), &[]);
        let text = String::from_utf8(text.body).unwrap();
        assert!(text.contains(item["title"].as_str().unwrap()), "{item}");
        assert_eq!(item["kind"] == "event", item["date"].is_string(), "{item}");
    }
    let again = get(&format!("{}/v1/catalogue", house.url()), &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let unknown = get(&format!("{}/v1/catalogue/x", house.url()), &[]);
    assert_eq!(unknown.refusal(), (404, "item-unknown".to_owned()));
    assert_eq!(get(&format!("{}/v1/x", house.url()), &[]).refusal(), (404, "no-such-route".to_owned()));
    assert_eq!(get(&format!("{}/v1/sync", house.url()), &[]).refusal(), (405, "method".to_owned()));
    house.stop();
}
