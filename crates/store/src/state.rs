//! What a record's row says beyond its columns: the merge's own knowledge, in as few bytes as it takes.
//!
//! A record stands once in the file. Its columns hold the values, as far as they hold them without loss; the last
//! one, `state`, holds the rest: the frames that ever touched the record, in the order in which they were folded
//! (its history), and for each live value and element which of those frames wrote it. Devices go by their numbers in
//! this file. The canonical bytes over which desks compare digests ([`Record::to_bytes`]) are made when a record
//! changes, and never stored.
//!
//! ```text
//! state    = frames · flags · [deleted] · created · registers · [sets]
//! frame    = difference to the device's frame before · [another device than the frame before]
//!            · [Lamport number, as the difference to seq, where a register's live value needs it]
//! register = difference to the field before · one live value in its column, one here, or many here
//! ```

use coexist_domain::registry::{Entity, Field, Merge};
use coexist_domain::{DeviceId, Value};
use coexist_sync::{Dot, Element, Live, Malformed, Reader, Record, Vector, Writer};

use crate::devices::Numbers;
use crate::error::StoreError;

/// A frame that touched a record: the number of its device, and its own.
pub(crate) type Touch = (u64, u64);

/// A record, and the frames that touched it, in the order in which they were folded.
#[derive(Default)]
pub(crate) struct Stored {
    pub(crate) record: Record,
    pub(crate) touched: Vec<Touch>,
}

// Of a frame, beside the difference of its number.
const OTHER_DEVICE: u64 = 1;
const LAMPORT: u64 = 2;
const FRAME_BITS: u32 = 2;

// Of a state.
const DELETED: u8 = 1;
const SETS: u8 = 2;

// Of a register, beside the difference of its field.
const IN_COLUMN: u64 = 0;
const HERE: u64 = 1;
const MANY: u64 = 2;
const REGISTER_BITS: u32 = 2;

/// Whether a field's column gives a value back exactly.
fn in_column(field: &Field, value: &Value) -> bool {
    let plain = matches!(value, Value::Text(_) | Value::Int(_) | Value::Bool(_) | Value::Id(_));
    field.merge == Merge::Register && plain && field.kind.fits(value)
}

/// The bytes of a record's `state`. `entity` is its kind, if this build knows it.
pub(crate) fn write(
    stored: &Stored,
    entity: Option<&Entity>,
    numbers: &Numbers,
) -> Result<Vec<u8>, StoreError> {
    let Stored { record, touched } = stored;
    let frame_of = |dot: Dot| -> Result<usize, StoreError> {
        let frame = (numbers.of(dot.device)?, dot.seq);
        // Live values are mostly of late.
        touched.iter().rposition(|touch| *touch == frame).ok_or(StoreError::Corrupt)
    };
    let mut lamports = vec![None; touched.len()];
    for live in record.registers().flat_map(|(_, values)| values) {
        lamports[frame_of(live.dot)?] = Some(live.lamport);
    }
    let mut w = Writer(Vec::with_capacity(64));
    w.uint(touched.len() as u64);
    let mut last = Last::default();
    for ((device, seq), lamport) in touched.iter().zip(lamports) {
        let (other, before) = last.step(*device, *seq);
        let lamport_flag = if lamport.is_some() { LAMPORT } else { 0 };
        w.uint(seq.wrapping_sub(before) << FRAME_BITS | lamport_flag | if other { OTHER_DEVICE } else { 0 });
        if other {
            w.uint(*device);
        }
        if let Some(lamport) = lamport {
            w.int(lamport.wrapping_sub(*seq) as i64);
        }
    }
    let (deleted, sets) = (!record.deleted().is_empty(), record.sets().next().is_some());
    w.u8(if deleted { DELETED } else { 0 } | if sets { SETS } else { 0 });
    if deleted {
        w.uint(record.deleted().iter().count() as u64);
        for (device, seq) in record.deleted().iter() {
            w.uint(numbers.of(device)?);
            w.uint(seq);
        }
    }
    let dot = |w: &mut Writer, dot: Dot| -> Result<(), StoreError> {
        w.uint(frame_of(dot)? as u64);
        w.uint(u64::from(dot.op));
        Ok(())
    };
    let dots = |w: &mut Writer, dots: &[Dot]| -> Result<(), StoreError> {
        w.uint(dots.len() as u64);
        dots.iter().try_for_each(|d| dot(w, *d))
    };
    dots(&mut w, record.created())?;
    w.uint(record.registers().count() as u64);
    let mut before = 0;
    for (wire, values) in record.registers() {
        let field = entity.and_then(|entity| entity.field_by_wire(wire));
        let form = match values {
            [live] if field.is_some_and(|field| in_column(field, &live.value)) => IN_COLUMN,
            [_] => HERE,
            _ => MANY,
        };
        w.uint(u64::from(wire - before) << REGISTER_BITS | form);
        before = wire;
        if form == MANY {
            w.uint(values.len() as u64);
        }
        for live in values {
            dot(&mut w, live.dot)?;
            if form != IN_COLUMN {
                w.value(&live.value);
            }
        }
    }
    if sets {
        w.uint(record.sets().count() as u64);
        for (wire, elements) in record.sets() {
            w.uint(u64::from(wire));
            w.uint(elements.len() as u64);
            for element in elements {
                w.value(&element.value);
                dots(&mut w, &element.dots)?;
            }
        }
    }
    Ok(w.0)
}

