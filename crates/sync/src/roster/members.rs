//! An organisation's people and devices, built one verified entry after another.

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, PersonId, SpaceId};

use crate::roster::keys::{NewKey, Recipient, Wrap};
use crate::roster::{Change, Entry, Join, RosterError, Signed};
use crate::segment::device_id;

/// A device of a roster.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Member {
    pub device: DeviceId,
    pub public: [u8; 32],
    /// What spaces' keys are wrapped to for it.
    pub opener: [u8; 32],
    /// A recovery sheet: it opens and never writes.
    pub paper: bool,
    pub device_name: String,
    pub person: PersonId,
    pub person_name: String,
    pub role: MemberRole,
    /// It was taken off the roster; what it wrote before stays.
    pub removed: bool,
}

impl Member {
    /// Whether it may write in its organisation's spaces now.
    pub fn writes(&self) -> bool {
        !self.removed && !self.paper && self.role != MemberRole::Reader
    }

    fn recipient(&self) -> Recipient {
        Recipient { to: self.device.0, under: 0, opener: self.opener }
    }
}

/// An organisation's members and the keys of its spaces.
#[derive(Clone, Debug)]
pub struct Roster {
    organisation: SpaceId,
    endpoint: [u8; 32],
    members: Vec<Member>,
    used: Vec<[u8; 32]>,
    keys: Vec<NewKey>,
    wraps: Vec<(SpaceId, u64, Wrap)>,
    entries: u64,
    /// A device left of itself since the organisation's newest key.
    key_due: bool,
}

impl Roster {
    /// Nobody yet. `endpoint` is the endpoint's public key, as pinned by the invitation.
    pub fn new(organisation: SpaceId, endpoint: [u8; 32]) -> Self {
        Self {
            organisation,
            endpoint,
            members: Vec::new(),
            used: Vec::new(),
            keys: Vec::new(),
            wraps: Vec::new(),
            entries: 0,
            key_due: false,
        }
    }

    /// Takes in the next entry.
    ///
    /// # Errors
    /// [`RosterError`]; the roster is then unchanged.
    pub fn admit(&mut self, entry: &Entry) -> Result<(), RosterError> {
        if entry.roster() != self.organisation {
            return Err(RosterError::OtherRoster);
        }
        match entry {
            Entry::Join(join) => self.join(join)?,
            Entry::Signed(signed) => self.change(signed)?,
        }
        self.entries += 1;
        Ok(())
    }

    /// The organisation's space.
    pub fn organisation(&self) -> SpaceId {
        self.organisation
    }

