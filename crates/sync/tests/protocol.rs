//! What is said reads back, whatever pieces it comes in, wherever it is cut; and hostile bytes do no harm.

use coexist_domain::{Id, PersonId, SpaceId};
use coexist_sync::protocol::{
    AnswerEvent, AnswerHead, AnswerReader, AnswerWriter, Cursor, Item, ItemKind, MAX_ITEM, Partial,
    PushEvent, PushHead, PushReader, PushWriter, RESUMABLE, Reached, Receipt, Refusal, Unreadable, Who,
};
use coexist_sync::{Hash, Header, Names, Segment, Signer};
use proptest::prelude::*;

fn id(n: u8) -> Id {
    Id::from_bytes([n; 16])
}

fn who() -> Who {
    Who { device: signer(1).device(), person: PersonId(id(2)), organisation: SpaceId(id(3)) }
}

fn signer(n: u8) -> Signer {
    Signer::from_seed(&[n; 32])
}

/// A segment with a body that does not compress.
fn segment(by: u8, space: SpaceId, first: u64, body: usize) -> Vec<u8> {
    let header =
        Header { space, device: signer(by).device(), first, count: 1, epoch: 1, head: Hash([by; 32]) };
    let mut segment = Segment::close(&signer(by), header, &[0; 32], &[], &Names::default(), None).0;
    segment.body = (0..body).map(|i| (i * 7 + i / 251) as u8).collect();
    segment.to_bytes()
}

fn read_push(bytes: &[u8], piece: usize) -> Result<Vec<PushEvent>, Unreadable> {
    let mut reader = PushReader::new(who());
    let mut events = Vec::new();
    for piece in bytes.chunks(piece.max(1)) {
        reader.feed(piece);
        while let Some(event) = reader.event()? {
            events.push(event);
        }
    }
    if reader.is_over() { Ok(events) } else { Err(Unreadable::Malformed) }
}

fn read_answer(
    bytes: &[u8],
    from: Cursor,
    held: Vec<u8>,
    piece: usize,
) -> Result<(Vec<AnswerEvent>, AnswerReader), Unreadable> {
    let mut reader = AnswerReader::new(who(), from, held);
    let mut events = Vec::new();
    for piece in bytes.chunks(piece.max(1)) {
        reader.feed(piece);
        while let Some(event) = reader.event()? {
            events.push(event);
        }
    }
    Ok((events, reader))
}

fn items() -> Vec<(ItemKind, Vec<u8>)> {
    let other = SpaceId(id(9));
    vec![
        (ItemKind::Roster, vec![7; 300]),
        (ItemKind::Segment, segment(1, who().organisation, 1, 10)),
        (ItemKind::Segment, segment(5, other, 300, 4000)),
        (ItemKind::Segment, segment(5, other, 301, 0)),
        (ItemKind::Segment, segment(6, SpaceId(who().person.0), 1, 70)),
        // A later format goes as it is.
        (ItemKind::Segment, vec![99; 50]),
        (ItemKind::Roster, vec![]),
    ]
}

fn cursor(at: u64, within: u64) -> Cursor {
    Cursor { at, within, hash: if at == 0 { [0; 16] } else { [4; 16] } }
}

#[test]
fn a_push_reads_back_in_any_pieces() {
    let items = items();
    for (n, cursor) in [cursor(0, 0), cursor(300, 0), cursor(300, 200)].into_iter().enumerate() {
        let resume = (n == 1).then(|| Partial::of(b"beginning"));
        let head = PushHead { cursor, resume, own: n == 1, ask: n == 2 };
        let mut w = PushWriter::new(who(), &head);
        items.iter().for_each(|(kind, bytes)| w.item(*kind, bytes));
        assert_eq!(w.items(), items.len());
        let bytes = w.finish();
        let mut expected = vec![PushEvent::Head(head)];
        expected
            .extend(items.iter().map(|(kind, bytes)| PushEvent::Item { kind: *kind, bytes: bytes.clone() }));
        expected.push(PushEvent::End);
        for piece in [1, 2, 3, 7, 100, 1000, bytes.len()] {
            assert_eq!(read_push(&bytes, piece).as_ref(), Ok(&expected), "pieces of {piece}");
        }
        for cut in 0..bytes.len() {
            assert!(read_push(&bytes[..cut], 1000).is_err(), "cut at {cut}");
        }
    }
}