/// Reads what [`write`] wrote. `column` answers what a field's column holds.
pub(crate) fn read(
    bytes: &[u8],
    numbers: &Numbers,
    mut column: impl FnMut(u16) -> Result<Value, StoreError>,
) -> Result<Stored, StoreError> {
    let mut r = Reader::new(bytes);
    let count: usize = r.small()?;
    let mut frames: Vec<(DeviceId, u64, u64)> = Vec::with_capacity(count.min(bytes.len()));
    let mut touched: Vec<Touch> = Vec::with_capacity(count.min(bytes.len()));
    let (mut seen, mut last) = (Vector::default(), Last::default());
    for _ in 0..count {
        let head = r.uint()?;
        let device = if head & OTHER_DEVICE != 0 { r.uint()? } else { last.device };
        let seq = last.before(device).wrapping_add(head >> FRAME_BITS);
        last.step(device, seq);
        let lamport = if head & LAMPORT != 0 { seq.wrapping_add(r.int()? as u64) } else { 0 };
        let id = numbers.id(device)?;
        seen.raise(id, seq);
        frames.push((id, seq, lamport));
        touched.push((device, seq));
    }
    let dot = |r: &mut Reader<'_>| -> Result<(Dot, u64), StoreError> {
        let (device, seq, lamport) = *frames.get(r.small::<usize>()?).ok_or(Malformed)?;
        Ok((Dot { device, seq, op: r.small()? }, lamport))
    };
    let dots = |r: &mut Reader<'_>| -> Result<Vec<Dot>, StoreError> {
        let count: usize = r.small()?;
        (0..count).map(|_| Ok(dot(r)?.0)).collect()
    };
    let flags = r.u8()?;
    let mut deleted = Vector::default();
    if flags & DELETED != 0 {
        for _ in 0..r.uint()? {
            deleted.raise(numbers.id(r.uint()?)?, r.uint()?);
        }
    }
    let created = dots(&mut r)?;
    let mut registers = Vec::new();
    let mut wire = 0u16;
    for _ in 0..r.uint()? {
        let head = r.uint()?;
        let difference = u16::try_from(head >> REGISTER_BITS).map_err(|_| Malformed)?;
        wire = wire.checked_add(difference).ok_or(Malformed)?;
        let form = head & ((1 << REGISTER_BITS) - 1);
        let count: usize = if form == MANY { r.small()? } else { 1 };
        let mut values = Vec::with_capacity(count.min(16));
        for _ in 0..count {
            let (dot, lamport) = dot(&mut r)?;
            let value = if form == IN_COLUMN { column(wire)? } else { r.value()? };
            values.push(Live { dot, lamport, value });
        }
        registers.push((wire, values));
    }
    let mut sets = Vec::new();
    if flags & SETS != 0 {
        for _ in 0..r.uint()? {
            let (wire, count): (u16, usize) = (r.small()?, r.small()?);
            let mut elements = Vec::with_capacity(count.min(64));
            for _ in 0..count {
                elements.push(Element { value: r.value()?, dots: dots(&mut r)? });
            }
            sets.push((wire, elements));
        }
    }
    r.end()?;
    Ok(Stored { record: Record::from_parts(registers, sets, seen, deleted, created), touched })
}

