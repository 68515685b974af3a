//! Nothing a file can hold makes the crate panic, and bad files are named for what they are.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what went wrong by stopping"
)]

use coexist_spreadsheet::values::amount::{self, AmountContext};
use coexist_spreadsheet::values::date::{self, DateContext, Direction};
use coexist_spreadsheet::values::{
    country, identifier, kind, partnership_type, party, person, phone, stage, task,
};
use coexist_spreadsheet::write::{Out, Table, write_csv, write_xlsx};
use coexist_spreadsheet::{Limits, ReadError, apply, guess, read};
use proptest::prelude::*;

const REFERENCE: jiff::civil::Date = jiff::civil::date(2025, 3, 10);

fn spreadsheet_like() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Structure".to_owned()),
        Just("Montant".to_owned()),
        Just("Etat".to_owned()),
        Just("Contact".to_owned()),
        Just("Échéance".to_owned()),
        Just("signé".to_owned()),
        Just("15 k€".to_owned()),
        Just("fin T2".to_owned()),
        Just("Total".to_owned()),
        Just("2023".to_owned()),
        Just("S12".to_owned()),
        "[a-zà-ÿA-Z0-9€/.,'+() -]{0,14}",
        ".{0,6}",
    ];
    proptest::collection::vec(proptest::collection::vec(word, 1..7), 1..12).prop_map(|rows| {
        rows.into_iter()
            .map(|r| {
                r.into_iter().map(|c| format!("\"{}\"", c.replace('"', ""))).collect::<Vec<_>>().join(";")
            })
            .collect::<Vec<_>>()
            .join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn recognisers_never_panic(text in prop_oneof![".{0,40}", "[0-9a-zA-Zà-ÿ€$/.,'+() \n–-]{0,30}", "[0-9]{1,20}[-/. ][0-9]{1,12}[-/. a-z]{0,4}[0-9]{0,5}"]) {
        for direction in [Direction::Past, Direction::Future, Direction::Either] {
            let _ = date::read(&text, &DateContext { reference: REFERENCE, direction, year: None });
        }
        let _ = date::duration_months(&text);
        for parties in [0, 3] {
            let _ = amount::read(&text, &AmountContext { currency: None, country: Some("TD"), parties, in_kind: parties == 0 });
        }
        let _ = (stage::read(&text), stage::reason(&text), kind::read(&text), partnership_type::read(&text), country::read(&text));
        let _ = (party::split(&text), person::read(&text, Some("FR")), phone::read(&text, None), task::split(&text), identifier::read(&text));
        let _ = (person::ordered_name(&text), person::order_by_email(&text, &text), coexist_spreadsheet::folding::likeness(&text, "Alpha"));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, "x.csv", &Limits::default());
        let mut zipped = b"PK\x03\x04".to_vec();
        zipped.extend(&bytes);
        prop_assert!(read(&zipped, "x.xlsx", &Limits::default()).is_err());
    }

    #[test]
    fn any_table_is_understood_without_losing_a_row(text in spreadsheet_like()) {
        let Ok(workbook) = read(text.as_bytes(), "x.csv", &Limits::default()) else { return Ok(()) };
        let understood = apply(&workbook, &guess(&workbook, REFERENCE));
        for row in workbook.sheets[0].rows.iter().filter(|r| !r.is_blank()) {
            prop_assert_eq!(understood.ledger.iter().filter(|l| l.row == row.number).count(), 1, "row {}", row.number);
        }
    }

    #[test]
    fn written_text_comes_back(texts in proptest::collection::vec("[ -~à-ÿ=+@-]{0,20}", 1..5)) {
        let table = Table { name: "x".into(), columns: vec!["a".into()], rows: texts.iter().map(|t| vec![Out::Text(t.clone()), Out::Text("fin".into())]).collect() };
        let book = read(&write_xlsx(std::slice::from_ref(&table)).unwrap(), "x.xlsx", &Limits::default()).unwrap();
        for (row, text) in book.sheets[0].rows.iter().skip(1).zip(&texts) {
            prop_assert_eq!(row.text(0), text.as_str());
            prop_assert!(row.cells.iter().all(|c| c.formula.is_none()));
        }
        prop_assert!(write_csv(&table).is_ok());
    }
}

#[test]
fn bad_files_are_named() {
    let limits = Limits::default();
    let code = |bytes: &[u8]| read(bytes, "x.xlsx", &limits).unwrap_err();
    assert_eq!(code(b""), ReadError::Empty);
    assert_eq!(code(b"\n\n;;\n"), ReadError::Empty);
    assert_eq!(code(b"%PDF-1.7 ..."), ReadError::NotASpreadsheet);
    assert_eq!(code(b"<!DOCTYPE html><html>"), ReadError::NotASpreadsheet);
    assert_eq!(code(&[0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0, 0, 7, 8]), ReadError::NotASpreadsheet);
    let ole = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(code(&ole("Workbook")), ReadError::OldXls);
    assert_eq!(code(&ole("EncryptedPackage")), ReadError::PasswordProtected);
    let small = Limits { cells: 10, ..limits };
    assert_eq!(
        read(&b"a;b;c\n".repeat(9), "x.csv", &small).unwrap_err(),
        ReadError::TooLarge { what: "cells".into() }
    );
    let xlsx = write_xlsx(&[Table {
        name: "x".into(),
        columns: vec!["a".into()],
        rows: vec![vec![Out::Text("b".repeat(3000))]; 50],
    }])
    .unwrap();
    assert!(read(&xlsx, "x.xlsx", &limits).is_ok());
    assert_eq!(
        read(&xlsx, "x.xlsx", &Limits { inflated_bytes: 2000, ..limits }).unwrap_err(),
        ReadError::TooLarge { what: "inflated_bytes".into() }
    );
    assert!(matches!(
        read(xlsx.get(..xlsx.len() / 2).unwrap(), "x.xlsx", &limits),
        Err(ReadError::NotASpreadsheet | ReadError::Damaged { .. })
    ));
    assert_eq!(
        read(&xlsx, "x.xlsx", &Limits { file_bytes: 10, ..limits }).unwrap_err(),
        ReadError::TooLarge { what: "file_bytes".into() }
    );
}
