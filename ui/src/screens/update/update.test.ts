import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { takeUp } from '../../app/aside'
import { show } from '../../app/router.svelte'
import type { UpdateResultView } from '../../backend'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { keepsNothing } from '../../test/drafts'
import { fakeBackend, type FakeBackend } from '../../test/fake-backend'
import { collision, halden, organization, rowAt, saved, updateReview } from '../../test/sample'
import { UpdateFlow } from './update-flow.svelte'

const forbidden = {
  kind: 'not_shown',
  why: 'forbidden',
  status: 403,
  said: { message: null, raw: null },
} as const

const signInRefused = {
  kind: 'rejected',
  status: 401,
  said: { message: null, raw: null },
  problems: [],
  redirect_to: null,
} as const

async function openForm(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  const [, row] = await screen.findAllByRole('row')
  if (row) await app.user.click(row)
  await app.user.click(await screen.findByRole('button', { name: 'Edit' }))
  await screen.findByRole('textbox', { name: 'ZIP code' })
  return app
}

async function openReview(prepare?: (fake: FakeBackend) => void) {
  const app = await openForm(prepare)
  await app.user.type(screen.getByRole('textbox', { name: 'ZIP code' }), '3089 JH')
  await app.user.click(screen.getByRole('button', { name: 'Review changes' }))
  await screen.findByRole('heading', { name: 'Review changes', level: 1 })
  return app
}

