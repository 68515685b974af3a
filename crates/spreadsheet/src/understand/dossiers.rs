//! Sheets with one partnership per row.

use super::cells::keep_text;
use super::contacts;
use super::register::Met;
use super::todos::{read_more_tasks, read_tasks};
use super::{Desk, Line, lines};
use crate::folding::{fold, is_unknown, is_void, name_key, tidy};
use crate::layout::{RowRole, row_colour};
use crate::mapping::{Field, Meaning, SheetMapping, word};
use crate::sheet::Sheet;
use crate::understood::{AmountFound, AmountRole, DossierFound, MilestoneFound, SourceRow};
use crate::values::amount::{Amount, AmountKind};
use crate::values::date::{Direction, Period, Precision, duration_months};
use crate::values::{Reading, Why, country, partnership_type, party, stage};

/// Takes the rows of a sheet of dossiers.
pub(super) fn take(desk: &mut Desk<'_>, sheet: &Sheet, its: &SheetMapping) {
    let mut last: Option<usize> = None;
    let mut last_parties: Vec<usize> = Vec::new();
    for line in lines(desk, sheet, its) {
        let named = !line.text(Field::Organisation).trim().is_empty()
            && !party::is_nobody(line.text(Field::Organisation));
        let titled = !tidy(line.text(Field::Title)).is_empty() && !is_void(line.text(Field::Title));
        if named {
            last_parties = parties(desk, &line);
        }
        let (is_record, from_above) = match (named, titled, last) {
            (true, ..) => (true, false),
            // No organisation, but a project of its own: one more dossier of the organisation above, when the
            // table has such rows; else a dossier nobody is in yet.
            (false, true, _) => (true, its.has(Field::Organisation)),
            (false, false, Some(_)) => (false, false),
            (false, false, None) => {
                desk.reject(&line, "no_organisation");
                continue;
            }
        };
        if !is_record {
            if let Some(index) = last {
                continue_dossier(desk, &line, index, &last_parties);
            }
            continue;
        }
        if from_above {
            desk.flag(
                &line.source(),
                "organisation",
                line.text(Field::Title),
                Why::new(if last_parties.is_empty() {
                    "organisation_missing"
                } else {
                    "organisation_from_above"
                }),
            );
        }
        if last_parties.is_empty() && named {
            desk.reject(&line, "no_organisation");
            continue;
        }
        last = Some(take_row(desk, &line, &last_parties));
    }
}

/// The organisations of a line, in the register.
fn parties(desk: &mut Desk<'_>, line: &Line<'_>) -> Vec<usize> {
    let source = line.source();
    let text = line.text(Field::Organisation).to_owned();
    let kinds_text = tidy(line.text(Field::Kind));
    let kinds = party::pieces(&kinds_text);
    let mut found: Vec<usize> = Vec::new();
    // An alias for the whole cell comes before any cutting.
    let whole = desk.register.alias(&tidy(&text));
    let pieces = if whole == tidy(&text) { party::pieces(&text) } else { vec![whole] };
    let count = pieces.len();
    if count > 1 {
        // Said, for a slash may also stand inside one name.
        desk.flag(&source, "organisation", &tidy(&text), Why::new("several_organisations"));
    }
    for (i, piece) in pieces.iter().enumerate() {
        let name = desk.register.alias(&party::clean(piece));
        if !name.chars().any(char::is_alphanumeric) || desk.register.is_own(&name) {
            continue;
        }
        let coded = desk.register.code_in(piece);
        let index = match coded.map(|c| (c, Met::Code)).or_else(|| desk.register.find(&name)) {
            Some((index, met)) => {
                if met == Met::Abbreviated {
                    let other = desk.register.get(index).map(|o| o.name.clone()).unwrap_or_default();
                    desk.flag(
                        &source,
                        "organisation",
                        &name,
                        Why::new("organisation_abbreviated").with("name", other),
                    );
                    let key = desk.register.key_of(index);
                    desk.duplicate(
                        "organisation",
                        &key,
                        source.clone(),
                        &format!("organisation:{}", name_key(&name)),
                        "abbreviated_name",
                        true,
                    );
                }
                desk.register.meet(index, &name, source.clone());
                index
            }
            None if name.chars().all(|c| c.is_ascii_digit()) => {
                // A number is another list's code: the key is the one that list gives.
                let index = desk.register.add(&name, &format!("#{name}"), source.clone());
                desk.register.know_code(&name, index);
                if let Some(item) = desk.register.get_mut(index) {
                    item.codes.push(name.clone());
                    item.code_only = true;
                }
                index
            }
            None => desk.register.add(&name, "", source.clone()),
        };
        if !found.contains(&index) {
            found.push(index);
        }
        let mine =
            if kinds.len() == count { kinds.get(i).cloned().unwrap_or_default() } else { kinds_text.clone() };
        if desk.register.get(index).is_some_and(|o| o.kind.is_none()) {
            // "Fondation Ardentel" in a row of "Grd groupe": the name knows better.
            let by_name = matches!(crate::values::kind::of_name(&name), Reading::Certain("foundation"));
            let text = if by_name { "" } else { mine.as_str() };
            if let Some(kind) = desk.kind_of(&source, text, &name) {
                desk.register.set_kind(index, &kind, &mine);
            }
        }
        if let Some(code) = country::mentioned(&mine) {
            desk.register.speaks_for(index, code, "country_in_kind");
        }
        let local = fold(&mine);
        if local.split(|c: char| !c.is_alphanumeric()).any(|w| w == "local" || w == "locale" || w == "locaux")
            && let Some(code) = countries(desk, line).0.first()
        {
            let code = code.clone();
            desk.register.speaks_for(index, &code, "country_local");
        }
    }
    found
}

