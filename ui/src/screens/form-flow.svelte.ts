/*
 * What the way of every form to the portal has: one thing under way at a time, and why it was not taken. What is given up is not
 * heard of any more, however late it comes; and a review is one of what stands in the form when it is there.
 */
import { failureOf, type AppError, type ReviewId, type StepView } from '../backend'
import { mayHaveWritten } from '../errors/describe'
import { problemsOf } from '../errors/fields'
import { Problems, type Standing } from '../errors/standing.svelte'

/** Whether what was begun is still waited for. */
export type IsWanted = () => boolean

/** What is done with what came of it. */
export type Take = (() => void) | undefined
/** How something ended: nothing is heard of what was given up. */
export type End = 'done' | 'failed' | 'given_up'

/** The way of a form; `What` are the names of what can be under way. */
export abstract class FormFlow<What extends string> {
  /** What is under way, as the button says it. */
  busy: What | 'review' | null = $state(null)
  progress: StepView[] = $state.raw([])
  /** When it was left, where it is a draft that is gone on with. */
  keptFrom: string | null = $state(null)
  /** What was sent last. */
  sent: ReviewId | null = $state(null)
  protected readonly standing = new Problems()
  #error: AppError | null = $state.raw(null)
  #begun = 0

  /** What is typed, as a review is asked for with it. */
  protected abstract get values(): unknown
  /** Something was sent of which nobody knows what became. */
  protected abstract mayBeWritten(): void
  /** Hears what the rules say of what is typed. */
  abstract check(): Promise<void>

  /** Whether something is on its way to the portal: what becomes of it is not known yet. */
  get sending(): boolean {
    return this.busy === 'send'
  }

  /** Whether it is being looked for on the portal. */
  get looking(): boolean {
    return false
  }

  /** Why the form was not taken. */
  get error(): AppError | null {
    return this.#error
  }

  set error(error: AppError | null) {
    this.#error = error
    if (mayHaveWritten(error)) this.mayBeWritten()
    this.standing.begin(problemsOf(error), this.values)
  }

  /** The problems of the form, and which of them were seen to since. */
  get problems(): readonly Standing[] {
    return this.standing.now
  }

  /**
   * Does something, unless something else is under way. What it gives is done with it in the moment in which it is not under way
   * any more, if it is waited for by then.
   */
  protected async run(what: What | 'review', work: (isWanted: IsWanted) => Promise<Take>): Promise<End> {
    if (this.busy) return 'given_up'
    this.busy = what
    const mine = (this.#begun += 1)
    const isWanted = () => mine === this.#begun
    let take: Take
    let end: End = 'done'
    try {
      take = await work(isWanted)
    } catch (reason) {
      end = 'failed'
      take = () => this.#fail(failureOf(reason))
    }
    if (!isWanted()) return 'given_up'
    this.busy = null
    take?.()
    return end
  }

  /** A review that is being made is not waited for any more. */
  protected giveReviewUp(): void {
    if (this.busy !== 'review') return
    this.#begun += 1
    this.busy = null
  }

  #fail(error: AppError): void {
    this.error = error
    if (this.problems.length > 0) void this.check()
  }
}

/**
 * The review of a form as it stands when the review is there: where something was typed meanwhile it is made once more. None
 * where it is not wanted by then.
 */
export async function reviewOf<Request, View>(
  isWanted: IsWanted,
  typed: () => Promise<Request>,
  ask: (request: Request) => Promise<View>,
): Promise<View | null> {
  let request = await typed()
  for (;;) {
    const view = await ask(request)
    if (!isWanted()) return null
    const now = await typed()
    if (!isWanted()) return null
    if (JSON.stringify(now) === JSON.stringify(request)) return view
    request = now
  }
}
