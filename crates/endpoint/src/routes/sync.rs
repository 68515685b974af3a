//! One round trip for everything: what is new on the desk up, receipts and everything new down.
//!
//! The push is taken in while it comes: each item that is whole is on the disk soon after, whatever becomes of the
//! link, and what is not whole goes on where it stopped. The answer is read from the disk while it goes.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use coexist_sync::protocol::{
    AnswerHead, AnswerWriter, Cursor, ItemKind, MAX_ANSWER, MEDIA_TYPE, PushEvent, PushHead, PushReader,
    Unreadable,
};
use http_body_util::Full;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use super::Endpoint;
use crate::error::ApiError;
use crate::request::{ConfirmedDevice, Flowing, Incoming};
use crate::store::intake::{self, Brought, Told};
use crate::store::members::Standing;
use crate::store::reading::{self, Has, Page};
use crate::store::{StoreError, history, segments, spool, tokens};

/// What waits for the disk at most: this long, or this many bytes.
const TOGETHER: Duration = Duration::from_millis(50);
const BATCH: usize = 64 * 1024;

/// What is read from the disk at once.
const PAGE: usize = 64 * 1024;

pub(super) async fn sync(
    State(endpoint): State<Arc<Endpoint>>,
    device: ConfirmedDevice,
    flowing: Flowing,
) -> Result<Response, ApiError> {
    let Flowing { mut body, _memory: memory } = flowing;
    let standing = device.standing().clone();
    // A task of its own: when the link is cut, this handler ends, and what came is to be kept nevertheless.
    let taking = tokio::spawn({
        let (endpoint, standing) = (Arc::clone(&endpoint), standing.clone());
        async move {
            let mut turn = endpoint.turns.next(standing.device).await;
            let mut intake = Intake::new(endpoint, standing);
            let end = tokio::select! {
                end = intake.read(&mut body) => end,
                () = turn.is_over() => Err(ApiError::new(StatusCode::BAD_REQUEST, "cut").into()),
            };
            let closed = intake.close(matches!(end, Ok(()))).await;
            if matches!(end, Err(End::Unreadable(_))) {
                body.drain().await;
            }
            drop(memory);
            match end {
                Ok(()) => closed.map(|()| (intake.head, intake.told)),
                Err(End::Unreadable(error)) => Err(error.into()),
                Err(End::Refused(error)) => Err(error),
            }
        }
    });
    let (head, told) = taking.await.map_err(|_| ApiError::from(StoreError::NotWritten))??;
    reply(endpoint, device, head, told).await
}

/// Why a push was not read to its end.
enum End {
    Unreadable(Unreadable),
    Refused(ApiError),
}

impl From<Unreadable> for End {
    fn from(error: Unreadable) -> Self {
        Self::Unreadable(error)
    }
}

impl From<ApiError> for End {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

/// A push on its way to the disk.
struct Intake {
    endpoint: Arc<Endpoint>,
    standing: Standing,
    reader: PushReader,
    head: PushHead,
    waiting: Vec<Brought>,
    /// When the first of these came, and their size.
    since: Instant,
    size: usize,
    told: Told,
}

impl Intake {
    fn new(endpoint: Arc<Endpoint>, standing: Standing) -> Self {
        let reader = PushReader::new(standing.who());
        let (head, told) = (PushHead::default(), Told::default());
        Self { endpoint, standing, reader, head, waiting: Vec::new(), since: Instant::now(), size: 0, told }
    }

    async fn read(&mut self, body: &mut Incoming) -> Result<(), End> {
        loop {
            let piece = if self.waiting.is_empty() {
                Some(body.piece().await?)
            } else {
                body.piece_until(self.since + TOGETHER).await?
            };
            match piece {
                Some(Some(bytes)) => {
                    self.reader.feed(&bytes);
                    self.sort().await?;
                }
                Some(None) if self.reader.is_over() => return Ok(()),
                // A carrier between us that lost the rest looks like this.
                Some(None) => return Err(Unreadable::Malformed.into()),
                None => self.commit().await?,
            }
        }
    }

    async fn sort(&mut self) -> Result<(), End> {
        while let Some(event) = self.reader.event()? {
            let item = match event {
                PushEvent::Head(head) => {
                    self.head = head;
                    continue;
                }
                PushEvent::Item { kind, bytes } => Brought { kind, of: None, bytes },
                PushEvent::Rest { kind, of, bytes } => Brought { kind, of: Some(of), bytes },
                PushEvent::End => continue,
            };
            if self.waiting.is_empty() {
                self.since = Instant::now();
            }
            self.size += item.bytes.len();
            self.waiting.push(item);
            if self.size >= BATCH {
                self.commit().await?;
            }
        }
        Ok(())
    }

    async fn commit(&mut self) -> Result<(), ApiError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let (signer, now) = (Arc::clone(&self.endpoint.signer), self.endpoint.clock.now());
        let (by, items, told) =
            (self.standing.clone(), std::mem::take(&mut self.waiting), std::mem::take(&mut self.told));
        self.size = 0;
        let whole = self.reader.is_over();
        let taken =
            self.endpoint.store.write(move |db| intake::take_in(db, &signer, now, &by, items, whole, told));
        self.told = taken.await?;
        Ok(())
    }

