//! XLSX: the zip's parts, the sheets, their cells with colour, comment, formula and number format.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::encoding::repair_twice_encoded;
use super::numbers::{plain_number, serial_date};
use super::styles::{self, Style};
use super::xml::{Step, walk};
use super::{Limits, ReadError};
use crate::sheet::{Cell, Row, Sheet, Value, Workbook, area, cell_place};

/// Reads the bytes of an XLSX.
pub(super) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    let mut parts = Parts::open(bytes, limits)?;
    if !parts.holds("xl/workbook.xml") {
        return Err(parts.what_else());
    }
    let rels = relations(&parts.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default());
    let mut listed: Vec<(String, bool, String)> = Vec::new();
    let mut from_1904 = false;
    let workbook_xml = parts.text("xl/workbook.xml")?.unwrap_or_default();
    walk::<ReadError>(&workbook_xml, |step| {
        match step {
            Step::Open("sheet", a) => {
                let hidden = a.get("state").is_some_and(|s| s != "visible");
                listed.push((a.get("name").unwrap_or_default(), hidden, a.get("id").unwrap_or_default()));
            }
            Step::Open("workbookPr", a) => from_1904 = a.flag("date1904"),
            _ => {}
        }
        Ok(())
    })
    .map_err(|e| e.unwrap_or_else(|| damaged("xl/workbook.xml")))?;
    let theme = parts.text("xl/theme/theme1.xml")?.map(|t| styles::theme_colours(&t)).unwrap_or_default();
    let styles = parts.text("xl/styles.xml")?.map(|t| styles::read(&t, &theme)).unwrap_or_default();
    let shared = match parts.text("xl/sharedStrings.xml")? {
        Some(xml) => shared_strings(&xml, limits)?,
        None => Vec::new(),
    };
    let mut left = limits.cells;
    let mut workbook = Workbook {
        name: name.to_owned(),
        sheets: Vec::new(),
        repaired: 0,
        encoding: None,
        delimiter: None,
        modified: parts.text("docProps/core.xml")?.and_then(|xml| last_changed(&xml)),
        remarks: Vec::new(),
    };
    for (sheet_name, hidden, relation) in listed {
        let Some(target) = rels.get(&relation) else { continue };
        let part = resolve("xl", target);
        // Chart sheets and macro sheets are listed too, and hold no cells.
        let Some(xml) = parts.text(&part)?.filter(|_| part.contains("worksheets/")) else { continue };
        let context = Context { styles: &styles, shared: &shared, from_1904, limits };
        let mut sheet =
            read_sheet(&xml, &context, &mut left).map_err(|e| e.unwrap_or_else(|| damaged(&part)))?;
        sheet.name = sheet_name;
        sheet.hidden = hidden;
        for (place, text) in comments(&mut parts, &part)? {
            put_comment(&mut sheet, place, text);
        }
        for cell in sheet.rows.iter_mut().flat_map(|r| &mut r.cells) {
            if let Some(better) = repair_twice_encoded(&cell.text) {
                cell.text = better;
                workbook.repaired += 1;
            }
        }
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

fn damaged(part: &str) -> ReadError {
    ReadError::Damaged { part: part.to_owned() }
}

fn too_large(what: &str) -> ReadError {
    ReadError::TooLarge { what: what.to_owned() }
}

/// The zip, with what may still be inflated from it.
struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::NotASpreadsheet)?;
        if archive.len() > limits.parts {
            return Err(too_large("parts"));
        }
        Ok(Self { archive, left: limits.inflated_bytes })
    }

    fn holds(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    fn what_else(&mut self) -> ReadError {
        let format = match self.text("mimetype") {
            Ok(Some(kind)) if kind.contains("opendocument.spreadsheet") => "ods",
            _ if self.holds("xl/workbook.bin") => "xlsb",
            _ if self.archive.file_names().flatten().any(|n| n.ends_with(".iwa")) => "numbers",
            _ => return ReadError::NotASpreadsheet,
        };
        ReadError::OtherFormat { format: format.to_owned() }
    }

    /// A part as text; `None` when the file has none of that name. What the zip says about sizes is not
    /// believed: the count is made on what comes out.
    fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = match self.archive.by_index(index) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(reason)) if reason.contains("assword") => {
                return Err(ReadError::PasswordProtected);
            }
            Err(_) => return Err(damaged(name)),
        };
        let mut bytes = Vec::new();
        let most = u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1);
        part.take(most).read_to_end(&mut bytes).map_err(|_| damaged(name))?;
        self.left = self.left.checked_sub(bytes.len()).ok_or_else(|| too_large("inflated_bytes"))?;
        let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
        Ok(Some(text.into_owned()))
    }
}

