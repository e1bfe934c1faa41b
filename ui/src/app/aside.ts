/*
 * A form that its screen leaves for a while (its sign-in has to be replaced, or it is being sent) is set aside with all
 * that was typed, and taken up once by the same form of the same connection.
 */
import type { ConnectionId } from '../backend'
import { hold, holdElsewhere } from './guard.svelte'
import { router, show } from './router.svelte'

/** What a form says of itself. */
export interface Form {
  /** Whether anything would be lost by leaving. */
  readonly touched: boolean
  /** Whether it is on its way to the portal. */
  readonly sending: boolean
  /** Back to where it is filled in, with all that was typed. */
  toForm(): void
}

const kept = new Map<string, Form[]>()

/** Sets a form aside. The one set aside last is taken up first. */
export function setAside(connection: ConnectionId, key: string, form: Form): void {
  const at = `${connection} ${key}`
  kept.set(at, [...(kept.get(at) ?? []), form])
}

/** Sets a form aside and goes to replace the sign-in of its connection. */
export function signInFor(connection: ConnectionId, key: string, form: Form): void {
  setAside(connection, key, form)
  hold(null)
  holdWhatWaits()
  show({ name: 'connect', replaces: connection })
}

/** Takes up what was set aside under this key, or begins anew. */
export function takeUp<T extends Form>(connection: ConnectionId, key: string, begin: () => T): T {
  const before = kept.get(`${connection} ${key}`)?.pop() as T | undefined
  holdWhatWaits()
  const form = before ?? begin()
  inFront = { connection, key, form, visit: router.visit }
  return form
}

/** The form of the screen in front, and what lets the screen take it up again. None where the screen has none. */
export function formInFront(): { form: Form; keep: () => void } | null {
  if (!inFront || inFront.visit !== router.visit) return null
  const { connection, key, form } = inFront
  return { form, keep: () => setAside(connection, key, form) }
}

let inFront: { connection: ConnectionId; key: string; form: Form; visit: number } | undefined

function holdWhatWaits(): void {
  const waits = [...kept.values()].flat().some(({ touched }) => touched)
  holdElsewhere(
    'aside',
    waits
      ? {
          title: 'A form waits until you have signed in again',
          text: 'What was typed in it is given up if Orgdesk closes now.',
          discard: 'Close without it',
          stay: 'Stay',
        }
      : null,
  )
}
