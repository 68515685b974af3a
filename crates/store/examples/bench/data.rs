//! What the measurements are made on.

#![allow(dead_code, reason = "each measurement uses its part")]

use coexist_domain::Id;
use coexist_domain::registry::organisation;
use coexist_store::Random;
use coexist_sync::Ops;
use rusqlite::Connection;

/// An organisation as a spreadsheet has it.
pub(crate) struct Organisation {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) full_name: String,
    pub(crate) kind: String,
    pub(crate) country: &'static str,
}

impl Organisation {
    pub(crate) fn ops(&self, ops: &mut Ops) {
        ops.create(&organisation::ENTITY, self.id)
            .put(self.id, organisation::name, self.name.as_str())
            .put(self.id, organisation::full_name, self.full_name.as_str())
            .put(self.id, organisation::kind, self.kind.as_str())
            .put(self.id, organisation::country, self.country);
    }
}

/// The organisations of the corpus, or as many invented ones.
pub(crate) fn organisations() -> Vec<Organisation> {
    let file = std::env::var_os("COEXIST_CORPUS")
        .map(|dir| std::path::Path::new(&dir).join("organisations/akvo-organisations.csv"));
    let text = file.and_then(|path| std::fs::read_to_string(path).ok());
    let rows: Vec<(String, String, String)> = match text {
        Some(text) => text
            .lines()
            .skip(1)
            .map(|line| {
                let mut cells = line.split(',').skip(1).map(|c| c.trim_matches('"').to_owned());
                let mut next = || cells.next().unwrap_or_default();
                (next(), next(), next())
            })
            .collect(),
        None => (0..2_261)
            .map(|n| {
                (format!("Organisation {n}"), format!("Association numéro {n} pour l’eau"), "ngo".to_owned())
            })
            .collect(),
    };
    let countries = ["FR", "CH", "BF", "ML", "SN", "MG"];
    rows.into_iter()
        .enumerate()
        .map(|(n, (name, full_name, kind))| Organisation {
            id: id(n),
            name,
            full_name,
            kind,
            country: countries[n % 6],
        })
        .collect()
}

/// An id like a UUIDv7: milliseconds that advance, then bits that look random.
pub(crate) fn id(n: usize) -> Id {
    let mut bytes = *blake3::hash(&n.to_be_bytes()).as_bytes().first_chunk::<16>().unwrap();
    bytes[..6].copy_from_slice(&(1_760_000_000_000u64 + n as u64).to_be_bytes()[2..]);
    Id::from_bytes(bytes)
}

pub(crate) fn random() -> Random {
    let mut n = 0u64;
    Box::new(move |bytes| {
        for byte in bytes {
            n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = (n >> 40) as u8;
        }
    })
}

/// The same rows in an ordinary table of an encrypted file with the same care: same cipher, same journal, same
/// indexes on the same columns, a commit as durable.
pub(crate) fn plain(path: &std::path::Path, rows: &[Organisation]) -> Connection {
    #[allow(clippy::disallowed_methods, reason = "the comparison is what a program without a log would do")]
    let db = Connection::open(path).unwrap();
    db.execute_batch(&format!(
        "PRAGMA key = \"x'{}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;
         CREATE TABLE organisation (id BLOB PRIMARY KEY, name TEXT, full_name TEXT, kind TEXT, country TEXT,
            city TEXT, address TEXT, website TEXT, email TEXT, phone TEXT, note TEXT, other_names TEXT) WITHOUT ROWID;
         CREATE INDEX organisation_name ON organisation (name);",
        "07".repeat(32)
    ))
    .unwrap();
    let tx = rusqlite::Transaction::new_unchecked(&db, rusqlite::TransactionBehavior::Immediate).unwrap();
    for row in rows {
        tx.prepare_cached(
            "INSERT INTO organisation (id, name, full_name, kind, country) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
        .unwrap()
        .execute((row.id.as_bytes().as_slice(), &row.name, &row.full_name, &row.kind, row.country))
        .unwrap();
    }
    tx.commit().unwrap();
    db
}

/// Nanoseconds this thread has been on a processor (Linux; elsewhere zero, and the ratio says so).
pub(crate) fn cpu_ns() -> u64 {
    std::fs::read_to_string("/proc/self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next().and_then(|n| n.parse().ok()))
        .unwrap_or(0)
}

pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
