/*
 * What stood in the way when a form was not taken, and what of it stands still. Nothing is checked while one types:
 * when focus leaves a field, a problem the rules know is asked of the rules again; one that only the portal knows is
 * about what was sent, so it stands until the field is changed. No new problem is shown before the next review.
 */
import type { Finding } from '../backend'

/** A problem, and whether it was seen to since it was shown. */
export interface Standing extends Finding {
  settled: boolean
}

/** A form as it was not taken: what stood in it, what was said, and what of that the rules know. */
export interface NotTaken {
  values: unknown
  problems: readonly Finding[]
  known: readonly Finding[]
}

/** Which problems stand, with the form as it is now and what the rules say about it now. */
export function standing(before: NotTaken, values: unknown, rules: readonly Finding[]): Standing[] {
  return before.problems.map((problem) => {
    const now = rules.find(({ field }) => field === problem.field)
    if (now) return { ...now, settled: false }
    const wasKnown = before.known.some(({ field }) => field === problem.field)
    const changed =
      problem.field !== null && valueAt(before.values, problem.field) !== valueAt(values, problem.field)
    return { ...problem, settled: wasKnown || changed }
  })
}

/** The problems of a form, from the moment it was not taken. */
export class Problems {
  now: Standing[] = $state.raw([])
  #before: NotTaken | null = null
  #asked = false

  /** The form was not taken as it is, or it was: then there are no problems. */
  begin(problems: readonly Finding[], values: unknown): void {
    this.#before = { values, problems, known: [] }
    this.#asked = false
    this.now = problems.map((problem) => ({ ...problem, settled: false }))
  }

  /** The rules were asked again. What they say right after the form was not taken is what they know. */
  again(values: unknown, rules: readonly Finding[]): void {
    if (!this.#before) return
    if (!this.#asked) this.#before = { ...this.#before, known: rules }
    this.#asked = true
    this.now = standing(this.#before, values, rules)
  }
}

/** What is at a field such as `plans.0.end_date`, in a form that can be compared. */
function valueAt(values: unknown, field: string): string {
  const at = field
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values)
  return JSON.stringify(at) ?? ''
}
