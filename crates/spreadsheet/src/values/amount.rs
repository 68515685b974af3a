//! Amounts as people write them: money, working time, goods, or several of these in one cell.

use serde::{Deserialize, Serialize};

use super::amount_words::{
    CEMAC, Money, UEMOA, bulk_unit, is_approximate, is_neutral, is_skills_phrase, money_at, multiplier_at,
    singular, time_unit,
};
use super::denial::denies;
use super::numeral::{Piece, PieceKind, pieces};
use super::{Reading, Why};
use crate::folding::{fold, is_unknown, is_void, tidy};

/// What an amount is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AmountKind {
    /// Money.
    #[default]
    Cash,
    /// Goods or a service given.
    InKind,
    /// Working time.
    SkillsTime,
    /// Data or knowledge.
    Data,
}

/// One amount understood. Money stands in `value`, or in `min` and `max` for a range; time and goods in
/// `quantity` and `unit`. What is unknown is absent, never 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Amount {
    /// What it is made of.
    pub kind: AmountKind,
    /// The sum, in units of `currency` (not cents).
    pub value: Option<f64>,
    /// Lower end of a range.
    pub min: Option<f64>,
    /// Upper end of a range.
    pub max: Option<f64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// How many of `unit`.
    pub quantity: Option<f64>,
    /// `day`, `hour`, `mission`, `t`, `kg`, `l`, or the goods' own name in the singular.
    pub unit: Option<String>,
    /// What is given, in the words of the cell.
    pub what: Option<String>,
    /// What time or goods are said to be worth, in `currency`.
    pub valuation: Option<f64>,
    /// The sum of one year, when the cell gives it so.
    pub per_year: Option<f64>,
    /// For how many years.
    pub years: Option<f64>,
    /// In how many equal payments.
    pub instalments: Option<f64>,
    /// Said to be approximate.
    pub approximate: bool,
    /// The time or unit a quantity is counted by ("year").
    pub per: Option<String>,
    /// The whole of which `value` is our share.
    pub whole: Option<f64>,
}

/// What an amount is read with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AmountContext<'a> {
    /// Money of an amount that names none.
    pub currency: Option<&'a str>,
    /// Country of the row, ISO 3166 alpha-2: settles which franc "FCFA" is.
    pub country: Option<&'a str>,
    /// How many organisations share the cell: "10k chacun".
    pub parties: usize,
    /// The column is about goods and time rather than money.
    pub in_kind: bool,
}

/// Reads the amounts of a cell.
#[must_use]
pub fn read(text: &str, context: &AmountContext<'_>) -> Reading<Vec<Amount>> {
    if is_void(text) && !text.contains('+') {
        return Reading::Text(Why::new("empty"));
    }
    if is_unknown(text) {
        return Reading::Text(Why::new("amount_unknown"));
    }
    let text = tidy(text);
    let mut amounts: Vec<Amount> = Vec::new();
    let mut doubt = None;
    for part in top_level_parts(&text) {
        match read_part(part, context) {
            Ok((amount, why)) => {
                doubt = doubt.or(why);
                amounts.extend(amount);
            }
            Err(why) => return Reading::Text(why),
        }
    }
    add_up_time(&mut amounts);
    match (amounts.is_empty(), doubt) {
        (true, _) => Reading::Text(Why::new("amount_not_understood")),
        (false, None) => Reading::Certain(amounts),
        (false, Some(why)) => Reading::Guess(amounts, why),
    }
}

/// A number the file holds as a number: its money is that of the format, else that of the context.
#[must_use]
pub fn read_number(value: f64, format: Option<&str>, context: &AmountContext<'_>) -> Reading<Vec<Amount>> {
    let in_format = format.and_then(|f| {
        let found = pieces(f);
        (0..found.len()).find_map(|i| money_at(&found, i)).map(|(money, _)| iso_of(&money, context))
    });
    let (currency, doubt) = match in_format {
        Some((code, why)) => (code, why),
        None => (
            context.currency.map(str::to_owned),
            context.currency.is_none().then(|| Why::new("currency_unknown")),
        ),
    };
    let amounts = vec![Amount { value: Some(value), currency, ..Amount::default() }];
    match doubt {
        Some(why) => Reading::Guess(amounts, why),
        None => Reading::Certain(amounts),
    }
}

