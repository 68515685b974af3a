//! The history: segments as they came, in one order, with a running hash.

use std::collections::{HashMap, HashSet};

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, Id, SpaceId};
use coexist_sync::protocol::{Cursor, MAX_ANSWER, Receipt};
use coexist_sync::{Hash, Names, Segment};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::members::{self, Standing};
use super::{StoreError, fixed};

/// Names a segment in a space: who wrote it and the number of its first frame.
pub(crate) type Place = (DeviceId, u64);

/// What became of the segments of one request, and where those stand that the sender surely has.
#[derive(Default)]
pub(crate) struct TakenIn {
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) kept: HashSet<Place>,
}

/// What a device is to be sent.
pub(crate) struct News {
    pub(crate) cursor: Cursor,
    pub(crate) more: bool,
    pub(crate) went_back: bool,
    pub(crate) segments: Vec<Vec<u8>>,
}

/// Takes segments in, in the order they came.
///
/// Who brings a segment does not matter beyond belonging to the organisation: after the endpoint lost some of
/// its history, desks give back each other's. Who *wrote* it is proved by its signature, and must be somebody
/// who may write.
pub(crate) fn take_in(
    db: &Connection,
    organisation: SpaceId,
    segments: &[Vec<u8>],
) -> Result<TakenIn, StoreError> {
    let mut taken = TakenIn::default();
    let mut authors: HashMap<DeviceId, Option<Standing>> = HashMap::new();
    // What follows a fork in one request belongs to the same other history.
    let mut forked: HashSet<DeviceId> = HashSet::new();
    // Unpacking and verifying is the dear part: whose segment failed it once has to come again.
    let mut failed: HashSet<DeviceId> = HashSet::new();
    let mut names: HashMap<DeviceId, Names> = HashMap::new();
    for bytes in segments {
        let Ok(segment) = Segment::from_bytes(bytes) else {
            taken.receipts.push(Receipt::Refused);
            continue;
        };
        let device = segment.header.device;
        if let std::collections::hash_map::Entry::Vacant(place) = authors.entry(device) {
            place.insert(members::standing(db, device)?);
        }
        let author = authors.get(&device).and_then(Option::as_ref);
        let receipt = match author {
            Some(author)
                if author.organisation == organisation
                    && author.role != MemberRole::Reader
                    && segment.header.space == organisation =>
            {
                if forked.contains(&device) {
                    Receipt::Fork
                } else {
                    take(db, author, &segment, bytes, &mut failed, &mut names)?
                }
            }
            _ => Receipt::Refused,
        };
        match receipt {
            Receipt::Kept => {
                taken.kept.insert((device, segment.header.first));
            }
            Receipt::Fork => {
                forked.insert(device);
            }
            Receipt::Refused | Receipt::Gap => {}
        }
        taken.receipts.push(receipt);
    }
    Ok(taken)
}

