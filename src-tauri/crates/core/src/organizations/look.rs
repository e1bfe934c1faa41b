//! Looking for organizations by their name: before a create to know which are there, after it to find the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use scanning_api::{
    Failure, ListOrganizations, Organization, OrganizationField, OrganizationId, is_invisible,
};
use serde::{Deserialize, Serialize};

use crate::connections::Session;
use crate::organizations::OrganizationRowView;
use crate::organizations::list::name_holding;
use crate::organizations::patience::patiently;
use crate::organizations::row::{bounded, row};

pub(crate) const PER_PAGE: u32 = 100;
/// Where a portal ignores the search and lists everything: 20,000 organizations.
const MOST_PAGES: u32 = 200;

/// The fewest a portal gives to a page: fewer of them are not cut off by one.
const SMALLEST_PAGE: usize = 10;

/// A portal that gives more to a page than it is asked for is asked for no other page after so many.
const MOST_SEEN: usize = MOST_PAGES as usize * PER_PAGE as usize;
/// The most that are kept to be shown.
const MOST_SHOWN: usize = 200;

/// The organizations of a name. Of each only its row is kept: a record has no bound.
#[derive(Debug, Default)]
pub(crate) struct SameName {
    /// The ids of all of them.
    pub(crate) ids: BTreeSet<OrganizationId>,
    /// Those to be shown, by id, each once: 200 at most, and those that were not known before the look first.
    pub(crate) shown: Vec<OrganizationRowView>,
    /// Whether the portal listed all that fit, and all are shown; else there may be others.
    pub(crate) complete: bool,
    /// The descriptions of those that were not known before the look, where the list shows them.
    descriptions: BTreeMap<OrganizationId, String>,
}

/// What was there of a name at some moment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Before {
    /// The ids of all that were seen.
    pub(crate) ids: BTreeSet<OrganizationId>,
    /// Whether those were all.
    pub(crate) complete: bool,
    /// Whether somebody else goes on with the create since, or did: what they are shown is not what was shown to who sent it.
    #[serde(default)]
    pub(crate) of_another_user: bool,
    /// Organizations of other names that were seen in the review: one of them that has the name since was not created with it.
    #[serde(default)]
    pub(crate) otherwise_named: BTreeSet<OrganizationId>,
    /// When that was, in this run: what was seen up to then was there before.
    #[serde(skip)]
    pub(crate) at: Option<Instant>,
}

impl Before {
    /// Somebody else goes on with the create from here on.
    pub(crate) fn is_of_another_user(&mut self) {
        self.of_another_user = true;
        self.complete = false;
    }
}

impl SameName {
    /// Those that were not known and have another description than this one. Without one to compare, and without one
    /// listed, nothing can be told.
    pub(crate) fn described_otherwise(&self, description: &str) -> BTreeSet<OrganizationId> {
        let others = self.described(description).filter(|(_, is_so)| !is_so);
        others.map(|(id, _)| id).collect()
    }

    /// Those that were not known and are listed with this description. Without one to compare nothing can be told.
    pub(crate) fn described_so(&self, description: &str) -> BTreeSet<OrganizationId> {
        let so = self.described(description).filter(|(_, is_so)| *is_so);
        so.map(|(id, _)| id).collect()
    }

    /// Those that were not known, and whether each has this description; none without one to compare.
    fn described(&self, description: &str) -> impl Iterator<Item = (OrganizationId, bool)> {
        let wanted = (!description.is_empty()).then(|| bounded(description));
        wanted.into_iter().flat_map(|wanted| {
            let listed = self.descriptions.iter();
            listed.map(move |(id, listed)| (*id, is_same(listed, &wanted)))
        })
    }

    /// What has to be remembered of it.
    pub(crate) fn before(self) -> Before {
        Before {
            ids: self.ids,
            complete: self.complete,
            at: Some(Instant::now()),
            ..Before::default()
        }
    }
}

/// Those found while the pages are turned.
#[derive(Default)]
struct Finds {
    ids: BTreeSet<OrganizationId>,
    fresh: Vec<OrganizationRowView>,
    descriptions: BTreeMap<OrganizationId, String>,
    known: Vec<OrganizationRowView>,
}

