/* Something that is tried from a list: what came in the way is shown above it, and what is listed is asked for anew. */
import { failureOf } from '../backend'
import type { AppError, ConnectionId } from '../backend'
import { goOnAs } from './go-on-as'

/** What is tried on one screen. */
export class Attempt {
  /** What came in the way of what was tried last. It stays while that is tried again. */
  error: AppError | null = $state.raw(null)
  readonly #refresh: () => Promise<void>
  #work: () => Promise<void> = async () => undefined
  #goesOn = false

  /** `refresh` asks anew for what is listed. */
  constructor(refresh: () => Promise<void>) {
    this.#refresh = refresh
  }

  /** Tries it. Pressed twice, it is tried once. */
  async make(work: () => Promise<void>): Promise<void> {
    if (this.#goesOn) return
    this.#work = work
    this.error = null
    await this.#try(work)
  }

  /** What came in the way was read. */
  seen(): void {
    if (!this.#goesOn) this.error = null
  }

  /** Tries once more what was tried last. */
  async again(): Promise<void> {
    await this.#try(this.#work)
  }

  /** The same, as whoever the portal knows one as now. */
  async againAs(connection: ConnectionId): Promise<void> {
    await this.#try(() => goOnAs(connection, this.error, this.#work))
  }

  async #try(work: () => Promise<void>): Promise<void> {
    if (this.#goesOn) return
    this.#goesOn = true
    try {
      await work()
      this.error = null
    } catch (reason) {
      this.error = failureOf(reason)
    } finally {
      this.#goesOn = false
      await this.#refresh()
    }
  }
}
