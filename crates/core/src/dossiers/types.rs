//! Dossiers: what my organisation keeps about each partnership.

use std::collections::BTreeMap;

use coexist_domain::words::Stage;
use coexist_domain::{DossierId, Id, Millis, Missing, OrganisationId, Period, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::amounts::{AmountView, Sum};
use crate::contacts::ContactRow;
use crate::parties::{NewParty, PartyView};
use crate::types::TypeView;
use crate::wire::{Colleague, Conflict, SeenTokens};

/// Which dossiers. All conditions hold together.
#[derive(Deserialize, Serialize, Default, Clone, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DossierFilter {
    /// Words in the title, the summary, the next action, the note or a party's name.
    pub text: Option<String>,
    /// Code of a stage.
    pub stage: Option<String>,
    /// Any of these stages.
    pub stages: Option<Vec<String>>,
    /// Only living ones (true) or only closed and abandoned ones (false).
    pub open: Option<bool>,
    /// Looked after by this colleague.
    pub responsible: Option<PersonId>,
    /// Nobody looks after it.
    pub unassigned: Option<bool>,
    /// One of its countries, or of its parties' countries.
    pub country: Option<String>,
    /// Code of its present type.
    pub r#type: Option<String>,
    /// This organisation takes part.
    pub organisation: Option<OrganisationId>,
    /// The next action is due on or before the last day of this period.
    pub due_before: Option<Period>,
    /// It ends on or before the last day of this period.
    pub ends_before: Option<Period>,
    /// Own columns: column id → words in the cell; an empty text asks for an empty cell.
    pub columns: Option<BTreeMap<String, String>>,
}

/// A page of the grid.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct List {
    pub text: Option<String>,
    pub stage: Option<String>,
    pub stages: Option<Vec<String>>,
    pub open: Option<bool>,
    pub responsible: Option<PersonId>,
    pub unassigned: Option<bool>,
    pub country: Option<String>,
    pub r#type: Option<String>,
    pub organisation: Option<OrganisationId>,
    pub due_before: Option<Period>,
    pub ends_before: Option<Period>,
    pub columns: Option<BTreeMap<String, String>>,
    /// `title`, `stage`, `next_date`, `start`, `end`, `signed`, `last_contact`, `responsible`,
    /// `organisations`, `type`, `amount` or `own:<column id>`; the title when absent.
    pub sort: Option<String>,
    /// Largest or latest first. Empty cells always stand last.
    pub descending: Option<bool>,
    /// At most so many; 100 when absent, never over 1,000.
    pub limit: Option<u32>,
    /// After so many.
    pub offset: Option<u32>,
}

impl List {
    /// The conditions without sorting and window.
    pub fn filter(&self) -> DossierFilter {
        DossierFilter {
            text: self.text.clone(),
            stage: self.stage.clone(),
            stages: self.stages.clone(),
            open: self.open,
            responsible: self.responsible,
            unassigned: self.unassigned,
            country: self.country.clone(),
            r#type: self.r#type.clone(),
            organisation: self.organisation,
            due_before: self.due_before,
            ends_before: self.ends_before,
            columns: self.columns.clone(),
        }
    }
}

/// A page of dossiers, with the sums of all that match.
#[derive(Serialize, TS)]
pub struct DossierList {
    /// How many match.
    pub total: u32,
    /// The page.
    pub items: Vec<DossierRow>,
    /// Sums of every matching dossier, per currency and status.
    pub sums: Vec<Sum>,
}

/// A party's name and part, in a list.
#[derive(Serialize, Clone, TS)]
#[allow(missing_docs)]
pub struct RowParty {
    #[ts(type = "string")]
    pub id: Id,
    pub name: String,
    /// Code of the organisation's kind.
    pub kind: Option<String>,
    /// Code of the part it takes.
    pub role: Option<String>,
}

/// One line of the grid, or one card of the board.
#[derive(Serialize, Clone, TS)]
pub struct DossierRow {
    /// The dossier.
    #[ts(type = "string")]
    pub id: Id,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Code of its stage; one this build does not know is shown as it is.
    pub stage: Option<String>,
    /// Its organisations, in the order they were added.
    pub organisations: Vec<RowParty>,
    /// Who looks after it.
    pub responsible: Vec<Colleague>,
    /// Code of its present type.
    pub r#type: Option<String>,
    /// What comes next.
    pub next_action: Option<String>,
    /// When, as a period.
    pub next_date: Option<String>,
    /// Whether the next action's day has passed.
    pub late: bool,
    /// First day of the agreement, as a period.
    pub start: Option<String>,
    /// Its end.
    pub end: Option<String>,
    /// When it was signed.
    pub signed: Option<String>,
    /// Reference of the agreement.
    pub agreement: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub countries: Vec<String>,
    /// As the spreadsheet or a person said; see also `last_exchange`.
    pub last_contact: Option<String>,
    /// The last exchange logged.
    pub last_exchange: Option<Millis>,
    /// Its amounts.
    pub amounts: Vec<AmountView>,
    /// Open tasks.
    pub open_tasks: u32,
    /// Fields with two versions to decide.
    pub conflicts: u32,
    /// Own columns: column id → value.
    pub own: BTreeMap<String, String>,
}

