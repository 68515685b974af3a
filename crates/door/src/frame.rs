//! JSON in frames: four bytes of length (little-endian), then so many bytes.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::DoorError;

/// More than any answer of the command table; a length beyond it is no frame of ours.
const LARGEST: u32 = 64 * 1024 * 1024;

pub(crate) fn write(to: &mut impl Write, message: &impl Serialize) -> Result<(), DoorError> {
    let bytes = serde_json::to_vec(message)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LARGEST);
    let length = length.ok_or(io::ErrorKind::FileTooLarge).map_err(io::Error::from)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)?;
    Ok(to.flush()?)
}

/// The next frame; `None` when the other side has closed between two frames.
pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read) -> Result<Option<T>, DoorError> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let length = u32::from_le_bytes(length);
    if length > LARGEST {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge).into());
    }
    let mut bytes = Vec::new();
    // Grows with what arrives: a length alone reserves no memory.
    from.take(length.into()).read_to_end(&mut bytes)?;
    if u32::try_from(bytes.len()) != Ok(length) {
        return Err(DoorError::Closed);
    }
    Ok(Some(serde_json::from_slice(&bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        write(&mut bytes, &"é").unwrap();
        write(&mut bytes, &vec![1, 2]).unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(read::<String>(&mut from).unwrap().as_deref(), Some("é"));
        assert_eq!(read::<Vec<u8>>(&mut from).unwrap(), Some(vec![1, 2]));
        assert_eq!(read::<String>(&mut from).unwrap(), None);
    }

    #[test]
    fn a_cut_or_endless_frame_is_an_error() {
        let mut bytes = Vec::new();
        write(&mut bytes, &"whole").unwrap();
        let cut = &bytes[..bytes.len() - 1];
        assert!(matches!(read::<String>(&mut &cut[..]), Err(DoorError::Closed)));
        assert!(matches!(read::<String>(&mut &u32::MAX.to_le_bytes()[..]), Err(DoorError::Io(_))));
    }
}
