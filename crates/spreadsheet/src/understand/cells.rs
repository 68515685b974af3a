//! Cells of a line read as dates, amounts and own values, with their flags.

use super::{Desk, Line};
use crate::folding::{fold, is_unknown, is_void, tidy};
use crate::mapping::{ColumnMapping, Field};
use crate::sheet::{Cell, Value};
use crate::understood::OwnValue;
use crate::values::amount::{self, Amount, AmountContext};
use crate::values::date::{self, DateContext, Direction, Period};
use crate::values::{Reading, Why};

impl Desk<'_> {
    /// The period in a field's column. What cannot be read is flagged and returned as text.
    pub(super) fn period(
        &mut self,
        line: &Line<'_>,
        field: Field,
        name: &str,
        direction: Direction,
    ) -> (Option<Period>, Option<String>) {
        let Some(column) = line.its.column(field) else { return (None, None) };
        let blank = Cell::default();
        let cell = line.row.cell(column).unwrap_or(&blank);
        self.period_of(line, cell, name, direction)
    }

    pub(super) fn period_of(
        &mut self,
        line: &Line<'_>,
        cell: &Cell,
        name: &str,
        direction: Direction,
    ) -> (Option<Period>, Option<String>) {
        if cell.is_blank() || is_void(&cell.text) {
            return (None, None);
        }
        let context = DateContext { reference: self.reference, direction, year: line.year };
        let reading = match &cell.value {
            Value::Date(at) => Reading::Certain(Period::day(at.date())),
            Value::Number(n) => date::read_number(*n),
            _ => date::read(&cell.text, &context),
        };
        let (period, why) = reading.parts();
        if let Some(why) = why {
            self.flag(&line.source(), name, &cell.text, why);
        }
        let raw = period.is_none().then(|| tidy(&cell.text));
        (period, raw)
    }

    /// The amounts of a cell in an amount column.
    pub(super) fn amounts(
        &mut self,
        line: &Line<'_>,
        column: &ColumnMapping,
        name: &str,
        country: Option<&str>,
        parties: usize,
    ) -> Vec<Amount> {
        let Some(cell) = column.index.and_then(|i| line.row.cell(i)) else { return Vec::new() };
        if cell.is_blank() {
            return Vec::new();
        }
        let in_column = self
            .row_currency(line)
            .or_else(|| column.currency.clone())
            .or_else(|| self.mapping.default_currency.clone());
        let context = AmountContext {
            currency: in_column.as_deref(),
            country,
            parties,
            in_kind: column.field == Field::Contributions,
        };
        let reading = match &cell.value {
            Value::Date(_) => Reading::Text(Why::new("date_in_amount")),
            Value::Error(_) => Reading::Text(Why::new("formula_error")),
            Value::Number(n) => {
                let looks_dated = *n > 30_000.0
                    && *n < 60_000.0
                    && cell.format.as_deref().is_some_and(|f| f.contains("yy") || f.contains("aa"));
                if looks_dated {
                    Reading::Text(Why::new("date_in_amount"))
                } else {
                    amount::read_number(*n, cell.format.as_deref(), &context)
                }
            }
            _ => amount::read(&cell.text, &context),
        };
        let thousands = if fold(&column.header).contains("k€")
            || fold(&column.header).contains("keur")
            || fold(&column.header).contains("milliers")
        {
            1000.0
        } else {
            1.0
        };
        let (found, mut why) = reading.parts();
        let mut found = found.unwrap_or_default();
        if thousands > 1.0 && cell.text.chars().all(|c| !c.is_alphabetic() && c != '€') {
            for value in found.iter_mut().flat_map(|a| [&mut a.value, &mut a.min, &mut a.max]).flatten() {
                *value *= thousands;
            }
            why = why.or_else(|| Some(Why::new("header_says_thousands")));
        }
        // The default is the file's habit, not its word: where amounts of several currencies stand, it is said.
        if why.is_none()
            && self.mapping.default_currency.is_some()
            && in_column.is_some()
            && column.currency.is_none()
            && self.row_currency(line).is_none()
        {
            let names_none = !matches!(cell.value, Value::Number(_))
                && amount::read(&cell.text, &AmountContext { currency: None, ..context })
                    .value()
                    .is_some_and(|a| {
                        a.iter().any(|a| a.kind == amount::AmountKind::Cash && a.currency.is_none())
                    });
            let bare_number = matches!(cell.value, Value::Number(_))
                && amount::read_number(1.0, cell.format.as_deref(), &AmountContext::default())
                    .value()
                    .is_some_and(|a| a.iter().all(|a| a.currency.is_none()));
            if names_none || bare_number {
                why = Some(Why::new("currency_default"));
            }
        }
        if let Some(why) = why {
            self.flag(&line.source(), name, &cell.text, why);
        }
        found
    }

    /// The currency a column of currencies says for this row.
    fn row_currency(&self, line: &Line<'_>) -> Option<String> {
        let text = line.text(Field::Currency).trim().to_uppercase();
        crate::values::country::is_currency(&text)
            .then_some(text)
            .or_else(|| crate::columns::header_currency(line.text(Field::Currency)))
    }

    /// The columns that stay the file's own, and cells beyond the columns anybody named.
    pub(super) fn own_values(&self, line: &Line<'_>) -> Vec<OwnValue> {
        line.its
            .columns_of(Field::Own)
            .filter_map(|c| {
                let cell = line.row.cell(c.index?)?;
                let text = tidy(&cell.text);
                // "#VALUE!" is what a formula says when it has nothing to say.
                let is_said = !text.is_empty() && !matches!(cell.value, Value::Error(_));
                is_said.then(|| OwnValue {
                    column: if c.header.is_empty() {
                        crate::sheet::column_letters(c.index.unwrap_or(0))
                    } else {
                        c.header.trim().to_owned()
                    },
                    text,
                })
            })
            .collect()
    }

    /// Remarks: the columns of remarks, and comments attached to cells.
    pub(super) fn notes(&self, line: &Line<'_>) -> Vec<String> {
        let mut notes: Vec<String> = line
            .its
            .columns_of(Field::Notes)
            .filter_map(|c| Some(tidy(line.row.text(c.index?))))
            .filter(|t| !t.is_empty())
            .collect();
        notes.extend(
            line.row
                .cells
                .iter()
                .filter_map(|c| c.comment.as_ref())
                .map(|c| tidy(c))
                .filter(|t| !t.is_empty()),
        );
        notes
    }
}

/// Text of a column that could not be read as what it should hold: kept with the record under its heading.
pub(super) fn keep_text(extra: &mut Vec<OwnValue>, heading: &str, text: &str) {
    let text = tidy(text);
    if text.is_empty() || is_void(&text) || is_unknown(&text) {
        return;
    }
    let value = OwnValue { column: heading.trim().to_owned(), text };
    if !extra.contains(&value) {
        extra.push(value);
    }
}
