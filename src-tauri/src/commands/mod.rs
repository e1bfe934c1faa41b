//! The commands, each declared once: this list makes the handler and the TypeScript contract.
//!
//! A command takes the state and one request, calls one function of the core as `guard::reading` or `guard::writing`,
//! so that a panic is an answer as well, and returns. To add one: write it in its file, name it in the list below,
//! permit it in `src-tauri/permissions/main-window.toml`, and write the contract anew (`cargo xtask bindings`).

mod app;
mod connections;
mod drafts;
mod guard;
mod history;
mod operations;
mod organizations;

use std::future::Future;

use orgdesk_core::{AppError, Orgdesk};
use tauri::ipc::Invoke;
use tauri::{Runtime, State};
use ts_rs::TS;

use crate::contract::Contract;

macro_rules! commands {
    ($($room:ident :: $command:ident,)*) => {
        /// Answers every command of the window.
        pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($room::$command,)*]
        }

        /// Writes every command into the contract.
        pub(crate) fn describe(contract: &mut Contract) {
            $(describe_one(contract, stringify!($command), $room::$command);)*
        }
    };
}

commands! {
    app::start,
    app::first_screen,
    app::unsaved,
    app::close,
    app::zoom,
    app::practice_enter,
    connections::connections,
    connections::connection_test,
    connections::connection_one_time_password,
    connections::connection_save,
    connections::connection_discard,
    connections::connection_edit,
    connections::connection_open,
    connections::connection_confirm_identity,
    connections::connection_remove_check,
    connections::connection_remove,
    connections::connection_remove_leaving_sign_in,
    connections::keyring_check,
    organizations::organizations_list,
    organizations::column_widths,
    organizations::column_widths_keep,
    organizations::organization_get,
    organizations::organization_id,
    organizations::organization_subscriptions,
    organizations::plan_codes,
    organizations::create_check,
    organizations::create_review,
    organizations::create_send,
    organizations::create_look_again,
    organizations::create_resolve,
    organizations::update_carry_over,
    organizations::update_check,
    organizations::update_review,
    organizations::update_send,
    drafts::drafts,
    drafts::connection_drafts,
    drafts::draft_keep,
    drafts::draft_open,
    drafts::draft_discard,
    drafts::draft_restore,
    operations::operations_open,
    operations::operations_look,
    operations::operations_look_elsewhere,
    operations::operation_look,
    operations::operation_adopt,
    operations::operation_leave,
    operations::update_look_again,
    history::history_list,
    history::history_connections,
    history::history_get,
    history::history_undo,
    history::history_export,
    history::history_export_stop,
    history::history_keep_time,
    history::history_keep_check,
    history::history_keep,
}

/// The types of a command are those of its function: they are inferred, never said again.
fn describe_one<S, Request, Response, Answer>(
    contract: &mut Contract,
    name: &str,
    _command: impl Fn(State<'static, S>, Request) -> Answer,
) where
    S: Send + Sync + 'static,
    Request: TS + 'static,
    Response: TS + 'static,
    Answer: Future<Output = Result<Response, AppError>>,
{
    contract.command::<Request, Response>(name);
}

/// What a command of the core answers.
type Answer<T> = Result<T, AppError>;

/// The state of the core's commands.
type Core<'a> = State<'a, Orgdesk>;

#[cfg(test)]
mod tests {
    #[test]
    fn every_command_is_guarded_against_a_panic() {
        for file in [
            include_str!("app.rs"),
            include_str!("connections.rs"),
            include_str!("history.rs"),
            include_str!("drafts.rs"),
            include_str!("operations.rs"),
            include_str!("organizations.rs"),
        ] {
            let commands = file.split("#[tauri::command]").skip(1);
            for command in commands {
                let guarded = ["    reading(", "    writing("]
                    .iter()
                    .any(|guard| command.contains(guard));
                assert!(guarded, "not guarded:{command}");
            }
        }
    }
}
