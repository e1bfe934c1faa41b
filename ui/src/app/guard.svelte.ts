/*
 * Nothing typed is lost by leaving: what a form holds is kept on this computer first, and where something would be lost all the
 * same its screen says so here, and leaving asks. The app is told as well, so that closing the window does both.
 */
import { tick, untrack } from 'svelte'
import { call, type ConnectionId } from '../backend'

/** What would be lost, and how the question is put. */
export interface Unsaved {
  title: string
  text: string
  /** What is said instead where the whole window would close, if that loses more. */
  closing?: string
  /** The button that goes on. */
  discard: string
  /** Whether nothing is lost by that: it goes on by itself, or was not begun. */
  isHarmless?: boolean
  /** The button that stays. */
  stay?: string
  /** Done when it is given up. */
  giveUp?: () => void
}

/** What holds something that is on no screen: a write that was left, a form that waits for its sign-in. */
type Elsewhere = 'left' | 'aside'

/** A form that cannot be shown while its connection is not open. */
export interface Waiting {
  connection: ConnectionId
  /** Sets the form aside and goes to replace the sign-in. */
  signIn(): void
}

/** What keeps the form on the screen in front on this computer. */
export interface Keeps {
  /** Keeps what is not kept yet; none where all of it is. */
  settle(): Promise<void> | null
}

interface Guard {
  /** What leaving the screen in front would lose. */
  unsaved: Unsaved | null
  /** What holds it, where that waits for its connection. */
  waiting: Waiting | null
  /** What keeps it: before the screen is left, what was typed last is kept. */
  keeps: Keeps | null
  /** What is not on the screen in front, and only closing the window would lose: under the name of who holds it. */
  elsewhere: Partial<Record<Elsewhere, Unsaved>>
  /** The question that is being put. */
  asked: Unsaved | null
  /** What is done once it is answered with going on. */
  pending: (() => void) | null
}

export const guard: Guard = $state({
  unsaved: null,
  waiting: null,
  keeps: null,
  elsewhere: {},
  asked: null,
  pending: null,
})

/**
 * Says that leaving the screen would lose something, or nothing any more. `keeps` keeps what is typed on it. `waiting` is the
 * form, where it waits for its connection: opening that again, or replacing its sign-in, then gives nothing up.
 */
export function hold(
  unsaved: Unsaved | null,
  waiting: Waiting | null = null,
  keeps: Keeps | null = null,
): void {
  untrack(() => {
    guard.unsaved = unsaved
    guard.keeps = keeps
    guard.waiting = unsaved || keeps ? waiting : null
    tellWhenOther()
    // What was asked is no longer so: an answer to it must not give up something else.
    const { asked } = guard
    if (asked && ![unsaved, ...elsewhere()].some((one) => same(asked, one))) stay()
  })
}

/** Says that closing the window would lose something that is on no screen, or nothing any more. */
export function holdElsewhere(who: Elsewhere, unsaved: Unsaved | null): void {
  untrack(() => {
    const now = { ...guard.elsewhere }
    if (unsaved) now[who] = unsaved
    else Reflect.deleteProperty(now, who)
    guard.elsewhere = now
    tellWhenOther()
  })
}

/** The form on the screen in front that waits for this connection; none where nothing does. */
export function waitingFor(connection: ConnectionId): Waiting | null {
  return guard.waiting?.connection === connection ? guard.waiting : null
}

/** Does something that leaves the screen, after asking where something would be lost. */
export function leave(go: () => void): void {
  whenKept(() => ask(guard.unsaved, go))
}

/**
 * Closes the window, after asking where something would be lost by that. That it is asked is told to the app: a second press
 * on the window's X then closes nothing.
 */
export function leaveAll(close: () => void): void {
  whenKept(() => {
    const [first, ...also] = [guard.unsaved, ...elsewhere()].filter((one) => one !== null)
    const texts = also.map(({ title, text }) => ` ${title}. ${text}`)
    const isHarmless = (first?.isHarmless ?? false) && also.every((one) => one.isHarmless)
    const text = [first?.closing ?? first?.text, ...texts].join('')
    ask(first ? { ...first, text, isHarmless } : null, close)
    if (first) tell(told)
  })
}

/** The answer to the question: give it up and go on. */
export function discard(): void {
  const go = guard.pending
  guard.asked?.giveUp?.()
  guard.pending = null
  guard.asked = null
  hold(null)
  go?.()
}

/** The answer to the question: stay. Closing the window asks again the next time. */
export function stay(): void {
  guard.pending = null
  guard.asked = null
  tell(told)
}

/** Does something once what was typed last is kept, or cannot be: whether it can is known to the screen by then. */
function whenKept(then: () => void): void {
  const keeping = guard.keeps?.settle()
  if (keeping) void keeping.then(tick).then(then)
  else then()
}

function ask(unsaved: Unsaved | null, go: () => void): void {
  if (!unsaved) {
    go()
    return
  }
  guard.asked = unsaved
  guard.pending = go
}

function elsewhere(): Unsaved[] {
  return Object.values(guard.elsewhere)
}

function same(one: Unsaved, other: Unsaved | null): boolean {
  return one.title === other?.title
}

let told = false
let telling: Promise<unknown> = Promise.resolve()

function tellWhenOther(): void {
  const unsaved = guard.unsaved !== null || guard.keeps !== null || elsewhere().length > 0
  if (unsaved !== told) tell(unsaved)
}

/** One word after the other: the last one must be the one that counts. */
function tell(unsaved: boolean): void {
  told = unsaved
  telling = telling.then(() => call('unsaved', unsaved).catch(() => undefined))
}
