//! Everything that can keep a desk closed, each with a code of its own. The codes are Fluent ids without
//! their `error-` or `warning-` prefix; `tests/sentences.rs` holds that each has a sentence.

use std::fmt;
use std::io;

use crate::SlotKind;

/// Why the keyring of the operating system did not serve.
///
/// `EntryMissing` never means "first run": a keyring without a collection gives the same answer as one that
/// was emptied, so only the key file and the database decide what is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyringFault {
    /// No keyring can be reached: no D-Bus session, or no keyring program on it.
    NoService,
    /// The keyring runs but has no collection to put an entry in.
    NoCollection,
    /// The keyring is locked and was not unlocked.
    Locked,
    /// The person or the system refused.
    Denied,
    /// The keyring answers, and holds no entry for this desk.
    EntryMissing,
    /// The keyring answered nothing within the time limit (see [`crate::Secrets::with_time_limit`]).
    NoAnswer,
    /// Anything else: an answer that makes no sense, an entry that opens nothing, a read-back that differs.
    Broken,
}

impl KeyringFault {
    /// The stable code; its Fluent id is `error-` + this.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoService => "keys-keyring-no-service",
            Self::NoCollection => "keys-keyring-no-collection",
            Self::Locked => "keys-keyring-locked",
            Self::Denied => "keys-keyring-denied",
            Self::EntryMissing => "keys-keyring-entry-missing",
            Self::NoAnswer => "keys-keyring-no-answer",
            Self::Broken => "keys-keyring-broken",
        }
    }

    /// Whether the same call may succeed later without anybody repairing anything.
    #[must_use]
    pub const fn retryable(self) -> bool {
        matches!(self, Self::Locked | Self::Denied | Self::NoAnswer | Self::NoService)
    }
}

impl fmt::Display for KeyringFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why one slot did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotFault {
    /// The keyring slot: see the fault.
    Keyring(KeyringFault),
    /// The key is in the keyring, and the caller chose files (`COEXIST_SECRETS=file:DIR`).
    KeyringNotAsked,
    /// The secret file of the file slot is in none of the folders it may be in.
    FileMissing,
    /// The secret file cannot be read (rights, disk).
    FileUnreadable,
    /// The secret file is damaged in both copies, or belongs to another desk.
    FileDamaged,
    /// A passphrase slot exists and no passphrase was given.
    PassphraseNeeded,
    /// The passphrase given does not open the slot.
    PassphraseWrong,
    /// A kind of slot that this version does not know.
    Unknown(u16),
}

impl SlotFault {
    /// The stable code; its Fluent id is `error-` + this.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keyring(fault) => fault.code(),
            Self::KeyringNotAsked => "keys-keyring-not-asked",
            Self::FileMissing => "keys-file-slot-missing",
            Self::FileUnreadable => "keys-file-slot-unreadable",
            Self::FileDamaged => "keys-file-slot-damaged",
            Self::PassphraseNeeded => "keys-passphrase-needed",
            Self::PassphraseWrong => "keys-passphrase-wrong",
            Self::Unknown(_) => "keys-slot-unknown",
        }
    }

    /// Lower is told first: what a person can act on at once, before what needs a repair.
    const fn rank(self) -> u8 {
        match self {
            Self::PassphraseWrong => 0,
            Self::PassphraseNeeded => 1,
            Self::Keyring(KeyringFault::Locked | KeyringFault::Denied | KeyringFault::NoAnswer) => 2,
            Self::FileUnreadable => 3,
            Self::Keyring(KeyringFault::NoService | KeyringFault::NoCollection) | Self::KeyringNotAsked => 4,
            Self::Keyring(_) => 5,
            Self::FileMissing => 6,
            Self::FileDamaged => 7,
            Self::Unknown(_) => 8,
        }
    }
}

