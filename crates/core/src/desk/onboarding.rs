//! The first minutes: who one is, the sample workspace, and leaving it.

use coexist_domain::registry::{house, person};
use coexist_domain::{Id, SpaceId};
use coexist_store::sql::named_params;
use coexist_store::{How, Reader, SpaceKind};
use coexist_sync::Ops;

use super::profile::Profile;
use super::{Arrival, Counts, Desk, DeskStatus, House, Onboard, UnfinishedAction, sample};
use crate::Error;
use crate::events::{Changed, Event};
use crate::records::{filled, text};
use crate::settings::{self, SetSettings};
use crate::wire::{Colleague, Nothing};

/// What the window needs before its first screen.
///
/// # Errors
/// Those of the store.
pub fn status(desk: &Desk, _: Nothing) -> Result<DeskStatus, Error> {
    let profile = desk.profile();
    let unfinished = desk.cut_short(crate::imports::KIND)?.into_iter().map(|cut| UnfinishedAction {
        action: cut.action,
        kind: cut.kind,
        started: cut.started,
    });
    desk.read(|reader, space| {
        Ok(DeskStatus {
            onboarded: profile.onboarded,
            sample: profile.in_sample && profile.sample.is_some(),
            house: house_of(reader, space)?,
            me: me_in(reader, space, profile.me.0)?,
            language: desk.settings().language,
            today: desk.today().to_string(),
            counts: counts(reader, space)?,
            unfinished: unfinished.collect(),
            warnings: desk.warnings.clone(),
            folder: desk.folder.display().to_string(),
            key_slots: desk.key_slots.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    })
}

/// Keeps the answers of onboarding and, when wished, opens the sample workspace. Answered again, it changes
/// what was said.
///
/// # Errors
/// Those of the store.
pub fn onboard(desk: &Desk, request: Onboard) -> Result<DeskStatus, Error> {
    settings::set(desk, SetSettings { language: Some(request.language), ..SetSettings::default() })?;
    let (home, me) = (desk.home(), desk.me());
    let ops = desk.store().read(|reader| {
        let mut ops = Ops::new();
        let id = Profile::house(home);
        let kind = match request.kind {
            Some(Arrival::Kind(kind)) => Some(kind),
            Some(Arrival::Discover(_)) | None => None,
        };
        if !reader.exists(home, &house::ENTITY, id)? {
            ops.create(&house::ENTITY, id);
        }
        if let Some(name) = filled(request.name.as_deref()) {
            ops.put(id, house::name, name);
        }
        if let Some(kind) = kind {
            ops.put(id, house::kind, kind);
        }
        if let Some(name) = filled(request.person.as_deref()) {
            if !reader.exists(home, &person::ENTITY, me.0)? {
                ops.create(&person::ENTITY, me);
            }
            ops.put(me, person::name, name);
        }
        Ok(ops)
    })?;
    if !ops.is_empty() {
        desk.store().commit(home, &ops, How::at(desk.now()))?;
    }
    if request.sample && desk.profile().sample.is_none() {
        let space = SpaceId(desk.new_id());
        desk.store().add_space(space, SpaceKind::Sample)?;
        let name = filled(request.person.as_deref());
        sample::fill(desk, space, request.language, name)?;
        desk.change_profile(|profile| profile.sample = Some(space))?;
    }
    desk.change_profile(|profile| {
        profile.in_sample = request.sample;
        profile.onboarded = true;
    })?;
    desk.emit(&Event::Changed(Changed { kinds: Vec::new(), ids: None }));
    status(desk, Nothing {})
}

/// Lets the sample workspace go, with everything that was tried in it, and opens one's own.
///
/// # Errors
/// Those of the store.
pub fn leave_sample(desk: &Desk, _: Nothing) -> Result<DeskStatus, Error> {
    if let Some(sample) = desk.profile().sample {
        // The profile first: cut in between, the next start finds one's own workspace and a sample that
        // nobody looks at, never a workspace in view that is gone.
        desk.change_profile(|profile| {
            profile.sample = None;
            profile.in_sample = false;
        })?;
        desk.store().drop_sample(sample)?;
        desk.emit(&Event::Changed(Changed { kinds: Vec::new(), ids: None }));
    }
    status(desk, Nothing {})
}

pub(crate) fn house_of(reader: &Reader<'_>, space: SpaceId) -> Result<House, Error> {
    let sql = "SELECT name, kind, country, currency FROM live_house WHERE space = :space AND id = :id";
    let (space, id) = (space.0.as_bytes(), Profile::house(space));
    let house = reader.one(sql, named_params! {":space": space, ":id": id.as_bytes()}, |row| {
        Ok(House {
            name: text(row, "name")?,
            kind: text(row, "kind")?,
            country: text(row, "country")?,
            currency: text(row, "currency")?,
        })
    })?;
    Ok(house.unwrap_or_default())
}

fn me_in(reader: &Reader<'_>, space: SpaceId, me: Id) -> Result<Option<Colleague>, Error> {
    let sql = "SELECT name, initials FROM live_person WHERE space = :space AND id = :id";
    let params = named_params! {":space": space.0.as_bytes(), ":id": me.as_bytes()};
    let found = reader.one(sql, params, |row| Ok((text(row, "name")?, text(row, "initials")?)))?;
    Ok(found.map(|(name, initials)| Colleague {
        id: me,
        name: name.or_else(|| initials.clone()).unwrap_or_default(),
        initials,
    }))
}

fn counts(reader: &Reader<'_>, space: SpaceId) -> Result<Counts, Error> {
    let params = named_params! {":space": space.0.as_bytes()};
    let counts = reader.one(include_str!("counts.sql"), params, |row| {
        Ok(Counts {
            organisations: row.get("organisations")?,
            contacts: row.get("contacts")?,
            dossiers: row.get("dossiers")?,
            tasks: row.get("tasks")?,
        })
    })?;
    Ok(counts.unwrap_or_default())
}
