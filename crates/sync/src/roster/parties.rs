//! A partnership's organisations, built one verified entry after another.
//!
//! Who may make an entry is looked up in the organisations' own rosters: the caller answers for a device's
//! public key which organisation it belongs to and what it may do there. The endpoint answers for this moment;
//! a desk that follows later answers whether the device ever belonged, because the endpoint had put the entry
//! in its place when it did.

use coexist_domain::SpaceId;
use coexist_domain::words::{MemberRole, PartyRole};

use crate::roster::keys::{NewKey, Recipient, Wrap};
use crate::roster::{Change, Entry, RosterError, Signed};

/// An organisation of a partnership.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Party {
    /// The organisation.
    pub organisation: SpaceId,
    /// The part it was asked to take; none for the one that made the partnership.
    pub role: Option<PartyRole>,
    /// Who asked it; itself for the one that made the partnership.
    pub invited_by: SpaceId,
    /// It left, or was asked to; what it wrote before stays.
    pub left: bool,
}

/// A partnership's organisations and its keys.
#[derive(Clone, Debug)]
pub struct Parties {
    partnership: SpaceId,
    parties: Vec<Party>,
    used: Vec<[u8; 32]>,
    keys: Vec<NewKey>,
    wraps: Vec<(u64, Wrap)>,
    entries: u64,
    key_due: bool,
}

impl Parties {
    /// Nobody yet.
    pub fn new(partnership: SpaceId) -> Self {
        Self {
            partnership,
            parties: Vec::new(),
            used: Vec::new(),
            keys: Vec::new(),
            wraps: Vec::new(),
            entries: 0,
            key_due: false,
        }
    }

    /// Takes in the next entry. `standing` says of a device's public key which organisation it belongs to, and
    /// its role there.
    ///
    /// # Errors
    /// [`RosterError`]; nothing is then changed.
    pub fn admit(
        &mut self,
        entry: &Entry,
        standing: impl Fn(&[u8; 32]) -> Option<(SpaceId, MemberRole)>,
    ) -> Result<(), RosterError> {
        let Entry::Signed(signed) = entry else { return Err(RosterError::OtherRoster) };
        if signed.roster != self.partnership {
            return Err(RosterError::OtherRoster);
        }
        let (own, role) = standing(&signed.by).ok_or(RosterError::NotAllowed)?;
        if role == MemberRole::Reader {
            return Err(RosterError::NotAllowed);
        }
        self.check(signed, own, role, &standing)?;
        if !signed.holds() {
            return Err(RosterError::Signature);
        }
        self.apply(&signed.change, &standing);
        self.entries += 1;
        Ok(())
    }

    /// The partnership's space.
    pub fn partnership(&self) -> SpaceId {
        self.partnership
    }

    /// How many entries it was built from.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Every organisation in the order they came, those that left included.
    pub fn all(&self) -> &[Party] {
        &self.parties
    }

