import { screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StartView } from '../backend'
import { forget } from '../test/app'
import { fakeBackend, type FakeBackend } from '../test/fake-backend'
import { later } from '../test/leaving'
import { halden } from '../test/sample'
import { begin } from './begin'
import html from '../../index.html?raw'

const FIRST_SCREEN = '<h1 tabindex="-1">In the page</h1><button value="connect">Connect</button>'

const nothing = {
  connections: { connections: [], last_opened: null, unread: 0, open_operations: [] },
  trouble: null,
  version: '0.1.0',
}

function page(address: string, prepare: (fake: FakeBackend) => void = () => undefined): FakeBackend {
  forget()
  const fake = fakeBackend()
  fake.on('start', () => nothing)
  prepare(fake)
  location.hash = address
  const [, body = ''] = /<body[^>]*>(.*)<script/s.exec(html) ?? []
  document.body.innerHTML = body.replace('<!-- first screen -->', FIRST_SCREEN)
  return fake
}

const inThePage = () => screen.queryByRole('heading', { name: 'In the page' })

describe('the beginning', () => {
  // A page that goes takes its listeners with it; the tests' one window stays.
  let gone = new AbortController()
  beforeEach(() => {
    gone = new AbortController()
    const listen = window.addEventListener.bind(window)
    vi.spyOn(window, 'addEventListener').mockImplementation(
      (type: string, heard: EventListenerOrEventListenerObject) =>
        listen(type, heard, { signal: gone.signal }),
    )
  })
  afterEach(() => {
    gone.abort()
    document.body.innerHTML = ''
    location.hash = ''
  })

  it('asks nothing at a first start before there is something to see', async () => {
    const frames: FrameRequestCallback[] = []
    const paint = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
    const fake = page('#welcome')
    begin()
    expect(inThePage()).toHaveFocus()
    expect(fake.asked('start')).toHaveLength(0)
    for (let frame = 0; frame < 2; frame += 1) frames.splice(0).forEach((draw) => draw(0))
    await waitFor(() => expect(fake.asked('start')).toHaveLength(1))
    expect(fake.asked('first_screen')).toHaveLength(1)
    paint.mockRestore()
  })

  it('makes everything larger on the first screen, once', async () => {
    const fake = page('#welcome')
    begin()
    await waitFor(() => expect(fake.asked('start')).toHaveLength(1))
    await userEvent.keyboard('{Control>}={/Control}')
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findByLabelText('Portal address')).toBeVisible()
    expect(fake.asked('zoom')).toEqual(['larger'])
  })

  it('waits on the first screen, and goes from there to what is chosen', async () => {
    const fake = page('#welcome')
    begin()
    await waitFor(() => expect(fake.asked('start')).toHaveLength(1))
    expect(document.getElementById('app')).toBeEmptyDOMElement()
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findByLabelText('Portal address')).toBeVisible()
    await waitFor(() => expect(inThePage()).toBeNull())
    expect(fake.asked('start')).toHaveLength(1)
  })

  it('shows the first screen to whoever has practised only', async () => {
    const fake = page('')
    begin()
    await waitFor(() => expect(fake.asked('first_screen')).toHaveLength(1))
    expect(location.hash).toBe('#welcome')
    expect(inThePage()).toHaveFocus()
  })

  it('goes straight to the connection used last', async () => {
    page('', (fake) =>
      fake.on('start', () => ({
        ...nothing,
        connections: { connections: [halden], last_opened: halden.id, unread: 0, open_operations: [] },
      })),
    )
    begin()
    expect(await screen.findByRole('button', { name: 'New organization' })).toBeVisible()
    expect(inThePage()).toBeNull()
  })

  it('says that it opens, for as long as what is kept takes to be read', async () => {
    const reading = later<StartView>()
    page('', (fake) => fake.on('start', () => reading.asked))
    begin()
    expect(screen.getByRole('status')).toHaveTextContent(/^Opening Orgdesk…/)
    reading.answer({
      ...nothing,
      connections: { connections: [halden], last_opened: halden.id, unread: 0, open_operations: [] },
    })
    await screen.findByRole('button', { name: 'New organization' })
    await waitFor(() => expect(screen.queryByText('Opening Orgdesk…')).toBeNull())
  })

  it('says at a first start what is wrong with the local data', async () => {
    page('#welcome', (fake) =>
      fake.on('start', () => ({
        ...nothing,
        trouble: { kind: 'local_data', during: 'opening', problem: 'not_writable' },
      })),
    )
    begin()
    expect(await screen.findByRole('alert')).toBeVisible()
    expect(inThePage()).toBeNull()
  })

  it('loads the app for a key that is the app\u2019s, which hears it then', async () => {
    page('#welcome')
    begin()
    await userEvent.keyboard('?')
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible()
  })
})