#[test]
fn a_push_cut_anywhere_goes_on_where_it_stopped() {
    let whole = segment(5, SpaceId(id(9)), 300, 4000);
    let head = PushHead::default();
    // Again and again, each time with a few more bytes: what the endpoint holds only grows.
    for step in [1, 700, 1500, 3000] {
        let mut held: Vec<u8> = Vec::new();
        let mut cuts = 0;
        loop {
            let arrived = (!held.is_empty()).then(|| Partial::of(&held));
            let mut w = PushWriter::new(who(), &head);
            w.item_or_rest(ItemKind::Segment, &whole, arrived);
            let bytes = w.finish();
            let mut reader = PushReader::new(who());
            let overhead = bytes.len() - (whole.len() - held.len());
            let cut = if held.is_empty() { RESUMABLE + 100 } else { overhead + step };
            reader.feed(&bytes[..cut.min(bytes.len())]);
            let mut came = None;
            while let Some(event) = reader.event().unwrap() {
                match event {
                    PushEvent::Item { bytes, .. } => came = Some(bytes),
                    PushEvent::Rest { of, bytes, .. } => {
                        assert_eq!(of, Partial::of(&held));
                        came = Some([&held[..], &bytes].concat());
                    }
                    PushEvent::Head(_) | PushEvent::End => {}
                }
            }
            if let Some(came) = came {
                assert_eq!(came, whole);
                break;
            }
            let unfinished = reader.unfinished().unwrap();
            assert_eq!(unfinished.of.is_some(), !held.is_empty());
            let before = held.len();
            held.extend(unfinished.bytes);
            assert!(held.len() > before && whole.starts_with(&held));
            cuts += 1;
        }
        assert!(cuts > 0);
    }
}

#[test]
fn a_rest_that_is_of_something_else_is_sent_whole() {
    let (one, other) = (segment(1, who().organisation, 1, 3000), segment(1, who().organisation, 2, 3000));
    let arrived = Partial::of(&one[..2000]);
    assert_eq!(arrived.rest_of(&one), Some(&one[2000..]));
    assert_eq!(arrived.rest_of(&other), None);
    assert_eq!(arrived.rest_of(&one[..2000]), None, "nothing is left to send");
    assert_eq!(arrived.rest_of(&one[..1000]), None);
    assert_eq!(Partial { bytes: u64::MAX, ..arrived }.rest_of(&one), None);
    let mut w = PushWriter::new(who(), &PushHead::default());
    w.item_or_rest(ItemKind::Segment, &other, Some(arrived));
    let events = read_push(&w.finish(), 100).unwrap();
    assert_eq!(events[1], PushEvent::Item { kind: ItemKind::Segment, bytes: other });
}

#[test]
fn what_the_device_and_the_endpoint_both_know_is_not_sent() {
    let size = |by, space| {
        let mut w = PushWriter::new(who(), &PushHead::default());
        let before = w.len();
        w.item(ItemKind::Segment, &segment(by, space, 1, 0));
        w.len() - before
    };
    let own = size(1, who().organisation);
    assert_eq!(own, 1 + 2 + 3 + 32 + 1 + 64);
    assert_eq!(size(1, SpaceId(who().person.0)), own);
    assert_eq!(size(1, SpaceId(id(9))), own + 16);
    assert_eq!(size(5, SpaceId(id(9))), own + 32);
}

/// Items with the cursor after each: some hidden from the reader, then a back-fill at 20.
fn history() -> (Vec<(Item, Cursor)>, Cursor) {
    let mut at = Cursor::default();
    let mut visible = Vec::new();
    let mut hashes = vec![at];
    let mut all = Vec::new();
    for (n, (kind, bytes)) in items().into_iter().cycle().take(30).enumerate() {
        at = at.after(kind, &bytes);
        hashes.push(at);
        all.push(Item { kind, bytes });
        if n % 4 != 3 && n < 19 {
            visible.push((all[n].clone(), at));
        }
    }
    // What was hidden becomes readable with item 20, and comes before it.
    for within in (1..=19u64).filter(|n| n % 4 == 0) {
        visible.push((all[within as usize - 1].clone(), Cursor { within, ..hashes[20] }));
    }
    for n in [20usize, 21, 25] {
        visible.push((all[n - 1].clone(), hashes[n]));
    }
    (visible, at)
}

