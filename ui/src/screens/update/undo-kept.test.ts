import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { show } from '../../app/router.svelte'
import type { ChosenField, DraftView, UndoView, UpdateTyped } from '../../backend'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { draftRow } from '../../test/drafts'
import type { FakeBackend } from '../../test/fake-backend'
import { undo } from '../../test/history-sample'
import { collision, halden, organization, updateReview } from '../../test/sample'

const { id, fields } = organization()
const undoes = 'operation-3'
const before = { ...fields, city: 'Delft' }
/** Nobody has changed it since. */
const puts: UndoView = {
  ...undo,
  mine: before,
  merged: { theirs: organization(), merged: before, collisions: [], no_choice: [] },
}
const asks: UndoView = { ...puts, merged: collision }

const chosen: ChosenField = {
  field: 'contact_phone',
  mine: '+31 10 555 0177',
  theirs: '+31 10 555 0190',
  side: 'mine',
}

const typed: UpdateTyped = {
  id,
  base: puts.base,
  unread: [],
  mine: before,
  saves_details_of: null,
  loaded_by: 'oneself',
  undoes,
  chosen: [chosen],
}

/** An undo that was left. */
const left: DraftView = {
  id: 'draft-5',
  left_at: '2026-03-12T18:04:00Z',
  form: { kind: 'update', ...typed },
}

const mine = () => screen.findByRole('radio', { name: /^Contact phone: .*, mine$/ })

async function undoing(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected((fake) => {
    fake.on('history_undo', () => puts)
    prepare?.(fake)
  })
  show({ name: 'edit', id, undoes })
  return app
}

describe('the undoing of an update', () => {
  it('keeps what is chosen, between what, and what it undoes', async () => {
    const { fake, user } = await undoing((fake) => fake.on('history_undo', () => asks))
    await user.click(await mine())
    await waitFor(() => expect(fake.asked('draft_keep').at(-1)?.form).toEqual({ kind: 'update', ...typed }))
    expect(await screen.findByText(/^Draft kept/)).toBeVisible()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      'What you typed for Kestrel Freight is kept as a draft.',
    )
  })

  it('keeps what nobody saw when the update was made, whatever is shown now', async () => {
    const { fake, user } = await undoing((fake) =>
      fake.on('history_undo', () => ({ ...asks, unread: ['website'] })),
    )
    await user.click(await mine())
    await waitFor(() => expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({ unread: ['website'] }))
  })

  it.each([puts, asks])('of what another user loaded is reviewed as that', async (of) => {
    const { fake, user } = await undoing((fake) =>
      fake.on('history_undo', () => ({ ...of, loaded_by: 'laid_over' })),
    )
    if (of === asks) {
      await user.click(await screen.findByRole('button', { name: 'Mine for all' }))
      await user.click(screen.getByRole('button', { name: 'Review with these choices' }))
    }
    await screen.findByRole('button', { name: 'Undo this change' })
    expect(fake.asked('update_review').at(-1)).toMatchObject({ loaded_by: 'laid_over' })
  })

  it('keeps nothing where nothing was typed or chosen, and asks before it is left undone', async () => {
    const { fake, user } = await undoing()
    await screen.findByRole('button', { name: 'Undo this change' })
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('dialog', { name: 'The update of Kestrel Freight is not undone yet' })
    const leave = screen.getByRole('button', { name: 'Leave it as it is' })
    expect(leave).not.toHaveClass('quiet-bad')
    await user.click(leave)
    await screen.findByRole('heading', { name: 'Connections' })
    expect(fake.asked('draft_keep')).toEqual([])
  })

  it('is a change where nothing of it puts anything back', async () => {
    const { user } = await undoing((fake) => fake.on('update_review', () => updateReview))
    await user.click(await screen.findByRole('button', { name: 'Save changes' }))
    expect(await screen.findByRole('heading', { name: 'Saved and read back' })).toBeVisible()
    expect(screen.queryByText(/[Uu]ndo/)).toBeNull()
  })

  it('keeps what is typed over what it puts back', async () => {
    const { fake, user } = await undoing()
    await user.click(await screen.findByRole('button', { name: 'Back to the form' }))
    await user.type(await screen.findByRole('textbox', { name: 'City' }), '!')
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({
        mine: { city: 'Delft!' },
        undoes,
        chosen: [],
      }),
    )
    await user.keyboard('{Backspace}')
    await waitFor(() => expect(fake.asked('draft_keep').at(-1)?.form).toBeNull())
  })
})

describe('an undo that was left', () => {
  const held = (fake: FakeBackend) =>
    void fake
      .on('draft_open', () => left)
      .on('update_carry_over', ({ chosen: before }) => ({
        ...collision,
        collisions: collision.collisions.map((row) => ({
          ...row,
          chosen: before?.find(({ field }) => field === row.field)?.side ?? null,
        })),
      }))

  it('goes on with what was chosen, and is still that undo', async () => {
    const { fake, user } = await undoing(held)
    expect(await mine()).toBeChecked()
    expect(screen.getByRole('heading', { name: 'Kept from 12 Mar, 18:04' })).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Changed again since' })).toBeVisible()
    expect(screen.getByText('1 field still to choose')).toBeVisible()
    expect(fake.asked('draft_open')).toEqual([
      { connection: halden.id, which: { kind: 'undo_of', operation: undoes } },
    ])
    expect(fake.asked('history_undo')).toEqual([])
    expect(fake.asked('update_carry_over')[0]).toMatchObject({ undoes })
    await expectNoAxeFindings()

    await user.click(screen.getByRole('radio', { name: /^Contact title: .*, theirs$/ }))
    await user.click(screen.getByRole('button', { name: 'Review with these choices' }))
    await screen.findByRole('button', { name: 'Undo this change' })
    expect(fake.asked('update_review')[0]).toMatchObject({
      undoes,
      draft: left.id,
      mine: { contact_phone: '+31 10 555 0177', contact_title: 'Operations director' },
    })
  })

  it('is told as an undo among the drafts, and opened as one', async () => {
    const row = draftRow({ id: left.id, name: 'Kestrel Freight', organization: id, undoes })
    const { fake, user } = await openConnected((fake) => {
      held(fake)
      fake.on('drafts', () => ({ drafts: [row], discarded: [] }))
    })
    await user.click(await screen.findByRole('link', { name: /^Drafts/ }))
    expect(await screen.findByText('Undo of an update, left 12 Mar, 18:04')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Open the draft for Kestrel Freight' }))
    expect(await mine()).toBeChecked()
    expect(fake.asked('draft_open').at(-1)?.which).toEqual({ kind: 'one', id: left.id, confirmed: false })
  })

  it('is worked out anew once what was typed is discarded', async () => {
    const form = { ...left.form, chosen: [] } as DraftView['form']
    const { fake, user } = await undoing((fake) => fake.on('draft_open', () => ({ ...left, form })))
    await user.click(await screen.findByRole('button', { name: 'Discard changes' }))
    await user.click(await screen.findByRole('button', { name: 'Discard them' }))
    await screen.findByRole('button', { name: 'Undo this change' })
    expect(fake.asked('draft_discard')).toEqual([{ connection: halden.id, id: left.id }])
    expect(fake.asked('history_undo')).toEqual([undoes])
  })
})
