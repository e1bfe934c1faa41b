import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openApp, openConnected } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { keepsNothing } from '../../test/drafts'
import type { FakeBackend } from '../../test/fake-backend'
import { halden, tarn } from '../../test/sample'

const both = { connections: [halden, tarn], last_opened: halden.id, unread: 0, open_operations: [] }

async function openConnections(prepare?: (fake: FakeBackend) => void) {
  const app = await openConnected((fake) => {
    fake.on('start', () => ({ connections: both, trouble: null, version: '0.1.0' }))
    prepare?.(fake)
  })
  await app.user.click(screen.getByRole('link', { name: 'Connections' }))
  await screen.findByRole('list', { name: 'Connections' })
  return app
}

describe('the connections', () => {
  it('says of each where it leads, as whom, and where its sign-in is kept', async () => {
    await openConnections()
    expect(screen.getByText('portal.tarnvale.example, as o.reyes of Tarn & Vale')).toBeVisible()
    expect(screen.getByText('Access token, kept until Orgdesk closes')).toBeVisible()
    await expectNoAxeFindings()
  })

  it('keeps the words of its buttons in their place, whatever signs a name holds', async () => {
    const turned = { ...tarn, name: 'Tarn\u202e', host: 'tarn\u202e.example' }
    const { user } = await openConnected((fake) =>
      fake.on('start', () => ({
        connections: { ...both, connections: [halden, turned] },
        trouble: null,
        version: '0.1.0',
      })),
    )
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('button', { name: 'Remove \u2068Tarn\u202e\u2069' })).toBeVisible()
    expect(screen.getByText(/^\u2068tarn\u202e\.example\u2069, as/)).toBeVisible()
  })

  it('removes one only after asking, and says what is removed', async () => {
    const { fake, user } = await openConnections()
    fake.on('connection_remove', () => ({
      connections: [halden],
      last_opened: halden.id,
      unread: 0,
      open_operations: [],
    }))
    await user.click(screen.getByRole('button', { name: 'Remove Tarn & Vale Partners' }))
    expect(fake.asked('connection_remove')).toEqual([])
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Remove connection' }))
    await waitFor(() => expect(screen.queryByText('Tarn & Vale Partners')).not.toBeInTheDocument())
    expect(fake.asked('connection_remove')).toEqual([tarn.id])
  })

  it('removes one whose keyring does not answer only once that is said and chosen', async () => {
    const { fake, user } = await openConnections()
    fake
      .on('connection_remove', () => {
        throw { kind: 'keyring', state: 'absent' }
      })
      .on('connection_remove_leaving_sign_in', () => ({
        connections: [halden],
        last_opened: halden.id,
        unread: 0,
        open_operations: [],
      }))
    await user.click(screen.getByRole('button', { name: 'Remove Tarn & Vale Partners' }))
    await user.click(screen.getByRole('button', { name: 'Remove connection' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('its sign-in may still lie there')
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Remove it, and leave its sign-in' }))
    await waitFor(() => expect(screen.queryByText('Tarn & Vale Partners')).not.toBeInTheDocument())
    expect(fake.asked('connection_remove_leaving_sign_in')).toEqual([tarn.id])
  })

  it('says how many more cannot be read', async () => {
    const { user } = await openConnected((fake) =>
      fake.on('start', () => ({
        connections: { connections: [halden], last_opened: halden.id, unread: 2, open_operations: [] },
        trouble: null,
        version: '0.1.0',
      })),
    )
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByText('2 connections cannot be read')).toBeVisible()
  })

  it('changes name and colour', async () => {
    const { fake, user } = await openConnections()
    await user.click(screen.getByRole('button', { name: 'Name and colour of Halden Secure' }))
    const name = await screen.findByRole('textbox', { name: 'Connection name' })
    expect(name).toHaveFocus()
    const primary = [...document.querySelectorAll('main .primary')].map((button) => button.textContent.trim())
    expect(primary).toEqual(['Save name and colour'])
    await user.clear(name)
    await user.type(name, 'Halden')
    await user.click(screen.getByRole('radio', { name: 'Slate' }))
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Save name and colour' }))
    await waitFor(() =>
      expect(fake.asked('connection_edit')).toEqual([
        { id: halden.id, name: 'Halden', colour: 'slate', draft: 'draft-1' },
      ]),
    )
    await waitFor(() => expect(fake.calls.at(-1)?.command).toBe('connection_drafts'))
  })

  it('keeps a name that is typed as a draft where it gives way to another one’s name and colour', async () => {
    const { fake, user } = await openConnections()
    await user.click(screen.getByRole('button', { name: 'Name and colour of Halden Secure' }))
    await user.type(await screen.findByRole('textbox', { name: 'Connection name' }), ' North')
    await user.click(screen.getByRole('button', { name: 'Name and colour of Tarn & Vale Partners' }))
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Connection name' })).toHaveValue(tarn.name),
    )
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Connection name' })).toHaveFocus())
    expect(fake.asked('draft_keep').at(-1)).toEqual({
      id: expect.toSatisfy((id) => id === null || id === 'draft-1'),
      connection: halden.id,
      form: { kind: 'name_and_colour', name: 'Halden Secure North', colour: halden.colour },
    })
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      'What you typed for Halden Secure North is kept as a draft.',
    )
  })

  it('asks before a name that cannot be kept gives way to another one’s', async () => {
    const { user } = await openConnections(keepsNothing)
    await user.click(screen.getByRole('button', { name: 'Name and colour of Halden Secure' }))
    await user.type(await screen.findByRole('textbox', { name: 'Connection name' }), ' North')
    const other = () => screen.getByRole('button', { name: 'Name and colour of Tarn & Vale Partners' })
    await user.click(other())
    expect(await screen.findByRole('dialog', { name: 'Name and colour are not saved' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Keep editing' }))
    expect(screen.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Halden Secure North')

    await user.click(other())
    const question = await screen.findByRole('dialog')
    await user.click(within(question).getByRole('button', { name: 'Discard changes' }))
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Connection name' })).toHaveValue(tarn.name),
    )
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Connection name' })).toHaveFocus())
  })

  it('goes on with a name that was left, and gives it up after one question, which can be undone', async () => {
    const left = {
      id: 'draft-3',
      left_at: '2026-03-12T18:04:00Z',
      form: { kind: 'name_and_colour', name: 'Harbour', colour: 'slate' },
    } as const
    const { fake, user } = await openConnections((fake) => fake.on('draft_open', () => left))
    await user.click(screen.getByRole('button', { name: 'Name and colour of Halden Secure' }))
    expect(await screen.findByRole('textbox', { name: 'Connection name' })).toHaveValue('Harbour')
    expect(screen.getByRole('heading', { name: 'Kept from 12 Mar, 18:04' })).toBeVisible()
    expect(fake.asked('draft_open')).toEqual([{ connection: halden.id, which: { kind: 'name_and_colour' } }])
    await expectNoAxeFindings()
    await user.click(screen.getByRole('button', { name: 'Discard changes' }))
    await user.click(await screen.findByRole('button', { name: 'Discard them' }))
    const draft = { connection: halden.id, id: left.id }
    await waitFor(() => expect(fake.asked('draft_discard')).toEqual([draft]))
    expect(screen.queryByRole('textbox', { name: 'Connection name' })).toBeNull()
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('textbox', { name: 'Connection name' })).toHaveValue('Harbour')
    expect(fake.asked('draft_restore')).toEqual([draft])
    expect(fake.asked('draft_open').at(-1)?.which).toEqual({ kind: 'one', id: left.id, confirmed: false })
  })

  it('keeps one’s name and colour open when another one’s are saved late', async () => {
    const { fake, user } = await openConnections()
    let saved: () => void = () => undefined
    fake.on('connection_edit', async () => {
      await new Promise<void>((resolve) => (saved = resolve))
      return both
    })
    await user.click(screen.getByRole('button', { name: 'Name and colour of Halden Secure' }))
    await user.type(await screen.findByRole('textbox', { name: 'Connection name' }), ' North')
    await user.click(screen.getByRole('button', { name: 'Save name and colour' }))
    await waitFor(() => expect(fake.asked('connection_edit')).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: 'Name and colour of Tarn & Vale Partners' }))
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Connection name' })).toHaveValue(tarn.name),
    )
    await user.type(screen.getByRole('textbox', { name: 'Connection name' }), ' South')
    saved()
    await screen.findByText('Saved Halden Secure North.')
    expect(screen.getByRole('textbox', { name: 'Connection name' })).toHaveValue(`${tarn.name} South`)
  })

  it('replaces a sign-in under the same connection', async () => {
    const { fake, user } = await openConnections()
    await user.click(screen.getByRole('button', { name: 'Replace sign-in of Tarn & Vale Partners' }))
    expect(await screen.findByRole('textbox', { name: 'Portal address' })).toHaveValue(tarn.address)
    await user.type(screen.getByLabelText('User token'), 'new')
    await user.click(screen.getByRole('button', { name: 'Test and save' }))
    await waitFor(() => expect(fake.asked('connection_test')[0]?.replaces).toBe(tarn.id))
  })

  it('switches from the sidebar, with the keys', async () => {
    const { fake, user } = await openConnections()
    await user.click(screen.getByRole('button', { name: /Switch connection/ }))
    await waitFor(() => expect(screen.getByRole('menuitemradio', { name: /Halden Secure/ })).toHaveFocus())
    await expectNoAxeFindings()
    await user.keyboard('{ArrowDown}{Enter}')
    await waitFor(() => expect(fake.asked('connection_open')).toEqual([halden.id, tarn.id]))
  })

  it('offers one way on where there is none yet, and no practice to who is practicing', async () => {
    const { user } = await openApp()
    await user.click(screen.getByRole('button', { name: /Practice with sample data/ }))
    await user.click(await screen.findByRole('link', { name: 'Connections' }))
    await screen.findByRole('heading', { name: 'No connection to a portal yet' })
    const main = within(screen.getByRole('main'))
    expect(main.getAllByRole('button').map(({ textContent }) => textContent.trim())).toEqual([
      'Connect to a portal',
    ])
    await expectNoAxeFindings()
  })
})
