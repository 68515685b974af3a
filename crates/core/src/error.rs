//! What can go wrong, as a code that somebody acts on.
//!
//! A code and what its sentence is filled with: no sentence, and nothing a person wrote except the name of a
//! field they addressed. The chain of causes stays behind the error for the log.

use std::collections::BTreeMap;

use coexist_store::StoreError;

use crate::wire::Param;

/// Why a use-case did not do what it was asked. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
#[error("{code}")]
pub struct Error {
    code: &'static str,
    params: BTreeMap<&'static str, Param>,
    retryable: bool,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this code; its sentence is `error-<code>`.
    pub fn new(code: &'static str) -> Self {
        Self { code, params: BTreeMap::new(), retryable: false, source: None }
    }

    /// No record of this kind has the id that was given.
    pub fn not_found(kind: &'static str) -> Self {
        Self::new("not-found").with("kind", kind)
    }

    /// A field that this kind of record does not have, or that nobody edits.
    pub fn unknown_field(field: &str) -> Self {
        Self::new("unknown-field").with("field", field)
    }

    /// A value that does not fit into a field.
    pub fn invalid_value(field: &str) -> Self {
        Self::new("invalid-value").with("field", field)
    }

    /// A field that cannot stay empty.
    pub fn missing_value(field: &str) -> Self {
        Self::new("missing-value").with("field", field)
    }

    /// What its sentence is filled with.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.insert(name, value.into());
        self
    }

    /// The same call may succeed later without anybody changing anything.
    #[must_use]
    pub fn retryable(mut self) -> Self {
        self.retryable = true;
        self
    }

    /// What it comes from.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Its code.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What its sentence is filled with.
    pub const fn params(&self) -> &BTreeMap<&'static str, Param> {
        &self.params
    }

    /// Whether the same call may succeed later.
    pub const fn is_retryable(&self) -> bool {
        self.retryable
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let retryable = matches!(error, StoreError::DiskFull | StoreError::Locked | StoreError::ReadOnly);
        Self { retryable, ..Self::new(error.code()).because(error) }
    }
}
