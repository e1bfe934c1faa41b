import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import type { FakeBackend } from '../../test/fake-backend'
import { halden } from '../../test/sample'

async function removing(prepare: (fake: FakeBackend) => void) {
  const app = await openConnected(prepare)
  await app.user.click(screen.getByRole('link', { name: 'Connections' }))
  await app.user.click(await screen.findByRole('button', { name: 'Remove Halden Secure' }))
  return { ...app, remove: screen.getByRole('button', { name: 'Remove connection' }) }
}

describe('the question before a connection is removed', () => {
  it('cannot be answered with yes before it is said what goes with it', async () => {
    let counted: () => void = () => undefined
    const { fake, user, remove } = await removing((fake) =>
      fake.on(
        'connection_remove_check',
        () => new Promise((resolve) => (counted = () => resolve({ open_operations: 1, drafts: 2 }))),
      ),
    )
    expect(remove).toHaveAccessibleDescription('What goes with it is being counted.')
    await user.click(remove)
    expect(fake.asked('connection_remove')).toEqual([])
    await expectNoAxeFindings()
    counted()
    expect(await screen.findByText(/1 write to it is not settled/)).toHaveTextContent(
      /2 drafts for it are removed/,
    )
    await user.click(remove)
    await waitFor(() => expect(fake.asked('connection_remove')).toEqual([halden.id]))
  })

  it('says where that could not be counted, and that it goes as well', async () => {
    const { fake, user, remove } = await removing((fake) =>
      fake.on('connection_remove_check', () => {
        throw { kind: 'local_data', during: 'reading', problem: 'failed', set_aside: null }
      }),
    )
    expect(
      await screen.findByText(/not settled and the drafts for it could not be counted/),
    ).toHaveTextContent(/The drafts are removed as well; Orgdesk looks for the writes no further\./)
    await expectNoAxeFindings()
    await user.click(remove)
    await waitFor(() => expect(fake.asked('connection_remove')).toEqual([halden.id]))
  })
})
