//! The looks for likely duplicates: a few searches of the portal, by parts of the name, by the website's domain and by those of
//! the mail addresses. That names are searched is documented; whether the other columns are is found out by doing it: a portal
//! may refuse that, or list everything as if nothing had been asked.

use std::time::{Duration, Instant};

use scanning_api::{Failure, ListOrganizations, OrganizationField, OrganizationFields, OrganizationId};

use super::judge::Judged;
use super::several::several;
use crate::connections::Session;
use crate::organizations::look::{PER_PAGE, may_be_cut};
use crate::organizations::patience::patiently;
use crate::rules::alike::name_searches;

/// The most pages of one search.
const MOST_PAGES: u32 = 2;
/// A portal that gives more to a page than it is asked for is asked for no other after so many.
const MOST_SEEN: usize = MOST_PAGES as usize * PER_PAGE as usize;
/// The most mail domains that are searched for.
const MOST_DOMAINS: usize = 2;

/// What the looks gave. The organizations themselves are among those the session has seen.
#[derive(Debug)]
pub(crate) struct AlikeLooks {
    /// When they began.
    pub(super) begun: Instant,
    /// Until when there is time for more.
    pub(super) until: Instant,
    pub(super) looks: Vec<Look>,
}

/// What a search is made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Name,
    Website,
    Mail,
}

/// How far a search came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// All that was found was looked at.
    All,
    /// So many of what was found, which is as many as the portal says.
    Some { seen: usize, of: Option<u64> },
    /// The portal lists what was not searched for.
    Ignored,
    /// It could not be made, or not in time.
    Failed,
}

#[derive(Debug)]
pub(super) struct Look {
    pub(super) by: By,
    /// What was searched for.
    pub(super) text: String,
    pub(super) end: End,
    /// Those it found whose field the list does not show: whether it is theirs is to be read.
    pub(super) to_be_read: Vec<OrganizationId>,
}

/// Looks for what is like these fields, for so long at the most.
pub(crate) async fn look_for_alike(
    session: &Session,
    fields: &OrganizationFields,
    longest: Duration,
) -> AlikeLooks {
    let begun = Instant::now();
    let until = begun + longest;
    let searches = searches(fields);
    let requests = searches
        .iter()
        .map(|search| look(session.clone(), search.clone()))
        .collect();
    let given = several(requests, until).await;
    let looks = searches.into_iter().zip(given).map(|(search, look)| {
        look.unwrap_or_else(|| Look {
            by: search.by,
            text: search.text,
            end: End::Failed,
            to_be_read: Vec::new(),
        })
    });
    let looks = looks.collect();
    AlikeLooks { begun, until, looks }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Search {
    by: By,
    column: OrganizationField,
    text: String,
}

fn searches(fields: &OrganizationFields) -> Vec<Search> {
    let new = Judged::of(fields);
    let names = name_searches(new.core()).into_iter().map(|text| Search {
        by: By::Name,
        column: OrganizationField::Name,
        text,
    });
    let website = new.website().map(|domain| Search {
        by: By::Website,
        column: OrganizationField::Website,
        text: format!("*{domain}*"),
    });
    let mail = new.mail().take(MOST_DOMAINS).flat_map(|domain| {
        [OrganizationField::ContactEmail, OrganizationField::Email].map(|column| Search {
            by: By::Mail,
            column,
            text: format!("*{domain}*"),
        })
    });
    names.chain(website).chain(mail).collect()
}

async fn look(session: Session, search: Search) -> Look {
    let (end, to_be_read) = match turn_pages(&session, &search).await {
        Ok(given) => given,
        Err(failure) => {
            tracing::info!(%failure, "a look for likely duplicates failed");
            (End::Failed, Vec::new())
        }
    };
    Look {
        by: search.by,
        text: search.text,
        end,
        to_be_read,
    }
}

async fn turn_pages(session: &Session, search: &Search) -> Result<(End, Vec<OrganizationId>), Failure> {
    let mut seen = std::collections::BTreeSet::new();
    let mut to_be_read = Vec::new();
    let mut of = None;
    let mut nameless = false;
    for page in 1..=MOST_PAGES {
        let query = query(search, page);
        let answer = patiently(|| session.client.list_organizations(&query))
            .await?
            .value;
        let listed = answer.organizations.len();
        let mut fresh = 0;
        for one in &answer.organizations {
            session.seen.note(one);
            fresh += usize::from(seen.insert(one.id));
            if search.by == By::Name {
                nameless |= one.fields.name.trim().is_empty();
                continue;
            }
            if one.unread.contains(&search.column) {
                to_be_read.push(one.id);
            } else if !holds(one.fields.get(search.column), &search.text) {
                return Ok((End::Ignored, Vec::new()));
            }
        }
        of = answer.total.filter(|total| *total >= seen.len() as u64).or(of);
        let is_last = match (answer.total_pages, of) {
            (Some(pages), _) if pages > 0 || listed == 0 => page >= pages,
            (_, Some(total)) => seen.len() as u64 >= total,
            _ => !may_be_cut(listed),
        };
        if answer.skipped == 0 && !nameless && is_last {
            return Ok((End::All, to_be_read));
        }
        // Of what was listed without its name nobody turns another page to see more.
        if nameless && is_last {
            of = None;
            break;
        }
        if fresh == 0 || seen.len() >= MOST_SEEN {
            break;
        }
    }
    let seen = seen.len();
    Ok((End::Some { seen, of }, to_be_read))
}

fn query(search: &Search, page: u32) -> ListOrganizations {
    let text = Some(search.text.clone());
    let (name, column) = match search.by {
        By::Name => (text, None),
        By::Website | By::Mail => (None, text.map(|text| (search.column, text))),
    };
    ListOrganizations {
        name,
        column,
        page,
        per_page: PER_PAGE,
    }
}

/// Whether a value holds what is searched for.
fn holds(value: &str, text: &str) -> bool {
    value.to_lowercase().contains(text.trim_matches('*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_searches_is_bounded_whatever_is_typed() {
        let many = |at: &str| {
            (0..40)
                .map(|n| format!("a@{n}.{at}"))
                .collect::<Vec<_>>()
                .join(",")
        };
        let fields = OrganizationFields {
            name: "Halden Brothers and Sisters of the North, ".repeat(20) + "Holding",
            website: "www.halden.example".to_owned(),
            email: many("halden.example"),
            contact_email: (0..40)
                .map(|n| format!("a@halden{n}.example"))
                .collect::<Vec<_>>()
                .join(","),
            ..OrganizationFields::default()
        };
        assert_eq!(searches(&fields).len(), 5 + 1 + 2 * MOST_DOMAINS);
    }

    #[test]
    fn a_name_alone_is_searched_by_name_alone() {
        let fields = OrganizationFields {
            name: "Tide".to_owned(),
            contact_email: "tide@gmail.com".to_owned(),
            ..OrganizationFields::default()
        };
        let searches = searches(&fields);
        assert_eq!((searches.len(), searches[0].by), (1, By::Name));
    }
}