/// "3 j + 2 j" is five days.
fn add_up_time(amounts: &mut Vec<Amount>) {
    let mut summed: Vec<Amount> = Vec::new();
    for amount in amounts.drain(..) {
        match summed.iter_mut().find(|a| {
            a.kind == AmountKind::SkillsTime
                && amount.kind == AmountKind::SkillsTime
                && a.unit == amount.unit
                && a.what == amount.what
                && a.per == amount.per
        }) {
            Some(same) => same.quantity = same.quantity.zip(amount.quantity).map(|(a, b)| a + b),
            None => summed.push(amount),
        }
    }
    *amounts = summed;
}

/// Cuts at "+" and line ends outside brackets.
fn top_level_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_i32, 0);
    for (i, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '+' | '\n' if depth <= 0 => {
                parts.extend(text.get(from..i));
                from = i + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(from..));
    parts.into_iter().map(str::trim).filter(|p| !p.is_empty()).collect()
}

type Part = (Vec<Amount>, Option<Why>);

fn read_part(part: &str, context: &AmountContext<'_>) -> Result<Part, Why> {
    let (main, brackets) = without_brackets(part);
    let found = pieces(&main);
    if found.is_empty() {
        return Err(Why::new("amount_not_understood"));
    }
    let sums = sums(&found, context);
    if let Some(first) = sums.first() {
        return money_part(&found, &sums, first, &brackets, context);
    }
    if let Some(time) = time_part(&main, &found) {
        return Ok((vec![time], None));
    }
    goods_part(&main, &found, &brackets, context)
}

/// The text outside round brackets, and what stands in each.
fn without_brackets(text: &str) -> (String, Vec<String>) {
    let (mut main, mut inside, mut all, mut depth) = (String::new(), String::new(), Vec::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    all.push(std::mem::take(&mut inside));
                }
            }
            c if depth > 0 => inside.push(c),
            c => main.push(c),
        }
    }
    if !inside.trim().is_empty() {
        all.push(inside);
    }
    (main, all)
}

/// A sum of money at a place in the text.
#[derive(Debug, Clone)]
struct Sum {
    from: usize,
    to: usize,
    value: f64,
    lower: Option<f64>,
    currency: Option<String>,
    doubt: Option<Why>,
}

fn iso_of(money: &Money, context: &AmountContext<'_>) -> (Option<String>, Option<Why>) {
    match money {
        Money::Iso(code) => (Some(code.clone()), None),
        Money::Cfa => match context.country {
            Some(c) if CEMAC.contains(&c) => (Some("XAF".to_owned()), None),
            Some(c) if UEMOA.contains(&c) => (Some("XOF".to_owned()), None),
            _ => (Some("XOF".to_owned()), Some(Why::new("cfa_zone_assumed"))),
        },
        Money::Franc => match context.country {
            Some("CH") => (Some("CHF".to_owned()), None),
            _ => (Some("CHF".to_owned()), Some(Why::new("franc_assumed_swiss"))),
        },
        Money::Dollar => match context.country {
            Some("US") | None => (Some("USD".to_owned()), None),
            Some("CA" | "AU" | "NZ") => (None, Some(Why::new("dollar_of_which_country"))),
            _ => (Some("USD".to_owned()), None),
        },
    }
}

