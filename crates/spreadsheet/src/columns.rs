//! What each column holds: its heading and its content have equal voices.
//!
//! A heading proposes fields, the content accepts or refuses them: "RSE contact" full of "oui" holds no
//! contact, "Nature" full of "PME" holds kinds and not types. A column neither can place stays the file's own.

use crate::column_words::RULES;
use crate::folding::{fold, is_unknown, is_void};
use crate::layout::{Header, RowRole, heading, row_role};
use crate::mapping::{ColumnMapping, Field, SheetRole};
use crate::sheet::{Cell, Row, Sheet, Value};
use crate::values::amount::{self, AmountContext};
use crate::values::date::{self, DateContext, Direction};
use crate::values::{Reading, country, identifier, kind, partnership_type, person, phone, stage};

/// The fields a heading may mean, best first, each with a weight from 0 to 1.
#[must_use]
pub fn header_fields(text: &str) -> Vec<(Field, f32)> {
    let flat = flat(text);
    let bare = flat.trim();
    if bare.is_empty() {
        return if text.contains(['☐', '☑', '✔', '✓']) {
            vec![(Field::Done, 1.0)]
        } else {
            Vec::new()
        };
    }
    // "Échéance (texte d'origine)" of our own export stands beside the column it was read from.
    if bare.ends_with("texte d origine") || bare.ends_with("original text") {
        return Vec::new();
    }
    let mut found: Vec<(Field, f32)> = Vec::new();
    for rule in RULES {
        let score = if rule.whole.contains(&bare) {
            1.0
        } else if let Some(word) =
            rule.within.iter().find(|w| flat.contains(&format!(" {w} ")) || flat.contains(&format!(" {w}s ")))
        {
            // A long heading says more than the one word found in it.
            #[allow(clippy::cast_precision_loss, reason = "lengths of headings")]
            let share = word.len() as f32 / bare.len().max(1) as f32;
            0.45 + 0.45 * share
        } else {
            continue;
        };
        found.push((rule.field, score));
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found
}

/// Folded, every sign a space, one space at both ends: "N° conv." is " n conv ".
fn flat(text: &str) -> String {
    let folded = fold(text);
    // "Montant (€)": what stands in brackets specifies, and may be a currency.
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && *w != "eur" && *w != "euros")
        .collect();
    format!(" {} ", words.join(" "))
}

/// What the cells of a column look like, as shares of those that hold something.
#[derive(Debug, Clone, Copy, Default)]
pub struct Profile {
    filled: f32,
    email: f32,
    phone: f32,
    url: f32,
    date: f32,
    number: f32,
    money: f32,
    amount: f32,
    yes_no: f32,
    initials: f32,
    stage: f32,
    kind: f32,
    kind_strict: f32,
    kind_type: f32,
    country: f32,
    identifier: f32,
    person: f32,
    short: f32,
    distinct: f32,
    letter: f32,
    formula: f32,
    currency: f32,
    code: f32,
}

