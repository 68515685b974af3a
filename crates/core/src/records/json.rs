//! Values as JSON: what a person typed becomes a value that fits its field, or an error that names the field.

use coexist_domain::registry::{self, Entity, Field, Kind};
use coexist_domain::{Currency, Id, Money, Period, Repeat, SpaceId, Value, words};
use coexist_store::Reader;
use serde_json::{Value as Json, json};

use crate::Error;

/// A value in the form the contract gives it.
pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Null | Value::Other(..) => Json::Null,
        Value::Bool(yes) => json!(yes),
        Value::Int(n) => json!(n),
        Value::Text(text) => json!(text),
        Value::Id(id) => json!(id),
        Value::Money(money) => json!(money),
    }
}

/// The value that a field, or one element of a set, takes from JSON. Null and empty text clear.
///
/// # Errors
/// `invalid-value` when it does not fit, `not-found` when it names a record that is not there.
pub(crate) fn from_json(
    reader: &Reader<'_>,
    space: SpaceId,
    field: &Field,
    value: &Json,
) -> Result<Value, Error> {
    let invalid = || Error::invalid_value(field.name);
    let as_text = match value {
        Json::Null => return Ok(Value::Null),
        Json::String(text) => Some(text.trim().to_owned()),
        // The terminal and spreadsheets give numbers where text is meant: a postcode, a reference.
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if as_text.as_deref() == Some("") {
        return Ok(Value::Null);
    }
    match field.kind {
        Kind::Text => {
            let text = as_text.ok_or_else(invalid)?;
            if is_repeat(field) {
                text.parse::<Repeat>().map_err(|_| invalid())?;
            }
            Ok(Value::Text(text))
        }
        Kind::Code => code(field, &as_text.ok_or_else(invalid)?).map(Value::Text).ok_or_else(invalid),
        Kind::Int | Kind::Instant => value.as_i64().map(Value::Int).ok_or_else(invalid),
        Kind::Bool => value.as_bool().map(Value::Bool).ok_or_else(invalid),
        Kind::Period => {
            let period: Period = as_text.and_then(|text| text.parse().ok()).ok_or_else(invalid)?;
            Ok(period.into())
        }
        Kind::Money => money(value, as_text.as_deref()).map(Value::Money).ok_or_else(invalid),
        Kind::Ref => {
            let id: Id = as_text.and_then(|text| text.parse().ok()).ok_or_else(invalid)?;
            if let Some(target) = target(field) {
                super::require(reader, space, target, id)?;
            }
            Ok(Value::Id(id))
        }
    }
}

/// `{"amount": 12500, "currency": "EUR"}` or `"12500 EUR"`.
fn money(value: &Json, text: Option<&str>) -> Option<Money> {
    match text {
        Some(text) => text.parse().ok(),
        None => serde_json::from_value(value.clone()).ok(),
    }
}

fn is_repeat(field: &Field) -> bool {
    *field == registry::task::repeat
}

/// What a reference points to.
pub(crate) fn target(field: &Field) -> Option<&'static Entity> {
    registry::entity(match field.name {
        "organisation" => "organisation",
        "dossier" => "dossier",
        "contact" | "replaced_by" => "contact",
        "responsible" | "assignees" | "author" => "person",
        "column" => "own_column",
        _ => return None,
    })
}

/// The code as the log stores it, when the vocabulary of its field knows it.
fn code(field: &Field, text: &str) -> Option<String> {
    use registry::{amount, contact, dossier, organisation, own_column, party, person, type_period};
    let known = |codes: &[&str]| codes.contains(&text).then(|| text.to_owned());
    match *field {
        organisation::kind => known(words::OrganisationKind::CODES),
        party::role => known(words::PartyRole::CODES),
        dossier::stage => known(words::Stage::CODES),
        amount::role => known(words::AmountRole::CODES),
        amount::kind => known(words::ContributionKind::CODES),
        type_period::kind => known(words::PartnershipType::CODES),
        contact::legal_basis => known(words::LegalBasis::CODES),
        person::role => known(words::MemberRole::CODES),
        own_column::kind => known(words::OwnColumnType::CODES),
        organisation::country | dossier::countries => country(text),
        registry::house::currency => text.parse::<Currency>().ok().map(|c| c.to_string()),
        // Kinds of exchanges are checked by their area; language tags are kept as they are.
        _ => Some(text.to_owned()),
    }
}

/// ISO 3166-1 alpha-2, in capitals.
pub(crate) fn country(text: &str) -> Option<String> {
    let two = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    two.then(|| text.to_ascii_uppercase())
}
