//! What the commands `exchanges.*` take and answer.

use std::path::PathBuf;

use coexist_domain::words::ExchangeKind;
use coexist_domain::{ContactId, DossierId, ExchangeId, Millis, OrganisationId, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::SeenTokens;

/// `exchanges.add`: two fields are enough, a text and what it is about.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddExchange {
    /// The dossier it belongs to.
    pub dossier: Option<DossierId>,
    /// The organisation spoken with.
    pub organisation: Option<OrganisationId>,
    /// The person spoken with.
    pub contact: Option<ContactId>,
    /// How; a call when nothing is said.
    pub kind: Option<ExchangeKind>,
    /// What was said.
    pub text: String,
    /// When; now when nothing is said.
    pub at: Option<Millis>,
    /// Its subject line.
    pub subject: Option<String>,
}

/// `exchanges.list`: the latest first. Several filters all apply.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListExchanges {
    /// Only those of this dossier.
    pub dossier: Option<DossierId>,
    /// Only those with this organisation, directly or through one of its contacts.
    pub organisation: Option<OrganisationId>,
    /// Only those with this person.
    pub contact: Option<ContactId>,
    /// How many at most; 100 when nothing is said.
    pub limit: Option<u32>,
    /// How many to skip.
    pub offset: Option<u32>,
}

/// The answer of `exchanges.list`.
#[derive(Clone, Serialize, TS)]
pub struct ExchangeList {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub items: Vec<Exchange>,
}

/// A call, meeting, mail or letter.
#[derive(Clone, Serialize, TS)]
pub struct Exchange {
    /// Which one.
    pub id: ExchangeId,
    /// The dossier it belongs to.
    pub dossier: Option<DossierId>,
    /// That dossier's title.
    pub dossier_title: Option<String>,
    /// The organisation spoken with.
    pub organisation: Option<OrganisationId>,
    /// Its name.
    pub organisation_name: Option<String>,
    /// The person spoken with.
    pub contact: Option<ContactId>,
    /// Their name.
    pub contact_name: Option<String>,
    /// The code of an [`ExchangeKind`], or one that a newer version wrote.
    pub kind: Option<String>,
    /// What was said.
    pub text: String,
    /// When.
    pub at: Option<Millis>,
    /// A mail's subject.
    pub subject: Option<String>,
    /// A mail's sender.
    pub sender: Option<String>,
    /// A mail's recipients, separated by commas.
    pub recipients: Option<String>,
    /// The colleague who logged it.
    pub author: Option<PersonId>,
    /// Their name.
    pub author_name: Option<String>,
    /// Fields with two versions to decide between.
    pub versions: u32,
    /// Field name → what the reader saw of it; goes back with `exchanges.update`.
    pub seen: SeenTokens,
}

/// `exchanges.take_mail`: a mail saved as a file (`.eml`), dropped on the window.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TakeMail {
    /// The file.
    #[ts(type = "string")]
    pub path: PathBuf,
    /// The dossier it was dropped on.
    pub dossier: Option<DossierId>,
}

/// The answer of `exchanges.take_mail`.
#[derive(Clone, Serialize, TS)]
pub struct MailTaken {
    /// The exchange made of it, or the one it already was.
    pub id: ExchangeId,
    /// The mail had been taken in before.
    pub already_there: bool,
    /// Its subject.
    pub subject: Option<String>,
    /// The contact it was matched with, by address.
    pub contact: Option<ContactId>,
    /// That contact's name.
    pub contact_name: Option<String>,
    /// That contact's organisation.
    pub organisation: Option<OrganisationId>,
    /// Pieces joined to the mail, which stay in the mail program.
    pub attachments: u32,
    /// The text was longer than what an exchange keeps and was cut.
    pub cut: bool,
}
