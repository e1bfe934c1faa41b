import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import App from '../App.svelte'
import { forgetDrafts } from '../app/drafts.svelte'
import { known } from '../app/elsewhere.svelte'
import { guard, hold } from '../app/guard.svelte'
import { keys } from '../app/keys.svelte'
import { left } from '../app/left.svelte'
import { forgetOpen } from '../app/open.svelte'
import { router } from '../app/router.svelte'
import { session } from '../app/session.svelte'
import { forgetHistory } from '../screens/history/history.svelte'
import { forgetUnderWay } from '../screens/needs-you/under-way.svelte'
import { hush } from '../app/told.svelte'
import { fakeBackend, type FakeBackend } from './fake-backend'
import { halden } from './sample'

let before: FakeBackend | undefined

/** The whole window on a fake backend, from its beginning. */
export async function openApp(prepare: (fake: FakeBackend) => void = () => undefined) {
  // A form of the test before is not kept by the backend of this one.
  await before?.nothingIsKept()
  forget()
  const fake = (before = fakeBackend())
  prepare(fake)
  const user = userEvent.setup({
    // jsdom computes `pointer-events: none` for what opens in the top layer.
    pointerEventsCheck: 0,
  })
  render(App)
  await screen.findAllByRole('heading')
  return { fake, user }
}

/** The window with a connection that is open. */
export async function openConnected(prepare: (fake: FakeBackend) => void = () => undefined) {
  const app = await openApp((fake) => {
    fake.on('start', () => ({
      connections: { connections: [halden], last_opened: halden.id, unread: 0, open_operations: [] },
      trouble: null,
      version: '0.1.0',
    }))
    prepare(fake)
  })
  await screen.findByRole('button', { name: 'New organization' })
  return app
}

/** Each test begins with a window that knows nothing. */
export function forget(): void {
  Object.assign(session, {
    connections: [],
    unread: 0,
    waiting: [],
    connection: null,
    state: 'none',
    error: null,
    trouble: null,
  })
  Object.assign(router, { route: { name: 'welcome' }, visit: router.visit + 1 })
  left.writes = []
  forgetOpen()
  known.operations = {}
  forgetUnderWay()
  forgetHistory()
  forgetDrafts()
  hush()
  Object.assign(guard, { elsewhere: {}, asked: null, pending: null })
  hold(null)
  keys.help = false
}
