//! Who comes in, who may change what, and who can open which key: organisations and partnerships.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use coexist_domain::words::{MemberRole, PartyRole};
use coexist_domain::{DeviceId, Id, PersonId, SpaceId};
use coexist_sync::Signer;
use coexist_sync::roster::{
    Accept, Change, Entry, Grant, Holder, Join, KeyRing, NewKey, Parties, PartnerGrant, Recipient, Roster,
    RosterError, Wrap,
};
use coexist_sync::seal::EpochKey;

const HOUSE: SpaceId = SpaceId(Id::from_bytes([7; 16]));
const OTHER: SpaceId = SpaceId(Id::from_bytes([8; 16]));
const THIRD: SpaceId = SpaceId(Id::from_bytes([9; 16]));
const PARTNERSHIP: SpaceId = SpaceId(Id::from_bytes([6; 16]));

fn key(n: u8) -> Signer {
    Signer::from_seed(&[n; 32])
}

fn person(n: u8) -> PersonId {
    PersonId(Id::from_bytes([n; 16]))
}

fn grant(by: u8, role: MemberRole, invitation: u8) -> Grant {
    Grant::new(HOUSE, role, key(invitation).public(), 99).named("Puits", "Awa").sign(&key(by))
}

fn join(by: u8, role: MemberRole, invitation: u8, device: u8) -> Entry {
    let grant = grant(by, role, invitation);
    Entry::Join(Join::sign(grant, &key(invitation), &key(device), "portable", person(device), "Awa"))
}

/// The same person on another device.
fn second(by: u8, of: u8, role: MemberRole, invitation: u8, device: u8) -> Join {
    let grant = Grant::new(HOUSE, role, key(invitation).public(), 99).for_person(person(of)).sign(&key(by));
    Join::sign(grant, &key(invitation), &key(device), "deux", person(of), "Awa")
}

fn signed(by: u8, change: Change) -> Entry {
    Entry::sign(&key(by), HOUSE, change)
}

/// Endpoint 1; owner 2, editor 3, reader 4.
fn house() -> Roster {
    let mut roster = Roster::new(HOUSE, key(1).public());
    roster.admit(&join(1, MemberRole::Owner, 12, 2)).unwrap();
    roster.admit(&join(2, MemberRole::Editor, 13, 3)).unwrap();
    roster.admit(&join(2, MemberRole::Reader, 14, 4)).unwrap();
    roster
}

fn secret(n: u8) -> EpochKey {
    EpochKey::from_bytes([n; 32])
}

fn next_key(roster: &Roster, new: u8, old: Option<(u64, u8)>, without: &[DeviceId]) -> NewKey {
    let to = roster.recipients(HOUSE).filter(|r| !without.contains(&DeviceId(r.to))).enumerate();
    let to: Vec<(Recipient, [u8; 32])> = to.map(|(n, r)| (r, [n as u8; 32])).collect();
    let old = old.map(|(epoch, n)| (epoch, secret(n)));
    NewKey::make(HOUSE, &secret(new), old.as_ref().map(|(epoch, key)| (*epoch, key)), to)
}

/// What this device opens of a roster's keys.
fn ring(roster: &Roster, device: u8) -> KeyRing {
    let (signer, mut ring) = (key(device), KeyRing::default());
    let opener = signer.opener();
    let holder = Holder { device: signer.device(), opener: &opener, organisation: HOUSE };
    for (space, epoch, wrap) in roster.wraps() {
        ring.open(holder, (space, epoch), [wrap]);
    }
    ring.open_older(roster.keys());
    ring
}

#[test]
fn owners_bring_in_colleagues_and_nobody_else_does() {
    let mut roster = Roster::new(HOUSE, key(1).public());
    assert_eq!(roster.admit(&join(2, MemberRole::Owner, 10, 2)), Err(RosterError::NotAllowed));
    assert_eq!(roster.admit(&join(1, MemberRole::Editor, 10, 2)), Err(RosterError::NotAllowed));
    roster.admit(&join(1, MemberRole::Owner, 11, 2)).unwrap();
    roster.admit(&join(2, MemberRole::Editor, 12, 3)).unwrap();
    assert_eq!(roster.admit(&join(3, MemberRole::Editor, 13, 4)), Err(RosterError::NotAllowed));
    let by_endpoint = roster.admit(&join(1, MemberRole::Owner, 14, 5));
    assert_eq!(
        by_endpoint,
        Err(RosterError::NotAllowed),
        "the endpoint orders a roster, it never forges one"
    );
    assert_eq!(roster.admit(&join(2, MemberRole::Editor, 12, 6)), Err(RosterError::Used));
    assert_eq!(roster.admit(&join(2, MemberRole::Editor, 15, 3)), Err(RosterError::AlreadyIn));
    assert_eq!((roster.members().len(), roster.entries()), (2, 2));
}

