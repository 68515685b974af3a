//! The write path: ops become a frame, and frame, records and folded rows one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use coexist_domain::{ActionId, DeviceId, Id, Millis, SpaceId};
use coexist_sync::{Frame, Hash, Header, MAX_SEGMENT, OpSalts, Ops, SCHEMA, Segment, Signer, fold_frame};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::error::StoreError;
use crate::log::{SpaceState, SqlLog};
use crate::open::{Random, Store};
use crate::spaces::SpaceKind;
use crate::{devices, names, space_keys};

/// What changed: for each kind of record (its wire number), which.
pub type Changes = BTreeMap<u16, BTreeSet<Id>>;

/// Names a frame in its space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub struct FrameRef {
    pub device: DeviceId,
    pub seq: u64,
}

impl FrameRef {
    /// The action a frame is, when it is not part of a longer one: the same on every desk.
    pub fn action(self) -> ActionId {
        let mut hasher = blake3::Hasher::new_derive_key("coexist action 1");
        hasher.update(self.device.0.as_bytes());
        hasher.update(&self.seq.to_be_bytes());
        let mut id = [0; 16];
        id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        ActionId(Id::from_bytes(id))
    }
}

/// What goes with the ops of an action.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct How {
    /// The wall clock, in milliseconds since the Unix epoch. For display only.
    pub now: Millis,
    /// Why, when the person was asked.
    pub reason: Option<String>,
    /// The long action this frame is a part of (see [`Store::begin_action`]).
    pub action: Option<ActionId>,
    /// The action it takes back.
    pub undoes: Option<ActionId>,
}

impl How {
    /// An ordinary action at this time.
    pub fn at(now: Millis) -> Self {
        Self { now, ..Self::default() }
    }
}

/// A frame that is durable.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Committed {
    pub frame: FrameRef,
    pub changes: Changes,
}

/// The one connection that writes, and what it remembers between transactions.
pub(crate) struct Writer {
    pub(crate) db: Connection,
    pub(crate) signer: Signer,
    pub(crate) random: Random,
    device: (DeviceId, i64),
    spaces: HashMap<SpaceId, Cached>,
}

struct Cached {
    state: SpaceState,
    /// Salt of the open segment, and how many bytes of frames wait in it.
    open: Option<([u8; 32], usize)>,
}

impl Writer {
    pub(crate) fn new(db: Connection, signer: Signer, random: Random) -> Result<Self, StoreError> {
        let device = signer.device();
        let idx = devices::index(&db, device, Some(&signer.public()))?;
        Ok(Self { db, signer, random, device: (device, idx), spaces: HashMap::new() })
    }

    /// Forgets what is cached: the next transaction reads it again.
    pub(crate) fn forget(&mut self) {
        self.spaces.clear();
    }
}

impl Store {
    /// Makes one user action durable in a space. When this returns, the frame survives a power cut.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the action was kept.
    pub fn commit(&self, space: SpaceId, ops: &Ops, how: How) -> Result<Committed, StoreError> {
        let mut guard = self.writer();
        let writer = &mut *guard;
        let cached = match writer.spaces.remove(&space) {
            Some(cached) => cached,
            None => load(&writer.db, space)?,
        };
        // Whatever fails from here on, the cache entry is gone and is read again: no state outlives a rollback.
        let Cached { state, open } = cached;
        let (device, device_idx) = writer.device;
        let tx = writer.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let chain = state.chain(device);
        let (salt, waiting) = match open {
            Some(open) => open,
            None => {
                let mut salt = [0; 32];
                (writer.random)(&mut salt);
                tx.prepare_cached("INSERT INTO log_open (space, salt) VALUES (:space, :salt)")?
                    .execute(named_params! {":space": state.idx, ":salt": salt.as_slice()})?;
                (salt, 0)
            }
        };
        let frame = Frame {
            seq: chain.seq + 1,
            lamport: state.lamport + 1,
            wall: how.now,
            schema: SCHEMA,
            news: state.known().news_for(&chain.knows),
            reason: how.reason,
            action: how.action,
            undoes: how.undoes,
            ops: ops.as_slice().to_vec(),
        };
        let hash = frame.hash(space, device, chain.hash, OpSalts(&salt));
        let body = frame.to_bytes();
        let mut waiting = waiting + body.len();
        tx.prepare_cached(
            "INSERT INTO log_frame (space, seq, hash, body) VALUES (:space, :seq, :hash, :body)",
        )?
        .execute(named_params! {
            ":space": state.idx, ":seq": frame.seq as i64, ":hash": hash.0.as_slice(), ":body": body,
        })?;
        if let Some(action) = how.action {
            tx.prepare_cached("UPDATE action SET first = coalesce(first, :seq), last = :seq WHERE id = :id")?
                .execute(named_params! {":seq": frame.seq as i64, ":id": action.0.as_bytes().as_slice()})?;
        }
        let mut log = SqlLog::new(&tx, state);
        log.begin(device_idx, frame.seq, &frame.news)?;
        fold_frame(&mut log, device, chain, &frame, hash)?;
        let (state, changes) = log.finish()?;
        let mut open = Some(salt);
        if waiting >= MAX_SEGMENT
            && close_segment(&tx, &writer.signer, device_idx, space, state.idx, how.now)?
        {
            (open, waiting) = (None, 0);
        }
        tx.commit()?;
        writer.spaces.insert(space, Cached { state, open: open.map(|salt| (salt, waiting)) });
        Ok(Committed { frame: FrameRef { device, seq: frame.seq }, changes })
    }

