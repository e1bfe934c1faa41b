import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { CollisionRow } from '../../backend'
import { live } from '../../app/live.svelte'
import { show } from '../../app/router.svelte'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import type { FakeBackend } from '../../test/fake-backend'
import { collision, organization, updateReview } from '../../test/sample'

async function openReview(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  show({ name: 'edit', id: organization().id })
  await app.user.type(await screen.findByRole('textbox', { name: 'ZIP code' }), '3089 JH')
  await app.user.click(screen.getByRole('button', { name: 'Review changes' }))
  await screen.findByRole('heading', { name: 'Review changes', level: 1 })
  return app
}

describe('a review of changes', () => {
  it('says of one field that it is left out', async () => {
    await openReview((fake) =>
      fake.on('update_review', () => ({
        ...updateReview,
        unseen: true,
        unchanged: updateReview.unchanged.slice(0, 1),
      })),
    )
    expect(screen.getByText(/1 field is left out\./)).toBeVisible()
  })

  it('cuts a long name in the way to it, and tells the whole', async () => {
    const name = 'Kestrel '.repeat(30).trim()
    await openReview((fake) => fake.on('update_review', () => ({ ...updateReview, name })))
    expect(screen.getByRole('button', { name })).toHaveAttribute('title', name)
  })
})

describe('a save that somebody else came before', () => {
  it('lets each field be chosen when somebody saved first, and reviews again', async () => {
    const merged = { ...collision.merged, city: 'As Rust merged it' }
    const { fake, user } = await openReview((fake) =>
      fake.on('update_send', () => ({ ...collision, merged })),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await screen.findByRole('heading', { name: 'Somebody saved first' })
    const settled = within(screen.getByRole('table', { name: 'No choice needed' }))
    expect(settled.getByRole('row', { name: 'ZIP code (empty) 3089 JH as before 3089 JH' })).toBeVisible()
    await expectNoAxeFindings()
    const go = screen.getByRole('button', { name: 'Review with these choices' })
    await user.click(go)
    expect(fake.asked('update_review')).toHaveLength(1)

    await user.click(screen.getByRole('button', { name: 'Mine for all' }))
    expect(live.text).toBe('2 fields: mine.')
    await user.click(screen.getByRole('radio', { name: 'Contact title: Operations director, theirs' }))
    await user.click(go)
    await waitFor(() => expect(fake.asked('update_review')).toHaveLength(2))
    const again = fake.asked('update_review')[1]
    expect(again?.mine).toMatchObject({
      contact_phone: '+31 10 555 0177',
      contact_title: 'Operations director',
      zipcode: '3089 JH',
      city: 'As Rust merged it',
    })
    expect(again?.base).toEqual(collision.theirs.fields)
  })

  it('tells of no change but those that were made, and of nothing before where that is not known', async () => {
    const spaced = { ...organization().fields, city: 'Rotterdam ' }
    const loaded = { ...organization(), fields: spaced }
    const collisions = collision.collisions.map((row) => ({ ...row, base: null }))
    const no_choice = collision.no_choice.map((row) => ({ ...row, before: null }))
    const { user } = await openReview((fake) =>
      fake
        .on('organization_get', () => loaded)
        .on('update_send', () => ({ ...collision, theirs: loaded, merged: spaced, collisions, no_choice })),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await screen.findByRole('heading', { name: 'Somebody saved first' })
    const settled = within(screen.getByRole('table', { name: 'No choice needed' }))
    expect(settled.queryByRole('row', { name: /^City/ })).toBeNull()
    expect(settled.getByRole('row', { name: /^ZIP code Not known 3089 JH as before/ })).toBeVisible()
    const asked = within(screen.getByRole('table', { name: 'Changed on both sides' }))
    expect(asked.getByRole('row', { name: /^Contact phone Not known/ })).toBeVisible()
  })

  it('says of a choice that clears a field that it does', async () => {
    const cleared = (row: CollisionRow) => ({ ...row, base: 'Before', mine: '' })
    const { user } = await openReview((fake) =>
      fake.on('update_send', () => ({ ...collision, collisions: collision.collisions.map(cleared) })),
    )
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await screen.findByRole('heading', { name: 'Somebody saved first' })
    const asked = within(screen.getByRole('table', { name: 'Changed on both sides' }))
    expect(asked.queryByText('Cleared')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Mine for all' }))
    expect(asked.getAllByText('Cleared')).toHaveLength(2)
  })

  it('leads Ctrl Enter to what is still to choose, and stays until the review is there', async () => {
    let answer: (view: typeof updateReview) => void = () => undefined
    const { fake, user } = await openReview((fake) => fake.on('update_send', () => collision))
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    const heading = await screen.findByRole('heading', { name: 'Somebody saved first' })
    const [first] = screen.getAllByRole('radio')
    expect(screen.getByText('2 fields still to choose').closest('[role="status"]')).not.toBeNull()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(first).toHaveFocus()
    expect(first).not.toBeChecked()

    fake.on('update_review', () => new Promise((resolve) => (answer = resolve)))
    await user.click(screen.getByRole('button', { name: 'Theirs for all' }))
    expect(live.text).toBe('2 fields: theirs.')
    await user.click(screen.getByRole('button', { name: 'Review with these choices' }))
    expect(await screen.findByRole('button', { name: 'Reviewing…' })).toHaveFocus()
    expect(heading).toBeInTheDocument()
    const settled = within(screen.getByRole('table', { name: 'No choice needed' }))
    expect(settled.getByRole('row', { name: 'ZIP code (empty) 3089 JH as before 3089 JH' })).toBeVisible()
    expect(fake.asked('update_review').at(-1)?.mine).toMatchObject({
      contact_phone: '+31 10 555 0190',
      contact_title: 'Operations director',
    })
    answer(updateReview)
    expect(await screen.findByRole('heading', { name: 'Review changes', level: 1 })).toBeVisible()
  })
})
