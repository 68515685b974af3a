//! How frames stand in a segment's body: packed, because what they say is small and what they repeat is large.
//!
//! A frame's canonical bytes ([`Frame::to_bytes`]) are what hashes and signatures cover. They are never sent: a run
//! of frames is taken apart into columns here and put together again on the other side, byte for byte. Two things
//! make the pack small.
//!
//! **Names.** In canonical bytes half of an edit is the sixteen random bytes of the record it is about. Here, the
//! n-th distinct id that a *chain* (one device in one space) mentions has the number n, from 0, and only its first
//! mention carries the bytes. So a pack is read after those before it, as its chain's hashes demand anyway, and it
//! begins with how many names stood before it, so that it can also be read again later. Numbers follow from the
//! frames alone, in their order (in an op: its record, then the id in its value). Any other numbering is refused:
//! nobody who carries a segment can repack it so that the chain's next one becomes unreadable.
//!
//! **Columns.** Each part of a frame or op goes to a column of its own, so that the compressor, which runs over the
//! whole, finds like beside like: Lamport numbers and clocks as differences, kinds, fields, names as the difference to
//! the record before, lengths, and last the words people wrote.
//!
//! ```text
//! pack   = form (1 byte, 1) · salt (32 bytes) · names before · frames · length of each column · the columns
//! ```
//!
//! A frame's number is implied by the segment's header, its device and space as well. Devices named by dependencies
//! and dots stand once each, and are numbered by their order in the pack. Kinds of op and of value that this build
//! does not know keep their bytes.
//!
//! **One spelling.** Everything read is hostile: lengths are held against what is there before anything is
//! allocated, every column must be used up, and what unpacks packs to the same bytes.
//!
//! **Room.** Another form byte is a later layout. Kind 0 in its column is an op erased by law, of which only the
//! commitment is left; this build refuses one by name ([`SegmentError::Erased`]). Sealing covers the compressed pack
//! from outside.

use std::collections::HashMap;
use std::ops::{Index, IndexMut};

use coexist_domain::{ActionId, DeviceId, Id, Tag, Value};

use crate::codec::{Malformed, Reader, Writer, tag};
use crate::dot::{Dot, Vector};
use crate::frame::{Flags, Frame};
use crate::op::{ADD, CREATE, DELETE, Op, OpKind, PUT, PUT_OVER, REMOVE};
use crate::segment::SegmentError;

/// The layout that this module writes.
const FORM: u8 = 1;

/// What stands in the column of kinds for an op erased by law; a kind stands there as one more than its number.
const ERASED: u64 = 0;

/// The ids that a chain has mentioned, in the order in which it first did.
#[derive(Clone, Default, Debug)]
pub struct Names {
    ids: Vec<Id>,
    numbers: HashMap<Id, usize>,
}

impl Names {
    /// How many there are; also the number of the next.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether the chain has mentioned nothing yet.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Adds those of a segment, in their order.
    pub fn extend(&mut self, ids: impl IntoIterator<Item = Id>) {
        for id in ids {
            self.numbers.insert(id, self.ids.len());
            self.ids.push(id);
        }
    }
}

/// What a pack holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unpacked {
    /// The segment's salt.
    pub salt: [u8; 32],
    /// Its frames.
    pub frames: Vec<Frame>,
    /// How many names stood before it.
    pub named: usize,
    /// The ids that it mentions first.
    pub names: Vec<Id>,
}

/// The columns, in the order in which they stand.
#[derive(Clone, Copy)]
enum Column {
    // Of each frame.
    Lamport,
    Wall,
    Schema,
    Flags,
    NewsCount,
    OpCount,
    // Of each op.
    Kind,
    Entity,
    Record,
    Field,
    Tag,
    OverCount,
    // Of dependencies and dots.
    Device,
    Seq,
    DotOp,
    // Of values, by what they are.
    Int,
    Ref,
    Money,
    Length,
    // Bytes that are nobody's repetition.
    Action,
    DeviceId,
    NameId,
    Text,
}

const COLUMNS: usize = Column::Text as usize + 1;

struct Columns<T>([T; COLUMNS]);

impl<T> Index<Column> for Columns<T> {
    type Output = T;
    fn index(&self, column: Column) -> &T {
        &self.0[column as usize]
    }
}

impl<T> IndexMut<Column> for Columns<T> {
    fn index_mut(&mut self, column: Column) -> &mut T {
        &mut self.0[column as usize]
    }
}

