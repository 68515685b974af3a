//! What a second version of a file changes on the desk: the rule that nobody's work is written over.
//!
//! A field is compared three ways: what the file says now, what the desk has, and what the last import wrote.
//! The file changed and the desk did not: the desk takes it. The desk changed and the file did not: the desk
//! stays. Both changed: both values stand side by side until somebody decides, as after any two offline
//! edits. Refused: the file always wins (a colleague's correction would go unseen), and a copy of the file's
//! cells kept beside the log (it would not reach the colleague who brings in the next version).

use coexist_domain::registry::{Entity, Field};
use coexist_domain::{Id, Value};
use coexist_sync::{Ops, Seen};

use super::known::{Past, Record, imported_elements, imported_value};
use crate::Error;

/// A record as the file wants it.
pub(super) struct Wanted {
    pub(super) entity: &'static Entity,
    pub(super) id: Id,
    pub(super) registers: Vec<(Field, Value)>,
    pub(super) sets: Vec<(Field, Vec<Value>)>,
}

impl Wanted {
    pub(super) fn new(entity: &'static Entity, id: Id) -> Self {
        Self { entity, id, registers: Vec::new(), sets: Vec::new() }
    }

    /// A value of the file. The first row that gives a field one wins; nothing says nothing.
    pub(super) fn put(&mut self, field: Field, value: impl Into<Value>) -> &mut Self {
        let value = value.into();
        if !value.is_null() && !self.registers.iter().any(|(f, _)| *f == field) {
            self.registers.push((field, value));
        }
        self
    }

    /// Elements of the file.
    pub(super) fn add<V: Into<Value>>(
        &mut self,
        field: Field,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        let at = self.sets.iter().position(|(f, _)| *f == field).unwrap_or_else(|| {
            self.sets.push((field, Vec::new()));
            self.sets.len() - 1
        });
        if let Some((_, set)) = self.sets.get_mut(at) {
            for value in values.into_iter().map(Into::into) {
                if !set.contains(&value) {
                    set.push(value);
                }
            }
        }
        self
    }
}

/// What a difference did.
#[derive(Default, Clone, Copy)]
pub(super) struct Differed {
    /// Fields that a person had changed and that stayed.
    pub(super) kept: u32,
    /// Fields where both changed.
    pub(super) undecided: u32,
}

/// The ops that bring a record from what the desk has to what the file wants.
pub(super) fn ops(
    wanted: &Wanted,
    desk: Option<&Record>,
    past: &mut dyn Past,
    ops: &mut Ops,
) -> Result<Differed, Error> {
    let mut differed = Differed::default();
    let Some(desk) = desk else {
        ops.create(wanted.entity, wanted.id);
        for (field, value) in &wanted.registers {
            ops.put(wanted.id, *field, value.clone());
        }
        for (field, values) in &wanted.sets {
            for value in values {
                ops.add(wanted.id, *field, value.clone());
            }
        }
        return Ok(differed);
    };
    for (field, value) in &wanted.registers {
        let now = desk.value(*field);
        if now == value {
            continue;
        }
        let changes = past.changes(wanted.id)?;
        match imported_value(changes, *field) {
            // Untouched since the last import.
            Some(before) if before == now => {
                ops.put(wanted.id, *field, value.clone());
            }
            // The file says what it said.
            Some(before) if before == value => differed.kept += 1,
            // Both changed. Over nothing: the person's value stays beside the file's.
            Some(_) => {
                ops.put_seen(wanted.id, *field, value.clone(), &Seen::default());
                differed.undecided += 1;
            }
            // No import ever wrote it: what is empty is filled, what a person wrote stays.
            None if now.is_null() => {
                ops.put(wanted.id, *field, value.clone());
            }
            None => differed.kept += 1,
        }
    }
    for (field, values) in &wanted.sets {
        let now = desk.set(*field);
        if values.len() == now.len() && values.iter().all(|v| now.contains(v)) {
            continue;
        }
        let before = imported_elements(past.changes(wanted.id)?, *field);
        for value in values.iter().filter(|v| !now.contains(v)) {
            if before.contains(value) {
                differed.kept += 1;
            } else {
                ops.add(wanted.id, *field, value.clone());
            }
        }
        // Only what an import had put there, and never the keys by which a record is found again.
        if field.name != "origin" && field.name != "other_names" {
            for value in before.iter().filter(|v| now.contains(v) && !values.contains(v)) {
                ops.remove(wanted.id, *field, value.clone());
            }
        }
    }
    Ok(differed)
}

#[cfg(test)]
mod tests {
    use coexist_domain::registry::dossier;
    use coexist_store::{Change, ChangeKind};
    use coexist_sync::OpKind;

    use super::*;

    struct Told(Vec<(bool, Change)>);

    impl Past for Told {
        fn changes(&mut self, _: Id) -> Result<&[(bool, Change)], Error> {
            Ok(&self.0)
        }
    }

    fn put(by_import: bool, field: Field, value: &str) -> (bool, Change) {
        (by_import, Change { kind: ChangeKind::Put, field: Some(field), value: value.into() })
    }

    fn change(now: &str, file: &str, past: Vec<(bool, Change)>) -> (Vec<OpKind>, Differed) {
        let mut desk = Record::default();
        desk.put(dossier::summary, now.into());
        let mut wanted = Wanted::new(&dossier::ENTITY, Id::default());
        wanted.put(dossier::summary, file);
        let mut out = Ops::new();
        let differed = ops(&wanted, Some(&desk), &mut Told(past), &mut out).unwrap();
        (out.as_slice().iter().map(|o| o.kind.clone()).collect(), differed)
    }

    #[test]
    fn nobody_is_written_over() {
        let s = dossier::summary;
        let (ops, _) = change("a", "b", vec![put(true, s, "a")]);
        assert!(matches!(ops.as_slice(), [OpKind::Put { over: None, .. }]), "the file changed alone");
        let (ops, differed) = change("mine", "a", vec![put(true, s, "a"), put(false, s, "mine")]);
        assert!(ops.is_empty() && differed.kept == 1, "the desk changed alone");
        let (ops, differed) = change("mine", "b", vec![put(true, s, "a"), put(false, s, "mine")]);
        assert!(
            matches!(ops.as_slice(), [OpKind::Put { over: Some(over), .. }] if over.is_empty()),
            "both changed"
        );
        assert_eq!(differed.undecided, 1);
        let (ops, differed) = change("mine", "b", vec![put(false, s, "mine")]);
        assert!(ops.is_empty() && differed.kept == 1, "it was never the file's");
        let (ops, _) = change("a", "a", vec![put(true, s, "a")]);
        assert!(ops.is_empty(), "nothing changed");
    }

    #[test]
    fn sets_lose_only_what_the_file_had_given() {
        let (old, new, own): (Value, Value, Value) = ("FR".into(), "BF".into(), "SN".into());
        let mut desk = Record::default();
        desk.add(dossier::countries, old.clone());
        desk.add(dossier::countries, own);
        let mut wanted = Wanted::new(&dossier::ENTITY, Id::default());
        wanted.add(dossier::countries, [new.clone()]);
        let added =
            |value| (true, Change { kind: ChangeKind::Added, field: Some(dossier::countries), value });
        let mut out = Ops::new();
        ops(&wanted, Some(&desk), &mut Told(vec![added(old.clone())]), &mut out).unwrap();
        let kinds: Vec<&OpKind> = out.as_slice().iter().map(|o| &o.kind).collect();
        assert!(
            matches!(kinds.as_slice(), [OpKind::Add { value: a, .. }, OpKind::Remove { value: r, .. }] if *a == new && *r == old)
        );
    }
}
