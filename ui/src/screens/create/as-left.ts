/* A create whose screen is left while its result is not seen, or not settled. */
import { tellKept } from '../../app/drafts.svelte'
import type { LeftWrite } from '../../app/left.svelte'
import type { ConnectionView } from '../../backend'
import type { CreateFlow } from './create-flow.svelte'

/** It waits at the top of the window. What was typed since it was sent is a draft of its own by then: nobody goes on with it twice. */
export function asLeft(flow: CreateFlow, connection: ConnectionView): LeftWrite {
  const draft = flow.letDraftGo()
  if (draft) tellKept(draft)
  return { connection, ...flow.sentAs, key: 'create', route: { name: 'new-organization' }, form: flow }
}
