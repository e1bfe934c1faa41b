//! How large everything in the window is. The page hears the keys; the window is made so from here, so that the page needs no right
//! to do it, and so that it is so again at the next start.

use std::future::Future;
use std::pin::Pin;

use orgdesk_core::Orgdesk;
use orgdesk_core::zoom::{Zoom, ZoomStep};
use tauri::{AppHandle, Manager, Runtime};

use crate::window::MAIN;

type Changing = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Makes everything larger or smaller.
pub(crate) struct Zooming(Box<dyn Fn(ZoomStep) -> Changing + Send + Sync>);

impl Zooming {
    /// For this app.
    pub(crate) fn of<R: Runtime>(app: &AppHandle<R>) -> Self {
        let app = app.clone();
        Self(Box::new(move |step| {
            let app = app.clone();
            Box::pin(async move {
                let show = |zoom| show(&app, zoom);
                app.state::<Orgdesk>().change_zoom(step, show).await;
            })
        }))
    }

    /// By a step.
    pub(crate) async fn by(&self, step: ZoomStep) {
        (self.0)(step).await;
    }
}

/// Shows everything as large as it was made last. A page that is not there yet, or comes anew, is told again.
pub(crate) async fn as_before<R: Runtime>(app: &AppHandle<R>) {
    let zoom = app.state::<Orgdesk>().zoom().await;
    if zoom != Zoom::AT_FIRST {
        show(app, zoom);
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, zoom: Zoom) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    if let Err(error) = window.set_zoom(zoom.times()) {
        tracing::warn!(%error, "everything could not be made larger or smaller");
    }
}
