//! What a spreadsheet file holds, before anything is understood: sheets, rows, cells.
//!
//! Readers of every format fill these structures and nothing else; layout, columns and values read them
//! and never the file. That is the seam that lets a new format be added without touching the rest.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A file read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The file's name, without its folder.
    pub name: String,
    /// The sheets in the file's order, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// Cells whose text had been decoded wrongly once ("BurkinabÃ©") and was repaired.
    pub repaired: usize,
    /// How the bytes were read when the format leaves it open ("UTF-8", "windows-1252"); `None` for XLSX.
    pub encoding: Option<String>,
    /// The field separator of a text file.
    pub delimiter: Option<char>,
    /// The day the workbook says it was last changed; `None` for text files.
    #[serde(default)]
    pub modified: Option<jiff::civil::Date>,
    /// What the reader wants said: rows too long or too short, text that could not be decoded.
    pub remarks: Vec<Remark>,
}

/// One thing a reader noticed about a row. The sentence is made from the code by the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// `row_too_long`, `row_too_short`, `undecodable_bytes`, `quote_not_closed`.
    pub code: String,
    /// The row, counted from 1; 0 when the remark is about the whole file.
    pub row: u32,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// True when the tab is hidden.
    pub hidden: bool,
    /// Rows that hold a cell, in order. Rows without any are absent.
    pub rows: Vec<Row>,
    /// Merged ranges.
    pub merged: Vec<Area>,
    /// Hidden columns, counted from 0.
    pub hidden_columns: Vec<u32>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The row's number as the spreadsheet shows it, from 1.
    pub number: u32,
    /// Hidden by hand or by a filter. Its content counts all the same.
    pub hidden: bool,
    /// Cells from column 0 on, without gaps, up to the last one that holds something.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The text as a person reads it.
    pub text: String,
    /// The value behind the text.
    pub value: Value,
    /// The formula without its "=", when there is one.
    pub formula: Option<String>,
    /// The background, "#RRGGBB"; `None` for no fill and for white.
    pub fill: Option<String>,
    /// The comment or note attached to the cell.
    pub comment: Option<String>,
    /// The number format when it is not the general one.
    pub format: Option<String>,
    /// The text is struck through.
    pub struck: bool,
}

/// A typed value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text: see the cell's `text`.
    Text,
    /// A number that is no date.
    Number(f64),
    /// A number the file formats as a date.
    Date(DateTime),
    /// True or false.
    Bool(bool),
    /// A formula error, such as "#VALUE!".
    Error(String),
}

/// A rectangle of cells; rows from 1, columns from 0, both ends in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Cell {
    /// A cell that holds this text and no more.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let value = if text.is_empty() { Value::Empty } else { Value::Text };
        Self { text, value, ..Self::default() }
    }

    /// True when nothing is written in it; a colour alone does not count.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The number in it, when the file holds a number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        if let Value::Number(n) = self.value { Some(n) } else { None }
    }
}

impl Row {
    /// The cell of a column, when the row reaches that far.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.get(column as usize)
    }

    /// The text of a column, "" when there is none.
    #[must_use]
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |c| c.text.as_str())
    }

    /// Columns that hold a text, with it.
    pub fn filled(&self) -> impl Iterator<Item = (u32, &Cell)> {
        (0_u32..).zip(&self.cells).filter(|(_, c)| !c.is_blank())
    }

    /// True when no cell holds text.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.filled().next().is_none()
    }
}

impl Sheet {
    /// The row with this number.
    #[must_use]
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |r| r.number).ok().and_then(|i| self.rows.get(i))
    }

    /// One more than the last column that holds something.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.rows.iter().map(|r| u32::try_from(r.cells.len()).unwrap_or(u32::MAX)).max().unwrap_or(0)
    }

    /// The merged range that covers a cell.
    #[must_use]
    pub fn merged_at(&self, row: u32, column: u32) -> Option<&Area> {
        self.merged.iter().find(|a| a.covers(row, column))
    }

    /// The text a person sees at a place: that of the merged range's first cell when there is one.
    #[must_use]
    pub fn seen_text(&self, row: u32, column: u32) -> &str {
        let (row, column) = self.merged_at(row, column).map_or((row, column), |a| (a.top, a.left));
        self.row(row).map_or("", |r| r.text(column))
    }
}

impl Area {
    /// True when the cell lies in it.
    #[must_use]
    pub fn covers(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// A column's letters: 0 is "A", 26 is "AA".
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut n = u64::from(column) + 1;
    let mut letters = Vec::new();
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    letters.iter().rev().collect()
}

/// Reads "B12" or "$B$12" as (row 12, column 1).
#[must_use]
pub fn cell_place(reference: &str) -> Option<(u32, u32)> {
    let (mut row, mut column) = (0_u32, 0_u32);
    for c in reference.chars().filter(|c| *c != '$') {
        if let Some(digit) = c.to_digit(10) {
            row = row.checked_mul(10)?.checked_add(digit)?;
        } else if c.is_ascii_alphabetic() && row == 0 {
            column = column
                .checked_mul(26)?
                .checked_add(u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1)?;
        } else {
            return None;
        }
    }
    (row > 0 && column > 0).then(|| (row, column - 1))
}

/// Reads "A1:C3" (or "A1").
#[must_use]
pub fn area(reference: &str) -> Option<Area> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    let ((r1, c1), (r2, c2)) = (cell_place(first)?, cell_place(last)?);
    Some(Area { top: r1.min(r2), left: c1.min(c2), bottom: r1.max(r2), right: c1.max(c2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_places() {
        for (n, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(n), letters);
            assert_eq!(cell_place(&format!("{letters}7")), Some((7, n)));
        }
        assert_eq!(cell_place("12"), None);
        assert_eq!(cell_place("B"), None);
        assert_eq!(cell_place("1B"), None);
        assert_eq!(area("C3:A1"), Some(Area { top: 1, left: 0, bottom: 3, right: 2 }));
    }
}
