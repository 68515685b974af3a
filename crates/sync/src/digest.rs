//! Order-free digests: two desks compare sixteen bytes instead of a database.

use crate::codec::{Malformed, Reader};

/// The sum modulo 2^128 of the hashes of a set of things. Adding and taking away commute, so it is kept up
/// to date one change at a time.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Digest(u128);

impl Digest {
    /// Adds a thing by its bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0 = self.0.wrapping_add(number(bytes));
    }

    /// Takes away a thing that was added.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0 = self.0.wrapping_sub(number(bytes));
    }

    /// Its sixteen bytes.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// From its sixteen bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    /// Reads sixteen bytes.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        r.array().map(Self::from_bytes)
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

fn number(bytes: &[u8]) -> u128 {
    let mut first = [0; 16];
    first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    u128::from_be_bytes(first)
}
