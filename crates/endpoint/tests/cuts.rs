//! Links that are cut: what arrived counts, in both directions.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use coexist_domain::words::MemberRole;
use coexist_endpoint::{Limits, Pace};
use coexist_sync::protocol::{ItemKind, Partial, PushHead, PushWriter, Receipt, RosterItem};
use coexist_sync::roster::Change;
use common::{Desk, Hand, House, invitation, noise};

/// A link to the endpoint that dies after so many bytes, both directions together.
struct Proxy {
    url: String,
    links: Arc<AtomicUsize>,
}

impl Proxy {
    fn new(to: &str, bytes: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (to, links) = (to.strip_prefix("http://").unwrap().to_owned(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&links);
        std::thread::spawn(move || {
            for desk in listener.incoming().map_while(Result::ok) {
                let Ok(endpoint) = TcpStream::connect(&to) else { return };
                count.fetch_add(1, Ordering::SeqCst);
                let left = Arc::new(AtomicUsize::new(bytes));
                for (mut from, mut into) in [
                    (desk.try_clone().unwrap(), endpoint.try_clone().unwrap()),
                    (endpoint.try_clone().unwrap(), desk.try_clone().unwrap()),
                ] {
                    let left = Arc::clone(&left);
                    std::thread::spawn(move || {
                        let mut piece = [0; 512];
                        while let Ok(n @ 1..) = from.read(&mut piece) {
                            let before = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |l| {
                                Some(l.saturating_sub(n))
                            });
                            let n = n.min(before.unwrap());
                            if into.write_all(&piece[..n]).is_err() || left.load(Ordering::SeqCst) == 0 {
                                break;
                            }
                        }
                        let _ = (from.shutdown(Shutdown::Both), into.shutdown(Shutdown::Both));
                    });
                }
            }
        });
        Self { url, links }
    }

    fn links(&self) -> usize {
        self.links.load(Ordering::SeqCst)
    }
}

/// One request on a link of its own; what came of the answer's body, if anything did.
fn request(url: &str, desk: &Desk, body: &[u8]) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        desk.token,
        body.len()
    );
    let sent = stream.write_all(&[head.as_bytes(), body].concat());
    let mut answer = Vec::new();
    let _ = (sent, stream.read_to_end(&mut answer));
    let at = answer.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let head = String::from_utf8(answer[..at].to_vec()).unwrap().to_lowercase();
    assert!(head.starts_with("http/1.1 200") || head.starts_with("http/1.1 400"), "{head}");
    if !head.starts_with("http/1.1 200") {
        return None;
    }
    let body = &answer[at..];
    Some(if head.contains("transfer-encoding: chunked") { unchunked(body) } else { body.to_vec() })
}

/// What came of a chunked body.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = body.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        let data = &body[end + 2..];
        all.extend_from_slice(&data[..size.min(data.len())]);
        if data.len() < size + 2 || size == 0 {
            break;
        }
        body = &data[size + 2..];
    }
    all
}

/// Sends items over a link that is cut again and again, as a desk does: after a cut it asks what arrived. How many
/// pushes it took; one more than the most when it did not get through.
fn send_all(url: &str, desk: &mut Desk, items: &[(ItemKind, Vec<u8>)], most: usize) -> usize {
    let mut left = items;
    let mut partial: Option<Partial> = None;
    for round in 1..=most {
        let mut w = PushWriter::new(desk.who(), &desk.push_head());
        left.iter().for_each(|(kind, bytes)| w.item_or_rest(*kind, bytes, partial));
        if let Some(body) = request(url, desk, &w.finish()) {
            let pulled = desk.take(&body);
            if pulled.receipts.len() == left.len() {
                assert_eq!(pulled.receipts, vec![Receipt::Kept; left.len()]);
                return round;
            }
        }
        let ask = PushHead { ask: true, ..desk.push_head() };
        let Some(body) = request(url, desk, &PushWriter::new(desk.who(), &ask).finish()) else { continue };
        let pulled = desk.take(&body);
        partial = pulled.head.partial;
        let last = pulled.head.reached.iter().find(|r| r.space == desk.organisation).map_or(0, |r| r.last);
        // Roster entries before a segment that arrived have arrived too.
        let arrived = left.iter().rposition(|(kind, bytes)| {
            *kind == ItemKind::Segment && coexist_sync::Segment::from_bytes(bytes).unwrap().last() <= last
        });
        left = &left[arrived.map_or(0, |n| n + 1)..];
    }
    most + 1
}

fn calm() -> Limits {
    let pace = Pace { burst: 10_000, per_second: 1000 };
    Limits { device: pace, address: pace, ..Limits::default() }
}

