//! What was sent and is not settled.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::operations::{LookedElsewhereView, LookedOverView, OpenOperationView};
use orgdesk_core::organizations::{SendRequest, UpdateResultView};

use super::guard::reading;
use super::{Answer, Core};

#[tauri::command]
pub(super) async fn operations_open(core: Core<'_>, request: ConnectionId) -> Answer<Vec<OpenOperationView>> {
    reading(async { Ok(core.open_operations(request)) }).await
}

#[tauri::command]
pub(super) async fn operations_look(core: Core<'_>, request: ConnectionId) -> Answer<LookedOverView> {
    reading(core.look_at_open_operations(request)).await
}

#[tauri::command]
pub(super) async fn operation_look(core: Core<'_>, request: SendRequest) -> Answer<LookedOverView> {
    reading(core.look_at_open_operation(request)).await
}

#[tauri::command]
pub(super) async fn operations_look_elsewhere(
    core: Core<'_>,
    request: ConnectionId,
) -> Answer<Vec<LookedElsewhereView>> {
    reading(core.look_elsewhere(request)).await
}

#[tauri::command]
pub(super) async fn operation_adopt(core: Core<'_>, request: SendRequest) -> Answer<Vec<OpenOperationView>> {
    reading(core.adopt_operation(request)).await
}

#[tauri::command]
pub(super) async fn operation_leave(core: Core<'_>, request: SendRequest) -> Answer<()> {
    reading(core.leave_operation(request)).await
}

#[tauri::command]
pub(super) async fn update_look_again(core: Core<'_>, request: SendRequest) -> Answer<UpdateResultView> {
    reading(core.look_at_update(request)).await
}