/// Why the database key could not be had or its slots not be changed. None of these loses anything: no key
/// file or database was changed, except where a variant says so.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A new key could not be put in the keyring, and nobody consented to a file. Nothing was written.
    #[error("the keyring did not take the key: {0}")]
    Keyring(KeyringFault),
    /// The key file is whole and none of its slots opened, for these reasons (slot order of the file).
    #[error("no slot opened: {0:?}")]
    Closed(Vec<SlotFault>),
    /// There is a database and no key file beside it.
    #[error("a database without a key file")]
    KeyFileMissing,
    /// Key files are there and neither copy is whole.
    #[error("both copies of the key file are damaged")]
    KeyFileDamaged,
    /// The key file was written by a newer version.
    #[error("the key file has format {0}, newer than this version reads")]
    KeyFileNewer(u16),
    /// The two copies are whole and belong to two different desks.
    #[error("the two copies of the key file belong to different desks")]
    KeyFilesDisagree,
    /// A file could not be read; absent is never reported this way.
    #[error("a key file could not be read")]
    Unreadable(#[source] io::Error),
    /// A file could not be written (read-only, full). The older copy, if any, is whole.
    #[error("a key file could not be written")]
    Unwritable(#[source] io::Error),
    /// The key given is not the one this key file holds.
    #[error("the key is not the one of this key file")]
    OtherKey,
    /// The last slot that this version can open is never removed.
    #[error("the last slot is not removed")]
    LastSlot,
    /// There is no such slot to remove.
    #[error("there is no such slot")]
    NoSuchSlot,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    PassphraseEmpty,
    /// `COEXIST_SECRETS` says something other than `os` or `file:DIR`.
    #[error("COEXIST_SECRETS is neither os nor file:DIR")]
    SecretsSetting,
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    NoRandom,
}

impl KeysError {
    /// The stable code; its Fluent id is `error-` + this.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Keyring(fault) => fault.code(),
            Self::Closed(faults) => {
                faults.iter().min_by_key(|fault| fault.rank()).map_or("keys-slot-unknown", |f| f.code())
            }
            Self::KeyFileMissing => "keys-key-file-missing",
            Self::KeyFileDamaged => "keys-key-file-damaged",
            Self::KeyFileNewer(_) => "keys-key-file-newer",
            Self::KeyFilesDisagree => "keys-key-files-disagree",
            Self::Unreadable(_) => "keys-unreadable",
            Self::Unwritable(_) => "keys-unwritable",
            Self::OtherKey => "keys-other-key",
            Self::LastSlot => "keys-last-slot",
            Self::NoSuchSlot => "keys-no-such-slot",
            Self::PassphraseEmpty => "keys-passphrase-empty",
            Self::SecretsSetting => "keys-secrets-setting",
            Self::NoRandom => "keys-no-random",
        }
    }

    /// The keyring's fault, if the keyring had a part in this.
    #[must_use]
    pub fn keyring_fault(&self) -> Option<KeyringFault> {
        match self {
            Self::Keyring(fault) => Some(*fault),
            Self::Closed(faults) => faults.iter().find_map(|fault| match fault {
                SlotFault::Keyring(fault) => Some(*fault),
                _ => None,
            }),
            _ => None,
        }
    }

    /// Whether trying again may succeed without anybody repairing anything (a keyring unlocked meanwhile, a
    /// passphrase typed).
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::Keyring(fault) => fault.retryable(),
            Self::Closed(faults) => faults.iter().any(|fault| match fault {
                SlotFault::Keyring(fault) => fault.retryable(),
                SlotFault::PassphraseNeeded | SlotFault::PassphraseWrong => true,
                _ => false,
            }),
            Self::Unreadable(_) | Self::Unwritable(_) => true,
            _ => false,
        }
    }
}

/// Something the person should know although the desk opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyWarning {
    /// The desk opened by another slot, because the keyring failed so.
    KeyringFailed(KeyringFault),
    /// The keyring had lost its entry; a new one was made and read back.
    KeyringRenewed,
    /// The key stands in a file: whoever takes the disk can read the data.
    FileSlotInUse,
    /// Others could read the secret file; its rights were tightened.
    FileSlotTightened,
    /// A copy of the key file was damaged or missing, and was made again from the other.
    CopyHealed,
    /// A copy of the key file is damaged or missing and could not be written again.
    CopyNotHealed,
    /// Another slot failed while one opened.
    SlotFailed(SlotKind),
}

impl KeyWarning {
    /// The stable code; its Fluent id is `warning-` + this.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeyringFailed(_) => "keys-keyring-failed",
            Self::KeyringRenewed => "keys-keyring-renewed",
            Self::FileSlotInUse => "keys-file-slot-in-use",
            Self::FileSlotTightened => "keys-file-slot-tightened",
            Self::CopyHealed => "keys-copy-healed",
            Self::CopyNotHealed => "keys-copy-not-healed",
            Self::SlotFailed(_) => "keys-slot-failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_desk_tells_first_what_can_be_acted_on() {
        let closed = |faults: &[SlotFault]| KeysError::Closed(faults.to_vec()).code();
        let missing = SlotFault::Keyring(KeyringFault::EntryMissing);
        assert_eq!(closed(&[missing, SlotFault::FileMissing]), "keys-keyring-entry-missing");
        assert_eq!(
            closed(&[SlotFault::FileMissing, SlotFault::Keyring(KeyringFault::Locked)]),
            "keys-keyring-locked"
        );
        assert_eq!(closed(&[missing, SlotFault::PassphraseNeeded]), "keys-passphrase-needed");
    }
}
