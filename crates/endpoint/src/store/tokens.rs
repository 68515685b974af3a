//! Tokens: what a device shows instead of signing each request. Kept hashed, so that a stolen database opens
//! nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coexist_domain::{DeviceId, Id, Millis};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::members::{self, Standing};
use super::{StoreError, fixed};

/// How long a token holds: a season in the field without a connection.
pub(crate) const LIFE: Millis = 90 * 24 * 3600 * 1000;

/// The hash under which a token is kept.
pub(crate) type TokenHash = [u8; 32];

/// A token that holds.
pub(crate) struct Held {
    pub(crate) standing: Standing,
    pub(crate) hash: TokenHash,
    /// Whether half of its life is over.
    pub(crate) is_half_spent: bool,
}

/// Whose token this is, if it holds and its device still stands in a roster.
pub(crate) fn held(db: &Connection, token: &str, now: Millis) -> Result<Option<Held>, StoreError> {
    let hash = hash(token);
    let mut query = db.prepare_cached("SELECT device, issued, expires FROM token WHERE hash = ?1")?;
    let row = query
        .query_row([&hash[..]], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((device, issued, expires)): Option<(_, Millis, Millis)> = row else { return Ok(None) };
    if now >= expires {
        return Ok(None);
    }
    let device = DeviceId(Id::from_bytes(fixed(&device)?));
    let Some(standing) = members::standing(db, device)? else { return Ok(None) };
    Ok(Some(Held { standing, hash, is_half_spent: now - issued >= (expires - issued) / 2 }))
}

/// Gives a device a token; of its others only `keep` holds on, the one it is using at this moment, since the
/// answer with the new one may be lost.
pub(crate) fn issue(
    db: &Connection,
    device: DeviceId,
    keep: Option<&TokenHash>,
    fresh: &[u8; 16],
    now: Millis,
) -> Result<String, StoreError> {
    let token = URL_SAFE_NO_PAD.encode(fresh);
    let device = &device.0.as_bytes()[..];
    let keep = keep.map(|hash| &hash[..]).unwrap_or_default();
    db.execute(
        "DELETE FROM token WHERE (device = ?1 AND hash <> ?2) OR expires <= ?3",
        params![device, keep, now],
    )?;
    db.execute(
        "INSERT INTO token (hash, device, issued, expires) VALUES (?1, ?2, ?3, ?4)",
        params![&hash(&token)[..], device, now, now.saturating_add(LIFE)],
    )?;
    Ok(token)
}

fn hash(token: &str) -> TokenHash {
    *blake3::hash(token.as_bytes()).as_bytes()
}
