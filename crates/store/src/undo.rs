//! Taking actions back: a new frame of inverse ops, which gives back what nobody touched since.
//!
//! Each record the actions touched is folded again without them; where a value that shows today is theirs,
//! the value that would show without them is put back.

use std::collections::{BTreeSet, HashSet};

use coexist_domain::registry::{Field, Kind, Merge};
use coexist_domain::{ActionId, Millis, SpaceId, Value};
use coexist_sync::{Dot, Key, Op, OpKind, Ops, Record};

use crate::commit::FrameRef;
use crate::devices;
use crate::error::StoreError;
use crate::frames::Frames;
use crate::log::read_touched;
use crate::open::Store;
use crate::reader::{self, Reader};

/// This desk's last action that can be taken back.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct LastAction {
    pub action: ActionId,
    pub frames: Vec<FrameRef>,
    /// When it was done, in milliseconds since the Unix epoch.
    pub at: Millis,
}

/// How far back "undo" looks for an action of this desk.
const UNDO_DEPTH: u64 = 10_000;

impl Store {
    /// This desk's last action in a space that is neither an undo nor undone.
    ///
    /// # Errors
    /// The database's.
    pub fn last_action(&self, space: SpaceId) -> Result<Option<LastAction>, StoreError> {
        self.read(|r| {
            let mut undone = HashSet::new();
            let mut found: Option<LastAction> = None;
            for_own_frames(r, space, |frame, own| {
                let action = frame.action.unwrap_or_else(|| own.action());
                if let Some(last) = &mut found {
                    let same = last.action == action;
                    if same {
                        last.frames.push(own);
                    }
                    return same;
                }
                if let Some(undoes) = frame.undoes {
                    undone.insert(undoes);
                } else if !undone.contains(&action) {
                    found = Some(LastAction { action, frames: vec![own], at: frame.wall });
                }
                true
            })?;
            Ok(found)
        })
    }

    /// The frames of an action of this desk, the latest first.
    ///
    /// # Errors
    /// The database's.
    pub fn frames_of_action(&self, space: SpaceId, action: ActionId) -> Result<Vec<FrameRef>, StoreError> {
        self.read(|r| {
            let mut frames = Vec::new();
            for_own_frames(r, space, |frame, own| {
                if frame.action.unwrap_or_else(|| own.action()) == action {
                    frames.push(own);
                    return true;
                }
                frames.is_empty()
            })?;
            Ok(frames)
        })
    }

    /// The ops that take frames back. Empty when others have since replaced all they did.
    ///
    /// # Errors
    /// The database's.
    pub fn inverse(&self, space: SpaceId, frames: &[FrameRef]) -> Result<Ops, StoreError> {
        self.read(|r| {
            let Some(idx) = r.space_idx(space)? else { return Err(StoreError::NotFound("space")) };
            let own = devices::index(r.db(), r.device(), None)?;
            let mut log = Frames::new(r.db(), idx, own);
            let mut keys = BTreeSet::new();
            for frame in frames {
                let Some((device, _)) = devices::find(r.db(), frame.device)? else { continue };
                let Some((found, _)) = log.get(device, frame.seq)? else { continue };
                keys.extend(found.ops.iter().map(|op| Key { entity: op.entity, id: op.id }));
            }
            let mut ops = Ops::new();
            for key in keys {
                let Some(stored) = reader::record(r.db(), idx, key)? else { continue };
                let without = fold_without(r, &mut log, key, &stored.touched, frames)?;
                invert(key, &stored.record, &without, frames, &mut ops);
            }
            Ok(ops)
        })
    }
}

fn for_own_frames(
    r: &Reader<'_>,
    space: SpaceId,
    mut each: impl FnMut(&coexist_sync::Frame, FrameRef) -> bool,
) -> Result<(), StoreError> {
    let Some(idx) = r.space_idx(space)? else { return Ok(()) };
    let own = devices::index(r.db(), r.device(), None)?;
    let sql = "SELECT seq FROM log_chain WHERE space = :space AND device = :device";
    let last: Option<i64> = r.one(sql, &[(":space", &idx), (":device", &own)], |row| row.get(0))?;
    let last = last.unwrap_or(0) as u64;
    let mut log = Frames::new(r.db(), idx, own);
    for seq in (last.saturating_sub(UNDO_DEPTH) + 1..=last).rev() {
        let Some((frame, _)) = log.get(own, seq)? else { continue };
        if !each(&frame, FrameRef { device: r.device(), seq }) {
            break;
        }
    }
    Ok(())
}

