//! The history.

use orgdesk_core::history::{
    HistoryConnectionView, HistoryExportRequest, HistoryExportView, HistoryKeepView, HistoryOperationView,
    HistoryPageRequest, HistoryPageView, HistoryRequest, KeepTime, UndoView,
};
use orgdesk_core::organizations::ReviewId;

use super::guard::reading;
use super::{Answer, Core};

#[tauri::command]
pub(super) async fn history_list(core: Core<'_>, request: HistoryPageRequest) -> Answer<HistoryPageView> {
    reading(core.history(request)).await
}

#[tauri::command]
pub(super) async fn history_connections(core: Core<'_>, request: ()) -> Answer<Vec<HistoryConnectionView>> {
    let () = request;
    reading(core.history_connections()).await
}

#[tauri::command]
pub(super) async fn history_get(core: Core<'_>, request: HistoryRequest) -> Answer<HistoryOperationView> {
    reading(core.history_operation(request)).await
}

#[tauri::command]
pub(super) async fn history_undo(core: Core<'_>, request: ReviewId) -> Answer<UndoView> {
    reading(core.prepare_undo(request)).await
}

#[tauri::command]
pub(super) async fn history_export(
    core: Core<'_>,
    request: HistoryExportRequest,
) -> Answer<HistoryExportView> {
    reading(core.export_history(request)).await
}

#[tauri::command]
pub(super) async fn history_export_stop(core: Core<'_>, request: ()) -> Answer<()> {
    reading(async {
        core.stop_export();
        Ok(request)
    })
    .await
}

#[tauri::command]
pub(super) async fn history_keep_time(core: Core<'_>, request: ()) -> Answer<KeepTime> {
    let () = request;
    reading(core.history_keep_time()).await
}

#[tauri::command]
pub(super) async fn history_keep_check(core: Core<'_>, request: KeepTime) -> Answer<HistoryKeepView> {
    reading(core.history_keep_check(request)).await
}

#[tauri::command]
pub(super) async fn history_keep(core: Core<'_>, request: KeepTime) -> Answer<HistoryKeepView> {
    reading(core.keep_history(request)).await
}
