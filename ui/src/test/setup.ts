import '@testing-library/jest-dom/vitest'
import { configure } from '@testing-library/dom'
import { afterEach } from 'vitest'

// Screens are loaded when they are opened; a busy machine takes its time over the first.
configure({ asyncUtilTimeout: 30_000 })

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
// jsdom asks for the style of a popover to know whether it is open, and whether it is open to know its style, without end.
const view = document.defaultView
if (view) {
  const styleOf = view.getComputedStyle.bind(view)
  const open = document.createElement('span').style
  open.display = 'block'
  open.visibility = 'visible'
  let within = false
  view.getComputedStyle = (...given) => {
    if (within) return open
    within = true
    try {
      return styleOf(...given)
    } finally {
      within = false
    }
  }
}
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
afterEach(() => {
  timers.forEach((timer) => clearTimeout(timer))
  timers.clear()
})
