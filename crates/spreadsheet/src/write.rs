//! Tables out, as XLSX and CSV: typed cells, nothing missing, and no text that a spreadsheet would run.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One table: a sheet of an XLSX, or a CSV.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet's name. Signs Excel refuses are replaced, and it is cut at 31 characters.
    pub name: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows; a row shorter than the headings ends in empty cells.
    pub rows: Vec<Vec<Out>>,
}

/// A cell to write.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Out {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A sum of money: a number with its currency as format.
    Amount {
        /// The sum.
        value: f64,
        /// ISO 4217; "" when unknown.
        currency: String,
    },
    /// A day.
    Date(Date),
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum WriteError {
    /// More rows or columns than a sheet can have, or a text longer than a cell can hold.
    #[error("does not fit into a spreadsheet")]
    DoesNotFit,
    /// The writer failed for another reason.
    #[error("writing failed: {reason}")]
    Failed {
        /// The writer's own words, for the log.
        reason: String,
    },
}

/// True for a text a spreadsheet could take for a formula.
#[must_use]
pub fn is_dangerous(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Excel's limit for the text of one cell.
const CELL_CHARS: usize = 32_767;

/// Writes the tables as one XLSX with a sheet each: frozen bold header, filter, widths after the content,
/// sums as numbers with their currency, days as days. Text that begins like a formula is marked as text,
/// which Excel keeps even when the cell is edited.
///
/// # Errors
/// [`WriteError`].
pub fn write_xlsx(tables: &[Table]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let mut formats = Formats::default();
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let name = sheet_name(&table.name, &names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).map_err(failed)?;
        names.push(name);
        fill(sheet, table, &mut formats)?;
    }
    if tables.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer().map_err(failed)
}

#[derive(Default)]
struct Formats {
    money: HashMap<(String, bool), Format>,
}

impl Formats {
    /// Cents are shown where there are any: most sums have none, and some currencies know none.
    fn money(&mut self, currency: &str, value: f64) -> &Format {
        let whole = value.fract() == 0.0;
        self.money.entry((currency.to_owned(), whole)).or_insert_with(|| {
            let figures = if whole { "#,##0" } else { "#,##0.00" };
            let code = match currency {
                "" => figures.to_owned(),
                "EUR" => format!("{figures}\\ \"€\""),
                other => format!("{figures}\\ \"{}\"", other.replace('"', "")),
            };
            Format::new().set_num_format(code)
        })
    }
}

fn failed(error: rust_xlsxwriter::XlsxError) -> WriteError {
    use rust_xlsxwriter::XlsxError as E;
    match error {
        E::RowColumnLimitError | E::MaxStringLengthExceeded => WriteError::DoesNotFit,
        other => WriteError::Failed { reason: other.to_string() },
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &mut Formats) -> Result<(), WriteError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let guarded = Format::new().set_quote_prefix();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let mut widths: Vec<usize> = Vec::new();
    let mut widen = |column: usize, chars: usize| {
        if widths.len() <= column {
            widths.resize(column + 1, 8);
        }
        if let Some(width) = widths.get_mut(column) {
            *width = (*width).max(chars.min(48));
        }
    };
    let place = |n: usize| u16::try_from(n).map_err(|_| WriteError::DoesNotFit);
    for (column, heading) in table.columns.iter().enumerate() {
        let format = if is_dangerous(heading) { head.clone().set_quote_prefix() } else { head.clone() };
        sheet.write_string_with_format(0, place(column)?, heading, &format).map_err(failed)?;
        widen(column, heading.chars().count() + 2);
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in row.iter().enumerate() {
            let at = place(column)?;
            match cell {
                Out::Empty => continue,
                Out::Text(text) => {
                    if text.chars().count() > CELL_CHARS {
                        return Err(WriteError::DoesNotFit);
                    }
                    let written = if is_dangerous(text) {
                        sheet.write_string_with_format(number, at, text, &guarded)
                    } else if text.contains('\n') {
                        sheet.write_string_with_format(number, at, text, &wrapped)
                    } else {
                        sheet.write_string(number, at, text)
                    };
                    written.map_err(failed)?;
                    widen(column, text.lines().map(|l| l.chars().count()).max().unwrap_or(0) + 1);
                }
                // A spreadsheet has no way to write infinity.
                Out::Number(n) | Out::Amount { value: n, .. } if !n.is_finite() => continue,
                Out::Number(n) => {
                    sheet.write_number(number, at, *n).map_err(failed)?;
                    widen(column, 10);
                }
                Out::Amount { value, currency } => {
                    sheet
                        .write_number_with_format(number, at, *value, formats.money(currency, *value))
                        .map_err(failed)?;
                    widen(column, 16);
                }
                Out::Date(date) => {
                    let (year, month, dom) = (date.year(), date.month(), date.day());
                    let dated = rust_xlsxwriter::ExcelDateTime::from_ymd(
                        u16::try_from(year).unwrap_or(0),
                        u8::try_from(month).unwrap_or(1),
                        u8::try_from(dom).unwrap_or(1),
                    );
                    match dated {
                        Ok(at_day) => {
                            sheet.write_datetime_with_format(number, at, &at_day, &day).map_err(failed)?
                        }
                        // Excel knows no day before 1900: the text keeps it.
                        Err(_) => sheet.write_string(number, at, date.to_string()).map_err(failed)?,
                    };
                    widen(column, 11);
                }
            }
        }
    }
    for (column, chars) in widths.iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "at most 48")]
        sheet.set_column_width(place(column)?, *chars as f64).map_err(failed)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    if let (Some(last_column), Ok(last_row)) =
        (table.columns.len().checked_sub(1), u32::try_from(table.rows.len()))
        && last_row > 0
    {
        sheet.autofilter(0, 0, last_row, place(last_column)?).map_err(failed)?;
    }
    Ok(())
}

