import { signInFor } from '../../app/aside'
import { carriedOut } from '../../app/carried-out'
import { leftDraft, type LeftDraft } from '../../app/drafts.svelte'
import { goOnAs } from '../../app/go-on-as'
import { Keeper } from '../../app/keeper.svelte'
import { giveResultsUp } from '../../app/left.svelte'
import { call } from '../../backend'
import type {
  ConnectionId,
  CreateFindings,
  CreateForm,
  CreateResultView,
  CreateReviewView,
  CreateTyped,
  DraftForm,
  DraftView,
  OrganizationField,
  OrganizationId,
  PlanForm,
  ReviewId,
  StepView,
} from '../../backend'
import { mayHaveWritten } from '../../errors/describe'
import { problemsOf } from '../../errors/fields'
import type { Reassurance } from '../../errors/reassured'
import { FormFlow, reviewOf, type IsWanted, type Take } from '../form-flow.svelte'
import { isKnown } from './outcome-words'

/** What can be under way besides its review. */
type Busy = 'send' | 'look' | 'resolve'

/** The way of a new organization: the form, its review, what became of it. What is typed survives every error. */
export class CreateFlow extends FormFlow<Busy> {
  form: CreateForm = $state(emptyForm())
  /** What stands in the field of the parent: the name of the one chosen, or what was typed. */
  parentText = $state('')
  step: 'form' | 'review' | 'result' = $state('form')
  findings: CreateFindings | null = $state.raw(null)
  review: CreateReviewView | null = $state.raw(null)
  result: CreateResultView | null = $state.raw(null)
  /** The one that was said last to be it. */
  picked: OrganizationId | null = $state(null)
  /** The field the form opens at, when one comes back to it for that. */
  beginsAt: string | null = null
  /** Whether something of this form may have been sent of which nobody knows what became: nobody may say that nothing was. */
  sentBefore = $state(false)

  readonly connection: ConnectionId
  /** The create of unknown outcome that this one is sent in place of. */
  insteadOf: ReviewId | null = $state(null)
  readonly keeper: Keeper
  /** The form as it was empty, or as it was sent: there is nothing to keep of it. */
  #beginning = $state(asText({ form: emptyForm(), parent_text: '' }))
  #checks = 0

