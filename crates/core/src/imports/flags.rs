//! What an import was not certain of, for somebody to walk through afterwards.
//!
//! Kept on this computer and not in the log: it is the to-do list of whoever brought the file in, and gets
//! shorter with every look. The values themselves are in the records for everybody.

use std::collections::HashSet;

use coexist_domain::{Id, ImportId};
use serde::{Deserialize, Serialize};

use super::{FlagGroup, FlaggedCell, ImportFlag, ImportFlags, OneImport, SettleFlag, SettleFlags};
use crate::Error;
use crate::desk::Desk;
use crate::wire::Done;

const KEYS: &str = "import-flags:";

/// What follows from the file and is only said: settled as a whole without regret.
const MINOR: &[&str] = &[
    "country-of-currency",
    "country-of-identifier",
    "country-of-phone",
    "currency-default",
    "kind-from-name",
    "organisation-abbreviated",
    "phone-country-assumed",
    "phone-plus-missing",
    "phone-zero-lost",
    "postcode",
    "several-organisations",
    "years-from-period",
];

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    cells: Vec<FlaggedCell>,
    settled: Vec<u32>,
}

fn key(import: ImportId) -> String {
    format!("{KEYS}{import}")
}

fn read(desk: &Desk, import: ImportId) -> Result<Kept, Error> {
    let kept = desk.store().local_get(&key(import))?;
    Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
}

fn write(desk: &Desk, import: ImportId, kept: &Kept) -> Result<(), Error> {
    let json = serde_json::to_vec(kept).map_err(|e| Error::new("internal").because(e))?;
    Ok(desk.store().local_set(&key(import), Some(&json))?)
}

/// Keeps the list of an import.
pub(super) fn keep(desk: &Desk, import: ImportId, cells: &[FlaggedCell]) -> Result<(), Error> {
    if cells.is_empty() {
        return Ok(());
    }
    write(desk, import, &Kept { cells: cells.to_vec(), settled: Vec::new() })
}

/// Forgets it, when the import is taken back.
pub(super) fn forget(desk: &Desk, import: ImportId) -> Result<(), Error> {
    Ok(desk.store().local_set(&key(import), None)?)
}

/// `imports.flags`: what is still to look at.
///
/// # Errors
/// The store's.
pub fn flags(desk: &Desk, request: OneImport) -> Result<ImportFlags, Error> {
    let kept = read(desk, request.import)?;
    desk.read(|r, space| {
        let mut items = Vec::new();
        for (number, cell) in (0_u32..).zip(kept.cells).filter(|(n, _)| !kept.settled.contains(n)) {
            let record_name = match cell.record {
                Some(id) => crate::history::name_of_any(r, space, id)?,
                None => None,
            };
            let entity = cell.record.and_then(|id| Some((crate::history::kind_of(r, space, id).ok()?, id)));
            let record_kind = match entity {
                Some((entity, id)) if r.exists(space, entity, id)? => crate::records::kind_of(entity),
                _ => None,
            };
            items.push(ImportFlag { number, cell, record_name, record_kind });
        }
        let groups = groups(&items);
        Ok(ImportFlags { items, groups })
    })
}

/// The reasons, the most frequent first.
fn groups(items: &[ImportFlag]) -> Vec<FlagGroup> {
    let mut groups: Vec<FlagGroup> = Vec::new();
    for ImportFlag { cell, .. } in items {
        match groups.iter_mut().find(|g| g.code == cell.code) {
            Some(group) => group.count += 1,
            None => {
                let minor = MINOR.contains(&cell.code.as_str());
                groups.push(FlagGroup { code: cell.code.clone(), count: 1, minor });
            }
        }
    }
    groups.sort_by(|a, b| (a.minor, b.count, &a.code).cmp(&(b.minor, a.count, &b.code)));
    groups
}

/// The records that some import flagged for a reason nobody has looked at yet.
///
/// # Errors
/// The store's.
pub(crate) fn waiting(desk: &Desk, code: &str) -> Result<HashSet<Id>, Error> {
    let mut records = HashSet::new();
    for (_, bytes) in desk.store().local_list(KEYS)? {
        let kept: Kept = serde_json::from_slice(&bytes).unwrap_or_default();
        let open =
            (0_u32..).zip(kept.cells).filter(|(n, cell)| cell.code == code && !kept.settled.contains(n));
        records.extend(open.filter_map(|(_, cell)| cell.record));
    }
    Ok(records)
}

/// `imports.settle_flags`: somebody looked at all that is uncertain for one reason.
///
/// # Errors
/// The store's.
pub fn settle_flags(desk: &Desk, request: SettleFlags) -> Result<Done, Error> {
    let mut kept = read(desk, request.import)?;
    let of_code = (0_u32..).zip(&kept.cells).filter(|(_, cell)| cell.code == request.code).map(|(n, _)| n);
    let new: Vec<u32> = of_code.filter(|n| !kept.settled.contains(n)).collect();
    if !new.is_empty() {
        kept.settled.extend(new);
        write(desk, request.import, &kept)?;
    }
    Ok(Done {})
}

/// `imports.settle_flag`: somebody looked at it.
///
/// # Errors
/// The store's.
pub fn settle_flag(desk: &Desk, request: SettleFlag) -> Result<Done, Error> {
    let mut kept = read(desk, request.import)?;
    if !kept.settled.contains(&request.number) {
        kept.settled.push(request.number);
        write(desk, request.import, &kept)?;
    }
    Ok(Done {})
}
