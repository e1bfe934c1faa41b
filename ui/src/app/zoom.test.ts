import { screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { openConnected } from '../test/app'
import { fakeBackend, type FakeBackend } from '../test/fake-backend'
import { hearZoom } from './zoom'

// Of several that hear the same the page has one.
hearZoom()

function turn(init: WheelEventInit): WheelEvent {
  const event = new WheelEvent('wheel', { bubbles: true, cancelable: true, ...init })
  document.body.dispatchEvent(event)
  return event
}

describe('how large everything is', () => {
  let fake: FakeBackend
  beforeEach(() => {
    fake = fakeBackend()
  })

  it('is changed by Ctrl and + − 0, and by no other keys', async () => {
    const user = userEvent.setup()
    await user.keyboard('{Control>}+=-0{/Control}')
    expect(fake.asked('zoom')).toEqual(['larger', 'larger', 'smaller', 'as_at_first'])
    await user.keyboard('+-0{Control>}1k{/Control}{Control>}{Alt>}0{/Alt}{/Control}')
    expect(fake.asked('zoom')).toHaveLength(4)
  })

  it('is changed while something is typed, and nothing is typed by it', async () => {
    const { fake, user } = await openConnected()
    const search = await screen.findByRole('searchbox', { name: 'Search' })
    await user.type(search, 'b{Control>}={/Control}')
    expect(fake.asked('zoom')).toEqual(['larger'])
    expect(search).toHaveValue('b')
  })

  it('is changed while a dialog is open', async () => {
    const { fake, user } = await openConnected()
    await user.keyboard('?')
    await screen.findByRole('dialog', { name: 'Keys' })
    await user.keyboard('{Control>}-{/Control}')
    await waitFor(() => expect(fake.asked('zoom')).toEqual(['smaller']))
  })

  it('is changed by Ctrl and each notch of the wheel, and the page does not scroll meanwhile', () => {
    expect(turn({ deltaY: -120, ctrlKey: true }).defaultPrevented).toBe(true)
    turn({ deltaY: 3, deltaMode: WheelEvent.DOM_DELTA_LINE, ctrlKey: true })
    expect(fake.asked('zoom')).toEqual(['larger', 'smaller'])
    expect(turn({ deltaY: -120 }).defaultPrevented).toBe(false)
    expect(fake.asked('zoom')).toHaveLength(2)
  })

  it('is changed by a size once a trackpad has gone as far as a notch, in one direction', () => {
    for (let pinch = 0; pinch < 9; pinch += 1) turn({ deltaY: -10, ctrlKey: true })
    turn({ deltaY: 10, ctrlKey: true })
    for (let pinch = 0; pinch < 9; pinch += 1) turn({ deltaY: -10, ctrlKey: true })
    expect(fake.asked('zoom')).toEqual([])
    turn({ deltaY: -10, ctrlKey: true })
    expect(fake.asked('zoom')).toEqual(['larger'])
  })
})
