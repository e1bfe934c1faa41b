/* What was sent on the connection in front and is not settled: shown until it is, also after Orgdesk was closed. */
import { call } from '../backend'
import type { OpenOperationView } from '../backend'
import { session } from './session.svelte'

export const open: { operations: OpenOperationView[] } = $state({ operations: [] })

/** Asks what is open. Where that cannot be told, what was known stays. */
export async function refreshOpen(): Promise<void> {
  const connection = session.state === 'open' ? session.connection?.id : undefined
  if (connection === undefined) {
    open.operations = []
    return
  }
  const operations = await call('operations_open', connection).catch(() => null)
  if (operations && session.connection?.id === connection) open.operations = operations
}
