//! What the commands `drafts.*` take and answer.

use coexist_domain::Millis;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `drafts.save`: at each pause of 300 ms.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveDraft {
    /// Where it is being typed, for instance `journal:<dossier>`.
    pub key: String,
    /// What stands there. Nothing forgets the draft.
    pub text: String,
}

/// `drafts.get` and `drafts.delete`.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct OneDraft {
    /// Where it was being typed.
    pub key: String,
}

/// The answer of `drafts.get`.
#[derive(Clone, Serialize, TS)]
pub struct DraftFound {
    /// The draft, if there is one.
    pub draft: Option<Draft>,
}

/// The answer of `drafts.list`, the latest first.
#[derive(Clone, Serialize, TS)]
pub struct DraftList {
    /// Every draft.
    pub items: Vec<Draft>,
}

/// A text that is not a record yet.
#[derive(Clone, Serialize, TS)]
pub struct Draft {
    /// Where it was being typed.
    pub key: String,
    /// What stands there.
    pub text: String,
    /// When it was last saved.
    pub at: Millis,
}
