//! An import while it runs: planned, written in frames of bearable size, told, stopped, continued.

use std::collections::HashMap;

use coexist_domain::registry::import;
use coexist_domain::{ActionId, Id, ImportId, Value};
use coexist_spreadsheet::sheet::Workbook;
use coexist_store::How;
use coexist_sync::{Op, OpKind, Ops};
use serde::{Deserialize, Serialize};

use super::known::{Known, LogPast};
use super::plan::{Plan, Scope, plan};
use super::said::Labels;
use super::{ImportOutcome, KIND, Mapping, RejectedRow, flags, kept, preview, reading};
use crate::Error;
use crate::activity::{ActivityState, Running};
use crate::desk::{Desk, InHand};
use crate::settings::Language;

/// A frame holds at most 256 KiB; half of it leaves room for what the estimate does not see, and keeps each
/// commit short enough for somebody who types meanwhile.
const FRAME_BYTES: usize = 128 * 1024;
const FRAME_OPS: usize = 2000;

/// What an import needs to be continued without its file at hand.
#[derive(Serialize, Deserialize)]
pub(super) struct Input {
    pub(super) scope: Scope,
    pub(super) file_name: String,
    pub(super) shape: String,
    pub(super) mapping: Mapping,
    /// A person made the mapping.
    pub(super) given: bool,
    pub(super) import: Id,
    /// What the whole import does, counted when it began.
    pub(super) outcome: ImportOutcome,
}

impl Input {
    fn pack(&self, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let json = serde_json::to_vec(self).map_err(|e| Error::new("internal").because(e))?;
        let length = u32::try_from(json.len()).map_err(|e| Error::new("internal").because(e))?;
        Ok([&length.to_be_bytes()[..], &json, bytes].concat())
    }

    pub(super) fn unpack(packed: &[u8]) -> Result<(Self, &[u8]), Error> {
        let corrupt = || Error::new("corrupt");
        let (length, rest) = packed.split_first_chunk::<4>().ok_or_else(corrupt)?;
        let (json, bytes) =
            rest.split_at_checked(u32::from_be_bytes(*length) as usize).ok_or_else(corrupt)?;
        Ok((serde_json::from_slice(json).map_err(|e| corrupt().because(e))?, bytes))
    }
}

/// One import.
pub(super) struct Work<'a> {
    pub(super) desk: &'a Desk,
    pub(super) action: ActionId,
    pub(super) input: Input,
    pub(super) bytes: &'a [u8],
}

impl Work<'_> {
    /// Plans and, unless it is a dry run, writes.
    pub(super) fn begin(
        mut self,
        workbook: &Workbook,
        running: Running<'_>,
        dry_run: bool,
    ) -> Result<ImportOutcome, Error> {
        let plan = self.plan(workbook)?;
        if dry_run {
            running.finish(ActivityState::Done);
            return Ok(plan.outcome);
        }
        let outcome = ImportOutcome {
            import: Some(ImportId(self.input.import)),
            action: Some(self.action),
            ..plan.outcome.clone()
        };
        self.input.outcome = outcome;
        let packed = self.input.pack(self.bytes)?;
        let hand = self.desk.take_in_hand(self.action)?;
        self.desk.store().begin_action(self.desk.space(), self.action, KIND, &packed, self.desk.now())?;
        self.write(plan, running, hand)
    }

    /// Plans again what is left, and writes it.
    pub(super) fn resume(self, workbook: &Workbook, running: Running<'_>) -> Result<ImportOutcome, Error> {
        let hand = self.desk.take_in_hand(self.action)?;
        let plan = self.plan(workbook)?;
        self.write(plan, running, hand)
    }

    fn plan(&self, workbook: &Workbook) -> Result<Plan, Error> {
        planned(self.desk, self.input.scope, workbook, &self.input.mapping, Some(self.action))
    }

    fn write(self, plan: Plan, running: Running<'_>, hand: InHand<'_>) -> Result<ImportOutcome, Error> {
        let desk = self.desk;
        let mut outcome = self.input.outcome.clone();
        let frames = packed(std::iter::once(self.record(&plan.aside)?).chain(plan.pieces));
        let all: usize = frames.iter().map(Ops::len).sum();
        running.set_total(all as u64);
        let mut done = 0;
        for ops in frames {
            if running.is_cancelled() {
                // What is done stays, journalled as unfinished: the person continues it or takes it back.
                drop(hand);
                running.finish(ActivityState::Cancelled);
                outcome.cancelled = true;
                return Ok(outcome);
            }
            if !ops.is_empty() {
                desk.commit_how(&ops, How { action: Some(self.action), ..How::at(desk.now()) })?;
            }
            done += ops.len() as u64;
            running.progress(done);
        }
        flags::keep(desk, ImportId(self.input.import), &outcome.flagged)?;
        hand.whole()?;
        running.finish(ActivityState::Done);
        Ok(outcome)
    }

    /// The import's own record, first of all: from it, later imports know what is theirs.
    fn record(&self, aside: &str) -> Result<Ops, Error> {
        let (desk, id) = (self.desk, self.input.import);
        let mut ops = Ops::new();
        let there = desk.read(|r, space| Ok(r.exists(space, &import::ENTITY, id)?))?;
        if there {
            return Ok(ops);
        }
        ops.create(&import::ENTITY, id)
            .put(id, import::file_name, self.input.file_name.as_str())
            .put(id, import::fingerprint, kept::fingerprint(self.bytes))
            .put(id, import::mapping, kept::mapping_text(&self.input)?)
            .put(id, import::at, desk.now())
            .put(id, import::author, desk.me().0)
            .put(id, import::counts, kept::counts_text(&self.input.outcome)?)
            .put(id, import::action, self.action.0);
        if !aside.is_empty() {
            ops.put(id, import::aside, shortened(aside));
        }
        Ok(ops)
    }
}

