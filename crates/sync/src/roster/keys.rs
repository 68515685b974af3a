//! The keys of sealed spaces as rosters carry them, and the ring on which a desk keeps those it can open.

use std::collections::BTreeMap;

use coexist_domain::{DeviceId, Id, SpaceId};

use crate::codec::{Malformed, Reader, Writer};
use crate::seal::{About, EpochKey, Opener, SEAL, Unopened, WRAPPED};

/// An older key closed under its successor.
const CLOSED: usize = 32 + SEAL;

/// More than any roster has devices: a bound against hostile counts.
const MAX_WRAPS: usize = 10_000;

/// A space's key, wrapped to one device or one organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrap {
    /// The device, or the organisation.
    pub to: Id,
    /// For an organisation: which of its own space's keys opens it. Zero for a device.
    pub under: u64,
    /// The wrapped key.
    pub key: [u8; WRAPPED],
}

/// A new key of a space: the next epoch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewKey {
    /// The space it opens.
    pub space: SpaceId,
    /// One more than the space's newest; 1 for the first.
    pub epoch: u64,
    /// Public half of the key's own pair (see [`EpochKey::opener`]): what partners wrap to.
    pub opener: [u8; 32],
    /// The key before it, closed under this one. Absent for the first.
    pub older: Option<[u8; CLOSED]>,
    /// This key for each of those who belong to the space.
    pub wraps: Vec<Wrap>,
}

impl NewKey {
    /// The next key of a space. `to` are those it is wrapped to, each with its public key and 32 random bytes
    /// used for nothing else. Whoever's public key is no true one is left out.
    pub fn make(
        space: SpaceId,
        key: &EpochKey,
        older: Option<(u64, &EpochKey)>,
        to: impl IntoIterator<Item = (Recipient, [u8; 32])>,
    ) -> Self {
        let epoch = older.map_or(1, |(epoch, _)| epoch + 1);
        let wraps = to.into_iter().filter_map(|(to, ephemeral)| Wrap::make(space, epoch, key, to, ephemeral));
        Self {
            space,
            epoch,
            opener: key.opener().public(),
            older: older.and_then(|(before, old)| key.close(old, closed(space, before)).try_into().ok()),
            wraps: wraps.collect(),
        }
    }

    pub(super) fn write(&self, w: &mut Writer) {
        w.id(self.space);
        w.uint(self.epoch);
        w.raw(&self.opener);
        if let Some(older) = &self.older {
            w.raw(older);
        }
        write_wraps(&self.wraps, w);
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (space, epoch, opener) = (SpaceId(r.id()?), r.uint()?, r.array()?);
        let older = match epoch {
            0 => return Err(Malformed),
            1 => None,
            _ => Some(r.array()?),
        };
        Ok(Self { space, epoch, opener, older, wraps: read_wraps(r)? })
    }
}

/// Somebody a key is wrapped to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recipient {
    /// The device, or the organisation.
    pub to: Id,
    /// For an organisation: the epoch of the public key. Zero for a device.
    pub under: u64,
    /// Their public key.
    pub opener: [u8; 32],
}

impl Wrap {
    /// One key for one recipient; nothing when their public key is no true one.
    pub fn make(
        space: SpaceId,
        epoch: u64,
        key: &EpochKey,
        to: Recipient,
        ephemeral: [u8; 32],
    ) -> Option<Self> {
        let key = key.wrap(&to.opener, About { space, epoch, to: to.to }, ephemeral).ok()?;
        Some(Self { to: to.to, under: to.under, key })
    }
}

pub(super) fn write_wraps(wraps: &[Wrap], w: &mut Writer) {
    w.uint(wraps.len() as u64);
    for wrap in wraps {
        w.id(wrap.to);
        w.uint(wrap.under);
        w.raw(&wrap.key);
    }
}

pub(super) fn read_wraps(r: &mut Reader<'_>) -> Result<Vec<Wrap>, Malformed> {
    let n: usize = r.small()?;
    if n > MAX_WRAPS {
        return Err(Malformed);
    }
    (0..n).map(|_| Ok(Wrap { to: r.id()?, under: r.uint()?, key: r.array()? })).collect()
}

const fn closed(space: SpaceId, epoch: u64) -> About {
    About { space, epoch, to: space.0 }
}

/// Who opens wraps: a device, and the organisation it belongs to.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Holder<'a> {
    pub device: DeviceId,
    pub opener: &'a Opener,
    pub organisation: SpaceId,
}

/// The keys a desk can open, by space and epoch. Kept in the encrypted database.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct KeyRing(BTreeMap<(SpaceId, u64), EpochKey>);

impl KeyRing {
    /// Adds a key. True when it is news.
    pub fn insert(&mut self, space: SpaceId, epoch: u64, key: EpochKey) -> bool {
        self.0.insert((space, epoch), key).is_none()
    }

    /// A space's key of one epoch.
    pub fn get(&self, space: SpaceId, epoch: u64) -> Option<&EpochKey> {
        self.0.get(&(space, epoch))
    }

    /// A space's newest key on this ring, with its epoch.
    pub fn newest(&self, space: SpaceId) -> Option<(u64, &EpochKey)> {
        self.0.range((space, 0)..=(space, u64::MAX)).next_back().map(|((_, epoch), key)| (*epoch, key))
    }

    /// Every key with its space and epoch, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SpaceId, u64, &EpochKey)> {
        self.0.iter().map(|((space, epoch), key)| (*space, *epoch, key))
    }

    /// Opens what wraps of a space's key give this desk: those to its device, and those to its organisation,
    /// whose own keys must be on the ring. Answers whether any was news.
    pub fn open<'a>(
        &mut self,
        holder: Holder<'_>,
        (space, epoch): (SpaceId, u64),
        wraps: impl IntoIterator<Item = &'a Wrap>,
    ) -> bool {
        let mut news = false;
        for wrap in wraps {
            let about = About { space, epoch, to: wrap.to };
            let opened: Result<EpochKey, Unopened> = if wrap.to == holder.device.0 {
                holder.opener.open(&wrap.key, about)
            } else if wrap.to == holder.organisation.0 {
                let own = self.get(holder.organisation, wrap.under);
                own.ok_or(Unopened).and_then(|key| key.opener().open(&wrap.key, about))
            } else {
                continue;
            };
            // One that does not open was made wrongly, by mistake or malice: another may.
            if let Ok(key) = opened {
                news |= self.insert(space, epoch, key);
            }
        }
        news
    }

    /// Opens every older key that a key on the ring opens. `all` are new keys in the order of their rosters.
    pub fn open_older(&mut self, all: &[NewKey]) -> bool {
        let mut news = false;
        for new in all.iter().rev() {
            let space = new.space;
            let (Some(key), Some(older)) = (self.get(space, new.epoch), &new.older) else { continue };
            if self.get(space, new.epoch - 1).is_some() {
                continue;
            }
            if let Ok(older) = key.reopen(older, closed(space, new.epoch - 1)) {
                news |= self.insert(space, new.epoch - 1, older);
            }
        }
        news
    }
}
