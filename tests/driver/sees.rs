//! What a person sees in the window, or is told of it.

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::Value;

use super::axe::Rules;
use super::desk::Desk;
use super::{axe, find};

impl Desk {
    /// The one element of a role and name; waits for it. A name that ends in `…` is a beginning.
    pub(crate) async fn find(&self, role: &str, name: &str) -> Element {
        let what = format!("one {role} “{name}”");
        self.until(&what, async || self.count(role, name).await == 1)
            .await;
        let mut found = find::find_all(&self.client, role, name).await.unwrap();
        found.pop().unwrap_or_else(|| panic!("{what} went away"))
    }

    /// The names of all elements of a role that are shown.
    pub(crate) async fn names(&self, role: &str) -> Vec<String> {
        let mut names = Vec::new();
        for element in find::find_all(&self.client, role, "…").await.unwrap_or_default() {
            names.push(find::name_of(&self.client, &element).await.unwrap_or_default());
        }
        names
    }

    /// How many elements of a role and name are shown.
    pub(crate) async fn count(&self, role: &str, name: &str) -> usize {
        // A page that changes while it is looked through has stale elements: look again.
        find::find_all(&self.client, role, name)
            .await
            .map_or(0, |found| found.len())
    }

    /// The rows of all tables on the screen, each as the texts of its cells.
    pub(crate) async fn rows(&self) -> Vec<Vec<String>> {
        let rows = self
            .script(
                "const words = (cell) => cell.innerText.replace(/\\s+/g, ' ').trim()
                 return [...document.querySelectorAll('tr, [role=row]')].map((row) =>
                   [...row.querySelectorAll('th, td, [role=gridcell]')].map(words))",
            )
            .await;
        serde_json::from_value(rows).unwrap()
    }

    /// What is typed in a field.
    pub(crate) async fn value(&self, name: &str) -> String {
        let field = self.find("textbox", name).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// What is said to be wrong with a field, as it is tied to the field.
    pub(crate) async fn error_at(&self, name: &str) -> String {
        let field = self.find("textbox", name).await;
        assert_eq!(field.attr("aria-invalid").await.unwrap().as_deref(), Some("true"));
        let described = field.attr("aria-describedby").await.unwrap().unwrap_or_default();
        let error = described.split(' ').find(|id| id.ends_with("-error")).unwrap();
        let text = self
            .script(&format!("return document.getElementById('{error}').innerText"))
            .await;
        text.as_str().unwrap_or_default().trim().to_owned()
    }

    /// The role and name of what has the focus.
    pub(crate) async fn focused(&self) -> (String, String) {
        loop {
            // What has the focus may go away while it is asked about.
            if let Ok(told) = self.told_of_focus().await {
                return told;
            }
        }
    }

    async fn told_of_focus(&self) -> Result<(String, String), CmdError> {
        let element = self.client.active_element().await?;
        let role = find::role_of(&self.client, &element).await?;
        Ok((role, find::name_of(&self.client, &element).await?))
    }

    /// Whether one sees where the focus is: an outline, on what has it or on the card it fills.
    pub(crate) async fn shows_focus(&self) -> bool {
        let script = "const at = document.activeElement
            return [at, at.parentElement, at.parentElement?.parentElement].some((element) => {
              if (!element || element === document.body) return false
              const { outlineStyle, outlineWidth } = getComputedStyle(element)
              return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
            })";
        self.script(script).await == Value::Bool(true)
    }

    /// Waits until a text is on the screen.
    pub(crate) async fn see(&self, text: &str) {
        self.until(&format!("“{text}” is on the screen"), async || {
            self.text().await.contains(text)
        })
        .await;
    }

    /// All text on the screen.
    pub(crate) async fn text(&self) -> String {
        let text = self
            .client
            .execute("return document.body.innerText", Vec::new())
            .await;
        text.ok()
            .and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Fails with what axe finds on the screen.
    pub(crate) async fn axe(&self, screen: &str) {
        self.axe_with(screen, Rules::All).await;
    }

    /// The same of what colours may break alone.
    pub(crate) async fn axe_for_colours(&self, screen: &str) {
        self.axe_with(screen, Rules::Colours).await;
    }

    async fn axe_with(&self, screen: &str, rules: Rules) {
        let found = axe::violations(&self.client, rules).await;
        assert!(found.is_empty(), "axe on {screen}:\n{}", found.join("\n"));
    }
}
