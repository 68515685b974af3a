//! What the desk has, read once at the head of a plan, so that planning needs no database.

use std::collections::{BTreeMap, HashMap, HashSet};

use coexist_domain::registry::{self, Entity, Field, Kind, Merge};
use coexist_domain::{ActionId, Id, Money, SpaceId, Value};
use coexist_store::sql::{Row, RowExt as _, SqlError, ToSql};
use coexist_store::{Change, ChangeKind, Reader};

use crate::Error;

/// A record of the desk, as its fields stand.
#[derive(Clone, Default)]
pub(crate) struct Record {
    registers: HashMap<u16, Value>,
    sets: HashMap<u16, Vec<Value>>,
}

impl Record {
    pub(crate) fn value(&self, field: Field) -> &Value {
        self.registers.get(&field.wire).unwrap_or(&Value::Null)
    }

    pub(crate) fn text(&self, field: Field) -> Option<&str> {
        self.value(field).as_text().filter(|t| !t.is_empty())
    }

    pub(crate) fn id(&self, field: Field) -> Option<Id> {
        self.value(field).as_id()
    }

    pub(crate) fn set(&self, field: Field) -> &[Value] {
        self.sets.get(&field.wire).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn texts(&self, field: Field) -> impl Iterator<Item = &str> {
        self.set(field).iter().filter_map(Value::as_text)
    }

    #[cfg(test)]
    pub(crate) fn put(&mut self, field: Field, value: Value) {
        self.registers.insert(field.wire, value);
    }

    #[cfg(test)]
    pub(crate) fn add(&mut self, field: Field, value: Value) {
        let set = self.sets.entry(field.wire).or_default();
        if !set.contains(&value) {
            set.push(value);
        }
    }
}

/// The kinds of record that an import touches.
const TOUCHED: &[&Entity] = &[
    &registry::organisation::ENTITY,
    &registry::contact::ENTITY,
    &registry::dossier::ENTITY,
    &registry::party::ENTITY,
    &registry::amount::ENTITY,
    &registry::type_period::ENTITY,
    &registry::task::ENTITY,
    &registry::own_column::ENTITY,
    &registry::own_value::ENTITY,
    &registry::person::ENTITY,
];

/// Everything of the desk that an import may touch.
#[derive(Default)]
pub(crate) struct Known {
    tables: HashMap<u16, BTreeMap<Id, Record>>,
    nothing: BTreeMap<Id, Record>,
    /// The name of one's own organisation, which is nobody's partner.
    pub(crate) house: Option<String>,
    /// The actions of all imports that were not taken back.
    pub(crate) imports: HashSet<ActionId>,
}

impl Known {
    pub(crate) fn read(r: &Reader<'_>, space: SpaceId) -> Result<Self, Error> {
        Self::read_of(r, space, TOUCHED)
    }

    /// The records of some kinds.
    pub(crate) fn read_of(r: &Reader<'_>, space: SpaceId, entities: &[&Entity]) -> Result<Self, Error> {
        let mut known = Self::default();
        let space_id = space.0.as_bytes();
        for entity in entities {
            let sql = format!("SELECT * FROM live_{} WHERE space = :space", entity.name);
            let rows =
                r.rows(&sql, &[(":space", &space_id)], |row| Ok((row.id("id")?, record(row, entity)?)))?;
            known.tables.insert(entity.wire, rows.into_iter().collect());
        }
        let params: [(&str, &dyn ToSql); 1] = [(":space", &space_id)];
        known.house = r
            .one("SELECT name FROM live_house WHERE space = :space AND id = :space", &params, |row| {
                row.get("name")
            })?
            .flatten();
        let actions = r.rows("SELECT action FROM live_import WHERE space = :space", &params, |row| {
            row.opt_id("action")
        })?;
        known.imports = actions.into_iter().flatten().map(ActionId).collect();
        Ok(known)
    }

    pub(crate) fn all(&self, entity: &Entity) -> &BTreeMap<Id, Record> {
        self.tables.get(&entity.wire).unwrap_or(&self.nothing)
    }

    pub(crate) fn one(&self, entity: &Entity, id: Id) -> Option<&Record> {
        self.all(entity).get(&id)
    }
}

fn record(row: &Row<'_>, entity: &Entity) -> Result<Record, SqlError> {
    let mut record = Record::default();
    for field in entity.fields {
        if field.merge == Merge::Set {
            let value = |text: String| match field.kind {
                Kind::Ref => text.parse().ok().map(Value::Id),
                _ => Some(Value::Text(text)),
            };
            record.sets.insert(field.wire, row.set(field.name)?.into_iter().filter_map(value).collect());
            continue;
        }
        let value = match field.kind {
            Kind::Text | Kind::Code | Kind::Period => {
                row.get::<_, Option<String>>(field.name)?.map(Value::Text)
            }
            Kind::Int | Kind::Instant => row.get::<_, Option<i64>>(field.name)?.map(Value::Int),
            Kind::Bool => row.get::<_, Option<bool>>(field.name)?.map(Value::Bool),
            Kind::Money => row
                .get::<_, Option<String>>(field.name)?
                .and_then(|t| t.parse::<Money>().ok())
                .map(Value::Money),
            Kind::Ref => row.opt_id(field.name)?.map(Value::Id),
        };
        if let Some(value) = value {
            record.registers.insert(field.wire, value);
        }
    }
    Ok(record)
}

/// What earlier imports wrote into a field, read from the log: it tells what a person changed since. Nothing
/// of it is kept a second time, so it holds as well when a colleague brings in the next version of the file.
pub(crate) trait Past {
    /// Every change of a record, the oldest first; true when an import made it.
    fn changes(&mut self, id: Id) -> Result<&[(bool, Change)], Error>;
}

/// The past as the log has it.
pub(crate) struct LogPast<'r, 'db> {
    pub(crate) r: &'r Reader<'db>,
    pub(crate) space: SpaceId,
    pub(crate) imports: &'r HashSet<ActionId>,
    pub(crate) read: HashMap<Id, Vec<(bool, Change)>>,
}

impl Past for LogPast<'_, '_> {
    fn changes(&mut self, id: Id) -> Result<&[(bool, Change)], Error> {
        if !self.read.contains_key(&id) {
            let mut changes = Vec::new();
            for entry in self.r.history(self.space, id)? {
                let by_import = self.imports.contains(&entry.action);
                changes.extend(entry.changes.into_iter().map(|c| (by_import, c)));
            }
            self.read.insert(id, changes);
        }
        Ok(self.read.get(&id).map_or(&[], Vec::as_slice))
    }
}

/// The last value an import gave a field.
pub(crate) fn imported_value(changes: &[(bool, Change)], field: Field) -> Option<&Value> {
    let mut puts = changes
        .iter()
        .rev()
        .filter(|(by_import, c)| *by_import && c.kind == ChangeKind::Put && c.field == Some(field));
    puts.next().map(|(_, c)| &c.value)
}

/// The elements that imports gave a set and did not take away again.
pub(crate) fn imported_elements(changes: &[(bool, Change)], field: Field) -> Vec<Value> {
    let mut set: Vec<Value> = Vec::new();
    for (_, change) in changes.iter().filter(|(by_import, c)| *by_import && c.field == Some(field)) {
        set.retain(|v| *v != change.value);
        if change.kind == ChangeKind::Added {
            set.push(change.value.clone());
        }
    }
    set
}

/// Whether anything but imports ever changed a record.
pub(crate) fn touched_by_people(changes: &[(bool, Change)]) -> bool {
    changes.iter().any(|(by_import, _)| !by_import)
}
