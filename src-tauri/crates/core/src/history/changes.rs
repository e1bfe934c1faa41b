//! What an operation changed: each field before, as sent, and as the portal held it after.

use scanning_api::{OrganizationField, OrganizationFields};

use crate::history::HistoryFieldRow;
use crate::operations::{CreateWork, Operation, Work};
use crate::organizations::{Compared, PARENT, PLAN, label, plan_in_words};

impl Operation {
    /// The fields as they were sent. Of a create whose details were not sent they are those of the create alone.
    pub(crate) fn sent(&self) -> OrganizationFields {
        match &self.work {
            Work::Update(work) => work.sent.clone(),
            Work::Create(work) => match &work.draft.details {
                Some(details) if self.requests.len() > 1 => details.clone(),
                _ => work.draft.created_fields(),
            },
        }
    }

    /// What the operation left on the portal: as it was read back, else as it was sent.
    pub(crate) fn left(&self) -> OrganizationFields {
        let mut left = self.sent();
        if let Some(after) = &self.after {
            for field in OrganizationField::ALL {
                if !self.unread.contains(&field) {
                    left.set(field, after.get(field));
                }
            }
        }
        left
    }

    /// The fields an update changed.
    pub(crate) fn changed(&self) -> Vec<OrganizationField> {
        match &self.work {
            Work::Create(_) => Vec::new(),
            Work::Update(work) => OrganizationField::ALL
                .into_iter()
                .filter(|field| work.changes(*field))
                .collect(),
        }
    }

    /// The fields in which the portal holds something else than was sent; not those an update left out unseen.
    pub(crate) fn differing(&self) -> Vec<OrganizationField> {
        let sent = self.sent();
        OrganizationField::ALL
            .into_iter()
            .filter(|field| self.compared(*field, &sent) == Compared::Differs && !self.left_out(*field))
            .collect()
    }

    /// The fields that an undo was to put back.
    pub(crate) fn puts_back(&self) -> Vec<OrganizationField> {
        match &self.work {
            Work::Create(_) => Vec::new(),
            Work::Update(work) => work.puts_back.clone(),
        }
    }

    /// Whether it is an undo that is done, and the portal did not leave what it was to put back as it was.
    pub(crate) fn has_put_back(&self) -> bool {
        match &self.work {
            Work::Update(work) if self.undoes.is_some() => {
                let after = self.after.as_ref();
                self.outcome().is_done() && after.is_none_or(|after| work.has_put_back(after, &self.unread))
            }
            Work::Update(_) | Work::Create(_) => false,
        }
    }

    /// The rows of its fields, and of a create its plans and the organization above; what changed first. What was left out unseen is
    /// none of it.
    pub(crate) fn field_rows(&self) -> Vec<HistoryFieldRow> {
        let sent = self.sent();
        let rows = OrganizationField::ALL
            .into_iter()
            .filter(|field| !self.left_out(*field))
            .map(|field| self.row(field, &sent));
        let mut rows: Vec<_> = rows.filter(|row| !is_empty(row)).collect();
        if let Work::Create(work) = &self.work {
            rows.extend(created_beside(work));
        }
        rows.sort_by_key(|row| !row.changed);
        rows
    }

    fn row(&self, field: OrganizationField, sent: &OrganizationFields) -> HistoryFieldRow {
        let (before, changed) = match &self.work {
            Work::Create(_) => (Some(String::new()), !sent.get(field).is_empty()),
            Work::Update(work) => (work.before(field).map(str::to_owned), work.changes(field)),
        };
        HistoryFieldRow {
            field: Some(field),
            label: label(field).to_owned(),
            before,
            sent: sent.get(field).to_owned(),
            after: self.after_of(field).map(str::to_owned),
            state: self.compared(field, sent),
            changed,
        }
    }

    pub(super) fn after_of(&self, field: OrganizationField) -> Option<&str> {
        let after = self.after.as_ref()?;
        (!self.unread.contains(&field)).then(|| after.get(field))
    }

    fn compared(&self, field: OrganizationField, sent: &OrganizationFields) -> Compared {
        match self.after_of(field) {
            None => Compared::NotRead,
            Some(after) if after == sent.get(field) => Compared::Same,
            Some(_) => Compared::Differs,
        }
    }

    /// Whether an update left a field out, since what was there is not known.
    pub(super) fn left_out(&self, field: OrganizationField) -> bool {
        match &self.work {
            Work::Create(_) => false,
            Work::Update(work) => work.left_out(field),
        }
    }
}

fn is_empty(row: &HistoryFieldRow) -> bool {
    let blank = |value: &Option<String>| value.as_deref().is_none_or(str::is_empty);
    !row.changed && row.sent.is_empty() && blank(&row.before) && blank(&row.after)
}

/// The plans of a create, and the organization above.
fn created_beside(work: &CreateWork) -> Vec<HistoryFieldRow> {
    let beside = |label: &str, sent: String| HistoryFieldRow {
        field: None,
        label: label.to_owned(),
        before: Some(String::new()),
        sent,
        after: None,
        state: Compared::NotRead,
        changed: true,
    };
    let parent = work.draft.parent.map(|id| {
        let name = work.parent_name.clone();
        beside(PARENT, name.unwrap_or_else(|| id.to_string()))
    });
    let plans = work
        .draft
        .plans
        .iter()
        .map(|plan| beside(PLAN, plan_in_words(plan)));
    parent.into_iter().chain(plans).collect()
}
