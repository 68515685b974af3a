//! A device comes in with an invitation.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use coexist_sync::protocol::{JoinRequest, Joined};

use super::{Endpoint, answer};
use crate::error::ApiError;
use crate::request::{Anyone, Received};
use crate::store::rosters::{JoinError, Registrar};
use crate::store::tokens;

/// Names longer than this are not names; in bytes.
pub(crate) const MAX_NAME: usize = 400;

pub(super) async fn join(
    State(endpoint): State<Arc<Endpoint>>,
    _: Anyone,
    received: Received<JoinRequest>,
) -> Result<Response, ApiError> {
    let JoinRequest(join) = received.message;
    let names =
        [&join.device_name, &join.person_name, &join.grant.organisation_name, &join.grant.person_name];
    if names.iter().any(|name| name.len() > MAX_NAME) {
        return Err(ApiError::malformed());
    }
    let (signer, now, fresh) = (Arc::clone(&endpoint.signer), endpoint.clock.now(), rand::random());
    let joined = endpoint.store.write(move |db| {
        let device = Registrar { db, endpoint: &signer, now }.join(&join)?;
        Ok::<_, JoinError>(Joined { token: tokens::issue(db, device, None, &fresh, now)? })
    });
    Ok(answer(&joined.await?))
}
