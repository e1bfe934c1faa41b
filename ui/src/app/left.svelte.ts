/*
 * A write whose screen was left while it was out. It goes on, and its result waits here until it has been looked at:
 * what became of a write is never lost by looking at something else. Nor is what was typed, where something was opened
 * from its review.
 */
import type { ConnectionId, ConnectionView, OpenOperationView, ReviewId } from '../backend'
import { isolated } from '../words'
import { endAside, isOut, setAside, type Form } from './aside'
import { holdElsewhere, leave, type Unsaved } from './guard.svelte'
import { show, type Route } from './router.svelte'
import { enterPractice, openConnection, session } from './session.svelte'

/** A write that goes on without its screen. */
export interface LeftWrite {
  /** Where it goes to. */
  connection: ConnectionView
  /** The name of what is written. */
  name: string
  /** Under which its screen takes it up again. */
  key: string
  route: Route
  /** The form, with its result when it is there. */
  form: Form
  /** What it was sent as. */
  review?: ReviewId | undefined
  /** The create that it is to be sent in place of. */
  insteadOf?: ReviewId
  /** It is not on its way: what was typed waits to be gone on with. */
  waits?: boolean
}

export const left: { writes: LeftWrite[] } = $state({ writes: [] })

/** Keeps a write whose screen is left. */
export function leaveBehind(write: LeftWrite): void {
  left.writes = [...left.writes.filter(({ form }) => form !== write.form), write]
  holdWhatIsLeft()
}

/**
 * Gives up the results of a write that is settled, or has a newer one: there is nothing to be done with them any more. Nor is there with
 * another that was to be sent in its place, as it was. What was typed since and is nowhere else waits by itself.
 */
export function giveResultsUp(review: ReviewId): void {
  left.writes = left.writes.flatMap((write) => {
    const { form, waits } = write
    const isOver = (waits ? write.insteadOf : write.review) === review
    if (!isOver || isOut(form)) return [write]
    if (waits ? !form.touched : !form.unkept) return []
    if (waits) form.toForm()
    else form.endResult()
    return [{ ...write, waits: true }]
  })
  holdWhatIsLeft()
  endAside(review)
}

/** What is open on a connection is known anew: the results of what is not, and was when they came, are given up. */
export function giveSettledUp(connection: ConnectionId, open: OpenOperationView[]): void {
  const results = left.writes.filter((write) => write.connection.id === connection && !write.waits)
  for (const { form } of results) {
    const { unsettled } = form
    if (unsettled !== null && !isOut(form) && !open.some(({ review }) => review === unsettled))
      giveResultsUp(unsettled)
  }
}

/** Takes back a form that waits to be gone on with, where there is one that fits: it is not gone on with twice. */
export function takeWaiting<T extends Form>(
  connection: ConnectionId,
  key: string,
  fits: (form: T) => boolean,
): T | null {
  const waiting = left.writes.find(
    (write) =>
      write.waits && write.connection.id === connection && write.key === key && fits(write.form as T),
  )
  if (!waiting) return null
  left.writes = left.writes.filter((one) => one !== waiting)
  holdWhatIsLeft()
  return waiting.form as T
}

/** Goes back to a write, and to its connection, after asking where something typed would be lost. */
export function returnTo(write: LeftWrite): void {
  leave(() => {
    const { connection, key, route, form } = write
    left.writes = left.writes.filter((one) => one.form !== form)
    holdWhatIsLeft()
    setAside(connection.id, key, form)
    if (session.connection?.id === connection.id && session.state === 'open') show(route)
    else if (connection.practice) void enterPractice().then(() => show(route))
    else {
      void openConnection(connection)
      show(route)
    }
  })
}

function holdWhatIsLeft(): void {
  const sent = left.writes.find(({ waits }) => !waits)
  const typed = left.writes.find(({ waits, form }) => form.unkept && (waits || form.looking || !form.sending))
  holdElsewhere(
    'left',
    sent ? { ...unseen(sent), ...(typed && withTyped(sent, typed)) } : typed ? unfinished(typed) : null,
  )
}

function unseen({ name, connection }: LeftWrite): Unsaved {
  return {
    title: `You have not seen yet what became of ${isolated(name)}`,
    text: `It was sent to ${isolated(connection.name)}. If Orgdesk closes now, its result is not shown any more; what is not settled by then is under “Needs you” when it is opened again.`,
    discard: 'Close without it',
    stay: 'Stay',
  }
}

/** What was typed waits as well. */
function withTyped(sent: LeftWrite, typed: LeftWrite): Pick<Unsaved, 'text'> {
  return { text: `${unseen(sent).text} What you typed for ${isolated(typed.name)} is given up.` }
}

function unfinished({ name }: LeftWrite): Unsaved {
  return {
    title: `What you typed for ${isolated(name)} waits`,
    text: 'You can go on with it at the top of the window. If Orgdesk closes now, it is given up.',
    discard: 'Close without it',
    stay: 'Stay',
  }
}
