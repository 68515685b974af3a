//! Nothing of a spreadsheet is lost on its way through the desk: every word of every data cell of the trackers
//! of the corpus stands somewhere in the export. Without `COEXIST_CORPUS`, a small tracker stands for them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

mod common;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use coexist_core::{dossiers, exchanges, exports, imports};
use coexist_spreadsheet::folding::{fold, words};
use coexist_spreadsheet::layout::RowRole;
use coexist_spreadsheet::mapping::{Field, Mapping};
use coexist_spreadsheet::sheet::{Cell, Value, Workbook};
use coexist_spreadsheet::values::amount::{self, AmountContext};
use coexist_spreadsheet::values::country;
use coexist_spreadsheet::values::date::{self, DateContext, Direction};
use coexist_spreadsheet::{Limits, apply, read};
use jiff::civil::Date;
use serde_json::json;

use common::{ask, room};

const TRACKER: &str = "Entreprise;Nature;Projet;Statut;Montant demandé;Qui suit;Prochaine étape;Échéance\n\
    Hydralpe (groupe Aérovia);PME;Forages Kongoussi;attend leur CODIR;40 k€ sous réserve;JB;envoyer le budget;15/11/2026\n\
    Banque du Lac;banque;Microcrédit Titao;prospection;12 000 €;MD;relancer;fin T2\n\
    Hydralpe;PME;Forages Kongoussi;attend leur CODIR;40 000 €;YT;;\n";

/// Everything an export says.
#[derive(Default)]
struct Export {
    words: HashSet<String>,
    digits: String,
    days: HashSet<Date>,
    numbers: Vec<f64>,
}

impl Export {
    fn of(book: &Workbook, reference: Date) -> Self {
        let mut all = Self::default();
        for cell in book.sheets.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells) {
            all.words.extend(words(&cell.text));
            all.digits.extend(cell.text.chars().filter(char::is_ascii_digit));
            all.digits.push(' ');
            match &cell.value {
                Value::Date(at) => drop(all.days.insert(at.date())),
                Value::Number(n) => all.numbers.push(*n),
                _ => {
                    let context = DateContext { reference, direction: Direction::Either, year: None };
                    if let Some(period) = date::read(&cell.text, &context).value() {
                        all.days.extend([period.start, period.end]);
                    }
                }
            }
        }
        all
    }

    fn has_number(&self, n: f64) -> bool {
        self.numbers.iter().any(|m| (m - n).abs() < 0.005)
    }

    /// The words of a cell that stand nowhere, but for what is accepted, each for its reason.
    fn lacks(&self, cell: &Cell, field: Field, reference: Date) -> Vec<String> {
        let missing: Vec<String> =
            words(&cell.text).into_iter().filter(|w| !self.words.contains(w)).collect();
        if missing.is_empty()
            // "#VALUE!": a formula that failed, no word of anybody's.
            || matches!(cell.value, Value::Error(_))
            // A column that a formula makes of others.
            || field == Field::Ignore
            // A tick is told by the task that is done.
            || (field == Field::Done && cell.text.chars().count() == 1)
            // "MG": the code of a country comes out as its name.
            || (field == Field::Country && missing.iter().all(|w| self.names_country(w)))
            || self.tells_date(cell, field, reference)
            || self.tells_amount(cell, field, &missing)
        {
            return Vec::new();
        }
        // A telephone or register number comes out in its international form.
        let digits: String = cell.text.chars().filter(char::is_ascii_digit).collect();
        let tail = digits.get(digits.len().saturating_sub(8)..).unwrap_or_default();
        let is_number = |w: &String| w.chars().any(|c| c.is_ascii_digit());
        if digits.len() >= 8 && missing.iter().all(is_number) && self.digits.contains(tail) {
            return Vec::new();
        }
        missing
    }

    fn names_country(&self, code: &str) -> bool {
        let name = country::names(&code.to_uppercase()).map(|(french, _)| french);
        name.is_some_and(|name| words(name).iter().all(|w| self.words.contains(w)))
    }

    /// A date in another form is the same date.
    fn tells_date(&self, cell: &Cell, field: Field, reference: Date) -> bool {
        let has = |p: &date::Period| self.days.contains(&p.start) && self.days.contains(&p.end);
        let is_dated = [
            Field::FirstContact,
            Field::LastContact,
            Field::Signed,
            Field::Period,
            Field::Start,
            Field::End,
            Field::Due,
            Field::ReportDue,
        ];
        match &cell.value {
            Value::Date(at) => self.days.contains(&at.date()),
            _ if !is_dated.contains(&field) => false,
            Value::Number(n) => date::read_number(*n).value().is_some_and(has),
            _ => [Direction::Past, Direction::Future].into_iter().any(|direction| {
                date::read(&cell.text, &DateContext { reference, direction, year: None })
                    .value()
                    .is_some_and(has)
            }),
        }
    }

    /// A sum in figures is the same sum, and its currency has a column of its own.
    fn tells_amount(&self, cell: &Cell, field: Field, missing: &[String]) -> bool {
        if let Value::Number(n) = cell.value {
            return self.has_number(n) || n == 0.0;
        }
        if !field.is_amount() {
            return false;
        }
        let read =
            amount::read(&cell.text, &AmountContext { currency: Some("EUR"), ..AmountContext::default() });
        let sums: Vec<f64> =
            read.value().into_iter().flatten().flat_map(|a| [a.value, a.min, a.max]).flatten().collect();
        let is_money = |w: &String| {
            let unit = w.trim_start_matches(|c: char| c.is_ascii_digit());
            ["", "k", "m", "f", "ke", "k€", "eur", "euros", "fcfa", "cfa", "chf", "usd", "fr", "ar"]
                .contains(&unit)
        };
        !sums.is_empty() && sums.iter().all(|n| self.has_number(*n)) && missing.iter().all(is_money)
    }
}

