//! Exchanges, tasks, the journal, history, drafts, capture and the spreadsheet back out, against a real store.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

mod common;

use coexist_core::wire::Nothing;
use coexist_core::{
    capture, contacts, dossiers, drafts, exchanges, exports, history, imports, journal, organisations, tasks,
};
use coexist_domain::Id;
use serde_json::json;

use common::{Room, ask, room};

fn new_dossier(room: &Room, title: &str) -> Id {
    dossiers::create(&room.desk, ask(json!({"title": title}))).unwrap().id
}

fn new_organisation(room: &Room, name: &str) -> Id {
    organisations::create(&room.desk, ask(json!({"name": name, "kind": "company"}))).unwrap().id
}

#[test]
fn a_call_is_logged_in_two_fields() {
    let room = room();
    let dossier = new_dossier(&room, "Forages Kongoussi");
    exchanges::add(&room.desk, ask(json!({"dossier": dossier, "text": "accord de principe"}))).unwrap();
    room.clock.advance_days(1);
    let id = exchanges::add(
        &room.desk,
        ask(json!({"dossier": dossier, "kind": "letter", "text": "lettre reçue"})),
    )
    .unwrap()
    .id;
    let list = exchanges::list(&room.desk, ask(json!({"dossier": dossier}))).unwrap();
    assert_eq!(list.total, 2);
    assert_eq!(list.items[0].text, "lettre reçue");
    assert_eq!(list.items[1].kind.as_deref(), Some("call"));
    assert_eq!(list.items[1].dossier_title.as_deref(), Some("Forages Kongoussi"));
    let seen = list.items[0].seen["text"].clone();
    exchanges::update(
        &room.desk,
        ask(json!({"id": id, "fields": {"text": "lettre de soutien"}, "seen": {"text": seen}})),
    )
    .unwrap();
    exchanges::delete(&room.desk, ask(json!({"id": list.items[1].id}))).unwrap();
    let list = exchanges::list(&room.desk, ask(json!({"dossier": dossier}))).unwrap();
    assert_eq!((list.total, list.items[0].text.as_str()), (1, "lettre de soutien"));
    let empty = exchanges::add(&room.desk, ask(json!({"dossier": dossier, "text": "  "}))).err().unwrap();
    assert_eq!(empty.code(), "missing-value");
    let kind =
        exchanges::update(&room.desk, ask(json!({"id": id, "fields": {"kind": "pigeon"}}))).err().unwrap();
    assert_eq!(kind.code(), "invalid-value");
}

#[test]
fn the_same_mail_twice_is_one_exchange() {
    let room = room();
    let organisation = new_organisation(&room, "Hydralpe");
    let person = json!({"name": "Amélie Roussel", "organisation": organisation, "emails": ["amelie@hydralpe.example"]});
    contacts::create(&room.desk, ask(person)).unwrap();
    let dossier = new_dossier(&room, "Forages");
    let path = room.folder.path().join("mail.eml");
    std::fs::write(
        &path,
        "From: =?UTF-8?Q?Am=C3=A9lie?= <Amelie@Hydralpe.example>\r\nTo: nous@ong.example\r\nSubject: Convention\r\n\
         Date: Tue, 12 Mar 2024 09:30:00 +0100\r\nMessage-ID: <a@b>\r\n\r\nBonjour, c'est sign=E9.\r\n",
    )
    .unwrap();
    let first = exchanges::take_mail(&room.desk, ask(json!({"path": path}))).unwrap();
    assert_eq!(first.contact_name.as_deref(), Some("Amélie Roussel"));
    assert!(!first.already_there);
    let second = exchanges::take_mail(&room.desk, ask(json!({"path": path, "dossier": dossier}))).unwrap();
    assert!(second.already_there && second.id == first.id);
    let list = exchanges::list(&room.desk, ask(json!({"organisation": organisation}))).unwrap();
    assert_eq!(list.total, 1);
    assert_eq!(list.items[0].dossier.map(Id::from), Some(dossier));
    assert_eq!(list.items[0].at, Some(1_710_232_200_000));
    std::fs::write(&path, "a note").unwrap();
    let error = exchanges::take_mail(&room.desk, ask(json!({"path": path}))).err().unwrap();
    assert_eq!(error.code(), "not-a-mail");
}

