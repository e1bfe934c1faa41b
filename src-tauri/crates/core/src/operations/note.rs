//! Writing the journal: an intent is on the disk before anything is sent; what came of it is written as it happens.

use crate::Orgdesk;
use crate::connections::ConnectionId;
use crate::error::AppError;
use crate::operations::Operation;
use crate::organizations::ReviewId;

impl Orgdesk {
    /// Notes what is about to be sent. When this returns well it is on the disk; else nothing may be sent.
    pub(crate) async fn note_intent(&self, operation: &Operation) -> Result<(), AppError> {
        // What is written to the practice portal ends with this run in any case.
        if operation.connection != ConnectionId::PRACTICE
            && let Some(problem) = self.store.why_not_lasting().await
        {
            return Err(AppError::NotNoted { problem });
        }
        let noted = Box::pin(self.store.keep_operation(operation)).await;
        noted.map_err(|error| match error {
            AppError::LocalData { problem, .. } => AppError::NotNoted { problem },
            other => other,
        })?;
        self.note_what_waits().await;
        Ok(())
    }

    /// Notes what came of it. Where the disk does not take that, the intent stands, and the next run reads the portal; it waits,
    /// and is noted with the next that can be. Whether it is noted.
    pub(crate) async fn note(&self, operation: &Operation) -> bool {
        let noting = self.noting.lock().await;
        // What waits of it has been overtaken by this.
        self.unnoted().retain(|waits| waits.id != operation.id);
        if let Err(error) = Box::pin(self.store.keep_operation(operation)).await {
            tracing::error!(%error, "what came of a write could not be noted");
            self.unnoted().push(operation.clone());
            return false;
        }
        drop(noting);
        self.note_what_waits().await;
        true
    }

    /// One after the other with what is noted meanwhile: a state that was overtaken is not written over the newer one.
    async fn note_what_waits(&self) {
        let _noting = self.noting.lock().await;
        let waiting = std::mem::take(&mut *self.unnoted());
        for operation in waiting {
            if Box::pin(self.store.keep_operation(&operation)).await.is_err() {
                self.unnoted().push(operation);
            }
        }
    }

    /// Notes that updates which were not clear are settled by one that was saved.
    pub(crate) async fn note_settled(&self, connection: ConnectionId, updates: Vec<ReviewId>) {
        for update in updates {
            if let Err(error) = self.store.end_operation(connection, update).await {
                tracing::error!(%error, "an earlier update could not be noted as settled");
            }
        }
    }
}
