import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ComparisonRow } from '../../backend'
import { refreshOpen } from '../../app/open.svelte'
import { finds, looked, needsYou, updateWork } from '../../test/needs-you'
import { openUpdate } from '../../test/open-sample'
import { organization } from '../../test/sample'

describe('what is said of a write that is not settled', () => {
  it('says of details whether they were saved, as far as that is known', async () => {
    const known = { id: organization().id, details_waiting: 3 }
    const { fake } = await needsYou(looked({ kind: 'details_missing' }, known))
    expect(screen.getByText(/^Created .*\. Its details are not saved yet\.$/)).toBeVisible()
    finds(fake, looked({ kind: 'details_missing' }, { ...known, details: 'not_known' }))
    await refreshOpen()
    expect(
      await screen.findByText(/details were sent; whether they were saved is not known\.$/),
    ).toBeVisible()
    finds(fake, looked({ kind: 'details_missing' }, { ...known, details: 'saved' }))
    await refreshOpen()
    expect(await screen.findByText(/and its details saved, as the portal said\.$/)).toBeVisible()
    expect(screen.queryByText(/to be saved/)).toBeNull()
    expect(screen.queryByRole('button', { name: /Save the details/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Look at the portal: Bath' })).toBeEnabled()
  })

  it('does not say of what is not shown that it is something else', async () => {
    const found = { kind: 'not_shown' as const, fields: ['City', 'Phone'] }
    await needsYou({ ...openUpdate, looked: { at: '2026-08-27T14:32:30Z', found } })
    expect(
      screen.getByText(
        /the portal does not show City, Phone: whether that is as it was sent cannot be seen\.$/,
      ),
    ).toBeVisible()
  })

  it('says what the portal holds in place of what was sent', async () => {
    const row = (label: string, held: string | null): ComparisonRow => ({
      label,
      sent: 'Hull',
      held,
      state: held === null ? 'not_read' : 'differs',
    })
    const long = 'Chandlers '.repeat(20)
    const differs = [row('City', 'Modena'), row('Phone', ''), row('Website', null), row('Description', long)]
    const found = { kind: 'otherwise' as const, differs }
    await needsYou({ ...openUpdate, looked: { at: '2026-08-27T14:32:30Z', found } })
    expect(
      screen.getByText(
        /: the portal does not hold all that was sent\. City is “Modena”, Phone is empty, Website is not shown, and 1 more field not as sent\.$/,
      ),
    ).toBeVisible()
  })

  it('says of changes that the portal said it saved them', async () => {
    await needsYou({ ...openUpdate, work: { ...updateWork, was_saved: true } })
    expect(screen.getByText(/and saved, as the portal said\.$/)).toBeVisible()
  })
})
