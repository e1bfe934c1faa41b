/* What was sent on the connection in front and is not settled: shown until it is, also after Orgdesk was closed. */
import { call, failureOf } from '../backend'
import type {
  AppError,
  ConnectionId,
  LookedOverView,
  OpenOperationView,
  ReviewId,
  SettledView,
} from '../backend'
import { count, isolated } from '../words'
import { countedOn, refreshWaiting, waiting } from './elsewhere.svelte'
import { giveResultsUp, giveSettledUp } from './left.svelte'
import { go, router } from './router.svelte'
import { session } from './session.svelte'
import { tell, told } from './told.svelte'

interface Open {
  /** The connection these are of: of another nothing is known yet. */
  connection: ConnectionId | null
  operations: OpenOperationView[]
  /** Whether they were asked for, and answered. */
  isKnown: boolean
  /** Why they are not known. */
  error: AppError | null
  /** How many looks at the portal of each connection are under way that nobody asked for. */
  looks: Record<ConnectionId, number>
  /** The connection of which all that is open is being looked at. */
  lookedOver: ConnectionId | null
  /** The opening after which the portals of other connections were looked at last; none comes after one at which some could be. */
  lookedElsewhere: number
}

const nothing = (): Open => ({
  connection: null,
  operations: [],
  isKnown: false,
  error: null,
  looks: {},
  lookedOver: null,
  lookedElsewhere: 0,
})

export const open: Open = $state(nothing())

/** As if no connection had been opened. */
export function forgetOpen(): void {
  Object.assign(open, nothing())
}

/** How much is not settled on the connection in front: until that is asked, as it was counted last. */
export function notSettled(): number {
  const { connection } = session
  const isKnown = session.state === 'open' && open.connection === connection?.id && open.isKnown
  return isKnown ? open.operations.length : countedOn(connection)
}

/** Whether a portal is being looked at without being asked. */
export function isLookedAt(connection: ConnectionId): boolean {
  return (open.looks[connection] ?? 0) > 0
}

/** The opening of a connection for which what is open was looked at. */
let lookedFor = 0

/** How often it was asked, or told, what is open: of two answers the one asked for last counts. */
let asked = 0

/**
 * Asks what is open, and how much is elsewhere. Where that cannot be told, what was known stays. After a connection was opened,
 * the portal is looked at.
 */
export async function refreshOpen(): Promise<void> {
  void refreshWaiting()
  await refreshInFront()
  await lookElsewhere()
}

/** Once in a run, after what is in front: what is open on other connections is looked at, where that asks nobody for anything. */
async function lookElsewhere(): Promise<void> {
  const front = session.state === 'open' ? session.connection?.id : undefined
  if (!front || open.lookedElsewhere >= session.opened || waiting().length === 0) return
  open.lookedElsewhere = session.opened
  const looked = await call('operations_look_elsewhere', front).catch(() => [])
  for (const { connection, settled } of looked.toSorted(
    differingFirst(({ settled }) => settled.some(isOther)),
  ))
    tellSettled(connection, settled)
  if (looked.length === 0) return
  open.lookedElsewhere = Infinity
  for (const { connection } of looked) {
    // What was sent there meanwhile is not in what was looked at.
    const now = await call('operations_open', connection).catch(() => null)
    if (now) giveSettledUp(connection, now)
  }
  await refreshWaiting()
  // One of them may be in front by now.
  await refreshInFront()
}

async function refreshInFront(): Promise<void> {
  const connection = session.state === 'open' ? (session.connection?.id ?? null) : null
  if (connection !== open.connection)
    Object.assign(open, { connection, operations: [], isKnown: false, error: null })
  if (connection === null) return
  const mine = (asked += 1)
  let error: AppError | null = null
  const operations = await call('operations_open', connection).catch((reason: unknown) => {
    error = failureOf(reason)
    return null
  })
  if (open.connection !== connection || mine !== asked) return
  if (!open.isKnown) open.error = error
  if (operations) isOpen(connection, operations)
  if (!open.isKnown || lookedFor === session.opened || open.lookedOver === connection) return
  // What is open from then on was looked at as it was sent.
  lookedFor = session.opened
  if (open.operations.length === 0) return
  open.lookedOver = connection
  await look(connection, () => {
    return call('operations_look', connection).finally(() => {
      if (open.lookedOver === connection) open.lookedOver = null
    })
  })
}

/** One was taken over: as when its connection is opened, the portal is looked at for it. */
export async function lookAt(connection: ConnectionId, review: ReviewId): Promise<void> {
  await look(connection, () => call('operation_look', { connection, review }))
}

async function look(connection: ConnectionId, ask: () => Promise<LookedOverView>): Promise<void> {
  open.looks[connection] = (open.looks[connection] ?? 0) + 1
  const looked = await ask().catch(() => null)
  open.looks[connection] = (open.looks[connection] ?? 1) - 1
  // Another may be in front by now.
  void refreshWaiting()
  if (!looked) return refreshInFront()
  tellSettled(connection, looked.settled)
  if (open.connection !== connection) return
  isOpen(connection, looked.open)
  // What the user did meanwhile may be newer.
  await refreshInFront()
}

function isOpen(connection: ConnectionId, operations: OpenOperationView[]): void {
  Object.assign(open, { operations, isKnown: true, error: null })
  giveSettledUp(connection, operations)
}

/** What was told last of what turned out to be done. */
let said = ''
/** Which of that is shown in the history. */
let leadsTo: SettledView | null = null

/** Says what turned out to be done: what became of a write is never left unsaid. */
function tellSettled(connection: ConnectionId, settled: SettledView[]): void {
  // Where the portal holds something else, that is said before anything else.
  const [first, ...more] = settled.toSorted(differingFirst(isOther))
  if (!first) return
  for (const { review } of settled) giveResultsUp(review)
  const what = first.created ? 'was created' : 'was saved'
  const isInFront = open.connection === connection
  const there = isInFront ? undefined : session.connections.find(({ id }) => id === connection)
  const where = there ? ` in ${isolated(there.name)}` : ''
  const holds = first.differs
    ? ': the portal holds something else than was sent, as the history shows, and it is settled.'
    : ': the portal holds it, and it is settled.'
  const others = first.differs ? alsoSettled(more) : alsoSo(more.length)
  const text = `${isolated(first.name)} ${what}${where}${holds}${others}`
  // What was told just before of another connection stays beside it.
  const before = said !== '' && told.now?.text === said && told.visit === router.visit ? `${said} ` : ''
  said = before + text
  // It leads to what is said first, and sooner to what the portal holds otherwise.
  if (before === '' || (first.differs && !leadsTo?.differs)) leadsTo = first
  const { review } = leadsTo ?? first
  tell(there ? null : connection, {
    text: said,
    action: { label: 'Show in History', press: () => go({ name: 'history', selected: review }) },
  })
}

const isOther = ({ differs }: SettledView): boolean => differs

/** The order in which those come first that differ. */
function differingFirst<T>(differs: (one: T) => boolean): (one: T, other: T) => number {
  return (one, other) => Number(differs(other)) - Number(differs(one))
}

function alsoSo(others: number): string {
  return others === 0 ? '' : ` So ${others === 1 ? 'is' : 'are'} ${count(others, 'other write')}.`
}

function alsoSettled(others: SettledView[]): string {
  if (others.length === 0) return ''
  const differing = others.filter(({ differs }) => differs).length
  const is = others.length === 1 ? 'is' : 'are'
  const so = differing === 0 ? '' : `, ${differing} of ${others.length === 1 ? 'it' : 'them'} so`
  return ` ${count(others.length, 'other write')} ${is} settled too${so}.`
}
