//! Taking actions back: a new frame of inverse ops, which gives back what nobody touched since.
//!
//! Each record the actions touched is folded again without them; where a value that shows today is theirs,
//! the value that would show without them is put back.

use std::collections::{BTreeSet, HashSet};

use coexist_domain::{ActionId, Millis, SpaceId, Value};
use coexist_sync::{Dot, Frame, Key, Op, OpKind, Ops, Record, Vector};

use crate::commit::FrameRef;
use crate::devices;
use crate::error::StoreError;
use crate::frames::Frames;
use crate::open::Store;
use crate::reader::Reader;
use crate::state::Touch;

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
                let Some(stored) = r.stored(idx, key)? else { continue };
                let told = Told::read(r, &mut log, key, &stored.touched)?;
                invert(key, &stored.record, &told, frames, &mut ops);
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

/// A frame of a record's history, with what it depends on.
struct Part {
    at: FrameRef,
    frame: Frame,
    deps: Vector,
}

/// A record's history as a person would tell it: what was taken back is left out, and so is the taking back,
/// so that undoing step by step ends where it began.
struct Told {
    parts: Vec<Part>,
    undos: Vec<FrameRef>,
}

impl Told {
    fn read(r: &Reader<'_>, log: &mut Frames<'_>, key: Key, touched: &[Touch]) -> Result<Self, StoreError> {
        let mut all = Vec::new();
        for &(device, seq) in touched {
            let (id, _) = devices::by_index(r.db(), device as i64)?;
            let Some((mut frame, _)) = log.get(device as i64, seq)? else { continue };
            let deps = log.deps(device as i64, id, seq)?;
            // Other records' ops keep their place, so that dots stay true; only this record's are folded.
            frame.ops.iter_mut().filter(|op| op.id != key.id || op.entity != key.entity).for_each(|op| {
                op.kind = OpKind::Other(0, Vec::new());
            });
            all.push(Part { at: FrameRef { device: id, seq }, frame, deps });
        }
        // A frame's Lamport number is above those of everything it depends on: this is a causal order.
        all.sort_by_key(|part| (part.frame.lamport, part.at));
        all.dedup_by_key(|part| part.at);
        let mut cancelled = HashSet::new();
        let mut told = Self { parts: Vec::with_capacity(all.len()), undos: Vec::new() };
        for part in all.into_iter().rev() {
            let action = part.frame.action.unwrap_or_else(|| part.at.action());
            let is_cancelled = cancelled.contains(&action);
            match part.frame.undoes {
                Some(undoes) => {
                    told.undos.push(part.at);
                    if !is_cancelled {
                        cancelled.insert(undoes);
                    }
                }
                None if !is_cancelled => told.parts.push(part),
                None => {}
            }
        }
        told.parts.reverse();
        Ok(told)
    }

    /// What it adds up to, without these frames.
    fn without(&self, frames: &[FrameRef]) -> Record {
        let mut record = Record::default();
        for part in self.parts.iter().filter(|part| !frames.contains(&part.at)) {
            for (i, op) in part.frame.ops.iter().enumerate() {
                if !matches!(op.kind, OpKind::Other(..)) {
                    let dot = Dot { device: part.at.device, seq: part.at.seq, op: i as u32 };
                    record.apply_op(op, dot, part.frame.lamport, &part.deps);
                }
            }
        }
        record
    }
}

fn invert(key: Key, now: &Record, told: &Told, frames: &[FrameRef], ops: &mut Ops) {
    let (with, without) = (told.without(&[]), told.without(frames));
    let within = |dot: &Dot, some: &[FrameRef]| some.contains(&FrameRef { device: dot.device, seq: dot.seq });
    let push = |ops: &mut Ops, kind| {
        ops.push_op(Op { entity: key.entity, id: key.id, kind });
    };
    if without == Record::default() {
        // Nobody else ever touched it.
        if !now.is_hidden() {
            push(ops, OpKind::Delete);
        }
        return;
    }
    if now.is_hidden() && with.is_hidden() && !without.is_hidden() {
        push(ops, OpKind::Create);
    }
    if !now.is_hidden() && !with.is_hidden() && without.is_hidden() {
        push(ops, OpKind::Delete);
    }
    for (wire, _) in with.registers().filter(|(_, values)| values.iter().any(|l| within(&l.dot, frames))) {
        let before = without.shown(wire);
        // Theirs, or put back by an undo in their place; and what shows again must not show twice.
        let over: Vec<Dot> = now
            .values(wire)
            .iter()
            .map(|live| live.dot)
            .filter(|dot| {
                within(dot, frames) || within(dot, &told.undos) || before.is_some_and(|live| live.dot == *dot)
            })
            .collect();
        if !over.is_empty() {
            let value = before.map_or(Value::Null, |live| live.value.clone());
            push(ops, OpKind::Put { field: wire, value, over: Some(over) });
        }
    }
    let has = |record: &Record, wire, value: &Value| record.elements(wire).iter().any(|e| e.value == *value);
    for (field, elements) in with.sets() {
        for element in elements.iter().filter(|e| e.dots.iter().all(|dot| within(dot, frames))) {
            if !has(&without, field, &element.value) && has(now, field, &element.value) {
                push(ops, OpKind::Remove { field, value: element.value.clone() });
            }
        }
    }
    for (field, elements) in without.sets() {
        for element in elements.iter().filter(|e| !has(&with, field, &e.value) && !has(now, field, &e.value))
        {
            push(ops, OpKind::Add { field, value: element.value.clone() });
        }
    }
}
