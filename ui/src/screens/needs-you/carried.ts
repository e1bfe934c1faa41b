/* Changes that were sent and are not settled, as they are gone on with: over what was loaded, and for what they were sent. */
import type { Carried } from '../../app/router.svelte'
import type { OpenOperationView } from '../../backend'

/** An update that is not settled. */
export type Update = Extract<OpenOperationView['work'], { kind: 'update' }>

/** What was typed, and what for. */
export function carriedBy(update: Update): Carried {
  const { base, unread, mine, undoes, saves_details_of, loaded_by } = update
  return {
    base,
    unread,
    mine,
    ...(undoes !== null && { undoes }),
    ...(saves_details_of !== null && { detailsOf: saves_details_of }),
    ...(loaded_by !== 'oneself' && { loadedBy: loaded_by }),
  }
}
