//! What the use-cases of every area share about records: reading a cell, checking that a record is there,
//! naming one, changing fields by their names, showing two versions.
//!
//! The seam is here so that an area holds only what is its own; the registry says the rest.

mod conflicts;
mod json;
mod own;
mod update;

use std::collections::BTreeMap;

use coexist_domain::registry::{self, Entity};
use coexist_domain::{Id, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{Row, RowExt as _, SqlError, named_params};
use coexist_sync::Ops;

pub(crate) use conflicts::{conflicts_of, seen_of};
pub(crate) use json::{country, from_json, to_json};
pub(crate) use own::{OwnCells, cell_ops, column_of, own_cells, own_cells_of};
pub(crate) use update::{Editable, change};

use crate::Error;
use crate::desk::Desk;
use crate::wire::{Colleague, Done, Named, RecordKind};

/// Text that says something: trimmed, and not empty.
pub(crate) fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Text that has to say something.
pub(crate) fn needed<'a>(text: &'a str, field: &str) -> Result<&'a str, Error> {
    filled(Some(text)).ok_or_else(|| Error::missing_value(field))
}

/// The text of a cell; none when empty.
pub(crate) fn text(row: &Row<'_>, column: &str) -> Result<Option<String>, SqlError> {
    Ok(row.get::<_, Option<String>>(column)?.filter(|text| !text.is_empty()))
}

/// The ids of a set of references.
pub(crate) fn id_set(row: &Row<'_>, column: &str) -> Result<Vec<Id>, SqlError> {
    Ok(row.set(column)?.iter().filter_map(|id| id.parse().ok()).collect())
}

/// A JSON array of ids, for `json_each` in a query.
pub(crate) fn ids_json<'a>(ids: impl IntoIterator<Item = &'a Id>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", ids.join(","))
}

/// A JSON array of the words of a search, for `json_each` in a query; none when there are no words.
pub(crate) fn words_json(text: Option<&str>) -> Option<String> {
    let words: Vec<String> = filled(text)?.split_whitespace().map(coexist_store::sql::plain).collect();
    serde_json::to_string(&words).ok()
}

/// How many of a list are asked for: the usual number when none was said, never over 1,000.
pub(crate) fn window<T>(all: Vec<T>, limit: Option<u32>, offset: Option<u32>) -> Vec<T> {
    let limit = limit.unwrap_or(100).min(1000) as usize;
    all.into_iter().skip(offset.unwrap_or(0) as usize).take(limit).collect()
}

/// A count for the wire.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Fails unless the record is there and not hidden.
pub(crate) fn require(reader: &Reader<'_>, space: SpaceId, entity: &Entity, id: Id) -> Result<(), Error> {
    if reader.exists(space, entity, id)? { Ok(()) } else { Err(Error::not_found(kind_name(entity))) }
}

/// Hides a record. A change that a colleague makes meanwhile brings it back, flagged.
pub(crate) fn delete(desk: &Desk, entity: &Entity, id: Id) -> Result<Done, Error> {
    desk.read(|reader, space| require(reader, space, entity, id))?;
    desk.commit(Ops::new().delete(entity, id))?;
    Ok(Done {})
}

/// The registry's name of an entity, with the life of the program.
fn kind_name(entity: &Entity) -> &'static str {
    registry::entity_by_wire(entity.wire).map_or("record", |known| known.name)
}

/// The kind of an entity, for lists that mix kinds.
pub(crate) fn kind_of(entity: &Entity) -> Option<RecordKind> {
    Some(match entity.name {
        "organisation" => RecordKind::Organisation,
        "contact" => RecordKind::Contact,
        "dossier" => RecordKind::Dossier,
        "party" => RecordKind::Party,
        "amount" => RecordKind::Amount,
        "type_period" => RecordKind::TypePeriod,
        "exchange" => RecordKind::Exchange,
        "task" => RecordKind::Task,
        "journal_entry" => RecordKind::JournalEntry,
        "person" => RecordKind::Person,
        "own_column" => RecordKind::OwnColumn,
        "view" => RecordKind::View,
        "house" => RecordKind::House,
        "import" => RecordKind::Import,
        _ => return None,
    })
}

/// The column that names a record of this kind, as SQL.
fn naming_column(entity: &Entity) -> Option<&'static str> {
    Some(match entity.name {
        "organisation" | "contact" | "own_column" | "view" | "house" => "name",
        "person" => "coalesce(name, initials)",
        "dossier" | "task" => "title",
        "exchange" => "coalesce(subject, substr(text, 1, 80))",
        "journal_entry" => "substr(text, 1, 80)",
        "amount" => "value",
        "type_period" => "kind",
        "import" => "file_name",
        _ => return None,
    })
}

/// The name or title of a record; none when it has none or is gone.
pub(crate) fn name_of(
    reader: &Reader<'_>,
    space: SpaceId,
    entity: &Entity,
    id: Id,
) -> Result<Option<String>, Error> {
    let Some(column) = naming_column(entity) else { return Ok(None) };
    let sql = format!("SELECT {column} AS name FROM \"{}\" WHERE space = :space AND id = :id", entity.name);
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
    Ok(reader.one(&sql, params, |row| text(row, "name"))?.flatten())
}

/// A record with its name.
pub(crate) fn named(
    reader: &Reader<'_>,
    space: SpaceId,
    entity: &Entity,
    id: Option<Id>,
) -> Result<Option<Named>, Error> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(Named { id, name: name_of(reader, space, entity, id)?.unwrap_or_default() }))
}

/// A record and its name out of two columns of a joined query.
pub(crate) fn named_in(row: &Row<'_>, id: &str, name: &str) -> Result<Option<Named>, SqlError> {
    let Some(id) = row.opt_id(id)? else { return Ok(None) };
    Ok(Some(Named { id, name: text(row, name)?.unwrap_or_default() }))
}

/// The colleagues of a space, those who left included: they are still named in the past.
pub(crate) struct Colleagues(BTreeMap<Id, Colleague>);

impl Colleagues {
    pub(crate) fn load(reader: &Reader<'_>, space: SpaceId) -> Result<Self, Error> {
        let sql = "SELECT id, name, initials FROM person WHERE space = :space";
        let all = reader.rows(sql, named_params! {":space": space.0.as_bytes()}, |row| {
            let (id, name, initials) = (row.id("id")?, text(row, "name")?, text(row, "initials")?);
            let name = name.or_else(|| initials.clone()).unwrap_or_default();
            Ok((id, Colleague { id, name, initials }))
        })?;
        Ok(Self(all.into_iter().collect()))
    }

    /// The colleague of this id; without a name when nobody knows it.
    pub(crate) fn get(&self, id: Id) -> Colleague {
        self.0.get(&id).cloned().unwrap_or(Colleague { id, name: String::new(), initials: None })
    }

    pub(crate) fn all(&self, ids: &[Id]) -> Vec<Colleague> {
        ids.iter().map(|id| self.get(*id)).collect()
    }

    /// The name of a colleague, when there is one to show.
    pub(crate) fn name(&self, id: Option<Id>) -> Option<String> {
        id.and_then(|id| self.0.get(&id)).map(|c| c.name.clone()).filter(|name| !name.is_empty())
    }
}
