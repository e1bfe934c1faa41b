//! Connections.

use orgdesk_core::KeyringState;
use orgdesk_core::connections::{
    ConfirmIdentityRequest, ConnectionEditRequest, ConnectionId, ConnectionSaveRequest,
    ConnectionTestRequest, ConnectionTestView, ConnectionsView, OneTimePasswordRequest, RemovalView,
    SessionView, Ticket,
};

use super::guard::reading;
use super::{Answer, Core};

#[tauri::command]
pub(super) async fn connections(core: Core<'_>, request: ()) -> Answer<ConnectionsView> {
    let () = request;
    reading(core.connections()).await
}

#[tauri::command]
pub(super) async fn connection_test(
    core: Core<'_>,
    request: ConnectionTestRequest,
) -> Answer<ConnectionTestView> {
    reading(core.test_connection(request)).await
}

#[tauri::command]
pub(super) async fn connection_one_time_password(
    core: Core<'_>,
    request: OneTimePasswordRequest,
) -> Answer<ConnectionTestView> {
    reading(core.give_one_time_password(request)).await
}

#[tauri::command]
pub(super) async fn connection_save(core: Core<'_>, request: ConnectionSaveRequest) -> Answer<SessionView> {
    reading(core.save_connection(request)).await
}

#[tauri::command]
pub(super) async fn connection_discard(core: Core<'_>, request: Ticket) -> Answer<()> {
    reading(async {
        core.discard_sign_in(&request);
        Ok(())
    })
    .await
}

#[tauri::command]
pub(super) async fn connection_edit(
    core: Core<'_>,
    request: ConnectionEditRequest,
) -> Answer<ConnectionsView> {
    reading(core.edit_connection(request)).await
}

#[tauri::command]
pub(super) async fn connection_open(core: Core<'_>, request: ConnectionId) -> Answer<SessionView> {
    reading(core.open_connection(request)).await
}

#[tauri::command]
pub(super) async fn connection_confirm_identity(
    core: Core<'_>,
    request: ConfirmIdentityRequest,
) -> Answer<SessionView> {
    reading(core.confirm_identity(request)).await
}

#[tauri::command]
pub(super) async fn connection_remove_check(core: Core<'_>, request: ConnectionId) -> Answer<RemovalView> {
    reading(core.check_removal(request)).await
}

#[tauri::command]
pub(super) async fn connection_remove_leaving_sign_in(
    core: Core<'_>,
    request: ConnectionId,
) -> Answer<ConnectionsView> {
    reading(core.remove_connection_leaving_sign_in(request)).await
}

#[tauri::command]
pub(super) async fn connection_remove(core: Core<'_>, request: ConnectionId) -> Answer<ConnectionsView> {
    reading(core.remove_connection(request)).await
}

#[tauri::command]
pub(super) async fn keyring_check(core: Core<'_>, request: ()) -> Answer<KeyringState> {
    let () = request;
    reading(async { Ok(core.check_keyring().await) }).await
}
