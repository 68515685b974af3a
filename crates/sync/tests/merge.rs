//! The rules of the merge, held against a naive reading of the same history, over 100,000 random ones.
//!
//! Three devices act on two records, exchange frames partially and in any order, and in the end everything is
//! delivered everywhere, twice, shuffled. Written properties: equal frames give equal state; a value is gone
//! only when a later put saw it; adding wins over a removal that had not seen it; a delete hides only what it
//! saw. Clocks jump by fifty years either way.
//!
//! A harness that catches nothing proves nothing: four planted faults must each be caught.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeSet;

use coexist_domain::registry::dossier;
use coexist_domain::{DeviceId, Id, Value};
use coexist_sync::memory::Replica;
use coexist_sync::{Dot, Frame, Hash, Key, OpKind, Ops, Outcome, Seen, Vector};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

const DEVICES: usize = 3;
const FIFTY_YEARS: i64 = 50 * 365 * 24 * 3600 * 1000;

#[derive(Clone, Debug)]
enum Change {
    Create,
    Delete,
    Put {
        field: bool,
        value: u8,
    },
    /// A put that names only a part of what is live: somebody typed while a sync came in.
    PutSeen {
        field: bool,
        value: u8,
        skip: u8,
    },
    Add(u8),
    Remove(u8),
}

#[derive(Clone, Debug)]
enum Step {
    Act {
        device: usize,
        record: u8,
        changes: Vec<Change>,
        wall: i64,
    },
    /// `to` hears of everything `from` knows; `order` shuffles it.
    Hear {
        from: usize,
        to: usize,
        order: u64,
    },
    /// `to` hears of one frame, whether or not it can be folded yet.
    HearOne {
        pick: usize,
        to: usize,
    },
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        1 => Just(Change::Create),
        2 => Just(Change::Delete),
        4 => (any::<bool>(), 0..4u8).prop_map(|(field, value)| Change::Put { field, value }),
        2 => (any::<bool>(), 0..4u8, any::<u8>())
            .prop_map(|(field, value, skip)| Change::PutSeen { field, value, skip }),
        3 => (0..2u8).prop_map(Change::Add),
        3 => (0..2u8).prop_map(Change::Remove),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..DEVICES, 0..2u8, prop::collection::vec(change(), 1..3), -FIFTY_YEARS..FIFTY_YEARS)
            .prop_map(|(device, record, changes, wall)| Step::Act { device, record, changes, wall }),
        3 => (0..DEVICES, 0..DEVICES, any::<u64>()).prop_map(|(from, to, order)| Step::Hear { from, to, order }),
        1 => (any::<prop::sample::Index>(), 0..DEVICES).prop_map(|(i, to)| Step::HearOne { pick: i.index(64), to }),
    ]
}

/// What goes wrong on purpose, on the receiving side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    None,
    /// A put that arrives replaces whatever is there: "the last one wins".
    LastArrivalWins,
    /// Frames are folded without waiting for what they depend on.
    NoDependencyCheck,
    /// A removal takes away additions it had not seen.
    RemovalSeesAll,
    /// A delete hides changes it had not seen.
    DeleteSeesAll,
}

/// A frame in the world, with everything its author knew.
#[derive(Clone)]
struct Sent {
    device: DeviceId,
    frame: Frame,
    hash: Hash,
    past: Vector,
}

struct World {
    fault: Fault,
    replicas: Vec<Replica>,
    sent: Vec<Sent>,
}

fn device(n: usize) -> DeviceId {
    DeviceId(Id::from_bytes([n as u8 + 1; 16]))
}

fn record(n: u8) -> Key {
    Key { entity: dossier::ENTITY.wire, id: Id::from_bytes([n + 100; 16]) }
}

fn field(second: bool) -> coexist_domain::registry::Field {
    if second { dossier::summary } else { dossier::title }
}

impl World {
    fn new(fault: Fault) -> Self {
        Self { fault, replicas: vec![Replica::default(); DEVICES], sent: Vec::new() }
    }

