//! Money and contributions of a dossier.

use coexist_domain::words::{AmountRole, ContributionKind};
use coexist_domain::{DossierId, Id, OrganisationId, Period};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Named;

/// One amount or contribution.
#[derive(Serialize, Clone, TS)]
pub struct AmountView {
    /// The amount.
    #[ts(type = "string")]
    pub id: Id,
    /// The number; absent for a contribution that is not valued.
    pub amount: Option<f64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Code of what happened to it: asked for, promised, agreed, paid, spent.
    pub status: Option<String>,
    /// Code of what is given.
    pub kind: Option<String>,
    /// The upper end of a range, in the same currency.
    pub max: Option<f64>,
    /// "About".
    pub approximate: bool,
    /// Every year.
    pub per_year: bool,
    /// How much, when it is not money.
    pub quantity: Option<String>,
    /// Of what: days, boxes…
    pub unit: Option<String>,
    /// When, as a period.
    pub at: Option<String>,
    /// Who gives.
    pub organisation: Option<Named>,
    /// A remark.
    pub note: Option<String>,
}

/// A sum over amounts. Ranges count by their lower end, yearly amounts once.
#[derive(Serialize, Clone, PartialEq, Debug, TS)]
pub struct Sum {
    /// ISO 4217.
    pub currency: String,
    /// Code of the status; `null` where none was said.
    pub status: Option<String>,
    /// The sum.
    pub amount: f64,
    /// Of how many amounts.
    pub count: u32,
}

/// A new amount: money, or a quantity, or both.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Add {
    pub dossier: DossierId,
    pub amount: Option<f64>,
    /// ISO 4217; the house's currency when absent, else EUR.
    pub currency: Option<String>,
    pub status: Option<AmountRole>,
    /// Money when absent.
    pub kind: Option<ContributionKind>,
    pub max: Option<f64>,
    pub approximate: Option<bool>,
    pub per_year: Option<bool>,
    pub quantity: Option<String>,
    pub unit: Option<String>,
    pub at: Option<Period>,
    pub organisation: Option<OrganisationId>,
    pub note: Option<String>,
}
