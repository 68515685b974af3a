//! From the file to what it says: reads, guesses, understands, and translates what the spreadsheet crate
//! found into the product's own values.

use std::collections::HashMap;

use coexist_domain::{Currency, Money, Period};
use coexist_spreadsheet::folding::{fold, tidy, words};
use coexist_spreadsheet::layout::RowRole;
use coexist_spreadsheet::mapping::{Field, Mapping, SheetRole};
use coexist_spreadsheet::read::{self, Limits, ReadError};
use coexist_spreadsheet::sheet::Workbook;
use coexist_spreadsheet::understand::apply;
use coexist_spreadsheet::understood as found;
use coexist_spreadsheet::values::amount::AmountKind;
use coexist_spreadsheet::values::date;

use super::said::Labels;
use super::understood::{
    Alike, Amount, Contact, Dossier, Flag, Named, Organisation, Party, Person, Place, Task, Understood,
};
use super::written::Written;
use crate::Error;

/// Reads a file's bytes.
///
/// # Errors
/// One code for each way in which a file is no spreadsheet we read.
pub(super) fn workbook(bytes: &[u8], file_name: &str) -> Result<Workbook, Error> {
    read::read(bytes, file_name, &Limits::default()).map_err(|error| {
        let code = match &error {
            ReadError::NotASpreadsheet => "not-a-spreadsheet",
            ReadError::Empty => "empty-spreadsheet",
            ReadError::TooLarge { .. } => "spreadsheet-too-large",
            ReadError::PasswordProtected => "spreadsheet-password",
            ReadError::OldXls => "spreadsheet-old",
            ReadError::OtherFormat { .. } => "spreadsheet-other-format",
            ReadError::Damaged { .. } => "spreadsheet-damaged",
        };
        Error::new(code).with("file", file_name).because(error)
    })
}

/// What a file is called without its version: two versions of one tracker have one source.
pub(super) fn source_of(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let is_version = |w: &String| {
        w.chars().all(|c| c.is_ascii_digit())
            || w.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
            || matches!(
                w.as_str(),
                "final" | "finale" | "copie" | "copy" | "maj" | "def" | "new" | "nouveau" | "old"
            )
    };
    let kept: Vec<String> = words(stem).into_iter().filter(|w| !is_version(w)).collect();
    if kept.is_empty() { fold(stem) } else { kept.join("-") }
}

/// What a workbook says, read with a mapping. `labels` are the words of our own vocabularies.
pub(super) fn understand(workbook: &Workbook, mapping: &Mapping, labels: &Labels) -> Understood {
    let found = apply(workbook, mapping);
    let mut said = Understood {
        source: source_of(&workbook.name),
        reference: mapping.reference_date,
        repaired: u32::try_from(found.repaired).unwrap_or(u32::MAX),
        ..Understood::default()
    };
    let rows = Rows::of(&found);
    let mut people = People::default();
    for member in &found.members {
        people.add(Some(&member.initials), member.name.as_deref());
    }
    let mut organisations = HashMap::new();
    for item in &found.organisations {
        match number_of(item, &rows) {
            Some(number) => organisations.insert(item.key.as_str(), Named::Number(number)),
            None => {
                said.organisations.push(organisation(item, mapping, &rows));
                organisations.insert(item.key.as_str(), Named::Here(said.organisations.len() - 1))
            }
        };
    }
    let here = |key: &str| match organisations.get(key) {
        Some(Named::Here(n)) => Some(*n),
        _ => None,
    };
    said.contacts
        .extend(found.contacts.iter().map(|item| contact(item, item.organisation.as_deref().and_then(here))));
    let mut dossiers = HashMap::new();
    for item in &found.dossiers {
        let mut dossier = dossier(item, mapping, &rows);
        dossier.parties = item
            .parties
            .iter()
            .filter_map(|key| organisations.get(key.as_str()).cloned())
            .map(|organisation| Party {
                contact: spoken_with(&found, item, &organisation, here),
                organisation,
                role: None,
            })
            .collect();
        dossier.responsible = item.responsible.iter().map(|who| people.find(who)).collect();
        dossiers.insert(item.key.as_str(), said.dossiers.len());
        said.dossiers.push(dossier);
    }
    for item in found.duplicates.iter().filter(|d| d.record == "dossier") {
        let Some(dossier) = dossiers.get(item.key.as_str()).copied() else { continue };
        let place = Place { sheet: item.row.sheet.clone(), row: item.row.row };
        said.alike.push(Alike { place, dossier, key: item.other.clone(), joined: item.merged });
    }
    for item in &found.tasks {
        let mut task = task(item);
        task.dossier = item.dossier.as_deref().and_then(|key| dossiers.get(key).copied());
        task.organisation = item.organisations.iter().find_map(|key| here(key));
        task.assignees = item.responsible.iter().map(|who| people.find(who)).collect();
        said.tasks.push(task);
    }
    for item in &found.milestones {
        let dossier = dossiers.get(item.dossier.as_str()).copied();
        let (title, due) = (item.label.clone(), period(&item.period));
        let assignees = item.responsible.iter().map(|who| people.find(who)).collect();
        said.tasks.push(Task { key: item.key.clone(), title, due, dossier, assignees, ..Task::default() });
    }
    said.people = people.all;
    Written::of(workbook, mapping, &found.flags, labels).complete(&mut said, &found);
    said.rejected = found
        .rejected
        .iter()
        .map(|r| (Place { sheet: r.sheet.clone(), row: r.row }, r.code.replace('_', "-")))
        .collect();
    said.flags = found
        .flags
        .iter()
        .map(|f| Flag {
            place: Place { sheet: f.sheet.clone(), row: f.row },
            // The country of an organisation is a country, wherever it was told from.
            field: if f.field == "organisation_country" { "country".to_owned() } else { f.field.clone() },
            text: f.text.clone(),
            code: f.code.replace('_', "-"),
        })
        .collect();
    said.aside = aside(workbook, &found);
    said
}

