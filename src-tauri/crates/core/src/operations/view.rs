//! What crosses to the UI of operations.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::AppError;
use crate::connections::{ConnectionId, IdentityView};
use crate::moment::Moment;
use crate::organizations::{Compared, ComparisonRow, CreateForm, LoadedBy, ReviewId};

/// A write of which nobody knows yet what became.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OpenOperationView {
    /// The write it was.
    pub review: ReviewId,
    /// The organization's name.
    pub name: String,
    /// When it began.
    pub sent_at: Option<Moment>,
    /// Who it was made as, where that is not who one is now: it is not looked for or gone on with until the user says so.
    pub made_as: Option<IdentityView>,
    /// The host it was sent to, where the connection leads elsewhere now: it cannot be looked for there.
    pub made_at: Option<String>,
    /// Whether it is a create that is being looked for just now: nothing else is done with it until that is over.
    pub being_looked_for: bool,
    /// What the last look by itself found; none before it.
    pub looked: Option<LookedView>,
    /// What was written.
    pub work: OpenWork,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OpenWork {
    /// A new organization.
    Create(Box<OpenCreate>),
    /// Changes of one.
    Update(Box<OpenUpdate>),
    /// Something that cannot be read, such as what another version of Orgdesk began: it cannot be looked for or gone on with here.
    Unread,
}

/// What looking at all that is open came to.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LookedOverView {
    /// What stays open.
    pub open: Vec<OpenOperationView>,
    /// What turned out to be done, and is open no more.
    pub settled: Vec<SettledView>,
}

/// The same, on a connection that is not in front.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LookedElsewhereView {
    /// The connection.
    pub connection: ConnectionId,
    /// What stays open.
    pub open: Vec<OpenOperationView>,
    /// What turned out to be done, and is open no more.
    pub settled: Vec<SettledView>,
}

/// A write that turned out to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SettledView {
    /// The write it was.
    pub review: ReviewId,
    /// The organization's name.
    pub name: String,
    /// Whether it was created; else it was changed.
    pub created: bool,
    /// Whether the portal holds something else than was sent.
    pub differs: bool,
}

/// What a look on the portal found, without sending anything.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LookedView {
    /// When it was looked at.
    pub at: Moment,
    /// What the portal holds.
    pub found: LookedFound,
}

/// What the portal holds of a write that is not settled.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LookedFound {
    /// No organization of its name that was not there before.
    NoneNew,
    /// Organizations of its name that may be it.
    Several {
        /// Which: of any other the user has not heard.
        ids: Vec<OrganizationId>,
    },
    /// The organization is there, without all of its details.
    DetailsMissing {
        /// Those that are not as they were asked for, or that the portal does not show.
        differs: Vec<ComparisonRow>,
    },
    /// Of an update: what was there before it.
    AsBefore,
    /// It holds something else than was sent, and of an update than was there before it.
    Otherwise {
        /// The fields that are not as they were sent, or that the portal does not show.
        differs: Vec<ComparisonRow>,
        /// Whether it was seen that it is not all as it was before either.
        is_neither: bool,
    },
    /// All that the portal shows of it is as it was sent.
    NotShown {
        /// The labels of the fields it does not show.
        fields: Vec<String>,
    },
    /// The portal could not be read.
    NotRead {
        /// Why.
        error: Box<AppError>,
    },
}

impl LookedFound {
    pub(crate) fn not_read(error: AppError) -> Self {
        Self::NotRead {
            error: Box::new(error),
        }
    }

    /// What these rows come to, of which those that are as sent do not count.
    pub(crate) fn not_as_sent(comparison: Vec<ComparisonRow>, is_neither: bool) -> Self {
        let mut differs = comparison;
        differs.retain(|row| row.state != Compared::Same);
        if differs.iter().all(|row| row.state == Compared::NotRead) {
            let fields = differs.into_iter().map(|row| row.label).collect();
            return Self::NotShown { fields };
        }
        Self::Otherwise { differs, is_neither }
    }

    /// The same, with the time of the look, which is now.
    pub(crate) fn now(self) -> LookedView {
        LookedView {
            at: Moment::now(),
            found: self,
        }
    }
}

/// What is known of the details of a create that is not settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenDetails {
    /// They were not sent, the portal said no, or it said yes and was seen not to hold them.
    #[default]
    NotSaved,
    /// The portal said no, and was seen to hold some of them all the same, or others in their place.
    InPart,
    /// They were sent, and neither yes nor no came.
    NotKnown,
    /// The portal said that it saved them: they have only not been read back.
    Saved,
}

/// A new organization of which nobody knows yet what became.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OpenCreate {
    /// As it was typed.
    pub form: CreateForm,
    /// How many details wait to be saved until it is known which one it is.
    pub details_waiting: u32,
    /// What is known of them.
    pub details: OpenDetails,
    /// The details, where the portal, or what it holds or may hold, stands in the way of them as they are: they can be changed first.
    pub details_to_change: Option<OrganizationFields>,
    /// Whether that leads further than saving them as they are: a part of them is there already, or another user may be shown others.
    pub details_are_changed_first: bool,
    /// Whether the portal said that it created it: then creating it again would make a second one.
    pub was_created: bool,
    /// Whether the user may say that it was not created, and create another in its place.
    pub can_be_created_again: bool,
    /// Its id, where it is known and only its details are open.
    pub id: Option<OrganizationId>,
}

/// Changes of which nobody knows yet whether they were saved.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; any of them goes with any other"
)]
pub struct OpenUpdate {
    /// The organization.
    pub id: OrganizationId,
    /// As it was loaded; none where the portal did not let it be read.
    pub base: Option<OrganizationFields>,
    /// The fields that were not in the answer when it was loaded.
    pub unread: Vec<OrganizationField>,
    /// As it was edited.
    pub mine: OrganizationFields,
    /// Whether the portal said that it saved them: then they have only not been read back.
    pub was_saved: bool,
    /// Whether the portal said no to them, and was seen to hold some of them all the same, or others in their place.
    pub is_in_part: bool,
    /// Whether the portal holds what it held before, so that the changes may be saved again.
    pub can_be_saved_again: bool,
    /// The update it undoes: what is saved again does so as well.
    pub undoes: Option<ReviewId>,
    /// The create whose details it saves.
    pub saves_details_of: Option<ReviewId>,
    /// Who loaded what it rests on.
    pub loaded_by: LoadedBy,
}
