import { call, failureOf } from '../../backend'
import type {
  AppError,
  ConnectionId,
  OrganizationId,
  OrganizationRowView,
  OrganizationView,
  SubscriptionView,
} from '../../backend'

const perPage = 50

/** The organizations of a connection as far as they were asked for, and the one that is shown. */
export class OrganizationList {
  search = $state('')
  rows: OrganizationRowView[] = $state.raw([])
  total: number | null = $state(null)
  skipped = $state(0)
  more = $state(false)
  readAt: string | null = $state(null)
  /** The search the rows belong to. */
  found = $state('')
  loading = $state(false)
  /** A page was not waited for: what it would have shown can still be asked for. */
  stopped = $state(false)
  error: AppError | null = $state.raw(null)

  chosen: OrganizationId | null = $state(null)
  shown: OrganizationView | null = $state.raw(null)
  showError: AppError | null = $state.raw(null)
  subscriptions: SubscriptionView[] | 'unreadable' | null = $state.raw(null)

  readonly connection: ConnectionId
  /** What the list is searched by. An id in Search opens its organization and leaves the list alone. */
  #name = ''
  /** The last page of what is there. */
  #page = 0
  /** The page that was asked for last, and of which search. */
  #asking: [search: string, page: number] = ['', 1]
  #asked = 0
  #finds = 0
  #shows = 0
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor(connection: ConnectionId) {
    this.connection = connection
  }

  /** Searches once typing pauses. */
  type(text: string): void {
    this.search = text
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => void this.find(), 250)
  }

  /** Searches for what was typed. An id opens its organization instead: once, when it is typed. */
  async find(): Promise<void> {
    clearTimeout(this.#waiting)
    const text = this.search.trim()
    const mine = (this.#finds += 1)
    // A page that is being read goes on meanwhile: an id has no part in it.
    const id = text && (await call('organization_id', text).catch(() => null))
    if (mine !== this.#finds) return
    if (id) this.choose(id)
    else await this.#first(text)
  }

  /** Asks again for the first page of what was searched for last. */
  async refresh(): Promise<void> {
    await this.#first(this.#name)
  }

  /** Shows an organization, and finds its row: in the list as it is searched, else by its name, else in the whole. */
  async reveal(organization: OrganizationId, name: string): Promise<void> {
    clearTimeout(this.#waiting)
    this.#finds += 1
    this.chosen = organization
    if (this.shown?.id !== organization) this.shown = null
    void this.show()
    const searches = [this.#name, name, '']
    for (const search of searches.filter((one, index) => searches.indexOf(one) === index)) {
      this.search = search
      await this.#first(search)
      // Something else was typed, nothing could be read or waited for, or the row is there.
      if (this.search !== search || this.error || this.stopped) return
      if (this.rows.some(({ id }) => id === organization)) return
    }
  }

  /** Asks for the next page, once. */
  async next(): Promise<void> {
    if (!this.more || this.loading || this.error) return
    await this.#ask(this.found, this.#page + 1)
  }

  /** Stops waiting for a page. What is there stays, and more can be asked for. */
  stop(): void {
    this.#asked += 1
    this.loading = false
    this.stopped = true
  }

  /** Asks again for what was not waited for. */
  async goOn(): Promise<void> {
    await this.#ask(...this.#asking)
  }

  /** Shows an organization, after a short pause: arrow keys pass over many. */
  choose(organization: OrganizationId): void {
    if (this.chosen === organization && (this.shown || this.showError === null)) return
    this.chosen = organization
    this.showError = null
    this.subscriptions = null
    if (this.shown?.id !== organization) this.shown = null
    const mine = (this.#shows += 1)
    setTimeout(() => mine === this.#shows && void this.show(), 120)
  }

  /** Reads the organization that is chosen, and its subscriptions. */
  async show(): Promise<void> {
    const mine = (this.#shows += 1)
    if (this.chosen === null) return
    const request = { connection: this.connection, id: this.chosen }
    this.showError = null
    try {
      const view = await call('organization_get', request)
      if (mine !== this.#shows) return
      this.shown = view
      this.chosen = view.id
    } catch (reason) {
      if (mine === this.#shows) this.showError = failureOf(reason)
      return
    }
    const subscriptions = await call('organization_subscriptions', request).catch(() => 'unreadable' as const)
    if (mine === this.#shows) this.subscriptions = subscriptions
  }

  /** Shows none. */
  close(): void {
    this.#shows += 1
    this.chosen = null
    this.shown = null
    this.showError = null
  }

  async #first(name: string): Promise<void> {
    this.#name = name
    await this.#ask(name, 1)
  }

  async #ask(search: string, page: number): Promise<void> {
    const mine = (this.#asked += 1)
    this.#asking = [search, page]
    this.loading = true
    this.stopped = false
    this.error = null
    try {
      const view = await call('organizations_list', {
        connection: this.connection,
        search,
        page,
        per_page: perPage,
      })
      if (mine !== this.#asked) return
      const before = page === 1 ? [] : this.rows
      this.rows = unique([...before, ...view.rows])
      this.skipped = page === 1 ? view.skipped : this.skipped + view.skipped
      this.total = view.total
      // A portal that gives the same page again and again has no more.
      this.more = view.more && this.rows.length > before.length
      this.readAt = view.read_at
      this.found = search
      this.#page = page
    } catch (reason) {
      if (mine === this.#asked) this.error = failureOf(reason)
    } finally {
      if (mine === this.#asked) this.loading = false
    }
  }
}

/** A portal may give a row twice: on one page, or because it changes while it is paged through. */
function unique(rows: OrganizationRowView[]): OrganizationRowView[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

let kept: { list: OrganizationList; opened: number } | undefined

/** The list of a connection: the same as before, with its search and place, for as long as the connection is open. */
export function listOf(connection: ConnectionId, opened: number): OrganizationList {
  if (kept?.list.connection !== connection || kept.opened !== opened) {
    kept = { list: new OrganizationList(connection), opened }
  }
  return kept.list
}
