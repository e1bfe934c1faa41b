/* What needs the user, in the window. */
import { screen } from '@testing-library/svelte'
import type { LookedFound, OpenCreate, OpenOperationView, OpenWork } from '../backend'
import { openConnected } from './app'
import type { FakeBackend } from './fake-backend'
import { openCreate, openUpdate } from './open-sample'

/** The create, as a look by itself found it. */
export function looked(found: LookedFound, work: Partial<OpenCreate> = {}): OpenOperationView {
  return { ...openCreate, looked: { at: '2026-08-27T14:32:30Z', found }, work: { ...createWork, ...work } }
}
export const createWork = openCreate.work as Extract<OpenWork, { kind: 'create' }>
export const updateWork = openUpdate.work as Extract<OpenWork, { kind: 'update' }>

/** From here on this is what is open. */
export function finds(fake: FakeBackend, operation: OpenOperationView): OpenOperationView[] {
  fake.on('operations_open', () => [operation])
  return [operation]
}

/** The window in front of the one write that is open. */
export async function needsYou(operation: OpenOperationView, prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected((fake) => {
    fake.on('operations_open', () => [operation])
    prepare?.(fake)
  })
  await app.user.click(await screen.findByRole('link', { name: 'Needs you, 1 not settled' }))
  await screen.findByRole('heading', { name: 'Needs you', level: 1 })
  return app
}
