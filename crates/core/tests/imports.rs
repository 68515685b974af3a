//! Bringing in spreadsheets, against a real store. With `COEXIST_CORPUS` set, the real files as well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

mod common;

use std::path::{Path, PathBuf};

use coexist_core::desk::Desk;
use coexist_core::dossiers::{self, Dossier, DossierList};
use coexist_core::imports::{self, ImportOutcome};
use coexist_core::organisations::{self, OrganisationList};
use coexist_core::wire::{Nothing, RecordKind};
use coexist_core::{history, tasks};
use serde_json::json;

use common::{Room, ask, room};

const REGISTER: &str = "id,name,full_name,type\n\
    1,Plieger,,C\n\
    2,IDYDC,\"Iringa Development of Youth, Disabled and Children Care \",N\n\
    7,MTC,Mutukula Town Council,G\n\
    8,MTC,Mayuge Town Council,G\n\
    9,Caritas Kaolack,Caritas Kaolack,N\n\
    10,CARITAS KAOLACK,CARITAS KAOLACK,N\n\
    11,Universit\u{c3}\u{a9} de Koudougou,,K\n";

const TRACKER: &str = "Entreprise;Projet;Statut;Montant demandé;Qui suit;Prochaine étape;Échéance;Salle préférée\n\
    Hydralpe;Forages Kongoussi;signé;40 000 €;JB;envoyer le budget;15/11/2026;Bleue\n\
    Banque du Lac;Microcrédit Titao;en discussion;12 000 €;MD;relancer;30/11/2026;\n\
    Hydralpe;Pompage solaire;contact pris;;JB;;;Verte\n";

