//! A device sends one push at a time. A link that died without a word leaves a push that waits for more; when the
//! device comes again, that one ends, so that what came of it is kept before the next begins.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use coexist_domain::DeviceId;
use tokio::sync::watch;
use tokio::time::timeout;

/// How long the next push waits for the one before to be kept.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Default)]
pub(crate) struct Turns(Arc<Mutex<HashMap<DeviceId, Running>>>);

struct Running {
    number: u64,
    stop: watch::Sender<bool>,
    done: watch::Receiver<()>,
}

/// A push that runs; done when it is dropped.
pub(crate) struct Turn {
    device: DeviceId,
    number: u64,
    all: Arc<Mutex<HashMap<DeviceId, Running>>>,
    stopped: watch::Receiver<bool>,
    _done: watch::Sender<()>,
}

impl Turns {
    /// The device's turn, after the push before was told to end.
    pub(crate) async fn next(&self, device: DeviceId) -> Turn {
        let (stop, stopped) = watch::channel(false);
        let (done, waits) = watch::channel(());
        let (before, number) = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let number = all.get(&device).map_or(0, |before| before.number + 1);
            (all.insert(device, Running { number, stop, done: waits }), number)
        };
        if let Some(mut before) = before {
            before.stop.send_replace(true);
            // Nothing is ever sent: it ends with an error, when the sender is gone.
            let _ = timeout(PATIENCE, before.done.changed()).await;
        }
        Turn { device, number, all: Arc::clone(&self.0), stopped, _done: done }
    }
}

impl Turn {
    /// Ends when the device has come again.
    pub(crate) async fn is_over(&mut self) {
        if self.stopped.wait_for(|stopped| *stopped).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.get(&self.device).is_some_and(|running| running.number == self.number) {
            all.remove(&self.device);
        }
    }
}

#[cfg(test)]
mod tests {
    use coexist_domain::Id;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_next_push_of_a_device_ends_the_one_before() {
        let (turns, device) = (Turns::default(), DeviceId(Id::from_bytes([1; 16])));
        let mut first = turns.next(device).await;
        let other = turns.next(DeviceId(Id::from_bytes([2; 16]))).await;
        assert!(timeout(Duration::from_secs(60), first.is_over()).await.is_err(), "others do not end it");
        let kept = tokio::spawn(async move {
            first.is_over().await;
            tokio::time::sleep(Duration::from_secs(1)).await;
        });
        let second = turns.next(device).await;
        assert!(kept.is_finished());
        drop((second, other));
        assert!(turns.0.lock().unwrap().is_empty());
    }
}
