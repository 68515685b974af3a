//! One exchange with the endpoint: what is new goes up, what is new comes down, until neither has more.
//!
//! Everything is kept as it arrives, the cursor last: a link that is cut every few kilobytes still advances, and a
//! desk that dies only fetches again.

use coexist_domain::SpaceId;
use coexist_store::{Outgoing, SpaceKind};
use coexist_sync::Segment;
use coexist_sync::protocol::{
    AnswerEvent, AnswerHead, AnswerReader, CHALLENGE, Cursor, Item, ItemKind, Joined, Message as _, Partial,
    PushHead, PushWriter, Receipt, RosterItem, SYNC, TOKEN, TokenRequest, Unreadable, Who,
};
use coexist_sync::roster::{Entry, KeyRing};

use super::connection::{Connection, held, hold};
use super::rosters::{Place, Rosters};
use super::{Tally, not_connected};
use crate::Error;
use crate::desk::Desk;

/// What one request carries at most.
const BYTES_UP: usize = 512 * 1024;

/// Where the work of removed devices stands on an owner's desk.
const SET_ASIDE: &str = "sharing.set_aside.";

/// An endpoint that never has enough is left alone after so many requests; the supervisor comes back.
const MOST_TRIPS: u32 = 10_000;

/// Exchanges until nothing is left on either side.
pub(crate) fn exchange(desk: &Desk) -> Result<Tally, Error> {
    let connection = Connection::load(desk)?.ok_or_else(not_connected)?;
    let rosters = Rosters::load(desk, &connection)?;
    let mut round =
        Round { desk, connection, rosters, tally: Tally::default(), partial: None, receipts: Vec::new() };
    let done = round.run();
    if done.as_ref().is_err_and(|e| e.code() == "endpoint-unreachable") {
        round.connection.was_cut = true;
        round.connection.keep(desk)?;
    }
    done.map(|()| round.tally)
}

/// Sends one change of the organisation's roster, and takes in what the endpoint answers. The caller has the turn.
pub(crate) fn enter(desk: &Desk, entry: &Entry) -> Result<Receipt, Error> {
    let connection = Connection::load(desk)?.ok_or_else(not_connected)?;
    let rosters = Rosters::load(desk, &connection)?;
    let mut round =
        Round { desk, connection, rosters, tally: Tally::default(), partial: None, receipts: Vec::new() };
    let load = Load { rosters: vec![RosterItem::new(entry.to_bytes()).to_bytes()], segments: Vec::new() };
    round.trip(&load)?;
    round.receipts.first().copied().ok_or_else(|| Error::new("endpoint-not-coexist"))
}

struct Round<'a> {
    desk: &'a Desk,
    connection: Connection,
    rosters: Rosters,
    tally: Tally,
    /// What the endpoint has of an item that was cut.
    partial: Option<Partial>,
    /// What became of the changes of rosters that were sent last.
    receipts: Vec<Receipt>,
}

/// What goes up in one request, in order.
struct Load {
    rosters: Vec<Vec<u8>>,
    segments: Vec<Outgoing>,
}

