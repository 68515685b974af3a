//! The log's primitive bytes: LEB128 integers, length-prefixed text, tagged values. One spelling for each
//! value, so that equal things hash alike.

use coexist_domain::{Currency, Id, Money, Tag, Value};

/// The bytes are not what they should be: cut, padded, or not ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed bytes")]
pub struct Malformed;

/// Appends primitives to a buffer.
#[derive(Default, Clone)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// One byte.
    pub fn u8(&mut self, n: u8) {
        self.0.push(n);
    }

    /// An unsigned integer, seven bits a byte, low ones first.
    pub fn uint(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.0.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    /// A signed integer, zigzag.
    pub fn int(&mut self, n: i64) {
        self.uint(((n << 1) ^ (n >> 63)) as u64);
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Bytes after their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.uint(bytes.len() as u64);
        self.raw(bytes);
    }

    /// An id: its sixteen bytes.
    pub fn id(&mut self, id: impl Into<Id>) {
        self.raw(id.into().as_bytes());
    }

    /// An amount.
    pub fn money(&mut self, money: Money) {
        self.int(money.mantissa());
        self.u8(money.scale());
        self.raw(money.currency().as_bytes());
    }

    /// A value after its tag.
    pub fn value(&mut self, value: &Value) {
        self.u8(tag(value));
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Int(n) => self.int(*n),
            Value::Text(text) => self.bytes(text.as_bytes()),
            Value::Id(id) => self.id(*id),
            Value::Money(money) => self.money(*money),
            Value::Other(_, bytes) => self.bytes(bytes),
        }
    }
}

/// The one-byte name of a value's kind.
pub(crate) fn tag(value: &Value) -> u8 {
    match value {
        Value::Null => Tag::Null as u8,
        Value::Bool(false) => Tag::False as u8,
        Value::Bool(true) => Tag::True as u8,
        Value::Int(_) => Tag::Int as u8,
        Value::Text(_) => Tag::Text as u8,
        Value::Id(_) => Tag::Id as u8,
        Value::Money(_) => Tag::Money as u8,
        Value::Other(tag, _) => *tag,
    }
}

/// Takes primitives off the front of a slice. Never panics, never reads past the end.
#[derive(Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the start of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// Whether all has been read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One byte.
    ///
    /// # Errors
    /// When there is none.
    pub fn u8(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.0.split_first().ok_or(Malformed)?;
        self.0 = rest;
        Ok(*first)
    }

    /// An unsigned integer in its shortest form.
    ///
    /// # Errors
    /// When it is cut, over 64 bits, or padded.
    pub fn uint(&mut self) -> Result<u64, Malformed> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            let low = u64::from(byte & 0x7f);
            if shift == 63 && low > 1 {
                return Err(Malformed);
            }
            n |= low << shift;
            if byte < 0x80 {
                return if byte == 0 && shift > 0 { Err(Malformed) } else { Ok(n) };
            }
        }
        Err(Malformed)
    }

    /// An unsigned integer that fits a smaller type.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T, Malformed> {
        self.uint()?.try_into().map_err(|_| Malformed)
    }

    /// A signed integer.
    ///
    /// # Errors
    /// As [`Reader::uint`].
    pub fn int(&mut self) -> Result<i64, Malformed> {
        let n = self.uint()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// This many bytes.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn raw(&mut self, n: usize) -> Result<&'a [u8], Malformed> {
        let (first, rest) = self.0.split_at_checked(n).ok_or(Malformed)?;
        self.0 = rest;
        Ok(first)
    }

    /// An array of bytes.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.raw(N)?.try_into().map_err(|_| Malformed)
    }

    /// Bytes after their length.
    ///
    /// # Errors
    /// When there are fewer than announced.
    pub fn bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let n = self.small()?;
        self.raw(n)
    }

    /// UTF-8 text after its length.
    ///
    /// # Errors
    /// When it is cut or not UTF-8.
    pub fn text(&mut self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Malformed)
    }

    /// An id.
    ///
    /// # Errors
    /// When fewer than sixteen bytes are left.
    pub fn id(&mut self) -> Result<Id, Malformed> {
        self.array().map(Id::from_bytes)
    }

    /// An amount.
    ///
    /// # Errors
    /// When it is cut or has another spelling.
    pub fn money(&mut self) -> Result<Money, Malformed> {
        let (mantissa, scale) = (self.int()?, self.u8()?);
        let currency = Currency::from_bytes(self.array()?).ok_or(Malformed)?;
        let money = Money::new(mantissa, scale, currency).map_err(|_| Malformed)?;
        if (money.mantissa(), money.scale()) == (mantissa, scale) { Ok(money) } else { Err(Malformed) }
    }

    /// A value. An unknown tag is kept with its bytes.
    ///
    /// # Errors
    /// When it is cut or has another spelling.
    pub fn value(&mut self) -> Result<Value, Malformed> {
        Ok(match self.u8()? {
            t if t == Tag::Null as u8 => Value::Null,
            t if t == Tag::False as u8 => Value::Bool(false),
            t if t == Tag::True as u8 => Value::Bool(true),
            t if t == Tag::Int as u8 => Value::Int(self.int()?),
            t if t == Tag::Text as u8 => Value::Text(self.text()?.to_owned()),
            t if t == Tag::Id as u8 => Value::Id(self.id()?),
            t if t == Tag::Money as u8 => Value::Money(self.money()?),
            tag => Value::Other(tag, self.bytes()?.to_vec()),
        })
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// When something is left over.
    pub fn end(self) -> Result<(), Malformed> {
        if self.is_empty() { Ok(()) } else { Err(Malformed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn integers_read_back(n: u64, i: i64) {
            let mut w = Writer::default();
            w.uint(n);
            w.int(i);
            let mut r = Reader::new(&w.0);
            prop_assert_eq!((r.uint(), r.int()), (Ok(n), Ok(i)));
            prop_assert!(r.is_empty());
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            let mut r = Reader::new(&bytes);
            while let (false, Ok(value)) = (r.is_empty(), r.value()) {
                let mut w = Writer::default();
                w.value(&value);
                // One spelling: what was read is what would be written.
                prop_assert_eq!(&bytes[..bytes.len() - r.rest().len()][bytes.len() - r.rest().len() - w.0.len()..], &w.0[..]);
            }
        }
    }

    #[test]
    fn padded_integers_are_refused() {
        assert_eq!(Reader::new(&[0x80, 0x00]).uint(), Err(Malformed));
        assert_eq!(Reader::new(&[0xff; 10]).uint(), Err(Malformed));
    }
}
