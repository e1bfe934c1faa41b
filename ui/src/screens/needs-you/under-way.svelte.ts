/* What is being done with what is not settled, on each connection: it goes on where its screen is left, and is seen there again. */
import { SvelteMap } from 'svelte/reactivity'
import type { ConnectionId, ReviewId } from '../../backend'
import type { Action } from './open-words'

interface UnderWay {
  review: ReviewId
  action: Action
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