    fn run(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Act { device, record, changes, wall } => self.act(*device, *record, changes, *wall),
                Step::Hear { from, to, order } => {
                    let known = self.replicas[*from].known();
                    let mut some: Vec<Sent> =
                        self.sent.iter().filter(|s| s.frame.seq <= known.get(s.device)).cloned().collect();
                    shuffle(&mut some, *order);
                    some.into_iter().for_each(|sent| self.deliver(*to, &sent));
                }
                Step::HearOne { pick, to } => {
                    if let Some(sent) = self.sent.get(pick % self.sent.len().max(1)).cloned() {
                        self.deliver(*to, &sent);
                    }
                }
            }
        }
    }

    fn act(&mut self, n: usize, which: u8, changes: &[Change], wall: i64) {
        let (key, replica) = (record(which), &mut self.replicas[n]);
        let mut ops = Ops::new();
        for change in changes {
            match change {
                Change::Create => ops.create(&dossier::ENTITY, key.id),
                Change::Delete => ops.delete(&dossier::ENTITY, key.id),
                Change::Put { field: f, value } => ops.put(key.id, field(*f), i64::from(*value)),
                Change::PutSeen { field: f, value, skip } => {
                    let live = replica.record(key).map_or(&[][..], |r| r.values(field(*f).wire));
                    let seen = live.iter().enumerate().filter(|(i, _)| skip >> (i % 8) & 1 == 0);
                    let seen = Seen(seen.map(|(_, live)| live.dot).collect());
                    ops.put_seen(key.id, field(*f), i64::from(*value), &seen)
                }
                Change::Add(value) => ops.add(key.id, dossier::countries, i64::from(*value)),
                Change::Remove(value) => ops.remove(key.id, dossier::countries, i64::from(*value)),
            };
        }
        let past = replica.known();
        let (frame, hash) = replica.act(device(n), wall, &ops);
        self.sent.push(Sent { device: device(n), frame, hash, past });
    }

    fn deliver(&mut self, to: usize, sent: &Sent) {
        let frame = self.spoil(to, sent);
        self.replicas[to].receive(sent.device, frame, sent.hash);
    }

    /// What a faulty receiver makes of a frame.
    fn spoil(&self, to: usize, sent: &Sent) -> Frame {
        let (replica, mut frame) = (&self.replicas[to], sent.frame.clone());
        let has = |frame: &Frame, kind: fn(&OpKind) -> bool| frame.ops.iter().any(|op| kind(&op.kind));
        match self.fault {
            Fault::None => {}
            Fault::LastArrivalWins => {
                for op in &mut frame.ops {
                    let key = Key { entity: op.entity, id: op.id };
                    if let OpKind::Put { field, over, .. } = &mut op.kind {
                        let live = replica.record(key).map_or(&[][..], |r| r.values(*field));
                        *over = Some(live.iter().map(|live| live.dot).collect());
                    }
                }
            }
            Fault::NoDependencyCheck => frame.news = Vector::default(),
            Fault::RemovalSeesAll if has(&frame, |k| matches!(k, OpKind::Remove { .. })) => {
                frame.news = replica.known();
            }
            Fault::DeleteSeesAll if has(&frame, |k| matches!(k, OpKind::Delete)) => {
                frame.news = replica.known()
            }
            Fault::RemovalSeesAll | Fault::DeleteSeesAll => {}
        }
        frame
    }

    /// Everything reaches everybody, twice, in an order of its own for each.
    fn settle(&mut self, order: u64) {
        for to in 0..DEVICES {
            let mut all: Vec<Sent> = self.sent.iter().chain(&self.sent).cloned().collect();
            shuffle(&mut all, order.wrapping_add(to as u64));
            all.iter().for_each(|sent| self.deliver(to, sent));
        }
    }
}

/// Fisher–Yates with a small congruential generator: the order is a function of the case.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for i in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(i, (state >> 33) as usize % (i + 1));
    }
}

/// The naive reading: every rule as its sentence says it, over the whole history at once.
struct Naive<'a>(&'a [Sent]);

