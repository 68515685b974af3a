//! "Plus tard".
//!
//! A task or a dossier is put off for everybody: it is the work that waits. News are put off for oneself, on
//! this computer: a colleague may not have read them.

use std::collections::BTreeSet;

use coexist_domain::registry::{dossier, exchange, journal_entry, task};
use coexist_domain::{Id, Period};
use coexist_sync::Ops;
use jiff::civil::Date;

use super::types::{Postpone, TodayKind};
use crate::Error;
use crate::desk::Desk;
use crate::wire::Done;

const NEWS: &str = "today.news.";

/// Puts one line off until a day.
///
/// # Errors
/// `not-found`.
pub fn postpone(desk: &Desk, request: Postpone) -> Result<Done, Error> {
    let (id, until) = (request.id, request.until);
    let is = |entity| desk.read(|reader, space| Ok(reader.exists(space, entity, id)?));
    let mut ops = Ops::new();
    if is(&task::ENTITY)? {
        ops.put(id, task::postponed, until);
    } else if is(&dossier::ENTITY)? {
        ops.put(id, dossier::postponed, until);
    } else if is(&journal_entry::ENTITY)? || is(&exchange::ENTITY)? {
        forget_past(desk)?;
        desk.store().local_set(&format!("{NEWS}{id}"), Some(until.to_string().as_bytes()))?;
        return Ok(Done {});
    } else {
        return Err(Error::not_found("record"));
    }
    desk.commit(&ops)?;
    Ok(Done {})
}

/// The news that wait for a later day.
pub(super) fn put_off(desk: &Desk, today: Date) -> Result<BTreeSet<(TodayKind, Id)>, Error> {
    let mut waiting = BTreeSet::new();
    for (key, until) in desk.store().local_list(NEWS)? {
        let id = key.strip_prefix(NEWS).and_then(|id| id.parse::<Id>().ok());
        if let Some(id) = id.filter(|_| waits(&until, today)) {
            waiting.insert((TodayKind::News, id));
        }
    }
    Ok(waiting)
}

/// Forgets those whose day has come, when there is something to write anyway: reading never writes.
fn forget_past(desk: &Desk) -> Result<(), Error> {
    for (key, until) in desk.store().local_list(NEWS)? {
        if !waits(&until, desk.today()) {
            desk.store().local_set(&key, None)?;
        }
    }
    Ok(())
}

fn waits(until: &[u8], today: Date) -> bool {
    let until = std::str::from_utf8(until).ok().and_then(|text| text.parse::<Period>().ok());
    until.is_some_and(|until| until.start() > today)
}