/// Packs a run of frames; also answers the ids that it mentions first. `names` are those of the chain before it.
pub fn pack(salt: &[u8; 32], frames: &[Frame], names: &Names) -> (Vec<u8>, Vec<Id>) {
    let mut packer = Packer {
        to: Columns(std::array::from_fn(|_| Writer::default())),
        known: names,
        new: Vec::new(),
        numbers: HashMap::new(),
        devices: Vec::new(),
        before: Before::new(names.len()),
    };
    frames.iter().for_each(|frame| packer.frame(frame));
    packer.to[Column::NameId].raw(&transposed(&packer.new));

    let mut w = Writer::default();
    w.u8(FORM);
    w.raw(salt);
    w.uint(names.len() as u64);
    w.uint(frames.len() as u64);
    packer.to.0.iter().for_each(|column| w.uint(column.0.len() as u64));
    packer.to.0.iter().for_each(|column| w.raw(&column.0));
    (w.0, packer.new)
}

/// Unpacks what [`pack`] made of frames that begin with number `first`. `names` are at least those of the chain
/// before it.
///
/// # Errors
/// [`SegmentError`] for bytes that [`pack`] would not have made.
pub fn unpack(bytes: &[u8], first: u64, names: &Names) -> Result<Unpacked, SegmentError> {
    let mut r = Reader::new(bytes);
    if r.u8()? != FORM {
        return Err(SegmentError::NewerFormat);
    }
    let (salt, named, count): (_, usize, usize) = (r.array()?, r.small()?, r.small()?);
    if named > names.len() {
        return Err(SegmentError::Malformed);
    }
    let mut lengths = [0; COLUMNS];
    for length in &mut lengths {
        *length = r.small()?;
    }
    let mut from = Columns([Reader::new(&[]); COLUMNS]);
    for (column, length) in from.0.iter_mut().zip(lengths) {
        *column = Reader::new(r.raw(length)?);
    }
    r.end()?;
    let new = read_transposed(&mut from[Column::NameId])?;
    let mut unpacker =
        Unpacker { from, known: names, named, new, met: 0, devices: Vec::new(), before: Before::new(named) };
    unpacker.names_are_new()?;
    // Every frame has a byte of flags.
    let mut frames = Vec::with_capacity(count.min(unpacker.from[Column::Flags].rest().len()));
    for n in 0..count as u64 {
        frames.push(unpacker.frame(first.checked_add(n).ok_or(Malformed)?)?);
    }
    let all_met = unpacker.met == unpacker.new.len();
    if !all_met || unpacker.from.0.iter().any(|column| !column.is_empty()) {
        return Err(SegmentError::Malformed);
    }
    Ok(Unpacked { salt, frames, named, names: unpacker.new })
}

/// What differences are taken from.
struct Before {
    lamport: u64,
    wall: i64,
    record: usize,
}

impl Before {
    /// The first record of an import is the next name, and so no difference at all.
    fn new(named: usize) -> Self {
        Self { lamport: 0, wall: 0, record: named }
    }
}

struct Packer<'a> {
    to: Columns<Writer>,
    known: &'a Names,
    new: Vec<Id>,
    /// Of the new ones.
    numbers: HashMap<Id, usize>,
    devices: Vec<DeviceId>,
    before: Before,
}

