//! The smallest changes, and the list of them that one user action makes.

use coexist_domain::registry::{Entity, Field};
use coexist_domain::{Id, Value};

use crate::codec::{Malformed, Reader, Writer};
use crate::dot::{Dot, Seen, read_dots, write_dots};

/// One change of one record. What it covers, unless it says so itself, is everything within the
/// dependencies of its frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Op {
    /// The kind of record, by its wire number.
    pub entity: u16,
    /// The record.
    pub id: Id,
    /// What happens to it.
    pub kind: OpKind,
}

/// What an op does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OpKind {
    /// The record is there (also: brought back).
    Create,
    /// The record is hidden, as far as its author had seen it.
    Delete,
    /// A register takes a value.
    Put {
        /// Wire number of the field.
        field: u16,
        /// The new value.
        value: Value,
        /// The values it replaces; `None`: everything within the frame's dependencies.
        over: Option<Vec<Dot>>,
    },
    /// A set gains an element.
    Add {
        /// Wire number of the field.
        field: u16,
        /// The element.
        value: Value,
    },
    /// A set loses an element, as far as its author had seen it.
    Remove {
        /// Wire number of the field.
        field: u16,
        /// The element.
        value: Value,
    },
    /// A kind of op that a newer version wrote: kept and passed on.
    Other(u8, Vec<u8>),
}

pub(crate) const CREATE: u8 = 1;
pub(crate) const DELETE: u8 = 2;
pub(crate) const PUT: u8 = 3;
pub(crate) const PUT_OVER: u8 = 4;
pub(crate) const ADD: u8 = 5;
pub(crate) const REMOVE: u8 = 6;

impl OpKind {
    /// Its number in the log. Never reused.
    pub(crate) const fn number(&self) -> u8 {
        match self {
            Self::Create => CREATE,
            Self::Delete => DELETE,
            Self::Put { over: None, .. } => PUT,
            Self::Put { .. } => PUT_OVER,
            Self::Add { .. } => ADD,
            Self::Remove { .. } => REMOVE,
            Self::Other(kind, _) => *kind,
        }
    }
}

impl Op {
    /// Its canonical bytes, which its commitment covers.
    pub fn write(&self, w: &mut Writer) {
        w.u8(self.kind.number());
        w.uint(u64::from(self.entity));
        w.id(self.id);
        match &self.kind {
            OpKind::Create | OpKind::Delete => {}
            OpKind::Put { field, value, over } => {
                w.uint(u64::from(*field));
                w.value(value);
                if let Some(over) = over {
                    write_dots(over, w);
                }
            }
            OpKind::Add { field, value } | OpKind::Remove { field, value } => {
                w.uint(u64::from(*field));
                w.value(value);
            }
            OpKind::Other(_, body) => w.raw(body),
        }
    }

    /// Reads what [`Op::write`] wrote, to the end of the reader.
    ///
    /// # Errors
    /// When the bytes are not an op.
    pub fn read(mut r: Reader<'_>) -> Result<Self, Malformed> {
        let kind = r.u8()?;
        let (entity, id) = (r.small()?, r.id()?);
        let kind = match kind {
            CREATE => OpKind::Create,
            DELETE => OpKind::Delete,
            PUT => OpKind::Put { field: r.small()?, value: r.value()?, over: None },
            PUT_OVER => {
                let (field, value) = (r.small()?, r.value()?);
                OpKind::Put { field, value, over: Some(read_dots(&mut r)?) }
            }
            ADD => OpKind::Add { field: r.small()?, value: r.value()? },
            REMOVE => OpKind::Remove { field: r.small()?, value: r.value()? },
            other => return Ok(Self { entity, id, kind: OpKind::Other(other, r.rest().to_vec()) }),
        };
        r.end()?;
        Ok(Self { entity, id, kind })
    }
}

/// What one user action changes, in order. It becomes one frame.
#[derive(Clone, Default, Debug)]
pub struct Ops(Vec<Op>);

impl Ops {
    /// No change yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A new record, or one brought back.
    pub fn create(&mut self, entity: &Entity, id: impl Into<Id>) -> &mut Self {
        self.push(entity.wire, id, OpKind::Create)
    }

    /// Hides a record. A change that a colleague makes meanwhile brings it back, flagged.
    pub fn delete(&mut self, entity: &Entity, id: impl Into<Id>) -> &mut Self {
        self.push(entity.wire, id, OpKind::Delete)
    }

    /// A field takes a value, over all that this desk knows.
    pub fn put(&mut self, id: impl Into<Id>, field: Field, value: impl Into<Value>) -> &mut Self {
        self.push(field.entity, id, OpKind::Put { field: field.wire, value: value.into(), over: None })
    }

    /// A field takes a value, over what the person saw when they began to type; what synced in since stays
    /// beside it.
    pub fn put_seen(
        &mut self,
        id: impl Into<Id>,
        field: Field,
        value: impl Into<Value>,
        seen: &Seen,
    ) -> &mut Self {
        let over = Some(seen.0.clone());
        self.push(field.entity, id, OpKind::Put { field: field.wire, value: value.into(), over })
    }

    /// A set gains an element.
    pub fn add(&mut self, id: impl Into<Id>, field: Field, value: impl Into<Value>) -> &mut Self {
        self.push(field.entity, id, OpKind::Add { field: field.wire, value: value.into() })
    }

    /// A set loses an element.
    pub fn remove(&mut self, id: impl Into<Id>, field: Field, value: impl Into<Value>) -> &mut Self {
        self.push(field.entity, id, OpKind::Remove { field: field.wire, value: value.into() })
    }

    /// Any op, for copies and inverses.
    pub fn push_op(&mut self, op: Op) -> &mut Self {
        self.0.push(op);
        self
    }

    /// The ops in order.
    pub fn as_slice(&self) -> &[Op] {
        &self.0
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many changes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts another action's changes after these.
    pub fn extend(&mut self, other: Self) -> &mut Self {
        self.0.extend(other.0);
        self
    }

    fn push(&mut self, entity: u16, id: impl Into<Id>, kind: OpKind) -> &mut Self {
        self.0.push(Op { entity, id: id.into(), kind });
        self
    }
}
