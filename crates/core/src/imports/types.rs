//! What the commands `imports.*`, `organisations.import` and `dossiers.import` take and answer.

use std::path::PathBuf;

use coexist_domain::{ActionId, Id, ImportId, Millis};
use coexist_spreadsheet::mapping::{Field, SheetRole};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Mapping;
use crate::wire::{Named, RecordKind};

/// `imports.preview`: reads and understands a file, writes nothing.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PreviewImport {
    /// The file.
    #[ts(type = "string")]
    pub path: PathBuf,
    /// The mapping as the person has it on screen. Without one: that of the last import of a file with the
    /// same columns, else a guess.
    pub mapping: Option<Mapping>,
}

/// What a file holds and how it is understood.
#[derive(Serialize, TS)]
pub struct ImportPreview {
    /// The file's name.
    pub file_name: String,
    /// How its bytes were read; none for XLSX.
    pub encoding: Option<String>,
    /// Cells whose letters had been broken once and were repaired.
    pub repaired: u32,
    /// This very file was brought in before.
    pub known_file: bool,
    /// The command that suits the file: `dossiers.import` or `organisations.import`.
    pub command: String,
    /// Where the mapping comes from.
    pub mapping_from: MappingSource,
    /// The day the file speaks from, as `mapping.reference_date` has it, and who says so. A guess unless a
    /// person said it: to be shown where dates have no year.
    pub reference: ReferenceDate,
    /// The mapping: edit it and ask again, or import with it.
    pub mapping: Mapping,
    /// The sheets, hidden ones too.
    pub sheets: Vec<PreviewSheet>,
    /// What importing it would do.
    pub outcome: ImportOutcome,
    /// The records that rows seem to be again, and which were therefore not made twice.
    pub proposals: Vec<Proposal>,
}

/// Where a mapping comes from.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug, TS)]
#[serde(rename_all = "snake_case")]
pub enum MappingSource {
    /// Guessed from the file.
    Guessed,
    /// Kept from an earlier import of a file with the same columns.
    Saved,
    /// Given with the request.
    Given,
}

/// The day a file speaks from: the years of its dates without a year are those around it.
#[derive(Serialize, Clone, Debug, TS)]
pub struct ReferenceDate {
    /// The day.
    pub date: String,
    /// Who says so.
    pub source: DateSource,
    /// The sheet of the cell that says so.
    pub sheet: Option<String>,
    /// The row of that cell, as the spreadsheet shows it.
    pub row: Option<u32>,
    /// The words of that cell.
    pub text: Option<String>,
}

/// Who says the day a file speaks from.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug, TS)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// A cell: "MAJ : 03/06/24".
    Cell,
    /// The workbook's own properties: when it was last changed.
    Properties,
    /// The file: when it was last written.
    FileTime,
    /// Nobody: it is today.
    Today,
    /// The first import of this very file.
    Earlier,
    /// A person, in the mapping.
    Person,
}

/// One sheet of a file.
#[derive(Serialize, TS)]
pub struct PreviewSheet {
    /// The name on its tab.
    pub name: String,
    /// The tab is hidden.
    pub hidden: bool,
    /// What its rows are taken for.
    pub role: SheetRole,
    /// Rows that hold something.
    pub rows: u32,
    /// Its columns.
    pub columns: Vec<PreviewColumn>,
}

/// One column of a sheet.
#[derive(Serialize, TS)]
pub struct PreviewColumn {
    /// Its place, from 0.
    pub index: u32,
    /// Its letters, as the spreadsheet shows them.
    pub letters: String,
    /// Its heading.
    pub header: String,
    /// The field it fills; `own` when it is kept as a column of one's own.
    pub field: Field,
    /// Cells of it that hold something.
    pub filled: u32,
    /// The first different texts of it.
    pub samples: Vec<String>,
}

/// `organisations.import`.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ImportOrganisations {
    /// The file.
    #[ts(type = "string")]
    pub path: PathBuf,
    /// Only tell what it would do.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub dry_run: bool,
    /// The mapping as the person has it on screen.
    pub mapping: Option<Mapping>,
}

/// `dossiers.import`.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ImportDossiers {
    /// The file.
    #[ts(type = "string")]
    pub path: PathBuf,
    /// Only tell what it would do.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub dry_run: bool,
    /// The mapping as the person has it on screen.
    pub mapping: Option<Mapping>,
}

