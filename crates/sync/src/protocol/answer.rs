//! What the endpoint answers: what became of what was sent, then everything new that the device may read, one
//! item after another, so that each is kept when it has arrived.

use coexist_domain::SpaceId;

use crate::FORMAT;
use crate::codec::{Malformed, Reader, Writer};
use crate::protocol::wire::{Begun, Incoming, KIND, MAX_HEAD, Names, REST, SHORT};
use crate::protocol::{Cursor, Item, MAX_ITEMS, Partial, RESUMABLE, Receipt, Unreadable, Who};

/// The item is older than its position; its own number is told.
const OLDER: u8 = 1 << 4;
/// The position is told, with the running hash there; else it is the next one, whose hash follows.
const PLACE: u8 = 1 << 5;
/// At the end: there is more to fetch.
const MORE: u8 = 1 << 6;

const WENT_BACK: u8 = 1;
const PARTIAL: u8 = 2;
const REACHED: u8 = 4;
const TOKEN: u8 = 8;
const RECEIPTS: u8 = 16;

/// The head may not be longer than this: a receipt of each item, and more spaces than anybody is in.
const MAX_ANSWER_HEAD: usize = MAX_ITEMS + 256 * 1024;
const MAX_REACHED: usize = 8192;
const MAX_TOKEN: usize = 64;

/// How far a device's own frames of one space arrived.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached {
    /// The space.
    pub space: SpaceId,
    /// Its last frame that the endpoint has.
    pub last: u64,
}

/// What an answer begins with.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct AnswerHead {
    /// The endpoint went back in time: the desk's cursor is not of its history. The desk gives back what it
    /// holds, rosters first, and starts again from the default cursor.
    pub went_back: bool,
    /// One for each item sent, in order.
    pub receipts: Vec<Receipt>,
    /// An item of which the endpoint has the beginning: the desk may send the rest
    /// ([`PushWriter::item_or_rest`](super::PushWriter::item_or_rest)).
    pub partial: Option<Partial>,
    /// How far this device's own frames arrived, when it asked; a space that is not here has none.
    pub reached: Vec<Reached>,
    /// A fresh token, when the old one is half spent.
    pub token: Option<String>,
}

impl AnswerHead {
    fn to_bytes(&self) -> Vec<u8> {
        let flag = |set: bool, bit| if set { bit } else { 0 };
        let all_kept = self.receipts.iter().all(|receipt| *receipt == Receipt::Kept);
        let mut w = Writer::default();
        w.u8(flag(self.went_back, WENT_BACK)
            | flag(self.partial.is_some(), PARTIAL)
            | flag(!self.reached.is_empty(), REACHED)
            | flag(self.token.is_some(), TOKEN)
            | flag(!all_kept, RECEIPTS));
        w.uint(self.receipts.len() as u64);
        if !all_kept {
            self.receipts.iter().for_each(|receipt| w.u8(receipt.byte()));
        }
        if let Some(partial) = self.partial {
            partial.write(&mut w);
        }
        if !self.reached.is_empty() {
            w.uint(self.reached.len() as u64);
            for Reached { space, last } in &self.reached {
                w.id(*space);
                w.uint(*last);
            }
        }
        if let Some(token) = &self.token {
            w.bytes(token.as_bytes());
        }
        w.0
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut r = Reader::new(bytes);
        let flags = r.u8()?;
        if flags & !(WENT_BACK | PARTIAL | REACHED | TOKEN | RECEIPTS) != 0 {
            return Err(Malformed);
        }
        let n: usize = r.small()?;
        if n > MAX_ITEMS {
            return Err(Malformed);
        }
        let receipts = if flags & RECEIPTS == 0 {
            vec![Receipt::Kept; n]
        } else {
            (0..n).map(|_| Receipt::read(&mut r)).collect::<Result<_, _>>()?
        };
        let partial = if flags & PARTIAL != 0 { Some(Partial::read(&mut r)?) } else { None };
        let mut reached = Vec::new();
        if flags & REACHED != 0 {
            let n: usize = r.small()?;
            if n > MAX_REACHED {
                return Err(Malformed);
            }
            for _ in 0..n {
                reached.push(Reached { space: SpaceId(r.id()?), last: r.uint()? });
            }
        }
        let token = if flags & TOKEN != 0 { Some(r.text()?.to_owned()) } else { None };
        r.end()?;
        if token.as_ref().is_some_and(|token| token.len() > MAX_TOKEN) {
            return Err(Malformed);
        }
        Ok(Self { went_back: flags & WENT_BACK != 0, receipts, partial, reached, token })
    }
}

