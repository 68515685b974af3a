//! What an import would bring: records with their source rows, what is unsure, and an account of every row.
//!
//! Reasons are codes with parameters; the interface makes the sentences. Keys are stable: the same file, or
//! the same file edited, gives a record the same key, so that a second import updates instead of doubling.

use serde::{Deserialize, Serialize};

use crate::layout::RowRole;
use crate::values::amount::{Amount, AmountKind};
use crate::values::date::Period;
use crate::values::identifier::Identifier;

/// The whole of what was understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Understood {
    /// Organisations, each once.
    pub organisations: Vec<OrganisationFound>,
    /// People, each once per organisation.
    pub contacts: Vec<ContactFound>,
    /// Dossiers, rows that say the same one put together.
    pub dossiers: Vec<DossierFound>,
    /// Things to do, of dossiers and of sheets of tasks.
    pub tasks: Vec<TaskFound>,
    /// Colleagues named by the file.
    pub members: Vec<MemberFound>,
    /// Dated events to come (a report due).
    pub milestones: Vec<MilestoneFound>,
    /// Rows or records that look like one.
    pub duplicates: Vec<Duplicate>,
    /// Values that are guesses, or stayed text.
    pub flags: Vec<Flag>,
    /// Rows that could not be taken.
    pub rejected: Vec<Rejected>,
    /// Every row that holds something, with what became of it.
    pub ledger: Vec<LedgerLine>,
    /// Texts that had been decoded wrongly once and were repaired.
    pub repaired: usize,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
pub struct SourceRow {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number, from 1.
    pub row: u32,
}

/// A value kept under the file's own column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OwnValue {
    /// The column's heading.
    pub column: String,
    /// The text of the cell.
    pub text: String,
}

/// An organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct OrganisationFound {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Long form of the name.
    pub full_name: Option<String>,
    /// Acronym.
    pub acronym: Option<String>,
    /// The file's own codes for it: other sheets and files name it so.
    pub codes: Vec<String>,
    /// Only a code stands in the file: the organisation is one of another file, met under the same key.
    pub code_only: bool,
    /// Kind code.
    pub kind: Option<String>,
    /// The words the kind was read from.
    pub kind_raw: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Mailboxes of nobody in particular.
    pub emails: Vec<String>,
    /// Switchboards, E.164.
    pub phones: Vec<String>,
    /// Registered identifiers.
    pub identifiers: Vec<Identifier>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Own columns.
    pub extra: Vec<OwnValue>,
    /// Other spellings met.
    pub spellings: Vec<String>,
    /// Where it was met.
    pub rows: Vec<SourceRow>,
}

/// A person at an organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ContactFound {
    /// Stable key.
    pub key: String,
    /// Name, first name first as far as known.
    pub name: String,
    /// Key of the organisation; `None` for a private person.
    pub organisation: Option<String>,
    /// What they do there.
    pub function: Option<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Telephone numbers, E.164.
    pub phones: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Own columns.
    pub extra: Vec<OwnValue>,
    /// Where they were met.
    pub rows: Vec<SourceRow>,
}

/// What became of an amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AmountRole {
    /// Asked or hoped for.
    #[default]
    Requested,
    /// Promised or agreed.
    Granted,
    /// Received.
    Paid,
}

/// An amount of a dossier.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct AmountFound {
    /// What became of it.
    pub role: AmountRole,
    /// What was read.
    #[serde(flatten)]
    pub amount: Amount,
    /// The cell's text.
    pub text: String,
}

impl AmountFound {
    /// True when both say the same sum or gift, one perhaps with less detail.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let (a, b) = (&self.amount, &other.amount);
        self.role == other.role
            && a.kind == b.kind
            && if a.kind == AmountKind::Cash {
                a.value == b.value && a.min == b.min && a.currency == b.currency
            } else {
                a.quantity == b.quantity && a.unit == b.unit && (a.quantity.is_some() || a.what == b.what)
            }
    }
}

