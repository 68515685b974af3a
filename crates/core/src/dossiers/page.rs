//! The page of one dossier.

use std::collections::BTreeMap;

use coexist_domain::registry::dossier;
use coexist_domain::words::Stage;
use coexist_domain::{Facts, Id, SpaceId, missing_for};
use coexist_store::sql::{RowExt as _, named_params};
use coexist_store::{ChangeKind, Reader};

use super::types::{Dossier, LastExchange, OpenTask, StageStep};
use crate::Error;
use crate::contacts;
use crate::desk::Desk;
use crate::records::{Colleagues, conflicts_of, id_set, own_cells_of, seen_of, text};
use crate::wire::Which;
use crate::{amounts, parties, types};

/// Everything about one dossier.
///
/// # Errors
/// `not-found`.
pub fn get(desk: &Desk, request: Which) -> Result<Dossier, Error> {
    let (id, today) = (request.id, desk.today());
    desk.read(|reader, space| {
        let colleagues = Colleagues::load(reader, space)?;
        let mut page = own_fields(reader, space, id, &today.to_string(), &colleagues)?;
        let stage: Option<Stage> = page.stage.as_deref().and_then(|code| code.parse().ok());
        if let Some(stage) = stage {
            page.usual_next = stage.usual_next().to_vec();
            page.missing = missing_for(stage, &facts_of(reader, space, id)?);
        }
        page.parties = parties::of_dossier(reader, space, id, &colleagues)?;
        let organisations: Vec<Id> =
            page.parties.iter().filter_map(|party| party.organisation.as_ref().map(|o| o.id)).collect();
        page.contacts = contacts::of_organisations(reader, space, &organisations, Some(false))?;
        page.amounts = amounts::of_dossiers(reader, space, &[id])?.remove(&id).unwrap_or_default();
        page.sums = amounts::sums(&page.amounts);
        if let Some(dated) = types::of_dossiers(reader, space, Some(&[id]))?.remove(&id) {
            page.r#type = dated.on(today).map(str::to_owned);
            page.types = dated.into_views();
        }
        page.stage_history = stage_history(reader, space, id, &colleagues)?;
        page.tasks = open_tasks(reader, space, id, &today.to_string(), &colleagues)?;
        page.last_exchange = last_exchange(reader, space, id, &colleagues)?;
        let cells = own_cells_of(reader, space, id)?;
        (page.own, page.own_columns) = (cells.by_id, cells.by_name);
        page.conflicts = conflicts_of(reader, space, &dossier::ENTITY, id, &colleagues)?;
        page.seen = seen_of(reader, space, id)?;
        Ok(page)
    })
}

fn own_fields(
    reader: &Reader<'_>,
    space: SpaceId,
    id: Id,
    today: &str,
    colleagues: &Colleagues,
) -> Result<Dossier, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes(), ":today": today};
    let found = reader.one(include_str!("page.sql"), params, |row| {
        Ok(Dossier {
            id,
            title: text(row, "title")?.unwrap_or_default(),
            summary: text(row, "summary")?,
            stage: text(row, "stage")?,
            stage_reason: text(row, "stage_reason")?,
            usual_next: Vec::new(),
            responsible: colleagues.all(&id_set(row, "responsible")?),
            next_action: text(row, "next_action")?,
            next_date: text(row, "next_date")?,
            late: row.get("late")?,
            start: text(row, "start")?,
            end: text(row, "end")?,
            signed: text(row, "signed")?,
            agreement: text(row, "agreement")?,
            countries: row.set("countries")?,
            note: text(row, "note")?,
            last_contact: text(row, "last_contact")?,
            postponed: text(row, "postponed")?,
            parties: Vec::new(),
            contacts: Vec::new(),
            amounts: Vec::new(),
            sums: Vec::new(),
            r#type: None,
            types: Vec::new(),
            stage_history: Vec::new(),
            missing: Vec::new(),
            tasks: Vec::new(),
            last_exchange: None,
            journal_entries: row.get("journal_entries")?,
            exchanges: row.get("exchanges")?,
            own_columns: BTreeMap::new(),
            own: BTreeMap::new(),
            revived: row.get::<_, Option<bool>>("revived")?.unwrap_or(false),
            conflicts: Vec::new(),
            seen: BTreeMap::new(),
        })
    })?;
    found.ok_or_else(|| Error::not_found("dossier"))
}

