//! Monday morning.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

mod common;

use coexist_core::today::{self, Today, TodayItem, TodayKind, Whose};
use coexist_core::{desk, dossiers, imports, members};
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

#[test]
fn a_task_of_nobody_is_that_of_whoever_is_responsible() {
    let room = room();
    members::me(&room.desk, ask(json!({"name": "Ana"}))).unwrap();
    let hugo = members::add_colleague(&room.desk, ask(json!({"name": "Hugo"}))).unwrap().id;
    let mine = dossier(&room, "Eau", json!({"responsible": [room.desk.me()]}));
    let theirs = dossier(&room, "Bois", json!({"responsible": [hugo]}));
    let nobodys = dossier(&room, "Sel", json!({}));
    for (title, of) in [("de moi", mine), ("de Hugo", theirs), ("de personne", nobodys)] {
        let id = task(&room, title, "2026-11-20");
        let mut ops = Ops::new();
        ops.put(id, task::dossier, of);
        room.desk.commit(&ops).unwrap();
    }
    task(&room, "sans dossier", "2026-11-20");
    let late = |whose: &str| {
        let today = morning(&room, json!({"whose": whose}));
        of(&today, TodayKind::Late).iter().map(|item| item.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(late("mine"), ["de moi", "de personne", "sans dossier"]);
    assert_eq!(late("everybody").len(), 4);
}

#[test]
fn nobody_is_called_for_what_is_suspended_or_who_has_left() {
    let room = room();
    let id = dossier(&room, "Hélice", json!({"next_action": "Appeler", "next_date": "2026-11-20"}));
    assert_eq!(of(&morning(&room, json!({})), TodayKind::ToCall).len(), 1);
    dossiers::move_to(&room.desk, ask(json!({"id": id, "stage": "suspendu", "reason": "gel"}))).unwrap();
    assert!(morning(&room, json!({})).all.is_empty());
    // The import read in the directory that somebody may have left.
    let path = room.folder.path().join("suivi.csv");
    let rows = "Entreprise;Contact;Téléphone;Projet;Statut;Prochaine étape;Échéance;Montant\n\
        Ardentel;Aurélien Thibaudat;04 65 71 02 14;École bleue;en cours;réponse jury;15/11/2026;5 000 €\n\
        Novélac;Ines Valcourbe;04 65 71 02 15;Dagana;en cours;bilan;15/11/2026;3 000 €\n";
    std::fs::write(&path, rows).unwrap();
    imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    let contacts = |room: &Room| -> Vec<(String, Option<String>)> {
        let today = morning(room, json!({}));
        let calls = of(&today, TodayKind::ToCall).into_iter();
        calls.map(|i| (i.title.clone(), i.contact.as_ref().map(|c| c.name.clone()))).collect()
    };
    let who = contacts(&room);
    assert!(who.len() == 2 && who.iter().all(|(_, who)| who.is_some()), "{who:?}");
    let path = room.folder.path().join("annuaire.csv");
    let rows = "Nom;Fonction;Structure;Mail;Remarques\n\
        Aurélien Thibaudat;responsable;Ardentel;a.thibaudat@ardentel.example;A QUITTÉ Ardentel en avril\n\
        Ines Valcourbe;directrice;Novélac;ines@novelac.example;\n";
    std::fs::write(&path, rows).unwrap();
    let outcome = imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    assert_eq!(outcome.contacts, 0, "{outcome:?}");
    let import = outcome.import.unwrap();
    let who = contacts(&room);
    assert!(who.contains(&("réponse jury".to_owned(), None)), "{who:?}");
    assert!(who.iter().any(|(title, who)| title == "bilan" && who.is_some()), "{who:?}");
    // Somebody looked: it is theirs to say that he left.
    let settle = json!({"import": import, "code": "contact-may-have-left"});
    imports::settle_flags(&room.desk, ask(settle)).unwrap();
    assert!(contacts(&room).iter().all(|(_, who)| who.is_some()));
}
