//! The one gate into the log: a frame is folded when everything it depends on is there, and only then.
//!
//! Local actions, segments from the endpoint and, later, segments from a stick all pass here.

use coexist_domain::{DeviceId, Id};

use crate::codec::Writer;
use crate::dot::{Dot, Vector};
use crate::frame::{Frame, Hash};
use crate::op::Op;
use crate::record::Record;

/// Names a record in its space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// Wire number of the kind of record.
    pub entity: u16,
    /// The record.
    pub id: Id,
}

impl Key {
    /// What the *state* digest of a space sums for this record.
    pub fn state_bytes(&self, record: &[u8]) -> Vec<u8> {
        let mut w = Writer(Vec::with_capacity(record.len() + 20));
        w.uint(u64::from(self.entity));
        w.id(self.id);
        w.raw(record);
        w.0
    }
}

/// How far one device's history is known, and what it had seen by then.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Chain {
    /// Its last frame folded here.
    pub seq: u64,
    /// That frame's hash.
    pub hash: Hash,
    /// Everything that frame depends on, itself included.
    pub knows: Vector,
}

/// Where a space's chains and records are kept: SQLite on the desk, memory in the tests.
pub trait Log {
    /// What the storage may fail with.
    type Error;

    /// How far a device's history is known; the default for a device never seen.
    ///
    /// # Errors
    /// The storage's.
    fn chain(&mut self, device: DeviceId) -> Result<Chain, Self::Error>;

    /// Remembers it.
    ///
    /// # Errors
    /// The storage's.
    fn set_chain(&mut self, device: DeviceId, chain: Chain, lamport: u64) -> Result<(), Self::Error>;

    /// How many frames of this device were folded.
    ///
    /// # Errors
    /// The storage's.
    fn seq(&mut self, device: DeviceId) -> Result<u64, Self::Error>;

    /// Changes one record, made from nothing if need be.
    ///
    /// # Errors
    /// The storage's.
    fn edit(&mut self, key: Key, change: impl FnOnce(&mut Record)) -> Result<(), Self::Error>;
}

/// What became of a frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Folded.
    Folded,
    /// It was there already.
    Known,
    /// It waits: something that it depends on is not present.
    Waits,
    /// Two histories under one device.
    Fork,
}

/// Folds a frame whose hash was verified, if its turn has come.
///
/// # Errors
/// The storage's.
pub fn admit<L: Log>(log: &mut L, device: DeviceId, frame: &Frame, hash: Hash) -> Result<Outcome, L::Error> {
    let chain = log.chain(device)?;
    if frame.seq <= chain.seq {
        let forked = frame.seq == chain.seq && hash != chain.hash;
        return Ok(if forked { Outcome::Fork } else { Outcome::Known });
    }
    if frame.seq > chain.seq + 1 {
        return Ok(Outcome::Waits);
    }
    for (other, seq) in frame.news.iter() {
        if log.seq(other)? < seq {
            return Ok(Outcome::Waits);
        }
    }
    fold_frame(log, device, chain, frame, hash)?;
    Ok(Outcome::Folded)
}

/// Folds a frame that comes right after `chain`, its dependencies being present. Total: no op stops it.
///
/// # Errors
/// The storage's.
pub fn fold_frame<L: Log>(
    log: &mut L,
    device: DeviceId,
    mut chain: Chain,
    frame: &Frame,
    hash: Hash,
) -> Result<(), L::Error> {
    chain.knows.join(&frame.news);
    for (i, op) in frame.ops.iter().enumerate() {
        let dot = Dot { device, seq: frame.seq, op: i as u32 };
        fold_op(log, op, dot, frame.lamport, &chain.knows)?;
    }
    chain.knows.raise(device, frame.seq);
    chain.seq = frame.seq;
    chain.hash = hash;
    log.set_chain(device, chain, frame.lamport)
}

fn fold_op<L: Log>(log: &mut L, op: &Op, dot: Dot, lamport: u64, deps: &Vector) -> Result<(), L::Error> {
    log.edit(Key { entity: op.entity, id: op.id }, |record| record.apply_op(op, dot, lamport, deps))
}
