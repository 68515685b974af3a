//! The sample workspace: invented organisations with a past, so that every screen has something to show.
//!
//! It is told in `sample/<language>.json` with days counted from today, and written through ordinary ops,
//! each at its own date, so that history, stages and "Aujourd'hui" look as they would after a year of use.

use std::collections::{BTreeMap, HashMap};

use coexist_domain::registry::{
    amount, contact, dossier, exchange, house, journal_entry, organisation, own_column, own_value,
    own_value_id, party, person, task, type_period,
};
use coexist_domain::{Id, Millis, Money, Period, SpaceId};
use coexist_store::How;
use coexist_sync::Ops;
use jiff::ToSpan as _;
use serde::Deserialize;

use super::Desk;
use super::profile::Profile;
use crate::Error;
use crate::settings::Language;

const DAY: Millis = 24 * 60 * 60 * 1000;

#[derive(Deserialize)]
struct Sample {
    house: House,
    me: String,
    people: Vec<Person>,
    source: String,
    columns: Vec<Column>,
    organisations: Vec<Organisation>,
    contacts: Vec<Contact>,
    dossiers: Vec<Dossier>,
}

#[derive(Deserialize)]
struct House {
    name: String,
    kind: String,
    country: String,
    currency: String,
}

#[derive(Deserialize)]
struct Person {
    key: String,
    name: String,
    initials: String,
}

#[derive(Deserialize)]
struct Column {
    key: String,
    name: String,
    kind: String,
}

#[derive(Deserialize)]
struct Organisation {
    key: String,
    name: String,
    kind: String,
    country: String,
    city: String,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Contact {
    key: String,
    name: String,
    organisation: String,
    job: String,
    email: Option<String>,
    phone: Option<String>,
}

#[derive(Deserialize)]
struct Dossier {
    title: String,
    summary: String,
    stages: Vec<Stage>,
    responsible: Vec<String>,
    next_action: Option<String>,
    next_in: Option<i64>,
    start_in: Option<i64>,
    end_in: Option<i64>,
    signed_in: Option<i64>,
    agreement: Option<String>,
    countries: Vec<String>,
    r#type: Option<String>,
    type_since_in: Option<i64>,
    parties: Vec<Party>,
    amounts: Vec<Amount>,
    tasks: Vec<Task>,
    exchanges: Vec<Exchange>,
    journal: Vec<Journal>,
    own: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Stage {
    stage: String,
    day: i64,
    reason: Option<String>,
}

#[derive(Deserialize)]
struct Party {
    organisation: String,
    role: String,
    contact: Option<String>,
}

#[derive(Deserialize)]
struct Amount {
    amount: Option<i64>,
    currency: Option<String>,
    status: String,
    kind: Option<String>,
    quantity: Option<String>,
    unit: Option<String>,
    organisation: Option<String>,
    #[serde(default)]
    approximate: bool,
    #[serde(default)]
    per_year: bool,
}

#[derive(Deserialize)]
struct Task {
    title: String,
    due_in: i64,
    assignee: String,
    done: bool,
}

#[derive(Deserialize)]
struct Exchange {
    kind: String,
    day: i64,
    organisation: String,
    contact: Option<String>,
    text: String,
    author: String,
}

#[derive(Deserialize)]
struct Journal {
    day: i64,
    text: String,
    place: String,
    author: String,
}

/// Fills an empty sample space. `name` is one's own, when it was given.
pub(super) fn fill(desk: &Desk, space: SpaceId, language: Language, name: Option<&str>) -> Result<(), Error> {
    let json = match language {
        Language::Fr => include_str!("../sample/fr.json"),
        Language::En => include_str!("../sample/en.json"),
    };
    let sample: Sample = serde_json::from_str(json).map_err(|error| Error::new("internal").because(error))?;
    let mut teller = Teller { desk, space, ids: HashMap::new() };
    teller.ids.insert("me".to_owned(), desk.me().0);
    let carnet = teller.carnet(&sample, name);
    teller.commit(-900, &carnet)?;
    for told in &sample.dossiers {
        teller.dossier(told)?;
    }
    Ok(())
}

/// Writes the sample down, knowing by its key what was written before.
struct Teller<'a> {
    desk: &'a Desk,
    space: SpaceId,
    ids: HashMap<String, Id>,
}

impl Teller<'_> {
    fn commit(&self, day: i64, ops: &Ops) -> Result<(), Error> {
        let how = How::at(self.desk.now() + day * DAY);
        self.desk.store().commit(self.space, ops, how)?;
        Ok(())
    }