/// The day of the last change, from the document's properties.
fn last_changed(xml: &str) -> Option<jiff::civil::Date> {
    let (mut inside, mut written) = (false, String::new());
    walk::<()>(xml, |step| {
        match step {
            Step::Open("modified", _) => inside = true,
            Step::Close("modified") => inside = false,
            Step::Text(text) if inside => written.push_str(text),
            _ => {}
        }
        Ok(())
    })
    .ok()?;
    written.trim().get(..10)?.parse().ok()
}

fn relations(xml: &str) -> HashMap<String, String> {
    let mut rels = HashMap::new();
    walk::<()>(xml, |step| {
        if let Step::Open("Relationship", a) = step
            && let (Some(id), Some(target)) = (a.get("Id"), a.get("Target"))
        {
            rels.insert(id, target);
        }
        Ok(())
    })
    .unwrap_or_default();
    rels
}

/// A target of a relation as the name of a part ("../comments1.xml" seen from "xl/worksheets").
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

fn shared_strings(xml: &str, limits: &Limits) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    let mut current = String::new();
    let (mut in_text, mut phonetic) = (false, false);
    walk(xml, |step| {
        match step {
            Step::Open("si", _) => current.clear(),
            Step::Open("t", _) => in_text = true,
            Step::Close("t") => in_text = false,
            Step::Open("rPh", _) => phonetic = true,
            Step::Close("rPh") => phonetic = false,
            Step::Text(text) if in_text && !phonetic => {
                current.push_str(text);
                if current.len() > limits.cell_chars.saturating_mul(4) {
                    return Err(too_large("cell_chars"));
                }
            }
            Step::Close("si") => {
                if strings.len() >= limits.cells {
                    return Err(too_large("cells"));
                }
                strings.push(std::mem::take(&mut current));
            }
            _ => {}
        }
        Ok(())
    })
    .map_err(|e| e.unwrap_or_else(|| damaged("xl/sharedStrings.xml")))?;
    Ok(strings)
}

struct Context<'a> {
    styles: &'a [Style],
    shared: &'a [String],
    from_1904: bool,
    limits: &'a Limits,
}

fn read_sheet(xml: &str, context: &Context<'_>, left: &mut usize) -> Result<Sheet, Option<ReadError>> {
    let mut sheet = Sheet::default();
    let mut row = Row::default();
    let mut cell = RawCell::default();
    let mut within: Option<Within> = None;
    walk(xml, |step| {
        match step {
            Step::Open("row", a) => {
                let number = a.number("r").unwrap_or(row.number + 1);
                row = Row { number, hidden: a.flag("hidden"), cells: Vec::new() };
            }
            Step::Close("row") => {
                while row.cells.last().is_some_and(|c| *c == Cell::default()) {
                    row.cells.pop();
                }
                // Thousands of painted, empty rows stand under many real trackers.
                if row.cells.iter().any(|c| !c.is_blank() || c.comment.is_some() || c.formula.is_some())
                    || (row.cells.iter().any(|c| c.fill.is_some())
                        && !sheet.rows.last().is_some_and(Row::is_blank))
                {
                    sheet.rows.push(std::mem::take(&mut row));
                    row.number = sheet.rows.last().map_or(0, |r| r.number);
                }
            }
            Step::Open("c", a) => {
                let next = u32::try_from(row.cells.len()).unwrap_or(u32::MAX);
                let column = a.get("r").and_then(|r| cell_place(&r)).map_or(next, |(_, c)| c);
                cell = RawCell {
                    column,
                    kind: a.get("t").unwrap_or_default(),
                    style: a.number("s").unwrap_or(0),
                    ..RawCell::default()
                };
            }
            Step::Open("v", _) => within = Some(Within::Value),
            Step::Open("f", _) => {
                cell.formula = Some(String::new());
                within = Some(Within::Formula);
            }
            Step::Open("t", _) => within = Some(Within::Value),
            Step::Open("rPh", _) => within = None,
            Step::Close("v" | "f" | "t") => within = None,
            Step::Text(text) => match within {
                Some(Within::Value) => cell.value.push_str(text),
                Some(Within::Formula) => cell.formula.get_or_insert_default().push_str(text),
                None => {}
            },
            Step::Close("c") => {
                let cell = std::mem::take(&mut cell);
                let column = cell.column as usize;
                let made = make_cell(cell, context)?;
                if made == Cell::default() {
                    return Ok(());
                }
                let grown = (column + 1).saturating_sub(row.cells.len());
                *left = left.checked_sub(grown).ok_or_else(|| too_large("cells"))?;
                if column >= row.cells.len() {
                    row.cells.resize(column + 1, Cell::default());
                }
                if let Some(place) = row.cells.get_mut(column) {
                    *place = made;
                }
            }
            Step::Open("mergeCell", a) => sheet.merged.extend(a.get("ref").and_then(|r| area(&r))),
            Step::Open("col", a) if a.flag("hidden") => {
                let first: u32 = a.number("min").unwrap_or(1);
                let last: u32 = a.number("max").unwrap_or(first);
                sheet.hidden_columns.extend((first.max(1) - 1..last).take(16_384));
            }
            _ => {}
        }
        Ok(())
    })?;
    sheet.rows.sort_by_key(|r| r.number);
    sheet.rows.dedup_by_key(|r| r.number);
    Ok(sheet)
}

