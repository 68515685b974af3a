//! The merge: what all the ops on one record add up to, in whatever order they came.
//!
//! A record's bytes are canonical (devices, fields, dots and elements in order), so that two desks with the
//! same frames make the same bytes, and a digest over them tells whether they do.

use coexist_domain::{DeviceId, Value};

use crate::codec::{Malformed, Reader, Writer};
use crate::dot::{Dot, Vector};
use crate::op::{Op, OpKind};

/// One value of a register that nothing has replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Live {
    pub dot: Dot,
    pub lamport: u64,
    pub value: Value,
}

/// One element of a set, with the additions that keep it there.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Element {
    pub value: Value,
    pub dots: Vec<Dot>,
}

/// The state of one record.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Record {
    /// By field, sorted: the values that nothing has replaced, sorted by dot.
    registers: Vec<(u16, Vec<Live>)>,
    /// By field, sorted: the elements, sorted by their bytes.
    sets: Vec<(u16, Vec<Element>)>,
    /// The last frame of each device that touched it.
    touched: Vector,
    /// What the deletes had seen, all together.
    deleted: Vector,
    /// Creations that no delete had seen.
    created: Vec<Dot>,
}

impl Record {
    /// Folds one op. `deps` is everything its frame depends on, its own device's earlier frames included.
    ///
    /// Sound only in causal order: `deps` was folded before (see [`crate::admit`]).
    pub fn apply(&mut self, op: &OpKind, dot: Dot, lamport: u64, deps: &Vector) {
        self.touched.raise(dot.device, dot.seq);
        // Earlier ops of the same frame count as seen.
        let seen = |d: Dot| deps.covers(d) || (d.device == dot.device && d.seq == dot.seq && d.op < dot.op);
        match op {
            OpKind::Create => {
                self.created.retain(|d| !seen(*d));
                insert_sorted(&mut self.created, dot);
            }
            OpKind::Delete => {
                self.deleted.join(deps);
                self.deleted.raise(dot.device, dot.seq);
                self.created.retain(|d| !seen(*d));
            }
            OpKind::Put { field, value, over } => {
                let values = entry(&mut self.registers, *field);
                match over {
                    None => values.retain(|live| !seen(live.dot)),
                    Some(over) => values.retain(|live| !over.contains(&live.dot) && !in_frame(live.dot, dot)),
                }
                let at = values.partition_point(|live| live.dot < dot);
                values.insert(at, Live { dot, lamport, value: value.clone() });
            }
            OpKind::Add { field, value } => {
                let elements = entry(&mut self.sets, *field);
                let key = bytes_of(value);
                match elements.binary_search_by(|e| bytes_of(&e.value).cmp(&key)) {
                    Ok(i) => {
                        // An addition that saw the earlier ones stands for them too.
                        elements[i].dots.retain(|d| !seen(*d));
                        insert_sorted(&mut elements[i].dots, dot);
                    }
                    Err(i) => elements.insert(i, Element { value: value.clone(), dots: vec![dot] }),
                }
            }
            OpKind::Remove { field, value } => {
                let elements = entry(&mut self.sets, *field);
                for element in elements.iter_mut().filter(|e| e.value == *value) {
                    element.dots.retain(|d| !seen(*d));
                }
                elements.retain(|e| !e.dots.is_empty());
                if elements.is_empty() {
                    self.sets.retain(|(f, _)| f != field);
                }
            }
            OpKind::Other(..) => {}
        }
    }

    /// Folds an op addressed to this record.
    pub fn apply_op(&mut self, op: &Op, dot: Dot, lamport: u64, deps: &Vector) {
        self.apply(&op.kind, dot, lamport, deps);
    }

    /// Whether it is hidden: everything that ever touched it had been seen by somebody who deleted it.
    pub fn is_hidden(&self) -> bool {
        !self.deleted.is_empty() && self.deleted.includes(&self.touched)
    }

    /// Whether it was deleted and came back because somebody was still working on it.
    pub fn is_revived(&self) -> bool {
        !self.deleted.is_empty() && !self.is_hidden() && self.created.is_empty()
    }

    /// The live values of a register; more than one when desks that had not seen each other changed it.
    pub fn values(&self, field: u16) -> &[Live] {
        self.registers.binary_search_by_key(&field, |r| r.0).map_or(&[], |i| &self.registers[i].1)
    }

    /// The value shown first: the highest Lamport number, then the highest device id.
    pub fn shown(&self, field: u16) -> Option<&Live> {
        self.values(field).iter().max_by_key(|live| (live.lamport, live.dot.device, live.dot))
    }

    /// The elements of a set.
    pub fn elements(&self, field: u16) -> &[Element] {
        self.sets.binary_search_by_key(&field, |s| s.0).map_or(&[], |i| &self.sets[i].1)
    }

    /// Every register with its live values.
    pub fn registers(&self) -> impl Iterator<Item = (u16, &[Live])> {
        self.registers.iter().map(|(field, values)| (*field, values.as_slice()))
    }

    /// Every set with its elements.
    pub fn sets(&self) -> impl Iterator<Item = (u16, &[Element])> {
        self.sets.iter().map(|(field, elements)| (*field, elements.as_slice()))
    }

    /// The last frame of each device that touched it.
    pub fn touched(&self) -> &Vector {
        &self.touched
    }

    /// What the deletes had seen, all together.
    pub fn deleted(&self) -> &Vector {
        &self.deleted
    }

