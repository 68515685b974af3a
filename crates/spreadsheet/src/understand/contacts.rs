//! People: those of the contact columns of dossiers, and sheets with one person per row.

use super::cells::keep_text;
use super::register::Met;
use super::{Desk, Line, lines};
use crate::folding::{fold, is_unknown, is_void, name_key, tidy};
use crate::layout::RowRole;
use crate::mapping::{Field, SheetMapping};
use crate::sheet::Sheet;
use crate::understood::{ContactFound, SourceRow};
use crate::values::person::{self, Person, Reached};
use crate::values::{Why, country, party};

/// Takes the rows of a sheet of contacts.
pub(super) fn take(desk: &mut Desk<'_>, sheet: &Sheet, its: &SheetMapping) {
    let mut above: Option<usize> = None;
    for line in lines(desk, sheet, its) {
        let source = line.source();
        let text = tidy(line.text(Field::Organisation));
        let private = fold(&text).contains("particulier");
        let organisation = if private {
            None
        } else if text.is_empty() || party::is_nobody(&text) {
            if above.is_some() && its.has(Field::Organisation) {
                desk.flag(
                    &source,
                    "organisation",
                    &tidy(line.text(Field::LastName)),
                    Why::new("organisation_from_above"),
                );
            }
            above
        } else {
            above = Some(organisation_of(desk, &source, &text));
            above
        };
        take_row(desk, &line, organisation);
    }
}

/// The organisation a text of another sheet means; a new one when none fits.
pub(super) fn organisation_of(desk: &mut Desk<'_>, source: &SourceRow, text: &str) -> usize {
    let name = desk.register.alias(&party::clean(text));
    match desk.register.resolve(text) {
        Some((index, met)) => {
            if matches!(met, Met::Part | Met::Abbreviated) {
                let other = desk.register.get(index).map(|o| o.name.clone()).unwrap_or_default();
                desk.flag(source, "organisation", text, Why::new("organisation_by_part").with("name", other));
            }
            desk.register.meet(index, &name, source.clone());
            index
        }
        None => {
            let index = desk.register.add(&name, "", source.clone());
            if let Some(kind) = desk.kind_of(source, "", &name) {
                desk.register.set_kind(index, &kind, "");
            }
            index
        }
    }
}

fn take_row(desk: &mut Desk<'_>, line: &Line<'_>, organisation: Option<usize>) {
    let source = line.source();
    let home = organisation
        .and_then(|i| desk.register.get(i))
        .and_then(|o| o.country.clone())
        .or_else(|| desk.mapping.default_country.clone());
    let (first, last) = (tidy(line.text(Field::FirstName)), tidy(line.text(Field::LastName)));
    let mut reached = Reached::default();
    let named = if line.its.has(Field::FirstName) && !last.is_empty() {
        let name = person::joined_name(&first, &last);
        if first.is_empty() && person::is_post(&last) {
            reached.remarks.push(last.clone())
        } else {
            reached.people.push(Person { name, ..Person::default() })
        }
        true
    } else {
        let text = if last.is_empty() { tidy(line.text(Field::Contact)) } else { last.clone() };
        reached = person::read(&text, home.as_deref());
        !text.is_empty()
    };
    if !named {
        desk.reject(line, "no_name");
        return;
    }
    read_channels(line, home.as_deref(), &mut reached);
    let functions: Vec<String> = tidy(line.text(Field::Function))
        .split(" / ")
        .map(str::to_owned)
        .filter(|f| !f.is_empty() && !is_void(f) && !is_unknown(f))
        .collect();
    let count = reached.people.len();
    for (i, p) in reached.people.iter_mut().enumerate() {
        let own = if functions.len() == count {
            functions.get(i).cloned()
        } else {
            (!functions.is_empty()).then(|| functions.join(" / "))
        };
        p.function = own.or(p.function.take());
    }
    let (extra, notes) = (desk.own_values(line), desk.notes(line));
    let keys = keep(desk, &source, reached, organisation.as_slice());
    for key in &keys {
        if let Some(contact) = desk.out.contacts.iter_mut().find(|c| c.key == *key) {
            for note in &notes {
                if !contact.notes.contains(note) {
                    contact.notes.push(note.clone());
                }
            }
            for value in &extra {
                if !contact.extra.contains(value) {
                    contact.extra.push(value.clone());
                }
            }
        }
    }
    // "A quitté…": kept as written, and said: nobody is moved by a machine.
    for note in &notes {
        let folded = fold(note);
        if ["a quitte", "parti", "n'est plus", "remplace", "left ", "retraite"]
            .iter()
            .any(|w| folded.contains(w))
        {
            desk.flag(&source, "contact", note, Why::new("contact_may_have_left"));
        }
    }
    if keys.is_empty()
        && let Some(item) = organisation.and_then(|i| desk.register.get_mut(i))
    {
        for value in extra {
            if !item.extra.contains(&value) {
                item.extra.push(value);
            }
        }
    }
    let merged = keys.iter().any(|k| {
        desk.out
            .contacts
            .iter()
            .any(|c| c.key == *k && c.rows.iter().any(|r| r.sheet == source.sheet && r.row != source.row))
    });
    desk.account(
        line.sheet,
        line.row.number,
        if merged { RowRole::Duplicate } else { RowRole::Data },
        keys.first().cloned(),
    );
}

