/* Invented data, in the shapes of the contract, for tests and for looking at screens in a browser. */
import type {
  ComparisonRow,
  ConnectionView,
  CreateResultView,
  CreateReviewView,
  DestinationView,
  OrganizationRowView,
  OrganizationView,
  RequestView,
  StepView,
  UpdateResultView,
  UpdateReviewView,
} from '../backend'

const at = (time: string) => `2026-11-21T${time}Z`

export const halden: ConnectionView = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Halden Secure',
  letters: 'HS',
  colour: 'plum',
  address: 'https://scan.halden.example/API',
  host: 'scan.halden.example',
  practice: false,
  identity: {
    id: '7',
    username: 'm.keller',
    email: 'm.keller@halden.example',
    role: 'Partner administrator',
    partner: 'Halden Secure GmbH',
    partner_id: '9',
  },
  method: 'access_token',
  kept: 'keyring',
}

export const tarn: ConnectionView = {
  ...halden,
  id: '22222222-2222-4222-8222-222222222222',
  name: 'Tarn & Vale Partners',
  letters: 'TV',
  colour: 'pine',
  address: 'https://portal.tarnvale.example',
  host: 'portal.tarnvale.example',
  identity: {
    ...halden.identity,
    username: 'o.reyes',
    email: 'o.reyes@tarnvale.example',
    partner: 'Tarn & Vale',
  },
  kept: 'this_run',
}

export const practicePortal: ConnectionView = {
  ...halden,
  id: '00000000-0000-0000-0000-000000000000',
  name: 'Practice portal',
  letters: 'PP',
  address: 'http://127.0.0.1:40123',
  host: '127.0.0.1:40123',
  practice: true,
  identity: { ...halden.identity, username: 'Practice user', email: null, partner: 'Practice partner' },
  kept: 'this_run',
}

const places: readonly [string, string, string, string, string][] = [
  ['Kestrel Freight', 'Kestrel Freight B.V.', 'Rotterdam', 'Netherlands', 'Daan Visser'],
  ['Brightwater Dental', 'Brightwater Dental Ltd', 'Bristol', 'United Kingdom', 'Imogen Hale'],
  ['Café Lumière', 'Lumière Nantes SARL', 'Nantes', 'France', 'Élodie Garnier'],
  ['Nordhavn Apotek', 'Nordhavn Apotek ApS', 'Copenhagen', 'Denmark', 'Mikkel Lund'],
  ['Grünfeld Optik', 'Grünfeld Optik GmbH', 'Munich', 'Germany', 'Tobias Egger'],
  ['Pelican Bay Hotels', 'Pelican Bay Hotels Inc.', 'Sarasota', 'United States', 'Renée Hart'],
  ['Osteria Bellarosa', 'Bellarosa S.r.l.', 'Bologna', 'Italy', 'Chiara Monti'],
  ['Sokolí Logistika', 'Sokolí Logistika s.r.o.', 'Brno', 'Czechia', 'Jana Malá'],
]

/** The nth invented organization. */
export function rowAt(n: number): OrganizationRowView {
  const [name, company, city, country, contact] = places[n % places.length] ?? ['', '', '', '', '']
  const round = Math.floor(n / places.length)
  return {
    id: `7f3a09d4-52be-4c11-8e07-${String(n).padStart(12, '0')}`,
    name: round === 0 ? name : `${name} ${round + 1}`,
    company_name: company,
    city,
    country,
    contact_name: contact,
    status: n % 6 === 0 ? 'incomplete' : n % 8 === 7 ? 'read_only' : 'complete',
    changed: new Date(Date.now() - n * 9_000_000).toISOString(),
  }
}

/** An organization as the portal holds it. */
export function organization(id = rowAt(0).id): OrganizationView {
  return {
    id,
    fields: {
      name: 'Kestrel Freight',
      company_name: 'Kestrel Freight B.V.',
      description: 'Road and inland water freight. Scanned quarterly.',
      address: 'Waalhaven Z.z. 19',
      city: 'Rotterdam',
      state: 'Zuid-Holland',
      zipcode: '',
      country: 'Netherlands',
      phone: '+31 10 555 0142',
      website: '',
      email: 'office@kestrel.example',
      contact_name: 'Daan Visser',
      contact_title: 'Operations manager',
      contact_phone: '',
      contact_email: 'd.visser@kestrel.example',
    },
    unread: [],
    parent: null,
    can_edit: true,
    missing: ['zipcode', 'website', 'contact_phone'],
    status: 'incomplete',
    created: '2024-03-12T09:00:00Z',
    changed: new Date(Date.now() - 3_600_000).toISOString(),
    read_at: at('14:28:00'),
  }
}

