//! Compares what was understood with an expectation, value by value.

use coexist_spreadsheet::Understood;
use coexist_spreadsheet::folding::{Likeness, fold, likeness};
use coexist_spreadsheet::sheet::Workbook;
use coexist_spreadsheet::understood::{AmountRole, DossierFound};
use coexist_spreadsheet::values::amount::AmountKind;
use coexist_spreadsheet::values::date::Period;
use serde_json::Value as Json;

/// How a tracker came out.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) right: usize,
    pub(crate) total: usize,
    pub(crate) misses: Vec<String>,
    pub(crate) silent: Vec<String>,
}

impl Score {
    #[allow(clippy::cast_precision_loss, reason = "a few hundred values")]
    pub(crate) fn share(&self) -> f64 {
        self.right as f64 / self.total.max(1) as f64
    }
}

struct Judge<'a> {
    score: Score,
    understood: &'a Understood,
    dossier: &'a DossierFound,
    label: String,
}

impl Judge<'_> {
    /// One value: right, or a miss that is silent when it was given and no flag of these fields stands on its rows.
    fn value(&mut self, what: &str, right: bool, given: bool, fields: &[&str], expected: &str, got: &str) {
        self.score.total += 1;
        if right {
            self.score.right += 1;
            return;
        }
        let miss = format!("{} {what}: expected {expected}, got {got}", self.label);
        if given && !self.flagged(fields) {
            self.score.silent.push(miss.clone());
        }
        self.score.misses.push(miss);
    }

    fn flagged(&self, fields: &[&str]) -> bool {
        self.understood.flags.iter().any(|f| {
            self.dossier.rows.iter().any(|r| r.sheet == f.sheet && r.row == f.row)
                && fields.iter().any(|w| f.field.starts_with(w))
        })
    }
}

/// Every partnership of an expectation in the form of a sample: organisations and tasks put in for their keys.
pub(crate) fn every_partnership(expected: &Json) -> Vec<Json> {
    let find = |list: &str, key: &str, wanted: &Json| {
        expected[list].as_array().into_iter().flatten().find(|o| o[key] == *wanted).cloned()
    };
    let each = |json: &Json, list: &str, key: &str| -> Json {
        json.as_array().into_iter().flatten().filter_map(|w| find(list, key, w)).collect::<Vec<_>>().into()
    };
    expected["partnerships"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|p| {
            let mut want = p.clone();
            want["organisations"] = each(&p["organisations"], "organisations", "key");
            want["next_actions"] = each(&p["tasks"], "tasks", "id");
            serde_json::json!({ "ref": p["id"], "sheet": p["rows"][0][0], "row": p["rows"][0][1], "expected": want })
        })
        .collect()
}

/// Scores samples.
pub(crate) fn score(samples: &[Json], understood: &Understood, workbook: &Workbook) -> Score {
    let mut all = Score::default();
    for sample in samples {
        let row = sample["row"].as_u64().unwrap();
        let named = sample["sheet"].as_str().unwrap();
        // A CSV has one sheet, whatever the expectation calls it.
        let sheet = if workbook.sheets.len() == 1 { workbook.sheets[0].name.as_str() } else { named };
        let found = understood
            .dossiers
            .iter()
            .find(|d| d.rows.iter().any(|r| r.sheet == sheet && u64::from(r.row) == row));
        let nothing = DossierFound::default();
        let mut judge = Judge {
            score: Score::default(),
            understood,
            dossier: found.unwrap_or(&nothing),
            label: sample["ref"].as_str().unwrap().to_owned(),
        };
        judge_sample(&mut judge, &sample["expected"]);
        all.right += judge.score.right;
        all.total += judge.score.total;
        all.misses.extend(judge.score.misses);
        all.silent.extend(judge.score.silent);
    }
    all
}