/// The record as it would be had these frames never been.
fn fold_without(
    r: &Reader<'_>,
    log: &mut Frames<'_>,
    key: Key,
    touched: &[u8],
    frames: &[FrameRef],
) -> Result<Record, StoreError> {
    let mut kept = Vec::new();
    for (device, seq) in read_touched(touched) {
        let (id, _) = devices::by_index(r.db(), device as i64)?;
        if frames.contains(&FrameRef { device: id, seq }) {
            continue;
        }
        if let Some((frame, _)) = log.get(device as i64, seq)? {
            kept.push((frame.lamport, id, device as i64, frame));
        }
    }
    // A frame's Lamport number is above those of everything it depends on: this is a causal order.
    kept.sort_by_key(|(lamport, id, _, _)| (*lamport, *id));
    kept.dedup_by_key(|(lamport, id, _, _)| (*lamport, *id));
    // An undo and what it took back cancel out, so that undoing step by step ends where it began.
    let mut cancelled = HashSet::new();
    let mut effective = Vec::with_capacity(kept.len());
    for (lamport, id, device, frame) in kept.into_iter().rev() {
        let action = frame.action.unwrap_or_else(|| FrameRef { device: id, seq: frame.seq }.action());
        if cancelled.contains(&action) {
            continue;
        }
        match frame.undoes {
            Some(undoes) => {
                cancelled.insert(undoes);
            }
            None => effective.push((lamport, id, device, frame)),
        }
    }
    effective.reverse();
    let mut record = Record::default();
    for (lamport, id, device, frame) in effective {
        let deps = log.deps(device, id, frame.seq)?;
        for (i, op) in
            frame.ops.iter().enumerate().filter(|(_, op)| op.id == key.id && op.entity == key.entity)
        {
            record.apply_op(op, Dot { device: id, seq: frame.seq, op: i as u32 }, lamport, &deps);
        }
    }
    Ok(record)
}

fn invert(key: Key, now: &Record, without: &Record, frames: &[FrameRef], ops: &mut Ops) {
    let theirs = |dot: &Dot| frames.contains(&FrameRef { device: dot.device, seq: dot.seq });
    let field = |wire, merge| Field { entity: key.entity, wire, name: "", merge, kind: Kind::Text };
    let push = |ops: &mut Ops, kind| {
        ops.push_op(Op { entity: key.entity, id: key.id, kind });
    };
    if *without == Record::default() {
        // Nobody else ever touched it.
        if !now.is_hidden() {
            push(ops, OpKind::Delete);
        }
        return;
    }
    if now.is_hidden() && !without.is_hidden() {
        push(ops, OpKind::Create);
    }
    if without.is_hidden() && !now.is_hidden() {
        push(ops, OpKind::Delete);
    }
    for (wire, values) in now.registers() {
        let mut over: Vec<Dot> = values.iter().map(|live| live.dot).filter(theirs).collect();
        if over.is_empty() {
            continue;
        }
        let before = without.shown(wire);
        // What still shows beside it must not show twice.
        over.extend(before.map(|live| live.dot).filter(|dot| values.iter().any(|live| live.dot == *dot)));
        let value = before.map_or(Value::Null, |live| live.value.clone());
        push(ops, OpKind::Put { field: wire, value, over: Some(over) });
    }
    for (wire, elements) in now.sets() {
        for element in elements.iter().filter(|e| e.dots.iter().all(theirs)) {
            if !without.elements(wire).iter().any(|e| e.value == element.value) {
                ops.remove(key.id, field(wire, Merge::Set), element.value.clone());
            }
        }
    }
    for (wire, elements) in without.sets() {
        for element in elements {
            if !now.elements(wire).iter().any(|e| e.value == element.value) {
                ops.add(key.id, field(wire, Merge::Set), element.value.clone());
            }
        }
    }
}
