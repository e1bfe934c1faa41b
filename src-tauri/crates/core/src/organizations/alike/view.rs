//! What crosses to the UI about likely duplicates.

use scanning_api::OrganizationId;
use serde::Serialize;
use ts_rs::TS;

use crate::moment::Moment;
use crate::organizations::ReviewId;

/// Likely duplicates, beside what is about to be created.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct LikelyDuplicatesView {
    /// The likeliest first, 20 at most.
    pub found: Vec<LikelyDuplicateView>,
    /// How many more there are.
    pub more: u32,
    /// The fields side by side; those that are empty everywhere are left out.
    pub beside: Vec<BesideRow>,
    /// What could not be looked at, a sentence each.
    pub not_looked_at: Vec<String>,
}

impl LikelyDuplicatesView {
    /// Those of them that are on the portal.
    pub(crate) fn on_the_portal(&self) -> impl Iterator<Item = OrganizationId> {
        self.found.iter().filter_map(|one| match &one.place {
            LikelyWhere::OnThePortal { id, .. } => Some(*id),
            LikelyWhere::NotSettled { .. } => None,
        })
    }
}

/// One that may be the same organization.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LikelyDuplicateView {
    /// Where it is.
    pub place: LikelyWhere,
    /// Its name.
    pub name: String,
    /// Why it may be the same, the strongest first.
    pub reasons: Vec<AlikeReason>,
}

/// Where a likely duplicate is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LikelyWhere {
    /// On the portal.
    OnThePortal {
        /// Its id.
        id: OrganizationId,
        /// When it was last changed, as the portal says it.
        changed: Option<String>,
        /// When it was seen, where it was seen before this review and could not be looked at again.
        seen_before: Option<Moment>,
    },
    /// Among the writes that are not settled.
    NotSettled {
        /// The write.
        review: ReviewId,
        /// Whether it is on its way just now.
        underway: bool,
    },
}

/// Why two organizations may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AlikeReason {
    /// The same name.
    SameName,
    /// The same but for accents, punctuation, white space between words or the legal form.
    SameCoreName,
    /// The same words in another order.
    SameWords,
    /// Nearly the same name.
    AlikeName {
        /// How alike, from 90 to 99.
        percent: u8,
    },
    /// Websites of the same domain.
    SameWebsite {
        /// The domain.
        domain: String,
    },
    /// Mail addresses of the same domain.
    SameMailDomain {
        /// The domain.
        domain: String,
    },
}

/// A field of all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BesideRow {
    /// The field's label.
    pub label: String,
    /// What is about to be created has this; empty where it has nothing.
    pub new: String,
    /// What the others have, in their order.
    pub others: Vec<BesideCell>,
}

/// A field of a likely duplicate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BesideCell {
    /// Its value; empty where it has none, and where it is not known.
    pub value: String,
    /// How it compares.
    pub likeness: Likeness,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same, but for capitals and white space.
    Same,
    /// Not the same, and a reason to take both organizations for one.
    Alike,
    /// Another value, or none on one of the sides.
    Other,
    /// The portal did not show it.
    NotKnown,
}