fn field_of(mapping: &Mapping, sheet: &str, column: u32) -> Field {
    let its = mapping.sheets.iter().find(|m| m.sheet == sheet);
    let column = its.and_then(|m| m.columns.iter().find(|c| c.index == Some(column)));
    column.map_or(Field::Own, |c| c.field)
}

/// What of a file's data stands nowhere in the export of a desk that brought it in.
fn lost(path: &Path) -> BTreeSet<String> {
    let room = room();
    let preview = imports::preview(&room.desk, ask(json!({"path": path}))).unwrap();
    let mapping = preview.mapping;
    imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    let out = room.folder.path().join("tout.xlsx");
    exports::dossiers(&room.desk, ask(json!({"path": out}))).unwrap();
    let reference = mapping.reference_date.unwrap();
    let export =
        Export::of(&read(&std::fs::read(&out).unwrap(), "tout.xlsx", &Limits::default()).unwrap(), reference);
    let name = path.file_name().unwrap().to_str().unwrap();
    let book = read(&std::fs::read(path).unwrap(), name, &Limits::default()).unwrap();
    let is_data = |role| {
        !matches!(
            role,
            RowRole::Header
                | RowRole::GroupHeader
                | RowRole::Subtotal
                | RowRole::Total
                | RowRole::Template
                | RowRole::Aside
        )
    };
    let mut lost = BTreeSet::new();
    let mut seen = 0;
    for line in apply(&book, &mapping).ledger.iter().filter(|l| is_data(l.role)) {
        let sheet = book.sheets.iter().find(|s| s.name == line.sheet).unwrap();
        for (column, cell) in sheet.row(line.row).unwrap().filled() {
            seen += 1;
            for word in export.lacks(cell, field_of(&mapping, &line.sheet, column), reference) {
                lost.insert(format!(
                    "{name} {} {}: {word:?} of {:?}",
                    line.sheet,
                    line.row,
                    fold(&cell.text)
                ));
            }
        }
    }
    assert!(seen > 15, "{name}: only {seen} cells");
    lost
}

fn trackers() -> Option<Vec<PathBuf>> {
    let folder = PathBuf::from(std::env::var_os("COEXIST_CORPUS")?).join("trackers");
    let names = [
        "tracker-1-ong-sahel.xlsx",
        "tracker-2-sante-ocean-indien.csv",
        "tracker-2-sante-ocean-indien.xlsx",
        "tracker-3-asso-rna-siren.xlsx",
    ];
    Some(names.iter().map(|n| folder.join(n)).collect())
}

#[test]
fn every_word_of_a_tracker_stands_in_the_export() {
    let folder = tempfile::tempdir().unwrap();
    let small = folder.path().join("suivi.csv");
    std::fs::write(&small, TRACKER).unwrap();
    let all = std::iter::once(small).chain(trackers().into_iter().flatten());
    let lost: Vec<String> = all.flat_map(|path| lost(&path)).collect();
    assert!(lost.is_empty(), "{} words lost:\n{}", lost.len(), lost.join("\n"));
}

