//! The review of a new organization: what is on the portal already, what will be done, and what will be sent.

use std::collections::BTreeSet;

use scanning_api::{
    BuildError, Client, OrganizationField, OrganizationFields, OrganizationId, UpdateOrganization,
};
use uuid::Uuid;

use crate::Orgdesk;
use crate::connections::Session;
use crate::error::AppError;
use crate::finding::Finding;
use crate::moment::Moment;
use crate::organizations::alike::{likely_duplicates, look_for_alike};
use crate::organizations::create::PlannedCreate;
use crate::organizations::label;
use crate::organizations::look::{SameName, same_name};
use crate::organizations::merge;
use crate::organizations::patience::patiently;
use crate::organizations::plan_words::planned;
use crate::organizations::write::Write;
use crate::organizations::{
    CreateFindings, CreateFormRequest, CreateReviewView, FactView, LikelyDuplicatesView, ReviewStepView,
};
use crate::preview::RequestView;
use crate::rules::{self, CreateDraft};

impl Orgdesk {
    /// What the rules say about a form. Asks nobody.
    pub fn check_create(&self, request: &CreateFormRequest) -> CreateFindings {
        rules::check_create(&request.form)
    }

    /// What will be done and sent for a form. Reads the portal, writes nothing.
    pub async fn review_create(&self, request: CreateFormRequest) -> Result<CreateReviewView, AppError> {
        let (draft, warnings) = rules::create_draft(&request.form)?;
        let CreateFormRequest {
            connection,
            form,
            instead_of,
            draft: kept_as,
        } = request;
        let session = self.session(connection)?;
        // Of one that is settled by now nobody says any more that it was not created.
        let instead_of = instead_of.filter(|before| self.reviews().may_be_created_again(&session, *before));
        let fields = draft.fields();
        // The looks for likely duplicates go on beside the others, and end with them where those fail.
        let ((parent_name, same), looks) =
            tokio::try_join!(Box::pin(self.what_is_there(&session, &draft)), async {
                #[cfg(feature = "campaign")]
                let _turn = crate::campaign::turn().await;
                Ok(look_for_alike(&session, &fields, self.timings.alike).await)
            },)?;
        let looked_at = Moment::now();
        let unfinished = self.reviews().unfinished(&session, instead_of);
        let alike = likely_duplicates(&session, &fields, draft.parent, &same, &looks, unfinished);
        let alike = Box::pin(alike).await;
        let request = create_request(&session.client, &draft)?;
        let mut requests = vec![request.clone()];
        if let Some(details) = &draft.details {
            requests.push(details_request(&session.client, None, details)?);
        }
        let unresolved = self
            .reviews()
            .holds_open_create(&session, &draft.name, instead_of);
        let steps = steps(
            &draft,
            parent_name.as_deref(),
            &on_the_portal(&same, &alike),
            &warnings,
        );
        let name = draft.name.clone();
        let planned = PlannedCreate {
            form,
            kept_as,
            draft,
            parent_name,
            known: same.ids,
            otherwise_named: alike.on_the_portal().collect(),
            request,
            instead_of,
            tried: false,
        };
        let review = self.keep_review(&session, Write::Create(Box::new(planned)));
        Ok(CreateReviewView {
            review,
            destination: session.destination(),
            name,
            same_name: same.shown,
            alike,
            unresolved,
            instead: instead_of.is_some(),
            looked_at,
            steps,
            requests,
        })
    }

    /// The name of the organization above, and what of this name is on the portal.
    async fn what_is_there(
        &self,
        session: &Session,
        draft: &CreateDraft,
    ) -> Result<(Option<String>, SameName), AppError> {
        #[cfg(feature = "campaign")]
        let _turn = crate::campaign::turn().await;
        let parent_name = match draft.parent {
            Some(parent) => parent_name(session, parent).await?,
            None => None,
        };
        let same = same_name(session, &draft.name, &BTreeSet::new(), self.timings.longest_look)
            .await
            .map_err(|failure| session.failed(failure))?;
        Ok((parent_name, same))
    }
}

/// The update that saves the details of an organization just created.
pub(crate) fn details_update(fields: &OrganizationFields) -> Result<UpdateOrganization, AppError> {
    merge::full_set(None, fields)
}

/// The name of the organization above. One the portal does not know is a problem of the form; one it does not let us
/// read is shown by its id.
async fn parent_name(session: &Session, parent: OrganizationId) -> Result<Option<String>, AppError> {
    use scanning_api::Failure;
    match patiently(|| session.client.retrieve_organization(parent)).await {
        Ok(answer) => Ok(Some(answer.value.fields.name)),
        Err(Failure::Rejected(rejected)) if rejected.status == 404 => Err(AppError::Invalid {
            problems: vec![Finding::at(
                "parent_organization",
                "The portal knows no organization with this id. Choose one from the list.",
            )],
        }),
        Err(Failure::Rejected(_) | Failure::Unknown(_)) => Ok(None),
        Err(failure) => Err(session.failed(failure)),
    }
}

/// The create, to the letter.
pub(crate) fn create_request(client: &Client, draft: &CreateDraft) -> Result<RequestView, BuildError> {
    let preview = client.preview_create(&draft.create()?);
    Ok(RequestView::of("create", &preview, client.address()))
}

/// The request that saves the details; with a variable in place of the id where it is not known yet.
pub(crate) fn details_request(
    client: &Client,
    id: Option<OrganizationId>,
    details: &OrganizationFields,
) -> Result<RequestView, AppError> {
    // One that stands nowhere else in the request.
    let nobody = OrganizationId(Uuid::new_v4());
    let preview = client.preview_update(id.unwrap_or(nobody), &details_update(details)?);
    let mut view = RequestView::of("save details", &preview, client.address());
    if id.is_none() {
        let nobody = nobody.to_string();
        view.path = view.path.replace(&nobody, "{id}");
        // The shell puts the id in: the quotes around the address end before it and begin again after it.
        view.curl = view.curl.replace(&nobody, "'\"$ORGANIZATION_ID\"'");
    }
    Ok(view)
}

