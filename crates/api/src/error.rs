//! What a command that failed answers: a code and what its sentence is filled with, never a sentence.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::sync::atomic::{AtomicU32, Ordering};

use coexist_core::Error;
use coexist_core::wire::Param;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failed command. The interface and the terminal translate the code (`error-<code>`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code} ({reference})")]
pub struct ApiError {
    /// The code.
    pub code: String,
    /// What the sentence is filled with.
    pub params: BTreeMap<String, Param>,
    /// Whether the same call may succeed later without anybody changing anything.
    pub retryable: bool,
    /// Finds the line in the local log.
    pub reference: String,
}

impl ApiError {
    /// A failure of the call itself: no such command, a request that does not fit. `detail` is for the log
    /// and for whoever writes the call; it holds names of fields, no content.
    pub(crate) fn of_call(code: &'static str, command: &str, detail: Option<String>) -> Self {
        let mut error = Error::new(code).with("command", command.to_owned());
        if let Some(detail) = detail {
            error = error.with("detail", detail);
        }
        error.into()
    }
}

/// The one way from inside to the wire. The chain of causes goes to the log, once, under the reference.
impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let reference = reference();
        let mut chain = Vec::new();
        let mut cause = error.source();
        while let Some(inner) = cause {
            chain.push(inner.to_string());
            cause = inner.source();
        }
        tracing::warn!(code = error.code(), %reference, causes = chain.join(" ← "), "a command failed");
        let params = error.params().iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self {
            code: error.code().to_owned(),
            params: params.collect(),
            retryable: error.is_retryable(),
            reference,
        }
    }
}

/// Unique within a log: the process and a count.
fn reference() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    format!("{:x}-{:x}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
