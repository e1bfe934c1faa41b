import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { router } from '../../app/router.svelte'
import type { ConnectionDraftRowView, DraftView } from '../../backend'
import { openApp, openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { keepsNothing } from '../../test/drafts'
import type { FakeBackend } from '../../test/fake-backend'
import { halden } from '../../test/sample'

const left: DraftView = {
  id: 'draft-4',
  left_at: '2026-03-12T18:04:00Z',
  form: {
    kind: 'connection',
    name: 'Harbour',
    colour: 'moss',
    address: 'https://scan.half',
    method: 'password',
    username: 'm.kel',
  },
}

const row: ConnectionDraftRowView = {
  id: left.id,
  connection: null,
  name: 'Harbour',
  what: 'new',
  left_at: left.left_at,
}

const isLeft = (fake: FakeBackend) => void fake.on('draft_open', () => left)

async function connect(prepare?: (fake: FakeBackend) => void) {
  const app = await openApp(prepare)
  await app.user.click(screen.getByRole('button', { name: 'Connect to a portal' }))
  await screen.findByLabelText('Connection name')
  return app
}

describe('a connection while it is typed', () => {
  it('is kept as it stands, without anything secret', async () => {
    const { fake, user } = await connect()
    await user.type(screen.getByLabelText('Connection name'), 'Harbour')
    await user.type(screen.getByLabelText('User token'), 'canary')
    await user.type(screen.getByLabelText('API key'), 'canary')
    await user.click(screen.getByRole('radio', { name: 'Username and password' }))
    await user.type(screen.getByLabelText('Password'), 'canary')
    await user.type(screen.getByLabelText('Username'), 'm.keller')
    await user.click(screen.getByRole('radio', { name: 'Moss' }))
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)).toEqual({
        id: 'draft-1',
        connection: null,
        form: {
          kind: 'connection',
          name: 'Harbour',
          colour: 'moss',
          address: '',
          method: 'password',
          username: 'm.keller',
        },
      }),
    )
    expect(JSON.stringify(fake.calls)).not.toContain('canary')
    expect(await screen.findByText(/^Draft kept/)).toBeVisible()
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(
      'Used once to sign in, and never kept.',
    )
  })

  it('is no draft where only a secret is typed', async () => {
    const { fake, user } = await connect()
    await user.type(screen.getByLabelText('User token'), 'canary')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByRole('dialog', { name: 'This connection is not saved' })).toHaveTextContent(
      'Nothing is ever kept of a token',
    )
    await user.click(screen.getByRole('button', { name: 'Leave without them' }))
    await screen.findByRole('button', { name: 'Practice with sample data' })
    expect(fake.asked('draft_keep')).toEqual([])
  })

  it('is left unasked where all of it is kept, and can be opened again at once', async () => {
    const { fake, user } = await connect()
    await user.type(screen.getByLabelText('Connection name'), 'Harbour')
    await user.click(screen.getByRole('button', { name: 'Back to the first page' }))
    await screen.findByRole('button', { name: 'Practice with sample data' })
    isLeft(fake)
    await user.click(await screen.findByRole('button', { name: 'Open draft' }))
    expect(await screen.findByLabelText('Portal address')).toHaveValue('https://scan.half')
    expect(fake.asked('draft_open').at(-1)).toEqual({
      connection: null,
      which: { kind: 'one', id: 'draft-1', confirmed: false },
    })
  })

  it('asks before it is lost where the disk takes nothing', async () => {
    const { user } = await connect(keepsNothing)
    await user.type(screen.getByLabelText('Connection name'), 'Harbour')
    expect(await screen.findByText(/^What you type cannot be kept on this computer/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Back to the first page' }))
    expect(await screen.findByRole('dialog')).toHaveTextContent('cannot be kept on this computer')
    await user.click(screen.getByRole('button', { name: 'Discard it' }))
    await screen.findByRole('button', { name: 'Practice with sample data' })
  })

  it('keeps the new sign-in of a connection with that connection', async () => {
    const { fake, user } = await openConnected()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Replace sign-in of Halden Secure' }))
    await user.type(await screen.findByLabelText('Portal address'), '/API')
    await waitFor(() =>
      expect(fake.asked('draft_keep').at(-1)).toMatchObject({
        connection: halden.id,
        form: { kind: 'connection', address: `${halden.address}/API` },
      }),
    )
    expect(fake.asked('draft_open')).toEqual([{ connection: halden.id, which: { kind: 'connection' } }])
  })
})

