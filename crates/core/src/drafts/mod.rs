//! Drafts: what somebody was typing when the window, the desk or the current went away.
//!
//! They are local and never in the log: a draft is nobody's statement yet, so no colleague may receive it.

mod types;

use coexist_domain::Millis;
use serde::{Deserialize, Serialize};
pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::wire::{Done, Nothing};

const PREFIX: &str = "draft:";
/// A draft is somebody typing; anything longer is a file and has another way in.
const LONGEST: usize = 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Kept {
    text: String,
    at: Millis,
}

/// Keeps what stands in a field; nothing in it forgets the draft.
///
/// # Errors
/// `too-long` beyond 1 MiB, and the store's.
pub fn save(desk: &Desk, request: SaveDraft) -> Result<Done, Error> {
    if request.text.is_empty() {
        return delete(desk, OneDraft { key: request.key });
    }
    if request.text.len() > LONGEST {
        return Err(Error::new("too-long").with("field", "text"));
    }
    let kept = serde_json::to_vec(&Kept { text: request.text, at: desk.now() })
        .map_err(|e| Error::new("internal").because(e))?;
    desk.store().local_set(&format!("{PREFIX}{}", request.key), Some(&kept))?;
    Ok(Done {})
}

/// What was being typed in a field.
///
/// # Errors
/// The store's.
pub fn get(desk: &Desk, request: OneDraft) -> Result<DraftFound, Error> {
    let kept = desk.store().local_get(&format!("{PREFIX}{}", request.key))?;
    Ok(DraftFound { draft: kept.and_then(|bytes| draft(request.key, &bytes)) })
}

/// Every draft, the latest first.
///
/// # Errors
/// The store's.
pub fn list(desk: &Desk, _: Nothing) -> Result<DraftList, Error> {
    let mut items: Vec<Draft> = desk
        .store()
        .local_list(PREFIX)?
        .into_iter()
        .filter_map(|(key, bytes)| draft(key.strip_prefix(PREFIX)?.to_owned(), &bytes))
        .collect();
    items.sort_by_key(|d| std::cmp::Reverse(d.at));
    Ok(DraftList { items })
}

/// Forgets a draft, once it has become a record or was given up.
///
/// # Errors
/// The store's.
pub fn delete(desk: &Desk, request: OneDraft) -> Result<Done, Error> {
    desk.store().local_set(&format!("{PREFIX}{}", request.key), None)?;
    Ok(Done {})
}

fn draft(key: String, bytes: &[u8]) -> Option<Draft> {
    let kept: Kept = serde_json::from_slice(bytes).ok()?;
    Some(Draft { key, text: kept.text, at: kept.at })
}
