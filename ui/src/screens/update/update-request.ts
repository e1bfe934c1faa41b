/* What stands in a form of changes, as it is checked and reviewed. */
import type { UpdateFormRequest } from '../../backend'
import type { UpdateFlow } from './update-flow.svelte'

/** With what it is for, and the draft it is kept as. */
export function requestOf({ connection, id, unread, keeper, carriedOn }: UpdateFlow): UpdateFormRequest {
  const { base, mine, detailsOf, loadedBy, undoes } = carriedOn
  return {
    connection,
    id,
    base,
    unread,
    mine,
    draft: keeper.id,
    ...(detailsOf && { saves_details_of: detailsOf }),
    ...(loadedBy && { loaded_by: loadedBy }),
    ...(undoes && { undoes }),
  }
}