describe('editing an organization', () => {
  it('says at the field what has changed', async () => {
    const { user } = await openForm()
    const zip = screen.getByRole('textbox', { name: 'ZIP code' })
    await user.type(zip, '3089 JH')
    await user.tab()
    await waitFor(() => expect(zip).toHaveAccessibleDescription('Changed'))
    expect(screen.getByText('1 field changed')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('reviews what was loaded beside what is typed, old beside new', async () => {
    const { fake } = await openReview()
    const request = fake.asked('update_review')[0]
    expect(request?.base?.zipcode).toBe('')
    expect(request?.mine.zipcode).toBe('3089 JH')
    expect(screen.getByRole('row', { name: /Country Netherlands The Netherlands/ })).toBeVisible()
    expect(screen.getByRole('row', { name: /State Zuid-Holland Cleared/ })).toBeVisible()
    await expectNoAxeFindings()
  })

  it('saves once and shows what the portal holds', async () => {
    const { fake, user } = await openReview()
    await user.dblClick(screen.getByRole('button', { name: 'Save changes' }))
    await screen.findByRole('heading', { name: 'Saved and read back' })
    expect(fake.asked('update_send')).toHaveLength(1)
    await expectNoAxeFindings()
  })

  it('sends nothing when nothing has changed, and says so', async () => {
    const { fake, user } = await openForm((fake) =>
      fake.on('update_review', () => ({ state: 'nothing_changed' })),
    )
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Nothing has changed')
    expect(fake.asked('update_send')).toEqual([])
  })

  it('asks before changes are left that cannot be kept, and stays with them', async () => {
    const { user } = await openForm(keepsNothing)
    await user.type(screen.getByRole('textbox', { name: 'ZIP code' }), '3089 JH')
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    const dialog = await screen.findByRole('dialog', { name: /Changes to Kestrel Freight are not saved/ })
    expect(within(dialog).getByRole('button', { name: 'Discard changes' })).toHaveClass('quiet-bad')
    await user.click(screen.getByRole('button', { name: 'Keep editing' }))
    expect(screen.getByRole('textbox', { name: 'ZIP code' })).toHaveValue('3089 JH')
  })

  it('leaves without a question when nothing was typed', async () => {
    const { user } = await openForm()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('heading', { name: 'Connections', level: 1 })).toBeVisible()
  })

  it('does not say that nothing was saved when Orgdesk broke in the middle', async () => {
    const { fake, user } = await openReview((fake) =>
      fake.on('update_send', () => {
        throw { kind: 'went_wrong', may_have_written: true }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    expect(await screen.findByText(/It is not known whether the portal was written to/)).toBeVisible()
    expect(screen.queryByText(/Nothing has been saved/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    expect(fake.asked('update_send')).toHaveLength(1)
  })

  it('says that nothing was saved where the portal could not be read first', async () => {
    const said = { message: null, raw: null }
    const { fake, user } = await openReview((fake) =>
      fake.on('update_send', () => {
        throw { kind: 'unclear', reason: 'timeout', status: null, said }
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    expect(await screen.findByText(/Nothing has been saved/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await waitFor(() => expect(fake.asked('update_send')).toHaveLength(2))
  })

  it('comes back from a new sign-in to the save of which nobody knows what became', async () => {
    const said = { message: null, raw: null }
    const fake = fakeBackend().on('update_send', () => ({
      state: 'unclear',
      organization: null,
      not_read: { kind: 'rejected', status: 401, said, problems: [], redirect_to: null },
      not_applied: false,
      is_neither: true,
      comparison: [],
      steps: [],
      error: { kind: 'unclear', reason: 'timeout', status: null, said },
      destination: saved.destination,
    }))
    const flow = new UpdateFlow(halden.id, rowAt(0).id)
    await flow.load()
    await flow.toReview()
    await flow.send()
    flow.signIn()
    expect(fake.asked('update_send')).toHaveLength(1)
    expect(takeUp<UpdateFlow>(halden.id, `edit ${rowAt(0).id}`)?.step).toBe('unclear')
  })

  it('does not say that the portal holds all of what could not be read back', async () => {
    const comparison = [{ label: 'City', sent: 'Bath', held: null, state: 'not_read' as const }]
    const { user } = await openReview((fake) => fake.on('update_send', () => ({ ...saved, comparison })))
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    expect(await screen.findByText(/as far as it could be read back/)).toBeVisible()
  })

  it('says that nothing was sent where somebody saved the same meanwhile, and offers no request', async () => {
    const { user } = await openReview((fake) =>
      fake.on('update_send', () => ({ ...saved, theirs_kept: [], request: null })),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    expect(await screen.findByRole('heading', { name: 'Nothing had to be saved' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Copy as curl' })).not.toBeInTheDocument()
    expect(screen.queryByText('You sent')).not.toBeInTheDocument()
  })

  it('says why it could not be read back', async () => {
    const { user } = await openReview((fake) =>
      fake.on('update_send', () => ({
        ...saved,
        organization: null,
        not_read: { kind: 'unclear', reason: 'timeout', status: null, said: { message: null, raw: null } },
      })),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    expect(await screen.findByText(/The portal did not answer in time/)).toBeVisible()
    expect(screen.queryByText(/does not let it be read/)).not.toBeInTheDocument()
  })

  it('warns in the review that fields which were not in the answer may be blanked', async () => {
    const { fake } = await openReview((fake) =>
      fake
        .on('organization_get', () => ({ ...organization(), unread: ['website'] }))
        .on('update_review', () => ({ ...updateReview, unread: ['website'] })),
    )
    expect(fake.asked('update_review')[0]?.unread).toEqual(['website'])
    expect(
      screen.getByRole('heading', { name: 'Fields that were not in the portal’s answer may be blanked' }),
    ).toBeVisible()
  })

  it('says when the answer was lost and the old values are still there, and keeps what was typed', async () => {
    const { user } = await openReview((fake) =>
      fake.on('update_send', () => ({
        state: 'unclear',
        organization: organization(),
        not_read: null,
        not_applied: true,
        is_neither: false,
        comparison: saved.comparison,
        steps: saved.steps,
        error: { kind: 'unclear', reason: 'timeout', status: null, said: { message: null, raw: null } },
        destination: saved.destination,
      })),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    expect(await screen.findByRole('heading', { name: 'The portal does not show the changes' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Go on with my changes' }))
    expect(await screen.findByRole('textbox', { name: 'ZIP code' })).toHaveValue('3089 JH')
  })
})

describe('what was typed before', () => {
  const base = organization().fields
  const unclear: UpdateResultView = {
    state: 'unclear',
    organization: organization(),
    not_read: null,
    not_applied: false,
    is_neither: true,
    comparison: saved.comparison,
    steps: saved.steps,
    error: { kind: 'unclear', reason: 'timeout', status: null, said: { message: null, raw: null } },
    destination: saved.destination,
  }

  it('is merged into what the portal holds now by the app, with what was loaded then', async () => {
    const theirs = { ...organization(), fields: { ...base, city: 'Utrecht' } }
    const { fake, user } = await openReview((fake) =>
      fake
        .on('update_send', () => unclear)
        .on('update_carry_over', ({ mine }) => ({
          theirs,
          merged: { ...mine, city: 'Utrecht' },
          collisions: [],
          no_choice: [],
        })),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await user.click(await screen.findByRole('button', { name: 'Go on with my changes' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Utrecht')
    expect(fake.asked('update_carry_over')[0]).toMatchObject({ base, mine: { zipcode: '3089 JH' } })

    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await waitFor(() => expect(fake.asked('update_review')).toHaveLength(2))
    expect(fake.asked('update_review')[1]?.base?.city).toBe('Utrecht')
  })

  it('is to be chosen field by field where somebody else changed the same, and nobody says that nothing was sent', async () => {
    const { user } = await openReview((fake) =>
      fake.on('update_send', () => unclear).on('update_carry_over', () => collision),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await user.click(await screen.findByRole('button', { name: 'Go on with my changes' }))
    expect(await screen.findByRole('heading', { name: 'Somebody saved first' })).toBeVisible()
    expect(screen.queryByText(/Nothing of yours has been sent/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    expect(await screen.findByRole('textbox', { name: 'ZIP code' })).toHaveValue('3089 JH')
  })

  it('waits while it cannot be read: leaving asks where it cannot be kept, and it is in the form that is opened unseen', async () => {
    const { user } = await openConnected((fake) =>
      keepsNothing(fake).on('update_carry_over', () => {
        throw forbidden
      }),
    )
    show({ name: 'edit', id: rowAt(0).id, carried: { base: null, mine: { ...base, city: 'Hull' } } })
    await screen.findByRole('button', { name: 'Update without seeing it' })
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }))
    await user.click(screen.getByRole('button', { name: 'Update without seeing it' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Hull')
    expect(screen.getByText('What the portal holds is not known')).toBeVisible()
  })

  it('waits while the sign-in is replaced, and is laid over what is read then', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('update_carry_over', () => {
        throw signInRefused
      }),
    )
    show({ name: 'edit', id: rowAt(0).id, carried: { base: null, mine: { ...base, city: 'Hull' } } })
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })
    expect(screen.queryByRole('dialog')).toBeNull()
    fake.on('update_carry_over', ({ mine }) => ({
      theirs: organization(),
      merged: mine,
      collisions: [],
      no_choice: [],
    }))
    await user.type(await screen.findByLabelText('User token'), 'new')
    await user.click(screen.getByRole('button', { name: 'Test and save' }))
    await user.click(await screen.findByRole('button', { name: 'Save connection' }))
    const [, row] = await screen.findAllByRole('row')
    if (row) await user.click(row)
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Hull')
    expect(fake.asked('update_carry_over').at(-1)?.mine.city).toBe('Hull')
  })

  it('is in the form that is opened unseen after the sign-in was replaced', async () => {
    const { user } = await openConnected((fake) =>
      fake.on('update_carry_over', () => {
        throw signInRefused
      }),
    )
    show({ name: 'edit', id: rowAt(0).id, carried: { base: null, mine: { ...base, city: 'Hull' } } })
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })
    show({ name: 'edit', id: rowAt(0).id, unseen: true })
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Hull')
  })

  it('goes on unseen after an unclear save that was unseen', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('update_send', () => ({ ...unclear, organization: null })),
    )
    show({ name: 'edit', id: rowAt(0).id, unseen: true })
    await user.type(await screen.findByRole('textbox', { name: 'City' }), 'Hull')
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await user.click(await screen.findByRole('button', { name: 'Save changes' }))
    await user.click(await screen.findByRole('button', { name: 'Go on with my changes' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Hull')
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await waitFor(() => expect(fake.asked('update_review')).toHaveLength(2))
    expect(fake.asked('update_review')[1]?.base).toBeNull()
    expect(fake.asked('organization_get')).toEqual([])
  })
})

describe('an organization that cannot be read because the sign-in is refused', () => {
  it('leads to a new sign-in first, and can be tried again', async () => {
    const { user } = await openConnected((fake) =>
      fake.on('organization_get', () => {
        throw signInRefused
      }),
    )
    show({ name: 'edit', id: rowAt(0).id })
    expect(await screen.findByRole('button', { name: 'Sign in again' })).toHaveClass('primary')
    expect(screen.getByRole('button', { name: 'Try again' })).not.toHaveClass('primary')
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Sign in again' }))
    expect(await screen.findByRole('heading', { name: 'Replace the sign-in' })).toBeVisible()
  })
})

describe('an organization that the portal does not let be read', () => {
  it('can be updated unseen, after saying that fields may be blanked', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('organization_get', () => {
        throw forbidden
      }),
    )
    const [, row] = await screen.findAllByRole('row')
    if (row) await user.click(row)
    await user.click(await screen.findByRole('button', { name: 'Update without seeing it' }))
    expect(await screen.findByText('What the portal holds is not known')).toBeVisible()
    await user.type(screen.getByRole('textbox', { name: 'Organization name' }), 'Kestrel Freight')
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await waitFor(() => expect(fake.asked('update_review')[0]?.base).toBeNull())
  })
})
