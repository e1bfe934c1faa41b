import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../test/app'
import { expectNoAxeFindings } from '../test/axe'
import { keepsNothing } from '../test/drafts'
import type { FakeBackend } from '../test/fake-backend'

const name = () => screen.findByRole('textbox', { name: 'Organization name' })

async function openTyped(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('button', { name: 'New organization' }))
  await app.user.type(await name(), 'Bath')
  await waitFor(() => expect(app.fake.asked('unsaved')).toEqual([true]))
  return app
}

describe('closing the window', () => {
  it('is told when something becomes unsaved and when nothing is any more, not at every letter', async () => {
    const { fake, user } = await openTyped()
    await user.clear(await name())
    await waitFor(() => expect(fake.asked('unsaved')).toEqual([true, false]))
  })

  it('is not listened for before something would be lost', async () => {
    const { fake, user } = await openConnected()
    await user.click(screen.getByRole('button', { name: 'New organization' }))
    await name()
    expect(fake.hears('close_wanted')).toBe(false)
    await user.type(await name(), 'B')
    await waitFor(() => expect(fake.hears('close_wanted')).toBe(true))
  })

  it('keeps what was typed last first, and asks nothing', async () => {
    const order: string[] = []
    const { fake } = await openTyped((fake) =>
      fake
        .on('draft_keep', ({ form }) => {
          order.push(form?.kind === 'create' ? form.form.name : '')
          return { id: 'draft-1', at: '2026-11-28T14:02:00Z' }
        })
        .on('close', () => {
          order.push('closed')
          return null
        }),
    )
    fake.emit('close_wanted', null)
    await waitFor(() => expect(order.slice(-2)).toEqual(['Bath', 'closed']))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('asks where what was typed cannot be kept, and closes once it is given up', async () => {
    const { fake, user } = await openTyped(keepsNothing)
    fake.emit('close_wanted', null)
    expect(await screen.findByRole('dialog', { name: 'Bath has not been created' })).toBeVisible()
    await expectNoAxeFindings()
    expect(fake.asked('close')).toHaveLength(0)
    await user.click(screen.getByRole('button', { name: 'Discard it' }))
    await waitFor(() => expect(fake.asked('close')).toHaveLength(1))
  })

  it('tells that it asks, so that a second press on the window’s X closes nothing', async () => {
    const { fake } = await openTyped(keepsNothing)
    fake.emit('close_wanted', null)
    await screen.findByRole('dialog', { name: 'Bath has not been created' })
    await waitFor(() => expect(fake.asked('unsaved')).toEqual([true, true]))
    fake.emit('close_wanted', null)
    await waitFor(() => expect(fake.asked('unsaved')).toEqual([true, true, true]))
    expect(screen.getAllByRole('dialog')).toHaveLength(1)
    expect(fake.asked('close')).toHaveLength(0)
  })

  it('asks again the next time when one stays, and keeps what was typed', async () => {
    const { fake, user } = await openTyped(keepsNothing)
    fake.emit('close_wanted', null)
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }))
    await waitFor(() => expect(fake.asked('unsaved')).toEqual([true, true, true]))
    expect(await name()).toHaveValue('Bath')
    expect(screen.queryByRole('dialog')).toBeNull()
    fake.emit('close_wanted', null)
    expect(await screen.findByRole('dialog', { name: 'Bath has not been created' })).toBeVisible()
    expect(fake.asked('close')).toHaveLength(0)
  })

  it('closes where nothing would be lost by the time it is asked', async () => {
    const { fake, user } = await openTyped()
    await user.clear(await name())
    fake.emit('close_wanted', null)
    await waitFor(() => expect(fake.asked('close')).toHaveLength(1))
  })
})
