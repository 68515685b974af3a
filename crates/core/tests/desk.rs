//! Opening, onboarding, the sample, settings.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

mod common;

use std::path::Path;

use coexist_core::desk::{self, Desk};
use coexist_core::settings;
use coexist_core::wire::{Nothing, Which};
use coexist_core::{dossiers, members, organisations};
use common::{ask, options, room};
use serde_json::json;

#[test]
fn a_second_process_is_refused_and_a_later_one_is_not() {
    let room = room();
    let again = Desk::open(room.folder.path(), options(room.folder.path(), &room.clock, 2));
    assert_eq!(again.err().map(|error| error.code()), Some("desk-in-use"));
    let common::Room { desk, clock, folder } = room;
    let (home, me) = (desk.home(), desk.me());
    drop(desk);
    let reopened = Desk::open(folder.path(), options(folder.path(), &clock, 2)).unwrap();
    assert_eq!((reopened.home(), reopened.me()), (home, me));
}

#[test]
fn onboarding_names_the_house_and_oneself() {
    let room = room();
    let before = desk::status(&room.desk, Nothing {}).unwrap();
    assert!(!before.onboarded && before.me.is_none());
    assert_eq!(Path::new(&before.folder), room.folder.path());
    let slots: Vec<_> = coexist_keys::status(room.folder.path()).unwrap().unwrap().slots;
    assert!(!slots.is_empty());
    assert_eq!(before.key_slots, slots.into_iter().map(desk::KeySlot::from).collect::<Vec<_>>());
    let request = json!({"language": "en", "kind": "ngo", "name": "  Les Passerelles ", "person": "Ana Roux", "sample": false});
    let after = desk::onboard(&room.desk, ask(request)).unwrap();
    assert!(after.onboarded && !after.sample);
    assert_eq!(after.house.name.as_deref(), Some("Les Passerelles"));
    assert_eq!(after.house.kind.as_deref(), Some("ngo"));
    assert_eq!(after.me.unwrap().name, "Ana Roux");
    assert_eq!(serde_json::to_value(after.language).unwrap(), "en");
    assert_eq!(after.counts.dossiers, 0);
    let discover = json!({"language": "fr", "kind": "discover", "sample": false});
    let again = desk::onboard(&room.desk, ask(discover)).unwrap();
    assert_eq!(again.house.kind.as_deref(), Some("ngo"), "what was said stays until something else is said");
}

#[test]
fn the_sample_is_a_space_of_its_own_and_goes_in_one_gesture() {
    for language in ["fr", "en"] {
        let room = room();
        let request = json!({"language": language, "person": "Ana Roux", "sample": true});
        let status = desk::onboard(&room.desk, ask(request)).unwrap();
        assert!(status.sample);
        assert_ne!(room.desk.space(), room.desk.home());
        assert_eq!((status.counts.organisations, status.counts.dossiers), (12, 8));
        let all = dossiers::list(&room.desk, ask(json!({}))).unwrap();
        for row in &all.items {
            let page = dossiers::get(&room.desk, ask(json!({"id": row.id}))).unwrap();
            assert!(!page.responsible.is_empty());
            assert!(page.responsible.iter().all(|who| !who.name.is_empty()), "{}", page.title);
            assert!(page.parties.iter().all(|p| p.organisation.as_ref().is_some_and(|o| !o.name.is_empty())));
            assert!(page.stage_history.len() == 1 || page.stage_history[0].at < page.stage_history[1].at);
        }
        let members = members::list(&room.desk, Nothing {}).unwrap();
        assert!(members.items.iter().any(|member| member.me && member.name.as_deref() == Some("Ana Roux")));

        let left = desk::leave_sample(&room.desk, Nothing {}).unwrap();
        assert!(!left.sample && left.onboarded);
        assert_eq!((left.counts.organisations, left.counts.dossiers), (0, 0));
        assert_eq!(room.desk.store().spaces().unwrap().len(), 1);
    }
}

#[test]
fn a_sample_that_nobody_looks_at_is_gone_at_the_next_start() {
    let room = room();
    desk::onboard(&room.desk, ask(json!({"language": "fr", "sample": true}))).unwrap();
    let lost = coexist_domain::SpaceId(room.desk.new_id());
    room.desk.store().add_space(lost, coexist_store::SpaceKind::Sample).unwrap();
    let sample = room.desk.space();
    let common::Room { desk, clock, folder } = room;
    drop(desk);
    let desk = Desk::open(folder.path(), options(folder.path(), &clock, 2)).unwrap();
    let spaces: Vec<_> = desk.store().spaces().unwrap().into_iter().map(|space| space.id).collect();
    assert!(spaces.contains(&sample) && !spaces.contains(&lost));
    assert_eq!(desk.space(), sample);
}

#[test]
fn settings_stay_within_their_bounds_and_on_this_computer() {
    let room = room();
    let set = settings::set(&room.desk, ask(json!({"theme": "dark", "text_size": 1.25}))).unwrap();
    assert_eq!((set.text_size, set.quiet_weeks), (1.25, 6));
    let wrong = settings::set(&room.desk, ask(json!({"text_size": 9})));
    assert_eq!(wrong.err().map(|e| e.code()), Some("invalid-value"));
    assert_eq!(settings::get(&room.desk, Nothing {}).unwrap(), set);
}

#[test]
fn a_clock_years_off_earns_a_word_and_stops_nothing() {
    let room = room();
    let common::Room { desk, clock, folder } = room;
    drop(desk);
    for (days, warning) in [(-3650, Some("clock-behind")), (7300, Some("clock-ahead")), (-3650, None)] {
        clock.advance_days(days);
        let desk = Desk::open(folder.path(), options(folder.path(), &clock, 3)).unwrap();
        let warnings = desk::status(&desk, Nothing {}).unwrap().warnings;
        let told = warnings.iter().find(|code| code.starts_with("clock-")).map(String::as_str);
        assert_eq!(told, warning, "after {days} days");
        organisations::create(&desk, ask(json!({"name": "Atelier"}))).unwrap();
    }
}

#[test]
fn long_work_is_counted_and_can_be_given_up() {
    use coexist_core::activity::{self, ActivityState};
    let room = room();
    let running = room.desk.begin("import", None, true);
    running.set_total(40);
    running.progress(3);
    let shown = &activity::list(&room.desk, Nothing {}).unwrap().items[0];
    assert_eq!((shown.kind.as_str(), shown.done, shown.total), ("import", 3, Some(40)));
    assert!(!running.is_cancelled());
    activity::cancel(&room.desk, Which { id: running.id() }).unwrap();
    assert!(running.is_cancelled());
    let id = running.id();
    running.finish(ActivityState::Cancelled);
    assert_eq!(activity::list(&room.desk, Nothing {}).unwrap().items[0].state, ActivityState::Cancelled);
    assert_eq!(activity::cancel(&room.desk, Which { id }).err().map(|e| e.code()), Some("not-found"));
    drop(room.desk.begin("export", Some(1), false));
    assert_eq!(activity::list(&room.desk, Nothing {}).unwrap().items[0].state, ActivityState::Failed);
}
