//! What the desk tells about itself, and what onboarding asks.

use coexist_domain::words::OrganisationKind;
use coexist_domain::{ActionId, Millis};
use coexist_keys::SlotKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::Language;
use crate::wire::Colleague;

/// What the window needs before its first screen.
#[derive(Serialize, TS)]
pub struct DeskStatus {
    /// False until onboarding has been answered.
    pub onboarded: bool,
    /// Whether the workspace in view is the sample one.
    pub sample: bool,
    /// One's own organisation, as far as it was named.
    pub house: House,
    /// Oneself, once a name was given.
    pub me: Option<Colleague>,
    /// The language of the interface.
    pub language: Language,
    /// Today's date where the person sits.
    pub today: String,
    /// How many records there are: an empty desk shows what to do first.
    pub counts: Counts,
    /// Long actions that the last run did not finish: each is continued or undone.
    pub unfinished: Vec<UnfinishedAction>,
    /// Codes of what needs a word but stops nothing (`warning-<code>`), for instance how the key is kept.
    pub warnings: Vec<String>,
    /// The folder where the data stands, as the system writes it.
    pub folder: String,
    /// What can open the data, as the key file said when the desk was opened.
    pub key_slots: Vec<KeySlot>,
    /// The version of the app.
    pub version: String,
}

/// One thing that opens the data.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeySlot {
    /// The keyring of the operating system.
    Keyring,
    /// A secret in a file: whoever has the disk can read the data.
    File,
    /// A passphrase.
    Passphrase,
    /// Written by another version of the app, and kept.
    Other,
}

impl From<SlotKind> for KeySlot {
    fn from(kind: SlotKind) -> Self {
        match kind {
            SlotKind::Keyring => Self::Keyring,
            SlotKind::File => Self::File,
            SlotKind::Passphrase => Self::Passphrase,
            SlotKind::Unknown(_) => Self::Other,
        }
    }
}

/// One's own organisation.
#[derive(Serialize, Default, TS)]
pub struct House {
    /// Its name.
    pub name: Option<String>,
    /// Code of [`OrganisationKind`].
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// ISO 4217: the currency proposed for a new amount.
    pub currency: Option<String>,
}

/// How many records of each kind stand in the workspace.
#[derive(Serialize, Default, TS)]
#[allow(missing_docs)]
pub struct Counts {
    pub organisations: u32,
    pub contacts: u32,
    pub dossiers: u32,
    pub tasks: u32,
}

/// A long action that was cut.
#[derive(Serialize, TS)]
pub struct UnfinishedAction {
    /// Its id.
    pub action: ActionId,
    /// What it was (`import`).
    pub kind: String,
    /// When it began.
    pub started: Millis,
}

/// Who one is, at the first opening.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, TS)]
#[serde(untagged)]
pub enum Arrival {
    /// An organisation of this kind.
    Kind(OrganisationKind),
    /// Only looking around.
    Discover(Discover),
}

/// The one word `discover`.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, TS)]
#[serde(rename_all = "snake_case")]
pub enum Discover {
    /// Only looking around.
    Discover,
}

/// The answers of onboarding. All but the language can be skipped.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Onboard {
    /// The language of the interface and of the sample.
    pub language: Language,
    /// What one's organisation is, or `discover`.
    pub kind: Option<Arrival>,
    /// The name of one's organisation.
    pub name: Option<String>,
    /// One's own name.
    pub person: Option<String>,
    /// Whether to begin in the sample workspace.
    pub sample: bool,
}
