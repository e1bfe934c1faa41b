import { signInFor } from '../../app/aside'
import { carriedOut } from '../../app/carried-out'
import type { LeftDraft } from '../../app/drafts.svelte'
import { goOnAs } from '../../app/go-on-as'
import { Keeper } from '../../app/keeper.svelte'
import type { Carried } from '../../app/router.svelte'
import { call, failureOf } from '../../backend'
import type {
  AppError,
  CollisionView,
  ConnectionId,
  DraftForm,
  DraftView,
  OrganizationField,
  OrganizationFields,
  OrganizationId,
  OrganizationView,
  ReviewId,
  StepView,
  UpdateFindings,
  UpdateResultView,
  UpdateTyped,
} from '../../backend'
import { mayHaveWritten } from '../../errors/describe'
import { problemsOf } from '../../errors/fields'
import type { Reassurance } from '../../errors/reassured'
import { Problems, type Standing } from '../../errors/standing.svelte'
import { carriedOver, undone, type Laid } from './laid-over'
import { noFields } from './no-fields'
import { keyOf, type Ready, type Saved, type Step, type Unclear } from './update-steps'

/** The way of a change: what the portal holds, what is typed over it, the review, and what became of it. */
export class UpdateFlow {
  step: Step = $state('loading')
  base: OrganizationFields | null = $state.raw(null)
  mine: OrganizationFields = $state(noFields())
  loaded: OrganizationView | null = $state.raw(null)
  /** The fields that were not in the answer when it was loaded. */
  unread: OrganizationField[] = $state.raw([])
  findings: UpdateFindings | null = $state.raw(null)
  review: Ready | null = $state.raw(null)
  collision: CollisionView | null = $state.raw(null)
  saved: Saved | null = $state.raw(null)
  unclear: Unclear | null = $state.raw(null)
  nothingChanged = $state(false)
  busy: 'review' | 'send' | null = $state(null)
  progress: StepView[] = $state.raw([])

  /** When it was left, where it is a draft that is gone on with. */
  keptFrom: string | null = $state(null)

  readonly connection: ConnectionId
  readonly id: OrganizationId
  readonly keeper: Keeper
  /** The portal does not let it be read. */
  unseen: boolean = $state(false)
  /** The update that is undone by this one. */
  readonly undoes: ReviewId | undefined
  /** What it was begun with, as it was given. */
  readonly carries: Carried | undefined
  #carried: Carried | undefined = $state.raw()
  /** The create whose details these are. */
  #detailsOf: ReviewId | undefined
  #sentBefore = $state(false)
  #error: AppError | null = $state.raw(null)
  readonly #problems = new Problems()
  #checks = 0

