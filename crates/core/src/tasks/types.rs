//! What the commands `tasks.*` take and answer.

use std::path::PathBuf;

use coexist_domain::{DossierId, Id, Millis, OrganisationId, Period, Repeat, TaskId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{Colleague, SeenTokens};

/// `tasks.add`.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddTask {
    /// What is to do.
    pub title: String,
    /// The dossier it belongs to.
    pub dossier: Option<DossierId>,
    /// The organisation it is about.
    pub organisation: Option<OrganisationId>,
    /// By when: late once its last day has passed.
    pub due: Option<Period>,
    /// Who does it: a colleague's id, initials or name.
    pub assignee: Option<String>,
    /// How often it comes back.
    pub repeat: Option<Repeat>,
    /// More about it.
    pub note: Option<String>,
}

/// `tasks.list`: those due first come first, then those without a date.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListTasks {
    /// Only those of this dossier.
    pub dossier: Option<DossierId>,
    /// Only those about this organisation.
    pub organisation: Option<OrganisationId>,
    /// Only those of this colleague: id, initials or name.
    pub assignee: Option<String>,
    /// Only the done ones, or only the open ones; both when nothing is said.
    pub done: Option<bool>,
    /// How many at most; 100 when nothing is said.
    pub limit: Option<u32>,
    /// How many to skip.
    pub offset: Option<u32>,
}

/// The answer of `tasks.list`.
#[derive(Clone, Serialize, TS)]
pub struct TaskList {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub items: Vec<Task>,
}

/// Something to do.
#[derive(Clone, Serialize, TS)]
pub struct Task {
    /// Which one.
    pub id: TaskId,
    /// What is to do.
    pub title: String,
    /// The dossier it belongs to.
    pub dossier: Option<DossierId>,
    /// That dossier's title.
    pub dossier_title: Option<String>,
    /// The organisation it is about.
    pub organisation: Option<OrganisationId>,
    /// Its name.
    pub organisation_name: Option<String>,
    /// By when.
    pub due: Option<Period>,
    /// Put off until then: it is not late before.
    pub postponed: Option<Period>,
    /// Who does it.
    pub assignees: Vec<Colleague>,
    /// How often it comes back, as [`Repeat`] writes it.
    pub repeat: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// When it was done.
    pub done: Option<Millis>,
    /// Open, and its last day has passed.
    pub late: bool,
    /// How many days ago its last day was; 0 when it is not late.
    pub days_late: i32,
    /// Fields with two versions to decide between.
    pub versions: u32,
    /// Field name → what the reader saw of it; goes back with `tasks.update`.
    pub seen: SeenTokens,
}

/// `tasks.due`: what is late and what comes until a day, dossiers' next actions among it.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DueTasks {
    /// The last day asked about.
    pub until: Period,
    /// Only what this colleague does: id, initials or name.
    pub assignee: Option<String>,
}

/// The answer of `tasks.due`, the latest first.
#[derive(Clone, Serialize, TS)]
pub struct DueList {
    /// What is due.
    pub items: Vec<DueItem>,
}

/// Where something due comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DueSource {
    /// A task.
    Task,
    /// A dossier's next action.
    NextAction,
}

/// One thing due.
#[derive(Clone, Serialize, TS)]
pub struct DueItem {
    /// The task's id, or the dossier's for a next action.
    #[ts(type = "string")]
    pub id: Id,
    /// Which of the two.
    pub source: DueSource,
    /// What is to do.
    pub title: String,
    /// The dossier it belongs to.
    pub dossier: Option<DossierId>,
    /// That dossier's title.
    pub dossier_title: Option<String>,
    /// By when; the day it was put off to, when it was.
    pub due: Period,
    /// Who does it.
    pub assignees: Vec<Colleague>,
    /// Its last day has passed.
    pub late: bool,
    /// How many days ago its last day was; 0 when it is not late.
    pub days_late: i32,
}

/// The answer of `tasks.complete`.
#[derive(Clone, Copy, Serialize, TS)]
pub struct TaskCompleted {
    /// The task that takes its place, when it repeats.
    pub next: Option<TaskId>,
    /// By when that one is due.
    pub next_due: Option<Period>,
}

/// `tasks.postpone`: the date due stays written, it is only no longer late before this one.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PostponeTask {
    /// Which one.
    pub id: TaskId,
    /// Until when; nothing takes the postponement back.
    pub until: Option<Period>,
}

/// `tasks.export_ics`: open tasks with a date, for any calendar program.
#[derive(Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportTasks {
    /// The file to write.
    #[ts(type = "string")]
    pub path: PathBuf,
    /// Only those of this dossier.
    pub dossier: Option<DossierId>,
    /// Only those of this colleague: id, initials or name.
    pub assignee: Option<String>,
}

/// The answer of `tasks.export_ics`.
#[derive(Clone, Copy, Serialize, TS)]
pub struct TasksExported {
    /// Tasks written.
    pub tasks: u32,
}
