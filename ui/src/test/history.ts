/* The history, in the window. */
import { screen } from '@testing-library/svelte'
import { openConnected } from './app'
import type { FakeBackend } from './fake-backend'

/** The history, opened from the sidebar. */
export async function openHistory(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('link', { name: 'History' }))
  await screen.findByRole('heading', { name: 'History', level: 1 })
  return app
}

/** The same with its first operation open. */
export async function openFirst(prepare?: (fake: FakeBackend) => void) {
  const app = await openHistory(prepare)
  await app.user.click(await screen.findByRole('option', { name: /^Kestrel Freight updated/ }))
  await screen.findByRole('heading', { name: /^Kestrel Freight updated/ })
  return app
}
