//! The journal of a dossier: what happened, day after day, in its people's words.

mod types;

use coexist_domain::registry::{dossier, journal_entry};
use coexist_store::sql::RowExt as _;
use coexist_sync::Ops;
pub use types::*;

use crate::desk::Desk;
use crate::history::{seen_tokens, words};
use crate::records::Editable;
use crate::wire::{Created, Done, Update, Which};
use crate::{Error, records};

const EDITABLE: Editable = Editable {
    entity: &journal_entry::ENTITY,
    closed: &["origin", "author", "dossier"],
    needed: &["text", "at"],
    also: &[],
};

/// Writes an entry.
///
/// # Errors
/// `missing-value` for a text without words, `not-found` for a dossier that is not there, and the store's.
pub fn add(desk: &Desk, request: AddJournalEntry) -> Result<Created, Error> {
    let text = words("text", &request.text)?;
    desk.read(|r, space| records::require(r, space, &dossier::ENTITY, request.dossier.into()))?;
    let id = desk.new_id();
    let mut ops = Ops::new();
    ops.create(&journal_entry::ENTITY, id)
        .put(id, journal_entry::dossier, request.dossier.0)
        .put(id, journal_entry::text, text)
        .put(id, journal_entry::at, request.at.unwrap_or_else(|| desk.now()));
    if let Some(place) = request.place.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        ops.put(id, journal_entry::place, place);
    }
    ops.put(id, journal_entry::author, desk.me().0);
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// The entries of a dossier, the latest first.
///
/// # Errors
/// The store's.
pub fn list(desk: &Desk, request: ListJournal) -> Result<JournalList, Error> {
    desk.read(|r, space| {
        let (space_id, dossier_id) = (space.0.as_bytes(), request.dossier.0.as_bytes());
        let total = r
            .one(
                "SELECT count(*) FROM live_journal_entry WHERE space = :space AND dossier = :dossier",
                &[(":space", &space_id), (":dossier", &dossier_id)],
                |row| row.get(0),
            )?
            .unwrap_or(0);
        let mut items = r.rows(
            include_str!("list.sql"),
            &[
                (":space", &space_id),
                (":dossier", &dossier_id),
                (":limit", &request.limit.map_or(-1, i64::from)),
                (":offset", &request.offset.unwrap_or(0)),
            ],
            |row| {
                Ok(JournalEntry {
                    id: row.id("id")?.into(),
                    dossier: row.opt_id("dossier")?.map(Into::into),
                    text: row.get::<_, Option<String>>("text")?.unwrap_or_default(),
                    at: row.get("at")?,
                    place: row.get("place")?,
                    author: row.opt_id("author")?.map(Into::into),
                    author_name: row.get("author_name")?,
                    versions: row.get::<_, Option<u32>>("versions")?.unwrap_or(0),
                    seen: Default::default(),
                })
            },
        )?;
        for item in &mut items {
            item.seen = seen_tokens(r, space, item.id.0)?;
        }
        Ok(JournalList { total, items })
    })
}

/// Changes an entry.
///
/// # Errors
/// `not-found`, `unknown-field`, `invalid-value`, and the store's.
pub fn update(desk: &Desk, request: Update) -> Result<Done, Error> {
    records::change(desk, &EDITABLE, &request)
}

/// Deletes an entry; what a colleague adds to it meanwhile brings it back.
///
/// # Errors
/// `not-found`, and the store's.
pub fn delete(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &journal_entry::ENTITY, request.id)
}
