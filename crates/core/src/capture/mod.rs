//! Quick capture: one field, nothing required, what it speaks of guessed as chips that one gesture removes.

mod dates;
mod types;
mod words;

use coexist_domain::registry::{exchange, journal_entry, task};
use coexist_domain::words::ExchangeKind;
use coexist_domain::{Id, Millis, Period, SpaceId};
use coexist_spreadsheet::folding::fold;
use coexist_store::Reader;
use coexist_store::sql::RowExt as _;
use coexist_sync::Ops;
use jiff::tz::TimeZone;
pub use types::*;

use crate::Error;
use crate::desk::Desk;

/// A name shorter than this is a word of any sentence ("Eau", "AIR").
const SHORTEST_NAME: usize = 4;
/// More text than this is no capture, and guessing would cost the person's patience.
const READ: usize = 4000;

/// What a text speaks of, as far as it can be told.
///
/// # Errors
/// The store's.
pub fn guess(desk: &Desk, request: GuessCapture) -> Result<CaptureChips, Error> {
    let text = &request.text[..request.text.floor_char_boundary(READ)];
    let found = words::find(text, desk.today());
    let mut chips = CaptureChips {
        date: found.date.map(|(value, words)| DateChip { value, words }),
        kind: found.kind.map(|(value, words)| KindChip { value, words }),
        task: found.task.map(|(title, due)| TaskChip { words: title.clone(), title, due }),
        ..CaptureChips::default()
    };
    let folded = spaced(text);
    if folded.trim().is_empty() {
        return Ok(chips);
    }
    desk.read(|r, space| {
        chips.organisation = named(r, space, include_str!("organisations.sql"), &folded)?
            .map(|(id, name)| OrganisationChip { id: id.into(), name });
        chips.contact = named(r, space, include_str!("contacts.sql"), &folded)?
            .map(|(id, name)| ContactChip { id: id.into(), name });
        chips.dossier = named(r, space, include_str!("dossiers.sql"), &folded)?
            .map(|(id, title)| DossierChip { id: id.into(), title });
        // An organisation with one living dossier: what is said of it belongs there.
        if let (None, Some(with)) = (&chips.dossier, &chips.organisation) {
            let params: [(&str, &dyn coexist_store::sql::ToSql); 2] =
                [(":space", &space.0.as_bytes()), (":organisation", &with.id.0.as_bytes())];
            let theirs = r.rows(include_str!("dossiers_of.sql"), &params, |row| {
                Ok((row.id("id")?, row.get::<_, Option<String>>("title")?.unwrap_or_default()))
            })?;
            if let [(id, title)] = theirs.as_slice() {
                chips.dossier = Some(DossierChip { id: (*id).into(), title: title.clone() });
            }
        }
        Ok(chips)
    })
}

/// Makes records of the text and the chips that were left.
///
/// # Errors
/// `missing-value` for a text without words, and the store's.
pub fn save(desk: &Desk, request: SaveCapture) -> Result<CaptureSaved, Error> {
    let text = crate::history::words("text", &request.text)?;
    let mut saved = CaptureSaved::default();
    let mut ops = Ops::new();
    let at = request.date.map_or_else(|| desk.now(), |date| on_day(date, desk.now()));
    let about_somebody = request.organisation.is_some() || request.contact.is_some();
    if request.kind.is_some() || about_somebody {
        let id = desk.new_id();
        ops.create(&exchange::ENTITY, id)
            .put(id, exchange::kind, request.kind.unwrap_or(ExchangeKind::Call))
            .put(id, exchange::text, text)
            .put(id, exchange::at, at)
            .put(id, exchange::author, desk.me().0);
        put_ref(&mut ops, id, exchange::dossier, request.dossier.map(Into::into));
        put_ref(&mut ops, id, exchange::organisation, request.organisation.map(Into::into));
        put_ref(&mut ops, id, exchange::contact, request.contact.map(Into::into));
        saved.exchange = Some(id.into());
    } else if let Some(dossier) = request.dossier {
        let id = desk.new_id();
        ops.create(&journal_entry::ENTITY, id)
            .put(id, journal_entry::dossier, dossier.0)
            .put(id, journal_entry::text, text)
            .put(id, journal_entry::at, at)
            .put(id, journal_entry::author, desk.me().0);
        saved.journal_entry = Some(id.into());
    }
    let alone = ops.is_empty();
    let to_do =
        request.task.map(|t| (t.title, t.due)).or_else(|| alone.then(|| (first_line(text), request.date)));
    if let Some((title, due)) = to_do {
        let title = crate::history::words("title", &title)?.to_owned();
        let id = desk.new_id();
        ops.create(&task::ENTITY, id);
        if alone && title != text {
            ops.put(id, task::note, text);
        }
        ops.put(id, task::title, title);
        if let Some(due) = due {
            ops.put(id, task::due, due);
        }
        ops.add(id, task::assignees, desk.me().0);
        put_ref(&mut ops, id, task::dossier, request.dossier.map(Into::into));
        put_ref(&mut ops, id, task::organisation, request.organisation.map(Into::into));
        saved.task = Some(id.into());
    }
    desk.commit(&ops)?;
    Ok(saved)
}

fn put_ref(ops: &mut Ops, id: Id, field: coexist_domain::registry::Field, to: Option<Id>) {
    if let Some(to) = to {
        ops.put(id, field, to);
    }
}

/// A moment of a day that is still that day wherever a colleague reads it: noon, Universal Time. Of today,
/// now.
fn on_day(date: Period, now: Millis) -> Millis {
    let noon = |day: jiff::civil::Date| {
        day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).map(|z| z.timestamp().as_millisecond())
    };
    match noon(date.start()) {
        Ok(noon) if (noon - now).abs() > 12 * 60 * 60 * 1000 => noon,
        _ => now,
    }
}

fn first_line(text: &str) -> String {
    const LONGEST: usize = 120;
    let line = text.lines().next().unwrap_or(text).trim();
    if line.len() <= LONGEST {
        return line.to_owned();
    }
    let cut = &line[..line.floor_char_boundary(LONGEST)];
    format!("{}…", cut.rsplit_once(' ').map_or(cut, |(words, _)| words))
}

/// The longest name that stands whole in the text.
fn named(r: &Reader<'_>, space: SpaceId, sql: &str, folded: &str) -> Result<Option<(Id, String)>, Error> {
    let rows = r.rows(sql, &[(":space", &space.0.as_bytes())], |row| {
        Ok((row.id("id")?, row.get::<_, String>("name")?, row.get::<_, String>("spelling")?))
    })?;
    let whole = |name: &str| {
        let name = spaced(name);
        name.len() >= SHORTEST_NAME + 2 && folded.contains(&name)
    };
    Ok(rows.into_iter().find(|(_, _, spelling)| whole(spelling)).map(|(id, name, _)| (id, name)))
}

/// Words of a text with one space before and after each, so that whole words can be looked for.
fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for word in fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}
