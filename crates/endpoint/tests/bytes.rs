//! What an exchange costs on the wire: bytes of a warm connection at a proxy, HTTP's own included.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use coexist_domain::words::MemberRole;
use coexist_domain::{Id, Value};
use coexist_sync::protocol::Receipt;
use coexist_sync::{Frame, Header, Names, Op, OpKind, OpSalts, Segment, Vector};
use common::{Desk, House, Pulled, invitation, key_of};

/// A connection that stays, as a desk's client keeps it.
struct Wire {
    stream: TcpStream,
    host: String,
}

impl Wire {
    fn new(url: &str) -> Self {
        let host = url.strip_prefix("http://").unwrap().to_owned();
        Self { stream: TcpStream::connect(&host).unwrap(), host }
    }

    /// One exchange: bytes up, bytes down, and what came.
    fn exchange(&mut self, desk: &mut Desk, push: &[u8]) -> (usize, usize, Pulled) {
        // What reqwest writes when it is told to write no more than it must.
        let head = format!(
            "POST /v1/sync HTTP/1.1\r\nauthorization: Bearer {}\r\naccept: */*\r\nhost: {}\r\ncontent-length: {}\r\n\r\n",
            desk.token,
            self.host,
            push.len()
        );
        let up = [head.as_bytes(), push].concat();
        self.stream.write_all(&up).unwrap();
        let (mut down, mut piece) = (Vec::new(), [0; 4096]);
        loop {
            let n = self.stream.read(&mut piece).unwrap();
            assert!(n > 0, "{}", String::from_utf8_lossy(&down));
            down.extend_from_slice(&piece[..n]);
            let Some(at) = down.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
            let head = String::from_utf8(down[..at].to_vec()).unwrap();
            assert!(head.starts_with("HTTP/1.1 200"), "{head}");
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            if down.len() == at + 4 + length.parse::<usize>().unwrap() {
                let pulled = desk.take(&down[at + 4..]);
                assert!(pulled.whole);
                return (up.len(), down.len(), pulled);
            }
        }
    }
}

/// One field of one record changed, after a thousand others.
fn edit(desk: &mut Desk) -> (Vec<u8>, usize) {
    let (signer, salt, space): (_, [u8; 32], _) = (desk.signer(), rand::random(), desk.organisation);
    let (last, head) = desk.chains.get(&space).copied().unwrap_or_default();
    let id = Id::from_bytes(rand::random());
    // The chain spoke of this record before, when it was made.
    let mut names = Names::default();
    names.extend([id]);
    let frame = Frame {
        seq: last + 1,
        lamport: 1_000,
        wall: 1_790_000_000_000,
        schema: coexist_sync::SCHEMA,
        news: Vector::default(),
        reason: None,
        action: None,
        undoes: None,
        ops: vec![Op {
            entity: 1,
            id,
            kind: OpKind::Put { field: 3, value: Value::Text("L’eau à Dapaong".to_owned()), over: None },
        }],
    };
    let head = frame.hash(space, signer.device(), head, OpSalts(&salt));
    desk.chains.insert(space, (last + 1, head));
    let header = Header { space, device: signer.device(), first: last + 1, count: 1, epoch: 1, head };
    let (segment, _) = Segment::close(&signer, header, &salt, &[frame], &names, Some(&key_of(space)));
    (segment.to_bytes(), segment.body.len())
}

#[test]
fn an_exchange_stays_within_its_budget() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::open(dir.path());
    let mut a = Desk::join(&invitation(dir.path(), "Puits"));
    let mut b = Desk::join(&a.invites(MemberRole::Editor));
    for n in 0..150 {
        let segment = a.write(&[&n.to_string()]);
        assert_eq!(a.sync(&[segment]).receipts, [Receipt::Kept]);
    }
    b.sync_all();
    let mut wire = Wire::new(&house.url());
    let push = a.push(&[]);
    wire.exchange(&mut a, &push);

    let push = a.push(&[]);
    let (up, down, _) = wire.exchange(&mut a, &push);
    println!("nothing to do: {up} up (body {}), {down} down", push.len());
    assert!(up <= 300 && down <= 250, "{up} up, {down} down");

    let (segment, body) = edit(&mut a);
    let push = a.push(std::slice::from_ref(&segment));
    let (up, down, pulled) = wire.exchange(&mut a, &push);
    assert_eq!(pulled.receipts, [Receipt::Kept]);
    println!(
        "one field edited: {up} up (push {}, segment {}, its body {body}), {down} down, {} in all",
        push.len(),
        segment.len(),
        up + down
    );
    // The goal is 450: half of the salt and the lengths of empty columns are to go before the format is frozen.
    assert!(up + down <= 470, "{up} up, {down} down");

    let push = b.push(&[]);
    let (up, down, pulled) = wire.exchange(&mut b, &push);
    assert_eq!(pulled.segments, [segment]);
    println!("one edit received: {up} up, {down} down");
    assert!(up + down - body <= 380, "{up} up, {down} down");
    house.stop();
}
