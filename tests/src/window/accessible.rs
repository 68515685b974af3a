//! axe-core in the real window.

use std::fs;

use serde_json::{Value, json};

use super::Window;
use crate::program::root;

/// What axe-core finds serious or critical on the present screen: one line each.
pub async fn findings(window: &Window) -> Vec<String> {
    if window.script("return typeof window.axe", vec![]).await != json!("object") {
        let source = root().join("ui/node_modules/axe-core/axe.min.js");
        let source =
            fs::read_to_string(&source).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
        window.script(&source, vec![]).await;
    }
    let body = "const done = arguments[0];
        axe.run(document, { resultTypes: ['violations'] }).then(
          ({ violations }) => done(violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))),
          (error) => done([`axe could not look: ${error}`]));";
    let found = window.client.execute_async(body, vec![]).await;
    let found = found.unwrap_or_else(|error| panic!("axe: {error}"));
    let lines = found.as_array().into_iter().flatten().filter_map(Value::as_str);
    lines.map(str::to_owned).collect()
}
