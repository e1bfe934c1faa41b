//! Why one organization may be another: what was found out of the rules' words about names, websites and mail.

use std::collections::BTreeSet;

use scanning_api::{OrganizationField, OrganizationFields};

use super::view::{AlikeReason, Likeness};
use crate::organizations::look::is_same;
use crate::rules::alike::{CoreName, mail_domains, percent_alike, website_domain};

/// What of an organization is compared.
#[derive(Debug)]
pub(super) struct Judged {
    name: String,
    core: CoreName,
    website: Option<String>,
    mail: BTreeSet<String>,
}

impl Judged {
    pub(super) fn of(fields: &OrganizationFields) -> Self {
        let mut mail = mail_domains(&fields.contact_email);
        mail.extend(mail_domains(&fields.email));
        Self {
            core: CoreName::of(&fields.name),
            name: fields.name.clone(),
            website: website_domain(&fields.website),
            mail,
        }
    }

    pub(super) fn core(&self) -> &CoreName {
        &self.core
    }

    pub(super) fn website(&self) -> Option<&str> {
        self.website.as_deref()
    }

    pub(super) fn mail(&self) -> impl Iterator<Item = &str> {
        self.mail.iter().map(String::as_str)
    }

    /// Why the two may be one, the strongest reason first; none where nothing speaks for it.
    pub(super) fn reasons(&self, other: &Self) -> Vec<AlikeReason> {
        let website = self
            .website
            .as_ref()
            .filter(|mine| other.website.as_ref() == Some(mine));
        let mail = self.mail.intersection(&other.mail).next();
        let mut reasons: Vec<_> = self
            .name_reason(other)
            .into_iter()
            .chain(website.map(|domain| AlikeReason::SameWebsite {
                domain: domain.clone(),
            }))
            .chain(mail.map(|domain| AlikeReason::SameMailDomain {
                domain: domain.clone(),
            }))
            .collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(weight(reason)));
        reasons
    }

    fn name_reason(&self, other: &Self) -> Option<AlikeReason> {
        if is_same(&self.name, &other.name) {
            return Some(AlikeReason::SameName);
        }
        match percent_alike(&self.core, &other.core)? {
            100 if self.core.letters() == other.core.letters() => Some(AlikeReason::SameCoreName),
            100 => Some(AlikeReason::SameWords),
            percent => Some(AlikeReason::AlikeName { percent }),
        }
    }
}

/// How much all reasons together say.
pub(super) fn strength(reasons: &[AlikeReason]) -> u32 {
    reasons.iter().map(weight).sum()
}

/// The same name says more than all else together; a website says more than a similar name, and mail the least: many companies
/// of a group write from one domain.
fn weight(reason: &AlikeReason) -> u32 {
    match reason {
        AlikeReason::SameName => 1_000,
        AlikeReason::SameCoreName => 300,
        AlikeReason::SameWords => 200,
        AlikeReason::SameWebsite { .. } => 180,
        AlikeReason::AlikeName { percent } => 70 + u32::from(*percent),
        AlikeReason::SameMailDomain { .. } => 100,
    }
}

/// How a value compares with the new one's.
pub(super) fn likeness(field: OrganizationField, new: &str, other: &str) -> Likeness {
    if new.trim().is_empty() || other.trim().is_empty() {
        return Likeness::Other;
    }
    if is_same(new, other) {
        return Likeness::Same;
    }
    let alike = match field {
        OrganizationField::Name | OrganizationField::CompanyName => {
            percent_alike(&CoreName::of(new), &CoreName::of(other)).is_some()
        }
        OrganizationField::Website => {
            website_domain(new).is_some_and(|mine| website_domain(other) == Some(mine))
        }
        OrganizationField::Email | OrganizationField::ContactEmail => {
            !mail_domains(new).is_disjoint(&mail_domains(other))
        }
        _ => false,
    };
    if alike { Likeness::Alike } else { Likeness::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(name: &str, website: &str, contact_email: &str) -> Judged {
        Judged::of(&OrganizationFields {
            name: name.to_owned(),
            website: website.to_owned(),
            contact_email: contact_email.to_owned(),
            ..OrganizationFields::default()
        })
    }

    fn new() -> Judged {
        judged(
            "Halden Brothers Ltd",
            "https://www.halden.example",
            "a@halden.example",
        )
    }

    #[test]
    fn each_reason_is_told_and_the_strongest_is_the_first() {
        let website = || AlikeReason::SameWebsite {
            domain: "halden.example".to_owned(),
        };
        let mail = || AlikeReason::SameMailDomain {
            domain: "halden.example".to_owned(),
        };
        for (other, reasons) in [
            (
                judged("halden  brothers LTD", "", ""),
                vec![AlikeReason::SameName],
            ),
            (
                judged("Halden-Brothers Limited", "", ""),
                vec![AlikeReason::SameCoreName],
            ),
            (judged("Brothers Halden", "", ""), vec![AlikeReason::SameWords]),
            (
                judged("Halden Bothers", "", ""),
                vec![AlikeReason::AlikeName { percent: 92 }],
            ),
            (judged("Tarn", "halden.example/shop", ""), vec![website()]),
            (judged("Tarn", "", "b@mail.halden.example"), vec![mail()]),
            (
                judged("Halden Bothers", "halden.example", "b@halden.example"),
                vec![website(), AlikeReason::AlikeName { percent: 92 }, mail()],
            ),
            (judged("Tarn", "tarn.example", "b@tarn.example"), vec![]),
            (judged("Tarn", "", ""), vec![]),
        ] {
            assert_eq!(new().reasons(&other), reasons);
        }
    }

    #[test]
    fn the_general_mailbox_counts_as_the_contacts_does() {
        let other = Judged::of(&OrganizationFields {
            name: "Tarn".to_owned(),
            email: "office@halden.example".to_owned(),
            ..OrganizationFields::default()
        });
        assert_eq!(new().reasons(&other).len(), 1);
    }

    #[test]
    fn two_without_a_website_or_with_free_mailboxes_have_nothing_in_common() {
        let (one, other) = (
            judged("Halden", "", "a@gmail.com"),
            judged("Tarn", "", "b@gmail.com"),
        );
        assert!(one.reasons(&other).is_empty());
    }

    #[test]
    fn a_value_is_the_same_alike_or_another() {
        use OrganizationField::{City, ContactEmail, Name, Website};
        for (field, new, other, expected) in [
            (City, "Bath", "BATH ", Likeness::Same),
            (City, "Bath", "Bristol", Likeness::Other),
            (City, "", "", Likeness::Other),
            (Name, "Halden Ltd", "Halden Limited", Likeness::Alike),
            (
                Website,
                "halden.example",
                "https://www.halden.example/",
                Likeness::Alike,
            ),
            (Website, "halden.example", "tarn.example", Likeness::Other),
            (Website, "n/a", "none", Likeness::Other),
            (
                ContactEmail,
                "a@halden.example",
                "b@halden.example",
                Likeness::Alike,
            ),
            (ContactEmail, "a@gmail.com", "b@gmail.com", Likeness::Other),
            (ContactEmail, "a@gmail.com", "a@gmail.com", Likeness::Same),
        ] {
            assert_eq!(likeness(field, new, other), expected, "{new} / {other}");
        }
    }
}
