//! Tasks: what is to do, by when, by whom; what is late; what comes back.

mod types;

use coexist_domain::registry::{dossier, organisation, task};
use coexist_domain::{Id, Period, PersonId, Repeat};
use coexist_store::sql::{Row, RowExt as _, SqlError};
use coexist_sync::Ops;
use jiff::civil::Date;
pub use types::*;

use crate::desk::Desk;
use crate::history::{seen_tokens, words};
use crate::records::{Colleagues, Editable};
use crate::wire::{Colleague, Created, Done, Update, Which};
use crate::{Error, calendar, files, records};

const EDITABLE: Editable =
    Editable { entity: &task::ENTITY, closed: &["origin", "done"], needed: &["title"], also: &[] };

/// Adds something to do.
///
/// # Errors
/// `missing-value` for a title without words, `not-found`, `unknown-person`, and the store's.
pub fn add(desk: &Desk, request: AddTask) -> Result<Created, Error> {
    let title = words("title", &request.title)?;
    let id = desk.new_id();
    let mut ops = Ops::new();
    ops.create(&task::ENTITY, id).put(id, task::title, title);
    if let Some(of) = request.dossier {
        desk.read(|r, space| records::require(r, space, &dossier::ENTITY, of.into()))?;
        ops.put(id, task::dossier, of.0);
    }
    if let Some(about) = request.organisation {
        desk.read(|r, space| records::require(r, space, &organisation::ENTITY, about.into()))?;
        ops.put(id, task::organisation, about.0);
    }
    if let Some(due) = request.due {
        ops.put(id, task::due, due);
    }
    if let Some(who) = request.assignee.as_deref().map(str::trim).filter(|w| !w.is_empty()) {
        ops.add(id, task::assignees, colleague(desk, who)?.0);
    }
    if let Some(repeat) = request.repeat {
        ops.put(id, task::repeat, repeat.to_string());
    }
    if let Some(note) = request.note.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        ops.put(id, task::note, note);
    }
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// Tasks, those due first at the head.
///
/// # Errors
/// `unknown-person`, and the store's.
pub fn list(desk: &Desk, request: ListTasks) -> Result<TaskList, Error> {
    let today = desk.today();
    let assignee = assignee(desk, request.assignee.as_deref())?;
    desk.read(|r, space| {
        let space_id = space.0.as_bytes();
        let dossier_id = request.dossier.map(|d| *d.0.as_bytes());
        let organisation_id = request.organisation.map(|o| *o.0.as_bytes());
        let total = r
            .one(
                include_str!("count.sql"),
                &[
                    (":space", &space_id),
                    (":dossier", &dossier_id),
                    (":organisation", &organisation_id),
                    (":assignee", &assignee),
                    (":done", &request.done),
                ],
                |row| row.get(0),
            )?
            .unwrap_or(0);
        let people = Colleagues::load(r, space)?;
        let mut items = r.rows(
            include_str!("list.sql"),
            &[
                (":space", &space_id),
                (":dossier", &dossier_id),
                (":organisation", &organisation_id),
                (":assignee", &assignee),
                (":done", &request.done),
                (":limit", &request.limit.unwrap_or(100).min(1000)),
                (":offset", &request.offset.unwrap_or(0)),
            ],
            |row| task_of(row, &people, today),
        )?;
        for item in &mut items {
            item.seen = seen_tokens(r, space, item.id.0)?;
        }
        Ok(TaskList { total, items })
    })
}

/// What is late and what comes until a day: tasks, and the next actions of dossiers.
///
/// # Errors
/// `unknown-person`, and the store's.
pub fn due(desk: &Desk, request: DueTasks) -> Result<DueList, Error> {
    let today = desk.today();
    let assignee = assignee(desk, request.assignee.as_deref())?;
    let until = request.until.end().to_string();
    desk.read(|r, space| {
        let people = Colleagues::load(r, space)?;
        let items = r.rows(
            include_str!("due.sql"),
            &[(":space", &space.0.as_bytes()), (":until", &until), (":assignee", &assignee)],
            |row| {
                let Some(due) = row.period("due")? else { return Ok(None) };
                let days_late = days_late(due, today);
                Ok(Some(DueItem {
                    id: row.id("id")?,
                    source: if row.get::<_, i64>("source")? == 0 {
                        DueSource::Task
                    } else {
                        DueSource::NextAction
                    },
                    title: row.get::<_, Option<String>>("title")?.unwrap_or_default(),
                    dossier: row.opt_id("dossier")?.map(Into::into),
                    dossier_title: row.get("dossier_title")?,
                    due,
                    assignees: named(row, "people", &people)?,
                    late: days_late > 0,
                    days_late,
                }))
            },
        )?;
        Ok(DueList { items: items.into_iter().flatten().collect() })
    })
}

