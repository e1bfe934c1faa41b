/* The steps of a change, what each of them holds, and the name it is set aside under. */
import type { OrganizationId, ReviewId, UpdateResultView, UpdateReviewView } from '../../backend'

/** What is reviewed and can be saved. */
export type Ready = Extract<UpdateReviewView, { state: 'ready' }>
/** How a save ended. */
export type Saved = Extract<UpdateResultView, { state: 'saved' }>
export type Unclear = Extract<UpdateResultView, { state: 'unclear' }>

/** Where it stands. */
export type Step = 'loading' | 'failed' | 'form' | 'review' | 'collision' | 'saved' | 'unclear'

/** Under which a form of changes is set aside: that of an undo is not the one that was typed in. */
export function keyOf(id: OrganizationId, undoes?: ReviewId): string {
  return undoes ? `undo ${undoes}` : `edit ${id}`
}