fn file(room: &Room, name: &str, text: &str) -> PathBuf {
    let path = room.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn dossiers_of(desk: &Desk, path: &Path) -> ImportOutcome {
    imports::dossiers(desk, ask(json!({"path": path}))).unwrap()
}

fn organisations_of(desk: &Desk, path: &Path) -> ImportOutcome {
    imports::organisations(desk, ask(json!({"path": path}))).unwrap()
}

fn all(desk: &Desk) -> DossierList {
    dossiers::list(desk, ask(json!({"limit": 1000}))).unwrap()
}

fn orgs(desk: &Desk, request: serde_json::Value) -> OrganisationList {
    organisations::list(desk, ask(request)).unwrap()
}

fn dossier(desk: &Desk, title: &str) -> Dossier {
    let list = all(desk);
    let row = list.items.iter().find(|d| d.title == title).unwrap_or_else(|| panic!("no dossier {title}"));
    dossiers::get(desk, ask(json!({"id": row.id}))).unwrap()
}

#[test]
fn a_register_comes_in_row_by_row() {
    let room = room();
    let path = file(&room, "register.csv", REGISTER);
    let dry: ImportOutcome =
        imports::organisations(&room.desk, ask(json!({"path": path, "dry_run": true}))).unwrap();
    assert_eq!(orgs(&room.desk, json!({})).total, 0, "a dry run writes nothing");
    let outcome = organisations_of(&room.desk, &path);
    assert_eq!(
        (dry.imported, dry.updated, dry.duplicates),
        (outcome.imported, outcome.updated, outcome.duplicates)
    );
    assert_eq!((outcome.imported, outcome.updated, outcome.duplicates, outcome.rejected.len()), (6, 0, 1, 0));
    let list = orgs(&room.desk, json!({"limit": 100}));
    assert_eq!(list.total, 6);
    let kinds: Vec<(&str, Option<&str>)> =
        list.items.iter().map(|o| (o.name.as_str(), o.kind.as_deref())).collect();
    assert!(kinds.contains(&("Plieger", Some("company"))), "{kinds:?}");
    assert!(kinds.contains(&("IDYDC", Some("ngo"))), "{kinds:?}");
    assert!(kinds.iter().any(|(n, _)| *n == "Université de Koudougou"), "{kinds:?}");
    // The same file again.
    let again = organisations_of(&room.desk, &path);
    assert_eq!((again.imported, again.updated, again.duplicates), (0, 6, 1));
    assert_eq!(orgs(&room.desk, json!({})).total, 6);
}

#[test]
fn another_file_names_the_register_by_its_numbers() {
    let room = room();
    organisations_of(&room.desk, &file(&room, "register.csv", REGISTER));
    let projects = "id,proj_title,currency,value,status,Organisation\n\
        16,Rehabilitation of Water Catchment,EUR,\"20,854.00\",Completed,2\n\
        17,Rope pumps,EUR,\"10,469.00\",Active,10\n\
        18,Rope pumps,USD,\"1,000.00\",Active,10\n\
        19,Unknown,EUR,5.00,Active,99\n";
    let outcome = dossiers_of(&room.desk, &file(&room, "projects.csv", projects));
    assert_eq!((outcome.imported, outcome.organisations), (4, 0), "{:?}", outcome.flagged);
    let water = dossier(&room.desk, "Rehabilitation of Water Catchment");
    assert_eq!(water.parties.len(), 1);
    let amounts = serde_json::to_value(&water.amounts).unwrap();
    assert!(amounts.to_string().contains("20854") && amounts.to_string().contains("EUR"), "{amounts}");
    assert!(
        outcome.flagged.iter().any(|f| f.code == "organisation-number-unknown" && f.text == "99"),
        "{:?}",
        outcome.flagged
    );
}

#[test]
fn a_tracker_comes_in_with_everything_and_goes_as_a_whole() {
    let room = room();
    let outcome = dossiers_of(&room.desk, &file(&room, "suivi.csv", TRACKER));
    assert_eq!((outcome.imported, outcome.organisations, outcome.colleagues), (3, 2, 2), "{outcome:?}");
    let forages = dossier(&room.desk, "Forages Kongoussi");
    assert_eq!(forages.next_action.as_deref(), Some("envoyer le budget"));
    assert_eq!(forages.next_date.as_deref(), Some("2026-11-15"));
    assert_eq!(forages.responsible.len(), 1);
    let json = serde_json::to_value(&forages).unwrap();
    assert_eq!(json["own_columns"]["Salle préférée"], "Bleue", "{json}");
    // It is late, and Monday morning says so.
    let due = tasks::due(&room.desk, ask(json!({"until": "2026-11-30"}))).unwrap();
    let late: Vec<(&str, bool, i32)> =
        due.items.iter().map(|i| (i.title.as_str(), i.late, i.days_late)).collect();
    assert_eq!(late, [("envoyer le budget", true, 8), ("relancer", false, 0)]);
    let undone = history::undo(&room.desk, Nothing {}).unwrap();
    assert!(undone.undone);
    assert_eq!((all(&room.desk).total, orgs(&room.desk, json!({})).total), (0, 0));
    assert!(imports::list(&room.desk, Nothing {}).unwrap().items.is_empty());
}

#[test]
fn what_is_to_be_looked_at_names_the_page_of_its_record() {
    let room = room();
    let text = TRACKER.replace("12 000 €", "12 000");
    let outcome = dossiers_of(&room.desk, &file(&room, "suivi.csv", &text));
    let of = json!({"import": outcome.import.unwrap()});
    let items = imports::flags(&room.desk, ask(of.clone())).unwrap().items;
    let unsure = items.iter().find(|f| f.record_name.as_deref() == Some("Microcrédit Titao")).unwrap();
    assert_eq!(unsure.record_kind, Some(RecordKind::Dossier), "{:?}", unsure.cell);
    dossiers::delete(&room.desk, ask(json!({"id": unsure.cell.record}))).unwrap();
    let items = imports::flags(&room.desk, ask(of)).unwrap().items;
    assert!(items.iter().all(|f| f.record_kind.is_none() || f.cell.record != unsure.cell.record));
}

#[test]
fn the_next_version_updates_and_writes_over_nobody() {
    let room = room();
    let path = file(&room, "suivi.csv", TRACKER);
    dossiers_of(&room.desk, &path);
    let again = dossiers_of(&room.desk, &path);
    assert_eq!((again.imported, again.updated, again.kept), (0, 3, 0), "{again:?}");
    assert_eq!(all(&room.desk).total, 3);
    // A person corrects one cell; the file changes another.
    let forages = dossier(&room.desk, "Forages Kongoussi");
    let microcredit = dossier(&room.desk, "Microcrédit Titao");
    dossiers::update(
        &room.desk,
        ask(json!({"id": forages.id, "fields": {"next_action": "signer l'avenant"}})),
    )
    .unwrap();
    dossiers::update(
        &room.desk,
        ask(json!({"id": microcredit.id, "fields": {"next_action": "inviter au comité"}})),
    )
    .unwrap();
    let changed = TRACKER.replace("12 000 €", "15 000 €").replace("relancer", "envoyer la convention");
    let third = dossiers_of(&room.desk, &file(&room, "suivi.csv", &changed));
    assert_eq!((third.imported, third.updated), (0, 3));
    assert_eq!((third.kept, third.undecided), (1, 1), "{third:?}");
    assert_eq!(dossier(&room.desk, "Forages Kongoussi").next_action.as_deref(), Some("signer l'avenant"));
    let amounts = serde_json::to_value(&dossier(&room.desk, "Microcrédit Titao").amounts).unwrap();
    assert!(amounts.to_string().contains("15000") && !amounts.to_string().contains("12000"), "{amounts}");
    let undecided = serde_json::to_value(dossier(&room.desk, "Microcrédit Titao").conflicts).unwrap();
    assert!(
        undecided.to_string().contains("inviter au comité")
            && undecided.to_string().contains("envoyer la convention")
    );
}

#[test]
fn an_import_that_was_cut_is_continued_or_undone() {
    for undo in [false, true] {
        let room = room();
        let many: String =
            (0..600).map(|n| format!("Organisation {n} Ouaga;Projet numéro {n};signé\n")).collect();
        let path = file(&room, "grand.csv", &format!("Entreprise;Projet;Statut\n{many}"));
        // Somebody stops it at the first sign of life.
        let desk = std::sync::Arc::new(room.desk);
        let outcome = std::thread::scope(|scope| {
            let work = scope.spawn(|| dossiers_of(&desk, &path));
            loop {
                let running =
                    coexist_core::activity::list(&desk, Nothing {}).unwrap().items.into_iter().next();
                match running {
                    Some(a) if a.done > 0 && a.kind == "import" => {
                        let _ = coexist_core::activity::cancel(&desk, ask(json!({"id": a.id})));
                        break;
                    }
                    _ if work.is_finished() => break,
                    _ => std::thread::yield_now(),
                }
            }
            work.join().unwrap()
        });
        assert!(outcome.cancelled, "600 dossiers are more than one frame");
        let cut = imports::unfinished(&desk, Nothing {}).unwrap().items;
        assert_eq!(cut.len(), 1);
        assert_eq!(cut[0].file_name.as_deref(), Some("grand.csv"));
        std::fs::remove_file(&path).unwrap();
        let request = json!({"action": cut[0].action});
        if undo {
            imports::undo_unfinished(&desk, ask(request)).unwrap();
            assert_eq!((all(&desk).total, orgs(&desk, json!({})).total), (0, 0));
        } else {
            let rest = imports::resume(&desk, ask(request)).unwrap();
            assert_eq!(rest.imported, 600);
            assert_eq!((all(&desk).total, orgs(&desk, json!({})).total), (600, 600));
        }
        assert!(imports::unfinished(&desk, Nothing {}).unwrap().items.is_empty());
    }
}

#[test]
fn what_is_no_spreadsheet_is_refused_by_name() {
    let room = room();
    for (name, bytes, code) in [
        ("photo.csv", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "not-a-spreadsheet"),
        ("vide.csv", b"", "empty-spreadsheet"),
    ] {
        let path = room.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = imports::dossiers(&room.desk, ask(json!({"path": path}))).err().unwrap();
        assert_eq!(error.code(), code, "{name}");
    }
    let missing = imports::dossiers(&room.desk, ask(json!({"path": "/nowhere/at/all.csv"}))).err().unwrap();
    assert_eq!(missing.code(), "file-not-found");
}

#[test]
fn the_preview_says_what_the_import_does() {
    let room = room();
    let path = file(&room, "suivi.csv", TRACKER);
    let preview = imports::preview(&room.desk, ask(json!({"path": path}))).unwrap();
    assert_eq!(preview.command, "dossiers.import");
    assert_eq!(all(&room.desk).total, 0);
    let columns: Vec<&str> = preview.sheets[0].columns.iter().map(|c| c.header.as_str()).collect();
    assert_eq!(columns.len(), 8, "{columns:?}");
    assert_eq!(preview.sheets[0].columns[7].samples, ["Bleue", "Verte"]);
    let mapping = serde_json::to_value(&preview.mapping).unwrap();
    let outcome: ImportOutcome =
        imports::dossiers(&room.desk, ask(json!({"path": path, "mapping": mapping}))).unwrap();
    assert_eq!(outcome.imported, preview.outcome.imported);
    // The person's mapping serves the next file of this shape.
    let saved = imports::saved_mappings(&room.desk, Nothing {}).unwrap();
    assert_eq!(saved.items.len(), 1);
    let next = file(&room, "suivi-2027.csv", &TRACKER.replace("Titao", "Ziniaré"));
    let preview = imports::preview(&room.desk, ask(json!({"path": next}))).unwrap();
    assert_eq!(preview.mapping_from, imports::MappingSource::Saved);
}

fn corpus() -> Option<PathBuf> {
    std::env::var_os("COEXIST_CORPUS").map(PathBuf::from)
}

/// The two registers of the corpus: every row is accounted for, kinds stay apart, projects find their
/// organisations. Without the corpus the small register above stands for them.
#[test]
fn the_registers_of_the_corpus_are_accounted_for() {
    let Some(corpus) = corpus() else { return a_register_comes_in_row_by_row() };
    let room = room();
    let outcome = organisations_of(&room.desk, &corpus.join("organisations/akvo-organisations.csv"));
    let rejected = u32::try_from(outcome.rejected.len()).unwrap();
    assert_eq!(
        outcome.imported + outcome.updated + outcome.duplicates + rejected,
        2261,
        "{:?}",
        outcome.rejected
    );
    assert!(outcome.repaired > 0);
    let list = orgs(&room.desk, json!({"limit": 1000}));
    assert_eq!(list.total, outcome.imported);
    let broken = list.items.iter().filter(|o| o.name.contains('Ã') || o.name.contains("â€")).count();
    assert_eq!(broken, 0);
    let mut kinds = std::collections::BTreeMap::new();
    for offset in (0..3000).step_by(1000) {
        for item in orgs(&room.desk, json!({"limit": 1000, "offset": offset})).items {
            *kinds.entry(item.kind.unwrap_or_default()).or_insert(0) += 1;
        }
    }
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    let outcome = dossiers_of(&room.desk, &corpus.join("organisations/akvo-projects.csv"));
    let rejected = u32::try_from(outcome.rejected.len()).unwrap();
    assert_eq!(outcome.imported + outcome.updated + outcome.duplicates + rejected, 2010);
    assert!(rejected <= 1, "{:?}", outcome.rejected);
    let water =
        dossiers::list(&room.desk, ask(json!({"text": "Rehabilitation of Water Catchment"}))).unwrap();
    assert_eq!(water.items[0].organisations.len(), 1);
    assert_eq!(water.items[0].amounts[0].amount, Some(20_854.0));
    let all: Vec<_> = (0..3)
        .flat_map(|page| {
            dossiers::list(&room.desk, ask(json!({"limit": 1000, "offset": page * 1000}))).unwrap().items
        })
        .collect();
    let without = all.iter().filter(|d| d.organisations.is_empty()).count();
    assert_eq!(without, 0, "every project finds its organisation");
    // Every amount of the file, read here in the plainest way, is an amount of its dossier.
    let mut amounts = Vec::new();
    for dossier in &all {
        for amount in &dossier.amounts {
            amounts.push((
                letters(&dossier.title),
                amount.currency.clone().unwrap_or_default(),
                cents(amount.amount),
            ));
        }
    }
    let mut missing = Vec::new();
    for row in projects(&corpus.join("organisations/akvo-projects.csv")) {
        // The one row without a title is called like its organisation.
        let is = |amount: &(String, String, i64)| {
            (row.0.is_empty() || amount.0 == row.0) && (&amount.1, amount.2) == (&row.1, row.2)
        };
        match amounts.iter().position(is) {
            Some(i) => drop(amounts.swap_remove(i)),
            None => missing.push(row),
        }
    }
    assert_eq!(missing, [], "amounts that are not as in the file");
}

fn cents(amount: Option<f64>) -> i64 {
    (amount.unwrap_or(0.0) * 100.0).round() as i64
}

/// A title's plain letters: those that broken encodings leave alone.
fn letters(title: &str) -> String {
    title.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Letters of the title, currency and cents of each row that says an amount.
fn projects(path: &Path) -> Vec<(String, String, i64)> {
    let mut rows = csv::Reader::from_path(path).unwrap();
    let rows = rows.records().map(|row| {
        let row = row.unwrap();
        let amount: f64 = row[3].replace(',', "").parse().unwrap();
        (letters(&row[1]), row[2].to_owned(), cents(Some(amount)))
    });
    rows.filter(|(_, _, cents)| *cents != 0).collect()
}

#[test]
fn a_flat_list_of_organisations_is_read_whatever_its_headings() {
    for heads in [
        "Nom;Type;Pays",
        "Name;Type;Country",
        "Organisation;Ville;Pays",
        "Raison sociale;Pays",
        "Structure;Type;Ville",
        "Name;City",
        "Libellé;Zone;Remarque",
    ] {
        let width = heads.split(';').count();
        let rows: String = [
            "Puits du Sahel;ONG;Burkina Faso",
            "Hydralpe;Entreprise;France",
            "Ville de Ziniaré;Mairie;Burkina Faso",
        ]
        .iter()
        .map(|r| format!("{}\n", r.split(';').take(width).collect::<Vec<_>>().join(";")))
        .collect();
        let text = format!("{heads}\n{rows}");
        let one = room();
        let outcome = organisations_of(&one.desk, &file(&one, "liste.csv", &text));
        assert_eq!((outcome.imported, outcome.rejected.len()), (3, 0), "{heads}: {outcome:?}");
        let two = room();
        let outcome = dossiers_of(&two.desk, &file(&two, "liste.csv", &text));
        let accounted =
            outcome.imported + u32::try_from(outcome.rejected.len()).unwrap() + outcome.organisations;
        assert!(accounted >= 3, "{heads}: {outcome:?}");
        // Nobody gave a mapping: none is said to be saved.
        let preview =
            imports::preview(&two.desk, ask(json!({"path": two.folder.path().join("liste.csv")}))).unwrap();
        assert_eq!(preview.mapping_from, imports::MappingSource::Guessed, "{heads}");
    }
}

#[test]
fn what_is_not_certain_comes_back_out_in_its_own_words() {
    let first = room();
    let text = "Entreprise;Projet;Statut;Montant demandé;Prochaine étape;Échéance\n\
        Hydralpe;Forages Kongoussi;en discussion;15 k€ ou plus;envoyer le budget;fin T2 peut-être\n\
        Banque du Lac;Microcrédit Titao;signé;12 000 €;relancer;bientôt, on verra\n\
        Hydralpe;Pompage solaire;signé;9 000 €;visiter;30/11/2026\n\
        Banque du Lac;Épargne;signé;8 000 €;appeler;15/12/2026\n";
    dossiers_of(&first.desk, &file(&first, "suivi.csv", text));
    let page = serde_json::to_value(dossier(&first.desk, "Forages Kongoussi")).unwrap();
    let own = page["own_columns"].to_string();
    let kept = "Statut : en discussion\nMontant demandé : 15 k€ ou plus\nÉchéance : fin T2 peut-être";
    assert_eq!(page["own_columns"], json!({"Texte d’origine": kept}), "{own}");
    let out = first.folder.path().join("sortie.csv");
    coexist_core::exports::dossiers(&first.desk, ask(json!({"path": out}))).unwrap();
    let written = std::fs::read_to_string(&out).unwrap();
    for words in ["15 k€ ou plus", "fin T2 peut-être", "bientôt, on verra"] {
        assert!(written.contains(words), "{words}: {written}");
    }
    // And stays the one column it is, however often the file goes round.
    let second = room();
    dossiers_of(&second.desk, &out);
    let back = serde_json::to_value(dossier(&second.desk, "Forages Kongoussi")).unwrap();
    assert_eq!(back["own_columns"], json!({"Texte d’origine": kept}), "{back}");
}

#[test]
fn our_own_export_comes_back_whole() {
    let first = room();
    dossiers_of(&first.desk, &file(&first, "suivi.csv", TRACKER));
    coexist_core::members::add_colleague(
        &first.desk,
        ask(json!({"name": "Yvonnick Tanguy", "initials": "YT"})),
    )
    .unwrap();
    let id = dossier(&first.desk, "Forages Kongoussi").id;
    let call = json!({"dossier": id, "kind": "call", "text": "Appelé ce matin"});
    coexist_core::exchanges::add(&first.desk, ask(call)).unwrap();
    coexist_core::journal::add(&first.desk, ask(json!({"dossier": id, "text": "Visite du chantier"})))
        .unwrap();
    tasks::add(&first.desk, ask(json!({"dossier": id, "title": "Payer les pompes", "due": "2026-12-01"})))
        .unwrap();
    for name in ["export.csv", "export.xlsx"] {
        for language in ["fr", "en"] {
            coexist_core::settings::set(&first.desk, ask(json!({"language": language}))).unwrap();
            let out = first.folder.path().join(name);
            coexist_core::exports::dossiers(&first.desk, ask(json!({"path": out}))).unwrap();
            let second = room();
            let outcome = dossiers_of(&second.desk, &out);
            assert!(outcome.rejected.is_empty(), "{name} {language}: {:?}", outcome.rejected);
            // A colleague who is nowhere responsible stands in a sheet of the workbook alone.
            let colleagues = if name.ends_with("xlsx") { 3 } else { 2 };
            assert_eq!(
                (outcome.imported, outcome.colleagues),
                (3, colleagues),
                "{name} {language}: {outcome:?}"
            );
            assert_eq!(
                orgs(&second.desk, json!({})).total,
                orgs(&first.desk, json!({})).total,
                "{name} {language}"
            );
            let due = tasks::due(&second.desk, ask(json!({"until": "2026-12-31"}))).unwrap();
            assert!(due.items.iter().any(|t| t.title == "Payer les pompes"), "{name} {language}");
            for row in all(&first.desk).items {
                let (here, there) = (dossier(&first.desk, &row.title), dossier(&second.desk, &row.title));
                assert_eq!(here.responsible.len(), there.responsible.len(), "{name} {language}");
                let told = |d: &Dossier| {
                    let page = serde_json::to_value(d).unwrap();
                    json!([
                        page["stage"],
                        page["next_action"],
                        page["next_date"],
                        page["own_columns"],
                        page["amounts"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|a| json!([a["amount"], a["currency"], a["status"]]))
                            .collect::<Vec<_>>()
                    ])
                };
                assert_eq!(told(&here), told(&there), "{name} {language}");
            }
        }
    }
}

/// Two rows of one file that say one dossier are joined, and kept apart when somebody knows better.
#[test]
fn rows_that_look_like_one_dossier_are_kept_apart_when_somebody_says_so() {
    let room = room();
    let text =
        "Entreprise;Projet;Statut\nHydralpe;Forages Kongoussi;signé\nHydralpe;Forages  Kongoussi;signé\n";
    let path = file(&room, "suivi.csv", text);
    let preview = imports::preview(&room.desk, ask(json!({"path": path}))).unwrap();
    assert_eq!((preview.outcome.imported, preview.outcome.duplicates), (1, 1));
    let [joined] = &preview.proposals[..] else { panic!("{} proposals", preview.proposals.len()) };
    assert!(joined.joined && joined.row == 3, "row {}", joined.row);
    let mut mapping = preview.mapping;
    mapping.keep_apart.push(joined.key.clone().unwrap());
    let request = json!({"path": path, "mapping": mapping});
    let preview = imports::preview(&room.desk, ask(request.clone())).unwrap();
    assert_eq!((preview.outcome.imported, preview.outcome.duplicates), (2, 0));
    assert!(preview.proposals.iter().any(|p| !p.joined && p.key == joined.key), "it can be taken back");
    let outcome = imports::dossiers(&room.desk, ask(request.clone())).unwrap();
    assert_eq!(outcome.imported, 2);
    // The mapping is kept with the import: the next version of the file does not join them either.
    let again = imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    assert_eq!((again.imported, again.updated, all(&room.desk).total), (0, 2, 2));
}
