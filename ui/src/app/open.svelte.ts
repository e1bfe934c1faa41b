/* What was sent on the connection in front and is not settled: shown until it is, also after Orgdesk was closed. */
import { call } from '../backend'
import type { ConnectionId, OpenOperationView } from '../backend'
import { session } from './session.svelte'

interface Open {
  /** The connection these are of: of another nothing is known yet. */
  connection: ConnectionId | null
  operations: OpenOperationView[]
  /** The connection whose portal is being looked at for them, without being asked. */
  looking: ConnectionId | null
}

export const open: Open = $state({ connection: null, operations: [], looking: null })

/** The opening of a connection for which what is open was looked at. */
let lookedFor = 0

/** Asks what is open. Where that cannot be told, what was known stays. After a connection was opened, the portal is looked at. */
export async function refreshOpen(): Promise<void> {
  const connection = session.state === 'open' ? (session.connection?.id ?? null) : null
  if (connection !== open.connection) Object.assign(open, { connection, operations: [] })
  // One that is being looked at is not listed, and would be missed.
  if (connection === null || open.looking === connection) return
  await take(connection, 'operations_open')
  if (open.connection !== connection || open.operations.length === 0 || lookedFor === session.opened) return
  lookedFor = session.opened
  open.looking = connection
  await take(connection, 'operations_look')
  if (open.looking === connection) open.looking = null
}

async function take(connection: ConnectionId, command: 'operations_open' | 'operations_look'): Promise<void> {
  const operations = await call(command, connection).catch(() => null)
  if (operations && open.connection === connection) open.operations = operations
}