describe('a connection that was left', () => {
  it('is there again at the first start, with when it was left, and says what is not', async () => {
    const { fake } = await connect(isLeft)
    expect(screen.getByRole('heading', { name: 'Kept from 12 Mar, 18:04' })).toBeVisible()
    expect(screen.getByText(/A token, a key or a password is never kept in a draft/)).toBeVisible()
    expect(screen.getByLabelText('Connection name')).toHaveValue('Harbour')
    expect(screen.getByLabelText('Username')).toHaveValue('m.kel')
    expect(screen.getByLabelText('Password')).toHaveValue('')
    expect(screen.getByRole('radio', { name: 'Moss' })).toBeChecked()
    expect(fake.asked('draft_open')).toEqual([{ connection: null, which: { kind: 'connection' } }])
    expect(fake.asked('draft_keep')).toEqual([])
    await expectNoAxeFindings()
  })

  it('is saved with its draft, and then is none any more', async () => {
    const { fake, user } = await connect(isLeft)
    await user.type(screen.getByLabelText('Password'), 'canary')
    await user.click(screen.getByRole('button', { name: 'Test and save' }))
    await user.click(await screen.findByRole('button', { name: 'Save connection' }))
    await screen.findByRole('button', { name: 'New organization' })
    expect(fake.asked('connection_save')[0]?.draft).toBe(left.id)
    await waitFor(() => expect(fake.asked('draft_keep').at(-1)?.form).toBeNull())
    expect(screen.queryByText(/is kept as a draft/)).toBeNull()
  })

  it('is discarded after one question, secrets and all, and can be put back', async () => {
    const { fake, user } = await connect(isLeft)
    await user.type(screen.getByLabelText('Password'), 'canary')
    await user.click(screen.getByRole('button', { name: 'Discard draft' }))
    const question = await screen.findByRole('dialog', { name: 'Discard what you typed for Harbour?' })
    expect(question).toHaveTextContent('You can undo that on this page until Orgdesk closes.')
    await expectNoAxeFindings()
    fake.on('connection_drafts', () => ({ drafts: [], discarded: [row] })).on('draft_open', () => null)
    await user.click(screen.getByRole('button', { name: 'Discard it' }))
    await waitFor(() => expect(screen.getByLabelText('Connection name')).toHaveValue(''))
    const draft = { connection: null, id: left.id }
    expect(fake.asked('draft_discard')).toEqual([draft])
    expect(document.documentElement.outerHTML).not.toContain('canary')
    expect(screen.getByLabelText('User token')).toHaveValue('')

    await screen.findByRole('heading', { name: 'Discarded since Orgdesk was opened' })
    await expectNoAxeFindings()
    isLeft(fake)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(screen.getByLabelText('Connection name')).toHaveValue('Harbour'))
    expect(fake.asked('draft_restore')).toEqual([draft])
  })
})

describe('the forms of connections that were left', () => {
  const ofHalden: ConnectionDraftRowView = { ...row, id: 'd-2', connection: halden.id, what: 'sign_in' }

  async function room(drafts: ConnectionDraftRowView[], discarded: ConnectionDraftRowView[] = []) {
    const app = await openConnected((fake) => fake.on('connection_drafts', () => ({ drafts, discarded })))
    await app.user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('list', { name: 'Connections' })
    return app
  }

  it('are with the connections, and open where they were left', async () => {
    const { fake, user } = await room([row, ofHalden])
    const list = within(await screen.findByRole('list', { name: 'Drafts' }))
    expect(list.getByText('New connection, left 12 Mar, 18:04')).toBeVisible()
    expect(list.getByText('Sign-in of Halden Secure, left 12 Mar, 18:04')).toBeVisible()
    await expectNoAxeFindings()
    isLeft(fake)
    const [, second] = list.getAllByRole('button', { name: 'Open the draft for Harbour' })
    if (second) await user.click(second)
    expect(await screen.findByRole('heading', { name: 'Replace the sign-in', level: 1 })).toBeVisible()
    expect(fake.asked('draft_open')).toEqual([
      { connection: halden.id, which: { kind: 'one', id: 'd-2', confirmed: false } },
    ])
  })

  it('are discarded after one question, and put back', async () => {
    const { fake, user } = await room([row])
    await user.click(await screen.findByRole('button', { name: 'Discard the draft for Harbour' }))
    await screen.findByRole('dialog', { name: 'Discard the draft for Harbour?' })
    fake.on('connection_drafts', () => ({ drafts: [], discarded: [row] }))
    await user.click(screen.getByRole('button', { name: 'Discard it' }))
    await user.click(await screen.findByRole('button', { name: 'Undo: keep the draft for Harbour again' }))
    const draft = { connection: null, id: left.id }
    expect(fake.asked('draft_discard')).toEqual([draft])
    expect(fake.asked('draft_restore')).toEqual([draft])
    expect(router.route.name).toBe('connections')
  })
})
