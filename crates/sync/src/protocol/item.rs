//! What the endpoint's history is made of.

use coexist_domain::{DeviceId, SpaceId};

use crate::codec::{Malformed, Reader, Writer};
use crate::segment::{Signer, verified};

/// A removal may not speak of more chains than this.
const MAX_CUT: usize = 100_000;

/// One thing that the endpoint keeps and hands on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its bytes: a [`RosterItem`]'s, or a segment's.
    pub bytes: Vec<u8>,
}

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum ItemKind {
    /// A roster's next entry: a [`RosterItem`].
    Roster = 1,
    /// A [`Segment`](crate::Segment).
    Segment = 2,
    /// A segment of a removed device, for its organisation's owners to look at.
    Tray = 3,
}

impl ItemKind {
    pub(super) fn of(bits: u8) -> Option<Self> {
        [Self::Roster, Self::Segment, Self::Tray].into_iter().find(|kind| *kind as u8 == bits)
    }
}

/// A roster's entry as the endpoint keeps it: with its [`Cut`], when somebody leaves by it.
///
/// A desk sends a new entry without a cut; the endpoint adds it. A desk that gives entries back to an endpoint
/// that lost them gives the cuts back too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RosterItem {
    /// The bytes of an [`Entry`](crate::roster::Entry).
    pub entry: Vec<u8>,
    /// How far those who leave by it had come.
    pub cut: Option<Cut>,
}

impl RosterItem {
    /// An entry as its author's desk sends it.
    pub fn new(entry: Vec<u8>) -> Self {
        Self { entry, cut: None }
    }

    /// Its bytes, for storage and transfer.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.bytes(&self.entry);
        if let Some(cut) = &self.cut {
            cut.write(&mut w);
            w.raw(&cut.signature);
        }
        w.0
    }

    /// Reads what [`RosterItem::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are not one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut r = Reader::new(bytes);
        let entry = r.bytes()?.to_vec();
        let cut = if r.is_empty() { None } else { Some(Cut::read(&mut r)?) };
        r.end()?;
        Ok(Self { entry, cut })
    }
}

/// The endpoint's word on what it had accepted from devices by the moment they left. Their frames up to there
/// stand, whoever carries them; later ones go to the tray.
///
/// Signed by the endpoint, so that a desk can give it back after the endpoint lost its memory and nobody can make
/// another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cut {
    /// The last frame of each device concerned in each space concerned. One that is not here had none.
    pub last: Vec<(SpaceId, DeviceId, u64)>,
    /// The endpoint's signature over the entry and this list.
    pub signature: [u8; 64],
}

impl Cut {
    /// Signed by the endpoint for an entry.
    pub fn sign(endpoint: &Signer, entry: &[u8], last: Vec<(SpaceId, DeviceId, u64)>) -> Self {
        let mut cut = Self { last, signature: [0; 64] };
        cut.signature = endpoint.sign(&cut.signed_bytes(entry));
        cut
    }

    /// Whether the endpoint with this public key said so of this entry.
    pub fn holds(&self, endpoint: &[u8; 32], entry: &[u8]) -> bool {
        verified(endpoint, &self.signed_bytes(entry), &self.signature)
    }

    /// The last frame that stands of a device in a space.
    pub fn last_of(&self, space: SpaceId, device: DeviceId) -> u64 {
        self.last.iter().find(|(s, d, _)| (*s, *d) == (space, device)).map_or(0, |(.., last)| *last)
    }

    fn signed_bytes(&self, entry: &[u8]) -> Vec<u8> {
        let mut w = Writer(b"coexist cut".to_vec());
        w.bytes(entry);
        self.write(&mut w);
        w.0
    }

    fn write(&self, w: &mut Writer) {
        w.uint(self.last.len() as u64);
        for (space, device, last) in &self.last {
            w.id(*space);
            w.id(*device);
            w.uint(*last);
        }
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        let n: usize = r.small()?;
        if n > MAX_CUT {
            return Err(Malformed);
        }
        let last = (0..n).map(|_| Ok((SpaceId(r.id()?), DeviceId(r.id()?), r.uint()?)));
        Ok(Self { last: last.collect::<Result<_, Malformed>>()?, signature: r.array()? })
    }
}

#[cfg(test)]
mod tests {
    use coexist_domain::Id;

    use super::*;

    #[test]
    fn a_cut_is_the_endpoints_word_on_one_entry() {
        let endpoint = Signer::from_seed(&[1; 32]);
        let (space, device) = (SpaceId(Id::from_bytes([2; 16])), DeviceId(Id::from_bytes([3; 16])));
        let cut = Cut::sign(&endpoint, b"entry", vec![(space, device, 300)]);
        let item = RosterItem { entry: b"entry".to_vec(), cut: Some(cut.clone()) };
        let bytes = item.to_bytes();
        assert_eq!(RosterItem::from_bytes(&bytes), Ok(item));
        assert_eq!((cut.last_of(space, device), cut.last_of(SpaceId(device.0), device)), (300, 0));
        assert!(cut.holds(&endpoint.public(), b"entry"));
        assert!(!cut.holds(&endpoint.public(), b"another"));
        assert!(!cut.holds(&Signer::from_seed(&[4; 32]).public(), b"entry"));
        let mut more = cut;
        more.last[0].2 += 1;
        assert!(!more.holds(&endpoint.public(), b"entry"));
        for cut in 0..bytes.len() {
            let read = RosterItem::from_bytes(&bytes[..cut]);
            assert!(read.is_err() || read.is_ok_and(|item| item.cut.is_none()), "cut at {cut}");
        }
    }
}
