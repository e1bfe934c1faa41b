/* What a screen adds to the text of an error: what did not happen, and that what was typed is kept. */
import type { Described } from './describe'

/** What a screen can say of itself beside any error. */
export interface Reassurance {
  /** That nothing happened, said where the error does not say so itself. */
  nothing?: string
  /** What did not happen, said in any case. */
  notDone?: string
}

const kept = 'What you typed is kept.'

/** What is to be said beside an error that the error does not say already. */
export function reassured(
  { saysNothing, saysKept }: Pick<Described, 'saysNothing' | 'saysKept'>,
  { nothing, notDone }: Reassurance,
): string {
  return [notDone, saysNothing ? undefined : nothing, saysKept ? undefined : kept]
    .filter((sentence) => sentence !== undefined)
    .join(' ')
}
