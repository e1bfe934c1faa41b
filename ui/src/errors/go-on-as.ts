/* The button that goes on as whoever the portal knows one as now. */
import type { AppError } from '../backend'
import { isolated } from '../words'

/** Its label, with the name where the error tells it. */
export function goOnAs(error: AppError | null): string {
  return error?.kind === 'identity_changed'
    ? `Go on as ${isolated(error.now.username)}`
    : 'Go on as this user'
}
