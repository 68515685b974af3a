//! The fold's last step: a record becomes a row that screens and SQL can read.

use coexist_domain::registry::{ALL, Entity, Field, Kind, Merge, entity_by_wire};
use coexist_domain::{Period, Value};
use coexist_sync::{Key, Record};
use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use crate::error::StoreError;
use crate::schema::columns;

/// Writes the row of a record. A kind of record that this build does not know has no table.
pub(crate) fn write(db: &Connection, space: &[u8; 16], key: Key, record: &Record) -> Result<(), StoreError> {
    let Some(entity) = entity_by_wire(key.entity) else { return Ok(()) };
    let mut values: Vec<Sql> = Vec::with_capacity(entity.fields.len() + 8);
    values.push(Sql::Blob(space.to_vec()));
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
    ]);
    let mut stmt = db.prepare_cached(upsert_sql(entity))?;
    stmt.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Removes every folded row of a space.
pub(crate) fn clear_space(db: &Connection, space: &[u8]) -> Result<(), StoreError> {
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

/// The statement that writes a row of each kind, made once.
fn upsert_sql(entity: &Entity) -> &'static str {
    static SQL: std::sync::OnceLock<Vec<(u16, String)>> = std::sync::OnceLock::new();
    let all = SQL.get_or_init(|| ALL.iter().map(|e| (e.wire, make_upsert(e))).collect());
    all.iter().find(|(wire, _)| *wire == entity.wire).map_or("", |(_, sql)| sql)
}

fn make_upsert(entity: &Entity) -> String {
    let mut names: Vec<String> = vec!["space".into(), "id".into()];
    names.extend(entity.fields.iter().flat_map(columns));
    names.extend(["hidden", "revived", "versions", "unfit"].map(str::to_owned));
    let list = names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
    let marks = (1..=names.len()).map(|i| format!("?{i}")).collect::<Vec<_>>().join(", ");
    let sets =
        names[2..].iter().map(|n| format!("\"{n}\" = excluded.\"{n}\"")).collect::<Vec<_>>().join(", ");
    let table = entity.name;
    format!("INSERT INTO \"{table}\" ({list}) VALUES ({marks}) ON CONFLICT (space, id) DO UPDATE SET {sets}")
}
