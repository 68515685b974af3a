//! The one that shares by itself: a moment after something was written, now and then otherwise, and ever more
//! rarely while there is no network. Nothing else retries.

use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::time::Duration;

use super::connection::Connection;
use super::{sync_now, tell};
use crate::desk::Desk;
use crate::events::Event;
use crate::wire::Nothing;

/// After a change: long enough that a burst of typing goes in one packet.
const AFTER_CHANGE: Duration = Duration::from_secs(4);
/// Without any change: colleagues' work still comes in.
const USUALLY: Duration = Duration::from_secs(120);
/// While it fails: doubled each time, up to this.
const AT_MOST: Duration = Duration::from_secs(15 * 60);
const AT_FIRST: Duration = Duration::from_secs(10);

/// Wakes the supervisor.
#[derive(Default)]
pub(crate) struct Waker {
    asked: Mutex<bool>,
    bell: Condvar,
}

impl Waker {
    /// There is something to share.
    pub(crate) fn wake(&self) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }

    /// Sleeps until woken or until the time is over; true when woken.
    fn sleep(&self, time: Duration) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut asked, _) = self
            .bell
            .wait_timeout_while(asked, time, |asked| !*asked)
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *asked)
    }
}

/// Starts sharing by itself, until the desk is dropped.
pub fn start(desk: &Arc<Desk>) {
    let weak = Arc::downgrade(desk);
    let listener = weak.clone();
    desk.subscribe(Box::new(move |event| {
        if let (Event::Changed(_), Some(desk)) = (event, listener.upgrade()) {
            desk.sharing().waker.wake();
        }
    }));
    let thread = std::thread::Builder::new().name("sharing".to_owned());
    if let Err(e) = thread.spawn(move || run(&weak)) {
        tracing::error!(error = &e as &dyn std::error::Error, "sharing by itself could not start");
    }
}

fn run(desk: &Weak<Desk>) {
    let mut wait = Duration::ZERO;
    let mut failures = 0u32;
    loop {
        let woken = sleep(desk, wait);
        let Some(desk) = desk.upgrade() else { return };
        if woken {
            // The line says at once what waits; the exchange follows when the typing has paused.
            tell(&desk);
            std::thread::sleep(AFTER_CHANGE);
        }
        if !matches!(Connection::load(&desk), Ok(Some(_))) {
            wait = AT_MOST;
            continue;
        }
        match sync_now(&desk, Nothing {}) {
            Ok(_) => {
                failures = 0;
                wait = jittered(USUALLY);
                // What the exchange itself changed is no reason for another; what somebody wrote meanwhile is.
                desk.sharing().waker.sleep(Duration::ZERO);
                if super::unsent(&desk).is_ok_and(|unsent| unsent > 0) {
                    desk.sharing().waker.wake();
                }
            }
            Err(e) => {
                tracing::debug!(code = e.code(), "sharing is left to a later try");
                failures = failures.saturating_add(1);
                wait = jittered((AT_FIRST * 2u32.saturating_pow(failures.min(10))).min(AT_MOST));
            }
        }
    }
}

/// Sleeps in short stretches, so that a desk that is let go is soon noticed; true when woken.
fn sleep(desk: &Weak<Desk>, wait: Duration) -> bool {
    let mut left = wait;
    while !left.is_zero() {
        let step = left.min(Duration::from_secs(1));
        let Some(desk) = desk.upgrade() else { return false };
        if desk.sharing().waker.sleep(step) {
            return true;
        }
        left -= step;
    }
    false
}

/// Between three quarters and five quarters of a time: a hundred desks that lost one network do not come back
/// in the same second.
fn jittered(time: Duration) -> Duration {
    let mut byte = [0_u8];
    rand::fill(&mut byte);
    time * (75 + u32::from(byte[0]) * 50 / 255) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_stays_between_three_and_five_quarters() {
        for time in [AT_FIRST, USUALLY, AT_MOST] {
            for _ in 0..1_000 {
                let pause = jittered(time);
                assert!(pause >= time * 3 / 4 && pause <= time * 5 / 4, "{pause:?} for {time:?}");
            }
        }
    }
}
