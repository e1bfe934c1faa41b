import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { OpenOperationView } from '../backend'
import type { FakeBackend } from '../test/fake-backend'
import { creating, later, type User } from '../test/leaving'
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
  await user.click(await screen.findByRole('button', { name: `Look at the portal: ${name}` }))
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
    await user.click(await screen.findByRole('button', { name: 'Look at the portal: Bath' }))
    await screen.findByRole('heading', { name: 'Created and read back' })
    expect(screen.queryByRole('button', { name: 'Show Bath' })).toBeNull()
  })

  it('gives way where a look nobody asked for finds that it is done', async () => {
    const first = later<typeof unknownCreate>()
    const look = later<{ open: []; settled: { review: string; name: string; created: boolean }[] }>()
    const { fake, user } = await openConnected((fake) => {
      isOpen(fake, lost)
      fake.on('create_look_again', () => first.asked)
      fake.on('operations_look', () => look.asked)
    })
    await lookAndLeave(user, 'Bath')
    first.answer(unknownCreate)
    await screen.findByRole('button', { name: 'Show Bath' })
    isOpen(fake)
    look.answer({ open: [], settled: [{ review: lost.review, name: 'Bath', created: true }] })
    await screen.findByRole('region', { name: 'Just done' })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show Bath' })).toBeNull())
  })
})

describe('a look that is left', () => {
  it('waits at the top where it was begun on the result, and says that it is a look', async () => {
    const look = later<typeof created>()
    const { fake, user } = await creating((fake) => {
      isOpen(fake, { ...lost, being_looked_for: true })
      fake.on('create_send', () => unknownCreate).on('create_look_again', () => look.asked)
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
