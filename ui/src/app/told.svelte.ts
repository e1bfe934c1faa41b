/* What was just done to a draft, with what undoes it: a line at the top of the window, until the next screen but this. */
import type { ConnectionId } from '../backend'
import { announce } from './live.svelte'
import { router } from './router.svelte'

/** Something that was just done. */
export interface Told {
  text: string
  action: { label: string; press: () => void }
}

export const told: { now: Told | null; connection: ConnectionId | null; visit: number } = $state({
  now: null,
  connection: null,
  visit: 0,
})

/** Says it, for as long as the screen in front stays, and its connection, where it is about one. */
export function tell(connection: ConnectionId | null, now: Told): void {
  told.now = now
  told.connection = connection
  told.visit = router.visit
  announce(now.text)
}

/** Takes it away. */
export function hush(): void {
  told.now = null
}
