//! What a file says, as far as it was understood: the seam between the spreadsheet crate, which reads files
//! and knows no desk, and the plan, which knows the desk and no cell.
//!
//! Records name one another by their place in these lists.

use coexist_domain::{Money, Period};
use jiff::civil::Date;

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) sheet: String,
    pub(super) row: u32,
}

/// Everything a file says.
#[derive(Default)]
pub(super) struct Understood {
    /// What the file is called, without version and date: two versions of one file have one source.
    pub(super) source: String,
    /// The day the file speaks from.
    pub(super) reference: Option<Date>,
    pub(super) people: Vec<Person>,
    pub(super) organisations: Vec<Organisation>,
    pub(super) contacts: Vec<Contact>,
    pub(super) dossiers: Vec<Dossier>,
    pub(super) tasks: Vec<Task>,
    pub(super) alike: Vec<Alike>,
    pub(super) rejected: Vec<(Place, String)>,
    pub(super) flags: Vec<Flag>,
    pub(super) repaired: u32,
    /// What stands around the tables, in the file's order.
    pub(super) aside: Vec<(Place, String)>,
}

/// A colleague, by initials or name.
#[derive(Clone, Default)]
pub(super) struct Person {
    pub(super) initials: Option<String>,
    pub(super) name: Option<String>,
}

#[derive(Clone, Default)]
pub(super) struct Organisation {
    /// Every row that speaks of it, the first one first.
    pub(super) places: Vec<Place>,
    /// Rows that say again what another says.
    pub(super) duplicates: u32,
    /// Rows of a sheet of organisations, which count; a name in a dossier's row does not.
    pub(super) counts: bool,
    /// The file's own numbers of it; several when rows were put together.
    pub(super) numbers: Vec<String>,
    pub(super) name: String,
    pub(super) full_name: Option<String>,
    pub(super) other_names: Vec<String>,
    pub(super) kind: Option<String>,
    pub(super) country: Option<String>,
    pub(super) city: Option<String>,
    pub(super) address: Option<String>,
    pub(super) website: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) identifiers: Vec<String>,
    pub(super) note: Option<String>,
    pub(super) own: Vec<(String, String)>,
}

#[derive(Clone, Default)]
pub(super) struct Contact {
    /// Every row that speaks of them.
    pub(super) places: Vec<Place>,
    pub(super) organisation: Option<usize>,
    pub(super) name: String,
    pub(super) job: Option<String>,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<String>,
    pub(super) note: Option<String>,
    pub(super) own: Vec<(String, String)>,
}

#[derive(Clone, Default)]
pub(super) struct Dossier {
    /// What names it in this file, also in the file's next version.
    pub(super) key: String,
    pub(super) places: Vec<Place>,
    /// Rows that say again what another says.
    pub(super) duplicates: u32,
    /// The file's own number of it.
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) stage: Option<String>,
    pub(super) stage_reason: Option<String>,
    pub(super) responsible: Vec<usize>,
    pub(super) start: Option<Period>,
    pub(super) end: Option<Period>,
    pub(super) signed: Option<Period>,
    pub(super) agreement: Option<String>,
    pub(super) countries: Vec<String>,
    pub(super) note: Option<String>,
    pub(super) last_contact: Option<Period>,
    pub(super) types: Vec<String>,
    pub(super) parties: Vec<Party>,
    pub(super) amounts: Vec<Amount>,
    pub(super) own: Vec<(String, String)>,
}

/// An organisation of a dossier.
#[derive(Clone, Default)]
pub(super) struct Party {
    /// Its place among the file's organisations, or the number by which another file knows it.
    pub(super) organisation: Named,
    pub(super) contact: Option<usize>,
    pub(super) role: Option<String>,
}

#[derive(Clone)]
pub(super) enum Named {
    Here(usize),
    Number(String),
}

impl Default for Named {
    fn default() -> Self {
        Self::Here(0)
    }
}

#[derive(Clone, Default)]
pub(super) struct Amount {
    pub(super) role: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) value: Option<Money>,
    pub(super) value_max: Option<Money>,
    pub(super) quantity: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) at: Option<Period>,
    pub(super) note: Option<String>,
    pub(super) approximate: bool,
    pub(super) per_year: bool,
}

#[derive(Clone, Default)]
pub(super) struct Task {
    /// What names it in this file, also in the file's next version.
    pub(super) key: String,
    pub(super) dossier: Option<usize>,
    pub(super) organisation: Option<usize>,
    pub(super) title: String,
    pub(super) due: Option<Period>,
    pub(super) assignees: Vec<usize>,
    pub(super) done: bool,
    pub(super) note: Option<String>,
}

/// A row that says a dossier of another row again, or seems to.
#[derive(Clone)]
pub(super) struct Alike {
    pub(super) place: Place,
    /// The other row's dossier, by its place in `dossiers`.
    pub(super) dossier: usize,
    /// What names it when it is kept apart.
    pub(super) key: String,
    pub(super) joined: bool,
}

/// Something that is not certain.
#[derive(Clone)]
pub(super) struct Flag {
    pub(super) place: Place,
    pub(super) field: String,
    pub(super) text: String,
    pub(super) code: String,
}
