/* Going on, after the portal knew one as somebody else, as whoever one is now. */
import type { AppError, ConnectionId } from '../backend'
import { confirmWhileOpen } from './session.svelte'

/**
 * Takes the user's word for it, and then goes on: what was reviewed as somebody else is not sent, but reviewed once more. The
 * form stays where it is meanwhile, and where the portal cannot be asked.
 */
export async function goOnAs<Done>(
  connection: ConnectionId,
  error: AppError | null,
  goOn: () => Promise<Done>,
): Promise<Done | undefined> {
  if (error?.kind !== 'identity_changed') return undefined
  return (await confirmWhileOpen(connection, error.now)) ? goOn() : undefined
}
