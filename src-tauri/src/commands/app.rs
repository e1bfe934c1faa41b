//! Start-up and practice.

use orgdesk_core::connections::{SessionView, StartView};
use orgdesk_core::zoom::ZoomStep;
use tauri::State;

use super::guard::reading;
use super::{Answer, Core};
use crate::first_paint::{FirstPaint, FirstScreen};
use crate::leaving::{Closing, Leaving};
use crate::zooming::Zooming;

#[tauri::command]
pub(super) async fn start(core: Core<'_>, request: ()) -> Answer<StartView> {
    let () = request;
    reading(async { Ok(core.start().await) }).await
}

#[tauri::command]
pub(super) async fn first_screen(first_paint: State<'_, FirstPaint>, request: FirstScreen) -> Answer<()> {
    reading(async {
        first_paint.told(request);
        Ok(())
    })
    .await
}

/// The UI says whether it holds something that closing the window would lose.
#[tauri::command]
pub(super) async fn unsaved(leaving: State<'_, Leaving>, request: bool) -> Answer<()> {
    reading(async {
        leaving.unsaved(request);
        Ok(())
    })
    .await
}

/// Closes the app: the user has said that what is unsaved may go.
#[tauri::command]
pub(super) async fn close(closing: State<'_, Closing>, request: ()) -> Answer<()> {
    reading(async {
        closing.close();
        Ok(request)
    })
    .await
}

#[tauri::command]
pub(super) async fn zoom(zooming: State<'_, Zooming>, request: ZoomStep) -> Answer<()> {
    reading(async {
        zooming.by(request).await;
        Ok(())
    })
    .await
}

#[tauri::command]
pub(super) async fn practice_enter(core: Core<'_>, request: ()) -> Answer<SessionView> {
    let () = request;
    reading(core.enter_practice()).await
}
