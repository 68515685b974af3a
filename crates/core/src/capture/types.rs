//! What the commands `capture.*` take and answer.

use coexist_domain::words::ExchangeKind;
use coexist_domain::{ContactId, DossierId, ExchangeId, JournalEntryId, OrganisationId, Period, TaskId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `capture.guess`: one field of free text.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct GuessCapture {
    /// What somebody is typing.
    pub text: String,
}

/// The answer of `capture.guess`: each is a chip that can be taken away before saving.
#[derive(Clone, Default, PartialEq, Serialize, TS)]
pub struct CaptureChips {
    /// The dossier it speaks of.
    pub dossier: Option<DossierChip>,
    /// The organisation it speaks of.
    pub organisation: Option<OrganisationChip>,
    /// The person it speaks of.
    pub contact: Option<ContactChip>,
    /// The day it speaks of.
    pub date: Option<DateChip>,
    /// A call, a meeting…
    pub kind: Option<KindChip>,
    /// Something to do.
    pub task: Option<TaskChip>,
}

/// A dossier recognised.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct DossierChip {
    /// Which one.
    pub id: DossierId,
    /// Its title.
    pub title: String,
}

/// An organisation recognised.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct OrganisationChip {
    /// Which one.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// A person recognised.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct ContactChip {
    /// Who.
    pub id: ContactId,
    /// Their name.
    pub name: String,
}

/// A date recognised.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct DateChip {
    /// Which.
    pub value: Period,
    /// The words it was recognised by.
    pub words: String,
}

/// A kind of exchange recognised.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct KindChip {
    /// Which.
    pub value: ExchangeKind,
    /// The words it was recognised by.
    pub words: String,
}

/// Something to do, recognised.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct TaskChip {
    /// What is to do.
    pub title: String,
    /// By when.
    pub due: Option<Period>,
    /// The words it was recognised by.
    pub words: String,
}

/// `capture.save`: the text and the chips that were left. Nothing but the text is required.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveCapture {
    /// What was typed.
    pub text: String,
    /// The dossier it speaks of.
    pub dossier: Option<DossierId>,
    /// The organisation it speaks of.
    pub organisation: Option<OrganisationId>,
    /// The person it speaks of.
    pub contact: Option<ContactId>,
    /// The day it speaks of.
    pub date: Option<Period>,
    /// With a kind it becomes an exchange.
    pub kind: Option<ExchangeKind>,
    /// With a task it becomes one too.
    pub task: Option<CapturedTask>,
}

/// The task of a capture.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CapturedTask {
    /// What is to do.
    pub title: String,
    /// By when.
    pub due: Option<Period>,
}

/// The answer of `capture.save`: what became of the text. With a kind, an organisation or a person it is an
/// exchange; with a dossier only, an entry of its journal; alone, a task without a date, so that it is found
/// again.
#[derive(Clone, Copy, Default, Serialize, TS)]
pub struct CaptureSaved {
    /// The exchange.
    pub exchange: Option<ExchangeId>,
    /// The journal entry.
    pub journal_entry: Option<JournalEntryId>,
    /// The task.
    pub task: Option<TaskId>,
}
