import { call, failureOf } from '../../backend'
import type {
  AppError,
  Colour,
  ConnectionTestView,
  ConnectionTyped,
  ConnectionView,
  DraftForm,
  DraftView,
  IdentityView,
  KeyringState,
  SignInMethod,
  SignInRequest,
} from '../../backend'
import { leftConnection, type LeftDraft } from '../../app/drafts.svelte'
import { Keeper } from '../../app/keeper.svelte'
import { problemsOf } from '../../errors/fields'
import type { Standing } from '../../errors/standing.svelte'
import { colours } from '../../components/ConnectionColours.svelte'

/** What the portal answered to a test. */
export type Accepted = Extract<ConnectionTestView, { state: 'accepted' }>

/** What is under way, as the button says it. */
type Busy = 'test' | 'one_time_password' | 'save'

/** The form of a connection, from the first letter to the saved sign-in. */
export class ConnectForm {
  name = $state('')
  address = $state('')
  colour: Colour = $state('plum')
  method: SignInMethod = $state('access_token')
  userToken = $state('')
  apiKey = $state('')
  username = $state('')
  password = $state('')
  oneTimePassword = $state('')

  keyring: KeyringState | null = $state(null)
  /** The keyring is being asked. It may ask the user first, and nothing else waits for that. */
  asksKeyring = $state(false)
  thisRun = $state(false)
  step: 'form' | 'one_time_password' | 'accepted' = $state('form')
  accepted: Accepted | null = $state(null)
  busy: Busy | null = $state(null)
  /** When it was left, where it is a draft that is gone on with. */
  keptFrom: string | null = $state(null)

  #error: AppError | null = $state.raw(null)
  /** The fields that were changed since, as far as focus has left them. */
  #seenTo: readonly string[] = $state.raw([])
  #changed: string[] = []

  readonly replaces: ConnectionView | undefined
  /** Keeps what is typed, but for what is secret of it. */
  readonly keeper: Keeper
  readonly #begun: ConnectionTyped
  #isSaved = $state(false)
  #ticket: string | null = null
  /** Which form an answer belongs to: it counts up when what is tested is changed or given up. */
  #edition = 0