    fn name(&mut self, key: &str) -> Id {
        let id = self.desk.new_id();
        self.ids.insert(key.to_owned(), id);
        id
    }

    /// What a key stands for. A key that nothing was written under names nothing, which the test of the
    /// sample files would show.
    fn id(&self, key: &str) -> Id {
        self.ids.get(key).copied().unwrap_or_default()
    }

    fn day(&self, from_today: i64) -> Period {
        Period::day(self.desk.today().saturating_add(from_today.days()))
    }

    fn at(&self, day: i64) -> i64 {
        self.desk.now() + day * DAY
    }

    /// One's own organisation, colleagues, columns, organisations and contacts.
    fn carnet(&mut self, sample: &Sample, name: Option<&str>) -> Ops {
        let mut ops = Ops::new();
        let (id, own) = (Profile::house(self.space), &sample.house);
        ops.create(&house::ENTITY, id)
            .put(id, house::name, own.name.as_str())
            .put(id, house::kind, own.kind.as_str())
            .put(id, house::country, own.country.as_str())
            .put(id, house::currency, own.currency.as_str());
        let me = self.id("me");
        ops.create(&person::ENTITY, me).put(me, person::name, name.unwrap_or(&sample.me));
        for told in &sample.people {
            let id = self.name(&told.key);
            ops.create(&person::ENTITY, id).put(id, person::name, told.name.as_str()).put(
                id,
                person::initials,
                told.initials.as_str(),
            );
        }
        for (position, told) in (0_i64..).zip(&sample.columns) {
            let id = self.name(&told.key);
            ops.create(&own_column::ENTITY, id)
                .put(id, own_column::entity, dossier::ENTITY.name)
                .put(id, own_column::name, told.name.as_str())
                .put(id, own_column::kind, told.kind.as_str())
                .put(id, own_column::position, position);
        }
        for told in &sample.organisations {
            let id = self.name(&told.key);
            ops.create(&organisation::ENTITY, id)
                .put(id, organisation::name, told.name.as_str())
                .put(id, organisation::kind, told.kind.as_str())
                .put(id, organisation::country, told.country.as_str())
                .put(id, organisation::city, told.city.as_str());
            if let Some(note) = &told.note {
                ops.put(id, organisation::note, note.as_str());
            }
        }
        for told in &sample.contacts {
            let (id, at) = (self.name(&told.key), self.id(&told.organisation));
            ops.create(&contact::ENTITY, id)
                .put(id, contact::name, told.name.as_str())
                .put(id, contact::organisation, at)
                .put(id, contact::job, told.job.as_str())
                .put(id, contact::source, sample.source.as_str())
                .put(id, contact::legal_basis, "legitimate_interest");
            if let Some(email) = &told.email {
                ops.add(id, contact::emails, email.as_str());
            }
            if let Some(phone) = &told.phone {
                ops.add(id, contact::phones, phone.as_str());
            }
        }
        ops
    }

    fn dossier(&mut self, told: &Dossier) -> Result<(), Error> {
        let id = self.desk.new_id();
        let born = told.stages.first().map_or(0, |first| first.day);
        let mut ops = self.birth(id, told);
        for (place, step) in told.stages.iter().enumerate() {
            if place > 0 {
                ops = Ops::new();
            }
            ops.put(id, dossier::stage, step.stage.as_str());
            if place > 0 || step.reason.is_some() {
                ops.put(id, dossier::stage_reason, step.reason.as_deref());
            }
            self.commit(step.day, &ops)?;
        }
        for told in &told.exchanges {
            self.commit(told.day, &self.exchange(id, told))?;
        }
        for told in &told.journal {
            self.commit(told.day, &self.entry(id, told))?;
        }
        let tasks = self.tasks(id, told);
        if !tasks.is_empty() {
            self.commit(born.max(-60), &tasks)?;
        }
        Ok(())
    }

