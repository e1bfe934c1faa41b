//! What a session has seen of the portal: each organization of each list and each record that was read, as it was then. Likely
//! duplicates are looked for among them as well, since a portal's search finds names that hold a text, and no similar ones.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use scanning_api::{Organization, OrganizationField, OrganizationFields, OrganizationId};

use super::judge::Judged;
use crate::moment::Moment;
use crate::organizations::OrganizationRowView;
use crate::organizations::row::{bounded, fields_shown};

/// How many are remembered; the one seen longest ago is forgotten first.
const MOST: usize = 5_000;

/// The fields that tell one organization from another, in the order they are shown.
pub(in crate::organizations) const TELLING: [OrganizationField; 11] = [
    OrganizationField::Name,
    OrganizationField::CompanyName,
    OrganizationField::Website,
    OrganizationField::Email,
    OrganizationField::ContactEmail,
    OrganizationField::ContactName,
    OrganizationField::Phone,
    OrganizationField::Address,
    OrganizationField::Zipcode,
    OrganizationField::City,
    OrganizationField::Country,
];

/// An organization as it was seen.
#[derive(Debug, Clone)]
pub(crate) struct Sighting {
    pub(super) id: OrganizationId,
    /// Those that are telling; a value is cut where it is very long.
    pub(super) fields: OrganizationFields,
    /// Which of them were not shown.
    pub(super) unread: Vec<OrganizationField>,
    /// What of it is compared, worked out once.
    pub(super) judged: Arc<Judged>,
    pub(super) changed: Option<String>,
    /// When it was seen first.
    pub(super) since: Instant,
    pub(super) at: Instant,
    pub(super) moment: Moment,
}

/// What a session has seen.
#[derive(Debug, Default)]
pub(crate) struct Seen(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    by_id: HashMap<OrganizationId, Sighting>,
    /// In the order they were first seen.
    order: VecDeque<OrganizationId>,
}

impl Seen {
    /// Notes an organization as it is now.
    pub(crate) fn note(&self, organization: &Organization) {
        self.keep(Sighting::of(organization));
    }

    /// What one was called when it was seen last, as far as a list shows it.
    pub(crate) fn name_of(&self, id: OrganizationId) -> Option<String> {
        let name = self.with(|inner| inner.by_id.get(&id).map(|seen| seen.fields.name.clone()));
        // One that is listed without its name is called nothing by that.
        name.filter(|name| !name.trim().is_empty())
    }

    /// Since when one is known to be there.
    pub(crate) fn since(&self, id: OrganizationId) -> Option<Instant> {
        self.with(|inner| inner.by_id.get(&id).map(|seen| seen.since))
    }

    /// Forgets one that is not there any more.
    pub(super) fn forget(&self, id: OrganizationId) {
        self.with(|inner| {
            inner.by_id.remove(&id);
            inner.order.retain(|one| *one != id);
        });
    }

    /// Those of which something is true.
    pub(super) fn those(&self, so: impl Fn(&Sighting) -> bool) -> Vec<Sighting> {
        self.with(|inner| inner.by_id.values().filter(|one| so(one)).cloned().collect())
    }

    fn keep(&self, mut sighting: Sighting) {
        self.with(|inner| {
            let id = sighting.id;
            match inner.by_id.get(&id) {
                Some(before) => sighting.since = before.since,
                None => inner.order.push_back(id),
            }
            inner.by_id.insert(id, sighting);
            if inner.order.len() > MOST
                && let Some(oldest) = inner.order.pop_front()
            {
                inner.by_id.remove(&oldest);
            }
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sighting {
    pub(super) fn of(organization: &Organization) -> Self {
        let mut fields = OrganizationFields::default();
        for field in TELLING {
            fields.set(field, bounded(organization.fields.get(field)));
        }
        Self {
            id: organization.id,
            unread: organization.unread.clone(),
            judged: Arc::new(Judged::of(&fields)),
            changed: organization.modified.as_deref().map(bounded),
            fields,
            since: Instant::now(),
            at: Instant::now(),
            moment: Moment::now(),
        }
    }

    /// Of one of which only its row is known.
    pub(super) fn of_row(row: &OrganizationRowView) -> Self {
        let fields = fields_shown(row);
        let unread = TELLING
            .into_iter()
            .filter(|field| fields.get(*field).is_empty())
            .collect();
        Self {
            id: row.id,
            judged: Arc::new(Judged::of(&fields)),
            fields,
            unread,
            changed: row.changed.clone(),
            since: Instant::now(),
            at: Instant::now(),
            moment: Moment::now(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn sighting(number: u128, name: &str) -> Sighting {
        let fields = OrganizationFields {
            name: name.to_owned(),
            ..OrganizationFields::default()
        };
        Sighting {
            id: OrganizationId(Uuid::from_u128(number)),
            judged: Arc::new(Judged::of(&fields)),
            fields,
            unread: Vec::new(),
            changed: None,
            since: Instant::now(),
            at: Instant::now(),
            moment: Moment::now(),
        }
    }

    #[test]
    fn the_latest_look_at_an_organization_is_the_one_that_counts() {
        let seen = Seen::default();
        seen.keep(sighting(1, "Before"));
        seen.keep(sighting(1, "After"));
        let all = seen.those(|_| true);
        assert_eq!((all.len(), all[0].fields.name.as_str()), (1, "After"));
    }

    #[test]
    fn of_very_many_those_seen_first_are_forgotten() {
        let seen = Seen::default();
        for number in 0..MOST as u128 + 3 {
            seen.keep(sighting(number, "One"));
        }
        assert_eq!(seen.those(|_| true).len(), MOST);
        assert!(seen.those(|one| one.id.0.as_u128() < 3).is_empty());
    }

    #[test]
    fn what_is_not_there_any_more_is_forgotten() {
        let seen = Seen::default();
        seen.keep(sighting(1, "One"));
        seen.forget(OrganizationId(Uuid::from_u128(1)));
        assert!(seen.those(|_| true).is_empty());
    }
}
