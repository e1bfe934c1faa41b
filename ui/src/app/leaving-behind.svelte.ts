import { onDestroy, untrack } from 'svelte'
import { leaveBehind, type LeftWrite } from './left.svelte'
import { router } from './router.svelte'

/**
 * Leaves behind what is out as soon as another screen is asked for: that one may take its time until it is there, and the result
 * may come meanwhile. `out` says what is out just then.
 */
export function useLeavingBehind(out: () => LeftWrite | null): void {
  const { visit } = untrack(() => ({ ...router }))
  let isLeft = false

  function leaveIt(): void {
    const write = isLeft ? null : out()
    if (!write) return
    isLeft = true
    leaveBehind(write)
  }

  $effect(() => {
    if (router.visit !== visit) untrack(leaveIt)
  })
  onDestroy(leaveIt)
}