fn judge_sample(judge: &mut Judge<'_>, want: &Json) {
    let dossier = judge.dossier;
    organisations(judge, want);
    let title = want["title"].as_str().filter(|t| t.chars().any(char::is_alphanumeric)).unwrap_or("");
    // A title made of the organisations' names is marked as made: the file gave none.
    let ours = if dossier.title_made { "" } else { dossier.title.as_str() };
    judge.value("title", fold(title) == fold(ours), !ours.is_empty(), &["title"], title, ours);
    let stages: Vec<Option<&str>> = std::iter::once(want["stage"].as_str())
        .chain(want["stage_accept"].as_array().into_iter().flatten().map(Json::as_str))
        .collect();
    judge.value(
        "stage",
        stages.contains(&dossier.stage.as_deref()),
        dossier.stage.is_some(),
        &["stage"],
        &format!("{stages:?}"),
        &format!("{:?}", dossier.stage),
    );
    if let Some(kind) = want["type"].as_str() {
        judge.value(
            "type",
            dossier.kind.as_deref() == Some(kind),
            dossier.kind.is_some(),
            &["type"],
            kind,
            &format!("{:?}", dossier.kind),
        );
    }
    amounts(judge, want);
    for (name, ours) in [
        ("first_contact", dossier.first_contact),
        ("last_contact", dossier.last_contact),
        ("signed", dossier.signed),
        ("period", dossier.period),
    ] {
        if want[name].is_object() {
            let right = ours.is_some_and(|p| same_period(&want[name], &p));
            judge.value(name, right, ours.is_some(), &[name], &want[name].to_string(), &format!("{ours:?}"));
        }
    }
    for (name, ours) in [("agreement_ref", &dossier.agreement_ref), ("dossier", &dossier.number)] {
        if let Some(text) = want[name].as_str() {
            judge.value(
                name,
                ours.as_deref() == Some(text),
                ours.is_some(),
                &[name],
                text,
                &format!("{ours:?}"),
            );
        }
    }
    let people: Vec<String> = list(&want["responsible"]);
    judge.value(
        "responsible",
        same_set(&people, &dossier.responsible),
        !dossier.responsible.is_empty(),
        &["responsible"],
        &format!("{people:?}"),
        &format!("{:?}", dossier.responsible),
    );
    if want["countries"].is_array() {
        let countries = list(&want["countries"]);
        judge.value(
            "countries",
            same_set(&countries, &dossier.countries),
            !dossier.countries.is_empty(),
            &["country"],
            &format!("{countries:?}"),
            &format!("{:?}", dossier.countries),
        );
    }
    for (column, text) in want["extra"].as_object().into_iter().flatten() {
        let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
        let right =
            dossier.extra.iter().any(|v| fold(&v.column) == fold(column) && fold(&v.text) == fold(&text));
        judge.value("extra", right, false, &[], &format!("{column}={text}"), "nothing");
    }
    next_actions(judge, want);
}

fn list(json: &Json) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
}

fn same_set(a: &[String], b: &[String]) -> bool {
    let sorted = |v: &[String]| {
        let mut v: Vec<String> = v.iter().map(|t| fold(t)).collect();
        v.sort();
        v
    };
    sorted(a) == sorted(b)
}

fn same_period(want: &Json, ours: &Period) -> bool {
    let ends: Vec<Option<&str>> = std::iter::once(want["end"].as_str())
        .chain(want["accept_end"].as_array().into_iter().flatten().map(Json::as_str))
        .collect();
    want["start"].as_str() == Some(&ours.start.to_string())
        && ends.contains(&Some(ours.end.to_string().as_str()))
}

