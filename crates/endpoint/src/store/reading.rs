//! What a device may read, and in what order it reaches it.
//!
//! An item reaches a reader at the position `max(its number, since)`, where `since` is the number at which its
//! stream became readable. So a stream that becomes readable is back-filled where it did, and one cursor is all
//! that a desk has to remember and all that the endpoint has to be told.

use std::collections::{HashMap, HashSet};

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, SpaceId};
use coexist_sync::protocol::{Cursor, Item, ItemKind};
use rusqlite::{Connection, params};

use super::history::{self, Stream, StreamId};
use super::members::{self, Standing, bytes, damaged};
use super::{StoreError, fixed};

/// Numbers fetched of each stream at once.
const BATCH: usize = 128;

/// SQLite counts to 2^63.
const EVER: u64 = i64::MAX as u64;

/// A stream that a device reads: the items up to `until`, from the position `since` on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Readable {
    stream: StreamId,
    since: u64,
    until: u64,
}

/// What may be read, as words of the design and not yet as streams.
fn rights(db: &Connection, reader: &Standing) -> Result<HashMap<Stream, (u64, u64)>, StoreError> {
    let own = reader.organisation;
    let mut all = HashMap::new();
    if let Some(removed) = reader.removed {
        // Its own removal is the last that it is told.
        all.insert(Stream::Roster(own), (0, removed));
        return Ok(all);
    }
    all.insert(Stream::Roster(own), (0, EVER));
    all.insert(Stream::Space(own), (0, EVER));
    all.insert(Stream::Person(SpaceId(reader.person.0), own), (0, EVER));
    all.insert(Stream::Tray(SpaceId(reader.person.0)), (0, EVER));
    if let (MemberRole::Owner, false, Some(since)) = (reader.role, reader.paper, reader.owner_since) {
        all.insert(Stream::Tray(own), (since, EVER));
    }
    for place in members::partnerships(db, own)? {
        let until = place.until.unwrap_or(EVER);
        all.insert(Stream::Roster(place.partnership), (place.since, until));
        if place.until.is_none() {
            all.insert(Stream::Space(place.partnership), (place.since, EVER));
        }
        // The others' rosters say whose signatures stand, also of those that left.
        for other in members::parties(db, place.partnership)? {
            if other.organisation == own {
                continue;
            }
            let right = (place.since.max(other.since), until.min(other.until.unwrap_or(EVER)));
            all.entry(Stream::Roster(other.organisation))
                .and_modify(|known: &mut (u64, u64)| {
                    // In several partnerships with it: the right that lasts longest, then the oldest.
                    if (right.1, known.0) > (known.1, right.0) {
                        *known = right;
                    }
                })
                .or_insert(right);
        }
    }
    Ok(all)
}

/// What a device may read now.
pub(crate) fn readable(db: &Connection, reader: &Standing) -> Result<Vec<Readable>, StoreError> {
    let mut all = Vec::new();
    for (stream, (since, until)) in rights(db, reader)? {
        if let Some(stream) = stream.find(db)? {
            all.push(Readable { stream, since, until });
        }
    }
    Ok(all)
}

/// What a device is not sent, because it has it.
pub(crate) struct Has<'a> {
    /// What it wrote itself.
    pub(crate) own: Option<DeviceId>,
    /// What it has just brought.
    pub(crate) brought: &'a HashSet<u64>,
}

/// A piece of an answer.
pub(crate) struct Page {
    /// Each item with the cursor after it.
    pub(crate) items: Vec<(Cursor, Item)>,
    /// The end of the history, when the device has everything with this page.
    pub(crate) end: Option<Cursor>,
}

/// The next items after a cursor: at least one, if there is one, and not many more bytes than `size`.
pub(crate) fn page(
    db: &Connection,
    reader: &Standing,
    cursor: Cursor,
    has: &Has<'_>,
    size: usize,
) -> Result<Page, StoreError> {
    page_of(db, &readable(db, reader)?, cursor, has, size)
}

