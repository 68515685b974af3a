//! Organisations of the Carnet.

use std::collections::BTreeMap;

use coexist_domain::words::OrganisationKind;
use coexist_domain::{Id, Millis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::contacts::ContactRow;
use crate::wire::{Conflict, SeenTokens};

/// Which organisations.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct List {
    /// Words in any name, the city, or an identifier.
    pub text: Option<String>,
    /// Code of a kind.
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// What to sort by; the name when absent.
    pub sort: Option<OrganisationSort>,
    /// Largest first.
    pub descending: Option<bool>,
    /// At most so many; 100 when absent, never over 1,000.
    pub limit: Option<u32>,
    /// After so many.
    pub offset: Option<u32>,
}

/// What organisations are sorted by.
#[derive(Deserialize, Clone, Copy, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum OrganisationSort {
    Name,
    Kind,
    Country,
    City,
    LastExchange,
    Dossiers,
}

/// A page of organisations.
#[derive(Serialize, TS)]
pub struct OrganisationList {
    /// How many there are in all.
    pub total: u32,
    /// The page.
    pub items: Vec<OrganisationRow>,
}

/// One line of the Carnet.
#[derive(Serialize, TS)]
pub struct OrganisationRow {
    /// The organisation.
    #[ts(type = "string")]
    pub id: Id,
    /// Its usual name.
    pub name: String,
    /// Code of its kind; one this build does not know is shown as it is.
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its city.
    pub city: Option<String>,
    /// How many dossiers it takes part in.
    pub dossiers: u32,
    /// How many people are known there.
    pub contacts: u32,
    /// The last exchange with it.
    pub last_exchange: Option<Millis>,
    /// Own columns: column id → value.
    pub own: BTreeMap<String, String>,
}

/// Everything about one organisation.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct Organisation {
    #[ts(type = "string")]
    pub id: Id,
    pub name: String,
    pub full_name: Option<String>,
    pub kind: Option<String>,
    pub country: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub website: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// `scheme:value`, for instance `siren:999123456`.
    pub identifiers: Vec<String>,
    pub other_names: Vec<String>,
    pub note: Option<String>,
    pub contacts: Vec<ContactRow>,
    pub dossiers: Vec<OrganisationDossier>,
    pub last_exchange: Option<Millis>,
    /// Own columns: column name → value.
    pub own_columns: BTreeMap<String, String>,
    /// Own columns: column id → value.
    pub own: BTreeMap<String, String>,
    /// Deleted by somebody and brought back by somebody else's edit.
    pub revived: bool,
    pub conflicts: Vec<Conflict>,
    pub seen: SeenTokens,
}

/// A dossier an organisation takes part in.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct OrganisationDossier {
    #[ts(type = "string")]
    pub id: Id,
    pub title: String,
    pub stage: Option<String>,
    /// Code of the part it takes.
    pub role: Option<String>,
}

/// A new organisation.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Create {
    pub name: String,
    pub full_name: Option<String>,
    pub kind: Option<OrganisationKind>,
    pub country: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub website: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub identifiers: Option<Vec<String>>,
    pub other_names: Option<Vec<String>>,
    pub note: Option<String>,
}
