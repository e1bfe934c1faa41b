//! What a person does in the window.

use fantoccini::elements::Element;

use super::desk::Desk;
use super::find;

/// Control and A; the end of the keys releases Control.
const SELECT_ALL: &str = "\u{e009}a";

/// How many sizes lie between as large as at first and twice as large.
const SIZES_TO_TWICE: usize = 5;

/// Whether an element is where it was two frames before.
const STANDS_STILL: &str = "
    const [element, done] = arguments
    const place = () => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height].join() }
    element.scrollIntoView({ block: 'center' })
    const before = place()
    requestAnimationFrame(() => requestAnimationFrame(() => done(element.isConnected && place() === before)))";

impl Desk {
    /// Clicks an element by role and name.
    pub(crate) async fn click(&self, role: &str, name: &str) {
        let what = format!("a click on the {role} “{name}”");
        self.until(&what, async || {
            let found = find::find_all(&self.client, role, name).await.unwrap_or_default();
            match found.as_slice() {
                [only] => self.press(only).await,
                _ => false,
            }
        })
        .await;
    }

    /// Scrolls to an element, as the driver does not when an edge of it is in view, and clicks it once it stands still: what moves is
    /// missed.
    async fn press(&self, element: &Element) -> bool {
        let Ok(element_argument) = serde_json::to_value(element) else {
            return false;
        };
        let stands = self
            .client
            .execute_async(STANDS_STILL, vec![element_argument])
            .await;
        stands.is_ok_and(|stands| stands == true) && element.click().await.is_ok()
    }

    /// Types into a field, in place of what is in it.
    pub(crate) async fn fill(&self, role: &str, name: &str, text: &str) {
        self.fill_nth(role, name, 0, text).await;
    }

    /// The same, for one of several fields of that name, from 0.
    pub(crate) async fn fill_nth(&self, role: &str, name: &str, index: usize, text: &str) {
        let what = format!("typing into the {role} “{name}” number {index}");
        self.until(&what, async || {
            let found = find::find_all(&self.client, role, name).await.unwrap_or_default();
            let Some(field) = found.get(index) else {
                return false;
            };
            self.press(field).await
                && field.send_keys(SELECT_ALL).await.is_ok()
                && field.send_keys(text).await.is_ok()
        })
        .await;
    }

    /// Empties a field.
    pub(crate) async fn clear(&self, role: &str, name: &str) {
        self.fill_nth(role, name, 0, "\u{e017}").await;
    }

    /// Shows all twice as large, or as large as at first.
    pub(crate) async fn magnify(&self, twice: bool) {
        let before = self.width().await;
        let steps = if twice {
            vec!["larger"; SIZES_TO_TWICE]
        } else {
            vec!["as_at_first"]
        };
        for step in steps {
            self.script(&format!(
                "window.__TAURI_INTERNALS__.invoke('zoom', {{ request: '{step}' }})"
            ))
            .await;
        }
        let wanted = if twice { before / 2.0 } else { before * 2.0 };
        self.until("all is as large as asked for", async || {
            (self.width().await - wanted).abs() <= 1.0
        })
        .await;
    }

    /// How wide the page is, in its own pixels.
    pub(crate) async fn width(&self) -> f64 {
        self.script("return innerWidth")
            .await
            .as_f64()
            .unwrap_or_default()
    }

    /// Sends keys to whatever has the focus, as from a keyboard.
    pub(crate) async fn keys(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }
}
