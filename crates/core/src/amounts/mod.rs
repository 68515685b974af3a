//! Money and contributions of a dossier.

mod types;

use std::collections::BTreeMap;

use coexist_domain::registry::{amount, dossier, organisation};
use coexist_domain::words::ContributionKind;
use coexist_domain::{Currency, Id, Money, SpaceId};
use coexist_store::Reader;
use coexist_store::sql::{Row, RowExt as _, SqlError, named_params};
use coexist_sync::Ops;
use serde_json::{Value as Json, json};

pub use types::*;

use crate::Error;
use crate::desk::{Desk, house_of};
use crate::records::{self, Editable, change, filled, ids_json, named_in, require, text};
use crate::wire::{Created, Done, Update, Which};

const EDITABLE: Editable = Editable {
    entity: &amount::ENTITY,
    closed: &["dossier", "origin"],
    needed: &[],
    also: &[("status", "role"), ("max", "value_max")],
};

/// Adds an amount, or a contribution in kind.
///
/// # Errors
/// `not-found`, `invalid-value`, and `missing-value` when there is neither an amount nor a quantity.
pub fn add(desk: &Desk, request: Add) -> Result<Created, Error> {
    let id = desk.new_id();
    let ops = desk.read(|reader, space| {
        require(reader, space, &dossier::ENTITY, request.dossier.0)?;
        if let Some(giver) = request.organisation {
            require(reader, space, &organisation::ENTITY, giver.0)?;
        }
        let quantity = filled(request.quantity.as_deref());
        if request.amount.is_none() && quantity.is_none() {
            return Err(Error::missing_value("amount"));
        }
        let currency = currency(reader, space, request.currency.as_deref())?;
        let value = request.amount.map(|number| money("amount", number, currency)).transpose()?;
        let max = request.max.map(|number| money("max", number, currency)).transpose()?;
        let mut ops = Ops::new();
        ops.create(&amount::ENTITY, id).put(id, amount::dossier, request.dossier.0);
        ops.put(id, amount::kind, request.kind.unwrap_or(ContributionKind::Cash));
        let mut put = |field, value: Option<coexist_domain::Value>| {
            if let Some(value) = value {
                ops.put(id, field, value);
            }
        };
        put(amount::value, value.map(Into::into));
        put(amount::value_max, max.map(Into::into));
        put(amount::role, request.status.map(Into::into));
        put(amount::approximate, request.approximate.filter(|yes| *yes).map(Into::into));
        put(amount::per_year, request.per_year.filter(|yes| *yes).map(Into::into));
        put(amount::quantity, quantity.map(Into::into));
        put(amount::unit, filled(request.unit.as_deref()).map(Into::into));
        put(amount::at, request.at.map(Into::into));
        put(amount::organisation, request.organisation.map(|o| o.0.into()));
        put(amount::note, filled(request.note.as_deref()).map(Into::into));
        Ok(ops)
    })?;
    desk.commit(&ops)?;
    Ok(Created { id })
}

/// The currency asked for, else the house's, else the euro.
fn currency(reader: &Reader<'_>, space: SpaceId, asked: Option<&str>) -> Result<Currency, Error> {
    match filled(asked) {
        Some(code) => code.parse().map_err(|_| Error::invalid_value("currency")),
        None => {
            let house = house_of(reader, space)?.currency;
            Ok(house.and_then(|code| code.parse().ok()).unwrap_or(Currency::EUR))
        }
    }
}

/// `{}` of an f64 is the shortest decimal that reads back the same: what the person typed.
fn money(field: &str, number: f64, currency: Currency) -> Result<Money, Error> {
    Money::parse(&number.to_string(), currency).map_err(|_| Error::invalid_value(field))
}

/// Changes an amount. `amount`, `currency` and `max` may be given one by one: the others stay.
///
/// # Errors
/// Those of [`Update`].
pub fn update(desk: &Desk, mut request: Update) -> Result<Done, Error> {
    let parts = ["amount", "currency", "max"].map(|name| request.fields.remove(name));
    if parts.iter().any(Option::is_some) {
        let values = desk.read(|reader, space| whole(reader, space, request.id, &parts))?;
        request.fields.extend(values);
        if let Some(seen) = &mut request.seen {
            for (part, field) in [("amount", "value"), ("max", "value_max")] {
                if let Some(token) = seen.get(part).cloned() {
                    seen.entry(field.to_owned()).or_insert(token);
                }
            }
        }
    }
    change(desk, &EDITABLE, &request)
}

