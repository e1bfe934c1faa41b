//! An operation as the journal keeps it.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId, PortalAddress};
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::connections::{ConnectionId, IdentityView, Session};
use crate::drafts::DraftId;
use crate::operations::OpenDetails;
use crate::organizations::{AtOnce, Before, CreateForm, LoadedBy, OrganizationView, ReviewId, is_left_out};
use crate::preview::RequestView;
use crate::rules::CreateDraft;
use crate::step::StepView;

/// A write, with all that is needed to go on with it after a crash.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    /// The id its review had.
    pub(crate) id: ReviewId,
    /// Where it is written, and as whom: it is carried on there and so, or not at all.
    pub(crate) connection: ConnectionId,
    /// What the connection was called then.
    pub(crate) connection_name: String,
    pub(crate) address: PortalAddress,
    pub(crate) identity: IdentityView,
    /// Who went on with it, where that is somebody else than made it.
    pub(crate) adopted_by: Option<IdentityView>,
    /// How far it came.
    pub(crate) stage: Stage,
    /// The organization's name, as it is called on the screen.
    pub(crate) name: String,
    /// Its id, where it is known.
    pub(crate) organization: Option<OrganizationId>,
    pub(crate) work: Work,
    /// What was sent, or is about to be, to the letter and in order.
    pub(crate) requests: Vec<RequestView>,
    /// The draft its form is kept as, where it is about to be sent and has one: from then on it follows the operation.
    pub(crate) kept_as: Option<DraftId>,
    /// The create of unknown outcome it is sent in place of: that one is over from this one's intent on, and open again where this
    /// one was not sent.
    pub(crate) instead_of: Option<ReviewId>,
    /// What happened so far.
    pub(crate) steps: Vec<StepView>,
    /// What the portal held when it was read back.
    pub(crate) after: Option<OrganizationFields>,
    /// The fields that were not in that answer: they are empty in `after`, and what the portal holds there is not known.
    pub(crate) unread: Vec<OrganizationField>,
    /// What went wrong, with the portal's words, where something did.
    pub(crate) error: Option<AppError>,
    /// The update this one undoes.
    pub(crate) undoes: Option<ReviewId>,
}

/// How far an operation came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// It is about to be sent: from here on nobody knows whether it was, until something says so.
    Intent,
    /// The portal answered that it is done. It has not been read back.
    Sent,
    /// No clear answer came.
    Unknown,
    /// The organization is created and known; its details are about to be sent.
    Details,
    /// Done, and read back as far as the portal let it be read.
    Done,
    /// The organization is created; its details are not saved yet.
    DetailsLeft,
    /// The portal said no: nothing was written.
    Rejected,
    /// It did not leave this computer.
    NotSent,
    /// The user settled it.
    Left,
}

/// What is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Work {
    Create(Box<CreateWork>),
    Update(Box<UpdateWork>),
}

impl Work {
    /// Somebody else goes on with it from here on.
    pub(crate) fn is_of_another_user(&mut self) {
        match self {
            Self::Create(work) => work.before.is_of_another_user(),
            Self::Update(work) => work.is_taken_over(),
        }
    }
}

/// A create, and what was there before it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CreateWork {
    /// As it was typed, to be gone back to.
    pub(crate) form: CreateForm,
    pub(crate) draft: CreateDraft,
    pub(crate) parent_name: Option<String>,
    /// The organizations of its name that were there just before it was sent.
    pub(crate) before: Before,
    /// Whether no clear answer came.
    pub(crate) answer_lost: bool,
    /// Whether the one that is known may be another's.
    #[serde(default)]
    pub(crate) only_likely_ours: bool,
    /// Whether its details may have left this computer.
    #[serde(default)]
    pub(crate) details_sent: bool,
    /// What is known of them.
    #[serde(default)]
    pub(crate) details: OpenDetails,
    /// The fields as they were put with them last, or are about to be.
    #[serde(default)]
    pub(crate) details_put: Option<OrganizationFields>,
    /// How it was read right after it was created.
    #[serde(flatten)]
    pub(crate) at_once: AtOnce,
    /// Whether its plans or the organization above are not as they were asked for; none where it was not read back.
    #[serde(default)]
    pub(crate) others_differ: Option<bool>,
    /// The one of which the user said that it was not created, and which it was sent in place of.
    #[serde(default)]
    pub(crate) instead_of: Option<ReviewId>,
}

/// An update, and what it rests on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UpdateWork {
    /// As it was loaded; none where the portal did not let it be read.
    pub(crate) base: Option<OrganizationFields>,
    /// The fields that were not shown then.
    #[serde(default)]
    pub(crate) not_loaded: Vec<OrganizationField>,
    /// As it was edited.
    pub(crate) mine: OrganizationFields,
    /// What is sent.
    pub(crate) sent: OrganizationFields,
    /// Who loaded what it rests on: somebody else where they go on with it since, or where it saves details of a create that was taken
    /// over.
    #[serde(default)]
    pub(crate) loaded_by: LoadedBy,
    /// What the portal held just before; of what it did not show, as it was seen before that.
    pub(crate) held: Option<OrganizationFields>,
    /// The fields it did not show: what it held there is not known.
    #[serde(default)]
    pub(crate) unread: Vec<OrganizationField>,
    /// The update it undoes.
    #[serde(default)]
    pub(crate) undoes: Option<ReviewId>,
    /// The fields that get back what they held before that one; none where it undoes none.
    #[serde(default)]
    pub(crate) puts_back: Vec<OrganizationField>,
    /// The create whose details these are.
    #[serde(default)]
    pub(crate) saves_details_of: Option<ReviewId>,
}

