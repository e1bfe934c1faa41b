//! Which organizations were listed on which page, so that a portal which repeats itself is not asked for ever; and how
//! many it gives to a page where that is more than it is asked for.

use std::collections::HashMap;

use scanning_api::OrganizationId;

use crate::connections::ConnectionId;

/// How many lists are remembered; the oldest is forgotten first.
const MOST: usize = 8;

/// A list: of a connection, searched for so.
pub(crate) type ListKey = (ConnectionId, Option<String>);

/// The lists that are being read.
#[derive(Default)]
pub(crate) struct Listed(Vec<(ListKey, List)>);

#[derive(Default)]
struct List {
    /// The page an organization was first on.
    first: HashMap<OrganizationId, u32>,
    /// How many the portal gives to a page, where that is more than it is asked for.
    gives: Option<usize>,
}

impl Listed {
    /// How many the portal gave to the list's first page, where that was more than it was asked for.
    pub(crate) fn gives(&self, list: &ListKey) -> Option<usize> {
        self.0.iter().find(|(key, _)| key == list)?.1.gives
    }

    /// Begins a list anew, whose first page has so many where that is more than was asked for.
    pub(crate) fn begin(&mut self, list: &ListKey, gives: Option<usize>) {
        self.0.retain(|(key, _)| key != list);
        let first = HashMap::new();
        self.0.push((list.clone(), List { first, gives }));
    }

    /// Notes what is on a page. Says whether any of it was on no page before; a page asked for again is no repetition.
    pub(crate) fn note(
        &mut self,
        list: ListKey,
        page: u32,
        ids: impl Iterator<Item = OrganizationId>,
    ) -> bool {
        let known = self.0.iter().position(|(key, _)| *key == list);
        let mut noted = known.map_or_else(List::default, |at| self.0.remove(at).1);
        if page == 1 {
            noted.first.clear();
        }
        let mut fresh = false;
        for id in ids {
            fresh |= *noted.first.entry(id).or_insert(page) >= page;
        }
        self.0.push((list, noted));
        if self.0.len() > MOST {
            self.0.remove(0);
        }
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn only_what_was_on_an_earlier_page_is_a_repetition() {
        let [one, two] = [1, 2].map(|id| OrganizationId(Uuid::from_u128(id)));
        let list = || (ConnectionId(Uuid::nil()), None);
        let other = || (ConnectionId(Uuid::nil()), Some("*a*".to_owned()));
        let mut listed = Listed::default();
        assert!(listed.note(list(), 1, [one].into_iter()));
        assert!(listed.note(list(), 2, [one, two].into_iter()));
        assert!(listed.note(list(), 2, [one, two].into_iter()), "asked for again");
        assert!(!listed.note(list(), 3, [one, two].into_iter()));
        assert!(!listed.note(list(), 4, std::iter::empty()));
        assert!(listed.note(other(), 3, [one].into_iter()), "another list");
        assert!(listed.note(list(), 1, [one].into_iter()), "begun anew");
        assert!(listed.note(list(), 2, [two].into_iter()));
    }
}
