//! A page of the organizations, searched by name on the portal.

use std::collections::BTreeSet;

use scanning_api::{ListOrganizations, Organization};

use crate::moment::Moment;
use crate::organizations::patience::patiently;
use crate::organizations::row::row;
use crate::organizations::{OrganizationsPageView, OrganizationsRequest};
use crate::{AppError, Orgdesk};

/// The most rows asked for at once.
const MOST: u32 = 100;

impl Orgdesk {
    /// A page of the list; with a search, those whose name holds it.
    pub async fn list_organizations(
        &self,
        request: OrganizationsRequest,
    ) -> Result<OrganizationsPageView, AppError> {
        let session = self.session(request.connection)?;
        let query = ListOrganizations {
            name: name_holding(&request.search),
            page: request.page.max(1),
            per_page: request.per_page.clamp(1, MOST),
        };
        let page = patiently(|| session.client.list_organizations(&query))
            .await
            .map_err(|failure| session.failed(failure))?
            .value;
        let count = page.organizations.len() + page.skipped;
        // A portal may give fewer to a page than it was asked for, and then does so on each.
        let seen = u64::from(query.page) * count as u64;
        let told = match (page.total_pages, page.total) {
            (Some(pages), _) => query.page < pages,
            (None, Some(total)) => seen < total,
            // One that gives more than it was asked for does not page, and has given all.
            (None, None) => count == query.per_page as usize,
        };
        let key = (request.connection, query.name.clone());
        let ids = page.organizations.iter().map(|one| one.id);
        let fresh = self.listed().note(key, query.page, ids);
        Ok(OrganizationsPageView {
            rows: once_each(&page.organizations).map(row).collect(),
            total: page.total.map(|total| u32::try_from(total).unwrap_or(u32::MAX)),
            page: query.page,
            more: told && fresh,
            skipped: u32::try_from(page.skipped).unwrap_or(u32::MAX),
            read_at: Moment::now(),
        })
    }
}

/// Each organization once: what is listed twice is still one.
fn once_each(organizations: &[Organization]) -> impl Iterator<Item = &Organization> {
    let mut seen = BTreeSet::new();
    organizations.iter().filter(move |one| seen.insert(one.id))
}

/// The pattern for names that hold the words of a text (vendor's documentation: `*` stands for anything, and so for
/// whatever white space the portal keeps between them).
pub(crate) fn name_holding(text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| format!("*{}*", words.join("*")))
}

#[cfg(test)]
mod tests {
    use super::name_holding;

    #[test]
    fn white_space_of_any_length_is_searched_for_as_anything() {
        let pattern = name_holding("  Brightwater \u{a0} Dental ");
        assert_eq!(pattern.as_deref(), Some("*Brightwater*Dental*"));
        assert_eq!(name_holding(" \t "), None);
    }
}
