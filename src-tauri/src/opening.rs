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
use tauri::{AppHandle, Emitter, EventTarget, Manager};

use crate::window::MAIN;

/// The desk of this process.
pub(crate) struct Opening {
    dir: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
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
    pub(crate) fn begin(dir: PathBuf) -> Arc<Self> {
        let opening = Arc::new(Self {
            dir,
            state: Mutex::new(State::Opening),
            changed: Condvar::new(),
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
            opening.changed.notify_all();
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
        let window = Arc::clone(&self.window);
        desk.subscribe(Box::new(move |event| emit(&window, event)));
        coexist_core::sharing::start(&desk);
        let door = coexist_door::serve(&desk, &self.dir)
            .inspect_err(|error| tracing::warn!(%error, "the terminal will not reach this window"));
        State::Open { desk, _door: door.ok() }
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