fn organisations(judge: &mut Judge<'_>, want: &Json) {
    let ours: Vec<_> = judge
        .dossier
        .parties
        .iter()
        .filter_map(|k| judge.understood.organisations.iter().find(|o| o.key == *k))
        .collect();
    let wanted = want["organisations"].as_array().cloned().unwrap_or_default();
    for organisation in &wanted {
        let name = organisation["name"].as_str().unwrap();
        let found = ours.iter().find(|o| {
            likeness(&o.name, name) >= Likeness::Abbreviated
                || o.spellings.iter().any(|s| likeness(s, name) >= Likeness::Abbreviated)
        });
        let names: Vec<&str> = ours.iter().map(|o| o.name.as_str()).collect();
        judge.value(
            "organisation",
            found.is_some(),
            found.is_none() && !ours.is_empty(),
            &["organisation"],
            name,
            &format!("{names:?}"),
        );
        let Some(found) = found else {
            judge.score.total += 2;
            judge.score.misses.push(format!("{} kind and country of {name}: not found", judge.label));
            continue;
        };
        let kind = organisation["kind"].as_str().unwrap_or("");
        // The expectation's kinds are finer than the product's nine.
        let kinds: &[&str] = match kind {
            "cooperative" | "social_enterprise" | "media" => &["company"],
            "public_body" => &["public_funder", "local_authority", "university_research", "other"],
            "network" => &["network", "ngo"],
            "company" => &["company"],
            "foundation" => &["foundation"],
            "ngo" => &["ngo"],
            other => panic!("kind {other}"),
        };
        let flagged_elsewhere = judge.understood.flags.iter().any(|f| {
            (f.field == "kind" || f.field == "organisation_country")
                && found.rows.iter().any(|r| r.sheet == f.sheet && r.row == f.row)
        });
        judge.value(
            "kind",
            found.kind.as_deref().is_some_and(|k| kinds.contains(&k)),
            found.kind.is_some() && !flagged_elsewhere,
            &["kind"],
            &format!("{name} {kind}"),
            &format!("{:?}", found.kind),
        );
        if let Some(country) = organisation["country"].as_str() {
            let said = judge
                .understood
                .flags
                .iter()
                .any(|f| f.field == "organisation_country" && f.text == found.name);
            judge.value(
                "organisation country",
                found.country.as_deref() == Some(country),
                found.country.is_some() && !said,
                &["organisation_country"],
                &format!("{name} {country}"),
                &format!("{:?}", found.country),
            );
        }
        for identifier in organisation["identifiers"].as_array().into_iter().flatten() {
            let (scheme, id, valid) = (
                identifier["scheme"].as_str().unwrap(),
                identifier["id"].as_str().unwrap(),
                identifier["valid"].as_bool().unwrap_or(true),
            );
            let bare = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let right = found
                .identifiers
                .iter()
                .any(|i| i.scheme == scheme && bare(&i.id) == bare(id) && i.valid == valid);
            judge.value(
                "identifier",
                right,
                false,
                &[],
                &format!("{name} {scheme} {id}"),
                &format!("{:?}", found.identifiers.iter().map(|i| &i.id).collect::<Vec<_>>()),
            );
        }
    }
    judge.value(
        "number of organisations",
        wanted.len() == ours.len(),
        true,
        &["organisation"],
        &wanted.len().to_string(),
        &ours.len().to_string(),
    );
}

fn amounts(judge: &mut Judge<'_>, want: &Json) {
    let alternatives: Vec<Vec<Json>> =
        std::iter::once(want["amounts"].as_array().cloned().unwrap_or_default())
            .chain(
                want["amounts_accept"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|a| a.as_array().cloned().unwrap_or_default()),
            )
            .collect();
    let matches = |wanted: &[Json]| {
        let mut used = vec![false; judge.dossier.amounts.len()];
        let hits: Vec<bool> = wanted
            .iter()
            .map(|w| {
                match judge
                    .dossier
                    .amounts
                    .iter()
                    .enumerate()
                    .position(|(i, a)| !used[i] && same_amount(w, a))
                {
                    Some(i) => {
                        used[i] = true;
                        true
                    }
                    None => false,
                }
            })
            .collect();
        (hits, used.iter().filter(|u| !**u).count())
    };
    let best = alternatives.iter().map(|w| (w.clone(), matches(w))).max_by_key(|(w, (hits, spare))| {
        let right = hits.iter().filter(|h| **h).count();
        (right == w.len() && *spare == 0, right)
    });
    let Some((wanted, (hits, spare))) = best else { return };
    let got = format!(
        "{:?}",
        judge
            .dossier
            .amounts
            .iter()
            .map(|a| (
                a.role,
                a.amount.kind,
                a.amount.value.or(a.amount.quantity).or(a.amount.valuation),
                a.amount.currency.clone(),
                a.amount.what.clone()
            ))
            .collect::<Vec<_>>()
    );
    for (want, hit) in wanted.iter().zip(hits) {
        // A miss is silent only when something else was given in its place.
        judge.value("amount", hit, spare > 0, &["amount", "contributions"], &want.to_string(), &got);
    }
    if wanted.is_empty() || spare > 0 {
        judge.value("no other amount", spare == 0, true, &["amount", "contributions"], "none", &got);
    }
}