  /** `left` is the draft that is gone on with. */
  constructor(replaces: ConnectionView | undefined, taken: readonly Colour[], left: DraftView | null = null) {
    this.replaces = replaces
    this.keeper = new Keeper(replaces?.id ?? null, () => this.#kept())
    this.#begun = replaces ? beginningOf(replaces) : { ...nothing, colour: firstFree(taken) }
    this.#fill(this.#begun)
    if (left?.form.kind !== 'connection') return
    this.#fill(left.form)
    this.keptFrom = left.left_at
    this.keeper.resume(left.id, left.left_at)
  }

  /** Whether anything is typed that can be kept and is not saved. */
  get touched(): boolean {
    return this.#kept() !== null
  }

  /** Whether leaving would lose what is never kept: a secret that is typed, or a sign-in that was tested with one. */
  get holdsSecret(): boolean {
    const typed = [this.userToken, this.apiKey, this.password, this.oneTimePassword]
    return this.step !== 'form' || typed.some((secret) => secret !== '')
  }

  /** The draft that stays when it is left; none while it is being saved. */
  get draft(): LeftDraft | null {
    const { name, keeper, replaces } = this
    if (keeper.id === null || !this.touched || this.busy === 'save') return null
    return leftConnection({
      id: keeper.id,
      connection: replaces?.id ?? null,
      name,
      what: replaces ? 'sign_in' : 'new',
    })
  }

  /** Begins as if nothing had been typed. */
  reset(): void {
    this.forget()
    this.#fill(this.#begun)
    this.keptFrom = null
    this.error = null
  }

  /** Why it was not taken. */
  get error(): AppError | null {
    return this.#error
  }

  set error(error: AppError | null) {
    this.#error = error
    this.#changed = []
    this.#seenTo = []
  }

  /** The problems of the form, and which of them were seen to since: only a test can say whether they are mended. */
  get problems(): Standing[] {
    return problemsOf(this.#error).map((problem) => ({
      ...problem,
      settled: problem.field !== null && this.#seenTo.includes(problem.field),
    }))
  }

  /** Focus has left a field. */
  left(): void {
    if (this.problems.length > 0) this.#seenTo = [...this.#changed]
  }

  /** Something was typed that is not part of what is tested. */
  typed(field: string): void {
    this.#changed.push(field)
  }

  /** The identity that was replaced by another, where that happened. */
  get otherIdentity(): IdentityView | null {
    return this.accepted?.identity_before ?? null
  }

  /** Asks whether the keyring answers. */
  async checkKeyring(): Promise<void> {
    if (this.asksKeyring) return
    this.asksKeyring = true
    try {
      this.keyring = await call('keyring_check', null)
      this.thisRun = this.keyring !== 'ready' && this.thisRun
      if (this.error?.kind === 'keyring' && this.keyring === 'ready') this.error = null
    } catch (reason) {
      this.error = failureOf(reason)
    } finally {
      this.asksKeyring = false
    }
  }

  /** Asks the portal who one is. */
  async test(): Promise<void> {
    await this.#run('test', async () => {
      this.#drop()
      this.error = null
      const edition = this.#edition
      const view = await call('connection_test', {
        replaces: this.replaces?.id ?? null,
        name: this.name,
        address: this.address,
        sign_in: this.#signIn(),
      })
      this.#take(view, edition)
    })
  }

  /** Gives the one-time password the portal asked for. */
  async confirm(): Promise<void> {
    const ticket = this.#ticket
    if (ticket === null) return
    await this.#run('one_time_password', async () => {
      this.error = null
      const given = this.oneTimePassword
      this.oneTimePassword = ''
      const edition = this.#edition
      this.#take(await call('connection_one_time_password', { ticket, one_time_password: given }), edition)
    })
  }

  /** Keeps the tested sign-in. Gives the connection, which is open from here on. */
  async save(): Promise<ConnectionView | undefined> {
    const ticket = this.#ticket
    if (ticket === null) return undefined
    let saved: ConnectionView | undefined
    await this.#run('save', async () => {
      this.error = null
      await this.keeper.settle()
      const { connection } = await call('connection_save', {
        ticket,
        name: this.name,
        colour: this.colour,
        keep: this.thisRun ? 'this_run' : 'keyring',
        draft: this.keeper.id,
      })
      this.#ticket = null
      this.#isSaved = true
      this.keeper.sent()
      this.forget()
      saved = connection
    })
    return saved
  }

  /** What was tested is not what stands in the form any more. */
  changed(...fields: string[]): void {
    for (const field of fields) this.typed(field)
    this.#drop()
  }

  /** Empties every secret and gives up a test that was not saved. */
  forget(): void {
    this.#drop()
    this.userToken = ''
    this.apiKey = ''
    this.password = ''
    this.oneTimePassword = ''
  }

  #fill({ name, colour, address, method, username }: ConnectionTyped): void {
    Object.assign(this, { name, colour, address, method, username })
  }

  /** What is to be kept. Each part by its name: a secret has none here. */
  #kept(): DraftForm | null {
    const { name, colour, address, method, username } = this
    const typed: ConnectionTyped = { name, colour, address, method, username }
    const isAsBegun = keys.every((key) => typed[key] === this.#begun[key])
    return this.#isSaved || isAsBegun ? null : { kind: 'connection', ...typed }
  }

  #signIn(): SignInRequest {
    return this.method === 'access_token'
      ? { method: 'access_token', user_token: this.userToken, api_key: this.apiKey }
      : { method: 'password', username: this.username, password: this.password, api_key: this.apiKey }
  }

  #take(view: ConnectionTestView, edition: number): void {
    if (edition !== this.#edition) {
      discard(view.ticket)
      return
    }
    this.#ticket = view.ticket
    this.accepted = view.state === 'accepted' ? view : null
    this.step = view.state === 'accepted' ? 'accepted' : 'one_time_password'
  }

  #drop(): void {
    this.#edition += 1
    if (this.#ticket !== null) discard(this.#ticket)
    this.#ticket = null
    this.accepted = null
    this.step = 'form'
  }

  async #run(busy: Busy, work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = busy
    try {
      await work()
    } catch (reason) {
      this.error = failureOf(reason)
      if (this.error.kind === 'keyring') this.keyring = this.error.state
      if (this.error.kind === 'gone') this.#drop()
    } finally {
      this.busy = null
    }
  }
}

const nothing: ConnectionTyped = {
  name: '',
  colour: 'plum',
  address: '',
  method: 'access_token',
  username: '',
}
const keys = Object.keys(nothing) as (keyof ConnectionTyped)[]

/** What the form of a connection begins with whose sign-in is replaced. */
function beginningOf({ name, colour, address, method, identity }: ConnectionView): ConnectionTyped {
  return { name, colour, address, method, username: method === 'password' ? identity.username : '' }
}

function firstFree(taken: readonly Colour[]): Colour {
  return colours.find(({ value }) => !taken.includes(value))?.value ?? 'plum'
}

/** Gives up a tested sign-in, and the secret that waits with it. */
function discard(ticket: string): void {
  void call('connection_discard', ticket).catch(() => undefined)
}
