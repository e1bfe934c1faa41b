//! The steps of an operation as they happen: kept for its result, and told to whoever listens.

use std::sync::Arc;

use crate::app::ProgressSink;
use crate::moment::Moment;
use crate::organizations::ReviewId;
use crate::step::{OperationProgress, StepState, StepView};

/// The steps of one operation so far.
#[derive(Clone)]
pub(crate) struct Trail {
    review: ReviewId,
    steps: Vec<StepView>,
    listener: Arc<dyn ProgressSink>,
}

impl Trail {
    pub(crate) fn new(review: ReviewId, listener: Arc<dyn ProgressSink>) -> Self {
        Self {
            review,
            steps: Vec::new(),
            listener,
        }
    }

    /// A step begins.
    pub(crate) fn begin(&mut self, title: &str) {
        self.steps.push(StepView {
            title: title.to_owned(),
            detail: None,
            state: StepState::Now,
            at: Some(Moment::now()),
        });
        self.tell();
    }

    /// The step under way ends, under the words for what is over.
    pub(crate) fn end(&mut self, title: &str, state: StepState, detail: impl Into<String>) {
        if let Some(step) = self.steps.last_mut() {
            title.clone_into(&mut step.title);
            step.state = state;
            step.at = Some(Moment::now());
            step.detail = Some(detail.into()).filter(|detail| !detail.is_empty());
        }
        self.tell();
    }

    /// A step that waits for something, at the end of an unfinished trail.
    pub(crate) fn waits(&mut self, title: &str, detail: &str) {
        self.steps.push(StepView {
            title: title.to_owned(),
            detail: Some(detail.to_owned()),
            state: StepState::Waiting,
            at: None,
        });
        self.tell();
    }

    /// Takes off a step that was waiting and is now to be done.
    pub(crate) fn no_longer_waits(&mut self) {
        self.steps.retain(|step| step.state != StepState::Waiting);
    }

    pub(crate) fn steps(&self) -> Vec<StepView> {
        self.steps.clone()
    }

    fn tell(&self) {
        self.listener.progress(OperationProgress {
            review: self.review,
            steps: self.steps.clone(),
        });
    }
}