/// Titles, headings between rows, legends and footnotes: nothing of them is a record, and somebody wrote them.
fn aside(workbook: &Workbook, found: &found::Understood) -> Vec<(Place, String)> {
    let is_aside = |role| matches!(role, RowRole::Title | RowRole::Section | RowRole::Legend | RowRole::Note);
    let lines = found.ledger.iter().filter(|line| is_aside(line.role)).filter_map(|line| {
        let sheet = workbook.sheets.iter().find(|sheet| sheet.name == line.sheet)?;
        let cells: Vec<String> = sheet.row(line.row)?.filled().map(|(_, cell)| tidy(&cell.text)).collect();
        Some((Place { sheet: line.sheet.clone(), row: line.row }, cells.join(" · ")))
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by(|(a, _), (b, _)| (&a.sheet, a.row).cmp(&(&b.sheet, b.row)));
    lines
}

/// The rows that went into each record, from the account the spreadsheet crate gives of every row.
struct Rows<'a> {
    of: HashMap<&'a str, Vec<&'a found::LedgerLine>>,
}

impl<'a> Rows<'a> {
    fn of(found: &'a found::Understood) -> Self {
        let mut of: HashMap<&str, Vec<&found::LedgerLine>> = HashMap::new();
        for line in &found.ledger {
            if let Some(key) = &line.key {
                of.entry(key.as_str()).or_default().push(line);
            }
        }
        Self { of }
    }

    fn places(&self, key: &str, else_: &[found::SourceRow]) -> Vec<Place> {
        match self.of.get(key) {
            Some(lines) => lines.iter().map(|l| Place { sheet: l.sheet.clone(), row: l.row }).collect(),
            None => else_.iter().map(|r| Place { sheet: r.sheet.clone(), row: r.row }).collect(),
        }
    }

    /// Rows that say again what the first one says.
    fn duplicates(&self, key: &str) -> u32 {
        use coexist_spreadsheet::layout::RowRole;
        let lines = self.of.get(key).map_or(&[][..], Vec::as_slice);
        u32::try_from(lines.iter().filter(|l| l.role == RowRole::Duplicate).count()).unwrap_or(u32::MAX)
    }

    fn has(&self, key: &str) -> bool {
        self.of.contains_key(key)
    }
}

/// A column of organisations that holds numbers names rows of another file, not organisations called "16".
fn number_of(item: &found::OrganisationFound, rows: &Rows<'_>) -> Option<String> {
    (item.code_only && !rows.has(&item.key))
        .then(|| item.codes.first().unwrap_or(&item.name).trim().to_owned())
}

fn organisation(item: &found::OrganisationFound, mapping: &Mapping, rows: &Rows<'_>) -> Organisation {
    let mut cells = own(&item.extra);
    // The desk has no field for the file's own number of it: its column stays the person's own.
    let header = [Field::OrganisationCode, Field::Number].into_iter();
    let mut header = header.filter_map(|f| header_of(mapping, f, SheetRole::Organisations, &item.rows));
    if let Some((header, code)) = header.next().zip(joined(", ", &item.codes)) {
        cells.push((header, code));
    }
    let mut notes = item.notes.clone();
    notes.extend(item.emails.iter().skip(1).cloned());
    notes.extend(item.phones.iter().skip(1).cloned());
    let mut other_names = item.spellings.clone();
    other_names.extend(item.acronym.clone());
    other_names.retain(|n| *n != item.name);
    Organisation {
        places: rows.places(&item.key, &item.rows),
        duplicates: rows.duplicates(&item.key),
        counts: rows.has(&item.key),
        numbers: item.codes.clone(),
        name: item.name.clone(),
        full_name: item.full_name.clone(),
        other_names,
        kind: item.kind.clone(),
        country: item.country.clone(),
        city: item.city.clone(),
        address: joined(", ", item.address.iter().chain(&item.postcode)),
        website: item.website.clone(),
        email: item.emails.first().cloned(),
        phone: item.phones.first().cloned(),
        identifiers: item.identifiers.iter().map(|i| format!("{}:{}", i.scheme, i.id)).collect(),
        note: joined("\n", &notes),
        own: cells,
    }
}

fn contact(item: &found::ContactFound, organisation: Option<usize>) -> Contact {
    Contact {
        places: item.rows.iter().map(|r| Place { sheet: r.sheet.clone(), row: r.row }).collect(),
        organisation,
        name: item.name.clone(),
        job: item.function.clone(),
        emails: item.emails.clone(),
        phones: item.phones.clone(),
        note: joined("\n", &item.notes),
        own: own(&item.extra),
    }
}

/// The first person of an organisation who is named in the dossier's own rows.
fn spoken_with(
    found: &found::Understood,
    dossier: &found::DossierFound,
    organisation: &Named,
    here: impl Fn(&str) -> Option<usize>,
) -> Option<usize> {
    let Named::Here(n) = organisation else { return None };
    found.contacts.iter().position(|c| {
        c.organisation.as_deref().and_then(&here) == Some(*n)
            && c.rows.iter().any(|r| dossier.rows.contains(r))
    })
}

fn dossier(item: &found::DossierFound, mapping: &Mapping, rows: &Rows<'_>) -> Dossier {
    let mut cells = own(&item.extra);
    // The desk has no field for the first contact; its column stays the person's own.
    if let Some(first) = item.first_contact.as_ref().and_then(period) {
        let header = header_of(mapping, Field::FirstContact, SheetRole::Dossiers, &item.rows);
        cells.extend(header.map(|header| (header, first.to_string())));
    }
    if let Some(number) = &item.number {
        let header = header_of(mapping, Field::Number, SheetRole::Dossiers, &item.rows);
        cells.extend(header.map(|header| (header, number.clone())));
    }
    let covers = item.period.as_ref();
    Dossier {
        key: item.key.clone(),
        places: rows.places(&item.key, &item.rows),
        duplicates: rows.duplicates(&item.key),
        number: item.number.clone(),
        title: Some(item.title.clone()).filter(|t| !t.trim().is_empty()),
        stage: item.stage.clone(),
        stage_reason: item.stage_reason.clone(),
        start: covers.map(|p| Period::day(p.start)),
        end: covers.map(|p| Period::day(p.end)),
        signed: item.signed.as_ref().and_then(period),
        agreement: item.agreement_ref.clone(),
        countries: item.countries.clone(),
        note: joined("\n", &item.notes),
        last_contact: item.last_contact.as_ref().and_then(period),
        types: item.kind.iter().cloned().collect(),
        amounts: item.amounts.iter().map(amount).collect(),
        own: cells,
        ..Dossier::default()
    }
}

fn header_of(mapping: &Mapping, field: Field, role: SheetRole, rows: &[found::SourceRow]) -> Option<String> {
    let sheet = rows.first().map(|r| r.sheet.as_str());
    let sheets = mapping.sheets.iter().filter(|s| s.role == Some(role) && Some(s.sheet.as_str()) == sheet);
    sheets.flat_map(|s| s.columns_of(field)).map(|c| c.header.clone()).find(|h| !h.is_empty())
}

fn amount(item: &found::AmountFound) -> Amount {
    let read = &item.amount;
    let currency: Option<Currency> = read.currency.as_deref().and_then(|c| c.parse().ok());
    let money = |n: Option<f64>| n.zip(currency).and_then(|(n, c)| Money::parse(&n.to_string(), c).ok());
    let number = |n: f64| n.to_string();
    let is_plain = read.kind == AmountKind::Cash
        && read.min.is_none()
        && read.years.is_none()
        && read.instalments.is_none();
    let value = money(read.value.or(read.min).or(read.valuation).or(read.per_year));
    Amount {
        role: Some(
            match item.role {
                found::AmountRole::Requested => "requested",
                found::AmountRole::Granted => "granted",
                found::AmountRole::Paid => "paid",
            }
            .to_owned(),
        ),
        kind: Some(
            match read.kind {
                AmountKind::Cash => "cash",
                AmountKind::InKind => "in_kind",
                AmountKind::SkillsTime => "skills_time",
                AmountKind::Data => "data",
            }
            .to_owned(),
        ),
        value,
        value_max: read.max.and_then(|max| money(Some(max))),
        quantity: read.quantity.map(number),
        unit: read.unit.clone(),
        at: None,
        // What the fields cannot say stays as it was written; so does a sum without a currency.
        note: (!is_plain || value.is_none() || read.whole.is_some())
            .then(|| item.text.clone())
            .filter(|t| !t.is_empty()),
        approximate: read.approximate,
        // "12 k€ / an" is a sum each year; with the years said, the value is the whole already.
        per_year: read.per_year.is_some() && read.value.is_none_or(|v| Some(v) == read.per_year),
    }
}

fn task(item: &found::TaskFound) -> Task {
    let mut notes = item.notes.clone();
    notes.extend(item.due_raw.iter().cloned());
    notes.extend(item.extra.iter().map(|cell| format!("{}\u{202f}: {}", cell.column, cell.text)));
    Task {
        key: item.key.clone(),
        title: item.text.clone(),
        due: item.due.as_ref().and_then(period),
        done: item.done,
        note: joined("\n", &notes),
        ..Task::default()
    }
}

fn own(cells: &[found::OwnValue]) -> Vec<(String, String)> {
    let mut own: Vec<(String, String)> = Vec::new();
    for cell in cells.iter().filter(|c| !c.text.trim().is_empty()) {
        // Rows put together may each fill the column.
        match own.iter_mut().find(|(header, _)| *header == cell.column) {
            Some((_, text)) => {
                text.push('\n');
                text.push_str(&cell.text);
            }
            None => own.push((cell.column.clone(), cell.text.clone())),
        }
    }
    own
}

fn joined<'a>(by: &str, parts: impl IntoIterator<Item = &'a String>) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(by))
}

