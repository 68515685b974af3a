//! Organisations, contacts, colleagues, views, search.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails here says where")]

mod common;

use coexist_core::wire::{Nothing, RecordKind, Which};
use coexist_core::{contacts, desk, dossiers, members, organisations, parties, search, views};
use common::{ask, room};
use serde_json::json;

#[test]
fn organisations_are_found_filtered_and_changed() {
    let room = room();
    let new = json!({"name": "Électriciens du Lac", "kind": "ngo", "country": "fr", "city": "Annemasse", "identifiers": ["siren:999123456"]});
    let id = organisations::create(&room.desk, ask(new)).unwrap().id;
    organisations::create(
        &room.desk,
        ask(json!({"name": "Atelier Bois", "kind": "company", "country": "CH"})),
    )
    .unwrap();
    let names = |request| -> Vec<String> {
        let list = organisations::list(&room.desk, ask(request)).unwrap();
        list.items.into_iter().map(|row| row.name).collect()
    };
    assert_eq!(names(json!({})), ["Atelier Bois", "Électriciens du Lac"]);
    assert_eq!(names(json!({"text": "electriciens ANNEMASSE"})), ["Électriciens du Lac"]);
    assert_eq!(names(json!({"text": "999123456"})), ["Électriciens du Lac"]);
    assert_eq!(names(json!({"kind": "company"})), ["Atelier Bois"]);
    assert_eq!(names(json!({"country": "fr"})), ["Électriciens du Lac"]);
    assert_eq!(
        names(json!({"sort": "country", "descending": true})),
        ["Électriciens du Lac", "Atelier Bois"]
    );
    let list = organisations::list(&room.desk, ask(json!({"limit": 1, "offset": 1}))).unwrap();
    assert_eq!((list.total, list.items.len()), (2, 1));

    let fields = json!({"identifiers": ["siren:999123456", "rna:W749999001"], "note": "Vus au salon"});
    organisations::update(&room.desk, ask(json!({"id": id, "fields": fields}))).unwrap();
    let page = organisations::get(&room.desk, Which { id }).unwrap();
    assert_eq!(page.identifiers.len(), 2);
    assert_eq!((page.country.as_deref(), page.note.as_deref()), (Some("FR"), Some("Vus au salon")));
    assert!(page.seen.contains_key("note"));
    organisations::delete(&room.desk, Which { id }).unwrap();
    assert_eq!(organisations::get(&room.desk, Which { id }).err().map(|e| e.code()), Some("not-found"));
}

#[test]
fn somebody_leaves_and_is_replaced_everywhere() {
    let room = room();
    let at = organisations::create(&room.desk, ask(json!({"name": "Helvia"}))).unwrap().id;
    let person = |name: &str| {
        let new = json!({"name": name, "organisation": at, "emails": [" a@helvia.example "], "source": "Salon", "legal_basis": "consent"});
        contacts::create(&room.desk, ask(new)).unwrap().id
    };
    let (old, new) = (person("Ysaline Favrod"), person("Bruno Chèvre"));
    let dossier = dossiers::create(&room.desk, ask(json!({"title": "Eau"}))).unwrap().id;
    parties::add(&room.desk, ask(json!({"dossier": dossier, "organisation": at, "contact": old}))).unwrap();
    let itself = contacts::replace(&room.desk, ask(json!({"contact": old, "by": old, "left": "2026-11"})));
    assert_eq!(itself.err().map(|e| e.code()), Some("invalid-value"));
    contacts::replace(&room.desk, ask(json!({"contact": old, "by": new, "left": "2026-11"}))).unwrap();
    let gone = contacts::get(&room.desk, Which { id: old }).unwrap();
    assert_eq!(
        (gone.left.as_deref(), gone.replaced_by.unwrap().name.as_str()),
        (Some("2026-11"), "Bruno Chèvre")
    );
    assert_eq!((gone.source.as_deref(), gone.legal_basis.as_deref()), (Some("Salon"), Some("consent")));
    assert_eq!(gone.emails, ["a@helvia.example"]);
    assert_eq!(contacts::get(&room.desk, Which { id: new }).unwrap().replaces[0].id, old);
    let page = dossiers::get(&room.desk, Which { id: dossier }).unwrap();
    assert_eq!(page.parties[0].contact.as_ref().unwrap().id, new);
    assert_eq!(page.contacts.iter().map(|c| c.id).collect::<Vec<_>>(), [new], "who left is not offered");
    let left = contacts::list(&room.desk, ask(json!({"left": true, "text": "favrod helvia"}))).unwrap();
    assert_eq!((left.total, left.items[0].id), (1, old));
}

