//! Rosters: the endpoint verifies each change with the very code that desks verify it with, puts it in its place,
//! and gives its word where only it can: how far those who leave had come, and that who comes in came in time.

use std::cell::RefCell;
use std::collections::HashMap;

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, Millis, SpaceId};
use coexist_sync::protocol::{Cut, ItemKind, Receipt, Refusal, RosterItem};
use coexist_sync::roster::{Change, Entry, Join, Parties, Roster, RosterError};
use coexist_sync::{Signer, device_id};
use rusqlite::{Connection, params};

use super::StoreError;
use super::history::{self, New, Stream, id};
use super::members::{self, Standing, bytes, damaged};

/// Why somebody is not let in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JoinError {
    #[error("the store failed")]
    Store(#[from] StoreError),
    #[error("no such organisation here")]
    UnknownOrganisation,
    #[error("this device is in already")]
    AlreadyJoined,
    #[error("the invitation expired")]
    Expired,
    #[error("the roster refuses")]
    Roster(#[from] RosterError),
}

impl From<rusqlite::Error> for JoinError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The rosters touched by one batch, as far as they were built.
#[derive(Default)]
pub(crate) struct Rosters {
    organisations: HashMap<SpaceId, Roster>,
    partnerships: HashMap<SpaceId, Parties>,
}

impl Rosters {
    fn organisation(
        &mut self,
        db: &Connection,
        space: SpaceId,
        endpoint: &[u8; 32],
    ) -> Result<&mut Roster, StoreError> {
        if let std::collections::hash_map::Entry::Vacant(place) = self.organisations.entry(space) {
            let mut roster = Roster::new(space, *endpoint);
            for entry in entries(db, space)? {
                roster.admit(&entry).map_err(|_| StoreError::Damaged)?;
            }
            place.insert(roster);
        }
        self.organisations.get_mut(&space).ok_or(StoreError::Damaged)
    }

    fn partnership(&mut self, db: &Connection, space: SpaceId) -> Result<&mut Parties, StoreError> {
        if let std::collections::hash_map::Entry::Vacant(place) = self.partnerships.entry(space) {
            let mut parties = Parties::new(space);
            for entry in entries(db, space)? {
                // Each was verified when it came, with the roles of that moment.
                with_standing(
                    db,
                    |device| Some((device.organisation, MemberRole::Owner)),
                    |standing| parties.admit(&entry, standing),
                )?
                .map_err(|_| StoreError::Damaged)?;
            }
            place.insert(parties);
        }
        self.partnerships.get_mut(&space).ok_or(StoreError::Damaged)
    }
}

fn entries(db: &Connection, roster: SpaceId) -> Result<Vec<Entry>, StoreError> {
    let Some(stream) = Stream::Roster(roster).find(db)? else { return Ok(Vec::new()) };
    let read = |bytes: &Vec<u8>| {
        let item = RosterItem::from_bytes(bytes).map_err(|_| StoreError::Damaged)?;
        Entry::from_bytes(&item.entry).map_err(|_| StoreError::Damaged)
    };
    history::all(db, stream)?.iter().map(read).collect()
}

/// Lets `work` ask for devices' standing; the first failure of the store is what comes of it.
fn with_standing<T>(
    db: &Connection,
    says: impl Fn(Standing) -> Option<(SpaceId, MemberRole)>,
    work: impl FnOnce(&dyn Fn(&[u8; 32]) -> Option<(SpaceId, MemberRole)>) -> T,
) -> Result<T, StoreError> {
    let failed = RefCell::new(None);
    let standing = |public: &[u8; 32]| match members::standing_by_key(db, public) {
        Ok(found) => found.and_then(&says),
        Err(error) => {
            failed.borrow_mut().get_or_insert(error);
            None
        }
    };
    let done = work(&standing);
    failed.into_inner().map_or(Ok(done), Err)
}

/// The endpoint's part of admitting an entry.
pub(crate) struct Registrar<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) endpoint: &'a Signer,
    pub(crate) now: Millis,
}

