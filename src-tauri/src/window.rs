//! The one window, and where it may go: nowhere but the app's own pages.

use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::{graphics, zooming};

/// The window's label, named by the capability that lets it call commands.
pub(crate) const MAIN: &str = "main";

/// Names the screen of a first start, which is in the page itself: it is painted before any script runs.
const WELCOME: &str = "#welcome";

/// Opens the window; at a first start, which nothing has to be read for, on its own screen.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, is_first_start: bool) -> tauri::Result<()> {
    let page = if is_first_start {
        WebviewUrl::App(WELCOME.into())
    } else {
        WebviewUrl::default()
    };
    WebviewWindowBuilder::new(app, MAIN, page)
        .title("Orgdesk")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .center()
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .visible(!graphics::WAITS_FOR_PAGE)
        .on_page_load(|window, page| match page.event() {
            PageLoadEvent::Started => show(&window),
            // Where the local data was opened before there was a page.
            PageLoadEvent::Finished => {
                let app = window.app_handle().clone();
                tauri::async_runtime::spawn(async move { zooming::as_before(&app).await });
            }
        })
        .build()
        .map(drop)
}

/// Shows the window where it still waits for its page.
pub(crate) fn show_in_any_case<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        show(&window);
    }
}

/// Brings the window to the front, also one that is minimized. One that still waits for its page comes when it has it.
pub(crate) fn to_front<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let done = window.unminimize().and_then(|()| window.set_focus());
    match done {
        Ok(()) => tracing::info!("another start asked for the window: it comes to the front"),
        Err(error) => tracing::warn!(%error, "the window could not be brought to the front"),
    }
}

fn show<R: Runtime>(window: &WebviewWindow<R>) {
    if window.is_visible().unwrap_or(false) {
        return;
    }
    if let Err(error) = window.show() {
        tracing::error!(%error, "the window could not be shown");
    }
}

/// Whether an address is one of the app's own: Tauri's protocol, its form on Windows, or the development server in a
/// build that uses one.
fn is_own(url: &Url) -> bool {
    let own = match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("localhost")) => cfg!(dev) && url.port() == Some(5173),
        _ => false,
    };
    if !own {
        tracing::warn!(scheme = url.scheme(), "the window was kept from leaving the app");
    }
    own
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn the_window_goes_nowhere_but_to_its_own_pages() {
        for own in [
            "tauri://localhost/",
            "http://tauri.localhost/index.html",
            "https://tauri.localhost/",
        ] {
            assert!(is_own(&own.parse().unwrap()), "{own}");
        }
        for other in [
            "https://example.com/",
            "https://tauri.localhost.example.com/",
            "http://localhost:8080/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "tauri://elsewhere/",
        ] {
            assert!(!is_own(&other.parse().unwrap()), "{other}");
        }
    }
}
