//! Quitting from macOS's menu. The "Quit" Tauri puts there ends the app without a word (tauri issue 9198); this one closes
//! the window, which asks first where something would be lost. The Dock's "Quit" cannot be asked about.

#[cfg(target_os = "macos")]
mod macos {
    use tauri::menu::{Menu, MenuItem, MenuItemKind};
    use tauri::{AppHandle, Manager, Runtime};

    use crate::window::MAIN;

    const QUIT: &str = "quit";

    /// Puts a "Quit" that asks into the menu, in place of the one that does not.
    pub(crate) fn asks_first<R: Runtime>(app: &AppHandle<R>) {
        if let Err(error) = put_in_menu(app) {
            tracing::error!(%error, "the menu is the system's own");
        }
    }

    fn put_in_menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
        let menu = Menu::default(app)?;
        if let Some(MenuItemKind::Submenu(own)) = menu.items()?.into_iter().next() {
            if let Some(last) = own.items()?.len().checked_sub(1) {
                own.remove_at(last)?;
            }
            own.append(&MenuItem::with_id(
                app,
                QUIT,
                "Quit Orgdesk",
                true,
                Some("Cmd+Q"),
            )?)?;
        }
        app.set_menu(menu)?;
        app.on_menu_event(|app, event| {
            if event.id() == QUIT
                && let Some(window) = app.get_webview_window(MAIN)
                && let Err(error) = window.close()
            {
                tracing::error!(%error, "the window could not be closed");
            }
        });
        Ok(())
    }
}

#[cfg(target_os = "macos")]
pub(crate) use macos::asks_first;

/// Elsewhere the window is closed, which asks.
#[cfg(not(target_os = "macos"))]
pub(crate) fn asks_first<R: tauri::Runtime>(_: &tauri::AppHandle<R>) {}