  constructor(
    connection: ConnectionId,
    id: OrganizationId,
    carried?: Carried,
    unseen = false,
    undoes?: ReviewId,
  ) {
    this.connection = connection
    this.id = id
    this.unseen = unseen
    this.undoes = undoes
    this.carries = carried
    this.#carried = $state.snapshot(carried)
    this.#detailsOf = carried?.detailsOf
    this.keeper = new Keeper(connection, () => this.#typed())
  }

  /**
   * One that is gone on with where it was left, on what was loaded then: what somebody else saved since is met when it is
   * saved. What was typed without seeing the organization is laid over it as soon as it is read.
   */
  static resumed(connection: ConnectionId, { id, left_at }: DraftView, typed: UpdateTyped): UpdateFlow {
    const { base, mine, unread, saves_details_of } = typed
    const flow = new UpdateFlow(connection, typed.id, base === null ? { base, mine } : undefined)
    flow.#detailsOf = saves_details_of ?? undefined
    if (base !== null) {
      flow.base = base
      flow.mine = mine
      flow.unread = unread
      flow.step = 'form'
    }
    flow.keptFrom = left_at
    flow.keeper.resume(id, left_at)
    return flow
  }

  /** One of which the result is there: taken up after Orgdesk was closed, or after its screen was left. */
  static ended(
    connection: ConnectionId,
    id: OrganizationId,
    carried: Carried,
    result: UpdateResultView,
  ): UpdateFlow {
    const flow = new UpdateFlow(connection, id, carried, carried.base === null)
    flow.base = carried.base
    flow.mine = { ...carried.mine }
    flow.#take(result)
    return flow
  }

  /** Why the form was not taken. */
  get error(): AppError | null {
    return this.#error
  }

  set error(error: AppError | null) {
    this.#error = error
    if (mayHaveWritten(error)) this.#sentBefore = true
    this.#problems.begin(problemsOf(error), this.#request().mine)
  }

  /** The problems of the form, and which of them were seen to since. */
  get problems(): readonly Standing[] {
    return this.#problems.now
  }

  /** Whether anything is typed that is not saved. */
  get touched(): boolean {
    if (this.#isRead) return this.#carried !== undefined
    const before = this.base ?? noFields()
    return Object.entries(this.mine).some(([field, value]) => value !== before[field as OrganizationField])
  }

  /** Whether anything typed would be lost by leaving. */
  get unkept(): boolean {
    return this.touched && !this.keeper.isKept
  }

  /** The draft that stays when it is left. */
  get draft(): LeftDraft | null {
    const { name, id: organization, keeper } = this
    return keeper.id !== null && this.touched ? { id: keeper.id, name, organization } : null
  }

  /** What is typed and what it is for, to be gone on with over what the portal holds by then. */
  get carriedOn(): Carried {
    const undoes = this.undoes ?? this.#carried?.undoes
    return {
      base: this.base,
      mine: $state.snapshot(this.mine),
      ...(this.#detailsOf && { detailsOf: this.#detailsOf }),
      ...(undoes && { undoes }),
    }
  }

  /** The name as it stands, or as it was loaded. */
  get name(): string {
    return this.mine.name || (this.base?.name ?? this.#carried?.mine.name ?? '')
  }

  /** Whether something is on its way to the portal: what becomes of it is not known yet. */
  get sending(): boolean {
    return this.busy === 'send'
  }

  /** Whether something of this form was sent of which nobody knows what became. */
  get isUnknown(): boolean {
    return this.#sentBefore
  }

  /** Whether something of this form may have been sent before, so that nobody may say that nothing was. */
  get sentBefore(): boolean {
    return this.#carried !== undefined || this.#sentBefore
  }

  /** What did not happen where there is an error, as far as that is known. */
  get reassurance(): Reassurance | undefined {
    if (mayHaveWritten(this.#error)) return undefined
    return this.sentBefore ? {} : { nothing: 'Nothing has been saved.' }
  }

  /** Reads the organization; what was typed before is laid over it by the app's own merge. */
  async load(): Promise<void> {
    if (this.unseen) {
      this.mine = { ...(this.#carried?.mine ?? noFields()) }
      this.step = 'form'
      return
    }
    this.step = 'loading'
    this.error = null
    try {
      const { connection, id, keeper, undoes } = this
      if (undoes) {
        if (this.#layOver(await undone(undoes))) await this.#reviewFrom('loading')
      } else if (this.#carried) {
        this.#layOver(await carriedOver(connection, id, this.#carried, keeper.id))
      } else this.#begin(await call('organization_get', { connection, id }))
      void this.check()
    } catch (reason) {
      this.error = failureOf(reason)
      this.step = 'failed'
    }
  }

  /** Goes on without reading it, after that failed. What was typed before is in the form. */
  async loadUnseen(): Promise<void> {
    this.unseen = true
    this.error = null
    await this.load()
  }

  /** Hears what differs and what should be read before going on. */
  async check(): Promise<void> {
    const mine = (this.#checks += 1)
    const request = this.#request()
    const findings = await call('update_check', request).catch(() => null)
    if (!findings || mine !== this.#checks) return
    this.findings = findings
    this.#problems.again(request.mine, findings.problems)
  }

  /** Asks for the review. */
  async toReview(): Promise<void> {
    await this.#run('review', () => this.#review())
  }

  /** Back to the form, with all that was typed. Not while it is being sent: that cannot be typed over. */
  toForm(): void {
    if (this.sending) return
    this.step = 'form'
    this.review = null
    void this.check()
  }

  /** Gives up what is typed: what was loaded stands again, or is read anew where that was before. */
  reset(): void {
    if (this.keptFrom !== null) {
      this.startOver()
      return
    }
    this.mine = { ...(this.base ?? noFields()) }
    this.error = null
    this.nothingChanged = false
    void this.check()
  }

  /** Begins as if nothing had been typed. */
  startOver(): void {
    this.#carried = undefined
    this.#detailsOf = undefined
    this.keptFrom = null
    this.base = null
    this.findings = null
    this.mine = noFields()
    this.nothingChanged = false
    void this.load()
  }

  /** Goes to replace the sign-in; what was typed waits. */
  signIn(): void {
    // A result that is not settled is come back to as it is; what could not be read is read again then.
    if (this.step !== 'unclear' && this.step !== 'failed') this.step = 'form'
    this.review = null
    this.error = null
    signInFor(this.connection, keyOf(this.id, this.undoes), this)
  }

  /** Goes on as whoever the portal knows one as now, with a review that says so. */
  async goOnAs(): Promise<void> {
    await this.#run('review', () => goOnAs(this.connection, this.error, () => this.#review()))
  }

  /** Saves what was reviewed. */
  async send(): Promise<void> {
    if (!this.review) return
    const { connection, review } = { connection: this.connection, review: this.review.review }
    const hear = (steps: StepView[]) => (this.progress = steps)
    await this.#run('send', () =>
      carriedOut(review, hear, async () => this.#take(await call('update_send', { connection, review }))),
    )
    // What is wrong with a field is shown at the field.
    if (problemsOf(this.error).length > 0) this.toForm()
  }

  /** Takes over what was chosen field by field after a collision: theirs is the new base, and a review follows. */
  async settle(chosen: Partial<Record<OrganizationField, string>>): Promise<void> {
    const collision = this.collision
    if (!collision || this.busy) return
    this.#begin(collision.theirs, { ...collision.merged, ...chosen })
    await this.#reviewFrom('collision')
    this.collision = null
  }

  /** Asks for the review from a step that stays until it is there; where there is none, the form is. */
  async #reviewFrom(step: Step): Promise<void> {
    this.step = step
    await this.toReview()
    if (this.step === step) this.step = 'form'
  }

  async #review(): Promise<void> {
    this.nothingChanged = false
    await this.keeper.settle()
    const review = await call('update_review', this.#request())
    this.error = null
    if (review.state === 'nothing_changed') {
      this.nothingChanged = true
      return
    }
    this.review = review
    this.step = 'review'
  }

  #begin(loaded: OrganizationView, mine = loaded.fields): void {
    this.loaded = loaded
    this.unread = loaded.unread
    this.base = loaded.fields
    this.mine = { ...mine }
    this.step = 'form'
  }

  /** What was changed here over what the portal holds now. Whether nothing of it is to be chosen first. */
  #layOver({ base, mine, over }: Laid): boolean {
    if (over.collisions.length === 0) {
      this.#begin(over.theirs, over.merged)
      return true
    }
    this.loaded = over.theirs
    this.unread = over.theirs.unread
    this.base = base
    this.mine = { ...mine }
    this.collision = over
    this.step = 'collision'
    return false
  }

  #take(result: UpdateResultView): void {
    this.error = null
    this.step = result.state
    if (result.state !== 'collision') this.keeper.sent()
    if (result.state === 'saved') this.saved = result
    else if (result.state === 'collision') this.collision = result
    else {
      this.#sentBefore = true
      this.unclear = result
    }
  }

  #request() {
    return {
      connection: this.connection,
      id: this.id,
      base: this.base,
      unread: this.unread,
      mine: $state.snapshot(this.mine),
      draft: this.keeper.id,
      ...(this.carriedOn.detailsOf && { saves_details_of: this.carriedOn.detailsOf }),
      ...(this.carriedOn.undoes && { undoes: this.carriedOn.undoes }),
    }
  }

  get #isRead(): boolean {
    return this.step === 'loading' || this.step === 'failed'
  }

  /** What is to be kept. What was sent is kept with its write, or is done. */
  #typed(): DraftForm | null {
    // What an undo puts back is worked out anew from the history.
    if (this.undoes || !this.touched || this.step === 'saved' || this.step === 'unclear') return null
    const { id, unread } = this
    const { base, mine } = (this.#isRead && this.#carried) || {
      base: this.base,
      mine: $state.snapshot(this.mine),
    }
    return { kind: 'update', id, base, unread, mine, saves_details_of: this.#detailsOf ?? null }
  }

  async #run(busy: 'review' | 'send', work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = busy
    try {
      await work()
    } catch (reason) {
      this.error = failureOf(reason)
      if (this.problems.length > 0) void this.check()
    } finally {
      this.busy = null
    }
  }
}
