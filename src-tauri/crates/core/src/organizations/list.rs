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
        let name = name_holding(&request.search);
        let per_page = request.per_page.clamp(1, MOST);
        let shown = request.page.max(1);
        let key = (request.connection, name.clone());
        let gave = (shown > 1).then(|| self.listed().gives(&key)).flatten();
        let part = Part::of(shown, per_page as usize, gave);
        let query = ListOrganizations {
            name,
            column: None,
            page: part.page,
            per_page,
        };
        let page = patiently(|| session.client.list_organizations(&query))
            .await
            .map_err(|failure| session.failed(failure))?
            .value;
        for one in &page.organizations {
            session.seen.note(one);
        }
        let count = page.organizations.len() + page.skipped;
        let all: Vec<_> = once_each(&page.organizations).collect();
        let gives = gave.or_else(|| Some(all.len()).filter(|count| shown == 1 && *count > per_page as usize));
        if shown == 1 {
            self.listed().begin(&key, gives);
        }
        // Of a page as long as the first one all parts are shown in turn; nobody comes back for what is beyond.
        let reachable = all.len().min(gives.unwrap_or(per_page as usize));
        let begins = (part.number * per_page as usize).min(reachable);
        let ends = (begins + per_page as usize).min(reachable);
        let is_last_part = ends == reachable;
        // A portal may give fewer to a page than it was asked for, and then does so on each.
        let seen = u64::from(query.page) * count as u64;
        let told = match (page.total_pages, page.total) {
            _ if !is_last_part => true,
            (Some(pages), _) => query.page < pages,
            (None, Some(total)) => seen < total,
            (None, None) => count >= per_page as usize,
        };
        let ids = all[begins..ends].iter().map(|one| one.id);
        let fresh = self.listed().note(key, shown, ids);
        let unread = if part.number == 0 { page.skipped } else { 0 };
        let beyond = if is_last_part { all.len() - reachable } else { 0 };
        Ok(OrganizationsPageView {
            rows: all[begins..ends].iter().map(|one| row(one)).collect(),
            total: page.total.map(|total| u32::try_from(total).unwrap_or(u32::MAX)),
            page: shown,
            more: told && fresh,
            skipped: u32::try_from(unread + beyond).unwrap_or(u32::MAX),
            read_at: Moment::now(),
        })
    }
}

/// What is shown as one page: a page of the portal, or a part of it where the portal gives more than it is asked for.
struct Part {
    /// The portal's page, from 1.
    page: u32,
    /// Which part of it, from 0.
    number: usize,
}

impl Part {
    /// `gives` is how many the portal gives to a page, where that is more than `per_page`.
    fn of(shown: u32, per_page: usize, gives: Option<usize>) -> Self {
        let parts = gives.map_or(1, |count| count.div_ceil(per_page)).max(1);
        let before = shown as usize - 1;
        Self {
            page: u32::try_from(before / parts)
                .unwrap_or(u32::MAX)
                .saturating_add(1),
            number: before % parts,
        }
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
    let mut pattern = format!("*{}*", words.join("*"));
    while pattern.contains("**") {
        pattern = pattern.replace("**", "*");
    }
    (!words.is_empty()).then_some(pattern)
}

#[cfg(test)]
mod tests {
    use super::name_holding;

    #[test]
    fn white_space_of_any_length_is_searched_for_as_anything() {
        let pattern = name_holding("  Brightwater \u{a0} Dental ");
        assert_eq!(pattern.as_deref(), Some("*Brightwater*Dental*"));
        assert_eq!(name_holding("Smith * Sons").as_deref(), Some("*Smith*Sons*"));
        assert_eq!(name_holding(" \t "), None);
    }
}
