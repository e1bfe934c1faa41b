// Made from Rust: `cargo xtask bindings`. Not to be edited.

import type {
  CarryOverRequest,
  CollisionView,
  ColumnWidths,
  ConfirmIdentityRequest,
  ConnectionDraftsView,
  ConnectionEditRequest,
  ConnectionId,
  ConnectionSaveRequest,
  ConnectionTestRequest,
  ConnectionTestView,
  ConnectionsView,
  CreateFindings,
  CreateFormRequest,
  CreateResultView,
  CreateReviewView,
  DraftKeepRequest,
  DraftKeptView,
  DraftOpenRequest,
  DraftRequest,
  DraftView,
  DraftsView,
  FirstScreen,
  HistoryConnectionView,
  HistoryExportRequest,
  HistoryExportView,
  HistoryKeepView,
  HistoryOperationView,
  HistoryPageRequest,
  HistoryPageView,
  HistoryRequest,
  KeepTime,
  KeyringState,
  LookedElsewhereView,
  LookedOverView,
  OneTimePasswordRequest,
  OpenOperationView,
  OperationProgress,
  OrganizationId,
  OrganizationRequest,
  OrganizationView,
  OrganizationsPageView,
  OrganizationsRequest,
  RemovalView,
  ResolveRequest,
  ReviewId,
  SendRequest,
  SessionView,
  StartView,
  SubscriptionView,
  Ticket,
  UndoView,
  UpdateFindings,
  UpdateFormRequest,
  UpdateResultView,
  UpdateReviewView,
  ZoomStep,
} from "./types";

/** Each command with what goes in and what comes out. Each may fail with an AppError. */
export interface Commands {
  close: { request: null; response: null };
  column_widths: { request: null; response: ColumnWidths };
  column_widths_keep: { request: ColumnWidths; response: null };
  connection_confirm_identity: { request: ConfirmIdentityRequest; response: SessionView };
  connection_discard: { request: Ticket; response: null };
  connection_drafts: { request: null; response: ConnectionDraftsView };
  connection_edit: { request: ConnectionEditRequest; response: ConnectionsView };
  connection_one_time_password: { request: OneTimePasswordRequest; response: ConnectionTestView };
  connection_open: { request: ConnectionId; response: SessionView };
  connection_remove: { request: ConnectionId; response: ConnectionsView };
  connection_remove_check: { request: ConnectionId; response: RemovalView };
  connection_remove_leaving_sign_in: { request: ConnectionId; response: ConnectionsView };
  connection_save: { request: ConnectionSaveRequest; response: SessionView };
  connection_test: { request: ConnectionTestRequest; response: ConnectionTestView };
  connections: { request: null; response: ConnectionsView };
  create_check: { request: CreateFormRequest; response: CreateFindings };
  create_look_again: { request: SendRequest; response: CreateResultView };
  create_resolve: { request: ResolveRequest; response: CreateResultView };
  create_review: { request: CreateFormRequest; response: CreateReviewView };
  create_send: { request: SendRequest; response: CreateResultView };
  draft_discard: { request: DraftRequest; response: null };
  draft_keep: { request: DraftKeepRequest; response: DraftKeptView | null };
  draft_open: { request: DraftOpenRequest; response: DraftView | null };
  draft_restore: { request: DraftRequest; response: null };
  drafts: { request: ConnectionId; response: DraftsView };
  first_screen: { request: FirstScreen; response: null };
  history_connections: { request: null; response: Array<HistoryConnectionView> };
  history_export: { request: HistoryExportRequest; response: HistoryExportView };
  history_export_stop: { request: null; response: null };
  history_get: { request: HistoryRequest; response: HistoryOperationView };
  history_keep: { request: KeepTime; response: HistoryKeepView };
  history_keep_check: { request: KeepTime; response: HistoryKeepView };
  history_keep_time: { request: null; response: KeepTime };
  history_list: { request: HistoryPageRequest; response: HistoryPageView };
  history_undo: { request: ReviewId; response: UndoView };
  keyring_check: { request: null; response: KeyringState };
  operation_adopt: { request: SendRequest; response: Array<OpenOperationView> };
  operation_leave: { request: SendRequest; response: null };
  operation_look: { request: SendRequest; response: LookedOverView };
  operations_look: { request: ConnectionId; response: LookedOverView };
  operations_look_elsewhere: { request: ConnectionId; response: Array<LookedElsewhereView> };
  operations_open: { request: ConnectionId; response: Array<OpenOperationView> };
  organization_get: { request: OrganizationRequest; response: OrganizationView };
  organization_id: { request: string; response: OrganizationId | null };
  organization_subscriptions: { request: OrganizationRequest; response: Array<SubscriptionView> };
  organizations_list: { request: OrganizationsRequest; response: OrganizationsPageView };
  plan_codes: { request: ConnectionId; response: Array<string> };
  practice_enter: { request: null; response: SessionView };
  start: { request: null; response: StartView };
  unsaved: { request: boolean; response: null };
  update_carry_over: { request: CarryOverRequest; response: CollisionView };
  update_check: { request: UpdateFormRequest; response: UpdateFindings };
  update_look_again: { request: SendRequest; response: UpdateResultView };
  update_review: { request: UpdateFormRequest; response: UpdateReviewView };
  update_send: { request: SendRequest; response: UpdateResultView };
  zoom: { request: ZoomStep; response: null };
}

/** Each event with its payload. */
export interface Events {
  close_wanted: null;
  operation_progress: OperationProgress;
}
