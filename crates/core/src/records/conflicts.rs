//! Two versions of one field, shown; and the tokens that say what was seen.

use coexist_domain::registry::{self, Entity, own_value};
use coexist_domain::{Id, SpaceId, Value};
use coexist_store::sql::{RowExt as _, named_params};
use coexist_store::{Reader, Version};

use super::json::target;
use super::{Colleagues, name_of, text, to_json};
use crate::Error;
use crate::wire::{Conflict, ConflictValue, SeenTokens};

/// Every field of a record that holds several different values, its own columns included.
pub(crate) fn conflicts_of(
    reader: &Reader<'_>,
    space: SpaceId,
    entity: &Entity,
    id: Id,
    colleagues: &Colleagues,
) -> Result<Vec<Conflict>, Error> {
    let mut all = of_record(reader, space, entity, id, colleagues)?;
    for (cell, column, name) in cells(reader, space, id)? {
        for mut conflict in of_record(reader, space, &own_value::ENTITY, cell, colleagues)? {
            if conflict.field == own_value::value.name {
                conflict.field = format!("own:{column}");
                conflict.column.clone_from(&name);
                all.push(conflict);
            }
        }
    }
    Ok(all)
}

/// The tokens of every field of a record, its own columns included.
pub(crate) fn seen_of(reader: &Reader<'_>, space: SpaceId, id: Id) -> Result<SeenTokens, Error> {
    let mut all: SeenTokens =
        reader.seen(space, id)?.into_iter().map(|(field, token)| (field.to_owned(), token)).collect();
    for (cell, column, _) in cells(reader, space, id)? {
        if let Some(token) = reader.seen(space, cell)?.remove(own_value::value.name) {
            all.insert(format!("own:{column}"), token);
        }
    }
    Ok(all)
}

fn of_record(
    reader: &Reader<'_>,
    space: SpaceId,
    entity: &Entity,
    id: Id,
    colleagues: &Colleagues,
) -> Result<Vec<Conflict>, Error> {
    let mut all = Vec::new();
    let mut tokens = None;
    for versions in reader.versions(space, id)? {
        if versions.field.entity != entity.wire || agree(&versions.values) {
            continue;
        }
        let tokens = match &mut tokens {
            Some(tokens) => tokens,
            none => none.insert(reader.seen(space, id)?),
        };
        let mut values = Vec::with_capacity(versions.values.len());
        for version in &versions.values {
            values.push(ConflictValue {
                value: to_json(&version.value),
                label: label(reader, space, &versions.field, &version.value)?,
                author: colleagues.name(version.author.map(Id::from)),
                at: version.at,
            });
        }
        let field = versions.field.name;
        let seen = tokens.get(field).cloned().unwrap_or_default();
        all.push(Conflict { field: field.to_owned(), column: None, values, seen });
    }
    Ok(all)
}

/// Two people who wrote the same leave nothing to decide.
fn agree(values: &[Version]) -> bool {
    values.windows(2).all(|pair| pair[0].value == pair[1].value)
}

fn label(
    reader: &Reader<'_>,
    space: SpaceId,
    field: &registry::Field,
    value: &Value,
) -> Result<Option<String>, Error> {
    match (value, target(field)) {
        (Value::Id(id), Some(entity)) => name_of(reader, space, entity, *id),
        _ => Ok(None),
    }
}

/// The cells of a record's own columns: cell, column, column name.
fn cells(reader: &Reader<'_>, space: SpaceId, record: Id) -> Result<Vec<(Id, Id, Option<String>)>, Error> {
    let sql = "SELECT v.id, c.id AS \"column\", c.name FROM live_own_value v
               JOIN live_own_column c ON c.space = v.space AND c.id = v.\"column\"
               WHERE v.space = :space AND v.record = :record ORDER BY c.position, c.id";
    let params = named_params! {":space": space.0.as_bytes(), ":record": record.as_bytes()};
    Ok(reader.rows(sql, params, |row| Ok((row.id("id")?, row.id("column")?, text(row, "name")?)))?)
}
