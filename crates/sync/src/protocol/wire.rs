//! What push and answer have in common: how an item is written short, and how it is read as its bytes come.
//!
//! A segment names its space and its device by their place in a list that both ends build as they go; it begins
//! with what both know, the spaces of the device's organisation and person and the device itself. So a segment of
//! one's own in one's own organisation's space spends two bytes on what takes thirty-two in storage.

use coexist_domain::{DeviceId, Id, PersonId, SpaceId};

use crate::FORMAT;
use crate::codec::{Malformed, Reader, Writer};
use crate::protocol::{ItemKind, MAX_ITEM};
use crate::segment::{Header, Segment};

/// What stands before an item's bytes is never longer than this.
pub(super) const MAX_HEAD: usize = 256;

/// More spaces or devices than one message speaks of.
const MAX_NAMES: usize = 16_384;

/// The low bits of an item's first byte: its kind; 0 ends the message.
pub(super) const KIND: u8 = 0b11;
/// The item is a segment without its names and its format.
pub(super) const SHORT: u8 = 1 << 2;
/// Only the rest of an item, whose beginning the other end has.
pub(super) const REST: u8 = 1 << 3;

/// Why bytes are not a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Cut, too large, or not ours.
    #[error("malformed message")]
    Malformed,
    /// Written in a format that this build does not read.
    #[error("a newer format")]
    NewerFormat,
}

impl From<Malformed> for Unreadable {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// The device that speaks with the endpoint: both ends know these three.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Who {
    pub device: DeviceId,
    pub person: PersonId,
    pub organisation: SpaceId,
}

/// The beginning of an item that was cut on its way, as whoever holds it names it to whoever has the whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Partial {
    /// How many bytes arrived.
    pub bytes: u64,
    /// The first eight bytes of their blake3.
    pub check: [u8; 8],
}

impl Partial {
    /// Names these bytes.
    pub fn of(start: &[u8]) -> Self {
        let mut check = [0; 8];
        check.copy_from_slice(&blake3::hash(start).as_bytes()[..8]);
        Self { bytes: start.len() as u64, check }
    }

    /// What is left of this item, when it is the one that was cut.
    pub fn rest_of<'a>(&self, item: &'a [u8]) -> Option<&'a [u8]> {
        let (start, rest) = item.split_at_checked(usize::try_from(self.bytes).ok()?)?;
        (!rest.is_empty() && Self::of(start) == *self).then_some(rest)
    }

    pub(super) fn write(self, w: &mut Writer) {
        w.uint(self.bytes);
        w.raw(&self.check);
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self { bytes: r.uint()?, check: r.array()? })
    }
}

/// The spaces and devices named so far in one message.
pub(super) struct Names {
    spaces: Vec<Id>,
    devices: Vec<Id>,
}

impl Names {
    pub(super) fn new(who: Who) -> Self {
        Self { spaces: vec![who.organisation.0, who.person.0], devices: vec![who.device.0] }
    }

    /// Writes an item after its first byte, whose flags are given back.
    pub(super) fn write(&mut self, kind: ItemKind, bytes: &[u8], w: &mut Writer) -> u8 {
        let full = self.spaces.len() >= MAX_NAMES || self.devices.len() >= MAX_NAMES;
        if kind != ItemKind::Segment || full {
            w.bytes(bytes);
            return 0;
        }
        let segment = match Segment::from_bytes(bytes) {
            Ok(segment)
                if storage(&segment.header, segment.body.len()).len() + segment.body.len() + 64
                    == bytes.len() =>
            {
                segment
            }
            // Of a later format: it goes as it is.
            _ => {
                w.bytes(bytes);
                return 0;
            }
        };
        let header = &segment.header;
        name(&mut self.spaces, header.space.0, w);
        name(&mut self.devices, header.device.0, w);
        w.uint(header.first);
        w.uint(header.count);
        w.uint(header.epoch);
        w.raw(&header.head.0);
        w.bytes(&segment.body);
        w.raw(&segment.signature);
        SHORT
    }

    /// Writes the rest of an item after its first byte.
    pub(super) fn write_rest(of: Partial, rest: &[u8], w: &mut Writer) -> u8 {
        of.write(w);
        w.bytes(rest);
        REST
    }
}

fn name(known: &mut Vec<Id>, id: Id, w: &mut Writer) {
    if let Some(place) = known.iter().position(|other| *other == id) {
        w.uint(place as u64);
    } else {
        w.uint(known.len() as u64);
        w.id(id);
        known.push(id);
    }
}

