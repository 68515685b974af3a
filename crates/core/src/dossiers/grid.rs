//! The grid and the board: one filter, shown as lines or as stages.

use std::collections::BTreeMap;

use coexist_domain::words::Stage;
use coexist_domain::{Id, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params};
use serde_json::json;

use super::types::{
    Board, BoardColumn, BoardRequest, DossierFilter, DossierList, DossierRow, List, RowParty,
};
use crate::Error;
use crate::amounts::{self, AmountView};
use crate::desk::Desk;
use crate::records::{
    Colleagues, OwnCells, column_of, count, country, filled, id_set, ids_json, own_cells, text, window,
    words_json,
};
use crate::types;

/// What a list may be sorted by, own columns apart.
const SORTS: &[&str] = &[
    "title",
    "stage",
    "next_date",
    "next_action",
    "start",
    "end",
    "signed",
    "agreement",
    "summary",
    "last_contact",
    "last_exchange",
    "responsible",
    "organisations",
    "countries",
    "type",
    "amount",
    "created",
];

/// A page of the grid, with the sums of all that match.
///
/// # Errors
/// `unknown-field` for a column that cannot be sorted or filtered by.
pub fn list(desk: &Desk, request: List) -> Result<DossierList, Error> {
    desk.read(|reader, space| {
        let sort = (request.sort.as_deref().unwrap_or("title"), request.descending.unwrap_or(false));
        let all: Vec<Id> =
            matching(desk, reader, space, &request.filter(), sort)?.into_iter().map(|(id, _)| id).collect();
        let total = count(all.len());
        let amounts = amounts::of_dossiers(reader, space, &all)?;
        let sums = amounts::sums(amounts.values().flatten());
        let page = window(all, request.limit, request.offset);
        Ok(DossierList { total, items: rows(desk, reader, space, &page, &amounts)?, sums })
    })
}

/// The same dossiers by stage, each with its first cards.
///
/// # Errors
/// `unknown-field` for a column that cannot be filtered by.
pub fn board(desk: &Desk, request: BoardRequest) -> Result<Board, Error> {
    let filter = request.filter.unwrap_or_default();
    let cards = request.cards.unwrap_or(20).min(200) as usize;
    desk.read(|reader, space| {
        let all = matching(desk, reader, space, &filter, ("next_date", false))?;
        let mut by_stage: BTreeMap<Option<String>, Vec<Id>> = BTreeMap::new();
        for (id, stage) in all {
            by_stage.entry(stage).or_default().push(id);
        }
        let mut order: Vec<Option<String>> =
            Stage::CODES.iter().map(|code| Some((*code).to_owned())).collect();
        let unknown: Vec<_> =
            by_stage.keys().filter(|stage| stage.is_some() && !order.contains(stage)).cloned().collect();
        order.extend(unknown);
        if by_stage.contains_key(&None) {
            order.push(None);
        }
        let mut columns = Vec::with_capacity(order.len());
        for stage in order {
            let ids = by_stage.remove(&stage).unwrap_or_default();
            let amounts = amounts::of_dossiers(reader, space, &ids)?;
            let first = &ids[..ids.len().min(cards)];
            columns.push(BoardColumn {
                stage,
                total: count(ids.len()),
                sums: amounts::sums(amounts.values().flatten()),
                cards: rows(desk, reader, space, first, &amounts)?,
            });
        }
        Ok(Board { columns })
    })
}

