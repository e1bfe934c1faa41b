import { screen } from '@testing-library/svelte'
import { openConnected } from './app'
import type { FakeBackend } from './fake-backend'

/** The form of a new organization. */
export async function openForm(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('button', { name: 'New organization' }))
  await screen.findByRole('textbox', { name: 'Organization name' })
  return app
}

/** Its review, with a name typed. */
export async function openReview(prepare?: (fake: FakeBackend) => void) {
  const app = await openForm(prepare)
  await app.user.type(screen.getByRole('textbox', { name: 'Organization name' }), 'Brightwater Dental Bath')
  await app.user.click(screen.getByRole('button', { name: 'Review' }))
  await screen.findByRole('heading', { name: 'Review', level: 1 })
  return app
}
