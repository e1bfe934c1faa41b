/* A write while it is carried out: its steps are heard, and what it changed is known anew when it is over. */
import { listen } from '../backend'
import type { ReviewId, StepView } from '../backend'
import { refreshDrafts } from './drafts.svelte'
import { refreshOpen } from './open.svelte'
import { go } from './router.svelte'
import { tell } from './told.svelte'

/** Carries out a reviewed write, and tells its steps as they happen, from none on. */
export async function carriedOut(
  review: ReviewId,
  hear: (steps: StepView[]) => void,
  work: () => Promise<void>,
): Promise<void> {
  hear([])
  let unnoted = false
  const end = await listen('operation_progress', (progress) => {
    if (progress.review !== review) return
    hear(progress.steps)
    if (progress.unnoted && !unnoted) tellUnnoted()
    unnoted = progress.unnoted
  })
  try {
    await work()
  } finally {
    // The last of the steps may come after the end.
    void Promise.all([refreshOpen(), refreshDrafts()]).finally(end)
  }
}

/** Says that what came of a write is not on the disk: where the write failed no result does. */
function tellUnnoted(): void {
  tell(null, {
    text: 'What came of it could not be noted on this computer. Until it is, Orgdesk looks at the portal again when it starts.',
    action: { label: 'History', press: () => go({ name: 'history' }) },
  })
}
