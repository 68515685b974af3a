//! From what a file says and what the desk has to what would change: pure, so that a dry run, the preview and
//! the import itself cannot differ, and an import that was cut is simply planned again.

use std::collections::{HashMap, HashSet};

use coexist_domain::registry::{self, contact, organisation, own_column, own_value, own_value_id, person};
use coexist_domain::words::OwnColumnType;
use coexist_domain::{Id, IdSource, Millis};
use coexist_spreadsheet::folding::{fold, name_key};
use coexist_sync::Ops;

use super::differing::{self, Wanted};
use super::known::{Known, Past, touched_by_people};
use super::matching::{Face, Faces, Match, name_origin, row_origin};
use super::understood::{Contact, Organisation, Person, Place, Understood};
use super::{FlaggedCell, ImportOutcome, Proposal, RejectedRow};
use crate::Error;
use crate::wire::{Named, RecordKind};

/// What counts as a row of the import.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Scope {
    /// `organisations.import`: organisations and their people.
    Organisations,
    /// `dossiers.import`: everything.
    Dossiers,
}

/// What an import would do.
pub(super) struct Plan {
    /// Changes in the order to write them; each piece belongs together.
    pub(super) pieces: Vec<Ops>,
    pub(super) outcome: ImportOutcome,
    pub(super) proposals: Vec<Proposal>,
    /// What stands around the file's tables, a line each.
    pub(super) aside: String,
}

/// Plans an import.
///
/// # Errors
/// Those of reading the past of records.
pub(super) fn plan(
    scope: Scope,
    said: &Understood,
    known: &Known,
    past: &mut dyn Past,
    ids: &dyn IdSource,
    now: Millis,
) -> Result<Plan, Error> {
    let mut planner = Planner::new(scope, said, known, ids, now);
    planner.people(&said.people);
    planner.organisations();
    planner.contacts();
    if scope == Scope::Dossiers {
        planner.dossiers();
        planner.propose_rows();
        planner.loose_tasks();
    }
    planner.finish(past)
}

