//! Monday morning.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

mod common;

use coexist_core::today::{self, Today, TodayItem, TodayKind, Whose};
use coexist_core::{desk, dossiers, members};
use coexist_domain::registry::{journal_entry, task};
use coexist_domain::{Id, Period};
use coexist_sync::Ops;
use common::{Room, ask, room};
use serde_json::{Value, json};

fn morning(room: &Room, request: Value) -> Today {
    today::get(&room.desk, ask(request)).unwrap()
}

fn of(today: &Today, kind: TodayKind) -> Vec<&TodayItem> {
    today.all.iter().filter(|item| item.kind == kind).collect()
}

fn task(room: &Room, title: &str, due: &str) -> Id {
    let (id, mut ops) = (room.desk.new_id(), Ops::new());
    ops.create(&task::ENTITY, id).put(id, task::title, title).put(
        id,
        task::due,
        due.parse::<Period>().unwrap(),
    );
    room.desk.commit(&ops).unwrap();
    id
}

fn dossier(room: &Room, title: &str, fields: Value) -> Id {
    let id = dossiers::create(&room.desk, ask(json!({"title": title}))).unwrap().id;
    dossiers::update(&room.desk, ask(json!({"id": id, "fields": fields}))).unwrap();
    id
}

#[test]
fn the_sample_shows_every_kind() {
    for language in ["fr", "en"] {
        let room = room();
        desk::onboard(&room.desk, ask(json!({"language": language, "sample": true}))).unwrap();
        let today = morning(&room, json!({"whose": "everybody"}));
        for kind in [
            TodayKind::ToCall,
            TodayKind::Late,
            TodayKind::ThisWeek,
            TodayKind::Renewal,
            TodayKind::Quiet,
            TodayKind::News,
        ] {
            assert!(!of(&today, kind).is_empty(), "{language}: nothing of {kind:?}");
        }
        assert_eq!(today.cards.len(), 7);
        assert_eq!(today.counts.values().sum::<u32>() as usize, today.all.len());
        let call = of(&today, TodayKind::ToCall)[0];
        assert!(call.contact.as_ref().is_some_and(|who| who.phone.is_some()), "a call needs a number");
    }
}

#[test]
fn dates_decide_the_kind() {
    let room = room();
    task(&room, "hier", "2026-11-22");
    task(&room, "aujourd'hui", "2026-11-23");
    task(&room, "ce mois", "2026-11");
    task(&room, "plus tard", "2026-12-15");
    dossier(&room, "due", json!({"next_action": "Appeler", "next_date": "2026-11-23"}));
    dossier(&room, "bientôt", json!({"next_date": "2026-11-30"}));
    dossier(&room, "fini", json!({"stage": "convention", "end": "2027-05"}));
    dossier(&room, "loin", json!({"stage": "convention", "end": "2027-06-01"}));
    dossier(&room, "échu", json!({"stage": "mettre_en_oeuvre", "end": "2026-10"}));
    dossier(&room, "clos", json!({"stage": "cloturer", "end": "2026-12", "next_date": "2026-11-01"}));
    let today = morning(&room, json!({}));
    let titles = |kind| of(&today, kind).into_iter().map(|item| item.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(TodayKind::Late), ["hier"]);
    assert_eq!(titles(TodayKind::ToCall), ["Appeler"]);
    assert_eq!(titles(TodayKind::ThisWeek), ["aujourd'hui", "bientôt", "ce mois"]);
    assert_eq!(titles(TodayKind::Renewal), ["échu"]);
    assert_eq!(of(&today, TodayKind::Renewal)[0].sentence, "ended");
    room.clock.advance_days(8);
    let renewals = morning(&room, json!({}));
    let renewals: Vec<_> = of(&renewals, TodayKind::Renewal).into_iter().map(|i| i.title.clone()).collect();
    assert_eq!(renewals, ["échu", "fini", "loin"], "six months before, to the day");
}

#[test]
fn later_means_later() {
    let room = room();
    let late = task(&room, "hier", "2026-11-22");
    let due = dossier(&room, "due", json!({"next_date": "2026-11-20"}));
    for (kind, id) in [("late", late), ("to_call", due)] {
        today::postpone(&room.desk, ask(json!({"kind": kind, "id": id, "until": "2026-11-25"}))).unwrap();
    }
    assert!(morning(&room, json!({})).all.is_empty());
    room.clock.advance_days(2);
    assert_eq!(morning(&room, json!({})).all.len(), 2);
    let nothing =
        today::postpone(&room.desk, ask(json!({"kind": "late", "id": room.desk.new_id(), "until": "2027"})));
    assert_eq!(nothing.err().map(|e| e.code()), Some("not-found"));
}

#[test]
fn a_dossier_goes_quiet_and_a_word_wakes_it() {
    let room = room();
    let id = dossier(&room, "Bois", json!({"last_contact": "2026-09-01"}));
    let quiet = morning(&room, json!({}));
    assert_eq!(of(&quiet, TodayKind::Quiet).len(), 1);
    assert_eq!(serde_json::to_value(&quiet.all[0].params).unwrap(), json!({"weeks": 11}));
    dossiers::move_to(&room.desk, ask(json!({"id": id, "stage": "suspendu"}))).unwrap();
    assert!(morning(&room, json!({})).all.is_empty(), "a paused one is meant to be quiet");
    dossiers::move_to(&room.desk, ask(json!({"id": id, "stage": "definir"}))).unwrap();
    let (entry, mut ops) = (room.desk.new_id(), Ops::new());
    ops.create(&journal_entry::ENTITY, entry).put(entry, journal_entry::dossier, id).put(
        entry,
        journal_entry::at,
        room.desk.now(),
    );
    room.desk.commit(&ops).unwrap();
    assert!(morning(&room, json!({})).all.is_empty());
}

#[test]
fn news_are_what_colleagues_wrote_and_wait_for_oneself_only() {
    let room = room();
    members::me(&room.desk, ask(json!({"name": "Ana"}))).unwrap();
    let hugo = members::add_colleague(&room.desk, ask(json!({"name": "Hugo"}))).unwrap().id;
    let id = dossier(&room, "Eau", json!({"next_date": "2027-05"}));
    for (author, days) in [(hugo, 1), (hugo, 9), (room.desk.me().0, 1)] {
        let (entry, mut ops) = (room.desk.new_id(), Ops::new());
        ops.create(&journal_entry::ENTITY, entry)
            .put(entry, journal_entry::dossier, id)
            .put(entry, journal_entry::author, author)
            .put(entry, journal_entry::text, "Forage terminé")
            .put(entry, journal_entry::at, room.desk.now() - days * 86_400_000);
        room.desk.commit(&ops).unwrap();
    }
    let today = morning(&room, json!({}));
    assert_eq!(today.whose, Whose::Mine);
    assert_eq!(today.all.len(), 1);
    assert_eq!(serde_json::to_value(&today.all[0].params).unwrap(), json!({"days": 1, "who": "Hugo"}));
    let frames = room.desk.store().last_action(room.desk.space()).unwrap().unwrap().at;
    let until = json!({"kind": "news", "id": today.all[0].id, "until": "2026-11-24"});
    today::postpone(&room.desk, ask(until)).unwrap();
    assert!(morning(&room, json!({})).all.is_empty());
    assert_eq!(room.desk.store().last_action(room.desk.space()).unwrap().unwrap().at, frames);
}
