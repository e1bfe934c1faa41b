//! What the fault campaign (`src-tauri/crates/campaign`) needs to break the app at every step, and to measure its journal.
//!
//! This exists with the feature `campaign` alone, which the app never has: `tests/tidy` asks cargo. Every switch is off
//! until it is thrown, and stays thrown until the process ends.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use scanning_api::backoff::Backoff;

use crate::operations::{Operation, Stage};

mod bench;
mod in_order;

pub use bench::{Creation, Journal};
pub use in_order::ask_in_order;
pub(crate) use in_order::{in_order, is_in_order, turn};

/// A place at which the app can be killed: before or after something is written to the journal, or a draft is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalStep {
    /// What the operation is: `create`, `again` where it is sent in place of another, `update` or `undo`; empty where several may
    /// be ended at once. Or `draft`.
    pub work: &'static str,
    /// The stage that is noted, by its name in the file.
    pub stage: String,
    /// Whether it is on the disk.
    pub written: bool,
}

static AT_EACH_STEP: OnceLock<Box<dyn Fn(JournalStep) + Send + Sync>> = OnceLock::new();
static IDS_UNCHECKED: AtomicBool = AtomicBool::new(false);

/// Calls this before and after each write to the journal, on the thread that writes. Can be set once.
pub fn at_each_journal_step(hook: impl Fn(JournalStep) + Send + Sync + 'static) {
    let _: Result<(), _> = AT_EACH_STEP.set(Box::new(hook));
}

/// From here on a create no longer knows which organizations of its name are there: neither those before it, nor its own.
/// By this a campaign is shown to find what that check prevents.
pub fn stop_checking_ids() {
    IDS_UNCHECKED.store(true, Ordering::Relaxed);
}

pub(crate) fn ids_are_checked() -> bool {
    !IDS_UNCHECKED.load(Ordering::Relaxed)
}

/// As many attempts as ever, without the pauses between them: a campaign meets thousands.
pub(crate) fn pauses() -> Backoff {
    Backoff {
        base: Duration::ZERO,
        ..Backoff::default()
    }
}

/// An entry of the journal is about to be written, or is.
pub(crate) fn passes(operation: Option<&Operation>, stage: Stage, written: bool) {
    let work = match operation {
        Some(operation) if operation.instead_of.is_some() => "again",
        Some(operation) if operation.is_create() => "create",
        Some(operation) if operation.undoes.is_some() => "undo",
        Some(_) => "update",
        None => "",
    };
    let stage = serde_json::to_string(&stage).unwrap_or_default();
    passes_at(work, stage.trim_matches('"'), written);
}

/// Something else is about to be written, or is.
pub(crate) fn passes_at(work: &'static str, stage: &str, written: bool) {
    let Some(hook) = AT_EACH_STEP.get() else { return };
    hook(JournalStep {
        work,
        stage: stage.to_owned(),
        written,
    });
}
