import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { AppError, OpenOperationView, UpdateResultView } from '../backend'
import { show } from './router.svelte'
import { openConnection } from './session.svelte'
import { keepsNothing } from '../test/drafts'
import type { FakeBackend } from '../test/fake-backend'
import { creating, later, refusedSignIn, type User } from '../test/leaving'
import { openCreate, openUpdate } from '../test/open-sample'
import { createReview, halden, unclearUpdate, unknownCreate } from '../test/sample'
import { openConnected } from '../test/app'

const lost: OpenOperationView = { ...openCreate, review: unknownCreate.review }
const notSettled = { ...unknownCreate, name: 'Bath' }

function isOpen(fake: FakeBackend, ...operations: OpenOperationView[]): void {
  fake.on('operations_open', () => operations)
}

const name = () => screen.findByRole('textbox', { name: 'Organization name' })

/** A create of which nobody knows what became, whose form was gone on with. */
async function typedSince(prepare: (fake: FakeBackend) => void = () => undefined) {
  const app = await creating((fake) => {
    isOpen(fake, lost)
    fake.on('create_send', () => notSettled)
    prepare(fake)
  })
  await app.user.click(await screen.findByRole('button', { name: 'Back to the form' }))
  await app.user.type(await name(), ' Wells')
  return app
}

async function backToItsResult(user: User): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Back to its result' }))
  await screen.findByRole('button', { name: /^Look again/ })
}

describe('what was typed since a result', () => {
  it('is a draft of its own once the result is left: nobody goes on with it twice', async () => {
    const look = later<typeof notSettled>()
    const { fake, user } = await typedSince((fake) => fake.on('create_look_again', () => look.asked))
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({ form: { name: 'Bath Wells' } }),
    )
    await backToItsResult(user)
    await user.click(screen.getByRole('button', { name: 'Look again' }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      'What you typed for Bath Wells is kept as a draft.',
    )
    look.answer(notSettled)
    await user.click(await screen.findByRole('button', { name: 'Show Bath' }))
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    expect(await name()).toHaveValue('Bath')
    await user.type(await name(), '!')
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)).toMatchObject({ id: null, form: { form: { name: 'Bath!' } } }),
    )
  })

  it('waits by itself where it cannot be kept and the result is over', async () => {
    const look = later<typeof notSettled>()
    const waiting = { ...notSettled, details_waiting: 1 }
    const { fake, user } = await typedSince((fake) =>
      keepsNothing(fake)
        .on('create_send', () => waiting)
        .on('create_look_again', () => look.asked),
    )
    await backToItsResult(user)
    await user.click(screen.getByRole('button', { name: 'Look again, and save the details' }))
    await user.click(screen.getByRole('link', { name: /^Needs you/ }))
    await user.click(await screen.findByRole('button', { name: 'Leave while it is looked for' }))
    look.answer(waiting)
    await screen.findByRole('button', { name: 'Show Bath' })
    await user.click(await screen.findByRole('button', { name: 'It is settled: Bath' }))
    isOpen(fake)
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    await user.click(await screen.findByRole('button', { name: 'Go on with it: Bath' }))
    expect(await name()).toHaveValue('Bath Wells')
    expect(screen.queryByRole('button', { name: 'Back to its result' })).toBeNull()
  })

  it('is asked about where it cannot be kept, also on the way out of the result', async () => {
    const { user } = await typedSince(keepsNothing)
    await backToItsResult(user)
    await user.click(screen.getByRole('button', { name: 'Leave it' }))
    const dialog = await screen.findByRole('dialog', {
      name: /^What you typed for .*Bath Wells.* is not kept$/,
    })
    expect(dialog).toHaveTextContent('You typed it after this was sent.')
    expect(screen.getByRole('button', { name: 'Discard it' })).toHaveClass('quiet-bad')
    await user.click(screen.getByRole('button', { name: 'Discard it' }))
    await screen.findByRole('heading', { name: 'Needs you', level: 1 })
  })
})