#[test]
fn colleagues_are_known_by_initials_before_they_have_a_desk() {
    let room = room();
    desk::onboard(&room.desk, ask(json!({"language": "fr", "sample": false}))).unwrap();
    let hn = members::add_colleague(&room.desk, ask(json!({"initials": "HN"}))).unwrap().id;
    let twice = members::add_colleague(&room.desk, ask(json!({"name": "Hector", "initials": "hn"})));
    assert_eq!(twice.err().map(|e| e.code()), Some("name-taken"));
    let nobody = members::add_colleague(&room.desk, ask(json!({"email": "x@y.example"})));
    assert_eq!(nobody.err().map(|e| e.code()), Some("missing-value"));
    members::update(&room.desk, ask(json!({"id": hn, "name": "Hugo Nanchen", "initials": "HN"}))).unwrap();
    let me = members::me(&room.desk, ask(json!({"name": "Ana Roux"}))).unwrap();
    assert!(me.me);
    dossiers::create(&room.desk, ask(json!({"title": "Eau"}))).unwrap();
    let all = members::list(&room.desk, Nothing {}).unwrap().items;
    let shown: Vec<_> = all.iter().map(|m| (m.name.as_deref().unwrap(), m.dossiers)).collect();
    assert_eq!(shown, [("Ana Roux", 1), ("Hugo Nanchen", 0)], "a new dossier is one's own");
}

#[test]
fn views_are_kept_in_order() {
    let room = room();
    let save = |name: &str| views::save(&room.desk, ask(json!({"name": name, "filter": {"open": true}})));
    let first = save("En cours").unwrap().id;
    save("À relancer").unwrap();
    views::save(&room.desk, ask(json!({"id": first, "name": "Vivants", "filter": {"stage": "convention"}})))
        .unwrap();
    let all = views::list(&room.desk, ask(json!({"entity": "dossier"}))).unwrap().items;
    assert_eq!(all.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["Vivants", "À relancer"]);
    assert_eq!(all[0].filter, json!({"stage": "convention"}));
    assert!(views::list(&room.desk, ask(json!({"entity": "contact"}))).unwrap().items.is_empty());
    views::delete(&room.desk, Which { id: first }).unwrap();
    assert_eq!(views::list(&room.desk, ask(json!({}))).unwrap().items.len(), 1);
}

#[test]
fn everything_is_found_by_its_words() {
    let room = room();
    desk::onboard(&room.desk, ask(json!({"language": "fr", "sample": true}))).unwrap();
    let find = |text: &str| search::find(&room.desk, ask(json!({"text": text}))).unwrap().items;
    let hits = find("natitingou");
    assert_eq!(hits[0].kind, RecordKind::Dossier, "a title comes before a mention");
    assert!(hits.iter().any(|hit| hit.kind == RecordKind::Organisation));
    let journal = &find("recolte tomates")[0];
    assert_eq!(journal.kind, RecordKind::JournalEntry);
    assert_eq!(journal.dossier.as_ref().unwrap().name, "Maraîchage de Natitingou");
    assert!(find("perrolaz").iter().any(|hit| hit.kind == RecordKind::Contact));
    assert!(find("rapport etape").iter().any(|hit| hit.kind == RecordKind::Task));
    let exchange = &find("papier de douane")[0];
    assert_eq!(exchange.kind, RecordKind::Exchange);
    assert!(find("natitingou zanzibar").is_empty() && find("  ").is_empty());
}
