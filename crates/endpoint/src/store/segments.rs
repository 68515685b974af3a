//! Segments: whose they are, where they belong, and whether they come in their turn. What they say is sealed and
//! none of the endpoint's business.

use coexist_domain::words::MemberRole;
use coexist_domain::{DeviceId, SpaceId};
use coexist_sync::Segment;
use coexist_sync::protocol::{ItemKind, Reached, Receipt, Refusal};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;
use super::history::{self, New, Stream, StreamId, id};
use super::intake::Told;
use super::members::{self, Standing, bytes, damaged};

/// What is set aside of one removed device at most: weeks of work, photos apart.
const MAX_TRAY: u64 = 16 * 1024 * 1024;

/// What an author may do in a space.
enum Right {
    Writes,
    /// What was accepted by the time it left.
    UpTo(u64),
}

/// A device brings a segment.
///
/// Who brings it does not matter beyond being able to read the space: couriers carry for others, and after the
/// endpoint lost some of its history, desks give back each other's. Who *wrote* it is proved by its signature.
pub(crate) fn bring(
    db: &Connection,
    by: &Standing,
    stored: &[u8],
    told: &mut Told,
) -> Result<Receipt, StoreError> {
    let refused = |why| Ok(Receipt::Refused(why));
    let segment = match Segment::from_bytes(stored) {
        Ok(segment) => segment,
        Err(coexist_sync::SegmentError::NewerFormat) => return refused(Refusal::NewerFormat),
        Err(_) => return refused(Refusal::Malformed),
    };
    let header = &segment.header;
    // SQLite counts to 2^63.
    if i64::try_from(segment.last()).is_err() {
        return refused(Refusal::Malformed);
    }
    if by.removed.is_some() && header.device != by.device {
        return refused(Refusal::NotAllowed);
    }
    let Some((stream, left)) = stream(db, by, header.space)? else { return refused(Refusal::Unknown) };
    let Some(author) = members::standing(db, header.device)? else { return refused(Refusal::Unknown) };
    if left && author.organisation != by.organisation {
        return refused(Refusal::NotAllowed);
    }
    let key = key(&segment);
    let place = stream.find(db)?;
    // Known before anything else is asked: to send again is never wrong.
    if let Some((seq, known)) = place.map(|place| history::find(db, place, &key)).transpose()?.flatten() {
        // The signature covers header and head, and so all the frames and those before them: the same signature
        // is the same segment, even when a later release packs it otherwise.
        let known = Segment::from_bytes(&known).map_err(|_| StoreError::Damaged)?;
        if known.header != *header || known.signature != segment.signature {
            return Ok(told.fork(header.device));
        }
        told.kept.insert(seq);
        if let (Some(place), true) = (place, known.body != segment.body && by.device == header.device) {
            put_right(db, place, &segment, stored)?;
        }
        return Ok(Receipt::Kept);
    }
    let Some(right) = right(db, &author, stream)? else { return refused(Refusal::NotAllowed) };
    if header.epoch == 0 {
        return refused(Refusal::Unsealed);
    }
    if told.forked.contains(&header.device) {
        return Ok(Receipt::Fork);
    }
    if let Right::UpTo(last) = right
        && segment.last() > last
    {
        let tray = match stream {
            Stream::Person(own, _) => own,
            _ => author.organisation,
        };
        return set_aside(db, Stream::Tray(tray), &author, &segment, stored, told);
    }
    let last = place.map(|place| last(db, place, header.device)).transpose()?.unwrap_or_default();
    if header.first <= last {
        return Ok(told.fork(header.device));
    }
    if header.first > last + 1 {
        return Ok(Receipt::Gap);
    }
    if !told.is_signed(&segment, &author.public) {
        return refused(Refusal::Signature);
    }
    let place = stream.found(db)?;
    let new =
        New { stream: place, kind: ItemKind::Segment, key: &key, author: Some(header.device), bytes: stored };
    told.kept.insert(history::append(db, &new)?);
    db.prepare_cached("INSERT OR REPLACE INTO chain (stream, device, last) VALUES (?1, ?2, ?3)")?
        .execute(params![place, bytes(&header.device.0), segment.last()])?;
    Ok(Receipt::Kept)
}

/// A courier brought this segment with another body, which only those who can open it can tell. Its author's own
/// comes after it.
fn put_right(db: &Connection, stream: StreamId, segment: &Segment, stored: &[u8]) -> Result<(), StoreError> {
    let key = [&key(segment)[..], &blake3::hash(stored).as_bytes()[..8]].concat();
    if history::find(db, stream, &key)?.is_none() {
        let author = Some(segment.header.device);
        history::append(db, &New { stream, kind: ItemKind::Segment, key: &key, author, bytes: stored })?;
    }
    Ok(())
}

