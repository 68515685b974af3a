//! A space kept in memory: what the tests, the simulator and the fold's benchmark run on, with the very code
//! of the desk ([`crate::admit`], [`Record`]).

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use coexist_domain::{DeviceId, Id, Millis, SpaceId};

use crate::SCHEMA;
use crate::admit::{Chain, Key, Log, Outcome, admit};
use crate::digest::Digest;
use crate::dot::Vector;
use crate::frame::{Frame, Hash, OpSalts};
use crate::op::Ops;
use crate::record::Record;

/// One device's copy of one space.
#[derive(Clone, Default, Debug)]
pub struct Replica {
    chains: BTreeMap<DeviceId, Chain>,
    records: HashMap<Key, Record>,
    waiting: Vec<(DeviceId, Frame, Hash)>,
    lamport: u64,
    have: Digest,
}

/// In memory nobody erases anything: one salt serves.
const SALT: [u8; 32] = [0; 32];

/// A replica in memory is of no space in particular.
const SPACE: SpaceId = SpaceId(Id::from_bytes([0; 16]));

impl Replica {
    /// Writes one user action of this device and folds it. The frame is what others receive.
    pub fn act(&mut self, device: DeviceId, wall: Millis, ops: &Ops) -> (Frame, Hash) {
        let chain = self.chains.get(&device).cloned().unwrap_or_default();
        let frame = Frame {
            seq: chain.seq + 1,
            lamport: self.lamport + 1,
            wall,
            schema: SCHEMA,
            news: self.known().news_for(&chain.knows),
            reason: None,
            action: None,
            undoes: None,
            ops: ops.as_slice().to_vec(),
        };
        let hash = frame.hash(SPACE, device, chain.hash, OpSalts(&SALT));
        self.receive(device, frame.clone(), hash);
        (frame, hash)
    }

    /// Takes in a frame, now or when its dependencies are there.
    pub fn receive(&mut self, device: DeviceId, frame: Frame, hash: Hash) -> Outcome {
        let outcome = self.try_one(device, &frame, hash);
        match outcome {
            Outcome::Waits => self.waiting.push((device, frame, hash)),
            Outcome::Folded => self.retry(),
            Outcome::Known | Outcome::Fork => {}
        }
        outcome
    }

    /// What was folded, by device.
    pub fn known(&self) -> Vector {
        self.chains.iter().map(|(device, chain)| (*device, chain.seq)).collect()
    }

    /// Frames that wait for others.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// One record's state.
    pub fn record(&self, key: Key) -> Option<&Record> {
        self.records.get(&key)
    }

    /// Every record.
    pub fn records(&self) -> impl Iterator<Item = (&Key, &Record)> {
        self.records.iter()
    }

    /// The digest of the frames received.
    pub fn have(&self) -> Digest {
        self.have
    }

    /// The digest of what they add up to.
    pub fn state(&self) -> Digest {
        let mut digest = Digest::default();
        for (key, record) in &self.records {
            digest.add(&key.state_bytes(&record.to_bytes()));
        }
        digest
    }

    fn try_one(&mut self, device: DeviceId, frame: &Frame, hash: Hash) -> Outcome {
        let outcome = match admit(self, device, frame, hash) {
            Ok(outcome) => outcome,
            Err(never) => match never {},
        };
        if outcome == Outcome::Folded {
            self.have.add(&hash.0);
        }
        outcome
    }

    fn retry(&mut self) {
        loop {
            let waiting = std::mem::take(&mut self.waiting);
            let before = waiting.len();
            for (device, frame, hash) in waiting {
                if self.try_one(device, &frame, hash) == Outcome::Waits {
                    self.waiting.push((device, frame, hash));
                }
            }
            if self.waiting.len() == before {
                return;
            }
        }
    }
}

impl Log for Replica {
    type Error = Infallible;

    fn chain(&mut self, device: DeviceId) -> Result<Chain, Infallible> {
        Ok(self.chains.get(&device).cloned().unwrap_or_default())
    }

    fn set_chain(&mut self, device: DeviceId, chain: Chain, lamport: u64) -> Result<(), Infallible> {
        self.chains.insert(device, chain);
        self.lamport = self.lamport.max(lamport);
        Ok(())
    }

    fn seq(&mut self, device: DeviceId) -> Result<u64, Infallible> {
        Ok(self.chains.get(&device).map_or(0, |c| c.seq))
    }

    fn edit(&mut self, key: Key, change: impl FnOnce(&mut Record)) -> Result<(), Infallible> {
        change(self.records.entry(key).or_default());
        Ok(())
    }
}