fn read_channels(line: &Line<'_>, home: Option<&str>, reached: &mut Reached) {
    for column in
        line.its.columns.iter().filter(|c| matches!(c.field, Field::Channel | Field::Email | Field::Phone))
    {
        let text = column.index.map_or("", |i| line.row.text(i));
        let more = person::read(text, home);
        reached.doubts.extend(more.doubts);
        let people = reached.people.len();
        let emails = more.emails.into_iter().chain(more.people.iter().flat_map(|p| p.emails.clone()));
        for email in emails {
            let whose = if people == 1 && !person::is_generic_mailbox(&email) {
                Some(0)
            } else {
                person::best_for(&reached.people, &email)
            };
            match whose.and_then(|i| reached.people.get_mut(i)) {
                Some(p) => p.emails.push(email),
                None => reached.emails.push(email),
            }
        }
        let phones: Vec<String> =
            more.phones.into_iter().chain(more.people.iter().flat_map(|p| p.phones.clone())).collect();
        let desk_number = more.remarks.iter().any(|r| person::is_post(r))
            || fold(text).starts_with("secr")
            || fold(text).starts_with("standard");
        match reached.people.as_mut_slice() {
            [only] if !desk_number => only.phones.extend(phones),
            _ => reached.phones.extend(phones),
        }
        reached.remarks.extend(more.remarks);
    }
}

/// The people of a dossier's contact columns.
pub(super) fn of_dossier(desk: &mut Desk<'_>, line: &Line<'_>, parties: &[usize], country: Option<&str>) {
    let source = line.source();
    let text = line.text(Field::Contact);
    let home = desk.mapping.default_country.clone();
    let mut reached = person::read(text, country_for_numbers(text, country, home.as_deref()));
    let channel = line.text(Field::Channel).to_owned() + line.text(Field::Phone);
    read_channels(line, country_for_numbers(&channel, country, home.as_deref()), &mut reached);
    let remarks = std::mem::take(&mut reached.remarks);
    keep(desk, &source, reached, parties);
    if let Some(item) = parties.first().and_then(|p| desk.register.get_mut(*p)) {
        for remark in remarks {
            if !item.notes.contains(&remark) {
                item.notes.push(remark);
            }
        }
    }
}

/// Ten figures in five pairs are French; a number grouped otherwise is read in the row's country.
fn country_for_numbers<'a>(text: &str, row: Option<&'a str>, home: Option<&'a str>) -> Option<&'a str> {
    let in_pairs = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .windows(5)
        .any(|w| w.iter().all(|g| g.trim_matches(|c: char| !c.is_ascii_digit()).len() == 2));
    if in_pairs { home } else { row.or(home) }
}

/// Keeps the people and channels read, each once; gives the keys of the people.
fn keep(desk: &mut Desk<'_>, source: &SourceRow, reached: Reached, parties: &[usize]) -> Vec<String> {
    for (typed, why) in reached.doubts {
        let field = if why.code == "says_no" {
            "contact"
        } else if typed.contains(['@', '(']) {
            "email"
        } else {
            "phone"
        };
        desk.flag(source, field, &typed, why);
    }
    let first = parties.first().copied();
    if let Some(item) = first.and_then(|i| desk.register.get_mut(i)) {
        for (list, values) in [(&mut item.emails, reached.emails), (&mut item.phones, reached.phones.clone())]
        {
            for value in values {
                if !list.contains(&value) {
                    list.push(value);
                }
            }
        }
    }
    let mut keys = Vec::new();
    for mut p in reached.people {
        if let Some(better) = p.emails.iter().find_map(|e| person::order_by_email(&p.name, e)) {
            p.name = better;
        }
        // "Sixtine R. (Garambois)": the bracket names which of the organisations.
        let organisation = p
            .note
            .as_deref()
            .or(p.function.as_deref())
            .and_then(|n| {
                parties.iter().copied().find(|i| desk.register.get(*i).is_some_and(|o| names_it(&o.name, n)))
            })
            .or(first);
        if let Some(index) = organisation {
            if p.function
                .as_deref()
                .is_some_and(|f| desk.register.get(index).is_some_and(|o| names_it(&o.name, f)))
            {
                p.function = None;
            }
            for number in &p.phones {
                if let Some(c) = country::by_dial(number.trim_start_matches('+')) {
                    desk.register.speaks_for(index, c.code, "country_of_phone");
                }
            }
        }
        keys.push(keep_person(desk, source, p, organisation));
    }
    keys
}

