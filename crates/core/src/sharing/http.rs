//! The one place that speaks HTTP. Bytes in, bytes out, and a code for everything that can go wrong.

use std::time::Duration;

use coexist_sync::protocol::{MAX_ANSWER, MEDIA_TYPE};
use reqwest::{Client, Response, StatusCode, header};
use serde::Deserialize;

use crate::Error;

/// An answer may be this long: the items it promises at most, and the largest one that tips it over.
const MAX_BODY: usize = MAX_ANSWER + 1024 * 1024;

/// A refusal is a code and a few parameters.
const MAX_REFUSAL: usize = 64 * 1024;

/// A link that says nothing for this long is dead. There is no limit on the whole: a slow link that moves is
/// left alone.
const STALL: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(15);

/// A client with its own small runtime, so that use-cases stay ordinary functions.
pub(crate) struct Http {
    client: Client,
    runtime: tokio::runtime::Runtime,
}

impl Http {
    pub(crate) fn new() -> Result<Self, Error> {
        // Twice is harmless: the second finds the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let failed = |e: Box<dyn std::error::Error + Send + Sync>| Error::new("internal").because(e);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("sharing")
            .enable_all()
            .build()
            .map_err(|e| failed(e.into()))?;
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .read_timeout(STALL)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|e| failed(e.into()))?;
        Ok(Self { client, runtime })
    }

    /// Posts a message of the protocol; answers the whole body.
    pub(crate) fn post(&self, url: &str, body: Vec<u8>) -> Result<Vec<u8>, Error> {
        let mut whole = Vec::new();
        self.exchange(url, None, body, |piece| {
            whole.extend_from_slice(piece);
            Ok(())
        })?;
        Ok(whole)
    }

    /// Posts a message and hands the answer's body over as it arrives, so that what came before a cut is kept.
    pub(crate) fn exchange(
        &self,
        url: &str,
        token: Option<&str>,
        body: Vec<u8>,
        mut take: impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.runtime.block_on(async {
            let mut request = self.client.post(url).body(body);
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            let mut response = accepted(request.send().await.map_err(unreachable)?).await?;
            let mut size = 0;
            while let Some(piece) = response.chunk().await.map_err(unreachable)? {
                size += piece.len();
                if size > MAX_BODY {
                    return Err(Error::new("endpoint-not-coexist"));
                }
                take(&piece)?;
            }
            Ok(())
        })
    }
}

/// An answer that is the endpoint's own and no refusal.
async fn accepted(mut response: Response) -> Result<Response, Error> {
    let status = response.status();
    let of_type = |wanted: &str| {
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        kind.is_some_and(|kind| kind.starts_with(wanted))
    };
    let (ours, json) = (of_type(MEDIA_TYPE), of_type("application/json"));
    if status.is_redirection() || !(ours || json) {
        // A hotel's page, a proxy's apology: whatever it is, it is not the endpoint speaking.
        let code = if status.is_server_error() { "endpoint-trouble" } else { "endpoint-not-coexist" };
        return Err(Error::new(code).with("status", i64::from(status.as_u16())).retryable());
    }
    if status.is_success() && ours {
        return Ok(response);
    }
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(unreachable)? {
        if body.len() + piece.len() > MAX_REFUSAL {
            break;
        }
        body.extend_from_slice(&piece);
    }
    Err(refusal(status, &body))
}

/// The endpoint's own codes, as it sends them.
#[derive(Deserialize)]
struct Refusal {
    code: String,
}

/// Codes of the endpoint that the desk has a sentence for.
const KNOWN: &[&str] = &[
    "invitation-expired",
    "invitation-used",
    "organisation-unknown",
    "already-joined",
    "token-invalid",
    "newer-format",
    "too-large",
    "not-an-owner",
    "other-endpoint",
    "signature-invalid",
    "invitation-not-by-owner",
    "device-unknown",
    "challenge-expired",
];

fn refusal(status: StatusCode, body: &[u8]) -> Error {
    let code = serde_json::from_slice::<Refusal>(body).map(|r| r.code).unwrap_or_default();
    if let Some(known) = KNOWN.iter().find(|known| **known == code) {
        return Error::new(known);
    }
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        return Error::new("endpoint-trouble").with("status", i64::from(status.as_u16())).retryable();
    }
    Error::new("endpoint-refused").with("status", i64::from(status.as_u16()))
}

fn unreachable(e: reqwest::Error) -> Error {
    // The address may hold a host name that says too much for a log: without it.
    Error::new("endpoint-unreachable").retryable().because(e.without_url())
}
