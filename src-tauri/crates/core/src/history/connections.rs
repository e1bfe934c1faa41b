//! The connections the history knows: also those that were removed since.

use crate::connections::ConnectionId;
use crate::history::HistoryConnectionView;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The connections something was written to, by name. The practice portal is none of them.
    pub async fn history_connections(&self) -> Result<Vec<HistoryConnectionView>, AppError> {
        let mut known = self.store.history_connections().await?;
        known.retain(|one| one.id != ConnectionId::PRACTICE);
        known.sort_by_key(|one| one.name.to_lowercase());
        Ok(known)
    }
}
