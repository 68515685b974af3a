//! Saved filters.

use coexist_domain::{Id, ViewId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::columns::ColumnOf;

/// Which saved filters.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct List {
    /// Those over this kind of record; all when absent.
    pub entity: Option<ColumnOf>,
}

/// The saved filters, in their order.
#[derive(Serialize, TS)]
pub struct ViewList {
    /// The filters.
    pub items: Vec<View>,
}

/// A saved filter.
#[derive(Serialize, TS)]
pub struct View {
    /// The filter.
    #[ts(type = "string")]
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it filters.
    pub entity: ColumnOf,
    /// The conditions, the sorting and the columns shown, as the interface wrote them.
    #[ts(type = "Record<string, unknown>")]
    pub filter: serde_json::Value,
}

/// Saves a filter, new or again.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Save {
    /// Absent for a new one.
    pub id: Option<ViewId>,
    pub name: String,
    /// Dossiers when absent.
    pub entity: Option<ColumnOf>,
    #[ts(type = "Record<string, unknown>")]
    pub filter: serde_json::Value,
}