    /// At the end or a cut: what is whole is kept, and so is the beginning of what is not.
    async fn close(&mut self, whole: bool) -> Result<(), ApiError> {
        self.commit().await?;
        if whole {
            return Ok(());
        }
        let (device, now) = (self.standing.device, self.endpoint.clock.now());
        let Some(unfinished) = self.reader.unfinished() else { return Ok(()) };
        if unfinished.kind == ItemKind::Tray {
            return Ok(());
        }
        Ok(self.endpoint.store.write(move |db| spool::keep(db, device, unfinished, now)).await?)
    }
}

async fn reply(
    endpoint: Arc<Endpoint>,
    device: ConfirmedDevice,
    push: PushHead,
    told: Told,
) -> Result<Response, ApiError> {
    let (id, now) = (device.device(), endpoint.clock.now());
    let token = match device.spent_token() {
        Some(spent) => {
            let fresh = rand::random();
            let issued = endpoint.store.write(move |db| tokens::issue(db, id, Some(&spent), &fresh, now));
            Some(issued.await?)
        }
        None => None,
    };
    let Told { receipts, kept, .. } = told;
    let mut head = AnswerHead { receipts, token, ..AnswerHead::default() };
    let mut reading =
        Reading { reader: device.standing().clone(), cursor: push.cursor, own: push.own, brought: kept };
    let first = endpoint.store.read(move |db| {
        head.partial = spool::partial(db, id, now)?;
        if push.ask {
            head.reached = segments::reached(db, id)?;
        }
        if !history::is_ours(db, push.cursor)? {
            head.went_back = true;
            return Ok((head, reading, Page { items: Vec::new(), end: None }));
        }
        let page = reading.page(db)?;
        Ok::<_, StoreError>((head, reading, page))
    });
    let (head, reading, page) = first.await?;
    let writer = AnswerWriter::new(device.standing().who(), &head, push.cursor, push.resume);
    let mut answer = Answer { writer, sent: 0 };
    let ended = answer.add(page, head.went_back);
    let start = Bytes::from(answer.writer.take());
    let headers = [(header::CONTENT_TYPE, MEDIA_TYPE)];
    if ended {
        // All of it: with its length, as small answers should be.
        return Ok((headers, Body::new(Full::new(start))).into_response());
    }
    let (pieces, rest) = mpsc::channel(1);
    tokio::spawn(pour(endpoint, reading, answer, start, pieces));
    Ok((headers, Body::new(Pouring(rest))).into_response())
}

/// What is still to be read for an answer.
struct Reading {
    reader: Standing,
    cursor: Cursor,
    own: bool,
    brought: std::collections::HashSet<u64>,
}

impl Reading {
    fn page(&mut self, db: &rusqlite::Connection) -> Result<Page, StoreError> {
        // As it stands now: somebody may have been removed since the answer began.
        let reader = crate::store::members::standing(db, self.reader.device)?.ok_or(StoreError::Damaged)?;
        let has = Has { own: (!self.own).then_some(reader.device), brought: &self.brought };
        let page = reading::page(db, &reader, self.cursor, &has, PAGE)?;
        if let Some((cursor, _)) = page.items.last() {
            self.cursor = *cursor;
        }
        Ok(page)
    }
}

/// An answer being written.
struct Answer {
    writer: AnswerWriter,
    sent: usize,
}

impl Answer {
    /// Adds a page; whether that was the last.
    fn add(&mut self, page: Page, last: bool) -> bool {
        for (cursor, item) in &page.items {
            self.sent += item.bytes.len();
            self.writer.item(*cursor, item);
        }
        let full = self.sent >= MAX_ANSWER;
        if last || full || page.end.is_some() {
            self.writer.end(page.end);
            return true;
        }
        false
    }
}

/// Reads the rest of an answer from the disk as the link takes it.
async fn pour(
    endpoint: Arc<Endpoint>,
    mut reading: Reading,
    mut answer: Answer,
    start: Bytes,
    pieces: mpsc::Sender<Result<Bytes, std::io::Error>>,
) {
    let mut piece = start;
    let mut ended = false;
    loop {
        // Slower than any modem is somebody who only holds a place.
        let patience = endpoint.limits.stall
            + Duration::from_secs_f64(piece.len() as f64 / f64::from(endpoint.limits.floor.max(1)));
        match timeout(patience, pieces.send(Ok(piece))).await {
            Ok(Ok(())) if !ended => {}
            Ok(Ok(())) => return,
            Ok(Err(_)) | Err(_) => break,
        }
        let read = endpoint.store.read(move |db| {
            let page = reading.page(db)?;
            Ok::<_, StoreError>((reading, page))
        });
        match read.await {
            Ok((then, page)) => {
                reading = then;
                ended = answer.add(page, false);
                piece = Bytes::from(answer.writer.take());
            }
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "an answer was cut");
                break;
            }
        }
    }
    // So that the desk sees a cut and not an end.
    let _ = pieces.try_send(Err(std::io::ErrorKind::BrokenPipe.into()));
}

struct Pouring(mpsc::Receiver<Result<Bytes, std::io::Error>>);

impl HttpBody for Pouring {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        self.0.poll_recv(context).map(|next| next.map(|piece| piece.map(http_body::Frame::data)))
    }
}