fn countries(desk: &mut Desk<'_>, line: &Line<'_>) -> (Vec<String>, Vec<String>) {
    let text = tidy(line.text(Field::Country));
    let (codes, places) = desk.countries_and_places(&line.source(), &text);
    if codes.is_empty() && text.is_empty() {
        (line.section_country.clone().into_iter().collect(), places)
    } else {
        (codes, places)
    }
}

fn take_row(desk: &mut Desk<'_>, line: &Line<'_>, parties: &[usize]) -> usize {
    let source = line.source();
    let (codes, places) = countries(desk, line);
    let first_country = codes.first().cloned();
    let mut dossier = DossierFound {
        countries: codes,
        places,
        hidden: line.row.hidden,
        rows: vec![source.clone()],
        ..DossierFound::default()
    };
    dossier.parties = parties.iter().map(|i| desk.register.key_of(*i)).collect();
    let title = tidy(line.text(Field::Title)).replace('\n', " ");
    dossier.title_made = title.is_empty() || is_void(&title);
    dossier.title = if dossier.title_made {
        parties
            .iter()
            .filter_map(|i| desk.register.get(*i))
            .map(|o| o.name.clone())
            .collect::<Vec<_>>()
            .join(" / ")
    } else {
        title
    };
    let number = tidy(line.text(Field::Number));
    dossier.number = Some(number).filter(|n| !n.is_empty());
    dossier.agreement_ref =
        Some(tidy(line.text(Field::AgreementRef))).filter(|t| !t.is_empty() && !is_void(t));
    dossier.extra = desk.own_values(line);
    dossier.notes = desk.notes(line);
    dossier.responsible = desk.colleagues(&source, line.text(Field::Responsible));
    read_dates(desk, line, &mut dossier);
    read_stage(desk, line, &mut dossier);
    read_type(desk, line, &mut dossier);
    read_amounts(desk, line, &mut dossier, first_country.as_deref(), parties);
    dossier.key = desk.fresh_key(natural_key(&dossier, &source));
    let key = dossier.key.clone();
    desk.account(line.sheet, line.row.number, RowRole::Data, Some(key.clone()));
    read_tasks(desk, line, &mut dossier);
    read_more_tasks(desk, line, &mut dossier);
    read_milestones(desk, line, &dossier);
    contacts::of_dossier(desk, line, parties, first_country.as_deref());
    desk.out.dossiers.push(dossier);
    desk.out.dossiers.len() - 1
}

