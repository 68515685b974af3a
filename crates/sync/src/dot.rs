//! Names of ops, and what a device knows.

use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coexist_domain::DeviceId;

use crate::codec::{Malformed, Reader, Writer};

/// Names one op in its space for ever: the `op`-th of the `seq`-th frame of a device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub struct Dot {
    pub device: DeviceId,
    pub seq: u64,
    pub op: u32,
}

/// Version vector: how many frames of each device are known. Sorted by device, zeros left out.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Vector(Vec<(DeviceId, u64)>);

impl Vector {
    /// How many frames of this device are covered.
    pub fn get(&self, device: DeviceId) -> u64 {
        self.0.binary_search_by_key(&device, |e| e.0).map_or(0, |i| self.0[i].1)
    }

    /// Covers at least this many frames of a device. True when that is news.
    pub fn raise(&mut self, device: DeviceId, seq: u64) -> bool {
        if seq == 0 {
            return false;
        }
        match self.0.binary_search_by_key(&device, |e| e.0) {
            Ok(i) if self.0[i].1 >= seq => false,
            Ok(i) => {
                self.0[i].1 = seq;
                true
            }
            Err(i) => {
                self.0.insert(i, (device, seq));
                true
            }
        }
    }

    /// Covers all that the other covers.
    pub fn join(&mut self, other: &Self) {
        for (device, seq) in other.iter() {
            self.raise(device, seq);
        }
    }

    /// Whether a dot's frame is covered.
    pub fn covers(&self, dot: Dot) -> bool {
        dot.seq <= self.get(dot.device)
    }

    /// Whether everything the other covers is covered.
    pub fn includes(&self, other: &Self) -> bool {
        other.iter().all(|(device, seq)| self.get(device) >= seq)
    }

    /// Each device with its count, in order of devices.
    pub fn iter(&self) -> impl Iterator<Item = (DeviceId, u64)> + '_ {
        self.0.iter().copied()
    }

    /// Whether nothing is covered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is covered here and not by the other.
    pub fn news_for(&self, other: &Self) -> Self {
        Self(self.iter().filter(|(device, seq)| other.get(*device) < *seq).collect())
    }

    /// Appends it: a count, then device and seq each.
    pub fn write(&self, w: &mut Writer) {
        w.uint(self.0.len() as u64);
        for (device, seq) in self.iter() {
            w.id(device);
            w.uint(seq);
        }
    }

    /// Reads what [`Vector::write`] wrote.
    ///
    /// # Errors
    /// When cut, out of order, or holding a zero.
    pub fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        let n: usize = r.small()?;
        let mut all: Vec<(DeviceId, u64)> = Vec::with_capacity(n.min(64));
        for _ in 0..n {
            all.push((DeviceId(r.id()?), r.uint()?));
        }
        Self::from_sorted(all)
    }

    /// The vector of these entries, which must be in its one order.
    pub(crate) fn from_sorted(entries: Vec<(DeviceId, u64)>) -> Result<Self, Malformed> {
        let in_order = entries.is_sorted_by(|a, b| a.0 < b.0);
        if in_order && entries.iter().all(|(_, seq)| *seq > 0) { Ok(Self(entries)) } else { Err(Malformed) }
    }
}

impl FromIterator<(DeviceId, u64)> for Vector {
    fn from_iter<I: IntoIterator<Item = (DeviceId, u64)>>(entries: I) -> Self {
        let mut vector = Self::default();
        for (device, seq) in entries {
            vector.raise(device, seq);
        }
        vector
    }
}

/// What a person saw in a field when they began to change it: the dots that were live. Opaque to the
/// interface, which only hands it back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Seen(pub Vec<Dot>);

/// The text is not a token this desk gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a seen token")]
pub struct ParseSeenError;

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut w = Writer::default();
        write_dots(&self.0, &mut w);
        f.write_str(&URL_SAFE_NO_PAD.encode(w.0))
    }
}

impl FromStr for Seen {
    type Err = ParseSeenError;
    fn from_str(text: &str) -> Result<Self, ParseSeenError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ParseSeenError)?;
        let mut r = Reader::new(&bytes);
        let dots = read_dots(&mut r).map_err(|_| ParseSeenError)?;
        r.end().map_err(|_| ParseSeenError)?;
        Ok(Self(dots))
    }
}

pub(crate) fn write_dots(dots: &[Dot], w: &mut Writer) {
    w.uint(dots.len() as u64);
    for dot in dots {
        w.id(dot.device);
        w.uint(dot.seq);
        w.uint(u64::from(dot.op));
    }
}

pub(crate) fn read_dots(r: &mut Reader<'_>) -> Result<Vec<Dot>, Malformed> {
    let n: usize = r.small()?;
    let mut dots = Vec::with_capacity(n.min(64));
    for _ in 0..n {
        dots.push(Dot { device: DeviceId(r.id()?), seq: r.uint()?, op: r.small()? });
    }
    Ok(dots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use coexist_domain::Id;

    #[test]
    fn a_token_reads_back() {
        let dot = Dot { device: DeviceId(Id::from_bytes([9; 16])), seq: 300, op: 2 };
        let seen = Seen(vec![dot]);
        assert_eq!(seen.to_string().parse(), Ok(seen));
        assert_eq!("né".parse::<Seen>(), Err(ParseSeenError));
    }

    #[test]
    fn vectors_know_what_is_news() {
        let device = |n| DeviceId(Id::from_bytes([n; 16]));
        let a: Vector = [(device(1), 3), (device(2), 1)].into_iter().collect();
        let b: Vector = [(device(1), 2), (device(3), 9)].into_iter().collect();
        assert_eq!(a.news_for(&b), a);
        assert_eq!(b.news_for(&a), [(device(3), 9)].into_iter().collect());
        let mut joined = a.clone();
        joined.join(&b);
        assert!(joined.includes(&a) && joined.includes(&b) && !a.includes(&b));
    }
}
