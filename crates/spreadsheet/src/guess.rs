//! The first mapping of a file, made from the file alone.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::columns;
use crate::folding::{fold, is_unknown, is_void, tidy};
use crate::layout::{Header, RowRole, find_header, initials_in, initials_pair, row_colour, row_role};
use crate::mapping::{ColourMeaning, ColumnMapping, Field, Mapping, Meaning, SheetMapping, SheetRole};
use crate::sheet::{Row, Sheet, Workbook};
use crate::values::{Reading, country, kind, partnership_type, stage};

/// Guesses what a file means. `reference_date` is "today" for it.
#[must_use]
pub fn guess(workbook: &Workbook, reference_date: Date) -> Mapping {
    let mut mapping = Mapping { reference_date: Some(reference_date), ..Mapping::default() };
    mapping.sheets = workbook.sheets.iter().map(|s| guess_sheet(s, reference_date)).collect();
    demote_templates(workbook, &mut mapping.sheets);
    legends(workbook, &mut mapping);
    for (sheet, its) in workbook.sheets.iter().zip(&mapping.sheets.clone()) {
        vocabulary(sheet, its, &mut mapping);
    }
    if mapping.colours.is_empty() {
        colours_from_statuses(workbook, &mut mapping);
    }
    mapping.default_currency = usual_currency(workbook, &mapping.sheets);
    mapping
}

/// The header a sheet's mapping says.
#[must_use]
pub fn header_of(sheet: &Sheet, mapping: &SheetMapping) -> Header {
    let found = find_header(sheet);
    match mapping.header_row {
        Some(row) if row != found.row => {
            Header { row, rows: mapping.header_rows.unwrap_or(u32::from(row > 0)), group: false }
        }
        _ => Header { rows: mapping.header_rows.unwrap_or(found.rows), ..found },
    }
}

/// The column that names the records of a sheet.
#[must_use]
pub fn naming_column(mapping: &SheetMapping) -> Option<u32> {
    let wanted: &[Field] = match mapping.role {
        Some(SheetRole::Tasks) => &[Field::NextAction, Field::Title],
        Some(SheetRole::Contacts) => &[Field::LastName, Field::Contact],
        Some(SheetRole::Organisations) => &[Field::Organisation, Field::FullName],
        _ => &[Field::Organisation, Field::Title],
    };
    wanted.iter().find_map(|f| mapping.column(*f))
}

fn guess_sheet(sheet: &Sheet, reference: Date) -> SheetMapping {
    let mut mapping = SheetMapping { sheet: sheet.name.clone(), ..SheetMapping::default() };
    if sheet.rows.iter().all(Row::is_blank) {
        (mapping.role, mapping.confidence) = (Some(SheetRole::Empty), 1.0);
        return mapping;
    }
    let header = find_header(sheet);
    mapping.header_row = Some(header.row);
    mapping.header_rows = Some(header.rows);
    let first = columns::guess(sheet, &header, None, reference);
    let (role, confidence) = our_own_pairs(sheet)
        .or_else(|| our_own(&first))
        .map_or_else(|| guess_role(sheet, &header, &first), |role| (role, 1.0));
    mapping.role = Some(role);
    mapping.confidence = confidence;
    mapping.columns = match role {
        SheetRole::Dossiers | SheetRole::Organisations | SheetRole::Contacts | SheetRole::Tasks => {
            columns::guess(sheet, &header, Some(role), reference)
        }
        _ => first,
    };
    settle_organisation(&mut mapping);
    mapping
}

/// Reads a sheet as one of organisations, whatever it was taken for: the columns are guessed again for that,
/// and when no heading names the organisation, the first column of words does. For whoever says that a file
/// holds organisations; a guess must not mean that nothing of it is read.
pub fn as_organisations(sheet: &Sheet, mapping: &mut SheetMapping, reference: Date) {
    let header = header_of(sheet, mapping);
    mapping.role = Some(SheetRole::Organisations);
    mapping.columns = columns::guess(sheet, &header, mapping.role, reference);
    settle_organisation(mapping);
    if mapping.has(Field::Organisation) || mapping.has(Field::FullName) {
        return;
    }
    let wordy = |column: &&mut ColumnMapping| {
        let index = column.index.unwrap_or(0);
        let cells = sheet.rows.iter().filter(|r| r.number >= header.row + header.rows).map(|r| r.text(index));
        let (filled, words) =
            cells.filter(|t| !t.trim().is_empty()).fold((0_usize, 0_usize), |(all, words), t| {
                (all + 1, words + usize::from(t.chars().any(char::is_alphabetic) && !t.contains('@')))
            });
        filled > 0 && words * 2 > filled
    };
    if let Some(column) = mapping.columns.iter_mut().find(wordy) {
        (column.field, column.confidence) = (Field::Organisation, 0.3);
    }
}

