//! What is to do, as the rows of a sheet of dossiers say it.

use super::cells::keep_text;
use super::dossiers::heading;
use super::{Desk, Line};
use crate::folding::{fold, name_key, tidy};
use crate::mapping::Field;
use crate::understood::{DossierFound, TaskFound};
use crate::values::date::{self, DateContext, Direction, Period};
use crate::values::{Reading, Why, task};

/// The next things to do of a row, with the date beside them.
pub(super) fn read_tasks(desk: &mut Desk<'_>, line: &Line<'_>, dossier: &mut DossierFound) {
    let source = line.source();
    let todos = task::split(line.text(Field::NextAction));
    if todos.is_empty() {
        // A date without an action is kept: somebody meant something by it.
        let text = tidy(line.text(Field::Due));
        keep_text(&mut dossier.extra, &heading(line, Field::Due), &text);
        return;
    }
    let (mut due, due_raw) = desk.period(line, Field::Due, "due", Direction::Future);
    if let (Some(period), Some(last), Some(_)) = (due, dossier.last_contact, line.year) {
        // In the section of 2024, a contact in December and "31/01" to do: January after, not before.
        let next = period
            .end
            .checked_add(jiff::Span::new().years(1))
            .ok()
            .zip(period.start.checked_add(jiff::Span::new().years(1)).ok());
        let written = line.text(Field::Due);
        let yearless = self_year(written).is_none();
        if let Some((end, start)) = next
            && yearless
            && period.end < last.start
            && last.start.until(end).is_ok_and(|s| s.get_days() < 220)
        {
            due = Some(Period { start, end, precision: period.precision });
            desk.flag(&source, "due", written, Why::new("year_after_last_contact"));
        }
    }
    for todo in todos {
        let wish = format!(
            "task:{}|{}",
            dossier.key.strip_prefix("dossier:").unwrap_or(&dossier.key),
            name_key(&todo.text)
        );
        let key = desk.fresh_key(wish);
        dossier.tasks.push(key.clone());
        desk.out.tasks.push(TaskFound {
            key,
            due: if todo.done { None } else { due },
            due_raw: due_raw.clone(),
            text: todo.text,
            done: todo.done,
            responsible: dossier.responsible.clone(),
            dossier: Some(dossier.key.clone()),
            organisations: dossier.parties.clone(),
            rows: vec![source.clone()],
            ..TaskFound::default()
        });
    }
}

/// The second column of tasks that an export of ours has: "Payer les pompes (01/12/2026)", one on each line.
pub(super) fn read_more_tasks(desk: &mut Desk<'_>, line: &Line<'_>, dossier: &mut DossierFound) {
    let is_theirs = |heading: &str| matches!(fold(heading).trim(), "taches a faire" | "tasks to do");
    let cells: Vec<String> =
        dossier.extra.iter().filter(|v| is_theirs(&v.column)).map(|v| v.text.clone()).collect();
    dossier.extra.retain(|v| !is_theirs(&v.column));
    for written in cells.iter().flat_map(|cell| cell.lines()).map(tidy).filter(|l| !l.is_empty()) {
        let dated = written.strip_suffix(')').and_then(|t| t.rsplit_once(" ("));
        let context = DateContext { reference: desk.reference, direction: Direction::Future, year: None };
        let due = dated.and_then(|(text, due)| match date::read(due, &context) {
            Reading::Certain(due) => Some((text, due)),
            _ => None,
        });
        let (text, due) = match due {
            Some((text, due)) => (text.to_owned(), Some(due)),
            None => (written, None),
        };
        let of = dossier.key.strip_prefix("dossier:").unwrap_or(&dossier.key);
        let key = desk.fresh_key(format!("task:{of}|{}", name_key(&text)));
        dossier.tasks.push(key.clone());
        desk.out.tasks.push(TaskFound {
            key,
            text,
            due,
            responsible: dossier.responsible.clone(),
            dossier: Some(dossier.key.clone()),
            organisations: dossier.parties.clone(),
            rows: vec![line.source()],
            ..TaskFound::default()
        });
    }
}

/// A year written in a text, in four figures or as the third part of a date.
fn self_year(text: &str) -> Option<&str> {
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    groups
        .iter()
        .copied()
        .find(|g| g.len() == 4)
        .or_else(|| (groups.len() >= 3).then(|| groups.last().copied()).flatten())
}