fn sums(found: &[Piece], context: &AmountContext<'_>) -> Vec<Sum> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < found.len() {
        let Some(Piece { kind: PieceKind::Number { value, either, swiss }, .. }) = found.get(i) else {
            i += 1;
            continue;
        };
        // "20-30 k€", "entre 20 et 30 k€", "20 à 30 k€": the first number has the second's unit.
        let joins = found
            .get(i + 1)
            .is_some_and(|p| p.is_sign('-') || matches!(p.word(), Some("a" | "to" | "et" | "ou")));
        if joins && let Some(upper) = sum_at(found, i + 2, context).filter(|s| s.1 || s.0.currency.is_some())
        {
            let (mut sum, multiplied) = upper;
            let factor = found
                .get(i + 2)
                .and_then(Piece::number)
                .filter(|n| multiplied && *n != 0.0)
                .map_or(1.0, |n| sum.value / n);
            if *value < sum.value {
                sum.lower = Some(if *value * factor < sum.value { *value * factor } else { *value });
                sum.from = i;
                i = sum.to;
                out.push(sum);
                continue;
            }
        }
        match sum_at(found, i, context) {
            Some((mut sum, multiplied)) if multiplied || sum.currency.is_some() => {
                if multiplied && *either {
                    // "1.250 M€": behind a multiplier a single separator may be a decimal one.
                    sum.doubt = sum.doubt.or_else(|| Some(Why::new("separator_unclear")));
                }
                if *swiss && sum.doubt.as_ref().is_some_and(|w| w.code == "franc_assumed_swiss") {
                    sum.doubt = None;
                }
                i = sum.to;
                out.push(sum);
            }
            _ => i += 1,
        }
    }
    join_ranges(found, out)
}

/// "10 k€ à 15 k€" is one range of two sums.
fn join_ranges(found: &[Piece], sums: Vec<Sum>) -> Vec<Sum> {
    let mut out: Vec<Sum> = Vec::new();
    for sum in sums {
        if let Some(before) = out.last_mut()
            && sum.from == before.to + 1
            && before.lower.is_none()
            && before.value < sum.value
            && (before.currency.is_none() || sum.currency.is_none() || before.currency == sum.currency)
            && found
                .get(before.to)
                .is_some_and(|p| p.is_sign('-') || matches!(p.word(), Some("a" | "to" | "et")))
        {
            let currency = sum.currency.or(before.currency.take());
            *before = Sum {
                from: before.from,
                to: sum.to,
                value: sum.value,
                lower: Some(before.value),
                currency,
                doubt: sum.doubt,
            };
        } else {
            out.push(sum);
        }
    }
    out
}

/// The sum at piece `i` and whether a multiplier stood there. The currency is `None` when none is written.
fn sum_at(found: &[Piece], i: usize, context: &AmountContext<'_>) -> Option<(Sum, bool)> {
    let mut value = found.get(i)?.number()?;
    let (mut from, mut to) = (i, i + 1);
    let mut money = None;
    let mut multiplied = false;
    if let Some((factor, with, needs_money)) = multiplier_at(found, to) {
        let behind = of_skipped(found, to + 1);
        if with.is_some() || !needs_money || money_at(found, behind).is_some() {
            value *= factor;
            money = with;
            multiplied = true;
            to += 1;
        }
    }
    if money.is_none() {
        let at = if multiplied { of_skipped(found, to) } else { to };
        if let Some((name, length)) = money_at(found, at) {
            money = Some(name);
            to = at + length;
        } else if let Some((name, length)) = (1..=3_usize)
            .rev()
            .find_map(|back| money_at(found, i.checked_sub(back)?).filter(|(_, l)| *l == back))
        {
            money = Some(name);
            from = i - length;
        }
    }
    // "4'800.–": the Swiss way to say no centimes.
    if found.get(to).is_some_and(|p| p.is_sign('.')) && found.get(to + 1).is_some_and(|p| p.is_sign('-')) {
        to += 2;
        if matches!(money, None | Some(Money::Franc)) {
            money = Some(Money::Iso("CHF".to_owned()));
        }
    }
    let (currency, doubt) = money.map_or((None, None), |m| iso_of(&m, context));
    Some((Sum { from, to, value: tidy_value(value), lower: None, currency, doubt }, multiplied))
}