/// A sheet of dossiers whose partner column no heading names: "Nom" then names the partner.
fn settle_organisation(mapping: &mut SheetMapping) {
    if !matches!(mapping.role, Some(SheetRole::Dossiers | SheetRole::Organisations))
        || mapping.has(Field::Organisation)
    {
        return;
    }
    if let Some(column) = mapping.columns.iter_mut().find(|c| {
        matches!(c.field, Field::LastName) || (c.field == Field::Contact && fold(&c.header) == "nom")
    }) {
        column.field = Field::Organisation;
        column.confidence = 0.5;
    }
}

/// The sheets of an export of ours, by two or three headings that stand together nowhere else. Sums, exchanges,
/// the journal and tasks stand beside the dossiers whose rows tell them as well: taken again they would double.
fn our_own(columns: &[ColumnMapping]) -> Option<SheetRole> {
    const SHEETS: &[(SheetRole, &[&str])] = &[
        (SheetRole::Dossiers, &["organisations", "projet", "type de partenariat", "taches a faire"]),
        (SheetRole::Dossiers, &["organisations", "project", "type of partnership", "tasks to do"]),
        (SheetRole::Organisations, &["organisation", "nom complet", "identifiants", "autres noms"]),
        (SheetRole::Organisations, &["organisation", "full name", "identifiers", "other names"]),
        (SheetRole::Contacts, &["nom", "organisation", "origine des coordonnees", "base legale"]),
        (SheetRole::Contacts, &["name", "organisation", "source of the details", "legal basis"]),
        (SheetRole::Summary, &["etat du montant", "montant", "montant au plus"]),
        (SheetRole::Summary, &["status of the amount", "amount", "amount at most"]),
        (SheetRole::Summary, &["tache", "repetition", "fait le"]),
        (SheetRole::Summary, &["task", "repeats", "done on"]),
        (SheetRole::Summary, &["genre d'echange", "ce qui s'est dit"]),
        (SheetRole::Summary, &["kind of exchange", "what was said"]),
        (SheetRole::Summary, &["ce qui s'est passe", "auteur"]),
        (SheetRole::Summary, &["what happened", "author"]),
    ];
    let headings: Vec<String> = columns.iter().map(|c| fold(&c.header).replace('’', "'")).collect();
    let stands = |wanted: &&&str| headings.iter().any(|h| h == **wanted);
    SHEETS.iter().find(|(_, all)| all.iter().filter(stands).count() == all.len()).map(|(role, _)| *role)
}

/// The small sheets of an export of ours: colleagues explain the initials of its other sheets, and what stood
/// around somebody's tables is remarks. Two columns and perhaps one row are too little for a heading to be found.
fn our_own_pairs(sheet: &Sheet) -> Option<SheetRole> {
    let heads: Vec<String> = sheet.rows.first()?.filled().map(|(_, c)| fold(&c.text)).collect();
    let [a, b] = &heads[..] else { return None };
    match (a.as_str(), b.as_str()) {
        ("initiales", "collegue") | ("initials", "colleague") => Some(SheetRole::Legend),
        ("fichier", "autour des tableaux") | ("file", "around the tables") => Some(SheetRole::Notes),
        _ => None,
    }
}

