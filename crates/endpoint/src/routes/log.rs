//! One line for each request: enough to see load and faults, nothing about who and what. The route is the
//! pattern and not the address that was asked for, in which somebody may have put anything.

use axum::body::HttpBody as _;
use axum::extract::{MatchedPath, Request};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

pub(super) async fn one_line(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let up = request.headers().get(header::CONTENT_LENGTH).and_then(|n| n.to_str().ok()?.parse::<u64>().ok());
    let response = next.run(request).await;
    tracing::info!(
        route = route.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        up = up.unwrap_or(0),
        down = response.body().size_hint().lower(),
        ms = started.elapsed().as_millis() as u64,
        "request"
    );
    response
}
