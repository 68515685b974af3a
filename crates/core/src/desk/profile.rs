//! Who sits at this desk and which workspace is in view. Local: another desk of the same person has its own.

use coexist_domain::{Id, IdSource, PersonId, SpaceId};
use coexist_store::{SpaceKind, Store};
use serde::{Deserialize, Serialize};

use crate::Error;

const KEY: &str = "desk.profile";

/// What this desk remembers of itself.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Profile {
    /// Oneself.
    pub(crate) me: PersonId,
    /// One's organisation: provisional until a real one is joined.
    pub(crate) home: SpaceId,
    /// The sample workspace, while there is one.
    pub(crate) sample: Option<SpaceId>,
    /// Whether the sample is in view.
    pub(crate) in_sample: bool,
    /// Whether onboarding was answered.
    pub(crate) onboarded: bool,
}

impl Profile {
    /// The profile kept in the store, or a new one with a provisional organisation. True when it is new.
    pub(crate) fn load_or_make(store: &Store, ids: &dyn IdSource) -> Result<(Self, bool), Error> {
        if let Some(json) = store.local_get(KEY)? {
            let profile = serde_json::from_slice(&json).map_err(|e| Error::new("corrupt").because(e))?;
            return Ok((profile, false));
        }
        let profile = Self {
            me: PersonId(ids.next()),
            home: SpaceId(ids.next()),
            sample: None,
            in_sample: false,
            onboarded: false,
        };
        store.add_space(profile.home, SpaceKind::Provisional)?;
        profile.keep(store)?;
        Ok((profile, true))
    }

    pub(crate) fn keep(&self, store: &Store) -> Result<(), Error> {
        let json = serde_json::to_vec(self).map_err(|e| Error::new("internal").because(e))?;
        Ok(store.local_set(KEY, Some(&json))?)
    }

    /// The workspace in view.
    pub(crate) fn space(&self) -> SpaceId {
        self.sample.filter(|_| self.in_sample).unwrap_or(self.home)
    }

    /// The id of the record of one's own organisation in a space.
    pub(crate) const fn house(space: SpaceId) -> Id {
        space.0
    }
}
