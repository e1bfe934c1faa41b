//! Writing the journal: an intent is on the disk before anything is sent; what came of it is written as it happens. Where the disk
//! does not take that, it waits, and is written with the next that can be, unless something newer is known of it by then.

use tokio::sync::MutexGuard;

use crate::Orgdesk;
use crate::connections::ConnectionId;
use crate::error::{AppError, LocalDataProblem};
use crate::operations::{Operation, Stage};
use crate::organizations::{ReviewId, Reviewed};

impl Orgdesk {
    /// Notes what is about to be sent. When this returns well it is on the disk; else nothing may be sent.
    pub(crate) async fn note_intent(&self, operation: &Operation) -> Result<(), AppError> {
        // What is written to the practice portal ends with this run in any case.
        if operation.connection != ConnectionId::PRACTICE
            && let Some(problem) = self.store.why_not_lasting().await
        {
            return Err(AppError::NotNoted { problem });
        }
        // What waits of an attempt before this one, or of what this one stands in place of, must not come after it; nor may another that
        // was refused in the same place open that again.
        let first = operation.instead_of;
        let before = self
            .take_unnoted(|waits| {
                waits.id == operation.id
                    || Some(waits.id) == first
                    || (first.is_some() && waits.instead_of == first)
            })
            .await;
        let noted = Box::pin(self.store.keep_operation(operation)).await;
        if let Err(error) = noted {
            self.unnoted().extend(before);
            return Err(not_noted(error));
        }
        self.is_not_removed(operation).await?;
        let refused_before = before
            .into_iter()
            .filter(|waits| waits.id != operation.id && Some(waits.id) != first);
        self.unnoted().extend(refused_before.map(|refused| Operation {
            instead_of: None,
            ..refused
        }));
        self.note_what_waits().await;
        Ok(())
    }

    /// What was removed with its connection just before its intent was noted is not opened again by that: nothing is sent of it.
    async fn is_not_removed(&self, intent: &Operation) -> Result<(), AppError> {
        // A removal is either over by then, or has not begun.
        let noting = self.noting.lock().await;
        let Err(removed) = self.session(intent.connection) else {
            return Ok(());
        };
        let is_created = intent.is_create() && intent.organization.is_some();
        let stage = if is_created {
            Stage::DetailsLeft
        } else {
            Stage::NotSent
        };
        let unsent = intent.clone().at(stage, intent.steps.clone());
        self.note_holding(noting, &unsent.because(Some(removed.clone())))
            .await;
        Err(removed)
    }

    /// A write is carried out once more, as it was reviewed: what was noted of it before, which came to its end, stays in the history as
    /// a write of its own. Where that cannot be noted nothing may be sent.
    pub(crate) async fn set_apart(&self, review: ReviewId) -> Result<(), AppError> {
        self.all_is_noted_of(review).await?;
        let set_apart = self.store.set_apart(review, ReviewId::new()).await;
        set_apart.map_err(not_noted)
    }

    /// Notes what waits of a write. An error where that is still not possible: what is noted next would be overwritten by it.
    pub(crate) async fn all_is_noted_of(&self, review: ReviewId) -> Result<(), AppError> {
        self.note_what_waits().await;
        if self.unnoted().iter().any(|waits| waits.id == review) {
            let problem = LocalDataProblem::Failed;
            return Err(AppError::NotNoted { problem });
        }
        Ok(())
    }

    /// Notes what came of it. Where the disk does not take that, the intent stands, and the next run reads the portal; it waits,
    /// and is noted with the next that can be. Whether it is noted.
    pub(crate) async fn note(&self, operation: &Operation) -> bool {
        let noting = self.noting.lock().await;
        self.note_holding(noting, operation).await
    }

    /// The same of one that is open, where it is still open by now: what was settled while it was looked at stays settled.
    /// Whether there is nothing left to note.
    pub(crate) async fn note_unless_settled(&self, operation: &Operation) -> bool {
        let noting = self.noting.lock().await;
        if !self.reviews().knows(operation.id) {
            return true;
        }
        self.note_holding(noting, operation).await
    }

