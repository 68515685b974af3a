//! The routes, and what their handlers share.

mod catalogue;
mod challenge;
mod join;
mod log;
mod sync;
mod turns;

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::{Extensions, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Router, middleware};
use coexist_domain::{Clock, DeviceId};
use coexist_sync::Signer;
use coexist_sync::protocol::{CHALLENGE, HEALTH, JOIN, MEDIA_TYPE, Message, SYNC, TOKEN};
use tokio::sync::Semaphore;

use crate::error::ApiError;
use crate::limits::{Limits, Meter};
use crate::request::Peer;
use crate::store::Store;

/// What all handlers share.
pub(crate) struct Endpoint {
    pub(crate) store: Store,
    pub(crate) signer: Arc<Signer>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limits: Limits,
    pub(crate) devices: Meter<DeviceId>,
    pub(crate) addresses: Meter<IpAddr>,
    /// Place for bodies, in KiB.
    pub(crate) memory: Arc<Semaphore>,
    pub(crate) challenges: challenge::Challenges,
    pub(crate) turns: turns::Turns,
}

impl Endpoint {
    pub(crate) fn new(store: Store, signer: Signer, clock: Arc<dyn Clock>, limits: Limits) -> Self {
        Self {
            store,
            signer: Arc::new(signer),
            clock,
            limits,
            devices: Meter::new(limits.device),
            addresses: Meter::new(limits.address),
            memory: Arc::new(Semaphore::new(limits.memory.div_ceil(1024))),
            challenges: challenge::Challenges::new(rand::random()),
            turns: turns::Turns::default(),
        }
    }

    /// Counts a request by the address it came from.
    pub(crate) fn count_address(&self, extensions: &Extensions) -> Result<(), ApiError> {
        let Some(Peer(address)) = extensions.get() else { return Ok(()) };
        self.addresses.count(*address).map_err(|wait| ApiError::slow_down("too-many", wait))
    }
}

/// Every route, in one list: the test that holds the authorisation goes through it.
fn routes() -> [(&'static str, MethodRouter<Arc<Endpoint>>); 7] {
    [
        (HEALTH, get(crate::health::report)),
        (JOIN, post(join::join)),
        (CHALLENGE, post(challenge::challenge)),
        (TOKEN, post(challenge::token)),
        (SYNC, post(sync::sync)),
        ("/v1/catalogue", get(catalogue::list)),
        ("/v1/catalogue/{id}", get(catalogue::text)),
    ]
}

pub(crate) fn router(endpoint: Arc<Endpoint>) -> Router {
    let all = routes().into_iter().fold(Router::new(), |router, (path, how)| router.route(path, how));
    all.fallback(|| async { ApiError::new(StatusCode::NOT_FOUND, "no-such-route") })
        .method_not_allowed_fallback(|| async { ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method") })
        .layer(middleware::from_fn(log::one_line))
        .with_state(endpoint)
}

/// A message as an answer.
fn answer(message: &impl Message) -> Response {
    ([(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")], message.to_bytes())
        .into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    use super::*;

    /// The routes that anybody may call. What is not here asks for a confirmed device.
    const OPEN: &[&str] = &[HEALTH, JOIN, CHALLENGE, TOKEN, "/v1/catalogue", "/v1/catalogue/{id}"];

    #[tokio::test]
    async fn every_other_route_asks_for_a_confirmed_device() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let signer = Signer::from_seed(&[1; 32]);
        let clock = Arc::new(crate::SystemClock);
        let router = router(Arc::new(Endpoint::new(store, signer, clock, Limits::default())));
        for (path, _) in routes() {
            let mut methods = Vec::new();
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                for token in [None, Some("Bearer x"), Some("Basic x"), Some("Bearer "), Some("")] {
                    let mut request = Request::builder().method(method).uri(path.replace("{id}", "x"));
                    if let Some(token) = token {
                        request = request.header("authorization", token);
                    }
                    let request = request.body(Body::from("x")).unwrap();
                    let status = router.clone().oneshot(request).await.unwrap().status();
                    if status == StatusCode::METHOD_NOT_ALLOWED {
                        continue;
                    }
                    methods.push(method);
                    assert_eq!(status == StatusCode::UNAUTHORIZED, !OPEN.contains(&path), "{method} {path}");
                }
            }
            assert!(!methods.is_empty(), "{path} answers to nothing");
        }
    }
}
