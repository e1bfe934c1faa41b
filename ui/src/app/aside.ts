/*
 * A form that its screen leaves for a while (its sign-in has to be replaced, or it is being sent) is set aside with all
 * that was typed, and taken up once by the same form of the same connection.
 */
import type { ConnectionId, ReviewId } from '../backend'
import { hold, holdElsewhere, type Keeps } from './guard.svelte'
import { router, show } from './router.svelte'

/** What a form says of itself. */
export interface Form {
  /** Whether anything is typed that is not sent or saved. */
  readonly touched: boolean
  /** Whether anything typed would be lost with it: it is not kept on this computer. */
  readonly unkept: boolean
  /** The write whose result is here and is not settled. */
  readonly unsettled: ReviewId | null
  /** Whether it is on its way to the portal. */
  readonly sending: boolean
  /** Whether it is being looked for on the portal. */
  readonly looking: boolean
  /** Back to where it is filled in, with all that was typed. */
  toForm(): void
  /** Its result is over: what was typed since, if anything, is all there is. */
  endResult(): void
  /** Keeps what is typed on this computer. */
  readonly keeper: Keeps & { giveUp(): void }
}

/** Whether something of it is out: it goes on without its screen. */
export function isOut({ sending, looking }: Form): boolean {
  return sending || looking
}

const kept = new Map<string, Form[]>()

/** Sets a form aside. The one set aside last is taken up first. */
export function setAside(connection: ConnectionId, key: string, form: Form): void {
  const at = `${connection} ${key}`
  kept.set(at, [...(kept.get(at) ?? []), form])
  void form.keeper.settle()?.then(holdWhatWaits)
}

/** Sets a form aside and goes to replace the sign-in of its connection. */
export function signInFor(connection: ConnectionId, key: string, form: Form): void {
  // What is out is left behind with its screen.
  if (!isOut(form)) setAside(connection, key, form)
  hold(null)
  holdWhatWaits()
  show({ name: 'connect', replaces: connection })
}

/** Takes up what was set aside under this key, the last one that fits. None where there is none. */
export function takeUp<T extends Form>(
  connection: ConnectionId,
  key: string,
  fits: (form: T) => boolean = () => true,
): T | null {
  const waits = (kept.get(`${connection} ${key}`) ?? []) as T[]
  const form = waits.findLast(fits)
  if (!form) return null
  kept.set(
    `${connection} ${key}`,
    waits.filter((one) => one !== form),
  )
  holdWhatWaits()
  return begin(connection, key, form)
}

/** A write is settled, or has a newer result: one that waits with it is that of what was typed since, or is over. */
export function endAside(review: ReviewId): void {
  for (const [at, waits] of kept) {
    const over = waits.filter((form) => form.unsettled === review && !isOut(form))
    for (const form of over) form.endResult()
    kept.set(
      at,
      waits.filter((form) => !over.includes(form) || form.touched),
    )
  }
  holdWhatWaits()
}

/** Takes a form for that of the screen in front. */
export function begin<T extends Form>(connection: ConnectionId, key: string, form: T): T {
  inFront = { connection, key, form, visit: router.visit }
  return form
}

/** The form of the screen in front, and what lets the screen take it up again. None where the screen has none. */
export function formInFront(): { form: Form; keep: () => void } | null {
  if (!inFront || inFront.visit !== router.visit) return null
  const { connection, key, form } = inFront
  return { form, keep: () => setAside(connection, key, form) }
}

let inFront: { connection: ConnectionId; key: string; form: Form; visit: number } | undefined

function holdWhatWaits(): void {
  const waits = [...kept.values()].flat().some(({ unkept }) => unkept)
  holdElsewhere(
    'aside',
    waits
      ? {
          title: 'A form waits until you have signed in again',
          text: 'It cannot be kept on this computer: what was typed in it is given up if Orgdesk closes now.',
          discard: 'Close without it',
          stay: 'Stay',
        }
      : null,
  )
}
