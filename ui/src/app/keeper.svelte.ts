/*
 * Keeps a form on this computer while it is typed. What is typed is on its way to the disk at most `SOON` later, also while one
 * types on; one write follows the other, so that a later one is never overtaken by an earlier one.
 */
import { call, failureOf } from '../backend'
import type { AppError, ConnectionId, DraftForm, DraftId } from '../backend'

/** After how many milliseconds what is typed is written: half of what it may be behind, the rest is for the disk. */
const SOON = 150
/** After how many milliseconds a write that failed is tried again. */
const AGAIN = 2_000
const NOTHING = JSON.stringify(null)

/** What keeps one form. */
export class Keeper {
  /** The draft the form is kept as. */
  id: DraftId | null = $state(null)
  /** When it was last written; none where nothing of it is kept. */
  at: string | null = $state(null)
  /** Why it cannot be kept. */
  problem: AppError | null = $state.raw(null)

  /** None for a new connection. */
  readonly connection: ConnectionId | null
  readonly #form: () => DraftForm | null
  /** What the disk holds. */
  #written = $state(NOTHING)
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> | null = null
  #isGivenUp = $state(false)
  /** How often what was kept was gone: what is written then is of the form before. */
  #round = 0

  /** `form` gives what is typed; none where it equals its beginning. */
  constructor(connection: ConnectionId | null, form: () => DraftForm | null) {
    this.connection = connection
    this.#form = form
  }

  /** Whether all that is typed is on the disk, or there is nothing to keep. */
  get isKept(): boolean {
    return this.#isGivenUp || this.#typed() === this.#written
  }

  /** Goes on with a draft, whose form is in place. */
  resume(id: DraftId, leftAt: string | null): void {
    this.id = id
    this.at = leftAt
    this.#written = this.#typed()
  }

  /**
   * What was typed is sent, and is with its write. A draft that came to be after the review is not tied to that write: it goes.
   * What is typed from here on is another draft.
   */
  sent(): void {
    if (this.id !== null) this.#drop(this.id)
    this.renew()
  }

  /** What was kept so far is gone. What is typed from here on is another draft. */
  renew(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#round += 1
    this.#writing = null
    this.id = null
    this.at = null
    this.problem = null
    this.#written = NOTHING
  }

  /** To be called after each change of the form: it is written soon. */
  changed(): void {
    if (!this.isKept) this.#timer ??= setTimeout(() => void this.keep(), SOON)
  }

  /** Writes what is typed now. When this ends, all of it is kept, or `problem` says why it is not. */
  keep(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#writing) return this.#writing
    const writing = this.#write().finally(() => {
      if (this.#writing === writing) this.#writing = null
    })
    this.#writing = writing
    return writing
  }

  /** The same, where anything is still to be written. */
  settle(): Promise<void> | null {
    return this.isKept && !this.#writing ? null : this.keep()
  }

  /** The user has said that what cannot be kept may go. */
  giveUp(): void {
    if (this.problem === null) return
    clearTimeout(this.#timer)
    this.#isGivenUp = true
  }

  /** Discards what is kept; `reset` then empties the form. Gives the draft, to be put back; none where it was not kept. */
  async discard(reset: () => void): Promise<DraftId | null> {
    await this.settle()
    const { connection, id } = this
    if (id !== null) await call('draft_discard', { connection, id })
    reset()
    this.renew()
    return id
  }

  async #write(): Promise<void> {
    while (!this.isKept) {
      const { id, connection } = this
      const [typed, round] = [this.#typed(), this.#round]
      try {
        const kept = await call('draft_keep', { id, connection, form: JSON.parse(typed) as DraftForm | null })
        if (round !== this.#round) {
          // Sent while it was on its way to the disk.
          if (kept) this.#drop(kept.id)
          return
        }
        this.id = kept?.id ?? null
        this.at = kept?.at ?? null
        this.#written = typed
        this.problem = null
      } catch (reason) {
        this.problem = failureOf(reason)
        this.#timer ??= setTimeout(() => void this.keep(), AGAIN)
        return
      }
    }
    this.problem = null
  }

  #drop(id: DraftId): void {
    void call('draft_keep', { id, connection: this.connection, form: null }).catch(() => undefined)
  }

  #typed(): string {
    return JSON.stringify(this.#form())
  }
}
