/* The drafts of the connection in front and the forms of connections, and the ways to and from them. */
import { call, failureOf } from '../backend'
import type {
  AppError,
  ConnectionDraftRowView,
  ConnectionDraftsView,
  ConnectionId,
  DraftId,
  DraftRowView,
  DraftsView,
} from '../backend'
import { isolated } from '../words'
import { go, type Route } from './router.svelte'
import { session } from './session.svelte'
import { hush, tell } from './told.svelte'

const none: DraftsView & ConnectionDraftsView = { drafts: [], discarded: [] }

interface Drafts {
  view: DraftsView
  /** The connection these are of: of another nothing is known yet. */
  of: ConnectionId | null
  /** Why those of the connection in front are not known. */
  error: AppError | null
  ofConnections: ConnectionDraftsView
}

const nothing = (): Drafts => ({ view: none, of: null, error: null, ofConnections: none })

export const drafts: Drafts = $state(nothing())

/** As if no connection had been opened. */
export function forgetDrafts(): void {
  askedOf = undefined
  Object.assign(drafts, nothing())
}

/** Asks which there are. Where that cannot be told, what was known stays. */
export async function refreshDrafts(): Promise<void> {
  await Promise.all([refreshFront(), refreshOfConnections()])
}

/** The connection whose drafts were asked for last. */
let askedOf: ConnectionId | undefined

async function refreshFront(): Promise<void> {
  const connection = session.state === 'open' ? session.connection?.id : undefined
  if (connection !== askedOf) Object.assign(drafts, { view: none, of: null, error: null })
  askedOf = connection
  if (connection === undefined) return
  try {
    const view = await call('drafts', connection)
    if (session.connection?.id === connection) Object.assign(drafts, { view, of: connection, error: null })
  } catch (reason) {
    if (session.connection?.id === connection && drafts.of === null) drafts.error = failureOf(reason)
  }
}

async function refreshOfConnections(): Promise<void> {
  const view = await call('connection_drafts', null).catch(() => null)
  if (view) drafts.ofConnections = view
}

/** The screen on which a draft is gone on with. */
export function routeOf(
  { id, organization, undoes }: Pick<DraftRowView, 'id' | 'organization' | 'undoes'>,
  confirmed = false,
): Route {
  return organization === null
    ? { name: 'new-organization', draft: id, confirmed }
    : { name: 'edit', id: organization, draft: id, confirmed, ...(undoes && { undoes }) }
}

/** The screen on which the form of a connection is gone on with. */
export function routeOfConnection({
  id,
  connection,
  what,
}: Pick<ConnectionDraftRowView, 'id' | 'connection' | 'what'>): Route {
  return what === 'name_and_colour' && connection
    ? { name: 'connections', edits: connection, draft: id }
    : { name: 'connect', draft: id, ...(connection && { replaces: connection }) }
}

/** What a draft is called. */
export function nameOf(name: string): string {
  return isolated(name.trim()) || 'an organization without a name'
}

/** What the form of a connection is called. */
export function connectionNameOf(name: string): string {
  return isolated(name.trim()) || 'a connection without a name'
}

/** A draft that was just left, or discarded. */
export interface LeftDraft {
  id: DraftId
  /** The connection it is typed for; none for a new one. */
  connection: ConnectionId | null
  /** What it is called. */
  called: string
  /** Where it is gone on with. */
  route: Route
  /** It belongs to this computer, whichever connection is in front. */
  anywhere?: boolean
}

/** The draft of an organization. */
export function leftDraft(
  connection: ConnectionId,
  draft: Pick<DraftRowView, 'id' | 'name' | 'organization' | 'undoes'>,
): LeftDraft {
  return { id: draft.id, connection, called: nameOf(draft.name), route: routeOf(draft) }
}

/** The form of a connection. */
export function leftConnection(
  draft: Pick<ConnectionDraftRowView, 'id' | 'connection' | 'name' | 'what'>,
): LeftDraft {
  const { id, connection, name } = draft
  const called = connectionNameOf(name)
  return { id, connection, called, route: routeOfConnection(draft), anywhere: true }
}

/** Says that a form which was left is kept. */
export function tellKept(left: LeftDraft): void {
  tell(inFront(left), {
    text: `What you typed for ${left.called} is kept as a draft.`,
    action: { label: 'Open draft', press: () => go(left.route) },
  })
  void refreshDrafts()
}

/** Says that a draft was discarded, and offers to put it back. */
export function tellDiscarded(left: LeftDraft): void {
  tell(inFront(left), {
    text: `The draft for ${left.called} is discarded.`,
    action: { label: 'Undo', press: () => void putBack(left) },
  })
  drafts.view = { ...drafts.view, drafts: drafts.view.drafts.filter(({ id }) => id !== left.id) }
  void refreshDrafts()
}

async function putBack(left: LeftDraft): Promise<void> {
  const { id, connection, called, route, anywhere } = left
  try {
    await call('draft_restore', { connection, id })
  } catch {
    tell(inFront(left), {
      text: `The draft for ${called} could not be put back.`,
      action: anywhere
        ? { label: 'Connections', press: () => go({ name: 'connections' }) }
        : { label: 'Drafts', press: () => go({ name: 'drafts' }) },
    })
    return
  }
  hush()
  await refreshDrafts()
  if (anywhere || session.connection?.id === connection) go(route)
}

function inFront({ connection, anywhere }: LeftDraft): ConnectionId | null {
  return anywhere ? null : connection
}
