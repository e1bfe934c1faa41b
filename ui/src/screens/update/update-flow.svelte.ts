import { signInFor } from '../../app/aside'
import { carriedOut } from '../../app/carried-out'
import { leftDraft, type LeftDraft } from '../../app/drafts.svelte'
import { goOnAs } from '../../app/go-on-as'
import { Keeper } from '../../app/keeper.svelte'
import { whoOneIs } from '../../app/who-one-is'
import type { Carried } from '../../app/router.svelte'
import { call, failureOf } from '../../backend'
import type {
  CollisionView,
  ConnectionId,
  DraftForm,
  LoadedBy,
  OrganizationField,
  OrganizationFields,
  OrganizationId,
  OrganizationView,
  ReviewId,
  StepView,
  UpdateFindings,
  UpdateFormRequest,
  UpdateResultView,
} from '../../backend'
import { problemsOf } from '../../errors/fields'
import { FormFlow, reviewOf, type IsWanted, type Take } from '../form-flow.svelte'
import { Choices } from './choices.svelte'
import { carriedOver, undone, type Laid } from './laid-over'
import { noFields } from './no-fields'
import { requestOf } from './update-request'
import { keyOf, type Ready, type Saved, type Step, type Unclear } from './update-steps'

/** The way of a change: what the portal holds, what is typed over it, the review, and what became of it. */
export class UpdateFlow extends FormFlow<'send'> {
  step: Step = $state('loading')
  base: OrganizationFields | null = $state.raw(null)
  mine: OrganizationFields = $state(noFields())
  loaded: OrganizationView | null = $state.raw(null)
  /** The fields that were not in the answer when it was loaded. */
  unread: OrganizationField[] = $state.raw([])
  findings: UpdateFindings | null = $state.raw(null)
  review: Ready | null = $state.raw(null)
  collision: CollisionView | null = $state.raw(null)
  readonly choices = new Choices()
  saved: Saved | null = $state.raw(null)
  unclear: Unclear | null = $state.raw(null)
  nothingChanged = $state(false)

  /** Something of this form was sent of which nobody knows what became. */
  isUnknown = $state(false)

  readonly connection: ConnectionId
  readonly id: OrganizationId
  readonly keeper: Keeper
  /** The portal does not let it be read. */
  unseen: boolean = $state(false)
  /** The update that is undone by this one. */
  readonly undoes: ReviewId | undefined
  /** What it was begun with, as it was given. */
  readonly carries: Carried | undefined
  /** The create whose details these are. */
  detailsOf: ReviewId | undefined
  /** Who loaded what these changes rest on, where one is still who one was then. */
  #loadedBy: LoadedBy = $state('oneself')
  /** As whom it was loaded. */
  #loadedAs: string | null = null
  #carried: Carried | undefined = $state.raw()
  /** What an undo came to by itself; none where more than that stands here. */
  #workedOut: string | null = $state.raw(null)
  #checks = 0

