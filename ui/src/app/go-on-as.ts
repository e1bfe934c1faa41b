/* Going on, after the portal knew one as somebody else, as whoever one is now. */
import type { AppError } from '../backend'
import { confirmIdentity, session } from './session.svelte'

/** Takes the user's word for it, and reviews once more: what was reviewed as somebody else is not sent. */
export async function goOnAs(error: AppError | null, review: () => Promise<unknown>): Promise<void> {
  if (error?.kind !== 'identity_changed') return
  await confirmIdentity(error.now)
  if (session.state === 'open') await review()
}
