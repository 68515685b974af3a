//! What a person can settle on the import screen, and save for the next time.
//!
//! A mapping is data, not behaviour: the guess fills one, the person edits it, and [`crate::understand`]
//! reads nothing else about the file's meaning. A saved mapping may name only what differs from the guess;
//! [`Mapping::over`] lays it over one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a sheet is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetRole {
    /// One partnership per row.
    Dossiers,
    /// One organisation per row.
    Organisations,
    /// One person per row.
    Contacts,
    /// One thing to do per row.
    Tasks,
    /// Explains colours and initials.
    Legend,
    /// Text for people.
    Notes,
    /// Sums and pivot tables, made from other sheets.
    Summary,
    /// An empty form to copy.
    Template,
    /// Nothing in it.
    #[default]
    Empty,
}

/// What a column holds.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Name of one or several organisations.
    Organisation,
    /// Long form of the organisation's name, beside a short one.
    FullName,
    /// Acronym of the organisation.
    Acronym,
    /// The file's own code for the organisation, by which other sheets name it.
    OrganisationCode,
    /// Kind or legal form of the organisation.
    Kind,
    /// SIREN, SIRET, RNA, VAT, UID: whichever the cell holds.
    Identifier,
    /// Country, or several.
    Country,
    /// Town, with or without postcode.
    City,
    /// Postcode.
    Postcode,
    /// Street address.
    Address,
    /// Web site.
    Website,
    /// People, perhaps with their addresses and numbers.
    Contact,
    /// Family name, where first names have their own column.
    LastName,
    /// First name.
    FirstName,
    /// What a person does there.
    Function,
    /// E-mail and telephone mixed.
    Channel,
    /// E-mail.
    Email,
    /// Telephone.
    Phone,
    /// Project or object: the dossier's title.
    Title,
    /// Type of partnership.
    Type,
    /// Status.
    Status,
    /// Amount whose role the stage tells.
    Amount,
    /// Amount asked or hoped for.
    AmountRequested,
    /// Amount promised or agreed.
    AmountGranted,
    /// Amount received.
    AmountPaid,
    /// Gifts in kind and in working time.
    Contributions,
    /// Currency of the row's amounts.
    Currency,
    /// Colleagues who follow the dossier.
    Responsible,
    /// First contact.
    FirstContact,
    /// Last contact.
    LastContact,
    /// Things to do.
    NextAction,
    /// By when.
    Due,
    /// Done or not, for a sheet of tasks.
    Done,
    /// Date of signature.
    Signed,
    /// Length or span of the agreement.
    Period,
    /// Beginning.
    Start,
    /// End.
    End,
    /// Reference of the agreement.
    AgreementRef,
    /// The file's own number of the dossier.
    Number,
    /// A report is due then.
    ReportDue,
    /// Free remarks.
    Notes,
    /// Kept with the record under the column's own name.
    #[default]
    Own,
    /// Left out (a formula that repeats other columns).
    Ignore,
}

impl Field {
    /// True when at most one column of a sheet can hold it.
    #[must_use]
    pub fn is_single(self) -> bool {
        !matches!(
            self,
            Self::Own
                | Self::Ignore
                | Self::Identifier
                | Self::Phone
                | Self::Email
                | Self::Notes
                | Self::Amount
                | Self::AmountRequested
                | Self::AmountGranted
                | Self::AmountPaid
                | Self::Contributions
        )
    }

    /// True for the columns that hold money.
    #[must_use]
    pub fn is_amount(self) -> bool {
        matches!(
            self,
            Self::Amount
                | Self::AmountRequested
                | Self::AmountGranted
                | Self::AmountPaid
                | Self::Contributions
        )
    }

    /// True for the columns that hold dates.
    #[must_use]
    pub fn is_date(self) -> bool {
        matches!(
            self,
            Self::FirstContact
                | Self::LastContact
                | Self::Due
                | Self::Signed
                | Self::Period
                | Self::Start
                | Self::End
                | Self::ReportDue
        )
    }
}

/// A column and its field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct ColumnMapping {
    /// Place, from 0. In a saved mapping that names a `header` it may be left out.
    pub index: Option<u32>,
    /// What stands above it, group and second header row included: "Date (dernier)".
    pub header: String,
    /// What it holds.
    pub field: Field,
    /// How sure the guess was, 0 to 1.
    pub confidence: f32,
    /// Currency said in the header, ISO 4217.
    pub currency: Option<String>,
}

/// A sheet, its role and its columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct SheetMapping {
    /// The sheet's name.
    pub sheet: String,
    /// What it is for; `None` in a saved mapping leaves the guess.
    pub role: Option<SheetRole>,
    /// First row of the header, from 1; 0 when there is none.
    pub header_row: Option<u32>,
    /// How many rows the header takes.
    pub header_rows: Option<u32>,
    /// The columns that hold something.
    pub columns: Vec<ColumnMapping>,
    /// How sure the role was, 0 to 1.
    pub confidence: f32,
}

/// What a word of the file means, as a code; `None` says that it means nothing here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Meaning {
    /// The code: a stage, a type, a kind, a country.
    pub code: Option<String>,
    /// Still a guess: shown with a mark, and flagged where it is used.
    pub guessed: bool,
}

impl Meaning {
    /// A meaning that is settled.
    #[must_use]
    pub fn certain(code: &str) -> Self {
        Self { code: Some(code.to_owned()), guessed: false }
    }

