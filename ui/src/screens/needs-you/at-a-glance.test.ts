import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { refreshOpen } from '../../app/open.svelte'
import { describe as describeError } from '../../errors/describe'
import { openConnected } from '../../test/app'
import { unreadable } from '../../test/drafts'
import { createWork, finds, needsYou } from '../../test/needs-you'
import { openCreate as create, openUpdate as update } from '../../test/open-sample'
import { organization } from '../../test/sample'

describe('what needs you, at a glance', () => {
  it('says that it cannot be read, and is tried again', async () => {
    const { fake, user } = await openConnected((fake) =>
      fake.on('operations_open', () => Promise.reject(unreadable as unknown as Error)),
    )
    await user.click(await screen.findByRole('link', { name: 'Needs you' }))
    expect(await screen.findByRole('alert')).toHaveTextContent(describeError(unreadable).title)
    expect(screen.queryByText(/Nothing needs you/)).toBeNull()
    finds(fake, create)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: 'It is settled: Bath' })).toBeVisible()
  })

  it('is violet only where nobody knows', async () => {
    const { fake } = await needsYou(create)
    const sign = () => screen.getByRole('listitem').querySelector('.sign')
    expect(sign()).toHaveClass('unknown')
    for (const [details, tone] of [
      ['not_saved', 'warn'],
      ['in_part', 'warn'],
      ['not_known', 'unknown'],
    ] as const) {
      finds(fake, { ...create, work: { ...createWork, id: organization().id, details } })
      await refreshOpen()
      await waitFor(() => expect(sign()).toHaveClass(tone))
    }
  })

  it.each([
    ['its details as well', create, /Its 1 detail is given up\. Nothing is sent/],
    ['changes that are not saved', update, /Your changes are not saved again\. Nothing is sent/],
    [
      'nothing else',
      { ...create, work: { ...createWork, details_waiting: 0 } },
      /no further\. Nothing is sent/,
    ],
  ])('says what is given up where it is settled: %s', async (_, operation, words) => {
    const { user } = await needsYou(operation)
    await user.click(screen.getByRole('button', { name: /^It is settled/ }))
    expect(screen.getByRole('dialog')).toHaveTextContent(words)
  })
})