    /// The organisations that belong now.
    pub fn active(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|party| !party.left)
    }

    /// Whether an organisation belongs now.
    pub fn has(&self, organisation: SpaceId) -> bool {
        self.active().any(|party| party.organisation == organisation)
    }

    /// Every new key, in order.
    pub fn keys(&self) -> &[NewKey] {
        &self.keys
    }

    /// Every wrapped key with its epoch, those handed in later included.
    pub fn wraps(&self) -> impl Iterator<Item = (u64, &Wrap)> {
        let first = self.keys.iter().flat_map(|key| key.wraps.iter().map(|wrap| (key.epoch, wrap)));
        first.chain(self.wraps.iter().map(|(epoch, wrap)| (*epoch, wrap)))
    }

    /// The newest key.
    pub fn newest_key(&self) -> Option<&NewKey> {
        self.keys.last()
    }

    /// Whether the key should be changed: there is none, or an organisation that had it left of itself. (An
    /// organisation whose own key changed gets the partnership's key anew through `Wraps`.)
    pub fn key_due(&self) -> bool {
        self.key_due || self.keys.is_empty()
    }

    /// Those of `recipients` (the parties' newest public keys) that the newest key was not wrapped to yet.
    pub fn without_key(&self, recipients: impl IntoIterator<Item = Recipient>) -> Vec<Recipient> {
        let Some(newest) = self.newest_key().map(|key| key.epoch) else { return Vec::new() };
        let has = |r: &Recipient| {
            self.wraps().any(|(epoch, wrap)| (epoch, wrap.to, wrap.under) == (newest, r.to, r.under))
        };
        recipients.into_iter().filter(|recipient| !has(recipient)).collect()
    }

    fn check(
        &self,
        signed: &Signed,
        own: SpaceId,
        role: MemberRole,
        standing: &impl Fn(&[u8; 32]) -> Option<(SpaceId, MemberRole)>,
    ) -> Result<(), RosterError> {
        let member = || if self.has(own) { Ok(()) } else { Err(RosterError::NotAllowed) };
        match &signed.change {
            Change::Found { organisation } => {
                if !self.parties.is_empty() {
                    return Err(RosterError::AlreadyIn);
                }
                if *organisation == own { Ok(()) } else { Err(RosterError::NotAllowed) }
            }
            Change::Accept(accept) => {
                if self.used.contains(&accept.grant.invitation) {
                    return Err(RosterError::Used);
                }
                if accept.grant.partnership != self.partnership {
                    return Err(RosterError::OtherRoster);
                }
                if self.has(accept.organisation) {
                    return Err(RosterError::AlreadyIn);
                }
                let inviter = standing(&accept.grant.by).filter(|(_, role)| *role != MemberRole::Reader);
                let invited = inviter.is_some_and(|(organisation, _)| self.has(organisation));
                if !invited || accept.organisation != own {
                    return Err(RosterError::NotAllowed);
                }
                if accept.holds() { Ok(()) } else { Err(RosterError::Signature) }
            }
            Change::Part { organisation, key } => {
                member()?;
                let party =
                    self.active().find(|p| p.organisation == *organisation).ok_or(RosterError::NotIn)?;
                match key {
                    None if *organisation == own => Ok(()),
                    Some(key) if *organisation != own && role == MemberRole::Owner => {
                        let founder = self.parties.first().is_some_and(|first| first.organisation == own);
                        if !founder && party.invited_by != own {
                            return Err(RosterError::NotAllowed);
                        }
                        self.check_key(key, Some(*organisation))
                    }
                    _ => Err(RosterError::NotAllowed),
                }
            }
            Change::Key(key) => {
                member()?;
                self.check_key(key, None)
            }
            Change::Wraps { space, epoch, wraps } => {
                member()?;
                if *space != self.partnership {
                    return Err(RosterError::OtherRoster);
                }
                if self.newest_key().map(|key| key.epoch) != Some(*epoch) {
                    return Err(RosterError::Overtaken);
                }
                self.check_wraps(wraps, None)
            }
            Change::Role { .. } | Change::Remove { .. } => Err(RosterError::OtherRoster),
        }
    }

    fn check_key(&self, key: &NewKey, leaving: Option<SpaceId>) -> Result<(), RosterError> {
        if key.space != self.partnership {
            return Err(RosterError::OtherRoster);
        }
        if key.epoch != self.newest_key().map_or(1, |newest| newest.epoch + 1) {
            return Err(RosterError::Overtaken);
        }
        self.check_wraps(&key.wraps, leaving)
    }

    fn check_wraps(&self, wraps: &[Wrap], leaving: Option<SpaceId>) -> Result<(), RosterError> {
        let belongs = |wrap: &Wrap| {
            self.active().any(|p| p.organisation.0 == wrap.to && Some(p.organisation) != leaving)
        };
        if wraps.iter().all(belongs) { Ok(()) } else { Err(RosterError::NotIn) }
    }

    fn apply(&mut self, change: &Change, standing: &impl Fn(&[u8; 32]) -> Option<(SpaceId, MemberRole)>) {
        match change {
            Change::Found { organisation } => self.parties.push(Party {
                organisation: *organisation,
                role: None,
                invited_by: *organisation,
                left: false,
            }),
            Change::Accept(accept) => {
                self.used.push(accept.grant.invitation);
                let invited_by = standing(&accept.grant.by).map_or(accept.organisation, |(own, _)| own);
                self.parties.push(Party {
                    organisation: accept.organisation,
                    role: Some(accept.grant.role),
                    invited_by,
                    left: false,
                });
            }
            Change::Part { organisation, key } => {
                let leaves = |p: &&mut Party| p.organisation == *organisation;
                self.parties.iter_mut().filter(leaves).for_each(|p| p.left = true);
                match key {
                    Some(key) => self.add_key(key),
                    None => self.key_due = true,
                }
            }
            Change::Key(key) => self.add_key(key),
            Change::Wraps { epoch, wraps, .. } => {
                self.wraps.extend(wraps.iter().map(|wrap| (*epoch, wrap.clone())));
            }
            Change::Role { .. } | Change::Remove { .. } => {}
        }
    }

    fn add_key(&mut self, key: &NewKey) {
        self.key_due = false;
        self.keys.push(key.clone());
    }
}
