//! What both sides say.

use coexist_api::ApiError;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What whoever knocks says, once per connection.
#[derive(Serialize, Deserialize)]
pub(crate) struct Knock {
    /// The word of the note.
    pub(crate) word: String,
    /// A command of the table.
    pub(crate) name: String,
    /// Its request.
    pub(crate) request: Value,
}

/// What the holder of the desk says: that it begins, progress, one of the last two, then nothing more.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    /// The command runs from now on. Closed before this, nothing was done.
    Begun,
    /// Long work moved on: the payload of an `activity` event.
    Activity(Value),
    /// The command's answer.
    Answer(Value),
    /// Why it was not done.
    Error(ApiError),
}