/// A name Excel accepts and no other sheet has.
fn sheet_name(wish: &str, taken: &[String]) -> String {
    let clean: String = wish
        .chars()
        .map(
            |c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { ' ' } else { c },
        )
        .collect();
    let clean = clean.trim().trim_matches('\'').trim();
    let base: String = if clean.is_empty() { "1".to_owned() } else { clean.chars().take(31).collect() };
    let mut name = base.clone();
    let mut n = 2;
    while taken.iter().any(|t| t.to_lowercase() == name.to_lowercase()) {
        let tail = format!(" {n}");
        name = base.chars().take(31 - tail.chars().count()).chain(tail.chars()).collect();
        n += 1;
    }
    name
}

/// Writes a table as CSV: UTF-8 with a byte order mark and semicolons, as Excel in French opens it; decimal
/// commas, days as 31/12/2025. Text that begins like a formula gets an apostrophe in front, which
/// [`crate::read`] takes away again.
///
/// # Errors
/// [`WriteError`].
pub fn write_csv(table: &Table) -> Result<Vec<u8>, WriteError> {
    let csv_failed = |e: csv::Error| WriteError::Failed { reason: e.to_string() };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let guard = |text: &str| if is_dangerous(text) { format!("'{text}") } else { text.to_owned() };
    writer.write_record(table.columns.iter().map(|h| guard(h))).map_err(csv_failed)?;
    for row in &table.rows {
        let width = table.columns.len().max(row.len());
        let cells = (0..width).map(|i| match row.get(i).unwrap_or(&Out::Empty) {
            Out::Empty => String::new(),
            Out::Text(text) => guard(text),
            Out::Number(n) | Out::Amount { value: n, .. } if !n.is_finite() => String::new(),
            Out::Number(n) => crate::read::plain_number(*n).replace('.', ","),
            Out::Amount { value, currency } => {
                let number = crate::read::plain_number(*value).replace('.', ",");
                if currency.is_empty() { number } else { format!("{number} {currency}") }
            }
            Out::Date(d) => format!("{:02}/{:02}/{:04}", d.day(), d.month(), d.year()),
        });
        writer.write_record(cells).map_err(csv_failed)?;
    }
    writer.into_inner().map_err(|e| WriteError::Failed { reason: e.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, read};
    use crate::sheet::Value;

    fn table() -> Table {
        Table {
            name: "Dossiers [2025]".into(),
            columns: vec!["Partenaire".into(), "Montant".into(), "Échéance".into(), "COPIL ?".into()],
            rows: vec![
                vec![
                    Out::Text("Alpha".into()),
                    Out::Amount { value: 12500.5, currency: "CHF".into() },
                    Out::Date(jiff::civil::date(2025, 6, 30)),
                    Out::Text("=HYPERLINK(\"http://x\")".into()),
                ],
                vec![
                    Out::Text("@SUM(A1)".into()),
                    Out::Number(-3.25),
                    Out::Empty,
                    Out::Text("ligne 1\nligne 2".into()),
                ],
                vec![
                    Out::Text("+33 1 99 00 00 00".into()),
                    Out::Number(f64::INFINITY),
                    Out::Date(jiff::civil::date(1850, 1, 1)),
                ],
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = write_xlsx(&[table(), table(), Table::default()]).unwrap();
        let book = read(&bytes, "out.xlsx", &Limits::default()).unwrap();
        assert_eq!(
            book.sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
            ["Dossiers  2025", "Dossiers  2025 2", "1"]
        );
        let sheet = &book.sheets[0];
        let row = sheet.row(2).unwrap();
        assert_eq!(row.cells[1].value, Value::Number(12500.5));
        assert!(row.cells[1].format.as_deref().unwrap().contains("CHF"));
        assert!(matches!(row.cells[2].value, Value::Date(d) if d.date() == jiff::civil::date(2025, 6, 30)));
        assert_eq!(sheet.row(3).unwrap().text(3), "ligne 1\nligne 2");
        assert_eq!(sheet.row(4).unwrap().text(2), "1850-01-01");
    }

    #[test]
    fn no_text_becomes_a_formula() {
        let bytes = write_xlsx(&[table()]).unwrap();
        let book = read(&bytes, "out.xlsx", &Limits::default()).unwrap();
        for cell in book.sheets[0].rows.iter().flat_map(|r| &r.cells) {
            assert_eq!(cell.formula, None, "{}", cell.text);
        }
        let csv = String::from_utf8(write_csv(&table()).unwrap()).unwrap();
        for field in csv.trim_start_matches('\u{feff}').split(['\n', ';']) {
            let bare = field.trim_start_matches('"');
            assert!(!bare.starts_with(['=', '@', '+']), "{field}");
        }
    }

    #[test]
    fn a_csv_comes_back_without_its_guards() {
        let book = read(&write_csv(&table()).unwrap(), "out.csv", &Limits::default()).unwrap();
        assert_eq!(book.delimiter, Some(';'));
        let sheet = &book.sheets[0];
        assert_eq!(sheet.row(2).unwrap().text(3), "=HYPERLINK(\"http://x\")");
        assert_eq!(sheet.row(2).unwrap().text(1), "12500,5 CHF");
        assert_eq!(sheet.row(3).unwrap().text(1), "-3,25");
        assert_eq!(sheet.row(4).unwrap().text(0), "+33 1 99 00 00 00");
    }
}
