// Made from Rust: `cargo xtask bindings`. Not to be edited.

import type { OrganizationField } from "./types";

/** The label of each field, in the order of the seed page. */
export const FIELD_LABELS: Record<OrganizationField, string> = {
  name: "Organization name",
  company_name: "Company name",
  description: "Description",
  address: "Address",
  city: "City",
  state: "State",
  zipcode: "ZIP code",
  country: "Country",
  phone: "Phone",
  website: "Website",
  email: "Email",
  contact_name: "Contact name",
  contact_title: "Contact title",
  contact_phone: "Contact phone",
  contact_email: "Contact email",
};

/** The fields an update needs a value in. */
export const REQUIRED_FIELDS: readonly OrganizationField[] = ["name", "company_name"];
