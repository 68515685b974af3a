//! A space's log in SQLite, for the time of one transaction: what `coexist_sync::admit` folds into.
//!
//! Records are changed in memory and written once at the end, however many ops touched them: that is what
//! makes a long import or a first sync cheap.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use coexist_domain::{DeviceId, Id};
use coexist_sync::{Chain, Digest, Key, Log, Names, Record, Vector, Writer as Bytes};
use rusqlite::{Connection, named_params};

use crate::commit::Changes;
use crate::devices::Numbers;
use crate::error::StoreError;
use crate::state::Stored;
use crate::{names, tables};

/// What is kept of a space between transactions, so that a small commit reads nothing it does not change.
#[derive(Clone, Debug)]
pub(crate) struct SpaceState {
    pub(crate) idx: i64,
    pub(crate) lamport: u64,
    pub(crate) have: Digest,
    pub(crate) state: Digest,
    pub(crate) chains: BTreeMap<DeviceId, (i64, Chain)>,
    numbers: Numbers,
}

impl SpaceState {
    pub(crate) fn load(db: &Connection, id: [u8; 16]) -> Result<Self, StoreError> {
        let mut stmt = db.prepare_cached("SELECT idx, lamport, have, state FROM log_space WHERE id = :id")?;
        let row = stmt
            .query_row(named_params! {":id": id.as_slice()}, |row| {
                Ok((
                    row.get(0)?,
                    row.get::<_, i64>(1)?,
                    row.get::<_, [u8; 16]>(2)?,
                    row.get::<_, [u8; 16]>(3)?,
                ))
            })
            .map_err(|_| StoreError::NotFound("space"))?;
        let (idx, lamport, have, state) = row;
        let (mut chains, numbers) = (BTreeMap::new(), Numbers::load(db)?);
        let mut stmt =
            db.prepare_cached("SELECT device, seq, hash, knows FROM log_chain WHERE space = :space")?;
        let mut rows = stmt.query(named_params! {":space": idx})?;
        while let Some(row) = rows.next()? {
            let (device, seq): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (hash, knows): ([u8; 32], Vec<u8>) = (row.get(2)?, row.get(3)?);
            let knows = Vector::read(&mut coexist_sync::Reader::new(&knows))?;
            let chain = Chain { seq: seq as u64, hash: coexist_sync::Hash(hash), knows };
            chains.insert(numbers.id(device as u64)?, (device, chain));
        }
        Ok(Self {
            idx,
            lamport: lamport as u64,
            have: Digest::from_bytes(have),
            state: Digest::from_bytes(state),
            chains,
            numbers,
        })
    }

    /// What was folded, by device.
    pub(crate) fn known(&self) -> Vector {
        self.chains.iter().map(|(device, (_, chain))| (*device, chain.seq)).collect()
    }

    pub(crate) fn chain(&self, device: DeviceId) -> Chain {
        self.chains.get(&device).map(|(_, chain)| chain.clone()).unwrap_or_default()
    }

    fn save(&self, db: &Connection) -> Result<(), StoreError> {
        db.prepare_cached(
            "UPDATE log_space SET lamport = :lamport, have = :have, state = :state WHERE idx = :idx",
        )?
        .execute(named_params! {
            ":lamport": self.lamport as i64, ":have": self.have.to_bytes(), ":state": self.state.to_bytes(),
            ":idx": self.idx,
        })?;
        Ok(())
    }
}

/// The log of one space, inside one transaction.
pub(crate) struct SqlLog<'a> {
    db: &'a Connection,
    pub(crate) space: SpaceState,
    edited: HashMap<Key, Stored>,
    /// Of the devices whose segments were read, by their numbers.
    names: HashMap<i64, Names>,
    /// The frame being folded: device number and seq, for `touched`.
    at: (i64, u64),
    changed_chains: Vec<DeviceId>,
}

impl<'a> SqlLog<'a> {
    pub(crate) fn new(db: &'a Connection, space: SpaceState) -> Self {
        Self {
            db,
            space,
            edited: HashMap::new(),
            names: HashMap::new(),
            at: (0, 0),
            changed_chains: Vec::new(),
        }
    }

    /// How many records are changed so far.
    pub(crate) fn edited(&self) -> usize {
        self.edited.len()
    }

