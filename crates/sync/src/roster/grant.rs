//! Permissions to come in, and the answers to them.
//!
//! A [`Grant`] is an owner's signed word that whoever holds a secret may join an organisation with a role; the
//! endpoint itself grants only an organisation's first owner. A [`Join`] is the newcomer's device answering it:
//! signed with the secret's key (they hold it) and with the device's own (it is theirs). [`PartnerGrant`] and
//! [`Accept`] are the same between a partnership and an organisation.

use coexist_domain::words::{MemberRole, PartyRole};
use coexist_domain::{Millis, PersonId, SpaceId};

use crate::codec::{Malformed, Reader, Writer};
use crate::roster::RosterError;
use crate::segment::{Signer, verified};

/// A signed permission to join an organisation.
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
    /// Set when the newcomer is another device of somebody who is in already: a second computer, a recovery
    /// sheet. `by` is then a device of theirs.
    pub person: Option<PersonId>,
    /// Public half of the key made from the invitation's secret.
    pub invitation: [u8; 32],
    /// Until when, in milliseconds since the Unix epoch, by the endpoint's clock.
    pub expires: Millis,
    /// Public key of who grants: an owner's device, one of the same person's, or the endpoint for a first
    /// owner.
    pub by: [u8; 32],
    /// Their signature.
    pub signature: [u8; 64],
}

impl Grant {
    /// A permission for whoever holds the secret of `invitation`, not yet signed.
    pub fn new(organisation: SpaceId, role: MemberRole, invitation: [u8; 32], expires: Millis) -> Self {
        Self {
            organisation,
            organisation_name: String::new(),
            person_name: String::new(),
            role,
            person: None,
            invitation,
            expires,
            by: [0; 32],
            signature: [0; 64],
        }
    }

    /// With the names that the newcomer is shown.
    #[must_use]
    pub fn named(mut self, organisation: &str, person: &str) -> Self {
        organisation.clone_into(&mut self.organisation_name);
        person.clone_into(&mut self.person_name);
        self
    }

    /// For another device of a person who is in.
    #[must_use]
    pub fn for_person(mut self, person: PersonId) -> Self {
        self.person = Some(person);
        self
    }

    /// Signed.
    #[must_use]
    pub fn sign(mut self, by: &Signer) -> Self {
        self.by = by.public();
        self.signature = by.sign(&self.signed_bytes());
        self
    }

