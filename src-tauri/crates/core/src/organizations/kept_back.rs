//! Whether details may be written to an organization: over nobody else's. It may be known by its name alone, the portal may have answered
//! with the id of another one, and others could save since.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};

use crate::AppError;
use crate::connections::Session;
use crate::finding::Finding;
use crate::organizations::OrganizationView;
use crate::organizations::at_once::AtOnce;
use crate::organizations::compare;
use crate::organizations::get::read;
use crate::organizations::look::{is_kept_alike, is_same};
use crate::organizations::not_read::why;

/// What is known of the organization that details are saved to.
pub(crate) struct Known {
    /// It was found long after it was sent, or without the portal's word that it was created: then what it does not show may be
    /// another's as well.
    pub(crate) is_only_likely_ours: bool,
    /// It was created by another user, who may be shown what is not shown to who goes on with it.
    pub(crate) is_of_another_user: bool,
    /// It was created just now: nobody else has saved to it.
    pub(crate) is_just_created: bool,
    /// How it was read right after it was created.
    pub(crate) at_once: AtOnce,
}

impl Known {
    /// Whether it holds what somebody else wrote: other details, another description of one that is only likely ours, or another name by
    /// now. A company name that is the name itself may be the portal's own doing where it was so from the beginning, and so may be how
    /// it keeps a text.
    fn holds_others(&self, held: &OrganizationView, details: &OrganizationFields) -> bool {
        use OrganizationField::{CompanyName, Description, Name};
        let may_be_its_own = self.at_once.company_may_be_its_own();
        OrganizationField::ALL.into_iter().any(|field| {
            let (held, ours) = (held.fields.get(field), details.get(field));
            match field {
                Name => !is_same(held, ours),
                CompanyName if may_be_its_own && is_same(held, &details.name) => false,
                Description if !self.is_only_likely_ours => false,
                _ => !held.is_empty() && !is_kept_alike(held, ours),
            }
        })
    }

    /// Whether others' details may be where it shows nothing of what is filled in here, and why that may be so.
    fn may_hide_others(&self, held: &OrganizationView, details: &OrganizationFields) -> Option<&'static str> {
        // A portal that never shows a field hides nobody's by that.
        let was_shown = |field| self.at_once.showed(field).unwrap_or(!self.is_just_created);
        if self.is_of_another_user && compare::hides_some(details, held) {
            Some(
                "Another user created this organization, or went on with it. What looks empty may only not be shown to you, so nothing was written over it. Change the details: you see each change first.",
            )
        } else if self.is_only_likely_ours && compare::hides_some(details, held) {
            Some(
                "The portal does not show all details of this organization, and it may hold others already; nothing was written over them. If it is yours, change the details: you see each change first.",
            )
        } else if compare::hidden(details, held).any(was_shown) {
            Some(
                "The portal does not show all details of this organization now, and somebody may have filled them in since it was created; nothing was written over them. If it is yours, change the details: you see each change first.",
            )
        } else {
            None
        }
    }

    /// The details with the name and the description that it holds by now: those were set as it was created, and what somebody has made
    /// of them since stays. Where they are only kept in another way they are put as they were asked for.
    pub(crate) fn beside_what_it_holds(
        &self,
        details: &OrganizationFields,
        held: Option<&OrganizationView>,
    ) -> OrganizationFields {
        let mut fields = details.clone();
        let Some(held) = held else {
            return fields;
        };
        for field in [OrganizationField::Name, OrganizationField::Description] {
            let now = held.fields.get(field);
            // One that is empty at once was not kept, and is not emptied.
            let was_kept = !self.is_just_created || self.at_once.is_described;
            let is_kept = !now.is_empty() || (field == OrganizationField::Description && was_kept);
            if is_kept && !held.unread.contains(&field) && !is_kept_alike(now, details.get(field)) {
                fields.set(field, now.to_owned());
            }
        }
        fields
    }
}

/// Why details are not written: in the words of a step, and as the error of the save that is not made.
pub(crate) struct KeptBack {
    pub(crate) words: String,
    pub(crate) error: AppError,
}

impl KeptBack {
    fn because(words: impl Into<String>, error: &str) -> Self {
        Self {
            words: words.into(),
            error: AppError::Invalid {
                problems: vec![Finding::on_the_whole(error)],
            },
        }
    }
}

/// What the organization holds just before, where it can be read; where it holds others' details, or may do so, they are kept back.
/// It may be long ago that it was created, or that the portal asked to wait, and by somebody else: who one is is asked once it was read.
pub(crate) async fn free_to_be_saved(
    session: &Session,
    id: OrganizationId,
    details: &OrganizationFields,
    known: &Known,
) -> Result<Option<OrganizationView>, KeptBack> {
    // What it holds where it cannot be read is for what follows to tell.
    let read = session.reads_before_writing(|| async { Ok(read(session, id).await) });
    let read = read.await.map_err(|error| KeptBack {
        words: why(&error),
        error,
    })?;
    let may_hold_others = known.is_only_likely_ours || known.is_of_another_user;
    let read = read.map(|held| held.shown(known.is_of_another_user));
    match read {
        Ok(held) if known.holds_others(&held, details) => Err(KeptBack::because(
            "It holds others already",
            "This organization holds something else already; nothing was written over it. If it is yours, change the details: you see each change first.",
        )),
        Err(error) if may_hold_others => Err(KeptBack::because(
            why(&error),
            "This organization could not be looked at first, and may hold other details already; nothing was written over them. If it is yours, change the details: you see each change first.",
        )),
        Ok(held) => match known.may_hide_others(&held, details) {
            Some(why) => Err(KeptBack::because("It does not show what it holds", why)),
            None => Ok(Some(held)),
        },
        // Just created, and not found: the portal does not show it yet.
        Err(AppError::Rejected { status: 404, .. }) if known.is_just_created => Ok(None),
        Err(error) => Err(KeptBack {
            words: why(&error),
            error,
        }),
    }
}
