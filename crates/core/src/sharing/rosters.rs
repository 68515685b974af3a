//! The rosters as far as this desk has them: who belongs to its organisation, to its partners, to its partnerships.
//!
//! They are kept as they came down, in the endpoint's order, and every entry is verified again when they are read:
//! what the desk believes about people rests on signatures, not on a table.

use std::collections::{BTreeMap, BTreeSet};

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, SpaceId};
use coexist_store::Device;
use coexist_sync::protocol::{Cut, RosterItem};
use coexist_sync::roster::{Change, Entry, Holder, KeyRing, NewKey, Parties, Roster, RosterError, Wrap};
use coexist_sync::seal::EpochKey;
use coexist_sync::{Header, device_id};

use super::connection::Connection;
use crate::Error;
use crate::desk::Desk;

const KEY: &str = "sharing.roster.";

/// Every roster this desk can read.
pub(crate) struct Rosters {
    organisation: SpaceId,
    pin: [u8; 32],
    houses: BTreeMap<SpaceId, Roster>,
    partnerships: BTreeMap<SpaceId, Parties>,
    /// What the endpoint had accepted from those who left, by who they were.
    cuts: Vec<Cut>,
    /// The entries, to know one that comes again.
    entries: BTreeSet<Vec<u8>>,
}

/// What becomes of a segment, by who wrote it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// It belongs to the space.
    In,
    /// Its author had left: for the owners to look at.
    Tray,
    /// Nobody who may write there.
    Stranger,
}

impl Rosters {
    /// Reads and verifies what is kept.
    ///
    /// # Errors
    /// `roster-refused`, and the store's.
    pub(crate) fn load(desk: &Desk, connection: &Connection) -> Result<Self, Error> {
        let mut rosters = Self {
            organisation: connection.organisation,
            pin: connection.pin,
            houses: BTreeMap::new(),
            partnerships: BTreeMap::new(),
            cuts: Vec::new(),
            entries: BTreeSet::new(),
        };
        for (_, bytes) in desk.store().local_list(KEY)? {
            rosters.admit(&bytes)?;
        }
        Ok(rosters)
    }

    /// Takes in the next item, keeps it, lets the store know its devices, and opens the keys it brings.
    ///
    /// # Errors
    /// As [`Rosters::load`]; the item is then not kept.
    pub(crate) fn take_in(&mut self, desk: &Desk, bytes: &[u8]) -> Result<(), Error> {
        let at = self.entries.len();
        // An endpoint that was given its memory back sends what the desk has, too.
        if self.admit(bytes)? {
            desk.store().local_set(&format!("{KEY}{at:08}"), Some(bytes))?;
            self.tell_store(desk, bytes)?;
        }
        Ok(())
    }

