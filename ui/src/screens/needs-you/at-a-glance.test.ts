import { screen, waitFor } from '@testing-library/svelte'
import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import { refreshOpen } from '../../app/open.svelte'
import { describe as describeError } from '../../errors/describe'
import { openConnected } from '../../test/app'
import { unreadable } from '../../test/drafts'
import type { OpenCreate, OpenOperationView, OpenUpdate } from '../../backend'
import { createWork, finds, needsYou, updateWork } from '../../test/needs-you'
import { openCreate as create, openUpdate as update } from '../../test/open-sample'
import { organization } from '../../test/sample'

const sign = () => screen.getByRole('listitem').querySelector('.sign')
const created = (work: Partial<OpenCreate>): OpenOperationView => ({
  ...create,
  work: { ...createWork, id: organization().id, details_waiting: 2, ...work },
})
const changed = (work: Partial<OpenUpdate>): OpenOperationView => ({
  ...update,
  work: { ...updateWork, ...work },
})
const nothingElse = /no further\. Nothing is sent/

describe('what needs you, at a glance', () => {
  it('says that it cannot be read, and is tried again', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('operations_open', () => Promise.reject(unreadable as unknown as Error)),
    )
    await user.click(await screen.findByRole('link', { name: 'Needs you' }))
    const { title, text } = describeError(unreadable)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent(title)
    expect(alert).toHaveTextContent(text)
    expect(screen.queryByText(/Nothing needs you/)).toBeNull()
    finds(fake, create)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: 'It is settled: Bath' })).toBeVisible()
  })

  it('stays away where there was none and it cannot be read once more', async () => {
    const { fake } = await openConnected()
    await refreshOpen()
    fake.on('operations_open', () => Promise.reject(unreadable as unknown as Error))
    await refreshOpen()
    await tick()
    expect(screen.queryByRole('link', { name: /Needs you/ })).toBeNull()
  })

  it('is violet only where nobody knows', async () => {
    const { fake } = await needsYou(create)
    expect(sign()).toHaveClass('unknown')
    for (const [details, tone] of [
      ['not_saved', 'warn'],
      ['in_part', 'warn'],
      ['not_known', 'unknown'],
    ] as const) {
      finds(fake, created({ details }))
      await refreshOpen()
      await waitFor(() => expect(sign()).toHaveClass(tone))
    }
  })

  it('is violet of changes only where nobody knows, and has another sign', async () => {
    const { fake } = await needsYou(update)
    const violet = sign()?.innerHTML
    for (const known of ['was_saved', 'is_in_part', 'can_be_saved_again'] as const) {
      expect(sign()).toHaveClass('unknown')
      finds(fake, changed({ [known]: true }))
      await refreshOpen()
      await waitFor(() => expect(sign()).toHaveClass('warn'))
      expect(sign()?.innerHTML).not.toBe(violet)
      finds(fake, update)
      await refreshOpen()
      await waitFor(() => expect(sign()?.innerHTML).toBe(violet))
    }
    finds(fake, { ...update, work: { kind: 'unread' } })
    await refreshOpen()
    await screen.findByText(/Begun by another version/)
    expect(sign()).toHaveClass('unknown')
  })

  it.each<[string, OpenOperationView, string[]]>([
    [
      'a look before another is created',
      created({ id: null, can_be_created_again: true }),
      ['It was not created: create it again', 'Look, and save the details'],
    ],
    ['a look that saves nothing', created({ id: null, details_waiting: 0 }), ['Look at the portal']],
    [
      'a look after which one goes on in the form',
      created({ id: null, details_are_changed_first: true }),
      ['Look at the portal'],
    ],
    [
      'changes that can be saved again',
      changed({ can_be_saved_again: true }),
      ['Look at the portal', 'Go on with my changes'],
    ],
    [
      'details that the portal said it saved',
      created({ details: 'saved', details_to_change: organization().fields }),
      ['Change the details', 'Look at the portal'],
    ],
  ])('has the likeliest last: %s', async (_, operation, labels) => {
    await needsYou(operation)
    const buttons = screen.getAllByRole('button', { name: new RegExp(`: ${operation.name}$`) })
    expect(buttons.map((button) => button.textContent.trim())).toEqual(['It is settled', ...labels])
  })

  it.each([
    ['its details as well', create, /Its 1 detail is given up\. Nothing is sent/],
    ['changes that are not saved', update, /Your changes are not saved again\. Nothing is sent/],
    ['all of its details', created({}), /Its 2 details are given up\. Nothing is sent/],
    [
      'what is left of its details',
      created({ details: 'in_part' }),
      /Its details that are not saved are given up\. Nothing is sent/,
    ],
    ['no details that were saved', created({ details: 'saved' }), nothingElse],
    ['no details where there are none', created({ details_waiting: 0 }), nothingElse],
    ['no changes that were saved', changed({ was_saved: true }), nothingElse],
  ])('says what is given up where it is settled: %s', async (_, operation, words) => {
    const { user } = await needsYou(operation)
    await user.click(screen.getByRole('button', { name: /^It is settled/ }))
    expect(screen.getByRole('dialog')).toHaveTextContent(words)
  })
})