/// A dossier.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct DossierFound {
    /// Stable key.
    pub key: String,
    /// Project or object; the organisations' names when the file gives none.
    pub title: String,
    /// True when the title was made of the organisations' names.
    pub title_made: bool,
    /// Keys of the organisations in it, in the order of the cell.
    pub parties: Vec<String>,
    /// Stage code.
    pub stage: Option<String>,
    /// The status as written.
    pub stage_raw: Option<String>,
    /// `text`, `colour`, or none.
    pub stage_source: Option<String>,
    /// Why it stopped, as written.
    pub stage_reason: Option<String>,
    /// Type code.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The type as written.
    pub type_raw: Option<String>,
    /// Amounts.
    pub amounts: Vec<AmountFound>,
    /// First contact.
    pub first_contact: Option<Period>,
    /// Last contact.
    pub last_contact: Option<Period>,
    /// Signature.
    pub signed: Option<Period>,
    /// What the agreement covers.
    pub period: Option<Period>,
    /// Names of colleagues, or their initials when nobody explains them.
    pub responsible: Vec<String>,
    /// Keys of its tasks.
    pub tasks: Vec<String>,
    /// Reference of the agreement.
    pub agreement_ref: Option<String>,
    /// The file's own number.
    pub number: Option<String>,
    /// Countries, ISO 3166 alpha-2.
    pub countries: Vec<String>,
    /// Places that are no country, as written.
    pub places: Vec<String>,
    /// Remarks and comments on cells.
    pub notes: Vec<String>,
    /// Own columns, and texts that could not be read as what their column holds.
    pub extra: Vec<OwnValue>,
    /// The row was hidden.
    pub hidden: bool,
    /// Its rows.
    pub rows: Vec<SourceRow>,
}

/// A thing to do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TaskFound {
    /// Stable key.
    pub key: String,
    /// What.
    pub text: String,
    /// By when: due on the last day.
    pub due: Option<Period>,
    /// The date as written, when it could not be read.
    pub due_raw: Option<String>,
    /// Who.
    pub responsible: Vec<String>,
    /// Done.
    pub done: bool,
    /// Key of the dossier.
    pub dossier: Option<String>,
    /// Keys of the organisations it is about.
    pub organisations: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Own columns.
    pub extra: Vec<OwnValue>,
    /// Where it stands.
    pub rows: Vec<SourceRow>,
}

/// A colleague.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MemberFound {
    /// Initials in the file.
    pub initials: String,
    /// Name; `None` when nobody explains the initials.
    pub name: Option<String>,
}

/// A dated event of a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct MilestoneFound {
    /// Stable key.
    pub key: String,
    /// Key of the dossier.
    pub dossier: String,
    /// The column's heading.
    pub label: String,
    /// When.
    pub period: Period,
    /// Who follows the agreement, as its own row says.
    pub responsible: Vec<String>,
    /// Its row.
    pub row: SourceRow,
}

/// Two rows or records that look like one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Duplicate {
    /// `dossier`, `organisation`, `contact`, `task`.
    pub record: String,
    /// Key of the record that stays.
    pub key: String,
    /// The other's row.
    pub row: SourceRow,
    /// Key the other has, or would have had.
    pub other: String,
    /// `same_name`, `abbreviated_name`, `same_identifier`, `same_number`, `same_email`, `same_action`, `close_name`.
    pub code: String,
    /// Put together already; otherwise only proposed.
    pub merged: bool,
}

/// A value that is a guess, or stayed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Flag {
    /// The sheet.
    pub sheet: String,
    /// The row.
    pub row: u32,
    /// The field's code.
    pub field: String,
    /// The text it was read from.
    pub text: String,
    /// Why.
    pub code: String,
    /// For the sentence.
    pub params: Vec<(String, String)>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Rejected {
    /// The sheet.
    pub sheet: String,
    /// The row.
    pub row: u32,
    /// `no_organisation`, `no_name`, `no_text`.
    pub code: String,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LedgerLine {
    /// The sheet.
    pub sheet: String,
    /// The row.
    pub row: u32,
    /// What it is.
    pub role: RowRole,
    /// Key of the record it went into.
    pub key: Option<String>,
}