/// Changes a task.
///
/// # Errors
/// `not-found`, `unknown-field`, `invalid-value`, and the store's.
pub fn update(desk: &Desk, request: Update) -> Result<Done, Error> {
    records::change(desk, &EDITABLE, &request)
}

/// Marks a task done. One that repeats comes back as a new task on its next day, so that each time it was
/// done stays in the list of what was done. Done on two desks at once, it comes back once: the id of the
/// next one follows from this one.
///
/// # Errors
/// `not-found`, and the store's.
pub fn complete(desk: &Desk, request: Which) -> Result<TaskCompleted, Error> {
    let task = one(desk, request.id)?;
    let mut ops = Ops::new();
    ops.put(task.id, task::done, desk.now());
    let mut answer = TaskCompleted { next: None, next_due: None };
    let repeat: Option<Repeat> = task.repeat.as_deref().and_then(|r| r.parse().ok());
    if task.done.is_none()
        && let (Some(repeat), Some(due)) = (repeat, task.due)
        && let Some(next_day) = repeat.next(due.end())
    {
        let next = next_id(task.id.0, next_day);
        let next_due = Period::day(next_day);
        ops.create(&task::ENTITY, next)
            .put(next, task::title, task.title)
            .put(next, task::due, next_due)
            .put(next, task::repeat, repeat.to_string());
        if let Some(of) = task.dossier {
            ops.put(next, task::dossier, of.0);
        }
        if let Some(about) = task.organisation {
            ops.put(next, task::organisation, about.0);
        }
        if let Some(note) = task.note {
            ops.put(next, task::note, note);
        }
        for who in task.assignees {
            ops.add(next, task::assignees, who.id);
        }
        answer = TaskCompleted { next: Some(next.into()), next_due: Some(next_due) };
    }
    if task.done.is_none() {
        desk.commit(&ops)?;
    }
    Ok(answer)
}

/// Opens a done task again.
///
/// # Errors
/// `not-found`, and the store's.
pub fn reopen(desk: &Desk, request: Which) -> Result<Done, Error> {
    desk.read(|r, space| records::require(r, space, &task::ENTITY, request.id))?;
    let mut ops = Ops::new();
    ops.put(request.id, task::done, coexist_domain::Value::Null);
    desk.commit(&ops)?;
    Ok(Done {})
}

/// Puts a task off: the date due stays written.
///
/// # Errors
/// `not-found`, and the store's.
pub fn postpone(desk: &Desk, request: PostponeTask) -> Result<Done, Error> {
    desk.read(|r, space| records::require(r, space, &task::ENTITY, request.id.into()))?;
    let mut ops = Ops::new();
    ops.put(request.id, task::postponed, request.until);
    desk.commit(&ops)?;
    Ok(Done {})
}

/// Deletes a task; what a colleague changes of it meanwhile brings it back.
///
/// # Errors
/// `not-found`, and the store's.
pub fn delete(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &task::ENTITY, request.id)
}

/// Writes open tasks that have a date into a calendar file.
///
/// # Errors
/// `unknown-person`, `file-not-writable`, `disk-full`, and the store's.
pub fn export_ics(desk: &Desk, request: ExportTasks) -> Result<TasksExported, Error> {
    let today = desk.today();
    let assignee = assignee(desk, request.assignee.as_deref())?;
    let dossier_id = request.dossier.map(|d| *d.0.as_bytes());
    let entries = desk.read(|r, space| {
        let none: Option<Vec<u8>> = None;
        let people = Colleagues::load(r, space)?;
        let tasks = r.rows(
            include_str!("list.sql"),
            &[
                (":space", &space.0.as_bytes()),
                (":dossier", &dossier_id),
                (":organisation", &none),
                (":assignee", &assignee),
                (":done", &Some(false)),
                (":limit", &-1),
                (":offset", &0),
            ],
            |row| task_of(row, &people, today),
        )?;
        let entry = |t: Task| {
            let due = counted_from(t.due, t.postponed)?;
            let repeat = t.repeat.as_deref().and_then(|r| r.parse().ok());
            Some(calendar::Entry {
                id: t.id.0,
                title: t.title,
                note: t.note,
                dossier: t.dossier_title,
                due,
                repeat,
            })
        };
        Ok(tasks.into_iter().filter_map(entry).collect::<Vec<_>>())
    })?;
    let text = calendar::write(&entries, desk.now()).map_err(|e| Error::new("internal").because(e))?;
    files::write(&request.path, text.as_bytes())?;
    Ok(TasksExported { tasks: u32::try_from(entries.len()).unwrap_or(u32::MAX) })
}

