//! A record is one row of its kind's table: columns that screens and SQL can read, and what only the merge reads in
//! the last one (`state`).

use std::sync::OnceLock;

use coexist_domain::registry::{ALL, Entity, Field, Kind, Merge, entity_by_wire};
use coexist_domain::{Id, Period, Value};
use coexist_sync::{Key, Record};
use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use crate::devices::Numbers;
use crate::error::StoreError;
use crate::schema::columns;
use crate::state::{self, Stored};

/// Writes the row of a record. Of a kind that this build does not know, only the state is kept.
pub(crate) fn write(
    db: &Connection,
    space: i64,
    key: Key,
    stored: &Stored,
    numbers: &Numbers,
) -> Result<(), StoreError> {
    let entity = entity_by_wire(key.entity);
    let state = state::write(stored, entity, numbers)?;
    let Some(entity) = entity else {
        db.prepare_cached(
            "INSERT INTO record (space, id, entity, state) VALUES (:space, :id, :entity, :state)
             ON CONFLICT (space, id, entity) DO UPDATE SET state = excluded.state",
        )?
        .execute(named_params! {
            ":space": space, ":id": key.id.as_bytes().as_slice(), ":entity": key.entity, ":state": state,
        })?;
        return Ok(());
    };
    let record = &stored.record;
    let mut values: Vec<Sql> = Vec::with_capacity(entity.fields.len() + 12);
    values.push(Sql::Integer(space));
    values.push(Sql::Blob(key.id.as_bytes().to_vec()));
    let (mut versions, mut unfit) = (0, 0);
    for field in entity.fields {
        match field.merge {
            Merge::Set => values.push(set_column(record, field)),
            Merge::Register => {
                // Two desks that wrote the same have nothing to decide.
                let live = record.values(field.wire);
                versions += i64::from(live.iter().any(|version| version.value != live[0].value));
                let value = record.shown(field.wire).map_or(&Value::Null, |live| &live.value);
                let fits = field.kind.fits(value);
                unfit += i64::from(!fits);
                register_columns(field, if fits { value } else { &Value::Null }, &mut values);
            }
        }
    }
    let flag = |b: bool| Sql::Integer(i64::from(b));
    values.extend([
        flag(record.is_hidden()),
        flag(record.is_revived()),
        Sql::Integer(versions),
        Sql::Integer(unfit),
        Sql::Blob(state),
    ]);
    let mut stmt = db.prepare_cached(&statements(entity).upsert)?;
    stmt.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Reads a record from its row.
pub(crate) fn read(
    db: &Connection,
    space: i64,
    key: Key,
    numbers: &Numbers,
) -> Result<Option<Stored>, StoreError> {
    let id = key.id.as_bytes().as_slice();
    let Some(entity) = entity_by_wire(key.entity) else {
        let sql = "SELECT state FROM record WHERE space = :space AND id = :id AND entity = :entity";
        let params = named_params! {":space": space, ":id": id, ":entity": key.entity};
        let state: Option<Vec<u8>> =
            db.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?;
        return state.map(|state| state::read(&state, numbers, |_| Err(StoreError::Corrupt))).transpose();
    };
    let mut stmt = db.prepare_cached(&statements(entity).select)?;
    let mut rows = stmt.query(named_params! {":space": space, ":id": id})?;
    rows.next()?.map(|row| stored(row, entity, numbers)).transpose()
}

/// Every record of a space, in order of ids.
pub(crate) fn all(db: &Connection, space: i64, numbers: &Numbers) -> Result<Vec<(Key, Record)>, StoreError> {
    let mut all = Vec::new();
    for entity in ALL {
        let mut stmt = db.prepare_cached(&statements(entity).all)?;
        let mut rows = stmt.query(named_params! {":space": space})?;
        while let Some(row) = rows.next()? {
            let id: [u8; 16] = row.get("id")?;
            let key = Key { entity: entity.wire, id: Id::from_bytes(id) };
            all.push((key, stored(row, entity, numbers)?.record));
        }
    }
    let mut stmt = db.prepare_cached("SELECT entity, id, state FROM record WHERE space = :space")?;
    let mut rows = stmt.query(named_params! {":space": space})?;
    while let Some(row) = rows.next()? {
        let (entity, id, state): (u16, [u8; 16], Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let stored = state::read(&state, numbers, |_| Err(StoreError::Corrupt))?;
        all.push((Key { entity, id: Id::from_bytes(id) }, stored.record));
    }
    all.sort_by_key(|(key, _)| (key.id, key.entity));
    Ok(all)
}

/// The kinds of record that go by this id in a space.
pub(crate) fn kinds_of(db: &Connection, space: i64, id: Id) -> Result<Vec<u16>, StoreError> {
    static SQL: OnceLock<String> = OnceLock::new();
    let sql = SQL.get_or_init(|| {
        let here = "WHERE space = :space AND id = :id";
        let known = ALL.iter().map(|e| format!("SELECT {} FROM \"{}\" {here} UNION ALL ", e.wire, e.name));
        format!("{}SELECT entity FROM record {here} ORDER BY 1", known.collect::<String>())
    });
    let mut stmt = db.prepare_cached(sql)?;
    let rows =
        stmt.query_map(named_params! {":space": space, ":id": id.as_bytes().as_slice()}, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A row of [`Statements::select`] or [`Statements::all`].
fn stored(row: &Row<'_>, entity: &Entity, numbers: &Numbers) -> Result<Stored, StoreError> {
    let state = row.get_ref(0)?.as_blob().map_err(|_| StoreError::Corrupt)?;
    state::read(state, numbers, |wire| {
        let at = entity.fields.iter().position(|field| field.wire == wire).ok_or(StoreError::Corrupt)?;
        value(entity.fields[at].kind, row.get_ref(at + 1)?).ok_or(StoreError::Corrupt)
    })
}

/// What [`register_columns`] wrote, where `state` says that the column has it.
fn value(kind: Kind, column: ValueRef<'_>) -> Option<Value> {
    match column {
        ValueRef::Text(text) => Some(Value::Text(std::str::from_utf8(text).ok()?.to_owned())),
        ValueRef::Integer(n) if kind == Kind::Bool => Some(Value::Bool(n != 0)),
        ValueRef::Integer(n) => Some(Value::Int(n)),
        ValueRef::Blob(id) => Id::from_slice(id).map(Value::Id),
        ValueRef::Null | ValueRef::Real(_) => None,
    }
}

/// Removes every folded row of a space.
pub(crate) fn clear_space(db: &Connection, space: i64) -> Result<(), StoreError> {
    for entity in ALL {
        db.execute(&format!("DELETE FROM \"{}\" WHERE space = ?1", entity.name), [space])?;
    }
    Ok(())
}

fn register_columns(field: &Field, value: &Value, values: &mut Vec<Sql>) {
    match (field.kind, value) {
        (Kind::Period, Value::Text(text)) => {
            values.push(Sql::Text(text.clone()));
            values.push(text.parse::<Period>().map_or(Sql::Null, |p| Sql::Text(p.end().to_string())));
        }
        (Kind::Money, Value::Money(money)) => {
            values.push(Sql::Text(money.to_string()));
            values.push(Sql::Real(money.to_f64()));
            values.push(Sql::Text(money.currency().to_string()));
        }
        (Kind::Period, _) => values.extend([Sql::Null, Sql::Null]),
        (Kind::Money, _) => values.extend([Sql::Null, Sql::Null, Sql::Null]),
        (_, Value::Text(text)) => values.push(Sql::Text(text.clone())),
        (_, Value::Int(n)) => values.push(Sql::Integer(*n)),
        (_, Value::Bool(b)) => values.push(Sql::Integer(i64::from(*b))),
        (_, Value::Id(id)) => values.push(Sql::Blob(id.as_bytes().to_vec())),
        (_, Value::Null | Value::Money(_) | Value::Other(..)) => values.push(Sql::Null),
    }
}

/// A JSON array of strings; null when empty.
fn set_column(record: &Record, field: &Field) -> Sql {
    let elements = record.elements(field.wire).iter().filter(|e| field.kind.fits(&e.value));
    let texts: Vec<String> = elements
        .filter_map(|element| match &element.value {
            Value::Text(text) => Some(text.clone()),
            Value::Id(id) => Some(id.to_string()),
            _ => None,
        })
        .collect();
    if texts.is_empty() { Sql::Null } else { Sql::Text(serde_json::Value::from(texts).to_string()) }
}

/// What is asked of one kind's table.
struct Statements {
    upsert: String,
    /// The state, then the first column of each field.
    select: String,
    /// The same, and the id.
    all: String,
}

/// Made once for each kind.
fn statements(entity: &Entity) -> &'static Statements {
    static SQL: OnceLock<Vec<Statements>> = OnceLock::new();
    let all = SQL.get_or_init(|| ALL.iter().map(|e| Statements::of(e)).collect());
    &all[ALL.iter().position(|e| e.wire == entity.wire).unwrap_or_default()]
}

impl Statements {
    fn of(entity: &Entity) -> Self {
        let mut names: Vec<String> = vec!["space".into(), "id".into()];
        names.extend(entity.fields.iter().flat_map(columns));
        names.extend(["hidden", "revived", "versions", "unfit", "state"].map(str::to_owned));
        let list = names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
        let marks = (1..=names.len()).map(|i| format!("?{i}")).collect::<Vec<_>>().join(", ");
        let sets =
            names[2..].iter().map(|n| format!("\"{n}\" = excluded.\"{n}\"")).collect::<Vec<_>>().join(", ");
        let fields: String = entity.fields.iter().map(|f| format!(", \"{}\"", f.name)).collect();
        let table = entity.name;
        Self {
            upsert: format!(
                "INSERT INTO \"{table}\" ({list}) VALUES ({marks}) ON CONFLICT (space, id) DO UPDATE SET {sets}"
            ),
            select: format!("SELECT state{fields} FROM \"{table}\" WHERE space = :space AND id = :id"),
            all: format!("SELECT state{fields}, id FROM \"{table}\" WHERE space = :space"),
        }
    }
}
