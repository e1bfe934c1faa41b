import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { DraftForm } from '../../backend'
import { show } from '../../app/router.svelte'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { leftChanges } from '../../test/drafts'
import type { FakeBackend } from '../../test/fake-backend'
import { collision, halden, organization } from '../../test/sample'

const { id } = organization()
const city = () => screen.findByRole('textbox', { name: 'City' })

async function edit(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  show({ name: 'edit', id })
  await city()
  return app
}

async function sure(user: Awaited<ReturnType<typeof edit>>['user']) {
  await user.click(screen.getByRole('button', { name: 'Discard changes' }))
  await screen.findByRole('dialog', { name: /Discard the changes to Kestrel Freight/ })
  await user.click(screen.getByRole('button', { name: 'Discard them' }))
}

describe('changes while they are typed', () => {
  it('are kept with what was loaded as their base', async () => {
    const { fake, user } = await edit()
    await user.clear(await city())
    await user.type(await city(), 'Hull')
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toEqual({
        kind: 'update',
        id,
        base: organization().fields,
        unread: [],
        mine: { ...organization().fields, city: 'Hull' },
        saves_details_of: null,
        loaded_by: 'oneself',
        undoes: null,
        chosen: [],
      }),
    )
    expect(await screen.findByText(/^Draft kept/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await waitFor(() => expect(fake.asked('update_review')[0]?.draft).toBe('draft-1'))
  })

  it('keep no draft where the form holds what was loaded', async () => {
    const { fake, user } = await edit()
    await user.type(await city(), 'x')
    await waitFor(() => expect(fake.asked('draft_keep')).not.toEqual([]))
    await user.keyboard('{Backspace}')
    await waitFor(() => expect(fake.asked('draft_keep').at(-1)?.form).toBeNull())
    expect(screen.queryByText(/^Draft kept/)).toBeNull()
  })

  it('are discarded after one question, stay in view as loaded, and can be put back', async () => {
    const { fake, user } = await edit()
    await user.type(await city(), 'x')
    await sure(user)
    expect(await city()).toHaveValue(organization().fields.city)
    expect(fake.asked('organization_get').length).toBeLessThanOrEqual(1)
    fake.on('draft_open', () => leftChanges)
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(async () => expect(await city()).toHaveValue('Hull'))
    expect(fake.asked('draft_restore')).toEqual([{ connection: halden.id, id: 'draft-1' }])
  })
})

describe('changes that were left', () => {
  const left = (fake: FakeBackend) => void fake.on('draft_open', () => leftChanges)

  it('are there again without the portal being asked, and are reviewed on what was loaded then', async () => {
    const { fake, user } = await edit(left)
    expect(await city()).toHaveValue('Hull')
    expect(screen.getByRole('heading', { name: 'Kept from 12 Mar, 18:04' })).toBeVisible()
    expect(fake.asked('draft_open')[0]?.which).toEqual({ kind: 'of', organization: id })
    expect(fake.asked('organization_get').some((asked) => asked.id === id)).toBe(false)
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Review changes' }))
    await waitFor(() => expect(fake.asked('update_review')[0]?.base?.city).toBe('Delft'))
    expect(fake.asked('draft_keep')).toEqual([])
  })

  it('are read anew from the portal once they are discarded', async () => {
    const { fake, user } = await edit(left)
    await sure(user)
    await waitFor(async () => expect(await city()).toHaveValue(organization().fields.city))
    expect(fake.asked('draft_discard')).toEqual([{ connection: halden.id, id: leftChanges.id }])
    expect(screen.queryByRole('heading', { name: /Kept from/ })).toBeNull()
  })

  it('keep what was not shown then beside what was, while one chooses', async () => {
    const chosen = [
      { field: 'contact_phone', mine: '+31 10 555 0177', theirs: '+31 10 555 0190', side: 'theirs' },
    ] as const
    const { fake, user } = await openConnected((fake) =>
      fake
        .on('draft_open', () => ({
          ...leftChanges,
          form: {
            ...leftChanges.form,
            unread: ['website'],
            chosen: [...chosen],
            loaded_by: 'another',
          } as DraftForm,
        }))
        .on('update_carry_over', () => collision),
    )
    show({ name: 'edit', id })
    await user.click(await screen.findByRole('radio', { name: /^Contact title: .*, theirs$/ }))
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)?.form).toMatchObject({
        unread: ['website'],
        base: { city: 'Delft' },
        chosen: [{ field: 'contact_title', side: 'theirs' }],
        loaded_by: 'another',
      }),
    )
  })

  it('that were typed without seeing the organization are laid over what is read', async () => {
    const form = { ...leftChanges.form, base: null } as typeof leftChanges.form
    const { fake } = await edit((fake) => void fake.on('draft_open', () => ({ ...leftChanges, form })))
    expect(fake.asked('update_carry_over')[0]).toMatchObject({ base: null, mine: { city: 'Hull' } })
    expect(await city()).toHaveValue('Hull')
  })

  it('that are the details of a create are laid over as that', async () => {
    const form = {
      ...leftChanges.form,
      base: null,
      saves_details_of: 'its-create',
    } as typeof leftChanges.form
    const { fake } = await edit((fake) => void fake.on('draft_open', () => ({ ...leftChanges, form })))
    expect(fake.asked('update_carry_over')[0]).toMatchObject({ saves_details_of: 'its-create' })
  })
})