    fn birth(&self, id: Id, told: &Dossier) -> Ops {
        let mut ops = Ops::new();
        ops.create(&dossier::ENTITY, id).put(id, dossier::title, told.title.as_str()).put(
            id,
            dossier::summary,
            told.summary.as_str(),
        );
        for who in &told.responsible {
            ops.add(id, dossier::responsible, self.id(who));
        }
        for country in &told.countries {
            ops.add(id, dossier::countries, country.as_str());
        }
        for (field, text) in
            [(dossier::next_action, &told.next_action), (dossier::agreement, &told.agreement)]
        {
            if let Some(text) = text {
                ops.put(id, field, text.as_str());
            }
        }
        let dates = [
            (dossier::next_date, told.next_in),
            (dossier::start, told.start_in),
            (dossier::end, told.end_in),
            (dossier::signed, told.signed_in),
        ];
        for (field, day) in dates {
            if let Some(day) = day {
                ops.put(id, field, self.day(day));
            }
        }
        for told in &told.parties {
            let place = self.desk.new_id();
            ops.create(&party::ENTITY, place)
                .put(place, party::dossier, id)
                .put(place, party::organisation, self.id(&told.organisation))
                .put(place, party::role, told.role.as_str());
            if let Some(key) = &told.contact {
                ops.put(place, party::contact, self.id(key));
            }
        }
        if let Some(kind) = &told.r#type {
            let period = self.desk.new_id();
            ops.create(&type_period::ENTITY, period)
                .put(period, type_period::dossier, id)
                .put(period, type_period::kind, kind.as_str())
                .put(period, type_period::since, told.type_since_in.map(|day| self.day(day)));
        }
        for told in &told.amounts {
            self.amount(&mut ops, id, told);
        }
        for (key, value) in &told.own {
            let (column, cell) = (self.id(key), own_value_id(id, self.id(key)));
            ops.create(&own_value::ENTITY, cell)
                .put(cell, own_value::record, id)
                .put(cell, own_value::column, column)
                .put(cell, own_value::value, value.as_str());
        }
        ops
    }

    fn amount(&self, ops: &mut Ops, dossier: Id, told: &Amount) {
        let id = self.desk.new_id();
        ops.create(&amount::ENTITY, id)
            .put(id, amount::dossier, dossier)
            .put(id, amount::role, told.status.as_str())
            .put(id, amount::kind, told.kind.as_deref().unwrap_or("cash"));
        let currency = told.currency.as_deref().and_then(|code| code.parse().ok());
        if let (Some(number), Some(currency)) = (told.amount, currency)
            && let Ok(money) = Money::new(number, 0, currency)
        {
            ops.put(id, amount::value, money);
        }
        for (field, text) in [(amount::quantity, &told.quantity), (amount::unit, &told.unit)] {
            if let Some(text) = text {
                ops.put(id, field, text.as_str());
            }
        }
        if let Some(key) = &told.organisation {
            ops.put(id, amount::organisation, self.id(key));
        }
        for (field, yes) in [(amount::approximate, told.approximate), (amount::per_year, told.per_year)] {
            if yes {
                ops.put(id, field, true);
            }
        }
    }

    fn exchange(&self, dossier: Id, told: &Exchange) -> Ops {
        let (id, mut ops) = (self.desk.new_id(), Ops::new());
        ops.create(&exchange::ENTITY, id)
            .put(id, exchange::dossier, dossier)
            .put(id, exchange::organisation, self.id(&told.organisation))
            .put(id, exchange::kind, told.kind.as_str())
            .put(id, exchange::at, self.at(told.day))
            .put(id, exchange::text, told.text.as_str())
            .put(id, exchange::author, self.id(&told.author));
        if let Some(key) = &told.contact {
            ops.put(id, exchange::contact, self.id(key));
        }
        ops
    }

    fn entry(&self, dossier: Id, told: &Journal) -> Ops {
        let (id, mut ops) = (self.desk.new_id(), Ops::new());
        ops.create(&journal_entry::ENTITY, id)
            .put(id, journal_entry::dossier, dossier)
            .put(id, journal_entry::text, told.text.as_str())
            .put(id, journal_entry::place, told.place.as_str())
            .put(id, journal_entry::at, self.at(told.day))
            .put(id, journal_entry::author, self.id(&told.author));
        ops
    }

    fn tasks(&self, dossier: Id, told: &Dossier) -> Ops {
        let mut ops = Ops::new();
        for told in &told.tasks {
            let id = self.desk.new_id();
            ops.create(&task::ENTITY, id)
                .put(id, task::title, told.title.as_str())
                .put(id, task::dossier, dossier)
                .put(id, task::due, self.day(told.due_in))
                .add(id, task::assignees, self.id(&told.assignee));
            if told.done {
                ops.put(id, task::done, self.at(told.due_in));
            }
        }
        ops
    }
}