    /// What a device has mentioned so far.
    pub(crate) fn names(&mut self, device: i64) -> Result<&Names, StoreError> {
        Ok(match self.names.entry(device) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(names::of_chain(self.db, self.space.idx, device)?),
        })
    }

    /// Keeps what its next segment mentions first.
    pub(crate) fn keep_names(&mut self, device: i64, ids: Vec<Id>) -> Result<(), StoreError> {
        let first = self.names(device)?.len();
        names::keep(self.db, self.space.idx, device, first, &ids)?;
        if let Some(names) = self.names.get_mut(&device) {
            names.extend(ids);
        }
        Ok(())
    }

    /// Says which frame is folded next, and remembers what it had newly seen.
    pub(crate) fn begin(&mut self, device: i64, seq: u64, news: &Vector) -> Result<(), StoreError> {
        self.at = (device, seq);
        if news.is_empty() {
            return Ok(());
        }
        let mut bytes = Bytes::default();
        news.write(&mut bytes);
        self.db
            .prepare_cached("INSERT OR REPLACE INTO log_news (space, device, seq, news) VALUES (:space, :device, :seq, :news)")?
            .execute(named_params! {
                ":space": self.space.idx, ":device": device, ":seq": seq as i64, ":news": bytes.0,
            })?;
        Ok(())
    }

    /// Writes every changed record, its folded row, the chains and the digests.
    pub(crate) fn finish(mut self) -> Result<(SpaceState, Changes), StoreError> {
        let mut changes = Changes::new();
        // In key order: neighbouring rows share pages.
        let mut edited: Vec<_> = self.edited.drain().collect();
        edited.sort_unstable_by_key(|(key, _)| (key.entity, key.id));
        for (key, stored) in edited {
            self.space.state.add(&key.state_bytes(&stored.record.to_bytes()));
            tables::write(self.db, self.space.idx, key, &stored, &self.space.numbers)?;
            changes.entry(key.entity).or_default().insert(key.id);
        }
        let mut upsert = self.db.prepare_cached(
            "INSERT INTO log_chain (space, device, seq, hash, knows) VALUES (:space, :device, :seq, :hash, :knows)
             ON CONFLICT (space, device) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, knows = excluded.knows",
        )?;
        self.changed_chains.sort_unstable();
        self.changed_chains.dedup();
        for device in &self.changed_chains {
            let Some((idx, chain)) = self.space.chains.get(device) else { continue };
            let mut knows = Bytes::default();
            chain.knows.write(&mut knows);
            upsert.execute(named_params! {
                ":space": self.space.idx, ":device": idx, ":seq": chain.seq as i64, ":hash": chain.hash.0,
                ":knows": knows.0,
            })?;
        }
        drop(upsert);
        self.space.save(self.db)?;
        Ok((self.space, changes))
    }
}

impl Log for SqlLog<'_> {
    type Error = StoreError;

    fn chain(&mut self, device: DeviceId) -> Result<Chain, StoreError> {
        Ok(self.space.chain(device))
    }

    fn set_chain(&mut self, device: DeviceId, chain: Chain, lamport: u64) -> Result<(), StoreError> {
        self.space.lamport = self.space.lamport.max(lamport);
        self.space.have.add(&chain.hash.0);
        self.space.chains.insert(device, (self.at.0, chain));
        if self.changed_chains.last() != Some(&device) {
            self.changed_chains.push(device);
        }
        Ok(())
    }

    fn seq(&mut self, device: DeviceId) -> Result<u64, StoreError> {
        Ok(self.space.chains.get(&device).map_or(0, |(_, chain)| chain.seq))
    }

    fn edit(&mut self, key: Key, change: impl FnOnce(&mut Record)) -> Result<(), StoreError> {
        let edited = match self.edited.entry(key) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let stored = tables::read(self.db, self.space.idx, key, &self.space.numbers)?;
                if let Some(stored) = &stored {
                    self.space.state.take(&key.state_bytes(&stored.record.to_bytes()));
                }
                entry.insert(stored.unwrap_or_default())
            }
        };
        change(&mut edited.record);
        let at = (self.at.0 as u64, self.at.1);
        if edited.touched.last() != Some(&at) {
            edited.touched.push(at);
        }
        Ok(())
    }
}
