//! Two versions to decide between.

mod types;

use coexist_domain::registry::{self, Entity, Field, Kind, own_value, own_value_id};
use coexist_domain::{Id, SpaceId, Value};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::{Ops, Seen};
use serde_json::Value as Json;

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::records::{Colleagues, column_of, conflicts_of, from_json, kind_of, name_of, named, require};
use crate::wire::{Done, Named, Nothing};

/// Every record with something to decide, the latest change first.
///
/// # Errors
/// Those of the store.
pub fn list(desk: &Desk, _: Nothing) -> Result<ConflictList, Error> {
    desk.read(|reader, space| {
        let colleagues = Colleagues::load(reader, space)?;
        let mut items = Vec::new();
        for entity in registry::ALL {
            let Some(kind) = kind_of(entity) else { continue };
            for id in undecided(reader, space, entity)? {
                let conflicts = conflicts_of(reader, space, entity, id, &colleagues)?;
                if conflicts.is_empty() {
                    continue;
                }
                let title = name_of(reader, space, entity, id)?.unwrap_or_default();
                let dossier = dossier_of(reader, space, entity, id)?;
                items.push(RecordConflicts { id, kind, title, dossier, conflicts });
            }
        }
        let latest = |item: &RecordConflicts| {
            item.conflicts.iter().flat_map(|conflict| &conflict.values).map(|value| value.at).max()
        };
        items.sort_by_key(|item| std::cmp::Reverse(latest(item)));
        Ok(ConflictList { items })
    })
}

/// The records of a kind where a field, or a cell of one's own, has several values.
fn undecided(reader: &Reader<'_>, space: SpaceId, entity: &Entity) -> Result<Vec<Id>, Error> {
    let sql = format!(
        "SELECT r.id FROM \"live_{0}\" r WHERE r.space = :space AND (r.versions > 0 OR r.id IN
         (SELECT v.record FROM live_own_value v WHERE v.space = :space AND v.versions > 0))",
        entity.name
    );
    Ok(reader.rows(&sql, named_params! {":space": space.0.as_bytes()}, |row| row.id("id"))?)
}

/// The dossier that a record belongs to.
fn dossier_of(reader: &Reader<'_>, space: SpaceId, entity: &Entity, id: Id) -> Result<Option<Named>, Error> {
    let dossier = &registry::dossier::ENTITY;
    if entity.wire == dossier.wire {
        return named(reader, space, dossier, Some(id));
    }
    if entity.field("dossier").is_none() {
        return Ok(None);
    }
    let sql = format!("SELECT dossier FROM \"{}\" WHERE space = :space AND id = :id", entity.name);
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
    let found = reader.one(&sql, params, |row| row.opt_id("dossier"))?.flatten();
    named(reader, space, dossier, found)
}

/// Decides one field: one value, or several texts kept together. Reversible like every write.
///
/// # Errors
/// `not-found`, `unknown-field`, `invalid-value`, `missing-value` without a value, and `cannot-keep-both`
/// for several values of a field that holds one.
pub fn choose(desk: &Desk, request: Choose) -> Result<Done, Error> {
    let seen: Option<Seen> =
        request.seen.as_deref().map(str::parse).transpose().map_err(|_| Error::invalid_value("seen"))?;
    let ops = desk.read(|reader, space| {
        let entity = entity_of(reader, space, request.id)?;
        let (id, field) = place(reader, space, entity, request.id, &request.field)?;
        let value = value_of(reader, space, &field, &request.values)?;
        let mut ops = Ops::new();
        match &seen {
            Some(seen) => ops.put_seen(id, field, value, seen),
            None => ops.put(id, field, value),
        };
        Ok(ops)
    })?;
    desk.commit(&ops)?;
    Ok(Done {})
}

/// What kind of record goes by this id.
fn entity_of(reader: &Reader<'_>, space: SpaceId, id: Id) -> Result<&'static Entity, Error> {
    let known = reader.entities_of(space, id)?;
    let entity = known.into_iter().filter_map(registry::entity_by_wire).find(|e| kind_of(e).is_some());
    let entity = entity.ok_or_else(|| Error::not_found("record"))?;
    require(reader, space, entity, id)?;
    Ok(entity)
}

/// The record and field that hold the value: the record's own, or the cell of a column of one's own.
fn place(
    reader: &Reader<'_>,
    space: SpaceId,
    entity: &Entity,
    id: Id,
    name: &str,
) -> Result<(Id, Field), Error> {
    if let Some(key) = name.strip_prefix("own:") {
        let column = column_of(reader, space, entity, key)?;
        return Ok((own_value_id(id, column), own_value::value));
    }
    let field = entity.field(name).filter(|field| field.merge == registry::Merge::Register);
    Ok((id, *field.ok_or_else(|| Error::unknown_field(name))?))
}

fn value_of(reader: &Reader<'_>, space: SpaceId, field: &Field, values: &[Json]) -> Result<Value, Error> {
    match values {
        [] => Err(Error::missing_value("values")),
        [one] => from_json(reader, space, field, one),
        several if field.kind == Kind::Text => {
            let mut texts: Vec<String> = Vec::new();
            for value in several {
                if let Value::Text(text) = from_json(reader, space, field, value)?
                    && !texts.contains(&text)
                {
                    texts.push(text);
                }
            }
            // Names and titles stay on their line; a note keeps its paragraphs.
            let long = texts.iter().any(|text| text.contains('\n') || text.chars().count() > 80);
            Ok(texts.join(if long { "\n\n" } else { " / " }).into())
        }
        _ => Err(Error::new("cannot-keep-both").with("field", field.name)),
    }
}