/// Sheet, number when there is one, organisations and object: what stays when rows are sorted or edited.
fn natural_key(dossier: &DossierFound, source: &SourceRow) -> String {
    let parties: Vec<&str> =
        dossier.parties.iter().map(|p| p.strip_prefix("organisation:").unwrap_or(p)).collect();
    match &dossier.number {
        Some(number) => format!(
            "dossier:{}|#{}|{}",
            name_key(&source.sheet),
            fold(number),
            parties.first().unwrap_or(&"")
        ),
        None => {
            format!("dossier:{}|{}|{}", name_key(&source.sheet), parties.join("+"), name_key(&dossier.title))
        }
    }
}

fn read_dates(desk: &mut Desk<'_>, line: &Line<'_>, dossier: &mut DossierFound) {
    for (field, name, direction) in [
        (Field::FirstContact, "first_contact", Direction::Past),
        (Field::LastContact, "last_contact", Direction::Past),
        (Field::Signed, "signed", Direction::Past),
    ] {
        let (period, raw) = desk.period(line, field, name, direction);
        let target = match field {
            Field::FirstContact => &mut dossier.first_contact,
            Field::LastContact => &mut dossier.last_contact,
            _ => &mut dossier.signed,
        };
        *target = period;
        keep_raw(line, field, raw, dossier);
    }
    let text = tidy(line.text(Field::Period));
    if let (Some(months), Some(signed)) = (duration_months(&text), dossier.signed) {
        // "18 mois" runs from the signature, as far as anybody wrote.
        let end = signed.start.checked_add(jiff::Span::new().months(months)).and_then(|d| d.yesterday());
        if let Ok(end) = end
            && signed.precision == Precision::Day
        {
            dossier.period = Some(Period { start: signed.start, end, precision: Precision::Range });
            desk.flag(&line.source(), "period", &text, Why::new("period_from_signature"));
        }
        keep_text(&mut dossier.extra, &heading(line, Field::Period), &text);
    } else {
        let (period, raw) = desk.period(line, Field::Period, "period", Direction::Either);
        dossier.period = period;
        keep_raw(line, Field::Period, raw, dossier);
    }
    if dossier.period.is_none() {
        let (start, raw) = desk.period(line, Field::Start, "start", Direction::Either);
        keep_raw(line, Field::Start, raw, dossier);
        let (end, raw) = desk.period(line, Field::End, "end", Direction::Either);
        keep_raw(line, Field::End, raw, dossier);
        dossier.period = match (start, end) {
            (Some(s), Some(e)) if s.start <= e.end => {
                Some(Period { start: s.start, end: e.end, precision: Precision::Range })
            }
            (Some(_), Some(_)) => {
                desk.flag(&line.source(), "period", line.text(Field::End), Why::new("end_before_start"));
                start
            }
            (one, other) => one.or(other),
        };
    }
}

pub(super) fn heading(line: &Line<'_>, field: Field) -> String {
    line.its.columns.iter().find(|c| c.field == field).map(|c| c.header.clone()).unwrap_or_default()
}

fn keep_raw(line: &Line<'_>, field: Field, raw: Option<String>, dossier: &mut DossierFound) {
    if let Some(text) = raw {
        keep_text(&mut dossier.extra, &heading(line, field), &text);
    }
}

