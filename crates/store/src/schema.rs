//! The tables: the log's from `sql/schema.sql`, the folded ones from the registry.

use std::fmt::Write as _;

use coexist_domain::registry::{ALL, Entity, Field, Kind, Merge};
use rusqlite::Connection;

use crate::error::StoreError;
use crate::local;

/// The version of the log's tables. Shipped versions never change: a new one adds a step here.
const VERSION: i64 = 1;

/// Whose file this is, in SQLite's own place for it. Builds before the first release wrote another log and no mark.
const APPLICATION: i64 = 0x434f_4558;

/// Bumped when the fold itself writes other rows from the same log.
const FOLD: u32 = 1;

/// Columns worth an index beyond references: what lists sort by and imports look up.
const INDEXED: &[(&str, &str)] = &[
    ("organisation", "name"),
    ("dossier", "stage"),
    ("task", "due_end"),
    ("exchange", "at"),
    ("journal_entry", "at"),
    ("exchange", "message"),
];

/// Makes the tables of a new file.
pub(crate) fn create(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(include_str!("sql/schema.sql"))?;
    create_folded(db)?;
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

/// Whether the log's tables are those of this build. Anything else was written by a build that knows better.
pub(crate) fn is_ours(db: &Connection) -> Result<bool, StoreError> {
    let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    Ok(number("application_id")? == APPLICATION && number("user_version")? == VERSION)
}

/// Makes the folded tables, empty, and remembers what they were made from.
pub(crate) fn create_folded(db: &Connection) -> Result<(), StoreError> {
    for entity in ALL {
        db.execute_batch(&folded_sql(entity))?;
    }
    local::set(db, FINGERPRINT, Some(fingerprint().as_bytes()))
}

/// Drops the folded tables.
pub(crate) fn drop_folded(db: &Connection) -> Result<(), StoreError> {
    let mut names: Vec<String> = Vec::new();
    let mut stmt = db.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'log\\_%' ESCAPE '\\'
         AND name NOT IN ('record', 'action', 'local') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        names.push(row.get(0)?);
    }
    for name in names {
        db.execute_batch(&format!("DROP VIEW IF EXISTS \"live_{name}\"; DROP TABLE \"{name}\";"))?;
    }
    Ok(())
}

/// Whether the folded tables are those of this build.
pub(crate) fn folded_is_current(db: &Connection) -> Result<bool, StoreError> {
    Ok(local::get(db, FINGERPRINT)?.as_deref() == Some(fingerprint().as_bytes()))
}

const FINGERPRINT: &str = "store.folded";

fn fingerprint() -> String {
    let all: String = ALL.iter().map(|e| folded_sql(e)).collect();
    format!("{FOLD}-{}", blake3::hash(all.as_bytes()).to_hex())
}

/// The columns of one field.
pub(crate) fn columns(field: &Field) -> Vec<String> {
    let name = field.name;
    match (field.merge, field.kind) {
        (Merge::Register, Kind::Period) => vec![name.to_owned(), format!("{name}_end")],
        (Merge::Register, Kind::Money) => {
            vec![name.to_owned(), format!("{name}_number"), format!("{name}_currency")]
        }
        _ => vec![name.to_owned()],
    }
}

/// No constraint but the key: a value that does not fit must never stop a sync.
fn folded_sql(entity: &Entity) -> String {
    let table = entity.name;
    let mut sql = format!("CREATE TABLE \"{table}\" (space INTEGER NOT NULL, id BLOB NOT NULL");
    for column in entity.fields.iter().flat_map(columns) {
        let _ = write!(sql, ", \"{column}\"");
    }
    let _ = write!(
        sql,
        ", hidden INTEGER, revived INTEGER, versions INTEGER, unfit INTEGER, state BLOB NOT NULL,
        PRIMARY KEY (space, id)) WITHOUT ROWID;
        CREATE VIEW \"live_{table}\" AS SELECT * FROM \"{table}\" WHERE hidden = 0;"
    );
    let refs =
        entity.fields.iter().filter(|f| f.kind == Kind::Ref && f.merge == Merge::Register).map(|f| f.name);
    let more = INDEXED.iter().filter(|(t, _)| *t == table).map(|(_, column)| *column);
    for column in refs.chain(more) {
        let _ = write!(sql, "CREATE INDEX \"{table}_{column}\" ON \"{table}\" (space, \"{column}\");");
    }
    sql
}
