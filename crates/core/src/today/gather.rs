//! What stands on the page, one question at a time.

use std::collections::{BTreeMap, HashSet};

use coexist_domain::words::Stage;
use coexist_domain::{Id, Millis, Period, PersonId, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{Row, RowExt as _, SqlError, named_params};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::types::{TodayContact, TodayItem, TodayKind, TodayVerb, Whose};
use crate::Error;
use crate::records::{Colleagues, named_in, text};
use crate::settings::Settings;
use crate::wire::{Named, Param, RecordKind};

const DAY: Millis = 24 * 60 * 60 * 1000;

/// News older than this are no news.
const NEWS_DAYS: i64 = 7;

/// Everything the questions need.
pub(super) struct Morning<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) space: SpaceId,
    pub(super) today: Date,
    pub(super) now: Millis,
    pub(super) me: PersonId,
    pub(super) whose: Whose,
    pub(super) settings: &'a Settings,
    /// Contacts of whom an import said that they may have left, and nobody looked yet.
    pub(super) left: &'a HashSet<Id>,
}

/// One dossier, as far as the page asks.
struct Candidate {
    id: Id,
    title: String,
    stage: Option<Stage>,
    next_action: Option<String>,
    next_date: Option<Period>,
    end: Option<Period>,
    last_contact: Option<Period>,
    last_touch: Option<Millis>,
    postponed: Option<Period>,
    organisation: Option<Named>,
    contact: Option<TodayContact>,
}

