//! Columns of one's own, so that nothing of a spreadsheet is lost.

mod types;

use coexist_domain::registry::{Entity, contact, dossier, organisation, own_column};
use coexist_domain::words::OwnColumnType;
use coexist_domain::{Id, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::Ops;

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::records::{self, cell_ops, filled, needed, require, text};
use crate::wire::{Created, Done, Which};

impl ColumnOf {
    /// The registry's entity.
    pub(crate) const fn entity(self) -> &'static Entity {
        match self {
            Self::Dossier => &dossier::ENTITY,
            Self::Organisation => &organisation::ENTITY,
            Self::Contact => &contact::ENTITY,
        }
    }

    /// The kind of record of this name in the registry.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Dossier, Self::Organisation, Self::Contact].into_iter().find(|of| of.entity().name == name)
    }
}

/// The columns, in their order.
///
/// # Errors
/// Those of the store.
pub fn list(desk: &Desk, request: List) -> Result<ColumnList, Error> {
    desk.read(|reader, space| Ok(ColumnList { items: columns(reader, space, request.entity)? }))
}

fn columns(reader: &Reader<'_>, space: SpaceId, entity: Option<ColumnOf>) -> Result<Vec<OwnColumn>, Error> {
    let entity = entity.map(|of| of.entity().name);
    let params = named_params! {":space": space.0.as_bytes(), ":entity": entity};
    let rows = reader.rows(include_str!("list.sql"), params, |row| {
        let kind = text(row, "kind")?.and_then(|code| code.parse().ok());
        // A column of a kind of record that a newer version knows is not shown here.
        let Some(entity) = text(row, "entity")?.as_deref().and_then(ColumnOf::from_name) else {
            return Ok(None);
        };
        Ok(Some(OwnColumn {
            id: row.id("id")?,
            entity,
            name: text(row, "name")?.unwrap_or_default(),
            kind: kind.unwrap_or(OwnColumnType::Text),
            position: row.get::<_, Option<i64>>("position")?.unwrap_or(0),
            filled: row.get("filled")?,
        }))
    })?;
    Ok(rows.into_iter().flatten().collect())
}

/// A new column, after the others.
///
/// # Errors
/// `missing-value` without a name, `name-taken` when a column of that name is there.
pub fn add(desk: &Desk, request: Add) -> Result<Created, Error> {
    let (id, of) = (desk.new_id(), request.entity.unwrap_or_default());
    let name = needed(&request.name, "name")?;
    let position = desk.read(|reader, space| {
        let others = columns(reader, space, Some(of))?;
        free(&others, name, None)?;
        Ok(others.iter().map(|column| column.position + 1).max().unwrap_or(0))
    })?;
    let mut ops = Ops::new();
    ops.create(&own_column::ENTITY, id)
        .put(id, own_column::entity, of.entity().name)
        .put(id, own_column::name, name)
        .put(id, own_column::kind, request.kind.unwrap_or(OwnColumnType::Text))
        .put(id, own_column::position, position);
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Two columns of one name could not be told apart on screen; colleagues may still make them, each offline.
fn free(others: &[OwnColumn], name: &str, but: Option<Id>) -> Result<(), Error> {
    let plain = coexist_store::sql::plain;
    let taken = others.iter().any(|c| Some(c.id) != but && plain(&c.name) == plain(name));
    if taken { Err(Error::new("name-taken").with("name", name)) } else { Ok(()) }
}

/// Changes a column's name, kind or place. What its cells hold stays as it was typed.
///
/// # Errors
/// `not-found`, `missing-value`, `name-taken`.
pub fn update(desk: &Desk, request: UpdateColumn) -> Result<Done, Error> {
    let id = request.id.0;
    let ops = desk.read(|reader, space| {
        let all = columns(reader, space, None)?;
        let column =
            all.iter().find(|column| column.id == id).ok_or_else(|| Error::not_found("own_column"))?;
        let mut others: Vec<&OwnColumn> =
            all.iter().filter(|other| other.entity == column.entity && other.id != id).collect();
        let mut ops = Ops::new();
        if let Some(name) = &request.name {
            let name = needed(name, "name")?;
            free(&others.iter().copied().cloned().collect::<Vec<_>>(), name, Some(id))?;
            ops.put(id, own_column::name, name);
        }
        if let Some(kind) = request.kind {
            ops.put(id, own_column::kind, kind);
        }
        if let Some(position) = request.position {
            others.insert((position as usize).min(others.len()), column);
            for (place, other) in (0..).zip(others) {
                if other.position != place {
                    ops.put(other.id, own_column::position, place);
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

/// Removes a column. Its cells stay in the history and come back with it.
///
/// # Errors
/// `not-found`.
pub fn remove(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &own_column::ENTITY, request.id)
}

/// Fills or empties one cell.
///
/// # Errors
/// `not-found`, and `invalid-value` for a token that is none.
pub fn set(desk: &Desk, request: SetCell) -> Result<Done, Error> {
    let ops = desk.read(|reader, space| {
        let all = columns(reader, space, None)?;
        let column = all.iter().find(|column| column.id == request.column.0);
        let column = column.ok_or_else(|| Error::not_found("own_column"))?;
        require(reader, space, column.entity.entity(), request.record)?;
        let seen = request.seen.as_deref().map(str::parse).transpose();
        let seen = seen.map_err(|_| Error::invalid_value("seen"))?;
        let value = filled(request.value.as_deref()).into();
        let mut ops = Ops::new();
        cell_ops(reader, space, &mut ops, (request.record, column.id), value, seen.as_ref())?;
        Ok(ops)
    })?;
    if !ops.is_empty() {
        desk.commit(&ops)?;
    }
    Ok(Done {})
}
