/* Looking on the portal for what became of a write, and going to its result. A create is never sent again by that; details that
   wait are saved to the organization that is found. */
import { setAside } from '../../app/aside'
import { show } from '../../app/router.svelte'
import { call } from '../../backend'
import type { ConnectionId, OpenOperationView } from '../../backend'
import { CreateFlow } from '../create/create-flow.svelte'
import { UpdateFlow } from '../update/update-flow.svelte'

/** Looks, and shows what was found on the screen of the write. */
export async function lookAgain(connection: ConnectionId, operation: OpenOperationView): Promise<void> {
  const { review, work } = operation
  if (work.kind === 'create') {
    const result = await call('create_look_again', { connection, review })
    setAside(connection, 'create', CreateFlow.ended(connection, work.form, result))
    show({ name: 'new-organization' })
    return
  }
  const result = await call('update_look_again', { connection, review })
  const { id, base, mine } = work
  setAside(connection, `edit ${id}`, UpdateFlow.ended(connection, id, { base, mine }, result))
  show({ name: 'edit', id })
}