impl Round<'_> {
    fn run(&mut self) -> Result<(), Error> {
        let mut renewed = false;
        for _ in 0..MOST_TRIPS {
            let load = if self.connection.was_cut { Load::nothing() } else { self.load()? };
            match self.trip(&load) {
                Err(e) if e.code() == "token-invalid" && !renewed => {
                    renewed = true;
                    self.renew()?;
                }
                Err(e) => return Err(e),
                Ok(more) if more || self.connection.was_cut || self.connection.gives_back => {
                    self.connection.was_cut = false;
                }
                Ok(_) if self.load()?.is_empty() => {
                    self.connection.last = Some(self.desk.now());
                    return self.connection.keep(self.desk);
                }
                Ok(_) => {}
            }
        }
        Err(Error::new("endpoint-trouble").retryable())
    }

    /// What there is to send now.
    fn load(&mut self) -> Result<Load, Error> {
        let store = self.desk.store();
        let rosters = if self.connection.gives_back {
            self.rosters.give_back(self.desk)?
        } else {
            let ring = self.learn_keys()?;
            let owed = self.rosters.owed(self.desk, &ring);
            owed.iter().map(|entry| RosterItem::new(entry.to_bytes()).to_bytes()).collect()
        };
        store.close_segments(self.desk.now())?;
        let mut segments = Vec::new();
        let mut room = BYTES_UP;
        for space in travelling(self.desk)? {
            for out in store.outgoing(space, room)? {
                room = room.saturating_sub(out.bytes.len());
                segments.push(out);
            }
            if room == 0 {
                break;
            }
        }
        Ok(Load { rosters, segments })
    }

    /// One request and its answer. True when the endpoint has more.
    fn trip(&mut self, load: &Load) -> Result<bool, Error> {
        let who = who(self.desk, &self.connection);
        let cursor = self.connection.cursor();
        let held = held(self.desk)?;
        let head = PushHead {
            cursor,
            resume: held.as_deref().map(Partial::of),
            own: false,
            ask: self.connection.was_cut,
        };
        let mut push = PushWriter::new(who, &head);
        for bytes in &load.rosters {
            push.item_or_rest(ItemKind::Roster, bytes, self.partial);
        }
        for out in &load.segments {
            push.item_or_rest(ItemKind::Segment, &out.bytes, self.partial);
        }
        let body = push.finish();
        self.tally.bytes_up += body.len() as u64;
        let mut reader = AnswerReader::new(who, cursor, held.unwrap_or_default());
        let (url, token) = (format!("{}{SYNC}", self.connection.endpoint), self.connection.token.clone());
        let mut more = None;
        let arrived = self.desk.sharing().http()?.exchange(&url, Some(&token), body, |piece| {
            self.tally.bytes_down += piece.len() as u64;
            reader.feed(piece);
            self.take_piece(&mut reader, load, &mut more)
        });
        // What was read before a cut stays; the beginning of the item it fell into waits for its rest.
        hold(self.desk, reader.held().as_deref())?;
        self.connection.keep(self.desk)?;
        arrived?;
        self.tally.round_trips += 1;
        more.ok_or_else(|| Error::new("endpoint-unreachable").retryable())
    }

    /// Keeps what a piece of the answer completes: one transaction for all its segments, then the cursor.
    fn take_piece(
        &mut self,
        reader: &mut AnswerReader,
        load: &Load,
        more: &mut Option<bool>,
    ) -> Result<(), Error> {
        let mut segments = Vec::new();
        let mut cursor = None;
        while let Some(event) = reader.event().map_err(unreadable)? {
            match event {
                AnswerEvent::Head(head) => self.take_head(&head, load)?,
                AnswerEvent::Item { item, cursor: after } => {
                    self.take_item(item, &mut segments)?;
                    cursor = Some(after);
                }
                AnswerEvent::End { cursor: after, more: yes } => {
                    cursor = Some(after);
                    *more = Some(yes);
                }
            }
        }
        if let Some(cursor) = cursor {
            self.take_segments(&segments)?;
            self.connection.set_cursor(cursor);
            self.connection.keep(self.desk)?;
        }
        Ok(())
    }

    fn take_head(&mut self, head: &AnswerHead, load: &Load) -> Result<(), Error> {
        let store = self.desk.store();
        self.partial = head.partial;
        if let Some(token) = &head.token {
            self.connection.token.clone_from(token);
        }
        for reached in &head.reached {
            store.mark_reached(reached.space, reached.last)?;
        }
        if head.went_back {
            // The endpoint lost its memory: it is given back everything this desk holds.
            for space in travelling(self.desk)? {
                store.mark_unkept(space)?;
            }
            self.connection.gives_back = true;
            self.connection.set_cursor(Cursor::default());
            hold(self.desk, None)?;
            return self.connection.keep(self.desk);
        }
        if head.receipts.len() != load.rosters.len() + load.segments.len() {
            return Err(Error::new("endpoint-not-coexist"));
        }
        if self.connection.gives_back && !load.rosters.is_empty() {
            self.connection.gives_back = false;
        }
        let (of_rosters, of_segments) = head.receipts.split_at(load.rosters.len());
        self.receipts = of_rosters.to_vec();
        for receipt in of_rosters.iter().filter(|receipt| matches!(receipt, Receipt::Refused(_))) {
            tracing::warn!(?receipt, "a change of the roster was refused");
        }
        let with = load.segments.iter().zip(of_segments);
        let kept: Vec<Outgoing> =
            with.filter(|(_, r)| **r == Receipt::Kept).map(|(out, _)| out.clone()).collect();
        self.tally.sent += kept.iter().map(|out| out.frames).sum::<u64>();
        store.mark_kept(&kept)?;
        for receipt in of_segments {
            match receipt {
                // A gap closes and a lost beginning is sent whole with the next request.
                Receipt::Kept | Receipt::Gap | Receipt::Lost => {}
                Receipt::Fork => return Err(Error::new("fork")),
                Receipt::Tray => return Err(Error::new("no-longer-a-member")),
                Receipt::Overtaken | Receipt::Refused(_) => return Err(Error::new("endpoint-refused")),
            }
        }
        Ok(())
    }

    fn take_item(&mut self, item: Item, segments: &mut Vec<Vec<u8>>) -> Result<(), Error> {
        match item.kind {
            ItemKind::Roster => {
                // What came before it belongs to the roster as it was.
                self.take_segments(&std::mem::take(segments))?;
                self.rosters.take_in(self.desk, &item.bytes)?;
                let device = self.desk.store().device();
                if let Some(role) = self.rosters.role(device) {
                    self.connection.role = role;
                }
                if self.rosters.is_removed(device) {
                    return Err(Error::new("no-longer-a-member"));
                }
                self.learn_keys()?;
            }
            ItemKind::Segment => {
                match Segment::from_bytes(&item.bytes).map(|s| self.rosters.place(&s.header)) {
                    Ok(Place::In) => segments.push(item.bytes),
                    Ok(Place::Tray | Place::Stranger) | Err(_) => self.tally.refused += 1,
                }
            }
            // Not folded, and kept: an owner decides.
            ItemKind::Tray => {
                let name = format!("{SET_ASIDE}{}", blake3::hash(&item.bytes).to_hex());
                self.desk.store().local_set(&name, Some(&item.bytes))?;
                self.tally.refused += 1;
            }
        }
        Ok(())
    }

    /// Keeps the keys that the rosters give this desk, and takes in what had waited for them.
    fn learn_keys(&mut self) -> Result<KeyRing, Error> {
        let store = self.desk.store();
        let mut ring = store.keys()?;
        let news = self.rosters.open_keys(self.desk, &mut ring);
        for (space, epoch) in self.rosters.epochs() {
            store.set_epoch(space, epoch)?;
        }
        if news {
            store.keep_keys(&ring)?;
            self.take(&[])?;
        }
        Ok(ring)
    }

    fn take_segments(&mut self, segments: &[Vec<u8>]) -> Result<(), Error> {
        if segments.is_empty() { Ok(()) } else { self.take(segments) }
    }

    fn take(&mut self, segments: &[Vec<u8>]) -> Result<(), Error> {
        let taken = self.desk.store().take_in(segments, self.desk.now())?;
        self.tally.received += taken.frames;
        self.tally.waiting = taken.waiting;
        self.tally.refused += taken.refused;
        for (_, changes) in taken.changes.iter().filter(|(space, _)| *space == self.desk.space()) {
            self.desk.tell(changes);
        }
        Ok(())
    }

    fn renew(&mut self) -> Result<(), Error> {
        self.connection.token = prove(self.desk, &self.connection.endpoint, &self.connection.pin)?.token;
        self.tally.round_trips += 2;
        self.connection.keep(self.desk)
    }
}

