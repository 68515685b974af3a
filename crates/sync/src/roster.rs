//! Who belongs to an organisation, in one order given by the endpoint and forgeable by nobody.
//!
//! A [`Grant`] is an owner's signed word that whoever holds a secret may join with a role; the endpoint itself
//! grants only an organisation's first owner. A [`Join`] is the newcomer's device answering it: signed with
//! the secret's key (they hold it) and with the device's own (it is theirs). The roster is the list of joins
//! as the endpoint ordered them; every desk verifies each one against those before it.

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, Millis, PersonId, SpaceId};

use crate::codec::{Malformed, Reader, Writer};
use crate::segment::{Signer, device_id, verified};

/// A signed permission to join.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    /// The organisation's space, whose id is the organisation's.
    pub organisation: SpaceId,
    /// The organisation's name, for the newcomer's eyes.
    pub organisation_name: String,
    /// Who is expected, for the newcomer's eyes and the list of invitations.
    pub person_name: String,
    /// What they may do.
    pub role: MemberRole,
    /// Public half of the key made from the invitation's secret.
    pub invitation: [u8; 32],
    /// Until when, in milliseconds since the Unix epoch, by the endpoint's clock.
    pub expires: Millis,
    /// Public key of who grants: an owner's device, or the endpoint for a first owner.
    pub by: [u8; 32],
    /// Their signature.
    pub signature: [u8; 64],
}

/// A device joining an organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Join {
    /// The permission it answers.
    pub grant: Grant,
    /// The device's public signing key.
    pub device: [u8; 32],
    /// What its owner calls it.
    pub device_name: String,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Signature with the invitation's key.
    pub by_invitation: [u8; 64],
    /// Signature with the device's key.
    pub by_device: [u8; 64],
}

/// A place in the roster, verified.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Member {
    pub device: DeviceId,
    pub public: [u8; 32],
    pub device_name: String,
    pub person: PersonId,
    pub person_name: String,
    pub role: MemberRole,
}

/// Why a change of the roster does not stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// The bytes are not one.
    #[error("malformed roster entry")]
    Malformed,
    /// A signature does not hold.
    #[error("a signature of the roster does not hold")]
    Signature,
    /// Who grants is neither an owner nor, for the first owner, the endpoint.
    #[error("not granted by an owner")]
    NotAnOwner,
    /// Another organisation's.
    #[error("an entry of another organisation")]
    OtherOrganisation,
    /// The invitation was used before.
    #[error("the invitation was used")]
    Used,
}

impl From<Malformed> for RosterError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl Grant {
    /// Signs a permission for whoever holds the secret of `invitation`.
    pub fn sign(
        by: &Signer,
        organisation: SpaceId,
        organisation_name: &str,
        person_name: &str,
        role: MemberRole,
        invitation: [u8; 32],
        expires: Millis,
    ) -> Self {
        let mut grant = Self {
            organisation,
            organisation_name: organisation_name.to_owned(),
            person_name: person_name.to_owned(),
            role,
            invitation,
            expires,
            by: by.public(),
            signature: [0; 64],
        };
        grant.signature = by.sign(&grant.signed_bytes());
        grant
    }

    /// Its bytes, as an invitation link carries them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::default();
        self.write(&mut w);
        w.0
    }

    /// Reads what [`Grant::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`RosterError::Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RosterError> {
        let mut r = Reader::new(bytes);
        let grant = Self::read(&mut r)?;
        r.end()?;
        Ok(grant)
    }

    fn write(&self, w: &mut Writer) {
        self.write_unsigned(w);
        w.raw(&self.signature);
    }

    fn write_unsigned(&self, w: &mut Writer) {
        w.id(self.organisation);
        w.bytes(self.organisation_name.as_bytes());
        w.bytes(self.person_name.as_bytes());
        w.bytes(self.role.code().as_bytes());
        w.raw(&self.invitation);
        w.int(self.expires);
        w.raw(&self.by);
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            organisation: SpaceId(r.id()?),
            organisation_name: r.text()?.to_owned(),
            person_name: r.text()?.to_owned(),
            role: r.text()?.parse().map_err(|_| Malformed)?,
            invitation: r.array()?,
            expires: r.int()?,
            by: r.array()?,
            signature: r.array()?,
        })
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut w = Writer(b"coexist grant".to_vec());
        self.write_unsigned(&mut w);
        w.0
    }
}

impl Join {
    /// A device answers a permission.
    pub fn sign(
        grant: Grant,
        invitation: &Signer,
        device: &Signer,
        device_name: &str,
        person: PersonId,
        person_name: &str,
    ) -> Self {
        let mut join = Self {
            grant,
            device: device.public(),
            device_name: device_name.to_owned(),
            person,
            person_name: person_name.to_owned(),
            by_invitation: [0; 64],
            by_device: [0; 64],
        };
        let bytes = join.signed_bytes();
        join.by_invitation = invitation.sign(&bytes);
        join.by_device = device.sign(&bytes);
        join
    }

