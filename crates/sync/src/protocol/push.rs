//! What a desk sends: where it stands, then its changes of rosters and its segments.

use crate::FORMAT;
use crate::codec::{Malformed, Reader, Writer};
use crate::protocol::wire::{Begun, Incoming, KIND, MAX_HEAD, Names};
use crate::protocol::{Cursor, ItemKind, MAX_ITEMS, Partial, RESUMABLE, Unreadable, Who};

const RESUME: u8 = 1;
const OWN: u8 = 2;
const ASK: u8 = 4;

/// What a push begins with.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct PushHead {
    /// Where the desk stands.
    pub cursor: Cursor,
    /// The item after the cursor, of which the desk has the beginning.
    pub resume: Option<Partial>,
    /// Whether to send the desk what it wrote itself: it lost some of it.
    pub own: bool,
    /// Whether to say how far this device's own segments arrived: the last exchange was cut.
    pub ask: bool,
}

/// Writes a push.
pub struct PushWriter {
    names: Names,
    w: Writer,
    items: usize,
}

impl PushWriter {
    /// A push of this device.
    pub fn new(who: Who, head: &PushHead) -> Self {
        let flag = |set: bool, bit| if set { bit } else { 0 };
        let mut w = Writer(vec![FORMAT]);
        w.u8(flag(head.resume.is_some(), RESUME) | flag(head.own, OWN) | flag(head.ask, ASK));
        head.cursor.write(&mut w);
        if let Some(resume) = head.resume {
            resume.write(&mut w);
        }
        Self { names: Names::new(who), w, items: 0 }
    }

    /// Adds a change of a roster (the bytes of a [`RosterItem`](super::RosterItem)) or a segment.
    pub fn item(&mut self, kind: ItemKind, bytes: &[u8]) {
        let mut after = Writer::default();
        let flags = self.names.write(kind, bytes, &mut after);
        self.w.u8(kind as u8 | flags);
        self.w.raw(&after.0);
        self.items += 1;
    }

    /// Adds an item, or only its rest when its beginning is what the endpoint says it has.
    pub fn item_or_rest(&mut self, kind: ItemKind, bytes: &[u8], arrived: Option<Partial>) {
        let Some((of, rest)) = arrived.and_then(|of| of.rest_of(bytes).map(|rest| (of, rest))) else {
            return self.item(kind, bytes);
        };
        let mut after = Writer::default();
        let flags = Names::write_rest(of, rest, &mut after);
        self.w.u8(kind as u8 | flags);
        self.w.raw(&after.0);
        self.items += 1;
    }

    /// How many items it has: a receipt comes for each.
    pub fn items(&self) -> usize {
        self.items
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.w.0.len()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.items == 0
    }

    /// Its bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.w.u8(0);
        self.w.0
    }
}

/// What a push says, as it comes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PushEvent {
    /// First.
    Head(PushHead),
    /// A whole item.
    Item {
        /// What it is.
        kind: ItemKind,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// The rest of an item that was cut earlier.
    Rest {
        /// What it is.
        kind: ItemKind,
        /// The beginning that the endpoint said it had.
        of: Partial,
        /// What comes after it.
        bytes: Vec<u8>,
    },
    /// Last: the push is whole.
    End,
}

/// What is left of a push that was cut within an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unfinished {
    /// What it is.
    pub kind: ItemKind,
    /// What the bytes come after, when it had been cut before.
    pub of: Option<Partial>,
    /// What came of it this time, as it is stored.
    pub bytes: Vec<u8>,
}

/// Reads a push as its bytes come. Hostile bytes end in [`Unreadable`] and never take more memory than one item.
pub struct PushReader {
    names: Names,
    incoming: Incoming,
    state: State,
    items: usize,
}

enum State {
    Head,
    Between,
    Within(Begun),
    Over,
    Bad(Unreadable),
}

impl PushReader {
    /// Of this device.
    pub fn new(who: Who) -> Self {
        Self { names: Names::new(who), incoming: Incoming::default(), state: State::Head, items: 0 }
    }

    /// More bytes came.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.incoming.feed(bytes);
    }

    /// The next thing that is whole, if one is.
    ///
    /// # Errors
    /// [`Unreadable`], from there on always.
    pub fn event(&mut self) -> Result<Option<PushEvent>, Unreadable> {
        let event = self.read();
        if let Err(error) = event {
            self.state = State::Bad(error);
        }
        event
    }

    fn read(&mut self) -> Result<Option<PushEvent>, Unreadable> {
        loop {
            match &self.state {
                State::Bad(error) => return Err(*error),
                State::Over if self.incoming.bytes().is_empty() => return Ok(None),
                State::Over => return Err(Unreadable::Malformed),
                State::Head => {
                    if self.incoming.bytes().first().is_some_and(|format| *format != FORMAT) {
                        return Err(Unreadable::NewerFormat);
                    }
                    let Some(head) = self.incoming.short(MAX_HEAD, read_head)? else { return Ok(None) };
                    self.state = State::Between;
                    return Ok(Some(PushEvent::Head(head)));
                }
                State::Between => {
                    let names = &mut self.names;
                    let begun = self.incoming.short(MAX_HEAD, |r| match r.u8()? {
                        0 => Ok(None),
                        tag if tag & KIND != ItemKind::Tray as u8 && tag < 1 << 4 => {
                            Begun::read(tag, names, r).map(Some)
                        }
                        _ => Err(Malformed),
                    })?;
                    match begun {
                        None => return Ok(None),
                        Some(None) => {
                            self.state = State::Over;
                            return Ok(Some(PushEvent::End));
                        }
                        Some(Some(begun)) if self.items < MAX_ITEMS => {
                            self.items += 1;
                            self.state = State::Within(begun.checked()?);
                        }
                        Some(Some(_)) => return Err(Unreadable::Malformed),
                    }
                }
                State::Within(begun) => {
                    let Some(bytes) = begun.whole(&mut self.incoming) else { return Ok(None) };
                    let (kind, of) = (begun.kind, begun.of);
                    self.state = State::Between;
                    return Ok(Some(match of {
                        None => PushEvent::Item { kind, bytes },
                        Some(of) => PushEvent::Rest { kind, of, bytes },
                    }));
                }
            }
        }
    }

    /// Whether the push came to its end.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Over)
    }

    /// After a cut: what came of the item that was on its way, when it is worth keeping ([`RESUMABLE`]).
    pub fn unfinished(&self) -> Option<Unfinished> {
        let State::Within(begun) = &self.state else { return None };
        let bytes = begun.so_far(&self.incoming);
        let before = begun.of.map_or(0, |of| of.bytes);
        let worth = before + bytes.len() as u64 >= RESUMABLE as u64 && !bytes.is_empty();
        worth.then_some(Unfinished { kind: begun.kind, of: begun.of, bytes })
    }
}

fn read_head(r: &mut Reader<'_>) -> Result<PushHead, Malformed> {
    r.u8()?;
    let flags = r.u8()?;
    if flags & !(RESUME | OWN | ASK) != 0 {
        return Err(Malformed);
    }
    let cursor = Cursor::read(r)?;
    let resume = if flags & RESUME != 0 { Some(Partial::read(r)?) } else { None };
    Ok(PushHead { cursor, resume, own: flags & OWN != 0, ask: flags & ASK != 0 })
}
