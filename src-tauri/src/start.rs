//! The steps of the start, for whoever measures it: `COEXIST_LOG=start=info` writes when each came
//! (`cargo xtask bench start`).

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Instant;

/// What happens once on the way to the first screen.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    /// The desk is open, or has said why not.
    Desk,
    /// The window is there, hidden, and loads its page.
    Window,
    /// The page's code runs: it asks for something.
    Asked,
    /// Something stands in the window, which is seen from now on.
    Shown,
    /// The first screen stands with the answers to its own questions on it.
    Interactive,
}

/// The start of this process.
pub(crate) struct Start {
    began: Instant,
    /// A bit for each step that came.
    came: AtomicU8,
}

impl Start {
    pub(crate) const fn at(began: Instant) -> Self {
        Self { began, came: AtomicU8::new(0) }
    }

    /// A step has come. Only its first time is told.
    pub(crate) fn came(&self, step: Step) {
        let bit = 1 << step as u8;
        if self.came.fetch_or(bit, Ordering::Relaxed) & bit == 0 {
            let after_ms = self.began.elapsed().as_millis();
            let word = match step {
                Step::Desk => "desk",
                Step::Window => "window",
                Step::Asked => "asked",
                Step::Shown => "shown",
                Step::Interactive => "interactive",
            };
            tracing::info!(target: "start", after_ms, "{word}");
        }
    }
}
