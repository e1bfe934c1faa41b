import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppError, SessionView } from '../backend'
import { openConnected } from '../test/app'
import type { FakeBackend } from '../test/fake-backend'
import { refusedSignIn } from '../test/leaving'
import { collision, halden, organization, updateReview } from '../test/sample'
import { show } from './router.svelte'
import { session } from './session.svelte'

const now = { ...halden.identity, username: 'a.other' }
const changed: AppError = { kind: 'identity_changed', before: halden.identity, now }
const cutOff: AppError = { kind: 'not_sent', reason: 'no_connection', host: halden.host }

/** A form whose review met somebody else, and the answer to the question who one is. */
async function met(prepare: (fake: FakeBackend) => void, open: () => void, field: string, button: RegExp) {
  let answer: (view: SessionView) => void = () => undefined
  let refuse: (reason: AppError) => void = () => undefined
  const { fake, user } = await openConnected((fake) => {
    fake.on('connection_confirm_identity', () => {
      return new Promise((resolve, reject) => ([answer, refuse] = [resolve, reject]))
    })
    prepare(fake)
  })
  open()
  const typed = await screen.findByRole('textbox', { name: field })
  await user.type(typed, 'Bath')
  await user.click(screen.getByRole('button', { name: button }))
  const goOn = await screen.findByRole('button', { name: 'Go on as a.other' })
  return {
    fake,
    user,
    typed,
    goOn,
    answer: () => answer({ connection: halden }),
    refuse: () => refuse(cutOff),
  }
}

const create = () =>
  met(
    (fake) => {
      fake.on('create_review', () => {
        throw changed
      })
    },
    () => show({ name: 'new-organization' }),
    'Organization name',
    /^Review/,
  )

describe('a form in which one goes on as somebody else', () => {
  it('stays in its place with its focus while the portal is asked, and says that it goes on', async () => {
    const { fake, user, typed, goOn, answer } = await create()
    await user.click(goOn)
    expect(goOn).toHaveAttribute('aria-busy', 'true')
    expect(goOn).toHaveTextContent('Going on…')
    expect(goOn).toHaveFocus()
    expect(typed).toBeInTheDocument()
    expect(typed).toHaveValue('Bath')
    expect(screen.getByRole('button', { name: 'Looking for the name…' })).toBeVisible()
    await user.click(goOn)
    expect(fake.asked('connection_confirm_identity')).toHaveLength(1)

    answer()
    await waitFor(() => expect(fake.asked('create_review')).toHaveLength(2))
    await waitFor(() => expect(goOn).not.toHaveAttribute('aria-busy'))
    expect(typed).toBeInTheDocument()
  })

  it('stays with all that was typed where the portal cannot be asked, and says why', async () => {
    const { fake, user, typed, goOn, refuse } = await create()
    await user.click(goOn)
    refuse()
    expect(await screen.findByText('No connection to the portal')).toBeVisible()
    expect(typed).toBeInTheDocument()
    expect(typed).toHaveValue('Bath')
    expect(session.state).toBe('open')
    expect(fake.asked('create_review')).toHaveLength(1)
  })

  it('stays in its place where it is that of changes', async () => {
    const { fake, user, typed, goOn, answer } = await met(
      (fake) => {
        fake.on('update_review', () => {
          throw changed
        })
      },
      () => show({ name: 'edit', id: organization().id }),
      'ZIP code',
      /^Review changes/,
    )
    await user.click(goOn)
    expect(goOn).toHaveFocus()
    expect(typed).toBeInTheDocument()
    fake.on('update_review', () => updateReview)
    answer()
    expect(await screen.findByRole('heading', { name: 'Review changes', level: 1 })).toBeVisible()
    expect(session.connection?.identity.username).toBe(halden.identity.username)
  })
})

describe('a form of changes that is open when one becomes somebody else', () => {
  it('is one that somebody else loaded, however that came about', async () => {
    const { fake, user } = await openConnected()
    show({ name: 'edit', id: organization().id })
    const zip = await screen.findByRole('textbox', { name: 'ZIP code' })
    await user.type(zip, 'B')
    const keptBy = () => fake.asked('draft_keep').at(-1)?.form
    await waitFor(() => expect(keptBy()).toMatchObject({ loaded_by: 'oneself' }))
    expect(screen.getByText(/^Loaded .*, as the portal holds it$/)).toBeVisible()
    // As a new sign-in does.
    session.connection = { ...halden, identity: now }
    await user.type(zip, 'a')
    expect(screen.queryByText(/as the portal holds it/)).toBeNull()
    await waitFor(() => expect(keptBy()).toMatchObject({ loaded_by: 'another' }))
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    expect(
      await screen.findByText(/^Another user loaded this form\. .* is sent as it was loaded/),
    ).toBeVisible()
    expect(screen.queryByText(/What somebody else has changed since is kept/)).toBeNull()
    expect(fake.asked('update_review')[0]).toMatchObject({ loaded_by: 'another' })
  })

  it('is laid over what the portal shows to them where it waited for their sign-in', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('update_review', () => {
        throw refusedSignIn
      }),
    )
    show({ name: 'edit', id: organization().id })
    const zip = () => screen.findByRole('textbox', { name: 'ZIP code' })
    await user.type(await zip(), 'B')
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })
    session.connection = { ...halden, identity: now }
    show({ name: 'edit', id: organization().id })
    await user.type(await zip(), 'a')
    expect(fake.asked('update_carry_over')).toMatchObject([{ loaded_by: 'another' }])
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({
        mine: { zipcode: expect.stringMatching(/Ba$/) as string },
        loaded_by: 'laid_over',
      }),
    )
  })
})

describe('a review in which one goes on as somebody else', () => {
  it('stays until the next one is there, and does not say that anything is being saved', async () => {
    let answer: (view: SessionView) => void = () => undefined
    const { fake, user } = await openConnected((fake) => {
      fake
        .on('update_send', () => {
          throw changed
        })
        .on('connection_confirm_identity', () => new Promise((resolve) => (answer = resolve)))
    })
    show({ name: 'edit', id: organization().id })
    await user.type(await screen.findByRole('textbox', { name: 'ZIP code' }), 'Bath')
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await user.click(await screen.findByRole('button', { name: 'Save changes' }))
    const goOn = await screen.findByRole('button', { name: 'Go on as a.other' })
    await user.click(goOn)
    expect(goOn).toHaveFocus()
    expect(screen.getByRole('button', { name: 'Back to the form' })).toHaveAccessibleDescription(
      'The changes are being reviewed again.',
    )
    answer({ connection: { ...halden, identity: now } })
    expect(await screen.findByRole('button', { name: 'Save changes' })).toBeVisible()
    expect(fake.asked('update_send')).toHaveLength(1)
    const reviews = fake.asked('update_review').map(({ loaded_by }) => loaded_by)
    expect(reviews).toEqual([undefined, 'another'])
    expect(session.connection?.identity.username).toBe('a.other')
    // What is chosen over what they are shown rests on that, and not all of it is shown.
    fake.on('update_send', () => collision)
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await user.click(await screen.findByRole('button', { name: 'Mine for all' }))
    await user.click(screen.getByRole('button', { name: 'Review with these choices' }))
    await screen.findByRole('button', { name: 'Save changes' })
    expect(fake.asked('update_review').at(-1)).toMatchObject({ loaded_by: 'laid_over' })
  })
})
