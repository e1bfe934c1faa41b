import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { router, type Carried } from '../../app/router.svelte'
import type { ComparisonRow } from '../../backend'
import { expectNoAxeFindings } from '../../test/axe'
import { fakeBackend } from '../../test/fake-backend'
import { halden, organization, saved } from '../../test/sample'
import SavedResult from './SavedResult.svelte'
import { ended } from './taken-up'
import type { Saved } from './update-steps'

const base = organization().fields
const mine = { ...base, city: 'Hull' }
const differs: ComparisonRow = { label: 'City', sent: 'Hull', held: 'York', state: 'differs' }

function shows(result: Partial<Saved>, carried: Partial<Carried> = {}): void {
  fakeBackend()
  const whole: Saved = { ...saved, theirs_kept: [], ...result }
  const flow = ended(halden.id, organization().id, 'the-update', { base, mine, ...carried }, whole)
  render(SavedResult, { flow, saved: whole, connection: halden })
}

describe('a save over which another value prevailed', () => {
  it('says so, with both values, and does not call it saved as it was sent', async () => {
    shows({ comparison: [differs], prevailed: { another: ['city'], as_before: [] } })
    expect(
      screen.getByRole('heading', { name: 'Saved, but the portal holds something else now' }),
    ).toBeVisible()
    expect(
      screen.getByText(/1 field holds another value than yours: somebody saved right after/),
    ).toBeVisible()
    expect(screen.getByRole('row', { name: 'City Hull York Differs' })).toBeVisible()
    await expectNoAxeFindings()
  })

  it('tells what was put back apart from what is new', () => {
    shows({ prevailed: { another: [], as_before: ['city', 'state'] } })
    expect(screen.getByText(/2 fields hold what they held before/)).toBeVisible()
    expect(screen.queryByText(/another value/)).toBeNull()
  })

  it('is said also where nothing was sent', () => {
    shows({ request: null, prevailed: { another: ['city'], as_before: [] } })
    expect(screen.getByText(/held all of it when it was read/)).toBeVisible()
    expect(screen.queryByText(/holds all of it already/)).toBeNull()
  })

  it('leads to the form with mine over theirs', async () => {
    shows({ prevailed: { another: ['city'], as_before: [] } })
    await userEvent.click(screen.getByRole('button', { name: 'Go on with my changes' }))
    expect(router.route).toMatchObject({ name: 'edit', carried: { base, mine } })
  })

  it('is for what it was for when it is saved again: the details of a create, or an undo', async () => {
    const what = { detailsOf: 'the-create', undoes: 'the-update' }
    shows({ prevailed: { another: ['city'], as_before: [] } }, what)
    await userEvent.click(screen.getByRole('button', { name: 'Go on with my changes' }))
    expect(router.route).toEqual({
      name: 'edit',
      id: organization().id,
      carried: { base, mine, unread: [], ...what },
      unseen: false,
    })
  })
})

describe('a save that is held as it was sent', () => {
  it('is edited again from what the portal holds', async () => {
    shows({})
    expect(screen.getByRole('heading', { name: 'Saved and read back' })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Edit again' }))
    expect(router.route).toEqual({ name: 'edit', id: organization().id })
  })
})
