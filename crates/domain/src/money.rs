//! Amounts in any ISO 4217 currency, exact.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Three capital letters of ISO 4217. A code this build does not know is kept: lists of currencies change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Currency([u8; 3]);

/// Currencies whose smaller unit is not the hundredth (ISO 4217 table A.1, 2024 edition).
const NO_DECIMALS: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
    "XOF", "XPF",
];
const THREE_DECIMALS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The Swiss franc.
    pub const CHF: Self = Self(*b"CHF");

    /// Its three letters.
    pub fn code(&self) -> &str {
        // Only capital ASCII letters get in (`FromStr`, `from_bytes`).
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the decimal point in ordinary use: 2 for EUR, 0 for XOF, 3 for TND.
    pub fn decimals(&self) -> u8 {
        if NO_DECIMALS.contains(&self.code()) {
            0
        } else if THREE_DECIMALS.contains(&self.code()) {
            3
        } else {
            2
        }
    }

    /// The currency with these three bytes, if they are capital letters.
    pub fn from_bytes(bytes: [u8; 3]) -> Option<Self> {
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// Its three bytes, as stored and sent.
    pub const fn as_bytes(&self) -> &[u8; 3] {
        &self.0
    }
}

/// Why a text is no amount or no currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not three letters.
    #[error("a currency has three letters")]
    Currency,
    /// Not a decimal number.
    #[error("not a decimal number")]
    Number,
    /// More than about 9 × 10¹⁸ of the smallest unit written.
    #[error("the number is too large")]
    TooLarge,
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let upper = text.trim().to_ascii_uppercase();
        let bytes: [u8; 3] = upper.as_bytes().try_into().map_err(|_| MoneyError::Currency)?;
        Self::from_bytes(bytes).ok_or(MoneyError::Currency)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An exact amount: `mantissa × 10^-scale` of a currency.
///
/// The scale is part of the value, so an amount never changes meaning when the table of decimals does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, TS)]
#[serde(try_from = "MoneyJson", into = "MoneyJson")]
#[ts(type = "{ amount: number, currency: string }")]
pub struct Money {
    mantissa: i64,
    scale: u8,
    currency: Currency,
}

impl Money {
    /// `mantissa × 10^-scale`; trailing zeros after the point are dropped, so equal amounts are equal values.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] for a scale over 18.
    pub fn new(mut mantissa: i64, mut scale: u8, currency: Currency) -> Result<Self, MoneyError> {
        if scale > 18 {
            return Err(MoneyError::TooLarge);
        }
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Ok(Self { mantissa, scale, currency })
    }

    /// Reads a plain decimal number: `12500`, `-3.75`. Spreadsheet spellings are the spreadsheet crate's work.
    ///
    /// # Errors
    /// [`MoneyError`] when the text is not such a number.
    pub fn parse(number: &str, currency: Currency) -> Result<Self, MoneyError> {
        let number = number.trim();
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = whole.strip_prefix('-').unwrap_or(whole);
        let only_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if digits.is_empty() || !only_digits(digits) || !only_digits(fraction) {
            return Err(MoneyError::Number);
        }
        let fraction = fraction.trim_end_matches('0');
        let scale = u8::try_from(fraction.len()).map_err(|_| MoneyError::TooLarge)?;
        let mantissa = format!("{whole}{fraction}").parse().map_err(|_| MoneyError::TooLarge)?;
        Self::new(mantissa, scale, currency)
    }

    /// The number before scaling.
    pub const fn mantissa(&self) -> i64 {
        self.mantissa
    }

    /// Digits after the point.
    pub const fn scale(&self) -> u8 {
        self.scale
    }

    /// The currency.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The amount as the nearest floating-point number, for sums and sorting on screen.
    pub fn to_f64(&self) -> f64 {
        self.mantissa as f64 / 10f64.powi(i32::from(self.scale))
    }

    /// The number alone, exact, with a point: `12500`, `-3.75`.
    pub fn number(&self) -> String {
        if self.scale == 0 {
            return self.mantissa.to_string();
        }
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits =
            format!("{:0>width$}", self.mantissa.unsigned_abs(), width = usize::from(self.scale) + 1);
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(self.scale));
        format!("{sign}{whole}.{fraction}")
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number(), self.currency)
    }
}

impl FromStr for Money {
    type Err = MoneyError;
    /// Reads what `Display` writes: `12500 EUR`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (number, currency) = text.trim().rsplit_once(' ').ok_or(MoneyError::Currency)?;
        Self::parse(number, currency.parse()?)
    }
}

/// In JSON: `{"amount": 12500, "currency": "EUR"}`. The number is exact up to 15 digits, beyond which it is
/// the nearest one JSON can carry.
#[derive(Serialize, Deserialize)]
struct MoneyJson {
    amount: f64,
    currency: String,
}

impl From<Money> for MoneyJson {
    fn from(money: Money) -> Self {
        Self { amount: money.to_f64(), currency: money.currency.to_string() }
    }
}

impl TryFrom<MoneyJson> for Money {
    type Error = MoneyError;
    fn try_from(json: MoneyJson) -> Result<Self, MoneyError> {
        // `{}` of an f64 is the shortest decimal that reads back the same: what the person typed.
        Self::parse(&json.amount.to_string(), json.currency.parse()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_and_canonical() {
        let cases =
            [("12500.00", "12500"), ("0.10", "0.1"), ("-3.75", "-3.75"), ("-0.05", "-0.05"), ("007", "7")];
        for (text, number) in cases {
            let money = Money::parse(text, Currency::EUR).unwrap();
            assert_eq!(money.number(), number);
            assert_eq!(money.to_string().parse(), Ok(money));
        }
        assert_eq!(Money::parse("12,5", Currency::EUR), Err(MoneyError::Number));
        assert_eq!(Money::parse("", Currency::EUR), Err(MoneyError::Number));
        assert_eq!(Money::parse("99999999999999999999", Currency::EUR), Err(MoneyError::TooLarge));
    }

    #[test]
    fn currencies_have_their_own_decimals() {
        let decimals = |c: &str| c.parse::<Currency>().unwrap().decimals();
        assert_eq!((decimals("xof"), decimals("EUR"), decimals("TND")), (0, 2, 3));
        assert_eq!("EURO".parse::<Currency>(), Err(MoneyError::Currency));
    }

    #[test]
    fn json_carries_what_was_typed() {
        let money: Money = serde_json::from_str(r#"{"amount": 20854.1, "currency": "EUR"}"#).unwrap();
        assert_eq!(money.number(), "20854.1");
        assert_eq!(serde_json::to_string(&money).unwrap(), r#"{"amount":20854.1,"currency":"EUR"}"#);
    }
}
