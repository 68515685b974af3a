//! The packed segment: what goes in comes out, byte for byte, and nothing hostile gets through.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

use coexist_domain::{ActionId, Currency, DeviceId, Id, Money, SpaceId, Value};
use coexist_sync::pack::{pack, unpack};
use coexist_sync::seal::EpochKey;
use coexist_sync::{
    Dot, Frame, Hash, Header, Names, Op, OpKind, OpSalts, Segment, SegmentError, Signer, Vector,
};
use proptest::prelude::*;

const SALT: [u8; 32] = [9; 32];

/// Few enough that they come again.
fn id() -> impl Strategy<Value = Id> {
    (0..12u8).prop_map(|n| Id::from_bytes([n.wrapping_mul(37); 16]))
}

fn device() -> impl Strategy<Value = DeviceId> {
    (0..4u8).prop_map(|n| DeviceId(Id::from_bytes([n; 16])))
}

fn value() -> impl Strategy<Value = Value> {
    let currency = Currency::from_bytes(*b"XOF").unwrap();
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        ".{0,12}".prop_map(Value::Text),
        id().prop_map(Value::Id),
        (any::<i64>(), 0..18u8)
            .prop_map(move |(n, scale)| Value::Money(Money::new(n, scale, currency).unwrap())),
        (7..=255u8, any::<Vec<u8>>()).prop_map(|(tag, bytes)| Value::Other(tag, bytes)),
    ]
}

