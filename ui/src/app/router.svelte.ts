/* Which screen is in front. Plain state: a desktop app has no addresses. */
import type {
  ChosenField,
  ConnectionId,
  DraftId,
  LoadedBy,
  OrganizationField,
  OrganizationFields,
  OrganizationId,
  ReviewId,
} from '../backend'
import { leave, waitingFor } from './guard.svelte'

/** What was typed before, and over what: `base` is what was loaded then; none where nothing was. */
export interface Carried {
  base: OrganizationFields | null
  mine: OrganizationFields
  /** The fields that were not shown when it was loaded. */
  unread?: OrganizationField[]
  /** What was chosen where both had changed it. */
  chosen?: ChosenField[]
  /** The create whose details these are. */
  detailsOf?: ReviewId
  /** Who loaded it, where that was not who goes on with it. */
  loadedBy?: Exclude<LoadedBy, 'oneself'>
  /** The update that these changes undo. */
  undoes?: ReviewId
}

/** The draft that is gone on with, where it is not the one left last. */
interface FromDraft {
  draft?: DraftId | undefined
  /** The user has said that it may be opened although it was typed elsewhere or as somebody else. */
  confirmed?: boolean
}

export type Route =
  | { name: 'welcome' }
  | {
      name: 'connect'
      /** The connection whose sign-in is replaced. */
      replaces?: ConnectionId
      /** The draft that is gone on with, where it is not the one left last. */
      draft?: DraftId
    }
  | {
      name: 'connections'
      /** The one whose name and colour are changed. */
      edits?: ConnectionId
      /** The draft of them that is gone on with. */
      draft?: DraftId
    }
  | { name: 'drafts' }
  | { name: 'needs-you' }
  | {
      name: 'history'
      /** The operation to be opened. */
      selected?: ReviewId
      /** Only what was done to this organization. */
      organization?: { id: OrganizationId; name: string }
    }
  | {
      name: 'organizations'
      selected?: OrganizationId
      /** The name of the one selected: its row is found even where the list does not hold it now. */
      named?: string
    }
  | ({
      name: 'new-organization'
      /** Nothing that was left is gone on with. */
      fresh?: boolean
    } & FromDraft)
  | ({
      name: 'edit'
      id: OrganizationId
      /** Typed before, to be laid over what the portal holds. */
      carried?: Carried
      /** The portal does not let it be read. */
      unseen?: boolean
      /** The update that is to be undone. */
      undoes?: ReviewId
    } & FromDraft)

/** The screen in front. `visit` counts up, so that going to a screen again begins it anew. */
export const router: { route: Route; visit: number } = $state({ route: { name: 'welcome' }, visit: 0 })

/**
 * Goes to a screen, after asking where something typed would be lost. A form that waits for the sign-in that is to be
 * replaced is set aside instead.
 */
export function go(route: Route): void {
  const waiting = route.name === 'connect' && route.replaces ? waitingFor(route.replaces) : null
  if (waiting) waiting.signIn()
  else leave(() => show(route))
}

/** Goes to a screen without asking: what was typed has been saved, or was given up already. */
export function show(route: Route): void {
  router.route = route
  router.visit += 1
}
