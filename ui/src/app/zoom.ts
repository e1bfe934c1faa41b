/*
 * Larger, smaller, and as large as at first: by Ctrl/⌘ and + − 0, and by Ctrl and the wheel, wherever one is. Rust says how large
 * that is, makes the window so, and remembers it.
 */
import { call, type ZoomStep } from '../backend'
import { mac } from './mac'

/** How far a wheel turns for one size, in pixels: one notch of a wheel is about as much, a trackpad sends many smaller ones. */
const NOTCH = 100

const STEPS: Partial<Record<string, ZoomStep>> = {
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  '0': 'as_at_first',
}

/** Hears the keys and the wheel for as long as the page is there. */
export function hearZoom(): void {
  window.addEventListener('keydown', keyed)
  // One that only listens cannot keep the page from scrolling.
  window.addEventListener('wheel', turned, { passive: false })
}

function keyed(event: KeyboardEvent): void {
  const step = STEPS[event.key]
  if (!step || event.altKey || event.isComposing || !(mac ? event.metaKey : event.ctrlKey)) return
  event.preventDefault()
  zoom(step)
}

let turns = 0

function turned(event: WheelEvent): void {
  if (!event.ctrlKey) return
  event.preventDefault()
  const by = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : Math.sign(event.deltaY) * NOTCH
  turns = Math.sign(by) === -Math.sign(turns) ? by : turns + by
  if (Math.abs(turns) < NOTCH) return
  zoom(turns < 0 ? 'larger' : 'smaller')
  turns = 0
}

function zoom(step: ZoomStep): void {
  // Rust logs what it cannot do; there is nothing to be done about it here.
  call('zoom', step).catch(() => undefined)
}
