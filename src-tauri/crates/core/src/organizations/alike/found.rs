//! Putting together what may be a duplicate: what was found, what was seen, and what is not settled; each with its reasons, the
//! likeliest first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use scanning_api::{OrganizationFields, OrganizationId};

use super::beside::{Other, rows_beside};
use super::judge::{Judged, strength};
use super::looks::{AlikeLooks, End};
use super::not_looked_at::not_looked_at;
use super::reads::read_first;
use super::seen::{Sighting, TELLING};
use super::view::{AlikeReason, LikelyDuplicateView, LikelyDuplicatesView, LikelyWhere};
use crate::connections::Session;
use crate::organizations::ReviewId;
use crate::organizations::look::SameName;

/// The most that are shown.
const MOST_SHOWN: usize = 20;

/// A write of this session that is not settled.
pub(crate) struct Unfinished {
    pub(crate) review: ReviewId,
    /// As they were sent.
    pub(crate) fields: OrganizationFields,
    /// Whether it cannot be read, but for its name.
    pub(crate) is_named_only: bool,
    /// Whether it is being sent or looked for just now.
    pub(crate) underway: bool,
    /// The organization, where it is known.
    pub(crate) organization: Option<OrganizationId>,
}

/// One that may be the same, before it is shown.
struct Candidate {
    place: LikelyWhere,
    other: Other,
    reasons: Vec<AlikeReason>,
}

/// The likely duplicates of what is about to be created: of what the looks found, of those of its very name, and of what is not
/// settled. What the list does not show of them is read, ten of them at most and only while there is time.
///
/// `parent` is the organization above the new one: that it shares its website or mail domain says nothing.
pub(crate) async fn likely_duplicates(
    session: &Session,
    fields: &OrganizationFields,
    parent: Option<OrganizationId>,
    same: &SameName,
    looks: &AlikeLooks,
    unfinished: Vec<Unfinished>,
) -> LikelyDuplicatesView {
    let new = Judged::of(fields);
    let unread = read_what_is_not_known(session, &new, parent, looks).await;
    let mut on_the_portal = sightings(session, &new, parent);
    let known: BTreeSet<_> = on_the_portal.iter().map(|(one, _)| one.id).collect();
    for row in same.shown.iter().filter(|row| !known.contains(&row.id)) {
        on_the_portal.push((Sighting::of_row(row), vec![AlikeReason::SameName]));
    }
    let known = on_the_portal.iter().map(|(one, _)| one.id).collect();
    let mut candidates = of_unfinished(&new, unfinished, &known);
    candidates.extend(on_the_portal.into_iter().map(|(one, reasons)| Candidate {
        place: LikelyWhere::OnThePortal {
            id: one.id,
            seen_before: (one.at < looks.begun).then_some(one.moment),
            changed: one.changed,
        },
        other: Other {
            fields: one.fields,
            unread: one.unread,
        },
        reasons,
    }));
    candidates.sort_by_cached_key(|one| (Reverse(strength(&one.reasons)), one.other.fields.name.clone()));
    let more = candidates.len().saturating_sub(MOST_SHOWN);
    candidates.truncate(MOST_SHOWN);
    shown(fields, candidates, more, not_looked_at(&looks.looks, unread))
}

fn shown(
    fields: &OrganizationFields,
    candidates: Vec<Candidate>,
    more: usize,
    not_looked_at: Vec<String>,
) -> LikelyDuplicatesView {
    LikelyDuplicatesView {
        beside: rows_beside(TELLING, fields, candidates.iter().map(|one| &one.other)),
        found: candidates
            .into_iter()
            .map(|one| LikelyDuplicateView {
                place: one.place,
                name: one.other.fields.name,
                reasons: one.reasons,
            })
            .collect(),
        more: u32::try_from(more).unwrap_or(u32::MAX),
        not_looked_at,
    }
}

/// Reads those that are alike and not known whole or not as they are now, the likeliest first, and then those found by a field
/// that the list does not show. Gives how many of the latter were not read: whether they are alike nobody knows.
async fn read_what_is_not_known(
    session: &Session,
    new: &Judged,
    parent: Option<OrganizationId>,
    looks: &AlikeLooks,
) -> usize {
    let mut alike = sightings(session, new, parent);
    alike.retain(|(one, _)| one.at < looks.begun || TELLING.iter().any(|field| one.unread.contains(field)));
    alike.sort_by_cached_key(|(_, reasons)| Reverse(strength(reasons)));
    let mut ids: Vec<_> = alike.into_iter().map(|(one, _)| one.id).collect();
    let likely = ids.len();
    let found = looks
        .looks
        .iter()
        .filter(|look| look.end != End::Ignored)
        .flat_map(|look| &look.to_be_read);
    for id in found {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    let not_read = read_first(session, &ids, looks.until).await;
    not_read.min(ids.len() - likely)
}

/// What the session has seen that is alike, with the reasons.
fn sightings(
    session: &Session,
    new: &Judged,
    parent: Option<OrganizationId>,
) -> Vec<(Sighting, Vec<AlikeReason>)> {
    let reasons = |one: &Sighting| {
        let mut reasons = new.reasons(&one.judged);
        if parent == Some(one.id) {
            reasons.retain(|reason| {
                !matches!(
                    reason,
                    AlikeReason::SameWebsite { .. } | AlikeReason::SameMailDomain { .. }
                )
            });
        }
        reasons
    };
    session
        .seen
        .those(|one| !reasons(one).is_empty())
        .into_iter()
        .map(|one| {
            let reasons = reasons(&one);
            (one, reasons)
        })
        .collect()
}

/// What is not settled and is alike. One whose organization is shown already is that organization.
fn of_unfinished(
    new: &Judged,
    unfinished: Vec<Unfinished>,
    known: &BTreeSet<OrganizationId>,
) -> Vec<Candidate> {
    unfinished
        .into_iter()
        .filter(|one| one.organization.is_none_or(|id| !known.contains(&id)))
        .map(|one| {
            let unread = if one.is_named_only {
                TELLING[1..].to_vec()
            } else {
                Vec::new()
            };
            Candidate {
                place: LikelyWhere::NotSettled {
                    review: one.review,
                    underway: one.underway,
                },
                reasons: new.reasons(&Judged::of(&one.fields)),
                other: Other {
                    fields: one.fields,
                    unread,
                },
            }
        })
        .filter(|one| !one.reasons.is_empty())
        .collect()
}
