//! What a partnership still lacks at its stage. It warns, never forbids.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::words::Stage;

/// What is known of a dossier, as far as [`missing_for`] asks.
#[derive(Clone, Copy, Default, Debug)]
#[allow(missing_docs)]
pub struct Facts {
    pub organisations: usize,
    pub has_contact: bool,
    pub has_responsible: bool,
    pub has_next_action: bool,
    pub has_summary: bool,
    pub has_type: bool,
    pub has_amount: bool,
    pub has_start: bool,
    pub has_end: bool,
    pub has_agreement: bool,
    pub has_exchange: bool,
    pub has_journal: bool,
    pub has_stage_reason: bool,
}

/// One thing that a stage usually has and this dossier lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// No organisation named yet.
    Organisation,
    /// Nobody known on the other side.
    Contact,
    /// Nobody of ours looks after it.
    Responsible,
    /// No next action, so it will be forgotten.
    NextAction,
    /// Not a sentence says what it is about.
    Summary,
    /// The type of partnership is not chosen.
    Type,
    /// Neither an amount nor a contribution.
    Amount,
    /// No start date.
    Start,
    /// No end date: renewals cannot be foreseen.
    End,
    /// No agreement reference.
    Agreement,
    /// No exchange was ever logged.
    Exchange,
    /// The journal is empty.
    Journal,
    /// Paused or abandoned without a word why.
    Reason,
}

/// What is missing, the most useful to add first. The lists follow the stages of `product.md`, "Life of a
/// partnership"; each stage asks for what the earlier ones asked.
pub fn missing_for(stage: Stage, facts: &Facts) -> Vec<Missing> {
    use Missing as M;
    let rank = match stage {
        Stage::Meeting => 0,
        Stage::Define => 1,
        Stage::Design => 2,
        Stage::Agreement => 3,
        Stage::Run | Stage::Adjust => 4,
        Stage::Evaluate | Stage::Sustain => 5,
        Stage::Close | Stage::Paused | Stage::Abandoned => {
            let reason = stage.asks_reason() && !facts.has_stage_reason;
            return if reason { vec![M::Reason] } else { Vec::new() };
        }
    };
    let wanted = [
        (0, facts.organisations == 0, M::Organisation),
        (0, !facts.has_next_action, M::NextAction),
        (0, !facts.has_responsible, M::Responsible),
        (0, !facts.has_contact, M::Contact),
        (1, !facts.has_exchange, M::Exchange),
        (1, !facts.has_summary, M::Summary),
        (2, !facts.has_type, M::Type),
        (2, !facts.has_amount, M::Amount),
        (3, !facts.has_start, M::Start),
        (3, !facts.has_end, M::End),
        (4, !facts.has_agreement, M::Agreement),
        (5, !facts.has_journal, M::Journal),
    ];
    wanted.into_iter().filter(|(from, lacks, _)| rank >= *from && *lacks).map(|(_, _, what)| what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_stage_asks_for_more() {
        let facts = Facts { organisations: 1, has_next_action: true, ..Facts::default() };
        assert_eq!(missing_for(Stage::Meeting, &facts), [Missing::Responsible, Missing::Contact]);
        assert!(missing_for(Stage::Run, &facts).contains(&Missing::Agreement));
        assert!(!missing_for(Stage::Design, &facts).contains(&Missing::Agreement));
    }

    #[test]
    fn an_ended_one_asks_only_why() {
        assert_eq!(missing_for(Stage::Abandoned, &Facts::default()), [Missing::Reason]);
        assert_eq!(missing_for(Stage::Close, &Facts::default()), []);
    }
}