fn read_stage(desk: &mut Desk<'_>, line: &Line<'_>, dossier: &mut DossierFound) {
    let text = tidy(line.text(Field::Status)).replace('\n', " ");
    let source = line.source();
    dossier.stage_raw = Some(text.clone()).filter(|t| !t.is_empty());
    let settled = word(&desk.mapping.statuses, &text).cloned();
    let colour = row_colour(line.row, crate::guess::naming_column(line.its));
    // A row without colour says something only in a sheet that is painted.
    let shown = colour.as_deref().or(line.painted.then_some("none"));
    let of_colour = shown.and_then(|c| desk.mapping.colours.get(c)).filter(|c| c.stage.is_some()).cloned();
    let by_person = settled.as_ref().is_some_and(|m| !m.guessed && m.code.is_some());
    if stage::is_open(&text)
        && !by_person
        && let Some(meaning) = of_colour
    {
        dossier.stage.clone_from(&meaning.stage);
        dossier.stage_source = Some("colour".to_owned());
        if meaning.guessed {
            desk.flag(
                &source,
                "stage",
                colour.as_deref().unwrap_or("none"),
                Why::new("colour_guessed").with("legend", meaning.text),
            );
        }
    } else if stage::is_open(&text)
        && !is_void(&text)
        && !is_unknown(&text)
        && !by_person
        && (dossier.signed.is_some() || dossier.agreement_ref.is_some())
    {
        dossier.stage = Some("mettre_en_oeuvre".to_owned());
        dossier.stage_source = Some("text".to_owned());
        desk.flag(&source, "stage", &text, Why::new("open_and_signed"));
    } else if !text.is_empty() {
        let (code, why) = match settled {
            Some(Meaning { code, guessed: false }) => (code, None),
            Some(Meaning { code: Some(code), guessed: true }) => {
                (Some(code), Some(Why::new("status_ambiguous")))
            }
            _ => {
                let (code, why) = stage::read(&text).parts();
                (code.map(str::to_owned), why)
            }
        };
        dossier.stage_source = code.is_some().then(|| "text".to_owned());
        dossier.stage = code;
        if let Some(why) = why {
            desk.flag(&source, "stage", &text, why);
        }
    }
    if matches!(dossier.stage.as_deref(), Some("suspendu" | "abandonne")) {
        dossier.stage_reason = stage::reason(&text);
    }
}

fn read_type(desk: &mut Desk<'_>, line: &Line<'_>, dossier: &mut DossierFound) {
    let text = tidy(line.text(Field::Type)).replace('\n', " ");
    if text.is_empty() {
        return;
    }
    dossier.type_raw = Some(text.clone());
    let (code, why) = match word(&desk.mapping.types, &text).cloned() {
        Some(Meaning { code, guessed: false }) => (code, None),
        _ => {
            let (code, why) = partnership_type::read(&text).parts();
            (code.map(str::to_owned), why)
        }
    };
    dossier.kind = code;
    if let Some(why) = why.filter(|_| !is_void(&text)) {
        desk.flag(&line.source(), "type", &text, why);
    }
}

fn read_amounts(
    desk: &mut Desk<'_>,
    line: &Line<'_>,
    dossier: &mut DossierFound,
    country: Option<&str>,
    parties: &[usize],
) {
    let columns: Vec<_> = line.its.columns.iter().filter(|c| c.field.is_amount()).cloned().collect();
    let status = dossier.stage_raw.clone().unwrap_or_default();
    let agreed = stage::is_agreed(&status, dossier.stage.as_deref());
    let mut read: Vec<(Field, Vec<Amount>, String)> = Vec::new();
    for column in &columns {
        let text = column.index.map_or("", |i| line.row.text(i)).to_owned();
        let name = match column.field {
            Field::AmountRequested => "amount_requested",
            Field::AmountGranted => "amount_granted",
            Field::AmountPaid => "amount_paid",
            Field::Contributions => "contributions",
            _ => "amount",
        };
        let found = desk.amounts(line, column, name, country, parties.len());
        if found.is_empty() {
            keep_text(&mut dossier.extra, &column.header, &text);
        }
        read.push((column.field, found, tidy(&text)));
    }
    let positive = |field: Field, read: &[(Field, Vec<Amount>, String)]| {
        read.iter().any(|(f, a, _)| {
            *f == field && a.iter().any(|a| a.value.is_some_and(|v| v > 0.0) || a.quantity.is_some())
        })
    };
    let granted = positive(Field::AmountGranted, &read);
    let paid = positive(Field::AmountPaid, &read);
    for (field, amounts, text) in read {
        let role = match field {
            Field::AmountRequested => AmountRole::Requested,
            Field::AmountGranted => AmountRole::Granted,
            Field::AmountPaid => AmountRole::Paid,
            Field::Contributions if granted || agreed => AmountRole::Granted,
            Field::Contributions => AmountRole::Requested,
            _ if agreed || paid || dossier.agreement_ref.is_some() => AmountRole::Granted,
            _ => AmountRole::Requested,
        };
        if field == Field::Contributions && role == AmountRole::Requested && !amounts.is_empty() {
            // Such a column does not say whether the gift is hoped for or given.
            desk.flag(&line.source(), "contributions", &text, Why::new("asked_or_given_unclear"));
        }
        for mut amount in amounts {
            spread_over_years(desk, line, dossier.period, &mut amount, &text);
            let found = AmountFound { role, amount, text: text.clone() };
            if !dossier.amounts.iter().any(|a| a.says_the_same(&found) && a.text == found.text) {
                dossier.amounts.push(found);
            }
        }
    }
    let currencies: Vec<&String> = dossier
        .amounts
        .iter()
        .filter(|a| a.amount.kind == AmountKind::Cash)
        .filter_map(|a| a.amount.currency.as_ref())
        .collect();
    if currencies.windows(2).any(|w| w.first() != w.last()) {
        let text = currencies.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(" / ");
        desk.flag(&line.source(), "amount", &text, Why::new("several_currencies"));
    }
    // Money of a country speaks for where the organisation is, when it is no world currency.
    let local =
        currencies.iter().find(|c| !matches!(c.as_str(), "EUR" | "USD" | "GBP")).map(|c| (*c).clone());
    if let (Some(currency), [only]) = (local, parties) {
        let fits = country.filter(|c| country::by_code(c).is_some_and(|l| l.currency == currency));
        if let Some(code) = fits.or((currency == "CHF").then_some("CH")) {
            desk.register.speaks_for(*only, code, "country_of_currency");
        }
    }
}

