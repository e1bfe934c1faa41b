import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../test/app'
import { expectNoAxeFindings } from '../test/axe'
import { keepsNothing } from '../test/drafts'
import type { FakeBackend } from '../test/fake-backend'
import { collision, createReview, organization, rowAt, unknownCreate, updateReview } from '../test/sample'
import { likelyReview } from '../test/sample-alike'
import { show } from './router.svelte'

const page = {
  total: null,
  page: 1,
  more: false,
  skipped: 0,
  read_at: '2026-11-21T14:32:00Z',
}

async function review(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('button', { name: 'New organization' }))
  await app.user.type(await screen.findByRole('textbox', { name: 'Organization name' }), 'Bath')
  await app.user.click(screen.getByRole('button', { name: /^Review/ }))
  return app
}

async function changes(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  show({ name: 'edit', id: rowAt(0).id })
  await app.user.type(await screen.findByRole('textbox', { name: 'ZIP code' }), 'x')
  await app.user.click(screen.getByRole('button', { name: /Review changes/ }))
  return app
}

describe('two that are alike do not take a screen down', () => {
  it('two rows of one id in the list, which are one', async () => {
    await openConnected((fake) =>
      fake.on('organizations_list', () => ({ ...page, rows: [rowAt(0), rowAt(0), rowAt(1)] })),
    )
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(3))
  })

  it('two parents of one id', async () => {
    const { user } = await openConnected((fake) =>
      fake.on('organizations_list', () => ({ ...page, rows: [rowAt(0), rowAt(0)] })),
    )
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    await user.type(await screen.findByRole('combobox', { name: 'Parent organization' }), 'kestrel')
    expect(await screen.findAllByRole('option')).toHaveLength(2)
  })

  it('two warnings of the same words', async () => {
    const warning = { field: 'plans.0', message: 'the same' }
    const steps = createReview.steps.map((step) => ({ ...step, warnings: [warning, warning] }))
    await review((fake) => fake.on('create_review', () => ({ ...createReview, steps })))
    expect(await screen.findByRole('button', { name: 'Create organization' })).toBeVisible()
  })

  it('two of the same name and id on the portal', async () => {
    await review((fake) =>
      fake.on('create_review', () => {
        const { alike } = likelyReview
        const twice = alike.found.flatMap((one) => [
          one,
          { ...one, reasons: [...one.reasons, ...one.reasons] },
        ])
        const beside = alike.beside.map((row) => ({ ...row, others: [...row.others, ...row.others] }))
        return { ...likelyReview, same_name: [rowAt(1), rowAt(1)], alike: { ...alike, found: twice, beside } }
      }),
    )
    expect(await screen.findByRole('button', { name: 'Create all the same' })).toBeVisible()
  })

  it('two candidates of one id', async () => {
    const candidates = [rowAt(1), rowAt(1)]
    const { user } = await review((fake) => fake.on('create_send', () => ({ ...unknownCreate, candidates })))
    await user.click(await screen.findByRole('button', { name: 'Create organization' }))
    expect(await screen.findAllByRole('button', { name: /It is this one/ })).toHaveLength(2)
  })

  it('an organization that is called as a page above it', async () => {
    const { user } = await changes((fake) =>
      fake
        .on('update_review', () => ({ ...updateReview, name: 'Organizations' }))
        .on('update_send', () => ({
          ...collision,
          theirs: { ...organization(), fields: { ...organization().fields, name: 'Organizations' } },
        })),
    )
    await user.click(await screen.findByRole('button', { name: 'Save changes' }))
    expect(await screen.findByRole('heading', { name: 'Somebody saved first' })).toBeVisible()
  })
})

describe('a screen that cannot be drawn', () => {
  const broken = { ...createReview, requests: null as never }

  it('says what happened, leaves the window usable, and keeps what was typed', async () => {
    const { user } = await review((fake) => keepsNothing(fake).on('create_review', () => broken))
    expect(await screen.findByText('This screen could not be shown')).toBeVisible()
    await expectNoAxeFindings()

    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Stay' }))
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('Bath')
  })

  it('can be left for another', async () => {
    const { user } = await review((fake) => keepsNothing(fake).on('create_review', () => broken))
    await screen.findByText('This screen could not be shown')
    await user.click(screen.getByRole('button', { name: 'Organizations' }))
    await user.click(await screen.findByRole('button', { name: 'Give it up' }))
    expect(await screen.findByRole('grid', { name: 'Organizations' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('')
  })
})