    /// Creations that no delete had seen.
    pub fn created(&self) -> &[Dot] {
        &self.created
    }

    /// The record of these parts, for a storage that keeps them in its own way; each in the order in which it was
    /// read from a record.
    pub fn from_parts(
        registers: Vec<(u16, Vec<Live>)>,
        sets: Vec<(u16, Vec<Element>)>,
        touched: Vector,
        deleted: Vector,
        created: Vec<Dot>,
    ) -> Self {
        Self { registers, sets, touched, deleted, created }
    }

    /// Its canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut devices: Vec<DeviceId> = self.dots().map(|d| d.device).collect();
        devices.extend(self.touched.iter().chain(self.deleted.iter()).map(|(device, _)| device));
        devices.sort_unstable();
        devices.dedup();
        let index = |d: DeviceId| devices.binary_search(&d).unwrap_or_default() as u64;

        let mut w = Writer(Vec::with_capacity(160));
        w.uint(devices.len() as u64);
        for device in &devices {
            w.id(*device);
        }
        let vector = |w: &mut Writer, v: &Vector| {
            for device in &devices {
                w.uint(v.get(*device));
            }
        };
        let dots = |w: &mut Writer, dots: &[Dot]| {
            w.uint(dots.len() as u64);
            for d in dots {
                w.uint(index(d.device));
                w.uint(d.seq);
                w.uint(u64::from(d.op));
            }
        };
        vector(&mut w, &self.touched);
        w.u8(u8::from(!self.deleted.is_empty()));
        if !self.deleted.is_empty() {
            vector(&mut w, &self.deleted);
        }
        dots(&mut w, &self.created);
        w.uint(self.registers.len() as u64);
        for (field, values) in &self.registers {
            w.uint(u64::from(*field));
            w.uint(values.len() as u64);
            for live in values {
                w.uint(index(live.dot.device));
                w.uint(live.dot.seq);
                w.uint(u64::from(live.dot.op));
                w.uint(live.lamport);
                w.value(&live.value);
            }
        }
        w.uint(self.sets.len() as u64);
        for (field, elements) in &self.sets {
            w.uint(u64::from(*field));
            w.uint(elements.len() as u64);
            for element in elements {
                w.value(&element.value);
                dots(&mut w, &element.dots);
            }
        }
        w.0
    }

    /// Reads what [`Record::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are not a record.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut r = Reader::new(bytes);
        let n: usize = r.small()?;
        let mut devices = Vec::with_capacity(n.min(64));
        for _ in 0..n {
            devices.push(DeviceId(r.id()?));
        }
        let vector = |r: &mut Reader<'_>| -> Result<Vector, Malformed> {
            devices.iter().map(|d| Ok((*d, r.uint()?))).collect()
        };
        let dot = |r: &mut Reader<'_>| -> Result<Dot, Malformed> {
            let device = *devices.get(r.small::<usize>()?).ok_or(Malformed)?;
            Ok(Dot { device, seq: r.uint()?, op: r.small()? })
        };
        let dots = |r: &mut Reader<'_>| -> Result<Vec<Dot>, Malformed> {
            let n: usize = r.small()?;
            (0..n).map(|_| dot(r)).collect()
        };
        let touched = vector(&mut r)?;
        let deleted = if r.u8()? == 0 { Vector::default() } else { vector(&mut r)? };
        let created = dots(&mut r)?;
        let mut registers = Vec::new();
        for _ in 0..r.uint()? {
            let (field, n): (u16, usize) = (r.small()?, r.small()?);
            let mut values = Vec::with_capacity(n.min(16));
            for _ in 0..n {
                values.push(Live { dot: dot(&mut r)?, lamport: r.uint()?, value: r.value()? });
            }
            registers.push((field, values));
        }
        let mut sets = Vec::new();
        for _ in 0..r.uint()? {
            let (field, n): (u16, usize) = (r.small()?, r.small()?);
            let mut elements = Vec::with_capacity(n.min(64));
            for _ in 0..n {
                elements.push(Element { value: r.value()?, dots: dots(&mut r)? });
            }
            sets.push((field, elements));
        }
        r.end()?;
        Ok(Self { registers, sets, touched, deleted, created })
    }

    fn dots(&self) -> impl Iterator<Item = Dot> + '_ {
        let registers = self.registers.iter().flat_map(|(_, values)| values.iter().map(|live| live.dot));
        let sets = self.sets.iter().flat_map(|(_, es)| es.iter().flat_map(|e| e.dots.iter().copied()));
        registers.chain(sets).chain(self.created.iter().copied())
    }
}

fn in_frame(live: Dot, dot: Dot) -> bool {
    live.device == dot.device && live.seq == dot.seq
}

fn entry<T: Default>(fields: &mut Vec<(u16, T)>, field: u16) -> &mut T {
    let i = match fields.binary_search_by_key(&field, |f| f.0) {
        Ok(i) => i,
        Err(i) => {
            fields.insert(i, (field, T::default()));
            i
        }
    };
    &mut fields[i].1
}

fn insert_sorted(dots: &mut Vec<Dot>, dot: Dot) {
    if let Err(i) = dots.binary_search(&dot) {
        dots.insert(i, dot);
    }
}

fn bytes_of(value: &Value) -> Vec<u8> {
    let mut w = Writer::default();
    w.value(value);
    w.0
}
