import type { OrganizationFields } from '../../backend'

/** Fields of which none is filled in. */
export function noFields(): OrganizationFields {
  return {
    name: '',
    company_name: '',
    description: '',
    address: '',
    city: '',
    state: '',
    zipcode: '',
    country: '',
    phone: '',
    website: '',
    email: '',
    contact_name: '',
    contact_title: '',
    contact_phone: '',
    contact_email: '',
  }
}
