/* Looking at a likely duplicate from a review: what was typed waits at the top of the window, with the review as it is. */
import { hold } from '../../app/guard.svelte'
import { leaveBehind } from '../../app/left.svelte'
import { show } from '../../app/router.svelte'
import type { ConnectionView, LikelyDuplicateView } from '../../backend'
import type { CreateFlow } from './create-flow.svelte'

/** Opens one; nothing that was typed is lost by that. */
export function openBeside(flow: CreateFlow, connection: ConnectionView, one: LikelyDuplicateView): void {
  leaveBehind({
    connection,
    name: flow.name,
    key: 'create',
    route: { name: 'new-organization' },
    form: flow,
    waits: true,
    ...(flow.insteadOf && { insteadOf: flow.insteadOf }),
  })
  hold(null)
  show(
    one.place.kind === 'on_the_portal'
      ? { name: 'organizations', selected: one.place.id, named: one.name }
      : { name: 'needs-you' },
  )
}
