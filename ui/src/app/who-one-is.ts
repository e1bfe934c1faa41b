/* Whether one is still who one was: what was loaded was shown to that user. */
import type { ConnectionId } from '../backend'
import { session } from './session.svelte'

/** Who one is on the connection in front, to tell whether that is another user or partner than before; null on any other. */
export function whoOneIs(connection: ConnectionId): string | null {
  if (session.connection?.id !== connection) return null
  const { id, username, partner, partner_id } = session.connection.identity
  return JSON.stringify([id, username, partner, partner_id])
}
