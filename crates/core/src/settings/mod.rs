//! What a person sets for this computer. Settings are local: they never travel.

mod types;

pub use types::*;

use crate::Error;
use crate::desk::Desk;
use crate::wire::Nothing;

const KEY: &str = "settings";

/// The settings; the usual ones where nothing was set, or where a newer version wrote what this one cannot
/// read.
///
/// # Errors
/// Those of the store.
pub fn get(desk: &Desk, _: Nothing) -> Result<Settings, Error> {
    let kept = desk.store().local_get(KEY)?;
    Ok(kept.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default())
}

/// Changes some settings and answers all.
///
/// # Errors
/// `invalid-value` for a number out of its bounds, and those of the store.
pub fn set(desk: &Desk, request: SetSettings) -> Result<Settings, Error> {
    let old = get(desk, Nothing {})?;
    let new = Settings {
        language: request.language.unwrap_or(old.language),
        theme: request.theme.unwrap_or(old.theme),
        contrast: request.contrast.unwrap_or(old.contrast),
        text_size: request.text_size.unwrap_or(old.text_size),
        quiet_weeks: request.quiet_weeks.unwrap_or(old.quiet_weeks),
        renewal_months: request.renewal_months.unwrap_or(old.renewal_months),
    };
    let bounds = [
        ("text_size", (0.75..=3.0).contains(&new.text_size)),
        ("quiet_weeks", (1..=52).contains(&new.quiet_weeks)),
        ("renewal_months", (1..=24).contains(&new.renewal_months)),
    ];
    if let Some((field, _)) = bounds.iter().find(|(_, holds)| !holds) {
        return Err(Error::invalid_value(field));
    }
    let json = serde_json::to_vec(&new).map_err(|error| Error::new("internal").because(error))?;
    desk.store().local_set(KEY, Some(&json))?;
    Ok(new)
}
