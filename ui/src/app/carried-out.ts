/* A write while it is carried out: its steps are heard, and what it changed is known anew when it is over. */
import { listen } from '../backend'
import type { ReviewId, StepView } from '../backend'
import { refreshDrafts } from './drafts.svelte'
import { refreshOpen } from './open.svelte'

/** Carries out a reviewed write, and tells its steps as they happen, from none on. */
export async function carriedOut(
  review: ReviewId,
  hear: (steps: StepView[]) => void,
  work: () => Promise<void>,
): Promise<void> {
  hear([])
  const end = await listen('operation_progress', (progress) => {
    if (progress.review === review) hear(progress.steps)
  })
  try {
    await work()
  } finally {
    end()
    void refreshOpen()
    void refreshDrafts()
  }
}
