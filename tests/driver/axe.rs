//! axe-core in the page: what it finds is what a person with assistive technology would stumble over.

use fantoccini::Client;
use serde_json::{Value, json};

/// What axe looks for.
#[derive(Clone, Copy)]
pub(super) enum Rules {
    /// All that it knows.
    All,
    /// What colours may break.
    Colours,
}

/// What axe finds on the screen, each with the elements it is about; empty when there is nothing.
pub(super) async fn violations(client: &Client, rules: Rules) -> Vec<String> {
    // It is there until the page is loaded anew, and large.
    let is_there = client.execute("return typeof axe === 'object'", Vec::new()).await;
    if is_there.unwrap() != Value::Bool(true) {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(script).expect("npm ci in ui/ installs axe-core");
        client.execute(&axe, Vec::new()).await.unwrap();
    }
    let only = match rules {
        Rules::All => Value::Null,
        // Those of them that it asks for by itself.
        Rules::Colours => json!(["color-contrast", "link-in-text-block"]),
    };
    let found = client
        .execute_async(
            "const done = arguments[1];
             const rules = arguments[0] ? { runOnly: arguments[0] } : {};
             axe.run(document, { ...rules, resultTypes: ['violations'] }).then(
               (result) => done(result.violations.map((one) =>
                 one.id + ': ' + one.help + ' ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))),
               (error) => done(['axe failed: ' + error]));",
            vec![only],
        )
        .await
        .unwrap();
    match found {
        Value::Array(found) => found
            .iter()
            .map(|one| one.as_str().unwrap_or_default().to_owned())
            .collect(),
        other => vec![format!("axe answered {other}")],
    }
}
