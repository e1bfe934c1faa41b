/* A form on the screen is kept as it changes, and at once where it is left: for another field, another window, another screen. */
import { onDestroy } from 'svelte'
import { tellKept, type LeftDraft } from './drafts.svelte'
import type { Keeper } from './keeper.svelte'
import { left } from './left.svelte'
import { router } from './router.svelte'

/** A form that is kept. */
interface KeptForm {
  readonly keeper: Keeper
  /** The draft that stays when its screen is left; none where none does. */
  readonly draft: LeftDraft | null
}

/** Keeps the form of the screen that calls this, as soon as there is one, and says so when it is left. */
export function useKeeping(form: () => KeptForm | null): void {
  $effect(() => form()?.keeper.changed())
  $effect(() => {
    const keep = (): void => void form()?.keeper.settle()
    const leaving = ['focusout', 'blur', 'pagehide'] as const
    for (const event of leaving) window.addEventListener(event, keep)
    return () => {
      for (const event of leaving) window.removeEventListener(event, keep)
    }
  })
  onDestroy(() => {
    const now = form()
    if (now) void Promise.resolve(now.keeper.settle()).then(() => told(now))
  })
}

function told(form: KeptForm): void {
  const { draft } = form
  const { route } = router
  // Not where it waits for its sign-in or at the top of the window, nor where it is gone on with.
  if (
    !draft ||
    left.writes.some((write) => (write.form as object) === form) ||
    route.name === 'connect' ||
    ('draft' in route && route.draft === draft.id)
  )
    return
  tellKept(draft)
}
