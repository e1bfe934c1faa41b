/*
 * A form that its screen leaves for a while (its sign-in has to be replaced, or it is being sent) is set aside with all
 * that was typed, and taken up once by the same form of the same connection.
 */
import type { ConnectionId } from '../backend'
import { hold } from './guard.svelte'
import { show } from './router.svelte'

const kept = new Map<string, unknown[]>()

/** Sets a form aside. The one set aside last is taken up first. */
export function setAside(connection: ConnectionId, key: string, form: unknown): void {
  const at = `${connection} ${key}`
  kept.set(at, [...(kept.get(at) ?? []), form])
}

/** Sets a form aside and goes to replace the sign-in of its connection. */
export function signInFor(connection: ConnectionId, key: string, form: unknown): void {
  setAside(connection, key, form)
  hold(null)
  show({ name: 'connect', replaces: connection })
}

/** Takes up what was set aside under this key, or begins anew. */
export function takeUp<T>(connection: ConnectionId, key: string, begin: () => T): T {
  const before = kept.get(`${connection} ${key}`)?.pop() as T | undefined
  return before ?? begin()
}
