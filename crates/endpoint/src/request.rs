//! What a handler takes: a device that proved itself, a whole message within its size, a body piece by piece.
//! Nothing else reads the header of a token or a body.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use coexist_domain::DeviceId;
use coexist_sync::protocol::{JoinRequest, Message, TokenRequest, Unreadable};
use http_body_util::BodyExt as _;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout, timeout_at};

use crate::error::ApiError;
use crate::routes::Endpoint;
use crate::store::StoreError;
use crate::store::members::Standing;
use crate::store::tokens::{self, TokenHash};

/// A device of a roster, proved by its token. Only the extractor builds one, so a handler that takes it cannot
/// be reached without; and what a handler may do, it does with this device's standing: a removed one still has
/// one, by which it reads its own removal and hands in what it held.
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

    /// The token it came with, when it is time for another. A removed device gets no other.
    pub(crate) fn spent_token(&self) -> Option<TokenHash> {
        (self.is_half_spent && self.standing.removed.is_none()).then_some(self.hash)
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
        let memory = place(endpoint, announced(&request), M::MAX).await?;
        let mut body = Incoming::new(request, endpoint, M::MAX);
        let mut bytes = Vec::new();
        while let Some(piece) = body.piece().await? {
            bytes.extend_from_slice(&piece);
        }
        Ok(Self { message: M::from_bytes(&bytes)?, _memory: memory })
    }
}

impl From<Unreadable> for ApiError {
    fn from(error: Unreadable) -> Self {
        match error {
            Unreadable::NewerFormat => Self::newer_format(),
            Unreadable::Malformed => Self::malformed(),
        }
    }
}

fn announced(request: &Request) -> Option<usize> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The place in memory for a body of which at most so many bytes are held at once.
async fn place(
    endpoint: &Arc<Endpoint>,
    announced: Option<usize>,
    max: usize,
) -> Result<OwnedSemaphorePermit, ApiError> {
    let kib = announced.unwrap_or(max).min(max).div_ceil(1024) as u32;
    let place = Arc::clone(&endpoint.memory).acquire_many_owned(kib);
    match timeout(Duration::from_secs(3), place).await {
        Ok(Ok(memory)) => Ok(memory),
        _ => Err(StoreError::Busy.into()),
    }
}

/// A body whose items are dealt with as they come: with the place in memory for what is held of it at once.
pub(crate) struct Flowing {
    pub(crate) body: Incoming,
    pub(crate) _memory: OwnedSemaphorePermit,
}

impl Flowing {
    /// The most of a body that is in memory at once: one item, and the batch that waits for the disk.
    const HELD: usize = 1024 * 1024;
}

impl FromRequest<Arc<Endpoint>> for Flowing {
    type Rejection = ApiError;

    async fn from_request(request: Request, endpoint: &Arc<Endpoint>) -> Result<Self, ApiError> {
        let memory = place(endpoint, announced(&request), Self::HELD).await?;
        let body = Incoming::new(request, endpoint, coexist_sync::protocol::MAX_REQUEST);
        Ok(Self { body, _memory: memory })
    }
}

/// A body as it comes. Links in the field are slow and stall, so there is no limit on the whole time, only on
/// standing still and on a crawl that no link explains.
pub(crate) struct Incoming {
    body: Body,
    stall: Duration,
    floor: f64,
    max: usize,
    total: usize,
    started: Instant,
    last: Instant,
}

impl Incoming {
    fn new(request: Request, endpoint: &Endpoint, max: usize) -> Self {
        let (stall, floor) = (endpoint.limits.stall, f64::from(endpoint.limits.floor.max(1)));
        let now = Instant::now();
        Self { body: request.into_body(), stall, floor, max, total: 0, started: now, last: now }
    }

    /// The next piece; none at the end.
    pub(crate) async fn piece(&mut self) -> Result<Option<Bytes>, ApiError> {
        let far = Instant::now() + Duration::from_secs(24 * 3600);
        loop {
            if let Some(piece) = self.piece_until(far).await? {
                return Ok(piece);
            }
        }
    }

    /// The same, but with nothing when none came until then. Nothing is lost of what comes later.
    pub(crate) async fn piece_until(&mut self, until: Instant) -> Result<Option<Option<Bytes>>, ApiError> {
        let slow = || ApiError::new(StatusCode::REQUEST_TIMEOUT, "too-slow");
        loop {
            let crawl = self.started + self.stall + Duration::from_secs_f64(self.total as f64 / self.floor);
            let patience = crawl.min(self.last + self.stall);
            let frame = match timeout_at(patience.min(until), self.body.frame()).await {
                Ok(frame) => frame,
                Err(_) if until < patience => return Ok(None),
                Err(_) => return Err(slow()),
            };
            self.last = Instant::now();
            match frame {
                None if self.total > self.max => return Err(ApiError::too_large(self.max)),
                None => return Ok(Some(None)),
                // Cut: nobody is there to read the answer, but the log says what happened.
                Some(Err(_)) => return Err(ApiError::new(StatusCode::BAD_REQUEST, "cut")),
                Some(Ok(frame)) => {
                    let Ok(data) = frame.into_data() else { continue };
                    self.total += data.len();
                    if self.total <= self.max {
                        return Ok(Some(Some(data)));
                    }
                    // What is only a little too large is read to its end, unkept: an answer sent while the desk
                    // still writes would reach it as a broken connection.
                    if self.total > self.max.saturating_mul(2) {
                        return Err(ApiError::too_large(self.max));
                    }
                }
            }
        }
    }

    /// Reads on without keeping anything, for the same reason.
    pub(crate) async fn drain(&mut self) {
        while let Ok(Some(_)) = self.piece().await {}
    }
}
