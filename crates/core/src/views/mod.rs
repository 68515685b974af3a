//! Saved filters.

mod types;

use coexist_domain::registry::view;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::Ops;

pub use types::*;

use crate::Error;
use crate::columns::ColumnOf;
use crate::desk::Desk;
use crate::records::{self, needed, require, text};
use crate::wire::{Created, Done, Which};

/// The saved filters, in their order.
///
/// # Errors
/// Those of the store.
pub fn list(desk: &Desk, request: List) -> Result<ViewList, Error> {
    let entity = request.entity.map(|of| of.entity().name);
    desk.read(|reader, space| {
        let sql = "SELECT id, name, entity, filter FROM live_view
                   WHERE space = :space AND (:entity IS NULL OR entity = :entity) ORDER BY position, id";
        let params = named_params! {":space": space.0.as_bytes(), ":entity": entity};
        let rows = reader.rows(sql, params, |row| {
            let Some(entity) = text(row, "entity")?.as_deref().and_then(ColumnOf::from_name) else {
                return Ok(None);
            };
            let filter = text(row, "filter")?.and_then(|json| serde_json::from_str(&json).ok());
            let name = text(row, "name")?.unwrap_or_default();
            let filter = filter.unwrap_or_else(|| serde_json::json!({}));
            Ok(Some(View { id: row.id("id")?, name, entity, filter }))
        })?;
        Ok(ViewList { items: rows.into_iter().flatten().collect() })
    })
}

/// Saves a filter, new or again.
///
/// # Errors
/// `missing-value` without a name, `not-found` for a filter that is gone, `invalid-value` for one that is no
/// object.
pub fn save(desk: &Desk, request: Save) -> Result<Created, Error> {
    let name = needed(&request.name, "name")?;
    if !request.filter.is_object() {
        return Err(Error::invalid_value("filter"));
    }
    let mut ops = Ops::new();
    let id = if let Some(known) = request.id {
        desk.read(|reader, space| require(reader, space, &view::ENTITY, known.0))?;
        known.0
    } else {
        let id = desk.new_id();
        let last = desk.read(|reader, space| {
            let sql = "SELECT max(position) AS last FROM live_view WHERE space = :space";
            let params = named_params! {":space": space.0.as_bytes()};
            Ok(reader.one(sql, params, |row| row.get::<_, Option<i64>>("last"))?.flatten())
        })?;
        ops.create(&view::ENTITY, id).put(id, view::position, last.map_or(0, |last| last + 1));
        id
    };
    ops.put(id, view::name, name)
        .put(id, view::entity, request.entity.unwrap_or_default().entity().name)
        .put(id, view::filter, request.filter.to_string());
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Removes a saved filter.
///
/// # Errors
/// `not-found`.
pub fn delete(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &view::ENTITY, request.id)
}