/// What stands around a table comes back too, once, and is taken for no dossier when it does.
#[test]
fn what_stands_around_a_table_comes_back() {
    let room = room();
    let path = room.folder.path().join("suivi.csv");
    let rows = "Suivi mécénat - ne pas diffuser;;;\nEntreprise;Projet;Statut;Montant demandé\n\
        Hydralpe;Forages;en cours;12 k€ / an\nBeta;Puits;en cours;RAS\n;;;\n\
        (1) montants hors taxes;;;\n";
    std::fs::write(&path, rows).unwrap();
    for _ in 0..2 {
        imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    }
    let out = room.folder.path().join("tout.xlsx");
    exports::dossiers(&room.desk, ask(json!({"path": out}))).unwrap();
    let book = read(&std::fs::read(&out).unwrap(), "tout.xlsx", &Limits::default()).unwrap();
    let lines: Vec<String> = book.sheets.last().unwrap().rows.iter().map(|r| r.text(1).to_owned()).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(
        lines[1].ends_with("Suivi mécénat - ne pas diffuser")
            && lines[2].ends_with("(1) montants hors taxes")
    );
    let dossiers_sheet: Vec<&str> =
        book.sheets[0].rows.iter().flat_map(|r| &r.cells).map(|c| c.text.as_str()).collect();
    assert!(dossiers_sheet.iter().any(|t| t.contains("par an")), "{dossiers_sheet:?}");
    assert!(dossiers_sheet.iter().any(|t| t.contains("RAS")), "{dossiers_sheet:?}");
    let again = common::room();
    let outcome = imports::dossiers(&again.desk, ask(json!({"path": out}))).unwrap();
    assert_eq!((outcome.imported, outcome.rejected.len()), (2, 0), "{outcome:?}");
}

/// A sum has its currency beside it, a country its name, and the last contact is the last one.
#[test]
fn the_export_reads_like_a_sheet_of_ours() {
    let room = room();
    let path = room.folder.path().join("suivi.csv");
    let rows = "Pays;Entreprise;Projet;Statut;Montant demandé;Dernier contact;Échéance;Prochaine étape\n\
        Niger;Hydralpe;Forages;en cours;5 M FCFA;12/03/2024;T2 2024;relancer\n\
        Burkina;Beta;Puits;en cours;1 250,50 €;11/03/2024;S25 2024;appeler\n";
    std::fs::write(&path, rows).unwrap();
    imports::dossiers(&room.desk, ask(json!({"path": path}))).unwrap();
    let all = dossiers::list(&room.desk, ask(json!({"text": "Forages"}))).unwrap();
    let call = json!({"dossier": all.items[0].id, "kind": "call", "text": "Appelé ce matin"});
    exchanges::add(&room.desk, ask(call)).unwrap();
    let out = room.folder.path().join("tout.xlsx");
    exports::dossiers(&room.desk, ask(json!({"path": out}))).unwrap();
    let book = read(&std::fs::read(&out).unwrap(), "tout.xlsx", &Limits::default()).unwrap();
    let cell = |sheet: &str, row: u32, heading: &str| {
        let sheet = book.sheets.iter().find(|s| s.name == sheet).unwrap();
        let column = sheet.row(1).unwrap().cells.iter().position(|c| c.text == heading).unwrap();
        sheet.row(row).unwrap().cell(u32::try_from(column).unwrap()).cloned().unwrap_or_default()
    };
    let text = |row: u32, heading: &str| cell("Dossiers", row, heading).text;
    assert_eq!((text(2, "Pays").as_str(), text(3, "Pays").as_str()), ("Niger", "Burkina Faso"));
    assert_eq!((text(2, "Échéance").as_str(), text(3, "Échéance").as_str()), ("T2 2024", "semaine 25 2024"));
    assert_eq!(
        (text(2, "Dernier contact").as_str(), text(3, "Dernier contact").as_str()),
        ("2026-11-23", "2024-03-11")
    );
    let money: Vec<(String, String)> = [2, 3]
        .map(|row| (cell("Montants", row, "Monnaie").text, cell("Montants", row, "Montant").format.unwrap()))
        .to_vec();
    let has =
        |currency: &str, figures: &str| money.iter().any(|(c, f)| c == currency && f.starts_with(figures));
    assert!(has("XOF", "#,##0\\") && has("EUR", "#,##0.00"), "{money:?}");
}
