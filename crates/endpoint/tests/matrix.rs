//! Who may do what: every role, in every state of membership, on every route, in every kind of space, for segments
//! of every kind of author. What is expected is said here in words of the design, and compared with what happens.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use coexist_domain::words::{MemberRole, PartyRole};
use coexist_domain::{Clock as _, Id, SpaceId};
use coexist_endpoint::SystemClock;
use coexist_sync::protocol::{Cursor, ItemKind, Joined, Receipt, Refusal};
use coexist_sync::roster::{Accept, Change, PartnerGrant, Recipient};
use coexist_sync::{Segment, Signer};
use common::{DAY, Desk, House, invitation, key_of, post};

const SHARED: SpaceId = SpaceId(Id::from_bytes([77; 16]));
const NOWHERE: SpaceId = SpaceId(Id::from_bytes([78; 16]));

/// What somebody is in their organisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rank {
    Owner,
    Editor,
    Reader,
    Sheet,
}

/// Where somebody stands towards the partnership of `House` and `Partner`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    House,
    Partner,
    /// Of the house, and taken off its roster.
    Removed,
    /// Their organisation was in the partnership and left.
    Parted,
    /// Their organisation was never in it.
    Other,
}

const RANKS: [Rank; 4] = [Rank::Owner, Rank::Editor, Rank::Reader, Rank::Sheet];

struct Actor {
    rank: Rank,
    place: Place,
    desk: Desk,
}

impl Actor {
    fn own(&self) -> SpaceId {
        SpaceId(self.desk.person.0)
    }

    fn is_in_shared(&self) -> bool {
        matches!(self.place, Place::House | Place::Partner)
    }

    /// The spaces whose segments it reads.
    fn reads(&self) -> Vec<SpaceId> {
        match self.place {
            Place::Removed => vec![],
            _ if self.is_in_shared() => vec![self.desk.organisation, self.own(), SHARED],
            _ => vec![self.desk.organisation, self.own()],
        }
    }

    fn writes(&self) -> bool {
        matches!(self.rank, Rank::Owner | Rank::Editor)
    }
}

/// What becomes of a segment of `author` in `space`, fresh, that `by` brings.
fn expected(by: &Actor, author: &Actor, space: SpaceId) -> Receipt {
    let refused = Receipt::Refused;
    let same = std::ptr::eq(by, author);
    if by.place == Place::Removed && !same {
        return refused(Refusal::NotAllowed);
    }
    let was_in_shared = by.place != Place::Other;
    if !([by.desk.organisation, by.own()].contains(&space) || space == SHARED && was_in_shared) {
        return refused(Refusal::Unknown);
    }
    let has_business = space == author.desk.organisation
        || space == author.own() && by.desk.organisation == author.desk.organisation
        || space == SHARED && author.place != Place::Other;
    if !has_business || !author.writes() {
        return refused(Refusal::NotAllowed);
    }
    if by.place == Place::Parted && space == SHARED && author.desk.organisation != by.desk.organisation {
        return refused(Refusal::NotAllowed);
    }
    let left = author.place == Place::Removed || author.place == Place::Parted && space == SHARED;
    if left { Receipt::Tray } else { Receipt::Kept }
}

fn member(owner: &Desk, rank: Rank) -> Desk {
    let role = match rank {
        Rank::Owner => MemberRole::Owner,
        Rank::Editor => MemberRole::Editor,
        Rank::Reader => MemberRole::Reader,
        Rank::Sheet => {
            let invitation = owner.invites_itself(MemberRole::Owner);
            let (mut sheet, join) = Desk::answering(&invitation);
            let join = join.on_paper(&invitation.signer(), &sheet.signer());
            sheet.token = sheet.ask_to_join(&join).message::<Joined>().token;
            return sheet;
        }
    };
    Desk::join(&owner.invites(role))
}