pub(super) struct Planner<'a> {
    pub(super) said: &'a Understood,
    pub(super) known: &'a Known,
    pub(super) now: Millis,
    scope: Scope,
    ids: &'a dyn IdSource,
    pub(super) faces: Faces,
    wanted: Vec<(u32, Wanted)>,
    at: HashMap<Id, usize>,
    /// The piece that what is wanted now belongs to.
    piece: u32,
    /// Records that the file may have let go: deleted when nobody touched them.
    gone: Vec<(u32, &'static registry::Entity, Id)>,
    /// Records that a row of this file has been matched with.
    pub(super) claimed: HashSet<Id>,
    /// The file's lists → ids of the desk.
    pub(super) person_ids: Vec<Id>,
    pub(super) organisation_ids: Vec<Id>,
    pub(super) contact_ids: Vec<Option<Id>>,
    pub(super) dossier_ids: Vec<Option<Id>>,
    /// What the file calls each dossier.
    pub(super) titles: HashMap<Id, String>,
    columns: HashMap<(&'static str, String), Id>,
    pub(super) outcome: ImportOutcome,
    pub(super) proposals: Vec<Proposal>,
    /// Which record a row became.
    pub(super) rows: HashMap<Place, Id>,
    /// Which contact a row speaks of first.
    contact_rows: HashMap<Place, Id>,
}

impl<'a> Planner<'a> {
    fn new(scope: Scope, said: &'a Understood, known: &'a Known, ids: &'a dyn IdSource, now: Millis) -> Self {
        let columns = known.all(&own_column::ENTITY).iter().filter_map(|(id, column)| {
            let of = registry::entity(column.text(own_column::entity)?)?.name;
            Some(((of, fold(column.text(own_column::name)?)), *id))
        });
        Self {
            columns: columns.collect(),
            faces: Faces::of(known),
            outcome: ImportOutcome { repaired: said.repaired, ..ImportOutcome::default() },
            said,
            known,
            now,
            scope,
            ids,
            wanted: Vec::new(),
            at: HashMap::new(),
            piece: 0,
            gone: Vec::new(),
            claimed: HashSet::new(),
            person_ids: Vec::new(),
            organisation_ids: Vec::new(),
            contact_ids: Vec::new(),
            dossier_ids: Vec::new(),
            titles: HashMap::new(),
            proposals: Vec::new(),
            rows: HashMap::new(),
            contact_rows: HashMap::new(),
        }
    }

    /// Begins a piece that is written together.
    pub(super) fn next_piece(&mut self) {
        self.piece += 1;
    }

    pub(super) fn new_id(&self) -> Id {
        self.ids.next()
    }

    /// The record as the file wants it, begun when this is the first word of it.
    pub(super) fn want(&mut self, entity: &'static registry::Entity, id: Id) -> &mut Wanted {
        let at = *self.at.entry(id).or_insert_with(|| {
            self.wanted.push((self.piece, Wanted::new(entity, id)));
            self.wanted.len() - 1
        });
        &mut self.wanted[at].1
    }

    pub(super) fn is_wanted(&self, id: Id) -> bool {
        self.at.contains_key(&id)
    }

    pub(super) fn let_go(&mut self, entity: &'static registry::Entity, id: Id) {
        self.gone.push((self.piece, entity, id));
    }

    pub(super) fn reject(&mut self, place: &Place, reason: &str) {
        self.outcome.rejected.push(RejectedRow {
            sheet: place.sheet.clone(),
            row: place.row,
            reason: reason.to_owned(),
        });
    }

    pub(super) fn flag(&mut self, place: &Place, field: &str, text: &str, code: &str, record: Option<Id>) {
        self.outcome.flagged.push(FlaggedCell {
            sheet: place.sheet.clone(),
            row: place.row,
            field: field.to_owned(),
            text: text.to_owned(),
            code: code.to_owned(),
            record,
        });
    }

    /// Cells that no field takes.
    pub(super) fn own_cells(
        &mut self,
        entity: &'static registry::Entity,
        record: Id,
        cells: &[(String, String)],
    ) {
        for (header, text) in cells {
            let key = (entity.name, fold(header));
            let column = match self.columns.get(&key) {
                Some(column) => *column,
                None => {
                    let id = self.new_id();
                    let position = i64::try_from(self.columns.len()).unwrap_or(i64::MAX);
                    self.want(&own_column::ENTITY, id)
                        .put(own_column::entity, entity.name)
                        .put(own_column::name, header.as_str())
                        .put(own_column::kind, OwnColumnType::Text)
                        .put(own_column::position, position);
                    self.columns.insert(key, id);
                    self.outcome.own_columns += 1;
                    id
                }
            };
            self.want(&own_value::ENTITY, own_value_id(record, column))
                .put(own_value::record, record)
                .put(own_value::column, column)
                .put(own_value::value, text.as_str());
        }
    }

    /// Colleagues: by initials, by name, by the initials of a name.
    fn people(&mut self, people: &[Person]) {
        for found in people {
            let id = self.colleague(found);
            self.person_ids.push(id);
        }
    }

    fn colleague(&mut self, found: &Person) -> Id {
        let known = self.known.all(&person::ENTITY);
        let same =
            |a: Option<&str>, b: Option<&str>| matches!((a, b), (Some(a), Some(b)) if fold(a) == fold(b));
        let exact = known.iter().find(|(_, p)| {
            same(p.text(person::initials), found.initials.as_deref())
                || matches!((p.text(person::name), found.name.as_deref()), (Some(a), Some(b)) if name_key(a) == name_key(b))
        });
        // "JB" is Jeanne Barry when no other colleague has these initials.
        let by_name = || {
            let mut theirs = known.iter().filter(|(_, p)| {
                p.text(person::initials).is_none()
                    && same(p.text(person::name).map(initials_of).as_deref(), found.initials.as_deref())
            });
            theirs.next().filter(|_| theirs.next().is_none())
        };
        let earlier = self.wanted.iter().find(|(_, w)| {
            let has = |field, text: &Option<String>| {
                text.as_deref().is_some_and(|t| {
                    w.registers
                        .iter()
                        .any(|(f, v)| *f == field && v.as_text().is_some_and(|v| fold(v) == fold(t)))
                })
            };
            w.entity.wire == person::ENTITY.wire
                && (has(person::initials, &found.initials) || has(person::name, &found.name))
        });
        let (id, is_new) = match (exact.or_else(by_name), earlier) {
            (Some((id, _)), _) => (*id, false),
            (None, Some((_, wanted))) => (wanted.id, false),
            (None, None) => (self.new_id(), true),
        };
        self.outcome.colleagues += u32::from(is_new);
        // Nothing is written about a colleague who is known already but the initials they go by.
        if is_new || known.get(&id).is_some_and(|p| p.text(person::initials).is_none()) {
            let wanted = self.want(&person::ENTITY, id);
            wanted.put(person::initials, found.initials.clone());
            if is_new {
                wanted.put(person::name, found.name.clone());
            }
        }
        id
    }

    fn organisations(&mut self) {
        let said = self.said;
        for found in &said.organisations {
            self.next_piece();
            let id = self.organisation(found);
            self.organisation_ids.push(id);
        }
    }

    fn organisation(&mut self, found: &Organisation) -> Id {
        let mut origins: Vec<String> =
            found.numbers.iter().map(|n| row_origin(&self.said.source, n)).collect();
        if origins.is_empty() {
            origins.push(name_origin(&found.name));
        }
        let place = found.places.first().cloned().unwrap_or_default();
        let (id, is_new) = match self.faces.find(found, &self.said.source) {
            Match::Same(id) => (id, false),
            Match::New { alike } => {
                let id = self.new_id();
                if let Some(alike) = alike {
                    self.propose(RecordKind::Organisation, &place, &found.name, alike, false);
                }
                (id, true)
            }
        };
        let again = !is_new && self.claimed.contains(&id);
        if again && found.counts {
            self.propose(RecordKind::Organisation, &place, &found.name, id, true);
        }
        self.claimed.insert(id);
        self.outcome.organisations += u32::from(is_new);
        if self.scope == Scope::Organisations && found.counts {
            let more = found.duplicates;
            self.outcome.imported += u32::from(is_new);
            self.outcome.updated += u32::from(!is_new && !again);
            self.outcome.duplicates += u32::from(again) + more;
        }
        for place in &found.places {
            self.rows.entry(place.clone()).or_insert(id);
        }
        self.want_organisation(found, id, &origins, is_new || again);
        id
    }

    fn want_organisation(&mut self, found: &Organisation, id: Id, origins: &[String], names_it: bool) {
        // A desk's organisation that a dossier only names keeps the spelling it has.
        let shown = self.faces.face(id).map(|f| f.name.clone());
        let renames = names_it
            || self
                .faces
                .face(id)
                .is_some_and(|f| f.origins.iter().any(|o| origins.contains(o)) && found.counts);
        let mut others = found.other_names.clone();
        if let Some(shown) = shown.filter(|s| *s != found.name && !renames) {
            if fold(&shown) != fold(&found.name) {
                others.push(found.name.clone());
            }
        } else {
            self.want(&organisation::ENTITY, id).put(organisation::name, found.name.as_str());
        }
        let wanted = self.want(&organisation::ENTITY, id);
        wanted
            .put(organisation::full_name, found.full_name.clone())
            .put(organisation::kind, found.kind.clone())
            .put(organisation::country, found.country.clone())
            .put(organisation::city, found.city.clone())
            .put(organisation::address, found.address.clone())
            .put(organisation::website, found.website.clone())
            .put(organisation::email, found.email.clone())
            .put(organisation::phone, found.phone.clone())
            .put(organisation::note, found.note.clone())
            .add(organisation::identifiers, found.identifiers.iter().map(String::as_str))
            .add(organisation::other_names, others.iter().map(String::as_str))
            .add(organisation::origin, origins.iter().map(String::as_str));
        let spellings: Vec<&str> = found.other_names.iter().map(String::as_str).collect();
        let identifiers: Vec<&str> = found.identifiers.iter().map(String::as_str).collect();
        if self.faces.face(id).is_some() {
            for origin in origins {
                self.faces.originate(id, origin);
            }
            self.faces.spell(id, &found.name);
        } else {
            let face = Face {
                name: found.name.clone(),
                full_name: found.full_name.clone(),
                kind: found.kind.clone(),
                country: found.country.clone(),
                origins: origins.to_vec(),
            };
            self.faces.insert(id, face, &spellings, &identifiers);
        }
        self.own_cells(&organisation::ENTITY, id, &found.own);
    }

    pub(super) fn propose(&mut self, kind: RecordKind, place: &Place, name: &str, same_as: Id, joined: bool) {
        let called = match kind {
            RecordKind::Organisation => self.faces.name(same_as).to_owned(),
            _ => self
                .known
                .one(&registry::dossier::ENTITY, same_as)
                .and_then(|d| d.text(registry::dossier::title))
                .unwrap_or(name)
                .to_owned(),
        };
        let on_desk = self.known.one(&organisation::ENTITY, same_as).is_some()
            || self.known.one(&registry::dossier::ENTITY, same_as).is_some();
        self.proposals.push(Proposal {
            kind,
            sheet: place.sheet.clone(),
            row: place.row,
            name: name.to_owned(),
            record: on_desk.then(|| Named { id: same_as, name: called.clone() }),
            same_as: called,
            joined,
            key: None,
        });
    }

    /// Rows of the file that say one dossier, or seem to: somebody may know better.
    pub(super) fn propose_rows(&mut self) {
        let said = self.said;
        for alike in &said.alike {
            let Some(Some(id)) = self.dossier_ids.get(alike.dossier).copied() else { continue };
            let title = self.titles.get(&id).cloned().unwrap_or_default();
            self.proposals.push(Proposal {
                kind: RecordKind::Dossier,
                sheet: alike.place.sheet.clone(),
                row: alike.place.row,
                name: title.clone(),
                same_as: title,
                record: None,
                joined: alike.joined,
                key: Some(alike.key.clone()),
            });
        }
    }

    fn contacts(&mut self) {
        let said = self.said;
        for found in &said.contacts {
            self.next_piece();
            let id = self.contact(found);
            self.contact_ids.push(id);
        }
    }

    fn contact(&mut self, found: &Contact) -> Option<Id> {
        let at = found.organisation.and_then(|n| self.organisation_ids.get(n)).copied();
        let key = name_key(&found.name);
        if key.is_empty() && found.emails.is_empty() {
            return None;
        }
        let origin = format!("contact:{key}|{}", at.map(|id| id.to_string()).unwrap_or_default());
        let emails: HashSet<String> = found.emails.iter().map(|e| fold(e)).collect();
        let is_same = |name: Option<&str>, theirs: Option<Id>, origins: &[&str], mails: &[&str]| {
            let same_name = !key.is_empty() && name.is_some_and(|n| name_key(n) == key);
            let same_mail = mails.iter().any(|m| emails.contains(&fold(m)));
            origins.contains(&origin.as_str())
                || (same_mail && (same_name || key.is_empty() || name.is_none()))
                || (same_name && (theirs == at || theirs.is_none() || at.is_none()))
        };
        // Somebody at two organisations is two contacts with one address: each row finds its own again.
        let all = self.known.all(&contact::ENTITY);
        let exact = all.iter().find(|(_, c)| c.texts(contact::origin).any(|o| o == origin));
        let alike = || {
            all.iter().find(|(_, c)| {
                let (origins, mails): (Vec<&str>, Vec<&str>) =
                    (c.texts(contact::origin).collect(), c.texts(contact::emails).collect());
                is_same(c.text(contact::name), c.id(contact::organisation), &origins, &mails)
            })
        };
        let on_desk = exact.or_else(alike);
        let earlier = || {
            self.wanted.iter().map(|(_, w)| w).filter(|w| w.entity.wire == contact::ENTITY.wire).find(|w| {
                let register = |field| w.registers.iter().find(|(f, _)| *f == field).map(|(_, v)| v);
                let set = |field| -> Vec<&str> {
                    w.sets
                        .iter()
                        .filter(|(f, _)| *f == field)
                        .flat_map(|(_, v)| v)
                        .filter_map(|v| v.as_text())
                        .collect()
                };
                let name = register(contact::name).and_then(|v| v.as_text());
                let theirs = register(contact::organisation).and_then(|v| v.as_id());
                let elsewhere = theirs.is_some() && at.is_some() && theirs != at;
                !elsewhere && is_same(name, theirs, &set(contact::origin), &set(contact::emails))
            })
        };
        let existing = on_desk.map(|(id, _)| *id).or_else(|| earlier().map(|w| w.id));
        let id = existing.unwrap_or_else(|| self.new_id());
        self.outcome.contacts += u32::from(existing.is_none());
        let source = existing.is_none().then(|| self.said.source.clone());
        let wanted = self.want(&contact::ENTITY, id);
        if !found.name.is_empty() {
            wanted.put(contact::name, found.name.as_str());
        }
        wanted
            .put(contact::organisation, at)
            .put(contact::job, found.job.clone())
            .put(contact::note, found.note.clone())
            // Where somebody's details come from has to be known (GDPR article 14).
            .put(contact::source, source)
            .add(contact::emails, found.emails.iter().map(String::as_str))
            .add(contact::phones, found.phones.iter().map(String::as_str))
            .add(contact::origin, [origin]);
        self.own_cells(&contact::ENTITY, id, &found.own);
        // A row of a directory is its contact's; one that holds a dossier or an organisation is theirs.
        for place in &found.places {
            self.contact_rows.entry(place.clone()).or_insert(id);
        }
        Some(id)
    }

    fn finish(mut self, past: &mut dyn Past) -> Result<Plan, Error> {
        for (place, reason) in &self.said.rejected {
            self.reject(place, reason);
        }
        for flag in &self.said.flags {
            let of_contact = (flag.field == "contact").then(|| self.contact_rows.get(&flag.place)).flatten();
            let record = of_contact
                .or_else(|| self.rows.get(&flag.place))
                .or_else(|| self.contact_rows.get(&flag.place))
                .copied();
            self.flag(&flag.place, &flag.field, &flag.text, &flag.code, record);
        }
        let mut pieces: Vec<Ops> = Vec::new();
        let last = self.piece as usize;
        pieces.resize_with(last + 1, Ops::new);
        for (piece, wanted) in &self.wanted {
            let desk = self.known.one(wanted.entity, wanted.id);
            let differed = differing::ops(wanted, desk, past, &mut pieces[*piece as usize])?;
            self.outcome.kept += differed.kept;
            self.outcome.undecided += differed.undecided;
        }
        for (piece, entity, id) in &self.gone {
            if !self.at.contains_key(id) && !touched_by_people(past.changes(*id)?) {
                pieces[*piece as usize].delete(entity, *id);
            }
        }
        pieces.retain(|ops| !ops.is_empty());
        self.outcome.flagged.sort_by(|a, b| (&a.sheet, a.row).cmp(&(&b.sheet, b.row)));
        self.outcome.rejected.sort_by(|a, b| (&a.sheet, a.row).cmp(&(&b.sheet, b.row)));
        let aside =
            self.said.aside.iter().map(|(place, text)| format!("{} {}: {text}", place.sheet, place.row));
        Ok(Plan {
            pieces,
            outcome: self.outcome,
            proposals: self.proposals,
            aside: aside.collect::<Vec<_>>().join("\n"),
        })
    }
}

/// The initials that a name is usually shortened to: "Jean-Baptiste Comé" is JBC.
fn initials_of(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric()).filter_map(|w| w.chars().next()).collect()
}
