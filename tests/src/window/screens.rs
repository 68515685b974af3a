//! Every screen of the interface, read from its own table: a screen that is added is walked through without
//! anybody remembering to.

use std::fs;

use serde_json::{Value, json};

use super::{Window, findings};
use crate::program::root;

/// A language and a theme.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// `fr` or `en`.
    pub language: &'static str,
    /// `light` or `dark`.
    pub theme: &'static str,
}

impl Reading {
    /// Both languages in both themes.
    pub const ALL: [Self; 4] = [
        Self { language: "fr", theme: "light" },
        Self { language: "fr", theme: "dark" },
        Self { language: "en", theme: "light" },
        Self { language: "en", theme: "dark" },
    ];
}

/// A screen with the address to open.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Its name in the table.
    pub name: String,
    /// Its address, with the ids of records that exist.
    pub hash: String,
}

/// Every screen of `ui/src/areas/table.ts` but the first steps, which end when they have been walked. Those of
/// one record are opened on the first record of its kind.
pub async fn screens(window: &Window) -> Vec<Screen> {
    let table = fs::read_to_string(root().join("ui/src/areas/table.ts")).expect("the table of screens");
    let mut screens = Vec::new();
    for line in table.lines() {
        let Some((name, rest)) = line.trim().split_once(": screen('") else { continue };
        let Some((path, _)) = rest.split_once('\'') else { continue };
        if name == "welcome" {
            continue;
        }
        let hash = match path.contains(":id") {
            true => path.replace(":id", &first(window, name).await),
            false => path.to_owned(),
        };
        assert!(!hash.contains(':'), "{name}: tests/src/window/screens.rs does not know {path}");
        screens.push(Screen { name: name.to_owned(), hash });
    }
    assert!(screens.len() > 5, "the table of screens has another form: {table}");
    // A dossier has its work on tabs and the list its three views: as much to look at as a screen.
    for (of, query) in
        [("partnerships", "view=board"), ("partnerships", "view=timeline"), ("settings", "tab=sharing")]
    {
        let with = screens.iter().find(|screen| screen.name == of).map(|screen| Screen {
            name: format!("{of}-{}", query.split('=').next_back().unwrap_or(query)),
            hash: format!("{}?{query}", screen.hash),
        });
        screens.extend(with);
    }
    screens
}

async fn first(window: &Window, screen: &str) -> String {
    let (command, request) = match screen {
        "dossier" => ("dossiers_list", json!({ "limit": 1, "offset": 0 })),
        "organisation" => ("organisations_list", json!({ "limit": 1, "offset": 0 })),
        "contact" => ("contacts_list", json!({ "limit": 1, "offset": 0 })),
        "imported" => ("imports_list", json!({})),
        _ => panic!("tests/src/window/screens.rs does not know which record {screen} shows"),
    };
    let list = window.ask(command, request).await.unwrap_or_else(|error| panic!("{command}: {error}"));
    let first = &list["items"][0];
    let id = first.get("id").or_else(|| first.get("action")).and_then(Value::as_str);
    id.unwrap_or_else(|| panic!("{command} has no record to show: {list}")).to_owned()
}

/// Opens every screen in one language and theme: a picture of each, nothing that failed, nothing that keeps
/// somebody out. Answers what was found, so that one walk tells all of it.
pub async fn walk(window: &Window, screens: &[Screen], reading: Reading) -> Vec<String> {
    let mut wrong = Vec::new();
    for Screen { name, hash } in screens {
        window.go(hash).await;
        let name = format!("{name}.{}.{}", reading.language, reading.theme);
        window.picture(&name).await;
        let alerts = "return [...document.querySelectorAll('[role=alert]')].map((alert) => alert.innerText)";
        for alert in window.script(alerts, vec![]).await.as_array().into_iter().flatten() {
            wrong.push(format!("{name}: shows an error: {alert}"));
        }
        wrong.extend(findings(window).await.into_iter().map(|finding| format!("{name}: {finding}")));
    }
    wrong
}