fn kind() -> impl Strategy<Value = OpKind> {
    let dot = || (device(), any::<u64>(), any::<u32>()).prop_map(|(device, seq, op)| Dot { device, seq, op });
    let over = prop::option::of(prop::collection::vec(dot(), 0..3));
    let unknown = prop_oneof![Just(0u8), 7..=255u8];
    prop_oneof![
        Just(OpKind::Create),
        Just(OpKind::Delete),
        (any::<u16>(), value(), over).prop_map(|(field, value, over)| OpKind::Put { field, value, over }),
        (any::<u16>(), value()).prop_map(|(field, value)| OpKind::Add { field, value }),
        (any::<u16>(), value()).prop_map(|(field, value)| OpKind::Remove { field, value }),
        (unknown, any::<Vec<u8>>()).prop_map(|(kind, body)| OpKind::Other(kind, body)),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    (any::<u16>(), id(), kind()).prop_map(|(entity, id, kind)| Op { entity, id, kind })
}

fn frame() -> impl Strategy<Value = Frame> {
    let news = prop::collection::vec((device(), 1..u64::MAX), 0..3);
    let action = || prop::option::of(id().prop_map(ActionId));
    let text = prop::option::of(".{0,8}");
    let ops = prop::collection::vec(op(), 0..6);
    (any::<u64>(), any::<i64>(), any::<u16>(), news, text, action(), action(), ops).prop_map(
        |(lamport, wall, schema, news, reason, action, undoes, ops)| Frame {
            seq: 0,
            lamport,
            wall,
            schema,
            news: news.into_iter().collect(),
            reason,
            action,
            undoes,
            ops,
        },
    )
}

fn frames() -> impl Strategy<Value = Vec<Frame>> {
    prop::collection::vec(frame(), 1..8)
}

fn numbered(mut frames: Vec<Frame>, first: u64) -> Vec<Frame> {
    frames.iter_mut().zip(first..).for_each(|(frame, seq)| frame.seq = seq);
    frames
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_packed_unpacks(one in frames(), two in frames(), first in 1..u64::MAX / 2) {
        let two = numbered(two, first + one.len() as u64);
        let one = numbered(one, first);
        let mut names = Names::default();
        let (packed_one, new_one) = pack(&SALT, &one, &names);
        prop_assert_eq!(&unpack(&packed_one, first, &names).unwrap().frames, &one);
        names.extend(new_one.clone());
        let (packed_two, new_two) = pack(&SALT, &two, &names);
        let unpacked = unpack(&packed_two, two[0].seq, &names).unwrap();
        prop_assert_eq!((unpacked.salt, unpacked.named, &unpacked.names), (SALT, names.len(), &new_two));
        prop_assert_eq!(&unpacked.frames, &two);
        // Canonical bytes, which hashes cover, come out as they were.
        for (frame, again) in two.iter().zip(&unpacked.frames) {
            prop_assert_eq!(again.to_bytes(), frame.to_bytes());
            prop_assert_eq!(&Frame::from_bytes(&again.to_bytes()).unwrap(), frame);
        }
        // An older pack is read again when the chain has gone on.
        names.extend(new_two);
        prop_assert_eq!(&unpack(&packed_one, first, &names).unwrap().names, &new_one);
        prop_assert_eq!(&unpack(&packed_two, two[0].seq, &names).unwrap().frames, &two);
    }

    #[test]
    fn a_changed_pack_is_refused_or_is_the_one_spelling_of_something_else(
        frames in frames(), at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>(),
    ) {
        let frames = numbered(frames, 1);
        let (packed, _) = pack(&SALT, &frames, &Names::default());
        let mut changed = packed.clone();
        changed[at.index(packed.len())] = byte;
        for bytes in [&changed[..], &packed[..cut.index(packed.len())], &[&packed[..], &[byte]].concat()] {
            if let Ok(unpacked) = unpack(bytes, 1, &Names::default()) {
                prop_assert_eq!(&pack(&unpacked.salt, &unpacked.frames, &Names::default()).0, bytes);
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_panic(mut bytes in prop::collection::vec(0..8u8, 0..120), first: u64, known in 0..3u8) {
        let mut names = Names::default();
        names.extend((0..known).map(|n| Id::from_bytes([n; 16])));
        let _ = unpack(&bytes, first, &names);
        if let Some(form) = bytes.first_mut() {
            *form = 1;
        }
        let _ = unpack(&bytes, first, &names);
        // Past the salt, with lengths that mostly fit.
        let mut deep = vec![1];
        deep.extend([0; 32]);
        deep.extend(&bytes);
        let _ = unpack(&deep, first, &names);
    }
}

fn create(id: u8) -> Op {
    Op { entity: 1, id: Id::from_bytes([id; 16]), kind: OpKind::Create }
}

fn plain_frame(seq: u64, ops: Vec<Op>) -> Frame {
    let news = Vector::default();
    Frame { seq, lamport: seq, wall: 0, schema: 1, news, reason: None, action: None, undoes: None, ops }
}

/// The bytes of format 1. When this test fails, files and endpoints out there can no longer be read.
#[test]
fn the_layout_stays() {
    let put = |id, field, value, over| Op {
        entity: 2,
        id: Id::from_bytes([id; 16]),
        kind: OpKind::Put { field, value, over },
    };
    let device = |n| DeviceId(Id::from_bytes([n; 16]));
    let over = Some(vec![Dot { device: device(0xd1), seq: 40, op: 3 }]);
    let mut first = plain_frame(
        41,
        vec![
            Op { entity: 2, id: Id::from_bytes([0xa1; 16]), kind: OpKind::Create },
            put(0xa1, 1, Value::from("Forages"), None),
            put(0xa1, 2, Value::Id(Id::from_bytes([0xb2; 16])), None),
            put(0xc3, 3, Value::Int(-2), over),
        ],
    );
    first.news = [(device(0xd2), 7)].into_iter().collect();
    first.reason = Some("écrit".into());
    first.wall = 1_000;
    let mut second = plain_frame(
        42,
        vec![
            Op {
                entity: 2,
                id: Id::from_bytes([0xa1; 16]),
                kind: OpKind::Add { field: 9, value: Value::Other(200, vec![1, 2]) },
            },
            Op { entity: 2, id: Id::from_bytes([0xa1; 16]), kind: OpKind::Other(99, vec![5]) },
        ],
    );
    second.action = Some(ActionId(Id::from_bytes([0xe5; 16])));
    let mut names = Names::default();
    names.extend([Id::from_bytes([0xc3; 16])]);
    let frames = [first, second];
    let (packed, new) = pack(&SALT, &frames, &names);
    assert_eq!(new, [Id::from_bytes([0xa1; 16]), Id::from_bytes([0xb2; 16])]);
    assert_eq!(unpack(&packed, 41, &names).unwrap().frames, frames);
    let hex: String = packed.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, include_str!("pack.golden.txt").split_whitespace().collect::<String>());
}

#[test]
fn names_have_one_order_and_one_number() {
    let (packed, _) = pack(&SALT, &[plain_frame(1, vec![create(1), create(2)])], &Names::default());
    let mut known = Names::default();
    known.extend([Id::from_bytes([2; 16])]);
    // The same bytes after a history that knows one of them already: it would have two numbers.
    assert_eq!(unpack(&packed, 1, &known), Err(SegmentError::Malformed));
    // The same id twice among the new ones.
    let twice: Vec<u8> =
        packed.iter().enumerate().map(|(i, b)| if i + 32 >= packed.len() { 1 } else { *b }).collect();
    assert_eq!(unpack(&twice, 1, &Names::default()), Err(SegmentError::Malformed));
    // A pack that stands later than what is known before it.
    let (later, _) = pack(&SALT, &[plain_frame(1, vec![create(3)])], &known);
    assert_eq!(unpack(&later, 1, &Names::default()), Err(SegmentError::Malformed));
}

#[test]
fn what_is_not_yet_written_is_refused_by_name() {
    let (mut packed, _) = pack(&SALT, &[plain_frame(1, vec![create(1)])], &Names::default());
    // From the end: the new id, the difference to the record before, the entity, the kind.
    let kinds = packed.len() - 16 - 3;
    assert_eq!(packed[kinds], 2, "the kind of a creation, and one");
    packed[kinds] = 0;
    assert_eq!(unpack(&packed, 1, &Names::default()), Err(SegmentError::Erased));
    packed[0] = 2;
    assert_eq!(unpack(&packed, 1, &Names::default()), Err(SegmentError::NewerFormat));
}

#[test]
fn a_segment_holds_after_its_own_chain_only() {
    let signer = Signer::from_seed(&[3; 32]);
    let (space, device) = (SpaceId(Id::from_bytes([7; 16])), signer.device());
    let key = EpochKey::from_bytes([5; 32]);
    let (mut names, mut head, mut segments) = (Names::default(), Hash::default(), Vec::new());
    for first in [1, 3] {
        let frames = [plain_frame(first, vec![create(1)]), plain_frame(first + 1, vec![create(first as u8)])];
        let before = (names.clone(), head);
        head = frames.iter().fold(head, |head, frame| frame.hash(space, device, head, OpSalts(&SALT)));
        let header = Header { space, device, first, count: 2, epoch: 2, head };
        let (segment, new) = Segment::close(&signer, header, &SALT, &frames, &names, Some(&key));
        names.extend(new);
        segments.push((segment, before));
    }
    for (segment, (names, previous)) in &segments {
        let segment = Segment::from_bytes(&segment.to_bytes()).unwrap();
        let verified = segment.verify(&signer.public(), *previous, names, Some(&key));
        assert_eq!(verified.unwrap().frames.len(), 2);
        assert!(segment.is_signed(&signer.public()), "whoever carries it can tell who made it");
        assert_eq!(segment.unpack(names, None), Err(SegmentError::Sealed));
        let other = EpochKey::from_bytes([6; 32]);
        assert_eq!(segment.unpack(names, Some(&other)), Err(SegmentError::Malformed));
    }
    // Not after other names, not after another history.
    let (second, (_, previous)) = &segments[1];
    let verify = |previous, names: &Names| second.verify(&signer.public(), previous, names, Some(&key));
    assert!(verify(*previous, &Names::default()).is_err());
    assert!(verify(*previous, &names).is_err());
    assert!(verify(Hash::default(), &segments[1].1.0).is_err());
    // What it held is read again at any time.
    assert_eq!(segments[0].0.unpack(&names, Some(&key)).unwrap().frames.len(), 2);
}

#[test]
fn a_body_is_compressed_where_that_helps_and_never_a_bomb() {
    let signer = Signer::from_seed(&[3; 32]);
    // Salts and ids are random, which nothing makes shorter.
    let random = |n: u8| coexist_sync::device_id(&[n; 32]);
    let salt: [u8; 32] = [*random(1).0.as_bytes(), *random(2).0.as_bytes()].concat().try_into().unwrap();
    let over = Some(vec![Dot { device: random(3), seq: 40, op: 3 }]);
    let kind = OpKind::Put { field: 1, value: "Forages du Yatenga".into(), over };
    let op = Op { entity: 3, id: random(4).0, kind };
    let close = |count: u64| {
        let frames: Vec<Frame> = (1..=count).map(|seq| plain_frame(seq, vec![op.clone()])).collect();
        let space = SpaceId(Id::from_bytes([7; 16]));
        let header =
            Header { space, device: signer.device(), first: 1, count, epoch: 0, head: Hash::default() };
        Segment::close(&signer, header, &salt, &frames, &Names::default(), None).0
    };
    let (one, many) = (close(1), close(500));
    assert_eq!(one.body[0], 1, "as it is");
    for segment in [&one, &many] {
        assert_eq!(
            segment.unpack(&Names::default(), None).unwrap().frames.len() as u64,
            segment.header.count
        );
    }
    let packed = pack(&salt, &many.unpack(&Names::default(), None).unwrap().frames, &Names::default()).0;
    assert!(many.body.len() * 5 < packed.len(), "{} bytes of {}", many.body.len(), packed.len());
    let bomb = zstd::bulk::compress(&[packed, vec![0; 600 * 1024]].concat(), 1).unwrap();
    for body in [bomb, vec![1; 600 * 1024], Vec::new()] {
        let bad = Segment { body, ..many.clone() };
        assert_eq!(bad.unpack(&Names::default(), None), Err(SegmentError::Malformed));
    }
}