describe('a result that is over', () => {
  it('does not wait where the changes are not open any more', async () => {
    const look = later<UpdateResultView>()
    const { fake, user } = await openConnected((fake) => {
      isOpen(fake, openUpdate)
      fake.on('update_look_again', () => look.asked)
    })
    await user.click(await screen.findByRole('link', { name: /^Needs you/ }))
    await user.click(await screen.findByRole('button', { name: 'Look at the portal: Kestrel Freight' }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    look.answer(unclearUpdate)
    await screen.findByRole('button', { name: 'Show Kestrel Freight' })
    // Another save of the same organization has settled it.
    isOpen(fake)
    await user.click(screen.getByRole('link', { name: /^Needs you/ }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show Kestrel Freight' })).toBeNull())
  })

  it('is not what a new organization begins with, where it waited for a sign-in', async () => {
    const look = later<{
      open: []
      settled: { review: string; name: string; created: boolean; differs: boolean }[]
    }>()
    const { fake, user } = await creating((fake) =>
      fake
        .on('create_send', () => ({ ...notSettled, outcome: 'cannot_look', not_read: refusedSignIn }))
        .on('operations_look', () => look.asked),
    )
    isOpen(fake, lost)
    await user.click(await screen.findByRole('button', { name: /^Sign in again/ }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })
    // The connection is opened anew by the sign-in, and what is open is looked at.
    void openConnection(halden)
    await waitFor(() => expect(fake.asked('operations_look')).toHaveLength(1))
    isOpen(fake)
    look.answer({ open: [], settled: [{ review: lost.review, name: 'Bath', created: true, differs: false }] })
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent('Bath was created')
    show({ name: 'new-organization' })
    expect(await name()).toHaveValue('')
  })

  it('takes with it what was to be sent in its place', async () => {
    const again = { ...lost, work: { ...lost.work, can_be_created_again: true } } as OpenOperationView
    const review = later<typeof createReview>()
    const { fake, user } = await openConnected((fake) => {
      isOpen(fake, again)
      fake.on('create_review', () => review.asked)
    })
    await user.click(await screen.findByRole('link', { name: /^Needs you/ }))
    await user.click(await screen.findByRole('button', { name: /^It was not created: create it again/ }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    review.answer(createReview)
    await screen.findByRole('button', { name: 'Go on with it: Bath' })
    await user.click(screen.getByRole('link', { name: /^Needs you/ }))
    await user.click(await screen.findByRole('button', { name: 'It is settled: Bath' }))
    isOpen(fake)
    await user.click(await screen.findByRole('button', { name: 'It is settled' }))
    await screen.findByText('Nothing needs you')
    expect(screen.queryByRole('button', { name: 'Go on with it: Bath' })).toBeNull()
  })
})

describe('what came in the way of a look that was left', () => {
  it('is said where one comes back to it, until it was seen', async () => {
    let fail: () => void = () => undefined
    const { user } = await openConnected((fake) => {
      isOpen(fake, lost)
      fake.on('create_look_again', () => new Promise((_, reject) => (fail = () => reject(changed))))
    })
    const needsYou = async () => user.click(screen.getByRole('link', { name: /^Needs you/ }))
    await screen.findByRole('link', { name: /^Needs you/ })
    await needsYou()
    await user.click(await screen.findByRole('button', { name: 'Look, and save the details: Bath' }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    fail()
    await needsYou()
    expect(await screen.findByRole('button', { name: 'Go on as a.other' })).toBeVisible()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    await needsYou()
    await screen.findByRole('button', { name: 'Look, and save the details: Bath' })
    expect(screen.queryByRole('button', { name: 'Go on as a.other' })).toBeNull()
  })
})

const changed: AppError = {
  kind: 'identity_changed',
  before: halden.identity,
  now: { ...halden.identity, username: 'a.other' },
}