fn take(
    db: &Connection,
    author: &Standing,
    segment: &Segment,
    bytes: &[u8],
    failed: &mut HashSet<DeviceId>,
    names: &mut HashMap<DeviceId, Names>,
) -> Result<Receipt, StoreError> {
    let header = &segment.header;
    // SQLite counts to 2^63.
    if i64::try_from(segment.last()).is_err() {
        return Ok(Receipt::Refused);
    }
    let (space, device) = (&header.space.0.as_bytes()[..], &header.device.0.as_bytes()[..]);
    let chain = db
        .prepare_cached("SELECT last, head FROM chain WHERE space = ?1 AND device = ?2")?
        .query_row(params![space, device], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    let (last, head) = match chain {
        Some((last, head)) => (last, Hash(fixed(&head)?)),
        None => (0u64, Hash::default()),
    };
    if header.first <= last {
        return known(db, segment);
    }
    if header.first > last + 1 {
        return Ok(Receipt::Gap);
    }
    if failed.contains(&header.device) {
        return Ok(Receipt::Refused);
    }
    let known = match names.entry(header.device) {
        std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
        std::collections::hash_map::Entry::Vacant(entry) => entry.insert(names_of(db, space, device)?),
    };
    let Ok(verified) = segment.verify(&author.public, head, known) else {
        failed.insert(header.device);
        return Ok(Receipt::Refused);
    };
    let head = verified.frames.last().map_or(head, |(_, hash)| *hash);
    keep_names(db, space, device, known.len(), &verified.names)?;
    known.extend(verified.names);
    let cursor = latest(db)?.after(bytes);
    db.prepare_cached(
        "INSERT INTO segment (seq, space, device, first, count, bytes, cursor_hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![cursor.seq, space, device, header.first, header.count, bytes, &cursor.hash[..]])?;
    db.prepare_cached("INSERT OR REPLACE INTO chain (space, device, last, head) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![space, device, segment.last(), &head.0[..]])?;
    Ok(Receipt::Kept)
}

/// What a device has mentioned so far (see `coexist_sync::pack`).
fn names_of(db: &Connection, space: &[u8], device: &[u8]) -> Result<Names, StoreError> {
    let mut names = Names::default();
    let mut query =
        db.prepare_cached("SELECT ids FROM name WHERE space = ?1 AND device = ?2 ORDER BY first")?;
    let mut rows = query.query(params![space, device])?;
    while let Some(row) = rows.next()? {
        let ids = row.get_ref(0)?.as_blob().map_err(damaged)?;
        names.extend(ids.chunks_exact(16).filter_map(Id::from_slice));
    }
    Ok(names)
}

fn keep_names(
    db: &Connection,
    space: &[u8],
    device: &[u8],
    first: usize,
    ids: &[Id],
) -> Result<(), StoreError> {
    if !ids.is_empty() {
        let bytes: Vec<u8> = ids.iter().flat_map(|id| *id.as_bytes()).collect();
        db.prepare_cached("INSERT INTO name (space, device, first, ids) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![space, device, first as i64, bytes])?;
    }
    Ok(())
}

/// A segment whose first frame is there already: the same one again, or another history. The signature covers
/// the header, the frames and all that came before, so the same signature is the same segment, even when a
/// later release compresses it otherwise.
fn known(db: &Connection, segment: &Segment) -> Result<Receipt, StoreError> {
    let header = &segment.header;
    let stored = db
        .prepare_cached("SELECT bytes FROM segment WHERE space = ?1 AND device = ?2 AND first = ?3")?
        .query_row(
            params![&header.space.0.as_bytes()[..], &header.device.0.as_bytes()[..], header.first],
            |row| row.get::<_, Vec<u8>>(0),
        )
        .optional()?;
    let stored =
        stored.map(|bytes| Segment::from_bytes(&bytes).map_err(|_| StoreError::Damaged)).transpose()?;
    let same = stored.is_some_and(|s| s.header == *header && s.signature == segment.signature);
    Ok(if same { Receipt::Kept } else { Receipt::Fork })
}

/// What came in since a cursor, for one device: everything in its organisation but what it wrote itself and
/// what it has just `sent`. A device that starts again from zero gets its own back as well.
pub(crate) fn since(
    db: &Connection,
    reader: &Standing,
    cursor: Cursor,
    sent: &HashSet<Place>,
) -> Result<News, StoreError> {
    let latest = latest(db)?;
    if !is_ours(db, cursor)? {
        let news =
            News { cursor: Cursor::default(), more: latest.seq > 0, went_back: true, segments: vec![] };
        return Ok(news);
    }
    let mut news = News { cursor: latest, more: false, went_back: false, segments: Vec::new() };
    let (mut size, mut at) = (0, cursor);
    let mut query = db.prepare_cached(
        "SELECT seq, cursor_hash, device, first, bytes FROM segment WHERE space = ?1 AND seq > ?2 ORDER BY seq",
    )?;
    let mut rows = query.query(params![&reader.organisation.0.as_bytes()[..], cursor.seq])?;
    while let Some(row) = rows.next()? {
        let here = Cursor { seq: row.get(0)?, hash: fixed(row.get_ref(1)?.as_blob().map_err(damaged)?)? };
        let device = fixed(row.get_ref(2)?.as_blob().map_err(damaged)?)?;
        let place = (DeviceId(coexist_domain::Id::from_bytes(device)), row.get(3)?);
        let own = place.0 == reader.device && cursor.seq > 0 && here.seq > reader.own_until;
        if !own && !sent.contains(&place) {
            let bytes = row.get_ref(4)?.as_blob().map_err(damaged)?;
            if size + bytes.len() > MAX_ANSWER && !news.segments.is_empty() {
                news.cursor = at;
                news.more = true;
                break;
            }
            size += bytes.len();
            news.segments.push(bytes.to_vec());
        }
        at = here;
    }
    Ok(news)
}

/// The place in the history of the last segment that a device wrote itself and has not just `sent`; 0 for
/// none. A device that starts from zero is given its own up to there, also on the later pages.
pub(crate) fn last_own(db: &Connection, device: &Standing, sent: &HashSet<Place>) -> Result<u64, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT seq, first FROM segment WHERE space = ?1 AND device = ?2 ORDER BY first DESC",
    )?;
    let (space, id) = (device.organisation.0.as_bytes(), device.device.0.as_bytes());
    let mut rows = query.query(params![&space[..], &id[..]])?;
    while let Some(row) = rows.next()? {
        if !sent.contains(&(device.device, row.get(1)?)) {
            return Ok(row.get(0)?);
        }
    }
    Ok(0)
}

/// The end of the history.
fn latest(db: &Connection) -> Result<Cursor, StoreError> {
    let row = db
        .prepare_cached("SELECT seq, cursor_hash FROM segment ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    Ok(match row {
        Some((seq, hash)) => Cursor { seq, hash: fixed(&hash)? },
        None => Cursor::default(),
    })
}

/// Whether a cursor is of this history.
fn is_ours(db: &Connection, cursor: Cursor) -> Result<bool, StoreError> {
    if cursor.seq == 0 {
        return Ok(true);
    }
    let Ok(seq) = i64::try_from(cursor.seq) else { return Ok(false) };
    let hash = db
        .prepare_cached("SELECT cursor_hash FROM segment WHERE seq = ?1")?
        .query_row([seq], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    Ok(hash.is_some_and(|hash| hash == cursor.hash))
}

fn damaged(_: rusqlite::types::FromSqlError) -> StoreError {
    StoreError::Damaged
}
