//! How fast a log folds, in memory and into the encrypted file, and how large the file is with its history.
//!
//! `cargo xtask bench fold`. 100,000 edits of 10,000 records written by one device and taken in by another;
//! then the organisations of `COEXIST_CORPUS` with ten edits each, against a plain table of the same last
//! values. The last line is one JSON object.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on stops, and prints its figures"
)]

#[path = "bench/data.rs"]
mod data;

use std::path::Path;
use std::time::Instant;

use coexist_domain::registry::{dossier, organisation};
use coexist_domain::{Id, SpaceId};
use coexist_store::{Device, How, SpaceKind, Store};
use coexist_sync::memory::Replica;
use coexist_sync::roster::KeyRing;
use coexist_sync::seal::EpochKey;
use coexist_sync::{Names, Ops, Segment};

const SPACE: SpaceId = SpaceId(Id::from_bytes([1; 16]));
const RECORDS: usize = 10_000;
const OPS: usize = 100_000;
const OPS_PER_FRAME: usize = 4;

fn main() {
    let folder = tempfile::tempdir_in(std::env::var_os("COEXIST_BENCH_DIR").unwrap_or(".".into())).unwrap();
    let (segments, public) = write(&folder.path().join("writer"));
    let memory = memory(&segments);
    let sqlite = sqlite(&folder.path().join("reader"), &segments, public);
    let ratio = size(folder.path());
    let sent: usize = segments.iter().map(Vec::len).sum();
    println!("{OPS} ops on {RECORDS} records: {sent} bytes in {} segments", segments.len());
    println!(
        "{{\"memory_ops_s\": {memory:.0}, \"sqlite_ops_s\": {sqlite:.0}, \"bytes_per_op\": {:.2}, \"db_ratio\": {ratio:.2}}}",
        sent as f64 / OPS as f64
    );
}

fn open(folder: &Path) -> Store {
    std::fs::create_dir_all(folder).unwrap();
    let store = Store::open(folder, &[7; 32], data::random()).unwrap();
    store.add_space(SPACE, SpaceKind::Organisation).unwrap();
    let mut ring = KeyRing::default();
    ring.insert(SPACE, 1, EpochKey::from_bytes([9; 32]));
    store.keep_keys(&ring).unwrap();
    store
}

/// Every record made, then edited field by field in no particular order.
fn write(folder: &Path) -> (Vec<Vec<u8>>, [u8; 32]) {
    let store = open(folder);
    let fields = [dossier::title, dossier::summary, dossier::next_action, dossier::note];
    for frame in 0..OPS / OPS_PER_FRAME {
        let mut ops = Ops::new();
        for n in 0..OPS_PER_FRAME {
            let i = frame * OPS_PER_FRAME + n;
            let id = data::id(i * 7_919 % RECORDS);
            ops.put(id, fields[i / RECORDS % 4], format!("Relancer la fondation, point {}", i / RECORDS));
        }
        store.commit(SPACE, &ops, How::at(frame as i64)).unwrap();
    }
    store.close_segments(1).unwrap();
    let segments = store.outgoing(SPACE, usize::MAX).unwrap().into_iter().map(|out| out.bytes).collect();
    (segments, store.public())
}

fn memory(segments: &[Vec<u8>]) -> f64 {
    let (mut frames, mut names) = (Vec::new(), Names::default());
    for bytes in segments {
        let segment = Segment::from_bytes(bytes).unwrap();
        let unpacked = segment.unpack(&names, Some(&EpochKey::from_bytes([9; 32]))).unwrap();
        names.extend(unpacked.names);
        frames.extend(unpacked.frames.into_iter().map(|frame| (segment.header.device, frame)));
    }
    let mut rates = Vec::new();
    for _ in 0..5 {
        let frames = frames.clone();
        let mut replica = Replica::default();
        let start = Instant::now();
        for (device, frame) in frames {
            replica.receive(device, frame, coexist_sync::Hash::default());
        }
        rates.push(OPS as f64 / start.elapsed().as_secs_f64());
        assert_eq!(replica.records().count(), RECORDS);
    }
    data::median(&mut rates)
}

/// From the bytes of the segments to durable tables: unpacked, verified, folded.
fn sqlite(folder: &Path, segments: &[Vec<u8>], public: [u8; 32]) -> f64 {
    let mut rates = Vec::new();
    for n in 0..3 {
        let store = open(&folder.join(n.to_string()));
        store.set_device(&Device { public, person: None, name: String::new() }).unwrap();
        let start = Instant::now();
        let taken = store.take_in(segments, 1).unwrap();
        rates.push(OPS as f64 / start.elapsed().as_secs_f64());
        assert_eq!(taken.frames as usize, OPS / OPS_PER_FRAME);
    }
    data::median(&mut rates)
}

fn size(folder: &Path) -> f64 {
    let rows = data::organisations();
    let store = open(&folder.join("history"));
    for chunk in rows.chunks(200) {
        let mut ops = Ops::new();
        chunk.iter().for_each(|row| row.ops(&mut ops));
        store.commit(SPACE, &ops, How::at(1)).unwrap();
    }
    let plain_path = folder.join("plain.db");
    let plain = data::plain(&plain_path, &rows);
    let fields =
        [("city", organisation::city), ("website", organisation::website), ("note", organisation::note)];
    for edit in 0..10 {
        let (name, field) = fields[edit % 3];
        for row in &rows {
            let value = format!("{} {edit}", &row.name.chars().take(12).collect::<String>());
            let mut ops = Ops::new();
            ops.put(row.id, field, value.as_str());
            store.commit(SPACE, &ops, How::at(edit as i64)).unwrap();
            let sql = format!("UPDATE organisation SET {name} = ?1 WHERE id = ?2");
            plain.prepare_cached(&sql).unwrap().execute((value, row.id.as_bytes().as_slice())).unwrap();
        }
    }
    store.close_segments(1).unwrap();
    store.rest().unwrap();
    plain.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let by_table =
        "SELECT name, sum(pgsize), sum(payload) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 12";
    let by_table = store.read(|r| {
        r.rows(by_table, &[], |w| Ok((w.get::<_, String>(0)?, w.get::<_, i64>(1)?, w.get::<_, i64>(2)?)))
    });
    let free = store.read(|r| {
        let pages =
            |pragma: &str| r.one(pragma, &[], |row| row.get::<_, i64>(0)).map(Option::unwrap_or_default);
        Ok((pages("PRAGMA page_count")?, pages("PRAGMA freelist_count")?))
    });
    println!("  pages in all and free: {:?}", free.unwrap());
    for (name, pages, payload) in by_table.unwrap_or_default() {
        println!("  {name}: {pages} bytes of pages, {payload} of content");
    }
    let bytes = |path: &Path| std::fs::metadata(path).unwrap().len() as f64;
    let (log, plain) = (bytes(store.path()), bytes(&plain_path));
    println!("{} records with ten edits each: {log} bytes with the log, {plain} bytes plain", rows.len());
    log / plain
}