/// What is known of a dossier, as far as its stage asks.
pub(super) fn facts_of(reader: &Reader<'_>, space: SpaceId, id: Id) -> Result<Facts, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
    let facts = reader.one(include_str!("facts.sql"), params, |row| {
        Ok(Facts {
            organisations: row.get::<_, u32>("organisations")? as usize,
            has_contact: row.get("contact")?,
            has_responsible: row.get("responsible")?,
            has_next_action: row.get("next_action")?,
            has_summary: row.get("summary")?,
            has_type: row.get("type")?,
            has_amount: row.get("amount")?,
            has_start: row.get("start")?,
            has_end: row.get("end")?,
            has_agreement: row.get("agreement")?,
            has_exchange: row.get("exchange")?,
            has_journal: row.get("journal")?,
            has_stage_reason: row.get("stage_reason")?,
        })
    })?;
    facts.ok_or_else(|| Error::not_found("dossier"))
}

/// The stages a dossier went through, as the log tells them. A stage written again is no step.
fn stage_history(
    reader: &Reader<'_>,
    space: SpaceId,
    id: Id,
    colleagues: &Colleagues,
) -> Result<Vec<StageStep>, Error> {
    let mut steps: Vec<StageStep> = Vec::new();
    for entry in reader.history(space, id)? {
        let put = |field| {
            let written =
                entry.changes.iter().rev().find(|c| c.kind == ChangeKind::Put && c.field == Some(field));
            written.and_then(|change| change.value.as_text()).map(str::to_owned)
        };
        let Some(stage) = put(dossier::stage) else { continue };
        if steps.last().is_some_and(|last| last.stage == stage) {
            continue;
        }
        let author = colleagues.name(entry.author.map(Id::from));
        let reason = put(dossier::stage_reason).or_else(|| entry.reason.clone());
        steps.push(StageStep { stage, reason, at: entry.at, author });
    }
    Ok(steps)
}

fn open_tasks(
    reader: &Reader<'_>,
    space: SpaceId,
    id: Id,
    today: &str,
    colleagues: &Colleagues,
) -> Result<Vec<OpenTask>, Error> {
    let sql = "SELECT id, title, due, coalesce(due_end < :today, 0) AS late, assignees FROM live_task
               WHERE space = :space AND dossier = :id AND done IS NULL ORDER BY due_end IS NULL, due_end, id";
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes(), ":today": today};
    Ok(reader.rows(sql, params, |row| {
        Ok(OpenTask {
            id: row.id("id")?,
            title: text(row, "title")?.unwrap_or_default(),
            due: text(row, "due")?,
            late: row.get("late")?,
            assignees: colleagues.all(&id_set(row, "assignees")?),
        })
    })?)
}

fn last_exchange(
    reader: &Reader<'_>,
    space: SpaceId,
    id: Id,
    colleagues: &Colleagues,
) -> Result<Option<LastExchange>, Error> {
    let sql = "SELECT e.id, e.kind, e.at, e.text, e.author, o.name FROM live_exchange e
               LEFT JOIN organisation o ON o.space = e.space AND o.id = e.organisation
               WHERE e.space = :space AND e.dossier = :id AND e.at IS NOT NULL ORDER BY e.at DESC, e.id DESC LIMIT 1";
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
    Ok(reader.one(sql, params, |row| {
        Ok(LastExchange {
            id: row.id("id")?,
            kind: text(row, "kind")?,
            at: row.get("at")?,
            text: text(row, "text")?,
            organisation: text(row, "name")?,
            author: colleagues.name(row.opt_id("author")?),
        })
    })?)
}