/// What an import did, or would do.
#[derive(Serialize, Deserialize, Clone, Default, PartialEq, Eq, Debug, TS)]
pub struct ImportOutcome {
    /// Records made: organisations for `organisations.import`, dossiers for `dossiers.import`.
    pub imported: u32,
    /// Records that were there and that the file knows again, changed or not.
    pub updated: u32,
    /// Rows that are a record of another row again, and were joined to it.
    pub duplicates: u32,
    /// Cells whose letters had been broken once and were repaired.
    pub repaired: u32,
    /// Organisations made.
    pub organisations: u32,
    /// Contacts made.
    pub contacts: u32,
    /// Tasks made.
    pub tasks: u32,
    /// Colleagues made, from initials or names.
    pub colleagues: u32,
    /// Columns of one's own made.
    pub own_columns: u32,
    /// Cells that a person had changed on the desk since, and which therefore stayed as they are.
    pub kept: u32,
    /// Fields where desk and file both changed: both values stand side by side.
    pub undecided: u32,
    /// Rows that nothing could be made of.
    pub rejected: Vec<RejectedRow>,
    /// What is not certain: kept as text, for somebody to look at.
    pub flagged: Vec<FlaggedCell>,
    /// The import, when it was one and no dry run.
    pub import: Option<ImportId>,
    /// The action, to take it back as a whole.
    pub action: Option<ActionId>,
    /// Somebody stopped it: what was done until then stays, and can be continued or undone.
    pub cancelled: bool,
}

/// A row that nothing could be made of.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, TS)]
pub struct RejectedRow {
    /// Its sheet.
    pub sheet: String,
    /// Its number as the spreadsheet shows it.
    pub row: u32,
    /// Why: the sentence is `reason-<code>`.
    pub reason: String,
}

/// Something that is not certain.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, TS)]
pub struct FlaggedCell {
    /// Its sheet.
    pub sheet: String,
    /// Its row, as the spreadsheet shows it.
    pub row: u32,
    /// The field, as the mapping names it.
    pub field: String,
    /// What stands in the cell.
    pub text: String,
    /// Why: the sentence is `flag-<code>`.
    pub code: String,
    /// The record it was meant for, when it was imported.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub record: Option<Id>,
}

/// A row that seems to be a record already there.
#[derive(Serialize, TS)]
pub struct Proposal {
    /// What kind of record.
    pub kind: RecordKind,
    /// Its sheet.
    pub sheet: String,
    /// Its row, as the spreadsheet shows it.
    pub row: u32,
    /// What the row calls it.
    pub name: String,
    /// What it seems to be: a record of the desk, when it has an id there.
    pub same_as: String,
    /// That record of the desk.
    pub record: Option<Named>,
    /// Joined by the import, or made apart and only proposed.
    pub joined: bool,
    /// Two rows of one file: this goes into the mapping's `keep_apart` to make two dossiers of them, and out of
    /// it to leave them to the rules again.
    pub key: Option<String>,
}

/// The answer of `imports.list`, the latest first.
#[derive(Serialize, TS)]
pub struct ImportList {
    /// Every spreadsheet brought in.
    pub items: Vec<ImportItem>,
}

/// A spreadsheet brought in.
#[derive(Serialize, TS)]
pub struct ImportItem {
    /// Which one.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// When.
    pub at: Option<Millis>,
    /// The colleague who brought it in.
    pub author_name: Option<String>,
    /// What it did, the flagged cells and rejected rows by their number only.
    pub imported: u32,
    /// Records that were there.
    pub updated: u32,
    /// Flagged cells.
    pub flagged: u32,
    /// Rejected rows.
    pub rejected: u32,
    /// The action, to take it back as a whole.
    pub action: Option<ActionId>,
}

/// `imports.flags`, `imports.undo`.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneImport {
    /// Which one.
    pub import: ImportId,
}

/// The answer of `imports.flags`: what somebody should look at, in the file's order.
#[derive(Serialize, TS)]
pub struct ImportFlags {
    /// What is not certain and not looked at yet.
    pub items: Vec<ImportFlag>,
    /// The same by reason, the most frequent first.
    pub groups: Vec<FlagGroup>,
}

/// What is not certain for one reason.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, TS)]
pub struct FlagGroup {
    /// Why: the sentence is `flag-<code>`.
    pub code: String,
    /// How many are not looked at yet.
    pub count: u32,
    /// The value follows from the file and is only said: such a group can stand folded.
    pub minor: bool,
}

/// `imports.settle_flags`: somebody looked at all that is uncertain for one reason.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleFlags {
    /// The import.
    pub import: ImportId,
    /// The reason's code.
    pub code: String,
}

/// One thing to look at.
#[derive(Serialize, TS)]
pub struct ImportFlag {
    /// Its number within the import; goes back with `imports.settle_flag`.
    pub number: u32,
    /// What it is.
    #[serde(flatten)]
    pub cell: FlaggedCell,
    /// What the record is called.
    pub record_name: Option<String>,
    /// What kind of record it is, as long as it is there: its page opens at once.
    pub record_kind: Option<RecordKind>,
}

/// `imports.settle_flag`: somebody looked at it.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleFlag {
    /// The import.
    pub import: ImportId,
    /// The flag's number.
    pub number: u32,
}

/// The answer of `imports.saved_mappings`.
#[derive(Serialize, TS)]
pub struct SavedMappings {
    /// One for each shape of file, the latest first.
    pub items: Vec<SavedMapping>,
}

/// A mapping kept with the import that used it.
#[derive(Serialize, TS)]
pub struct SavedMapping {
    /// The import.
    pub import: ImportId,
    /// The file it was used on.
    pub file_name: String,
    /// When.
    pub at: Option<Millis>,
    /// The mapping.
    pub mapping: Mapping,
}
