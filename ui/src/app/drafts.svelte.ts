/* The drafts of the connection in front, and the ways to and from them. */
import { call } from '../backend'
import type { ConnectionId, DraftId, DraftRowView, DraftsView, OrganizationId } from '../backend'
import { isolated } from '../words'
import { go, type Route } from './router.svelte'
import { session } from './session.svelte'
import { hush, tell } from './told.svelte'

const none: DraftsView = { drafts: [], discarded: [] }

export const drafts: { view: DraftsView } = $state({ view: none })

/** Asks which there are. Where that cannot be told, what was known stays. */
export async function refreshDrafts(): Promise<void> {
  const connection = session.state === 'open' ? session.connection?.id : undefined
  if (connection === undefined) {
    drafts.view = none
    return
  }
  const view = await call('drafts', connection).catch(() => null)
  if (view && session.connection?.id === connection) drafts.view = view
}

/** The screen on which a draft is gone on with. */
export function routeOf(
  { id, organization }: Pick<DraftRowView, 'id' | 'organization'>,
  confirmed = false,
): Route {
  return organization === null
    ? { name: 'new-organization', draft: id, confirmed }
    : { name: 'edit', id: organization, draft: id, confirmed }
}

/** What a draft is called. */
export function nameOf(name: string): string {
  return isolated(name.trim()) || 'an organization without a name'
}

/** A draft that was just left, or discarded. */
export interface LeftDraft {
  id: DraftId
  name: string
  organization: OrganizationId | null
}

/** Says that a form which was left is kept. */
export function tellKept(connection: ConnectionId, left: LeftDraft): void {
  tell(connection, {
    text: `What you typed for ${nameOf(left.name)} is kept as a draft.`,
    action: { label: 'Open draft', press: () => go(routeOf(left)) },
  })
  void refreshDrafts()
}

/** Says that a draft was discarded, and offers to put it back. */
export function tellDiscarded(connection: ConnectionId, left: LeftDraft): void {
  tell(connection, {
    text: `The draft for ${nameOf(left.name)} is discarded.`,
    action: { label: 'Undo', press: () => void putBack(connection, left) },
  })
  drafts.view = { ...drafts.view, drafts: drafts.view.drafts.filter(({ id }) => id !== left.id) }
  void refreshDrafts()
}

async function putBack(connection: ConnectionId, { id, name, organization }: LeftDraft): Promise<void> {
  try {
    await call('draft_restore', { connection, id })
  } catch {
    tell(connection, {
      text: `The draft for ${nameOf(name)} could not be put back.`,
      action: { label: 'Drafts', press: () => go({ name: 'drafts' }) },
    })
    return
  }
  hush()
  await refreshDrafts()
  if (session.connection?.id === connection) go(routeOf({ id, organization }))
}