impl Registrar<'_> {
    /// A device comes in with an invitation.
    ///
    /// A second try of the same join is told apart but not let in by its bytes alone: every colleague has them,
    /// in the roster. The device then proves itself by its key, as for any fresh token.
    pub(crate) fn join(&self, join: &Join) -> Result<DeviceId, JoinError> {
        let organisation = join.grant.organisation;
        if !members::is_organisation(self.db, organisation)? {
            self.remember(join)?;
        }
        let device = device_id(&join.device);
        if members::standing(self.db, device)?.is_some() {
            return Err(JoinError::AlreadyJoined);
        }
        let (pin, entry) = (self.endpoint.public(), Entry::Join(join.clone()));
        let mut rosters = Rosters::default();
        rosters.organisation(self.db, organisation, &pin)?.admit(&entry)?;
        if !self.may_be(join)? {
            return Err(JoinError::Roster(RosterError::NotAllowed));
        }
        // By the endpoint's clock, and only once it is known that the invitation is a true one.
        if self.now >= join.grant.expires {
            return Err(JoinError::Expired);
        }
        let stream = Stream::Roster(organisation).found(self.db)?;
        let entry_bytes = entry.to_bytes();
        let cut = Cut::sign(self.endpoint, &entry_bytes, Vec::new());
        self.keep(stream, &entry, RosterItem { entry: entry_bytes, cut: Some(cut) })?;
        Ok(device)
    }

    /// An organisation that the endpoint forgot together with everybody in it: its own signature says that it
    /// made it.
    fn remember(&self, join: &Join) -> Result<(), JoinError> {
        let grant = &join.grant;
        if grant.by != self.endpoint.public() || !grant.holds() {
            return Err(JoinError::UnknownOrganisation);
        }
        let space = members::organisation(self.db, &grant.organisation_name, grant.organisation, self.now)?;
        if space == grant.organisation { Ok(()) } else { Err(JoinError::UnknownOrganisation) }
    }

    /// Ids are the newcomer's own choice: none may be somebody else's, for the sake of that one's space.
    fn may_be(&self, join: &Join) -> Result<bool, StoreError> {
        let elsewhere =
            members::organisation_of(self.db, join.person)?.is_some_and(|o| o != join.grant.organisation);
        let space = SpaceId(join.person.0);
        Ok(!elsewhere
            && !members::is_organisation(self.db, space)?
            && Stream::Roster(space).find(self.db)?.is_none()
            && members::standing(self.db, device_id(&join.device))?.is_none())
    }

    /// A device brings an entry. Who made it is proved by its signatures.
    pub(crate) fn bring(
        &self,
        rosters: &mut Rosters,
        by: &Standing,
        bytes: &[u8],
    ) -> Result<Receipt, StoreError> {
        let refused = |why| Ok(Receipt::Refused(why));
        let Ok(item) = RosterItem::from_bytes(bytes) else { return refused(Refusal::Malformed) };
        let Ok(entry) = Entry::from_bytes(&item.entry) else { return refused(Refusal::Malformed) };
        if by.removed.is_some() {
            return refused(Refusal::NotAllowed);
        }
        let reads = self.may_bring(by, &entry)?;
        if !reads && !members::is_organisation(self.db, entry.roster())? {
            return refused(Refusal::Unknown);
        }
        let receipt = self.admit(rosters, &entry, item)?;
        // Of a partner that is still to come in, in the order in which it all came down: it may well be given
        // back, but whoever does not read a roster is told nothing of it.
        Ok(if reads || receipt == Receipt::Kept { receipt } else { Receipt::Refused(Refusal::Unknown) })
    }

    fn admit(&self, rosters: &mut Rosters, entry: &Entry, item: RosterItem) -> Result<Receipt, StoreError> {
        let refused = |why| Ok(Receipt::Refused(why));
        let roster = entry.roster();
        if let Some(stream) = Stream::Roster(roster).find(self.db)?
            && history::find(self.db, stream, &key(&item.entry))?.is_some()
        {
            return Ok(Receipt::Kept);
        }
        let pin = self.endpoint.public();
        if item.cut.as_ref().is_some_and(|cut| !cut.holds(&pin, &item.entry)) {
            return refused(Refusal::Signature);
        }
        if let Some(why) = self.refusal(entry, &item)? {
            return refused(why);
        }
        // Before a roster is built again for nothing: only its own people change an organisation's.
        let is_organisation = members::is_organisation(self.db, roster)?;
        if let Entry::Signed(signed) = entry {
            let signer = members::standing_by_key(self.db, &signed.by)?;
            if !signer.is_some_and(|signer| !is_organisation || signer.organisation == roster) {
                return refused(Refusal::NotAllowed);
            }
        }
        let admitted = if is_organisation {
            rosters.organisation(self.db, roster, &pin)?.admit(entry)
        } else {
            let parties = rosters.partnership(self.db, roster)?;
            let says = |device: Standing| {
                (device.removed.is_none() && !device.paper).then_some((device.organisation, device.role))
            };
            with_standing(self.db, says, |standing| parties.admit(entry, standing))?
        };
        if let Err(error) = admitted {
            return Ok(Receipt::of(error));
        }
        let stream = Stream::Roster(roster).found(self.db)?;
        let cut = match item.cut {
            Some(cut) => Some(cut),
            None => self.word(entry, &item.entry)?,
        };
        self.keep(stream, entry, RosterItem { entry: item.entry, cut })?;
        Ok(Receipt::Kept)
    }

    /// Whoever reads a roster may bring its entries; whoever makes a partnership or comes into one reads it only
    /// afterwards.
    fn may_bring(&self, by: &Standing, entry: &Entry) -> Result<bool, StoreError> {
        let own = by.organisation;
        let comes = match entry {
            Entry::Signed(signed) => match &signed.change {
                Change::Found { organisation } => *organisation == own,
                Change::Accept(accept) => accept.organisation == own,
                _ => false,
            },
            Entry::Join(_) => false,
        };
        if comes || entry.roster() == own {
            return Ok(true);
        }
        for place in members::partnerships(self.db, own)?.iter().filter(|place| place.until.is_none()) {
            if place.partnership == entry.roster()
                || members::party(self.db, place.partnership, entry.roster())?.is_some()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What the endpoint knows and the roster's own rules do not.
    fn refusal(&self, entry: &Entry, item: &RosterItem) -> Result<Option<Refusal>, StoreError> {
        Ok(match entry {
            // Given back after a loss, with the endpoint's word that it came in time; else joining has its route.
            Entry::Join(join) if item.cut.is_none() || !self.may_be(join)? => Some(Refusal::NotAllowed),
            Entry::Join(_) => None,
            Entry::Signed(signed) => match &signed.change {
                Change::Accept(accept) if item.cut.is_none() && self.now >= accept.grant.expires => {
                    Some(Refusal::Expired)
                }
                Change::Found { .. }
                    if members::organisation_of(self.db, coexist_domain::PersonId(signed.roster.0))?
                        .is_some() =>
                {
                    Some(Refusal::NotAllowed)
                }
                _ => None,
            },
        })
    }

    /// What the endpoint adds to a new entry.
    fn word(&self, entry: &Entry, bytes: &[u8]) -> Result<Option<Cut>, StoreError> {
        let Entry::Signed(signed) = entry else { return Ok(None) };
        let last = match &signed.change {
            Change::Accept(_) => Vec::new(),
            Change::Remove { devices, .. } => self.reached(devices, None)?,
            Change::Part { organisation, .. } => {
                self.reached(&members::devices(self.db, *organisation)?, Some(signed.roster))?
            }
            _ => return Ok(None),
        };
        Ok(Some(Cut::sign(self.endpoint, bytes, last)))
    }

    /// How far these devices' frames are known, in every space or in one.
    fn reached(
        &self,
        devices: &[DeviceId],
        only: Option<SpaceId>,
    ) -> Result<Vec<(SpaceId, DeviceId, u64)>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT stream.space, chain.last FROM chain JOIN stream ON stream.id = chain.stream
             WHERE chain.device = ?1 ORDER BY stream.space",
        )?;
        let mut all = Vec::new();
        for device in devices {
            let mut rows = query.query([bytes(&device.0)])?;
            while let Some(row) = rows.next()? {
                let space = SpaceId(id(row.get_ref(0)?.as_blob().map_err(damaged)?)?);
                if only.is_none_or(|only| only == space) {
                    all.push((space, *device, row.get(1)?));
                }
            }
        }
        Ok(all)
    }

    /// Puts an admitted entry into the history and folds it.
    fn keep(&self, stream: history::StreamId, entry: &Entry, item: RosterItem) -> Result<(), StoreError> {
        let stored = item.to_bytes();
        let new =
            New { stream, kind: ItemKind::Roster, key: &key(&item.entry), author: None, bytes: &stored };
        let seq = history::append(self.db, &new)?;
        let signed = match entry {
            Entry::Join(join) => {
                return members::add(
                    self.db,
                    &Standing {
                        device: device_id(&join.device),
                        organisation: join.grant.organisation,
                        person: join.person,
                        public: join.device,
                        role: join.grant.role,
                        paper: join.paper,
                        owner_since: (join.grant.role == MemberRole::Owner).then_some(seq),
                        removed: None,
                    },
                );
            }
            Entry::Signed(signed) => signed,
        };
        match &signed.change {
            Change::Role { person, role } => members::set_role(self.db, signed.roster, *person, *role, seq),
            Change::Remove { devices, .. } => {
                devices.iter().try_for_each(|device| members::remove(self.db, *device, seq))?;
                self.set_cut(item.cut.as_ref())
            }
            Change::Found { organisation } => members::come_in(self.db, signed.roster, *organisation, seq),
            Change::Accept(accept) => members::come_in(self.db, signed.roster, accept.organisation, seq),
            Change::Part { organisation, .. } => {
                members::part(self.db, signed.roster, *organisation, seq)?;
                self.set_cut(item.cut.as_ref())
            }
            Change::Key(_) | Change::Wraps { .. } => Ok(()),
        }
    }

    fn set_cut(&self, cut: Option<&Cut>) -> Result<(), StoreError> {
        let mut insert =
            self.db.prepare_cached("INSERT OR REPLACE INTO cut (space, device, last) VALUES (?1, ?2, ?3)")?;
        for (space, device, last) in cut.iter().flat_map(|cut| &cut.last) {
            insert.execute(params![bytes(&space.0), bytes(&device.0), last])?;
        }
        Ok(())
    }
}

/// The same entry again is the same entry, whatever word of the endpoint's it comes with.
fn key(entry: &[u8]) -> [u8; 16] {
    let mut key = [0; 16];
    key.copy_from_slice(&blake3::hash(entry).as_bytes()[..16]);
    key
}