/// Writes an answer, piece after piece.
pub struct AnswerWriter {
    names: Names,
    w: Writer,
    cursor: Cursor,
    resume: Option<Partial>,
}

impl AnswerWriter {
    /// An answer to a device that stands at `cursor` and has the beginning of the next item.
    pub fn new(who: Who, head: &AnswerHead, cursor: Cursor, resume: Option<Partial>) -> Self {
        let mut w = Writer(vec![FORMAT]);
        w.bytes(&head.to_bytes());
        let cursor = if head.went_back { Cursor::default() } else { cursor };
        Self { names: Names::new(who), w, cursor, resume }
    }

    /// Adds the next item; `to` is the cursor after it.
    pub fn item(&mut self, to: Cursor, item: &Item) {
        let (kind, bytes) = (item.kind, &item.bytes[..]);
        let place = if to.within > 0 {
            // Older than its position: the position is told at the first of them.
            to.at != self.cursor.at
        } else {
            to != self.cursor.after(kind, bytes)
        };
        let mut before = Writer::default();
        if place {
            before.uint(to.at.saturating_sub(self.cursor.at));
            before.raw(&to.hash);
        }
        if to.within > 0 {
            let from = if place { 0 } else { self.cursor.within };
            before.uint(to.within.saturating_sub(from));
        }
        let rest = self.resume.take().and_then(|of| of.rest_of(bytes).map(|rest| (of, rest)));
        let flags = match rest {
            Some((of, rest)) => Names::write_rest(of, rest, &mut before),
            None => self.names.write(kind, bytes, &mut before),
        };
        let flag = |set: bool, bit| if set { bit } else { 0 };
        self.w.u8(kind as u8 | flags | flag(place, PLACE) | flag(to.within > 0, OLDER));
        self.w.raw(&before.0);
        self.cursor = to;
    }

    /// Ends the answer: at `latest` when the device has everything now; without it there is more to fetch.
    pub fn end(&mut self, latest: Option<Cursor>) {
        match latest {
            None => self.w.u8(MORE),
            Some(to) if to.at == self.cursor.at => self.w.u8(0),
            Some(to) => {
                self.w.u8(PLACE);
                self.w.uint(to.at.saturating_sub(self.cursor.at));
                self.w.raw(&to.hash);
            }
        }
    }

    /// Where the device will stand with what was written so far.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// How many bytes wait to be taken.
    pub fn len(&self) -> usize {
        self.w.0.len()
    }

    /// Whether no bytes wait to be taken.
    pub fn is_empty(&self) -> bool {
        self.w.0.is_empty()
    }

    /// What was written since it was last taken.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.w.0)
    }
}

/// What an answer says, as it comes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnswerEvent {
    /// First.
    Head(AnswerHead),
    /// The next item. Once it is kept, so is the cursor.
    Item {
        /// What came.
        item: Item,
        /// Where the desk stands with it.
        cursor: Cursor,
    },
    /// Last: the answer is whole.
    End {
        /// Where the desk stands.
        cursor: Cursor,
        /// Whether there is more to fetch.
        more: bool,
    },
}

/// Reads an answer as its bytes come. Hostile bytes end in [`Unreadable`] and never take more memory than one
/// item.
pub struct AnswerReader {
    names: Names,
    incoming: Incoming,
    state: State,
    cursor: Cursor,
    /// The beginning of the next item, from an answer that was cut.
    held: Vec<u8>,
}

enum State {
    Format,
    Head(usize),
    Between,
    Within(Begun, Place),
    Over,
    Bad(Unreadable),
}

/// Where an item stands, as its head says.
#[derive(Clone, Copy)]
enum Place {
    /// Right after the cursor.
    Next,
    At(Cursor),
}

impl AnswerReader {
    /// Of the answer to this device's push from `cursor`. `held` are the bytes that the push's `resume` named;
    /// empty without one.
    pub fn new(who: Who, cursor: Cursor, held: Vec<u8>) -> Self {
        Self { names: Names::new(who), incoming: Incoming::default(), state: State::Format, cursor, held }
    }