fn accepts(by: &Desk, desk: &mut Desk) {
    let secret = Signer::from_seed(&rand::random());
    let expires = SystemClock.now() + 30 * DAY;
    let grant = PartnerGrant::sign(&by.signer(), SHARED, PartyRole::Company, secret.public(), expires);
    let accept = Change::Accept(Accept::sign(grant, desk.organisation, &secret));
    assert_eq!(desk.change(&[desk.entry(SHARED, accept)]).receipts, [Receipt::Kept]);
}

/// Everybody, after everything that made them what they are.
fn world(data: &Path) -> Vec<Actor> {
    let mut all = Vec::new();
    let mut owners = Vec::new();
    for (name, places) in [
        ("Maison", &[Place::House, Place::Removed][..]),
        ("Partenaire", &[Place::Partner]),
        ("Parti", &[Place::Parted]),
        ("Autre", &[Place::Other]),
    ] {
        let owner = Desk::join(&invitation(data, name));
        for place in places {
            for rank in RANKS {
                all.push(Actor { rank, place: *place, desk: member(&owner, rank) });
            }
        }
        owners.push(owner);
    }
    let [house, partner, parted, _] = &mut owners[..] else { unreachable!() };
    let found = house.entry(SHARED, Change::Found { organisation: house.organisation });
    let opener = key_of(SHARED).opener().public();
    let to = [Recipient { to: house.organisation.0, under: 1, opener }];
    let key = house.entry(SHARED, Change::Key(house.next_key(SHARED, 1, &to)));
    assert_eq!(house.change(&[found, key]).receipts, [Receipt::Kept; 2]);
    accepts(house, partner);
    accepts(house, parted);
    house.sync_all();
    let key = Some(house.next_key(SHARED, 2, &to));
    let part = Change::Part { organisation: parted.organisation, key };
    assert_eq!(house.change(&[house.entry(SHARED, part)]).receipts, [Receipt::Kept]);
    let gone: Vec<_> = all.iter().filter(|a| a.place == Place::Removed).map(|a| a.desk.device()).collect();
    assert_eq!(house.change(&[house.removing(&gone)]).receipts, [Receipt::Kept]);
    // After they left.
    let late = house.write_in(SHARED, &["late"]);
    assert_eq!(house.sync(&[late]).receipts, [Receipt::Kept]);
    all
}