fn steps(
    draft: &CreateDraft,
    parent_name: Option<&str>,
    on_the_portal: &str,
    warnings: &[Finding],
) -> Vec<ReviewStepView> {
    let mut steps = vec![
        create_step(draft, parent_name, on_the_portal, warnings),
        subscribe_step(draft, warnings),
    ];
    if let Some(details) = &draft.details {
        steps.push(ReviewStepView {
            title: format!("Save {}", details_words(details)),
            text: Some("Company, address and contact, as soon as the organization has its id.".to_owned()),
            facts: Vec::new(),
            warnings: about(Part::Details, warnings),
        });
    }
    steps.push(ReviewStepView {
        title: "Read everything back".to_owned(),
        text: Some("And show what the portal kept differently.".to_owned()),
        facts: Vec::new(),
        warnings: Vec::new(),
    });
    steps
}

fn create_step(
    draft: &CreateDraft,
    parent_name: Option<&str>,
    on_the_portal: &str,
    warnings: &[Finding],
) -> ReviewStepView {
    let mut facts = vec![fact("Name", &draft.name)];
    if let Some(parent) = draft.parent {
        facts.push(fact("Parent", parent_name.unwrap_or(&parent.to_string())));
    }
    if !draft.description.is_empty() {
        facts.push(fact("Description", &draft.description));
    }
    ReviewStepView {
        title: "Create the organization".to_owned(),
        text: Some(on_the_portal.to_owned()),
        facts,
        warnings: about(Part::Organization, warnings),
    }
}

/// What is known of this name on the portal. Where others are like it they are shown with what was not looked at; where none is,
/// that is said here.
fn on_the_portal(same: &SameName, alike: &LikelyDuplicatesView) -> String {
    let of_the_name = of_this_name(same);
    if !alike.found.is_empty() {
        return of_the_name;
    }
    match alike.not_looked_at.as_slice() {
        [] if same.complete => {
            "Nothing by this name is on the portal, and nothing like it was found.".to_owned()
        }
        [] => of_the_name,
        sentences => format!("{of_the_name} {}", sentences.join(" ")),
    }
}

fn of_this_name(same: &SameName) -> String {
    match (same.ids.len(), same.complete) {
        (0, true) => "Nothing by this name is on the portal.".to_owned(),
        (0, false) => "Nothing by this name was found; the portal did not list everything.".to_owned(),
        (1, _) => "An organization by this name is on the portal already.".to_owned(),
        (count, _) if count > same.shown.len() => format!(
            "{count} organizations by this name are on the portal already; {} of them are shown.",
            same.shown.len()
        ),
        (count, _) => format!("{count} organizations by this name are on the portal already."),
    }
}

fn subscribe_step(draft: &CreateDraft, warnings: &[Finding]) -> ReviewStepView {
    let title = match draft.plans.len() {
        0 => "Subscribe it to the default plans".to_owned(),
        1 => "Subscribe it to 1 plan".to_owned(),
        count => format!("Subscribe it to {count} plans"),
    };
    let text = if draft.skips_default {
        "No default subscription."
    } else if draft.plans.is_empty() {
        "Where the portal has none, the organization is created without a subscription."
    } else {
        "The portal’s default plans apply as well, where it has some."
    };
    let facts = draft
        .plans
        .iter()
        .map(|plan| FactView {
            label: plan.plan.clone(),
            value: planned(plan),
            code: true,
        })
        .collect();
    ReviewStepView {
        title,
        text: Some(text.to_owned()),
        facts,
        warnings: about(Part::Plans, warnings),
    }
}

/// How many details are filled in.
pub(crate) fn details_count(fields: &OrganizationFields) -> u32 {
    use OrganizationField::{Description, Name};
    let filled =
        |field: &OrganizationField| !matches!(field, Name | Description) && !fields.get(*field).is_empty();
    OrganizationField::ALL
        .iter()
        .map(|field| u32::from(filled(field)))
        .sum()
}

/// How many details are saved, such as "3 details": the fields of the update without those the create has already.
pub(crate) fn details_words(fields: &OrganizationFields) -> String {
    let count = details_count(fields);
    format!("{count} {}", if count == 1 { "detail" } else { "details" })
}

/// A part of the form, saved by a step of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Organization,
    Plans,
    Details,
}

impl Part {
    fn of(warning: &Finding) -> Self {
        match warning.field.as_deref() {
            Some(field) if field.starts_with("plans") => Self::Plans,
            Some(field) if field.starts_with("details") => Self::Details,
            _ => Self::Organization,
        }
    }
}

/// The warnings about a part of the form, each in words that say which field it is about.
fn about(part: Part, warnings: &[Finding]) -> Vec<Finding> {
    let in_words = |warning: &Finding| {
        let detail = warning.field.as_deref()?.strip_prefix("details.")?;
        let label = label(OrganizationField::from_key(detail)?);
        Some(format!("{label}: {}", warning.message))
    };
    warnings
        .iter()
        .filter(|warning| Part::of(warning) == part)
        .map(|warning| Finding {
            field: warning.field.clone(),
            message: in_words(warning).unwrap_or_else(|| warning.message.clone()),
        })
        .collect()
}

fn fact(label: &str, value: &str) -> FactView {
    FactView {
        label: label.to_owned(),
        value: value.to_owned(),
        code: false,
    }
}
