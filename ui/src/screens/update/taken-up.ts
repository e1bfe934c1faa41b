/* Changes that are gone on with: a draft, or what was sent and is found again. */
import type { Carried } from '../../app/router.svelte'
import type {
  ConnectionId,
  DraftView,
  OrganizationId,
  ReviewId,
  UpdateResultView,
  UpdateTyped,
} from '../../backend'
import { UpdateFlow } from './update-flow.svelte'

/**
 * One that is gone on with where it was left, on what was loaded then: what somebody else saved since is met when it is
 * saved. What was typed without seeing it, or was being chosen, is laid over what the portal holds by then.
 */
export function resumed(
  connection: ConnectionId,
  { id, left_at }: DraftView,
  typed: UpdateTyped,
): UpdateFlow {
  const { base, mine, unread, saves_details_of, loaded_by, undoes, chosen } = typed
  const what = {
    ...(undoes && { undoes }),
    ...(saves_details_of && { detailsOf: saves_details_of }),
    ...(loaded_by !== 'oneself' && { loadedBy: loaded_by }),
  }
  // What somebody else loaded is read as who goes on with it.
  const isRead = base === null || chosen.length > 0 || loaded_by !== 'oneself'
  const carried = isRead ? { base, mine, unread, chosen, ...what } : undefined
  const flow = new UpdateFlow(connection, typed.id, carried, false, undoes ?? undefined)
  flow.detailsOf = saves_details_of ?? undefined
  if (!carried) {
    flow.base = base
    flow.mine = mine
    flow.unread = unread
    flow.step = 'form'
  }
  flow.keptFrom = left_at
  flow.keeper.resume(id, left_at)
  return flow
}

/** One of which the result is there: taken up after Orgdesk was closed, or after its screen was left. */
export function ended(
  connection: ConnectionId,
  id: OrganizationId,
  sent: ReviewId,
  carried: Carried,
  result: UpdateResultView,
): UpdateFlow {
  const flow = new UpdateFlow(connection, id, carried, carried.base === null)
  flow.sent = sent
  flow.base = carried.base
  flow.unread = carried.unread ?? []
  flow.mine = { ...carried.mine }
  flow.take(result)
  return flow
}
