import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ComparisonRow } from '../../backend'
import { refreshOpen } from '../../app/open.svelte'
import { finds, looked, needsYou, updateWork } from '../../test/needs-you'
import { openCreate, openUpdate } from '../../test/open-sample'
import { organization } from '../../test/sample'

const row = (label: string, held: string | null): ComparisonRow => ({
  label,
  sent: 'Hull',
  held,
  state: held === null ? 'not_read' : 'differs',
})

describe('what is said of a write that is not settled', () => {
  it('says of details whether they were saved, as far as that is known', async () => {
    const known = { id: organization().id, details_waiting: 3 }
    const { fake } = await needsYou(looked({ kind: 'details_missing', differs: [] }, known))
    expect(screen.getByText(/^Created .*\. Its details are not saved yet\.$/)).toBeVisible()
    finds(fake, looked({ kind: 'details_missing', differs: [] }, { ...known, details: 'not_known' }))
    await refreshOpen()
    expect(
      await screen.findByText(/details were sent; whether they were saved is not known\.$/),
    ).toBeVisible()
    finds(fake, looked({ kind: 'details_missing', differs: [] }, { ...known, details: 'saved' }))
    await refreshOpen()
    expect(await screen.findByText(/and its details saved, as the portal said\.$/)).toBeVisible()
    expect(screen.queryByText(/to be saved/)).toBeNull()
    expect(screen.queryByRole('button', { name: /save the details/i })).toBeNull()
    expect(screen.getByRole('button', { name: 'Look at the portal: Bath' })).toBeEnabled()
  })

  it('says which details are missing, and what is there in the place of others', async () => {
    const known = { id: organization().id, details_waiting: 6 }
    const missing = ['City', 'Phone', 'Country', 'State'].map((label) => row(label, ''))
    const { fake } = await needsYou(
      looked({ kind: 'details_missing', differs: [row('ZIP code', '41121'), ...missing] }, known),
    )
    expect(
      screen.getByText(
        /: it is there, without City, Phone, Country, and 1 more detail\. ZIP code is “41121”\.$/,
      ),
    ).toBeVisible()
    finds(fake, looked({ kind: 'details_missing', differs: [row('City', '')] }, known))
    await refreshOpen()
    expect(await screen.findByText(/: it is there, without City\.$/)).toBeVisible()
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
    const long = 'Chandlers '.repeat(20)
    const differs = [row('City', 'Modena'), row('Phone', ''), row('Website', null), row('Description', long)]
    const found = { kind: 'otherwise' as const, differs, is_neither: false }
    await needsYou({ ...openUpdate, looked: { at: '2026-08-27T14:32:30Z', found } })
    expect(
      screen.getByText(
        /: the portal does not hold all that was sent\. City is “Modena”, Phone is empty, Website is not shown, and 1 more field not as sent\.$/,
      ),
    ).toBeVisible()
  })

  it('says what was there before only where that was seen', async () => {
    const differs: ComparisonRow[] = [{ label: 'City', sent: 'Hull', held: 'Bath', state: 'differs' }]
    const at = (is_neither: boolean) => ({
      ...openUpdate,
      looked: { at: '2026-08-27T14:32:30Z', found: { kind: 'otherwise' as const, differs, is_neither } },
    })
    const { fake } = await needsYou(at(true))
    const neither =
      /: the portal holds neither all that was sent nor all that was there before\. City is “Bath”\.$/
    expect(screen.getByText(neither)).toBeVisible()
    finds(fake, at(false))
    await refreshOpen()
    expect(
      await screen.findByText(/: the portal does not hold all that was sent\. City is “Bath”\.$/),
    ).toBeVisible()
  })

  it('says of details what is there in their place, and no more of those that were not saved', async () => {
    const known = { id: organization().id, details_waiting: 3 }
    const differs: ComparisonRow[] = [{ label: 'City', sent: 'Hull', held: 'HULL', state: 'differs' }]
    const { fake } = await needsYou(
      looked({ kind: 'otherwise', differs, is_neither: false }, { ...known, details: 'not_known' }),
    )
    expect(
      screen.getByText(/: it is there, and its details are not all as you asked\. City is “HULL”\.$/),
    ).toBeVisible()
    finds(fake, looked({ kind: 'not_shown', fields: ['City'] }, { ...known, details: 'not_known' }))
    await refreshOpen()
    expect(await screen.findByText(/does not show City: whether that is as it was sent/)).toBeVisible()
    finds(fake, looked({ kind: 'not_shown', fields: ['City'] }, { ...known, details: 'not_saved' }))
    await refreshOpen()
    expect(await screen.findByText(/: the portal does not show City\.$/)).toBeVisible()
    const fields = ['Company name', 'Country', 'City', 'Postal code', 'Phone']
    finds(fake, looked({ kind: 'not_shown', fields }, { ...known, details: 'not_saved' }))
    await refreshOpen()
    expect(
      await screen.findByText(/does not show Company name, Country, City, and 2 more fields\.$/),
    ).toBeVisible()
  })

  it('has details that were taken in part changed sooner, and those that were said no to saved again', async () => {
    const known = {
      id: organization().id,
      details_waiting: 3,
      details: 'in_part' as const,
      details_are_changed_first: true,
    }
    const mine = { ...organization().fields, city: 'Hull' }
    const { fake, user } = await needsYou(
      looked({ kind: 'details_missing', differs: [] }, { ...known, details_to_change: mine }),
    )
    expect(
      screen.getByText(/The portal said no to its details, and held some of them all the same/),
    ).toBeVisible()
    const buttons = () => screen.getAllByRole('button', { name: /the details: Bath$/ })
    const labels = () => buttons().map((button) => button.getAttribute('aria-label'))
    // The likeliest is the last.
    expect(labels()).toEqual(['Save the details: Bath', 'Change the details: Bath'])
    finds(
      fake,
      looked(
        { kind: 'details_missing', differs: [] },
        { ...known, details: 'not_saved', details_to_change: mine, details_are_changed_first: false },
      ),
    )
    await refreshOpen()
    await waitFor(() => expect(labels()).toEqual(['Change the details: Bath', 'Save the details: Bath']))
    await user.click(screen.getByRole('button', { name: 'Change the details: Bath' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Hull')
    expect(fake.asked('update_carry_over')).toMatchObject([
      { base: null, saves_details_of: openCreate.review },
    ])
    expect(fake.asked('create_look_again')).toEqual([])
  })

  it('says of what another user began that its details are saved in the form', async () => {
    const { fake } = await needsYou(
      looked({ kind: 'none_new' }, { details_waiting: 3, details_are_changed_first: true }),
    )
    expect(
      screen.getByText('3 details to be saved: you do that in the form once it is known which one it is.'),
    ).toBeVisible()
    const known = { id: organization().id, details_waiting: 3, details_are_changed_first: true }
    finds(fake, looked({ kind: 'not_shown', fields: ['City'] }, known))
    await refreshOpen()
    expect(
      await screen.findByText('3 details to be saved: you see in the form what each replaces.'),
    ).toBeVisible()
  })

  it('says of changes that the portal said no to them, and took a part', async () => {
    await needsYou({ ...openUpdate, work: { ...updateWork, is_in_part: true } })
    expect(
      screen.getByText(/\. The portal said no to them, and held some of them all the same/),
    ).toBeVisible()
    expect(screen.queryByText(/is not known/)).toBeNull()
  })

  it('says of changes that the portal said it saved them', async () => {
    await needsYou({ ...openUpdate, work: { ...updateWork, was_saved: true } })
    expect(screen.getByText(/and saved, as the portal said\.$/)).toBeVisible()
  })
})
