//! Columns of one's own.

use coexist_domain::words::OwnColumnType;
use coexist_domain::{Id, OwnColumnId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column of one's own belongs to.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ColumnOf {
    #[default]
    Dossier,
    Organisation,
    Contact,
}

/// Which columns.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct List {
    /// Those of this kind of record; all when absent.
    pub entity: Option<ColumnOf>,
}

/// The columns, in their order.
#[derive(Serialize, TS)]
pub struct ColumnList {
    /// The columns.
    pub items: Vec<OwnColumn>,
}

/// A column of one's own.
#[derive(Serialize, Clone, TS)]
#[allow(missing_docs)]
pub struct OwnColumn {
    #[ts(type = "string")]
    pub id: Id,
    pub entity: ColumnOf,
    pub name: String,
    pub kind: OwnColumnType,
    pub position: i64,
    /// How many cells hold something.
    pub filled: u32,
}

/// A new column, after the others.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Add {
    /// Dossiers when absent.
    pub entity: Option<ColumnOf>,
    pub name: String,
    /// Text when absent.
    pub kind: Option<OwnColumnType>,
}

/// Changes a column. What its cells hold stays as it was typed.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct UpdateColumn {
    pub id: OwnColumnId,
    pub name: Option<String>,
    pub kind: Option<OwnColumnType>,
    /// Its new place among the columns of its kind of record, from 0.
    pub position: Option<u32>,
}

/// Fills or empties one cell.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetCell {
    /// The dossier, organisation or contact.
    #[ts(type = "string")]
    pub record: Id,
    /// The column.
    pub column: OwnColumnId,
    /// What to write; nothing empties the cell.
    pub value: Option<String>,
    /// The token of the cell as it was read.
    pub seen: Option<String>,
}
