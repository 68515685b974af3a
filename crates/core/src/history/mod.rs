//! The history of every record, and taking back what was done.
//!
//! Nothing is ever written over: history is the log read with names beside it, restoring an earlier value is
//! a new value, and undoing is a new action that gives back what nobody has touched since.

mod telling;
mod types;

use coexist_domain::registry::{Entity, Field, Merge, entity_by_wire};
use coexist_domain::{ActionId, Id, SpaceId, Value};
use coexist_store::sql::ToSql;
use coexist_store::{ChangeKind, FrameRef, HistoryEntry, How, Reader, StoreError};
use coexist_sync::Ops;
pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::wire::{Done, Nothing, SeenTokens, Which};

/// Who did what to a record, when, and on which desk, the latest first. A dossier's history holds that of
/// its organisations, amounts, types and own columns; an organisation's and a contact's hold their own
/// columns.
///
/// # Errors
/// `not-found`, and the store's.
pub fn of(desk: &Desk, request: Which) -> Result<History, Error> {
    desk.read(|r, space| {
        let items = telling::tell(r, space, request.id)?;
        if items.is_empty() {
            return Err(Error::not_found("record"));
        }
        Ok(History { items })
    })
}

/// Gives a field the value it had after an action.
///
/// # Errors
/// `not-found` for a record or an action that is not there, `unknown-field`, and the store's.
pub fn restore(desk: &Desk, request: RestoreValue) -> Result<Done, Error> {
    let ops = desk.read(|r, space| {
        let entity = kind_of(r, space, request.id)?;
        let field = entity.field(&request.field).ok_or_else(|| Error::unknown_field(&request.field))?;
        let entries = r.history(space, request.id)?;
        let until = entries
            .iter()
            .position(|e| frame_name(e.frame) == request.frame)
            .ok_or_else(|| Error::not_found("action"))?;
        let mut ops = Ops::new();
        match field.merge {
            Merge::Register => {
                let value = last_put(&entries[..=until], field).cloned().unwrap_or(Value::Null);
                ops.put(request.id, *field, value);
            }
            Merge::Set => {
                let (then, now) = (elements(&entries[..=until], field), elements(&entries, field));
                for value in now.iter().filter(|v| !then.contains(v)) {
                    ops.remove(request.id, *field, value.clone());
                }
                for value in then.iter().filter(|v| !now.contains(v)) {
                    ops.add(request.id, *field, value.clone());
                }
            }
        }
        Ok(ops)
    })?;
    if !ops.is_empty() {
        desk.commit(&ops)?;
    }
    Ok(Done {})
}

/// Takes back this desk's last action that is neither an undo nor undone.
///
/// # Errors
/// The store's.
pub fn undo(desk: &Desk, _: Nothing) -> Result<Undone, Error> {
    match desk.store().last_action(desk.space())? {
        Some(last) => take_back(desk, &last.frames, last.action),
        None => Ok(Undone::default()),
    }
}

/// Takes back a whole action, an import for instance, as far as nobody has touched what it did since.
///
/// # Errors
/// The store's.
pub fn undo_action(desk: &Desk, request: OneAction) -> Result<Undone, Error> {
    let frames = desk.store().frames_of_action(desk.space(), request.action)?;
    take_back(desk, &frames, request.action)
}

pub(crate) fn take_back(desk: &Desk, frames: &[FrameRef], action: ActionId) -> Result<Undone, Error> {
    if frames.is_empty() {
        return Ok(Undone::default());
    }
    let ops = desk.store().inverse(desk.space(), frames)?;
    if ops.is_empty() {
        return Ok(Undone::default());
    }
    let undoing = ActionId(desk.new_id());
    let mut records = 0;
    // The inverse of an import is as long as the import: the same limit on frames holds.
    for ops in crate::imports::frames_of(ops) {
        let how = How { action: Some(undoing), undoes: Some(action), ..How::at(desk.now()) };
        let committed = desk.commit_how(&ops, how)?;
        records += committed.changes.values().map(|ids| ids.len()).sum::<usize>();
    }
    Ok(Undone { undone: true, records: u32::try_from(records).unwrap_or(u32::MAX) })
}

/// The kind of a record, whatever it is.
pub(crate) fn kind_of(r: &Reader<'_>, space: SpaceId, id: Id) -> Result<&'static Entity, Error> {
    let wire = r.entities_of(space, id)?.into_iter().next();
    wire.and_then(entity_by_wire).ok_or_else(|| Error::not_found("record"))
}

/// What a record is called, whatever its kind.
pub(crate) fn name_of_any(r: &Reader<'_>, space: SpaceId, id: Id) -> Result<Option<String>, StoreError> {
    let params: [(&str, &dyn ToSql); 2] = [(":space", &space.0.as_bytes()), (":id", &id.as_bytes())];
    Ok(r.one(include_str!("names.sql"), &params, |row| row.get::<_, Option<String>>("name"))?.flatten())
}

/// A frame's name in the contract.
pub(crate) fn frame_name(frame: FrameRef) -> String {
    format!("{}:{}", frame.device, frame.seq)
}

fn last_put<'a>(entries: &'a [HistoryEntry], field: &Field) -> Option<&'a Value> {
    let changes = entries.iter().rev().flat_map(|e| e.changes.iter().rev());
    changes
        .filter(|c| c.kind == ChangeKind::Put && c.field.is_some_and(|f| f == *field))
        .map(|c| &c.value)
        .next()
}

fn elements(entries: &[HistoryEntry], field: &Field) -> Vec<Value> {
    let mut set: Vec<Value> = Vec::new();
    for change in entries.iter().flat_map(|e| &e.changes).filter(|c| c.field.is_some_and(|f| f == *field)) {
        set.retain(|v| *v != change.value);
        if change.kind == ChangeKind::Added {
            set.push(change.value.clone());
        }
    }
    set
}

/// Field name → what a reader sees of it, as it goes into an answer.
pub(crate) fn seen_tokens(r: &Reader<'_>, space: SpaceId, id: Id) -> Result<SeenTokens, StoreError> {
    Ok(r.seen(space, id)?.into_iter().map(|(field, token)| (field.to_owned(), token)).collect())
}

/// A text with its ends trimmed, or the error that it holds no words.
pub(crate) fn words<'a>(field: &str, text: &'a str) -> Result<&'a str, Error> {
    let text = text.trim();
    if text.is_empty() { Err(Error::missing_value(field)) } else { Ok(text) }
}