#[test]
fn tasks_are_late_come_back_and_go_to_the_calendar() {
    let room = room();
    let dossier = new_dossier(&room, "Forages");
    let add = |json| tasks::add(&room.desk, ask(json)).unwrap().id;
    let late = add(json!({"title": "Relancer", "dossier": dossier, "due": "2026-11-20", "repeat": "week"}));
    add(json!({"title": "Rapport", "due": "2026-Q4"}));
    add(json!({"title": "Un jour"}));
    let due = tasks::due(&room.desk, ask(json!({"until": "2026-12-31"}))).unwrap().items;
    let told: Vec<_> = due.iter().map(|i| (i.title.as_str(), i.late, i.days_late)).collect();
    assert_eq!(told, [("Relancer", true, 3), ("Rapport", false, 0)]);
    tasks::postpone(&room.desk, ask(json!({"id": late, "until": "2026-11-25"}))).unwrap();
    assert!(!tasks::due(&room.desk, ask(json!({"until": "2026-12-31"}))).unwrap().items[0].late);
    let path = room.folder.path().join("taches.ics");
    assert_eq!(tasks::export_ics(&room.desk, ask(json!({"path": path}))).unwrap().tasks, 2);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("RRULE:FREQ=WEEKLY") && text.contains("DUE;VALUE=DATE:20261125"), "{text}");
    let done = tasks::complete(&room.desk, ask(json!({"id": late}))).unwrap();
    assert_eq!(done.next_due.map(|d| d.to_string()).as_deref(), Some("2026-11-27"));
    assert!(
        tasks::complete(&room.desk, ask(json!({"id": late}))).unwrap().next.is_none(),
        "it comes back once"
    );
    let open = tasks::list(&room.desk, ask(json!({"done": false}))).unwrap();
    assert_eq!(open.total, 3);
    tasks::reopen(&room.desk, ask(json!({"id": late}))).unwrap();
    assert_eq!(tasks::list(&room.desk, ask(json!({"done": true}))).unwrap().total, 0);
    let nobody = tasks::add(&room.desk, ask(json!({"title": "x", "assignee": "ZZ"}))).err().unwrap();
    assert_eq!(nobody.code(), "unknown-person");
}

#[test]
fn history_tells_restores_and_undoes() {
    let room = room();
    let dossier = new_dossier(&room, "Premier titre");
    room.clock.advance_days(1);
    dossiers::update(&room.desk, ask(json!({"id": dossier, "fields": {"title": "Deuxième titre"}}))).unwrap();
    let told = history::of(&room.desk, ask(json!({"id": dossier}))).unwrap().items;
    assert_eq!(told.len(), 2);
    assert!(told[0].this_desk && told[0].at > told[1].at);
    let change = told[0].changes.iter().find(|c| c.field.as_deref() == Some("title")).unwrap();
    assert_eq!(
        serde_json::to_value(&change.before).unwrap(),
        json!({"type": "text", "value": "Premier titre"})
    );
    assert_eq!(
        serde_json::to_value(&change.after).unwrap(),
        json!({"type": "text", "value": "Deuxième titre"})
    );
    history::restore(&room.desk, ask(json!({"id": dossier, "field": "title", "frame": told[1].frame})))
        .unwrap();
    let title = || dossiers::get(&room.desk, ask(json!({"id": dossier}))).unwrap().title;
    assert_eq!(title(), "Premier titre");
    assert!(history::undo(&room.desk, Nothing {}).unwrap().undone);
    assert_eq!(title(), "Deuxième titre");
    let gone = history::of(&room.desk, ask(json!({"id": room.desk.new_id()}))).err().unwrap();
    assert_eq!(gone.code(), "not-found");
}

