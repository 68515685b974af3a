//! The grid, the board, the page; changing fields; two versions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

mod common;

use coexist_core::wire::{Nothing, Which};
use coexist_core::{amounts, columns, conflicts, dossiers, members, parties, types};
use coexist_domain::registry::dossier;
use coexist_domain::{Id, Missing};
use coexist_store::How;
use coexist_sync::{Ops, Seen};
use common::{Room, ask, room, watch};
use serde_json::{Value, json};

fn make(room: &Room, title: &str) -> Id {
    dossiers::create(&room.desk, ask(json!({"title": title}))).unwrap().id
}

fn update(room: &Room, id: Id, fields: Value) -> Result<(), &'static str> {
    let request = ask(json!({"id": id, "fields": fields}));
    dossiers::update(&room.desk, request).map(|_| ()).map_err(|error| error.code())
}

fn page(room: &Room, id: Id) -> dossiers::Dossier {
    dossiers::get(&room.desk, Which { id }).unwrap()
}

fn titles(room: &Room, request: Value) -> Vec<String> {
    let list = dossiers::list(&room.desk, ask(request)).unwrap();
    assert!(list.total as usize >= list.items.len());
    list.items.into_iter().map(|row| row.title).collect()
}

#[test]
fn every_field_can_be_written_and_read_back() {
    let room = room();
    let id = make(&room, "Maraîchage");
    let who = members::add_colleague(&room.desk, ask(json!({"initials": "HN"}))).unwrap().id;
    let changed = watch(&room.desk);
    let fields = json!({
        "title": "Maraîchage de Natitingou", "summary": "Trois hectares.", "stage": "convention",
        "responsible": [who], "next_action": "Appeler", "next_date": "2026-11-20", "start": "2026-Q1",
        "end": "2027", "signed": "2026-01-12", "agreement": 14, "countries": ["bj", "FR"], "note": "…",
        "last_contact": "2026-10",
    });
    update(&room, id, fields).unwrap();
    assert_eq!(*changed.lock().unwrap(), [["dossier"]], "one action, one event");
    let page = page(&room, id);
    assert_eq!(
        (page.title.as_str(), page.stage.as_deref()),
        ("Maraîchage de Natitingou", Some("convention"))
    );
    assert_eq!(page.responsible[0].name, "HN");
    assert_eq!((page.next_date.as_deref(), page.late), (Some("2026-11-20"), true));
    assert_eq!((page.start.as_deref(), page.end.as_deref()), (Some("2026-Q1"), Some("2027")));
    assert_eq!(
        (page.agreement.as_deref(), page.countries.as_slice()),
        (Some("14"), &["BJ".to_owned(), "FR".to_owned()][..])
    );
    assert!(page.conflicts.is_empty());
    update(&room, id, json!({"responsible": [], "end": null, "countries": ["FR"], "agreement": " "}))
        .unwrap();
    let after = self::page(&room, id);
    assert!(after.responsible.is_empty() && after.end.is_none() && after.agreement.is_none());
    assert_eq!(after.countries, ["FR"]);
}

#[test]
fn what_does_not_fit_names_its_field_and_changes_nothing() {
    let room = room();
    let id = make(&room, "Maraîchage");
    for (fields, code) in [
        (json!({"summary": "x", "budjet": 3}), "unknown-field"),
        (json!({"summary": "x", "origin": ["a"]}), "unknown-field"),
        (json!({"summary": "x", "own:Nulle part": "3"}), "unknown-field"),
        (json!({"summary": "x", "title": "  "}), "missing-value"),
        (json!({"summary": "x", "stage": "canevas"}), "invalid-value"),
        (json!({"summary": "x", "next_date": "bientôt"}), "invalid-value"),
        (json!({"summary": "x", "countries": ["France"]}), "invalid-value"),
        (json!({"summary": "x", "responsible": ["HN"]}), "invalid-value"),
        (json!({"summary": "x", "responsible": [id]}), "not-found"),
    ] {
        assert_eq!(update(&room, id, fields.clone()), Err(code), "{fields}");
    }
    assert_eq!(page(&room, id).summary, None);
    assert_eq!(update(&room, room.desk.new_id(), json!({})), Err("not-found"));
    let nameless = dossiers::create(&room.desk, ask(json!({"title": " "})));
    assert_eq!(nameless.err().map(|e| e.code()), Some("missing-value"));
}