    /// Closes the open segments of every space that travels, so that they can be sent. Those of a space whose key
    /// has not come yet stay open: nothing leaves this computer unsealed.
    ///
    /// # Errors
    /// The database's.
    pub fn close_segments(&self, now: Millis) -> Result<(), StoreError> {
        let mut guard = self.writer();
        let writer = &mut *guard;
        let tx = writer.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let spaces: Vec<(i64, Vec<u8>)> = {
            let sql = "SELECT idx, id, kind FROM log_space JOIN log_open ON space = idx";
            let mut stmt = tx.prepare_cached(sql)?;
            let all = stmt.query_map([], |row| {
                let kind: String = row.get(2)?;
                Ok((SpaceKind::from_code(&kind), (row.get(0)?, row.get(1)?)))
            })?;
            let all: Vec<_> = all.collect::<Result<_, _>>()?;
            all.into_iter().filter(|(kind, _)| kind.travels()).map(|(_, space)| space).collect()
        };
        for (idx, id) in spaces {
            let id = SpaceId(Id::from_slice(&id).ok_or(StoreError::Corrupt)?);
            close_segment(&tx, &writer.signer, writer.device.1, id, idx, now)?;
        }
        tx.commit()?;
        writer.forget();
        Ok(())
    }
}

fn load(db: &Connection, space: SpaceId) -> Result<Cached, StoreError> {
    let state = SpaceState::load(db, *space.0.as_bytes())?;
    let salt: Option<[u8; 32]> = db
        .prepare_cached("SELECT salt FROM log_open WHERE space = :space")?
        .query_row(named_params! {":space": state.idx}, |row| row.get(0))
        .optional()?;
    let waiting: i64 = db
        .prepare_cached("SELECT coalesce(sum(length(body)), 0) FROM log_frame WHERE space = :space")?
        .query_row(named_params! {":space": state.idx}, |row| row.get(0))?;
    Ok(Cached { state, open: salt.map(|salt| (salt, waiting as usize)) })
}

/// Turns a space's open frames into one signed segment, sealed when the space travels. Answers whether it did: it
/// does not as long as the space's key is missing.
fn close_segment(
    db: &Connection,
    signer: &Signer,
    device: i64,
    space: SpaceId,
    idx: i64,
    now: Millis,
) -> Result<bool, StoreError> {
    let kind: String = db.query_row("SELECT kind FROM log_space WHERE idx = ?1", [idx], |row| row.get(0))?;
    let key = space_keys::newest(db, space)?;
    if key.is_none() && SpaceKind::from_code(&kind).travels() {
        return Ok(false);
    }
    let salt: [u8; 32] =
        db.query_row("SELECT salt FROM log_open WHERE space = ?1", [idx], |row| row.get(0))?;
    let mut stmt =
        db.prepare_cached("SELECT seq, hash, body FROM log_frame WHERE space = ?1 ORDER BY seq")?;
    let frames: Vec<(i64, [u8; 32], Vec<u8>)> = stmt
        .query_map([idx], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let (Some(first), Some(last)) = (frames.first(), frames.last()) else { return Ok(false) };
    let header = Header {
        space,
        device: signer.device(),
        first: first.0 as u64,
        count: frames.len() as u64,
        epoch: key.as_ref().map_or(0, |(epoch, _)| *epoch),
        head: Hash(last.1),
    };
    let frames: Vec<Frame> =
        frames.iter().map(|(_, _, body)| Frame::from_bytes(body)).collect::<Result<_, _>>()?;
    let known = names::of_chain(db, idx, device)?;
    let (segment, new) =
        Segment::close(signer, header, &salt, &frames, &known, key.as_ref().map(|(_, key)| key));
    names::keep(db, idx, device, known.len(), &new)?;
    insert_segment(db, idx, device, &segment, &segment.to_bytes(), now, false)?;
    db.execute("DELETE FROM log_frame WHERE space = ?1", [idx])?;
    db.execute("DELETE FROM log_open WHERE space = ?1", [idx])?;
    Ok(true)
}

pub(crate) fn insert_segment(
    db: &Connection,
    space: i64,
    device: i64,
    segment: &Segment,
    bytes: &[u8],
    learned: Millis,
    kept: bool,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO log_segment (space, device, first, count, learned, kept, bytes)
         VALUES (:space, :device, :first, :count, :learned, :kept, :bytes)",
    )?
    .execute(named_params! {
        ":space": space, ":device": device, ":first": segment.header.first as i64,
        ":count": segment.header.count as i64, ":learned": learned, ":kept": kept, ":bytes": bytes,
    })?;
    Ok(())
}
