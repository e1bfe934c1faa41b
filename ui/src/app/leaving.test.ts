import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { CreateResultView, UpdateResultView } from '../backend'
import { expectNoAxeFindings } from '../test/axe'
import { keepsNothing } from '../test/drafts'
import type { FakeBackend } from '../test/fake-backend'
import { openCreate } from '../test/open-sample'
import { created, halden, rowAt, saved, unknownCreate } from '../test/sample'
import { show } from './router.svelte'
import { closeSession, openConnection } from './session.svelte'
import { creating, later, leavingDetails, refused, saving } from '../test/leaving'

describe('leaving while a create is out', () => {
  it('says that it is being sent, goes on without its screen, and gives its result when asked', async () => {
    const { asked, answer } = later<CreateResultView>()
    const { fake, user } = await creating((fake) => fake.on('create_send', () => asked))
    fake.on('operations_open', () => [{ ...openCreate, review: unknownCreate.review }])
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    const dialog = await screen.findByRole('dialog', { name: 'Bath is being sent' })
    expect(dialog).not.toHaveTextContent('Nothing has been sent')
    await expectNoAxeFindings()
    const leave = screen.getByRole('button', { name: 'Leave while it is sent' })
    expect(leave).not.toHaveClass('quiet-bad')
    await user.click(leave)
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    expect(screen.getByText('Bath is being sent to Halden Secure')).toBeVisible()
    await expectNoAxeFindings()

    answer(unknownCreate)
    expect(await screen.findByText('There is a result for Bath in Halden Secure')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Show Bath' }))
    await user.click(await screen.findByRole('button', { name: 'Look again' }))
    await waitFor(() => expect(fake.asked('create_look_again')).toHaveLength(1))
    expect(screen.queryByRole('button', { name: 'Show Bath' })).toBeNull()
    expect(fake.asked('create_send')).toHaveLength(1)
  })

  it('takes the question away when the result is there before it is answered', async () => {
    const { asked, answer } = later<CreateResultView>()
    const { user } = await creating((fake) => fake.on('create_send', () => asked))
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('dialog', { name: 'Bath is being sent' })
    answer(unknownCreate)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await screen.findByRole('button', { name: 'Look again' })).toBeVisible()
  })

  it('does not let it be typed over by way of the path', async () => {
    const { user } = await creating((fake) => fake.on('create_send', () => new Promise(() => undefined)))
    const step = await screen.findByRole('button', { name: 'New organization' })
    await user.click(step)
    expect(screen.getByRole('heading', { name: 'Review', level: 1 })).toBeVisible()
    const reason = document.getElementById(step.getAttribute('aria-describedby') ?? '')
    expect(reason).toHaveTextContent('The organization is being created.')
    await expectNoAxeFindings()
  })

  it('asks before the window closes, also once its screen is left', async () => {
    const { fake, user } = await creating((fake) =>
      fake.on('create_send', () => new Promise(() => undefined)),
    )
    fake.emit('close_wanted', null)
    expect(await screen.findByRole('dialog', { name: 'Bath is being sent' })).toHaveTextContent(
      'it looks for it when it is opened again',
    )
    expect(screen.getByRole('button', { name: 'Leave while it is sent' })).not.toHaveClass('quiet-bad')
    await user.click(screen.getByRole('button', { name: 'Stay' }))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Leave while it is sent' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    fake.emit('close_wanted', null)
    expect(
      await screen.findByRole('dialog', { name: 'You have not seen yet what became of Bath' }),
    ).toBeVisible()
    expect(fake.asked('close')).toEqual([])
    const close = screen.getByRole('button', { name: 'Close without it' })
    expect(close).toHaveClass('quiet-bad')
    await user.click(close)
    await waitFor(() => expect(fake.asked('close')).toHaveLength(1))
  })
})