#[test]
fn a_person_brings_in_their_own_devices_and_never_more_than_their_role() {
    let mut roster = house();
    let as_owner = Entry::Join(second(3, 3, MemberRole::Owner, 20, 30));
    assert_eq!(roster.admit(&as_owner), Err(RosterError::NotAllowed), "an editor's phone is no owner");
    let for_another = Entry::Join(second(3, 4, MemberRole::Reader, 20, 30));
    assert_eq!(roster.admit(&for_another), Err(RosterError::NotAllowed));
    roster.admit(&Entry::Join(second(3, 3, MemberRole::Editor, 20, 30))).unwrap();
    roster.admit(&Entry::Join(second(2, 3, MemberRole::Editor, 21, 31))).unwrap();
    // Somebody who claims to be a colleague by their id.
    let grant = grant(2, MemberRole::Editor, 22);
    let impostor = Entry::Join(Join::sign(grant, &key(22), &key(32), "faux", person(3), "Bo"));
    assert_eq!(roster.admit(&impostor), Err(RosterError::NotAllowed));
    // A recovery sheet opens and lets its person's next computer in, and does nothing else.
    let sheet = second(3, 3, MemberRole::Editor, 23, 33).on_paper(&key(23), &key(33));
    roster.admit(&Entry::Join(sheet)).unwrap();
    assert!(!roster.member(key(33).device()).unwrap().writes());
    let remove = Change::Remove { devices: vec![key(30).device()], key: None };
    assert_eq!(roster.admit(&signed(33, remove)), Err(RosterError::NotAllowed));
    roster.admit(&Entry::Join(second(33, 3, MemberRole::Editor, 24, 34))).unwrap();
}

#[test]
fn roles_change_by_owners_and_the_last_one_stays() {
    let mut roster = house();
    let role = |n, role| Change::Role { person: person(n), role };
    assert_eq!(roster.admit(&signed(3, role(3, MemberRole::Owner))), Err(RosterError::NotAllowed));
    assert_eq!(roster.admit(&signed(2, role(2, MemberRole::Editor))), Err(RosterError::LastOwner));
    assert_eq!(roster.admit(&signed(2, role(99, MemberRole::Editor))), Err(RosterError::NotIn));
    roster.admit(&signed(2, role(3, MemberRole::Owner))).unwrap();
    roster.admit(&signed(3, role(2, MemberRole::Reader))).unwrap();
    assert!(!roster.member(key(2).device()).unwrap().writes());
}

