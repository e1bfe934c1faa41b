import { call, failureOf } from '../../backend'
import type {
  AppError,
  ConnectionId,
  HistoryDates,
  HistoryFilter,
  HistoryKind,
  HistoryOperationView,
  HistoryRowView,
  OperationOutcome,
  OrganizationId,
  ReviewId,
  UndoView,
} from '../../backend'

/** What an undo would do, as far as that is known. */
export type UndoLook = { view: UndoView } | { error: AppError } | 'reading' | null

/** An organization that alone is wanted. */
export interface Only {
  id: OrganizationId
  name: string
}

/** The history as far as it was asked for, and the operation that is shown. */
export class History {
  text = $state('')
  outcome: OperationOutcome | null = $state(null)
  kind: HistoryKind | null = $state(null)
  dates: HistoryDates = $state.raw({ days: 'any' })
  connection: ConnectionId | null = $state(null)
  organization: Only | null = $state.raw(null)

  rows: HistoryRowView[] = $state.raw([])
  total: number | null = $state(null)
  counted = $state(true)
  unread = $state(0)
  loading = $state(false)
  /** Whether an answer is there. */
  read = $state(false)
  /** The words the rows belong to. */
  found = $state('')
  error: AppError | null = $state.raw(null)

  chosen: ReviewId | null = $state(null)
  shown: HistoryOperationView | null = $state.raw(null)
  showError: AppError | null = $state.raw(null)
  undo: UndoLook = $state.raw(null)

  readonly practice: boolean
  #next: number | null = null
  #asked = 0
  #shows = 0
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor(practice: boolean) {
    this.practice = practice
  }

  /** What is wanted. */
  get filter(): HistoryFilter {
    return {
      text: this.text,
      outcomes: this.outcome === null ? [] : [this.outcome],
      kinds: this.kind === null ? [] : [this.kind],
      connection: this.connection,
      organization: this.organization?.id ?? null,
      dates: this.dates,
      practice: this.practice,
    }
  }

  /** Whether anything is left out. */
  get filtered(): boolean {
    return (
      this.text.trim() !== '' ||
      this.outcome !== null ||
      this.kind !== null ||
      this.connection !== null ||
      this.organization !== null ||
      this.dates.days !== 'any'
    )
  }

  /** Searches once typing pauses. */
  type(text: string): void {
    this.text = text
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => void this.refresh(), 150)
  }

  /** Shows what fits these as well. */
  async narrow(
    by: Partial<Pick<History, 'outcome' | 'kind' | 'dates' | 'connection' | 'organization'>>,
  ): Promise<void> {
    Object.assign(this, by)
    await this.refresh()
  }

  /** Shows all. */
  clear(): void {
    this.text = ''
    this.outcome = this.kind = this.connection = this.organization = null
    this.dates = { days: 'any' }
    void this.refresh()
  }

  /** Asks anew for the newest of what is wanted. */
  async refresh(): Promise<void> {
    clearTimeout(this.#waiting)
    await this.#ask(null)
  }

  /** Asks for the next page, once. */
  async next(): Promise<void> {
    if (this.#next === null || this.loading || this.error) return
    await this.#ask(this.#next)
  }

  /** Shows an operation, after a short pause: arrow keys pass over many. */
  choose(operation: ReviewId, front: ConnectionId | null): void {
    if (this.chosen === operation && (this.shown || this.showError === null)) return
    this.chosen = operation
    this.showError = null
    this.undo = null
    if (this.shown?.row.id !== operation) this.shown = null
    const mine = (this.#shows += 1)
    setTimeout(() => mine === this.#shows && void this.show(front), 80)
  }

  /** Reads the operation that is chosen; then what undoing it would do, which takes as long as the portal takes. */
  async show(front: ConnectionId | null): Promise<void> {
    const mine = (this.#shows += 1)
    const operation = this.chosen
    if (operation === null) return
    this.showError = null
    try {
      const view = await call('history_get', { operation, front })
      if (mine !== this.#shows) return
      this.shown = view
    } catch (reason) {
      if (mine === this.#shows) this.showError = failureOf(reason)
      return
    }
    if (this.shown.undo !== 'possible') {
      this.undo = null
      return
    }
    this.undo = 'reading'
    const look = await call('history_undo', operation).then(
      (view) => ({ view }),
      (reason: unknown) => ({ error: failureOf(reason) }),
    )
    if (mine === this.#shows) this.undo = look
  }

  /** Shows none. */
  close(): void {
    this.#shows += 1
    this.chosen = this.shown = this.showError = this.undo = null
  }

  async #ask(before: number | null): Promise<void> {
    const mine = (this.#asked += 1)
    const text = this.text.trim()
    this.loading = true
    this.error = null
    try {
      const view = await call('history_list', { filter: this.filter, before })
      if (mine !== this.#asked) return
      this.rows = before === null ? view.rows : [...this.rows, ...view.rows]
      this.unread = (before === null ? 0 : this.unread) + view.unread
      this.#next = view.next
      if (before === null) {
        this.total = view.total
        this.counted = view.counted
        this.found = text
        this.read = true
      }
    } catch (reason) {
      if (mine === this.#asked) this.error = failureOf(reason)
    } finally {
      if (mine === this.#asked) this.loading = false
    }
  }
}

let kept: History | undefined

/** The history: the same as before, with its filters and place; that of practice is another one. */
export function historyOf(practice: boolean): History {
  if (kept?.practice !== practice) kept = new History(practice)
  return kept
}

/** Forgets what was looked for before. */
export function forgetHistory(): void {
  kept = undefined
}
