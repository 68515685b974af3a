//! The commons as far as they go today: the catalogue, published once from the texts in the binary. From then
//! on it is the incubator's; a later release of the program changes nothing in it.

use coexist_domain::Millis;
use jiff::civil::{Date, Weekday};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::{Map, Value};

use super::{StoreError, settings};

mod starter {
    include!(concat!(env!("OUT_DIR"), "/starter.rs"));
}

/// Publishes the starter catalogue at an endpoint's first start.
pub(crate) fn publish_once(db: &Connection, now: Millis) -> Result<(), StoreError> {
    if settings::published(db)?.is_some() {
        return Ok(());
    }
    for (position, (mut entry, text)) in starter_items()?.into_iter().enumerate() {
        if let Some(date) = event_date(&entry, now) {
            entry.insert("date".to_owned(), date.to_string().into());
        }
        let id = entry.get("id").and_then(Value::as_str).ok_or(StoreError::Damaged)?.to_owned();
        db.execute(
            "INSERT INTO catalogue (id, position, entry, text) VALUES (?1, ?2, ?3, ?4)",
            params![id, position, Value::Object(entry).to_string(), text],
        )?;
    }
    settings::set_published(db, now)
}

/// The list: format, licences, and every item without its text.
pub(crate) fn list(db: &Connection) -> Result<String, StoreError> {
    let mut query = db.prepare_cached("SELECT entry FROM catalogue ORDER BY position")?;
    let items = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut list = index()?;
    let items = items.iter().map(|entry| serde_json::from_str(entry)).collect::<Result<Vec<Value>, _>>();
    list.insert("items".to_owned(), items.map_err(|_| StoreError::Damaged)?.into());
    list.insert("published".to_owned(), settings::published(db)?.into());
    Ok(Value::Object(list).to_string())
}

/// One item's text.
pub(crate) fn text(db: &Connection, id: &str) -> Result<Option<String>, StoreError> {
    Ok(db.query_row("SELECT text FROM catalogue WHERE id = ?1", [id], |row| row.get(0)).optional()?)
}

fn index() -> Result<Map<String, Value>, StoreError> {
    serde_json::from_str(starter::INDEX).map_err(|_| StoreError::Damaged)
}

/// What the list says of an item, and its text.
type Item = (Map<String, Value>, &'static str);

fn starter_items() -> Result<Vec<Item>, StoreError> {
    let mut index = index()?;
    let Some(Value::Array(items)) = index.remove("items") else { return Err(StoreError::Damaged) };
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        let Value::Object(mut entry) = item else { return Err(StoreError::Damaged) };
        // Where the text lay in `content/` means nothing here: it has an address by its id.
        let file = entry.remove("file").ok_or(StoreError::Damaged)?;
        let text = starter::TEXTS.iter().find(|(path, _)| file == *path).ok_or(StoreError::Damaged)?.1;
        all.push((entry, text));
    }
    Ok(all)
}

/// When an event of the starter catalogue takes place: the first such weekday at least so many days after the
/// publication, in the event's own zone (`content/README.md`).
fn event_date(entry: &Map<String, Value>, published: Millis) -> Option<Date> {
    let days = entry.get("days_after_publication")?.as_i64()?;
    let weekday = weekday(entry.get("weekday")?.as_str()?)?;
    let zone = entry.get("zone").and_then(Value::as_str).unwrap_or("UTC");
    let published = jiff::Timestamp::from_millisecond(published).ok()?;
    // Without a time-zone database the day in UTC is at most one off, two weeks ahead.
    let day = published.in_tz(zone).unwrap_or_else(|_| published.to_zoned(jiff::tz::TimeZone::UTC)).date();
    let earliest = day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let wait = i64::from(earliest.weekday().until(weekday));
    earliest.checked_add(jiff::Span::new().try_days(wait).ok()?).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_falls_on_its_weekday_when_the_wait_is_over() {
        let entry = |days: i64| {
            let value = serde_json::json!({
                "days_after_publication": days, "weekday": "tuesday", "zone": "Europe/Paris"
            });
            let Value::Object(entry) = value else { unreachable!() };
            entry
        };
        // Monday 5 January 2026 at noon in Paris.
        let monday = 1_767_610_800_000;
        let on = |days| event_date(&entry(days), monday).unwrap().to_string();
        assert_eq!(on(0), "2026-01-06");
        assert_eq!(on(1), "2026-01-06", "the day itself counts");
        assert_eq!(on(2), "2026-01-13");
        assert_eq!(on(14), "2026-01-20");
    }

    #[test]
    fn it_is_published_once() {
        let dir = tempfile::tempdir().unwrap();
        let db = super::super::open(dir.path(), true).unwrap();
        publish_once(&db, 0).unwrap();
        let count = |db: &Connection| -> usize {
            db.query_row("SELECT count(*) FROM catalogue", [], |row| row.get(0)).unwrap()
        };
        assert_eq!(count(&db), starter::TEXTS.len());
        db.execute("DELETE FROM catalogue", []).unwrap();
        publish_once(&db, 1).unwrap();
        assert_eq!(count(&db), 0, "what the incubator took away stays away");
    }
}