/// The colleague whom an id, initials or a name mean. The same spelling of two colleagues means nobody.
///
/// # Errors
/// `unknown-person`, and the store's.
pub fn colleague(desk: &Desk, who: &str) -> Result<PersonId, Error> {
    if let Ok(id) = who.parse::<Id>() {
        return Ok(id.into());
    }
    let found = desk.read(|r, space| {
        Ok(r.rows(
            "SELECT id FROM live_person WHERE space = :space AND plain(:who) IN (plain(name), plain(initials), plain(email)) LIMIT 2",
            &[(":space", &space.0.as_bytes()), (":who", &who)],
            |row| row.id("id"),
        )?)
    })?;
    match found.as_slice() {
        [id] => Ok((*id).into()),
        _ => Err(Error::new("unknown-person").with("who", who)),
    }
}

fn assignee(desk: &Desk, who: Option<&str>) -> Result<Option<String>, Error> {
    who.map(|who| colleague(desk, who).map(|id| id.to_string())).transpose()
}

/// The day a task counts from: the later of its date due and the day it was put off to.
fn counted_from(due: Option<Period>, postponed: Option<Period>) -> Option<Period> {
    match (due, postponed) {
        (Some(due), Some(put_off)) if put_off.end() > due.end() => Some(put_off),
        (Some(due), _) => Some(due),
        (None, put_off) => put_off,
    }
}

fn days_late(due: Period, today: Date) -> i32 {
    today.since(due.end()).map_or(0, |span| span.get_days()).max(0)
}

/// The id of the task that follows: the same on every desk that completes this one.
fn next_id(task: Id, day: Date) -> Id {
    let digest = blake3::hash(&[task.as_bytes().as_slice(), day.to_string().as_bytes()].concat());
    let mut bytes = *task.as_bytes();
    // The first six bytes are the time of making (UUIDv7) and keep the list's order; version and variant stay.
    for (at, byte) in digest.as_bytes().iter().enumerate().take(10) {
        let place = at + 6;
        let kept: u8 = match place {
            6 => 0xF0,
            8 => 0xC0,
            _ => 0,
        };
        bytes[place] = (bytes[place] & kept) | (byte & !kept);
    }
    Id::from_bytes(bytes)
}

fn one(desk: &Desk, id: Id) -> Result<Task, Error> {
    let today = desk.today();
    let found = desk.read(|r, space| {
        let people = Colleagues::load(r, space)?;
        Ok(r.one(
            include_str!("one.sql"),
            &[(":space", &space.0.as_bytes()), (":id", &id.as_bytes())],
            |row| task_of(row, &people, today),
        )?)
    })?;
    found.ok_or_else(|| Error::not_found("task"))
}

fn named(row: &Row<'_>, column: &str, people: &Colleagues) -> Result<Vec<Colleague>, SqlError> {
    Ok(records::id_set(row, column)?.into_iter().map(|id| people.get(id)).collect())
}

fn task_of(row: &Row<'_>, people: &Colleagues, today: Date) -> Result<Task, SqlError> {
    let (due, postponed) = (row.period("due")?, row.period("postponed")?);
    let done: Option<i64> = row.get("done")?;
    let days_late = match counted_from(due, postponed) {
        Some(day) if done.is_none() => days_late(day, today),
        _ => 0,
    };
    Ok(Task {
        id: row.id("id")?.into(),
        title: row.get::<_, Option<String>>("title")?.unwrap_or_default(),
        dossier: row.opt_id("dossier")?.map(Into::into),
        dossier_title: row.get("dossier_title")?,
        organisation: row.opt_id("organisation")?.map(Into::into),
        organisation_name: row.get("organisation_name")?,
        due,
        postponed,
        assignees: named(row, "assignees", people)?,
        repeat: row.get("repeat")?,
        note: row.get("note")?,
        done,
        late: days_late > 0,
        days_late,
        versions: row.get::<_, Option<u32>>("versions")?.unwrap_or(0),
        seen: Default::default(),
    })
}
