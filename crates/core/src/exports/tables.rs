//! The desk as tables: one for each kind of record, every field of it, own columns last.

use std::collections::{BTreeMap, HashMap};

use coexist_domain::registry::{
    Entity, Field, Kind, Merge, amount, contact, dossier, exchange, import, journal_entry, organisation,
    own_column, own_value, party, person, task, type_period,
};
use coexist_domain::words::AmountRole;
use coexist_domain::{Id, Period, Value};
use coexist_sentences::{Language as Spoken, Sentences};
use coexist_spreadsheet::values::country;
use coexist_spreadsheet::write::{Out, Table};
use jiff::civil::Date;

use super::periods;
use crate::Error;
use crate::desk::Desk;
use crate::imports::known::{Known, Record};
use crate::settings::Language;

const READ: &[&Entity] = &[
    &dossier::ENTITY,
    &organisation::ENTITY,
    &contact::ENTITY,
    &party::ENTITY,
    &amount::ENTITY,
    &type_period::ENTITY,
    &task::ENTITY,
    &exchange::ENTITY,
    &journal_entry::ENTITY,
    &person::ENTITY,
    &own_column::ENTITY,
    &own_value::ENTITY,
    &import::ENTITY,
];

/// Fields that are the desk's own bookkeeping and no part of anybody's spreadsheet.
const NOT_WRITTEN: &[&str] = &["origin", "message", "replaced_by"];

/// Every table, the dossiers first.
pub(super) fn all(desk: &Desk) -> Result<Vec<Table>, Error> {
    let language = match desk.settings().language {
        Language::Fr => Spoken::French,
        Language::En => Spoken::English,
    };
    let known = desk.read(|r, space| Known::read_of(r, space, READ))?;
    let writer = Writer::new(&known, language);
    let mut tables = vec![
        writer.dossiers(),
        writer.plain(&organisation::ENTITY, organisation::name),
        writer.plain(&contact::ENTITY, contact::name),
        writer.plain(&amount::ENTITY, amount::role),
        writer.plain(&task::ENTITY, task::due),
        writer.plain(&exchange::ENTITY, exchange::at),
        writer.plain(&journal_entry::ENTITY, journal_entry::at),
        writer.colleagues(),
    ];
    let aside = writer.aside();
    if !aside.rows.is_empty() {
        tables.push(aside);
    }
    Ok(tables)
}

struct Writer<'a> {
    known: &'a Known,
    language: Spoken,
    words: Sentences,
    names: HashMap<Id, String>,
    /// Record → column → text.
    own: HashMap<Id, HashMap<Id, &'a str>>,
    of_dossier: HashMap<(u16, Id), Vec<&'a Record>>,
    /// When each dossier's partner was last spoken with, as its exchanges tell.
    spoken: HashMap<Id, Date>,
}

impl<'a> Writer<'a> {
    fn new(known: &'a Known, language: Spoken) -> Self {
        let mut names = HashMap::new();
        for (entity, field, or) in [
            (&organisation::ENTITY, organisation::name, organisation::full_name),
            (&dossier::ENTITY, dossier::title, dossier::title),
            (&contact::ENTITY, contact::name, contact::name),
            (&person::ENTITY, person::name, person::initials),
        ] {
            let named = known.all(entity).iter();
            names.extend(
                named.filter_map(|(id, r)| Some((*id, r.text(field).or_else(|| r.text(or))?.to_owned()))),
            );
        }
        let mut own: HashMap<Id, HashMap<Id, &str>> = HashMap::new();
        for cell in known.all(&own_value::ENTITY).values() {
            if let (Some(record), Some(column), Some(text)) =
                (cell.id(own_value::record), cell.id(own_value::column), cell.text(own_value::value))
            {
                own.entry(record).or_default().insert(column, text);
            }
        }
        let mut of_dossier: HashMap<(u16, Id), Vec<&Record>> = HashMap::new();
        for (entity, field) in [
            (&party::ENTITY, party::dossier),
            (&amount::ENTITY, amount::dossier),
            (&type_period::ENTITY, type_period::dossier),
            (&task::ENTITY, task::dossier),
        ] {
            for record in known.all(entity).values() {
                if let Some(of) = record.id(field) {
                    of_dossier.entry((entity.wire, of)).or_default().push(record);
                }
            }
        }
        let mut spoken: HashMap<Id, Date> = HashMap::new();
        for record in known.all(&exchange::ENTITY).values() {
            if let (Some(of), Value::Int(at)) = (record.id(exchange::dossier), record.value(exchange::at))
                && let Out::Date(day) = instant(*at)
            {
                let latest = spoken.entry(of).or_insert(day);
                *latest = day.max(*latest);
            }
        }
        Self { known, language, words: Sentences::new(language), names, own, of_dossier, spoken }
    }