    /// More bytes came.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.incoming.feed(bytes);
    }

    /// The next thing that is whole, if one is.
    ///
    /// # Errors
    /// [`Unreadable`], from there on always.
    pub fn event(&mut self) -> Result<Option<AnswerEvent>, Unreadable> {
        let event = self.read();
        if let Err(error) = event {
            self.state = State::Bad(error);
        }
        event
    }

    fn read(&mut self) -> Result<Option<AnswerEvent>, Unreadable> {
        loop {
            match &self.state {
                State::Bad(error) => return Err(*error),
                State::Over if self.incoming.bytes().is_empty() => return Ok(None),
                State::Over => return Err(Unreadable::Malformed),
                State::Format => {
                    if self.incoming.bytes().first().is_some_and(|format| *format != FORMAT) {
                        return Err(Unreadable::NewerFormat);
                    }
                    let length = self.incoming.short(16, |r| {
                        r.u8()?;
                        r.small::<usize>()
                    })?;
                    match length {
                        None => return Ok(None),
                        Some(n) if n <= MAX_ANSWER_HEAD => self.state = State::Head(n),
                        Some(_) => return Err(Unreadable::Malformed),
                    }
                }
                State::Head(n) => {
                    let Some(bytes) = self.incoming.bytes().get(..*n) else { return Ok(None) };
                    let head = AnswerHead::from_bytes(bytes)?;
                    self.incoming.take(*n);
                    self.state = State::Between;
                    if head.went_back {
                        (self.cursor, self.held) = Default::default();
                    }
                    return Ok(Some(AnswerEvent::Head(head)));
                }
                State::Between => {
                    let (names, cursor) = (&mut self.names, self.cursor);
                    let Some(next) = self.incoming.short(MAX_HEAD, |r| read_next(names, cursor, r))? else {
                        return Ok(None);
                    };
                    match next {
                        Next::Item(begun, place) => self.state = State::Within(begun.checked()?, place),
                        Next::End { cursor, more } => {
                            self.cursor = cursor;
                            self.state = State::Over;
                            return Ok(Some(AnswerEvent::End { cursor, more }));
                        }
                    }
                }
                State::Within(begun, place) => {
                    let Some(came) = begun.whole(&mut self.incoming) else { return Ok(None) };
                    let (kind, place) = (begun.kind, *place);
                    let start = begun.of.map(|of| held(&self.held, of).map(<[u8]>::to_vec)).transpose()?;
                    self.held.clear();
                    let bytes = match start {
                        Some(mut bytes) => {
                            bytes.extend_from_slice(&came);
                            bytes
                        }
                        None => came,
                    };
                    self.cursor = match place {
                        Place::Next => self.cursor.after(kind, &bytes),
                        Place::At(cursor) => cursor,
                    };
                    self.state = State::Between;
                    return Ok(Some(AnswerEvent::Item { item: Item { kind, bytes }, cursor: self.cursor }));
                }
            }
        }
    }

    /// Where the desk stands with the items given so far.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Whether the answer came to its end.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Over)
    }

    /// After a cut: the beginning of the item after the cursor, when it is worth keeping ([`RESUMABLE`]). The
    /// next push names it (`resume: Some(Partial::of(&held))`) and its reader is given it.
    pub fn held(&self) -> Option<Vec<u8>> {
        let bytes = match &self.state {
            State::Within(begun, _) => {
                let start = begun.of.and_then(|of| held(&self.held, of).ok()).unwrap_or_default();
                [start, &begun.so_far(&self.incoming)].concat()
            }
            _ => self.held.clone(),
        };
        (bytes.len() >= RESUMABLE).then_some(bytes)
    }
}

fn held(held: &[u8], of: Partial) -> Result<&[u8], Malformed> {
    let start = usize::try_from(of.bytes).ok().and_then(|n| held.get(..n)).ok_or(Malformed)?;
    if Partial::of(start) == of { Ok(start) } else { Err(Malformed) }
}

enum Next {
    Item(Begun, Place),
    End { cursor: Cursor, more: bool },
}

fn read_next(names: &mut Names, cursor: Cursor, r: &mut Reader<'_>) -> Result<Next, Malformed> {
    let tag = r.u8()?;
    let is_end = tag & KIND == 0;
    let known = if is_end { PLACE | MORE } else { KIND | SHORT | REST | OLDER | PLACE };
    if tag & !known != 0 {
        return Err(Malformed);
    }
    let place = if tag & PLACE != 0 {
        let at = cursor.at.checked_add(r.uint()?).ok_or(Malformed)?;
        Some(Cursor { at, within: 0, hash: r.array()? })
    } else {
        None
    };
    if is_end {
        let more = tag & MORE != 0;
        let within = if more { cursor.within } else { 0 };
        return Ok(Next::End { cursor: place.unwrap_or(Cursor { within, ..cursor }), more });
    }
    let place = if tag & OLDER != 0 {
        let (at, from) = place.map_or((cursor, cursor.within), |at| (at, 0));
        let within = from.checked_add(r.uint()?).filter(|n| (1..=at.at).contains(n)).ok_or(Malformed)?;
        Place::At(Cursor { within, ..at })
    } else {
        place.map_or(Place::Next, Place::At)
    };
    Ok(Next::Item(Begun::read(tag, names, r)?, place))
}
