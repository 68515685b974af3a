//! Finding anything by its words.

mod types;

use std::collections::BTreeMap;

use coexist_domain::{Id, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{RowExt as _, named_params, plain};

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::records::{named_in, text, words_json};
use crate::wire::RecordKind;

/// Characters of the excerpt before and after what was found.
const AROUND: usize = 60;

/// Finds organisations, contacts, dossiers, tasks, journal entries and exchanges that hold every word.
///
/// # Errors
/// Those of the store.
pub fn find(desk: &Desk, request: Find) -> Result<Found, Error> {
    let Some(words) = words_json(Some(&request.text)) else { return Ok(Found { items: Vec::new() }) };
    let limit = request.limit.unwrap_or(20).min(200);
    desk.read(|reader, space| Ok(Found { items: hits(reader, space, &request.text, &words, limit)? }))
}

fn hits(
    reader: &Reader<'_>,
    space: SpaceId,
    asked: &str,
    words: &str,
    limit: u32,
) -> Result<Vec<SearchHit>, Error> {
    let kinds = BTreeMap::from([
        ("organisation", RecordKind::Organisation),
        ("contact", RecordKind::Contact),
        ("dossier", RecordKind::Dossier),
        ("task", RecordKind::Task),
        ("journal_entry", RecordKind::JournalEntry),
        ("exchange", RecordKind::Exchange),
    ]);
    let first = plain(asked.split_whitespace().next().unwrap_or_default());
    let params = named_params! {
        ":space": space.0.as_bytes(),
        ":words": words,
        ":whole": plain(asked),
        ":limit": limit,
    };
    let rows = reader.rows(include_str!("find.sql"), params, |row| {
        let Some(kind) = text(row, "kind")?.and_then(|kind| kinds.get(kind.as_str()).copied()) else {
            return Ok(None);
        };
        let id: Id = row.id("id")?;
        let (title, body) = (text(row, "title")?.unwrap_or_default(), text(row, "body")?);
        Ok(Some(SearchHit {
            kind,
            id,
            excerpt: body.filter(|_| !plain(&title).contains(&first)).and_then(|body| excerpt(&body, &first)),
            title,
            dossier: named_in(row, "dossier", "dossier_title")?,
            organisation: named_in(row, "organisation", "organisation_name")?,
            at: row.get("at")?,
        }))
    })?;
    Ok(rows.into_iter().flatten().collect())
}

/// The words around the first occurrence. Looked for word by word, because folding accents moves offsets.
fn excerpt(body: &str, word: &str) -> Option<String> {
    let words: Vec<&str> = body.split_whitespace().collect();
    let at = words.iter().position(|candidate| plain(candidate).contains(word))?;
    let mut from = at;
    let mut length = words[at].chars().count();
    while from > 0 && length < AROUND {
        from -= 1;
        length += words[from].chars().count() + 1;
    }
    let mut to = at + 1;
    while to < words.len() && length < 2 * AROUND {
        length += words[to].chars().count() + 1;
        to += 1;
    }
    let (before, after) = (if from > 0 { "… " } else { "" }, if to < words.len() { " …" } else { "" });
    Some(format!("{before}{}{after}", words[from..to].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_keeps_accents_and_whole_words() {
        let body = "Le comité s'est réuni à Ségou ; la convention sera signée avant la fin du trimestre par les deux directions, puis envoyée au financeur public.";
        let found = excerpt(body, "signee").unwrap();
        assert!(found.contains("la convention sera signée avant"), "{found}");
        assert!(found.ends_with(" …"), "{found}");
        assert_eq!(excerpt(body, "dakar"), None);
    }
}
