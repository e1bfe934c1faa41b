//! The 15 fields of an organization, under the names of the seed page of update.

use serde::{Deserialize, Serialize};

macro_rules! organization_fields {
    ($($variant:ident $key:ident $doc:literal,)*) => {
        /// One of the 15 fields an update can change, in the order of its seed page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum OrganizationField {
            $(#[doc = $doc] $variant,)*
        }

        /// The 15 fields of an organization. All are plain strings; what is absent or null is empty.
        ///
        /// No length, format or list of countries is documented for any of them.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(default)]
        pub struct OrganizationFields {
            $(#[doc = $doc] pub $key: String,)*
        }

        impl OrganizationField {
            /// All of them, in the order of the seed page.
            pub const ALL: [OrganizationField; 15] = [$(OrganizationField::$variant,)*];

            /// The API's key, such as `company_name`.
            pub const fn key(self) -> &'static str {
                match self { $(OrganizationField::$variant => stringify!($key),)* }
            }

            /// The field whose key this is.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|field| field.key() == key)
            }
        }

        impl OrganizationFields {
            /// The value of one field.
            pub fn get(&self, field: OrganizationField) -> &str {
                match field { $(OrganizationField::$variant => &self.$key,)* }
            }

            /// Gives one field a value.
            pub fn set(&mut self, field: OrganizationField, value: impl Into<String>) {
                match field { $(OrganizationField::$variant => self.$key = value.into(),)* }
            }
        }
    };
}

organization_fields! {
    Name name "The organization's name. Required.",
    CompanyName company_name "The organization's company name. Required by an update.",
    Description description "The organization's description.",
    Address address "The organization's address.",
    City city "The organization's city.",
    State state "The organization's state.",
    Zipcode zipcode "The organization's zip code.",
    Country country "The organization's country.",
    Phone phone "The organization's phone number.",
    Website website "The organization's website.",
    Email email "The organization's email.",
    ContactName contact_name "The primary contact person's name.",
    ContactTitle contact_title "The primary contact person's title.",
    ContactPhone contact_phone "The primary contact person's phone number.",
    ContactEmail contact_email "The primary contact person's email.",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_again_by_its_key_and_holds_its_own_value() {
        let mut fields = OrganizationFields::default();
        for field in OrganizationField::ALL {
            assert_eq!(OrganizationField::from_key(field.key()), Some(field));
            fields.set(field, field.key());
        }
        for field in OrganizationField::ALL {
            assert_eq!(fields.get(field), field.key());
        }
        assert_eq!(OrganizationField::from_key("plans"), None);
    }
}