    fn say(&self, id: &str) -> String {
        self.words.say(id, []).unwrap_or_else(|| id.to_owned())
    }

    /// The heading of a field.
    fn heading(&self, entity: &str, field: &str) -> String {
        let field = field.replace('_', "-");
        let special = self.words.say(&format!("export-{}-{field}", entity.replace('_', "-")), []);
        special.unwrap_or_else(|| self.say(&format!("export-field-{field}")))
    }

    /// A code in the words of the interface; one it does not know, as it is.
    fn word(&self, field: Field, code: &str) -> String {
        let vocabulary = match field {
            organisation::country | dossier::countries => {
                return country::names(code)
                    .map_or(code, |(french, english)| match self.language {
                        Spoken::French => french,
                        Spoken::English => english,
                    })
                    .to_owned();
            }
            organisation::kind => "organisation",
            party::role => "role",
            dossier::stage => "stage",
            amount::role => "amount",
            amount::kind => "contribution",
            type_period::kind => "type",
            exchange::kind => "exchange",
            contact::legal_basis => "basis",
            _ => return code.to_owned(),
        };
        self.words
            .say(&format!("word-{vocabulary}-{}", code.replace('_', "-")), [])
            .unwrap_or_else(|| code.to_owned())
    }

    /// The own columns of a kind of record, in their order.
    fn columns_of(&self, entity: &str) -> Vec<(Id, String)> {
        let all = self.known.all(&own_column::ENTITY).iter();
        let mut columns: Vec<(i64, Id, String)> = all
            .filter(|(_, c)| c.text(own_column::entity) == Some(entity))
            .map(|(id, c)| {
                let position = if let Value::Int(n) = c.value(own_column::position) { *n } else { i64::MAX };
                (position, *id, c.text(own_column::name).unwrap_or_default().to_owned())
            })
            .collect();
        columns.sort();
        columns.into_iter().map(|(_, id, name)| (id, name)).collect()
    }

    fn own_cells<'b>(&'b self, record: Id, columns: &'b [(Id, String)]) -> impl Iterator<Item = Out> + 'b {
        let cells = self.own.get(&record);
        columns.iter().map(move |(id, _)| {
            cells.and_then(|c| c.get(id)).map_or(Out::Empty, |t| Out::Text((*t).to_owned()))
        })
    }

    /// A record's field as a cell.
    fn cell(&self, record: &Record, field: Field) -> Out {
        if field.merge == Merge::Set {
            let elements: Vec<String> =
                record.set(field).iter().filter_map(|v| self.element(field, v)).collect();
            return text(elements.join("\n"));
        }
        match record.value(field) {
            Value::Null | Value::Other(..) => Out::Empty,
            Value::Bool(yes) => text(if *yes { self.say("export-yes") } else { String::new() }),
            Value::Int(n) if field.kind == Kind::Instant => instant(*n),
            Value::Int(n) => Out::Number(*n as f64),
            Value::Text(words) if field.kind == Kind::Period => self.period(words),
            Value::Text(code) if field == amount::unit => text(self.unit(code)),
            Value::Text(words) if field.kind == Kind::Code => text(self.word(field, words)),
            Value::Text(words) => text(words.clone()),
            Value::Id(id) => text(self.names.get(id).cloned().unwrap_or_default()),
            Value::Money(money) => {
                Out::Amount { value: money.to_f64(), currency: money.currency().to_string() }
            }
        }
    }

    fn period(&self, written: &str) -> Out {
        written.parse().map_or_else(|_| text(written.to_owned()), |p| periods::cell(p, self.language))
    }

    /// A unit of ours in the words of the interface; one that somebody wrote, as it is.
    fn unit(&self, code: &str) -> String {
        let ours = matches!(code, "day" | "half_day" | "hour" | "mission");
        if ours { self.say(&format!("export-unit-{}", code.replace('_', "-"))) } else { code.to_owned() }
    }

    /// The colleagues, with the initials that a tracker calls them by.
    fn colleagues(&self) -> Table {
        let mut rows: Vec<Vec<Out>> = self
            .known
            .all(&person::ENTITY)
            .values()
            // Who has no name is called by the initials wherever they stand.
            .filter(|p| p.text(person::name).is_some())
            .map(|p| [person::initials, person::name].map(|f| self.cell(p, f)).to_vec())
            .collect();
        rows.sort_by_cached_key(|row| format!("{row:?}"));
        let columns = vec![self.say("export-person-initials"), self.say("export-person-name")];
        Table { name: self.say("export-sheet-person"), columns, rows }
    }