/// The stream of a space that a device may bring segments for, and whether its organisation left it: it then
/// hands in what it still held, for the tray.
fn stream(db: &Connection, by: &Standing, space: SpaceId) -> Result<Option<(Stream, bool)>, StoreError> {
    if space == by.organisation {
        return Ok(Some((Stream::Space(space), false)));
    }
    if space.0 == by.person.0 {
        return Ok(Some((Stream::Person(space, by.organisation), false)));
    }
    let place = members::party(db, space, by.organisation)?;
    Ok(place.map(|place| (Stream::Space(space), place.until.is_some())))
}

/// Nothing, for somebody who has no business in the space.
fn right(db: &Connection, author: &Standing, stream: Stream) -> Result<Option<Right>, StoreError> {
    let left = match stream {
        Stream::Space(space) if space == author.organisation => false,
        Stream::Person(space, organisation)
            if space.0 == author.person.0 && organisation == author.organisation =>
        {
            false
        }
        Stream::Space(space) => match members::party(db, space, author.organisation)? {
            Some(place) => place.until.is_some(),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    if author.removed.is_some() || left {
        let cut = db
            .prepare_cached("SELECT last FROM cut WHERE space = ?1 AND device = ?2")?
            .query_row([bytes(&stream.space().0), bytes(&author.device.0)], |row| row.get(0))
            .optional()?;
        return Ok(Some(Right::UpTo(cut.unwrap_or_default())));
    }
    Ok(author.writes().then_some(Right::Writes))
}

fn last(db: &Connection, stream: StreamId, device: DeviceId) -> Result<u64, StoreError> {
    let last = db
        .prepare_cached("SELECT last FROM chain WHERE stream = ?1 AND device = ?2")?
        .query_row(params![stream, bytes(&device.0)], |row| row.get(0))
        .optional()?;
    Ok(last.unwrap_or_default())
}

/// Keeps what a removed device wrote after the cut: for its organisation's owners, or, of a person's own space, for
/// that person's other devices.
fn set_aside(
    db: &Connection,
    tray: Stream,
    author: &Standing,
    segment: &Segment,
    stored: &[u8],
    told: &mut Told,
) -> Result<Receipt, StoreError> {
    if author.paper || author.role == MemberRole::Reader {
        return Ok(Receipt::Refused(Refusal::NotAllowed));
    }
    let tray = tray.found(db)?;
    let key = blake3::hash(&segment.signature);
    let key = &key.as_bytes()[..16];
    if history::find(db, tray, key)?.is_some() {
        return Ok(Receipt::Tray);
    }
    if !told.is_signed(segment, &author.public) {
        return Ok(Receipt::Refused(Refusal::Signature));
    }
    let device = bytes(&author.device.0);
    let held: Option<u64> = db
        .prepare_cached("SELECT bytes FROM tray WHERE device = ?1")?
        .query_row([device], |row| row.get(0))
        .optional()?;
    let held = held.unwrap_or_default() + stored.len() as u64;
    if held > MAX_TRAY {
        return Ok(Receipt::Refused(Refusal::TooMuch));
    }
    db.execute("INSERT OR REPLACE INTO tray (device, bytes) VALUES (?1, ?2)", params![device, held])?;
    let new = New { stream: tray, kind: ItemKind::Tray, key, author: Some(author.device), bytes: stored };
    history::append(db, &new)?;
    Ok(Receipt::Tray)
}

/// How far a device's own frames arrived in each space.
pub(crate) fn reached(db: &Connection, device: DeviceId) -> Result<Vec<Reached>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT stream.space, chain.last FROM chain JOIN stream ON stream.id = chain.stream
         WHERE chain.device = ?1 ORDER BY stream.space",
    )?;
    let mut rows = query.query([bytes(&device.0)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let space = SpaceId(id(row.get_ref(0)?.as_blob().map_err(damaged)?)?);
        all.push(Reached { space, last: row.get(1)? });
    }
    Ok(all)
}

/// Who wrote it and the number of its first frame.
fn key(segment: &Segment) -> [u8; 24] {
    let mut key = [0; 24];
    key[..16].copy_from_slice(segment.header.device.0.as_bytes());
    key[16..].copy_from_slice(&segment.header.first.to_be_bytes());
    key
}