export const destination: DestinationView = {
  connection: halden.name,
  host: halden.host,
  username: halden.identity.username,
  partner: halden.identity.partner,
  practice: false,
}

const headers = [
  { name: 'Authorization', value: 'Basic $ORGDESK_USER_TOKEN' },
  { name: 'x-api-key', value: '$ORGDESK_API_KEY' },
]

export const createRequest: RequestView = {
  title: 'create',
  method: 'POST',
  path: '/API/v2/organizations',
  headers,
  body: JSON.stringify(
    {
      organization: {
        name: 'Brightwater Dental Bath',
        description: 'Second surgery, opens in September.',
        parent_organization: '0b9d6a52-7c1f-4e0e-9a3e-51d2c7f80b64',
        skip_default_subscription: true,
        plans: [
          { plan: 'pci-basic', interval: 'yearly', start_date: '2026-09-01T00:00:00Z' },
          { plan: 'pci-plus', interval: 'monthly', start_date: '2026-09-01T00:00:00Z' },
        ],
      },
    },
    null,
    2,
  ),
  curl: "curl --request POST 'https://scan.halden.example/API/v2/organizations'",
}

export const updateRequest: RequestView = {
  title: 'save details',
  method: 'PUT',
  path: '/API/v2/organizations/7f3a09d4-52be-4c11-8e07-000000000000',
  headers,
  body: JSON.stringify(
    { organization: { name: 'Kestrel Freight', company_name: 'Kestrel Freight B.V.' } },
    null,
    2,
  ),
  curl: "curl --request PUT 'https://scan.halden.example/API/v2/organizations/7f3a'",
}

export const createReview: CreateReviewView = {
  review: 'review-1',
  destination,
  name: 'Brightwater Dental Bath',
  same_name: [],
  alike: { found: [], more: 0, beside: [], not_looked_at: [] },
  unresolved: false,
  instead: false,
  looked_at: at('14:31:00'),
  steps: [
    {
      title: 'Create the organization',
      text: 'Nothing by this name is on the portal, and nothing like it was found.',
      facts: [
        { label: 'Name', value: 'Brightwater Dental Bath', code: false },
        { label: 'Parent', value: 'Brightwater Dental', code: false },
        { label: 'Description', value: 'Second surgery, opens in September.', code: false },
      ],
      warnings: [],
    },
    {
      title: 'Subscribe it to 2 plans',
      text: 'No default subscription.',
      facts: [
        { label: 'pci-basic', value: 'Yearly, from 1 Sep 2026', code: true },
        { label: 'pci-plus', value: 'Monthly, from 1 Sep 2026', code: true },
      ],
      warnings: [{ field: 'plans.1.plan', message: 'The portal may ignore pci-plus: same product.' }],
    },
    {
      title: 'Save 11 details',
      text: 'Company, address and contact, as soon as the organization has its id.',
      facts: [],
      warnings: [],
    },
    {
      title: 'Read everything back',
      text: 'And show what the portal kept differently.',
      facts: [],
      warnings: [],
    },
  ],
  requests: [createRequest, updateRequest],
}

const step = (
  title: string,
  detail: string | null,
  state: StepView['state'],
  time: string,
  took_ms: number | null = null,
): StepView => ({ title, detail, state, took_ms, at: at(time) })
const same = (label: string, value: string): ComparisonRow => ({
  label,
  sent: value,
  held: value,
  state: 'same',
})

export const created: CreateResultView = {
  outcome: 'created',
  review: 'review-1',
  name: 'Brightwater Dental Bath',
  id: rowAt(1).id,
  answer_lost: false,
  of_this_name: 1,
  not_read: null,
  steps: [
    step('Looked for the name', 'None found', 'done', '14:31:58'),
    step('Created', '201, no body', 'done', '14:31:59', 420),
    step('Looked for it', `1 found that was not there before: ${rowAt(1).id}`, 'done', '14:32:00'),
    step('Saved 11 details', '200', 'done', '14:32:00', 310),
    step('Read back', '15 of 16 as sent', 'warning', '14:32:01'),
  ],
  comparison: [
    { label: 'Plan', sent: 'pci-plus, monthly', held: '', state: 'differs' },
    same('Plan', 'pci-basic, yearly'),
    same('Organization name', 'Brightwater Dental Bath'),
    same('Parent organization', 'Brightwater Dental'),
    same('Company name', 'Brightwater Dental Ltd'),
    same('Address', '14 Gay Street'),
    same('City', 'Bath'),
    same('ZIP code', 'BA1 2PH'),
  ],
  notices: [
    {
      title: 'The portal ignored plan pci-plus: one active subscription per product',
      text: 'pci-basic is active, and both belong to PCI. If you meant pci-plus, end pci-basic first.',
    },
  ],
  candidates: [],
  candidates_beside: [],
  requests: [createRequest, updateRequest],
  destination,
  details_left: null,
  details_found: false,
  stays_open: false,
  can_be_created_again: false,
  details_waiting: 0,
  of_another_user: false,
}