impl Profile {
    /// Looks at a column's cells.
    pub fn of<'a>(cells: impl Iterator<Item = &'a Cell>, reference: jiff::civil::Date) -> Self {
        let mut p = Self::default();
        let mut seen = std::collections::BTreeSet::new();
        let context = DateContext { reference, direction: Direction::Either, year: None };
        let all: Vec<&Cell> = cells.filter(|c| !c.is_blank()).collect();
        let taken: Vec<&Cell> =
            all.iter().copied().filter(|c| !is_void(&c.text) && !is_unknown(&c.text)).take(120).collect();
        let share = |n: usize, of: usize| -> f32 {
            #[allow(clippy::cast_precision_loss, reason = "at most 120 cells")]
            let share = n as f32 / of.max(1) as f32;
            share
        };
        let count =
            |test: &dyn Fn(&Cell) -> bool| share(taken.iter().filter(|c| test(c)).count(), taken.len());
        for cell in &taken {
            seen.insert(fold(&cell.text));
        }
        #[allow(clippy::cast_precision_loss, reason = "a count of cells")]
        {
            p.filled = all.len() as f32;
        }
        p.distinct = share(seen.len(), taken.len());
        p.email = count(&|c| c.text.contains('@') || c.text.contains("(at)"));
        p.phone = count(&|c| {
            !phone::places(&c.text).is_empty()
                && identifier::read(&c.text).value().is_none_or(|v| v.iter().all(|i| !i.valid))
        });
        p.url = count(&|c| c.text.contains("www.") || c.text.contains("http"));
        p.number = count(&|c| {
            matches!(c.value, Value::Number(_))
                || c.text.trim().replace([' ', ',', '.', '\''], "").parse::<f64>().is_ok()
        });
        p.date = count(&|c| match &c.value {
            Value::Date(_) => true,
            Value::Number(n) => date::read_number(*n).value().is_some(),
            _ => date::read(&c.text, &context).value().is_some() || date::duration_months(&c.text).is_some(),
        });
        p.money = count(&|c| match &c.value {
            Value::Number(_) => c
                .format
                .as_deref()
                .is_some_and(|f| f.contains(['€', '$', '£', '¤']) || f.contains("CHF") || f.contains("CFA")),
            _ => amount::read(&c.text, &AmountContext::default()).value().is_some_and(|a| {
                a.iter().any(|a| a.currency.is_some() && a.kind == amount::AmountKind::Cash)
            }),
        });
        p.amount = count(&|c| match &c.value {
            Value::Number(_) => true,
            Value::Date(_) => false,
            _ => {
                matches!(
                    amount::read(
                        &c.text,
                        &AmountContext { currency: Some("EUR"), parties: 2, ..AmountContext::default() }
                    ),
                    Reading::Certain(_)
                ) || amount::read(
                    &c.text,
                    &AmountContext { currency: Some("EUR"), parties: 2, ..AmountContext::default() },
                )
                .value()
                .is_some_and(|a| a.iter().any(|a| a.kind == amount::AmountKind::Cash || a.quantity.is_some()))
            }
        });
        p.yes_no = count(&|c| {
            matches!(
                fold(&c.text).trim_matches(['.', '!', ' ']),
                "oui"
                    | "non"
                    | "x"
                    | "o"
                    | "n"
                    | "yes"
                    | "no"
                    | "y"
                    | "ok"
                    | "?"
                    | "true"
                    | "false"
                    | "vrai"
                    | "faux"
                    | "☑"
                    | "☐"
                    | "✔"
                    | "1"
            )
        });
        p.initials = count(&|c| {
            c.text.split(['/', ',', '+', '&', ' ']).filter(|w| !w.is_empty()).all(|w| {
                let letters: String = w.chars().filter(|c| c.is_alphabetic()).collect();
                (2..=4).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase)
                    || (w.len() <= 5 && w.ends_with('.'))
                    || fold(w) == "stag"
            })
        });
        p.stage = count(&|c| stage::read(&c.text).value().is_some());
        p.kind = count(&|c| kind::read(&c.text).value().is_some());
        p.kind_strict = count(&|c| matches!(kind::read(&c.text), Reading::Certain(_)));
        p.kind_type = count(&|c| {
            partnership_type::read(&c.text).value().is_some() || fold(&c.text).starts_with("mecenat")
        });
        p.country = count(&|c| country::read(&c.text).value().is_some());
        p.identifier = count(&|c| identifier::read(&c.text).value().is_some());
        p.person = count(&|c| !person::read(&c.text, None).people.is_empty());
        p.short = count(&|c| c.text.chars().count() <= 60);
        p.letter = count(&|c| c.text.trim().chars().count() == 1 && kind::of_letter(&c.text).is_some());
        p.formula = share(all.iter().filter(|c| c.formula.is_some()).count(), all.len());
        p.currency = count(&|c| country::is_currency(c.text.trim()));
        // N, C, G, K: kinds of organisations; N and O alone: no and yes.
        if p.letter >= 0.8 && ["c", "g", "k", "f"].iter().any(|l| seen.contains(*l)) {
            p.yes_no = 0.0;
        }
        p.code = count(&|c| {
            !c.text.trim().contains(' ')
                && c.text.chars().count() <= 14
                && c.text.chars().any(|d| d.is_ascii_digit())
        });
        p
    }

    /// How well the content bears a field out, 0 to 1; 0 refuses it.
    fn bears(&self, field: Field, role_hint: Option<SheetRole>) -> f32 {
        if self.filled == 0.0 {
            return 0.5;
        }
        // Ticks and crosses are nobody's name and no amount.
        if self.yes_no >= 0.6 && !matches!(field, Field::Done | Field::Own | Field::Ignore | Field::Status) {
            return 0.0;
        }
        let at_least = |share: f32, needed: f32| if share >= needed { 0.7 + 0.3 * share } else { 0.0 };
        match field {
            Field::Email => at_least(self.email, 0.3),
            Field::Phone => at_least(self.phone, 0.3),
            Field::Channel => at_least(self.email.max(self.phone), 0.3),
            Field::Website => at_least(self.url.max(if self.short > 0.9 { 0.4 } else { 0.0 }), 0.3),
            Field::Contact => {
                if self.date > 0.5 || self.number > 0.5 {
                    0.0
                } else {
                    at_least(self.person.max(self.email), 0.25)
                }
            }
            Field::LastName | Field::FirstName => {
                if self.number > 0.3 || role_hint == Some(SheetRole::Organisations) { 0.0 } else { 0.8 }
            }
            // Codes of another list's organisations ("Organisation" full of 16, 43, 14) name them too.
            Field::Organisation if self.number > 0.9 && self.code > 0.9 && self.money == 0.0 => 0.7,
            Field::Organisation => {
                if self.number > 0.5 || self.date > 0.6 || self.money > 0.3 {
                    0.0
                } else {
                    0.6 + 0.4 * self.distinct
                }
            }
            Field::Amount | Field::AmountRequested | Field::AmountGranted => {
                if self.date > 0.6 && self.amount < 0.3 {
                    0.0
                } else {
                    at_least(self.amount.max(self.money), 0.3)
                }
            }
            Field::AmountPaid => {
                if self.date > 0.6 && self.money < 0.2 && self.number < 0.5 {
                    0.0
                } else {
                    at_least(self.amount.max(self.money), 0.4)
                }
            }
            Field::Contributions => {
                if self.date > 0.5 {
                    0.0
                } else {
                    0.85
                }
            }
            Field::Currency => at_least(self.currency, 0.6),
            Field::Status => {
                if self.date > 0.6 || self.number > 0.6 {
                    0.0
                } else {
                    0.6 + 0.4 * self.stage
                }
            }
            Field::Type => {
                if self.letter > 0.8 {
                    0.0
                } else if self.kind_type >= self.kind_strict.max(0.15) {
                    0.7 + 0.3 * self.kind_type
                } else if self.kind > 0.4 {
                    0.1
                } else {
                    0.5
                }
            }
            Field::Kind => {
                if self.letter > 0.8 {
                    1.0
                } else if self.kind >= self.kind_type.max(0.3) {
                    0.7 + 0.3 * self.kind
                } else if self.kind_type > 0.3 {
                    0.1
                } else {
                    0.45
                }
            }
            Field::Responsible => {
                if self.date > 0.4 || self.number > 0.5 {
                    0.0
                } else if self.initials > 0.5 {
                    1.0
                } else if self.person > 0.4 || self.distinct < 0.5 {
                    0.8
                } else {
                    0.4
                }
            }
            Field::Country => at_least(self.country, 0.3),
            Field::Identifier => {
                if self.email > 0.2 {
                    0.0
                } else {
                    0.8
                }
            }
            Field::FirstContact
            | Field::LastContact
            | Field::Due
            | Field::Signed
            | Field::Start
            | Field::End
            | Field::ReportDue => at_least(self.date, 0.35),
            Field::Period => at_least(self.date, 0.35),
            Field::Number | Field::OrganisationCode => {
                if self.distinct > 0.6 && (self.number > 0.5 || self.code > 0.6) { 0.9 } else { 0.0 }
            }
            Field::AgreementRef => {
                if self.distinct > 0.6 {
                    0.9
                } else {
                    0.3
                }
            }
            Field::Title => {
                if self.date > 0.6 || self.number > 0.6 || self.email > 0.3 {
                    0.0
                } else {
                    0.6 + 0.4 * self.distinct
                }
            }
            Field::NextAction => {
                if self.date > 0.6 || self.number > 0.6 {
                    0.0
                } else {
                    0.6 + 0.4 * self.distinct
                }
            }
            Field::Done => at_least(self.yes_no, 0.4),
            Field::Notes
            | Field::FullName
            | Field::Acronym
            | Field::Function
            | Field::City
            | Field::Postcode
            | Field::Address
            | Field::Own
            | Field::Ignore => {
                if self.date > 0.8 && field != Field::Own {
                    0.2
                } else {
                    0.85
                }
            }
        }
    }

    /// A field the content alone shows, for a column whose heading says nothing.
    fn alone(&self) -> Option<(Field, f32)> {
        if self.filled < 2.0 {
            return None;
        }
        if self.email > 0.6 && self.phone > 0.2 {
            return Some((Field::Channel, 0.6));
        }
        if self.email > 0.7 {
            return Some((Field::Email, 0.6));
        }
        if self.phone > 0.7 {
            return Some((Field::Phone, 0.55));
        }
        if self.url > 0.7 {
            return Some((Field::Website, 0.55));
        }
        if self.currency > 0.8 {
            return Some((Field::Currency, 0.5));
        }
        None
    }
}

