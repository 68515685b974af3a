//! The first screen's question, answered before the page asks it: the desk reads while the webview starts.
//!
//! An answer is given once and only while it is true: any change of the desk makes the page ask for itself.

use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use coexist_api::ApiError;
use serde_json::Value;

/// What the first screen asks (ui/src/areas/today), with an empty request.
pub(crate) const FIRST: &str = "today.get";

/// A page that comes later than this asks for itself: it may be another day.
const FRESH: Duration = Duration::from_secs(10);

/// One answer on its way.
#[derive(Default)]
pub(crate) struct Ahead {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
enum State {
    /// Nobody has asked.
    #[default]
    Unasked,
    /// The desk is reading.
    Asked,
    Answered(Value, Instant),
    /// Given, old, or there was none.
    Gone,
}

impl Ahead {
    /// Asks; the answer is kept unless the desk changed meanwhile.
    pub(crate) fn ask(&self, ask: impl FnOnce() -> Result<Value, ApiError>) {
        *self.state() = State::Asked;
        // Whoever waits must not wait for ever, even if asking panics.
        let asked = Asked(self);
        if let Ok(answer) = ask() {
            let mut state = self.state();
            if matches!(*state, State::Asked) {
                *state = State::Answered(answer, Instant::now());
            }
        }
        drop(asked);
    }

    /// The desk has changed.
    pub(crate) fn forget(&self) {
        *self.state() = State::Gone;
        self.changed.notify_all();
    }

    /// The answer to this call, if it was asked ahead and nobody has had it. Waits while the desk reads.
    pub(crate) fn take(&self, name: &str, request: &Value) -> Option<Value> {
        if name != FIRST || request.as_object().is_none_or(|request| !request.is_empty()) {
            return None;
        }
        let state = self.changed.wait_while(self.state(), |state| matches!(state, State::Asked));
        match mem::replace(&mut *state.unwrap_or_else(PoisonError::into_inner), State::Gone) {
            State::Answered(answer, at) if at.elapsed() < FRESH => Some(answer),
            _ => None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An asking under way.
struct Asked<'a>(&'a Ahead);

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        if matches!(*state, State::Asked) {
            *state = State::Gone;
        }
        drop(state);
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use coexist_core::Error;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_is_given_once_and_to_its_own_question() {
        let ahead = Ahead::default();
        ahead.ask(|| Ok(json!(1)));
        assert_eq!(ahead.take("desk.status", &json!({})), None);
        assert_eq!(ahead.take(FIRST, &json!({ "whose": "mine" })), None);
        assert_eq!(ahead.take(FIRST, &json!({})), Some(json!(1)));
        assert_eq!(ahead.take(FIRST, &json!({})), None);
    }

    #[test]
    fn what_changed_is_asked_again() {
        let ahead = Ahead::default();
        ahead.ask(|| {
            ahead.forget();
            Ok(json!("read before the change"))
        });
        assert_eq!(ahead.take(FIRST, &json!({})), None);
        ahead.ask(|| Ok(json!("old")));
        ahead.forget();
        assert_eq!(ahead.take(FIRST, &json!({})), None);
    }

    #[test]
    fn nobody_waits_for_ever() {
        let ahead = Ahead::default();
        assert_eq!(ahead.take(FIRST, &json!({})), None, "nobody has asked");
        ahead.ask(|| Err(ApiError::from(Error::new("internal"))));
        assert_eq!(ahead.take(FIRST, &json!({})), None);
        let broke = thread::scope(|scope| scope.spawn(|| ahead.ask(|| panic!("a bug"))).join());
        assert!(broke.is_err());
        assert_eq!(ahead.take(FIRST, &json!({})), None);
    }

    #[test]
    fn whoever_comes_early_gets_the_answer_under_way() {
        let ahead = Ahead::default();
        thread::scope(|scope| {
            let (begun, wait) = std::sync::mpsc::channel();
            let ahead = &ahead;
            scope.spawn(move || {
                ahead.ask(|| {
                    begun.send(()).unwrap();
                    thread::sleep(Duration::from_millis(50));
                    Ok(json!(2))
                });
            });
            wait.recv().unwrap();
            assert_eq!(ahead.take(FIRST, &json!({})), Some(json!(2)));
        });
    }
}
