import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { openForm } from '../../test/create'
import { draftRow, keepsNothing, leftNew } from '../../test/drafts'
import type { FakeBackend } from '../../test/fake-backend'
import { created, halden } from '../../test/sample'

const name = () => screen.findByRole('textbox', { name: 'Organization name' })
const justDone = () => screen.findByRole('region', { name: 'Just done' })

async function typed(prepare?: (fake: FakeBackend) => void) {
  const app = await openForm(prepare)
  await app.user.type(await name(), 'Wells')
  return app
}

describe('a new organization while it is typed', () => {
  it('is kept as it stands without a field being left, and says so', async () => {
    const { fake } = await typed()
    expect(await screen.findByText(/^Draft kept \d\d:\d\d$/)).toBeVisible()
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({ form: { name: 'Wells' } }),
    )
    expect(fake.asked('draft_keep')[0]).toMatchObject({ id: null, connection: halden.id })
  })

  it('says calmly where it cannot be kept, and loses nothing', async () => {
    await typed(keepsNothing)
    expect(
      await screen.findByText(/^What you type cannot be kept on this computer: the disk is full/),
    ).toBeVisible()
    expect(await name()).toHaveValue('Wells')
    await expectNoAxeFindings()
  })

  it('is not called kept, and stays, where the local data was replaced while Orgdesk is open; nothing is sent', async () => {
    const { user } = await typed((fake) =>
      keepsNothing(fake, 'replaced').on('create_send', () => {
        throw { kind: 'not_noted', problem: 'replaced' }
      }),
    )
    expect(
      await screen.findByText(
        /^What you type cannot be kept on this computer: its local data was replaced.*start it again/,
      ),
    ).toBeVisible()
    expect(screen.queryByText(/^Draft kept/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await user.click(await screen.findByRole('button', { name: 'Create organization' }))
    expect(await screen.findByRole('heading', { name: /^Nothing was sent/ })).toBeVisible()
    expect(
      screen.getByText(/replaced while Orgdesk was open.*close Orgdesk and start it again/),
    ).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    expect(await name()).toHaveValue('Wells')
    await expectNoAxeFindings()
  })

  it('is left without a question, and can be gone back to', async () => {
    const { fake, user } = await typed()
    fake.on('draft_open', () => leftNew)
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await justDone()).toHaveTextContent('What you typed for Wells is kept as a draft.')
    expect(screen.queryByRole('dialog')).toBeNull()
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Open draft' }))
    await name()
    expect(fake.asked('draft_open').at(-1)?.which).toEqual({ kind: 'one', id: 'draft-1', confirmed: false })
  })

  it('is not told of as a draft where nothing is typed', async () => {
    const { user } = await openForm()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    expect(screen.queryByRole('region', { name: 'Just done' })).toBeNull()
  })

  it('takes its draft along into the review, as it was typed last', async () => {
    const { fake, user } = await typed()
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('heading', { name: 'Review', level: 1 })
    expect(fake.asked('create_review')[0]?.draft).toBe('draft-1')
    const before = fake.calls.findIndex(({ command }) => command === 'create_review')
    const kept = fake.calls.slice(0, before).filter(({ command }) => command === 'draft_keep')
    expect(kept.at(-1)?.request).toMatchObject({ form: { form: { name: 'Wells' } } })
  })

  it('is no draft any more once it is created', async () => {
    const { fake, user } = await typed((fake) => fake.on('create_send', () => created))
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await user.click(await screen.findByRole('button', { name: 'Create organization' }))
    await screen.findByRole('heading', { name: 'Created and read back' })
    const kept = fake.asked('draft_keep').length
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    expect(screen.queryByRole('region', { name: 'Just done' })).toBeNull()
    expect(fake.asked('draft_keep')).toHaveLength(kept)
    expect(fake.asked('draft_discard')).toEqual([])
  })
})

describe('discarding a new organization', () => {
  it('is asked once, and can be undone', async () => {
    const { fake, user } = await typed()
    await user.click(screen.getByRole('button', { name: 'Discard draft' }))
    await screen.findByRole('dialog', { name: 'Discard what you typed for Wells?' })
    await user.click(screen.getByRole('button', { name: 'Keep it' }))
    expect(await name()).toHaveValue('Wells')
    await user.click(screen.getByRole('button', { name: 'Discard draft' }))
    await user.click(await screen.findByRole('button', { name: 'Discard it' }))
    expect(await justDone()).toHaveTextContent('The draft for Wells is discarded.')
    expect(await screen.findByRole('grid', { name: 'Organizations' })).toBeVisible()
    expect(fake.asked('draft_discard')).toEqual([{ connection: halden.id, id: 'draft-1' }])

    fake.on('draft_open', () => leftNew)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await name()).toHaveValue('Bath')
    expect(fake.asked('draft_restore')).toEqual([{ connection: halden.id, id: 'draft-1' }])
    expect(screen.queryByRole('region', { name: 'Just done' })).toBeNull()
  })

  it('says before where it cannot be undone', async () => {
    const { user } = await typed(keepsNothing)
    await screen.findByText(/cannot be kept on this computer/)
    await user.click(screen.getByRole('button', { name: 'Discard draft' }))
    expect(await screen.findByRole('dialog')).toHaveTextContent('this cannot be undone')
  })
})

describe('a new organization that was left', () => {
  const opened = () => openConnected((fake) => fake.on('draft_open', () => leftNew))

  it('is there again to the letter, with when it was left', async () => {
    const { fake, user } = await opened()
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    expect(await name()).toHaveValue('Bath')
    expect(screen.getByRole('textbox', { name: 'Description' })).toHaveValue(' half')
    expect(screen.getByRole('combobox', { name: 'Parent organization' })).toHaveValue('Bright')
    expect(screen.getByRole('heading', { name: 'Kept from 12 Mar, 18:04' })).toBeVisible()
    expect(fake.asked('draft_open')).toEqual([{ connection: halden.id, which: { kind: 'last_new' } }])
    await expectNoAxeFindings()
    expect(fake.asked('draft_keep')).toEqual([])
    await user.type(await name(), ' 2')
    await waitFor(() => expect(fake.asked('draft_keep')[0]?.id).toBe(leftNew.id))
  })

  it('can be left for a new one, and is kept', async () => {
    const { fake, user } = await opened()
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    await user.click(await screen.findByRole('button', { name: 'Start a new one' }))
    await waitFor(async () => expect(await name()).toHaveValue(''))
    expect(screen.queryByRole('heading', { name: /Kept from/ })).toBeNull()
    expect(fake.asked('draft_discard')).toEqual([])
  })

  it('says how many others there are', async () => {
    const { user } = await openConnected((fake) =>
      fake
        .on('draft_open', () => leftNew)
        .on('drafts', () => ({ drafts: [draftRow(), draftRow({ id: 'draft-2' })], discarded: [] })),
    )
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    await user.click(await screen.findByRole('button', { name: '1 other draft' }))
    expect(await screen.findByRole('heading', { name: 'Drafts', level: 1 })).toBeVisible()
  })
})