    /// Ends an open write: it is settled. What waits to be noted of it has been overtaken, and opens nothing again.
    pub(crate) async fn settle(&self, connection: ConnectionId, review: ReviewId) -> Result<(), AppError> {
        let _noting = self.noting.lock().await;
        self.store.end_operation(connection, review).await?;
        self.reviews().forget_open(connection, review);
        let mut waiting = self.unnoted();
        waiting.retain(|waits| waits.id != review);
        for second in waiting
            .iter_mut()
            .filter(|waits| waits.instead_of == Some(review))
        {
            second.instead_of = None;
        }
        Ok(())
    }

    /// Removes a connection from the local data and from this run, with what is open of it and what waits to be noted.
    pub(crate) async fn remove_noted(&self, connection: ConnectionId) -> Result<(), AppError> {
        self.note_what_waits().await;
        let _noting = self.noting.lock().await;
        self.store.remove_connection(connection).await?;
        self.sessions().remove(&connection);
        self.reviews().forget_all_of(connection);
        self.unnoted().retain(|waits| waits.connection != connection);
        Ok(())
    }

    /// Notes that updates which were not clear are settled by one that was saved. One of which that cannot be noted stays open. Whether
    /// all of them are noted.
    pub(crate) async fn note_settled(&self, connection: ConnectionId, updates: Vec<Reviewed>) -> bool {
        let mut noted = true;
        for update in updates {
            if let Err(error) = self.settle(connection, update.id).await {
                tracing::error!(%error, "an earlier update could not be noted as settled");
                noted = false;
                if self.session(connection).is_ok() {
                    self.reviews().keep(update);
                }
            }
        }
        noted
    }

    async fn note_holding(&self, noting: MutexGuard<'_, ()>, operation: &Operation) -> bool {
        // What waits of it has been overtaken by this.
        self.unnoted().retain(|waits| waits.id != operation.id);
        let noted = Box::pin(self.store.keep_operation(operation)).await;
        if noted.is_err() {
            self.unnoted().push(operation.clone());
        }
        // Whoever is about to note what it saw of it before that finds it settled. What a create is known as is known at each moment:
        // in this run, among what waits, or in the journal.
        if operation.stage == Stage::Done {
            self.reviews().forget(operation.id);
        }
        if let Err(error) = noted {
            tracing::error!(%error, "what came of a write could not be noted");
            return false;
        }
        self.end_where_removed(operation.connection).await;
        drop(noting);
        self.note_what_waits().await;
        true
    }

    /// What came of a write after its connection was removed is in the history, and not open: there is nothing left to carry it on
    /// to.
    async fn end_where_removed(&self, connection: ConnectionId) {
        if self.session(connection).is_err()
            && let Err(error) = self.store.end_operations(connection).await
        {
            tracing::warn!(%error, "what was open of a removed connection could not be ended");
        }
    }

    /// One after the other with what is noted meanwhile: a state that was overtaken is not written over the newer one.
    async fn note_what_waits(&self) {
        let _noting = self.noting.lock().await;
        let waiting = self.unnoted().clone();
        for operation in waiting {
            if Box::pin(self.store.keep_operation(&operation)).await.is_ok() {
                self.unnoted().retain(|waits| waits.id != operation.id);
            }
        }
    }

    /// Takes out some of what waits, once nobody is noting it any more.
    async fn take_unnoted(&self, which: impl Fn(&Operation) -> bool) -> Vec<Operation> {
        let _noting = self.noting.lock().await;
        let mut waiting = self.unnoted();
        waiting.extract_if(.., |waits| which(waits)).collect()
    }
}

/// What is told where something has to be noted before it is sent, and cannot be.
fn not_noted(error: AppError) -> AppError {
    match error {
        AppError::LocalData { problem, .. } => AppError::NotNoted { problem },
        other => other,
    }
}
