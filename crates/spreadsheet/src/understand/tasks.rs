//! Sheets with one thing to do per row.

use super::contacts::organisation_of;
use super::{Desk, Line, lines};
use crate::folding::{Likeness, likeness, name_key, tidy};
use crate::layout::RowRole;
use crate::mapping::{Field, SheetMapping};
use crate::sheet::Sheet;
use crate::understood::TaskFound;
use crate::values::date::Direction;
use crate::values::{party, task};

/// Takes the rows of a sheet of tasks.
pub(super) fn take(desk: &mut Desk<'_>, sheet: &Sheet, its: &SheetMapping) {
    for line in lines(desk, sheet, its) {
        take_row(desk, &line);
    }
}

fn take_row(desk: &mut Desk<'_>, line: &Line<'_>) {
    let source = line.source();
    let written = tidy(if line.its.has(Field::NextAction) {
        line.text(Field::NextAction)
    } else {
        line.text(Field::Title)
    });
    if written.is_empty() {
        desk.reject(line, "no_text");
        return;
    }
    // One row is one task, whatever its lines: the sheet has a row for each.
    let marked = task::split(&written);
    let text = match marked.as_slice() {
        [one] => one.text.clone(),
        _ => written.replace('\n', " "),
    };
    let done = line
        .its
        .columns_of(Field::Done)
        .any(|c| c.index.is_some_and(|i| task::is_done_mark(line.row.text(i))))
        || matches!(marked.as_slice(), [one] if one.done);
    let organisations = organisations(desk, line);
    let responsible = desk.colleagues(&source, line.text(Field::Responsible));
    let (due, due_raw) =
        desk.period(line, Field::Due, "due", if done { Direction::Past } else { Direction::Future });
    let (notes, mut extra) = (desk.notes(line), desk.own_values(line));
    if let Some(raw) = &due_raw {
        super::cells::keep_text(&mut extra, "due", raw);
    }
    let known = desk.out.tasks.iter().position(|t| {
        t.organisations.iter().any(|o| organisations.contains(o))
            && likeness(&t.text, &text) >= Likeness::Abbreviated
    });
    if let Some(index) = known
        && let Some(existing) = desk.out.tasks.get_mut(index)
    {
        existing.due = existing.due.or(due);
        existing.done |= done;
        existing.rows.push(source.clone());
        existing.notes.extend(notes);
        let key = existing.key.clone();
        desk.duplicate("task", &key, source, &format!("task:{}", name_key(&text)), "same_action", true);
        desk.account(line.sheet, line.row.number, RowRole::Duplicate, Some(key));
        return;
    }
    let mut about = organisations.clone();
    about.sort();
    let wish = format!(
        "task:{}|{}|{}",
        name_key(&line.sheet.name),
        about.first().map_or("", |k| k.strip_prefix("organisation:").unwrap_or(k)),
        name_key(&text)
    );
    let key = desk.fresh_key(wish);
    desk.account(line.sheet, line.row.number, RowRole::Data, Some(key.clone()));
    desk.out.tasks.push(TaskFound {
        key,
        text,
        due,
        due_raw,
        responsible,
        done,
        dossier: None,
        organisations,
        notes,
        extra,
        rows: vec![source],
    });
}

fn organisations(desk: &mut Desk<'_>, line: &Line<'_>) -> Vec<String> {
    let text = line.text(Field::Organisation).to_owned();
    let source = line.source();
    let mut keys = Vec::new();
    for piece in party::pieces(&text) {
        if party::is_nobody(&piece) {
            continue;
        }
        let index = organisation_of(desk, &source, &piece);
        let key = desk.register.key_of(index);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}
