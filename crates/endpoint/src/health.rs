//! Whether the endpoint lives: what it says of itself, and the small client that monitors run.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coexist_sync::FORMAT;
use coexist_sync::invitation::endpoint_address;
use coexist_sync::protocol::HEALTH;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::routes::Endpoint;
use crate::store::settings;

/// Longer than this an answer is not one of ours.
const MAX_REPORT: u64 = 64 * 1024;

pub(crate) async fn report(State(endpoint): State<Arc<Endpoint>>) -> Result<Json<Value>, ApiError> {
    // Alive means able to read what it keeps.
    endpoint.store.read(settings::published).await?;
    Ok(Json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "format": FORMAT,
        "endpoint": URL_SAFE_NO_PAD.encode(endpoint.signer.public()),
        "time": endpoint.clock.now(),
    })))
}

/// Why there is no healthy endpoint at an address.
#[derive(Debug, thiserror::Error)]
pub enum HealthError {
    /// Not an endpoint's address.
    #[error("not an endpoint's address")]
    Address,
    /// Nobody answers, or not in time.
    #[error("nobody answers")]
    Unreachable(#[source] Box<ureq::Error>),
    /// Something else answers, or the endpoint says that it is unwell.
    #[error("not a healthy endpoint")]
    Unhealthy,
}

/// Asks the endpoint at this address how it is; its report, when it is well. Blocks for ten seconds at most.
///
/// # Errors
/// [`HealthError`].
pub fn health(address: &str) -> Result<Value, HealthError> {
    let address = endpoint_address(address).map_err(|_| HealthError::Address)?;
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(10)))
        .http_status_as_error(false)
        .build()
        .into();
    let mut answer = agent
        .get(format!("{address}{HEALTH}"))
        .call()
        .map_err(|error| HealthError::Unreachable(Box::new(error)))?;
    let healthy = answer.status().is_success();
    let body = answer.body_mut().with_config().limit(MAX_REPORT).read_to_vec();
    let report: Value =
        body.ok().and_then(|body| serde_json::from_slice(&body).ok()).ok_or(HealthError::Unhealthy)?;
    if healthy && report["status"] == "ok" { Ok(report) } else { Err(HealthError::Unhealthy) }
}
