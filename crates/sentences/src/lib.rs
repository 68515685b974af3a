//! The sentences of `locales/`, for what speaks without the interface: the terminal and system dialogs.
//!
//! The seam is here because errors travel as codes: whoever stands before a person turns the code into a
//! sentence, and both that do so in Rust must say the same as the window.

use std::env;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The languages there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French, the source.
    French,
    /// English.
    English,
}

impl Language {
    /// From a code such as `fr`, `fr_FR.UTF-8` or `en`; French for what is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code.to_ascii_lowercase().starts_with("en") { Self::English } else { Self::French }
    }

    /// What this terminal or session is set to, in the order POSIX gives (`LC_ALL`, `LC_MESSAGES`, `LANG`).
    /// `C` and `POSIX` are no language: then it is French.
    #[must_use]
    pub fn of_session() -> Self {
        let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        set("LC_ALL")
            .or_else(|| set("LC_MESSAGES"))
            .or_else(|| set("LANG"))
            .map_or(Self::French, |code| Self::from_code(&code))
    }
}

/// The sentences of one language.
pub struct Sentences(FluentBundle<FluentResource>);

impl Sentences {
    /// Those of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let (locale, text) = match language {
            Language::French => ("fr", include_str!(concat!(env!("OUT_DIR"), "/fr.ftl"))),
            Language::English => ("en", include_str!(concat!(env!("OUT_DIR"), "/en.ftl"))),
        };
        let mut bundle =
            FluentBundle::new_concurrent(vec![locale.parse::<LanguageIdentifier>().unwrap_or_default()]);
        // Marks around each value for mixed directions: terminals show them as boxes.
        bundle.set_use_isolating(false);
        // What cannot be read is left out; the build of the interface refuses such a catalogue.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(readable, _)| readable);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// The sentence of an id, filled with values; `None` when there is none.
    #[must_use]
    pub fn say<'a>(&self, id: &str, values: impl IntoIterator<Item = (&'a str, Value)>) -> Option<String> {
        let pattern = self.0.get_message(id)?.value()?;
        let args: FluentArgs<'_> =
            values.into_iter().map(|(name, value)| (name.to_owned(), value.0)).collect();
        Some(self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }

    /// The sentence of an error code (`error-<code>`), or the plain one when the code has none.
    #[must_use]
    pub fn error<'a>(&self, code: &str, values: impl IntoIterator<Item = (&'a str, Value)>) -> String {
        let id = format!("error-{}", code.replace('_', "-"));
        let found = self.say(&id, values).or_else(|| self.say("shell-error-unknown", []));
        found.unwrap_or_else(|| code.to_owned())
    }
}

/// What a sentence is filled with.
pub struct Value(FluentValue<'static>);

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self(FluentValue::from(text.to_owned()))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self(FluentValue::from(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogues_are_whole() {
        for text in [
            include_str!(concat!(env!("OUT_DIR"), "/fr.ftl")),
            include_str!(concat!(env!("OUT_DIR"), "/en.ftl")),
        ] {
            let wrong = FluentResource::try_new(text.to_owned()).err().map(|(_, errors)| errors);
            assert_eq!(wrong, None);
        }
    }

    #[test]
    fn an_error_has_its_sentence_in_both_languages() {
        let french = Sentences::new(Language::French).error("keys-key-file-missing", []);
        let english = Sentences::new(Language::English).error("keys-key-file-missing", []);
        assert!(french.contains("desk.key") && english.contains("desk.key"));
        assert_ne!(french, english);
    }

    #[test]
    fn values_fill_a_sentence() {
        let sentences = Sentences::new(Language::French);
        let said = sentences.say("shell-sync-sharing", [("done", Value::from(2)), ("total", Value::from(3))]);
        assert_eq!(said.as_deref(), Some("Partage en cours, 2 sur 3"));
    }

    #[test]
    fn an_unknown_code_gets_the_plain_sentence() {
        let sentences = Sentences::new(Language::English);
        assert_eq!(sentences.error("never-heard", []), sentences.say("shell-error-unknown", []).unwrap());
    }

    #[test]
    fn languages_are_read_from_codes() {
        assert_eq!(Language::from_code("en_GB.UTF-8"), Language::English);
        assert_eq!(Language::from_code("fr"), Language::French);
        assert_eq!(Language::from_code("C"), Language::French);
    }
}
