//! Looking for organizations by their name: before a create to know which are there, after it to find the new one.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use scanning_api::{Failure, ListOrganizations, Organization, OrganizationId};

use crate::connections::Session;
use crate::organizations::list::name_holding;
use crate::organizations::patience::patiently;

const PER_PAGE: u32 = 100;
/// Where a portal ignores the search and lists everything: 20,000 organizations.
const MOST_PAGES: u32 = 200;

/// The organizations of a name.
#[derive(Debug, Clone)]
pub(crate) struct SameName {
    /// Those found.
    pub(crate) found: Vec<Organization>,
    /// Whether the portal listed all that fit; else there may be others.
    pub(crate) complete: bool,
}

impl SameName {
    /// Each of them once.
    fn of(mut found: Vec<Organization>, complete: bool) -> Self {
        found.sort_by_key(|organization| organization.id);
        found.dedup_by_key(|organization| organization.id);
        Self { found, complete }
    }

    pub(crate) fn ids(&self) -> BTreeSet<OrganizationId> {
        self.found.iter().map(|organization| organization.id).collect()
    }
}

/// All organizations of a name, whatever their capitals and their white space. After `longest` no other page is
/// asked for.
pub(crate) async fn same_name(session: &Session, name: &str, longest: Duration) -> Result<SameName, Failure> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut skipped: usize = 0;
    let begun = Instant::now();
    for page in 1..=MOST_PAGES {
        if page > 1 && begun.elapsed() >= longest {
            break;
        }
        let query = ListOrganizations {
            name: name_holding(name),
            page,
            per_page: PER_PAGE,
        };
        let answer = patiently(|| session.client.list_organizations(&query))
            .await?
            .value;
        skipped += answer.skipped;
        let fresh = answer
            .organizations
            .iter()
            .filter(|organization| seen.insert(organization.id))
            .count();
        let listed = answer.organizations.len();
        let all_seen = |total: u64| (seen.len() + skipped) as u64 >= total;
        let last = match answer.total_pages {
            Some(pages) => page >= pages,
            None => answer.total.is_some_and(all_seen),
        };
        // What the portal told of how much there is decides whether that was all of it. Where it told nothing, a full page
        // that comes again says that it does not turn the pages.
        let all_of_it = answer.total.is_none_or(all_seen)
            && answer.total_pages.is_none_or(|pages| page >= pages)
            && (last || listed != PER_PAGE as usize);
        found.extend(
            answer
                .organizations
                .into_iter()
                .filter(|one| is_same(&one.fields.name, name)),
        );
        // A page that brings nothing new is the end, also where a portal ignores `page` and repeats itself.
        if last || fresh == 0 {
            return Ok(SameName::of(found, skipped == 0 && all_of_it));
        }
    }
    Ok(SameName::of(found, false))
}

/// Whether two names are the same but for capitals and white space.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        name.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn capitals_and_white_space_do_not_make_another_name() {
        assert!(is_same(" Brightwater  DENTAL", "Brightwater Dental"));
        assert!(!is_same("Brightwater Dental Bath", "Brightwater Dental"));
    }
}
