/*
 * Owns: that a command is typed from both sides by what Rust generates. The type check is the test: were `call` to take
 * any name or any request, or were a field renamed in Rust, an expected error below would not come and the check fails.
 */
import { expect, test } from 'vitest'
import { call } from './index'
import type { OrganizationView } from './index'

/** Never run: only its types are looked at. */
export async function typed(view: OrganizationView): Promise<void> {
  // @ts-expect-error there is no such command
  await call('organization_make', null)
  // @ts-expect-error the request belongs to another command
  await call('create_send', { connection: 'c', search: '', page: 1, per_page: 25 })
  // @ts-expect-error the request lacks a field
  await call('create_send', { connection: 'c' })
  // @ts-expect-error the answer is not text
  const text: string = await call('plan_codes', 'c')
  // @ts-expect-error there is no such field
  void view.fields.company
  void view.fields.company_name
  void text
}

test('a command is typed by the generated contract', () => {
  expect(typed).toBeTypeOf('function')
})
