//! The process that is killed: Orgdesk without a window. Its standard input takes the commands of the window, one JSON a line;
//! its standard output answers each with a line, and tells of every step of the journal that was passed.
//!
//! A process is killed from outside. At the step it is to die at it says so and goes no further.

mod keyring;
mod outside;

use std::io::{BufRead, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use orgdesk_core::campaign::{JournalStep, ask_in_order, at_each_journal_step, stop_checking_ids};
use orgdesk_core::{AppError, Orgdesk, Timings};
use scanning_api::Timeouts;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Broken;
use crate::arguments::Orders;
use crate::plan::Death;

/// One line of the input.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Line {
    /// Where it is to die; told first, and once.
    Die(Option<Death>),
    /// A command of the window.
    Ask { command: String, request: Value },
}

/// One line of the output.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Said {
    /// The answer to a command.
    Done(Value),
    /// A command's error.
    Failed(Value),
    /// A step of the journal that was passed.
    Passed(Step),
    /// It stands still here, to be killed.
    DiesAt(Step),
}

/// A step of the journal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) work: String,
    pub(crate) stage: String,
    pub(crate) written: bool,
}

/// Ends when nothing is asked any more.
pub(crate) async fn desk(orders: Orders) -> Result<bool, Broken> {
    if !orders.ids_checked {
        stop_checking_ids();
    }
    ask_in_order();
    let app = Orgdesk::new(outside::outside(orders.folder), timings());
    for line in std::io::stdin().lock().lines() {
        match serde_json::from_str(&line?)? {
            Line::Die(death) => at_each_journal_step(dying(death)),
            Line::Ask { command, request } => say(&answer(&app, &command, request).await?),
        }
    }
    app.close();
    Ok(true)
}

/// As in the app, but for the pauses: a portal on this computer lists what it lists at once.
fn timings() -> Timings {
    Timings {
        timeouts: Timeouts {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(30),
        },
        settling: vec![Duration::ZERO; 5],
        ..Timings::default()
    }
}

fn say(said: &Said) {
    let Ok(line) = serde_json::to_string(said) else {
        return;
    };
    let mut output = std::io::stdout().lock();
    // Where nobody listens any more there is nobody to tell.
    let _ = writeln!(output, "{line}").and_then(|()| output.flush());
}

/// What is done at each step: told, and stopped at where it is the one to die at.
fn dying(death: Option<Death>) -> impl Fn(JournalStep) + Send + Sync {
    let death = Mutex::new(death);
    let dead = AtomicBool::new(false);
    move |step: JournalStep| {
        let step = Step {
            work: step.work.to_owned(),
            stage: step.stage,
            written: step.written,
        };
        let mut death = death.lock().unwrap_or_else(PoisonError::into_inner);
        if !death.as_mut().is_some_and(|death| death.is_at(&step)) {
            return say(&Said::Passed(step));
        }
        dead.store(true, Ordering::Relaxed);
        say(&Said::DiesAt(step));
        while dead.load(Ordering::Relaxed) {
            std::thread::park();
        }
    }
}

/// Calls the function behind a command, as the window's handler does.
async fn answer(app: &Orgdesk, command: &str, request: Value) -> Result<Said, Broken> {
    Ok(match command {
        "test_connection" => told(app.test_connection(read(request)?).await),
        "save_connection" => told(Box::pin(app.save_connection(read(request)?)).await),
        "connections" => told(app.connections().await),
        "open_connection" => told(Box::pin(app.open_connection(read(request)?)).await),
        "open_operations" => told(Ok(app.open_operations(read(request)?))),
        "look_at_open_operations" => told(app.look_at_open_operations(read(request)?).await),
        "look_at_open_operation" => told(app.look_at_open_operation(read(request)?).await),
        "confirm_identity" => told(Box::pin(app.confirm_identity(read(request)?)).await),
        "adopt_operation" => told(app.adopt_operation(read(request)?).await),
        "leave_operation" => told(app.leave_operation(read(request)?).await),
        "get_organization" => told(app.get_organization(read(request)?).await),
        "review_create" => told(Box::pin(app.review_create(read(request)?)).await),
        "send_create" => told(Box::pin(app.send_create(read(request)?)).await),
        "look_again" => told(Box::pin(app.look_again(read(request)?)).await),
        "resolve_create" => told(Box::pin(app.resolve_create(read(request)?)).await),
        "review_update" => told(app.review_update(read(request)?).await),
        "send_update" => told(Box::pin(app.send_update(read(request)?)).await),
        "look_at_update" => told(Box::pin(app.look_at_update(read(request)?)).await),
        "prepare_undo" => told(Box::pin(app.prepare_undo(read(request)?)).await),
        "keep_draft" => told(app.keep_draft(read(request)?).await),
        "drafts" => told(app.drafts(read(request)?).await),
        "open_draft" => told(app.open_draft(read(request)?).await),
        "discard_draft" => told(app.discard_draft(read(request)?).await),
        other => return Err(format!("there is no command {other}").into()),
    })
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T, Broken> {
    Ok(serde_json::from_value(request)?)
}

fn told<T: Serialize>(answer: Result<T, AppError>) -> Said {
    match answer {
        Ok(view) => Said::Done(json!(view)),
        Err(error) => Said::Failed(json!(error)),
    }
}
