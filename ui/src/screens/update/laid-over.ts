/* What was changed before, laid over what the portal holds now by the app's own merge. */
import type { Carried } from '../../app/router.svelte'
import { call } from '../../backend'
import type {
  CollisionView,
  ConnectionId,
  LoadedBy,
  OrganizationField,
  OrganizationFields,
  OrganizationId,
  ReviewId,
} from '../../backend'

/** What was loaded then, what was made of it, and what comes of both on the portal as it is now. */
export interface Laid {
  base: OrganizationFields | null
  /** The fields that were not shown then. */
  unread: OrganizationField[]
  mine: OrganizationFields
  over: CollisionView
  /** Who loaded what was made of it. */
  loadedBy?: LoadedBy | undefined
}

/** What was typed before, over what the portal holds. What was chosen is chosen still, where it is between the same. */
export async function carriedOver(
  connection: ConnectionId,
  id: OrganizationId,
  { base, mine, unread = [], chosen = [], undoes, detailsOf, loadedBy }: Carried,
): Promise<Laid> {
  const what = {
    ...(undoes && { undoes }),
    ...(detailsOf && { saves_details_of: detailsOf }),
    ...(loadedBy && { loaded_by: loadedBy }),
  }
  const request = { connection, id, base, mine, unread, chosen, ...what }
  return { base, unread, mine, over: await call('update_carry_over', request), loadedBy }
}

/** What an update changed, put back. */
export async function undone(operation: ReviewId): Promise<Laid> {
  const { base, unread, mine, merged, loaded_by } = await call('history_undo', operation)
  return { base, unread, mine, over: merged, loadedBy: loaded_by }
}
