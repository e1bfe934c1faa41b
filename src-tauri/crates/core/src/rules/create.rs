//! The rules of "New organization", and the requests that come of a form that keeps them.

use scanning_api::{
    BuildError, CreateOrganization, OrganizationField, OrganizationFields, OrganizationId, Plan, is_seen,
};
use serde::{Deserialize, Serialize};

use super::{looks, plans};
use crate::AppError;
use crate::finding::Finding;
use crate::organizations::{CreateFindings, CreateForm};

/// What a form that keeps the rules asks for, also as the journal keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CreateDraft {
    /// The name that is created.
    pub(crate) name: String,
    /// The description that is created; empty where there is none.
    pub(crate) description: String,
    /// The organization above it.
    pub(crate) parent: Option<OrganizationId>,
    /// Whether the default plans are skipped.
    pub(crate) skips_default: bool,
    /// The plans, in order.
    pub(crate) plans: Vec<Plan>,
    /// The fields of the update that follows; none where no detail is filled in.
    pub(crate) details: Option<OrganizationFields>,
}

impl CreateDraft {
    /// The create, as it is sent. Fails where there is no name.
    pub(crate) fn create(&self) -> Result<CreateOrganization, BuildError> {
        let mut create = CreateOrganization::new(self.name.clone())?.description(self.description.clone());
        if let Some(parent) = self.parent {
            create = create.parent(parent);
        }
        Ok(match self.plans.split_first() {
            Some((first, rest)) if self.skips_default => {
                create.without_default_subscription(first.clone(), rest.to_vec())
            }
            _ => create.plans(self.plans.clone()),
        })
    }

    /// All fields that are sent, by the create or by the update after it.
    pub(crate) fn fields(&self) -> OrganizationFields {
        self.details.clone().unwrap_or_else(|| self.created_fields())
    }

    /// The fields the create alone sends; those of the details come after it.
    pub(crate) fn created_fields(&self) -> OrganizationFields {
        OrganizationFields {
            name: self.name.clone(),
            description: self.description.clone(),
            ..OrganizationFields::default()
        }
    }
}

/// What the rules say about a form. Sends nothing.
pub(crate) fn check_create(form: &CreateForm) -> CreateFindings {
    let (_, findings) = checked(form);
    findings
}

/// The requests of a form, or what stands in their way.
pub(crate) fn create_draft(form: &CreateForm) -> Result<(CreateDraft, Vec<Finding>), AppError> {
    match checked(form) {
        (Some(draft), findings) => Ok((draft, findings.warnings)),
        (None, findings) => Err(AppError::Invalid {
            problems: findings.problems,
        }),
    }
}

fn checked(form: &CreateForm) -> (Option<CreateDraft>, CreateFindings) {
    let mut problems = Vec::new();
    // A name of signs nobody sees is none.
    if !form.name.chars().any(is_seen) {
        problems.push(Finding::at("name", "Enter the organization name."));
    }
    let parent = parent(&form.parent_organization).unwrap_or_else(|problem| {
        problems.push(problem);
        None
    });
    let checked_plans: Vec<_> = form
        .plans
        .iter()
        .enumerate()
        .map(|(index, plan)| plans::check(index, plan))
        .collect();
    let plan_ends = checked_plans.iter().map(|plan| plan.ends.clone()).collect();
    let mut plans = Vec::new();
    for plan in checked_plans {
        problems.extend(plan.problems);
        plans.extend(plan.plan);
    }
    if form.skip_default_subscription && form.plans.is_empty() {
        problems.push(Finding::at(
            "plans",
            "Add a plan. Without the default subscription the portal needs at least one.",
        ));
    }
    let details_filled = filled(form).count();
    if details_filled > 0 && value(form, OrganizationField::CompanyName).is_empty() {
        problems.push(Finding::at(
            "details.company_name",
            "Enter the company name. The portal needs it to save the details.",
        ));
    }
    let findings = CreateFindings {
        warnings: warnings(form),
        plan_ends,
        details_filled: u32::try_from(details_filled).unwrap_or(u32::MAX),
        problems,
    };
    let draft = findings.problems.is_empty().then(|| draft(form, parent, plans));
    (draft, findings)
}

fn draft(form: &CreateForm, parent: Option<OrganizationId>, plans: Vec<Plan>) -> CreateDraft {
    let (name, description) = (form.name.trim().to_owned(), form.description.trim().to_owned());
    let details = (filled(form).count() > 0).then(|| {
        let mut fields = OrganizationFields {
            name: name.clone(),
            description: description.clone(),
            ..Default::default()
        };
        for (field, text) in filled(form) {
            fields.set(field, text.to_owned());
        }
        fields
    });
    CreateDraft {
        name,
        description,
        parent,
        skips_default: form.skip_default_subscription,
        plans,
        details,
    }
}