#[test]
fn a_move_is_one_step_with_its_reason_and_tells_what_is_missing() {
    let room = room();
    let id = make(&room, "Maraîchage");
    let moved = dossiers::move_to(&room.desk, ask(json!({"id": id, "stage": "definir"}))).unwrap();
    assert!(moved.missing.contains(&Missing::Summary) && moved.missing.contains(&Missing::Organisation));
    room.clock.advance_days(3);
    let paused = json!({"id": id, "stage": "suspendu", "reason": "Déménagement"});
    assert!(dossiers::move_to(&room.desk, ask(paused)).unwrap().missing.is_empty());
    let page = page(&room, id);
    assert_eq!(page.stage_reason.as_deref(), Some("Déménagement"));
    let steps: Vec<_> = page.stage_history.iter().map(|s| (s.stage.as_str(), s.reason.as_deref())).collect();
    assert_eq!(steps, [("rencontre", None), ("definir", None), ("suspendu", Some("Déménagement"))]);
    dossiers::move_to(&room.desk, ask(json!({"id": id, "stage": "mettre_en_oeuvre"}))).unwrap();
    assert_eq!(self::page(&room, id).stage_reason, None, "an old reason must not explain a new stage");
}

#[test]
fn the_grid_filters_sorts_windows_and_sums() {
    let room = room();
    let ids: Vec<Id> = ["Écoles", "Café", "Bois", "Eau"].iter().map(|title| make(&room, title)).collect();
    let who = members::add_colleague(&room.desk, ask(json!({"name": "Hugo"}))).unwrap().id;
    update(&room, ids[0], json!({"stage": "convention", "next_date": "2026-12", "responsible": [who]}))
        .unwrap();
    update(&room, ids[1], json!({"stage": "cloturer", "next_date": "2026-11-20", "countries": ["ET"]}))
        .unwrap();
    update(&room, ids[2], json!({"summary": "Échange de savoir-faire"})).unwrap();
    for (id, amount, currency, status) in
        [(0, 100.5, "EUR", "granted"), (1, 9.25, "EUR", "granted"), (1, 650_000.0, "XOF", "paid")]
    {
        let request = json!({"dossier": ids[id], "amount": amount, "currency": currency, "status": status});
        amounts::add(&room.desk, ask(request)).unwrap();
    }
    let party = json!({"dossier": ids[3], "name": "Helvia Instruments", "role": "company"});
    parties::add(&room.desk, ask(party)).unwrap();
    types::add(&room.desk, ask(json!({"dossier": ids[2], "kind": "co_construction", "since": "2026"})))
        .unwrap();
    types::add(&room.desk, ask(json!({"dossier": ids[2], "kind": "mecenat_nature", "since": "2027"})))
        .unwrap();

    assert_eq!(titles(&room, json!({})), ["Bois", "Café", "Eau", "Écoles"]);
    assert_eq!(titles(&room, json!({"descending": true, "limit": 2, "offset": 1})), ["Eau", "Café"]);
    assert_eq!(titles(&room, json!({"sort": "next_date"})), ["Café", "Écoles", "Bois", "Eau"]);
    assert_eq!(
        titles(&room, json!({"sort": "next_date", "descending": true})),
        ["Écoles", "Café", "Bois", "Eau"]
    );
    assert_eq!(titles(&room, json!({"sort": "stage"})), ["Bois", "Eau", "Écoles", "Café"]);
    assert_eq!(titles(&room, json!({"text": "ECHANGE savoir"})), ["Bois"]);
    assert_eq!(titles(&room, json!({"text": "helvia"})), ["Eau"]);
    assert_eq!(titles(&room, json!({"stage": "convention"})), ["Écoles"]);
    assert_eq!(titles(&room, json!({"stages": ["convention", "cloturer"]})), ["Café", "Écoles"]);
    assert_eq!(titles(&room, json!({"open": false})), ["Café"]);
    assert_eq!(titles(&room, json!({"responsible": who})), ["Écoles"]);
    assert_eq!(titles(&room, json!({"unassigned": true})), ["Bois", "Café", "Eau"]);
    assert_eq!(titles(&room, json!({"country": "et"})), ["Café"]);
    assert_eq!(titles(&room, json!({"type": "co_construction"})), ["Bois"]);
    assert_eq!(titles(&room, json!({"type": "mecenat_nature"})), [""; 0]);
    assert_eq!(titles(&room, json!({"due_before": "2026-11-30"})), ["Café"]);

    let list = dossiers::list(&room.desk, ask(json!({"limit": 1}))).unwrap();
    assert_eq!((list.total, list.items.len()), (4, 1));
    let sums: Vec<_> =
        list.sums.iter().map(|s| (s.currency.as_str(), s.status.as_deref(), s.amount, s.count)).collect();
    assert_eq!(sums, [("EUR", Some("granted"), 109.75, 2), ("XOF", Some("paid"), 650_000.0, 1)]);
    let wrong = dossiers::list(&room.desk, ask(json!({"sort": "colour"})));
    assert_eq!(wrong.err().map(|e| e.code()), Some("unknown-field"));

    let board = dossiers::board(&room.desk, ask(json!({"cards": 1}))).unwrap();
    let meeting = &board.columns[0];
    assert_eq!((meeting.stage.as_deref(), meeting.total, meeting.cards.len()), (Some("rencontre"), 2, 1));
    assert_eq!(board.columns.len(), 11);
    assert_eq!(board.columns.iter().map(|column| column.total).sum::<u32>(), 4);
}

