//! What a handler takes: a device that proved itself, a whole message within its size. Nothing else reads the
//! header of a token or a body.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use coexist_domain::{DeviceId, SpaceId};
use coexist_sync::SegmentError;
use coexist_sync::protocol::{JoinRequest, MAX_REQUEST, Message, Push, TokenRequest};
use http_body_util::BodyExt as _;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout, timeout_at};

use crate::error::ApiError;
use crate::routes::Endpoint;
use crate::store::StoreError;
use crate::store::members::Standing;
use crate::store::tokens::{self, TokenHash};

/// A device of a roster, proved by its token. Only the extractor builds one, so a handler that takes it cannot
/// be reached without; and what a handler may do, it does with this device's organisation.
pub(crate) struct ConfirmedDevice {
    standing: Standing,
    hash: TokenHash,
    is_half_spent: bool,
}

impl ConfirmedDevice {
    pub(crate) fn standing(&self) -> &Standing {
        &self.standing
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.standing.device
    }

    pub(crate) fn organisation(&self) -> SpaceId {
        self.standing.organisation
    }

    /// The token it came with, when it is time for another.
    pub(crate) fn spent_token(&self) -> Option<TokenHash> {
        self.is_half_spent.then_some(self.hash)
    }
}

impl FromRequestParts<Arc<Endpoint>> for ConfirmedDevice {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, endpoint: &Arc<Endpoint>) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers).ok_or_else(ApiError::unconfirmed)?;
        let now = endpoint.clock.now();
        let held = endpoint.store.read(move |db| tokens::held(db, &token, now)).await?;
        let Some(tokens::Held { standing, hash, is_half_spent }) = held else {
            // Guessing is slowed down by the address, as there is no device to count.
            endpoint.count_address(&parts.extensions)?;
            return Err(ApiError::unconfirmed());
        };
        endpoint.devices.count(standing.device).map_err(|wait| ApiError::slow_down("too-many", wait))?;
        Ok(Self { standing, hash, is_half_spent })
    }
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// Who is at the other end of the connection: counted, never logged.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// A request on a route without a token, counted by its address.
pub(crate) struct Anyone;

impl FromRequestParts<Arc<Endpoint>> for Anyone {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, endpoint: &Arc<Endpoint>) -> Result<Self, ApiError> {
        endpoint.count_address(&parts.extensions).map(|()| Self)
    }
}

/// A message and how large it may be.
pub(crate) trait Limited: Message {
    const MAX: usize;
}

impl Limited for Push {
    const MAX: usize = MAX_REQUEST;
}

impl Limited for JoinRequest {
    const MAX: usize = 16 * 1024;
}

impl Limited for TokenRequest {
    const MAX: usize = 1024;
}

/// A whole message, and the place in memory that it takes until it was dealt with.
pub(crate) struct Received<M> {
    pub(crate) message: M,
    pub(crate) _memory: OwnedSemaphorePermit,
}

impl<M: Limited> FromRequest<Arc<Endpoint>> for Received<M> {
    type Rejection = ApiError;

    async fn from_request(request: Request, endpoint: &Arc<Endpoint>) -> Result<Self, ApiError> {
        let announced = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        let kib = announced.unwrap_or(M::MAX).min(M::MAX).div_ceil(1024) as u32;
        let place = Arc::clone(&endpoint.memory).acquire_many_owned(kib);
        let Ok(Ok(memory)) = timeout(Duration::from_secs(3), place).await else {
            return Err(StoreError::Busy.into());
        };
        let bytes = read_body(request, endpoint, M::MAX).await?;
        let message = M::from_bytes(&bytes).map_err(|error| match error {
            SegmentError::NewerFormat => ApiError::newer_format(),
            SegmentError::Malformed
            | SegmentError::Signature
            | SegmentError::Sealed
            | SegmentError::Erased => ApiError::malformed(),
        })?;
        Ok(Self { message, _memory: memory })
    }
}

/// Reads a body as it comes. Links in the field are slow and stall, so there is no limit on the whole time,
/// only on standing still and on a crawl that no link explains.
async fn read_body(request: Request, endpoint: &Endpoint, max: usize) -> Result<Vec<u8>, ApiError> {
    let (stall, floor) = (endpoint.limits.stall, f64::from(endpoint.limits.floor.max(1)));
    let slow = || ApiError::new(axum::http::StatusCode::REQUEST_TIMEOUT, "too-slow");
    let started = Instant::now();
    let mut body = request.into_body();
    let (mut bytes, mut total) = (Vec::new(), 0usize);
    loop {
        let crawl = started + stall + Duration::from_secs_f64(total as f64 / floor);
        let frame = timeout_at(crawl.min(Instant::now() + stall), body.frame()).await.map_err(|_| slow())?;
        match frame {
            None => break,
            // Cut: nobody is there to read the answer, but the log says what happened.
            Some(Err(_)) => return Err(ApiError::new(axum::http::StatusCode::BAD_REQUEST, "cut")),
            Some(Ok(frame)) => {
                let Ok(data) = frame.into_data() else { continue };
                total += data.len();
                if total <= max {
                    bytes.extend_from_slice(&data);
                } else {
                    bytes = Vec::new();
                }
                // What is only a little too large is read to its end, unkept: an answer sent while the desk
                // still writes would reach it as a broken connection.
                if total > max.saturating_mul(2) {
                    break;
                }
            }
        }
    }
    if total > max { Err(ApiError::too_large(max)) } else { Ok(bytes) }
}