/// "12 000 €/an" of an agreement that runs 2023-2025 is 36 000 €.
fn spread_over_years(
    desk: &mut Desk<'_>,
    line: &Line<'_>,
    period: Option<Period>,
    amount: &mut Amount,
    text: &str,
) {
    let (Some(yearly), None, Some(period)) = (amount.per_year, amount.years, period) else { return };
    let (start, end) = (period.start, period.end);
    let whole_years = start.month() == 1 && start.day() == 1 && end.month() == 12 && end.day() == 31;
    if whole_years {
        let years = f64::from(end.year() - start.year() + 1);
        amount.years = Some(years);
        amount.value = Some(yearly * years);
        if years > 1.0 {
            desk.flag(
                &line.source(),
                "amount",
                text,
                Why::new("years_from_period").with("years", years.to_string()),
            );
        }
    }
}

fn read_milestones(desk: &mut Desk<'_>, line: &Line<'_>, dossier: &DossierFound) {
    let key = dossier.key.as_str();
    let label = heading(line, Field::ReportDue);
    let (period, _) = desk.period(line, Field::ReportDue, "report_due", Direction::Future);
    if let Some(period) = period {
        let wish = format!("milestone:{}|{}", key.strip_prefix("dossier:").unwrap_or(key), name_key(&label));
        let milestone = MilestoneFound {
            key: desk.fresh_key(wish),
            dossier: key.to_owned(),
            label,
            period,
            responsible: dossier.responsible.clone(),
            row: line.source(),
        };
        desk.out.milestones.push(milestone);
    }
}

/// A row without a name of its own: more contacts, tasks and remarks of the dossier above.
fn continue_dossier(desk: &mut Desk<'_>, line: &Line<'_>, index: usize, parties: &[usize]) {
    let Some(mut dossier) = desk.out.dossiers.get(index).cloned() else { return };
    let source = line.source();
    desk.account(line.sheet, line.row.number, RowRole::Continuation, Some(dossier.key.clone()));
    dossier.rows.push(source.clone());
    let country = dossier.countries.first().cloned();
    contacts::of_dossier(desk, line, parties, country.as_deref());
    read_tasks(desk, line, &mut dossier);
    let read = [
        Field::NextAction,
        Field::Due,
        Field::Contact,
        Field::Channel,
        Field::Email,
        Field::Phone,
        Field::Organisation,
        Field::Ignore,
    ];
    for column in line.its.columns.iter().filter(|c| !read.contains(&c.field)) {
        let text = tidy(column.index.map_or("", |i| line.row.text(i)));
        if text.is_empty() {
            continue;
        }
        if column.field == Field::Notes {
            dossier.notes.push(text);
        } else {
            desk.flag(&source, "continuation", &text, Why::new("continues_row_above"));
            keep_text(&mut dossier.extra, &column.header, &text);
        }
    }
    if let Some(place) = desk.out.dossiers.get_mut(index) {
        *place = dossier;
    }
}
