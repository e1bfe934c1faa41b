import { call, failureOf } from '../../backend'
import type {
  AppError,
  Colour,
  ConnectionView,
  ConnectionsView,
  DraftForm,
  DraftId,
  DraftView,
} from '../../backend'
import { leftConnection, type LeftDraft } from '../../app/drafts.svelte'
import { Keeper } from '../../app/keeper.svelte'

/** A connection's name and colour as they are typed. */
export class NameAndColour {
  name = $state('')
  colour: Colour = $state('plum')
  busy = $state(false)
  error: AppError | null = $state.raw(null)
  /** When it was left, where it is a draft that is gone on with. */
  readonly keptFrom: string | null
  readonly keeper: Keeper
  readonly #connection: ConnectionView
  #isSaved = $state(false)

  constructor(connection: ConnectionView, left: DraftView | null) {
    const { name, colour } = left?.form.kind === 'name_and_colour' ? left.form : connection
    this.#connection = connection
    this.name = name
    this.colour = colour
    this.keptFrom = left?.left_at ?? null
    this.keeper = new Keeper(connection.id, () => this.#kept())
    if (left) this.keeper.resume(left.id, left.left_at)
  }

  /** What was left of it, or what is saved. */
  static async begun(connection: ConnectionView, draft?: DraftId): Promise<NameAndColour> {
    const which = draft
      ? ({ kind: 'one', id: draft, confirmed: false } as const)
      : ({ kind: 'name_and_colour' } as const)
    const left = await call('draft_open', { connection: connection.id, which }).catch(() => null)
    return new NameAndColour(connection, left)
  }

  /** Whether anything is typed that is not saved. */
  get touched(): boolean {
    return this.#kept() !== null
  }

  /** The draft that stays when it is left; none while it is being saved. */
  get draft(): LeftDraft | null {
    const { id } = this.keeper
    return id !== null && this.touched && !this.busy ? this.leftAs(id) : null
  }

  /** The draft it is kept as. */
  leftAs(id: DraftId): LeftDraft {
    return leftConnection({
      id,
      connection: this.#connection.id,
      name: this.name,
      what: 'name_and_colour',
    })
  }

  /** Saves them. Gives all connections as they are then. */
  async save(): Promise<ConnectionsView | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.error = null
    try {
      await this.keeper.settle()
      const { name, colour } = this
      const draft = this.keeper.id
      const all = await call('connection_edit', { id: this.#connection.id, name, colour, draft })
      this.#isSaved = true
      this.keeper.sent()
      return all
    } catch (reason) {
      this.error = failureOf(reason)
      return undefined
    } finally {
      this.busy = false
    }
  }

  /** Gives up what is typed. */
  reset(): void {
    this.name = this.#connection.name
    this.colour = this.#connection.colour
    this.error = null
  }

  #kept(): DraftForm | null {
    const { name, colour } = this
    const isAsBegun = name === this.#connection.name && colour === this.#connection.colour
    return this.#isSaved || isAsBegun ? null : { kind: 'name_and_colour', name, colour }
  }
}
