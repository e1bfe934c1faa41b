/* Looking on the portal for what became of a write, and going to its result. A create is never sent again by that; details that
   wait are saved to the organization that is found. */
import type { Form } from '../../app/aside'
import { giveResultsUp } from '../../app/left.svelte'
import type { Route } from '../../app/router.svelte'
import { call } from '../../backend'
import type { ConnectionId, OpenOperationView, OpenWork } from '../../backend'
import { CreateFlow } from '../create/create-flow.svelte'
import { ended } from '../update/taken-up'
import { keyOf } from '../update/update-steps'
import { arriving } from './arriving'
import { carriedBy } from './carried'

/** What was found, on the screen it belongs to. */
interface Result {
  key: string
  route: Route
  form: Form
}

/** A write that can be looked for. */
type ToLookFor = OpenOperationView & { work: Exclude<OpenWork, { kind: 'unread' }> }

/** Looks, and shows what was found; where something else is in front by then, it waits at the top of the window. */
export async function lookAgain(connection: ConnectionId, operation: ToLookFor): Promise<void> {
  const arrive = arriving()
  const found = await result(connection, operation)
  const { name, review } = operation
  giveResultsUp(review)
  arrive(connection, { ...found, name, review })
}

async function result(connection: ConnectionId, { review, work }: ToLookFor): Promise<Result> {
  if (work.kind === 'create') {
    const result = await call('create_look_again', { connection, review })
    const form = CreateFlow.ended(connection, work.form, result)
    return { key: 'create', route: { name: 'new-organization' }, form }
  }
  const { id } = work
  const result = await call('update_look_again', { connection, review })
  const form = ended(connection, id, review, carriedBy(work), result)
  return { key: keyOf(id), route: { name: 'edit', id }, form }
}