#[test]
fn the_journal_keeps_its_order_and_drafts_stay_here() {
    let room = room();
    let dossier = new_dossier(&room, "Forages");
    journal::add(&room.desk, ask(json!({"dossier": dossier, "text": "hier", "at": 1000}))).unwrap();
    let id =
        journal::add(&room.desk, ask(json!({"dossier": dossier, "text": "aujourd'hui", "place": "Titao"})))
            .unwrap()
            .id;
    let list = journal::list(&room.desk, ask(json!({"dossier": dossier}))).unwrap();
    assert_eq!(list.items.iter().map(|e| e.text.as_str()).collect::<Vec<_>>(), ["aujourd'hui", "hier"]);
    journal::delete(&room.desk, ask(json!({"id": id}))).unwrap();
    assert_eq!(journal::list(&room.desk, ask(json!({"dossier": dossier}))).unwrap().total, 1);
    let unknown =
        journal::add(&room.desk, ask(json!({"dossier": room.desk.new_id(), "text": "x"}))).err().unwrap();
    assert_eq!(unknown.code(), "not-found");
    drafts::save(&room.desk, ask(json!({"key": "journal:x", "text": "Le for"}))).unwrap();
    drafts::save(&room.desk, ask(json!({"key": "journal:x", "text": "Le forage"}))).unwrap();
    let drafts_now = drafts::list(&room.desk, Nothing {}).unwrap().items;
    assert_eq!((drafts_now.len(), drafts_now[0].text.as_str()), (1, "Le forage"));
    drafts::save(&room.desk, ask(json!({"key": "journal:x", "text": ""}))).unwrap();
    assert!(drafts::get(&room.desk, ask(json!({"key": "journal:x"}))).unwrap().draft.is_none());
}

#[test]
fn a_captured_line_finds_its_place() {
    let room = room();
    let organisation = new_organisation(&room, "L'Étoile du Lac");
    let dossier = new_dossier(&room, "Forages Kongoussi");
    coexist_core::parties::add(&room.desk, ask(json!({"dossier": dossier, "organisation": organisation})))
        .unwrap();
    let text = "Appel avec l'etoile du lac hier, envoyer le budget avant vendredi";
    let chips = capture::guess(&room.desk, ask(json!({"text": text}))).unwrap();
    assert_eq!(chips.organisation.as_ref().map(|o| Id::from(o.id)), Some(organisation));
    assert_eq!(chips.dossier.as_ref().map(|d| Id::from(d.id)), Some(dossier));
    assert_eq!(chips.date.as_ref().map(|d| d.value.to_string()).as_deref(), Some("2026-11-22"));
    let saved = capture::save(
        &room.desk,
        ask(json!({"text": text, "dossier": dossier, "organisation": organisation, "date": "2026-11-22", "kind": "call",
            "task": {"title": "Envoyer le budget", "due": "2026-11-27"}})),
    )
    .unwrap();
    assert!(saved.exchange.is_some() && saved.task.is_some() && saved.journal_entry.is_none());
    let alone = capture::save(&room.desk, ask(json!({"text": "penser au local"}))).unwrap();
    assert!(alone.task.is_some() && alone.exchange.is_none());
}

#[test]
fn the_spreadsheet_goes_back_out_with_nothing_missing() {
    let room = room();
    let source = room.folder.path().join("suivi.csv");
    std::fs::write(
        &source,
        "Entreprise;Projet;Statut;Montant demandé;Salle\nHydralpe;Forages;signé;40 000 €;=1+1\n",
    )
    .unwrap();
    imports::dossiers(&room.desk, ask(json!({"path": source}))).unwrap();
    for name in ["tout.xlsx", "tout.csv"] {
        let path = room.folder.path().join(name);
        let answer = exports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
        assert_eq!(answer.sheets.len(), if name.ends_with("xlsx") { 8 } else { 1 });
        assert_eq!(answer.sheets[0].rows, 1);
        let back =
            coexist_spreadsheet::read(&std::fs::read(&path).unwrap(), name, &Default::default()).unwrap();
        let text: Vec<String> =
            back.sheets[0].rows.iter().flat_map(|r| r.cells.iter().map(|c| c.text.clone())).collect();
        for word in ["Hydralpe", "Forages", "Salle"] {
            assert!(text.iter().any(|t| t == word), "{word} is missing in {text:?}");
        }
        assert!(
            text.iter().any(|t| t.replace(['\u{202f}', '\u{a0}', ' '], "").contains("40000")),
            "{text:?}"
        );
        assert!(
            back.sheets[0].rows.iter().all(|r| r.cells.iter().all(|c| c.formula.is_none())),
            "a formula got out"
        );
    }
    let error = exports::dossiers(&room.desk, ask(json!({"path": "/tmp/x.pdf"}))).err().unwrap();
    assert_eq!(error.code(), "unknown-ending");
}