    /// Its bytes, for storage and transfer.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::default();
        self.write_unsigned(&mut w);
        w.raw(&self.by_invitation);
        w.raw(&self.by_device);
        w.0
    }

    /// Reads what [`Join::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`RosterError::Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RosterError> {
        let mut r = Reader::new(bytes);
        let join = Self {
            grant: Grant::read(&mut r)?,
            device: r.array()?,
            device_name: r.text()?.to_owned(),
            person: PersonId(r.id()?),
            person_name: r.text()?.to_owned(),
            by_invitation: r.array()?,
            by_device: r.array()?,
        };
        r.end()?;
        Ok(join)
    }

    fn write_unsigned(&self, w: &mut Writer) {
        self.grant.write(w);
        w.raw(&self.device);
        w.bytes(self.device_name.as_bytes());
        w.id(self.person);
        w.bytes(self.person_name.as_bytes());
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut w = Writer(b"coexist join".to_vec());
        self.write_unsigned(&mut w);
        w.0
    }
}

/// An organisation's members, built one verified join after another.
#[derive(Clone, Debug)]
pub struct Roster {
    organisation: SpaceId,
    endpoint: [u8; 32],
    members: Vec<Member>,
    used: Vec<[u8; 32]>,
}

impl Roster {
    /// Nobody yet. `endpoint` is the endpoint's public key, as pinned by the invitation.
    pub fn new(organisation: SpaceId, endpoint: [u8; 32]) -> Self {
        Self { organisation, endpoint, members: Vec::new(), used: Vec::new() }
    }

    /// Takes in the next join.
    ///
    /// # Errors
    /// [`RosterError`]; the roster is then unchanged.
    pub fn admit(&mut self, join: &Join) -> Result<&Member, RosterError> {
        let grant = &join.grant;
        if grant.organisation != self.organisation {
            return Err(RosterError::OtherOrganisation);
        }
        if self.used.contains(&grant.invitation) {
            return Err(RosterError::Used);
        }
        let owner = |m: &Member| m.public == grant.by && m.role == MemberRole::Owner;
        let first_owner =
            self.members.is_empty() && grant.by == self.endpoint && grant.role == MemberRole::Owner;
        if !first_owner && !self.members.iter().any(owner) {
            return Err(RosterError::NotAnOwner);
        }
        let bytes = join.signed_bytes();
        let holds = verified(&grant.by, &grant.signed_bytes(), &grant.signature)
            && verified(&grant.invitation, &bytes, &join.by_invitation)
            && verified(&join.device, &bytes, &join.by_device);
        if !holds {
            return Err(RosterError::Signature);
        }
        self.used.push(grant.invitation);
        self.members.push(Member {
            device: device_id(&join.device),
            public: join.device,
            device_name: join.device_name.clone(),
            person: join.person,
            person_name: join.person_name.clone(),
            role: grant.role,
        });
        Ok(&self.members[self.members.len() - 1])
    }

    /// The members in the order they joined.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The member with this device.
    pub fn member(&self, device: DeviceId) -> Option<&Member> {
        self.members.iter().find(|m| m.device == device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coexist_domain::Id;

    const ORGANISATION: SpaceId = SpaceId(Id::from_bytes([7; 16]));

    fn key(n: u8) -> Signer {
        Signer::from_seed(&[n; 32])
    }

    fn join(by: &Signer, role: MemberRole, invitation: u8, device: u8) -> Join {
        let secret = key(invitation);
        let grant = Grant::sign(by, ORGANISATION, "Puits", "Awa", role, secret.public(), 99);
        Join::sign(grant, &secret, &key(device), "portable", PersonId(Id::from_bytes([device; 16])), "Awa")
    }

    #[test]
    fn owners_bring_in_colleagues_and_nobody_else_does() {
        let endpoint = key(1);
        let mut roster = Roster::new(ORGANISATION, endpoint.public());
        assert_eq!(roster.admit(&join(&key(2), MemberRole::Owner, 10, 2)), Err(RosterError::NotAnOwner));
        roster.admit(&join(&endpoint, MemberRole::Owner, 11, 2)).unwrap();
        roster.admit(&join(&key(2), MemberRole::Editor, 12, 3)).unwrap();
        assert_eq!(roster.admit(&join(&key(3), MemberRole::Editor, 13, 4)), Err(RosterError::NotAnOwner));
        assert_eq!(
            roster.admit(&join(&endpoint, MemberRole::Owner, 14, 5)),
            Err(RosterError::NotAnOwner),
            "the endpoint orders a roster, it never forges one"
        );
        assert_eq!(roster.admit(&join(&key(2), MemberRole::Editor, 12, 6)), Err(RosterError::Used));
        assert_eq!(roster.members().len(), 2);
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let endpoint = key(1);
        let good = join(&endpoint, MemberRole::Owner, 11, 2);
        assert_eq!(Join::from_bytes(&good.to_bytes()), Ok(good.clone()));
        let bytes = good.to_bytes();
        for i in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[i] ^= 1;
            let admitted = Join::from_bytes(&bad)
                .and_then(|j| Roster::new(ORGANISATION, endpoint.public()).admit(&j).map(|_| ()));
            assert!(admitted.is_err(), "byte {i} was changed unnoticed");
        }
    }
}