fn of_skipped(found: &[Piece], i: usize) -> usize {
    match found.get(i).and_then(Piece::word) {
        Some("de" | "d") => i + if found.get(i + 1).is_some_and(|p| p.is_sign('\'')) { 2 } else { 1 },
        _ => i,
    }
}

/// 7.5 × 1000 is 7500, not 7499.999….
fn tidy_value(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn money_part(
    found: &[Piece],
    sums: &[Sum],
    first: &Sum,
    brackets: &[String],
    context: &AmountContext<'_>,
) -> Result<Part, Why> {
    let mut doubt = first.doubt.clone();
    let mut amount = Amount { value: Some(first.value), ..Amount::default() };
    amount.currency = first.currency.clone().or_else(|| context.currency.map(str::to_owned));
    if amount.currency.is_none() {
        doubt = doubt.or_else(|| Some(Why::new("currency_unknown")));
    }
    if let Some(lower) = first.lower {
        (amount.value, amount.min, amount.max) = (None, Some(tidy_value(lower)), Some(first.value));
    }
    let mut used = vec![false; found.len()];
    let mark = |used: &mut Vec<bool>, from: usize, to: usize| {
        for u in used.iter_mut().take(to).skip(from) {
            *u = true;
        }
    };
    mark(&mut used, first.from, first.to);
    let word = |i: usize| found.get(i).and_then(Piece::word).unwrap_or("");
    // "2 x 10k€": two payments.
    let times_sign = first
        .from
        .checked_sub(1)
        .and_then(|at| found.get(at))
        .is_some_and(|p| p.is_sign('*') || p.word() == Some("x"));
    let times = first.from.checked_sub(2).and_then(|at| found.get(at)).and_then(Piece::number);
    if let (true, Some(times)) = (times_sign, times) {
        amount.value = amount.value.map(|v| tidy_value(v * times));
        amount.instalments = Some(times);
        mark(&mut used, first.from - 2, first.from);
    }
    let mut i = first.to;
    while i < found.len() {
        let by = found.get(i).is_some_and(|p| p.is_sign('/')) || matches!(word(i), "par" | "per");
        if by {
            match word(i + 1) {
                "an" | "annee" | "year" | "yr" => {
                    amount.per_year = amount.value;
                    mark(&mut used, i, i + 2);
                    i += 2;
                    continue;
                }
                // "1 €/nuitée", "50 €/mois": a rate, whose sum nobody has worked out.
                "" => {}
                _ => return Err(Why::new("rate_not_amount")),
            }
        }
        if matches!(word(i), "annuel" | "annuels" | "annual") {
            amount.per_year = amount.value;
            mark(&mut used, i, i + 1);
        }
        if matches!(word(i), "sur" | "pendant" | "x" | "over" | "pour" | "for")
            && let Some(n) = found.get(i + 1).and_then(Piece::number)
            && matches!(word(i + 2), "an" | "ans" | "annees" | "years")
        {
            amount.years = Some(n);
            mark(&mut used, i, i + 3);
            i += 3;
            continue;
        }
        if matches!(word(i), "chacun" | "chacune" | "each") {
            mark(&mut used, i, i + 1);
            if context.parties < 2 {
                return Err(Why::new("each_of_how_many"));
            }
            let parties = f64::from(u32::try_from(context.parties).unwrap_or(1));
            amount.value = amount.value.map(|v| tidy_value(v * parties));
            doubt = doubt.or_else(|| Some(Why::new("each_multiplied")));
        }
        i += 1;
    }
    if let Some(years) = amount.years {
        // "60 000 € sur 3 ans" is the whole already; "12 000 €/an sur 3 ans" is a third of it.
        match amount.per_year {
            Some(yearly) => amount.value = Some(tidy_value(yearly * years)),
            None => amount.per_year = amount.value.filter(|_| years > 0.0).map(|v| tidy_value(v / years)),
        }
    }
    let mut all = Vec::new();
    // "80 k€ dont 20 k€ valorisés en compétences".
    match sums.get(1..).unwrap_or_default() {
        [] => {}
        [part] if found.get(first.to).and_then(Piece::word) == Some("dont") => {
            let words: Vec<&str> = found.iter().skip(part.to).filter_map(Piece::word).collect();
            let valued = words
                .iter()
                .any(|w| w.starts_with("valoris") || w.starts_with("competence") || *w == "nature");
            mark(&mut used, first.to, found.len());
            doubt = doubt.or_else(|| Some(Why::new("part_of_sum")));
            if valued {
                amount.value = amount.value.map(|v| tidy_value(v - part.value));
                let skills = words.iter().any(|w| w.starts_with("competence"));
                all.push(Amount {
                    kind: if skills { AmountKind::SkillsTime } else { AmountKind::InKind },
                    what: Some(if skills { "compétences".to_owned() } else { words.join(" ") }),
                    valuation: Some(part.value),
                    currency: part.currency.clone().or_else(|| amount.currency.clone()),
                    ..Amount::default()
                });
            }
        }
        _ => return Err(Why::new("several_sums")),
    }
    let mut loose = 0;
    for (piece, used) in found.iter().zip(&used) {
        match &piece.kind {
            _ if *used => {}
            PieceKind::Sign('~' | '≈' | '±') => amount.approximate = true,
            PieceKind::Sign(_) => {}
            PieceKind::Number { .. } => loose += 1,
            PieceKind::Word { folded, .. } if is_approximate(folded) => amount.approximate = true,
            PieceKind::Word { folded, .. } if is_neutral(folded) => {}
            PieceKind::Word { folded, .. }
                if matches!(
                    folded.as_str(),
                    "max" | "maximum" | "min" | "minimum" | "plus" | "moins" | "jusqu"
                ) =>
            {
                amount.approximate = true;
                loose += 1;
            }
            PieceKind::Word { .. } => loose += 1,
        }
    }
    if loose > 0 {
        doubt = doubt.or_else(|| Some(Why::new("words_around_amount")));
    }
    if found.iter().any(|p| p.is_sign('?'))
        || brackets.iter().any(|b| b.contains('?') || fold(b).contains("a confirmer"))
    {
        doubt = doubt.or_else(|| Some(Why::new("said_unsure")));
    }
    doubt = in_brackets(&mut amount, brackets, context).or(doubt);
    all.insert(0, amount);
    Ok((all, doubt))
}

/// What brackets behind a sum of money say of it: our share of a whole, or that it values a gift.
fn in_brackets(amount: &mut Amount, brackets: &[String], context: &AmountContext<'_>) -> Option<Why> {
    let mut doubt = None;
    for bracket in brackets {
        let folded = fold(bracket);
        let inner = pieces(bracket);
        let inner_sums = sums(&inner, context);
        if let (true, Some(share)) =
            (folded.contains("notre part") || folded.contains("our share"), inner_sums.last())
        {
            amount.whole = amount.value;
            amount.value = Some(share.value);
            doubt = Some(Why::new("share_of_whole"));
        } else if folded.starts_with("valoris") || folded.starts_with("val.") || folded.contains("en nature")
        {
            let what = bracket.trim().split_once(' ').map_or("", |(_, rest)| rest.trim());
            amount.kind = AmountKind::InKind;
            amount.valuation = amount.value.take();
            amount.what = (!what.is_empty()).then(|| what.to_owned());
            doubt = Some(Why::new("valued_gift"));
        } else if !inner_sums.is_empty() {
            doubt = Some(Why::new("several_sums"));
        } else if denies(bracket)
            || ["refus", "annul", "perdu", "cancel", "lost"].iter().any(|w| folded.contains(w))
        {
            doubt = Some(Why::new("says_no"));
        }
    }
    doubt
}

/// "12 j. pro bono", "2 missions / an", "3 jours/salarié x 5", "2 opticiens x 10 j".
fn time_part(main: &str, found: &[Piece]) -> Option<Amount> {
    let at = (0..found.len()).find(|i| {
        found.get(*i).and_then(Piece::number).is_some()
            && found.get(i + 1).and_then(Piece::word).is_some_and(|w| time_unit(w).is_some())
    })?;
    let mut quantity = found.get(at)?.number()?;
    let unit = time_unit(found.get(at + 1)?.word()?)?;
    let is_times = |i: usize| found.get(i).is_some_and(|p| p.is_sign('*') || p.word() == Some("x"));
    let mut what_from = found.get(at + 1)?.end;
    let mut per = None;
    let mut rest = at + 2;
    let mut before_to = found.get(at)?.start;
    if found.get(rest).is_some_and(|p| p.is_sign('/')) || found.get(rest).and_then(Piece::word) == Some("par")
    {
        let by = found.get(rest + 1)?.word()?.to_owned();
        what_from = found.get(rest + 1)?.end;
        rest += 2;
        if is_times(rest) {
            quantity *= found.get(rest + 1)?.number()?;
            what_from = found.get(rest + 1)?.end;
        } else {
            per = Some(if matches!(by.as_str(), "an" | "annee" | "year") { "year".to_owned() } else { by });
        }
    }
    let mut crew = None;
    if at >= 2 && is_times(at - 1) {
        // "2 opticiens x 10 j".
        if let Some(heads) = found.iter().take(at - 1).find_map(Piece::number) {
            quantity *= heads;
            crew = Some(tidy(main));
            before_to = 0;
        }
    }
    let slice =
        |from: usize, to: usize| main.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let clean = |text: String| {
        let text = tidy(&text);
        let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(').to_owned();
        if is_skills_phrase(&fold(&text)) { None } else { Some(text) }
    };
    let before = clean(slice(0, before_to)).map(|t| {
        let folded = fold(&t);
        if folded.ends_with("pro bono") {
            t.chars().take(t.chars().count() - 8).collect::<String>().trim().to_owned()
        } else {
            t
        }
    });
    let after =
        clean(slice(what_from, usize::MAX)).map(|t| t.strip_prefix("de ").map(str::to_owned).unwrap_or(t));
    let what = crew.or(before.filter(|b| !b.is_empty())).or(after);
    Some(Amount {
        kind: AmountKind::SkillsTime,
        quantity: Some(quantity),
        unit: Some(unit.to_owned()),
        what,
        per,
        ..Amount::default()
    })
}

/// Goods and all the rest: a bare number of money, "4 frigos solaires", "ciment", "30 T ciment (val. 4 500 €)".
fn goods_part(
    main: &str,
    found: &[Piece],
    brackets: &[String],
    context: &AmountContext<'_>,
) -> Result<Part, Why> {
    if let Some(money) = bare_number(found, context) {
        return Ok(money);
    }
    if found.iter().any(|p| p.is_sign('%')) && !context.in_kind {
        return Err(Why::new("percentage"));
    }
    let text = tidy(main);
    let folded = fold(&text);
    // "Pas de financement" gives nothing.
    if denies(&text) && !found.iter().any(|p| p.number().is_some()) {
        return Err(Why::new("says_no"));
    }
    let mut amount = Amount { kind: AmountKind::InKind, what: Some(text.clone()), ..Amount::default() };
    let mut doubt = None;
    let slice = |from: usize, to: usize| {
        tidy(&main.chars().skip(from).take(to.saturating_sub(from)).collect::<String>())
    };
    let number_at = found.iter().position(|p| p.number().is_some());
    let gift_word = |w: &str| matches!(w, "pret" | "don" | "dons" | "mise" | "fourniture" | "offre");
    match number_at {
        Some(at)
            if at == 0
                || found.iter().take(at).filter_map(Piece::word).next_back().is_some_and(gift_word) =>
        {
            let (Some(number), Some(noun)) = (found.get(at), found.get(at + 1)) else {
                return Err(Why::new("amount_not_understood"));
            };
            let Some(name) = noun.word() else { return Err(Why::new("amount_not_understood")) };
            if matches!(
                name,
                "an" | "ans"
                    | "annee"
                    | "annees"
                    | "mois"
                    | "semaines"
                    | "years"
                    | "months"
                    | "tranches"
                    | "fois"
            ) {
                return Err(Why::new("duration_not_amount"));
            }
            amount.quantity = number.number();
            if let Some(unit) = bulk_unit(name) {
                amount.unit = Some(unit.to_owned());
                let rest = slice(noun.end, usize::MAX);
                amount.what = Some(
                    rest.strip_prefix("de ")
                        .or_else(|| rest.strip_prefix("d'"))
                        .or_else(|| rest.strip_prefix("d’"))
                        .unwrap_or(&rest)
                        .to_owned(),
                );
            } else {
                amount.unit = Some(singular(&slice(noun.start, noun.end).to_lowercase()));
                let before = slice(0, number.start);
                amount.what = Some(tidy(&format!("{before} {}", slice(noun.start, usize::MAX))));
            }
            if text.split_whitespace().count() > 5 && !context.in_kind {
                doubt = Some(Why::new("goods_read_from_words"));
            }
        }
        _ => {
            if text.split_whitespace().count() > 8
                || folded.starts_with("a ")
                || text.contains('?')
                || !text.contains(char::is_alphabetic)
            {
                return Err(Why::new("amount_not_understood"));
            }
            if let Some(rest) =
                ["don de ", "don d'", "dons de "].iter().find_map(|p| folded.strip_prefix(p).map(|_| p.len()))
            {
                amount.what = Some(text.chars().skip(rest).collect());
            }
            if matches!(folded.split(' ').next(), Some("donnees" | "data" | "statistiques")) {
                amount.kind = AmountKind::Data;
            }
            doubt = Some(Why::new("goods_read_from_words"));
        }
    }
    for bracket in brackets {
        let inner = pieces(bracket);
        if let [sum] = sums(&inner, context).as_slice() {
            amount.valuation = Some(sum.value);
            amount.currency = sum.currency.clone().or_else(|| context.currency.map(str::to_owned));
            doubt = doubt.or_else(|| sum.doubt.clone());
        }
    }
    Ok((vec![amount], doubt))
}

/// "36000", "env. 20 000", "10 000 (HT)", "5 000/an": a number with nothing that says of what.
fn bare_number(found: &[Piece], context: &AmountContext<'_>) -> Option<Part> {
    let mut numbers = found.iter().filter(|p| p.number().is_some());
    let (only, None) = (numbers.next()?, numbers.next()) else { return None };
    let PieceKind::Number { value, .. } = only.kind else { return None };
    let mut amount =
        Amount { value: Some(value), currency: context.currency.map(str::to_owned), ..Amount::default() };
    for piece in found {
        match &piece.kind {
            PieceKind::Number { .. } => {}
            PieceKind::Sign('~' | '≈' | '±') => amount.approximate = true,
            PieceKind::Sign('.' | '-' | ':') => {}
            PieceKind::Sign(_) => return None,
            PieceKind::Word { folded, .. } if is_approximate(folded) => amount.approximate = true,
            PieceKind::Word { folded, .. }
                if matches!(folded.as_str(), "ht" | "ttc" | "net" | "total" | "soit") => {}
            PieceKind::Word { .. } => return None,
        }
    }
    let negative = found.first().is_some_and(|p| p.is_sign('-'));
    let doubt = if context.currency.is_none() {
        Some(Why::new("currency_unknown"))
    } else if negative {
        Some(Why::new("negative_amount"))
    } else if (1990.0..2050.0).contains(&value) && value.fract() == 0.0 {
        Some(Why::new("looks_like_a_year"))
    } else {
        None
    };
    if negative {
        amount.value = Some(-value);
    }
    Some((vec![amount], doubt))
}

#[cfg(test)]
#[path = "amount_tests.rs"]
mod tests;
