//! Rows that say the same partnership: follow-ups under one number, signed ones copied to another sheet,
//! rows entered twice. What is sure is put together and listed; what is only likely is proposed.

use super::Desk;
use crate::folding::{Likeness, fold, likeness};
use crate::layout::RowRole;
use crate::understood::{DossierFound, SourceRow};

/// Puts together and proposes.
pub(super) fn dossiers(desk: &mut Desk<'_>) {
    let all = std::mem::take(&mut desk.out.dossiers);
    let mut kept: Vec<DossierFound> = Vec::new();
    let mut by_party: std::collections::HashMap<String, Vec<usize>> = std::collections::HashMap::new();
    for dossier in all {
        let mut candidates: Vec<usize> =
            dossier.parties.iter().filter_map(|p| by_party.get(p)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let best = candidates
            .iter()
            .filter_map(|i| Some((*i, sameness(kept.get(*i)?, &dossier)?)))
            .max_by_key(|(i, s)| (s.sure, std::cmp::Reverse(*i)));
        let apart = desk.mapping.keep_apart.contains(&dossier.key);
        match best {
            Some((index, same)) if same.sure && !apart => {
                let Some(target) = kept.get_mut(index) else { continue };
                let (key, other) = (target.key.clone(), dossier.key.clone());
                let row = dossier.rows.first().cloned().unwrap_or(SourceRow { sheet: String::new(), row: 0 });
                for line in desk.out.ledger.iter_mut().filter(|l| l.key.as_deref() == Some(other.as_str())) {
                    if line.role == RowRole::Data {
                        line.role = same.role;
                    }
                    line.key = Some(key.clone());
                }
                for task in desk.out.tasks.iter_mut().filter(|t| t.dossier.as_deref() == Some(other.as_str()))
                {
                    task.dossier = Some(key.clone());
                }
                for milestone in desk.out.milestones.iter_mut().filter(|m| m.dossier == other) {
                    milestone.dossier.clone_from(&key);
                }
                let repeated = fold_in(target, dossier, &desk.out.tasks);
                desk.out.tasks.retain(|t| !repeated.contains(&t.key));
                desk.duplicate("dossier", &key, row, &other, same.code, true);
            }
            found => {
                if let Some((index, same)) = found
                    && let Some(target) = kept.get(index)
                {
                    let (key, row) = (target.key.clone(), dossier.rows.first().cloned());
                    if let Some(row) = row {
                        desk.duplicate("dossier", &key, row, &dossier.key, same.code, false);
                    }
                }
                for party in &dossier.parties {
                    by_party.entry(party.clone()).or_default().push(kept.len());
                }
                kept.push(dossier);
            }
        }
    }
    desk.out.dossiers = kept;
}

struct Same {
    sure: bool,
    code: &'static str,
    role: RowRole,
}

fn sheet_of(dossier: &DossierFound) -> &str {
    dossier.rows.first().map_or("", |r| r.sheet.as_str())
}

fn sameness(a: &DossierFound, b: &DossierFound) -> Option<Same> {
    let one_sheet = sheet_of(a) == sheet_of(b);
    let shared = a.parties.iter().filter(|p| b.parties.contains(p)).count();
    let all_shared = shared == a.parties.len() && shared == b.parties.len();
    // A file that numbers each row has a reason to: the same number is the same dossier, another is not.
    match (&a.number, &b.number) {
        (Some(x), Some(y)) if one_sheet => {
            return (fold(x) == fold(y) && shared > 0).then_some(Same {
                sure: true,
                code: "same_number",
                role: RowRole::FollowUp,
            });
        }
        _ => {}
    }
    if a.agreement_ref.is_some() && b.agreement_ref.is_some() && a.agreement_ref != b.agreement_ref {
        return None;
    }
    if a.title_made || b.title_made {
        return None;
    }
    let alike = likeness(&a.title, &b.title);
    let role = RowRole::Duplicate;
    match alike {
        Likeness::Same if all_shared => Some(Same { sure: true, code: "same_name", role }),
        Likeness::Abbreviated if all_shared => Some(Same { sure: true, code: "abbreviated_name", role }),
        // A signed copy on another sheet shortens the object ("modèles de convention"); within one sheet two
        // objects of which one contains the other are often two phases.
        Likeness::Close if all_shared && !one_sheet => Some(Same { sure: true, code: "close_name", role }),
        Likeness::Close | Likeness::Same | Likeness::Abbreviated if shared > 0 => {
            Some(Same { sure: false, code: "close_name", role })
        }
        _ => None,
    }
}

/// Lays a later row into the dossier it continues: what is new fills, the later stage and contact win, and
/// amounts and tasks add up without repeating. Gives the keys of tasks that repeat one already there.
fn fold_in(
    target: &mut DossierFound,
    later: DossierFound,
    tasks: &[crate::understood::TaskFound],
) -> Vec<String> {
    if later.stage.is_some() && later.stage_raw.is_some() || target.stage.is_none() {
        target.stage = later.stage;
        target.stage_raw = later.stage_raw.or(target.stage_raw.take());
        target.stage_source = later.stage_source;
        target.stage_reason = later.stage_reason.or(target.stage_reason.take());
    }
    if let Some(contact) = later.last_contact
        && target.last_contact.is_none_or(|c| c.end <= contact.end)
    {
        target.last_contact = Some(contact);
    }
    let renewed = matches!((&target.period, &later.period), (Some(one), Some(other)) if one != other);
    target.first_contact = target.first_contact.or(later.first_contact);
    target.signed = target.signed.or(later.signed);
    target.period = target.period.or(later.period);
    target.kind = target.kind.take().or(later.kind);
    target.type_raw = target.type_raw.take().or(later.type_raw);
    target.agreement_ref = target.agreement_ref.take().or(later.agreement_ref);
    target.number = target.number.take().or(later.number);
    if target.title_made && !later.title_made {
        target.title = later.title;
        target.title_made = false;
    }
    for amount in later.amounts {
        // A renewal for the same sum is another sum.
        let same = target.amounts.iter_mut().find(|a| !renewed && a.says_the_same(&amount));
        match same {
            // The same gift with and without its worth: the fuller one stays.
            Some(known) if known.amount.valuation.is_none() && amount.amount.valuation.is_some() => {
                *known = amount
            }
            Some(_) => {}
            None => target.amounts.push(amount),
        }
    }
    if target.responsible.is_empty() {
        target.responsible = later.responsible;
    }
    let text_of = |key: &String| tasks.iter().find(|t| t.key == *key).map(|t| (fold(&t.text), t.due));
    let mut repeated = Vec::new();
    for key in later.tasks {
        if target.tasks.iter().any(|k| text_of(k) == text_of(&key)) {
            repeated.push(key);
        } else {
            target.tasks.push(key);
        }
    }
    for (list, more) in [
        (&mut target.countries, later.countries),
        (&mut target.places, later.places),
        (&mut target.notes, later.notes),
    ] {
        for value in more {
            if !list.contains(&value) {
                list.push(value);
            }
        }
    }
    for value in later.extra {
        if !target.extra.contains(&value) {
            target.extra.push(value);
        }
    }
    target.rows.extend(later.rows);
    repeated
}