impl Morning<'_> {
    /// Next actions due or coming, agreements that end, and dossiers gone quiet.
    pub(super) fn dossiers(&self) -> Result<Vec<TodayItem>, Error> {
        let params = named_params! {":space": self.space.0.as_bytes(), ":mine": self.mine()};
        let candidates = self.reader.rows(include_str!("dossiers.sql"), params, |row| self.candidate(row))?;
        let mut items = Vec::new();
        for dossier in candidates {
            if self.waits(dossier.postponed) {
                continue;
            }
            items.extend(self.next_action(&dossier));
            items.extend(self.renewal(&dossier));
            items.extend(self.quiet(&dossier));
        }
        Ok(items)
    }

    /// Tasks past their day and tasks of the coming week.
    pub(super) fn tasks(&self) -> Result<Vec<TodayItem>, Error> {
        let params = named_params! {
            ":space": self.space.0.as_bytes(),
            ":mine": self.mine(),
            ":until": self.in_days(7).to_string(),
        };
        let rows = self.reader.rows(include_str!("tasks.sql"), params, |row| {
            let dossier = named_in(row, "dossier", "dossier_title")?;
            let title = text(row, "title")?.unwrap_or_default();
            let (organisation, contact) =
                (named_in(row, "organisation", "organisation_name")?, self.contact(row)?);
            Ok((
                row.id("id")?,
                title,
                row.period("due")?,
                row.period("postponed")?,
                dossier,
                organisation,
                contact,
            ))
        })?;
        let mut items = Vec::new();
        for (id, title, due, postponed, dossier, organisation, contact) in rows {
            let Some(due) = due.filter(|_| !self.waits(postponed)) else { continue };
            let days = self.days_until(due.end());
            let (kind, sentence) = match days {
                ..0 => (TodayKind::Late, "task_late"),
                0 => (TodayKind::ThisWeek, "task_today"),
                _ => (TodayKind::ThisWeek, "task_soon"),
            };
            items.push(TodayItem {
                kind,
                id,
                record: RecordKind::Task,
                dossier,
                organisation,
                contact,
                title,
                sentence: sentence.to_owned(),
                params: BTreeMap::from([("days".to_owned(), Param::Number(days.abs()))]),
                due: Some(due.to_string()),
                verb: TodayVerb::Done,
            });
        }
        Ok(items)
    }

    /// What colleagues wrote lately.
    pub(super) fn news(&self) -> Result<Vec<TodayItem>, Error> {
        let colleagues = Colleagues::load(self.reader, self.space)?;
        let params = named_params! {
            ":space": self.space.0.as_bytes(),
            ":mine": self.mine(),
            ":me": self.me.0.as_bytes(),
            ":since": self.now - NEWS_DAYS * DAY,
        };
        Ok(self.reader.rows(include_str!("news.sql"), params, |row| {
            let exchange = text(row, "kind")?.as_deref() == Some("exchange");
            let who = colleagues.name(row.opt_id("author")?).unwrap_or_default();
            let at: Millis = row.get("at")?;
            let days = (self.now - at).max(0) / DAY;
            Ok(TodayItem {
                kind: TodayKind::News,
                id: row.id("id")?,
                record: if exchange { RecordKind::Exchange } else { RecordKind::JournalEntry },
                dossier: named_in(row, "dossier", "dossier_title")?,
                organisation: named_in(row, "organisation", "organisation_name")?,
                contact: None,
                title: text(row, "title")?.unwrap_or_default(),
                sentence: if exchange { "news_exchange" } else { "news_journal" }.to_owned(),
                params: BTreeMap::from([
                    ("who".to_owned(), Param::Text(who)),
                    ("days".to_owned(), Param::Number(days)),
                ]),
                due: None,
                verb: TodayVerb::Read,
            })
        })?)
    }

    fn candidate(&self, row: &Row<'_>) -> Result<Candidate, SqlError> {
        let touches =
            [row.get::<_, Option<Millis>>("last_exchange")?, row.get::<_, Option<Millis>>("last_journal")?];
        let id = row.id("id")?;
        Ok(Candidate {
            id,
            title: text(row, "title")?.unwrap_or_default(),
            stage: text(row, "stage")?.and_then(|code| code.parse().ok()),
            next_action: text(row, "next_action")?,
            next_date: row.period("next_date")?,
            end: row.period("end")?,
            last_contact: row.period("last_contact")?,
            last_touch: touches.into_iter().flatten().max(),
            postponed: row.period("postponed")?,
            organisation: named_in(row, "organisation", "organisation_name")?,
            contact: self.contact(row)?,
        })
    }

    /// Whom to speak with, unless they seem to be gone.
    fn contact(&self, row: &Row<'_>) -> Result<Option<TodayContact>, SqlError> {
        Ok(contact(row)?.filter(|who| !self.left.contains(&who.id)))
    }

    fn next_action(&self, dossier: &Candidate) -> Option<TodayItem> {
        // A suspended one waits for something else than a call of ours.
        let due = dossier.next_date.filter(|_| dossier.stage != Some(Stage::Paused))?;
        let days = self.days_until(due.end());
        let (kind, sentence) = match days {
            ..0 => (TodayKind::ToCall, "action_late"),
            0 => (TodayKind::ToCall, "action_today"),
            1..=7 => (TodayKind::ThisWeek, "action_soon"),
            _ => return None,
        };
        let title = dossier.next_action.clone().unwrap_or_else(|| dossier.title.clone());
        let params = [("days", Param::Number(days.abs()))];
        Some(item(dossier, kind, sentence, params, Some(due), TodayVerb::LogCall, title))
    }

    /// From the months set before the end until somebody closes or renews it.
    fn renewal(&self, dossier: &Candidate) -> Option<TodayItem> {
        let end = dossier.end?;
        let horizon = self.today.saturating_add(i64::from(self.settings.renewal_months).months());
        if end.end() > horizon || dossier.stage == Some(Stage::Meeting) {
            return None;
        }
        let days = self.days_until(end.end());
        let sentence = if days < 0 { "ended" } else { "ends" };
        let params = [("days", Param::Number(days.abs())), ("date", Param::Text(end.end().to_string()))];
        let title = dossier.title.clone();
        Some(item(dossier, TodayKind::Renewal, sentence, params, Some(end), TodayVerb::Prepare, title))
    }

    /// Nobody spoke or wrote for the weeks set, and nothing is planned. A paused one is meant to be quiet.
    fn quiet(&self, dossier: &Candidate) -> Option<TodayItem> {
        if dossier.next_date.is_some() || dossier.stage == Some(Stage::Paused) {
            return None;
        }
        let spoken = dossier.last_contact.map(|period| -self.days_until(period.end()));
        // A record that nobody touched since it was made counts from then; an id tells when that was.
        let written = dossier.last_touch.unwrap_or_else(|| dossier.id.made_at());
        let written = (self.now - written).max(0) / DAY;
        let days = spoken.map_or(written, |spoken| match dossier.last_touch {
            Some(_) => spoken.min(written),
            None => spoken,
        });
        let weeks = days / 7;
        if weeks < i64::from(self.settings.quiet_weeks) {
            return None;
        }
        let params = [("weeks", Param::Number(weeks))];
        let title = dossier.title.clone();
        Some(item(dossier, TodayKind::Quiet, "quiet", params, None, TodayVerb::TakeUp, title))
    }

    /// Put off until a day that has not come.
    fn waits(&self, postponed: Option<Period>) -> bool {
        postponed.is_some_and(|until| until.start() > self.today)
    }

    fn days_until(&self, day: Date) -> i64 {
        self.today.until(day).map_or(0, |span| i64::from(span.get_days()))
    }

    fn in_days(&self, days: i64) -> Date {
        self.today.saturating_add(days.days())
    }

    fn mine(&self) -> Option<String> {
        (self.whose == Whose::Mine).then(|| self.me.to_string())
    }
}

fn item<const N: usize>(
    dossier: &Candidate,
    kind: TodayKind,
    sentence: &str,
    params: [(&str, Param); N],
    due: Option<Period>,
    verb: TodayVerb,
    title: String,
) -> TodayItem {
    TodayItem {
        kind,
        id: dossier.id,
        record: RecordKind::Dossier,
        dossier: Some(Named { id: dossier.id, name: dossier.title.clone() }),
        organisation: dossier.organisation.clone(),
        contact: dossier.contact.clone(),
        title,
        sentence: sentence.to_owned(),
        params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        due: due.map(|period| period.to_string()),
        verb,
    }
}

fn contact(row: &Row<'_>) -> Result<Option<TodayContact>, SqlError> {
    let Some(id) = row.opt_id("contact")? else { return Ok(None) };
    let phone = row.set("contact_phones")?.into_iter().next();
    Ok(Some(TodayContact { id, name: text(row, "contact_name")?.unwrap_or_default(), phone }))
}
