//! Making, changing, moving and deleting a dossier.

use coexist_domain::registry::{dossier, person};
use coexist_domain::words::Stage;
use coexist_domain::{DossierId, missing_for};
use coexist_store::How;
use coexist_sync::Ops;

use super::page::facts_of;
use super::types::{Create, Move, Moved};
use crate::Error;
use crate::desk::Desk;
use crate::parties::new_party;
use crate::records::{self, Editable, change, country, filled, needed, require};
use crate::wire::{Created, Done, Update, Which};

const EDITABLE: Editable =
    Editable { entity: &dossier::ENTITY, closed: &["origin"], needed: &["title"], also: &[] };

/// A new dossier, with its first parties.
///
/// # Errors
/// `missing-value` without a title, `not-found` and `invalid-value` naming what.
pub fn create(desk: &Desk, request: Create) -> Result<Created, Error> {
    let (id, me) = (desk.new_id(), desk.me());
    let ops = desk.read(|reader, space| {
        let mut ops = Ops::new();
        ops.create(&dossier::ENTITY, id).put(id, dossier::title, needed(&request.title, "title")?).put(
            id,
            dossier::stage,
            request.stage.unwrap_or(Stage::Meeting),
        );
        let texts = [
            (dossier::summary, &request.summary),
            (dossier::next_action, &request.next_action),
            (dossier::note, &request.note),
        ];
        for (field, value) in texts {
            if let Some(value) = filled(value.as_deref()) {
                ops.put(id, field, value);
            }
        }
        if let Some(date) = request.next_date {
            ops.put(id, dossier::next_date, date);
        }
        for code in request.countries.iter().flatten() {
            let code = country(code).ok_or_else(|| Error::invalid_value("countries"))?;
            ops.add(id, dossier::countries, code);
        }
        match &request.responsible {
            Some(people) => {
                for who in people {
                    require(reader, space, &person::ENTITY, who.0)?;
                    ops.add(id, dossier::responsible, who.0);
                }
            }
            None if reader.exists(space, &person::ENTITY, me.0)? => {
                ops.add(id, dossier::responsible, me.0);
            }
            None => {}
        }
        for party in request.parties.iter().flatten() {
            new_party(desk, reader, space, &mut ops, (DossierId(id), desk.new_id()), party)?;
        }
        Ok(ops)
    })?;
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Changes any fields of a dossier, its own columns included.
///
/// # Errors
/// Those of [`Update`].
pub fn update(desk: &Desk, request: Update) -> Result<Done, Error> {
    change(desk, &EDITABLE, &request)
}

/// Moves a dossier to a stage. What is missing there is told, and nothing is forbidden.
///
/// # Errors
/// `not-found`.
pub fn move_to(desk: &Desk, request: Move) -> Result<Moved, Error> {
    let (id, reason) = (request.id.0, filled(request.reason.as_deref()));
    desk.read(|reader, space| require(reader, space, &dossier::ENTITY, id))?;
    let mut ops = Ops::new();
    // The reason is part of the stage: without a new one the old one would explain a stage it never meant.
    ops.put(id, dossier::stage, request.stage).put(id, dossier::stage_reason, reason);
    let how = How { reason: reason.map(str::to_owned), ..How::at(desk.now()) };
    desk.commit_how(&ops, how)?;
    let facts = desk.read(|reader, space| facts_of(reader, space, id))?;
    Ok(Moved { missing: missing_for(request.stage, &facts) })
}

/// Deletes a dossier: it is hidden with what belongs to it, and history brings it back.
///
/// # Errors
/// `not-found`.
pub fn delete(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &dossier::ENTITY, request.id)
}
