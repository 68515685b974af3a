//! The dated types of a partnership.

#[allow(clippy::module_inception, reason = "every area keeps its shapes in types.rs, the area of types too")]
mod types;

use std::collections::BTreeMap;

use coexist_domain::registry::{dossier, type_period};
use coexist_domain::{Id, Period, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::Ops;
use jiff::civil::Date;

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::records::{self, filled, ids_json, require, text};
use crate::wire::{Created, Done, Which};

/// Gives a partnership a type from a date on. The earlier types stay: a partnership changes.
///
/// # Errors
/// `not-found`.
pub fn add(desk: &Desk, request: Add) -> Result<Created, Error> {
    let id = desk.new_id();
    desk.read(|reader, space| require(reader, space, &dossier::ENTITY, request.dossier.0))?;
    let mut ops = Ops::new();
    ops.create(&type_period::ENTITY, id).put(id, type_period::dossier, request.dossier.0).put(
        id,
        type_period::kind,
        request.kind,
    );
    if let Some(since) = request.since {
        ops.put(id, type_period::since, since);
    }
    if let Some(note) = filled(request.note.as_deref()) {
        ops.put(id, type_period::note, note);
    }
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Takes a type away that was given by mistake.
///
/// # Errors
/// `not-found`.
pub fn remove(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &type_period::ENTITY, request.id)
}

/// The types of one dossier, the oldest first.
pub(crate) struct Dated(Vec<(Option<Date>, TypeView)>);

impl Dated {
    /// The type in force on a day: the latest that has begun. A type without a date has always been.
    pub(crate) fn on(&self, day: Date) -> Option<&str> {
        let begun = self.0.iter().rev().find(|(since, _)| since.is_none_or(|since| since <= day));
        begun.map(|(_, view)| view.kind.as_str())
    }

    pub(crate) fn into_views(self) -> Vec<TypeView> {
        self.0.into_iter().map(|(_, view)| view).collect()
    }
}

/// The types of these dossiers, or of all.
pub(crate) fn of_dossiers(
    reader: &Reader<'_>,
    space: SpaceId,
    dossiers: Option<&[Id]>,
) -> Result<BTreeMap<Id, Dated>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":dossiers": dossiers.map(ids_json)};
    let rows = reader.rows(include_str!("of_dossiers.sql"), params, |row| {
        let since = row.period("since")?;
        let view = TypeView {
            id: row.id("id")?,
            kind: text(row, "kind")?.unwrap_or_default(),
            since: since.map(|period| period.to_string()),
            note: text(row, "note")?,
        };
        Ok((row.id("dossier")?, since.as_ref().map(Period::start), view))
    })?;
    let mut all: BTreeMap<Id, Dated> = BTreeMap::new();
    for (dossier, since, view) in rows {
        all.entry(dossier).or_insert_with(|| Dated(Vec::new())).0.push((since, view));
    }
    for dated in all.values_mut() {
        // Stable, so that two of one date stay in the order they were given.
        dated.0.sort_by_key(|(since, _)| *since);
    }
    Ok(all)
}
