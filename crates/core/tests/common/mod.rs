//! A desk in a folder that goes with the test, on the morning of Monday 23 November 2026.
#![allow(dead_code)]

use std::path::Path;
use std::sync::{Arc, Mutex};

use coexist_core::desk::{Desk, OpenOptions};
use coexist_core::events::Event;
use coexist_keys::{Consent, Secrets};
use coexist_testkit::{FakeClock, SeededIds};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) struct Room {
    pub(crate) desk: Desk,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn options(folder: &Path, clock: &Arc<FakeClock>, seed: u16) -> OpenOptions {
    OpenOptions {
        secrets: Secrets::folder(folder.join("secrets")),
        consent: Consent::KeyringOnly,
        clock: Arc::clone(clock) as Arc<_>,
        ids: Arc::new(SeededIds::new(seed)),
        random: Box::new(|bytes| rand::fill(bytes)),
    }
}

pub(crate) fn room() -> Room {
    let clock = Arc::new(FakeClock::morning(2026, 11, 23));
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), options(folder.path(), &clock, 1)).unwrap();
    Room { desk, clock, folder }
}

/// A request as the wire would bring it.
pub(crate) fn ask<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

/// The kinds of records that `changed` events named, in order.
pub(crate) fn watch(desk: &Desk) -> Arc<Mutex<Vec<Vec<String>>>> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    desk.subscribe(Box::new(move |event| {
        if let Event::Changed(changed) = event {
            sink.lock().unwrap().push(changed.kinds.clone());
        }
    }));
    seen
}
