import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { OpenOperationView } from '../backend'
import { show } from './router.svelte'
import type { FakeBackend } from '../test/fake-backend'
import { creating, later, leavingDetails, refusedSignIn, type User } from '../test/leaving'
import { openCreate, openUpdate } from '../test/open-sample'
import { created, createReview, unknownCreate } from '../test/sample'
import { openConnected } from '../test/app'

/** From here on this is what is open. */
function isOpen(fake: FakeBackend, ...operations: OpenOperationView[]): void {
  fake.on('operations_open', () => operations)
}

/** The create whose answer was lost, as it is open. */
const lost: OpenOperationView = { ...openCreate, review: unknownCreate.review }

/** The user says that it is settled, under “Needs you”. */
async function settle(user: User, fake: FakeBackend, name: string): Promise<void> {
  await user.click(await screen.findByRole('link', { name: /^Needs you/ }))
  await user.click(await screen.findByRole('button', { name: `It is settled: ${name}` }))
  isOpen(fake)
  await user.click(await screen.findByRole('button', { name: 'It is settled' }))
  await screen.findByText('Nothing needs you')
}

/** Looks for it under “Needs you”, and goes elsewhere meanwhile. */
async function lookAndLeave(user: User, name: string): Promise<void> {
  await user.click(await screen.findByRole('link', { name: /^Needs you/ }))
  await user.click(await screen.findByRole('button', { name: new RegExp(`^Look.*: ${name}$`) }))
  await user.click(screen.getByRole('link', { name: 'Connections' }))
}

describe('a result that waits', () => {
  it('stays where another of the same form is settled: nobody has seen it', async () => {
    const sending = later<typeof created>()
    const { fake, user } = await creating((fake) => {
      isOpen(fake, lost)
      fake.on('create_send', () => unknownCreate)
    })
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), ' Wells')
    fake.on('create_review', () => ({ ...createReview, review: '99999999-2222-4333-8444-555555555555' }))
    fake.on('create_send', () => sending.asked)
    await user.click(screen.getByRole('button', { name: /^Review/ }))
    await user.click(await screen.findByRole('button', { name: 'Create organization' }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Leave while it is sent' }))
    sending.answer({ ...created, review: '99999999-2222-4333-8444-555555555555' })
    await screen.findByText(/^There is a result for Bath Wells/)
    await settle(user, fake, 'Bath')
    expect(screen.getByRole('button', { name: 'Show Bath Wells' })).toBeVisible()
  })

  it('gives way to what a newer look found of the same', async () => {
    const first = later<typeof unknownCreate>()
    const { fake, user } = await openConnected((fake) => {
      isOpen(fake, lost)
      fake.on('create_look_again', () => first.asked)
    })
    await lookAndLeave(user, 'Bath')
    first.answer(unknownCreate)
    await screen.findByRole('button', { name: 'Show Bath' })
    fake.on('create_look_again', () => ({ ...created, review: lost.review }))
    await user.click(await screen.findByRole('link', { name: /^Needs you/ }))
    await user.click(await screen.findByRole('button', { name: 'Look, and save the details: Bath' }))
    await screen.findByRole('heading', { name: 'Created and read back' })
    expect(screen.queryByRole('button', { name: 'Show Bath' })).toBeNull()
  })

  it('gives way where a look nobody asked for finds that it is done', async () => {
    const first = later<typeof unknownCreate>()
    const look = later<{
      open: []
      settled: { review: string; name: string; created: boolean; differs: boolean }[]
    }>()
    const { fake, user } = await openConnected((fake) => {
      isOpen(fake, lost)
      fake.on('create_look_again', () => first.asked)
      fake.on('operations_look', () => look.asked)
    })
    await lookAndLeave(user, 'Bath')
    first.answer(unknownCreate)
    await screen.findByRole('button', { name: 'Show Bath' })
    isOpen(fake)
    look.answer({ open: [], settled: [{ review: lost.review, name: 'Bath', created: true, differs: false }] })
    await screen.findByRole('region', { name: 'Just done' })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show Bath' })).toBeNull())
  })
})