  constructor(
    connection: ConnectionId,
    id: OrganizationId,
    carried?: Carried,
    unseen = false,
    undoes?: ReviewId,
  ) {
    super()
    this.connection = connection
    this.id = id
    this.unseen = unseen
    this.undoes = undoes
    this.carries = carried
    this.#carried = $state.snapshot(carried)
    this.detailsOf = carried?.detailsOf
    this.#loadedBy = carried?.loadedBy ?? 'oneself'
    this.#loadedAs = whoOneIs(connection)
    this.keeper = new Keeper(connection, () => this.#typed())
  }

  /** Whether anything is typed that is not saved. */
  get touched(): boolean {
    if (this.#isRead) return this.#carried !== undefined
    const before = this.base ?? noFields()
    return Object.entries(this.mine).some(([field, value]) => value !== before[field as OrganizationField])
  }

  /** Whether any of it is the user's own: what an undo puts back by itself is worked out anew from the history. */
  get isOwn(): boolean {
    return this.#workedOut === null || this.#workedOut !== this.#standing()
  }

  /** Whether anything typed would be lost by leaving. */
  get unkept(): boolean {
    return this.touched && !this.keeper.isKept
  }

  /** The draft that stays when it is left. */
  get draft(): LeftDraft | null {
    const { connection, name, id: organization, undoes = null } = this
    const { id } = this.keeper
    return id !== null && this.touched ? leftDraft(connection, { id, name, organization, undoes }) : null
  }

  /** What is typed and what it is for, to be gone on with over what the portal holds by then. */
  get carriedOn(): Carried {
    const { loadedBy, undoes = this.#carried?.undoes } = this
    return {
      base: this.base,
      mine: $state.snapshot(this.mine),
      unread: this.unread,
      ...(this.detailsOf && { detailsOf: this.detailsOf }),
      ...(loadedBy !== 'oneself' && { loadedBy }),
      ...(undoes && { undoes }),
    }
  }

  /** Whether one is somebody else by now than when it was loaded. */
  get isTurned(): boolean {
    const now = whoOneIs(this.connection)
    return now !== null && this.#loadedAs !== null && this.#loadedAs !== now
  }

  /** Who loaded what these changes rest on. */
  get loadedBy(): LoadedBy {
    return this.isTurned ? 'another' : this.#loadedBy
  }

  /** Somebody else goes on with it: what was typed is laid over what the portal shows to them. */
  async goOnByAnother(): Promise<void> {
    this.giveReviewUp()
    this.#carried = this.carriedOn
    await this.load()
  }

  /** The name as it stands, or as it was loaded. */
  get name(): string {
    return this.mine.name || (this.base?.name ?? this.#carried?.mine.name ?? '')
  }

  /** The write whose result is here and is not settled. */
  get unsettled(): ReviewId | null {
    return this.step === 'unclear' ? this.sent : null
  }

  /** Its result is over, and so is what was sent: nothing of it is typed. */
  endResult(): void {
    this.mine = { ...(this.base ?? noFields()) }
    this.unclear = null
    this.step = 'form'
  }

  /** Whether something of this form may have been sent before, so that nobody may say that nothing was. */
  get sentBefore(): boolean {
    return this.#carried !== undefined || this.isUnknown
  }

  /** Reads the organization, unless it goes on unseen; what was typed before is laid over it by the app's own merge. */
  async load(unseen = this.unseen): Promise<void> {
    this.unseen = unseen
    this.error = null
    if (unseen) {
      this.mine = { ...(this.#carried?.mine ?? noFields()) }
      this.step = 'form'
      return
    }
    this.step = 'loading'
    try {
      const { connection, id, undoes } = this
      if (this.#carried) this.#layOver(await carriedOver(connection, id, this.#carried))
      else if (undoes) await this.#undo(undoes)
      else this.#begin(await call('organization_get', { connection, id }))
      void this.check()
    } catch (reason) {
      this.error = failureOf(reason)
      this.step = 'failed'
    }
  }

  /** Hears what differs and what should be read before going on. */
  async check(): Promise<void> {
    const mine = (this.#checks += 1)
    const request = requestOf(this)
    const findings = await call('update_check', request).catch(() => null)
    if (!findings || mine !== this.#checks) return
    this.findings = findings
    this.standing.again(request.mine, findings.problems)
  }

  /** Asks for the review. */
  async toReview(): Promise<void> {
    await this.run('review', (isWanted) => this.#review(isWanted))
  }

  /** Back to the form, with all that was typed. Not while it is being sent: that cannot be typed over. */
  toForm(): void {
    if (this.sending) return
    this.giveReviewUp()
    this.step = 'form'
    this.collision = null
    this.choices.begin([])
    this.review = null
    void this.check()
  }

  /** Gives up what is typed: what was loaded stands again, or is read anew where that was before. */
  reset(): void {
    this.giveReviewUp()
    if (this.keptFrom !== null || this.undoes) {
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
    this.giveReviewUp()
    this.#carried = undefined
    this.detailsOf = undefined
    this.#loadedBy = 'oneself'
    this.keptFrom = null
    this.base = null
    this.findings = null
    this.mine = noFields()
    this.nothingChanged = false
    void this.load()
  }

  /** Goes to replace the sign-in; what was typed waits. */
  signIn(): void {
    this.giveReviewUp()
    // A result that is not settled is come back to as it is; what could not be read is read again then.
    if (this.step !== 'unclear' && this.step !== 'failed') this.step = 'form'
    this.review = null
    this.error = null
    signInFor(this.connection, keyOf(this.id, this.undoes), this)
  }

  /** Goes on as whoever the portal knows one as now, with a review that says so. */
  async goOnAs(): Promise<void> {
    await this.run('review', (isWanted) => goOnAs(this.connection, this.error, () => this.#review(isWanted)))
  }

  /** Saves what was reviewed. */
  async send(): Promise<void> {
    if (!this.review) return
    const { connection, review } = { connection: this.connection, review: this.review.review }
    this.sent = review
    const hear = (steps: StepView[]) => (this.progress = steps)
    await this.run('send', async () => {
      await carriedOut(review, hear, async () => this.take(await call('update_send', { connection, review })))
      return undefined
    })
    // What is wrong with a field is shown at the field.
    if (problemsOf(this.error).length > 0) this.toForm()
  }

  /** Takes over what was chosen field by field after a collision: theirs is the new base, and a review follows. */
  async settle(): Promise<void> {
    const collision = this.collision
    if (!collision || this.busy || this.choices.open > 0) return
    this.#begin(collision.theirs, collision.theirs.fields, this.loadedBy)
    this.#workedOut = null
    await this.#reviewFrom('collision')
  }

  /** Asks for the review from a step that stays until it is there; where there is none, the form is. */
  async #reviewFrom(step: Step): Promise<void> {
    this.step = step
    if ((await this.run('review', (isWanted) => this.#review(isWanted))) === 'given_up') return
    if (this.step === step) this.step = 'form'
    this.collision = null
    this.choices.begin([])
  }

  async #review(isWanted: IsWanted): Promise<Take> {
    this.nothingChanged = false
    const review = await reviewOf(
      isWanted,
      () => this.#asItStands(),
      (request) => call('update_review', request),
    )
    return () => {
      this.error = null
      this.nothingChanged = review?.state === 'nothing_changed'
      if (review?.state !== 'ready') return
      this.review = review
      this.step = 'review'
    }
  }

  /** What is typed, and chosen where that is what one is at; kept as far as that is possible. */
  async #asItStands(): Promise<UpdateFormRequest> {
    const { collision, step } = this
    if (step === 'collision' && collision) this.mine = { ...collision.merged, ...this.choices.values }
    await this.keeper.settle()
    return requestOf(this)
  }

  /** From here on it rests on what one is shown; what another `loadedBy` then was laid over that. */
  #begin(loaded: OrganizationView, mine = loaded.fields, loadedBy?: LoadedBy): void {
    this.loaded = loaded
    this.unread = loaded.unread
    this.base = loaded.fields
    this.#loadedBy = (loadedBy ?? 'oneself') === 'oneself' ? 'oneself' : 'laid_over'
    this.#loadedAs = whoOneIs(this.connection)
    this.mine = { ...mine }
    this.step = 'form'
  }

  /** What the update changed is put back over what the portal holds now; what was changed again since is chosen first. */
  async #undo(operation: ReviewId): Promise<void> {
    const isSettled = this.#layOver(await undone(operation))
    this.#workedOut = this.#standing()
    if (isSettled) await this.#reviewFrom('loading')
  }

  /** What was changed here over what the portal holds now. Whether nothing of it is to be chosen first. */
  #layOver({ base, unread, mine, over, loadedBy }: Laid): boolean {
    if (over.collisions.length === 0) {
      this.#begin(over.theirs, over.merged, loadedBy)
      return true
    }
    this.loaded = over.theirs
    this.unread = unread
    this.base = base
    this.mine = { ...mine }
    this.#loadedBy = loadedBy ?? 'oneself'
    this.#ask(over)
    return false
  }

  #ask(collision: CollisionView): void {
    this.choices.begin(collision.collisions)
    this.collision = collision
    this.step = 'collision'
  }

  /** Takes over what came of it. */
  take(result: UpdateResultView): void {
    this.error = null
    this.step = result.state
    if (result.state !== 'collision') this.keeper.sent()
    if (result.state === 'saved') this.saved = result
    else if (result.state === 'collision') this.#ask(result)
    else {
      this.isUnknown = true
      this.unclear = result
    }
  }

  get #isRead(): boolean {
    return this.step === 'loading' || this.step === 'failed'
  }

  /** What is to be kept. What was sent is kept with its write, or is done. */
  #typed(): DraftForm | null {
    if (!this.isOwn || !this.touched || this.step === 'saved' || this.step === 'unclear') return null
    const { id } = this
    const now: Carried = {
      base: this.base,
      unread: this.unread,
      mine: $state.snapshot(this.mine),
      chosen: this.choices.made,
    }
    const { base, unread = [], mine, chosen = [] } = (this.#isRead && this.#carried) || now
    const { detailsOf: saves_details_of = null, undoes = null } = this.carriedOn
    const loaded_by = this.loadedBy
    return { kind: 'update', id, base, unread, mine, saves_details_of, loaded_by, undoes, chosen }
  }

  /** What stands here, to tell whether it is still the same. */
  #standing(): string {
    return JSON.stringify([this.mine, this.choices.made])
  }

  protected override get values(): OrganizationFields {
    return requestOf(this).mine
  }

  protected override mayBeWritten(): void {
    this.isUnknown = true
  }
}