fn guess_role(sheet: &Sheet, header: &Header, columns: &[ColumnMapping]) -> (SheetRole, f32) {
    let name = fold(&sheet.name);
    let has = |f: Field| columns.iter().any(|c| c.field == f && c.confidence >= 0.4);
    let any = |fields: &[Field]| fields.iter().any(|f| has(*f));
    let known = columns.iter().filter(|c| c.field != Field::Own && c.confidence >= 0.4).count();
    let texts: Vec<String> = sheet
        .rows
        .iter()
        .flat_map(|r| r.filled().map(|(_, c)| fold(&c.text)).collect::<Vec<_>>())
        .take(400)
        .collect();
    if texts.iter().any(|t| {
        t.starts_with("etiquettes de lignes")
            || t.starts_with("row labels")
            || t.starts_with("somme de ")
            || t.starts_with("nombre de ")
            || t.starts_with("sum of ")
            || t.starts_with("count of ")
    }) && known <= 3
    {
        return (SheetRole::Summary, 0.9);
    }
    let coloured = sheet
        .rows
        .iter()
        .filter(|r| r.cells.first().is_some_and(|c| c.fill.is_some()) && r.filled().count() <= 4)
        .count();
    if name.contains("legende")
        || name.contains("legend")
        || (known < 3 && coloured >= 3 && sheet.rows.len() < 40)
    {
        return (SheetRole::Legend, 0.9);
    }
    let amounts = any(&[Field::Amount, Field::AmountRequested, Field::AmountGranted, Field::AmountPaid]);
    let names = any(&[Field::Organisation, Field::LastName, Field::Contact, Field::Title]);
    if header.row == 0 || (known < 2 && !names) {
        let lonely = sheet.rows.iter().filter(|r| r.filled().count() == 1).count();
        let filled = sheet.rows.iter().filter(|r| !r.is_blank()).count();
        if lonely * 10 >= filled * 7 {
            return (SheetRole::Notes, 0.8);
        }
        return if has(Field::Organisation) {
            (SheetRole::Organisations, 0.3)
        } else {
            (SheetRole::Notes, 0.4)
        };
    }
    let dossier_signs = [Field::Status, Field::Title, Field::Type, Field::Signed, Field::AgreementRef]
        .iter()
        .filter(|f| has(**f))
        .count()
        + usize::from(amounts) * 2;
    let contact_signs = usize::from(any(&[Field::LastName, Field::FirstName])) * 2
        + usize::from(has(Field::Contact))
        + usize::from(any(&[Field::Email, Field::Phone, Field::Channel]))
        + usize::from(has(Field::Function)) * 2;
    let task_signs = usize::from(has(Field::NextAction)) * 2
        + usize::from(has(Field::Due))
        + usize::from(has(Field::Done)) * 2
        + usize::from(has(Field::Responsible));
    let organisation_signs =
        usize::from(any(&[Field::Identifier, Field::Acronym, Field::OrganisationCode, Field::FullName])) * 2
            + usize::from(has(Field::Kind))
            + usize::from(any(&[Field::City, Field::Address, Field::Website, Field::Postcode]))
            + usize::from(has(Field::Organisation));
    let named_so = ["contact", "annuaire", "personne"].iter().any(|w| name.contains(w));
    if named_so && contact_signs >= 2 {
        return (SheetRole::Contacts, 0.95);
    }
    let best = [
        (
            SheetRole::Dossiers,
            if has(Field::Organisation) || has(Field::Title) {
                dossier_signs + usize::from(has(Field::Organisation))
            } else {
                0
            },
        ),
        (SheetRole::Contacts, if amounts { contact_signs / 2 } else { contact_signs }),
        (SheetRole::Tasks, if amounts || has(Field::Status) { 0 } else { task_signs }),
        (SheetRole::Organisations, if amounts && has(Field::Title) { 0 } else { organisation_signs }),
    ];
    let (mut role, mut score) = (SheetRole::Notes, 1);
    for (candidate, points) in best {
        if points > score {
            (role, score) = (candidate, points);
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "a handful of points")]
    let confidence = (0.4 + 0.1 * score as f32).min(0.95);
    if role == SheetRole::Notes && has(Field::Organisation) {
        return (SheetRole::Organisations, 0.3);
    }
    // "Nom;Type;Pays": a name and where or what it is, and nothing of a project or of a person.
    let is_flat_list = has(Field::Organisation)
        && any(&[Field::Country, Field::City, Field::Kind, Field::Type])
        && !amounts
        && !any(&[Field::Title, Field::Status, Field::Signed, Field::AgreementRef, Field::FirstName])
        && !any(&[Field::Responsible, Field::NextAction, Field::Due, Field::LastContact, Field::Start])
        && !any(&[Field::Contact, Field::LastName, Field::Function, Field::End, Field::Period]);
    if is_flat_list {
        return (SheetRole::Organisations, confidence);
    }
    (role, confidence)
}

