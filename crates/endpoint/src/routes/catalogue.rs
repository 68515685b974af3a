//! The commons, for everybody: no token, since nothing in them is anybody's own.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::Endpoint;
use crate::error::ApiError;
use crate::request::Anyone;
use crate::store::catalogue;

pub(super) async fn list(
    State(endpoint): State<Arc<Endpoint>>,
    _: Anyone,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let list = endpoint.store.read(catalogue::list).await?;
    Ok(unless_known(&headers, "application/json", list))
}

pub(super) async fn text(
    State(endpoint): State<Arc<Endpoint>>,
    _: Anyone,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let text = endpoint.store.read(move |db| catalogue::text(db, &id)).await?;
    let text = text.ok_or_else(|| ApiError::new(StatusCode::NOT_FOUND, "item-unknown"))?;
    Ok(unless_known(&headers, "text/markdown; charset=utf-8", text))
}

/// The text, or only the word that it has not changed since the desk fetched it.
fn unless_known(headers: &HeaderMap, media_type: &'static str, text: String) -> Response {
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", &hash[..32])) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|tags| {
        // A proxy that compresses marks the tag as weak.
        tags.to_str().is_ok_and(|tags| tags.split(',').any(|t| tag == t.trim().trim_start_matches("W/")))
    });
    let tag = [(header::ETAG, tag)];
    if known {
        (StatusCode::NOT_MODIFIED, tag).into_response()
    } else {
        (tag, [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-cache")], text).into_response()
    }
}
