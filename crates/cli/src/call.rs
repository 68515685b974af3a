//! One call: through the door of whoever holds the desk, or holding it oneself.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use coexist_core::desk::{Desk, OpenOptions};
use coexist_core::events::Event;
use coexist_keys::Consent;
use serde_json::Value;

use crate::failure::Failure;
use crate::progress::Progress;

/// Between taking the lock and opening the door the holder cannot be reached; so long is that waited for
/// (a keyring may ask the person meanwhile, but then a window is in sight).
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// Runs a command on the desk in `dir`.
pub(crate) fn call(
    dir: &Path,
    key_in_file: bool,
    name: &str,
    request: Value,
    mut progress: Progress,
) -> Result<Value, Failure> {
    for last in (0..TRIES).rev() {
        if let Some(answer) = coexist_door::call(dir, name, &request, |activity| progress.show(activity))? {
            return Ok(answer?);
        }
        let consent = if key_in_file { Consent::FileSlot } else { Consent::KeyringOnly };
        match OpenOptions::system(consent).and_then(|options| Desk::open(dir, options)) {
            Ok(desk) => return on(Arc::new(desk), dir, name, request, progress),
            Err(error) if error.code() == "desk-in-use" && last > 0 => thread::sleep(PAUSE),
            Err(error) => return Err(Failure::Api(error.into())),
        }
    }
    Err(Failure::Closed)
}

/// On a desk that this process holds, its door open: a long import can be asked about and cancelled from
/// another terminal.
fn on(desk: Arc<Desk>, dir: &Path, name: &str, request: Value, progress: Progress) -> Result<Value, Failure> {
    let door = coexist_door::serve(&desk, dir);
    if let Err(error) = &door {
        tracing::warn!(%error, "other terminals will not reach this call");
    }
    let progress = Mutex::new(progress);
    desk.subscribe(Box::new(move |event| {
        if let Event::Activity(_) = event {
            progress.lock().unwrap_or_else(PoisonError::into_inner).show(&event.payload());
        }
    }));
    Ok(coexist_api::call(&desk, name, request)?)
}