#[test]
fn a_link_cut_every_three_thousand_bytes_advances_in_both_directions() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::with(dir.path(), Hand::new(), calm());
    let mut a = Desk::join(&invitation(dir.path(), "Puits"));
    let mut b = Desk::join(&a.invites(MemberRole::Editor));
    // A roster entry that is longer than a link lives.
    let devices: Vec<_> = (0..34).map(|_| Desk::join(&a.invites_itself(MemberRole::Owner))).collect();
    a.sync_all();
    let to: Vec<_> = a.roster_of(a.organisation).recipients(a.organisation).collect();
    let key = a.entry(a.organisation, Change::Key(a.next_key(a.organisation, 1, &to)));
    let key = RosterItem::new(key.to_bytes()).to_bytes();
    assert!(key.len() > 3_400, "{}", key.len());
    let mut items = vec![(ItemKind::Roster, key)];
    for text in [noise(50), noise(40_000), noise(200), noise(9_000)] {
        items.push((ItemKind::Segment, a.write(&[&text])));
    }
    let size: usize = items.iter().map(|(_, bytes)| bytes.len()).sum();
    let proxy = Proxy::new(&house.url(), 3_000);
    let rounds = send_all(&proxy.url, &mut a, &items, 60);
    println!("up: {size} bytes in {rounds} pushes, {} links of 3000 bytes", proxy.links());
    assert!(rounds <= 60, "no way through");
    // Each link carries its head and what it says of itself; the rest is progress.
    assert!(proxy.links() < 2 * size / 2_000 + 10);

    b.sync(&[]);
    let sent: Vec<_> = items[1..].iter().map(|(_, bytes)| bytes.clone()).collect();
    assert_eq!(b.received, sent, "everything once, in order");

    // The same downwards, for a desk that has nothing yet.
    let mut late = Desk::join(&a.invites(MemberRole::Reader));
    let proxy = Proxy::new(&house.url(), 3_000);
    let mut done = false;
    for _ in 0..80 {
        let push = late.push(&[]);
        if let Some(body) = request(&proxy.url, &late, &push) {
            done = late.take(&body).whole;
        }
        if done {
            break;
        }
    }
    let down: usize = late.received.iter().chain(&late.entries).map(Vec::len).sum();
    println!("down: {down} bytes, {} links of 3000 bytes", proxy.links());
    assert!(done && late.received == sent);
    assert_eq!(late.entries.len(), 3 + devices.len() + 1);
    assert!(proxy.links() < down / 2_000 + 10);
    house.stop();
}

#[test]
fn an_answer_cut_at_every_byte_goes_on_to_the_same_end() {
    let dir = tempfile::tempdir().unwrap();
    let pace = Pace { burst: 1_000_000, per_second: 1000 };
    let house = House::with(dir.path(), Hand::new(), Limits { device: pace, ..calm() });
    let mut a = Desk::join(&invitation(dir.path(), "Puits"));
    let mut b = Desk::join(&a.invites(MemberRole::Editor));
    let all: Vec<_> = [noise(20), noise(1_300), noise(20)].iter().map(|text| a.write(&[text])).collect();
    assert_eq!(a.sync(&all).receipts, [Receipt::Kept; 3]);
    let whole = b.send(&b.push(&[])).body;
    for cut in 0..whole.len() {
        (b.cursor, b.held, b.received, b.entries) = Default::default();
        assert!(!b.take(&whole[..cut]).whole, "cut at {cut}");
        let rest = b.send(&b.push(&[])).body;
        assert!(b.take(&rest).whole);
        assert!(b.received == all && b.entries.len() == 2, "cut at {cut}");
    }
    println!("{} cuts", whole.len());
    house.stop();
}

#[test]
fn a_link_that_dies_without_a_word_is_not_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::with(dir.path(), Hand::new(), calm());
    let mut a = Desk::join(&invitation(dir.path(), "Puits"));
    let segment = a.write(&[&noise(20_000)]);
    let push = a.push(std::slice::from_ref(&segment));
    // The link is dead, but the endpoint still waits for more on it.
    let (url, token) = (house.url(), a.token.clone());
    let cut = || {
        let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
        let head = format!(
            "POST /v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-length: {}\r\n\r\n",
            push.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&push[..9_000]).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        stream
    };
    let dead = cut();
    let started = Instant::now();
    let ask = PushHead { ask: true, ..a.push_head() };
    let pulled = a.round(&PushWriter::new(a.who(), &ask).finish());
    assert!(started.elapsed() < Duration::from_secs(3));
    let partial = pulled.head.partial.unwrap();
    assert!(partial.bytes > 8_000 && partial.rest_of(&segment).is_some());
    let mut w = PushWriter::new(a.who(), &a.push_head());
    w.item_or_rest(ItemKind::Segment, &segment, Some(partial));
    let rest = w.finish();
    assert!(rest.len() < push.len() - 8_000);
    // Another day it is forgotten, and what comes after it too.
    house.clock.forward(2 * common::DAY);
    let pulled = a.round(&rest);
    assert_eq!((pulled.receipts, pulled.head.partial), (vec![Receipt::Lost], None));
    house.clock.forward(-2 * common::DAY);

    // The rest of something else does not go with it.
    let dead = (dead, cut());
    let mut other = a.write(&[&noise(20_000)]);
    other.truncate(segment.len());
    let mut w = PushWriter::new(a.who(), &a.push_head());
    w.item_or_rest(ItemKind::Segment, &other, Some(Partial::of(&other[..partial.bytes as usize])));
    assert_eq!(a.round(&w.finish()).receipts, [Receipt::Lost]);
    // The right one does, and what was told of it is forgotten.
    let dead = (dead, cut());
    let pulled = a.round(&rest);
    assert_eq!((pulled.receipts, pulled.head.partial), (vec![Receipt::Kept], None));
    drop(dead);
    house.stop();
}

#[test]
fn what_is_whole_is_kept_within_a_moment_while_the_rest_still_comes() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::with(dir.path(), Hand::new(), calm());
    let mut a = Desk::join(&invitation(dir.path(), "Puits"));
    let mut b = Desk::join(&a.invites(MemberRole::Editor));
    let (one, two) = (a.write(&["one"]), a.write(&["two"]));
    let push = a.push(&[one.clone(), two]);
    let mut stream = TcpStream::connect(house.url().strip_prefix("http://").unwrap()).unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        a.token,
        push.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&push[..push.len() - 20]).unwrap();
    let started = Instant::now();
    while b.received.is_empty() && started.elapsed() < Duration::from_secs(10) {
        b.sync(&[]);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(b.received, [one]);
    drop(stream);
    house.stop();
}