describe('leaving while it is looked for', () => {
  it('says that details may be saved by that, and keeps what becomes of it', async () => {
    const { asked, answer } = later<CreateResultView>()
    const waiting = { ...unknownCreate, name: 'Bath', details_waiting: 11 }
    const { user } = await creating((fake) =>
      fake.on('create_send', () => waiting).on('create_look_again', () => asked),
    )
    await user.click(await screen.findByRole('button', { name: 'Look again, and save the details' }))
    await screen.findByRole('button', { name: 'Looking…' })
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    expect(screen.getByRole('button', { name: 'Looking…' })).toBeVisible()
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('dialog', { name: 'Bath is being looked for' })).toHaveTextContent(
      'its details are saved as soon as it is found',
    )
    const leave = screen.getByRole('button', { name: 'Leave while it is looked for' })
    expect(leave).not.toHaveClass('quiet-bad')
    await user.click(leave)
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    answer(created)
    await user.click(await screen.findByRole('button', { name: 'Show Bath' }))
    expect(await screen.findByRole('heading', { name: 'Created and read back' })).toBeVisible()
  })
})

describe('closing the window', () => {
  it('tells of a write that was left as well as of the form in front', async () => {
    const { fake, user } = await creating((fake) =>
      keepsNothing(fake).on('create_send', () => new Promise(() => undefined)),
    )
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Leave while it is sent' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    show({ name: 'new-organization' })
    await user.type(await screen.findByRole('textbox', { name: 'Organization name' }), 'Wells')
    fake.emit('close_wanted', null)
    expect(await screen.findByRole('dialog', { name: 'Wells has not been created' })).toHaveTextContent(
      'You have not seen yet what became of Bath',
    )
  })

  it('warns where what is in front goes on by itself, and something else is lost', async () => {
    const { fake, user } = await creating((fake) =>
      fake
        .on('create_send', () => new Promise(() => undefined))
        .on('update_send', () => new Promise(() => undefined)),
    )
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Leave while it is sent' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    show({ name: 'edit', id: rowAt(0).id })
    await user.type(await screen.findByRole('textbox', { name: 'ZIP code' }), '3089 JH')
    await user.click(screen.getByRole('button', { name: /Review changes/ }))
    await user.click(await screen.findByRole('button', { name: 'Save changes' }))
    fake.emit('close_wanted', null)
    expect(await screen.findByRole('button', { name: 'Leave while it is saved' })).toHaveClass('quiet-bad')
  })

  it('asks while a form that cannot be kept waits for its sign-in, until it is taken up again', async () => {
    const { fake, user } = await creating((fake) =>
      keepsNothing(fake).on('create_send', () => {
        throw { kind: 'rejected', status: 401, said: refused.said, problems: [], redirect_to: null }
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })
    fake.emit('close_wanted', null)
    await screen.findByRole('dialog', { name: 'A form waits until you have signed in again' })
    await user.click(screen.getByRole('button', { name: 'Stay' }))
    show({ name: 'new-organization' })
    await waitFor(async () =>
      expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('Bath'),
    )
    fake.emit('close_wanted', null)
    expect(await screen.findByRole('dialog', { name: 'Bath has not been created' })).not.toHaveTextContent(
      'signed in again',
    )
  })
})

describe('a result whose connection cannot be opened again', () => {
  it('is shown all the same', async () => {
    const { asked, answer } = later<CreateResultView>()
    const { fake, user } = await creating((fake) => fake.on('create_send', () => asked))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Leave while it is sent' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    closeSession()
    fake.on('connection_open', () => {
      throw { kind: 'keyring', state: 'locked' }
    })
    answer(created)
    await user.click(await screen.findByRole('button', { name: 'Show Bath' }))
    expect(await screen.findByRole('heading', { name: 'Created and read back' })).toBeVisible()
  })
})

describe('a write that was not taken, whose connection cannot be opened again', () => {
  async function creatingLocked(prepare: (fake: FakeBackend) => FakeBackend = (fake) => fake) {
    const { asked, answer } = later<CreateResultView>()
    const app = await creating((fake) =>
      prepare(fake).on('create_send', async () => {
        await asked
        throw refused
      }),
    )
    await app.user.click(screen.getByRole('link', { name: 'Connections' }))
    await app.user.click(await screen.findByRole('button', { name: 'Leave while it is sent' }))
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    lock(app.fake)
    answer(created)
    await app.user.click(await screen.findByRole('button', { name: 'Show Bath' }))
    return app
  }

  function lock(fake: FakeBackend): void {
    closeSession()
    fake.on('connection_open', () => {
      throw { kind: 'keyring', state: 'locked' }
    })
  }

  it('is there again as soon as it can be opened, and is not to be given up for that', async () => {
    const { fake, user } = await creatingLocked()
    fake.on('connection_open', () => ({ connection: halden }))
    await user.click(await screen.findByRole('button', { name: 'Try the keyring again' }))
    expect(await screen.findByText('The portal asks to wait')).toBeVisible()
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    expect(screen.getByRole('textbox', { name: 'Organization name' })).toHaveValue('Bath')
  })

  it('waits while the sign-in is replaced', async () => {
    const { fake, user } = await creatingLocked(keepsNothing)
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })
    expect(screen.queryByRole('dialog')).toBeNull()
    fake.emit('close_wanted', null)
    await screen.findByRole('dialog', { name: 'A form waits until you have signed in again' })
    await user.click(screen.getByRole('button', { name: 'Stay' }))
    await user.type(await screen.findByLabelText('User token'), 'new')
    await user.click(screen.getByRole('button', { name: 'Test and save' }))
    await user.click(await screen.findByRole('button', { name: 'Save connection' }))
    await user.click(await screen.findByRole('button', { name: 'New organization' }))
    expect(await screen.findByRole('textbox', { name: 'Organization name' })).toHaveValue('Bath')
  })

  it('asks still before it is left for another room where it cannot be kept', async () => {
    const { user } = await creatingLocked(keepsNothing)
    await screen.findByRole('button', { name: 'Try the keyring again' })
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    expect(await screen.findByRole('dialog', { name: 'Bath has not been created' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Discard it' })).toHaveClass('quiet-bad')
  })

  it('waits as well where it is a change', async () => {
    const { asked, answer } = later<UpdateResultView>()
    const { fake, user } = await saving((fake) =>
      fake.on('update_send', async () => {
        await asked
        throw refused
      }),
    )
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await user.click(await screen.findByRole('button', { name: 'Leave while it is saved' }))
    lock(fake)
    answer(saved)
    await user.click(await screen.findByRole('button', { name: 'Show Kestrel Freight' }))
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
    await screen.findByRole('heading', { name: 'Replace the sign-in' })
    expect(screen.queryByRole('dialog')).toBeNull()
    fake.on('connection_open', () => ({ connection: halden }))
    show({ name: 'edit', id: rowAt(0).id })
    await openConnection(halden)
    expect(await screen.findByRole('textbox', { name: 'ZIP code' })).toHaveValue('3089 JH')
  })
})

describe('details that are still to be saved, whose connection cannot be opened again', () => {
  it('are laid over what is read as soon as it can be opened', async () => {
    const { fake, user } = await leavingDetails()
    closeSession()
    fake.on('connection_open', () => {
      throw { kind: 'keyring', state: 'locked' }
    })
    await openConnection(halden)
    await user.click(screen.getByRole('button', { name: 'Change the details' }))
    await screen.findByRole('button', { name: 'Try the keyring again' })
    expect(fake.asked('update_carry_over')).toEqual([])
    fake.on('connection_open', () => ({ connection: halden }))
    await user.click(screen.getByRole('button', { name: 'Try the keyring again' }))
    expect(await screen.findByRole('textbox', { name: 'City' })).toHaveValue('Rotterdam')
    expect(fake.asked('update_carry_over')).toHaveLength(1)
  })
})

describe('leaving while changes are being saved', () => {
  it('says so, and keeps the result', async () => {
    const { asked, answer } = later<UpdateResultView>()
    const { user } = await saving((fake) => fake.on('update_send', () => asked))
    await user.click(screen.getByRole('link', { name: 'Connections' }))
    await screen.findByRole('dialog', { name: 'Changes to Kestrel Freight are being saved' })
    const leave = screen.getByRole('button', { name: 'Leave while it is saved' })
    expect(leave).not.toHaveClass('quiet-bad')
    await user.click(leave)
    await screen.findByRole('heading', { name: 'Connections', level: 1 })
    answer(saved)
    await user.click(await screen.findByRole('button', { name: 'Show Kestrel Freight' }))
    expect(await screen.findByRole('heading', { name: 'Saved and read back' })).toBeVisible()
  })

  it('does not let it be typed over by way of the path', async () => {
    const { user } = await saving((fake) => fake.on('update_send', () => new Promise(() => undefined)))
    await user.click(await screen.findByRole('button', { name: 'Kestrel Freight' }))
    expect(screen.getByRole('heading', { name: 'Review changes', level: 1 })).toBeVisible()
  })
})
