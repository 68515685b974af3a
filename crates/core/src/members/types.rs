//! Colleagues: the people of one's own organisation.

use coexist_domain::{Id, Period, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The colleagues, by name.
#[derive(Serialize, TS)]
pub struct MemberList {
    /// Those who are here first, then those who left.
    pub items: Vec<Member>,
}

/// A colleague.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct Member {
    #[ts(type = "string")]
    pub id: Id,
    /// Absent while only their initials are known.
    pub name: Option<String>,
    pub initials: Option<String>,
    pub email: Option<String>,
    /// Code of what they may do; absent until they were invited.
    pub role: Option<String>,
    /// When they left, as a period.
    pub left: Option<String>,
    /// This is oneself.
    pub me: bool,
    /// How many living dossiers they look after.
    pub dossiers: u32,
    /// How many open tasks are theirs.
    pub tasks: u32,
}

/// A colleague known by name or initials before they have a desk.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct AddColleague {
    pub name: Option<String>,
    pub initials: Option<String>,
    pub email: Option<String>,
}

/// Changes what is known of a colleague.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct UpdateMember {
    pub id: PersonId,
    pub name: Option<String>,
    pub initials: Option<String>,
    pub email: Option<String>,
    pub left: Option<Period>,
}

/// Says who one is.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Me {
    pub name: String,
    pub initials: Option<String>,
    pub email: Option<String>,
}