#[derive(Clone, Copy)]
enum Within {
    Value,
    Formula,
}

#[derive(Default)]
struct RawCell {
    column: u32,
    kind: String,
    style: usize,
    value: String,
    formula: Option<String>,
}

fn make_cell(raw: RawCell, context: &Context<'_>) -> Result<Cell, ReadError> {
    let style = context.styles.get(raw.style).cloned().unwrap_or_default();
    let mut cell = Cell { formula: raw.formula, fill: style.fill, struck: style.struck, ..Cell::default() };
    match raw.kind.as_str() {
        "s" => {
            let index: Option<usize> = raw.value.trim().parse().ok();
            cell.text = index.and_then(|i| context.shared.get(i)).cloned().unwrap_or_default();
            cell.value = Value::Text;
        }
        "inlineStr" | "str" => {
            cell.text = raw.value;
            cell.value = Value::Text;
        }
        "b" => {
            let yes = raw.value.trim() == "1";
            cell.text = if yes { "TRUE" } else { "FALSE" }.to_owned();
            cell.value = Value::Bool(yes);
        }
        "e" => {
            cell.text = raw.value.trim().to_owned();
            cell.value = Value::Error(cell.text.clone());
        }
        // ISO 8601, written by some programs instead of a serial.
        "d" => {
            cell.text = raw.value.trim().to_owned();
            let parsed = cell.text.trim_end_matches('Z').parse::<jiff::civil::DateTime>();
            cell.value = parsed.map_or(Value::Text, Value::Date);
        }
        _ => {
            if let Ok(n) = raw.value.trim().parse::<f64>() {
                match style.date.then(|| serial_date(n, context.from_1904)).flatten() {
                    Some(at) => {
                        cell.text = if at.time() == jiff::civil::Time::midnight() {
                            at.date().to_string()
                        } else {
                            at.to_string()
                        };
                        cell.value = Value::Date(at);
                    }
                    None => {
                        cell.text = plain_number(n);
                        cell.value = Value::Number(n);
                    }
                }
                cell.format = style.format;
            }
        }
    }
    if cell.text.chars().count() > context.limits.cell_chars {
        return Err(too_large("cell_chars"));
    }
    if cell.text.is_empty() {
        cell.value = Value::Empty;
    }
    cell.text = cell.text.replace("\r\n", "\n").replace("_x000D_", "");
    Ok(cell)
}

/// A comment and the (row, column) it hangs on.
type PlacedComment = ((u32, u32), String);

fn comments(parts: &mut Parts<'_>, sheet_part: &str) -> Result<Vec<PlacedComment>, ReadError> {
    let Some((folder, file)) = sheet_part.rsplit_once('/') else { return Ok(Vec::new()) };
    let Some(rels) = parts.text(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for target in relations(&rels).into_values().filter(|t| t.contains("comments") && !t.contains("threaded"))
    {
        let Some(xml) = parts.text(&resolve(folder, &target))? else { continue };
        let mut place = None;
        let mut text = String::new();
        let mut in_text = false;
        walk::<()>(&xml, |step| {
            match step {
                Step::Open("comment", a) => {
                    place = a.get("ref").and_then(|r| cell_place(&r));
                    text.clear();
                }
                Step::Open("t", _) => in_text = true,
                Step::Close("t") => in_text = false,
                Step::Text(t) if in_text => text.push_str(t),
                Step::Close("comment") => found.extend(place.map(|p| (p, text.trim().to_owned()))),
                _ => {}
            }
            Ok(())
        })
        .unwrap_or_default();
    }
    Ok(found)
}

fn put_comment(sheet: &mut Sheet, (row, column): (u32, u32), text: String) {
    let Ok(index) = sheet.rows.binary_search_by_key(&row, |r| r.number) else { return };
    let Some(row) = sheet.rows.get_mut(index) else { return };
    if let Some(cell) = row.cells.get_mut(column as usize) {
        cell.comment = Some(text);
    }
}
