//! People at organisations.

mod types;

use coexist_domain::registry::{contact, organisation, party};
use coexist_domain::{Id, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{Row, RowExt as _, SqlError, named_params};
use coexist_sync::Ops;

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::organisations::dossiers_of;
use crate::records::{
    self, Colleagues, Editable, change, conflicts_of, count, filled, ids_json, named_in, needed,
    own_cells_of, require, seen_of, text, window, words_json,
};
use crate::wire::{Created, Done, Named, Update, Which};

const EDITABLE: Editable =
    Editable { entity: &contact::ENTITY, closed: &["origin"], needed: &["name"], also: &[] };

/// A page of contacts, by name.
///
/// # Errors
/// Those of the store.
pub fn list(desk: &Desk, request: List) -> Result<ContactList, Error> {
    desk.read(|reader, space| {
        let organisation = request.organisation.map(|organisation| *organisation.0.as_bytes());
        let params = named_params! {
            ":space": space.0.as_bytes(),
            ":words": words_json(request.text.as_deref()),
            ":organisation": organisation,
            ":left": request.left,
        };
        let all = reader.rows(include_str!("filter.sql"), params, |row| row.id("id"))?;
        let total = count(all.len());
        let page = window(all, request.limit, request.offset);
        let params = named_params! {":space": space.0.as_bytes(), ":ids": ids_json(&page)};
        Ok(ContactList { total, items: reader.rows(include_str!("rows.sql"), params, row_view)? })
    })
}

/// The people of several organisations, by name; all of them, or only those who left or are still there.
pub(crate) fn of_organisations(
    reader: &Reader<'_>,
    space: SpaceId,
    organisations: &[Id],
    left: Option<bool>,
) -> Result<Vec<ContactRow>, Error> {
    let mut all = Vec::new();
    for organisation in organisations {
        let params = named_params! {
            ":space": space.0.as_bytes(),
            ":words": None::<String>,
            ":organisation": organisation.as_bytes(),
            ":left": left,
        };
        all.extend(reader.rows(include_str!("filter.sql"), params, |row| row.id("id"))?);
    }
    let params = named_params! {":space": space.0.as_bytes(), ":ids": ids_json(&all)};
    Ok(reader.rows(include_str!("rows.sql"), params, row_view)?)
}

fn row_view(row: &Row<'_>) -> Result<ContactRow, SqlError> {
    Ok(ContactRow {
        id: row.id("id")?,
        name: text(row, "name")?.unwrap_or_default(),
        organisation: named_in(row, "organisation", "organisation_name")?,
        job: text(row, "job")?,
        emails: row.set("emails")?,
        phones: row.set("phones")?,
        left: text(row, "left")?,
        replaced_by: named_in(row, "replaced_by", "replaced_by_name")?,
        opposed: row.get::<_, Option<bool>>("opposed")?.unwrap_or(false),
    })
}

/// Everything about one person.
///
/// # Errors
/// `not-found`.
pub fn get(desk: &Desk, request: Which) -> Result<Contact, Error> {
    let id = request.id;
    desk.read(|reader, space| {
        let colleagues = Colleagues::load(reader, space)?;
        let params = named_params! {":space": space.0.as_bytes(), ":ids": ids_json([&id])};
        let found = reader.one(include_str!("rows.sql"), params, |row| {
            let ContactRow { name, organisation, job, emails, phones, left, replaced_by, opposed, .. } =
                row_view(row)?;
            Ok(Contact {
                id,
                name,
                organisation,
                job,
                emails,
                phones,
                language: text(row, "language")?,
                source: text(row, "source")?,
                legal_basis: text(row, "legal_basis")?,
                keep_until: text(row, "keep_until")?,
                left,
                replaced_by,
                replaces: Vec::new(),
                note: text(row, "note")?,
                opposed,
                dossiers: Vec::new(),
                own_columns: Default::default(),
                own: Default::default(),
                conflicts: Vec::new(),
                seen: Default::default(),
            })
        })?;
        let mut contact = found.ok_or_else(|| Error::not_found("contact"))?;
        contact.replaces = replaced_by(reader, space, id)?;
        if let Some(organisation) = &contact.organisation {
            contact.dossiers = dossiers_of(reader, space, organisation.id)?;
        }
        let cells = own_cells_of(reader, space, id)?;
        (contact.own, contact.own_columns) = (cells.by_id, cells.by_name);
        contact.conflicts = conflicts_of(reader, space, &contact::ENTITY, id, &colleagues)?;
        contact.seen = seen_of(reader, space, id)?;
        Ok(contact)
    })
}

fn replaced_by(reader: &Reader<'_>, space: SpaceId, id: Id) -> Result<Vec<Named>, Error> {
    let sql =
        "SELECT id, name FROM live_contact WHERE space = :space AND replaced_by = :id ORDER BY plain(name)";
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
    Ok(reader.rows(sql, params, |row| named_in(row, "id", "name"))?.into_iter().flatten().collect())
}

/// A new contact.
///
/// # Errors
/// `missing-value` without a name, `not-found` for the organisation.
pub fn create(desk: &Desk, request: Create) -> Result<Created, Error> {
    let id = desk.new_id();
    let mut ops = Ops::new();
    ops.create(&contact::ENTITY, id).put(id, contact::name, needed(&request.name, "name")?);
    if let Some(at) = request.organisation {
        desk.read(|reader, space| require(reader, space, &organisation::ENTITY, at.0))?;
        ops.put(id, contact::organisation, at.0);
    }
    let texts = [
        (contact::job, &request.job),
        (contact::language, &request.language),
        (contact::source, &request.source),
        (contact::note, &request.note),
    ];
    for (field, value) in texts {
        if let Some(value) = filled(value.as_deref()) {
            ops.put(id, field, value);
        }
    }
    if let Some(basis) = request.legal_basis {
        ops.put(id, contact::legal_basis, basis);
    }
    if let Some(until) = request.keep_until {
        ops.put(id, contact::keep_until, until);
    }
    for (field, values) in [(contact::emails, request.emails), (contact::phones, request.phones)] {
        for value in values.iter().flatten() {
            if let Some(value) = filled(Some(value)) {
                ops.add(id, field, value);
            }
        }
    }
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Changes fields of a contact.
///
/// # Errors
/// Those of [`Update`].
pub fn update(desk: &Desk, request: Update) -> Result<Done, Error> {
    change(desk, &EDITABLE, &request)
}

/// Takes a contact out of the Carnet.
///
/// # Errors
/// `not-found`.
pub fn delete(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &contact::ENTITY, request.id)
}

/// Somebody left; who replaces them, when known, becomes the person to speak with wherever they were.
///
/// # Errors
/// `not-found`, and `invalid-value` for a person who would replace themselves.
pub fn replace(desk: &Desk, request: Replace) -> Result<Done, Error> {
    let (who, by) = (request.contact.0, request.by.map(|by| by.0));
    let ops = desk.read(|reader, space| {
        require(reader, space, &contact::ENTITY, who)?;
        let mut ops = Ops::new();
        ops.put(who, contact::left, request.left);
        let Some(by) = by else { return Ok(ops) };
        require(reader, space, &contact::ENTITY, by)?;
        if by == who {
            return Err(Error::invalid_value("by"));
        }
        ops.put(who, contact::replaced_by, by);
        let sql = "SELECT id FROM live_party WHERE space = :space AND contact = :who";
        let params = named_params! {":space": space.0.as_bytes(), ":who": who.as_bytes()};
        for place in reader.rows(sql, params, |row| row.id("id"))? {
            ops.put(place, party::contact, by);
        }
        Ok(ops)
    })?;
    desk.commit(&ops)?;
    Ok(Done {})
}
