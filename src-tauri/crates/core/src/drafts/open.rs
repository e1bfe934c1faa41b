//! Taking a form up where it was left.

use crate::drafts::{Draft, DraftForm, DraftOpenRequest, DraftStanding, DraftView, WhichDraft};
use crate::organizations::LoadedBy;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The draft that is meant, with all that is typed in it; none where there is none. One that was typed elsewhere or as
    /// somebody else is given only where the user has said so.
    pub async fn open_draft(&self, request: DraftOpenRequest) -> Result<Option<DraftView>, AppError> {
        let DraftOpenRequest { connection, which } = request;
        let now = match connection {
            Some(connection) => Some(self.typed_as(connection).await?),
            None => None,
        };
        let is_own = |draft: &Draft| now.as_ref().is_none_or(|now| draft.is_of(now));
        let meant = |draft: &Draft| match which {
            WhichDraft::LastNew => matches!(draft.form, DraftForm::Create(_)) && is_own(draft),
            WhichDraft::Of { organization } => {
                draft.organization() == Some(organization) && draft.undoes().is_none() && is_own(draft)
            }
            WhichDraft::UndoOf { operation } => draft.undoes() == Some(operation) && is_own(draft),
            WhichDraft::Connection => matches!(draft.form, DraftForm::Connection(_)),
            WhichDraft::NameAndColour => matches!(draft.form, DraftForm::NameAndColour(_)),
            WhichDraft::One { id, confirmed } => draft.id == id && (confirmed || is_own(draft)),
        };
        let kept = self.store.drafts(connection, DraftStanding::Kept).await?;
        let found = kept.into_iter().find(meant);
        Ok(found.map(|draft| DraftView {
            id: draft.id,
            left_at: draft.left_at,
            form: if is_own(&draft) {
                draft.form
            } else {
                draft.form.taken_over()
            },
        }))
    }
}

impl DraftForm {
    /// As whoever takes over what somebody else typed has it: an undo is one only for who made the update, and what was loaded was
    /// shown to somebody else.
    fn taken_over(mut self) -> Self {
        if let Self::Update(typed) = &mut self {
            typed.undoes = None;
            typed.loaded_by = LoadedBy::Another;
        }
        self
    }
}
