//! Orgdesk's window: start-up, commands, and what the core needs from this computer.
//!
//! The wall: this package knows Tauri. It never knows HTTP, SQL or a rule; a command takes the state, calls one
//! function of the core, and returns.

pub mod commands;
pub mod contract;
mod first_paint;
mod graphics;
mod instance;
mod keyring;
mod leaving;
mod logging;
pub mod panics;
mod practice;
mod progress;
mod quitting;
mod window;
mod zooming;

use std::path::PathBuf;
use std::sync::Arc;

use orgdesk_core::{Orgdesk, Outside, PracticeHost, SecretStore, Timings};
use tauri::{App, Builder, Context, Manager, Runtime};

use instance::{Front, Start};

pub use instance::First;
pub use keyring::SystemKeyring;
pub use practice::Practice;

/// What the app is built with; tests put their own in.
pub struct Parts {
    /// The computer's keyring.
    pub secrets: Arc<dyn SecretStore>,
    /// The practice portal.
    pub practice: Arc<dyn PracticeHost>,
    /// How long to wait for what.
    pub timings: Timings,
    /// The folder of the local data; the system's own for this app when none is given.
    pub data_folder: Option<PathBuf>,
    /// The folder of exported files; the user's own for downloads when none is given.
    pub export_folder: Option<PathBuf>,
    /// That this is the first on that folder, where that was made sure of.
    pub first: Option<First>,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            secrets: Arc::new(SystemKeyring),
            practice: Arc::new(Practice::default()),
            timings: Timings::default(),
            data_folder: None,
            export_folder: None,
            first: None,
        }
    }
}

/// Opens the window and stays until it is closed; where one is open already, brings that to the front. Gives the process's
/// exit code.
pub fn run() -> i32 {
    graphics::prepare();
    let context = context();
    let data_folder = data_folder(&context);
    let first = match data_folder.as_deref().map(instance::begin) {
        Some(Start::First(first)) => Some(first),
        Some(Start::Asked) => return 0,
        Some(Start::Beside) | None => None,
    };
    let parts = Parts {
        data_folder,
        first,
        ..Parts::default()
    };
    let app = match build(tauri::Builder::default(), parts, context) {
        Ok(app) => app,
        Err(error) => {
            eprintln!("Orgdesk could not open its window: {error}");
            return 1;
        }
    };
    app.run_return(|_, _| {})
}

/// The user's folder for downloads; where the system names none, the one of that name.
fn downloads<R: Runtime>(app: &App<R>) -> Option<PathBuf> {
    let named = app.path().download_dir();
    named
        .or_else(|_| app.path().home_dir().map(|home| home.join("Downloads")))
        .ok()
}

/// What `tauri.conf.json`, the capabilities and the built UI come to.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The folder of the local data, as Tauri finds it.
fn data_folder<R: Runtime>(context: &Context<R>) -> Option<PathBuf> {
    dirs::data_local_dir().map(|folder| folder.join(&context.config().identifier))
}

/// The app with its commands, its state and its window, not yet running.
pub fn build<R: Runtime>(builder: Builder<R>, parts: Parts, context: Context<R>) -> tauri::Result<App<R>> {
    let app = builder.invoke_handler(commands::handler()).build(context)?;
    let data_folder = match parts.data_folder {
        Some(folder) => folder,
        None => app.path().app_local_data_dir()?,
    };
    logging::begin(&data_folder);
    let (lock, front) = match parts.first {
        Some(First { lock, front }) => (Some(lock), front),
        None => (None, Front::default()),
    };
    let outside = Outside {
        secrets: parts.secrets,
        practice: parts.practice,
        progress: Arc::new(progress::ToWindow(app.handle().clone())),
        data_folder,
        lock,
    };
    let core = Orgdesk::new(outside, parts.timings);
    let core = match parts.export_folder.or_else(|| downloads(&app)) {
        Some(folder) => core.exporting_to(folder),
        None => core,
    };
    let first = core.is_first_start();
    app.manage(core);
    if !first {
        let handle = app.handle().clone();
        tauri::async_runtime::spawn(async move {
            let core = handle.state::<Orgdesk>();
            core.prepare().await;
            zooming::as_before(&handle).await;
            core.drop_old_history_once_open().await;
        });
    }
    let handle = app.handle().clone();
    front.by(move || window::to_front(&handle));
    app.manage(front);
    app.manage(first_paint::FirstPaint::default());
    app.manage(leaving::Leaving::default());
    app.manage(leaving::Closing::of(app.handle()));
    app.manage(zooming::Zooming::of(app.handle()));
    window::open(app.handle(), first)?;
    leaving::guard(app.handle());
    quitting::asks_first(app.handle());
    first_paint::watch(app.handle());
    Ok(app)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_data_is_looked_for_where_tauri_says() {
        let context = context::<tauri::test::MockRuntime>();
        let folder = data_folder(&context);
        let app = tauri::test::mock_builder().build(context).unwrap();
        assert_eq!(folder, app.path().app_local_data_dir().ok());
    }
}
