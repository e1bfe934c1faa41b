import { screen } from '@testing-library/svelte'
import { show } from '../app/router.svelte'
import type { AppError } from '../backend'
import { openConnected } from './app'
import type { FakeBackend } from './fake-backend'
import { created, organization, rowAt } from './sample'

/** Who uses the window. */
export type User = Awaited<ReturnType<typeof openConnected>>['user']

/** A command that answers when the test says so. */
export function later<T>() {
  let answer: (value: T) => void = () => undefined
  const asked = new Promise<T>((resolve) => (answer = resolve))
  return { asked, answer: (value: T) => answer(value) }
}

/** A create that was reviewed and is sent. */
export async function creating(prepare: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('button', { name: 'New organization' }))
  await app.user.type(await screen.findByRole('textbox', { name: 'Organization name' }), 'Bath')
  await app.user.click(screen.getByRole('button', { name: /^Review/ }))
  await app.user.click(await screen.findByRole('button', { name: 'Create organization' }))
  return app
}

/** Changes that were reviewed and are being saved. */
export async function saving(prepare: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  show({ name: 'edit', id: rowAt(0).id })
  await app.user.type(await screen.findByRole('textbox', { name: 'ZIP code' }), '3089 JH')
  await app.user.click(screen.getByRole('button', { name: /Review changes/ }))
  await app.user.click(await screen.findByRole('button', { name: 'Save changes' }))
  return app
}

/** A create whose details the portal did not take; where they can be saved as they are, it does not answer to that. */
export async function leavingDetails(can_be_saved_as_they_are = false) {
  const app = await creating((fake) =>
    fake
      .on('create_look_again', () => new Promise(() => undefined))
      .on('create_send', () => ({
        ...created,
        outcome: 'details_not_saved',
        stays_open: true,
        details_left: {
          fields: organization().fields,
          error: refused,
          can_be_saved_as_they_are,
          is_in_part: false,
          others_are_there: false,
        },
      })),
  )
  await screen.findByRole('button', { name: 'Change the details' })
  return app
}

/** The portal asks to wait. */
export const refused = {
  kind: 'refused',
  status: 429,
  retry_after_seconds: 30,
  said: { message: null, raw: null },
} as const

/** The portal does not take the sign-in any more. */
export const refusedSignIn: AppError = {
  kind: 'rejected',
  status: 401,
  said: { message: null, raw: null },
  problems: [],
  redirect_to: null,
}
