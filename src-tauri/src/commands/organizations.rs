//! Organizations.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    CarryOverRequest, CollisionView, ColumnWidths, CreateFindings, CreateFormRequest, CreateResultView,
    CreateReviewView, OrganizationId, OrganizationRequest, OrganizationView, OrganizationsPageView,
    OrganizationsRequest, ResolveRequest, SendRequest, SubscriptionView, UpdateFindings, UpdateFormRequest,
    UpdateResultView, UpdateReviewView,
};

use super::guard::{reading, writing};
use super::{Answer, Core};

#[tauri::command]
pub(super) async fn organizations_list(
    core: Core<'_>,
    request: OrganizationsRequest,
) -> Answer<OrganizationsPageView> {
    reading(core.list_organizations(request)).await
}

#[tauri::command]
pub(super) async fn column_widths(core: Core<'_>, request: ()) -> Answer<ColumnWidths> {
    let () = request;
    reading(core.column_widths()).await
}

#[tauri::command]
pub(super) async fn column_widths_keep(core: Core<'_>, request: ColumnWidths) -> Answer<()> {
    reading(core.keep_column_widths(request)).await
}

#[tauri::command]
pub(super) async fn organization_get(
    core: Core<'_>,
    request: OrganizationRequest,
) -> Answer<OrganizationView> {
    reading(core.get_organization(request)).await
}

#[tauri::command]
pub(super) async fn organization_id(core: Core<'_>, request: String) -> Answer<Option<OrganizationId>> {
    reading(async { Ok(core.organization_id_in(&request)) }).await
}

#[tauri::command]
pub(super) async fn organization_subscriptions(
    core: Core<'_>,
    request: OrganizationRequest,
) -> Answer<Vec<SubscriptionView>> {
    reading(core.list_subscriptions(request)).await
}

#[tauri::command]
pub(super) async fn plan_codes(core: Core<'_>, request: ConnectionId) -> Answer<Vec<String>> {
    reading(core.plan_codes(request)).await
}

#[tauri::command]
pub(super) async fn create_check(core: Core<'_>, request: CreateFormRequest) -> Answer<CreateFindings> {
    reading(async { Ok(core.check_create(&request)) }).await
}

#[tauri::command]
pub(super) async fn create_review(core: Core<'_>, request: CreateFormRequest) -> Answer<CreateReviewView> {
    reading(core.review_create(request)).await
}

#[tauri::command]
pub(super) async fn create_send(core: Core<'_>, request: SendRequest) -> Answer<CreateResultView> {
    writing(core.send_create(request)).await
}

#[tauri::command]
pub(super) async fn create_look_again(core: Core<'_>, request: SendRequest) -> Answer<CreateResultView> {
    writing(Box::pin(core.look_again(request))).await
}

#[tauri::command]
pub(super) async fn create_resolve(core: Core<'_>, request: ResolveRequest) -> Answer<CreateResultView> {
    writing(Box::pin(core.resolve_create(request))).await
}

#[tauri::command]
pub(super) async fn update_carry_over(core: Core<'_>, request: CarryOverRequest) -> Answer<CollisionView> {
    reading(core.carry_over(request)).await
}

#[tauri::command]
pub(super) async fn update_check(core: Core<'_>, request: UpdateFormRequest) -> Answer<UpdateFindings> {
    reading(async { Ok(core.check_update(&request).await) }).await
}

#[tauri::command]
pub(super) async fn update_review(core: Core<'_>, request: UpdateFormRequest) -> Answer<UpdateReviewView> {
    reading(async { core.review_update(request).await }).await
}

#[tauri::command]
pub(super) async fn update_send(core: Core<'_>, request: SendRequest) -> Answer<UpdateResultView> {
    writing(core.send_update(request)).await
}