impl Finds {
    fn add(&mut self, organization: &Organization, known: &BTreeSet<OrganizationId>) {
        if !self.ids.insert(organization.id) {
            return;
        }
        let is_known = known.contains(&organization.id);
        let rows = if is_known {
            &mut self.known
        } else {
            &mut self.fresh
        };
        if rows.len() >= MOST_SHOWN {
            return;
        }
        rows.push(row(organization));
        if !is_known && !organization.unread.contains(&OrganizationField::Description) {
            let description = bounded(&organization.fields.description);
            self.descriptions.insert(organization.id, description);
        }
    }

    fn end(self, all_listed: bool) -> SameName {
        let mut shown: Vec<_> = self
            .fresh
            .into_iter()
            .chain(self.known)
            .take(MOST_SHOWN)
            .collect();
        shown.sort_by_key(|row| row.id);
        SameName {
            complete: all_listed && shown.len() == self.ids.len(),
            ids: self.ids,
            shown,
            descriptions: self.descriptions,
        }
    }
}

/// All organizations of a name, whatever their capitals and their white space. Where there are more than can be shown,
/// those that are not `known` are. After `longest` no other page is asked for.
pub(crate) async fn same_name(
    session: &Session,
    name: &str,
    known: &BTreeSet<OrganizationId>,
    longest: Duration,
) -> Result<SameName, Failure> {
    #[cfg(feature = "campaign")]
    if !crate::campaign::ids_are_checked() {
        return Ok(Finds::default().end(true));
    }
    let mut finds = Finds::default();
    let mut seen = BTreeSet::new();
    let mut skipped: usize = 0;
    let mut nameless = false;
    let mut moves = false;
    let mut told = None;
    let begun = Instant::now();
    for page in 1..=MOST_PAGES {
        if page > 1 && begun.elapsed() >= longest {
            break;
        }
        let query = ListOrganizations {
            name: name_holding(&without_marks(name)),
            column: None,
            page,
            per_page: PER_PAGE,
        };
        let answer = patiently(|| session.client.list_organizations(&query))
            .await?
            .value;
        skipped += answer.skipped;
        // One whose name is not shown may be of this name.
        nameless |= answer
            .organizations
            .iter()
            .any(|one| one.fields.name.trim().is_empty() && !known.contains(&one.id));
        let comes_again = answer.organizations.iter().any(|one| seen.contains(&one.id));
        let fresh = answer
            .organizations
            .iter()
            .filter(|organization| seen.insert(organization.id))
            .count();
        // What was on a page before, beside what was not, was moved there while the pages were turned; and as well as there, others
        // were moved to a page that was read already.
        moves |= comes_again && fresh > 0;
        let listed = answer.organizations.len();
        let all_seen = |total: u64| (seen.len() + skipped) as u64 >= total;
        // A portal that told another number on the page before has lists that change while they are read; one that tells of
        // fewer than it lists tells nothing.
        let keeps_still = told
            .replace(answer.total)
            .is_none_or(|before| before == answer.total);
        let total_pages = answer.total_pages.filter(|pages| *pages > 0 || listed == 0);
        let total = answer.total.filter(|total| *total >= listed as u64);
        let last = match total_pages {
            Some(pages) => page >= pages,
            None => total.is_some_and(all_seen),
        };
        // What the portal told of how much there is decides whether that was all of it. Where it told nothing, and a page
        // comes again, it does not turn the pages: what it lists may be no more than its first one.
        let all_of_it = keeps_still
            && total.is_none_or(all_seen)
            && total_pages.is_none_or(|pages| page >= pages)
            && (last || !may_be_cut(listed));
        for one in &answer.organizations {
            session.seen.note(one);
            if is_same(&one.fields.name, name) {
                finds.add(one, known);
            }
        }
        // A page that brings nothing new is the end, also where a portal ignores `page` and repeats itself.
        if last || fresh == 0 {
            return Ok(finds.end(skipped == 0 && !nameless && all_of_it && !moves));
        }
        if seen.len() >= MOST_SEEN {
            break;
        }
    }
    Ok(finds.end(false))
}