/// An empty form: a sheet so named, or one with the header of another and one example row.
fn demote_templates(workbook: &Workbook, sheets: &mut [SheetMapping]) {
    let headings = |m: &SheetMapping| m.columns.iter().map(|c| fold(&c.header)).collect::<Vec<_>>();
    let all: Vec<Vec<String>> = sheets.iter().map(headings).collect();
    let records = |sheet: &Sheet, m: &SheetMapping| {
        sheet.rows.iter().filter(|r| r.number > m.header_row.unwrap_or(0) && !r.is_blank()).count()
    };
    let counts: Vec<usize> = workbook.sheets.iter().zip(sheets.iter()).map(|(s, m)| records(s, m)).collect();
    for (i, (sheet, mapping)) in workbook.sheets.iter().zip(sheets.iter_mut()).enumerate() {
        let (Some(count), Some(mine)) = (counts.get(i), all.get(i)) else { continue };
        if !matches!(
            mapping.role,
            Some(SheetRole::Dossiers | SheetRole::Organisations | SheetRole::Contacts | SheetRole::Tasks)
        ) || *count > 3
        {
            continue;
        }
        let name = fold(&sheet.name);
        let named = ["modele", "template", "exemple", "vierge", "gabarit"].iter().any(|w| name.contains(w));
        let twin = mine.len() >= 4
            && all.iter().zip(&counts).enumerate().any(|(j, (other, c))| j != i && *c > 3 && other == mine);
        let says = sheet
            .rows
            .iter()
            .flat_map(|r| &r.cells)
            .any(|c| fold(&c.text).contains("a effacer") || fold(&c.text).contains("exemple"));
        if named || (twin && (says || *count <= 1)) {
            mapping.role = Some(SheetRole::Template);
        }
    }
}

/// Colours and initials, wherever they are explained: sheets of legend, titles, notes.
fn legends(workbook: &Workbook, mapping: &mut Mapping) {
    for (sheet, its) in workbook.sheets.iter().zip(&mapping.sheets) {
        let is_legend = its.role == Some(SheetRole::Legend);
        let header = header_of(sheet, its);
        let name = naming_column(its);
        for row in &sheet.rows {
            let aside = is_legend
                || matches!(its.role, Some(SheetRole::Notes))
                || matches!(
                    row_role(sheet, &header, row, name),
                    RowRole::Title | RowRole::Legend | RowRole::Note | RowRole::GroupHeader
                );
            if !aside {
                continue;
            }
            for (i, cell) in row.cells.iter().enumerate() {
                let next = row.cells.get(i + 1).map_or("", |c| c.text.trim());
                if let Some(pair) = initials_pair(&cell.text, next) {
                    mapping.colleagues.entry(pair.0).or_insert(pair.1);
                }
                for (initials, person) in initials_in(&cell.text) {
                    mapping.colleagues.entry(initials).or_insert(person);
                }
                let blank = fold(&cell.text);
                let uncoloured = cell.fill.is_none()
                    && matches!(
                        blank.trim_matches(['(', ')']),
                        "blanc" | "sans couleur" | "vide" | "white" | "no colour" | "none"
                    );
                let (colour, text) = match &cell.fill {
                    Some(fill) if cell.is_blank() && !next.is_empty() => (fill.clone(), next),
                    Some(fill) if is_legend && !cell.is_blank() => (fill.clone(), cell.text.trim()),
                    None if is_legend && uncoloured && !next.is_empty() => ("none".to_owned(), next),
                    _ => continue,
                };
                mapping.colours.entry(colour).or_insert_with(|| meaning_of_colour(text));
            }
        }
    }
}

fn meaning_of_colour(text: &str) -> ColourMeaning {
    let (stage, guessed) = match stage::read(text) {
        Reading::Certain(s) => (Some(s.to_owned()), false),
        Reading::Guess(s, _) => (Some(s.to_owned()), true),
        Reading::Text(_) => (None, true),
    };
    ColourMeaning { text: tidy(text), stage, guessed }
}

/// Without a legend: a colour whose rows all say one stage in words means that stage, as a guess.
fn colours_from_statuses(workbook: &Workbook, mapping: &mut Mapping) {
    let mut seen: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for (sheet, its) in workbook.sheets.iter().zip(&mapping.sheets) {
        let (Some(SheetRole::Dossiers), Some(status)) = (its.role, its.column(Field::Status)) else {
            continue;
        };
        let header = header_of(sheet, its);
        let name = naming_column(its);
        for row in sheet.rows.iter().filter(|r| row_role(sheet, &header, r, name) == RowRole::Data) {
            if let (Some(colour), Reading::Certain(stage)) =
                (row_colour(row, name), stage::read(row.text(status)))
            {
                seen.entry(colour).or_default().push(stage);
            }
        }
    }
    for (colour, stages) in seen {
        if let Some(first) = stages.first().filter(|f| stages.len() >= 2 && stages.iter().all(|s| s == *f)) {
            mapping.colours.insert(
                colour,
                ColourMeaning { text: String::new(), stage: Some((*first).to_owned()), guessed: true },
            );
        }
    }
}

