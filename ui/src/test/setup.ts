import '@testing-library/jest-dom/vitest'
import { configure, getConfig, type Config } from '@testing-library/dom'
import { afterEach, beforeEach } from 'vitest'
import { rememberStyles } from './computed-style'

// Screens are loaded when they are opened; a busy machine takes its time over the first.
configure({ asyncUtilTimeout: 30_000 })

// At every try of what is waited for the whole page would be written out: that is done where the waiting has ended in vain.
const { getElementError } = getConfig()
const isTrying = () =>
  (getConfig() as Config & { _disableExpensiveErrorDiagnostics?: boolean })._disableExpensiveErrorDiagnostics
configure({
  getElementError: (message, container) =>
    isTrying() ? new Error(message ?? '') : getElementError(message, container),
})

// What jsdom has no part in: modal dialogs, boxes that open in the top layer, layout.
const focusBefore = new WeakMap<HTMLDialogElement, HTMLElement>()
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.setAttribute('open', '')
  if (document.activeElement instanceof HTMLElement) focusBefore.set(this, document.activeElement)
  this.querySelector<HTMLElement>('[autofocus]')?.focus()
}
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.removeAttribute('open')
  focusBefore.get(this)?.focus()
}
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
Object.defineProperty(navigator, 'clipboard', {
  configurable: true,
  value: { writeText: () => Promise.resolve() },
})
// A list shows the rows that fit; here it is always this high.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 640 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 800 })
if (document.defaultView) rememberStyles(document.defaultView)
// axe asks for a canvas to look at letters; there is none here.
HTMLCanvasElement.prototype.getContext = () => null

// Nothing a test began goes on in the next one, such as a form that is tried to be kept again.
const timers = new Set<ReturnType<typeof setTimeout>>()
const begin = globalThis.setTimeout
globalThis.setTimeout = Object.assign((...given: Parameters<typeof begin>) => {
  const timer = begin(...given)
  timers.add(timer)
  return timer
}, begin)
function endTimers(): void {
  timers.forEach((timer) => clearTimeout(timer))
  timers.clear()
}
afterEach(endTimers)
// What is taken off the page after that may have begun some more, once what it kept was answered.
beforeEach(async () => {
  await new Promise((turned) => begin(turned))
  endTimers()
})
