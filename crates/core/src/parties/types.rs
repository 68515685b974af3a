//! The place of an organisation in a dossier.

use coexist_domain::words::PartyRole;
use coexist_domain::{ContactId, DossierId, Id, OrganisationId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Conflict, Named, SeenTokens};

/// An organisation in a dossier.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct PartyView {
    #[ts(type = "string")]
    pub id: Id,
    pub organisation: Option<Named>,
    /// Code of the organisation's kind.
    pub kind: Option<String>,
    pub country: Option<String>,
    /// Code of the part it takes.
    pub role: Option<String>,
    /// The person to speak with.
    pub contact: Option<Named>,
    pub conflicts: Vec<Conflict>,
    pub seen: SeenTokens,
}

/// An organisation to put into a dossier: one of the Carnet, or a new one by its name.
#[derive(Deserialize, Clone, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct NewParty {
    pub organisation: Option<OrganisationId>,
    /// The name of an organisation: the one of that name in the Carnet, or a new one.
    pub name: Option<String>,
    pub role: Option<PartyRole>,
    pub contact: Option<ContactId>,
}

/// Puts an organisation into a dossier.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Add {
    pub dossier: DossierId,
    pub organisation: Option<OrganisationId>,
    /// The name of an organisation: the one of that name in the Carnet, or a new one.
    pub name: Option<String>,
    pub role: Option<PartyRole>,
    pub contact: Option<ContactId>,
}
