//! One organization as the portal holds it.

use scanning_api::OrganizationId;

use crate::connections::Session;
use crate::error::{NotShownReason, UnclearReason};
use crate::finding::Finding;
use crate::organizations::patience::patiently;
use crate::organizations::row::whole;
use crate::organizations::{OrganizationRequest, OrganizationView};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Reads an organization by its id, chosen from the list or pasted.
    pub async fn get_organization(&self, request: OrganizationRequest) -> Result<OrganizationView, AppError> {
        let id = organization_id(&request.id)?;
        read(&self.session(request.connection)?, id)
            .await
            .map_err(not_shown)
    }

    /// The id a text is, if it is one: then it stands for its organization, and is not a name to be searched for.
    pub fn organization_id_in(&self, text: &str) -> Option<OrganizationId> {
        text.trim().parse().ok()
    }
}

/// Tells what lets an organization be updated without being seen (the portal forbids to read it, or its answer cannot be
/// read) from every other failure of reading it.
pub(crate) fn not_shown(error: AppError) -> AppError {
    match error {
        AppError::Rejected {
            status: 403, said, ..
        } => AppError::NotShown {
            why: NotShownReason::Forbidden,
            status: Some(403),
            said,
        },
        AppError::Unclear {
            reason: UnclearReason::Unreadable,
            status,
            said,
        } => AppError::NotShown {
            why: NotShownReason::Unreadable,
            status,
            said,
        },
        other => other,
    }
}

/// The id in a text.
pub(crate) fn organization_id(text: &str) -> Result<OrganizationId, AppError> {
    text.parse().map_err(|_| AppError::Invalid {
        problems: vec![Finding::at(
            "id",
            "This is not an organization’s id. An id looks like 5d702bf8-e908-41df-92de-feea0acf2f4e.",
        )],
    })
}

/// Reads an organization, to see what became of a write: what the portal shows to somebody else says nothing of that. Of one that is
/// `of_another_user`, what is shown empty may only not be shown to who goes on with it.
pub(crate) async fn read_to_tell(
    session: &Session,
    id: OrganizationId,
    of_another_user: bool,
) -> Result<OrganizationView, AppError> {
    let held = read(session, id).await?;
    session.is_still_the_same().await?;
    Ok(held.shown(of_another_user))
}

/// Reads an organization on an open connection.
pub(crate) async fn read(session: &Session, id: OrganizationId) -> Result<OrganizationView, AppError> {
    patiently(|| session.client.retrieve_organization(id))
        .await
        .map(|answer| {
            session.seen.note(&answer.value);
            whole(answer.value)
        })
        .map_err(|failure| session.failed(failure))
}
