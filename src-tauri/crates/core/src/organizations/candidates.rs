//! Those found that may be the organization a create made: what was sent beside what the portal holds of each by now.

use std::time::Instant;

use scanning_api::{OrganizationField, OrganizationId};

use crate::Orgdesk;
use crate::connections::Session;
use crate::organizations::alike::{Other, TELLING, rows_beside, several};
use crate::organizations::compare;
use crate::organizations::create::PlannedCreate;
use crate::organizations::patience::patiently;
use crate::organizations::row::{fields_shown, whole};
use crate::organizations::{
    BesideCell, BesideRow, Compared, ComparisonRow, Likeness, OrganizationRowView, OrganizationView,
};

/// So many are read, and stand side by side. Of others is shown what the list shows of them.
const MOST_READ: usize = 3;

/// One of them.
struct Candidate {
    other: Other,
    /// Whole, where it could be read.
    held: Option<OrganizationView>,
}

impl Candidate {
    fn read(held: OrganizationView) -> Self {
        Self {
            other: Other {
                fields: held.fields.clone(),
                unread: held.unread.clone(),
            },
            held: Some(held),
        }
    }

    fn listed(row: &OrganizationRowView) -> Self {
        let fields = fields_shown(row);
        let is_empty = |field: &OrganizationField| fields.get(*field).is_empty();
        let unread = OrganizationField::ALL.into_iter().filter(is_empty).collect();
        Self {
            other: Other { fields, unread },
            held: None,
        }
    }
}

impl Orgdesk {
    /// What a create sent, and what each of these holds in its place, in their order. It waits for that no longer than a review does for
    /// likely duplicates.
    pub(super) async fn beside_candidates(
        &self,
        session: &Session,
        planned: &PlannedCreate,
        candidates: &[OrganizationRowView],
    ) -> Vec<BesideRow> {
        if candidates.is_empty() {
            return Vec::new();
        }
        let until = Instant::now() + self.timings.alike;
        let first = candidates.iter().take(MOST_READ);
        let reads = first.map(|row| read(session.clone(), row.id)).collect();
        let mut read = several(reads, until).await.into_iter();
        let all: Vec<_> = candidates
            .iter()
            .map(|row| {
                let held = read.next().flatten().flatten();
                held.map_or_else(|| Candidate::listed(row), Candidate::read)
            })
            .collect();
        beside(planned, &all)
    }
}

async fn read(session: Session, id: OrganizationId) -> Option<OrganizationView> {
    let held = patiently(|| session.client.retrieve_organization(id)).await;
    held.ok().map(|held| whole(held.value))
}

fn beside(planned: &PlannedCreate, candidates: &[Candidate]) -> Vec<BesideRow> {
    let others = candidates.iter().map(|one| &one.other);
    let [name, details @ ..] = TELLING;
    let fields = [name, OrganizationField::Description].into_iter().chain(details);
    let mut rows = rows_beside(fields, &planned.draft.created_fields(), others);
    if let Some(parent) = planned.draft.parent {
        let name = planned.parent_name.as_deref();
        let compared = |one: &Candidate| compare::parent(parent, name, one.held.as_ref());
        let ComparisonRow { label, sent: new, .. } = compare::parent(parent, name, None);
        rows.insert(
            1,
            BesideRow {
                label,
                new,
                others: candidates.iter().map(|one| cell(compared(one))).collect(),
            },
        );
    }
    rows
}

fn cell(compared: ComparisonRow) -> BesideCell {
    BesideCell {
        value: compared.held.unwrap_or_default(),
        likeness: match compared.state {
            Compared::Same => Likeness::Same,
            Compared::Differs => Likeness::Other,
            Compared::NotRead => Likeness::NotKnown,
        },
    }
}