fn names_it(name: &str, bracket: &str) -> bool {
    let words = crate::folding::name_words(name);
    let wanted = crate::folding::name_words(bracket);
    !wanted.is_empty() && wanted.iter().all(|w| w.len() >= 4 && words.contains(w))
}

fn keep_person(desk: &mut Desk<'_>, source: &SourceRow, p: Person, organisation: Option<usize>) -> String {
    let at = organisation.map(|i| desk.register.key_of(i));
    let known = desk.out.contacts.iter().position(|c| c.organisation == at && same_person(c, &p));
    let index = match known {
        Some(index) => {
            let contact = desk.out.contacts.get(index);
            let (key, shares_email) = contact
                .map(|c| (c.key.clone(), c.emails.iter().any(|e| p.emails.contains(e))))
                .unwrap_or_default();
            desk.duplicate(
                "contact",
                &key,
                source.clone(),
                &format!("contact:{}", name_key(&p.name)),
                if shares_email { "same_email" } else { "same_name" },
                true,
            );
            index
        }
        None => {
            let wish = format!(
                "contact:{}|{}",
                at.as_deref().map_or("", |k| k.strip_prefix("organisation:").unwrap_or(k)),
                person_key(&p.name)
            );
            let key = desk.fresh_key(wish);
            desk.out.contacts.push(ContactFound {
                key,
                name: p.name.clone(),
                organisation: at,
                ..ContactFound::default()
            });
            desk.out.contacts.len() - 1
        }
    };
    let Some(contact) = desk.out.contacts.get_mut(index) else { return String::new() };
    // A fuller name replaces "C. Dupont" and "Dupont".
    if p.name.chars().filter(|c| c.is_alphabetic()).count()
        > contact.name.chars().filter(|c| c.is_alphabetic()).count()
    {
        contact.name = p.name;
    }
    contact.function = contact.function.take().or(p.function);
    for (list, values) in [(&mut contact.emails, p.emails), (&mut contact.phones, p.phones)] {
        for value in values {
            if !list.contains(&value) {
                list.push(value);
            }
        }
    }
    if let Some(note) = p.note {
        keep_text(&mut contact.extra, "", &note);
        contact.extra.retain(|v| !v.column.is_empty());
        if !contact.notes.contains(&note) {
            contact.notes.push(note);
        }
    }
    if !contact.rows.contains(source) {
        contact.rows.push(source.clone());
    }
    contact.key.clone()
}

fn name_parts(name: &str) -> Vec<String> {
    fold(name)
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
        .map(|w| w.replace('-', ""))
        .collect()
}

fn person_key(name: &str) -> String {
    let mut parts = name_parts(name);
    parts.sort();
    parts.join("-")
}

/// The same words in any order; a family name alone or with an initial fits the whole name.
fn same_person(contact: &ContactFound, p: &Person) -> bool {
    if contact.emails.iter().any(|e| p.emails.contains(e) && !person::is_generic_mailbox(e))
        && shares_word(&contact.name, &p.name)
    {
        return true;
    }
    let (mut few, mut many) = (name_parts(&contact.name), name_parts(&p.name));
    if few.len() > many.len() || (few.len() == many.len() && few.concat().len() > many.concat().len()) {
        std::mem::swap(&mut few, &mut many);
    }
    let whole = few.iter().any(|w| w.len() > 1 && many.contains(w));
    whole
        && few
            .iter()
            .all(|w| many.contains(w) || (w.len() == 1 && many.iter().any(|m| m.starts_with(w.as_str()))))
}

fn shares_word(a: &str, b: &str) -> bool {
    let other = name_parts(b);
    name_parts(a).iter().any(|w| w.len() > 1 && other.contains(w))
}
