//! Where random bytes come from. Injected, so that tests repeat; the system's own source is the only one an
//! app may use for keys.

use crate::KeysError;

/// A source of random bytes.
pub trait Random {
    /// Fills all of `bytes`.
    ///
    /// # Errors
    /// [`KeysError::NoRandom`] when the source gives none; `bytes` must then not be used.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), KeysError>;
}

impl<F: FnMut(&mut [u8]) -> Result<(), KeysError>> Random for F {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), KeysError> {
        self(bytes)
    }
}

/// The operating system's cryptographic source.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), KeysError> {
        getrandom::fill(bytes).map_err(|_| KeysError::NoRandom)
    }
}
