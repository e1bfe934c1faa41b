//! What an operation can be found by: one text, for the index of the history.

use scanning_api::{OrganizationField, OrganizationFields};

use crate::operations::{CreateWork, Operation, UpdateWork, Work};
use crate::organizations::{PARENT, PLAN, label};

/// The organization, the connection, the user, the labels of the fields that were written, and their values before and after.
pub(crate) fn words(operation: &Operation) -> String {
    let mut words = vec![
        operation.name.clone(),
        operation.connection_name.clone(),
        operation.address.host(),
        operation.identity.username.clone(),
    ];
    words.extend(operation.identity.partner.clone());
    words.extend(operation.organization.map(|id| id.to_string()));
    match &operation.work {
        Work::Create(work) => created(work, operation.after.as_ref(), &mut words),
        Work::Update(work) => updated(work, operation.after.as_ref(), &mut words),
    }
    words.join("\n")
}

/// What was filled in, and what the portal made of it.
fn created(work: &CreateWork, after: Option<&OrganizationFields>, words: &mut Vec<String>) {
    let draft = &work.draft;
    let fields = draft.fields();
    let filled_in = OrganizationField::ALL.into_iter();
    for field in filled_in.filter(|field| !fields.get(*field).is_empty()) {
        words.extend([label(field).to_owned(), fields.get(field).to_owned()]);
        words.extend(after.map(|after| after.get(field).to_owned()));
    }
    if let Some(parent) = &work.parent_name {
        words.extend([PARENT.to_owned(), parent.clone()]);
    }
    for plan in &draft.plans {
        words.extend([PLAN.to_owned(), plan.plan.clone()]);
    }
}

/// What changed, and what the portal made of it. What stayed is not what the operation was about.
fn updated(work: &UpdateWork, after: Option<&OrganizationFields>, words: &mut Vec<String>) {
    let changed = OrganizationField::ALL.into_iter();
    for field in changed.filter(|field| work.changes(*field)) {
        words.push(label(field).to_owned());
        words.extend(work.held.as_ref().map(|held| held.get(field).to_owned()));
        words.push(work.sent.get(field).to_owned());
        words.extend(after.map(|after| after.get(field).to_owned()));
    }
}
