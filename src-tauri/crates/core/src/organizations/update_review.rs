//! The review of changes: field, old, new, and the exact request.

use scanning_api::{OrganizationField, OrganizationFields};

use crate::Orgdesk;
use crate::error::AppError;
use crate::operations::Operation;
use crate::organizations::merge::full_set;
use crate::organizations::update::{PlannedUpdate, SAVE_CHANGES};
use crate::organizations::write::Write;
use crate::organizations::{
    ChangeRow, UnchangedRow, UpdateFindings, UpdateFormRequest, UpdateReadyView, UpdateReviewView, label,
};
use crate::preview::RequestView;
use crate::rules;

impl Orgdesk {
    /// What the rules say about a form of changes. Asks no portal.
    pub async fn check_update(&self, request: &UpdateFormRequest) -> UpdateFindings {
        // What cannot be read now, the review says.
        let before = self.held_before(request.undoes).await.ok().flatten();
        rules::check_update(request.base.as_ref(), before.as_ref(), &request.mine)
    }

    /// What will be changed and sent for a form. Asks no portal.
    pub async fn review_update(&self, request: UpdateFormRequest) -> Result<UpdateReviewView, AppError> {
        let UpdateFormRequest {
            connection,
            id,
            base,
            unread,
            mine,
            undoes,
            saves_details_of,
            loaded_by,
            draft: kept_as,
        } = request;
        let session = self.session(connection)?;
        // An undo is one only for who made the update.
        let is_own = |undone: &Operation| session.connection.identity.is_same_as(&undone.identity);
        let undone = self.undone(undoes).await?.filter(is_own);
        let before = undone.as_ref().and_then(Operation::held);
        let findings = rules::check_update(base.as_ref(), before, &mine);
        if !findings.problems.is_empty() {
            return Err(AppError::Invalid {
                problems: findings.problems,
            });
        }
        if base.is_some() && findings.changed.is_empty() {
            return Ok(UpdateReviewView::NothingChanged);
        }
        let mine = rules::settled(base.as_ref(), before, &mine);
        // Whatever the form was begun as: it undoes an update only where it puts back something of it.
        let puts_back = undone.map_or_else(Vec::new, |undone| undone.put_back_by(&findings.changed, &mine));
        let undoes = undoes.filter(|_| !puts_back.is_empty());
        let loaded_by = self.loaded_by(&session, loaded_by, saves_details_of);
        let update = full_set(base.as_ref(), &mine)?;
        let preview = session.client.preview_update(id, &update);
        let request = RequestView::of(SAVE_CHANGES, &preview, session.client.address());
        // What is not known is asked of nobody again, and what stays empty is left out.
        let unknown = |field: &OrganizationField| base.is_none() || unread.contains(field);
        let view = UpdateReadyView {
            destination: session.destination(),
            name: base.as_ref().map_or(&mine.name, |base| &base.name).clone(),
            changes: findings
                .changed
                .iter()
                .map(|field| change(*field, base.as_ref().filter(|_| !unknown(field)), &mine))
                .collect(),
            unchanged: unchanged(&findings.changed, &mine, &unknown),
            unread: unread
                .iter()
                .copied()
                .filter(|field| mine.get(*field).is_empty())
                .collect(),
            request,
            warnings: findings.warnings,
            unseen: base.is_none(),
            undoes: undoes.is_some(),
            review: self.keep_review(
                &session,
                Write::Update(Box::new(PlannedUpdate {
                    id,
                    base,
                    unread,
                    mine,
                    undoes,
                    puts_back,
                    saves_details_of,
                    loaded_by,
                    kept_as,
                    tried: false,
                })),
            ),
        };
        Ok(UpdateReviewView::Ready(Box::new(view)))
    }
}

fn change(
    field: OrganizationField,
    base: Option<&OrganizationFields>,
    mine: &OrganizationFields,
) -> ChangeRow {
    ChangeRow {
        field,
        label: label(field).to_owned(),
        old: base.map(|base| base.get(field).to_owned()),
        new: mine.get(field).to_owned(),
    }
}

fn unchanged(
    changed: &[OrganizationField],
    mine: &OrganizationFields,
    unknown: &impl Fn(&OrganizationField) -> bool,
) -> Vec<UnchangedRow> {
    OrganizationField::ALL
        .into_iter()
        .filter(|field| !changed.contains(field))
        .map(|field| UnchangedRow {
            label: label(field).to_owned(),
            value: mine.get(field).to_owned(),
            sent: !mine.get(field).is_empty(),
            known: !unknown(&field),
        })
        .collect()
}