describe('a result of what is created again', () => {
  it('gives way once that was sent', async () => {
    const first = later<typeof unknownCreate>()
    const again = { ...lost, work: { ...lost.work, can_be_created_again: true } } as OpenOperationView
    const { fake, user } = await openConnected((fake) => {
      isOpen(fake, again)
      fake.on('create_look_again', () => first.asked)
    })
    await lookAndLeave(user, 'Bath')
    first.answer(unknownCreate)
    await screen.findByRole('button', { name: 'Show Bath' })
    await user.click(await screen.findByRole('link', { name: /^Needs you/ }))
    await user.click(await screen.findByRole('button', { name: /^It was not created: create it again/ }))
    isOpen(fake)
    await user.click(await screen.findByRole('button', { name: 'Create organization' }))
    await screen.findByRole('heading', { name: 'Created and read back' })
    expect(screen.queryByRole('button', { name: 'Show Bath' })).toBeNull()
  })
})

describe('a look that is left', () => {
  it('is named by what was sent, and leaves what was typed since as a draft', async () => {
    const look = later<typeof unknownCreate>()
    const { fake, user } = await creating((fake) => {
      isOpen(fake, lost)
      fake.on('create_send', () => ({ ...unknownCreate, name: 'Bath' }))
      fake.on('create_look_again', () => look.asked)
    })
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), ' Wells')
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({ form: { name: 'Bath Wells' } }),
    )
    await user.click(screen.getByRole('button', { name: 'Back to its result' }))
    await user.click(await screen.findByRole('button', { name: 'Look again' }))
    await user.click(screen.getByRole('link', { name: /^Needs you/ }))
    expect(await screen.findByText('Bath is being looked for in Halden Secure')).toBeVisible()
    look.answer({ ...unknownCreate, name: 'Bath' })
    await screen.findByText('There is a result for Bath in Halden Secure')
    await settle(user, fake, 'Bath')
    expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({ form: { name: 'Bath Wells' } })
  })

  it('is sent where it saves details that are left', async () => {
    const { user } = await leavingDetails(true)
    await user.click(await screen.findByRole('button', { name: 'Save the details' }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('dialog', { name: /is being sent$/ })
    await user.click(screen.getByRole('button', { name: 'Leave while it is sent' }))
    expect(await screen.findByText(/is being sent to Halden Secure/)).toBeVisible()
  })

  it('waits once where the sign-in is replaced meanwhile', async () => {
    const look = later<typeof created>()
    const { user } = await creating((fake) =>
      fake
        .on('create_send', () => ({
          ...unknownCreate,
          name: 'Bath',
          outcome: 'cannot_look',
          not_read: refusedSignIn,
        }))
        .on('create_look_again', () => look.asked),
    )
    await user.click(await screen.findByRole('button', { name: 'Look again' }))
    await user.click(screen.getByRole('button', { name: /^Sign in again/ }))
    look.answer({ ...created, review: unknownCreate.review })
    await screen.findByText('There is a result for Bath in Halden Secure')
    show({ name: 'new-organization' })
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('')
    await user.click(screen.getByRole('button', { name: 'Show Bath' }))
    await screen.findByRole('heading', { name: 'Created and read back' })
  })

  it('waits at the top where it was begun on the result, and says that it is a look', async () => {
    const look = later<typeof created>()
    const { fake, user } = await creating((fake) => {
      isOpen(fake, { ...lost, being_looked_for: true })
      fake
        .on('create_send', () => ({ ...unknownCreate, name: 'Bath' }))
        .on('create_look_again', () => look.asked)
    })
    await user.click(await screen.findByRole('button', { name: 'Look again' }))
    await user.click(screen.getByRole('link', { name: /^Needs you/ }))
    expect(await screen.findByText('Bath is being looked for in Halden Secure')).toBeVisible()
    isOpen(fake)
    look.answer({ ...created, review: unknownCreate.review })
    await user.click(await screen.findByRole('button', { name: 'Show Bath' }))
    await screen.findByRole('heading', { name: 'Created and read back' })
  })

  it('is still under way where its screen is come back to, also of changes', async () => {
    const { user } = await openConnected((fake) => {
      isOpen(fake, openUpdate)
      fake.on('update_look_again', () => later<never>().asked)
    })
    await lookAndLeave(user, 'Kestrel Freight')
    await user.click(screen.getByRole('link', { name: /^Needs you/ }))
    const going = await screen.findByRole('button', { name: 'Looking…: Kestrel Freight' })
    expect(going).toHaveAttribute('aria-busy', 'true')
    const settle = screen.getByRole('button', { name: 'It is settled: Kestrel Freight' })
    expect(settle).toHaveAccessibleDescription('Something else here is still going on.')
  })
})