/// The columns of a sheet with their fields, for a role when it is known.
#[must_use]
pub fn guess(
    sheet: &Sheet,
    header: &Header,
    role: Option<SheetRole>,
    reference: jiff::civil::Date,
) -> Vec<ColumnMapping> {
    // What names a record is not known yet: rows that are clearly sums or headings are left out by themselves.
    let rows: Vec<&Row> = sheet
        .rows
        .iter()
        .filter(|r| {
            r.number >= header.row + header.rows
                && matches!(row_role(sheet, header, r, None), RowRole::Data | RowRole::Continuation)
        })
        .collect();
    let mut columns: Vec<(ColumnMapping, Vec<(Field, f32)>)> = Vec::new();
    for column in 0..sheet.width() {
        let title = heading(sheet, header, column);
        let profile = Profile::of(rows.iter().filter_map(|r| r.cell(column)), reference);
        if profile.filled == 0.0 && (header.row == 0 || title.is_empty()) {
            continue;
        }
        let wide_group = if header.group {
            sheet.seen_text(header.row.saturating_sub(1), column).to_owned()
        } else {
            String::new()
        };
        let mut candidates: Vec<(Field, f32)> =
            if header.row > 0 { header_fields(&title) } else { Vec::new() };
        for candidate in &mut candidates {
            candidate.1 *= profile.bears(candidate.0, role) * role_weight(candidate.0, role);
        }
        candidates.extend(profile.alone().filter(|_| candidates.iter().all(|c| c.1 < 0.3)));
        // "Obtenu € (calc)": formulas that repeat another column.
        if profile.formula > 0.8 && candidates.first().is_some_and(|c| c.0.is_amount()) {
            candidates = vec![(Field::Ignore, 0.7)];
        }
        candidates.retain(|c| c.1 >= 0.3);
        candidates.sort_by(|a, b| b.1.total_cmp(&a.1));
        let currency = header_currency(&title).or_else(|| header_currency(&wide_group));
        columns.push((
            ColumnMapping { index: Some(column), header: title, currency, ..ColumnMapping::default() },
            candidates,
        ));
    }
    assign(&mut columns);
    two_dates(&mut columns);
    let mut columns: Vec<ColumnMapping> = columns.into_iter().map(|(c, _)| c).collect();
    without_header(&mut columns, sheet, header);
    columns
}