export const unknownCreate: CreateResultView = {
  ...created,
  can_be_created_again: true,
  stays_open: true,
  outcome: 'several_found',
  id: null,
  answer_lost: true,
  steps: [
    step('Looked for the name', 'None found', 'done', '14:31:58'),
    step('Sent the request', null, 'done', '14:31:59'),
    step('No answer', 'Waited 30 s', 'unknown', '14:32:29'),
    step('Looked again', '2 found, new since 14:31:58', 'done', '14:32:34'),
    step('Save 11 details', 'Waits for your answer', 'waiting', '14:32:34'),
  ],
  comparison: [],
  notices: [],
  candidates: [
    { ...rowAt(1), name: 'Brightwater Dental Bath' },
    { ...rowAt(9), name: 'Brightwater Dental Bath' },
  ],
  candidates_beside: [],
}

export const updateReview: Extract<UpdateReviewView, { state: 'ready' }> = {
  state: 'ready',
  review: 'review-2',
  destination,
  name: 'Kestrel Freight',
  changes: [
    { field: 'zipcode', label: 'ZIP code', old: '', new: '3089 JH' },
    { field: 'country', label: 'Country', old: 'Netherlands', new: 'The Netherlands' },
    { field: 'website', label: 'Website', old: '', new: 'www.kestrel-freight.example' },
    { field: 'contact_phone', label: 'Contact phone', old: '', new: '+31 10 555 0177' },
    { field: 'state', label: 'State', old: 'Zuid-Holland', new: '' },
  ],
  unchanged: [
    { label: 'Organization name', value: 'Kestrel Freight', sent: true, known: true },
    { label: 'Company name', value: 'Kestrel Freight B.V.', sent: true, known: true },
    { label: 'Contact title', value: '', sent: false, known: true },
  ],
  request: updateRequest,
  warnings: [],
  unseen: false,
  unread: [],
  undoes: false,
}

export const saved: Extract<UpdateResultView, { state: 'saved' }> = {
  state: 'saved',
  organization: organization(),
  not_read: null,
  answer_lost: false,
  theirs_kept: [{ field: 'phone', label: 'Phone', old: '+31 10 555 0142', new: '+31 10 555 0140' }],
  prevailed: { another: [], as_before: [] },
  comparison: [
    same('ZIP code', '3089 JH'),
    same('Country', 'The Netherlands'),
    same('Website', 'www.kestrel-freight.example'),
    same('Contact phone', '+31 10 555 0177'),
    same('State', ''),
  ],
  steps: [
    step('Read it once more', 'One field changed by somebody else', 'done', '14:33:10'),
    step('Saved', '200', 'done', '14:33:11', 310),
    step('Read back', '15 of 15 as sent', 'done', '14:33:12'),
  ],
  request: updateRequest,
  destination,
  undoes: false,
}

export const collision: Extract<UpdateResultView, { state: 'collision' }> = {
  state: 'collision',
  theirs: organization(),
  merged: {
    ...organization().fields,
    zipcode: '3089 JH',
    contact_phone: '+31 10 555 0177',
    contact_title: 'Head of operations',
  },
  collisions: [
    {
      field: 'contact_phone',
      label: 'Contact phone',
      base: '',
      mine: '+31 10 555 0177',
      theirs: '+31 10 555 0190',
      chosen: null,
    },
    {
      field: 'contact_title',
      label: 'Contact title',
      base: 'Operations manager',
      mine: 'Head of operations',
      theirs: 'Operations director',
      chosen: null,
    },
  ],
  no_choice: [
    {
      field: 'zipcode',
      label: 'ZIP code',
      before: '',
      mine: '3089 JH',
      theirs: null,
      will_be: '3089 JH',
    },
  ],
}

/** An update of which no clear answer came, and which the portal does not show. */
export const unclearUpdate: Extract<UpdateResultView, { state: 'unclear' }> = {
  state: 'unclear',
  organization: organization(),
  not_read: null,
  not_applied: true,
  is_neither: false,
  comparison: [],
  steps: [],
  error: { kind: 'unclear', reason: 'timeout', status: null, said: { message: null, raw: null } },
  destination: saved.destination,
}
