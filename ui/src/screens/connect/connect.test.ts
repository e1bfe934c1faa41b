import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { router } from '../../app/router.svelte'
import type { ConnectionTestView } from '../../backend'
import { openApp } from '../../test/app'
import { expectNoAxeFindings } from '../../test/axe'
import { fakeBackend, type FakeBackend } from '../../test/fake-backend'
import { halden } from '../../test/sample'
import { ConnectForm } from './connect-form.svelte'

async function openConnect(prepare?: (fake: FakeBackend) => void) {
  const app = await openApp(prepare)
  await app.user.click(screen.getByRole('button', { name: 'Connect to a portal' }))
  await screen.findByLabelText('Connection name')
  return app
}

async function fillIn({ user }: Awaited<ReturnType<typeof openConnect>>) {
  await user.type(screen.getByLabelText('Connection name'), 'Halden Secure')
  await user.type(screen.getByLabelText('Portal address'), 'https://scan.halden.example')
  await user.type(screen.getByLabelText('User token'), 'canary-token')
  await user.type(screen.getByLabelText('API key'), 'canary-key')
}

describe('a new connection', () => {
  it('begins at its first field', async () => {
    await openConnect()
    await waitFor(() => expect(screen.getByLabelText('Connection name')).toHaveFocus())
  })

  it('shows who one is before it is saved, and keeps it in the keyring', async () => {
    const app = await openConnect()
    await fillIn(app)
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    expect(await screen.findByRole('heading', { name: 'Is this you?' })).toBeVisible()
    expect(screen.getByText('Halden Secure GmbH')).toBeVisible()
    expect(app.fake.asked('connection_save')).toEqual([])
    await expectNoAxeFindings()

    await app.user.click(screen.getByRole('button', { name: 'Save connection' }))
    await screen.findByRole('button', { name: 'New organization' })
    expect(app.fake.asked('connection_save')).toEqual([
      { ticket: 'ticket-1', name: 'Halden Secure', colour: 'plum', keep: 'keyring', draft: 'draft-1' },
    ])
  })

  it('is tested also while the keyring asks the user to be unlocked', async () => {
    const app = await openConnect((fake) => fake.on('keyring_check', () => new Promise(() => undefined)))
    await fillIn(app)
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    expect(await screen.findByRole('heading', { name: 'Is this you?' })).toBeVisible()
  })

  it('does not take the key that asked for the test for the one that saves', async () => {
    const app = await openConnect()
    await fillIn(app)
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('heading', { name: 'Is this you?' })
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    expect(app.fake.asked('connection_save')).toEqual([])
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 600)
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(app.fake.asked('connection_save')).toHaveLength(1))
    vi.restoreAllMocks()
  })

  it('says at the field what was refused, and what the portal says of it', async () => {
    const words = 'The portal refused this user token, or the API key with it.'
    const app = await openConnect((fake) =>
      fake.on('connection_test', () => {
        throw {
          kind: 'rejected',
          status: 401,
          said: { message: 'Invalid or expired token', raw: null },
          problems: [{ field: 'user_token', message: words }],
          redirect_to: null,
        }
      }),
    )
    await fillIn(app)
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    const summary = await screen.findByRole('alert', { name: 'The portal refused the sign-in' })
    expect(summary).toHaveTextContent('It says: “Invalid or expired token”')
    expect(screen.getByLabelText('User token')).toHaveAccessibleDescription(expect.stringContaining(words))
  })

  it('goes on with the connection that was saved, also where the others cannot be read then', async () => {
    const app = await openConnect((fake) =>
      fake.on('connections', () => {
        throw { kind: 'local_data', during: 'reading', problem: 'unusable' }
      }),
    )
    await fillIn(app)
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    await app.user.click(await screen.findByRole('button', { name: 'Save connection' }))
    expect(await screen.findByRole('button', { name: 'New organization' })).toBeVisible()
    await app.user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByText('Halden Secure', { selector: 'main *' })).toBeVisible()
  })

  it('asks for the one-time password when the portal wants it', async () => {
    const app = await openConnect((fake) =>
      fake.on('connection_test', () => ({ state: 'one_time_password_needed', ticket: 'waits' })),
    )
    await app.user.click(screen.getByRole('radio', { name: 'Username and password' }))
    await app.user.type(screen.getByLabelText('Username'), 'm.keller')
    await app.user.type(screen.getByLabelText('Password'), 'canary-password')
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    const field = await screen.findByLabelText('One-time password')
    expect(field).toHaveFocus()
    await app.user.type(field, '123456')
    await app.user.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByRole('heading', { name: 'Is this you?' })
    expect(app.fake.asked('connection_one_time_password')).toEqual([
      { ticket: 'waits', one_time_password: '123456' },
    ])
  })

  it('puts the problem at its field and in a summary that takes focus, and keeps what was typed', async () => {
    const message = 'Begin the address with https://. An unencrypted address is only for this computer.'
    const app = await openConnect((fake) =>
      fake.on('connection_test', () => {
        throw { kind: 'invalid', problems: [{ field: 'address', message }] }
      }),
    )
    await fillIn(app)
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    const summary = await screen.findByRole('alert', { name: 'There is a problem' })
    await waitFor(() => expect(summary).toHaveFocus())
    const address = screen.getByLabelText('Portal address')
    expect(address).toHaveAccessibleDescription(expect.stringContaining(message))
    expect(address).toBeInvalid()
    expect(address).toHaveValue('https://scan.halden.example')
    expect(screen.getByLabelText('User token')).toHaveValue('canary-token')

    await app.user.click(screen.getByRole('link', { name: message }))
    expect(address).toHaveFocus()
    await expectNoAxeFindings()
  })

  it('offers to keep the sign-in for this run when there is no keyring, and saves only then', async () => {
    const app = await openConnect((fake) => fake.on('keyring_check', () => 'absent'))
    expect(await screen.findByText('This computer’s keyring does not answer')).toBeVisible()
    await fillIn(app)
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    const save = await screen.findByRole('button', { name: 'Save connection' })
    expect(save).toHaveAttribute('aria-disabled', 'true')
    await app.user.click(save)
    expect(app.fake.asked('connection_save')).toEqual([])

    await app.user.click(screen.getByRole('switch', { name: 'Keep the sign-in until Orgdesk closes' }))
    await app.user.click(save)
    await waitFor(() => expect(app.fake.asked('connection_save')[0]).toMatchObject({ keep: 'this_run' }))
  })

  it('does not save what was not tested: a change after the test asks for another', async () => {
    const app = await openConnect()
    await fillIn(app)
    await app.user.click(screen.getByRole('button', { name: 'Test and save' }))
    await screen.findByRole('button', { name: 'Save connection' })
    await app.user.type(screen.getByLabelText('User token'), 'x')
    expect(screen.queryByRole('button', { name: 'Save connection' })).not.toBeInTheDocument()
    expect(app.fake.asked('connection_discard')).toEqual(['ticket-1'])
  })

  it('asks before a secret that was typed is lost, and gives it up, while the rest is kept', async () => {
    const app = await openConnect()
    await fillIn(app)
    const back = () => app.user.click(screen.getByRole('button', { name: 'Back to the first page' }))
    await back()
    expect(await screen.findByRole('dialog', { name: 'This connection is not saved' })).toHaveTextContent(
      'What you typed is kept as a draft, but never a token, a key or a password',
    )
    await expectNoAxeFindings()
    await app.user.click(screen.getByRole('button', { name: 'Keep editing' }))
    expect(screen.getByLabelText('User token')).toHaveValue('canary-token')

    await back()
    await app.user.click(await screen.findByRole('button', { name: 'Leave without them' }))
    await screen.findByRole('button', { name: 'Practice with sample data' })
    expect(await screen.findByRole('region', { name: 'Just done' })).toHaveTextContent(
      'What you typed for Halden Secure is kept as a draft.',
    )
    expect(document.documentElement.outerHTML).not.toContain('canary')
    expect(router.route.name).toBe('welcome')
  })

  it.each([
    ['is left', (form: ConnectForm) => form.forget()],
    ['is changed', (form: ConnectForm) => form.changed()],
  ])('gives up the answer to a test that comes when the form %s', async (_, end) => {
    const fake = fakeBackend()
    let answer: (view: ConnectionTestView) => void = () => undefined
    fake.on('connection_test', () => new Promise((resolve) => (answer = resolve)))
    const form = new ConnectForm(undefined, [])
    const tested = form.test()
    await waitFor(() => expect(fake.asked('connection_test')).toHaveLength(1))
    end(form)
    answer({ state: 'one_time_password_needed', ticket: 'late' })
    await tested
    expect(fake.asked('connection_discard')).toEqual(['late'])
    expect(form.step).toBe('form')
  })

  it('holds no secret after it was saved or left', async () => {
    const form = new ConnectForm(undefined, [])
    Object.assign(form, {
      userToken: 'canary',
      apiKey: 'canary',
      password: 'canary',
      oneTimePassword: 'canary',
    })
    form.forget()
    expect([form.userToken, form.apiKey, form.password, form.oneTimePassword]).toEqual(['', '', '', ''])
  })

  it('shows a secret only while it is typed, on request', async () => {
    const app = await openConnect()
    await app.user.type(screen.getByLabelText('User token'), 'abc')
    expect(screen.getByLabelText('User token')).toHaveAttribute('type', 'password')
    await app.user.click(screen.getByRole('button', { name: 'Show user token' }))
    expect(screen.getByLabelText('User token')).toHaveAttribute('type', 'text')
    expect(screen.getByRole('button', { name: 'Show API key' })).toBeVisible()
  })

  it('takes the first colour that no other connection has', () => {
    expect(new ConnectForm(undefined, ['plum', 'rose']).colour).toBe('brick')
    expect(new ConnectForm(halden, ['plum']).colour).toBe('plum')
  })
})
