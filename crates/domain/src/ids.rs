//! Identities. Every record carries a UUIDv7 (RFC 9562): sortable by creation, made without a network.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Milliseconds since 1970-01-01T00:00:00Z, as a device's clock told them. For display only: no rule of the
/// merge reads it.
pub type Millis = i64;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The device's wall clock now, in milliseconds since the Unix epoch.
    fn now(&self) -> Millis;
    /// Today's date where the person sits, as `YYYY-MM-DD`.
    fn today(&self) -> jiff::civil::Date;
}

/// Where new ids come from.
pub trait IdSource: Send + Sync {
    /// A fresh id; two calls never answer the same.
    fn next(&self) -> Id;
}

/// Sixteen bytes that name one record, space, person or device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id([u8; 16]);

impl Id {
    /// The id with exactly these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The id in the first sixteen bytes of a slice, if there are sixteen and no more.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// Its bytes, as stored and sent.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// When a UUIDv7 was made, in milliseconds since the Unix epoch.
    pub fn made_at(&self) -> Millis {
        self.0[..6].iter().fold(0, |n, b| (n << 8) | Millis::from(*b))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        uuid::Uuid::from_bytes(self.0).hyphenated().fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct ParseIdError;

impl FromStr for Id {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        uuid::Uuid::try_parse(text).map(|u| Self(u.into_bytes())).map_err(|_| ParseIdError)
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(#[ts(type = "string")] pub Id);

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Id {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

id_types! {
    /// An organisation of the Carnet, of any kind.
    OrganisationId,
    /// A person at an organisation, as the Carnet knows them.
    ContactId,
    /// A dossier: what my organisation keeps about one partnership.
    DossierId,
    /// The place of one organisation in one dossier.
    PartyId,
    /// One amount of a dossier.
    AmountId,
    /// A stretch of time during which a partnership has one type.
    TypePeriodId,
    /// A call, meeting, mail or letter.
    ExchangeId,
    /// Something to do.
    TaskId,
    /// An entry of a dossier's journal.
    JournalEntryId,
    /// A column of one's own.
    OwnColumnId,
    /// One spreadsheet brought in, with the mapping used.
    ImportId,
    /// A saved filter.
    ViewId,
    /// A colleague: somebody of one's own organisation.
    PersonId,
    /// One user action that may span several frames.
    ActionId,
    /// A unit of sharing: organisation, partnership, person, commons.
    SpaceId,
    /// One installation and one database generation: the truncated blake3 of its public key.
    DeviceId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text() {
        let id = Id::from_bytes([1, 2, 3, 4, 5, 6, 0x77, 8, 0x89, 10, 11, 12, 13, 14, 15, 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("nothing like it".parse::<Id>(), Err(ParseIdError));
        assert_eq!(id.made_at(), 0x0102_0304_0506);
    }
}
