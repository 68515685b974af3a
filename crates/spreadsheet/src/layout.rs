//! Where in a sheet the header is, and what each row is.

use serde::{Deserialize, Serialize};

use crate::columns::header_fields;
use crate::folding::{fold, is_void, tidy};
use crate::sheet::{Row, Sheet, Value};
use crate::values::country;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RowRole {
    /// Title above the table.
    Title,
    /// A line of group names above the header.
    GroupHeader,
    /// The header.
    Header,
    /// A record.
    Data,
    /// More of the record above.
    Continuation,
    /// A record that continues an earlier one (same number, later year).
    FollowUp,
    /// A record that says again what another row says.
    Duplicate,
    /// A heading between records (a year, a country).
    Section,
    /// A sum of some rows.
    Subtotal,
    /// A sum of all rows.
    Total,
    /// Explains colours or initials.
    Legend,
    /// A remark for people.
    Note,
    /// An empty form to copy.
    Template,
    /// A row of a sheet that is not imported.
    Aside,
    /// A record that could not be taken; the reason is in `rejected`.
    Rejected,
}

/// The header of a sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Header {
    /// First row, from 1; 0 when there is none.
    pub row: u32,
    /// How many rows: 2 when a row of "(€)" or "(dernier)" follows.
    pub rows: u32,
    /// A row of group names stands right above.
    pub group: bool,
}

/// Finds the header among the first rows.
#[must_use]
pub fn find_header(sheet: &Sheet) -> Header {
    let width = sheet.width().max(1);
    let mut best: Option<(f32, u32)> = None;
    for row in sheet.rows.iter().filter(|r| !r.is_blank()).take(25) {
        let score = header_score(sheet, row, width);
        if score > best.map_or(1.4, |(s, _)| s + 0.01) {
            best = Some((score, row.number));
        }
    }
    let Some((_, row)) = best else { return Header::default() };
    let rows = if is_second_header(sheet, row) { 2 } else { 1 };
    let group = row > 1 && is_group_header(sheet, row - 1);
    Header { row, rows, group }
}

/// Each cell that reads like a heading counts, known headings twice; cells that read like content count against.
fn header_score(sheet: &Sheet, row: &Row, width: u32) -> f32 {
    let mut score = 0.0;
    let mut texts = 0_u16;
    for (column, cell) in row.filled() {
        let across = sheet
            .merged_at(row.number, column)
            .is_some_and(|a| a.right > a.left + 1 || (a.right > a.left && width <= 4));
        let words = cell.text.split_whitespace().count();
        let heading =
            !matches!(cell.value, Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_))
                && !across
                && words <= 6
                && cell.text.chars().count() <= 45
                && !cell.text.contains('@');
        if !heading {
            score -= 0.7;
            continue;
        }
        texts += 1;
        let digits = cell.text.chars().filter(char::is_ascii_digit).count();
        if header_fields(&cell.text).is_empty() {
            score += if digits > 4 || is_void(&cell.text) { -0.3 } else { 0.2 };
        } else {
            score += 1.0;
        }
    }
    // A header names most columns; "Total" in a lonely cell does not.
    let share = f32::from(texts) / f32::from(u16::try_from(width).unwrap_or(u16::MAX)).max(1.0);
    if texts < 2 { 0.0 } else { score * (0.5 + 0.5 * share.min(1.0)) }
}

/// A row under the header that only completes it: "(€)", "(1er contact)".
fn is_second_header(sheet: &Sheet, header: u32) -> bool {
    let Some(next) = sheet.row(header + 1) else { return false };
    let filled: Vec<_> = next.filled().collect();
    !filled.is_empty()
        && filled.iter().all(|(_, c)| {
            let text = c.text.trim();
            matches!(c.value, Value::Text)
                && text.starts_with('(')
                && text.ends_with(')')
                && text.chars().count() <= 30
        })
}

/// A row of group names has merged cells side by side and fewer texts than the header below.
fn is_group_header(sheet: &Sheet, row: u32) -> bool {
    let Some(above) = sheet.row(row) else { return false };
    let merged = sheet.merged.iter().filter(|a| a.top == row && a.right > a.left).count();
    let texts = above.filled().count();
    texts >= 2 && merged >= 2
}

