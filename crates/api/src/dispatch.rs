//! The table as something to call: a name and JSON in, JSON or an [`ApiError`] out.

use coexist_core::desk::Desk;
use coexist_core::wire::{Created, Done, Nothing, Update, Which};
#[allow(clippy::wildcard_imports)]
use coexist_core::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::ApiError;

/// One command of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandInfo {
    /// Its name on the wire and in the terminal: `dossiers.create`.
    pub name: &'static str,
    /// Its name as a Rust identifier, for shells that need one: `dossiers_create`.
    pub ident: &'static str,
    /// Whether it may take longer than a second and reports to the Activity tray.
    pub long: bool,
}

/// Calls one use-case: unpack, call, pack. Nothing else may stand here.
fn run<Request: DeserializeOwned, Answer: Serialize>(
    desk: &Desk,
    name: &str,
    request: Value,
    use_case: fn(&Desk, Request) -> Result<Answer, Error>,
) -> Result<Value, ApiError> {
    // A terminal call without JSON, or with `null`, means a request without fields.
    let request = if request.is_null() { json!({}) } else { request };
    let request = serde_json::from_value(request)
        .map_err(|error| ApiError::of_call("bad-request", name, Some(plain_detail(&error))))?;
    let answer = use_case(desk, request)?;
    serde_json::to_value(answer).map_err(|error| Error::new("internal").because(error).into())
}

/// What did not fit, without the value: serde quotes it in `invalid value: string "…"`.
fn plain_detail(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    for c in text.chars() {
        if c == '"' {
            quoted = !quoted;
            out.push(c);
        } else if !quoted {
            out.push(c);
        }
    }
    out
}

macro_rules! commands {
    ($($(#[$mark:ident])* $name:literal $ident:ident => $area:ident::$function:ident($request:ty) -> $answer:ty;)*) => {
        /// Every command, in the order of the table.
        pub const COMMANDS: &[CommandInfo] = &[$(
            CommandInfo { name: $name, ident: stringify!($ident), long: !<[&str]>::is_empty(&[$(stringify!($mark)),*]) },
        )*];

        /// Runs a command by its name.
        ///
        /// # Errors
        /// `unknown-command`, `bad-request`, and those of the use-case.
        pub fn call(desk: &Desk, name: &str, request: Value) -> Result<Value, ApiError> {
            match name {
                $($name => run::<$request, $answer>(desk, name, request, $area::$function),)*
                _ => Err(ApiError::of_call("unknown-command", name, None)),
            }
        }
    };
}
include!("commands.in.rs");

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_has_one_name_and_the_identifier_that_goes_with_it() {
        let mut names = BTreeSet::new();
        for command in COMMANDS {
            assert!(names.insert(command.name), "{} stands twice", command.name);
            assert_eq!(command.name.replace('.', "_"), command.ident);
        }
    }

    #[test]
    fn a_request_that_does_not_fit_is_told_without_its_content() {
        let error =
            serde_json::from_value::<Which>(json!({"id": "Madame Perrolaz"})).map(|_| ()).unwrap_err();
        assert!(!plain_detail(&error).contains("Perrolaz"), "{}", plain_detail(&error));
        let error = serde_json::from_value::<Which>(json!({"di": 1})).map(|_| ()).unwrap_err();
        assert!(plain_detail(&error).contains("di"));
    }
}
