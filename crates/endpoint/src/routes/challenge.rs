//! A device without a token proves itself by its key: it signs a challenge and gets a fresh one.
//!
//! A challenge is not stored when it is given, or anybody could fill the memory by asking: it carries its own
//! end and a mark that only this process can make. Once used it is remembered until that end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use coexist_domain::Millis;
use coexist_sync::protocol::{Joined, MEDIA_TYPE, TokenRequest};

use super::{Endpoint, answer};
use crate::error::ApiError;
use crate::request::{Anyone, Received};
use crate::store::{StoreError, members, tokens};

/// How long a challenge may be answered.
const LIFE: Millis = 5 * 60 * 1000;

type Challenge = [u8; 32];

pub(crate) struct Challenges {
    key: [u8; 32],
    used: Mutex<HashMap<Challenge, Millis>>,
}

impl Challenges {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self { key, used: Mutex::default() }
    }

    fn make(&self, nonce: [u8; 8], now: Millis) -> Challenge {
        let mut challenge = [0; 32];
        challenge[..8].copy_from_slice(&now.saturating_add(LIFE).to_be_bytes());
        challenge[8..16].copy_from_slice(&nonce);
        let mark = self.mark(&challenge);
        challenge[16..].copy_from_slice(&mark);
        challenge
    }

    /// Whether it was made here, is still open, and was not used before: it is used now.
    fn spend(&self, challenge: &Challenge, now: Millis) -> bool {
        let mut end = [0; 8];
        end.copy_from_slice(&challenge[..8]);
        let end = Millis::from_be_bytes(end);
        // Compared as hashes, so that the time it takes says nothing about the right mark.
        let right = blake3::hash(&self.mark(challenge)) == blake3::hash(&challenge[16..]);
        if !right || now >= end {
            return false;
        }
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.retain(|_, end| *end > now);
        used.insert(*challenge, end).is_none()
    }

    fn mark(&self, challenge: &Challenge) -> [u8; 16] {
        let mut mark = [0; 16];
        mark.copy_from_slice(&blake3::keyed_hash(&self.key, &challenge[..16]).as_bytes()[..16]);
        mark
    }
}

/// The answer's body is the challenge: 32 bytes.
pub(super) async fn challenge(State(endpoint): State<Arc<Endpoint>>, _: Anyone) -> Response {
    let challenge = endpoint.challenges.make(rand::random(), endpoint.clock.now());
    let headers = [(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")];
    (headers, challenge.to_vec()).into_response()
}

/// Answers a [`Joined`], as joining does: a desk that never got that answer has what it needs.
pub(super) async fn token(
    State(endpoint): State<Arc<Endpoint>>,
    _: Anyone,
    received: Received<TokenRequest>,
) -> Result<Response, ApiError> {
    let request = received.message;
    let device = request.device;
    let refused = |code| ApiError::new(StatusCode::FORBIDDEN, code);
    let member = endpoint.store.read(move |db| members::standing(db, device)).await?;
    let member = member.ok_or_else(|| refused("device-unknown"))?;
    if !request.is_signed(&endpoint.signer.public(), &member.public) {
        return Err(refused("signature-invalid"));
    }
    if member.removed.is_some() {
        return Err(refused("device-removed"));
    }
    let now = endpoint.clock.now();
    // After the signature: nobody can use up somebody else's challenge.
    if !endpoint.challenges.spend(&request.challenge, now) {
        return Err(refused("challenge-expired"));
    }
    let fresh = rand::random();
    let joined = endpoint.store.write(move |db| {
        Ok::<_, StoreError>(Joined { token: tokens::issue(db, device, None, &fresh, now)? })
    });
    Ok(answer(&joined.await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_used_once_and_in_time() {
        let challenges = Challenges::new([1; 32]);
        let challenge = challenges.make([2; 8], 1000);
        for i in 0..32 {
            let mut other = challenge;
            other[i] ^= 1;
            assert!(!challenges.spend(&other, 1000), "byte {i}");
        }
        assert!(!challenges.spend(&challenge, 1000 + LIFE), "too late");
        assert!(challenges.spend(&challenge, 1000));
        assert!(!challenges.spend(&challenge, 1000), "a second time");
        assert!(!Challenges::new([3; 32]).spend(&challenges.make([4; 8], 1000), 1000), "another process's");
    }
}