#[test]
fn everybody_brings_and_reads_what_is_theirs() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let mut all = world(dir.path());
    let organisations: Vec<_> = [Place::House, Place::Partner, Place::Parted, Place::Other]
        .map(|place| all.iter().find(|a| a.place == place).unwrap().desk.organisation)
        .into();
    let mut tried = 0;
    let mut kept: Vec<Vec<u8>> = Vec::new();
    for by in 0..all.len() {
        for author in 0..all.len() {
            let spaces =
                organisations.iter().copied().chain([all[by].own(), all[author].own(), SHARED, NOWHERE]);
            for space in spaces.collect::<BTreeSet<_>>() {
                let before = all[author].desk.chains.clone();
                let segment = all[author].desk.write_in(space, &["x"]);
                // Not by its cursor: what it reads comes below.
                all[by].desk.cursor = Cursor::default();
                let items = [(ItemKind::Segment, segment.clone())];
                let push = all[by].desk.push_items(&all[by].desk.push_head(), &items);
                let mut answer = loop {
                    let answer = all[by].desk.send(&push);
                    if answer.status != 429 {
                        break answer;
                    }
                    std::thread::sleep(std::time::Duration::from_millis(300));
                };
                assert_eq!(answer.status, 200);
                let receipt = all[by].desk.take(&std::mem::take(&mut answer.body)).receipts[0];
                let (a, b) = (&all[author], &all[by]);
                assert_eq!(
                    receipt,
                    expected(b, a, space),
                    "{:?} {:?} brings what {:?} {:?} wrote in {space:?}",
                    b.place,
                    b.rank,
                    a.place,
                    a.rank
                );
                if receipt == Receipt::Kept {
                    kept.push(segment);
                } else {
                    all[author].desk.chains = before;
                }
                tried += 1;
            }
        }
    }
    println!("{tried} pushes, {} kept", kept.len());
    assert!(tried > 3_000 && kept.len() > 60);

    let parsed: Vec<_> = kept.iter().map(|bytes| Segment::from_bytes(bytes).unwrap().header).collect();
    for actor in &mut all {
        let spaces = actor.reads();
        let organisation = actor.desk.organisation;
        let desk = &mut actor.desk;
        (desk.cursor, desk.received, desk.entries, desk.tray, desk.own) = Default::default();
        desk.own = true;
        desk.sync_all();
        let got: BTreeSet<_> =
            desk.received.iter().map(|bytes| Segment::from_bytes(bytes).unwrap().header.space).collect();
        assert!(got.iter().all(|space| spaces.contains(space)), "{:?} {:?}", actor.place, actor.rank);
        let theirs = parsed.iter().filter(|header| spaces.contains(&header.space)).count();
        // The house's own late one is beside those of the matrix.
        let late = usize::from(spaces.contains(&SHARED));
        assert_eq!(actor.desk.received.len(), theirs + late, "{:?} {:?}", actor.place, actor.rank);
        let owner = actor.rank == Rank::Owner && actor.place != Place::Removed;
        let has_tray = owner && matches!(actor.place, Place::House | Place::Parted);
        assert_eq!(!actor.desk.tray.is_empty(), has_tray, "{:?} {:?}", actor.place, actor.rank);

        let rosters: BTreeSet<_> = organisations
            .iter()
            .chain([&SHARED])
            .filter(|roster| !actor.desk.entries_of(**roster).is_empty())
            .copied()
            .collect();
        let expected: BTreeSet<_> = match actor.place {
            Place::Removed | Place::Other => [organisation].into(),
            Place::House | Place::Partner | Place::Parted => {
                organisations[..3].iter().chain([&SHARED]).copied().collect()
            }
        };
        assert_eq!(rosters, expected, "{:?} {:?}", actor.place, actor.rank);
        let last = |roster| match actor.desk.entries_of(roster).pop() {
            Some(coexist_sync::roster::Entry::Signed(signed)) => signed.change,
            other => panic!("{other:?}"),
        };
        match actor.place {
            Place::Removed => assert!(matches!(last(organisation), Change::Remove { .. })),
            Place::Parted => {
                assert!(matches!(last(SHARED), Change::Part { .. }));
                let house = actor.desk.roster_of(organisations[0]);
                assert!(house.members().iter().all(|m| !m.removed), "what happened there later is not told");
            }
            _ => {}
        }
    }
    house.stop();
}

#[test]
fn every_route_knows_who_comes() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let mut all = world(dir.path());
    let stranger = Desk::answering(&all[0].desk.invites(MemberRole::Editor)).0;
    let sync = format!("{}/v1/sync", stranger.url);
    assert_eq!(post(&sync, Some("x"), &stranger.push(&[])).status, 401);
    assert_eq!(stranger.ask_token(stranger.challenge()).refusal(), (403, "device-unknown".to_owned()));
    for actor in &mut all {
        let desk = &mut actor.desk;
        assert_eq!(desk.send(&desk.push(&[])).status, 200);
        let answer = desk.ask_token(desk.challenge());
        if actor.place == Place::Removed {
            assert_eq!(answer.refusal(), (403, "device-removed".to_owned()));
        } else {
            assert_eq!(answer.status, 200);
        }
        let (newcomer, join) = Desk::answering(&desk.invites(MemberRole::Editor));
        let invited = actor.rank == Rank::Owner && actor.place != Place::Removed;
        let status = newcomer.ask_to_join(&join).status;
        assert_eq!(status == 200, invited, "{:?} {:?}: {status}", actor.place, actor.rank);
    }
    house.stop();
}
