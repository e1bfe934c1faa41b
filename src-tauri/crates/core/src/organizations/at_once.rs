//! What the portal showed of a created organization before anybody else could have saved to it.

use std::collections::BTreeSet;

use scanning_api::OrganizationField;
use serde::{Deserialize, Serialize};

use crate::organizations::OrganizationView;
use crate::organizations::look::is_same;

/// How it was read right after it was created.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct AtOnce {
    /// Whether the portal called its company by the name; none where that was not seen.
    #[serde(default)]
    called_by_name: Option<bool>,
    /// The fields it showed then, be they empty; none where it was not read.
    #[serde(default)]
    shown: Option<BTreeSet<OrganizationField>>,
    /// Whether it had a description.
    #[serde(default)]
    pub(crate) is_described: bool,
}

impl AtOnce {
    /// It is read so.
    pub(crate) fn sees(&mut self, held: &OrganizationView) {
        let is_shown = |field: &OrganizationField| !held.unread.contains(field);
        if is_shown(&OrganizationField::CompanyName) {
            self.called_by_name = Some(is_same(&held.fields.company_name, &held.fields.name));
        }
        self.is_described |= !held.fields.description.is_empty();
        let shown = OrganizationField::ALL.into_iter().filter(is_shown);
        self.shown.get_or_insert_default().extend(shown);
    }

    /// Whether a company name that is the name itself may be the portal's own doing.
    pub(crate) fn company_may_be_its_own(&self) -> bool {
        self.called_by_name != Some(false)
    }

    /// Whether the portal showed a field, be it empty; none where it was not read.
    pub(crate) fn showed(&self, field: OrganizationField) -> Option<bool> {
        self.shown.as_ref().map(|shown| shown.contains(&field))
    }
}