/// The heading of a column: what a person sees at the header, the second header row after it.
#[must_use]
pub fn heading(sheet: &Sheet, header: &Header, column: u32) -> String {
    if header.row == 0 {
        return crate::sheet::column_letters(column);
    }
    let mut text = tidy(sheet.seen_text(header.row, column)).replace('\n', " ");
    if header.rows > 1 {
        let second = tidy(sheet.seen_text(header.row + 1, column)).replace('\n', " ");
        if !second.is_empty() && second != text {
            text = if text.is_empty() { second } else { format!("{text} {second}") };
        }
    }
    text
}

/// What the rows below the header are, as far as the sheet itself tells. `name` is the column that names
/// each record (the organisation, for tasks the task).
#[must_use]
pub fn row_role(sheet: &Sheet, header: &Header, row: &Row, name: Option<u32>) -> RowRole {
    if row.number < header.row {
        if header.group && row.number + 1 == header.row {
            return RowRole::GroupHeader;
        }
        return if row.is_blank()
            || row.cells.iter().any(|c| c.fill.is_some() && c.is_blank()) && row.filled().count() <= 1
        {
            RowRole::Legend
        } else if initials_in(&row.filled().map(|(_, c)| c.text.as_str()).collect::<Vec<_>>().join("\n"))
            .is_empty()
        {
            RowRole::Title
        } else {
            RowRole::Legend
        };
    }
    if header.row > 0 && row.number < header.row + header.rows {
        return RowRole::Header;
    }
    let filled: Vec<_> = row.filled().collect();
    let texts: Vec<String> = filled.iter().map(|(_, c)| fold(&c.text)).collect();
    if let Some(total) = texts.iter().take(3).find_map(|t| total_role(t)) {
        return total;
    }
    if texts.iter().any(|t| {
        t.contains("modele de ligne")
            || t.contains("copier/coller")
            || t.contains("exemple a effacer")
            || t.contains("ligne modele")
            || t.contains("template row")
    }) {
        return RowRole::Template;
    }
    if header.row > 0
        && filled.len() >= 3
        && filled.iter().all(|(c, cell)| fold(&cell.text) == fold(sheet.seen_text(header.row, *c)))
    {
        return RowRole::Header;
    }
    let aggregates = filled.iter().filter(|(_, c)| c.formula.as_deref().is_some_and(is_aggregate)).count();
    let named = name.is_some_and(|n| !row.text(n).trim().is_empty());
    if aggregates > 0 && filled.len() <= aggregates + 1 {
        return RowRole::Total;
    }
    if let [(column, cell)] = filled.as_slice() {
        return lonely_role(sheet, row, *column, &cell.text, name);
    }
    if !named
        && filled.len() <= 2
        && filled
            .iter()
            .all(|(_, c)| c.formula.is_some() || c.number().is_some() || c.text.chars().count() < 25)
        && aggregates + filled.iter().filter(|(_, c)| c.formula.is_some()).count() > 0
    {
        return RowRole::Total;
    }
    if named || name.is_none() { RowRole::Data } else { RowRole::Continuation }
}

fn total_role(folded: &str) -> Option<RowRole> {
    let text = folded.trim_start_matches(['-', '*', ' ', '=']);
    let begins = |p: &str| {
        text.starts_with(p) && !text.get(p.len()..).is_some_and(|r| r.starts_with(char::is_alphabetic))
    };
    if ["s/total", "s/ total", "s-total", "sous-total", "sous total", "subtotal", "sub-total", "s/tot"]
        .iter()
        .any(|p| text.starts_with(p))
    {
        return Some(RowRole::Subtotal);
    }
    // "Total Énergie" is a company; "Total général", "TOTAL 2023" and "Total :" are sums.
    let rest = text.strip_prefix("total").or_else(|| text.strip_prefix("totaux"));
    if let Some(rest) = rest.filter(|_| begins("total") || begins("totaux")) {
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
        if rest.is_empty()
            || rest.starts_with("general")
            || rest.starts_with("gal")
            || rest.starts_with("grand")
            || rest.chars().all(|c| c.is_ascii_digit())
            || rest.starts_with("des")
            || rest.starts_with("ht")
            || rest.starts_with("€")
        {
            return Some(RowRole::Total);
        }
    }
    if begins("grand total")
        || text.starts_with("% objectif")
        || begins("moyenne")
        || begins("somme")
        || begins("solde restant")
    {
        return Some(RowRole::Total);
    }
    None
}

