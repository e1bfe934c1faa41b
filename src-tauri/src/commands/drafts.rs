//! Drafts: forms as they are typed.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::drafts::{
    ConnectionDraftsView, DraftKeepRequest, DraftKeptView, DraftOpenRequest, DraftRequest, DraftView,
    DraftsView,
};

use super::guard::reading;
use super::{Answer, Core};

#[tauri::command]
pub(super) async fn drafts(core: Core<'_>, request: ConnectionId) -> Answer<DraftsView> {
    reading(core.drafts(request)).await
}

#[tauri::command]
pub(super) async fn connection_drafts(core: Core<'_>, request: ()) -> Answer<ConnectionDraftsView> {
    let () = request;
    reading(core.connection_drafts()).await
}

#[tauri::command]
pub(super) async fn draft_keep(core: Core<'_>, request: DraftKeepRequest) -> Answer<Option<DraftKeptView>> {
    reading(core.keep_draft(request)).await
}

#[tauri::command]
pub(super) async fn draft_open(core: Core<'_>, request: DraftOpenRequest) -> Answer<Option<DraftView>> {
    reading(core.open_draft(request)).await
}

#[tauri::command]
pub(super) async fn draft_discard(core: Core<'_>, request: DraftRequest) -> Answer<()> {
    reading(core.discard_draft(request)).await
}

#[tauri::command]
pub(super) async fn draft_restore(core: Core<'_>, request: DraftRequest) -> Answer<()> {
    reading(core.restore_draft(request)).await
}
