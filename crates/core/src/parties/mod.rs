//! The place of organisations in a dossier.

mod types;

use coexist_domain::registry::{contact, dossier, organisation, party};
use coexist_domain::{DossierId, Id, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params};
use coexist_sync::Ops;

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::records::{
    self, Colleagues, Editable, change, conflicts_of, filled, ids_json, named_in, require, seen_of, text,
};
use crate::wire::{Created, Done, Update, Which};

const EDITABLE: Editable =
    Editable { entity: &party::ENTITY, closed: &["dossier", "origin"], needed: &["organisation"], also: &[] };

/// Puts an organisation into a dossier; one that is not in the Carnet yet is made in the same action.
///
/// # Errors
/// `not-found` and `missing-value`, each naming what.
pub fn add(desk: &Desk, request: Add) -> Result<Created, Error> {
    let id = desk.new_id();
    let ops = desk.read(|reader, space| {
        require(reader, space, &dossier::ENTITY, request.dossier.0)?;
        let new = NewParty {
            organisation: request.organisation,
            name: request.name,
            role: request.role,
            contact: request.contact,
        };
        let mut ops = Ops::new();
        new_party(desk, reader, space, &mut ops, (request.dossier, id), &new)?;
        Ok(ops)
    })?;
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// The ops of one party of a dossier that is there or being made.
pub(crate) fn new_party(
    desk: &Desk,
    reader: &Reader<'_>,
    space: SpaceId,
    ops: &mut Ops,
    (dossier, id): (DossierId, Id),
    new: &NewParty,
) -> Result<(), Error> {
    let member = match (new.organisation, filled(new.name.as_deref())) {
        (Some(known), _) => {
            require(reader, space, &organisation::ENTITY, known.0)?;
            known.0
        }
        (None, Some(name)) => match by_name(reader, space, name)? {
            Some(known) => known,
            None => {
                let made = desk.new_id();
                ops.create(&organisation::ENTITY, made).put(made, organisation::name, name);
                made
            }
        },
        (None, None) => return Err(Error::missing_value("organisation")),
    };
    ops.create(&party::ENTITY, id).put(id, party::dossier, dossier.0).put(id, party::organisation, member);
    if let Some(role) = new.role {
        ops.put(id, party::role, role);
    }
    if let Some(person) = new.contact {
        require(reader, space, &contact::ENTITY, person.0)?;
        ops.put(id, party::contact, person.0);
    }
    Ok(())
}

/// The organisation that people call this, accents and case apart.
fn by_name(reader: &Reader<'_>, space: SpaceId, name: &str) -> Result<Option<Id>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":name": name};
    Ok(reader.one(include_str!("by_name.sql"), params, |row| row.id("id"))?)
}

/// Changes the part an organisation takes, its contact, or the organisation itself.
///
/// # Errors
/// Those of [`Update`].
pub fn update(desk: &Desk, request: Update) -> Result<Done, Error> {
    change(desk, &EDITABLE, &request)
}

/// Takes an organisation out of a dossier. It stays in the Carnet.
///
/// # Errors
/// `not-found`.
pub fn remove(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &party::ENTITY, request.id)
}

/// The parties of one dossier, in the order they were added.
pub(crate) fn of_dossier(
    reader: &Reader<'_>,
    space: SpaceId,
    dossier: Id,
    colleagues: &Colleagues,
) -> Result<Vec<PartyView>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":dossiers": ids_json([&dossier])};
    let mut parties = reader.rows(include_str!("of_dossiers.sql"), params, |row| {
        Ok(PartyView {
            id: row.id("id")?,
            organisation: named_in(row, "organisation", "name")?,
            kind: text(row, "kind")?,
            country: text(row, "country")?,
            role: text(row, "role")?,
            contact: named_in(row, "contact", "contact_name")?,
            conflicts: Vec::new(),
            seen: Default::default(),
        })
    })?;
    for party in &mut parties {
        party.conflicts = conflicts_of(reader, space, &party::ENTITY, party.id, colleagues)?;
        party.seen = seen_of(reader, space, party.id)?;
    }
    Ok(parties)
}
