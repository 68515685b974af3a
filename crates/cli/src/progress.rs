//! The Activity tray of the terminal: one line on standard error that overwrites itself.

use std::io::{self, IsTerminal as _, Write as _};

use coexist_sentences::{Sentences, Value as Filling};
use serde_json::Value;

/// Cells of the bar.
const WIDTH: u64 = 24;

/// Shows how far long work is.
pub(crate) struct Progress {
    sentences: Option<Sentences>,
    shown: bool,
}

impl Progress {
    /// Speaks the language of `sentences`, and only to a person: a file gets no overwritten lines.
    pub(crate) fn new(sentences: Sentences) -> Self {
        Self { sentences: io::stderr().is_terminal().then_some(sentences), shown: false }
    }

    /// Shows the payload of an `activity` event.
    pub(crate) fn show(&mut self, activity: &Value) {
        let Some(sentences) = &self.sentences else { return };
        let line = line(activity, sentences);
        // Back to the start of the line, and clear what a longer one left.
        let _ = write!(io::stderr(), "\r\x1b[K{line}");
        self.shown = true;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = writeln!(io::stderr());
        }
    }
}

fn line(activity: &Value, sentences: &Sentences) -> String {
    let number = |name: &str| activity.get(name).and_then(Value::as_u64);
    let kind = activity.get("kind").and_then(Value::as_str).unwrap_or_default();
    let name =
        sentences.say(&format!("activity-{kind}"), []).or_else(|| sentences.say("shell-activity-other", []));
    let (name, done, total) =
        (name.unwrap_or_default(), number("done").unwrap_or(0), number("total").unwrap_or(0));
    let shown = |n: u64| Filling::from(i64::try_from(n).unwrap_or(i64::MAX));
    let values = [("name", Filling::from(name.as_str())), ("done", shown(done)), ("total", shown(total))];
    let text = sentences.say("terminal-progress", values).unwrap_or(name.clone());
    format!("{} {text}", bar(done, total))
}

/// Full cells for what is done; empty ones alone while nobody knows of how much.
fn bar(done: u64, total: u64) -> String {
    let full = (done.min(total) * WIDTH).checked_div(total).unwrap_or(0);
    (0..WIDTH).map(|cell| if cell < full { '█' } else { '░' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use coexist_sentences::Language;
    use serde_json::json;

    #[test]
    fn the_bar_fills() {
        assert!(bar(0, 0).chars().all(|cell| cell == '░'));
        assert_eq!(bar(1, 2).chars().filter(|cell| *cell == '█').count(), 12);
        assert!(bar(9, 3).chars().all(|cell| cell == '█'));
    }

    #[test]
    fn the_line_counts() {
        let sentences = Sentences::new(Language::English);
        let text = line(&json!({ "kind": "unheard-of", "done": 2, "total": 8 }), &sentences);
        assert!(text.ends_with("2 of 8"), "{text}");
        let text = line(&json!({ "kind": "unheard-of", "done": 2, "total": null }), &sentences);
        assert!(text.ends_with(": 2"), "{text}");
    }
}
