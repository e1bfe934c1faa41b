import { screen, waitFor } from '@testing-library/svelte'
import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import { refreshDrafts } from '../../app/drafts.svelte'
import type { DraftsView } from '../../backend'
import { describe as describeError } from '../../errors/describe'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { draftRow, leftChanges, leftNew, typedElsewhere, unreadable } from '../../test/drafts'
import type { FakeBackend } from '../../test/fake-backend'
import { later } from '../../test/leaving'
import { halden, organization, updateReview } from '../../test/sample'

async function room(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected((fake) => {
    fake.on('drafts', () => ({ drafts: [draftRow(), typedElsewhere], discarded: [] }))
    fake.on('draft_open', ({ which }) => (which.kind === 'one' ? leftNew : null))
    prepare?.(fake)
  })
  await app.user.click(await screen.findByRole('link', { name: /^Drafts/ }))
  await screen.findByRole('heading', { name: 'Drafts', level: 1 })
  return app
}

describe('the drafts of a connection', () => {
  it('are in the sidebar only where there are some, with their number', async () => {
    const { fake } = await openConnected()
    await waitFor(() => expect(fake.asked('drafts')).toContain(halden.id))
    expect(screen.queryByRole('link', { name: /Drafts/ })).toBeNull()
    fake.on('drafts', () => ({ drafts: [draftRow()], discarded: [] }))
    screen.getByRole('link', { name: 'Connections' }).click()
    expect(await screen.findByRole('link', { name: 'Drafts, 1' })).toBeVisible()
  })

  it('stay away from there where there were none and they cannot be read once more', async () => {
    const { fake } = await openConnected()
    await refreshDrafts()
    fake.on('drafts', () => Promise.reject(unreadable as unknown as Error))
    await refreshDrafts()
    await tick()
    expect(screen.queryByRole('link', { name: /Drafts/ })).toBeNull()
  })

  it('are told with when they were left, and by whom where that was somebody else', async () => {
    await room()
    expect(screen.getAllByText('New organization, left 12 Mar, 18:04')[0]).toBeVisible()
    expect(screen.getByText('Typed as a.other of Another Partner, on old.halden.example')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('are not said to be none where they cannot be read, and are tried again', async () => {
    const { fake, user } = await room((fake) =>
      fake.on('drafts', () => Promise.reject(unreadable as unknown as Error)),
    )
    const { title, text } = describeError(unreadable)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent(title)
    expect(alert).toHaveTextContent(text)
    expect(screen.queryByText('No drafts')).toBeNull()
    const again = later<DraftsView>()
    fake.on('drafts', () => again.asked)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByRole('button', { name: 'Reading…' })).toHaveAttribute('aria-busy', 'true')
    again.answer({ drafts: [draftRow()], discarded: [] })
    expect(await screen.findByRole('button', { name: 'Open the draft for Bath' })).toBeVisible()
  })

  it('open where they were left', async () => {
    const { fake, user } = await room()
    await user.click(screen.getByRole('button', { name: 'Open the draft for Bath' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('Bath')
    expect(fake.asked('draft_open')).toEqual([
      { connection: halden.id, which: { kind: 'one', id: leftNew.id, confirmed: false } },
    ])
  })

  it('open with the changes of an organization', async () => {
    const changes = draftRow({ id: leftChanges.id, name: 'Kestrel Freight', organization: 'o-1' })
    const { user } = await room((fake) =>
      fake.on('drafts', () => ({ drafts: [changes], discarded: [] })).on('draft_open', () => leftChanges),
    )
    await user.click(screen.getByRole('button', { name: 'Open the draft for Kestrel Freight' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Hull')
  })

  it('with changes that somebody else loaded are laid over what the portal shows to who goes on', async () => {
    const changes = draftRow({ id: leftChanges.id, name: 'Kestrel Freight', organization: 'o-1' })
    const loaded = { ...leftChanges.form, loaded_by: 'another' } as typeof leftChanges.form
    const { fake, user } = await room((fake) =>
      fake
        .on('drafts', () => ({ drafts: [changes], discarded: [] }))
        .on('draft_open', () => ({ ...leftChanges, form: loaded })),
    )
    await user.click(screen.getByRole('button', { name: 'Open the draft for Kestrel Freight' }))
    await user.type(await screen.findByRole('textbox', { name: 'City' }), '!')
    expect(fake.asked('update_carry_over')).toMatchObject([{ loaded_by: 'another' }])
    // From then on it rests on what they are shown, which may not be all.
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({ loaded_by: 'laid_over' }),
    )
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await waitFor(() => expect(fake.asked('update_review')).toMatchObject([{ loaded_by: 'laid_over' }]))
  })

  it('with changes that somebody else loaded say what may only not be shown, in the form and its review', async () => {
    const changes = draftRow({ id: leftChanges.id, name: 'Kestrel Freight', organization: 'o-1' })
    const loaded = { ...leftChanges.form, loaded_by: 'another' } as typeof leftChanges.form
    const { user } = await room((fake) =>
      fake
        .on('drafts', () => ({ drafts: [changes], discarded: [] }))
        .on('draft_open', () => ({ ...leftChanges, form: loaded }))
        .on('update_carry_over', ({ mine }) => ({
          theirs: { ...organization(), unread: ['phone'] },
          merged: mine,
          collisions: [],
          no_choice: [],
        }))
        .on('update_review', () => ({ ...updateReview, unread: ['phone'] }) as typeof updateReview),
    )
    await user.click(screen.getByRole('button', { name: 'Open the draft for Kestrel Freight' }))
    expect(await screen.findByText(/^You go on where another user left it/)).toBeVisible()
    expect(screen.getByText(/^Another user loaded these changes; .*Phone: what/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    expect(
      await screen.findByRole('heading', { name: 'Fields that may only not be shown to you may be blanked' }),
    ).toBeVisible()
  })

  it('that somebody else typed open only after a question', async () => {
    const { fake, user } = await room()
    await user.click(screen.getByRole('button', { name: 'Open the draft for Wells' }))
    expect(await screen.findByRole('dialog', { name: 'Open the draft for Wells here?' })).toHaveTextContent(
      /It was typed as a\.other of Another Partner, on old\.halden\.example\. You are m\.keller of Halden Secure GmbH, on scan\.halden\.example: what you review and send goes there\./,
    )
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Leave it' }))
    expect(fake.asked('draft_open')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Open the draft for Wells' }))
    await user.click(await screen.findByRole('button', { name: 'Open it here' }))
    await screen.findByRole('textbox', { name: 'Organization name' })
    expect(fake.asked('draft_open')).toEqual([
      { connection: halden.id, which: { kind: 'one', id: typedElsewhere.id, confirmed: true } },
    ])
  })

  it('are discarded after one question, and can be put back', async () => {
    const { fake, user } = await room()
    await user.click(screen.getByRole('button', { name: 'Discard the draft for Bath' }))
    await screen.findByRole('dialog', { name: 'Discard the draft for Bath?' })
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Keep it' }))
    expect(fake.asked('draft_discard')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Discard the draft for Bath' }))
    fake.on('drafts', () => ({ drafts: [], discarded: [draftRow()] }))
    await user.click(await screen.findByRole('button', { name: 'Discard it' }))
    await user.click(await screen.findByRole('button', { name: 'Undo: keep the draft for Bath again' }))
    const draft = { connection: halden.id, id: leftNew.id }
    expect(fake.asked('draft_discard')).toEqual([draft])
    expect(fake.asked('draft_restore')).toEqual([draft])
    await expectNoAxeFindings()
  })

  it('stay where discarding fails, and it says why', async () => {
    const { fake, user } = await room()
    fake.on('draft_discard', () => {
      throw { kind: 'local_data', during: 'writing', problem: 'not_writable' }
    })
    await user.click(screen.getByRole('button', { name: 'Discard the draft for Bath' }))
    await user.click(await screen.findByRole('button', { name: 'Discard it' }))
    expect(await screen.findByText('This was not saved on this computer')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Open the draft for Bath' })).toBeVisible()
    fake.on('draft_discard', () => null)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText('This was not saved on this computer')).toBeNull())
    expect(fake.asked('draft_discard')).toHaveLength(2)
  })

  it('are told before their connection is removed', async () => {
    const { fake, user } = await room()
    fake.on('connection_remove_check', () => ({ open_operations: 0, drafts: 2 }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Remove Halden Secure' }))
    await waitFor(() =>
      expect(screen.getByRole('dialog')).toHaveTextContent('2 drafts for it are removed as well.'),
    )
  })
})
