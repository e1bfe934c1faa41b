/*
 * Nothing typed is lost by leaving: a form that holds something says so here, and leaving asks first. The app is told
 * as well, so that closing the window asks too.
 */
import { call } from '../backend'

/** What would be lost, and how the question is put. */
export interface Unsaved {
  title: string
  text: string
  /** The button that gives it up. */
  discard: string
}

export const guard: { unsaved: Unsaved | null; pending: (() => void) | null } = $state({
  unsaved: null,
  pending: null,
})

/** Says that something would be lost, or that nothing would be any more. */
export function hold(unsaved: Unsaved | null): void {
  guard.unsaved = unsaved
  if ((unsaved !== null) !== told) tell(unsaved !== null)
}

/** Does something that leaves the screen, after asking where something would be lost. */
export function leave(go: () => void): void {
  if (guard.unsaved) guard.pending = go
  else go()
}

/** The answer to the question: give it up and go on. */
export function discard(): void {
  const go = guard.pending
  guard.pending = null
  hold(null)
  go?.()
}

/** The answer to the question: stay. Closing the window asks again the next time. */
export function stay(): void {
  guard.pending = null
  tell(told)
}

let told = false
let telling: Promise<unknown> = Promise.resolve()

/** One word after the other: the last one must be the one that counts. */
function tell(unsaved: boolean): void {
  told = unsaved
  telling = telling.then(() => call('unsaved', unsaved).catch(() => undefined))
}
