//! The side that holds the desk.

use std::collections::BTreeMap;
use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use coexist_api::ApiError;
use coexist_core::Error;
use coexist_core::desk::Desk;
use coexist_core::events::Event;
use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{Listener, ListenerOptions, Stream};
use serde_json::Value;

use crate::address::Address;
use crate::wire::{Knock, Said};
use crate::{DoorError, frame};

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open door. Dropped, it is closed: who is inside gets an answer first, nobody new is let in.
pub struct Door {
    address: Address,
    dir: PathBuf,
    house: Arc<House>,
    accepting: Option<JoinHandle<()>>,
}

/// What every connection shares.
struct House {
    desk: Arc<Desk>,
    word: String,
    closing: AtomicBool,
    guests: Mutex<Guests>,
    left: Condvar,
}

#[derive(Default)]
struct Guests {
    next: u64,
    /// Where each call under way is told of progress.
    inside: BTreeMap<u64, Sender<Said>>,
}

impl House {
    fn guests(&self) -> MutexGuard<'_, Guests> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the door of a desk: from now on [`crate::call`] reaches it. Each call runs on a thread of its own.
///
/// # Errors
/// When the socket or the note cannot be made; the desk works without, and other processes find it in use.
pub fn serve(desk: &Arc<Desk>, dir: &Path) -> Result<Door, DoorError> {
    let address = Address::new(dir)?;
    let listener = listen(&address)?;
    let house = Arc::new(House {
        desk: Arc::clone(desk),
        word: address.word.clone(),
        closing: AtomicBool::new(false),
        guests: Mutex::default(),
        left: Condvar::new(),
    });
    // Weak, for the desk keeps its listeners as long as it lives and the house keeps the desk.
    let told = Arc::downgrade(&house);
    desk.subscribe(Box::new(move |event| {
        if let (Event::Activity(_), Some(house)) = (event, told.upgrade()) {
            for guest in house.guests().inside.values() {
                let _ = guest.send(Said::Activity(event.payload()));
            }
        }
    }));
    let accepting = {
        let house = Arc::clone(&house);
        thread::Builder::new().name("door".to_owned()).spawn(move || accept(&listener, &house))?
    };
    address.write(dir)?;
    Ok(Door { address, dir: dir.to_owned(), house, accepting: Some(accepting) })
}

fn listen(address: &Address) -> io::Result<Listener> {
    // The lock is ours, so a socket that lies there is one that a killed process left.
    let options = ListenerOptions::new().name(address.name()?).try_overwrite(true);
    #[cfg(unix)]
    let options = interprocess::os::unix::local_socket::ListenerOptionsExt::mode(options, 0o600);
    options.create_sync()
}

fn accept(listener: &Listener, house: &Arc<House>) {
    for stream in listener.incoming() {
        if house.closing.load(Ordering::Acquire) {
            return;
        }
        let Ok(stream) = stream else { continue };
        // Counted from here, so that closing waits for everybody who was let in.
        let (guest, progress) = Guest::enter(house);
        let spawned = thread::Builder::new().name("door call".to_owned()).spawn(move || {
            if let Err(error) = answer(stream, &guest, &progress) {
                tracing::debug!(%error, "a call through the door broke");
            }
        });
        if let Err(error) = spawned {
            tracing::warn!(%error, "no thread for a call through the door");
        }
    }
}

fn answer(stream: Stream, guest: &Guest, progress: &Receiver<Said>) -> Result<(), DoorError> {
    // Whoever knocks speaks at once; one who does not must not keep the door from closing. Pipes of Windows
    // cannot be told, and there the thread ends with the process.
    let _ = stream.set_recv_timeout(Some(PATIENCE));
    let mut stream = BufReader::new(stream);
    let Some(knock) = frame::read::<Knock>(&mut stream)? else { return Ok(()) };
    if knock.word != guest.house.word {
        return Ok(());
    }
    frame::write(stream.get_mut(), &Said::Begun)?;
    let (said, house) = (guest.said.clone(), Arc::clone(&guest.house));
    // The call runs to its end even if whoever knocked goes away.
    let call = thread::Builder::new().name("door command".to_owned()).spawn(move || {
        let _ = said.send(run(&house.desk, &knock.name, knock.request));
    })?;
    let told = tell(&mut stream, progress);
    let _ = call.join();
    told
}

fn run(desk: &Desk, name: &str, request: Value) -> Said {
    // A panic in one command must not leave whoever knocked waiting for ever.
    match catch_unwind(AssertUnwindSafe(|| coexist_api::call(desk, name, request))) {
        Ok(Ok(answer)) => Said::Answer(answer),
        Ok(Err(error)) => Said::Error(error),
        Err(_) => Said::Error(ApiError::from(Error::new("internal"))),
    }
}

fn tell(stream: &mut BufReader<Stream>, progress: &Receiver<Said>) -> Result<(), DoorError> {
    for said in progress {
        frame::write(stream.get_mut(), &said)?;
        if !matches!(said, Said::Activity(_)) {
            return Ok(());
        }
    }
    Err(DoorError::Closed)
}

/// One call under way, counted until it is answered.
struct Guest {
    house: Arc<House>,
    id: u64,
    said: Sender<Said>,
}

impl Guest {
    fn enter(house: &Arc<House>) -> (Self, Receiver<Said>) {
        let (said, progress) = channel();
        let mut guests = house.guests();
        let id = guests.next;
        guests.next += 1;
        guests.inside.insert(id, said.clone());
        (Self { house: Arc::clone(house), id, said }, progress)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.house.guests().inside.remove(&self.id);
        self.house.left.notify_all();
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.address.remove(&self.dir);
        self.house.closing.store(true, Ordering::Release);
        // Wakes the accepting thread, which waits for somebody to come.
        let woken = self.address.name().and_then(Stream::connect);
        if woken.is_ok()
            && let Some(accepting) = self.accepting.take()
        {
            let _ = accepting.join();
        }
        let guests = self.house.guests();
        let empty = self.house.left.wait_while(guests, |guests| !guests.inside.is_empty());
        drop(empty);
    }
}