  constructor(connection: ConnectionId) {
    super()
    this.connection = connection
    this.keeper = new Keeper(connection, () => this.#typed())
  }

  /** One that is gone on with where it was left. */
  static resumed(connection: ConnectionId, { id, left_at }: DraftView, typed: CreateTyped): CreateFlow {
    const flow = new CreateFlow(connection)
    flow.form = typed.form
    flow.parentText = typed.parent_text
    flow.keptFrom = left_at
    flow.keeper.resume(id, left_at)
    return flow
  }

  /** One of which the result is there: taken up after Orgdesk was closed, or after its screen was left. */
  static ended(connection: ConnectionId, form: CreateForm, result: CreateResultView): CreateFlow {
    const flow = new CreateFlow(connection)
    flow.form = { ...form, details: { ...form.details } }
    flow.#take(result)
    return flow
  }

  /** One that the user says was not created, to be reviewed once more. */
  static again(connection: ConnectionId, form: CreateForm, before: ReviewId): CreateFlow {
    const flow = new CreateFlow(connection)
    flow.form = { ...form, details: { ...form.details } }
    // As it stands it is kept with the write it is sent in place of.
    flow.#beginning = asText(flow.#asTyped())
    flow.insteadOf = before
    return flow
  }

  /** Whether anything is typed that is not sent. */
  get touched(): boolean {
    return this.#typed() !== null
  }

  /** Whether anything typed would be lost by leaving. */
  get unkept(): boolean {
    return this.touched && !this.keeper.isKept
  }

  /** The draft that stays when it is left. */
  get draft(): LeftDraft | null {
    const { connection, name } = this
    const { id } = this.keeper
    return id !== null && this.touched
      ? leftDraft(connection, { id, name, organization: null, undoes: null })
      : null
  }

  /**
   * Parts with the draft of what was typed since the result, which is the draft's alone from here on. None where nothing was typed,
   * or it could not be kept.
   */
  letDraftGo(): LeftDraft | null {
    const { draft } = this
    if (this.step !== 'result' || !draft || this.unkept) return null
    const sent = JSON.parse(this.#beginning) as CreateTyped
    this.form = sent.form
    this.parentText = sent.parent_text
    this.keeper.renew()
    return draft
  }

  /** Empties the form. */
  clear(): void {
    this.giveReviewUp()
    this.form = emptyForm()
    this.parentText = ''
  }

  /** The name as it stands, or as it was sent. */
  get name(): string {
    return this.form.name || (this.result?.name ?? '')
  }

  /** What did not happen where there is an error, as far as that is known. */
  get reassurance(): Reassurance | undefined {
    if (mayHaveWritten(this.error)) return undefined
    return this.sentBefore ? {} : { notDone: 'The organization was not created.' }
  }

  /** Whether something is on its way to the portal: what becomes of it is not known yet. */
  override get sending(): boolean {
    const { busy, result } = this
    const savesDetails = busy === 'look' && result?.details_left != null
    return busy === 'send' || busy === 'resolve' || savesDetails || this.savesWhatItFinds
  }

  /** Whether it is being looked for on the portal. */
  override get looking(): boolean {
    return this.busy === 'look' && this.result?.details_left == null
  }

  /** The write that is on its way, or whose result is there, and the name it was sent with. */
  get sentAs(): { review: ReviewId | undefined; name: string } {
    const { busy, review, result } = this
    return busy === 'send' || !result ? { review: review?.review, name: this.name } : result
  }

  /** The write whose result is here and is not settled. */
  get unsettled(): ReviewId | null {
    const { result } = this
    return result?.stays_open ? result.review : null
  }

  /** Its result is over: what was typed since, if anything, is all there is. */
  endResult(): void {
    this.giveReviewUp()
    this.review = null
    this.insteadOf = null
    this.result = null
    this.error = null
    this.sentBefore = false
    this.step = 'form'
  }

  /** Whether a look saves what waits as soon as it is known which one it is. */
  get wouldSaveWhatItFinds(): boolean {
    const { result } = this
    return (
      result !== null && !isKnown(result.outcome) && result.details_waiting > 0 && !result.of_another_user
    )
  }

  /** Whether it is being looked for, and what waits is saved as soon as it is found. */
  get savesWhatItFinds(): boolean {
    return this.looking && this.wouldSaveWhatItFinds
  }

  /** Sets a detail; an empty one is none. */
  setDetail(field: OrganizationField, value: string): void {
    if (value === '') Reflect.deleteProperty(this.form.details, field)
    else this.form.details[field] = value
  }

  addPlan(): void {
    this.form.plans.push({ plan: '', interval: 'none', start_date: '', end_date: '', partner: null })
  }

  removePlan(plan: PlanForm): void {
    this.form.plans = this.form.plans.filter((one) => one !== plan)
    void this.check()
  }

  /** Hears what should be read before going on. Problems are not shown before a review is asked for. */
  async check(): Promise<void> {
    const mine = (this.#checks += 1)
    const request = this.#request()
    const findings = await call('create_check', request).catch(() => null)
    if (!findings || mine !== this.#checks) return
    this.findings = findings
    this.standing.again(request.form, findings.problems)
  }

  /** Asks for the review: what will be done, to be read before it is done. */
  async toReview(): Promise<boolean> {
    return (await this.run('review', (isWanted) => this.#review(isWanted))) === 'done'
  }

  /** Back to the form, with all that was typed; to a field of it, where one is named. Not while it is sent or looked for. */
  toForm(field: string | null = null): void {
    // What is on its way cannot be typed over, and its result would come in the way.
    if (this.busy !== null && this.busy !== 'review') return
    this.giveReviewUp()
    this.beginsAt = field
    this.step = 'form'
    this.review = null
  }

  /** A result that is not settled, while something else is in front: one can go back to it and look again. */
  get openResult(): CreateResultView | null {
    return this.step !== 'result' && this.result && !isKnown(this.result.outcome) ? this.result : null
  }

  /** Back to the result that is not settled. */
  toResult(): void {
    if (this.busy || !this.openResult) return
    this.error = null
    this.step = 'result'
  }

  /** Goes to replace the sign-in; what was typed waits. */
  signIn(): void {
    this.giveReviewUp()
    // A result that is still open is come back to as it is.
    if (this.step !== 'result') this.toForm()
    this.error = null
    signInFor(this.connection, 'create', this)
  }

  /** Goes on as whoever the portal knows one as now, with a review that says so. */
  async goOnAs(): Promise<void> {
    await this.run('review', (isWanted) => goOnAs(this.connection, this.error, () => this.#review(isWanted)))
  }

  /** Sends what was reviewed. */
  async send(): Promise<boolean> {
    const review = this.review?.review
    if (review === undefined) return false
    return this.#finish('send', review, () => call('create_send', { connection: this.connection, review }))
  }

  /** Looks on the portal again for what became of it. */
  async lookAgain(): Promise<boolean> {
    const review = this.result?.review
    if (review === undefined) return false
    return this.#finish('look', review, () =>
      call('create_look_again', { connection: this.connection, review }),
    )
  }

  /** The user says that it was not created: asks for the review of another in its place. */
  async createAgain(before: ReviewId): Promise<boolean> {
    this.insteadOf = before
    return this.toReview()
  }

  /** Says which of those found is the one that was created. */
  async resolve(id: OrganizationId): Promise<boolean> {
    const review = this.result?.review
    if (review === undefined) return false
    this.picked = id
    return this.#finish('resolve', review, () =>
      call('create_resolve', { connection: this.connection, review, id }),
    )
  }

  async #review(isWanted: IsWanted): Promise<Take> {
    const typed = async () => {
      await this.keeper.settle()
      return this.#request()
    }
    const review = await reviewOf(isWanted, typed, (request) => call('create_review', request))
    return () => {
      this.review = review
      this.error = null
      this.step = 'review'
    }
  }

  /** What was sent is kept with its write, or is done. What was typed since is not, and stays as a draft. */
  #take(result: CreateResultView, typedSince = false): void {
    this.result = result
    for (const over of [this.insteadOf, result.review]) if (over) giveResultsUp(over)
    this.insteadOf = null
    this.sentBefore = !isKnown(result.outcome)
    this.error = null
    this.step = 'result'
    if (typedSince) return
    this.#beginning = asText(this.#asTyped())
    this.keptFrom = null
    this.keeper.sent()
  }

  async #finish(busy: Busy, review: ReviewId, work: () => Promise<CreateResultView>): Promise<boolean> {
    const hear = (steps: StepView[]) => (this.progress = steps)
    const typedSince = busy !== 'send' && this.touched
    const end = await this.run(busy, async () => {
      await carriedOut(review, hear, async () => this.#take(await work(), typedSince))
      return undefined
    })
    // What is wrong with a field is shown at the field.
    if (busy === 'send' && end === 'failed' && problemsOf(this.error).length > 0) this.toForm()
    return end === 'done'
  }

  #request() {
    const form = $state.snapshot(this.form)
    return {
      connection: this.connection,
      form,
      draft: this.keeper.id,
      ...(this.insteadOf && { instead_of: this.insteadOf }),
    }
  }

  #asTyped(): CreateTyped {
    return { form: $state.snapshot(this.form), parent_text: this.parentText }
  }

  #typed(): DraftForm | null {
    const typed = this.#asTyped()
    return asText(typed) === this.#beginning ? null : { kind: 'create', ...typed }
  }

  protected override get values(): CreateForm {
    return this.#request().form
  }

  protected override mayBeWritten(): void {
    this.sentBefore = true
  }
}

function asText(typed: CreateTyped): string {
  return JSON.stringify(typed)
}

/** A form with nothing in it. */
export function emptyForm(): CreateForm {
  return {
    name: '',
    description: '',
    parent_organization: '',
    skip_default_subscription: false,
    plans: [],
    details: {},
  }
}