/// A field of the log holds what people read; a sheet of notes as long as a book is not one.
fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(FRAME_BYTES / 2)]
}

/// What a workbook would change, read with a mapping. `action` is that of an import already begun.
pub(super) fn planned(
    desk: &Desk,
    scope: Scope,
    workbook: &Workbook,
    mapping: &Mapping,
    action: Option<ActionId>,
) -> Result<Plan, Error> {
    let language = match desk.settings().language {
        Language::Fr => coexist_sentences::Language::French,
        Language::En => coexist_sentences::Language::English,
    };
    let said = reading::understand(workbook, mapping, &Labels::of(language));
    desk.read(|r, space| {
        let mut known = Known::read(r, space)?;
        known.imports.extend(action);
        let imports = known.imports.clone();
        let mut past = LogPast { r, space, imports: &imports, read: HashMap::new() };
        let mut plan = plan(scope, &said, &known, &mut past, desk.ids(), desk.now())?;
        leave_nothing_unsaid(workbook, mapping, &mut plan.outcome);
        Ok(plan)
    })
}

/// Rows that were not read because nobody understood their sheet are said, like any other row not taken.
fn leave_nothing_unsaid(workbook: &Workbook, mapping: &Mapping, outcome: &mut ImportOutcome) {
    let counts = [outcome.imported, outcome.updated, outcome.duplicates, outcome.organisations];
    let is_nothing = counts.iter().chain([&outcome.contacts, &outcome.tasks]).all(|n| *n == 0)
        && outcome.rejected.is_empty();
    for (sheet, row) in preview::not_understood(workbook, mapping, is_nothing) {
        let reason = "sheet-not-understood".to_owned();
        outcome.rejected.push(RejectedRow { sheet, row, reason });
    }
    outcome.rejected.sort_by(|a, b| (&a.sheet, a.row).cmp(&(&b.sheet, b.row)));
}

/// Pieces put together into frames, none of them torn unless it is larger than a frame alone.
fn packed(pieces: impl Iterator<Item = Ops>) -> Vec<Ops> {
    let mut frames = vec![Ops::new()];
    let mut size = 0;
    for piece in pieces {
        let bytes: usize = piece.as_slice().iter().map(bytes_of).sum();
        if let Some(frame) = frames.last_mut()
            && (size + bytes <= FRAME_BYTES && frame.len() + piece.len() <= FRAME_OPS)
        {
            frame.extend(piece);
            size += bytes;
            continue;
        }
        frames.extend(frames_of(piece));
        size = frames.last().map_or(0, |f| f.as_slice().iter().map(bytes_of).sum());
    }
    frames.retain(|f| !f.is_empty());
    frames
}

/// Ops in order, in frames of bearable size.
pub(crate) fn frames_of(ops: Ops) -> Vec<Ops> {
    let mut frames = vec![Ops::new()];
    let mut size = 0;
    for op in ops.as_slice() {
        let bytes = bytes_of(op);
        if size + bytes > FRAME_BYTES && size > 0 {
            frames.push(Ops::new());
            size = 0;
        }
        size += bytes;
        if let Some(frame) = frames.last_mut() {
            frame.push_op(op.clone());
        }
    }
    frames
}

/// About how long an op is in the log, never less.
fn bytes_of(op: &Op) -> usize {
    const ENVELOPE: usize = 64;
    let value = match &op.kind {
        OpKind::Put { value, .. } | OpKind::Add { value, .. } | OpKind::Remove { value, .. } => value,
        OpKind::Other(_, bytes) => return ENVELOPE + bytes.len(),
        OpKind::Create | OpKind::Delete => return ENVELOPE,
    };
    ENVELOPE
        + match value {
            Value::Text(text) => text.len(),
            Value::Other(_, bytes) => bytes.len(),
            _ => 16,
        }
}

#[cfg(test)]
mod tests {
    use coexist_domain::registry::dossier;

    use super::*;

    fn piece(bytes: usize) -> Ops {
        let mut ops = Ops::new();
        ops.put(Id::default(), dossier::note, "x".repeat(bytes).as_str());
        ops
    }

    #[test]
    fn frames_are_never_too_long_and_lose_nothing() {
        let frames = packed([1000, 60_000, 90_000, 10, 250_000, 10].into_iter().map(piece));
        assert_eq!(frames.iter().map(Ops::len).sum::<usize>(), 6);
        for frame in &frames {
            let bytes: usize = frame.as_slice().iter().map(bytes_of).sum();
            assert!(frame.len() == 1 || bytes <= FRAME_BYTES, "{bytes}");
        }
        assert_eq!(packed(std::iter::empty()).len(), 0);
    }
}