    /// What stood around the tables of the files that were brought in: titles, legends, footnotes.
    fn aside(&self) -> Table {
        let mut rows: Vec<Vec<Out>> = Vec::new();
        for file in self.known.all(&import::ENTITY).values() {
            let name = self.cell(file, import::file_name);
            for line in file.text(import::aside).into_iter().flat_map(str::lines) {
                let row = vec![name.clone(), text(line.to_owned())];
                // The second reading of a file says the same again.
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        let columns = vec![self.say("export-aside-file"), self.say("export-aside-text")];
        Table { name: self.say("export-sheet-aside"), columns, rows }
    }

    fn element(&self, field: Field, value: &Value) -> Option<String> {
        match value {
            Value::Text(code) if field.kind == Kind::Code => Some(self.word(field, code)),
            Value::Text(words) => Some(words.clone()),
            Value::Id(id) => self.names.get(id).cloned(),
            _ => None,
        }
    }

    /// A table with every field of a kind of record.
    fn plain(&self, entity: &'static Entity, by: Field) -> Table {
        let fields: Vec<Field> =
            entity.fields.iter().copied().filter(|f| !NOT_WRITTEN.contains(&f.name)).collect();
        let own = self.columns_of(entity.name);
        let mut records: Vec<(&Id, &Record)> = self.known.all(entity).iter().collect();
        records.sort_by_cached_key(|(id, r)| (sort_key(r.value(by)), **id));
        let cells = |record: &Record, field: Field| {
            let money = (field == amount::value).then(|| text(currency(record)));
            std::iter::once(self.cell(record, field)).chain(money)
        };
        let row = |(id, record): (&Id, &Record)| {
            fields.iter().flat_map(|f| cells(record, *f)).chain(self.own_cells(*id, &own)).collect()
        };
        let headings = fields.iter().flat_map(|f| {
            let money = (*f == amount::value).then(|| self.say("export-amount-currency"));
            std::iter::once(self.heading(entity.name, f.name)).chain(money)
        });
        Table {
            name: self.say(&format!("export-sheet-{}", entity.name.replace('_', "-"))),
            columns: headings.chain(own.iter().map(|(_, name)| name.clone())).collect(),
            rows: records.into_iter().map(row).collect(),
        }
    }

    fn dossiers(&self) -> Table {
        let fields: Vec<Field> = dossier::ENTITY
            .fields
            .iter()
            .copied()
            .filter(|f| !NOT_WRITTEN.contains(&f.name) && f.name != "title")
            .collect();
        let own = self.columns_of("dossier");
        let mut columns = vec![
            self.heading("dossier", "organisations"),
            self.heading("dossier", "title"),
            self.heading("dossier", "type"),
        ];
        columns.extend(fields.iter().map(|f| self.heading("dossier", f.name)));
        columns.extend(AmountRole::ALL.iter().map(|role| self.word(amount::role, role.code())));
        columns.push(self.heading("dossier", "tasks"));
        columns.extend(own.iter().map(|(_, name)| name.clone()));
        let mut records: Vec<(&Id, &Record)> = self.known.all(&dossier::ENTITY).iter().collect();
        records.sort_by_cached_key(|(id, r)| (sort_key(r.value(dossier::title)), **id));
        let rows = records.into_iter().map(|(id, record)| {
            let mut row = vec![
                text(self.joined(&party::ENTITY, *id, |p| self.shown(p, party::organisation))),
                self.cell(record, dossier::title),
                text(self.joined(&type_period::ENTITY, *id, |t| self.shown(t, type_period::kind))),
            ];
            row.extend(fields.iter().map(|f| self.of_dossier(*id, record, *f)));
            row.extend(AmountRole::ALL.iter().map(|role| self.amounts(*id, *role)));
            row.push(text(self.joined(&task::ENTITY, *id, |t| self.task(t))));
            row.extend(self.own_cells(*id, &own));
            row
        });
        Table { name: self.say("export-sheet-dossier"), columns, rows: rows.collect() }
    }

    /// A field of a dossier; the last contact is the latest that the field or the exchanges tell.
    fn of_dossier(&self, id: Id, record: &Record, field: Field) -> Out {
        let spoken = self.spoken.get(&id).filter(|_| field == dossier::last_contact);
        let written = record.text(field).and_then(|p| p.parse::<Period>().ok());
        match spoken {
            Some(day) if written.is_none_or(|p| p.end() < *day) => Out::Date(*day),
            _ => self.cell(record, field),
        }
    }

    fn belonging(&self, entity: &Entity, dossier: Id) -> &[&'a Record] {
        self.of_dossier.get(&(entity.wire, dossier)).map_or(&[], Vec::as_slice)
    }

    fn joined(&self, entity: &Entity, dossier: Id, shown: impl Fn(&Record) -> Option<String>) -> String {
        self.belonging(entity, dossier)
            .iter()
            .filter_map(|r| shown(r))
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn shown(&self, record: &Record, field: Field) -> Option<String> {
        match self.cell(record, field) {
            Out::Text(words) => Some(words),
            Out::Number(n) => Some(n.to_string()),
            Out::Amount { value, currency } => Some(format!("{} {currency}", in_thousands(value))),
            Out::Date(day) => Some(periods::words(Period::day(day), self.language)),
            Out::Empty => None,
        }
    }

    /// One sum alone is a number that adds up; several are told.
    fn amounts(&self, dossier: Id, role: AmountRole) -> Out {
        let of_role: Vec<&&Record> = self
            .belonging(&amount::ENTITY, dossier)
            .iter()
            .filter(|a| a.text(amount::role) == Some(role.code()))
            .collect();
        if let [only] = of_role.as_slice()
            && let (Value::Money(_), Value::Null, Value::Null, false) = (
                only.value(amount::value),
                only.value(amount::value_max),
                only.value(amount::quantity),
                is_set(only, amount::per_year),
            )
        {
            return self.cell(only, amount::value);
        }
        let told = |a: &&&Record| {
            let parts = [amount::value, amount::value_max, amount::quantity, amount::unit, amount::note];
            let mut said: BTreeMap<u16, String> =
                parts.iter().filter_map(|f| Some((f.wire, self.shown(a, *f)?))).collect();
            if is_set(a, amount::per_year) {
                said.insert(amount::per_year.wire, self.say("export-per-year"));
            }
            // What the cell said in the first place says all of it.
            said.get(&amount::note.wire)
                .cloned()
                .unwrap_or_else(|| said.into_values().collect::<Vec<_>>().join(" "))
        };
        // Two amounts of one cell both keep what it said.
        let mut lines: Vec<String> = Vec::new();
        for line in of_role.iter().map(told) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        text(lines.join("\n"))
    }

    fn task(&self, record: &Record) -> Option<String> {
        if !record.value(task::done).is_null() {
            return None;
        }
        let title = record.text(task::title)?.to_owned();
        let due = record.text(task::due).and_then(|due| due.parse::<Period>().ok());
        Some(match due {
            Some(due) => format!("{title} ({})", periods::words(due, self.language)),
            None => title,
        })
    }
}

fn is_set(record: &Record, field: Field) -> bool {
    matches!(record.value(field), Value::Bool(true))
}

fn text(words: String) -> Out {
    if words.is_empty() { Out::Empty } else { Out::Text(words) }
}

fn currency(record: &Record) -> String {
    match record.value(amount::value) {
        Value::Money(money) => money.currency().to_string(),
        _ => String::new(),
    }
}

/// "60 000", "1 250.5": figures in threes, no decimals where there are none.
fn in_thousands(value: f64) -> String {
    let plain = value.to_string();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let mut out = String::new();
    for (n, figure) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) && figure.is_ascii_digit() && out != "-" {
            out.push(' ');
        }
        out.push(figure);
    }
    out.extend(rest.into_iter().flat_map(|r| [",", r]));
    out
}

fn instant(millis: i64) -> Out {
    jiff::Timestamp::from_millisecond(millis)
        .map_or(Out::Empty, |t| Out::Date(t.to_zoned(jiff::tz::TimeZone::UTC).date()))
}

fn sort_key(value: &Value) -> (i64, String) {
    match value {
        Value::Int(n) => (*n, String::new()),
        Value::Text(words) => (0, coexist_spreadsheet::folding::fold(words)),
        _ => (i64::MAX, String::new()),
    }
}

/// Every field that is written has a heading in both languages.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_heading() {
        let known = Known::default();
        for language in [Spoken::French, Spoken::English] {
            let writer = Writer::new(&known, language);
            for entity in [
                &dossier::ENTITY,
                &organisation::ENTITY,
                &contact::ENTITY,
                &amount::ENTITY,
                &task::ENTITY,
                &exchange::ENTITY,
                &journal_entry::ENTITY,
            ] {
                for field in entity.fields.iter().filter(|f| !NOT_WRITTEN.contains(&f.name)) {
                    let heading = writer.heading(entity.name, field.name);
                    assert!(!heading.starts_with("export-"), "{}.{}: {heading}", entity.name, field.name);
                }
            }
            for special in ["organisations", "type", "tasks"] {
                assert!(!writer.heading("dossier", special).starts_with("export-"));
            }
        }
    }
}
