/* What was sent on the connection in front and is not settled: shown until it is, also after Orgdesk was closed. */
import { call } from '../backend'
import type { ConnectionId, OpenOperationView } from '../backend'
import { session } from './session.svelte'

export const open: {
  operations: OpenOperationView[]
  /** Whether the portal is being looked at for them, without being asked. */
  looking: boolean
} = $state({ operations: [], looking: false })

/** The opening of a connection for which what is open was looked at. */
let lookedFor = 0

/** Asks what is open. Where that cannot be told, what was known stays. After a connection was opened, the portal is looked at. */
export async function refreshOpen(): Promise<void> {
  const connection = session.state === 'open' ? session.connection?.id : undefined
  if (connection === undefined) {
    open.operations = []
    return
  }
  // One that is being looked at is not listed, and would be missed.
  if (open.looking) return
  await take(connection, 'operations_open')
  if (open.operations.length === 0 || lookedFor === session.opened) return
  lookedFor = session.opened
  open.looking = true
  await take(connection, 'operations_look')
  open.looking = false
  if (session.connection?.id !== connection) await refreshOpen()
}

async function take(connection: ConnectionId, command: 'operations_open' | 'operations_look'): Promise<void> {
  const operations = await call(command, connection).catch(() => null)
  if (operations && session.connection?.id === connection) open.operations = operations
}
