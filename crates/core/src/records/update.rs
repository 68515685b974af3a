//! Changing fields by their names, for every kind of record.

use std::collections::BTreeSet;

use coexist_domain::registry::{Entity, Field, Merge};
use coexist_domain::{Id, SpaceId, Value};
use coexist_store::Reader;
use coexist_store::sql::named_params;
use coexist_sync::{Key, Ops, Seen};
use serde_json::Value as Json;

use super::{cell_ops, column_of, from_json, require};
use crate::Error;
use crate::desk::Desk;
use crate::wire::{Done, Update};

/// What of a kind of record people change.
pub(crate) struct Editable {
    /// The kind.
    pub(crate) entity: &'static Entity,
    /// Fields that nobody edits: where an import found it, what it belongs to.
    pub(crate) closed: &'static [&'static str],
    /// Fields that cannot be emptied.
    pub(crate) needed: &'static [&'static str],
    /// Names of the contract that differ from the registry's.
    pub(crate) also: &'static [(&'static str, &'static str)],
}

impl Editable {
    fn field(&self, name: &str) -> Result<&'static Field, Error> {
        let unknown = || Error::unknown_field(name);
        let name = self.also.iter().find(|(ours, _)| *ours == name).map_or(name, |(_, registry)| *registry);
        self.entity.field(name).filter(|field| !self.closed.contains(&field.name)).ok_or_else(unknown)
    }
}

/// Changes fields of one record: one action, one frame.
///
/// # Errors
/// `not-found`, `unknown-field`, `invalid-value` and `missing-value`, each naming the field; nothing was
/// changed then.
pub(crate) fn change(desk: &Desk, what: &Editable, request: &Update) -> Result<Done, Error> {
    let ops = desk.read(|reader, space| ops(reader, space, what, request))?;
    if !ops.is_empty() {
        desk.commit(&ops)?;
    }
    Ok(Done {})
}

fn ops(reader: &Reader<'_>, space: SpaceId, what: &Editable, request: &Update) -> Result<Ops, Error> {
    let id = request.id;
    require(reader, space, what.entity, id)?;
    let mut ops = Ops::new();
    for (name, json) in &request.fields {
        let seen = seen_token(request, name)?;
        if let Some(key) = name.strip_prefix("own:") {
            let column = column_of(reader, space, what.entity, key)?;
            cell_ops(reader, space, &mut ops, (id, column), cell(name, json)?, seen.as_ref())?;
            continue;
        }
        let field = what.field(name)?;
        if field.merge == Merge::Set {
            replace_set(reader, space, &mut ops, (what.entity, id), field, json)?;
            continue;
        }
        let value = from_json(reader, space, field, json)?;
        if value.is_null() && what.needed.contains(&field.name) {
            return Err(Error::missing_value(name));
        }
        match seen {
            Some(seen) => {
                let seen = with_own(reader, space, (what.entity, id), field, seen)?;
                ops.put_seen(id, *field, value, &seen)
            }
            None => ops.put(id, *field, value),
        };
    }
    Ok(ops)
}

/// A token stays good for the person who types: what this very desk wrote since it was read is covered too.
/// Only what came in from elsewhere stays beside the new value.
pub(super) fn with_own(
    reader: &Reader<'_>,
    space: SpaceId,
    (entity, id): (&Entity, Id),
    field: &Field,
    mut seen: Seen,
) -> Result<Seen, Error> {
    if let Some(record) = reader.record(space, Key { entity: entity.wire, id })? {
        let own = record.values(field.wire).iter().map(|live| live.dot);
        for dot in own.filter(|dot| dot.device == reader.device()) {
            if !seen.0.contains(&dot) {
                seen.0.push(dot);
            }
        }
    }
    Ok(seen)
}

fn seen_token(request: &Update, name: &str) -> Result<Option<Seen>, Error> {
    let Some(token) = request.seen.as_ref().and_then(|seen| seen.get(name)) else { return Ok(None) };
    token.parse().map(Some).map_err(|_| Error::invalid_value("seen"))
}

/// What a cell of one's own holds: text, whatever was typed.
fn cell(name: &str, json: &Json) -> Result<Value, Error> {
    Ok(match json {
        Json::Null => Value::Null,
        Json::String(text) if text.trim().is_empty() => Value::Null,
        Json::String(text) => Value::Text(text.trim().to_owned()),
        Json::Number(number) => Value::Text(number.to_string()),
        Json::Bool(yes) => Value::Text(yes.to_string()),
        Json::Array(_) | Json::Object(_) => return Err(Error::invalid_value(name)),
    })
}

/// A set becomes the list given: what is new is added, what is gone is removed, what stays is not touched,
/// so that a colleague's addition meanwhile survives.
fn replace_set(
    reader: &Reader<'_>,
    space: SpaceId,
    ops: &mut Ops,
    (entity, id): (&Entity, Id),
    field: &Field,
    json: &Json,
) -> Result<(), Error> {
    let single;
    let wanted: &[Json] = match json {
        Json::Null => &[],
        Json::Array(elements) => elements,
        // A set of one is often written without brackets.
        one => {
            single = [one.clone()];
            &single
        }
    };
    let present = present(reader, space, (entity, id), field)?;
    let mut kept = BTreeSet::new();
    for element in wanted {
        let value = from_json(reader, space, field, element)?;
        let Some(text) = element_text(&value) else { continue };
        if kept.insert(text.clone()) && !present.contains(&text) {
            ops.add(id, *field, value);
        }
    }
    for gone in present.difference(&kept) {
        let value = match gone.parse::<Id>() {
            Ok(reference) if field.kind == coexist_domain::registry::Kind::Ref => Value::Id(reference),
            _ => Value::Text(gone.clone()),
        };
        ops.remove(id, *field, value);
    }
    Ok(())
}

fn present(
    reader: &Reader<'_>,
    space: SpaceId,
    (entity, id): (&Entity, Id),
    field: &Field,
) -> Result<BTreeSet<String>, Error> {
    let sql = format!(
        "SELECT e.value FROM \"{}\" r, json_each(r.\"{}\") e WHERE r.space = :space AND r.id = :id",
        entity.name, field.name
    );
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
    Ok(reader.rows(&sql, params, |row| row.get(0))?.into_iter().collect())
}

fn element_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Id(id) => Some(id.to_string()),
        _ => None,
    }
}
