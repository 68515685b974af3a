//! What the terminal says when a call did not end well.

use coexist_api::ApiError;
use coexist_core::wire::Param;
use coexist_door::DoorError;
use coexist_sentences::{Sentences, Value as Filling};
use serde_json::{Value, json};

/// Why there is no answer.
pub(crate) enum Failure {
    /// The command failed, or the desk did not open.
    Api(ApiError),
    /// The request on the command line is no JSON.
    NotJson(serde_json::Error),
    /// Nobody knows where this account keeps its data.
    NoFolder,
    /// Whoever held the desk went away before answering.
    Closed,
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<DoorError> for Failure {
    fn from(error: DoorError) -> Self {
        tracing::warn!(%error, "the door broke");
        Self::Closed
    }
}

impl Failure {
    /// As the window would get it, with its sentence.
    pub(crate) fn to_json(&self, sentences: &Sentences) -> Value {
        match self {
            Self::Api(error) => {
                let filling = error.params.iter().map(|(name, value)| (name.as_str(), fill(value)));
                let sentence = sentences.error(&error.code, filling);
                json!({
                    "code": error.code,
                    "params": error.params,
                    "retryable": error.retryable,
                    "reference": error.reference,
                    "sentence": sentence,
                })
            }
            Self::NotJson(error) => plain(sentences, "request-not-json", Some(("reason", error.to_string()))),
            Self::NoFolder => plain(sentences, "no-data-folder", None),
            Self::Closed => plain(sentences, "desk-closed", None),
        }
    }
}

fn plain(sentences: &Sentences, code: &str, param: Option<(&str, String)>) -> Value {
    let filling = param.iter().map(|(name, value)| (*name, Filling::from(value.as_str())));
    let sentence = sentences.error(code, filling);
    let params: serde_json::Map<String, Value> =
        param.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    json!({ "code": code, "params": params, "retryable": false, "reference": null, "sentence": sentence })
}

fn fill(value: &Param) -> Filling {
    match value {
        Param::Text(text) => text.as_str().into(),
        Param::Number(number) => (*number).into(),
    }
}