impl Naive<'_> {
    /// Every op on a record with its dot and what its author knew.
    fn ops(&self, key: Key) -> Vec<(Dot, &Vector, &OpKind)> {
        let mut all = Vec::new();
        for sent in self.0 {
            for (i, op) in sent.frame.ops.iter().enumerate().filter(|(_, op)| op.id == key.id) {
                let dot = Dot { device: sent.device, seq: sent.frame.seq, op: i as u32 };
                all.push((dot, &sent.past, &op.kind));
            }
        }
        all
    }

    fn saw(later: Dot, past: &Vector, earlier: Dot) -> bool {
        past.covers(earlier)
            || (later.device == earlier.device && later.seq == earlier.seq && earlier.op < later.op)
    }

    fn values(&self, key: Key, wire: u16) -> BTreeSet<Dot> {
        let puts: Vec<_> = self
            .ops(key)
            .into_iter()
            .filter_map(|(dot, past, kind)| match kind {
                OpKind::Put { field, over, .. } if *field == wire => Some((dot, past, over)),
                _ => None,
            })
            .collect();
        let replaced = |dot: Dot| {
            puts.iter().any(|(later, past, over)| match over {
                None => Self::saw(*later, past, dot),
                // Within one action the last word counts.
                Some(over) => over.contains(&dot) || (Self::saw(*later, &Vector::default(), dot)),
            })
        };
        puts.iter().map(|(dot, ..)| *dot).filter(|dot| !replaced(*dot)).collect()
    }

    fn elements(&self, key: Key) -> BTreeSet<i64> {
        let ops = self.ops(key);
        let removed = |dot: Dot, element: &Value| {
            ops.iter().any(|(later, past, kind)| {
                matches!(kind, OpKind::Remove { value, .. } if value == element)
                    && Self::saw(*later, past, dot)
            })
        };
        ops.iter()
            .filter_map(|(dot, _, kind)| match kind {
                OpKind::Add { value: element @ Value::Int(n), .. } if !removed(*dot, element) => Some(*n),
                _ => None,
            })
            .collect()
    }

    fn hidden(&self, key: Key) -> bool {
        let ops = self.ops(key);
        let deletes: Vec<_> = ops.iter().filter(|(_, _, kind)| matches!(kind, OpKind::Delete)).collect();
        let seen = |dot: Dot| {
            deletes.iter().any(|(later, past, _)| {
                // A delete takes its whole frame along.
                past.covers(dot) || (later.device == dot.device && later.seq == dot.seq)
            })
        };
        !deletes.is_empty() && ops.iter().all(|(dot, ..)| seen(*dot))
    }
}

fn check(steps: &[Step], order: u64, fault: Fault) -> Result<(), TestCaseError> {
    let mut world = World::new(fault);
    world.run(steps);
    world.settle(order);
    let first = &world.replicas[0];
    for replica in &world.replicas {
        prop_assert_eq!(replica.waiting(), 0, "everything was delivered, nothing may wait");
        prop_assert_eq!(replica.have(), first.have());
        prop_assert_eq!(replica.state(), first.state(), "equal frames, another state");
    }
    let naive = Naive(&world.sent);
    for key in [record(0), record(1)] {
        let Some(folded) = first.record(key) else {
            prop_assert!(naive.ops(key).is_empty());
            continue;
        };
        for second in [false, true] {
            let live: BTreeSet<Dot> = folded.values(field(second).wire).iter().map(|live| live.dot).collect();
            prop_assert_eq!(live, naive.values(key, field(second).wire));
        }
        let elements = folded.elements(dossier::countries.wire).iter().map(|e| match e.value {
            Value::Int(n) => n,
            _ => -1,
        });
        prop_assert_eq!(elements.collect::<BTreeSet<_>>(), naive.elements(key));
        prop_assert_eq!(folded.is_hidden(), naive.hidden(key));
        let bytes = folded.to_bytes();
        let again = coexist_sync::Record::from_bytes(&bytes).unwrap();
        prop_assert_eq!(&again, folded);
    }
    // Idempotence: what is known is known.
    let mut once_more = first.clone();
    for sent in &world.sent {
        let outcome = once_more.receive(sent.device, sent.frame.clone(), sent.hash);
        prop_assert!(matches!(outcome, Outcome::Known | Outcome::Fork));
    }
    prop_assert_eq!(once_more.state(), first.state());
    Ok(())
}

fn history() -> impl Strategy<Value = (Vec<Step>, u64)> {
    (prop::collection::vec(step(), 1..24), any::<u64>())
}

/// A seed of its own for each quarter: together 100,000 different histories, the same on every machine.
fn quarter(seed: u8, cases: u32) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    runner.run(&history(), |(steps, order)| check(&steps, order, Fault::None)).unwrap();
}

#[test]
fn the_merge_holds_first_quarter() {
    quarter(1, 25_000);
}

#[test]
fn the_merge_holds_second_quarter() {
    quarter(2, 25_000);
}

#[test]
fn the_merge_holds_third_quarter() {
    quarter(3, 25_000);
}

#[test]
fn the_merge_holds_fourth_quarter() {
    quarter(4, 25_000);
}

#[test]
fn planted_faults_are_caught() {
    let faults =
        [Fault::LastArrivalWins, Fault::NoDependencyCheck, Fault::RemovalSeesAll, Fault::DeleteSeesAll];
    for fault in faults {
        let config =
            Config { cases: 5_000, max_shrink_iters: 0, failure_persistence: None, ..Config::default() };
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[9; 32]);
        let caught = TestRunner::new_with_rng(config, rng)
            .run(&history(), |(steps, order)| check(&steps, order, fault));
        assert!(matches!(caught, Err(TestError::Fail(..))), "{fault:?} went unnoticed");
    }
}
