//! How long the start takes, for whoever measures it (`cargo xtask bench start`).

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// What every screen asks: only what stands beside these is the first screen's own query.
const FRAME: [&str; 4] = ["settings.get", "desk.status", "activity.list", "sync.status"];

/// The start of this process.
pub(crate) struct Start {
    began: Instant,
    waiting: AtomicU64,
    answered: AtomicBool,
    told: AtomicBool,
}

impl Start {
    pub(crate) fn now() -> Self {
        Self {
            began: Instant::now(),
            waiting: AtomicU64::new(0),
            answered: AtomicBool::new(false),
            told: AtomicBool::new(false),
        }
    }

    /// The window asks for something.
    pub(crate) fn asked(&self) {
        self.waiting.fetch_add(1, Ordering::AcqRel);
    }

    /// The window has its answer.
    pub(crate) fn answered(&self, command: &str) {
        if !FRAME.contains(&command) {
            self.answered.store(true, Ordering::Release);
        }
        self.waiting.fetch_sub(1, Ordering::AcqRel);
    }

    /// Whether the first screen has asked and everything has been answered.
    pub(crate) fn is_quiet(&self) -> bool {
        self.answered.load(Ordering::Acquire) && self.waiting.load(Ordering::Acquire) == 0
    }

    /// The first screen stands with its answered query on it. Only the first time counts.
    pub(crate) fn interactive(&self) {
        if !self.told.swap(true, Ordering::Relaxed) {
            let since_main_ms = self.began.elapsed().as_millis();
            tracing::info!(target: "start", since_main_ms, "interactive");
        }
    }
}
