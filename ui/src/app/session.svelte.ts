/* What the window knows: the connections, the one that is open, and how it came to be open or not. */
import { call, failureOf } from '../backend'
import type {
  AppError,
  ConnectionId,
  ConnectionsView,
  ConnectionView,
  IdentityView,
  OpenCountView,
  SessionView,
  StartView,
} from '../backend'

/** How the connection in front stands. */
export type SessionState = 'none' | 'opening' | 'open' | 'failed'

interface Session {
  connections: ConnectionView[]
  /** How many more are kept on this computer and cannot be read. */
  unread: number
  /** How much is not settled on each connection that has some; none where it could not be counted. */
  waiting: OpenCountView[] | null
  /** The connection in front; before it is open, as it was last known. */
  connection: ConnectionView | null
  state: SessionState
  /** Why it could not be opened. */
  error: AppError | null
  /** What is wrong with the local data. */
  trouble: AppError | null
  /** How often a connection was opened: what was kept of one opening is not for the next. */
  opened: number
}

export const session: Session = $state({
  connections: [],
  unread: 0,
  waiting: [],
  connection: null,
  state: 'none',
  error: null,
  trouble: null,
  opened: 0,
})

/** Takes over what this computer keeps, and begins to open the connection used last. */
export async function start(starting: Promise<StartView> = call('start', null)): Promise<void> {
  try {
    const view = await starting
    session.trouble = view.trouble
    keepConnections(view.connections)
    const last = view.connections.connections.find(({ id }) => id === view.connections.last_opened)
    if (last) void openConnection(last)
  } catch (reason) {
    session.trouble = failureOf(reason)
  }
}

/** Asks again where something was wrong with the local data: once it can be used, it is. */
export async function refreshTrouble(): Promise<void> {
  if (!session.trouble) return
  const view = await call('start', null).catch(() => null)
  if (!view) return
  session.trouble = view.trouble
  keepConnections(view.connections)
}

/** Opens a connection: from here on its organizations can be read and written. */
export async function openConnection(connection: ConnectionView): Promise<void> {
  await opening(connection, () => call('connection_open', connection.id))
}

/** Enters the practice portal. */
export async function enterPractice(): Promise<void> {
  await opening(null, () => call('practice_enter', null))
}

/** Takes over a connection that was just saved and is open. */
export async function takeOver(connection: ConnectionView): Promise<void> {
  attempt += 1
  session.connection = connection
  session.state = 'open'
  session.opened += 1
  session.error = null
  await takeIn(connection)
}

/** Takes a connection that was just saved among the known ones. The one in front stays there. */
export async function takeIn(connection: ConnectionView): Promise<void> {
  const known = session.connections
  session.connections = known.some(({ id }) => id === connection.id)
    ? known.map((one) => (one.id === connection.id ? connection : one))
    : [...known, connection]
  // It is saved, whether or not the others can be read now.
  const all = await call('connections', null).catch(() => null)
  if (all) keepConnections(all)
}

/** Goes on, on the connection in front, as whoever the portal knows one as now: with that it opens. */
export async function confirmIdentity(identity: IdentityView): Promise<void> {
  const { connection } = session
  if (connection) await opening(connection, () => confirmed(connection.id, identity))
}

/**
 * The same on a connection that is open: it stays so, with the screen in front, also where this fails. Whether it is still the
 * one in front by then.
 */
export async function confirmWhileOpen(id: ConnectionId, identity: IdentityView): Promise<boolean> {
  const mine = attempt
  const { connection } = await confirmed(id, identity)
  if (mine !== attempt || session.connection?.id !== id) return false
  isOpen(connection)
  return true
}

async function confirmed(connection: ConnectionId, identity: IdentityView): Promise<SessionView> {
  return call('connection_confirm_identity', { connection, identity: $state.snapshot(identity) })
}

/** Leaves the connection in front without opening another. */
export function closeSession(): void {
  attempt += 1
  session.connection = null
  session.state = 'none'
  session.error = null
}

/** Takes over the connections as they are now; the one in front follows its new name and colour. */
export function keepConnections(view: ConnectionsView): void {
  session.connections = view.connections
  session.unread = view.unread
  session.waiting = view.open_operations
  const front = session.connection
  if (!front || front.practice) return
  const now = view.connections.find(({ id }) => id === front.id)
  if (now) session.connection = now
  else closeSession()
}

/** The connection that is open. A screen that needs it is shown only then. */
export function openId(): ConnectionId {
  return session.connection?.id ?? ''
}

let attempt = 0

async function opening(known: ConnectionView | null, open: () => Promise<SessionView>): Promise<void> {
  const mine = (attempt += 1)
  session.connection = known
  session.state = 'opening'
  session.error = null
  try {
    const { connection } = await open()
    if (mine !== attempt) return
    isOpen(connection)
  } catch (reason) {
    if (mine !== attempt) return
    session.state = 'failed'
    session.error = failureOf(reason)
  }
}

function isOpen(connection: ConnectionView): void {
  session.connection = connection
  session.state = 'open'
  session.opened += 1
  session.connections = session.connections.map((one) => (one.id === connection.id ? connection : one))
}