/// The product's periods know no week and no part of a month: those are from a day to a day.
fn period(found: &date::Period) -> Option<Period> {
    let (year, month) = (found.start.year(), found.start.month());
    match found.precision {
        date::Precision::Day => Some(Period::day(found.end)),
        date::Precision::Month => Period::month(year, month).ok(),
        date::Precision::Quarter => Period::quarter(year, (month - 1) / 3 + 1).ok(),
        date::Precision::Half => Period::half(year, (month - 1) / 6 + 1).ok(),
        date::Precision::Year => Period::year(year).ok(),
        date::Precision::Week | date::Precision::MonthPart | date::Precision::Range => {
            Period::range(found.start, found.end).ok()
        }
    }
    // A quarter that begins in another month ("T2 2023-24" of a school year) is only its days.
    .filter(|p| p.start() == found.start && p.end() == found.end)
    .or_else(|| Period::range(found.start, found.end).ok())
}

/// Colleagues by what the file calls them.
#[derive(Default)]
struct People {
    all: Vec<Person>,
    known: HashMap<String, usize>,
}

impl People {
    fn add(&mut self, initials: Option<&str>, name: Option<&str>) -> usize {
        let own = |text: Option<&str>| text.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        let person = Person { initials: own(initials), name: own(name) };
        let keys: Vec<String> = person.initials.iter().chain(&person.name).map(|t| fold(t)).collect();
        let at = keys.iter().find_map(|k| self.known.get(k).copied()).unwrap_or_else(|| {
            self.all.push(person);
            self.all.len() - 1
        });
        for key in keys {
            self.known.entry(key).or_insert(at);
        }
        at
    }

