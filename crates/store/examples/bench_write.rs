//! One edit through the log against one plain update of the same encrypted file: wall clock and processor.
//!
//! `cargo xtask bench write`. The organisations of `COEXIST_CORPUS` when it is set, invented ones otherwise.
//! The two take turns, so that a machine that slows down slows both; medians are compared. The last line is
//! one JSON object.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on stops, and prints its figures"
)]

#[path = "bench/data.rs"]
mod data;

use std::time::Instant;

use coexist_domain::registry::organisation;
use coexist_domain::{Id, SpaceId};
use coexist_store::{How, SpaceKind, Store};
use coexist_sync::Ops;
use coexist_sync::roster::KeyRing;
use coexist_sync::seal::EpochKey;

const EDITS: usize = 1_000;
const SPACE: SpaceId = SpaceId(Id::from_bytes([1; 16]));

fn main() {
    let folder = tempfile::tempdir_in(std::env::var_os("COEXIST_BENCH_DIR").unwrap_or(".".into())).unwrap();
    let names = data::organisations();
    let store = Store::open(folder.path(), &[7; 32], data::random()).unwrap();
    store.add_space(SPACE, SpaceKind::Organisation).unwrap();
    let mut ring = KeyRing::default();
    ring.insert(SPACE, 1, EpochKey::from_bytes([9; 32]));
    store.keep_keys(&ring).unwrap();
    for chunk in names.chunks(200) {
        let mut ops = Ops::new();
        chunk.iter().for_each(|o| o.ops(&mut ops));
        store.commit(SPACE, &ops, How::at(1)).unwrap();
    }
    let plain = data::plain(&folder.path().join("plain.db"), &names);

    let (mut log_wall, mut plain_wall, mut log_cpu, mut plain_cpu) = (vec![], vec![], vec![], vec![]);
    for n in 0..EDITS {
        let target = &names[n * 7 % names.len()];
        let city = format!("Ville {n}");

        let (wall, cpu) = (Instant::now(), data::cpu_ns());
        let mut ops = Ops::new();
        ops.put(target.id, organisation::city, city.as_str());
        store.commit(SPACE, &ops, How::at(n as i64)).unwrap();
        log_wall.push(wall.elapsed().as_nanos() as f64);
        log_cpu.push((data::cpu_ns() - cpu) as f64);

        let (wall, cpu) = (Instant::now(), data::cpu_ns());
        let changed = plain
            .prepare_cached("UPDATE organisation SET city = ?1 WHERE id = ?2")
            .unwrap()
            .execute((city, target.id.as_bytes().as_slice()))
            .unwrap();
        assert_eq!(changed, 1);
        plain_wall.push(wall.elapsed().as_nanos() as f64);
        plain_cpu.push((data::cpu_ns() - cpu) as f64);
    }
    let (log, plain) = (data::median(&mut log_wall), data::median(&mut plain_wall));
    let (log_cpu, plain_cpu) = (data::median(&mut log_cpu), data::median(&mut plain_cpu));
    println!(
        "one edit: {:.0} µs through the log, {:.0} µs plain; processor {:.0} and {:.0} µs",
        log / 1e3,
        plain / 1e3,
        log_cpu / 1e3,
        plain_cpu / 1e3
    );
    println!(
        "{{\"write_ratio\": {:.2}, \"write_cpu_ratio\": {:.2}, \"log_us\": {:.0}, \"plain_us\": {:.0}}}",
        log / plain,
        log_cpu / plain_cpu,
        log / 1e3,
        plain / 1e3
    );
}