impl Packer<'_> {
    fn frame(&mut self, frame: &Frame) {
        self.to[Column::Lamport].int(frame.lamport.wrapping_sub(self.before.lamport) as i64);
        self.to[Column::Wall].int(frame.wall.wrapping_sub(self.before.wall));
        (self.before.lamport, self.before.wall) = (frame.lamport, frame.wall);
        self.to[Column::Schema].uint(u64::from(frame.schema));
        self.to[Column::Flags].u8(Flags::of(frame).byte());
        self.to[Column::NewsCount].uint(frame.news.iter().count() as u64);
        for (device, seq) in frame.news.iter() {
            self.device(device);
            self.to[Column::Seq].uint(seq);
        }
        if let Some(reason) = &frame.reason {
            self.text(reason.as_bytes());
        }
        for action in [frame.action, frame.undoes].into_iter().flatten() {
            self.to[Column::Action].id(action);
        }
        self.to[Column::OpCount].uint(frame.ops.len() as u64);
        for op in &frame.ops {
            self.op(op, frame.seq);
        }
    }

    fn op(&mut self, op: &Op, seq: u64) {
        self.to[Column::Kind].uint(u64::from(op.kind.number()) + 1);
        self.to[Column::Entity].uint(u64::from(op.entity));
        let record = self.name(op.id);
        self.to[Column::Record].int(record as i64 - self.before.record as i64);
        self.before.record = record;
        match &op.kind {
            OpKind::Create | OpKind::Delete => {}
            OpKind::Put { field, value, over } => {
                self.field(*field, value);
                if let Some(over) = over {
                    self.to[Column::OverCount].uint(over.len() as u64);
                    over.iter().for_each(|dot| self.dot(*dot, seq));
                }
            }
            OpKind::Add { field, value } | OpKind::Remove { field, value } => self.field(*field, value),
            OpKind::Other(_, body) => self.text(body),
        }
    }

    fn field(&mut self, field: u16, value: &Value) {
        self.to[Column::Field].uint(u64::from(field));
        self.to[Column::Tag].u8(tag(value));
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Int(n) => self.to[Column::Int].int(*n),
            Value::Text(text) => self.text(text.as_bytes()),
            Value::Id(id) => {
                let number = self.name(*id);
                self.to[Column::Ref].int(number as i64 - self.before.record as i64);
            }
            Value::Money(money) => self.to[Column::Money].money(*money),
            Value::Other(_, bytes) => self.text(bytes),
        }
    }

    fn text(&mut self, bytes: &[u8]) {
        self.to[Column::Length].uint(bytes.len() as u64);
        self.to[Column::Text].raw(bytes);
    }

    /// Most values that an edit replaces are recent, and of the same device.
    fn dot(&mut self, dot: Dot, seq: u64) {
        self.device(dot.device);
        self.to[Column::Seq].int(seq.wrapping_sub(dot.seq) as i64);
        self.to[Column::DotOp].uint(u64::from(dot.op));
    }

    fn device(&mut self, device: DeviceId) {
        let number = self.devices.iter().position(|d| *d == device).unwrap_or_else(|| {
            self.to[Column::DeviceId].id(device);
            self.devices.push(device);
            self.devices.len() - 1
        });
        self.to[Column::Device].uint(number as u64);
    }

    fn name(&mut self, id: Id) -> usize {
        if let Some(number) = self.known.numbers.get(&id) {
            return *number;
        }
        let next = self.known.len() + self.new.len();
        *self.numbers.entry(id).or_insert_with(|| {
            self.new.push(id);
            next
        })
    }
}

struct Unpacker<'a> {
    from: Columns<Reader<'a>>,
    known: &'a Names,
    /// How many names stood before this pack: `known` may go on beyond.
    named: usize,
    new: Vec<Id>,
    /// How many of the new ones were mentioned so far.
    met: usize,
    devices: Vec<DeviceId>,
    before: Before,
}