#[test]
fn who_is_removed_gets_no_further_key_and_the_others_keep_every_old_one() {
    let mut roster = house();
    assert!(roster.key_due(), "an organisation without a key needs one");
    let first = next_key(&roster, 1, None, &[]);
    assert_eq!(roster.admit(&signed(3, Change::Key(first.clone()))), Err(RosterError::NotAllowed));
    roster.admit(&signed(2, Change::Key(first.clone()))).unwrap();
    assert_eq!(roster.admit(&signed(2, Change::Key(first))), Err(RosterError::Overtaken));
    let gone = [key(3).device()];
    let remove = |key| Change::Remove { devices: gone.to_vec(), key };
    let with_them = next_key(&roster, 2, Some((1, 1)), &[]);
    assert_eq!(roster.admit(&signed(2, remove(Some(with_them)))), Err(RosterError::NotIn));
    assert_eq!(roster.admit(&signed(2, remove(None))), Err(RosterError::NotAllowed));
    assert_eq!(
        roster.admit(&signed(4, remove(Some(next_key(&roster, 2, Some((1, 1)), &gone))))),
        Err(RosterError::NotAllowed)
    );
    roster.admit(&signed(2, remove(Some(next_key(&roster, 2, Some((1, 1)), &gone))))).unwrap();
    assert_eq!(roster.admit(&signed(3, remove(None))), Err(RosterError::NotAllowed), "they are out");

    let opened = |n| ring(&roster, n).iter().map(|(_, epoch, _)| epoch).collect::<Vec<_>>();
    assert_eq!((opened(2), opened(3), opened(4)), (vec![1, 2], vec![1], vec![1, 2]));
    assert_eq!(ring(&roster, 4).newest(HOUSE), Some((2, &secret(2))));

    // A newcomer holds the newest key only: it opens the older one.
    roster.admit(&join(2, MemberRole::Editor, 40, 5)).unwrap();
    assert_eq!(
        roster.without_key(HOUSE).iter().map(|r| DeviceId(r.to)).collect::<Vec<_>>(),
        [key(5).device()]
    );
    let wrap = Wrap::make(HOUSE, 2, &secret(2), roster.without_key(HOUSE)[0], [3; 32]).unwrap();
    let late = |epoch| Change::Wraps { space: HOUSE, epoch, wraps: vec![wrap.clone()] };
    assert_eq!(roster.admit(&signed(4, late(1))), Err(RosterError::Overtaken));
    roster.admit(&signed(4, late(2))).unwrap();
    assert!(roster.without_key(HOUSE).is_empty());
    assert_eq!(ring(&roster, 5).iter().map(|(_, epoch, _)| epoch).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn who_leaves_does_not_choose_the_next_key() {
    let mut roster = house();
    roster.admit(&signed(2, Change::Key(next_key(&roster, 1, None, &[])))).unwrap();
    let leave = |n: u8| Change::Remove { devices: vec![key(n).device()], key: None };
    assert_eq!(roster.admit(&signed(2, leave(2))), Err(RosterError::LastOwner));
    roster.admit(&signed(3, leave(3))).unwrap();
    assert!(roster.key_due());
    roster.admit(&signed(2, Change::Key(next_key(&roster, 2, Some((1, 1)), &[])))).unwrap();
    assert!(!roster.key_due());
    assert_eq!(ring(&roster, 3).newest(HOUSE), Some((1, &secret(1))));
}

#[test]
fn a_person_keeps_the_key_of_their_own_space() {
    let mut roster = house();
    roster.admit(&Entry::Join(second(3, 3, MemberRole::Editor, 20, 30))).unwrap();
    let own = SpaceId(person(3).0);
    let to: Vec<_> = roster.recipients(own).map(|r| (r, [1; 32])).collect();
    assert_eq!(to.len(), 2, "their two devices, and no colleague's");
    let new = NewKey::make(own, &secret(5), None, to);
    assert_eq!(roster.admit(&signed(2, Change::Key(new.clone()))), Err(RosterError::NotAllowed));
    roster.admit(&signed(3, Change::Key(new))).unwrap();
    assert_eq!(ring(&roster, 30).newest(own), Some((1, &secret(5))));
    assert_eq!(ring(&roster, 2).newest(own), None, "not even an owner");
}

#[test]
fn a_changed_byte_is_noticed() {
    let house = house();
    let entries = [
        join(2, MemberRole::Editor, 50, 5),
        signed(2, Change::Key(next_key(&house, 1, None, &[]))),
        signed(2, Change::Role { person: person(4), role: MemberRole::Editor }),
    ];
    for good in entries {
        assert_eq!(Entry::from_bytes(&good.to_bytes()), Ok(good.clone()));
        let bytes = good.to_bytes();
        for i in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[i] ^= 1;
            let admitted = Entry::from_bytes(&bad).and_then(|entry| house.clone().admit(&entry));
            assert!(admitted.is_err(), "byte {i} was changed unnoticed");
            assert!(Entry::from_bytes(&bytes[..i]).is_err(), "cut at {i}");
        }
    }
}

/// Organisation 7 is devices 2 (owner) and 3 (reader); 8 is device 5 (owner), 9 is device 6 (owner).
fn standing(public: &[u8; 32]) -> Option<(SpaceId, MemberRole)> {
    let all = [
        (2, HOUSE, MemberRole::Owner),
        (3, HOUSE, MemberRole::Reader),
        (5, OTHER, MemberRole::Owner),
        (6, THIRD, MemberRole::Owner),
    ];
    all.into_iter().find(|(n, ..)| key(*n).public() == *public).map(|(_, house, role)| (house, role))
}

fn in_partnership(by: u8, change: Change) -> Entry {
    Entry::sign(&key(by), PARTNERSHIP, change)
}

fn accept(granted_by: u8, by: u8, organisation: SpaceId, invitation: u8) -> Entry {
    let grant =
        PartnerGrant::sign(&key(granted_by), PARTNERSHIP, PartyRole::Company, key(invitation).public(), 99);
    in_partnership(by, Change::Accept(Accept::sign(grant, organisation, &key(invitation))))
}

/// Each organisation's own key is `secret(its number)`, epoch 1.
fn party_key(new: u8, epoch: u64, to: &[u8]) -> NewKey {
    let to = to.iter().map(|n| {
        let opener = secret(*n).opener().public();
        (Recipient { to: Id::from_bytes([*n; 16]), under: 1, opener }, [*n; 32])
    });
    let old = secret(new.wrapping_sub(1));
    NewKey::make(PARTNERSHIP, &secret(new), (epoch > 1).then_some((epoch - 1, &old)), to)
}

fn partnership() -> Parties {
    let mut parties = Parties::new(PARTNERSHIP);
    parties.admit(&in_partnership(2, Change::Found { organisation: HOUSE }), standing).unwrap();
    parties.admit(&in_partnership(2, Change::Key(party_key(20, 1, &[7]))), standing).unwrap();
    parties.admit(&accept(2, 5, OTHER, 60), standing).unwrap();
    parties
}

#[test]
fn organisations_come_in_by_a_party_and_for_themselves() {
    let mut parties = Parties::new(PARTNERSHIP);
    let found = |by, organisation| in_partnership(by, Change::Found { organisation });
    assert_eq!(parties.admit(&accept(2, 5, OTHER, 60), standing), Err(RosterError::NotAllowed));
    assert_eq!(parties.admit(&found(2, OTHER), standing), Err(RosterError::NotAllowed));
    assert_eq!(parties.admit(&found(3, HOUSE), standing), Err(RosterError::NotAllowed), "a reader");
    assert_eq!(parties.admit(&found(40, HOUSE), standing), Err(RosterError::NotAllowed), "a stranger");
    parties.admit(&found(2, HOUSE), standing).unwrap();
    assert_eq!(parties.admit(&found(5, OTHER), standing), Err(RosterError::AlreadyIn));
    assert_eq!(parties.admit(&accept(6, 5, OTHER, 60), standing), Err(RosterError::NotAllowed));
    assert_eq!(parties.admit(&accept(2, 6, OTHER, 60), standing), Err(RosterError::NotAllowed));
    parties.admit(&accept(2, 5, OTHER, 60), standing).unwrap();
    assert_eq!(parties.admit(&accept(2, 6, THIRD, 60), standing), Err(RosterError::Used));
    parties.admit(&accept(5, 6, THIRD, 61), standing).unwrap();
    assert_eq!(parties.active().count(), 3);
    assert_eq!(parties.all()[2].invited_by, OTHER);
}

#[test]
fn an_organisation_that_parts_opens_nothing_further() {
    let mut parties = partnership();
    assert_eq!(
        parties.without_key([Recipient { to: OTHER.0, under: 1, opener: secret(8).opener().public() }]).len(),
        1,
        "it came in with a link and has no wrapped key yet"
    );
    let third = in_partnership(6, Change::Key(party_key(21, 2, &[7, 8])));
    assert_eq!(parties.admit(&third, standing), Err(RosterError::NotAllowed));
    parties.admit(&in_partnership(5, Change::Key(party_key(21, 2, &[7, 8]))), standing).unwrap();
    let part = |key| Change::Part { organisation: OTHER, key };
    assert_eq!(parties.admit(&in_partnership(2, part(None)), standing), Err(RosterError::NotAllowed));
    let with_them = in_partnership(2, part(Some(party_key(22, 3, &[7, 8]))));
    assert_eq!(parties.admit(&with_them, standing), Err(RosterError::NotIn));
    parties.admit(&in_partnership(2, part(Some(party_key(22, 3, &[7])))), standing).unwrap();
    assert!(!parties.has(OTHER));
    assert_eq!(
        parties.admit(&in_partnership(5, Change::Key(party_key(23, 4, &[7]))), standing),
        Err(RosterError::NotAllowed)
    );

    for (organisation, device, expected) in [(HOUSE, 2, vec![1, 2, 3]), (OTHER, 5, vec![1, 2])] {
        let (signer, mut ring) = (key(device), KeyRing::default());
        let own = organisation.0.as_bytes()[0];
        ring.insert(organisation, 1, secret(own));
        let opener = signer.opener();
        let holder = Holder { device: signer.device(), opener: &opener, organisation };
        for (epoch, wrap) in parties.wraps() {
            ring.open(holder, (PARTNERSHIP, epoch), [wrap]);
        }
        ring.open_older(parties.keys());
        let epochs: Vec<u64> = ring.iter().filter(|(s, ..)| *s == PARTNERSHIP).map(|(_, e, _)| e).collect();
        assert_eq!(epochs, expected);
    }
    // It may be asked again.
    parties.admit(&accept(2, 5, OTHER, 62), standing).unwrap();
    assert!(parties.has(OTHER));
}

#[test]
fn a_party_leaves_of_itself_and_the_others_change_the_key() {
    let mut parties = partnership();
    let leave = in_partnership(5, Change::Part { organisation: OTHER, key: None });
    parties.admit(&leave, standing).unwrap();
    assert!(parties.key_due());
    parties.admit(&in_partnership(2, Change::Key(party_key(21, 2, &[7]))), standing).unwrap();
    assert!(!parties.key_due());
}
