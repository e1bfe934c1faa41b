//! A connection's name and colour. Its address and sign-in are replaced by testing and saving anew.

use crate::connections::{ConnectionEditRequest, ConnectionsView};
use crate::rules;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Renames a connection and gives it a colour; the open session shows both from now on, and the draft they were kept as
    /// goes.
    pub async fn edit_connection(&self, request: ConnectionEditRequest) -> Result<ConnectionsView, AppError> {
        let _changing = self.changing.lock().await;
        let mut stored = self.store.connection(request.id).await?;
        let others = self.store.connections().await?.readable;
        let name = rules::connection_name(&request.name, &others, Some(request.id))?;
        stored.name = name;
        stored.colour = request.colour;
        self.store.save_typed_connection(&stored, request.draft).await?;
        if let Some(session) = self.sessions().get_mut(&request.id) {
            session.connection = stored.view();
        }
        self.connections().await
    }
}
