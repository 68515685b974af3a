//! What a push brings, taken in batch after batch.

use std::collections::HashSet;

use coexist_domain::{DeviceId, Millis};
use coexist_sync::protocol::{ItemKind, Partial, Receipt, Refusal};
use coexist_sync::{Segment, Signer};
use rusqlite::Connection;

use super::members::Standing;
use super::rosters::{Registrar, Rosters};
use super::{StoreError, segments, spool};

/// An item as a push brings it.
pub(crate) struct Brought {
    pub(crate) kind: ItemKind,
    /// The beginning that the endpoint should have, when only the rest comes.
    pub(crate) of: Option<Partial>,
    pub(crate) bytes: Vec<u8>,
}

/// What one push has told so far.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) receipts: Vec<Receipt>,
    /// The places of the segments that whoever pushes surely has.
    pub(crate) kept: HashSet<u64>,
    /// What follows a fork in one push belongs to the same other history.
    pub(super) forked: HashSet<DeviceId>,
    /// Verifying is the dear part: whose segment failed it once has to come again.
    failed: HashSet<DeviceId>,
}

impl Told {
    pub(super) fn fork(&mut self, device: DeviceId) -> Receipt {
        self.forked.insert(device);
        Receipt::Fork
    }

    pub(super) fn is_signed(&mut self, segment: &Segment, public: &[u8; 32]) -> bool {
        if self.failed.contains(&segment.header.device) {
            return false;
        }
        let signed = segment.is_signed(public);
        if !signed {
            self.failed.insert(segment.header.device);
        }
        signed
    }
}

/// Takes items in, in the order they came. With the last of a push that came whole, what had been cut before is
/// forgotten.
pub(crate) fn take_in(
    db: &Connection,
    endpoint: &Signer,
    now: Millis,
    by: &Standing,
    items: Vec<Brought>,
    whole: bool,
    mut told: Told,
) -> Result<Told, StoreError> {
    let registrar = Registrar { db, endpoint, now };
    let mut rosters = Rosters::default();
    // A colleague may have removed it since it was let in.
    let by = super::members::standing(db, by.device)?.ok_or(StoreError::Damaged)?;
    for Brought { kind, of, mut bytes } in items {
        if let Some(of) = of {
            match spool::take(db, by.device, kind, of, now)? {
                Some(start) => bytes = [start, bytes].concat(),
                None => {
                    told.receipts.push(Receipt::Lost);
                    continue;
                }
            }
        }
        let receipt = match kind {
            ItemKind::Roster => registrar.bring(&mut rosters, &by, &bytes)?,
            ItemKind::Segment => segments::bring(db, &by, &bytes, &mut told)?,
            ItemKind::Tray => Receipt::Refused(Refusal::Malformed),
        };
        told.receipts.push(receipt);
    }
    if whole {
        spool::forget(db, by.device)?;
    }
    Ok(told)
}