fn is_aggregate(formula: &str) -> bool {
    let upper = formula.to_uppercase();
    ["SUM(", "SOMME(", "COUNTA(", "NBVAL(", "COUNT(", "AVERAGE(", "SUBTOTAL(", "SUMIF(", "COUNTIF("]
        .iter()
        .any(|f| upper.starts_with(f))
}

/// A row with one filled cell: a heading, a remark, or a record of which only the name is known.
fn lonely_role(sheet: &Sheet, row: &Row, column: u32, text: &str, name: Option<u32>) -> RowRole {
    let folded = fold(text);
    if ["rappel", "nb ", "nb:", "nb :", "n.b", "note", "attention", "legende", "source", "*", "ps "]
        .iter()
        .any(|p| folded.starts_with(p))
        || is_footnote(text)
    {
        return RowRole::Note;
    }
    let merged_across = sheet.merged_at(row.number, column).is_some_and(|a| a.right > a.left);
    let year = folded.parse::<u16>().is_ok_and(|y| (1990..2100).contains(&y));
    if merged_across || year || (column == 0 && country::read(text).value().is_some()) {
        return RowRole::Section;
    }
    if Some(column) == name {
        return if text.chars().count() > 80 { RowRole::Note } else { RowRole::Data };
    }
    if text.chars().count() > 40 || folded.ends_with([':', '.', '!']) {
        return RowRole::Note;
    }
    if column <= 1 { RowRole::Section } else { RowRole::Continuation }
}

/// "(1) hors taxes", "[2] …", "¹ …": what a mark in the table refers to.
fn is_footnote(text: &str) -> bool {
    let text = text.trim_start();
    let marked = text.strip_prefix(['(', '[']).is_some_and(|rest| {
        let mark = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '*');
        mark.len() < rest.len() && mark.starts_with([')', ']'])
    });
    marked || text.starts_with(['¹', '²', '³', '†', '‡'])
}

/// Initials explained in a text: "PL = Perrine Lacombe / OT = Octave Tassin", one per piece.
#[must_use]
pub fn initials_in(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for piece in text.split(['/', ';', '\n', ',', '|']) {
        let Some((left, right)) = piece.split_once(['=', '→']).or_else(|| piece.split_once(" : ")) else {
            continue;
        };
        let initials =
            left.split(|c: char| c.is_whitespace() || c == ':').rfind(|w| !w.is_empty()).unwrap_or("");
        if let Some(pair) = initials_pair(initials, right) {
            found.push(pair);
        }
    }
    found
}

/// "MD" beside "Maud Delsarte (Paris)": the name without its remark; `None` when either is something else.
#[must_use]
pub fn initials_pair(initials: &str, name: &str) -> Option<(String, String)> {
    let initials = initials.trim();
    let bare: String = initials.chars().filter(|c| c.is_alphabetic()).collect();
    let shape = (2..=4).contains(&bare.chars().count()) && bare.chars().all(char::is_uppercase)
        || (3..=6).contains(&bare.chars().count())
            && initials.ends_with('.')
            && bare.chars().all(char::is_lowercase);
    let name = name.split(['(', ',']).next().unwrap_or("").trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let person = (2..=4).contains(&words.len())
        && words.iter().filter(|w| w.starts_with(char::is_uppercase)).count() >= 2
        && !name.chars().any(|c| c.is_ascii_digit());
    // The quarter "T1 = janv-mars" has a digit; "MG = Madagascar" is one word.
    (shape && person && country::named(name).is_none()).then(|| (initials.to_owned(), name.to_owned()))
}

