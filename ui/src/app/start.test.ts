import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { OpenOperationView } from '../backend'
import { openApp, openConnected } from '../test/app'
import { expectNoAxeFindings } from '../test/axe'
import { draftRow } from '../test/drafts'
import { openCreate } from '../test/open-sample'
import { halden } from '../test/sample'

const known = {
  connections: { connections: [halden], last_opened: halden.id, unread: 0, open_operations: [] },
  trouble: null,
  version: '0.1.0',
}

describe('the start', () => {
  it('offers a portal and practice at the first start', async () => {
    await openApp()
    expect(screen.getByRole('button', { name: 'Connect to a portal' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Practice with sample data' })).toBeVisible()
    await expectNoAxeFindings()
  })

  it('tells the app once that the first screen was painted', async () => {
    const { fake, user } = await openApp()
    await waitFor(() => expect(fake.asked('first_screen')).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: 'Connect to a portal' }))
    await screen.findByLabelText('Portal address')
    expect(fake.asked('first_screen')).toHaveLength(1)
  })

  it('tells it only after the frame in which it was painted', async () => {
    const frames: FrameRequestCallback[] = []
    vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
    const { fake } = await openApp()
    const first = frames.splice(0)
    first.forEach((frame) => frame(0))
    expect(fake.asked('first_screen')).toHaveLength(0)
    frames.splice(0).forEach((frame) => frame(0))
    expect(fake.asked('first_screen')).toHaveLength(1)
  })

  it('tells that its window is not seen, where that is why nothing is painted', async () => {
    const frames: FrameRequestCallback[] = []
    vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const { fake } = await openApp()
    await waitFor(() => expect(fake.asked('first_screen')).toEqual(['hidden']), { timeout: 20_000 })
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    for (let frame = 0; frame < 2; frame += 1) frames.splice(0).forEach((draw) => draw(0))
    expect(fake.asked('first_screen')).toEqual(['hidden', 'visible', 'painted'])
  })

  it('opens the connection used last and shows who one is', async () => {
    const { fake } = await openConnected()
    expect(fake.asked('connection_open')).toEqual([halden.id])
    expect(
      screen.getByRole('button', { name: /Connection Halden Secure, scan\.halden\.example, m\.keller/ }),
    ).toBeVisible()
    const strip = screen.getByRole('group', { name: 'Connection' })
    expect(strip).toHaveTextContent('Halden Secure scan.halden.example as m.keller of Halden Secure GmbH')
    expect(within(strip).getByText(/m\.keller/)).toHaveAttribute('title', halden.identity.email)
  })

  it('keeps what needs the user in its place in the sidebar while it is asked for, above the drafts', async () => {
    let answer: (open: OpenOperationView[]) => void = () => undefined
    const open_operations = [{ connection: halden.id, count: 2 }]
    await openConnected((fake) =>
      fake
        .on('start', () => ({ ...known, connections: { ...known.connections, open_operations } }))
        .on('connections', () => ({ ...known.connections, open_operations }))
        .on('operations_open', () => new Promise<OpenOperationView[]>((resolve) => (answer = resolve)))
        .on('drafts', () => ({ drafts: [draftRow({})], discarded: [] })),
    )
    const drafts = await screen.findByRole('link', { name: 'Drafts, 1' })
    const needsYou = screen.getByRole('link', { name: 'Needs you, 2 not settled' })
    expect(needsYou.compareDocumentPosition(drafts) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    answer([openCreate])
    expect(await screen.findByRole('link', { name: 'Needs you, 1 not settled' })).toBe(needsYou)
  })

  it('starts with a locked keyring, says what is wrong and tries again without a restart', async () => {
    let locked = true
    const { user } = await openApp((fake) =>
      fake
        .on('start', () => known)
        .on('connection_open', () => {
          if (locked) throw { kind: 'keyring', state: 'locked' }
          return { connection: halden }
        }),
    )
    expect(await screen.findByText('This computer’s keyring is locked')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Sign in again' })).toBeVisible()
    await expectNoAxeFindings()

    locked = false
    await user.click(screen.getByRole('button', { name: 'Try the keyring again' }))
    expect(await screen.findByRole('button', { name: 'New organization' })).toBeVisible()
  })

  it('goes on without its local data and says so', async () => {
    await openApp((fake) =>
      fake.on('start', () => ({
        connections: { connections: [], last_opened: null, unread: 0, open_operations: [] },
        trouble: { kind: 'local_data', during: 'opening', problem: 'damaged' },
        version: '0.1.0',
      })),
    )
    expect(await screen.findByRole('alert')).toHaveTextContent('set aside, not deleted')
  })

  it('says on every screen that the local data cannot be written, until it can', async () => {
    const trouble = { kind: 'local_data', during: 'opening', problem: 'full' } as const
    const { fake, user } = await openApp((fake) => fake.on('start', () => ({ ...known, trouble })))
    const strip = await screen.findByRole('region', { name: 'Local data' })
    expect(strip).toHaveTextContent('The local data cannot be written')
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Show what is wrong with the local data' }))
    expect(await screen.findByText(/Make room and go on/)).toBeVisible()
    expect(screen.queryByRole('region', { name: 'Local data' })).toBeNull()
    fake.on('start', () => known)
    await user.click(screen.getByRole('link', { name: 'Organizations' }))
    await waitFor(() => expect(screen.queryByText(/cannot be written/)).toBeNull())
  })

  it('keeps the banner while practising and lets one leave', async () => {
    const { user } = await openApp()
    await user.click(screen.getByRole('button', { name: 'Practice with sample data' }))
    expect(await screen.findByRole('region', { name: 'Practice' })).toBeVisible()
    await waitFor(() => expect(document.body).toHaveAttribute('data-conn', 'practice'))
    await user.click(await screen.findByRole('button', { name: 'New organization' }))
    await screen.findByLabelText('Organization name')
    expect(screen.getByRole('region', { name: 'Practice' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Leave practice' }))
    expect(await screen.findByRole('button', { name: 'Practice with sample data' })).toBeVisible()
  })
})
