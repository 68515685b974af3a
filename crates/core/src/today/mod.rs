//! Monday morning: who to call, what is late, what comes, what renews, what is quiet, what is new.

mod gather;
mod postpone;
mod types;

use std::collections::BTreeMap;

use coexist_store::sql::named_params;

pub use postpone::postpone;
pub use types::*;

use crate::Error;
use crate::desk::Desk;
use gather::Morning;

/// So many cards stand in view; the rest is in the list below.
const CARDS: usize = 7;

/// What this morning asks for.
///
/// # Errors
/// Those of the store.
pub fn get(desk: &Desk, request: Get) -> Result<Today, Error> {
    let (settings, today, me) = (desk.settings(), desk.today(), desk.me());
    let put_off = postpone::put_off(desk, today)?;
    let left = crate::imports::waiting(desk, "contact-may-have-left")?;
    desk.read(|reader, space| {
        let whose = match request.whose {
            Some(whose) => whose,
            None => {
                let sql = include_str!("mine.sql");
                let params = named_params! {":space": space.0.as_bytes(), ":me": me.to_string()};
                let mine = reader.one(sql, params, |row| row.get::<_, bool>(0))?.unwrap_or(false);
                if mine { Whose::Mine } else { Whose::Everybody }
            }
        };
        let left = &left;
        let morning = Morning { reader, space, today, now: desk.now(), me, whose, settings: &settings, left };
        let mut all = Vec::new();
        all.extend(morning.dossiers()?);
        all.extend(morning.tasks()?);
        all.extend(morning.news()?);
        all.retain(|item| !put_off.contains(&(item.kind, item.id)));
        all.sort_by(|a, b| (a.kind, due_day(a), &a.title).cmp(&(b.kind, due_day(b), &b.title)));
        let mut counts = BTreeMap::new();
        for item in &all {
            *counts.entry(item.kind).or_insert(0) += 1;
        }
        Ok(Today { date: today.to_string(), whose, cards: cards(&all), all, counts })
    })
}

/// The last day an item may be done; items without a date stand last within their kind.
fn due_day(item: &TodayItem) -> (bool, Option<jiff::civil::Date>) {
    let day = item.due.as_deref().and_then(|due| due.parse::<coexist_domain::Period>().ok()).map(|p| p.end());
    (day.is_none(), day)
}

/// One of each kind in turn until there are seven: ten late tasks must not hide the renewal.
fn cards(all: &[TodayItem]) -> Vec<TodayItem> {
    let mut by_kind: BTreeMap<TodayKind, Vec<usize>> = BTreeMap::new();
    for (index, item) in all.iter().enumerate() {
        by_kind.entry(item.kind).or_default().push(index);
    }
    let mut chosen: Vec<usize> = Vec::new();
    for turn in 0..CARDS {
        chosen.extend(by_kind.values().filter_map(|items| items.get(turn).copied()));
    }
    chosen.truncate(CARDS);
    chosen.sort_unstable();
    chosen.into_iter().map(|index| all[index].clone()).collect()
}