fn parent(text: &str) -> Result<Option<OrganizationId>, Finding> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| {
        Finding::at(
            "parent_organization",
            "Choose an organization from the list, or paste its id.",
        )
    })
}

fn warnings(form: &CreateForm) -> Vec<Finding> {
    let looks = filled(form).filter_map(|(field, text)| {
        looks::wrong(field, text).map(|words| Finding::at(format!("details.{}", field.key()), words))
    });
    plans::same_product(&form.plans)
        .into_iter()
        .chain(looks)
        .collect()
}

/// The details that are filled in, without white space around them.
fn filled(form: &CreateForm) -> impl Iterator<Item = (OrganizationField, &str)> {
    form.details
        .iter()
        .filter(|(field, _)| !matches!(field, OrganizationField::Name | OrganizationField::Description))
        .map(|(field, text)| (*field, text.trim()))
        .filter(|(_, text)| !text.is_empty())
}

fn value(form: &CreateForm, field: OrganizationField) -> &str {
    form.details.get(&field).map_or("", |text| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organizations::PlanForm;
    use scanning_api::Interval;

    fn form() -> CreateForm {
        CreateForm {
            name: " Brightwater Dental Bath ".to_owned(),
            ..CreateForm::default()
        }
    }

    fn problem_fields(form: &CreateForm) -> Vec<String> {
        check_create(form)
            .problems
            .into_iter()
            .filter_map(|problem| problem.field)
            .collect()
    }

    #[test]
    fn a_name_is_all_that_is_needed() {
        let (draft, warnings) = create_draft(&form()).unwrap();
        assert_eq!(draft.name, "Brightwater Dental Bath");
        assert!(draft.details.is_none() && warnings.is_empty());
        assert_eq!(
            draft.create().unwrap().body(),
            serde_json::json!({"organization": {"name": "Brightwater Dental Bath"}})
        );
    }

    #[test]
    fn a_blank_name_is_a_problem() {
        assert_eq!(
            problem_fields(&CreateForm {
                name: " \t".to_owned(),
                ..form()
            }),
            ["name"]
        );
    }

    #[test]
    fn without_the_default_subscription_a_plan_is_needed() {
        let mut form = CreateForm {
            skip_default_subscription: true,
            ..form()
        };
        assert_eq!(problem_fields(&form), ["plans"]);
        form.plans.push(PlanForm {
            plan: "pci-basic".to_owned(),
            interval: Interval::None,
            start_date: String::new(),
            end_date: String::new(),
            partner: None,
        });
        assert!(problem_fields(&form).is_empty());
    }

    #[test]
    fn a_parent_that_is_no_id_is_a_problem() {
        let with = |text: &str| CreateForm {
            parent_organization: text.to_owned(),
            ..form()
        };
        assert_eq!(problem_fields(&with("Brightwater")), ["parent_organization"]);
        assert!(problem_fields(&with(" 5d702bf8-e908-41df-92de-feea0acf2f4e ")).is_empty());
    }

    #[test]
    fn details_need_the_company_name() {
        let mut form = form();
        form.details.insert(OrganizationField::City, "Bath".to_owned());
        assert_eq!(problem_fields(&form), ["details.company_name"]);
        form.details.insert(
            OrganizationField::CompanyName,
            "Brightwater Dental Ltd".to_owned(),
        );
        let (draft, _) = create_draft(&form).unwrap();
        let details = draft.details.unwrap();
        assert_eq!(
            (details.name.as_str(), details.city.as_str()),
            ("Brightwater Dental Bath", "Bath")
        );
    }

    #[test]
    fn details_of_white_space_are_no_details() {
        let mut form = form();
        form.details.insert(OrganizationField::City, "  ".to_owned());
        assert!(create_draft(&form).unwrap().0.details.is_none());
    }

    #[test]
    fn what_looks_wrong_is_a_warning_and_never_in_the_way() {
        let mut form = form();
        form.details
            .insert(OrganizationField::CompanyName, "Brightwater".to_owned());
        form.details
            .insert(OrganizationField::ContactEmail, "imogen@brightwater".to_owned());
        let (_, warnings) = create_draft(&form).unwrap();
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].field.as_deref(), Some("details.contact_email"));
    }
}
