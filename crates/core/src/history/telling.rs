//! Makes the log of a record readable: values before and after, names for ids, one item for each action.

use std::collections::HashMap;

use coexist_domain::registry::{Field, Kind, entity_by_wire};
use coexist_domain::{Id, PersonId, SpaceId, Value};
use coexist_store::sql::RowExt as _;
use coexist_store::{Change, ChangeKind, HistoryEntry, Reader, StoreError};

use super::{HistoryChange, HistoryItem, HistoryKind, HistoryValue, frame_name, kind_of, name_of_any};
use crate::Error;

/// A record whose history is told.
struct Told {
    id: Id,
    entity: &'static str,
    column: Option<String>,
}

pub(super) fn tell(r: &Reader<'_>, space: SpaceId, id: Id) -> Result<Vec<HistoryItem>, Error> {
    let entity = kind_of(r, space, id)?.name;
    let mut records = vec![Told { id, entity, column: None }];
    records.extend(r.rows(
        include_str!("belongings.sql"),
        &[(":space", &space.0.as_bytes()), (":id", &id.as_bytes())],
        |row| {
            let entity = match row.get::<_, String>("entity")?.as_str() {
                "party" => "party",
                "amount" => "amount",
                "type_period" => "type_period",
                _ => "own_value",
            };
            Ok(Told { id: row.id("id")?, entity, column: row.get("column_name")? })
        },
    )?);
    let mut names = Names { r, space, known: HashMap::new() };
    // One action of a person on several records is several entries of the log with one frame.
    let mut items: Vec<HistoryItem> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for told in &records {
        let mut before: HashMap<u16, Value> = HashMap::new();
        for entry in r.history(space, told.id)? {
            let changes = changes(&entry, told, &mut before, &mut names)?;
            if changes.is_empty() {
                continue;
            }
            let frame = frame_name(entry.frame);
            let place = match places.get(&frame) {
                Some(place) => *place,
                None => {
                    places.insert(frame.clone(), items.len());
                    items.push(item(&entry, frame, r, &mut names)?);
                    items.len() - 1
                }
            };
            if let Some(item) = items.get_mut(place) {
                item.changes.extend(changes);
            }
        }
    }
    // By the clocks of the desks, as people tell it; one desk's own order never turns round.
    items.sort_by(|a, b| {
        b.at.cmp(&a.at).then_with(|| b.learned.cmp(&a.learned)).then_with(|| longer(&b.frame, &a.frame))
    });
    Ok(items)
}

/// Frames of one device by their number, not by its digits.
fn longer(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

fn item(
    entry: &HistoryEntry,
    frame: String,
    r: &Reader<'_>,
    names: &mut Names<'_, '_>,
) -> Result<HistoryItem, StoreError> {
    Ok(HistoryItem {
        frame,
        at: entry.at,
        learned: entry.learned,
        author: entry.author,
        author_name: match entry.author {
            Some(PersonId(id)) => names.of(id)?,
            None => None,
        },
        device: entry.device,
        this_desk: entry.device == r.device(),
        action: entry.action,
        undoes: entry.undoes,
        reason: entry.reason.clone(),
        changes: Vec::new(),
    })
}

fn changes(
    entry: &HistoryEntry,
    told: &Told,
    before: &mut HashMap<u16, Value>,
    names: &mut Names<'_, '_>,
) -> Result<Vec<HistoryChange>, StoreError> {
    let mut told_changes = Vec::new();
    for change in &entry.changes {
        let Some(kind) = kind(change) else { continue };
        // The dossier of an amount, the column of a cell: said by where the change is told.
        if change.field.is_some_and(|f| is_belonging(told.entity, f)) {
            continue;
        }
        let old = match (kind, change.field) {
            (HistoryKind::Changed, Some(field)) => before.insert(field.wire, change.value.clone()),
            (HistoryKind::Removed, _) => Some(change.value.clone()),
            _ => None,
        };
        let new = (!matches!(kind, HistoryKind::Removed | HistoryKind::Created | HistoryKind::Deleted))
            .then(|| change.value.clone());
        // A cell of an own column comes into being with its value; its own birth says nothing more.
        if told.entity == "own_value" && kind == HistoryKind::Created {
            continue;
        }
        told_changes.push(HistoryChange {
            record: told.id,
            entity: told.entity.to_owned(),
            kind,
            field: change.field.map(|f| f.name.to_owned()),
            column: told.column.clone(),
            before: old.map(|v| value(&v, change.field, names)).transpose()?.flatten(),
            after: new.map(|v| value(&v, change.field, names)).transpose()?.flatten(),
        });
    }
    Ok(told_changes)
}

fn kind(change: &Change) -> Option<HistoryKind> {
    // The key by which an import finds its rows again is no news to anybody.
    if change.field.is_some_and(|f| f.name == "origin") {
        return None;
    }
    Some(match change.kind {
        ChangeKind::Created => HistoryKind::Created,
        ChangeKind::Deleted => HistoryKind::Deleted,
        ChangeKind::Put => HistoryKind::Changed,
        ChangeKind::Added => HistoryKind::Added,
        ChangeKind::Removed => HistoryKind::Removed,
    })
}

fn is_belonging(entity: &str, field: Field) -> bool {
    matches!(
        (entity, field.name),
        ("party" | "amount" | "type_period", "dossier") | ("own_value", "record" | "column")
    ) && entity_by_wire(field.entity).is_some_and(|e| e.name == entity)
}

fn value(
    value: &Value,
    field: Option<Field>,
    names: &mut Names<'_, '_>,
) -> Result<Option<HistoryValue>, StoreError> {
    let kind = field.map(|f| f.kind);
    Ok(Some(match value {
        Value::Null => return Ok(None),
        Value::Bool(yes) => HistoryValue::Flag(*yes),
        Value::Int(n) if kind == Some(Kind::Instant) => HistoryValue::Instant(*n),
        Value::Int(n) => HistoryValue::Number(*n),
        Value::Text(text) => match kind {
            Some(Kind::Code) => HistoryValue::Code(text.clone()),
            Some(Kind::Period) => HistoryValue::Period(text.clone()),
            _ => HistoryValue::Text(text.clone()),
        },
        Value::Id(id) => HistoryValue::Record { id: *id, name: names.of(*id)? },
        Value::Money(money) => HistoryValue::Money(*money),
        Value::Other(..) => HistoryValue::Unknown,
    }))
}

/// What records are called, each asked once.
struct Names<'r, 'db> {
    r: &'r Reader<'db>,
    space: SpaceId,
    known: HashMap<Id, Option<String>>,
}

impl Names<'_, '_> {
    fn of(&mut self, id: Id) -> Result<Option<String>, StoreError> {
        if let Some(name) = self.known.get(&id) {
            return Ok(name.clone());
        }
        let name = name_of_any(self.r, self.space, id)?;
        self.known.insert(id, name.clone());
        Ok(name)
    }
}
