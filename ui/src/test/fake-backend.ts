import { useBackend } from '../backend'
import type { CommandName, EventName, IBackend, RequestOf, ResponseOf } from '../backend'
import * as history from './history-sample'
import * as sample from './sample'

type Handlers = { [C in CommandName]: (request: RequestOf<C>) => ResponseOf<C> | Promise<ResponseOf<C>> }

/** A backend that answers from invented data; each command can be given another answer. It counts what it was asked. */
export class FakeBackend implements IBackend {
  readonly calls: { command: CommandName; request: unknown }[] = []
  // A look finds what is open as it is, where a test says nothing else.
  #handlers: Handlers = {
    ...answers,
    operations_look: async (at) => ({ open: await this.#handlers.operations_open(at), settled: [] }),
    operation_look: async ({ connection }) => ({
      open: await this.#handlers.operations_open(connection),
      settled: [],
    }),
  }
  readonly #keeping = new Set<Promise<unknown>>()
  #heard = new Map<string, Set<(payload: never) => void>>()

  /** Answers a command in another way from here on. */
  on<C extends CommandName>(command: C, handler: Handlers[C]): this {
    this.#handlers[command] = handler
    return this
  }

  /** What a command was asked, oldest first. */
  asked<C extends CommandName>(command: C): RequestOf<C>[] {
    return this.calls.filter((call) => call.command === command).map(({ request }) => request as RequestOf<C>)
  }

  /** Whether anything waits for an event. */
  hears(event: EventName): boolean {
    return (this.#heard.get(event)?.size ?? 0) > 0
  }

  /** Lets an event happen. */
  emit(event: EventName, payload: unknown): void {
    for (const heard of this.#heard.get(event) ?? []) heard(payload as never)
  }

  async invoke<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResponseOf<C>> {
    // As over IPC: what arrives is a copy, and anything that cannot be copied fails here too.
    this.calls.push({ command, request: structuredClone(request) })
    const answer = (async () => structuredClone(await this.#handlers[command](request)))()
    if (command === 'draft_keep') this.#keeping.add(answer)
    return answer.finally(() => this.#keeping.delete(answer))
  }

  /** Waits until no form is being kept any more: one that was left is kept to its last letter. */
  async nothingIsKept(): Promise<void> {
    while (this.#keeping.size > 0) {
      await Promise.allSettled(this.#keeping)
      // A turn of the loop: by then what was typed meanwhile is on its way as well.
      await new Promise((turned) => setTimeout(turned))
    }
  }

  async listen(event: EventName, heard: (payload: never) => void): Promise<() => void> {
    const all = this.#heard.get(event) ?? new Set()
    all.add(heard)
    this.#heard.set(event, all)
    return () => all.delete(heard)
  }
}

/** Puts a new fake in Tauri's place. */
export function fakeBackend(): FakeBackend {
  const fake = new FakeBackend()
  useBackend(fake)
  return fake
}

const noConnections = { connections: [], last_opened: null, unread: 0, open_operations: [] }

const answers: Omit<Handlers, 'operations_look' | 'operation_look'> = {
  start: () => ({ connections: noConnections, trouble: null, version: '0.1.0' }),
  first_screen: () => null,
  unsaved: () => null,
  close: () => null,
  zoom: () => null,
  keyring_check: () => 'ready',
  connection_test: ({ address }) => ({
    state: 'accepted',
    ticket: 'ticket-1',
    identity: sample.halden.identity,
    address,
    host: sample.halden.host,
    address_completed: false,
    encrypted: true,
    elapsed_ms: 412,
    identity_before: null,
  }),
  connection_one_time_password: () => ({
    state: 'accepted',
    ticket: 'ticket-2',
    identity: sample.halden.identity,
    address: sample.halden.address,
    host: sample.halden.host,
    address_completed: false,
    encrypted: true,
    elapsed_ms: 412,
    identity_before: null,
  }),
  connection_save: () => ({ connection: sample.halden }),
  connection_discard: () => null,
  connection_edit: () => ({
    connections: [sample.halden],
    last_opened: null,
    unread: 0,
    open_operations: [],
  }),
  connection_open: () => ({ connection: sample.halden }),
  connection_confirm_identity: ({ identity }) => ({ connection: { ...sample.halden, identity } }),
  connection_remove_check: () => ({ open_operations: 0, drafts: 0 }),
  connection_remove: () => noConnections,
  connection_remove_leaving_sign_in: () => noConnections,
  connections: () => ({
    connections: [sample.halden],
    last_opened: sample.halden.id,
    unread: 0,
    open_operations: [],
  }),
  practice_enter: () => ({ connection: sample.practicePortal }),
  organizations_list: ({ page, per_page, search }) => {
    const all = Array.from({ length: 250 }, (_, n) => sample.rowAt(n)).filter(({ name }) =>
      name.toLowerCase().includes(search.toLowerCase()),
    )
    const rows = all.slice((page - 1) * per_page, page * per_page)
    return {
      rows,
      total: all.length,
      page,
      more: page * per_page < all.length,
      skipped: 0,
      read_at: '2026-11-21T14:32:00Z',
    }
  },
  column_widths: () => ({ widths: {} }),
  column_widths_keep: () => null,
  organization_id: (text) => (/^[0-9a-f-]{32,36}$/i.test(text.trim()) ? text.trim().toLowerCase() : null),
  organization_get: ({ id }) => sample.organization(id),
  organization_subscriptions: () => [
    {
      plan: 'pci-basic',
      plan_name: null,
      status: 'active',
      interval: 'yearly',
      start_date: null,
      end_date: '2026-12-31',
    },
  ],
  plan_codes: () => ['pci-basic', 'pci-plus', 'vrms-50'],
  create_check: ({ form }) => ({
    problems: [],
    warnings: [],
    plan_ends: form.plans.map(() => null),
    details_filled: Object.keys(form.details).length,
  }),
  create_review: ({ instead_of }) => ({ ...sample.createReview, instead: instead_of != null }),
  create_send: () => sample.created,
  create_look_again: () => sample.unknownCreate,
  create_resolve: () => sample.created,
  drafts: () => ({ drafts: [], discarded: [] }),
  connection_drafts: () => ({ drafts: [], discarded: [] }),
  draft_keep: ({ id, form }) => (form ? { id: id ?? 'draft-1', at: '2026-11-28T14:02:00Z' } : null),
  draft_open: () => null,
  draft_discard: () => null,
  draft_restore: () => null,
  operations_open: () => [],
  operations_look_elsewhere: () => [],
  operation_adopt: () => [],
  operation_leave: () => null,
  update_look_again: () => sample.saved,
  history_list: () => history.page,
  history_connections: () => [history.haldenKnown],
  history_get: ({ operation }) => history.opened(operation),
  history_undo: () => history.undo,
  history_export: () => ({ file: '/home/m/Downloads/Orgdesk history.csv', operations: 8, unread: 0 }),
  history_export_stop: () => null,
  history_keep_time: () => 'year',
  history_keep_check: (keep) => ({ keep, older: 0 }),
  history_keep: (keep) => ({ keep, older: 0 }),
  update_carry_over: ({ id, base, mine }) => {
    const theirs = sample.organization(id)
    const merged = { ...theirs.fields }
    for (const field of Object.keys(mine) as (keyof typeof mine)[])
      if (mine[field] !== (base?.[field] ?? '')) merged[field] = mine[field]
    return { theirs, merged, collisions: [], no_choice: [] }
  },
  update_check: ({ base, mine }) => ({
    problems: [],
    warnings: [],
    changed: Object.keys(mine).filter(
      (field) => mine[field as keyof typeof mine] !== base?.[field as keyof typeof mine],
    ) as never,
  }),
  update_review: ({ undoes }) => ({ ...sample.updateReview, undoes: undoes !== undefined }),
  update_send: () => sample.saved,
}
