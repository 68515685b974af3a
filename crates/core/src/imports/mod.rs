//! Bringing in spreadsheets: preview, dry run, import, and taking an import back.
//!
//! One plan (`plan.rs`) serves the preview, the dry run and the import. The import writes it as a run of
//! frames under one action (`running.rs`), so it is undone as a whole and an import that was cut offers to be
//! continued or undone. Continuing plans the same file again: what is there already is found by its origin
//! and changes nothing.

mod differing;
mod flags;
mod kept;
pub(crate) mod known;
mod matching;
mod plan;
mod plan_dossiers;
mod preview;
mod reading;
mod reference;
mod running;
mod said;
mod types;
mod understood;
mod written;

pub use coexist_spreadsheet::mapping::Mapping;
pub(crate) use flags::waiting;
pub use flags::{flags, settle_flag, settle_flags};
pub use kept::{list, saved_mappings};
pub use preview::preview;
pub(crate) use running::frames_of;
pub use types::*;

use std::path::Path;

use coexist_domain::{ActionId, Id};
use coexist_store::Unfinished;
use coexist_store::sql::{RowExt as _, named_params};

use crate::desk::Desk;
use crate::history::{self, CutAction, CutActions, OneAction, Undone};
use crate::wire::Nothing;
use crate::{Error, files};
use plan::Scope;
use running::{Input, Work};

/// What a long action of this area is called in the store's journal and in the Activity tray.
pub(crate) const KIND: &str = "import";
/// The spreadsheet crate's own limit on a file.
const LARGEST_FILE: u64 = 50 << 20;

/// `organisations.import`: organisations and their people.
///
/// # Errors
/// Those of reading the file (`file-not-found`, `not-a-spreadsheet`, …) and the store's.
pub fn organisations(desk: &Desk, request: ImportOrganisations) -> Result<ImportOutcome, Error> {
    bring_in(desk, Scope::Organisations, &request.path, request.mapping, request.dry_run)
}

/// `dossiers.import`: dossiers and everything that stands in their rows.
///
/// # Errors
/// Those of reading the file (`file-not-found`, `not-a-spreadsheet`, …) and the store's.
pub fn dossiers(desk: &Desk, request: ImportDossiers) -> Result<ImportOutcome, Error> {
    bring_in(desk, Scope::Dossiers, &request.path, request.mapping, request.dry_run)
}

fn bring_in(
    desk: &Desk,
    scope: Scope,
    path: &Path,
    mapping: Option<Mapping>,
    dry_run: bool,
) -> Result<ImportOutcome, Error> {
    let bytes = files::read(path, LARGEST_FILE)?;
    let running = desk.begin(KIND, None, !dry_run);
    let file_name = files::name_of(path);
    let workbook = reading::workbook(&bytes, &file_name)?;
    let preview::Read { mut mapping, from, .. } =
        preview::mapping_for(desk, &workbook, &bytes, path, mapping)?;
    if scope == Scope::Organisations && from == MappingSource::Guessed {
        preview::hold_organisations(&workbook, &mut mapping);
    }
    let input = Input {
        scope,
        file_name,
        shape: kept::shape_of(&workbook),
        mapping,
        given: from == MappingSource::Given,
        import: desk.new_id(),
        outcome: ImportOutcome::default(),
    };
    Work { desk, action: ActionId(desk.new_id()), input, bytes: &bytes }.begin(&workbook, running, dry_run)
}

/// `actions.unfinished`: what a stop of the desk or of a person cut short in the workspace in view.
///
/// # Errors
/// The store's.
pub fn unfinished(desk: &Desk, _: Nothing) -> Result<CutActions, Error> {
    let items = desk.cut_short(KIND)?.into_iter().map(|a| CutAction {
        action: a.action,
        file_name: Input::unpack(&a.input).ok().map(|(input, _)| input.file_name),
        kind: a.kind,
        started: a.started,
    });
    Ok(CutActions { items: items.collect() })
}

/// `actions.continue`: goes on with an import that was cut. The file itself is not needed any more.
///
/// # Errors
/// `action-finished` when it is whole by now, `action-running` when it goes on at this moment, `not-found`, and
/// the store's.
pub fn resume(desk: &Desk, request: OneAction) -> Result<ImportOutcome, Error> {
    let cut = cut(desk, request.action)?;
    let (input, bytes) = Input::unpack(&cut.input)?;
    let running = desk.begin(KIND, None, true);
    let workbook = reading::workbook(bytes, &input.file_name)?;
    Work { desk, action: cut.action, input, bytes }.resume(&workbook, running)
}

/// `actions.undo`: takes back what an import that was cut had done.
///
/// # Errors
/// `action-finished` when it is whole by now: nothing of it is taken back; `action-running` when it goes on at
/// this moment, `not-found`, and the store's.
pub fn undo_unfinished(desk: &Desk, request: OneAction) -> Result<Undone, Error> {
    let action = cut(desk, request.action)?.action;
    let hand = desk.take_in_hand(action)?;
    let undone = history::undo_action(desk, OneAction { action })?;
    hand.whole()?;
    Ok(undone)
}

/// The import that was cut under this action.
fn cut(desk: &Desk, action: ActionId) -> Result<Unfinished, Error> {
    if let Some(cut) = desk.cut_short(KIND)?.into_iter().find(|a| a.action == action) {
        return Ok(cut);
    }
    let was_there = desk.read(|r, space| {
        let sql = "SELECT EXISTS (SELECT 1 FROM import WHERE space = :space AND action = :action)";
        let params = named_params! {":space": space.0.as_bytes(), ":action": action.0.as_bytes()};
        Ok(r.one(sql, params, |row| row.get::<_, bool>(0))?)
    })?;
    Err(desk.not_cut(action, was_there == Some(true)))
}

/// `imports.undo`: takes a whole import back, as far as nobody has touched what it did since.
///
/// # Errors
/// `not-found`, and the store's.
pub fn undo(desk: &Desk, request: OneImport) -> Result<Undone, Error> {
    let action = action_of(desk, request.import.0)?;
    let undone = history::undo_action(desk, OneAction { action })?;
    flags::forget(desk, request.import)?;
    Ok(undone)
}

fn action_of(desk: &Desk, import: Id) -> Result<ActionId, Error> {
    let found = desk.read(|r, space| {
        Ok(r.one(
            "SELECT action FROM live_import WHERE space = :space AND id = :id",
            &[(":space", &space.0.as_bytes()), (":id", &import.as_bytes())],
            |row| row.opt_id("action"),
        )?)
    })?;
    found.flatten().map(ActionId).ok_or_else(|| Error::not_found("import"))
}