fn page_of(
    db: &Connection,
    streams: &[Readable],
    cursor: Cursor,
    has: &Has<'_>,
    size: usize,
) -> Result<Page, StoreError> {
    let latest = history::latest(db)?;
    let mut page = Page { items: Vec::new(), end: None };
    let mut left = size;
    let mut section = Section::after(cursor, streams);
    while let Some(at) = section {
        if !fill(db, at, streams, has, &mut page, &mut left)? {
            return Ok(page);
        }
        section = at.next(streams);
    }
    page.end = Some(latest);
    Ok(page)
}

/// A stretch of positions within which the order is simple.
#[derive(Clone, Copy)]
enum Section {
    /// Positions after the first up to the second: items at their own place.
    Plain(u64, u64),
    /// One position: the older items, after a number, of what becomes readable there; then the one at its place.
    Fill { at: u64, after: u64 },
}

impl Section {
    fn after(cursor: Cursor, streams: &[Readable]) -> Option<Self> {
        if cursor.within > 0 {
            Some(Self::Fill { at: cursor.at, after: cursor.within })
        } else {
            Self::from(cursor.at, streams)
        }
    }

    fn from(at: u64, streams: &[Readable]) -> Option<Self> {
        match streams.iter().map(|s| s.since).filter(|since| *since > at).min() {
            _ if at >= EVER => None,
            Some(next) if next == at + 1 => Some(Self::Fill { at: next, after: 0 }),
            Some(next) => Some(Self::Plain(at, next - 1)),
            None => Some(Self::Plain(at, EVER)),
        }
    }

    fn next(self, streams: &[Readable]) -> Option<Self> {
        match self {
            Self::Plain(_, to) => Self::from(to, streams),
            Self::Fill { at, .. } => Self::from(at, streams),
        }
    }

    /// The numbers of a stream that belong here: after the first, up to the second.
    fn range(self, stream: &Readable) -> (u64, u64) {
        let (from, to) = match self {
            Self::Plain(..) | Self::Fill { .. } if stream.since > self.end() => (0, 0),
            Self::Plain(from, to) => (from, to),
            Self::Fill { at, after } if stream.since == at => (after, at),
            Self::Fill { at, after } => (after.max(at - 1), at),
        };
        (from, to.min(stream.until))
    }

    fn end(self) -> u64 {
        match self {
            Self::Plain(_, to) => to,
            Self::Fill { at, .. } => at,
        }
    }
}

/// Adds a section's items. Whether it came to its end within the size.
fn fill(
    db: &Connection,
    section: Section,
    streams: &[Readable],
    has: &Has<'_>,
    page: &mut Page,
    left: &mut usize,
) -> Result<bool, StoreError> {
    let mut numbers = db.prepare_cached(
        "SELECT seq FROM item WHERE stream = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4",
    )?;
    let mut read = db.prepare_cached("SELECT kind, author, hash, bytes FROM item WHERE seq = ?1")?;
    let place = match section {
        Section::Plain(..) => None,
        Section::Fill { at, .. } => Some((at, history::hash_at(db, at)?.ok_or(StoreError::Damaged)?)),
    };
    let mut done = 0;
    loop {
        // The next numbers of all streams together: each gives a few, and none is passed that was cut short.
        let (mut next, mut horizon) = (Vec::new(), u64::MAX);
        for stream in streams {
            let (from, to) = section.range(stream);
            let from = from.max(done);
            if from >= to {
                continue;
            }
            let before = next.len();
            let rows =
                numbers.query_map(params![stream.stream, from, to, BATCH], |row| row.get::<_, u64>(0))?;
            for seq in rows {
                next.push(seq?);
            }
            if next.len() - before == BATCH {
                horizon = horizon.min(next.last().copied().unwrap_or_default());
            }
        }
        next.sort_unstable();
        for seq in next.into_iter().take_while(|seq| *seq <= horizon) {
            if *left == 0 {
                return Ok(false);
            }
            if has.brought.contains(&seq) {
                continue;
            }
            let mut rows = read.query([seq])?;
            let row = rows.next()?.ok_or(StoreError::Damaged)?;
            let kind = kind(row.get(0)?)?;
            let author = row.get_ref(1)?.as_blob_or_null().map_err(damaged)?;
            if kind == ItemKind::Segment && has.own.is_some_and(|own| author == Some(bytes(&own.0))) {
                continue;
            }
            let hash = fixed(row.get_ref(2)?.as_blob().map_err(damaged)?)?;
            let cursor = match place {
                Some((at, there)) if seq < at => Cursor { at, within: seq, hash: there },
                _ => Cursor { at: seq, within: 0, hash },
            };
            let data = row.get_ref(3)?.as_blob().map_err(damaged)?.to_vec();
            *left = left.saturating_sub(data.len().max(1));
            page.items.push((cursor, Item { kind, bytes: data }));
        }
        if horizon == u64::MAX {
            return Ok(true);
        }
        done = horizon;
    }
}

