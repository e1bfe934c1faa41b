/* What goes on with a write that is not settled. A create is never sent again by it without a review. */
import { announce } from '../../app/live.svelte'
import { lookAt, open } from '../../app/open.svelte'
import { show } from '../../app/router.svelte'
import { call } from '../../backend'
import type { ConnectionId, OpenCreate, OpenOperationView, ReviewId } from '../../backend'
import type { IconName } from '../../components/icons/shapes'
import { isolated } from '../../words'
import { CreateFlow } from '../create/create-flow.svelte'
import { arriving } from './arriving'
import { carriedBy, type Update } from './carried'
import { lookAgain } from './look-again'
import type { Action } from './open-words'

interface ActionButton {
  label: string
  /** What it says while it is under way. */
  going: string
  icon?: IconName
}

/** The button of each action. */
export const buttons: Record<Action, ActionButton> = {
  look: { label: 'Look at the portal', going: 'Looking…', icon: 'refresh-cw' },
  look_and_save: { label: 'Look, and save the details', going: 'Looking…', icon: 'refresh-cw' },
  save_details: { label: 'Save the details', going: 'Saving…' },
  change_details: { label: 'Change the details', going: 'Reading…' },
  create_again: { label: 'It was not created: create it again', going: 'Reviewing…' },
  save_again: { label: 'Go on with my changes', going: 'Reading…' },
  adopt: { label: 'Go on with it as yourself', going: 'Going on…' },
}

/** Does it. */
export async function act(
  connection: ConnectionId,
  operation: OpenOperationView,
  action: Action,
): Promise<void> {
  const { review, work } = operation
  // It can only be settled.
  if (work.kind === 'unread') return
  switch (action) {
    case 'look':
    case 'look_and_save':
    case 'save_details':
      return lookAgain(connection, { ...operation, work })
    case 'change_details':
      if (work.kind === 'create') changeDetails(work, review)
      return
    case 'create_again':
      if (work.kind === 'create') await createAgain(CreateFlow.again(connection, work.form, review), review)
      return
    case 'save_again':
      if (work.kind === 'update') saveAgain(work)
      return
    case 'adopt':
      await adopt(connection, review)
      announce(`You go on with ${isolated(operation.name)} as yourself. Nothing was sent.`)
  }
}

/** The form is there with its review, or with what stands in the way of it. */
async function createAgain(flow: CreateFlow, insteadOf: ReviewId): Promise<void> {
  const arrive = arriving()
  await flow.toReview()
  const route = { name: 'new-organization' } as const
  arrive(flow.connection, { name: flow.name, key: 'create', route, form: flow, insteadOf, waits: true })
}

async function adopt(connection: ConnectionId, review: ReviewId): Promise<void> {
  const operations = await call('operation_adopt', { connection, review })
  // Another may be in front by now.
  if (open.connection === connection) open.operations = operations
  void lookAt(connection, review)
}

function changeDetails({ id, details_to_change: mine }: OpenCreate, review: ReviewId): void {
  if (id !== null && mine) show({ name: 'edit', id, carried: { base: null, mine, detailsOf: review } })
}

function saveAgain(update: Update): void {
  const { id, base } = update
  show({ name: 'edit', id, carried: carriedBy(update), unseen: base === null })
}
