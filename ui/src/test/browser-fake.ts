/* Only in development builds: `?fake=<state>` shows the screens with invented answers. */
import type { AppError } from '../backend'
import { fakeBackend } from './fake-backend'
import { halden, tarn, unknownCreate, collision } from './sample'

/** Puts the fake in place, in the state that is asked for. */
export function useFake(search: string): void {
  const states = new URLSearchParams(search).get('fake')?.split(',') ?? []
  const fake = fakeBackend()
  const both = { connections: [halden, tarn], last_opened: halden.id, unread: 0, open_operations: [] }
  fake.on('connections', () => both)
  fake.on('connection_edit', () => both)
  const on: Record<string, () => void> = {
    portal: () => fake.on('start', () => ({ connections: both, trouble: null, version: '0.1.0' })),
    locked: () => fake.on('connection_open', () => fail({ kind: 'keyring', state: 'locked' })),
    'no-keyring': () => fake.on('keyring_check', () => 'absent'),
    otp: () => fake.on('connection_test', () => ({ state: 'one_time_password_needed', ticket: 'ticket' })),
    warnings: () =>
      fake.on('create_check', ({ form }) => ({
        problems: [],
        warnings: [
          {
            field: 'plans.1',
            message:
              'pci-plus looks like the same product as pci-basic. The portal keeps one active subscription per product and ignores the second without saying so.',
          },
          { field: 'details.contact_email', message: 'No ending such as .com. Sent as it is.' },
        ],
        plan_ends: ['Ends after a year, on 1 Sep 2027', 'Ends after a month, on 1 Oct 2026'],
        details_filled: Object.keys(form.details).length,
      })),
    unknown: () => fake.on('create_send', () => unknownCreate),
    collision: () => fake.on('update_send', () => collision),
    problem: () =>
      fake.on('update_review', () =>
        fail({
          kind: 'invalid',
          problems: [
            {
              field: 'company_name',
              message: 'Enter the company name. The portal needs it for every update.',
            },
            { field: 'country', message: 'The portal says: “Country is not included in the list”' },
          ],
        }),
      ),
    refused: () =>
      fake.on('organizations_list', () =>
        fail({
          kind: 'rejected',
          status: 401,
          said: { message: 'Invalid or expired token', raw: '{"error":"Invalid or expired token"}' },
          problems: [],
          redirect_to: null,
        }),
      ),
    empty: () =>
      fake.on('organizations_list', () => ({
        rows: [],
        total: 0,
        page: 1,
        more: false,
        skipped: 0,
        read_at: new Date().toISOString(),
      })),
    slow: () => fake.on('organizations_list', () => new Promise(() => undefined)),
    forbidden: () =>
      fake.on('organization_get', () =>
        fail({
          kind: 'not_shown',
          why: 'forbidden',
          status: 403,
          said: { message: null, raw: null },
        }),
      ),
  }
  for (const state of states) on[state]?.()
}

function fail(error: AppError): never {
  throw error
}