/// Every word of the columns whose words are codes, with what it seems to mean.
fn vocabulary(sheet: &Sheet, its: &SheetMapping, mapping: &mut Mapping) {
    if !matches!(its.role, Some(SheetRole::Dossiers | SheetRole::Organisations)) {
        return;
    }
    let header = header_of(sheet, its);
    let name = naming_column(its);
    let rows: Vec<&Row> = sheet
        .rows
        .iter()
        .filter(|r| {
            r.number >= header.row + header.rows && row_role(sheet, &header, r, name) == RowRole::Data
        })
        .collect();
    let words = |field: Field| -> Vec<String> {
        let Some(column) = its.column(field) else { return Vec::new() };
        let mut all: Vec<String> = Vec::new();
        for row in &rows {
            let text = tidy(row.text(column));
            if !text.is_empty() && !is_void(&text) && !all.contains(&text) && all.len() < 300 {
                all.push(text);
            }
        }
        all
    };
    for text in words(Field::Status) {
        mapping.statuses.entry(text.clone()).or_insert_with(|| meaning(stage::read(&text)));
    }
    for text in words(Field::Type) {
        mapping.types.entry(text.clone()).or_insert_with(|| meaning(partnership_type::read(&text)));
    }
    let kinds = words(Field::Kind);
    let letters = kinds.len() >= 2 && kinds.iter().all(|k| kind::of_letter(k).is_some());
    for text in kinds {
        let read = || {
            if letters {
                kind::of_letter(&text).map_or(Meaning::default(), Meaning::certain)
            } else {
                meaning(kind::read(&text))
            }
        };
        mapping.kinds.entry(text.clone()).or_insert_with(read);
    }
    places(its, &rows, mapping);
}

fn meaning(reading: Reading<&'static str>) -> Meaning {
    match reading {
        Reading::Certain(code) => Meaning::certain(code),
        Reading::Guess(code, _) => Meaning::guess(code),
        Reading::Text(_) => Meaning { code: None, guessed: true },
    }
}

/// Places that stand beside a country somewhere in the column ("MG / Boeny") belong to it elsewhere too.
fn places(its: &SheetMapping, rows: &[&Row], mapping: &mut Mapping) {
    let Some(column) = its.column(Field::Country) else { return };
    let mut met: BTreeMap<String, Vec<Option<String>>> = BTreeMap::new();
    for row in rows {
        let text = row.text(column);
        if is_void(text) || is_unknown(text) {
            continue;
        }
        match country::read(text) {
            Reading::Certain((codes, places)) => {
                if let [code] = codes.as_slice() {
                    for place in places {
                        met.entry(place).or_default().push(Some(code.clone()));
                    }
                }
            }
            Reading::Guess((codes, places), _) => {
                for place in places {
                    met.entry(place).or_default().push(codes.first().cloned());
                }
            }
            Reading::Text(_) => met.entry(tidy(text)).or_default().push(None),
        }
    }
    for (place, codes) in met {
        let known: Vec<&String> = codes.iter().flatten().collect();
        let one = known.first().filter(|f| known.iter().all(|k| k == *f));
        mapping.places.entry(place).or_insert(Meaning { code: one.map(|c| (*c).clone()), guessed: true });
    }
}

/// The currency the headings say, else the one most amounts name.
fn usual_currency(workbook: &Workbook, sheets: &[SheetMapping]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (sheet, its) in workbook.sheets.iter().zip(sheets) {
        let columns: Vec<&ColumnMapping> = its.columns.iter().filter(|c| c.field.is_amount()).collect();
        for code in columns.iter().filter_map(|c| c.currency.clone()) {
            *counts.entry(code).or_default() += 1000;
        }
        for row in sheet.rows.iter().take(2000) {
            for cell in columns.iter().filter_map(|c| row.cell(c.index?)) {
                let text = cell.format.as_deref().unwrap_or(&cell.text);
                for (sign, code) in [
                    ("€", "EUR"),
                    ("EUR", "EUR"),
                    ("CHF", "CHF"),
                    ("FCFA", "XOF"),
                    ("$", "USD"),
                    ("£", "GBP"),
                ] {
                    if text.contains(sign) {
                        *counts.entry(code.to_owned()).or_default() += 1;
                    }
                }
            }
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map(|(code, _)| code)
}
