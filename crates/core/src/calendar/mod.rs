//! Writes tasks as an iCalendar file (RFC 5545), which every calendar program reads.
//!
//! Each task is written twice under two names that never change: as a to-do, which Thunderbird and Apple's
//! programs show, and as an all-day event, because Outlook and Google pass over to-dos in silence. Names that
//! never change make a second export of the same tasks update the calendar instead of doubling it.

use coexist_domain::{Id, Millis, Period, Repeat};
use icalendar::{Calendar, Component, Event, Property, Todo};
use jiff::civil::Date;

/// What a calendar gets of a task.
#[derive(Clone)]
pub struct Entry {
    /// The task's id: its name in the calendar for ever.
    pub id: Id,
    /// What is to do.
    pub title: String,
    /// More about it.
    pub note: Option<String>,
    /// The dossier it belongs to.
    pub dossier: Option<String>,
    /// By when.
    pub due: Period,
    /// How often it comes back.
    pub repeat: Option<Repeat>,
}

/// The file's text.
///
/// # Errors
/// Never in practice: writing to memory.
pub fn write(entries: &[Entry], now: Millis) -> Result<String, std::fmt::Error> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//COEXIST//COEXIST Desktop//FR"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    let stamp = stamp(now);
    for entry in entries {
        let mut todo = Todo::new();
        describe(&mut todo, entry, &stamp, &format!("{}@coexist-task", entry.id));
        // A rule needs a first day to count from (3.8.5.3), and a to-do is due on or after it (3.8.2.3).
        if entry.repeat.is_some() {
            todo.append_property(day("DTSTART", entry.due.end()));
        }
        todo.append_property(day("DUE", entry.due.end()));
        todo.append_property(("STATUS", "NEEDS-ACTION"));
        calendar.push(todo.done());

        let mut event = Event::new();
        describe(&mut event, entry, &stamp, &format!("{}@coexist-day", entry.id));
        event.append_property(day("DTSTART", entry.due.end()));
        // The end of an all-day event is the day after (3.6.1).
        if let Ok(after) = entry.due.end().tomorrow() {
            event.append_property(day("DTEND", after));
        }
        // Something to do does not make the person busy all day.
        event.append_property(("TRANSP", "TRANSPARENT"));
        calendar.push(event.done());
    }
    use std::fmt::Write as _;
    let mut text = String::new();
    write!(text, "{calendar}")?;
    Ok(text)
}

fn describe(component: &mut impl Component, entry: &Entry, stamp: &str, uid: &str) {
    component.uid(uid).summary(&entry.title).add_property("DTSTAMP", stamp);
    let words: Vec<&str> = [entry.dossier.as_deref(), entry.note.as_deref()].into_iter().flatten().collect();
    if !words.is_empty() {
        component.description(&words.join("\n\n"));
    }
    if let Some(repeat) = &entry.repeat {
        component.add_property("RRULE", repeat.rrule());
    }
}

fn day(key: &str, date: Date) -> Property {
    Property::new(key, date.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}

fn stamp(now: Millis) -> String {
    jiff::Timestamp::from_millisecond(now)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, due: &str, repeat: Option<&str>) -> Entry {
        Entry {
            id: Id::from_bytes([7; 16]),
            title: title.into(),
            note: Some("Ligne 1\nLigne 2 ; virgule, et \\ barre".into()),
            dossier: Some("Forages Kongoussi".into()),
            due: due.parse().unwrap(),
            repeat: repeat.map(|r| r.parse().unwrap()),
        }
    }

    /// The lines with folding undone (RFC 5545, 3.1).
    fn lines(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn tasks_become_to_dos_and_days() {
        let text = write(&[entry("Relancer", "2024-02", Some("3 month"))], 1_710_232_200_000).unwrap();
        let lines = lines(&text);
        for line in [
            "VERSION:2.0",
            "BEGIN:VTODO",
            "BEGIN:VEVENT",
            "DUE;VALUE=DATE:20240229",
            "DTSTART;VALUE=DATE:20240229",
            "DTEND;VALUE=DATE:20240301",
            "RRULE:FREQ=MONTHLY;INTERVAL=3",
            "DTSTAMP:20240312T083000Z",
            "SUMMARY:Relancer",
            r"DESCRIPTION:Forages Kongoussi\n\nLigne 1\nLigne 2 \; virgule\, et \\ barre",
        ] {
            assert!(lines.iter().any(|l| l == line), "{line} is missing in {lines:#?}");
        }
        assert_eq!(text, write(&[entry("Relancer", "2024-02", Some("3 month"))], 1_710_232_200_000).unwrap());
    }

    #[test]
    fn no_line_passes_75_bytes_and_no_letter_is_lost() {
        let title = "Écrire à la fondation « Étoile » — œuvre n° 12 ; ".repeat(12);
        let text = write(&[entry(&title, "2024-03-12", None)], 0).unwrap();
        assert!(text.split("\r\n").all(|l| l.len() <= 75), "{text}");
        let escaped = title.replace(';', "\\;");
        let kept = lines(&text).iter().filter(|l| **l == format!("SUMMARY:{escaped}")).count();
        assert_eq!(kept, 2);
    }
}