fn heads() -> Vec<AnswerHead> {
    let all = [
        Receipt::Kept,
        Receipt::Fork,
        Receipt::Gap,
        Receipt::Tray,
        Receipt::Overtaken,
        Receipt::Lost,
        Receipt::Refused(Refusal::Malformed),
        Receipt::Refused(Refusal::TooMuch),
    ];
    vec![
        AnswerHead::default(),
        AnswerHead { receipts: vec![Receipt::Kept; 3], token: Some("x".repeat(22)), ..Default::default() },
        AnswerHead {
            receipts: all.to_vec(),
            partial: Some(Partial::of(b"x")),
            reached: vec![Reached { space: who().organisation, last: 300 }],
            ..Default::default()
        },
    ]
}

#[test]
fn an_answer_reads_back_in_any_pieces() {
    let (items, latest) = history();
    for head in heads() {
        // From each place: as if the answer before had been cut there.
        for from in 0..=items.len() {
            let start = from.checked_sub(1).map_or(Cursor::default(), |n| items[n].1);
            let mut w = AnswerWriter::new(who(), &head, start, None);
            let mut bytes = Vec::new();
            for (item, to) in &items[from..] {
                w.item(*to, item);
                bytes.extend(w.take());
            }
            w.end(Some(latest));
            bytes.extend(w.take());
            let mut expected = vec![AnswerEvent::Head(head.clone())];
            expected.extend(
                items[from..]
                    .iter()
                    .map(|(item, cursor)| AnswerEvent::Item { item: item.clone(), cursor: *cursor }),
            );
            expected.push(AnswerEvent::End { cursor: latest, more: false });
            for piece in [1, 3, 100, bytes.len()] {
                let (events, reader) = read_answer(&bytes, start, vec![], piece).unwrap();
                assert_eq!(events, expected, "from {from}, pieces of {piece}");
                assert!(reader.is_over());
            }
        }
    }
}

#[test]
fn nothing_to_say_takes_five_bytes() {
    let at = cursor(300, 0);
    let mut w = AnswerWriter::new(who(), &AnswerHead::default(), at, None);
    w.end(Some(at));
    let bytes = w.take();
    assert_eq!(bytes, [1, 2, 0, 0, 0]);
    let (events, _) = read_answer(&bytes, at, vec![], 1).unwrap();
    assert_eq!(events[1], AnswerEvent::End { cursor: at, more: false });
    assert_eq!(PushWriter::new(who(), &PushHead { cursor: at, ..Default::default() }).finish().len(), 22);
}

#[test]
fn an_endpoint_that_went_back_is_followed_from_the_beginning() {
    let head = AnswerHead { went_back: true, ..Default::default() };
    let mut w = AnswerWriter::new(who(), &head, cursor(300, 0), Some(Partial::of(&[1; 2000])));
    w.end(None);
    let (events, reader) = read_answer(&w.take(), cursor(300, 0), vec![1; 2000], 100).unwrap();
    assert_eq!(events, [AnswerEvent::Head(head), AnswerEvent::End { cursor: Cursor::default(), more: true }]);
    assert_eq!(reader.held(), None);
}