/// A sheet of contacts has no amounts; a sheet of dossiers has contacts and not bare family names.
fn role_weight(field: Field, role: Option<SheetRole>) -> f32 {
    match (role, field) {
        (
            Some(SheetRole::Dossiers),
            Field::LastName | Field::FirstName | Field::OrganisationCode | Field::Done,
        ) => 0.4,
        (Some(SheetRole::Dossiers), Field::Organisation) => 1.05,
        (Some(SheetRole::Contacts), Field::LastName | Field::FirstName | Field::Function) => 1.1,
        (
            Some(SheetRole::Contacts),
            Field::Title | Field::Type | Field::Kind | Field::Status | Field::Responsible | Field::NextAction,
        ) => 0.5,
        (Some(SheetRole::Contacts), Field::Contact) => 1.0,
        (Some(SheetRole::Tasks), Field::NextAction | Field::Due | Field::Responsible | Field::Done) => 1.15,
        (Some(SheetRole::Tasks), Field::Title | Field::Type | Field::Kind | Field::LastContact) => 0.6,
        (Some(SheetRole::Organisations), Field::OrganisationCode | Field::Organisation | Field::Kind) => 1.15,
        (
            Some(SheetRole::Organisations),
            Field::LastName
            | Field::Contact
            | Field::Type
            | Field::Title
            | Field::Status
            | Field::Number
            | Field::Amount
            | Field::Due
            | Field::LastContact,
        ) => 0.5,
        _ => 1.0,
    }
}

/// Gives each field to the column that wants it most; the others take their next wish.
fn assign(columns: &mut [(ColumnMapping, Vec<(Field, f32)>)]) {
    let mut wishes: Vec<(usize, Field, f32)> =
        columns.iter().enumerate().flat_map(|(i, (_, w))| w.iter().map(move |(f, s)| (i, *f, *s))).collect();
    wishes.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut taken: Vec<Field> = Vec::new();
    let mut placed = vec![false; columns.len()];
    for (i, field, score) in wishes {
        let Some((column, _)) = columns.get_mut(i) else { continue };
        if placed.get(i).copied().unwrap_or(true) || (field.is_single() && taken.contains(&field)) {
            continue;
        }
        column.field = field;
        column.confidence = score.min(1.0);
        taken.push(field);
        if let Some(p) = placed.get_mut(i) {
            *p = true;
        }
    }
}

