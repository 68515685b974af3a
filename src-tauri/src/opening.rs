//! The desk, from the moment it is being opened.
//!
//! Opening may take as long as the keyring's prompt is on screen, and may fail; the window stands meanwhile.
//! A command that comes early waits; one that comes to a desk that did not open gets the reason, which the
//! interface shows with what can be done about it.

use std::mem;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use coexist_api::ApiError;
use coexist_core::Error;
use coexist_core::desk::{Desk, OpenOptions};
use coexist_core::events::Event;
use coexist_door::Door;
use coexist_keys::Consent;
use serde_json::{Map, Value};
use tauri::{AppHandle, Emitter, EventTarget, Manager};

use crate::ahead::{Ahead, FIRST};
use crate::start::{Start, Step};
use crate::window::MAIN;

/// The desk of this process.
pub(crate) struct Opening {
    dir: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
    ahead: Arc<Ahead>,
    /// Is told when the desk is open.
    steps: Arc<Start>,
    /// Who hears the desk's events, once there is a window.
    window: Arc<Mutex<Option<AppHandle>>>,
}

enum State {
    Opening,
    /// With its door, which closes with it.
    Open {
        desk: Arc<Desk>,
        _door: Option<Door>,
    },
    Failed(ApiError),
    Closed,
}

impl Opening {
    /// Begins to open the desk in `dir`.
    pub(crate) fn begin(dir: PathBuf, steps: Arc<Start>) -> Arc<Self> {
        let opening = Arc::new(Self {
            dir,
            state: Mutex::new(State::Opening),
            changed: Condvar::new(),
            ahead: Arc::default(),
            steps,
            window: Arc::default(),
        });
        opening.start(Consent::KeyringOnly);
        opening
    }

    /// From now on the desk's events go to this app's window.
    pub(crate) fn tell(&self, app: &AppHandle) {
        *self.window.lock().unwrap_or_else(PoisonError::into_inner) = Some(app.clone());
    }

    /// The open desk. Waits while it is being opened: not for a thread that draws.
    ///
    /// # Errors
    /// Why it did not open.
    pub(crate) fn desk(&self) -> Result<Arc<Desk>, ApiError> {
        let state = self.changed.wait_while(self.state(), |state| matches!(state, State::Opening));
        match &*state.unwrap_or_else(PoisonError::into_inner) {
            State::Open { desk, .. } => Ok(Arc::clone(desk)),
            State::Failed(error) => Err(error.clone()),
            State::Opening | State::Closed => Err(ApiError::from(Error::new("internal"))),
        }
    }

    /// What this call answers. Waits while the desk is being opened.
    ///
    /// # Errors
    /// Why the desk did not open, and those of the command.
    pub(crate) fn call(&self, name: &str, request: Value) -> Result<Value, ApiError> {
        let desk = self.desk()?;
        match self.ahead.take(name, &request) {
            Some(answer) => Ok(answer),
            None => coexist_api::call(&desk, name, request),
        }
    }

    /// Tries again to open a desk that did not open, and waits for how it ends.
    ///
    /// # Errors
    /// Why it did not open.
    pub(crate) fn again(self: &Arc<Self>, consent: Consent) -> Result<(), ApiError> {
        {
            let mut state = self.state();
            if matches!(*state, State::Failed(_)) {
                *state = State::Opening;
                drop(state);
                self.start(consent);
            }
        }
        self.desk().map(drop)
    }

    fn start(self: &Arc<Self>, consent: Consent) {
        let opening = Arc::clone(self);
        let opener = thread::Builder::new().name("open desk".to_owned()).spawn(move || {
            let opened = opening.open(consent);
            *opening.state() = opened;
            opening.steps.came(Step::Desk);
            opening.changed.notify_all();
            if let Some(desk) = opening.is_open() {
                opening.ahead.ask(|| coexist_api::call(&desk, FIRST, Value::Object(Map::new())));
            }
        });
        if let Err(error) = opener {
            tracing::error!(%error, "no thread to open the desk");
            *self.state() = State::Failed(ApiError::from(Error::new("internal")));
            self.changed.notify_all();
        }
    }

    fn open(&self, consent: Consent) -> State {
        let desk = match OpenOptions::system(consent).and_then(|options| Desk::open(&self.dir, options)) {
            Ok(desk) => Arc::new(desk),
            Err(error) => return State::Failed(ApiError::from(error)),
        };
        let (window, ahead) = (Arc::clone(&self.window), Arc::clone(&self.ahead));
        desk.subscribe(Box::new(move |event| {
            if let Event::Changed(_) = event {
                ahead.forget();
            }
            emit(&window, event);
        }));
        coexist_core::sharing::start(&desk);
        let door = coexist_door::serve(&desk, &self.dir)
            .inspect_err(|error| tracing::warn!(%error, "the terminal will not reach this window"));
        State::Open { desk, _door: door.ok() }
    }

    /// The desk, if it is open now.
    fn is_open(&self) -> Option<Arc<Desk>> {
        match &*self.state() {
            State::Open { desk, .. } => Some(Arc::clone(desk)),
            State::Opening | State::Failed(_) | State::Closed => None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passes an event to the window; before there is one, nobody has read what has changed.
fn emit(window: &Mutex<Option<AppHandle>>, event: &Event) {
    let app = window.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(app) = app
        && let Err(error) = app.emit_to(EventTarget::webview_window(MAIN), event.name(), event.payload())
    {
        tracing::debug!(%error, "an event did not reach the window");
    }
}

/// Lets the desk go: calls under way end first, then its lock is free.
pub(crate) fn close(app: &AppHandle) {
    let opening = app.state::<Arc<Opening>>();
    let last = mem::replace(&mut *opening.state(), State::Closed);
    opening.changed.notify_all();
    drop(last);
}