/// Where each device's frames have come to, along a list of frames.
#[derive(Default)]
struct Last {
    device: u64,
    seqs: Vec<(u64, u64)>,
}

impl Last {
    fn before(&self, device: u64) -> u64 {
        self.seqs.iter().find(|(d, _)| *d == device).map_or(0, |(_, seq)| *seq)
    }

    /// Goes on to a frame. Answers whether it is of another device than the one before, and what that device's last
    /// frame was.
    fn step(&mut self, device: u64, seq: u64) -> (bool, u64) {
        let other = device != self.device;
        self.device = device;
        match self.seqs.iter_mut().find(|(d, _)| *d == device) {
            Some((_, last)) => (other, std::mem::replace(last, seq)),
            None => {
                self.seqs.push((device, seq));
                (other, 0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coexist_domain::Id;
    use coexist_domain::registry::{dossier, task};
    use coexist_sync::OpKind;
    use proptest::prelude::*;

    fn device(n: u8) -> DeviceId {
        DeviceId(Id::from_bytes([n; 16]))
    }

    fn kind() -> impl Strategy<Value = OpKind> {
        // Field 1 is a text, 9 999 is of a later build; a number in either fits no column.
        let field = prop_oneof![Just(dossier::title.wire), Just(dossier::stage.wire), Just(9_999)];
        let value = prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            ".{0,6}".prop_map(Value::Text),
            any::<Vec<u8>>().prop_map(|bytes| Value::Other(77, bytes)),
        ];
        prop_oneof![
            Just(OpKind::Create),
            Just(OpKind::Delete),
            (field, value).prop_map(|(field, value)| OpKind::Put { field, value, over: None }),
            (0..3i64).prop_map(|n| OpKind::Add { field: 40, value: Value::Int(n) }),
            (0..3i64).prop_map(|n| OpKind::Remove { field: 40, value: Value::Int(n) }),
        ]
    }

    proptest! {
        /// Frames of four devices that know more or less of one another.
        #[test]
        fn a_record_reads_back(ops in prop::collection::vec((1..5u8, kind(), 0..9u64, any::<u64>()), 0..40)) {
            let numbers = Numbers::of_devices((1..5).map(device));
            let mut stored = Stored::default();
            for (n, (device_number, kind, knows, lamport)) in ops.into_iter().enumerate() {
                let (device_id, seq) = (device(device_number), n as u64 * 300 + 1);
                let deps: Vector = (1..5).map(|d| (device(d), knows * 1_500)).collect();
                let dot = Dot { device: device_id, seq, op: n as u32 % 3 };
                stored.record.apply(&kind, dot, lamport, &deps);
                stored.touched.push((numbers.of(device_id).unwrap(), seq));
            }
            for entity in [Some(&dossier::ENTITY), Some(&task::ENTITY), None] {
                let bytes = write(&stored, entity, &numbers).unwrap();
                let column = |wire| Ok(stored.record.shown(wire).unwrap().value.clone());
                let again = read(&bytes, &numbers, column).unwrap();
                prop_assert_eq!(&again.record, &stored.record);
                prop_assert_eq!(again.record.to_bytes(), stored.record.to_bytes());
                prop_assert_eq!(&again.touched, &stored.touched);
                for cut in 0..bytes.len() {
                    prop_assert!(read(&bytes[..cut], &numbers, column).is_err());
                }
            }
        }
    }

    #[test]
    fn a_value_in_its_column_is_not_repeated() {
        let numbers = Numbers::of_devices([device(1)]);
        let mut stored = Stored { record: Record::default(), touched: vec![(1, 1)] };
        let text = "Forages du Yatenga".repeat(10);
        let put = OpKind::Put { field: dossier::title.wire, value: text.into(), over: None };
        stored.record.apply(&put, Dot { device: device(1), seq: 1, op: 0 }, 1, &Vector::default());
        let bytes = |entity| write(&stored, entity, &numbers).unwrap().len();
        assert!(bytes(Some(&dossier::ENTITY)) < 16);
        assert!(bytes(None) > 180, "a kind that this build does not know has no column");
    }
}
