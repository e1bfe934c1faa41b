//! Start-up and practice.

use orgdesk_core::connections::{SessionView, StartView};
use tauri::State;

use super::{Answer, Core};
use crate::first_paint::FirstPaint;

#[tauri::command]
pub(super) async fn start(core: Core<'_>, request: ()) -> Answer<StartView> {
    let () = request;
    Ok(core.start().await)
}

#[tauri::command]
pub(super) async fn painted(first_paint: State<'_, FirstPaint>, request: ()) -> Answer<()> {
    first_paint.painted();
    Ok(request)
}

#[tauri::command]
pub(super) async fn practice_enter(core: Core<'_>, request: ()) -> Answer<SessionView> {
    let () = request;
    core.enter_practice().await
}