/// Everything about one dossier.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct Dossier {
    #[ts(type = "string")]
    pub id: Id,
    pub title: String,
    pub summary: Option<String>,
    pub stage: Option<String>,
    pub stage_reason: Option<String>,
    /// Codes of the stages that usually come next.
    pub usual_next: Vec<Stage>,
    pub responsible: Vec<Colleague>,
    pub next_action: Option<String>,
    pub next_date: Option<String>,
    pub late: bool,
    pub start: Option<String>,
    pub end: Option<String>,
    pub signed: Option<String>,
    pub agreement: Option<String>,
    pub countries: Vec<String>,
    pub note: Option<String>,
    pub last_contact: Option<String>,
    pub postponed: Option<String>,
    pub parties: Vec<PartyView>,
    /// The people of its organisations who are still there.
    pub contacts: Vec<ContactRow>,
    pub amounts: Vec<AmountView>,
    /// Sums of its amounts, per currency and status.
    pub sums: Vec<Sum>,
    /// Its present type.
    pub r#type: Option<String>,
    /// Its types, the oldest first.
    pub types: Vec<TypeView>,
    /// Its stages as the log tells them, the oldest first.
    pub stage_history: Vec<StageStep>,
    /// What the stage usually has and this dossier lacks, the most useful first.
    pub missing: Vec<Missing>,
    /// Open tasks, by date.
    pub tasks: Vec<OpenTask>,
    pub last_exchange: Option<LastExchange>,
    /// How many entries its journal holds.
    pub journal_entries: u32,
    /// How many exchanges were logged.
    pub exchanges: u32,
    /// Own columns: column name → value.
    pub own_columns: BTreeMap<String, String>,
    /// Own columns: column id → value.
    pub own: BTreeMap<String, String>,
    /// Deleted by somebody and brought back by somebody else's edit.
    pub revived: bool,
    pub conflicts: Vec<Conflict>,
    pub seen: SeenTokens,
}

/// One step in the life of a partnership.
#[derive(Serialize, TS)]
pub struct StageStep {
    /// Code of the stage entered.
    pub stage: String,
    /// Why, when it was said.
    pub reason: Option<String>,
    /// When, by that device's clock.
    pub at: Millis,
    /// Who moved it, when known by name.
    pub author: Option<String>,
}

/// A task of the dossier that is not done.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct OpenTask {
    #[ts(type = "string")]
    pub id: Id,
    pub title: String,
    /// As a period.
    pub due: Option<String>,
    pub late: bool,
    pub assignees: Vec<Colleague>,
}

/// The last time anybody spoke.
#[derive(Serialize, TS)]
#[allow(missing_docs)]
pub struct LastExchange {
    #[ts(type = "string")]
    pub id: Id,
    /// Code of its kind.
    pub kind: Option<String>,
    pub at: Millis,
    pub text: Option<String>,
    pub organisation: Option<String>,
    pub author: Option<String>,
}

/// A new dossier. Only the title is needed.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct Create {
    pub title: String,
    pub summary: Option<String>,
    /// `rencontre` when absent.
    pub stage: Option<Stage>,
    /// Oneself when absent and known.
    pub responsible: Option<Vec<PersonId>>,
    pub next_action: Option<String>,
    pub next_date: Option<Period>,
    pub countries: Option<Vec<String>>,
    pub note: Option<String>,
    pub parties: Option<Vec<NewParty>>,
}

/// Moves a dossier to a stage.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Move {
    /// The dossier.
    pub id: DossierId,
    /// Where to.
    pub stage: Stage,
    /// Why; wished for when pausing or abandoning, never demanded.
    pub reason: Option<String>,
}

/// What the new stage usually has and the dossier lacks.
#[derive(Serialize, TS)]
pub struct Moved {
    /// The most useful to add first.
    pub missing: Vec<Missing>,
}

/// The board: the same conditions as the grid.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BoardRequest {
    /// Which dossiers.
    pub filter: Option<DossierFilter>,
    /// Cards per stage; 20 when absent, never over 200.
    pub cards: Option<u32>,
}

/// Dossiers by stage.
#[derive(Serialize, TS)]
pub struct Board {
    /// One per stage, in the order of the life of a partnership; then those of stages this build does not
    /// know and of none.
    pub columns: Vec<BoardColumn>,
}

/// One stage of the board.
#[derive(Serialize, TS)]
pub struct BoardColumn {
    /// Code of the stage; `null` for dossiers without one.
    pub stage: Option<String>,
    /// How many stand here.
    pub total: u32,
    /// Sums of all that stand here.
    pub sums: Vec<Sum>,
    /// The first cards, those with the nearest next action first.
    pub cards: Vec<DossierRow>,
}