/// Number and currency are one value in the log, so that two people who change them apart meet in one
/// conflict and never mix a number with the other's currency.
fn whole(
    reader: &Reader<'_>,
    space: SpaceId,
    id: Id,
    [number, currency, max]: &[Option<Json>; 3],
) -> Result<BTreeMap<String, Json>, Error> {
    let sql = "SELECT value, value_max FROM live_amount WHERE space = :space AND id = :id";
    let params = named_params! {":space": space.0.as_bytes(), ":id": id.as_bytes()};
    let (value, value_max) = reader
        .one(sql, params, |row| Ok((row.money("value")?, row.money("value_max")?)))?
        .ok_or_else(|| Error::not_found("amount"))?;
    let old_currency = value.or(value_max).map(|money| money.currency().to_string());
    let currency = match currency {
        Some(new) => Some(new.clone()),
        None => old_currency.map(Json::from),
    };
    let currency = match currency {
        Some(Json::String(code)) => code.parse().map_err(|_| Error::invalid_value("currency"))?,
        _ => self::currency(reader, space, None)?,
    };
    let mut values = BTreeMap::new();
    for (field, old, new) in [("value", value, number), ("value_max", value_max, max)] {
        let number = match new {
            Some(Json::Null) => None,
            Some(new) => Some(new.as_f64().ok_or_else(|| Error::invalid_value(field))?),
            None => old.map(|money| money.to_f64()),
        };
        if number.is_some() || old.is_some() {
            let money = number.map(|number| money(field, number, currency)).transpose()?;
            values.insert(field.to_owned(), json!(money));
        }
    }
    Ok(values)
}

/// Takes an amount away.
///
/// # Errors
/// `not-found`.
pub fn remove(desk: &Desk, request: Which) -> Result<Done, Error> {
    records::delete(desk, &amount::ENTITY, request.id)
}

/// The amounts of several dossiers, in the order they were added.
pub(crate) fn of_dossiers(
    reader: &Reader<'_>,
    space: SpaceId,
    dossiers: &[Id],
) -> Result<BTreeMap<Id, Vec<AmountView>>, Error> {
    let params = named_params! {":space": space.0.as_bytes(), ":dossiers": ids_json(dossiers)};
    let amounts =
        reader.rows(include_str!("of_dossiers.sql"), params, |row| Ok((row.id("dossier")?, view(row)?)))?;
    let mut all: BTreeMap<Id, Vec<AmountView>> = BTreeMap::new();
    for (dossier, amount) in amounts {
        all.entry(dossier).or_default().push(amount);
    }
    Ok(all)
}

fn view(row: &Row<'_>) -> Result<AmountView, SqlError> {
    let flag = |column| Ok::<_, SqlError>(row.get::<_, Option<bool>>(column)?.unwrap_or(false));
    Ok(AmountView {
        id: row.id("id")?,
        amount: row.get("value_number")?,
        currency: text(row, "value_currency")?.or(text(row, "value_max_currency")?),
        status: text(row, "role")?,
        kind: text(row, "kind")?,
        max: row.get("value_max_number")?,
        approximate: flag("approximate")?,
        per_year: flag("per_year")?,
        quantity: text(row, "quantity")?,
        unit: text(row, "unit")?,
        at: text(row, "at")?,
        organisation: named_in(row, "organisation", "organisation_name")?,
        note: text(row, "note")?,
    })
}

/// Adds amounts up per currency and status, in the order of currencies.
pub(crate) fn sums<'a>(amounts: impl IntoIterator<Item = &'a AmountView>) -> Vec<Sum> {
    let mut all: BTreeMap<(&str, Option<&str>), (f64, u32)> = BTreeMap::new();
    for amount in amounts {
        let (Some(number), Some(currency)) = (amount.amount.or(amount.max), &amount.currency) else {
            continue;
        };
        let sum = all.entry((currency, amount.status.as_deref())).or_default();
        *sum = (sum.0 + number, sum.1 + 1);
    }
    all.into_iter()
        .map(|((currency, status), (amount, count))| Sum {
            currency: currency.to_owned(),
            status: status.map(str::to_owned),
            // No currency has more than three decimals in use; binary dust beyond them is nobody's money.
            amount: (amount * 1000.0).round() / 1000.0,
            count,
        })
        .collect()
}