#[test]
fn an_answer_cut_anywhere_goes_on_where_it_stopped() {
    let (items, latest) = history();
    for step in [1usize, 60, 1100, 3000] {
        let (mut at, mut held, mut got) = (Cursor::default(), Vec::new(), Vec::new());
        let mut rounds = 0;
        let more = loop {
            rounds += 1;
            assert!(rounds < 20_000, "no way forward");
            let from = items.iter().position(|(_, to)| *to == at).map_or(0, |n| n + 1);
            let resume = (!held.is_empty()).then(|| Partial::of(&held));
            let mut w = AnswerWriter::new(who(), &AnswerHead::default(), at, resume);
            items[from..].iter().for_each(|(item, to)| w.item(*to, item));
            w.end(Some(latest));
            let bytes = w.take();
            // Enough for what is never resumed, then a step.
            let cut = (RESUMABLE + 200 + step).min(bytes.len());
            let (events, reader) = read_answer(&bytes[..cut], at, held.clone(), 97).unwrap();
            for event in events {
                if let AnswerEvent::Item { item, cursor } = event {
                    got.push((item, cursor));
                }
            }
            at = reader.cursor();
            held = reader.held().unwrap_or_default();
            if reader.is_over() {
                break held.is_empty();
            }
        };
        assert!(more && got == items, "steps of {step}");
    }
    assert_eq!(latest.at, 30);
}

#[test]
fn an_item_larger_than_any_is_refused_before_it_comes() {
    let mut bytes = vec![1, 2, 0, 0, ItemKind::Roster as u8];
    let (mut n, whole) = (MAX_ITEM as u64 + 1, bytes.len());
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
    assert!(read_answer(&bytes, Cursor::default(), vec![], 1).is_err());
    bytes[whole] -= 1;
    assert!(read_answer(&bytes, Cursor::default(), vec![], 1).is_ok());
}

fn any_item() -> impl Strategy<Value = (ItemKind, Vec<u8>)> {
    prop_oneof![
        (any::<u8>(), any::<u8>(), 1u64..1 << 40, 0usize..300).prop_map(|(by, space, first, body)| (
            ItemKind::Segment,
            segment(by, SpaceId(id(space)), first, body)
        )),
        proptest::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| (ItemKind::Roster, bytes)),
        proptest::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| (ItemKind::Segment, bytes)),
    ]
}

proptest! {
    #[test]
    fn any_push_reads_back(items in proptest::collection::vec(any_item(), 0..12), piece in 1usize..300) {
        let head = PushHead::default();
        let mut w = PushWriter::new(who(), &head);
        items.iter().for_each(|(kind, bytes)| w.item(*kind, bytes));
        let events = read_push(&w.finish(), piece).unwrap();
        let read: Vec<_> = events.into_iter().filter_map(|event| match event {
            PushEvent::Item { kind, bytes } => Some((kind, bytes)),
            _ => None,
        }).collect();
        prop_assert_eq!(read, items);
    }

    #[test]
    fn any_bytes_are_read_without_panic(mut bytes: Vec<u8>, valid: bool, at: u64, piece in 1usize..50) {
        if valid {
            bytes.splice(..0, [1, 0, 0, 0]);
        }
        let _ = read_push(&bytes, piece);
        let from = Cursor { at, within: at / 2, hash: [1; 16] };
        let _ = read_answer(&bytes, from, vec![0; 2000], piece);
    }

    #[test]
    fn a_changed_byte_never_panics(at in 0usize..5000, to: u8, piece in 1usize..500) {
        let (items, latest) = history();
        let mut w = AnswerWriter::new(who(), &AnswerHead::default(), Cursor::default(), None);
        items.iter().for_each(|(item, to)| w.item(*to, item));
        w.end(Some(latest));
        let mut bytes = w.take();
        let n = bytes.len();
        bytes[at % n] = to;
        let _ = read_answer(&bytes, Cursor::default(), vec![], piece);
        let _ = read_push(&bytes, piece);
    }

    #[test]
    fn devices_and_spaces_are_told_apart(pairs in proptest::collection::vec((0u8..6, 0u8..6), 1..40)) {
        let items: Vec<_> = pairs.iter().zip(1u64..)
            .map(|((by, space), n)| (ItemKind::Segment, segment(*by, SpaceId(id(*space)), n, 3))).collect();
        let mut w = PushWriter::new(who(), &PushHead::default());
        items.iter().for_each(|(kind, bytes)| w.item(*kind, bytes));
        let read: Vec<_> = read_push(&w.finish(), 64).unwrap().into_iter().filter_map(|event| match event {
            PushEvent::Item { kind, bytes } => Some((kind, bytes)),
            _ => None,
        }).collect();
        prop_assert_eq!(read, items);
    }
}
