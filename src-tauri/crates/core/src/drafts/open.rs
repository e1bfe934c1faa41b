//! Taking a form up where it was left.

use crate::drafts::{Draft, DraftForm, DraftOpenRequest, DraftView, WhichDraft};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The draft that is meant, with all that is typed in it; none where there is none. One that was typed elsewhere or as
    /// somebody else is given only where the user has said so.
    pub async fn open_draft(&self, request: DraftOpenRequest) -> Result<Option<DraftView>, AppError> {
        let DraftOpenRequest { connection, which } = request;
        let now = self.typed_as(connection).await?;
        let meant = |draft: &Draft| match which {
            WhichDraft::LastNew => matches!(draft.form, DraftForm::Create(_)) && draft.is_of(&now),
            WhichDraft::Of { organization } => {
                draft.organization() == Some(organization) && draft.is_of(&now)
            }
            WhichDraft::One { id, confirmed } => draft.id == id && (confirmed || draft.is_of(&now)),
        };
        let found = self.store.drafts(connection).await?.into_iter().find(meant);
        Ok(found.map(|draft| DraftView {
            id: draft.id,
            left_at: draft.left_at,
            form: draft.form,
        }))
    }
}