impl Load {
    const fn nothing() -> Self {
        Self { rosters: Vec::new(), segments: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.rosters.is_empty() && self.segments.is_empty()
    }
}

/// The spaces of this desk that travel, the organisation's first.
pub(crate) fn travelling(desk: &Desk) -> Result<Vec<SpaceId>, Error> {
    let mut spaces = desk.store().spaces()?;
    spaces.retain(|space| space.kind.travels());
    spaces.sort_by_key(|space| space.kind != SpaceKind::Organisation);
    Ok(spaces.into_iter().map(|space| space.id).collect())
}

fn who(desk: &Desk, connection: &Connection) -> Who {
    Who { device: desk.store().device(), person: desk.me(), organisation: connection.organisation }
}

fn unreadable(e: Unreadable) -> Error {
    let code = if e == Unreadable::NewerFormat { "newer-format" } else { "endpoint-not-coexist" };
    Error::new(code).because(e)
}

/// Proves this device anew, by signing the endpoint's challenge. The answer is that of joining.
pub(crate) fn prove(desk: &Desk, endpoint: &str, pin: &[u8; 32]) -> Result<Joined, Error> {
    let not_ours = || Error::new("endpoint-not-coexist");
    let http = desk.sharing().http()?;
    let answer = http.post(&format!("{endpoint}{CHALLENGE}"), Vec::new())?;
    let challenge: [u8; 32] = answer.try_into().map_err(|_| not_ours())?;
    let (device, signature) = desk
        .store()
        .with_signer(|signer| (signer.device(), signer.sign(&TokenRequest::signed_bytes(pin, &challenge))));
    let request = TokenRequest { device, challenge, signature };
    let answer = http.post(&format!("{endpoint}{TOKEN}"), request.to_bytes())?;
    Joined::from_bytes(&answer).map_err(|e| not_ours().because(e))
}