impl Unpacker<'_> {
    fn frame(&mut self, seq: u64) -> Result<Frame, SegmentError> {
        let lamport = self.before.lamport.wrapping_add(self.from[Column::Lamport].int()? as u64);
        let wall = self.before.wall.wrapping_add(self.from[Column::Wall].int()?);
        (self.before.lamport, self.before.wall) = (lamport, wall);
        let schema = self.from[Column::Schema].small()?;
        let flags = Flags::read(&mut self.from[Column::Flags])?;
        let count = self.count(Column::NewsCount, Column::Device)?;
        let mut news = Vec::with_capacity(count);
        for _ in 0..count {
            news.push((self.device()?, self.from[Column::Seq].uint()?));
        }
        let news = Vector::from_sorted(news)?;
        let reason = if flags.reason() { Some(self.text()?) } else { None };
        let action = if flags.action() { Some(ActionId(self.from[Column::Action].id()?)) } else { None };
        let undoes = if flags.undoes() { Some(ActionId(self.from[Column::Action].id()?)) } else { None };
        let count = self.count(Column::OpCount, Column::Kind)?;
        let mut ops = Vec::with_capacity(count);
        for _ in 0..count {
            ops.push(self.op(seq)?);
        }
        Ok(Frame { seq, lamport, wall, schema, news, reason, action, undoes, ops })
    }

    fn op(&mut self, seq: u64) -> Result<Op, SegmentError> {
        let kind = match self.from[Column::Kind].uint()? {
            ERASED => return Err(SegmentError::Erased),
            kind => u8::try_from(kind - 1).map_err(|_| Malformed)?,
        };
        let entity = self.from[Column::Entity].small()?;
        let difference = self.from[Column::Record].int()?;
        let (record, id) = self.name(difference)?;
        self.before.record = record;
        let kind = match kind {
            CREATE => OpKind::Create,
            DELETE => OpKind::Delete,
            PUT => {
                let (field, value) = self.field()?;
                OpKind::Put { field, value, over: None }
            }
            PUT_OVER => {
                let (field, value) = self.field()?;
                let count = self.count(Column::OverCount, Column::Device)?;
                let mut over = Vec::with_capacity(count);
                for _ in 0..count {
                    over.push(self.dot(seq)?);
                }
                OpKind::Put { field, value, over: Some(over) }
            }
            ADD => {
                let (field, value) = self.field()?;
                OpKind::Add { field, value }
            }
            REMOVE => {
                let (field, value) = self.field()?;
                OpKind::Remove { field, value }
            }
            other => OpKind::Other(other, self.bytes()?.to_vec()),
        };
        Ok(Op { entity, id, kind })
    }

    fn field(&mut self) -> Result<(u16, Value), Malformed> {
        let field = self.from[Column::Field].small()?;
        let value = match self.from[Column::Tag].u8()? {
            t if t == Tag::Null as u8 => Value::Null,
            t if t == Tag::False as u8 => Value::Bool(false),
            t if t == Tag::True as u8 => Value::Bool(true),
            t if t == Tag::Int as u8 => Value::Int(self.from[Column::Int].int()?),
            t if t == Tag::Text as u8 => Value::Text(self.text()?),
            t if t == Tag::Id as u8 => {
                let difference = self.from[Column::Ref].int()?;
                Value::Id(self.name(difference)?.1)
            }
            t if t == Tag::Money as u8 => Value::Money(self.from[Column::Money].money()?),
            tag => Value::Other(tag, self.bytes()?.to_vec()),
        };
        Ok((field, value))
    }

    fn bytes(&mut self) -> Result<&[u8], Malformed> {
        let length = self.from[Column::Length].small()?;
        self.from[Column::Text].raw(length)
    }

    fn text(&mut self) -> Result<String, Malformed> {
        std::str::from_utf8(self.bytes()?).map(str::to_owned).map_err(|_| Malformed)
    }

    fn dot(&mut self, seq: u64) -> Result<Dot, Malformed> {
        let device = self.device()?;
        let seq = seq.wrapping_sub(self.from[Column::Seq].int()? as u64);
        Ok(Dot { device, seq, op: self.from[Column::DotOp].small()? })
    }

    fn device(&mut self) -> Result<DeviceId, Malformed> {
        let number: usize = self.from[Column::Device].small()?;
        if number == self.devices.len() {
            let device = DeviceId(self.from[Column::DeviceId].id()?);
            if self.devices.contains(&device) {
                return Err(Malformed);
            }
            self.devices.push(device);
        }
        self.devices.get(number).copied().ok_or(Malformed)
    }

    /// The name that stands this far from the record before. The next new one may be named, none beyond it.
    fn name(&mut self, difference: i64) -> Result<(usize, Id), Malformed> {
        let number = (self.before.record as i64).checked_add(difference).ok_or(Malformed)?;
        let number = usize::try_from(number).map_err(|_| Malformed)?;
        let Some(new) = number.checked_sub(self.named) else { return Ok((number, self.known.ids[number])) };
        if new == self.met {
            self.met += 1;
        }
        let id = self.new.get(new).filter(|_| new < self.met).ok_or(Malformed)?;
        Ok((number, *id))
    }

    /// No id has two numbers.
    fn names_are_new(&self) -> Result<(), Malformed> {
        let mut seen = HashMap::with_capacity(self.new.len());
        for (id, number) in self.new.iter().zip(self.named..) {
            // Read again later, the chain knows this pack's own names.
            let known = self.known.numbers.get(id).is_some_and(|known| *known != number);
            if known || seen.insert(*id, number).is_some() {
                return Err(Malformed);
            }
        }
        Ok(())
    }

    /// A number of things that each take a byte of another column.
    fn count(&mut self, counts: Column, of: Column) -> Result<usize, Malformed> {
        let count = self.from[counts].small()?;
        if count > self.from[of].rest().len() { Err(Malformed) } else { Ok(count) }
    }
}

/// Ids byte by byte: first all their first bytes, then all their second. The first six are a clock's, and alike.
fn transposed(ids: &[Id]) -> Vec<u8> {
    (0..16).flat_map(|at| ids.iter().map(move |id| id.as_bytes()[at])).collect()
}

fn read_transposed(column: &mut Reader<'_>) -> Result<Vec<Id>, Malformed> {
    let bytes = column.raw(column.rest().len())?;
    if bytes.len() % 16 != 0 {
        return Err(Malformed);
    }
    let count = bytes.len() / 16;
    Ok((0..count).map(|n| Id::from_bytes(std::array::from_fn(|at| bytes[at * count + n]))).collect())
}