#[test]
fn own_columns_behave_like_the_others() {
    let room = room();
    let (first, second) = (make(&room, "Écoles"), make(&room, "Café"));
    let column = columns::add(&room.desk, ask(json!({"name": "Priorité", "kind": "number"}))).unwrap().id;
    let taken = columns::add(&room.desk, ask(json!({"name": "priorite"})));
    assert_eq!(taken.err().map(|e| e.code()), Some("name-taken"));
    let other = columns::add(&room.desk, ask(json!({"name": "Canal"}))).unwrap().id;
    update(&room, first, json!({"own:priorité": 10, (format!("own:{other}")): "Salon de Genève"})).unwrap();
    columns::set(&room.desk, ask(json!({"record": second, "column": column, "value": "9"}))).unwrap();

    let page = page(&room, first);
    assert_eq!(page.own_columns["Priorité"], "10");
    assert_eq!(page.own[&other.to_string()], "Salon de Genève");
    assert!(page.seen.contains_key(&format!("own:{column}")));
    assert_eq!(titles(&room, json!({"sort": format!("own:{column}")})), ["Café", "Écoles"]);
    assert_eq!(titles(&room, json!({"columns": {(other.to_string()): "geneve"}})), ["Écoles"]);
    assert_eq!(titles(&room, json!({"columns": {(other.to_string()): ""}})), ["Café"]);

    columns::update(&room.desk, ask(json!({"id": other, "position": 0}))).unwrap();
    let names: Vec<_> = columns::list(&room.desk, ask(json!({})))
        .unwrap()
        .items
        .into_iter()
        .map(|c| (c.name, c.filled))
        .collect();
    assert_eq!(names, [("Canal".to_owned(), 1), ("Priorité".to_owned(), 2)]);
    columns::set(&room.desk, ask(json!({"record": first, "column": other}))).unwrap();
    columns::remove(&room.desk, Which { id: column }).unwrap();
    assert!(self::page(&room, first).own_columns.is_empty());
}

