//! The entity registry: every kind of record and every field, declared once.
//!
//! From it come the folded tables and their columns, the fold, the wire mapping and the frozen-registry
//! test. A wire id, its merge kind and its type never change once released; a change of meaning is a new id.
//! Names may change: they are only this build's spelling.

use crate::{Id, Period, Value};

/// A kind of record.
#[derive(Debug)]
pub struct Entity {
    /// Its number in the log. Never reused.
    pub wire: u16,
    /// Its name, and the name of its folded table.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

/// One field of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The number of the entity it belongs to.
    pub entity: u16,
    /// Its number within its entity. Never reused.
    pub wire: u16,
    /// Its name, and the name of its column.
    pub name: &'static str,
    /// How concurrent changes meet.
    pub merge: Merge,
    /// What fits in it.
    pub kind: Kind,
}

/// How concurrent changes of a field meet (see `crates/sync`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// One value; concurrent ones stand side by side until somebody decides.
    Register,
    /// Many elements; adding wins over a removal that had not seen it.
    Set,
}

/// What fits in a field. An unfit value stays in the log and in its cell, and its column stays empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text of any length.
    Text,
    /// A code of a vocabulary; unknown codes are kept.
    Code,
    /// A whole number.
    Int,
    /// An instant in milliseconds since the Unix epoch.
    Instant,
    /// Yes or no.
    Bool,
    /// A [`Period`]; its last day stands in a second column, `<name>_end`.
    Period,
    /// An amount; its number and currency stand in two more columns, `<name>_number` and `<name>_currency`.
    Money,
    /// Another record.
    Ref,
}

impl Kind {
    /// Whether a value fits. Null always does.
    pub fn fits(self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null)
            | (Self::Text | Self::Code, Value::Text(_))
            | (Self::Int | Self::Instant, Value::Int(_))
            | (Self::Bool, Value::Bool(_))
            | (Self::Money, Value::Money(_))
            | (Self::Ref, Value::Id(_)) => true,
            (Self::Period, Value::Text(text)) => text.parse::<Period>().is_ok(),
            _ => false,
        }
    }
}

impl Entity {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// The field with this number.
    pub fn field_by_wire(&self, wire: u16) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.wire == wire)
    }
}

/// The kind of record with this number.
pub fn entity_by_wire(wire: u16) -> Option<&'static Entity> {
    ALL.iter().copied().find(|e| e.wire == wire)
}

/// The kind of record of this name.
pub fn entity(name: &str) -> Option<&'static Entity> {
    ALL.iter().copied().find(|e| e.name == name)
}

/// The id of the cell where a record's own column stands: the same on every desk, so that two desks that
/// fill the same cell offline meet in it instead of making two.
pub fn own_value_id(record: Id, column: Id) -> Id {
    // XOR of two UUIDv7 halves would collide for swapped pairs; rotating one of them by a byte does not.
    let mut bytes = *column.as_bytes();
    bytes.rotate_right(5);
    for (b, r) in bytes.iter_mut().zip(record.as_bytes()) {
        *b ^= r;
    }
    Id::from_bytes(bytes)
}

