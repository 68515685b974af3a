//! Reading frames back out of the log, wherever they stand.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use coexist_domain::Millis;
use coexist_sync::{Frame, Hash, Names, OpSalts, Segment, SegmentError, Vector};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::error::StoreError;
use crate::{names, space_keys};

/// Reads frames one after another; a segment is unpacked once.
pub(crate) struct Frames<'a> {
    db: &'a Connection,
    space: i64,
    own: i64,
    unpacked: HashMap<(i64, u64), (Millis, Vec<Frame>)>,
    /// Of the devices met, by their numbers.
    names: HashMap<i64, Names>,
}

impl<'a> Frames<'a> {
    /// `own` is this device's number: its last frames may stand in the open segment.
    pub(crate) fn new(db: &'a Connection, space: i64, own: i64) -> Self {
        Self { db, space, own, unpacked: HashMap::new(), names: HashMap::new() }
    }

    /// A frame and when this desk learned it.
    pub(crate) fn get(&mut self, device: i64, seq: u64) -> Result<Option<(Frame, Millis)>, StoreError> {
        if device == self.own {
            let body: Option<Vec<u8>> = self
                .db
                .prepare_cached("SELECT body FROM log_frame WHERE space = :space AND seq = :seq")?
                .query_row(named_params! {":space": self.space, ":seq": seq as i64}, |row| row.get(0))
                .optional()?;
            if let Some(body) = body {
                let frame = Frame::from_bytes(&body)?;
                let learned = frame.wall;
                return Ok(Some((frame, learned)));
            }
        }
        let first: Option<i64> = self
            .db
            .prepare_cached(
                "SELECT max(first) FROM log_segment WHERE space = :space AND device = :device AND first <= :seq",
            )?
            .query_row(
                named_params! {":space": self.space, ":device": device, ":seq": seq as i64},
                |row| row.get(0),
            )?;
        let Some(first) = first else { return Ok(None) };
        let key = (device, first as u64);
        if !self.unpacked.contains_key(&key) {
            // A history reads a handful of segments; a full refold reads each once. Neither needs them all.
            if self.unpacked.len() >= 64 {
                self.unpacked.clear();
            }
            let (learned, bytes): (Millis, Vec<u8>) = self
                .db
                .prepare_cached(
                    "SELECT learned, bytes FROM log_segment WHERE space = :space AND device = :device AND first = :first",
                )?
                .query_row(
                    named_params! {":space": self.space, ":device": device, ":first": first},
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?;
            let names = match self.names.entry(device) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => entry.insert(names::of_chain(self.db, self.space, device)?),
            };
            let segment = Segment::from_bytes(&bytes)?;
            let opens = space_keys::of_epoch(self.db, segment.header.space, segment.header.epoch)?;
            let frames = segment.unpack(names, opens.as_ref())?.frames;
            self.unpacked.insert(key, (learned, frames));
        }
        let found = self.unpacked.get(&key);
        Ok(found.and_then(|(learned, frames)| {
            let frame = frames.get((seq - key.1) as usize)?;
            // What this desk wrote itself it knew at once, not when the segment was closed.
            let learned = if device == self.own { frame.wall } else { *learned };
            Some((frame.clone(), learned))
        }))
    }

    /// Everything a frame depends on.
    pub(crate) fn deps(
        &self,
        device: i64,
        id: coexist_domain::DeviceId,
        seq: u64,
    ) -> Result<Vector, StoreError> {
        let mut stmt = self.db.prepare_cached(
            "SELECT news FROM log_news WHERE space = :space AND device = :device AND seq <= :seq",
        )?;
        let mut rows =
            stmt.query(named_params! {":space": self.space, ":device": device, ":seq": seq as i64})?;
        let mut deps = Vector::default();
        while let Some(row) = rows.next()? {
            let news: Vec<u8> = row.get(0)?;
            deps.join(&Vector::read(&mut coexist_sync::Reader::new(&news))?);
        }
        deps.raise(id, seq - 1);
        Ok(deps)
    }
}

/// Every frame of a device in a space, in order, with its hash in the chain: for a refold. Hashes and names are made
/// anew, so that a damaged log is noticed.
pub(crate) fn chain_of(
    db: &Connection,
    space: (i64, coexist_domain::SpaceId),
    device: (i64, coexist_domain::DeviceId),
    own: i64,
) -> Result<Vec<(Frame, Hash)>, StoreError> {
    let mut all = Vec::new();
    let (mut head, mut known) = (Hash::default(), Names::default());
    let mut stmt = db.prepare_cached(
        "SELECT bytes FROM log_segment WHERE space = :space AND device = :device ORDER BY first",
    )?;
    let mut rows = stmt.query(named_params! {":space": space.0, ":device": device.0})?;
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(0)?;
        let segment = Segment::from_bytes(&bytes)?;
        let key = space_keys::of_epoch(db, space.1, segment.header.epoch)?;
        let unpacked = segment.unpack(&known, key.as_ref())?;
        for frame in unpacked.frames {
            head = frame.hash(space.1, device.1, head, OpSalts(&unpacked.salt));
            all.push((frame, head));
        }
        names::keep(db, space.0, device.0, known.len(), &unpacked.names)?;
        known.extend(unpacked.names);
    }
    if device.0 == own {
        let mut stmt = db.prepare_cached("SELECT body, hash FROM log_frame WHERE space = ?1 ORDER BY seq")?;
        let mut rows = stmt.query([space.0])?;
        while let Some(row) = rows.next()? {
            let (body, hash): (Vec<u8>, [u8; 32]) = (row.get(0)?, row.get(1)?);
            all.push((Frame::from_bytes(&body)?, Hash(hash)));
        }
    }
    if all.iter().zip(1u64..).any(|((frame, _), seq)| frame.seq != seq) {
        return Err(StoreError::Segment(SegmentError::Malformed));
    }
    Ok(all)
}
