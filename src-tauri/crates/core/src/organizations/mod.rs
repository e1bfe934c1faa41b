//! Organizations: list, read, create and update.
//!
//! A write is reviewed first; the review is what is carried out, once, under its [`ReviewId`]: what was read is what
//! is sent. After it the portal is read again, because its habit is silent half-success.

mod alike;
mod at_once;
mod candidates;
mod carry_out;
mod carry_over;
mod column_widths;
mod compare;
mod create;
mod create_finish;
mod create_outcome;
mod create_refused;
mod create_review;
mod create_view;
mod find_created;
mod form;
mod get;
mod kept_back;
mod list;
mod listed;
mod loaded_by;
mod look;
mod look_again;
mod look_unasked;
mod merge;
mod not_read;
mod of_another;
mod older;
mod one_at_a_time;
mod open_writes;
mod patience;
mod plan_codes;
mod plan_words;
mod prevailed;
mod put_back;
mod read_created;
mod read_once_more;
mod review_id;
mod row;
mod said_no;
mod save_details;
mod sent_before;
mod sent_lately;
mod settle_details;
mod still_not_there;
mod subscriptions;
mod trail;
mod unseen;
mod update;
mod update_again;
mod update_outcome;
mod update_read_back;
mod update_refused;
mod update_review;
mod update_view;
mod view;
mod write;

pub use alike::{
    AlikeReason, BesideCell, BesideRow, LikelyDuplicateView, LikelyDuplicatesView, LikelyWhere, Likeness,
};
pub use column_widths::{ColumnWidths, ListColumn};
pub use create_view::*;
pub use form::*;
pub use loaded_by::LoadedBy;
pub use prevailed::PrevailedView;
pub use review_id::ReviewId;
pub use update_view::*;
pub use view::*;

pub use crate::rules::is_required;

pub(crate) use alike::Seen;
pub(crate) use at_once::AtOnce;
pub(crate) use carry_out::{Reviewed, Reviews};
pub(crate) use create::PlannedCreate;
pub(crate) use create_review::{create_request, details_count};
pub(crate) use get::{not_shown, read as read_organization};
pub(crate) use listed::Listed;
pub(crate) use look::Before;
pub(crate) use look_again::{Noted, UnresolvedCreate};
pub(crate) use merge::{Merged, merge};
pub(crate) use not_read::why as why_not_read;
pub(crate) use patience::{Patience, patiently};
pub(crate) use plan_words::planned as plan_in_words;
pub(crate) use said_no::is_in_part;
pub(crate) use save_details::can_be_sent_again;
pub(crate) use trail::Trail;
pub(crate) use unseen::{is_left_out, is_unseen};
pub(crate) use update_again::UnresolvedUpdate;
pub(crate) use write::Write;

pub use scanning_api::{Interval, OrganizationField, OrganizationFields, OrganizationId};

/// What a plan, and the organization above, are called on every screen.
pub(crate) const PLAN: &str = "Plan";
pub(crate) const PARENT: &str = "Parent organization";

/// The label of a field, as it stands beside it on every screen.
pub fn label(field: OrganizationField) -> &'static str {
    match field {
        OrganizationField::Name => "Organization name",
        OrganizationField::CompanyName => "Company name",
        OrganizationField::Description => "Description",
        OrganizationField::Address => "Address",
        OrganizationField::City => "City",
        OrganizationField::State => "State",
        OrganizationField::Zipcode => "ZIP code",
        OrganizationField::Country => "Country",
        OrganizationField::Phone => "Phone",
        OrganizationField::Website => "Website",
        OrganizationField::Email => "Email",
        OrganizationField::ContactName => "Contact name",
        OrganizationField::ContactTitle => "Contact title",
        OrganizationField::ContactPhone => "Contact phone",
        OrganizationField::ContactEmail => "Contact email",
    }
}
