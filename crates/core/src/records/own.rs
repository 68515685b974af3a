//! Cells of columns of one's own.

use std::collections::BTreeMap;

use coexist_domain::registry::{Entity, own_value, own_value_id};
use coexist_domain::{Id, SpaceId, Value};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::{Ops, Seen};

use super::update::with_own;
use super::{ids_json, text};
use crate::Error;

/// The filled cells of one record.
#[derive(Default, Clone)]
pub(crate) struct OwnCells {
    /// Column id → value.
    pub(crate) by_id: BTreeMap<String, String>,
    /// Column name → value, for people and terminals; a second column of the same name is `name (2)`.
    pub(crate) by_name: BTreeMap<String, String>,
}

/// The filled cells of several records.
pub(crate) fn own_cells(
    reader: &Reader<'_>,
    space: SpaceId,
    records: &[Id],
) -> Result<BTreeMap<Id, OwnCells>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":records": ids_json(records)};
    let cells = reader.rows(include_str!("own_cells.sql"), params, |row| {
        Ok((row.id("record")?, row.id("column")?, text(row, "name")?, text(row, "value")?))
    })?;
    let mut all: BTreeMap<Id, OwnCells> = BTreeMap::new();
    for (record, column, name, value) in cells {
        let Some(value) = value else { continue };
        let of = all.entry(record).or_default();
        let name = name.unwrap_or_else(|| column.to_string());
        let name = (1..)
            .map(|n| if n == 1 { name.clone() } else { format!("{name} ({n})") })
            .find(|name| !of.by_name.contains_key(name))
            .unwrap_or(name);
        of.by_id.insert(column.to_string(), value.clone());
        of.by_name.insert(name, value);
    }
    Ok(all)
}

/// The filled cells of one record.
pub(crate) fn own_cells_of(reader: &Reader<'_>, space: SpaceId, record: Id) -> Result<OwnCells, Error> {
    Ok(own_cells(reader, space, &[record])?.remove(&record).unwrap_or_default())
}

/// The column that `own:<id>` or `own:<name>` means, among those of a kind of record.
pub(crate) fn column_of(
    reader: &Reader<'_>,
    space: SpaceId,
    entity: &Entity,
    key: &str,
) -> Result<Id, Error> {
    let unknown = || Error::unknown_field(&format!("own:{key}"));
    let sql = "SELECT id FROM live_own_column WHERE space = :space AND entity = :entity
               AND (id = id_blob(:key) OR plain(name) = plain(:key)) ORDER BY position, id";
    let params = named_params! {":space": space.0.as_bytes(), ":entity": entity.name, ":key": key};
    reader.one(sql, params, |row| row.id("id"))?.ok_or_else(unknown)
}

/// Writes one cell. The cell is made once; its id is the same on every desk.
pub(crate) fn cell_ops(
    reader: &Reader<'_>,
    space: SpaceId,
    ops: &mut Ops,
    (record, column): (Id, Id),
    value: Value,
    seen: Option<&Seen>,
) -> Result<(), Error> {
    let cell = own_value_id(record, column);
    if !reader.exists(space, &own_value::ENTITY, cell)? {
        if value.is_null() {
            return Ok(());
        }
        ops.create(&own_value::ENTITY, cell);
        ops.put(cell, own_value::record, record).put(cell, own_value::column, column);
    }
    match seen {
        Some(seen) => {
            let whose = (&own_value::ENTITY, cell);
            let seen = with_own(reader, space, whose, &own_value::value, seen.clone())?;
            ops.put_seen(cell, own_value::value, value, &seen)
        }
        None => ops.put(cell, own_value::value, value),
    };
    Ok(())
}
