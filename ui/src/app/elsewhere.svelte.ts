/* What is not settled on connections that are not in front. It is counted, and shown as far as it could be looked at; it is gone on
   with once its connection is in front. */
import { call } from '../backend'
import type { ConnectionId, ConnectionView, OpenOperationView } from '../backend'
import { count } from '../words'
import { session } from './session.svelte'

/** A connection on which something is not settled. */
export interface Waiting {
  connection: ConnectionView
  count: number
  /** What that is; nothing where it is not known yet. */
  operations: readonly OpenOperationView[]
}

/** What is not settled on each connection that was opened in this run. */
export const known: { operations: Record<ConnectionId, OpenOperationView[]> } = $state({ operations: {} })

/** How much of a connection is not settled, as it was counted last; nothing where that is not known. */
export function countedOn(connection: ConnectionView | null): number {
  return session.waiting?.find((one) => one.connection === connection?.id)?.count ?? 0
}

/** How much of a connection waits; nothing where it is open in front and shows that itself. */
export function waitingOn(connection: ConnectionView): number {
  return session.state === 'open' && session.connection?.id === connection.id ? 0 : countedOn(connection)
}

/** The connections on which something is not settled, without the one that is open in front. */
export function waiting(): Waiting[] {
  const all = session.connections.map((connection) => ({
    connection,
    count: waitingOn(connection),
    operations: known.operations[connection.id] ?? [],
  }))
  return all.filter((one) => one.count > 0)
}

/** Whether it could not be counted on connections there are. */
export function isUncounted(): boolean {
  const front = session.state === 'open' ? session.connection?.id : undefined
  return session.waiting === null && session.connections.some(({ id }) => id !== front)
}

/** How many need the user, in words. */
export function needYou(n: number): string {
  return count(n, 'needs you', 'need you')
}

let asked = 0

/** Counts anew. Where nothing is answered, what was known stays; of two answers the one asked for last counts. */
export async function refreshWaiting(): Promise<void> {
  const mine = (asked += 1)
  const view = await call('connections', null).catch(() => null)
  if (!view || mine !== asked) return
  session.waiting = view.open_operations
  const there = waiting().map(
    async ({ connection: { id } }) => [id, await call('operations_open', id)] as const,
  )
  const operations = await Promise.all(there).catch(() => null)
  if (operations && mine === asked) known.operations = Object.fromEntries(operations)
}
