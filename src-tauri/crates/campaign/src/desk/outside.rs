//! What Orgdesk needs from outside, as far as a process without a window has it.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use orgdesk_core::step::OperationProgress;
use orgdesk_core::{Outside, PracticeAddress, PracticeHost, PracticeNotStarted, ProgressSink};

use super::keyring::InFiles;

/// Everything in one folder.
pub(super) fn outside(folder: PathBuf) -> Outside {
    Outside {
        data_folder: folder.join("data"),
        lock: None,
        secrets: Arc::new(InFiles { folder }),
        practice: Arc::new(NoPractice),
        progress: Arc::new(Unheard),
    }
}

struct NoPractice;

#[async_trait]
impl PracticeHost for NoPractice {
    async fn start(&self) -> Result<PracticeAddress, PracticeNotStarted> {
        Err(PracticeNotStarted)
    }
}

struct Unheard;

impl ProgressSink for Unheard {
    fn progress(&self, _: OperationProgress) {}
}
