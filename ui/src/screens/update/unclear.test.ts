import { render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Compared, UnclearReason } from '../../backend'
import { fakeBackend } from '../../test/fake-backend'
import { halden, organization, saved } from '../../test/sample'
import { UpdateFlow } from './update-flow.svelte'
import UnclearResult from './UnclearResult.svelte'

function shows(state: Compared, reason: UnclearReason = 'server_error', is_neither = true): void {
  fakeBackend()
  const { id } = organization()
  render(UnclearResult, {
    flow: new UpdateFlow(halden.id, id),
    unclear: {
      state: 'unclear',
      organization: organization(),
      not_read: null,
      not_applied: false,
      is_neither,
      comparison: [{ label: 'City', sent: 'Bath', held: state === 'not_read' ? null : 'Hull', state }],
      steps: saved.steps,
      error: { kind: 'unclear', reason, status: 502, said: { message: null, raw: null } },
      destination: saved.destination,
    },
  })
}

describe('an update of which nobody knows whether it was saved', () => {
  it('says that the portal holds something else only where it shows it', () => {
    shows('differs')
    expect(screen.getByText(/neither all that was sent nor all that was there before/)).toBeVisible()
  })

  it('says where the portal said no and took a part of it', () => {
    shows('differs', 'taken_in_part')
    const title = 'The portal said no, and saved some of the changes'
    expect(screen.getByRole('heading', { name: title })).toBeVisible()
    expect(screen.getByText(/^The portal said no\. The portal holds neither all/)).toBeVisible()
    expect(screen.queryByText(/No clear answer/)).toBeNull()
  })

  it('says where the portal said no and holds something else than before', () => {
    shows('differs', 'changed_all_the_same')
    const title = 'The portal said no, and holds something else than before'
    expect(screen.getByRole('heading', { name: title, level: 2 })).toBeVisible()
    expect(screen.getByText(/^The portal said no\. The portal holds neither all/)).toBeVisible()
    expect(screen.queryByText(/saved some of the changes|No clear answer/)).toBeNull()
  })

  it('does not say what the portal held before where that was never seen', () => {
    shows('differs', 'server_error', false)
    expect(screen.getByText(/The portal does not hold all that was sent: compare/)).toBeVisible()
    expect(screen.queryByText(/was there before/)).toBeNull()
  })

  it('says that the portal does not show all that was sent, where it does not', () => {
    shows('not_read')
    expect(screen.getByText(/does not show all that was sent/)).toBeVisible()
    expect(screen.queryByText(/neither all that was sent/)).toBeNull()
  })
})
