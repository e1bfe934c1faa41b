//! The steps of an operation as they happen: kept for its result, and told to whoever listens.

use std::sync::Arc;

use scanning_api::Answer;

use crate::AppError;
use crate::app::ProgressSink;
use crate::moment::Moment;
use crate::organizations::ReviewId;
use crate::organizations::not_read::why;
use crate::step::{OperationProgress, StepState, StepView};

/// The step of a look for what was sent, while it goes on and when it is over.
pub(crate) const LOOKING: &str = "Looking for it";
pub(crate) const LOOKED: &str = "Looked for it";

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

    /// The steps of an operation of an earlier run, which ended in the middle of its last one.
    pub(crate) fn taken_up(review: ReviewId, steps: &[StepView], listener: Arc<dyn ProgressSink>) -> Self {
        let mut trail = Self::new(review, listener);
        trail.steps = steps.to_vec();
        trail.cut_off("Orgdesk ended in the middle of it");
        trail.no_longer_waits();
        trail
    }

    /// The operation broke off in the middle of its last step.
    pub(crate) fn breaks_off(&mut self) {
        self.cut_off("It broke off in the middle");
    }

    fn cut_off(&mut self, words: &str) {
        let last = self.steps.last().filter(|step| step.state == StepState::Now);
        if let Some(title) = last.map(|step| step.title.clone()) {
            self.end(&title, StepState::Unknown, words);
        }
    }

    /// The write ends for this reason, in the middle of its last step where that is not over.
    pub(crate) fn fails(&mut self, error: &AppError) {
        let last = self.steps.last().filter(|step| step.state == StepState::Now);
        if let Some(title) = last.map(|step| step.title.clone()) {
            self.end(&title, StepState::Problem, why(error));
        }
    }

    /// A step begins.
    pub(crate) fn begin(&mut self, title: &str) {
        self.steps.push(StepView {
            title: title.to_owned(),
            detail: None,
            state: StepState::Now,
            took_ms: None,
            at: Some(Moment::now()),
        });
        self.tell();
    }

    /// A look for what was sent begins. Of looks that found nothing, one after another, the last is kept.
    pub(crate) fn looks_again(&mut self) {
        if let [.., sent, looked] = self.steps.as_slice()
            && looked.title == LOOKED
            && sent.title == LOOKED
        {
            self.steps.pop();
        }
        self.begin(LOOKING);
    }

    /// The step under way ends with the portal's answer that it is done.
    pub(crate) fn answered<T>(&mut self, title: &str, answer: &Answer<T>) {
        if let Some(step) = self.steps.last_mut() {
            step.took_ms = Some(u32::try_from(answer.elapsed.as_millis()).unwrap_or(u32::MAX));
        }
        let body = if answer.has_body { "" } else { ", no body" };
        self.end(title, StepState::Done, format!("{}{body}", answer.status));
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

    /// The step that was to send something ends: it could not be noted first.
    pub(crate) fn not_noted(&mut self, error: &AppError) {
        let why = match error {
            AppError::Gone { .. } => "Its connection was removed",
            _ => "It could not be noted first",
        };
        self.end("Nothing was sent", StepState::Problem, why);
    }

    /// What came of it could not be noted.
    pub(crate) fn unnoted(&mut self) {
        self.begin("Noting it on this computer");
        self.end(
            "Not noted on this computer",
            StepState::Warning,
            "Until it is, Orgdesk looks at the portal again when it starts",
        );
        self.tell_that(true);
    }

    /// A step that waits for something, at the end of an unfinished trail.
    pub(crate) fn waits(&mut self, title: &str, detail: &str) {
        self.steps.push(StepView {
            title: title.to_owned(),
            detail: Some(detail.to_owned()),
            state: StepState::Waiting,
            took_ms: None,
            at: None,
        });
        self.tell();
    }

    /// Takes off a step that was waiting and is now to be done.
    pub(crate) fn no_longer_waits(&mut self) {
        self.steps.retain(|step| step.state != StepState::Waiting);
    }

    /// The write whose steps these are.
    pub(crate) fn review(&self) -> ReviewId {
        self.review
    }

    /// When the operation began.
    pub(crate) fn began(&self) -> Option<Moment> {
        self.steps.first()?.at
    }

    pub(crate) fn steps(&self) -> Vec<StepView> {
        self.steps.clone()
    }

    fn tell(&self) {
        self.tell_that(false);
    }

    /// `unnoted`: what came of it could not be noted just now. Not told of what comes after that.
    fn tell_that(&self, unnoted: bool) {
        self.listener.progress(OperationProgress {
            review: self.review,
            steps: self.steps.clone(),
            unnoted,
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    struct Nobody;

    impl ProgressSink for Nobody {
        fn progress(&self, _: OperationProgress) {}
    }

    #[test]
    fn an_answer_is_told_with_its_status_in_words_and_its_time_as_a_number() {
        let mut trail = Trail::new(ReviewId::new(), Arc::new(Nobody));
        for has_body in [false, true] {
            trail.begin("Creating");
            let answer = Answer {
                value: (),
                status: 201,
                elapsed: Duration::from_micros(420_900),
                has_body,
            };
            trail.answered("Created", &answer);
        }
        let told: Vec<_> = trail
            .steps()
            .into_iter()
            .map(|step| (step.detail.unwrap(), step.took_ms))
            .collect();
        assert_eq!(
            told,
            [
                ("201, no body".to_owned(), Some(420)),
                ("201".to_owned(), Some(420))
            ]
        );
    }
}
