//! The dossiers of a file, with what belongs to each: organisations, amounts, types, tasks, own columns.

use std::collections::HashMap;

use coexist_domain::registry::{self, amount, dossier, party, task, type_period};
use coexist_domain::{Id, Value};
use coexist_spreadsheet::folding::{Likeness, likeness, name_key};
use jiff::tz::TimeZone;

use super::matching::row_origin;
use super::plan::Planner;
use super::understood::{Dossier, Named, Place, Task};
use crate::wire::RecordKind;

/// What of the desk belongs to which dossier.
pub(super) struct Belongings {
    parties: HashMap<Id, Vec<Id>>,
    amounts: HashMap<Id, Vec<Id>>,
    types: HashMap<Id, Vec<Id>>,
    tasks: HashMap<Id, Vec<Id>>,
    by_origin: HashMap<String, Id>,
    by_title: HashMap<String, Vec<Id>>,
    by_organisation: HashMap<Id, Vec<Id>>,
}

impl Planner<'_> {
    fn belongings(&self) -> Belongings {
        let by = |entity, field| {
            let mut map: HashMap<Id, Vec<Id>> = HashMap::new();
            for (id, record) in self.known.all(entity) {
                if let Some(of) = record.id(field) {
                    map.entry(of).or_default().push(*id);
                }
            }
            map
        };
        let mut by_origin = HashMap::new();
        let mut by_title: HashMap<String, Vec<Id>> = HashMap::new();
        for (id, record) in self.known.all(&dossier::ENTITY) {
            by_origin.extend(record.texts(dossier::origin).map(|o| (o.to_owned(), *id)));
            by_title.entry(name_key(record.text(dossier::title).unwrap_or(""))).or_default().push(*id);
        }
        let mut by_organisation: HashMap<Id, Vec<Id>> = HashMap::new();
        for record in self.known.all(&party::ENTITY).values() {
            if let (Some(dossier), Some(with)) = (record.id(party::dossier), record.id(party::organisation)) {
                by_organisation.entry(with).or_default().push(dossier);
            }
        }
        Belongings {
            by_organisation,
            parties: by(&party::ENTITY, party::dossier),
            amounts: by(&amount::ENTITY, amount::dossier),
            types: by(&type_period::ENTITY, type_period::dossier),
            tasks: by(&task::ENTITY, task::dossier),
            by_origin,
            by_title,
        }
    }

    pub(super) fn dossiers(&mut self) {
        let said = self.said;
        let of = self.belongings();
        let mut tasks: HashMap<usize, Vec<&Task>> = HashMap::new();
        for found in &said.tasks {
            if let Some(n) = found.dossier {
                tasks.entry(n).or_default().push(found);
            }
        }
        for (n, found) in said.dossiers.iter().enumerate() {
            self.next_piece();
            let id = self.dossier(found, &of, tasks.get(&n).map_or(&[], Vec::as_slice));
            self.dossier_ids.push(id);
        }
    }

    fn dossier(&mut self, found: &Dossier, of: &Belongings, tasks: &[&Task]) -> Option<Id> {
        let place = found.places.first().cloned().unwrap_or_default();
        let organisations = self.organisations_of(found, &place);
        let names: Vec<&str> = organisations.iter().map(|id| self.faces.name(*id)).collect();
        let title = match found.title.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            Some(title) => title.to_owned(),
            // A tracker without a column for the project: the dossier is called like those it is with.
            None if !names.is_empty() => names.join(" + "),
            None => {
                self.reject(&place, "no-name");
                return None;
            }
        };
        let origins = self.origins(found);
        let (id, is_new) = match self.find(found, &title, &organisations, &origins, of) {
            Some(id) => (id, false),
            None => (self.new_id(), true),
        };
        if is_new {
            self.propose_alike(&place, &title, &organisations, of);
        }
        self.claimed.insert(id);
        self.titles.insert(id, title.clone());
        self.outcome.imported += u32::from(is_new);
        self.outcome.updated += u32::from(!is_new);
        self.outcome.duplicates += found.duplicates;
        for place in &found.places {
            self.rows.insert(place.clone(), id);
        }
        let responsible: Vec<Id> =
            found.responsible.iter().filter_map(|n| self.person_ids.get(*n)).copied().collect();
        // The next thing to do stands in the dossier, as it stood in the row; what comes after is a task.
        let next = tasks
            .iter()
            .filter(|t| !t.done)
            .min_by_key(|t| (t.due.is_none(), t.due.map(|d| d.end())))
            .copied();
        let wanted = self.want(&dossier::ENTITY, id);
        wanted
            .put(dossier::title, title)
            .put(dossier::summary, found.summary.clone())
            .put(dossier::stage, found.stage.clone())
            .put(dossier::stage_reason, found.stage_reason.clone())
            .put(dossier::start, found.start)
            .put(dossier::end, found.end)
            .put(dossier::signed, found.signed)
            .put(dossier::agreement, found.agreement.clone())
            .put(dossier::note, found.note.clone())
            .put(dossier::last_contact, found.last_contact)
            .put(dossier::next_action, next.map(|t| t.title.clone()))
            .put(dossier::next_date, next.and_then(|t| t.due))
            .add(dossier::responsible, responsible)
            .add(dossier::countries, found.countries.iter().map(String::as_str))
            .add(dossier::origin, origins.iter().map(String::as_str));
        self.own_cells(&dossier::ENTITY, id, &found.own);
        self.parties(found, id, &organisations, of);
        self.amounts(found, id, of);
        self.types(found, id, of);
        let rest: Vec<&Task> =
            tasks.iter().filter(|t| next.is_none_or(|n| !std::ptr::eq(n, **t))).copied().collect();
        self.tasks_of(&rest, id, of);
        Some(id)
    }

    /// The organisations of a row, without one's own.
    fn organisations_of(&mut self, found: &Dossier, place: &Place) -> Vec<Id> {
        let house = self.known.house.as_deref().map(name_key).unwrap_or_default();
        let mut ids: Vec<Id> = Vec::new();
        for with in &found.parties {
            let id = match &with.organisation {
                Named::Here(n) => self.organisation_ids.get(*n).copied(),
                Named::Number(number) => match self.faces.numbered(number) {
                    [id] => Some(*id),
                    several => {
                        let code = if several.is_empty() {
                            "organisation-number-unknown"
                        } else {
                            "organisation-number-twice"
                        };
                        self.flag(place, "organisation", number, code, None);
                        None
                    }
                },
            };
            let Some(id) = id else { continue };
            if !ids.contains(&id) && (house.is_empty() || name_key(self.faces.name(id)) != house) {
                ids.push(id);
            }
        }
        ids
    }

    /// The keys by which the next version of the file finds this dossier again, whatever it is called by then.
    fn origins(&self, found: &Dossier) -> Vec<String> {
        let mut origins = vec![format!("dossier:{}:{}", self.said.source, found.key)];
        origins.extend(found.number.as_deref().map(|n| row_origin(&self.said.source, n)));
        origins
    }

    fn find(
        &self,
        found: &Dossier,
        title: &str,
        organisations: &[Id],
        origins: &[String],
        of: &Belongings,
    ) -> Option<Id> {
        let known = origins.iter().filter_map(|o| of.by_origin.get(o)).find(|id| !self.claimed.contains(id));
        if let Some(id) = known {
            return Some(*id);
        }
        let register = found.number.as_ref().map(|_| row_origin(&self.said.source, ""));
        of.by_title.get(&name_key(title))?.iter().copied().find(|id| {
            // Another row of the same register is another dossier, however alike.
            let another = register.as_ref().is_some_and(|register| {
                let record = self.known.one(&dossier::ENTITY, *id);
                record.is_some_and(|r| r.texts(dossier::origin).any(|o| o.starts_with(register.as_str())))
            });
            let theirs = self.parties_on_desk(*id, of);
            let shared = organisations.iter().any(|o| theirs.contains(o))
                || (organisations.is_empty() && theirs.is_empty());
            !another && shared && !self.claimed.contains(id)
        })
    }

    fn parties_on_desk(&self, dossier: Id, of: &Belongings) -> Vec<Id> {
        let parties = of.parties.get(&dossier).map_or(&[][..], Vec::as_slice);
        parties.iter().filter_map(|p| self.known.one(&party::ENTITY, *p)?.id(party::organisation)).collect()
    }

    /// A dossier of the desk with the same organisation and nearly the same title: for somebody to look at.
    fn propose_alike(&mut self, place: &Place, title: &str, organisations: &[Id], of: &Belongings) {
        let theirs = organisations.iter().filter_map(|o| of.by_organisation.get(o)).flatten().copied();
        let alike = theirs.filter(|id| !self.claimed.contains(id)).find(|id| {
            let record = self.known.one(&dossier::ENTITY, *id);
            record.and_then(|r| r.text(dossier::title)).is_some_and(|t| likeness(t, title) > Likeness::Apart)
        });
        if let Some(id) = alike {
            self.propose(RecordKind::Dossier, place, title, id, false);
        }
    }

    fn parties(&mut self, found: &Dossier, dossier_id: Id, organisations: &[Id], of: &Belongings) {
        let on_desk = of.parties.get(&dossier_id).map_or(&[][..], Vec::as_slice);
        let origin = format!("party:{}", self.said.source);
        for organisation in organisations {
            let here = |id: &Id| {
                self.known.one(&party::ENTITY, *id).and_then(|p| p.id(party::organisation))
                    == Some(*organisation)
            };
            let id = on_desk.iter().copied().find(|id| here(id)).unwrap_or_else(|| self.new_id());
            let said = found.parties.iter().find(|p| match &p.organisation {
                Named::Here(n) => self.organisation_ids.get(*n) == Some(organisation),
                Named::Number(number) => self.faces.numbered(number) == [*organisation],
            });
            let contact =
                said.and_then(|p| p.contact).and_then(|n| self.contact_ids.get(n).copied().flatten());
            let role = said.and_then(|p| p.role.clone());
            self.want(&party::ENTITY, id)
                .put(party::dossier, dossier_id)
                .put(party::organisation, *organisation)
                .put(party::role, role)
                .put(party::contact, contact)
                .add(party::origin, [origin.as_str()]);
        }
        self.let_go_rest(&party::ENTITY, party::origin, on_desk, &origin);
    }

    fn amounts(&mut self, found: &Dossier, dossier_id: Id, of: &Belongings) {
        let on_desk = of.amounts.get(&dossier_id).map_or(&[][..], Vec::as_slice);
        let prefix = format!("amount:{}:", self.said.source);
        let mut times: HashMap<String, u32> = HashMap::new();
        for said in &found.amounts {
            let key = format!(
                "{prefix}{}:{}",
                said.role.as_deref().unwrap_or(""),
                said.kind.as_deref().unwrap_or("")
            );
            let time = times.entry(key.clone()).and_modify(|n| *n += 1).or_insert(1);
            let origin = format!("{key}:{time}");
            let id = self
                .by_origin(&amount::ENTITY, amount::origin, on_desk, &origin)
                .unwrap_or_else(|| self.new_id());
            self.want(&amount::ENTITY, id)
                .put(amount::dossier, dossier_id)
                .put(amount::role, said.role.clone())
                .put(amount::kind, said.kind.clone())
                .put(amount::value, said.value)
                .put(amount::value_max, said.value_max)
                .put(amount::quantity, said.quantity.clone())
                .put(amount::unit, said.unit.clone())
                .put(amount::at, said.at)
                .put(amount::note, said.note.clone())
                .put(amount::approximate, said.approximate.then_some(true))
                .put(amount::per_year, said.per_year.then_some(true))
                .add(amount::origin, [origin.as_str()]);
        }
        self.let_go_rest(&amount::ENTITY, amount::origin, on_desk, &prefix);
    }

    fn types(&mut self, found: &Dossier, dossier_id: Id, of: &Belongings) {
        let on_desk = of.types.get(&dossier_id).map_or(&[][..], Vec::as_slice);
        for kind in &found.types {
            let here = |id: &Id| {
                self.known.one(&type_period::ENTITY, *id).and_then(|t| t.text(type_period::kind))
                    == Some(kind.as_str())
            };
            if on_desk.iter().any(here) {
                continue;
            }
            let id = self.new_id();
            let origin = format!("type:{}", self.said.source);
            self.want(&type_period::ENTITY, id)
                .put(type_period::dossier, dossier_id)
                .put(type_period::kind, kind.as_str())
                .add(type_period::origin, [origin.as_str()]);
        }
    }

    fn tasks_of(&mut self, tasks: &[&Task], dossier_id: Id, of: &Belongings) {
        let on_desk = of.tasks.get(&dossier_id).map_or(&[][..], Vec::as_slice);
        let prefix = format!("task:{}:", self.said.source);
        for said in tasks {
            let origin = format!("{prefix}{}", said.key);
            let same_title = |id: &Id| {
                self.known
                    .one(&task::ENTITY, *id)
                    .and_then(|t| t.text(task::title))
                    .is_some_and(|t| name_key(t) == name_key(&said.title))
            };
            let existing = self
                .by_origin(&task::ENTITY, task::origin, on_desk, &origin)
                .or_else(|| on_desk.iter().copied().find(same_title));
            self.task(said, existing, Some(dossier_id), &origin);
        }
        self.let_go_rest(&task::ENTITY, task::origin, on_desk, &prefix);
    }

    /// Tasks of a file that belong to no dossier of it.
    pub(super) fn loose_tasks(&mut self) {
        let said = self.said;
        for found in said.tasks.iter().filter(|t| t.dossier.is_none()) {
            self.next_piece();
            let origin = format!("task:{}:{}", self.said.source, found.key);
            let all: Vec<Id> = self.known.all(&task::ENTITY).keys().copied().collect();
            let existing = self.by_origin(&task::ENTITY, task::origin, &all, &origin);
            self.task(found, existing, None, &origin);
        }
    }

    fn task(&mut self, said: &Task, existing: Option<Id>, dossier_id: Option<Id>, origin: &str) {
        let id = existing.unwrap_or_else(|| self.new_id());
        if existing.is_none() && !self.is_wanted(id) {
            self.outcome.tasks += 1;
        }
        let assignees: Vec<Id> =
            said.assignees.iter().filter_map(|n| self.person_ids.get(*n)).copied().collect();
        let about = said.organisation.and_then(|n| self.organisation_ids.get(n)).copied();
        // The file says that it is done, not when: the day it speaks from is the latest it can have been.
        let spoke = self.said.reference.and_then(|day| day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok());
        let spoke = spoke.map_or(self.now, |at| at.timestamp().as_millisecond().min(self.now));
        let done = (said.done && existing.is_none()).then_some(Value::Int(spoke));
        self.want(&task::ENTITY, id)
            .put(task::title, said.title.as_str())
            .put(task::dossier, dossier_id)
            .put(task::organisation, about)
            .put(task::due, said.due)
            .put(task::note, said.note.clone())
            .put(task::done, done)
            .add(task::assignees, assignees)
            .add(task::origin, [origin]);
    }

    fn by_origin(
        &self,
        entity: &'static registry::Entity,
        field: registry::Field,
        among: &[Id],
        origin: &str,
    ) -> Option<Id> {
        among
            .iter()
            .copied()
            .find(|id| self.known.one(entity, *id).is_some_and(|r| r.texts(field).any(|o| o == origin)))
    }

    /// What this file had brought and brings no more.
    fn let_go_rest(
        &mut self,
        entity: &'static registry::Entity,
        field: registry::Field,
        on_desk: &[Id],
        prefix: &str,
    ) {
        for id in on_desk {
            let ours =
                self.known.one(entity, *id).is_some_and(|r| r.texts(field).any(|o| o.starts_with(prefix)));
            if ours && !self.is_wanted(*id) {
                self.let_go(entity, *id);
            }
        }
    }
}
