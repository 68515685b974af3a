//! The day a file speaks from, by which years left out are filled in: what the sheet itself says ("MAJ :
//! 03/06/24"), else when the workbook was last changed, as its own properties tell.

use jiff::civil::Date;

use crate::folding::{fold, tidy};
use crate::layout::find_header;
use crate::sheet::{Cell, Row, Sheet, Value, Workbook};
use crate::values::Reading;
use crate::values::date::{self, DateContext, Direction, Precision};

/// What people write before the day of the last change, folded.
const SAYS: &[&str] = &[
    "maj",
    "mis a jour",
    "mise a jour",
    "a jour au",
    "a jour le",
    "etat au",
    "situation au",
    "arrete au",
    "last updated",
    "updated",
    "last update",
    "as of",
];

/// A sheet says when it was brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidDate {
    /// The day.
    pub date: Date,
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The words of the cell.
    pub text: String,
}

/// The latest day of a change that the titles and notes of a workbook say, none of them after `today`.
#[must_use]
pub fn said_in(workbook: &Workbook, today: Date) -> Option<SaidDate> {
    let all = workbook.sheets.iter().flat_map(|sheet| beside_the_table(sheet).map(move |row| (sheet, row)));
    let said = all.flat_map(|(sheet, row)| {
        row.filled().filter_map(move |(column, cell)| {
            let date = said_by(cell, row.cell(column + 1), today)?;
            Some(SaidDate { date, sheet: sheet.name.clone(), row: row.number, text: tidy(&cell.text) })
        })
    });
    said.filter(|s| s.date <= today).max_by_key(|s| s.date)
}

/// The rows above a sheet's heading; all of a sheet without one. A cell of the table speaks of its row only.
fn beside_the_table(sheet: &Sheet) -> impl Iterator<Item = &Row> {
    let header = find_header(sheet).row;
    sheet.rows.iter().filter(move |r| header == 0 || r.number < header)
}

fn said_by(cell: &Cell, next: Option<&Cell>, today: Date) -> Option<Date> {
    let folded = fold(&cell.text);
    let after = SAYS.iter().find_map(|says| {
        let at = folded.find(says)?;
        let is_word = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let rest = folded.get(at + says.len()..)?;
        (is_word(folded.get(..at)?.chars().next_back()) && is_word(rest.chars().next())).then_some(rest)
    })?;
    let words: Vec<&str> =
        after.split_whitespace().map(|w| w.trim_matches([':', ',', ';', '(', ')', '='])).collect();
    let words: Vec<&str> = words
        .into_iter()
        .skip_while(|w| matches!(*w, "" | "le" | "au" | "du" | "on" | "-" | "en date"))
        .collect();
    // "03/06/24 par MD", "3 juin 2024": the longest beginning that is a day with its year.
    let read = (1..=words.len().min(4)).rev().find_map(|n| day(&words.get(..n)?.join(" "), today));
    match (read, next.map(|n| &n.value)) {
        (None, Some(Value::Date(at))) if words.is_empty() => Some(at.date()),
        (None, _) if words.is_empty() => day(&next?.text, today),
        (read, _) => read,
    }
}

fn day(text: &str, today: Date) -> Option<Date> {
    match date::read(text, &DateContext { reference: today, direction: Direction::Past, year: None }) {
        Reading::Certain(period) if period.precision == Precision::Day => Some(period.end),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, read};
    use jiff::civil::date;

    fn said(text: &str) -> Option<Date> {
        let csv = format!("Suivi;{text};\nEntreprise;Projet;Statut\nAlpha;Eau MAJ 01/01/2025;signé\n");
        let book = read(csv.as_bytes(), "suivi.csv", &Limits::default()).unwrap();
        said_in(&book, date(2026, 11, 23)).map(|s| s.date)
    }

    #[test]
    fn a_title_says_the_day_of_the_last_change() {
        for text in [
            "MAJ : 03/06/24 par MD",
            "Mis à jour le 3 juin 2024",
            "(à jour au 03.06.2024)",
            "Mise à jour : 2024-06-03",
            "last updated 3 June 2024",
            "MAJ;03/06/2024",
        ] {
            assert_eq!(said(text), Some(date(2024, 6, 3)), "{text}");
        }
        // No year, no day of a change, a day to come.
        for text in ["MAJ 03/06", "remaj 03/06/24", "Export du 03/06/24", "MAJ : 03/06/2031", ""] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
