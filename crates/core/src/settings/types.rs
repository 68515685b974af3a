//! What a person sets for this computer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The language of the interface.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default, TS)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French, the source.
    #[default]
    Fr,
    /// English.
    En,
}

/// Light, dark, or as the system does.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default, TS)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Theme {
    Light,
    Dark,
    #[default]
    System,
}

/// More contrast, or as the system does.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default, TS)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Contrast {
    #[default]
    System,
    More,
}

/// The settings of this computer; they never travel.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, TS)]
#[serde(default)]
pub struct Settings {
    /// The language of the interface.
    pub language: Language,
    /// The theme.
    pub theme: Theme,
    /// More contrast, or as the system does.
    pub contrast: Contrast,
    /// Factor on the usual text size (16 px): 0.75 to 3.
    pub text_size: f64,
    /// After how many weeks without an exchange a dossier counts as quiet (1 to 52).
    pub quiet_weeks: u16,
    /// How many months ahead the end of an agreement is announced (1 to 24).
    pub renewal_months: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            contrast: Contrast::default(),
            text_size: 1.0,
            quiet_weeks: 6,
            renewal_months: 6,
        }
    }
}

/// The settings to change; the others stay.
#[derive(Deserialize, Default, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct SetSettings {
    pub language: Option<Language>,
    pub theme: Option<Theme>,
    pub contrast: Option<Contrast>,
    pub text_size: Option<f64>,
    pub quiet_weeks: Option<u16>,
    pub renewal_months: Option<u16>,
}