/// A name, and whether it is a new one.
fn named(known: &[Id], r: &mut Reader<'_>) -> Result<(Id, bool), Malformed> {
    let place: usize = r.small()?;
    match known.get(place) {
        Some(id) => Ok((*id, false)),
        None if place == known.len() && place < MAX_NAMES => Ok((r.id()?, true)),
        None => Err(Malformed),
    }
}

/// What a segment's stored bytes have before its body.
fn storage(header: &Header, body: usize) -> Vec<u8> {
    let mut w = Writer(vec![FORMAT]);
    w.id(header.space);
    w.id(header.device);
    w.uint(header.first);
    w.uint(header.count);
    w.uint(header.epoch);
    w.raw(&header.head.0);
    w.uint(body as u64);
    w.0
}

/// An item that has begun.
pub(super) struct Begun {
    pub(super) kind: ItemKind,
    /// The beginning that the other end of the link speaks of, when only the rest comes.
    pub(super) of: Option<Partial>,
    /// What its stored bytes begin with and the message leaves out.
    start: Vec<u8>,
    /// How many bytes of the message it takes.
    need: usize,
}

impl Begun {
    /// Reads what stands between an item's first byte and its bytes.
    pub(super) fn read(tag: u8, names: &mut Names, r: &mut Reader<'_>) -> Result<Self, Malformed> {
        let kind = ItemKind::of(tag & KIND).ok_or(Malformed)?;
        Ok(match (tag & SHORT != 0, tag & REST != 0) {
            (true, false) if kind == ItemKind::Segment => {
                let (space, new_space) = named(&names.spaces, r)?;
                let (device, new_device) = named(&names.devices, r)?;
                let header = Header {
                    space: SpaceId(space),
                    device: DeviceId(device),
                    first: r.uint()?,
                    count: r.uint()?,
                    epoch: r.uint()?,
                    head: crate::Hash(r.array()?),
                };
                let body: usize = r.small()?;
                let need = body.checked_add(64).ok_or(Malformed)?;
                // Only now, when all of it is there: it may be read again with more bytes.
                names.spaces.extend(new_space.then_some(space));
                names.devices.extend(new_device.then_some(device));
                Self { kind, of: None, start: storage(&header, body), need }
            }
            (false, rest) => {
                let of = if rest { Some(Partial::read(r)?) } else { None };
                Self { kind, of, start: Vec::new(), need: r.small()? }
            }
            _ => return Err(Malformed),
        })
    }

    /// Refuses what is larger than any item.
    pub(super) fn checked(self) -> Result<Self, Malformed> {
        let before = self.of.map_or(0, |of| of.bytes);
        let whole = before.checked_add(self.need as u64).and_then(|n| n.checked_add(self.start.len() as u64));
        if whole.is_some_and(|n| n <= MAX_ITEM as u64) { Ok(self) } else { Err(Malformed) }
    }

    /// Its bytes, once they are all there.
    pub(super) fn whole(&self, incoming: &mut Incoming) -> Option<Vec<u8>> {
        let bytes = [&self.start, incoming.bytes().get(..self.need)?].concat();
        incoming.take(self.need);
        Some(bytes)
    }

    /// Its bytes so far.
    pub(super) fn so_far(&self, incoming: &Incoming) -> Vec<u8> {
        [&self.start, incoming.bytes()].concat()
    }
}

/// Bytes that came and were not read yet.
#[derive(Default)]
pub(super) struct Incoming {
    buffer: Vec<u8>,
    read: usize,
}

impl Incoming {
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        if self.read > 0 && self.read >= self.buffer.len() / 2 {
            self.buffer.drain(..self.read);
            self.read = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.read..).unwrap_or_default()
    }

    pub(super) fn take(&mut self, n: usize) {
        self.read = (self.read + n).min(self.buffer.len());
    }

    /// Reads something short. None while it is not whole.
    pub(super) fn short<T>(
        &mut self,
        max: usize,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        let bytes = self.bytes();
        let mut r = Reader::new(bytes);
        match read(&mut r) {
            Ok(value) => {
                let n = bytes.len() - r.rest().len();
                self.take(n);
                Ok(Some(value))
            }
            Err(Malformed) if bytes.len() < max => Ok(None),
            Err(error) => Err(error),
        }
    }
}
