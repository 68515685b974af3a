//! What arrives from elsewhere, what is to be sent, and the refold of everything.

use coexist_domain::{Id, Millis, SpaceId};
use coexist_sync::{Frame, Hash, Outcome, Segment, SegmentError, Verified, admit};
use rusqlite::{Connection, named_params};

use crate::commit::{Changes, Writer, insert_segment};
use crate::error::StoreError;
use crate::frames;
use crate::log::{SpaceState, SqlLog};
use crate::open::Store;
use crate::{devices, schema, space_keys};

/// A transaction of arriving segments ends when it changes this many records, so that a person's own action
/// never waits long behind it (about 50 ms on an old laptop).
const RECORDS_PER_TRANSACTION: usize = 3_000;

/// While a space is filled for the first time nobody works in it yet: fewer, larger transactions write a
/// record once instead of once each time it changed.
const RECORDS_AT_FIRST: usize = 50_000;

/// Segments that may wait for what they depend on; beyond, the sync stops and says so.
const MAX_WAITING: i64 = 10_000;

/// What became of arriving segments.
#[derive(Debug, Default)]
pub struct Taken {
    /// Frames folded, those that had waited included.
    pub frames: u64,
    /// What they changed, by space.
    pub changes: Vec<(SpaceId, Changes)>,
    /// Segments that wait for something they depend on.
    pub waiting: u64,
    /// Segments that do not hold, or are of devices nobody vouched for.
    pub refused: u64,
}

/// A segment to send.
#[derive(Clone, Debug)]
pub struct Outgoing {
    idx: i64,
    /// As it travels.
    pub bytes: Vec<u8>,
    /// How many frames it holds.
    pub frames: u64,
}

impl Store {
    /// Takes in segments in any order, any number of times. What depends on something absent waits.
    ///
    /// # Errors
    /// The database's. A segment that does not hold is counted, never an error.
    pub fn take_in(&self, segments: &[Vec<u8>], now: Millis) -> Result<Taken, StoreError> {
        let mut taken = Taken::default();
        let mut rest = segments;
        while !rest.is_empty() {
            let done = self.take_some(rest, now, &mut taken)?;
            rest = &rest[done..];
        }
        while self.retry_waiting(now, &mut taken)? > 0 {}
        let waiting: Option<i64> =
            self.read(|r| r.one("SELECT count(*) FROM log_waiting", &[], |row| row.get(0)))?;
        taken.waiting = waiting.unwrap_or(0) as u64;
        Ok(taken)
    }

    /// One transaction's worth; answers how many segments it took.
    fn take_some(&self, segments: &[Vec<u8>], now: Millis, taken: &mut Taken) -> Result<usize, StoreError> {
        let mut guard = self.writer();
        let mut done = 0;
        guard.transact(|tx| {
            let mut logs = Logs::new(tx);
            for bytes in segments {
                match logs.take_one(bytes, now, taken)? {
                    One::Waits => wait(tx, bytes, now)?,
                    One::Folded | One::Known => {}
                    One::Refused => taken.refused += 1,
                }
                done += 1;
                if logs.is_full() {
                    break;
                }
            }
            logs.finish(taken)
        })?;
        Ok(done)
    }