    /// A meaning to be confirmed.
    #[must_use]
    pub fn guess(code: &str) -> Self {
        Self { code: Some(code.to_owned()), guessed: true }
    }
}

/// What a colour stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct ColourMeaning {
    /// The legend's words.
    pub text: String,
    /// The stage.
    pub stage: Option<String>,
    /// Still a guess.
    pub guessed: bool,
}

/// The whole mapping. Words are keys as they stand in the file, compared without case and accents.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Mapping {
    /// "Today" for the file: years left out are filled in around it.
    #[ts(type = "string | null")]
    pub reference_date: Option<Date>,
    /// The importing organisation; it is never a partner of itself.
    pub own_organisation: Option<String>,
    /// Currency of amounts that name none, ISO 4217.
    pub default_currency: Option<String>,
    /// Country of organisations and numbers that name none, ISO 3166 alpha-2.
    pub default_country: Option<String>,
    /// The sheets.
    pub sheets: Vec<SheetMapping>,
    /// Status text → stage.
    pub statuses: BTreeMap<String, Meaning>,
    /// "#RRGGBB", or "none" for a row without colour → stage.
    pub colours: BTreeMap<String, ColourMeaning>,
    /// Initials → colleague's name.
    pub colleagues: BTreeMap<String, String>,
    /// Type text → type of partnership.
    pub types: BTreeMap<String, Meaning>,
    /// Kind text → kind of organisation.
    pub kinds: BTreeMap<String, Meaning>,
    /// Place → country.
    pub places: BTreeMap<String, Meaning>,
    /// Another spelling or short form of an organisation → its name.
    pub organisations: BTreeMap<String, String>,
    /// Organisation → its country.
    pub organisation_countries: BTreeMap<String, String>,
    /// Keys of dossiers that look alike and are two all the same.
    pub keep_apart: Vec<String>,
}

impl Mapping {
    /// This mapping laid over another: what this one says wins, the rest stays.
    #[must_use]
    pub fn over(&self, base: Self) -> Self {
        let mut out = base;
        if self.reference_date.is_some() {
            out.reference_date = self.reference_date;
        }
        for (mine, its) in [
            (&self.own_organisation, &mut out.own_organisation),
            (&self.default_currency, &mut out.default_currency),
            (&self.default_country, &mut out.default_country),
        ] {
            if mine.is_some() {
                its.clone_from(mine);
            }
        }
        for sheet in &self.sheets {
            match out.sheets.iter_mut().find(|s| s.sheet == sheet.sheet) {
                Some(its) => its.take_over(sheet),
                None => out.sheets.push(sheet.clone()),
            }
        }
        lay(&self.statuses, &mut out.statuses);
        lay(&self.colours, &mut out.colours);
        lay(&self.colleagues, &mut out.colleagues);
        lay(&self.types, &mut out.types);
        lay(&self.kinds, &mut out.kinds);
        lay(&self.places, &mut out.places);
        lay(&self.organisations, &mut out.organisations);
        lay(&self.organisation_countries, &mut out.organisation_countries);
        out.keep_apart.extend(
            self.keep_apart.iter().filter(|k| !base_has(&out.keep_apart, k)).cloned().collect::<Vec<_>>(),
        );
        out
    }
}

fn base_has(keys: &[String], key: &str) -> bool {
    keys.iter().any(|k| k == key)
}

/// Keys are words of the file: the same word in another case replaces the guess instead of standing beside it.
fn lay<V: Clone>(mine: &BTreeMap<String, V>, its: &mut BTreeMap<String, V>) {
    for (key, value) in mine {
        let folded = crate::folding::fold(key);
        its.retain(|k, _| crate::folding::fold(k) != folded);
        its.insert(key.clone(), value.clone());
    }
}

impl SheetMapping {
    fn take_over(&mut self, other: &Self) {
        if other.role.is_some() {
            self.role = other.role;
        }
        if other.header_row.is_some() {
            self.header_row = other.header_row;
        }
        if other.header_rows.is_some() {
            self.header_rows = other.header_rows;
        }
        for column in &other.columns {
            let wanted = crate::folding::fold(&column.header);
            let same = |c: &ColumnMapping| match column.index {
                Some(index) => c.index == Some(index),
                None => crate::folding::fold(&c.header) == wanted,
            };
            match self.columns.iter_mut().find(|c| same(c)) {
                Some(its) => {
                    its.field = column.field;
                    its.confidence = 1.0;
                    if column.currency.is_some() {
                        its.currency.clone_from(&column.currency);
                    }
                }
                None if column.index.is_some() => self.columns.push(column.clone()),
                None => {}
            }
        }
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<u32> {
        self.columns.iter().find(|c| c.field == field).and_then(|c| c.index)
    }

    /// All the columns of a field.
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = &ColumnMapping> {
        self.columns.iter().filter(move |c| c.field == field && c.index.is_some())
    }

    /// True when some column holds the field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}

/// The entry of a map of words, compared without case and accents.
#[must_use]
pub fn word<'a, V>(map: &'a BTreeMap<String, V>, text: &str) -> Option<&'a V> {
    if let Some(found) = map.get(text) {
        return Some(found);
    }
    let folded = crate::folding::fold(text);
    map.iter().find(|(k, _)| crate::folding::fold(k) == folded).map(|(_, v)| v)
}
