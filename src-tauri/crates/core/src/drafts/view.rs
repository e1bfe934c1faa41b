//! What crosses to the UI of drafts, and what comes back.

use scanning_api::OrganizationId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::connections::{ConnectionId, IdentityView};
use crate::drafts::{Draft, DraftForm, DraftId, TypedAs};
use crate::moment::Moment;
use crate::organizations::ReviewId;

/// To keep a form as it is typed now.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DraftKeepRequest {
    /// The draft it is kept as; none where it is not kept yet.
    pub id: Option<DraftId>,
    /// The connection it is typed for; none for a new connection.
    pub connection: Option<ConnectionId>,
    /// The form; none where it equals its beginning, so that there is nothing to keep.
    pub form: Option<DraftForm>,
}

/// A form is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct DraftKeptView {
    /// The draft it is kept as from here on.
    pub id: DraftId,
    /// When.
    pub at: Moment,
}

/// The forms of organizations that are kept for a connection.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DraftsView {
    /// Those that are kept, the one left last first.
    pub drafts: Vec<DraftRowView>,
    /// Those discarded since Orgdesk was opened, the last first. They can be put back until it closes.
    pub discarded: Vec<DraftRowView>,
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DraftRowView {
    /// The draft.
    pub id: DraftId,
    /// The organization's name; empty where none is typed yet.
    pub name: String,
    /// The organization that is changed; none for a new one.
    pub organization: Option<OrganizationId>,
    /// The update that is undone, where that is what is typed.
    pub undoes: Option<ReviewId>,
    /// When it was left.
    pub left_at: Moment,
    /// Where and as whom it was typed, where that is another than now: it is not one's own.
    pub elsewhere: Option<TypedElsewhereView>,
}

/// Where and as whom a draft was typed that is not one's own.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct TypedElsewhereView {
    /// Who typed it.
    pub identity: IdentityView,
    /// The portal's host.
    pub host: String,
}

/// A draft with all that is typed in it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DraftView {
    /// The draft.
    pub id: DraftId,
    /// When it was left.
    pub left_at: Moment,
    /// What is typed.
    pub form: DraftForm,
}

/// To open a draft.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DraftOpenRequest {
    /// The connection it was typed for; none for a new connection.
    pub connection: Option<ConnectionId>,
    /// Which one.
    pub which: WhichDraft,
}

/// Which draft is meant. Only `one` can be another's than one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhichDraft {
    /// The new organization that was left last.
    LastNew,
    /// The changes of an organization that were left last, other than those of an undo.
    Of {
        /// The organization.
        organization: OrganizationId,
    },
    /// The undoing of an update that was left last.
    UndoOf {
        /// The update.
        operation: ReviewId,
    },
    /// The new connection, or the replacing of the connection's sign-in, that was left last.
    Connection,
    /// The name and the colour of the connection that were left last.
    NameAndColour,
    /// This one.
    One {
        /// The draft.
        id: DraftId,
        /// The user has said that it may be opened although it was typed elsewhere or as somebody else.
        confirmed: bool,
    },
}

/// One draft.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct DraftRequest {
    /// The connection it was typed for; none for a new connection.
    pub connection: Option<ConnectionId>,
    /// The draft.
    pub id: DraftId,
}

impl Draft {
    /// As it stands in a list; `now` is who looks at it.
    pub(crate) fn row(&self, now: &TypedAs) -> DraftRowView {
        DraftRowView {
            id: self.id,
            name: self.name().to_owned(),
            organization: self.organization(),
            undoes: self.undoes(),
            left_at: self.left_at,
            elsewhere: self
                .typed
                .as_ref()
                .filter(|_| !self.is_of(now))
                .map(|typed| TypedElsewhereView {
                    identity: typed.identity.clone(),
                    host: typed.address.host(),
                }),
        }
    }
}
