/*
 * A form whose sign-in has to be replaced in between is set aside, with all that was typed, and taken up once by the
 * same form of the same connection.
 */
import type { ConnectionId } from '../backend'
import { hold } from './guard.svelte'
import { show } from './router.svelte'

const kept = new Map<string, unknown>()

/** Sets a form aside and goes to replace the sign-in of its connection. */
export function signInFor(connection: ConnectionId, key: string, form: unknown): void {
  kept.set(`${connection} ${key}`, form)
  hold(null)
  show({ name: 'connect', replaces: connection })
}

/** Takes up what was set aside under this key, or begins anew. */
export function takeUp<T>(connection: ConnectionId, key: string, begin: () => T): T {
  const at = `${connection} ${key}`
  const before = kept.get(at) as T | undefined
  kept.delete(at)
  return before ?? begin()
}