#[test]
fn parties_and_amounts_belong_to_their_dossier() {
    let room = room();
    let id = make(&room, "Écoles");
    let party = parties::add(&room.desk, ask(json!({"dossier": id, "name": "Helvia"}))).unwrap().id;
    let other = make(&room, "Café");
    parties::add(&room.desk, ask(json!({"dossier": other, "name": "HELVIA"}))).unwrap();
    let organisations: Vec<Id> =
        [id, other].map(|id| page(&room, id).parties[0].organisation.clone().unwrap().id).into();
    assert_eq!(organisations[0], organisations[1], "the one of that name in the Carnet");
    parties::update(&room.desk, ask(json!({"id": party, "fields": {"role": "research"}}))).unwrap();
    assert_eq!(page(&room, id).parties[0].role.as_deref(), Some("research"));
    let moved = parties::update(&room.desk, ask(json!({"id": party, "fields": {"dossier": other}})));
    assert_eq!(moved.err().map(|e| e.code()), Some("unknown-field"));

    let amount =
        amounts::add(&room.desk, ask(json!({"dossier": id, "amount": 12500.1, "max": 15000}))).unwrap().id;
    let change = |fields| {
        amounts::update(&room.desk, ask(json!({"id": amount, "fields": fields}))).map_err(|e| e.code())
    };
    change(json!({"currency": "CHF", "status": "paid"})).unwrap();
    let view = &page(&room, id).amounts[0];
    assert_eq!(
        (view.amount, view.max, view.currency.as_deref()),
        (Some(12500.1), Some(15000.0), Some("CHF"))
    );
    assert_eq!(view.status.as_deref(), Some("paid"));
    change(json!({"amount": 3, "max": null})).unwrap();
    let view = &page(&room, id).amounts[0];
    assert_eq!((view.amount, view.max, view.currency.as_deref()), (Some(3.0), None, Some("CHF")));
    assert!(matches!(change(json!({"currency": "francs"})), Err("invalid-value")));
    let empty = amounts::add(&room.desk, ask(json!({"dossier": id})));
    assert_eq!(empty.err().map(|e| e.code()), Some("missing-value"));
    amounts::remove(&room.desk, Which { id: amount }).unwrap();
    parties::remove(&room.desk, Which { id: party }).unwrap();
    let page = page(&room, id);
    assert!(page.amounts.is_empty() && page.parties.is_empty());
    dossiers::delete(&room.desk, Which { id }).unwrap();
    assert_eq!(dossiers::get(&room.desk, Which { id }).err().map(|e| e.code()), Some("not-found"));
}

/// Writes a value as a desk would that had seen none.
fn apart(room: &Room, id: Id, title: &str) {
    let mut ops = Ops::new();
    ops.put_seen(id, dossier::title, title, &Seen::default());
    room.desk.store().commit(room.desk.space(), &ops, How::at(room.desk.now())).unwrap();
}

#[test]
fn two_versions_are_shown_and_decided() {
    let room = room();
    let id = make(&room, "Écoles");
    apart(&room, id, "Quatre écoles");
    let row = &dossiers::list(&room.desk, ask(json!({}))).unwrap().items[0];
    assert_eq!(row.conflicts, 1);
    let list = conflicts::list(&room.desk, Nothing {}).unwrap();
    assert_eq!(list.items.len(), 1);
    let conflict = &list.items[0].conflicts[0];
    assert_eq!((conflict.field.as_str(), conflict.values.len()), ("title", 2));

    // A third version that came in while the card was on screen is not lost by the decision.
    apart(&room, id, "Écoles de Kara");
    let seen = &conflict.seen;
    let choice = json!({"id": id, "field": "title", "values": ["Quatre écoles"], "seen": seen});
    conflicts::choose(&room.desk, ask(choice)).unwrap();
    let left = page(&room, id).conflicts;
    let values: Vec<_> = left[0].values.iter().map(|v| v.value.as_str().unwrap().to_owned()).collect();
    assert_eq!(values.len(), 2);
    assert!(values.contains(&"Écoles de Kara".to_owned()) && values.contains(&"Quatre écoles".to_owned()));

    let both = json!({"id": id, "field": "title", "values": ["Quatre écoles", "Écoles de Kara"]});
    conflicts::choose(&room.desk, ask(both)).unwrap();
    assert_eq!(page(&room, id).title, "Quatre écoles / Écoles de Kara");
    assert!(conflicts::list(&room.desk, Nothing {}).unwrap().items.is_empty());
    let dates = json!({"id": id, "field": "next_date", "values": ["2026-11-20", "2026-11-21"]});
    assert_eq!(conflicts::choose(&room.desk, ask(dates)).err().map(|e| e.code()), Some("cannot-keep-both"));
    let none = json!({"id": id, "field": "title", "values": []});
    assert_eq!(conflicts::choose(&room.desk, ask(none)).err().map(|e| e.code()), Some("missing-value"));
}

#[test]
fn a_token_covers_what_this_desk_wrote_since() {
    let room = room();
    let id = make(&room, "Écoles");
    let seen = page(&room, id).seen;
    for title in ["Quatre écoles", "Cinq écoles"] {
        let request = json!({"id": id, "fields": {"title": title}, "seen": {"title": seen["title"]}});
        dossiers::update(&room.desk, ask(request)).unwrap();
    }
    let page = page(&room, id);
    assert!(page.conflicts.is_empty(), "nobody conflicts with oneself");
    assert_eq!(page.title, "Cinq écoles");
}
