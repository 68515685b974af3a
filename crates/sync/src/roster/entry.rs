//! One change of a roster, signed by who makes it.

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, PersonId, SpaceId};

use crate::codec::{Malformed, Reader, Writer};
use crate::roster::keys::{read_wraps, write_wraps};
use crate::roster::{Accept, Join, NewKey, RosterError, Wrap};
use crate::segment::{Signer, device_id, verified};

/// A roster may not lose more devices than this in one change.
const MAX_REMOVED: usize = 1_000;

/// One change of a roster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A device comes into an organisation. It carries its own signatures.
    Join(Join),
    /// Any other change.
    Signed(Signed),
}

/// A change, and who makes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signed {
    /// The roster: an organisation's space, or a partnership's.
    pub roster: SpaceId,
    /// The change.
    pub change: Change,
    /// Public key of the device that makes it.
    pub by: [u8; 32],
    /// Its signature.
    pub signature: [u8; 64],
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A space gets its next key.
    Key(NewKey),
    /// The newest key of a space, for somebody who has not got it yet: who came in while it changed.
    Wraps {
        /// The space.
        space: SpaceId,
        /// Its newest epoch.
        epoch: u64,
        /// For whom.
        wraps: Vec<Wrap>,
    },
    /// A colleague may do something else from now on.
    Role {
        /// The colleague.
        person: PersonId,
        /// What they may do.
        role: MemberRole,
    },
    /// Devices leave the organisation: a lost computer, a colleague who left.
    Remove {
        /// Which.
        devices: Vec<DeviceId>,
        /// The organisation's next key, which those who leave do not get. Absent only when a device leaves of
        /// itself: who goes does not choose the others' key.
        key: Option<NewKey>,
    },
    /// A partnership is made: the first entry of its roster.
    Found {
        /// The organisation that makes it.
        organisation: SpaceId,
    },
    /// An organisation comes into a partnership.
    Accept(Accept),
    /// An organisation leaves a partnership, or is asked to.
    Part {
        /// Which.
        organisation: SpaceId,
        /// The partnership's next key; absent when an organisation leaves of itself.
        key: Option<NewKey>,
    },
}

const JOIN: u8 = 1;
const KEY: u8 = 2;
const WRAPS: u8 = 3;
const ROLE: u8 = 4;
const REMOVE: u8 = 5;
const FOUND: u8 = 6;
const ACCEPT: u8 = 7;
const PART: u8 = 8;

impl Entry {
    /// A change, signed.
    pub fn sign(by: &Signer, roster: SpaceId, change: Change) -> Self {
        let mut signed = Signed { roster, change, by: by.public(), signature: [0; 64] };
        signed.signature = by.sign(&signed.signed_bytes());
        Self::Signed(signed)
    }

    /// The roster it changes.
    pub fn roster(&self) -> SpaceId {
        match self {
            Self::Join(join) => join.grant.organisation,
            Self::Signed(signed) => signed.roster,
        }
    }

    /// Its bytes, for storage and transfer.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Join(join) => {
                let mut w = Writer(vec![JOIN]);
                w.raw(&join.to_bytes());
                w.0
            }
            Self::Signed(signed) => {
                let mut w = Writer::default();
                signed.write_unsigned(&mut w);
                w.raw(&signed.signature);
                w.0
            }
        }
    }

    /// Reads what [`Entry::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`RosterError::Malformed`], also for a kind of change that this build does not know: a roster cannot be
    /// followed past it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RosterError> {
        let mut r = Reader::new(bytes);
        let kind = r.u8()?;
        if kind == JOIN {
            return Join::from_bytes(r.rest()).map(Self::Join);
        }
        let (roster, by) = (SpaceId(r.id()?), r.array()?);
        let change = Change::read(kind, &mut r)?;
        let signed = Signed { roster, change, by, signature: r.array()? };
        r.end()?;
        Ok(Self::Signed(signed))
    }
}

impl Signed {
    /// Whether the signature is that of the key in `by`.
    pub fn holds(&self) -> bool {
        verified(&self.by, &self.signed_bytes(), &self.signature)
    }

    /// The device that makes the change.
    pub fn device(&self) -> DeviceId {
        device_id(&self.by)
    }

    fn write_unsigned(&self, w: &mut Writer) {
        w.u8(self.change.kind());
        w.id(self.roster);
        w.raw(&self.by);
        self.change.write(w);
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut w = Writer(b"coexist roster".to_vec());
        self.write_unsigned(&mut w);
        w.0
    }
}

impl Change {
    const fn kind(&self) -> u8 {
        match self {
            Self::Key(_) => KEY,
            Self::Wraps { .. } => WRAPS,
            Self::Role { .. } => ROLE,
            Self::Remove { .. } => REMOVE,
            Self::Found { .. } => FOUND,
            Self::Accept(_) => ACCEPT,
            Self::Part { .. } => PART,
        }
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Key(key) => key.write(w),
            Self::Wraps { space, epoch, wraps } => {
                w.id(*space);
                w.uint(*epoch);
                write_wraps(wraps, w);
            }
            Self::Role { person, role } => {
                w.id(*person);
                w.bytes(role.code().as_bytes());
            }
            Self::Remove { devices, key } => {
                w.uint(devices.len() as u64);
                devices.iter().for_each(|device| w.id(*device));
                write_key(key.as_ref(), w);
            }
            Self::Found { organisation } => w.id(*organisation),
            Self::Accept(accept) => accept.write(w),
            Self::Part { organisation, key } => {
                w.id(*organisation);
                write_key(key.as_ref(), w);
            }
        }
    }

    fn read(kind: u8, r: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(match kind {
            KEY => Self::Key(NewKey::read(r)?),
            WRAPS => {
                let (space, epoch) = (SpaceId(r.id()?), r.uint()?);
                Self::Wraps { space, epoch, wraps: read_wraps(r)? }
            }
            ROLE => Self::Role { person: PersonId(r.id()?), role: r.text()?.parse().map_err(|_| Malformed)? },
            REMOVE => {
                let n: usize = r.small()?;
                if n > MAX_REMOVED {
                    return Err(Malformed);
                }
                let devices = (0..n).map(|_| r.id().map(DeviceId)).collect::<Result<_, _>>()?;
                Self::Remove { devices, key: read_key(r)? }
            }
            FOUND => Self::Found { organisation: SpaceId(r.id()?) },
            ACCEPT => Self::Accept(Accept::read(r)?),
            PART => Self::Part { organisation: SpaceId(r.id()?), key: read_key(r)? },
            _ => return Err(Malformed),
        })
    }
}

fn write_key(key: Option<&NewKey>, w: &mut Writer) {
    w.u8(u8::from(key.is_some()));
    if let Some(key) = key {
        key.write(w);
    }
}

fn read_key(r: &mut Reader<'_>) -> Result<Option<NewKey>, Malformed> {
    match r.u8()? {
        0 => Ok(None),
        1 => NewKey::read(r).map(Some),
        _ => Err(Malformed),
    }
}