    /// How many entries it was built from.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Every device in the order they joined, the removed ones included.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The devices that belong now.
    pub fn active(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|m| !m.removed)
    }

    /// The member with this device, also when it was removed.
    pub fn member(&self, device: DeviceId) -> Option<&Member> {
        self.members.iter().find(|m| m.device == device)
    }

    /// Every new key, in order.
    pub fn keys(&self) -> &[NewKey] {
        &self.keys
    }

    /// Every wrapped key with its space and epoch, those handed in later included.
    pub fn wraps(&self) -> impl Iterator<Item = (SpaceId, u64, &Wrap)> {
        let first =
            self.keys.iter().flat_map(|key| key.wraps.iter().map(|wrap| (key.space, key.epoch, wrap)));
        first.chain(self.wraps.iter().map(|(space, epoch, wrap)| (*space, *epoch, wrap)))
    }

    /// The newest key of a space.
    pub fn newest_key(&self, space: SpaceId) -> Option<&NewKey> {
        self.keys.iter().rev().find(|key| key.space == space)
    }

    /// What a partner wraps to, so that everybody in this organisation can open it: the organisation's newest
    /// public key and its epoch.
    pub fn recipient(&self) -> Option<Recipient> {
        let key = self.newest_key(self.organisation)?;
        Some(Recipient { to: self.organisation.0, under: key.epoch, opener: key.opener })
    }

    /// Whom the key of one of the organisation's spaces is for: everybody's devices for its own space, one
    /// person's for theirs.
    pub fn recipients(&self, space: SpaceId) -> impl Iterator<Item = Recipient> {
        let all = space == self.organisation;
        self.active().filter(move |m| all || m.person.0 == space.0).map(Member::recipient)
    }

    /// Those of [`Roster::recipients`] that the newest key was not wrapped to: they came in while it changed,
    /// or with a key that was old already.
    pub fn without_key(&self, space: SpaceId) -> Vec<Recipient> {
        let Some(newest) = self.newest_key(space).map(|key| key.epoch) else { return Vec::new() };
        let has = |to| self.wraps().any(|(s, epoch, wrap)| (s, epoch, wrap.to) == (space, newest, to));
        self.recipients(space).filter(|recipient| !has(recipient.to)).collect()
    }

    /// Whether the organisation's key should be changed: it has none, or somebody who had it left.
    pub fn key_due(&self) -> bool {
        self.key_due || self.newest_key(self.organisation).is_none()
    }

    fn join(&mut self, join: &Join) -> Result<(), RosterError> {
        let grant = &join.grant;
        if self.used.contains(&grant.invitation) {
            return Err(RosterError::Used);
        }
        let device = device_id(&join.device);
        if self.member(device).is_some() {
            return Err(RosterError::AlreadyIn);
        }
        // A recovery sheet lets its person's next computer in, and nobody else.
        let by = self.active().find(|m| m.public == grant.by && (!m.paper || grant.person.is_some()));
        let allowed = match (by, grant.person) {
            // A first owner, whom the endpoint names; a roster that has somebody is out of its hands.
            (None, None) => {
                self.members.is_empty() && grant.by == self.endpoint && grant.role == MemberRole::Owner
            }
            (None, Some(_)) => false,
            (Some(by), None) => by.role == MemberRole::Owner && !self.knows(join.person) && !join.paper,
            (Some(by), Some(person)) => {
                join.person == person
                    && self.role_of(person) == Some(grant.role)
                    && (by.person == person || by.role == MemberRole::Owner)
            }
        };
        if !allowed {
            return Err(RosterError::NotAllowed);
        }
        if !join.holds() {
            return Err(RosterError::Signature);
        }
        self.used.push(grant.invitation);
        self.members.push(Member {
            device,
            public: join.device,
            opener: join.opener,
            paper: join.paper,
            device_name: join.device_name.clone(),
            person: join.person,
            person_name: join.person_name.clone(),
            role: grant.role,
            removed: false,
        });
        Ok(())
    }

    fn change(&mut self, signed: &Signed) -> Result<(), RosterError> {
        let by = self.active().find(|m| m.public == signed.by).ok_or(RosterError::NotAllowed)?;
        if by.paper {
            return Err(RosterError::NotAllowed);
        }
        let (by_device, by_person, owner) = (by.device, by.person, by.role == MemberRole::Owner);
        // Everything that can refuse comes before anything changes.
        match &signed.change {
            Change::Key(key) => {
                let own = key.space.0 == by_person.0;
                if !(own || owner && key.space == self.organisation) {
                    return Err(RosterError::NotAllowed);
                }
                self.check_key(key, &[])?;
            }
            Change::Wraps { space, epoch, wraps } => {
                let newest = self.newest_key(*space).ok_or(RosterError::NotIn)?.epoch;
                if newest != *epoch {
                    return Err(RosterError::Overtaken);
                }
                let belongs = |wrap: &Wrap| self.recipients(*space).any(|r| r.to == wrap.to);
                if !wraps.iter().all(belongs) {
                    return Err(RosterError::NotIn);
                }
            }
            Change::Role { person, role } => {
                if !owner {
                    return Err(RosterError::NotAllowed);
                }
                if !self.knows(*person) {
                    return Err(RosterError::NotIn);
                }
                if *role != MemberRole::Owner && !self.owner_besides(|m| m.person == *person) {
                    return Err(RosterError::LastOwner);
                }
            }
            Change::Remove { devices, key } => {
                let known = |device: &DeviceId| self.active().any(|m| m.device == *device);
                if devices.is_empty() || !devices.iter().all(known) {
                    return Err(RosterError::NotIn);
                }
                let own = |device: &DeviceId| self.member(*device).is_some_and(|m| m.person == by_person);
                if !owner && !devices.iter().all(own) {
                    return Err(RosterError::NotAllowed);
                }
                if !self.owner_besides(|m| devices.contains(&m.device)) {
                    return Err(RosterError::LastOwner);
                }
                match key {
                    Some(key) if key.space == self.organisation && !devices.contains(&by_device) => {
                        self.check_key(key, devices)?;
                    }
                    None if devices == &[by_device] => {}
                    _ => return Err(RosterError::NotAllowed),
                }
            }
            Change::Found { .. } | Change::Accept(_) | Change::Part { .. } => {
                return Err(RosterError::OtherRoster);
            }
        }
        if !signed.holds() {
            return Err(RosterError::Signature);
        }
        match &signed.change {
            Change::Key(key) => self.add_key(key),
            Change::Wraps { space, epoch, wraps } => {
                self.wraps.extend(wraps.iter().map(|wrap| (*space, *epoch, wrap.clone())));
            }
            Change::Role { person, role } => {
                self.members.iter_mut().filter(|m| m.person == *person).for_each(|m| m.role = *role);
            }
            Change::Remove { devices, key } => {
                self.members
                    .iter_mut()
                    .filter(|m| devices.contains(&m.device))
                    .for_each(|m| m.removed = true);
                match key {
                    Some(key) => self.add_key(key),
                    None => self.key_due = true,
                }
            }
            Change::Found { .. } | Change::Accept(_) | Change::Part { .. } => {}
        }
        Ok(())
    }

    /// A key must be the next one, and for nobody but those who belong.
    fn check_key(&self, key: &NewKey, leaving: &[DeviceId]) -> Result<(), RosterError> {
        if key.epoch != self.newest_key(key.space).map_or(1, |newest| newest.epoch + 1) {
            return Err(RosterError::Overtaken);
        }
        let belongs = |wrap: &Wrap| {
            self.recipients(key.space).any(|r| r.to == wrap.to) && !leaving.iter().any(|d| d.0 == wrap.to)
        };
        if key.wraps.iter().all(belongs) { Ok(()) } else { Err(RosterError::NotIn) }
    }

    fn add_key(&mut self, key: &NewKey) {
        if key.space == self.organisation {
            self.key_due = false;
        }
        self.keys.push(key.clone());
    }

    fn knows(&self, person: PersonId) -> bool {
        self.members.iter().any(|m| m.person == person)
    }

    fn role_of(&self, person: PersonId) -> Option<MemberRole> {
        self.members.iter().find(|m| m.person == person).map(|m| m.role)
    }

    /// Whether an owner's computer is left when these are gone.
    fn owner_besides(&self, gone: impl Fn(&Member) -> bool) -> bool {
        self.active().any(|m| m.role == MemberRole::Owner && !m.paper && !gone(m))
    }
}