impl UpdateWork {
    /// Somebody else goes on with it from here on: what it rests on was shown to who sent it.
    pub(crate) fn is_taken_over(&mut self) {
        self.loaded_by = LoadedBy::Another;
    }

    /// Whether it changes a field. Where what was there is not known, what is sent empty was left out.
    pub(crate) fn changes(&self, field: OrganizationField) -> bool {
        match &self.held {
            Some(held) => held.get(field) != self.sent.get(field),
            None => !self.sent.get(field).is_empty(),
        }
    }

    /// Whether it left a field out, since what was there is not known.
    pub(crate) fn left_out(&self, field: OrganizationField) -> bool {
        is_left_out(field, &self.sent, self.held.as_ref(), &self.unread)
    }

    /// What the portal held of a field just before, where it showed that.
    pub(crate) fn before(&self, field: OrganizationField) -> Option<&str> {
        let held = self.held.as_ref().filter(|_| !self.unread.contains(&field));
        held.map(|held| held.get(field))
    }

    /// Whether a field holds what it held just before, as if nothing had been sent for it.
    pub(crate) fn left_as_it_was(&self, field: OrganizationField, after: &OrganizationFields) -> bool {
        let held = self.held.as_ref();
        held.is_some_and(|held| held.get(field) == after.get(field))
    }

    /// Whether it left none of the fields it puts back as they were, whatever became of others that were changed with them. Of what was
    /// `unread` in the answer that is not known.
    pub(crate) fn has_put_back(&self, after: &OrganizationFields, unread: &[OrganizationField]) -> bool {
        let mut fields = self.puts_back.iter();
        !fields.any(|field| !unread.contains(field) && self.left_as_it_was(*field, after))
    }
}

impl Operation {
    /// One that begins now, on this session.
    pub(crate) fn of(session: &Session, id: ReviewId, name: &str, work: Work) -> Self {
        Self {
            id,
            connection: session.connection.id,
            connection_name: session.connection.name.clone(),
            address: session.client.address().clone(),
            identity: session.connection.identity.clone(),
            adopted_by: None,
            stage: Stage::Intent,
            name: name.to_owned(),
            organization: None,
            work,
            requests: Vec::new(),
            kept_as: None,
            instead_of: None,
            steps: Vec::new(),
            after: None,
            unread: Vec::new(),
            error: None,
            undoes: None,
        }
    }

    /// How it stands after these steps.
    pub(crate) fn at(self, stage: Stage, steps: Vec<StepView>) -> Self {
        Self { stage, steps, ..self }
    }

    /// The same, with what the portal held when it was read back; none where it was not read.
    pub(crate) fn read_back(self, held: Option<&OrganizationView>) -> Self {
        Self {
            after: held.map(|held| held.fields.clone()),
            unread: held.map(|held| held.unread.clone()).unwrap_or_default(),
            ..self
        }
    }

    /// The same of a create: where its details were not sent, what the portal holds of them is another's.
    pub(crate) fn of_what_was_sent(mut self, details_sent: bool) -> Self {
        if let Work::Create(work) = &self.work
            && work.draft.details.is_some()
            && !details_sent
        {
            let created = work.draft.created_fields();
            let mut details = OrganizationField::ALL.to_vec();
            details.retain(|field| created.get(*field).is_empty() && !self.unread.contains(field));
            self.unread.extend(details);
        }
        self
    }

    /// Whose it is now: only as they is it looked for and gone on with.
    pub(crate) fn owner(&self) -> &IdentityView {
        self.adopted_by.as_ref().unwrap_or(&self.identity)
    }

    /// The same, with what follows from it that somebody else goes on with it.
    pub(crate) fn known_as_adopted(mut self) -> Self {
        if self
            .adopted_by
            .as_ref()
            .is_some_and(|by| !by.is_same_as(&self.identity))
        {
            self.work.is_of_another_user();
        }
        self
    }

    /// Whether it creates an organization.
    pub(crate) fn is_create(&self) -> bool {
        matches!(self.work, Work::Create(_))
    }

    /// The same, with what went wrong.
    pub(crate) fn because(self, error: Option<AppError>) -> Self {
        Self { error, ..self }
    }
}

impl Stage {
    /// Whether something is still to be found out or done.
    pub(crate) fn is_open(self) -> bool {
        matches!(
            self,
            Self::Intent | Self::Sent | Self::Unknown | Self::Details | Self::DetailsLeft
        )
    }
}
