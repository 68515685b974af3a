//! What happened to a record, and what is undecided in it.

use std::collections::BTreeMap;

use coexist_domain::registry::{Field, entity_by_wire};
use coexist_domain::{ActionId, DeviceId, Id, Millis, PersonId, SpaceId, Value};
use coexist_sync::{Dot, Key, OpKind, Seen};

use crate::commit::FrameRef;
use crate::devices;
use crate::error::StoreError;
use crate::frames::Frames;
use crate::reader::Reader;

/// One value of a field with several.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Version {
    pub value: Value,
    pub dot: Dot,
    pub author: Option<PersonId>,
    pub device: DeviceId,
    /// When it was written, by the clock of the desk that wrote it.
    pub at: Millis,
}

/// A field whose value is undecided.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The field.
    pub field: Field,
    /// Its values, the one shown first.
    pub values: Vec<Version>,
}

/// One user action, as far as it touched the record.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct HistoryEntry {
    pub frame: FrameRef,
    /// When it was done, by the clock of the desk that did it.
    pub at: Millis,
    /// When this desk learned of it.
    pub learned: Millis,
    pub author: Option<PersonId>,
    pub device: DeviceId,
    /// The action it belongs to.
    pub action: ActionId,
    pub undoes: Option<ActionId>,
    pub reason: Option<String>,
    pub changes: Vec<Change>,
}

/// One change of one field.
#[derive(Clone, Debug)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// To which field; `None` for the record itself, or for a field of a newer version.
    pub field: Option<Field>,
    /// The new value, or the element.
    pub value: Value,
}

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeKind {
    /// The record was made, or brought back.
    Created,
    /// The record was hidden.
    Deleted,
    /// A field took a value.
    Put,
    /// A set gained an element.
    Added,
    /// A set lost an element.
    Removed,
}

impl Reader<'_> {
    /// The fields of a record with more than one live value.
    ///
    /// # Errors
    /// The database's.
    pub fn versions(&self, space: SpaceId, id: Id) -> Result<Vec<Versions>, StoreError> {
        let Some(idx) = self.space_idx(space)? else { return Ok(Vec::new()) };
        let own = devices::index(self.db(), self.device(), None)?;
        let mut frames = Frames::new(self.db(), idx, own);
        let mut all = Vec::new();
        for entity in self.entities_of(space, id)?.into_iter().filter_map(entity_by_wire) {
            let Some(record) = self.record(space, Key { entity: entity.wire, id })? else { continue };
            for (wire, values) in record.registers().filter(|(_, values)| values.len() > 1) {
                let Some(field) = entity.field_by_wire(wire) else { continue };
                let mut sorted = values.to_vec();
                sorted.sort_by_key(|live| std::cmp::Reverse((live.lamport, live.dot.device, live.dot)));
                let mut versions = Vec::with_capacity(sorted.len());
                for live in sorted {
                    let (device, author) = match devices::find(self.db(), live.dot.device)? {
                        Some((device, _)) => (device, devices::by_index(self.db(), device)?.1),
                        None => continue,
                    };
                    let at = frames.get(device, live.dot.seq)?.map_or(0, |(frame, _)| frame.wall);
                    let (dot, value) = (live.dot, live.value);
                    versions.push(Version { value, dot, author, device: dot.device, at });
                }
                all.push(Versions { field: *field, values: versions });
            }
        }
        Ok(all)
    }

    /// What a person sees now in each field: the tokens that an update sends back.
    ///
    /// # Errors
    /// The database's.
    pub fn seen(&self, space: SpaceId, id: Id) -> Result<BTreeMap<&'static str, String>, StoreError> {
        let mut all = BTreeMap::new();
        for entity in self.entities_of(space, id)?.into_iter().filter_map(entity_by_wire) {
            let Some(record) = self.record(space, Key { entity: entity.wire, id })? else { continue };
            for field in entity.fields {
                let dots = record.values(field.wire).iter().map(|live| live.dot).collect();
                all.insert(field.name, Seen(dots).to_string());
            }
        }
        Ok(all)
    }

    /// Everything that happened to a record, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn history(&self, space: SpaceId, id: Id) -> Result<Vec<HistoryEntry>, StoreError> {
        let Some(idx) = self.space_idx(space)? else { return Ok(Vec::new()) };
        let own = devices::index(self.db(), self.device(), None)?;
        let mut frames = Frames::new(self.db(), idx, own);
        let mut touched: Vec<(u64, u64)> = Vec::new();
        for entity in self.entities_of(space, id)? {
            if let Some(stored) = self.stored(idx, Key { entity, id })? {
                touched.extend(stored.touched);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let mut entries = Vec::with_capacity(touched.len());
        for (device, seq) in touched {
            let Some((frame, learned)) = frames.get(device as i64, seq)? else { continue };
            let (device, author) = devices::by_index(self.db(), device as i64)?;
            let frame_ref = FrameRef { device, seq };
            let changes =
                frame.ops.iter().filter(|op| op.id == id).filter_map(|op| change(op.entity, &op.kind));
            let changes = changes.collect();
            let order = (frame.lamport, device);
            let entry = HistoryEntry {
                frame: frame_ref,
                at: frame.wall,
                learned,
                author,
                device,
                action: frame.action.unwrap_or_else(|| frame_ref.action()),
                undoes: frame.undoes,
                reason: frame.reason,
                changes,
            };
            entries.push((order, entry));
        }
        entries.sort_by_key(|(order, _)| *order);
        Ok(entries.into_iter().map(|(_, entry)| entry).collect())
    }
}

fn change(entity: u16, kind: &OpKind) -> Option<Change> {
    let field = |wire: &u16| entity_by_wire(entity).and_then(|e| e.field_by_wire(*wire)).copied();
    Some(match kind {
        OpKind::Create => Change { kind: ChangeKind::Created, field: None, value: Value::Null },
        OpKind::Delete => Change { kind: ChangeKind::Deleted, field: None, value: Value::Null },
        OpKind::Put { field: f, value, .. } => {
            Change { kind: ChangeKind::Put, field: field(f), value: value.clone() }
        }
        OpKind::Add { field: f, value } => {
            Change { kind: ChangeKind::Added, field: field(f), value: value.clone() }
        }
        OpKind::Remove { field: f, value } => {
            Change { kind: ChangeKind::Removed, field: field(f), value: value.clone() }
        }
        OpKind::Other(..) => return None,
    })
}
