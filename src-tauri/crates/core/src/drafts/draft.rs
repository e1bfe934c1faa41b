//! A draft as it is kept, and whose it is.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId, PortalAddress};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::connections::{ConnectionId, IdentityView, Session};
use crate::drafts::{ConnectionTyped, NameAndColourTyped};
use crate::moment::Moment;
use crate::organizations::{ChosenField, CreateForm, LoadedBy, ReviewId};
use crate::{AppError, Orgdesk};

/// A draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct DraftId(pub Uuid);

impl DraftId {
    /// A new one.
    pub(crate) fn new() -> Self {
        Self(Uuid::new_v4())
    }
}

/// What is typed, to the letter: nothing of it has been looked at by a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DraftForm {
    /// "New organization".
    Create(Box<CreateTyped>),
    /// Changes of an organization.
    Update(Box<UpdateTyped>),
    /// A new connection, or the replacing of a sign-in.
    Connection(Box<ConnectionTyped>),
    /// The name and the colour of a connection.
    NameAndColour(NameAndColourTyped),
}

/// "New organization", as it is typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CreateTyped {
    /// The form.
    pub form: CreateForm,
    /// What stands in the field of the parent: the name of the one chosen, or what was typed.
    pub parent_text: String,
}

/// Changes of an organization, as they are typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct UpdateTyped {
    /// The organization.
    pub id: OrganizationId,
    /// The fields as they were loaded; none where the portal did not let them be read. What is saved rests on them, so that
    /// nothing that somebody else saved since is overwritten unseen.
    pub base: Option<OrganizationFields>,
    /// The fields that were not in the answer when it was loaded.
    pub unread: Vec<OrganizationField>,
    /// The fields as they are typed.
    pub mine: OrganizationFields,
    /// The create whose details these are, where they were left.
    #[serde(default)]
    pub saves_details_of: Option<ReviewId>,
    /// Who loaded what these changes rest on.
    #[serde(default)]
    pub loaded_by: LoadedBy,
    /// The update that these changes undo, where they do.
    #[serde(default)]
    pub undoes: Option<ReviewId>,
    /// What was chosen of the fields that both had changed, where that is being asked.
    #[serde(default)]
    pub chosen: Vec<ChosenField>,
}

/// A form that is kept, with whose it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub(crate) id: DraftId,
    /// The connection it is for; none for a new connection.
    pub(crate) connection: Option<ConnectionId>,
    /// Where and as whom it was typed; none for the form of a connection, which belongs to this computer.
    pub(crate) typed: Option<TypedAs>,
    pub(crate) form: DraftForm,
    /// When it was last changed.
    pub(crate) left_at: Moment,
}

/// On which portal something is typed, and as whom.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TypedAs {
    pub(crate) address: PortalAddress,
    pub(crate) identity: IdentityView,
}

impl Draft {
    /// The name of what is typed for, as it is shown; empty where none is typed yet.
    pub(crate) fn name(&self) -> &str {
        match &self.form {
            DraftForm::Create(typed) => &typed.form.name,
            DraftForm::Update(typed) => &typed.base.as_ref().unwrap_or(&typed.mine).name,
            DraftForm::Connection(typed) => &typed.name,
            DraftForm::NameAndColour(typed) => &typed.name,
        }
    }

    /// The organization that is changed; none for a new one.
    pub(crate) fn organization(&self) -> Option<OrganizationId> {
        match &self.form {
            DraftForm::Update(typed) => Some(typed.id),
            DraftForm::Create(_) | DraftForm::Connection(_) | DraftForm::NameAndColour(_) => None,
        }
    }

    /// The update that is undone, where that is what is typed.
    pub(crate) fn undoes(&self) -> Option<ReviewId> {
        match &self.form {
            DraftForm::Update(typed) => typed.undoes,
            DraftForm::Create(_) | DraftForm::Connection(_) | DraftForm::NameAndColour(_) => None,
        }
    }

    /// Whether whoever has its connection in front now is the one who typed it, on the same portal. The practice portal has
    /// another address in each run, and nobody else's data.
    pub(crate) fn is_of(&self, now: &TypedAs) -> bool {
        let Some(typed) = &self.typed else { return true };
        self.connection == Some(ConnectionId::PRACTICE)
            || typed.address == now.address && typed.identity.is_same_as(&now.identity)
    }
}

impl TypedAs {
    pub(crate) fn of(session: &Session) -> Self {
        Self {
            address: session.client.address().clone(),
            identity: session.connection.identity.clone(),
        }
    }
}

impl Orgdesk {
    /// As whom something is typed on a connection now; as it was last known, where it is not open.
    pub(crate) async fn typed_as(&self, connection: ConnectionId) -> Result<TypedAs, AppError> {
        if let Ok(session) = self.session(connection) {
            return Ok(TypedAs::of(&session));
        }
        let stored = self.store.connection(connection).await?;
        Ok(TypedAs {
            address: stored.address,
            identity: stored.identity,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(address: &str, username: &str) -> TypedAs {
        TypedAs {
            address: PortalAddress::parse(address).unwrap(),
            identity: IdentityView {
                id: None,
                username: username.to_owned(),
                email: None,
                role: None,
                partner: None,
                partner_id: None,
            },
        }
    }

    fn draft(connection: ConnectionId, typed: TypedAs) -> Draft {
        Draft {
            id: DraftId::new(),
            connection: Some(connection),
            typed: Some(typed),
            form: DraftForm::Create(Box::new(CreateTyped {
                form: CreateForm::default(),
                parent_text: String::new(),
            })),
            left_at: Moment::now(),
        }
    }

    #[test]
    fn a_draft_is_ones_own_only_on_its_portal_and_as_who_typed_it() {
        let here = typed("https://scan.halden.example", "m.keller");
        let draft = draft(ConnectionId::new(), here.clone());
        assert!(draft.is_of(&here));
        assert!(!draft.is_of(&typed("https://scan.tarn.example", "m.keller")));
        assert!(!draft.is_of(&typed("https://scan.halden.example", "a.other")));
    }

    #[test]
    fn a_draft_of_practice_is_ones_own_in_practice_whatever_its_port_was() {
        let draft = draft(ConnectionId::PRACTICE, typed("http://127.0.0.1:4001", "practice"));
        assert!(draft.is_of(&typed("http://127.0.0.1:4002", "practice")));
    }
}