    /// Tries every waiting segment once; answers how many went in.
    fn retry_waiting(&self, now: Millis, taken: &mut Taken) -> Result<usize, StoreError> {
        let waiting: Vec<(i64, Vec<u8>)> = self.read(|r| {
            r.rows("SELECT idx, bytes FROM log_waiting ORDER BY idx", &[], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })?;
        let mut went_in = 0;
        for (idx, bytes) in waiting {
            let mut guard = self.writer();
            guard.transact(|tx| {
                let mut logs = Logs::new(tx);
                let one = logs.take_one(&bytes, now, taken)?;
                if !matches!(one, One::Waits) {
                    tx.execute("DELETE FROM log_waiting WHERE idx = ?1", [idx])?;
                    went_in += usize::from(matches!(one, One::Folded));
                }
                logs.finish(taken)
            })?;
        }
        Ok(went_in)
    }

    /// What is to be sent in a space, oldest first, up to a size.
    ///
    /// # Errors
    /// The database's.
    pub fn outgoing(&self, space: SpaceId, up_to: usize) -> Result<Vec<Outgoing>, StoreError> {
        self.read(|r| {
            let Some(idx) = r.space_idx(space)? else { return Ok(Vec::new()) };
            let mut stmt = r.db().prepare_cached(
                "SELECT idx, bytes, count FROM log_segment WHERE space = ?1 AND kept = 0 ORDER BY idx",
            )?;
            let mut rows = stmt.query([idx])?;
            let (mut all, mut size) = (Vec::new(), 0);
            while let Some(row) = rows.next()? {
                let (idx, bytes, frames): (i64, Vec<u8>, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                size += bytes.len();
                if !all.is_empty() && size > up_to {
                    break;
                }
                all.push(Outgoing { idx, bytes, frames: frames as u64 });
            }
            Ok(all)
        })
    }

    /// The endpoint has said that it holds these.
    ///
    /// # Errors
    /// The database's.
    pub fn mark_kept(&self, sent: &[Outgoing]) -> Result<(), StoreError> {
        let mut guard = self.writer();
        guard.transact(|tx| {
            let mut stmt = tx.prepare_cached("UPDATE log_segment SET kept = 1 WHERE idx = ?1")?;
            sent.iter().try_for_each(|out| stmt.execute([out.idx]).map(|_| ()))?;
            Ok(())
        })
    }

    /// The endpoint has said how far this device's own frames of a space arrived.
    ///
    /// # Errors
    /// The database's.
    pub fn mark_reached(&self, space: SpaceId, last: u64) -> Result<(), StoreError> {
        let device = self.device();
        let mut guard = self.writer();
        let own = devices::index(&guard.db, device, None)?;
        guard.transact(|tx| {
            tx.execute(
                "UPDATE log_segment SET kept = 1 WHERE kept = 0 AND device = :own AND first + count - 1 <= :last
                 AND space = (SELECT idx FROM log_space WHERE id = :space)",
                named_params! {
                    ":own": own, ":last": i64::try_from(last).unwrap_or(i64::MAX),
                    ":space": space.0.as_bytes().as_slice(),
                },
            )?;
            Ok(())
        })
    }

    /// The endpoint lost its memory: everything this desk holds of a space, others' segments included, is to
    /// be given back.
    ///
    /// # Errors
    /// The database's.
    pub fn mark_unkept(&self, space: SpaceId) -> Result<(), StoreError> {
        let sql = "UPDATE log_segment SET kept = 0 WHERE space = (SELECT idx FROM log_space WHERE id = ?1)";
        self.writer().db.execute(sql, [space.0.as_bytes().as_slice()])?;
        Ok(())
    }

    /// How many of this desk's frames in a space the endpoint has not yet said it holds.
    ///
    /// # Errors
    /// The database's.
    pub fn unsent(&self, space: SpaceId) -> Result<u64, StoreError> {
        let sql =
            "SELECT (SELECT coalesce(sum(count), 0) FROM log_segment g WHERE g.space = s.idx AND kept = 0)
            + (SELECT count(*) FROM log_frame f WHERE f.space = s.idx) FROM log_space s WHERE s.id = :id";
        let n: Option<i64> =
            self.read(|r| r.one(sql, &[(":id", &space.0.as_bytes().as_slice())], |row| row.get(0)))?;
        Ok(n.unwrap_or(0) as u64)
    }

    /// Folds the whole log again from nothing: records and tables come out as they were.
    ///
    /// # Errors
    /// The database's, and those of a damaged log; then nothing changed.
    pub fn rebuild(&self) -> Result<(), StoreError> {
        let mut guard = self.writer();
        guard.forget();
        let own = devices::index(&guard.db, self.device(), None)?;
        guard.transact(|tx| {
            schema::drop_folded(tx)?;
            schema::create_folded(tx)?;
            tx.execute_batch(
                "DELETE FROM record; DELETE FROM log_chain; DELETE FROM log_news; DELETE FROM log_name;
                 UPDATE log_space SET lamport = 0, have = zeroblob(16), state = zeroblob(16);",
            )?;
            let mut stmt = tx.prepare("SELECT idx, id FROM log_space")?;
            let spaces: Vec<(i64, Vec<u8>)> =
                stmt.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            for (idx, id) in spaces {
                refold(tx, (idx, SpaceId(Id::from_slice(&id).ok_or(StoreError::Corrupt)?)), own)?;
            }
            Ok(())
        })
    }
}

impl Writer {
    /// Runs one transaction; whatever fails, nothing cached outlives it.
    pub(crate) fn transact<T>(
        &mut self,
        f: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.forget();
        let tx = rusqlite::Transaction::new_unchecked(&self.db, rusqlite::TransactionBehavior::Immediate)?;
        let answer = f(&tx)?;
        tx.commit()?;
        Ok(answer)
    }
}

enum One {
    Folded,
    Known,
    Waits,
    Refused,
}

/// The spaces that one transaction of arriving segments folds into.
struct Logs<'a> {
    tx: &'a Connection,
    open: Vec<(SpaceId, SqlLog<'a>)>,
    at_first: bool,
}

impl<'a> Logs<'a> {
    fn new(tx: &'a Connection) -> Self {
        Self { tx, open: Vec::new(), at_first: false }
    }

    fn log(&mut self, space: SpaceId) -> Result<Option<&mut SqlLog<'a>>, StoreError> {
        if let Some(i) = self.open.iter().position(|(id, _)| *id == space) {
            return Ok(Some(&mut self.open[i].1));
        }
        let state = match SpaceState::load(self.tx, *space.0.as_bytes()) {
            Ok(state) => state,
            Err(StoreError::NotFound(_)) => return Ok(None),
            Err(e) => return Err(e),
        };
        self.at_first |= state.chains.is_empty();
        self.open.push((space, SqlLog::new(self.tx, state)));
        Ok(self.open.last_mut().map(|(_, log)| log))
    }

    fn is_full(&self) -> bool {
        let most = if self.at_first { RECORDS_AT_FIRST } else { RECORDS_PER_TRANSACTION };
        self.open.iter().map(|(_, log)| log.edited()).sum::<usize>() >= most
    }

    fn take_one(&mut self, bytes: &[u8], now: Millis, taken: &mut Taken) -> Result<One, StoreError> {
        let tx = self.tx;
        let Ok(segment) = Segment::from_bytes(bytes) else { return Ok(One::Refused) };
        let header = segment.header;
        let Some(log) = self.log(header.space)? else { return Ok(One::Refused) };
        let Some((device_idx, public)) = devices::find(tx, header.device)? else {
            // Its roster entry may still be on the way.
            return Ok(One::Waits);
        };
        let chain = log.space.chain(header.device);
        if segment.last() <= chain.seq {
            return Ok(One::Known);
        }
        if header.first != chain.seq + 1 {
            return Ok(if header.first <= chain.seq { One::Refused } else { One::Waits });
        }
        let key = space_keys::of_epoch(tx, header.space, header.epoch)?;
        let verified = segment.verify(&public, chain.hash, log.names(device_idx)?, key.as_ref());
        let Verified { frames, names } = match verified {
            Ok(verified) => verified,
            // A body of a later format is kept until the application can read it, a sealed one until its key came.
            Err(SegmentError::NewerFormat | SegmentError::Sealed | SegmentError::Erased) => {
                return Ok(One::Waits);
            }
            Err(SegmentError::Malformed | SegmentError::Signature) => return Ok(One::Refused),
        };
        let known = log.space.known();
        // A segment goes in whole or waits whole. Others' frames were known by whole segments when these
        // frames were written, so two segments never wait for one another.
        let present = frames.iter().all(|(frame, _)| {
            frame.news.iter().all(|(device, seq)| device == header.device || known.get(device) >= seq)
        });
        if !present {
            return Ok(One::Waits);
        }
        for (frame, hash) in &frames {
            log.begin(device_idx, frame.seq, &frame.news)?;
            match admit(log, header.device, frame, *hash)? {
                Outcome::Folded => taken.frames += 1,
                Outcome::Known => {}
                Outcome::Waits | Outcome::Fork => return Err(StoreError::Fork),
            }
        }
        log.keep_names(device_idx, names)?;
        insert_segment(tx, log.space.idx, device_idx, &segment, bytes, now, true)?;
        Ok(One::Folded)
    }

    fn finish(self, taken: &mut Taken) -> Result<(), StoreError> {
        for (space, log) in self.open {
            let (_, changes) = log.finish()?;
            if changes.is_empty() {
                continue;
            }
            match taken.changes.iter_mut().find(|(id, _)| *id == space) {
                Some((_, all)) => {
                    changes.into_iter().for_each(|(entity, ids)| all.entry(entity).or_default().extend(ids));
                }
                None => taken.changes.push((space, changes)),
            }
        }
        Ok(())
    }
}

fn wait(tx: &Connection, bytes: &[u8], now: Millis) -> Result<(), StoreError> {
    let waiting: i64 = tx.query_row("SELECT count(*) FROM log_waiting", [], |row| row.get(0))?;
    if waiting >= MAX_WAITING {
        return Err(StoreError::NotFound("what the waiting segments depend on"));
    }
    tx.prepare_cached(
        "INSERT INTO log_waiting (learned, bytes) VALUES (:now, :bytes) ON CONFLICT DO NOTHING",
    )?
    .execute(named_params! {":now": now, ":bytes": bytes})?;
    Ok(())
}

/// Folds every frame of a space again, each when its dependencies are there.
fn refold(tx: &Connection, space: (i64, SpaceId), own: i64) -> Result<(), StoreError> {
    let mut stmt = tx.prepare("SELECT DISTINCT device FROM log_segment WHERE space = ?1 UNION SELECT ?2")?;
    let devices: Vec<i64> = stmt.query_map([space.0, own], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut queues = Vec::new();
    for idx in devices {
        let (id, _) = devices::by_index(tx, idx)?;
        let frames: Vec<(Frame, Hash)> = frames::chain_of(tx, space, (idx, id), own)?;
        queues.push((idx, id, frames.into_iter().peekable()));
    }
    let mut log = SqlLog::new(tx, SpaceState::load(tx, *space.1.0.as_bytes())?);
    loop {
        let mut moved = false;
        for (idx, id, queue) in &mut queues {
            while let Some((frame, hash)) = queue.peek() {
                let ready = frame.news.iter().all(|(d, seq)| log.space.known().get(d) >= seq);
                if !ready {
                    break;
                }
                log.begin(*idx, frame.seq, &frame.news)?;
                match admit(&mut log, *id, frame, *hash)? {
                    Outcome::Folded => moved = true,
                    Outcome::Known | Outcome::Waits | Outcome::Fork => return Err(StoreError::Corrupt),
                }
                queue.next();
            }
        }
        if !moved {
            break;
        }
    }
    if queues.iter_mut().any(|(_, _, queue)| queue.peek().is_some()) {
        return Err(StoreError::Corrupt);
    }
    log.finish()?;
    Ok(())
}
