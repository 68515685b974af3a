//! People at organisations.

use std::collections::BTreeMap;

use coexist_domain::words::LegalBasis;
use coexist_domain::{ContactId, Id, OrganisationId, Period};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::organisations::OrganisationDossier;
use crate::wire::{Conflict, Named, SeenTokens};

/// Which contacts.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct List {
    /// Words in the name, the job, an address or the organisation's name.
    pub text: Option<String>,
    /// People of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Only those who left (true) or who are still there (false).
    pub left: Option<bool>,
    /// At most so many; 100 when absent, never over 1,000.
    pub limit: Option<u32>,
    /// After so many.
    pub offset: Option<u32>,
}

/// A page of contacts.
#[derive(Serialize, TS)]
pub struct ContactList {
    /// How many there are in all.
    pub total: u32,
    /// The page, by name.
    pub items: Vec<ContactRow>,
}

/// One person, in a list.
#[derive(Serialize, Clone, TS)]
#[allow(missing_docs)]
pub struct ContactRow {
    #[ts(type = "string")]
    pub id: Id,
    pub name: String,
    pub organisation: Option<Named>,
    pub job: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// When they left, as a period.
    pub left: Option<String>,
    pub replaced_by: Option<Named>,
    /// They asked not to be written to.
    pub opposed: bool,
}

/// Everything about one person.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct Contact {
    #[ts(type = "string")]
    pub id: Id,
    pub name: String,
    pub organisation: Option<Named>,
    pub job: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Where the details come from.
    pub source: Option<String>,
    /// Code of [`LegalBasis`].
    pub legal_basis: Option<String>,
    /// Until when they may be kept, as a period.
    pub keep_until: Option<String>,
    pub left: Option<String>,
    pub replaced_by: Option<Named>,
    /// Whom this person replaced.
    pub replaces: Vec<Named>,
    pub note: Option<String>,
    pub opposed: bool,
    pub dossiers: Vec<OrganisationDossier>,
    /// Own columns: column name → value.
    pub own_columns: BTreeMap<String, String>,
    /// Own columns: column id → value.
    pub own: BTreeMap<String, String>,
    pub conflicts: Vec<Conflict>,
    pub seen: SeenTokens,
}

/// A new contact.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Create {
    pub name: String,
    pub organisation: Option<OrganisationId>,
    pub job: Option<String>,
    pub emails: Option<Vec<String>>,
    pub phones: Option<Vec<String>>,
    pub language: Option<String>,
    pub source: Option<String>,
    pub legal_basis: Option<LegalBasis>,
    pub keep_until: Option<Period>,
    pub note: Option<String>,
}

/// "Left, replaced by": one action.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Replace {
    /// Who left.
    pub contact: ContactId,
    /// Who takes over their dossiers, when known.
    pub by: Option<ContactId>,
    /// When they left.
    pub left: Period,
}
