//! Every code has its sentence in both languages, and every sentence its code. The codes are read from the
//! source, so a new one without a sentence fails here.

#![allow(clippy::unwrap_used, reason = "clippy.toml allows it in test functions, not beside them")]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, PatternElement};
use fluent_syntax::parser;

const FRENCH: &str = include_str!("../../../locales/fr/keys.ftl");
const ENGLISH: &str = include_str!("../../../locales/en/keys.ftl");

fn sentences(source: &str) -> BTreeMap<String, String> {
    let resource = parser::parse(source).unwrap();
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    messages
        .map(|message| {
            let elements = &message.value.as_ref().unwrap().elements;
            let text = elements.iter().map(|element| match element {
                PatternElement::TextElement { value } => *value,
                PatternElement::Placeable { .. } => "{}",
            });
            (message.id.name.to_owned(), text.collect())
        })
        .collect()
}

fn codes() -> BTreeSet<String> {
    let (errors, warnings) = include_str!("../src/error.rs").split_once("impl KeyWarning").unwrap();
    let warnings = warnings.split("#[cfg(test)]").next().unwrap();
    let literals = |source: &str, prefix: &str| -> Vec<String> {
        source
            .split('"')
            .filter(|text| text.starts_with("keys-"))
            .map(|code| format!("{prefix}-{code}"))
            .collect()
    };
    literals(errors, "error").into_iter().chain(literals(warnings, "warning")).collect()
}

#[test]
fn codes_and_sentences_are_the_same_in_both_languages() {
    let codes = codes();
    assert_eq!(codes.iter().filter(|code| code.starts_with("warning-")).count(), 7, "{codes:?}");
    assert!(codes.contains("error-keys-keyring-locked"), "{codes:?}");
    for (language, source) in [("fr", FRENCH), ("en", ENGLISH)] {
        assert_eq!(sentences(source).into_keys().collect::<BTreeSet<_>>(), codes, "{language}");
    }
}

#[test]
fn sentences_are_whole_and_french_is_set_as_french() {
    for (id, text) in sentences(FRENCH).into_iter().chain(sentences(ENGLISH)) {
        assert!(text.ends_with('.') && !text.contains("{}") && !text.contains('\''), "{id}: {text}");
    }
    for (id, text) in sentences(FRENCH) {
        let letters: Vec<char> = text.chars().collect();
        for pair in letters.windows(2) {
            let spaced = match pair {
                [before, ';' | ':' | '!' | '?' | '»'] => *before == '\u{202f}',
                ['«', after] => *after == '\u{202f}',
                _ => true,
            };
            // A value to be typed as it stands keeps its own marks.
            assert!(spaced || text.contains("COEXIST_SECRETS"), "{id}: {pair:?}");
        }
    }
}