/// Whether a list of so many, which a portal repeats on each page, may be one page of more: as many as are asked for at the
/// most, or a round number, as the largest page of a portal is.
pub(crate) fn may_be_cut(listed: usize) -> bool {
    listed >= SMALLEST_PAGE && (listed <= PER_PAGE as usize || listed.is_multiple_of(50))
}

/// Whether two names are the same to a reader: but for capitals and [how they are kept](is_kept_alike).
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    as_a_reader_sees(one) == as_a_reader_sees(other)
}

/// What is alike of all names that [are the same to a reader](is_same).
pub(crate) fn as_a_reader_sees(name: &str) -> String {
    as_read(name).to_lowercase()
}

/// Whether two texts are the same, and only kept in another way: but for white space, signs nobody sees, how a letter with an accent
/// is put together, and signs that a portal keeps as a page is written (`&amp;`).
pub(crate) fn is_kept_alike(one: &str, other: &str) -> bool {
    as_read(one) == as_read(other)
}

fn as_read(text: &str) -> String {
    let text = unescaped(text);
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(&text);
    let visible: String = composed.chars().filter(|sign| !is_invisible(*sign)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a page writes the signs that mean something in it. The last is that of the others' own beginning.
const ESCAPED: [(&str, &str); 9] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&apos;", "'"),
    ("&#x27;", "'"),
    ("&amp;", "&"),
];

fn unescaped(name: &str) -> String {
    let signs = ESCAPED.into_iter();
    signs.fold(name.to_owned(), |name, (escaped, sign)| {
        name.replace(escaped, sign)
    })
}

/// A name to be searched for: a Latin letter with an accent stands for anything, since a portal may hold it put together in
/// another way than it was typed, and so do a sign nobody sees and one that it may hold as a page is written; what follows an `&` may
/// be the rest of that.
fn without_marks(name: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd();
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(name)
        .chars()
        .map(|letter| {
            let mut parts = [0; 4];
            let parts = decomposed.normalize(letter.encode_utf8(&mut parts)).into_owned();
            let is_accented =
                parts.chars().count() > 1 && parts.starts_with(|base: char| base.is_ascii_alphabetic());
            if is_accented || is_mark(letter) || is_invisible(letter) || is_escaped(letter) {
                "*".to_owned()
            } else if letter == '&' {
                "&*".to_owned()
            } else {
                letter.to_string()
            }
        })
        .collect()
}

fn is_escaped(sign: char) -> bool {
    matches!(sign, '<' | '>' | '"' | '\'')
}

/// Whether a sign puts an accent on the letter before it.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::{is_same, without_marks};

    #[test]
    fn capitals_and_white_space_do_not_make_another_name() {
        assert!(is_same(" Brightwater  DENTAL", "Brightwater Dental"));
        assert!(!is_same("Brightwater Dental Bath", "Brightwater Dental"));
    }

    #[test]
    fn how_a_letter_is_put_together_and_what_nobody_sees_do_not_make_another_name() {
        assert!(is_same("Cafe\u{301} Noir", "Caf\u{e9}\u{200b} Noir"));
        assert!(!is_same("Cafe Noir", "Caf\u{e9} Noir"));
    }

    #[test]
    fn signs_as_a_page_writes_them_do_not_make_another_name() {
        assert!(is_same("Smith &amp; Sons", "Smith & Sons"));
        assert!(is_same("O&#39;Brien &quot;Co&quot;", "O'Brien \"Co\""));
        assert!(!is_same("Smith &amp; Sons", "Smith Sons"));
        assert_eq!(without_marks("H&M O'Brien"), "H&*M O*Brien");
    }

    #[test]
    fn an_accented_letter_is_searched_for_as_anything_and_no_other() {
        assert_eq!(without_marks("Caf\u{e9} Noir"), "Caf* Noir");
        assert_eq!(without_marks("Cafe\u{301} Noir"), "Caf* Noir");
        assert_eq!(without_marks("Q\u{301} Noir"), "Q* Noir");
        assert_eq!(without_marks("서울 Λάμπρος"), "서울 Λάμπρος");
    }
}
