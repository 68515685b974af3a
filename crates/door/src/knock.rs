//! The side that knocks.

use std::io::{self, BufReader};
use std::path::Path;

use coexist_api::ApiError;
use interprocess::local_socket::Stream;
use interprocess::local_socket::prelude::*;
use serde_json::Value;

use crate::address::Address;
use crate::wire::{Knock, Said};
use crate::{DoorError, frame};

/// Has the holder of the desk in `dir` run a command; `None` when nobody answers there, so that the caller may
/// take the lock itself. `progress` is told the payload of every `activity` event meanwhile.
///
/// # Errors
/// When the connection was made and broke: the command may have been done.
pub fn call(
    dir: &Path,
    name: &str,
    request: &Value,
    mut progress: impl FnMut(&Value),
) -> Result<Option<Result<Value, ApiError>>, DoorError> {
    let Some(address) = Address::read(dir)? else { return Ok(None) };
    let stream = match Stream::connect(address.name()?) {
        Ok(stream) => stream,
        Err(error) if nobody(&error) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut stream = BufReader::new(stream);
    let knock = Knock { word: address.word, name: name.to_owned(), request: request.clone() };
    if frame::write(stream.get_mut(), &knock).is_err() {
        return Ok(None);
    }
    let mut begun = false;
    loop {
        match frame::read(&mut stream) {
            Ok(Some(Said::Begun)) => begun = true,
            Ok(Some(Said::Activity(activity))) => progress(&activity),
            Ok(Some(Said::Answer(answer))) => return Ok(Some(Ok(answer))),
            Ok(Some(Said::Error(error))) => return Ok(Some(Err(error))),
            // It closed while we came in: nothing was done.
            Ok(None) | Err(DoorError::Io(_) | DoorError::Closed) if !begun => return Ok(None),
            Ok(None) => return Err(DoorError::Closed),
            Err(error) => return Err(error),
        }
    }
}

/// What a socket says that was left behind by a killed process, or taken away just now.
fn nobody(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused)
}
