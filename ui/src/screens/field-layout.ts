/* Where the fields of an organization stand on the screen, and how wide they are. */
import type { OrganizationField } from '../backend'

export interface Place {
  field: OrganizationField
  span: 2 | 3 | 4 | 6
}

/** Company and address, as details of a new organization. */
export const companyLayout: readonly Place[] = [
  { field: 'company_name', span: 3 },
  { field: 'website', span: 3 },
  { field: 'address', span: 4 },
  { field: 'zipcode', span: 2 },
  { field: 'city', span: 2 },
  { field: 'state', span: 2 },
  { field: 'country', span: 2 },
  { field: 'phone', span: 3 },
  { field: 'email', span: 3 },
]

/** The address of an organization that is edited. */
export const addressLayout: readonly Place[] = [
  { field: 'address', span: 4 },
  { field: 'zipcode', span: 2 },
  { field: 'city', span: 2 },
  { field: 'state', span: 2 },
  { field: 'country', span: 2 },
  { field: 'phone', span: 2 },
  { field: 'website', span: 2 },
  { field: 'email', span: 2 },
]

/** The person to talk to. */
export const contactLayout: readonly Place[] = [
  { field: 'contact_name', span: 3 },
  { field: 'contact_title', span: 3 },
  { field: 'contact_phone', span: 3 },
  { field: 'contact_email', span: 3 },
]