    /// Whether the signature is that of the key in `by`.
    pub fn holds(&self) -> bool {
        verified(&self.by, &self.signed_bytes(), &self.signature)
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
        w.u8(u8::from(self.person.is_some()));
        if let Some(person) = self.person {
            w.id(person);
        }
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
            person: if flag(r)? { Some(PersonId(r.id()?)) } else { None },
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

/// A device joining an organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Join {
    /// The permission it answers.
    pub grant: Grant,
    /// The device's public signing key.
    pub device: [u8; 32],
    /// The public key that spaces' keys are wrapped to for this device.
    pub opener: [u8; 32],
    /// Whether it is no computer but a recovery sheet: keys are wrapped to it, nothing is ever written by it.
    pub paper: bool,
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

impl Join {
    /// A device's answer to a permission, signed with both keys.
    pub fn sign(
        grant: Grant,
        invitation: &Signer,
        device: &Signer,
        device_name: &str,
        person: PersonId,
        person_name: &str,
    ) -> Self {
        let unsigned = Self {
            grant,
            device: device.public(),
            opener: device.opener().public(),
            paper: false,
            device_name: device_name.to_owned(),
            person,
            person_name: person_name.to_owned(),
            by_invitation: [0; 64],
            by_device: [0; 64],
        };
        unsigned.signed(invitation, device)
    }

    /// The same for a recovery sheet, whose keys stand on paper.
    #[must_use]
    pub fn on_paper(mut self, invitation: &Signer, sheet: &Signer) -> Self {
        self.paper = true;
        self.signed(invitation, sheet)
    }

    fn signed(mut self, invitation: &Signer, device: &Signer) -> Self {
        let bytes = self.signed_bytes();
        self.by_invitation = invitation.sign(&bytes);
        self.by_device = device.sign(&bytes);
        self
    }

    /// Whether all three signatures are those of the keys it names.
    pub fn holds(&self) -> bool {
        let bytes = self.signed_bytes();
        self.grant.holds()
            && verified(&self.grant.invitation, &bytes, &self.by_invitation)
            && verified(&self.device, &bytes, &self.by_device)
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
            opener: r.array()?,
            paper: flag(&mut r)?,
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
        w.raw(&self.opener);
        w.u8(u8::from(self.paper));
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

/// A signed permission to come into a partnership, for an organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartnerGrant {
    /// The partnership.
    pub partnership: SpaceId,
    /// The part the organisation is asked to take.
    pub role: PartyRole,
    /// Public half of the key made from the invitation's secret.
    pub invitation: [u8; 32],
    /// Until when, in milliseconds since the Unix epoch, by the endpoint's clock.
    pub expires: Millis,
    /// Public key of who grants: a device of one of the parties.
    pub by: [u8; 32],
    /// Their signature.
    pub signature: [u8; 64],
}

impl PartnerGrant {
    /// A signed permission.
    pub fn sign(
        by: &Signer,
        partnership: SpaceId,
        role: PartyRole,
        invitation: [u8; 32],
        expires: Millis,
    ) -> Self {
        let mut grant = Self { partnership, role, invitation, expires, by: by.public(), signature: [0; 64] };
        grant.signature = by.sign(&grant.signed_bytes());
        grant
    }

    /// Whether the signature is that of the key in `by`.
    pub fn holds(&self) -> bool {
        verified(&self.by, &self.signed_bytes(), &self.signature)
    }

    /// Appends it.
    pub(crate) fn write(&self, w: &mut Writer) {
        self.write_unsigned(w);
        w.raw(&self.signature);
    }

    fn write_unsigned(&self, w: &mut Writer) {
        w.id(self.partnership);
        w.bytes(self.role.code().as_bytes());
        w.raw(&self.invitation);
        w.int(self.expires);
        w.raw(&self.by);
    }

    /// Reads what [`PartnerGrant::write`] wrote.
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            partnership: SpaceId(r.id()?),
            role: r.text()?.parse().map_err(|_| Malformed)?,
            invitation: r.array()?,
            expires: r.int()?,
            by: r.array()?,
            signature: r.array()?,
        })
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut w = Writer(b"coexist partner grant".to_vec());
        self.write_unsigned(&mut w);
        w.0
    }
}

/// An organisation accepts to come into a partnership. It stands in an [`Entry`](super::Entry) signed by the
/// device that accepts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accept {
    /// The permission it answers.
    pub grant: PartnerGrant,
    /// The organisation that comes in.
    pub organisation: SpaceId,
    /// Signature with the invitation's key, over the permission and the organisation.
    pub by_invitation: [u8; 64],
}

impl Accept {
    /// The answer of an organisation to a permission.
    pub fn sign(grant: PartnerGrant, organisation: SpaceId, invitation: &Signer) -> Self {
        let mut accept = Self { grant, organisation, by_invitation: [0; 64] };
        accept.by_invitation = invitation.sign(&accept.signed_bytes());
        accept
    }

    /// Whether the permission and the answer are signed by the keys they name.
    pub fn holds(&self) -> bool {
        self.grant.holds() && verified(&self.grant.invitation, &self.signed_bytes(), &self.by_invitation)
    }

    pub(super) fn write(&self, w: &mut Writer) {
        self.grant.write(w);
        w.id(self.organisation);
        w.raw(&self.by_invitation);
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self { grant: PartnerGrant::read(r)?, organisation: SpaceId(r.id()?), by_invitation: r.array()? })
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut w = Writer(b"coexist accept".to_vec());
        self.grant.write(&mut w);
        w.id(self.organisation);
        w.0
    }
}

fn flag(r: &mut Reader<'_>) -> Result<bool, Malformed> {
    match r.u8()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Malformed),
    }
}
