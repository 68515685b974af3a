//! The dated types of a partnership.

use coexist_domain::words::PartnershipType;
use coexist_domain::{DossierId, Id, Period};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A type, from a date on.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct TypeView {
    #[ts(type = "string")]
    pub id: Id,
    /// Code of the type.
    pub kind: String,
    /// From when on, as a period; from the beginning when absent.
    pub since: Option<String>,
    pub note: Option<String>,
}

/// Gives a partnership a type from a date on.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Add {
    pub dossier: DossierId,
    pub kind: PartnershipType,
    pub since: Option<Period>,
    pub note: Option<String>,
}
