//! The shapes that several areas share in requests and answers.
//!
//! Everything a command takes or answers is plain serde and ts-rs: the terminal, the window and the tests see
//! the same JSON. Ids are text, periods are text as `coexist_domain::Period` writes them, instants are
//! milliseconds since the Unix epoch. A request never derives `Debug`: it holds people's words.

use std::collections::BTreeMap;

use coexist_domain::{Id, Millis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The request of a command that needs nothing.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// The answer of a command that has nothing to tell but that it is done.
#[derive(Serialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Done {}

/// One record, by its id.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// The record.
    #[ts(type = "string")]
    pub id: Id,
}

/// The id of what was just made.
#[derive(Serialize, TS)]
pub struct Created {
    /// The new record.
    #[ts(type = "string")]
    pub id: Id,
}

/// Changes of fields of one record.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Update {
    /// The record.
    #[ts(type = "string")]
    pub id: Id,
    /// Field name → new value; `null` clears, a list replaces a set. A column of one's own is
    /// `own:<column id>` or `own:<column name>`.
    #[ts(type = "Record<string, unknown>")]
    pub fields: BTreeMap<String, serde_json::Value>,
    /// Field name → token that the read gave: what came in since stays as a second value. Without a token the
    /// change covers every value there is.
    pub seen: Option<BTreeMap<String, String>>,
}

/// Another record, with the name to show for it.
#[derive(Serialize, Clone, PartialEq, Eq, TS)]
pub struct Named {
    /// The record.
    #[ts(type = "string")]
    pub id: Id,
    /// Its name or title; empty when it has none yet.
    pub name: String,
}

/// A colleague, as shown beside what they look after.
#[derive(Serialize, Clone, PartialEq, Eq, TS)]
pub struct Colleague {
    /// The person.
    #[ts(type = "string")]
    pub id: Id,
    /// Their name, or their initials while no name is known.
    pub name: String,
    /// Their initials, when known.
    pub initials: Option<String>,
}

/// A field that holds several values because two people changed it apart.
#[derive(Serialize, TS)]
pub struct Conflict {
    /// The field's name; `own:<column id>` for a column of one's own.
    pub field: String,
    /// The column's name, for a column of one's own.
    pub column: Option<String>,
    /// Its live values, the one shown first at the head.
    pub values: Vec<ConflictValue>,
    /// The token that covers exactly these values.
    pub seen: String,
}

/// One of the values of a [`Conflict`].
#[derive(Serialize, TS)]
pub struct ConflictValue {
    /// The value, in the form the field has elsewhere in this contract.
    #[ts(type = "unknown")]
    pub value: serde_json::Value,
    /// The name to show, when the value names another record.
    pub label: Option<String>,
    /// Who wrote it, when known by name.
    pub author: Option<String>,
    /// When, by that device's clock.
    pub at: Millis,
}

/// A value of a sentence.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, TS)]
#[serde(untagged)]
pub enum Param {
    /// Text.
    Text(String),
    /// A number.
    Number(i64),
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Param {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// Field name → opaque token, to send back with an update.
pub type SeenTokens = BTreeMap<String, String>;

/// The kinds of records that lists, search and conflicts name.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RecordKind {
    Organisation,
    Contact,
    Dossier,
    Party,
    Amount,
    TypePeriod,
    Exchange,
    Task,
    JournalEntry,
    Person,
    OwnColumn,
    View,
    House,
    Import,
}
