//! A create that the portal refuses: why, at the fields of its form. What stands between may have sent it twice, and the second is
//! refused since the name is taken by the first: then it is told what has appeared.

use scanning_api::Failure;

use crate::connections::Session;
use crate::finding::Finding;
use crate::organizations::create::PlannedCreate;
use crate::organizations::not_read::why;
use crate::organizations::said_no::may_be_carried_out;
use crate::organizations::sent_before::SentBefore;
use crate::organizations::trail::Trail;
use crate::said;
use crate::step::StepState;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Why it was not created. Looks for the name once more where it may be taken by now.
    pub(super) async fn refused(
        &self,
        session: &Session,
        planned: &PlannedCreate,
        failure: Failure,
        trail: &mut Trail,
    ) -> AppError {
        // Inferred: a conflict and a value that is not accepted are how a name that is taken is answered. One that is not found (a
        // plan, the organization above) may be found missing only after the organization is there.
        if matches!(&failure, Failure::Rejected(rejected) if may_be_carried_out(rejected.status)) {
            let it_was = || SentBefore {
                without_a_yes: true,
                may_be_there_since: None,
            };
            match self.look_before(session, planned, it_was, trail).await {
                Err(appeared @ AppError::NameAppeared { .. }) => return appeared,
                Err(error) => trail.end("Could not look for the name", StepState::Warning, why(&error)),
                Ok(_) => {}
            }
        }
        rejected(session, failure)
    }
}

/// A rejection of a create, with the portal's words at the fields of its form.
fn rejected(session: &Session, failure: Failure) -> AppError {
    let Failure::Rejected(rejected) = &failure else {
        return session.failed(failure);
    };
    let on_the_form: Vec<Finding> = said::problems(&rejected.said).into_iter().map(on_form).collect();
    match session.failed(failure) {
        AppError::Rejected {
            status,
            said,
            redirect_to,
            ..
        } => AppError::Rejected {
            status,
            said,
            redirect_to,
            problems: on_the_form,
        },
        other => other,
    }
}

/// The wire's key as the form's path: `plan` and `plans.…` belong to the plans, what the form does not have to the
/// whole.
fn on_form(problem: Finding) -> Finding {
    let Some(field) = problem.field else {
        return problem;
    };
    match field.as_str() {
        "name" | "description" | "parent_organization" | "skip_default_subscription" | "plans" => {
            Finding::at(field, problem.message)
        }
        "plan" => Finding::at("plans", problem.message),
        field if field.starts_with("plans") => Finding::at("plans", problem.message),
        _ => Finding::on_the_whole(format!("{field}: {}", problem.message)),
    }
}