/// The colour of a row: that of the naming cell, else the one most cells have.
#[must_use]
pub fn row_colour(row: &Row, name: Option<u32>) -> Option<String> {
    if let Some(fill) = name.and_then(|n| row.cell(n)).and_then(|c| c.fill.clone()) {
        return Some(fill);
    }
    let mut counts: Vec<(&String, usize)> = Vec::new();
    for fill in row.cells.iter().filter_map(|c| c.fill.as_ref()) {
        match counts.iter_mut().find(|(f, _)| *f == fill) {
            Some((_, n)) => *n += 1,
            None => counts.push((fill, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n >= 3).map(|(f, _)| f.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Area, Cell};

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let rows = (1_u32..)
            .zip(rows)
            .map(|(number, cells)| Row {
                number,
                hidden: false,
                cells: cells.iter().map(|t| Cell::text(*t)).collect(),
            })
            .collect();
        Sheet { name: "S".into(), rows, ..Sheet::default() }
    }

    #[test]
    fn the_header_stands_below_titles_and_groups() {
        let mut s = sheet(&[
            &["SUIVI DES PARTENARIATS", "", "", ""],
            &["maj le 3 mai", "", "", ""],
            &["QUI", "", "QUOI", ""],
            &["Entreprise", "Contact", "Projet", "Montant"],
            &["Alpha", "Claire D.", "Puits", "5 k€"],
        ]);
        s.merged = vec![
            Area { top: 3, left: 0, bottom: 3, right: 1 },
            Area { top: 3, left: 2, bottom: 3, right: 3 },
        ];
        let header = find_header(&s);
        assert_eq!((header.row, header.rows, header.group), (4, 1, true));
        let role = |n| row_role(&s, &header, s.row(n).unwrap(), Some(0));
        assert_eq!(
            [role(1), role(3), role(4), role(5)],
            [RowRole::Title, RowRole::GroupHeader, RowRole::Header, RowRole::Data]
        );
    }

    #[test]
    fn a_second_header_row_completes_the_first() {
        let s = sheet(&[
            &["Structure", "Date", "Date", "Statut"],
            &["", "(1er contact)", "(dernier)", ""],
            &["Alpha", "12/03", "14/04", "signé"],
        ]);
        let header = find_header(&s);
        assert_eq!(header.rows, 2);
        assert_eq!(heading(&s, &header, 2), "Date (dernier)");
    }

    #[test]
    fn rows_between_records() {
        let s = sheet(&[
            &["N°", "Structure", "Projet", "Montant"],
            &["2023", "", "", ""],
            &["1", "Alpha", "Puits", "5"],
            &["", "S/total", "", "5"],
            &["", "", "", "et aussi 3 pompes"],
            &["", "TOTAL 2023", "", "5"],
            &["", "Total Énergies", "Solaire", "9"],
            &["* montants HT", "", "", ""],
            &["XX", "modèle de ligne à copier", "", ""],
            &["Togo", "", "", ""],
            &["", "Beta", "", ""],
        ]);
        let header = find_header(&s);
        assert_eq!(header.row, 1);
        let roles: Vec<RowRole> =
            (2..=11).map(|n| row_role(&s, &header, s.row(n).unwrap(), Some(1))).collect();
        assert_eq!(
            roles,
            [
                RowRole::Section,
                RowRole::Data,
                RowRole::Subtotal,
                RowRole::Continuation,
                RowRole::Total,
                RowRole::Data,
                RowRole::Note,
                RowRole::Template,
                RowRole::Section,
                RowRole::Data
            ]
        );
    }

    #[test]
    fn initials_are_read_where_they_are_explained() {
        assert_eq!(
            initials_in("Pilotes : PL = Perrine Lacombe / OT = Octave Tassin (Tana)"),
            [("PL".to_owned(), "Perrine Lacombe".to_owned()), ("OT".to_owned(), "Octave Tassin".to_owned())]
        );
        assert!(initials_in("FCFA : 1 € = 655,957").is_empty());
        assert!(initials_in("T1 = janv-mars, T2 = avril-juin").is_empty());
        assert!(initials_pair("MG", "Madagascar").is_none());
    }
}
