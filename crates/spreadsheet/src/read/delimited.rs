//! CSV, TSV and their cousins: separator, quotes, rows of uneven length.

use super::encoding::{decode, repair_twice_encoded};
use super::{Limits, ReadError};
use crate::sheet::{Cell, Remark, Row, Sheet, Workbook};

/// Reads a text file as one sheet.
pub(super) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    let (text, encoding, broken) = decode(bytes);
    if !looks_like_rows(&text) {
        return Err(ReadError::NotASpreadsheet);
    }
    // Excel's own hint, read by Excel alone: "sep=;" as the first line.
    let (text, told, skipped) = match text.strip_prefix("sep=").and_then(|rest| {
        let mut chars = rest.chars();
        let separator = chars.next()?;
        Some((chars.as_str().trim_start_matches('\r').strip_prefix('\n')?, separator))
    }) {
        Some((rest, separator)) => (rest.to_owned(), Some(separator), 1),
        None => (text, None, 0),
    };
    let delimiter = told.unwrap_or_else(|| guess_delimiter(&text, name));
    let mut sheet = Sheet { name: sheet_name(name), ..Sheet::default() };
    let mut workbook = Workbook {
        name: name.to_owned(),
        sheets: Vec::new(),
        repaired: 0,
        encoding: Some(encoding.to_owned()),
        delimiter: Some(delimiter),
        modified: None,
        remarks: Vec::new(),
    };
    if broken {
        workbook.remarks.push(Remark { code: "undecodable_bytes".to_owned(), row: 0 });
    }
    let mut cells_left = limits.cells;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut number = skipped;
    let mut lines_before = 1;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(ReadError::NotASpreadsheet),
        }
        // The reader swallows empty lines; a person counts them. Lines inside quotes make no row.
        let line = record.position().map_or(0, csv::Position::line);
        let empty_lines = line.saturating_sub(lines_before);
        number += u32::try_from(empty_lines).unwrap_or(u32::MAX) + 1;
        lines_before = reader.position().line();
        cells_left = cells_left.checked_sub(record.len()).ok_or_else(|| too_large("cells"))?;
        let mut row = Row { number, hidden: false, cells: Vec::with_capacity(record.len()) };
        for field in &record {
            if field.len() > limits.cell_chars && field.chars().count() > limits.cell_chars {
                return Err(too_large("cell_chars"));
            }
            let mut field = field.replace("\r\n", "\n");
            // The apostrophe that kept a text from being run as a formula (see `write`).
            if field.strip_prefix('\'').is_some_and(crate::write::is_dangerous) {
                field.remove(0);
            }
            row.cells.push(Cell::text(match repair_twice_encoded(&field) {
                Some(better) => {
                    workbook.repaired += 1;
                    better
                }
                None => field,
            }));
        }
        sheet.rows.push(row);
    }
    report_lengths(&sheet, &mut workbook.remarks);
    for row in &mut sheet.rows {
        while row.cells.last().is_some_and(Cell::is_blank) {
            row.cells.pop();
        }
    }
    sheet.rows.retain(|r| !r.cells.is_empty());
    workbook.sheets.push(sheet);
    Ok(workbook)
}

fn too_large(what: &str) -> ReadError {
    ReadError::TooLarge { what: what.to_owned() }
}

fn sheet_name(file_name: &str) -> String {
    file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem).to_owned()
}

/// Text of people has hardly any control characters; programs, images and PDF have many.
fn looks_like_rows(text: &str) -> bool {
    let head: String = text.chars().take(4096).collect();
    if ["%PDF", "{\\rtf", "<!DOCTYPE", "<html", "<?xml"].iter().any(|m| head.trim_start().starts_with(m)) {
        return false;
    }
    let controls = head
        .chars()
        .filter(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || *c == '\u{fffd}')
        .count();
    controls * 50 <= head.chars().count()
}

/// The separator that cuts the lines most evenly into most fields; a semicolon before a comma, for
/// amounts have commas in them.
fn guess_delimiter(text: &str, name: &str) -> char {
    let lower = name.to_lowercase();
    if lower.ends_with(".tsv") || lower.ends_with(".tab") {
        return '\t';
    }
    let sample: String = text.chars().take(200_000).collect();
    let mut best = (0.0_f64, ',');
    for delimiter in [';', '\t', ',', '|'] {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .from_reader(sample.as_bytes());
        let widths: Vec<usize> = reader.records().take(200).flatten().map(|r| r.len()).collect();
        let Some(most) = widths.iter().copied().max().filter(|m| *m > 1) else { continue };
        let usual = widths
            .iter()
            .copied()
            .max_by_key(|w| (widths.iter().filter(|x| *x == w).count(), *w))
            .unwrap_or(most);
        #[allow(clippy::cast_precision_loss, reason = "at most 200 lines and 16,384 columns")]
        let score = {
            let even = widths.iter().filter(|w| **w == usual).count() as f64 / widths.len() as f64;
            even * even * (usual as f64).min(40.0).sqrt()
        };
        if score > best.0 * 1.05 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Remarks on rows whose length is not the usual one. Only said when most rows agree on a length.
fn report_lengths(sheet: &Sheet, remarks: &mut Vec<Remark>) {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for row in &sheet.rows {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    let Some((usual, times)) = counts.into_iter().max_by_key(|(_, times)| *times) else { return };
    if times * 10 < sheet.rows.len() * 8 {
        return;
    }
    for row in &sheet.rows {
        let code = match row.cells.len().cmp(&usual) {
            std::cmp::Ordering::Equal => continue,
            std::cmp::Ordering::Greater => "row_too_long",
            std::cmp::Ordering::Less => "row_too_short",
        };
        remarks.push(Remark { code: code.to_owned(), row: row.number });
    }
}
