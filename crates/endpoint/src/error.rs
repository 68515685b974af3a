//! What a request is told when it is refused: a code, and a status for proxies and monitors. No sentence: the
//! desk has the words, in the person's language.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coexist_sync::roster::RosterError;
use serde_json::{Map, Value, json};

use crate::store::StoreError;
use crate::store::rosters::JoinError;

/// A refusal.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    code: &'static str,
    params: Map<String, Value>,
    retry_after: Option<u64>,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, params: Map::new(), retry_after: None }
    }

    /// The bytes are not this route's message.
    pub(crate) fn malformed() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed")
    }

    /// The message is of a format that this endpoint does not read: the endpoint is to be updated.
    pub(crate) fn newer_format() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "newer-format")
    }

    /// No token, or none that holds: the device proves itself again.
    pub(crate) fn unconfirmed() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "token-invalid")
    }

    /// Too large; `max` in bytes.
    pub(crate) fn too_large(max: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large").with("max", max)
    }

    /// Too much at once; `seconds` to wait.
    pub(crate) fn slow_down(code: &'static str, seconds: u64) -> Self {
        let mut error = Self::new(StatusCode::TOO_MANY_REQUESTS, code).with("seconds", seconds);
        error.retry_after = Some(seconds);
        error
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Busy) {
            return Self::slow_down("busy", 2);
        }
        tracing::error!(error = &error as &dyn std::error::Error, "the store failed");
        let mut failed = Self::new(StatusCode::SERVICE_UNAVAILABLE, "store-failed");
        failed.retry_after = Some(30);
        failed
    }
}

impl From<JoinError> for ApiError {
    fn from(error: JoinError) -> Self {
        match error {
            JoinError::Store(error) => error.into(),
            JoinError::UnknownOrganisation => Self::new(StatusCode::NOT_FOUND, "organisation-unknown"),
            JoinError::AlreadyJoined => Self::new(StatusCode::CONFLICT, "already-joined"),
            JoinError::Expired => Self::new(StatusCode::GONE, "invitation-expired"),
            JoinError::Roster(RosterError::Used) => Self::new(StatusCode::CONFLICT, "invitation-used"),
            JoinError::Roster(RosterError::Malformed) => Self::malformed(),
            JoinError::Roster(RosterError::AlreadyIn) => Self::new(StatusCode::CONFLICT, "already-joined"),
            JoinError::Roster(RosterError::Signature | RosterError::OtherRoster) => {
                Self::new(StatusCode::FORBIDDEN, "signature-invalid")
            }
            JoinError::Roster(
                RosterError::NotAllowed
                | RosterError::NotIn
                | RosterError::Overtaken
                | RosterError::LastOwner,
            ) => Self::new(StatusCode::FORBIDDEN, "invitation-not-by-owner"),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = Json(json!({ "code": self.code, "params": self.params }));
        let mut response = (self.status, body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
