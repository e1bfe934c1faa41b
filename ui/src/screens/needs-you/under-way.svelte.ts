/* What is being done with what is not settled, on each connection: it goes on where its screen is left, and is seen there again,
   with what came in its way. */
import { Attempt } from '../../app/attempt.svelte'
import { refreshOpen } from '../../app/open.svelte'
import { SvelteMap } from 'svelte/reactivity'
import type { ConnectionId, ReviewId } from '../../backend'
import type { Action } from './open-words'

interface UnderWay {
  review: ReviewId
  action: Action | 'settle'
}

export const underWay = new SvelteMap<ConnectionId, UnderWay>()

/** Does something with one. One thing at a time is done on a connection. */
export async function whileUnderWay(
  connection: ConnectionId,
  what: UnderWay,
  work: () => Promise<void>,
): Promise<void> {
  underWay.set(connection, what)
  try {
    await work()
  } finally {
    underWay.delete(connection)
  }
}

let attempts: Record<ConnectionId, Attempt> = {}

/** What is tried on a connection. What came in the way of it is there until it was seen, whichever screen was in front then. */
export function attemptOn(connection: ConnectionId): Attempt {
  return (attempts[connection] ??= new Attempt(refreshOpen))
}

/** As if nothing had been done on any connection. */
export function forgetUnderWay(): void {
  underWay.clear()
  attempts = {}
}
