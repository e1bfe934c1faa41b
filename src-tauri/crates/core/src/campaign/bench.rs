//! The journal alone, for `cargo xtask bench journal`.

use std::path::PathBuf;

use scanning_api::{OrganizationFields, OrganizationId, PortalAddress};
use uuid::Uuid;

use crate::AppError;
use crate::connections::{ConnectionId, IdentityView};
use crate::moment::Moment;
use crate::operations::{CreateWork, OpenDetails, Operation, Stage, Work};
use crate::organizations::{AtOnce, Before, CreateForm, ReviewId};
use crate::preview::RequestView;
use crate::rules::CreateDraft;
use crate::step::{StepState, StepView};
use crate::store::Store;

/// The journal in a folder of its own.
pub struct Journal {
    store: Store,
    connection: ConnectionId,
}

/// What the journal notes of a create.
pub struct Creation([Operation; 2]);

impl Journal {
    /// A new one. Opens nothing yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            store: Store::in_folder(folder, None),
            connection: ConnectionId::new(),
        }
    }

    /// The creation of an organization with details, as it is about to be sent and as it is done.
    pub fn creation(&self, number: u128) -> Result<Creation, AppError> {
        Ok(Creation([self.intent(number)?, self.done(number)?]))
    }

    /// Keeps it: two entries, each on the disk before this goes on.
    pub async fn keep(&self, Creation(stages): &Creation) -> Result<(), AppError> {
        for stage in stages {
            self.store.keep_operation(stage).await?;
        }
        Ok(())
    }

    /// Brings up to date what still waits.
    pub async fn bring_up_to_date(&self) -> Result<(), AppError> {
        self.store.bring_up_to_date().await
    }

    fn intent(&self, number: u128) -> Result<Operation, AppError> {
        let details = OrganizationFields {
            name: "Brightwater Dental Bath".to_owned(),
            company_name: "Brightwater Dental Ltd".to_owned(),
            description: "Second surgery, opened in autumn.".to_owned(),
            address: "14 Milsom Street".to_owned(),
            city: "Bath".to_owned(),
            zipcode: "BA1 1BZ".to_owned(),
            country: "United Kingdom".to_owned(),
            phone: "+44 1225 496 0000".to_owned(),
            email: "office@brightwater.example".to_owned(),
            contact_name: "Imogen Tarrant".to_owned(),
            contact_email: "imogen@brightwater.example".to_owned(),
            ..OrganizationFields::default()
        };
        let form = CreateForm {
            name: details.name.clone(),
            description: details.description.clone(),
            details: scanning_api::OrganizationField::ALL
                .into_iter()
                .filter(|field| !details.get(*field).is_empty())
                .map(|field| (field, details.get(field).to_owned()))
                .collect(),
            ..CreateForm::default()
        };
        let work = CreateWork {
            draft: CreateDraft {
                name: details.name.clone(),
                description: details.description.clone(),
                parent: None,
                skips_default: false,
                plans: Vec::new(),
                details: Some(details),
            },
            form: form.clone(),
            parent_name: None,
            before: Before {
                ids: std::iter::once(OrganizationId(Uuid::from_u128(1))).collect(),
                complete: true,
                ..Before::default()
            },
            answer_lost: false,
            only_likely_ours: false,
            details_sent: false,
            details: OpenDetails::default(),
            details_put: None,
            at_once: AtOnce::default(),
            others_differ: None,
            instead_of: None,
        };
        let request = RequestView {
            title: "create".to_owned(),
            method: "POST".to_owned(),
            path: "/v2/organizations".to_owned(),
            headers: Vec::new(),
            body: serde_json::to_string_pretty(&form).unwrap_or_default(),
            curl: serde_json::to_string(&form).unwrap_or_default(),
        };
        Ok(Operation {
            id: ReviewId(Uuid::from_u128(number)),
            connection: self.connection,
            address: PortalAddress::parse("http://127.0.0.1:8080").map_err(|_| AppError::Internal)?,
            identity: IdentityView {
                id: Some("5d702bf8-e908-41df-92de-feea0acf2f4e".to_owned()),
                username: "imogen.tarrant".to_owned(),
                email: Some("imogen@halden.example".to_owned()),
                role: Some("partner".to_owned()),
                partner: Some("Halden Secure".to_owned()),
                partner_id: Some("7d702bf8-e908-41df-92de-feea0acf2f4e".to_owned()),
            },
            stage: Stage::Intent,
            name: work.draft.name.clone(),
            organization: None,
            connection_name: "Halden Secure".to_owned(),
            work: Work::Create(Box::new(work)),
            steps: steps(2),
            kept_as: None,
            instead_of: None,
            adopted_by: None,
            after: None,
            unread: Vec::new(),
            requests: vec![request.clone(), request],
            error: None,
            undoes: None,
        })
    }

    fn done(&self, number: u128) -> Result<Operation, AppError> {
        let intent = self.intent(number)?;
        let after = match &intent.work {
            Work::Create(work) => work.draft.details.clone(),
            Work::Update(_) => None,
        };
        Ok(Operation {
            organization: Some(OrganizationId(Uuid::from_u128(number))),
            after,
            ..intent.at(Stage::Done, steps(5))
        })
    }
}

fn steps(count: usize) -> Vec<StepView> {
    let step = StepView {
        title: "Creating the organization".to_owned(),
        detail: Some("1 found that was not there before".to_owned()),
        state: StepState::Done,
        took_ms: Some(120),
        at: Some(Moment::now()),
    };
    vec![step; count]
}