    /// Every item as it came down, the organisation's own first: for an endpoint that lost them.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn give_back(&self, desk: &Desk) -> Result<Vec<Vec<u8>>, Error> {
        let all = desk.store().local_list(KEY)?.into_iter().map(|(_, bytes)| bytes);
        let own = |bytes: &Vec<u8>| read(bytes).is_ok_and(|(_, entry)| entry.roster() == self.organisation);
        let (mut first, rest): (Vec<_>, Vec<_>) = all.partition(own);
        first.extend(rest);
        Ok(first)
    }

    /// This desk's own organisation; none before its first exchange.
    pub(crate) fn own(&self) -> Option<&Roster> {
        self.houses.get(&self.organisation)
    }

    /// What this device may do; none when it does not belong, or no longer.
    pub(crate) fn role(&self, device: DeviceId) -> Option<MemberRole> {
        self.own()?.member(device).filter(|member| !member.removed).map(|member| member.role)
    }

    /// Whether this device was taken off its organisation's roster.
    pub(crate) fn is_removed(&self, device: DeviceId) -> bool {
        self.own().and_then(|own| own.member(device)).is_some_and(|member| member.removed)
    }

    /// What becomes of a segment that claims to be of a device in a space. One of a space that no roster speaks of,
    /// or of a device nobody vouched for, is a stranger's.
    pub(crate) fn place(&self, header: &Header) -> Place {
        let (space, device) = (header.space, header.device);
        let Some((house, member)) =
            self.houses.iter().find_map(|(id, house)| Some((*id, house.member(device)?)))
        else {
            return Place::Stranger;
        };
        let belongs = if space == house || space.0 == member.person.0 {
            house == self.organisation
        } else {
            self.partnerships
                .get(&space)
                .is_some_and(|parties| parties.all().iter().any(|party| party.organisation == house))
        };
        if !belongs || member.paper {
            return Place::Stranger;
        }
        let left = self.partnerships.get(&space).is_some_and(|parties| !parties.has(house));
        if !member.removed && !left {
            return if member.role == MemberRole::Reader { Place::Stranger } else { Place::In };
        }
        let stands = self.cuts.iter().map(|cut| cut.last_of(space, device));
        let last = header.first.saturating_add(header.count) - 1;
        if stands.max().is_some_and(|stands| last <= stands) { Place::In } else { Place::Tray }
    }

    /// Puts on the ring every key that this device can open. Answers whether any was news.
    pub(crate) fn open_keys(&self, desk: &Desk, ring: &mut KeyRing) -> bool {
        let mut news = false;
        desk.store().with_signer(|signer| {
            let opener = signer.opener();
            let holder = Holder { device: signer.device(), opener: &opener, organisation: self.organisation };
            for (space, epoch, wrap) in self.own().into_iter().flat_map(Roster::wraps) {
                news |= ring.open(holder, (space, epoch), [wrap]);
            }
            news |= ring.open_older(&self.own().map_or_else(Vec::new, |own| own.keys().to_vec()));
            for parties in self.partnerships.values() {
                for (epoch, wrap) in parties.wraps() {
                    news |= ring.open(holder, (parties.partnership(), epoch), [wrap]);
                }
                news |= ring.open_older(parties.keys());
            }
        });
        news
    }

    /// The newest epoch of each space that the rosters speak of.
    pub(crate) fn epochs(&self) -> BTreeMap<SpaceId, u64> {
        let own = self.own().map_or(&[][..], Roster::keys);
        let shared = self.partnerships.values().flat_map(Parties::keys);
        // In the order of their rosters: the last one said is the newest.
        own.iter().chain(shared).map(|key| (key.space, key.epoch)).collect()
    }

    /// The changes that this desk owes the rosters: the organisation's first key, the next one when somebody left,
    /// the newest one for whoever came in without it, and the key of one's own person's space.
    pub(crate) fn owed(&self, desk: &Desk, ring: &KeyRing) -> Vec<Entry> {
        let Some(own) = self.own() else { return Vec::new() };
        desk.store().with_signer(|signer| {
            let Some(me) = own.member(signer.device()).filter(|me| !me.removed && !me.paper) else {
                return Vec::new();
            };
            let mut owed = Vec::new();
            let person = SpaceId(me.person.0);
            for space in [self.organisation, person] {
                let due = if space == person {
                    own.newest_key(person).is_none()
                } else {
                    own.key_due() && me.role == MemberRole::Owner
                };
                let newest = ring
                    .newest(space)
                    .filter(|(epoch, _)| own.newest_key(space).is_some_and(|newest| newest.epoch == *epoch));
                let change = if due && (newest.is_some() || own.newest_key(space).is_none()) {
                    Some(Change::Key(new_key(own, space, newest, &[])))
                } else {
                    newest.and_then(|newest| late(own, space, newest))
                };
                owed.extend(change.map(|change| Entry::sign(signer, self.organisation, change)));
            }
            owed
        })
    }

    /// Answers whether it is news.
    fn admit(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        let (item, entry) = read(bytes)?;
        if self.entries.contains(&item.entry) {
            return Ok(false);
        }
        if item.cut.as_ref().is_some_and(|cut| !cut.holds(&self.pin, &item.entry)) {
            return Err(refused(RosterError::Signature));
        }
        let roster = entry.roster();
        let is_house = self.houses.contains_key(&roster)
            || matches!(entry, Entry::Join(_)) && !self.partnerships.contains_key(&roster);
        if is_house {
            let pin = self.pin;
            self.houses
                .entry(roster)
                .or_insert_with(|| Roster::new(roster, pin))
                .admit(&entry)
                .map_err(refused)?;
        } else {
            let houses = &self.houses;
            // Whether it ever belonged: the endpoint put the entry in its place when it did.
            let standing = |public: &[u8; 32]| {
                let device = device_id(public);
                houses.iter().find_map(|(id, house)| Some((*id, house.member(device)?.role)))
            };
            let parties = self.partnerships.entry(roster).or_insert_with(|| Parties::new(roster));
            parties.admit(&entry, standing).map_err(refused)?;
        }
        self.cuts.extend(item.cut);
        self.entries.insert(item.entry);
        Ok(true)
    }

    fn tell_store(&self, desk: &Desk, bytes: &[u8]) -> Result<(), Error> {
        let (_, Entry::Join(join)) = read(bytes)? else { return Ok(()) };
        let device = Device { public: join.device, person: Some(join.person), name: join.device_name };
        Ok(desk.store().set_device(&device)?)
    }
}

fn read(bytes: &[u8]) -> Result<(RosterItem, Entry), Error> {
    let item = RosterItem::from_bytes(bytes).map_err(|e| refused(e.into()))?;
    let entry = Entry::from_bytes(&item.entry).map_err(refused)?;
    Ok((item, entry))
}

fn refused(e: RosterError) -> Error {
    Error::new("roster-refused").because(e)
}

/// The next key of a space, for everybody who belongs to it but those who leave.
pub(crate) fn new_key(
    own: &Roster,
    space: SpaceId,
    older: Option<(u64, &EpochKey)>,
    leaving: &[DeviceId],
) -> NewKey {
    let key = EpochKey::from_bytes(random());
    let stay = own.recipients(space).filter(|to| !leaving.iter().any(|device| device.0 == to.to));
    NewKey::make(space, &key, older, stay.map(|recipient| (recipient, random())))
}

/// The newest key for those who have not got it.
fn late(own: &Roster, space: SpaceId, (epoch, key): (u64, &EpochKey)) -> Option<Change> {
    let without = own.without_key(space);
    let wraps: Vec<Wrap> =
        without.into_iter().filter_map(|to| Wrap::make(space, epoch, key, to, random())).collect();
    (!wraps.is_empty()).then_some(Change::Wraps { space, epoch, wraps })
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes);
    bytes
}
