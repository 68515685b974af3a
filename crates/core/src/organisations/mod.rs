//! Organisations of the Carnet.

mod types;

use coexist_domain::registry::organisation;
use coexist_domain::{Id, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::Ops;

pub use types::*;

use crate::Error;
use crate::contacts;
use crate::desk::Desk;
use crate::records::{
    self, Colleagues, Editable, change, conflicts_of, count, country, filled, ids_json, needed, own_cells,
    own_cells_of, seen_of, text, window, words_json,
};
use crate::wire::{Created, Done, Update, Which};

const EDITABLE: Editable =
    Editable { entity: &organisation::ENTITY, closed: &["origin"], needed: &["name"], also: &[] };

impl OrganisationSort {
    const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Country => "country",
            Self::City => "city",
            Self::LastExchange => "last_exchange",
            Self::Dossiers => "dossiers",
        }
    }
}

/// A page of organisations.
///
/// # Errors
/// Those of the store.
pub fn list(desk: &Desk, request: List) -> Result<OrganisationList, Error> {
    desk.read(|reader, space| {
        let params = named_params! {
            ":space": space.0.as_bytes(),
            ":words": words_json(request.text.as_deref()),
            ":kind": filled(request.kind.as_deref()),
            ":country": filled(request.country.as_deref()).and_then(country),
            ":sort": request.sort.unwrap_or(OrganisationSort::Name).code(),
            ":descending": request.descending.unwrap_or(false),
        };
        let all = reader.rows(include_str!("filter.sql"), params, |row| row.id("id"))?;
        let total = count(all.len());
        let page = window(all, request.limit, request.offset);
        Ok(OrganisationList { total, items: rows(reader, space, &page)? })
    })
}

/// These organisations, in this order.
fn rows(reader: &Reader<'_>, space: SpaceId, ids: &[Id]) -> Result<Vec<OrganisationRow>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":ids": ids_json(ids)};
    let mut rows = reader.rows(include_str!("rows.sql"), params, |row| {
        Ok(OrganisationRow {
            id: row.id("id")?,
            name: text(row, "name")?.unwrap_or_default(),
            kind: text(row, "kind")?,
            country: text(row, "country")?,
            city: text(row, "city")?,
            dossiers: row.get("dossiers")?,
            contacts: row.get("contacts")?,
            last_exchange: row.get("last_exchange")?,
            own: Default::default(),
        })
    })?;
    let mut cells = own_cells(reader, space, ids)?;
    for row in &mut rows {
        row.own = cells.remove(&row.id).unwrap_or_default().by_id;
    }
    Ok(rows)
}

/// Everything about one organisation.
///
/// # Errors
/// `not-found`.
pub fn get(desk: &Desk, request: Which) -> Result<Organisation, Error> {
    let id = request.id;
    desk.read(|reader, space| {
        let colleagues = Colleagues::load(reader, space)?;
        let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
        let found = reader.one(include_str!("get.sql"), params, |row| {
            Ok(Organisation {
                id,
                name: text(row, "name")?.unwrap_or_default(),
                full_name: text(row, "full_name")?,
                kind: text(row, "kind")?,
                country: text(row, "country")?,
                city: text(row, "city")?,
                address: text(row, "address")?,
                website: text(row, "website")?,
                email: text(row, "email")?,
                phone: text(row, "phone")?,
                identifiers: row.set("identifiers")?,
                other_names: row.set("other_names")?,
                note: text(row, "note")?,
                contacts: Vec::new(),
                dossiers: Vec::new(),
                last_exchange: row.get("last_exchange")?,
                own_columns: Default::default(),
                own: Default::default(),
                revived: row.get::<_, Option<bool>>("revived")?.unwrap_or(false),
                conflicts: Vec::new(),
                seen: Default::default(),
            })
        })?;
        let mut organisation = found.ok_or_else(|| Error::not_found("organisation"))?;
        organisation.contacts = contacts::of_organisations(reader, space, &[id], None)?;
        organisation.dossiers = dossiers_of(reader, space, id)?;
        let cells = own_cells_of(reader, space, id)?;
        (organisation.own, organisation.own_columns) = (cells.by_id, cells.by_name);
        organisation.conflicts = conflicts_of(reader, space, &organisation::ENTITY, id, &colleagues)?;
        organisation.seen = seen_of(reader, space, id)?;
        Ok(organisation)
    })
}

/// The dossiers that an organisation takes part in.
pub(crate) fn dossiers_of(
    reader: &Reader<'_>,
    space: SpaceId,
    organisation: Id,
) -> Result<Vec<OrganisationDossier>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":organisation": organisation.as_bytes()};
    Ok(reader.rows(include_str!("dossiers.sql"), params, |row| {
        Ok(OrganisationDossier {
            id: row.id("id")?,
            title: text(row, "title")?.unwrap_or_default(),
            stage: text(row, "stage")?,
            role: text(row, "role")?,
        })
    })?)
}

/// A new organisation.
///
/// # Errors
/// `missing-value` without a name, `invalid-value` for what is no country.
pub fn create(desk: &Desk, request: Create) -> Result<Created, Error> {
    let id = desk.new_id();
    let mut ops = Ops::new();
    ops.create(&organisation::ENTITY, id).put(id, organisation::name, needed(&request.name, "name")?);
    if let Some(kind) = request.kind {
        ops.put(id, organisation::kind, kind);
    }
    if let Some(code) = filled(request.country.as_deref()) {
        let code = country(code).ok_or_else(|| Error::invalid_value("country"))?;
        ops.put(id, organisation::country, code);
    }
    let texts = [
        (organisation::full_name, &request.full_name),
        (organisation::city, &request.city),
        (organisation::address, &request.address),
        (organisation::website, &request.website),
        (organisation::email, &request.email),
        (organisation::phone, &request.phone),
        (organisation::note, &request.note),
    ];
    for (field, value) in texts {
        if let Some(value) = filled(value.as_deref()) {
            ops.put(id, field, value);
        }
    }
    let sets =
        [(organisation::identifiers, request.identifiers), (organisation::other_names, request.other_names)];
    for (field, values) in sets {
        for value in values.iter().flatten() {
            if let Some(value) = filled(Some(value)) {
                ops.add(id, field, value);
            }
        }
    }
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Changes fields of an organisation.
///
/// # Errors
/// Those of [`Update`].
pub fn update(desk: &Desk, request: Update) -> Result<Done, Error> {
    change(desk, &EDITABLE, &request)
}

/// Takes an organisation out of the Carnet. Dossiers and contacts that name it keep its name.
///
/// # Errors
/// `not-found`.
pub fn delete(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &organisation::ENTITY, request.id)
}