    fn find(&mut self, who: &str) -> usize {
        if let Some(at) = self.known.get(&fold(who)) {
            return *at;
        }
        // "JB" are initials; "Jeanne" is a name.
        let is_initials =
            who.chars().count() <= 4 && who.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        if is_initials { self.add(Some(who), None) } else { self.add(None, Some(who)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn versions_of_a_file_have_one_source() {
        for name in [
            "Suivi partenariats 2024.xlsx",
            "suivi_partenariats_v3.xlsx",
            "SUIVI-PARTENARIATS-final.csv",
            "suivi partenariats.xlsx",
        ] {
            assert_eq!(source_of(name), "suivi-partenariats");
        }
        assert_eq!(source_of("2024.csv"), "2024");
        assert_ne!(source_of("akvo-organisations.csv"), source_of("akvo-projects.csv"));
    }

    #[test]
    fn periods_keep_their_days() {
        let read =
            |start, end, precision| period(&date::Period { start, end, precision }).map(|p| p.to_string());
        assert_eq!(
            read(day(2024, 4, 1), day(2024, 6, 30), date::Precision::Quarter).as_deref(),
            Some("2024-Q2")
        );
        assert_eq!(
            read(day(2024, 3, 1), day(2024, 3, 15), date::Precision::MonthPart).as_deref(),
            Some("2024-03-01/2024-03-15")
        );
        assert_eq!(
            read(day(2023, 9, 1), day(2024, 8, 31), date::Precision::Year).as_deref(),
            Some("2023-09-01/2024-08-31")
        );
    }
}
