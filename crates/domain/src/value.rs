//! What a field of a record can hold.

use crate::{Id, Money};

/// The one-byte name of a kind of value in the log. Never reused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Tag {
    Null = 0,
    False = 1,
    True = 2,
    Int = 3,
    Text = 4,
    Id = 5,
    Money = 6,
}

/// A value of a register, or an element of a set.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Cleared, or never known.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number; also instants, in milliseconds since the Unix epoch.
    Int(i64),
    /// Text, periods (see [`crate::Period`]) and codes of a vocabulary.
    Text(String),
    /// Another record.
    Id(Id),
    /// An amount.
    Money(Money),
    /// A kind of value that a newer version wrote: kept byte for byte and passed on.
    Other(u8, Vec<u8>),
}

impl Value {
    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The id, if this is one.
    pub fn as_id(&self) -> Option<Id> {
        match self {
            Self::Id(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether the field was cleared.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A person's words never reach a log through `{:?}`: only the kind shows.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool(…)",
            Self::Int(_) => "Int(…)",
            Self::Text(_) => "Text(…)",
            Self::Id(_) => "Id(…)",
            Self::Money(_) => "Money(…)",
            Self::Other(..) => "Other(…)",
        })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        Self::Id(id)
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}

impl From<crate::Period> for Value {
    fn from(period: crate::Period) -> Self {
        Self::Text(period.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