fn same_amount(want: &Json, ours: &coexist_spreadsheet::understood::AmountFound) -> bool {
    let role = match ours.role {
        AmountRole::Requested => "requested",
        AmountRole::Granted => "granted",
        AmountRole::Paid => "paid",
    };
    let kind = match ours.amount.kind {
        AmountKind::Cash => "cash",
        AmountKind::InKind => "in_kind",
        AmountKind::SkillsTime => "skills_time",
        AmountKind::Data => "data",
    };
    let number = |key: &str, mine: Option<f64>| match want[key].as_f64() {
        Some(n) => mine.is_some_and(|m| (m - n).abs() < 0.005),
        None => true,
    };
    let a = &ours.amount;
    want["role"] == role
        && want["kind"] == kind
        && number("value", a.value)
        && number("min", a.min)
        && number("max", a.max)
        && number("quantity", a.quantity)
        && number("valuation", a.valuation)
        && number("per_year", a.per_year)
        && number("years", a.years)
        && number("instalments", a.instalments)
        && (want["currency"].is_null() || want["currency"].as_str() == a.currency.as_deref())
        && (want["approximate"].as_bool().unwrap_or(false) == a.approximate)
        && (kind == "cash"
            || want["unit"].is_null()
            || want["unit"].as_str().map(fold) == a.unit.as_deref().map(fold))
}

fn next_actions(judge: &mut Judge<'_>, want: &Json) {
    let ours: Vec<_> = judge
        .dossier
        .tasks
        .iter()
        .filter_map(|k| judge.understood.tasks.iter().find(|t| t.key == *k))
        .collect();
    let wanted = want["next_actions"].as_array().cloned().unwrap_or_default();
    for action in &wanted {
        let text = action["text"].as_str().unwrap();
        let found = ours.iter().find(|t| fold(&t.text) == fold(text));
        judge.value(
            "task",
            found.is_some(),
            false,
            &[],
            text,
            &format!("{:?}", ours.iter().map(|t| &t.text).collect::<Vec<_>>()),
        );
        let dues: Vec<Option<&str>> = std::iter::once(action["due"].as_str())
            .chain(action["due_accept"].as_array().into_iter().flatten().map(Json::as_str))
            .collect();
        let due = found.and_then(|t| t.due).map(|p| p.end.to_string());
        judge.value(
            "due",
            found.is_some() && dues.contains(&due.as_deref()),
            due.is_some(),
            &["due"],
            &format!("{text}: {dues:?}"),
            &format!("{due:?}"),
        );
        let done = found.is_some_and(|t| t.done);
        judge.value(
            "done",
            found.is_some() && done == action["done"].as_bool().unwrap_or(false),
            found.is_some(),
            &[],
            text,
            &done.to_string(),
        );
    }
    judge.value(
        "number of tasks",
        ours.len() == wanted.len(),
        true,
        &["task"],
        &wanted.len().to_string(),
        &format!("{:?}", ours.iter().map(|t| &t.text).collect::<Vec<_>>()),
    );
}

/// The counts of the expectation beside ours.
pub(crate) fn counts(expected: &Json, understood: &Understood) -> String {
    let ours = [
        ("partnerships", understood.dossiers.len()),
        ("organisations", understood.organisations.len()),
        ("contacts", understood.contacts.len()),
        ("tasks", understood.tasks.len()),
        ("tasks_open", understood.tasks.iter().filter(|t| !t.done).count()),
        ("members", understood.members.len()),
    ];
    let line: Vec<String> =
        ours.iter().map(|(name, n)| format!("{name} {n}/{}", expected["counts"][*name])).collect();
    format!(
        "{} · flags {} · duplicates {} · rejected {}",
        line.join(", "),
        understood.flags.len(),
        understood.duplicates.len(),
        understood.rejected.len()
    )
}
