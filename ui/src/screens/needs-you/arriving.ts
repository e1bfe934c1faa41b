/* What was asked for from “Needs you” and is there after a while. */
import { setAside } from '../../app/aside'
import { leaveBehind, type LeftWrite } from '../../app/left.svelte'
import { router, show } from '../../app/router.svelte'
import { session } from '../../app/session.svelte'
import type { ConnectionId } from '../../backend'

/**
 * Remembers what is in front. What is there in the end is shown where that has stayed; where something else is in front by then, it
 * waits at the top of the window.
 */
export function arriving(): (at: ConnectionId, what: Omit<LeftWrite, 'connection'>) => void {
  const { connection } = session
  const { visit } = router
  return (at, what) => {
    if (router.visit === visit && session.connection?.id === at) {
      setAside(at, what.key, what.form)
      show(what.route)
    } else if (connection) leaveBehind({ connection, ...what })
  }
}