fn kind(byte: u8) -> Result<ItemKind, StoreError> {
    [ItemKind::Roster, ItemKind::Segment, ItemKind::Tray]
        .into_iter()
        .find(|kind| *kind as u8 == byte)
        .ok_or(StoreError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::super::history::New;
    use super::*;

    /// Numbers that only look random, the same each time.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }
    }

    fn fill_history(db: &Connection, dice: &mut Dice, items: u64) -> Vec<StreamId> {
        (1..=items)
            .map(|n| {
                let stream = dice.below(5) as StreamId + 1;
                let bytes = vec![n as u8; dice.below(40) as usize];
                let new = New {
                    stream,
                    kind: ItemKind::Roster,
                    key: &n.to_be_bytes(),
                    author: None,
                    bytes: &bytes,
                };
                assert_eq!(history::append(db, &new).unwrap(), n);
                stream
            })
            .collect()
    }

    /// The definition, word for word.
    fn order(items: &[StreamId], streams: &[Readable], cursor: Cursor) -> Vec<(u64, u64)> {
        let mut all: Vec<(u64, u64)> = (1u64..)
            .zip(items)
            .filter_map(|(seq, stream)| {
                let readable = streams.iter().find(|r| r.stream == *stream && seq <= r.until)?;
                Some((seq.max(readable.since), seq))
            })
            .filter(|(position, seq)| {
                let past = if cursor.within > 0 { cursor.within } else { u64::MAX };
                (*position, *seq) > (cursor.at, past)
            })
            .collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn items_come_by_position_wherever_one_starts_and_stops() {
        let dir = tempfile::tempdir().unwrap();
        let mut db = super::super::open(dir.path(), true).unwrap();
        let mut dice = Dice(7);
        let brought = HashSet::new();
        let has = Has { own: None, brought: &brought };
        for round in 0..40 {
            let db = db.transaction().unwrap();
            // Now and then more of one stream than is fetched at once.
            let count = if round % 8 == 0 { 900 } else { 60 };
            let items = fill_history(&db, &mut dice, count);
            let mut streams = Vec::new();
            for stream in 1..=5 {
                if dice.below(5) > 0 {
                    let since = if dice.below(2) == 0 { 0 } else { dice.below(count) + 1 };
                    let until = if dice.below(3) == 0 { dice.below(count) + 1 } else { EVER };
                    streams.push(Readable { stream, since, until });
                }
            }
            let (mut cursor, mut got) = (Cursor::default(), Vec::new());
            let all = order(&items, &streams, cursor);
            loop {
                assert_eq!(order(&items, &streams, cursor), all[got.len()..], "round {round} at {cursor:?}");
                let page = page_of(&db, &streams, cursor, &has, dice.below(200) as usize + 1).unwrap();
                for (to, _) in &page.items {
                    got.push((to.at, if to.within > 0 { to.within } else { to.at }));
                    assert_eq!(history::hash_at(&db, to.at).unwrap(), Some(to.hash));
                    cursor = *to;
                }
                if let Some(end) = page.end {
                    assert_eq!(end.at, count);
                    break;
                }
                assert!(!page.items.is_empty(), "a page that goes nowhere");
            }
            assert_eq!(got, all, "round {round}");
            db.rollback().unwrap();
        }
    }
}