macro_rules! registry {
    ($($(#[$doc:meta])* $wire:literal $module:ident { $($fwire:literal $field:ident: $merge:ident $kind:ident),* $(,)? })*) => {
        /// Every kind of record this build knows.
        pub const ALL: &[&Entity] = &[$(&$module::ENTITY),*];
        $(
            $(#[$doc])*
            #[allow(missing_docs, non_upper_case_globals)]
            pub mod $module {
                use super::{Entity, Field, Kind, Merge};
                pub const ENTITY: Entity =
                    Entity { wire: $wire, name: stringify!($module), fields: &[$($field),*] };
                $(pub const $field: Field = Field {
                    entity: $wire, wire: $fwire, name: stringify!($field), merge: Merge::$merge, kind: Kind::$kind,
                };)*
            }
        )*
    };
}

registry! {
    /// An organisation of the Carnet.
    1 organisation {
        1 name: Register Text,
        2 full_name: Register Text,
        3 kind: Register Code,
        4 country: Register Code,
        5 city: Register Text,
        6 address: Register Text,
        7 website: Register Text,
        8 email: Register Text,
        9 phone: Register Text,
        // `scheme:value`, for instance `siren:999123456`, `rna:W749999001`, `uid:CHE-999.000.001`.
        10 identifiers: Set Text,
        11 note: Register Text,
        // Where an import found it, so that a second import updates it.
        12 origin: Set Text,
        13 other_names: Set Text,
    }
    /// A person at an organisation.
    2 contact {
        1 name: Register Text,
        2 organisation: Register Ref,
        3 job: Register Text,
        4 emails: Set Text,
        5 phones: Set Text,
        6 language: Register Code,
        7 source: Register Text,
        8 legal_basis: Register Code,
        9 keep_until: Register Period,
        10 left: Register Period,
        11 replaced_by: Register Ref,
        12 note: Register Text,
        13 origin: Set Text,
        14 opposed: Register Bool,
    }
    /// What my organisation keeps about one partnership.
    3 dossier {
        1 title: Register Text,
        2 summary: Register Text,
        3 stage: Register Code,
        4 stage_reason: Register Text,
        5 responsible: Set Ref,
        6 next_action: Register Text,
        7 next_date: Register Period,
        8 start: Register Period,
        9 end: Register Period,
        10 signed: Register Period,
        11 agreement: Register Text,
        12 countries: Set Code,
        13 note: Register Text,
        14 last_contact: Register Period,
        15 origin: Set Text,
        16 postponed: Register Period,
    }
    /// The place of one organisation in one dossier.
    4 party {
        1 dossier: Register Ref,
        2 organisation: Register Ref,
        3 role: Register Code,
        4 contact: Register Ref,
        5 origin: Set Text,
    }
    /// One amount or contribution of a dossier.
    5 amount {
        1 dossier: Register Ref,
        2 role: Register Code,
        3 kind: Register Code,
        4 value: Register Money,
        5 quantity: Register Text,
        6 unit: Register Text,
        7 at: Register Period,
        8 note: Register Text,
        9 origin: Set Text,
        10 organisation: Register Ref,
        // The upper end, when the value is a range.
        11 value_max: Register Money,
        12 approximate: Register Bool,
        13 per_year: Register Bool,
    }
    /// A stretch of time during which a partnership has one type.
    6 type_period {
        1 dossier: Register Ref,
        2 kind: Register Code,
        3 since: Register Period,
        4 note: Register Text,
        5 origin: Set Text,
    }
    /// A call, meeting, mail or letter.
    7 exchange {
        1 dossier: Register Ref,
        2 organisation: Register Ref,
        3 contact: Register Ref,
        4 kind: Register Code,
        5 text: Register Text,
        6 at: Register Instant,
        7 subject: Register Text,
        8 sender: Register Text,
        9 recipients: Register Text,
        // The Message-ID of a mail: the same mail dropped twice is one exchange.
        10 message: Register Text,
        11 author: Register Ref,
        12 origin: Set Text,
    }
    /// Something to do.
    8 task {
        1 title: Register Text,
        2 dossier: Register Ref,
        3 organisation: Register Ref,
        4 due: Register Period,
        5 assignees: Set Ref,
        6 repeat: Register Text,
        7 done: Register Instant,
        8 note: Register Text,
        9 origin: Set Text,
        10 postponed: Register Period,
    }
    /// An entry of a dossier's journal.
    9 journal_entry {
        1 dossier: Register Ref,
        2 text: Register Text,
        3 at: Register Instant,
        4 place: Register Text,
        5 author: Register Ref,
        6 origin: Set Text,
    }
    /// A column of one's own.
    10 own_column {
        1 entity: Register Code,
        2 name: Register Text,
        3 kind: Register Code,
        4 position: Register Int,
        5 origin: Set Text,
    }
    /// One cell of a column of one's own; its id is [`own_value_id`].
    11 own_value {
        1 record: Register Ref,
        2 column: Register Ref,
        3 value: Register Text,
    }
    /// A colleague.
    12 person {
        1 name: Register Text,
        2 initials: Register Text,
        3 email: Register Text,
        4 role: Register Code,
        5 left: Register Period,
        6 origin: Set Text,
    }
    /// One spreadsheet brought in.
    13 import {
        1 file_name: Register Text,
        2 fingerprint: Register Text,
        3 mapping: Register Text,
        4 at: Register Instant,
        5 author: Register Ref,
        6 counts: Register Text,
        7 action: Register Ref,
        // What stood around the file's tables: titles, legends, footnotes, a line each.
        8 aside: Register Text,
    }
    /// A saved filter.
    14 view {
        1 name: Register Text,
        2 entity: Register Code,
        3 filter: Register Text,
        4 position: Register Int,
    }
    /// One's own organisation: its id is the space's.
    15 house {
        1 name: Register Text,
        2 kind: Register Code,
        3 country: Register Code,
        4 currency: Register Code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Released ids keep their meaning for ever. This table only grows; a line that changes is a defect.
    #[test]
    fn released_ids_keep_their_meaning() {
        let now: Vec<String> = ALL
            .iter()
            .flat_map(|e| {
                let name =
                    move |f: &Field| format!("{}.{} {} {:?} {:?}", e.wire, f.wire, e.name, f.merge, f.kind);
                e.fields.iter().map(move |f| format!("{} {}", name(f), f.name))
            })
            .collect();
        let frozen = include_str!("registry.frozen.txt");
        for line in frozen.lines() {
            assert!(now.iter().any(|n| n == line), "a released id changed its meaning: {line}");
        }
        for line in &now {
            assert!(frozen.lines().any(|f| f == line), "add to registry.frozen.txt: {line}");
        }
    }

    #[test]
    fn no_id_is_used_twice() {
        let mut seen = HashSet::new();
        for e in ALL {
            assert!(seen.insert((e.wire, 0)), "{} reuses an entity id", e.name);
            for f in e.fields {
                assert!(
                    f.wire > 0 && seen.insert((e.wire, f.wire)),
                    "{}.{} reuses a field id",
                    e.name,
                    f.name
                );
            }
        }
    }

    #[test]
    fn own_cells_have_one_place() {
        let (a, b) =
            (Id::from_bytes([7; 16]), Id::from_bytes([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]));
        assert_eq!(own_value_id(a, b), own_value_id(a, b));
        assert_ne!(own_value_id(a, b), own_value_id(b, a));
    }
}