/// Two columns headed "Date": the first contact and the last one, as trackers go.
fn two_dates(columns: &mut [(ColumnMapping, Vec<(Field, f32)>)]) {
    let dates: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, (c, _))| fold(&c.header).trim() == "date")
        .map(|(i, _)| i)
        .collect();
    if let [first, second] = dates.as_slice() {
        for (i, field) in [(*first, Field::FirstContact), (*second, Field::LastContact)] {
            if let Some((column, _)) = columns.get_mut(i) {
                column.field = field;
                column.confidence = 0.5;
            }
        }
    }
}

/// A list without any header: the first column of names is the organisation.
fn without_header(columns: &mut [ColumnMapping], sheet: &Sheet, header: &Header) {
    if header.row > 0 || columns.iter().any(|c| c.field == Field::Organisation) {
        return;
    }
    let wordy = |c: &&mut ColumnMapping| {
        c.field == Field::Own
            && c.index.is_some_and(|i| {
                let texts: Vec<&str> =
                    sheet.rows.iter().map(|r| r.text(i)).filter(|t| !t.trim().is_empty()).collect();
                texts.len() * 2 > sheet.rows.len()
                    && texts
                        .iter()
                        .filter(|t| t.chars().any(char::is_alphabetic) && t.chars().count() < 80)
                        .count()
                        * 10
                        >= texts.len() * 8
            })
    };
    if let Some(column) = columns.iter_mut().find(wordy) {
        column.field = Field::Organisation;
        column.confidence = 0.4;
    }
}

/// The currency a heading says: "Montant (€)", "Budget CHF", "COMBIEN (en € sauf mention)".
#[must_use]
pub fn header_currency(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if text.contains('€') {
        return Some("EUR".to_owned());
    }
    text.split(|c: char| !c.is_alphanumeric() && c != '$' && c != '£').find_map(|w| match w {
        "$" => Some("USD".to_owned()),
        "£" => Some("GBP".to_owned()),
        "euros" | "Euros" | "EUROS" => Some("EUR".to_owned()),
        "FCFA" | "CFA" => Some("XOF".to_owned()),
        w if w.len() == 3 && w.chars().all(|c| c.is_ascii_uppercase()) && country::is_currency(w) => {
            Some(w.to_owned())
        }
        w if w.to_lowercase() == "keur" => Some("EUR".to_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for (text, field) in [
            ("Entreprise / Fondation", Field::Organisation),
            ("Partenaire(s)", Field::Organisation),
            ("STRUCTURE", Field::Organisation),
            ("Dernier contact ", Field::LastContact),
            ("Date (1er contact)", Field::FirstContact),
            ("Date (dernier)", Field::LastContact),
            ("N° conv.", Field::AgreementRef),
            ("Montant demandé", Field::AmountRequested),
            ("Montant obtenu", Field::AmountGranted),
            ("Déjà versé", Field::AmountPaid),
            ("Échéance", Field::Due),
            ("Prochaine étape", Field::NextAction),
            ("Qui suit", Field::Responsible),
            ("Tél / mail", Field::Channel),
            ("Prénom", Field::FirstName),
            ("Etat", Field::Status),
            ("Current status", Field::Status),
            ("Pays / district", Field::Country),
            ("Next steps", Field::NextAction),
            ("Due date", Field::Due),
            ("Project title", Field::Title),
            ("Commentaires", Field::Notes),
            ("☐", Field::Done),
            ("E-mail", Field::Email),
            ("Raison sociale", Field::Organisation),
            ("N° RNA", Field::Identifier),
            ("CP Ville", Field::City),
        ] {
            assert_eq!(
                header_fields(text).first().map(|f| f.0),
                Some(field),
                "{text}: {:?}",
                header_fields(text)
            );
        }
        for text in ["", "Vague 2023", "COPIL ?", "Mailing ?", "Hydralpe", "42"] {
            assert!(header_fields(text).is_empty(), "{text}: {:?}", header_fields(text));
        }
    }

    #[test]
    fn currencies_of_headings() {
        for (text, code) in [
            ("Montant (€)", Some("EUR")),
            ("Budget CHF", Some("CHF")),
            ("en k€", Some("EUR")),
            ("Montant", None),
            ("COPIL", None),
            ("Amount USD", Some("USD")),
        ] {
            assert_eq!(header_currency(text).as_deref(), code, "{text}");
        }
    }
}
