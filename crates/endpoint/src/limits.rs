//! How much one device, one address and everybody together may ask of the endpoint.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Limits of an endpoint. The defaults suit a few hundred organisations on a small machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Bytes of request bodies in memory at once.
    pub memory: usize,
    /// Requests of one device.
    pub device: Pace,
    /// Requests from one network address on the routes without a token. A whole office, or all behind a
    /// proxy, may share one.
    pub address: Pace,
    /// How long a body may stand still.
    pub stall: Duration,
    /// Bytes a second that a body must bring on average, once `stall` has passed: slower than any modem,
    /// faster than somebody who only holds a place.
    pub floor: u32,
    /// How long requests may still run when the endpoint stops.
    pub goodbye: Duration,
}

/// So many at once, then so many a second.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Pace {
    pub burst: u32,
    pub per_second: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            memory: 256 * 1024 * 1024,
            device: Pace { burst: 300, per_second: 20 },
            address: Pace { burst: 300, per_second: 20 },
            stall: Duration::from_secs(30),
            floor: 200,
            goodbye: Duration::from_secs(20),
        }
    }
}

/// Counts the requests of each key against a pace.
pub(crate) struct Meter<K> {
    pace: Pace,
    buckets: Mutex<HashMap<K, Bucket>>,
}

struct Bucket {
    left: f64,
    at: Instant,
}

/// Keys remembered before those that have rested long enough are forgotten.
const REMEMBERED: usize = 10_000;

impl<K: Eq + Hash> Meter<K> {
    pub(crate) fn new(pace: Pace) -> Self {
        Self { pace, buckets: Mutex::default() }
    }

    /// Counts one request.
    ///
    /// # Errors
    /// The seconds to wait.
    pub(crate) fn count(&self, key: K) -> Result<(), u64> {
        let now = Instant::now();
        let (burst, rate) = (f64::from(self.pace.burst), f64::from(self.pace.per_second));
        let filled = |b: &Bucket| (b.left + (now - b.at).as_secs_f64() * rate).min(burst);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            buckets.retain(|_, bucket| filled(bucket) < burst);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { left: burst, at: now });
        bucket.left = filled(bucket);
        bucket.at = now;
        if bucket.left < 1.0 {
            let wait = (1.0 - bucket.left) / rate.max(0.001);
            return Err(wait.ceil().max(1.0) as u64);
        }
        bucket.left -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_then_a_pace_each_for_itself() {
        let meter = Meter::new(Pace { burst: 3, per_second: 2 });
        for _ in 0..3 {
            assert_eq!(meter.count("a"), Ok(()));
        }
        assert_eq!(meter.count("a"), Err(1));
        assert_eq!(meter.count("b"), Ok(()));
        tokio::time::advance(Duration::from_millis(1000)).await;
        assert_eq!((meter.count("a"), meter.count("a")), (Ok(()), Ok(())));
        assert_eq!(meter.count("a"), Err(1));
    }
}
