//! What `core` needs to write its queries without naming the SQLite library.

pub use rusqlite::{Error as SqlError, Row, ToSql, named_params};

use coexist_domain::{Id, Money, Period};

pub use crate::functions::plain;

/// Reads the product's values out of a row.
pub trait RowExt {
    /// An id; an error when the column holds none.
    ///
    /// # Errors
    /// When the column is missing or holds no id.
    fn id(&self, column: &str) -> Result<Id, SqlError>;
    /// An id, or none.
    ///
    /// # Errors
    /// When the column is missing.
    fn opt_id(&self, column: &str) -> Result<Option<Id>, SqlError>;
    /// An amount, or none.
    ///
    /// # Errors
    /// When the column is missing.
    fn money(&self, column: &str) -> Result<Option<Money>, SqlError>;
    /// A period, or none.
    ///
    /// # Errors
    /// When the column is missing.
    fn period(&self, column: &str) -> Result<Option<Period>, SqlError>;
    /// The elements of a set.
    ///
    /// # Errors
    /// When the column is missing.
    fn set(&self, column: &str) -> Result<Vec<String>, SqlError>;
}

impl RowExt for Row<'_> {
    fn id(&self, column: &str) -> Result<Id, SqlError> {
        self.opt_id(column)?.ok_or_else(|| SqlError::InvalidColumnName(column.to_owned()))
    }

    fn opt_id(&self, column: &str) -> Result<Option<Id>, SqlError> {
        Ok(self.get_ref(column)?.as_blob_or_null().ok().flatten().and_then(Id::from_slice))
    }

    fn money(&self, column: &str) -> Result<Option<Money>, SqlError> {
        Ok(self.get::<_, Option<String>>(column)?.and_then(|text| text.parse().ok()))
    }

    fn period(&self, column: &str) -> Result<Option<Period>, SqlError> {
        Ok(self.get::<_, Option<String>>(column)?.and_then(|text| text.parse().ok()))
    }

    fn set(&self, column: &str) -> Result<Vec<String>, SqlError> {
        Ok(self
            .get::<_, Option<String>>(column)?
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default())
    }
}
