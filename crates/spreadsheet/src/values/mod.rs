//! Recognisers: one cell's text in, a value out, and how sure it is.
//!
//! None of them knows a sheet, a column or another row. What they need besides the text (a reference
//! date, a default currency, the country of the row) is a parameter, so each can be tried alone and a
//! surprising value can be explained by one line of a test.

pub mod amount;
mod amount_words;
pub mod country;
pub mod date;
mod date_words;
pub mod denial;
pub mod identifier;
pub mod kind;
mod numeral;
pub mod partnership_type;
pub mod party;
pub mod person;
pub mod phone;
pub mod stage;
pub mod task;

use serde::{Deserialize, Serialize};

/// What a recogniser made of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading<T> {
    /// One meaning only.
    Certain(T),
    /// A likely meaning; to be shown with its reason.
    Guess(T, Why),
    /// No meaning found: the text stays text, and the reason says so.
    Text(Why),
}

/// Why a value is a guess, or none: a code, and what to put into its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The reason's code, `snake_case`.
    pub code: String,
    /// Names and values for the sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<(String, String)>,
}

impl Why {
    /// A reason without parameters.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), params: Vec::new() }
    }

    /// The reason with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.push((name.to_owned(), value.into()));
        self
    }
}

impl<T> Reading<T> {
    /// The value, sure or not.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Certain(v) | Self::Guess(v, _) => Some(v),
            Self::Text(_) => None,
        }
    }

    /// The value and, when it is not certain, the reason.
    #[must_use]
    pub fn parts(self) -> (Option<T>, Option<Why>) {
        match self {
            Self::Certain(v) => (Some(v), None),
            Self::Guess(v, why) => (Some(v), Some(why)),
            Self::Text(why) => (None, Some(why)),
        }
    }

    /// The same reading of another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Certain(v) => Reading::Certain(f(v)),
            Self::Guess(v, why) => Reading::Guess(f(v), why),
            Self::Text(why) => Reading::Text(why),
        }
    }

    /// A certain value made a guess for this reason; a guess or text keeps the reason it has.
    #[must_use]
    pub fn doubted(self, why: Why) -> Self {
        match self {
            Self::Certain(v) => Self::Guess(v, why),
            other => other,
        }
    }
}
