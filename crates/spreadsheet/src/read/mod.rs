//! From the bytes of a file to a [`Workbook`], within limits, or one clear reason why not.
//!
//! XLSX is read here with `zip` and `quick-xml` in one pass per sheet rather than with a values-only
//! library: colours, comments, merged ranges and hidden rows carry meaning in these files (a status is
//! often a colour and nothing else), and limits must bite while a part is being inflated, not after.

mod delimited;
mod encoding;
mod numbers;
pub(crate) use numbers::{plain_number, serial_date};
mod styles;
mod xlsx;
mod xml;

pub use encoding::repair_twice_encoded;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::sheet::Workbook;

/// How much a file may ask of the computer. The defaults hold a tracker of a hundred thousand rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: usize,
    /// Bytes of all parts of an XLSX together, inflated.
    pub inflated_bytes: usize,
    /// Parts in an XLSX.
    pub parts: usize,
    /// Cells, empty ones between others counted.
    pub cells: usize,
    /// Characters of one cell; Excel itself stops at 32,767.
    pub cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            inflated_bytes: 300 << 20,
            parts: 4096,
            cells: 4_000_000,
            cell_chars: 100_000,
        }
    }
}

/// Why a file was not read. The interface has one sentence for each code.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ReadError {
    /// Neither XLSX nor text with rows: an image, a PDF, a program…
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// No cell holds anything.
    #[error("the file is empty")]
    Empty,
    /// One of the [`Limits`] is passed; `what` names it.
    #[error("too large: {what}")]
    TooLarge {
        /// The limit's name: `file_bytes`, `inflated_bytes`, `parts`, `cells`, `cell_chars`.
        what: String,
    },
    /// The file asks for a password.
    #[error("protected by a password")]
    PasswordProtected,
    /// The binary format of Excel before 2007: save it as .xlsx first.
    #[error("old .xls format")]
    OldXls,
    /// A spreadsheet of another kind (.ods, .numbers, .xlsb): save it as .xlsx first.
    #[error("format not read: {format}")]
    OtherFormat {
        /// The format's usual ending.
        format: String,
    },
    /// It is an XLSX, but a part is missing or cannot be read.
    #[error("damaged: {part}")]
    Damaged {
        /// The part at fault.
        part: String,
    },
}

/// Reads a file. `file_name` gives the workbook its name and, for text, a hint for the separator (.tsv).
///
/// # Errors
/// See [`ReadError`].
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    if bytes.len() > limits.file_bytes {
        return Err(ReadError::TooLarge { what: "file_bytes".to_owned() });
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let workbook = match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => xlsx::read(bytes, name, limits)?,
        // The OLE container: an .xls, or an .xlsx wrapped by encryption.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(ole_container(bytes)),
        _ => delimited::read(bytes, name, limits)?,
    };
    if workbook.sheets.iter().all(|s| s.rows.iter().all(crate::sheet::Row::is_blank)) {
        return Err(ReadError::Empty);
    }
    Ok(workbook)
}

fn ole_container(bytes: &[u8]) -> ReadError {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        ReadError::PasswordProtected
    } else if holds("Workbook") || holds("Book") {
        ReadError::OldXls
    } else {
        ReadError::NotASpreadsheet
    }
}
