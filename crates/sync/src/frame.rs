//! A frame: one user action in one space, linked to the one before it on the same device.
//!
//! Its hash covers the envelope and one salted commitment an op, never the ops themselves: one op can be
//! erased by law (its value and salt dropped, its commitment kept) while chain and signatures still verify.

use coexist_domain::{ActionId, DeviceId, Millis, SpaceId};

use crate::codec::{Malformed, Reader, Writer};
use crate::dot::Vector;
use crate::op::Op;

/// The hash of a frame, and so of its device's whole history before it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug)]
pub struct Hash(pub [u8; 32]);

/// One user action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// 1 for a device's first frame in a space, then without a gap.
    pub seq: u64,
    /// One more than the highest number known when it was written.
    pub lamport: u64,
    /// The device's wall clock, in milliseconds since the Unix epoch. For display only.
    pub wall: Millis,
    /// The registry level it was written with.
    pub schema: u16,
    /// What its author knew beyond what the previous frame of this device already depended on.
    pub news: Vector,
    /// Why, when somebody was asked.
    pub reason: Option<String>,
    /// The long action it is a part of.
    pub action: Option<ActionId>,
    /// The action it takes back.
    pub undoes: Option<ActionId>,
    /// What changes.
    pub ops: Vec<Op>,
}

/// What a frame's envelope holds beyond what every one has.
#[derive(Clone, Copy)]
pub(crate) struct Flags(u8);

impl Flags {
    const REASON: u8 = 1;
    const ACTION: u8 = 2;
    const UNDOES: u8 = 4;

    pub(crate) fn of(frame: &Frame) -> Self {
        let flag = |set: bool, bit| if set { bit } else { 0 };
        Self(
            flag(frame.reason.is_some(), Self::REASON)
                | flag(frame.action.is_some(), Self::ACTION)
                | flag(frame.undoes.is_some(), Self::UNDOES),
        )
    }

    /// An unknown flag would say that something unknown follows: such a frame is of a later format.
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        let flags = r.u8()?;
        if flags & !(Self::REASON | Self::ACTION | Self::UNDOES) == 0 {
            Ok(Self(flags))
        } else {
            Err(Malformed)
        }
    }

    pub(crate) const fn byte(self) -> u8 {
        self.0
    }

    pub(crate) const fn reason(self) -> bool {
        self.0 & Self::REASON != 0
    }

    pub(crate) const fn action(self) -> bool {
        self.0 & Self::ACTION != 0
    }

    pub(crate) const fn undoes(self) -> bool {
        self.0 & Self::UNDOES != 0
    }
}

/// Derives the salt of each op's commitment from its segment's salt.
#[derive(Clone, Copy)]
pub struct OpSalts<'a>(pub &'a [u8; 32]);

impl OpSalts<'_> {
    fn of(self, seq: u64, op: usize) -> [u8; 32] {
        let mut at = [0; 16];
        at[..8].copy_from_slice(&seq.to_be_bytes());
        at[8..].copy_from_slice(&(op as u64).to_be_bytes());
        *blake3::keyed_hash(self.0, &at).as_bytes()
    }
}

impl Frame {
    /// The frame's canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::default();
        self.write_envelope(&mut w);
        let mut one = Writer::default();
        for op in &self.ops {
            one.0.clear();
            op.write(&mut one);
            w.bytes(&one.0);
        }
        w.0
    }

    /// Reads canonical bytes.
    ///
    /// # Errors
    /// When they are not one whole frame.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut r = Reader::new(bytes);
        let (seq, lamport, wall, schema) = (r.uint()?, r.uint()?, r.int()?, r.small()?);
        let flags = Flags::read(&mut r)?;
        if seq == 0 {
            return Err(Malformed);
        }
        let news = Vector::read(&mut r)?;
        let reason = if flags.reason() { Some(r.text()?.to_owned()) } else { None };
        let action = if flags.action() { Some(ActionId(r.id()?)) } else { None };
        let undoes = if flags.undoes() { Some(ActionId(r.id()?)) } else { None };
        let n: usize = r.small()?;
        let mut ops = Vec::with_capacity(n.min(1024));
        for _ in 0..n {
            ops.push(Op::read(Reader::new(r.bytes()?))?);
        }
        r.end()?;
        Ok(Self { seq, lamport, wall, schema, news, reason, action, undoes, ops })
    }

    /// The frame's hash in its chain.
    pub fn hash(&self, space: SpaceId, device: DeviceId, previous: Hash, salts: OpSalts<'_>) -> Hash {
        let mut hasher = blake3::Hasher::new_derive_key("coexist frame 1");
        let mut w = Writer::default();
        w.id(space);
        w.id(device);
        w.raw(&previous.0);
        self.write_envelope(&mut w);
        hasher.update(&w.0);
        for (i, op) in self.ops.iter().enumerate() {
            w.0.clear();
            op.write(&mut w);
            hasher.update(blake3::keyed_hash(&salts.of(self.seq, i), &w.0).as_bytes());
        }
        Hash(*hasher.finalize().as_bytes())
    }

    fn write_envelope(&self, w: &mut Writer) {
        w.uint(self.seq);
        w.uint(self.lamport);
        w.int(self.wall);
        w.uint(u64::from(self.schema));
        w.u8(Flags::of(self).byte());
        self.news.write(w);
        if let Some(reason) = &self.reason {
            w.bytes(reason.as_bytes());
        }
        if let Some(action) = self.action {
            w.id(action);
        }
        if let Some(undoes) = self.undoes {
            w.id(undoes);
        }
        w.uint(self.ops.len() as u64);
    }
}