/// Every matching dossier with its stage, sorted.
fn matching(
    desk: &Desk,
    reader: &Reader<'_>,
    space: SpaceId,
    filter: &DossierFilter,
    (sort, descending): (&str, bool),
) -> Result<Vec<(Id, Option<String>)>, Error> {
    let dossier = &coexist_domain::registry::dossier::ENTITY;
    let own = match sort.strip_prefix("own:") {
        Some(key) => Some(*column_of(reader, space, dossier, key)?.as_bytes()),
        None if SORTS.contains(&sort) => None,
        None => return Err(Error::unknown_field(sort)),
    };
    let mut columns = BTreeMap::new();
    for (key, words) in filter.columns.iter().flatten() {
        columns.insert(column_of(reader, space, dossier, key)?.to_string(), words);
    }
    let mut stages: Vec<&str> = filter.stages.iter().flatten().map(String::as_str).collect();
    stages.extend(filled(filter.stage.as_deref()));
    let params = named_params! {
        ":space": space.0.as_bytes(),
        ":words": words_json(filter.text.as_deref()),
        ":stages": (!stages.is_empty()).then(|| json!(stages).to_string()),
        ":open": filter.open,
        ":responsible": filter.responsible.map(|person| person.to_string()),
        ":unassigned": filter.unassigned.unwrap_or(false),
        ":country": filled(filter.country.as_deref()).map(|code| country(code).unwrap_or_else(|| code.to_owned())),
        ":organisation": filter.organisation.map(|organisation| *organisation.0.as_bytes()),
        ":due_before": filter.due_before.map(|period| period.end().to_string()),
        ":ends_before": filter.ends_before.map(|period| period.end().to_string()),
        ":columns": (!columns.is_empty()).then(|| json!(columns).to_string()),
        ":sort": sort,
        ":own": own,
        ":life": json!(Stage::CODES).to_string(),
        ":descending": descending,
    };
    let mut all =
        reader.rows(include_str!("filter.sql"), params, |row| Ok((row.id("id")?, text(row, "stage")?)))?;
    if let Some(wanted) = filled(filter.r#type.as_deref()) {
        let (types, today) = (types::of_dossiers(reader, space, None)?, desk.today());
        all.retain(|(id, _)| types.get(id).and_then(|dated| dated.on(today)) == Some(wanted));
    }
    Ok(all)
}

/// These dossiers, in this order.
fn rows(
    desk: &Desk,
    reader: &Reader<'_>,
    space: SpaceId,
    ids: &[Id],
    amounts: &BTreeMap<Id, Vec<AmountView>>,
) -> Result<Vec<DossierRow>, Error> {
    let (colleagues, today) = (Colleagues::load(reader, space)?, desk.today());
    let types = types::of_dossiers(reader, space, Some(ids))?;
    let mut parties = parties(reader, space, ids)?;
    let mut cells = own_cells(reader, space, ids)?;
    let params = named_params! {
        ":space": space.0.as_bytes(),
        ":ids": ids_json(ids),
        ":today": today.to_string(),
    };
    Ok(reader.rows(include_str!("rows.sql"), params, |row| {
        let id = row.id("id")?;
        Ok(DossierRow {
            id,
            title: text(row, "title")?.unwrap_or_default(),
            summary: text(row, "summary")?,
            stage: text(row, "stage")?,
            organisations: parties.remove(&id).unwrap_or_default(),
            responsible: colleagues.all(&id_set(row, "responsible")?),
            r#type: types.get(&id).and_then(|dated| dated.on(today)).map(str::to_owned),
            next_action: text(row, "next_action")?,
            next_date: text(row, "next_date")?,
            late: row.get("late")?,
            start: text(row, "start")?,
            end: text(row, "end")?,
            signed: text(row, "signed")?,
            agreement: text(row, "agreement")?,
            countries: row.set("countries")?,
            last_contact: text(row, "last_contact")?,
            last_exchange: row.get("last_exchange")?,
            amounts: amounts.get(&id).cloned().unwrap_or_default(),
            open_tasks: row.get("open_tasks")?,
            conflicts: row.get("conflicts")?,
            own: cells.remove(&id).map(|OwnCells { by_id, .. }| by_id).unwrap_or_default(),
        })
    })?)
}

fn parties(
    reader: &Reader<'_>,
    space: SpaceId,
    dossiers: &[Id],
) -> Result<BTreeMap<Id, Vec<RowParty>>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":dossiers": ids_json(dossiers)};
    let parties = reader.rows(include_str!("../parties/of_dossiers.sql"), params, |row| {
        let Some(organisation) = row.opt_id("organisation")? else { return Ok(None) };
        let party = RowParty {
            id: organisation,
            name: text(row, "name")?.unwrap_or_default(),
            kind: text(row, "kind")?,
            role: text(row, "role")?,
        };
        Ok(Some((row.id("dossier")?, party)))
    })?;
    let mut all: BTreeMap<Id, Vec<RowParty>> = BTreeMap::new();
    for (dossier, party) in parties.into_iter().flatten() {
        all.entry(dossier).or_default().push(party);
    }
    Ok(all)
}
