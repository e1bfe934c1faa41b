// Made from Rust: `cargo xtask bindings`. Not to be edited.

/**
 * Why two organizations may be the same.
 */
export type AlikeReason = { "kind": "same_name" } | { "kind": "same_core_name" } | { "kind": "same_words" } | { "kind": "alike_name", 
/**
 * How alike, from 90 to 99.
 */
percent: number, } | { "kind": "same_website", 
/**
 * The domain.
 */
domain: string, } | { "kind": "same_mail_domain", 
/**
 * The domain.
 */
domain: string, };

/**
 * What went wrong, with the facts one needs to say so and to go on.
 */
export type AppError = { "kind": "invalid", 
/**
 * One for each rule, in the order of the form.
 */
problems: Array<Finding>, } | { "kind": "not_sent", 
/**
 * How far it came.
 */
reason: NotSentReason, 
/**
 * The portal's host, with its port where that is not the usual one.
 */
host: string, } | { "kind": "refused", 
/**
 * 429, or 503 to a read.
 */
status: number, 
/**
 * Seconds after which the portal wants to be asked again, where it says so.
 */
retry_after_seconds: number | null, 
/**
 * The portal's words.
 */
said: SaidView, } | { "kind": "rejected", 
/**
 * The HTTP status.
 */
status: number, 
/**
 * The portal's words.
 */
said: SaidView, 
/**
 * The words that belong to a field of the form, tied to it.
 */
problems: Array<Finding>, 
/**
 * Where the portal wanted to send us, when it answered with a redirect (origin only). Never followed.
 */
redirect_to: string | null, } | { "kind": "unclear", 
/**
 * What was unclear.
 */
reason: UnclearReason, 
/**
 * The HTTP status, where one arrived.
 */
status: number | null, 
/**
 * What arrived.
 */
said: SaidView, } | { "kind": "not_shown", 
/**
 * Why not.
 */
why: NotShownReason, 
/**
 * The HTTP status, where one arrived.
 */
status: number | null, 
/**
 * The portal's words.
 */
said: SaidView, } | { "kind": "keyring", 
/**
 * Why.
 */
state: KeyringState, } | { "kind": "sign_in_needed", 
/**
 * The connection to sign in to.
 */
connection: ConnectionId, } | { "kind": "not_a_portal", 
/**
 * What was tried and what answered, in order.
 */
tried: Array<TriedView>, } | { "kind": "identity_changed", 
/**
 * Who it was.
 */
before: IdentityView, 
/**
 * Who it is now.
 */
now: IdentityView, } | { "kind": "name_appeared", 
/**
 * Those found now.
 */
found: Array<OrganizationRowView>, 
/**
 * Whether one was sent from here before to which no yes came: what appeared may have come of that.
 */
sent_before: boolean, } | { "kind": "gone", 
/**
 * What it was.
 */
what: Gone, } | { "kind": "local_data", 
/**
 * What was being done.
 */
during: LocalDataUse, 
/**
 * Why.
 */
problem: LocalDataProblem, 
/**
 * The damaged file that was set aside, where one was.
 */
set_aside?: SetAsideView, } | { "kind": "not_noted", 
/**
 * Why.
 */
problem: LocalDataProblem, } | { "kind": "practice" } | { "kind": "went_wrong", 
/**
 * Whether it is not known if something was written to the portal.
 */
may_have_written: boolean, } | { "kind": "internal" };

/**
 * A field of a likely duplicate.
 */
export type BesideCell = { 
/**
 * Its value; empty where it has none, and where it is not known.
 */
value: string, 
/**
 * How it compares.
 */
likeness: Likeness, };

/**
 * A field of all of them.
 */
export type BesideRow = { 
/**
 * The field's label.
 */
label: string, 
/**
 * What is about to be created has this; empty where it has nothing.
 */
new: string, 
/**
 * What the others have, in their order.
 */
others: Array<BesideCell>, };

/**
 * What was typed before, to be laid over what the portal holds now.
 */
export type CarryOverRequest = { 
/**
 * The connection it is for.
 */
connection: ConnectionId, 
/**
 * The organization.
 */
id: OrganizationId, 
/**
 * The fields as they were loaded; none where the portal did not let them be read.
 */
base: OrganizationFields | null, 
/**
 * The fields that were not shown then: what they held is not known.
 */
unread?: Array<OrganizationField>, 
/**
 * The fields as they were in the form.
 */
mine: OrganizationFields, 
/**
 * What was chosen of the fields that both had changed.
 */
chosen?: Array<ChosenField>, 
/**
 * The update that it undoes, where it does.
 */
undoes?: ReviewId, 
/**
 * The create whose details it saves, where it does.
 */
saves_details_of?: ReviewId, 
/**
 * Who loaded what it rests on.
 */
loaded_by?: LoadedBy, };

/**
 * A field that changes.
 */
export type ChangeRow = { 
/**
 * The field.
 */
field: OrganizationField, 
/**
 * Its label.
 */
label: string, 
/**
 * What it held; none where that is not known.
 */
old: string | null, 
/**
 * What it will hold; empty where it is cleared.
 */
new: string, };

/**
 * What was chosen of a field that both had changed, and between what.
 */
export type ChosenField = { 
/**
 * The field.
 */
field: OrganizationField, 
/**
 * As it was in the form.
 */
mine: string, 
/**
 * As the portal held it.
 */
theirs: string, 
/**
 * Which was chosen.
 */
side: Side, };

/**
 * A field that both changed, differently.
 */
export type CollisionRow = { 
/**
 * The field.
 */
field: OrganizationField, 
/**
 * Its label.
 */
label: string, 
/**
 * As it was loaded; none where that is not known.
 */
base: string | null, 
/**
 * As it is in the form.
 */
mine: string, 
/**
 * As the portal holds it now.
 */
theirs: string, 
/**
 * What was chosen before, where there is to choose between the same.
 */
chosen: Side | null, };

/**
 * Somebody else saved first.
 */
export type CollisionView = { 
/**
 * The organization as the portal holds it now: the new base of the form.
 */
theirs: OrganizationView, 
/**
 * What the form holds next: what only one side changed is in it; each field of `collisions` is to be chosen first.
 */
merged: OrganizationFields, 
/**
 * The fields both changed, differently.
 */
collisions: Array<CollisionRow>, 
/**
 * The fields that change without a choice.
 */
no_choice: Array<NoChoiceRow>, };

/**
 * The colours a connection can have. Practice has one of its own that no connection can have.
 */
export type Colour = "plum" | "rose" | "brick" | "ochre" | "moss" | "pine" | "slate" | "graphite";

/**
 * How wide the columns are, in CSS pixels. A column that is not named here is as wide as there is room for.
 */
export type ColumnWidths = { 
/**
 * The columns that were given a width.
 */
widths: { [key in ListColumn]?: number }, };

/**
 * How two values compare.
 */
export type Compared = "differs" | "not_read" | "same";

/**
 * A value that was sent, and the value the portal holds.
 */
export type ComparisonRow = { 
/**
 * The field's label.
 */
label: string, 
/**
 * What was sent; empty where nothing was.
 */
sent: string, 
/**
 * What the portal holds; none where it could not be read.
 */
held: string | null, 
/**
 * How the two compare.
 */
state: Compared, };

/**
 * To go on as another user or partner than before.
 */
export type ConfirmIdentityRequest = { 
/**
 * The connection.
 */
connection: ConnectionId, 
/**
 * Who the portal knows one as now, as it was shown.
 */
identity: IdentityView, };

/**
 * A form of a connection in a list.
 */
export type ConnectionDraftRowView = { 
/**
 * The draft.
 */
id: DraftId, 
/**
 * The connection it is the form of; none for a new one.
 */
connection: ConnectionId | null, 
/**
 * The connection's name as it is typed.
 */
name: string, 
/**
 * What is typed.
 */
what: ConnectionFormKind, 
/**
 * When it was left.
 */
left_at: Moment, };

/**
 * The forms of connections that are kept.
 */
export type ConnectionDraftsView = { 
/**
 * Those that are kept, the one left last first.
 */
drafts: Array<ConnectionDraftRowView>, 
/**
 * Those discarded since Orgdesk was opened, the last first. They can be put back until it closes.
 */
discarded: Array<ConnectionDraftRowView>, };

/**
 * To change a connection's name and colour.
 */
export type ConnectionEditRequest = { 
/**
 * The connection.
 */
id: ConnectionId, 
/**
 * "Connection name".
 */
name: string, 
/**
 * "Colour".
 */
colour: Colour, 
/**
 * The draft the form is kept as, which goes once it is saved.
 */
draft: DraftId | null, };

/**
 * Which form of a connection is typed in.
 */
export type ConnectionFormKind = "new" | "sign_in" | "name_and_colour";

/**
 * A connection's own id on this computer.
 */
export type ConnectionId = string;

/**
 * To save a tested sign-in as a connection.
 */
export type ConnectionSaveRequest = { 
/**
 * The tested sign-in.
 */
ticket: Ticket, 
/**
 * "Connection name".
 */
name: string, 
/**
 * "Colour".
 */
colour: Colour, 
/**
 * Where to keep the sign-in.
 */
keep: KeptSignIn, 
/**
 * The draft the form is kept as, which goes once it is saved.
 */
draft: DraftId | null, };

/**
 * To test a sign-in. The only request, with the one-time password's, that carries a secret.
 */
export type ConnectionTestRequest = { 
/**
 * The connection whose sign-in is to be replaced; none for a new connection.
 */
replaces: ConnectionId | null, 
/**
 * "Connection name".
 */
name: string, 
/**
 * "Portal address".
 */
address: string, 
/**
 * How to sign in.
 */
sign_in: SignInRequest, };

/**
 * What a test of a sign-in came to.
 */
export type ConnectionTestView = { "state": "one_time_password_needed", 
/**
 * To be given with it.
 */
ticket: Ticket, } | { "state": "accepted", 
/**
 * To be given to save it.
 */
ticket: Ticket, 
/**
 * Who one is.
 */
identity: IdentityView, 
/**
 * The address that answered; it may have `/API` or `/api` added.
 */
address: string, 
/**
 * Its host.
 */
host: string, 
/**
 * Whether the address that answered is another than the one given.
 */
address_completed: boolean, 
/**
 * Whether the connection is encrypted and the certificate was checked (false for loopback over http).
 */
encrypted: boolean, 
/**
 * How long the portal took, in milliseconds.
 */
elapsed_ms: number, 
/**
 * Who one was before, where a sign-in is replaced by one of another user or partner.
 */
identity_before: IdentityView | null, };

/**
 * A connection as it is typed, without its token, key or password.
 */
export type ConnectionTyped = { 
/**
 * "Connection name".
 */
name: string, 
/**
 * "Colour".
 */
colour: Colour, 
/**
 * "Portal address".
 */
address: string, 
/**
 * How one signs in.
 */
method: SignInMethod, 
/**
 * "Username".
 */
username: string, };

/**
 * A connection as it is shown.
 */
export type ConnectionView = { 
/**
 * Its id.
 */
id: ConnectionId, 
/**
 * The name the user gave it.
 */
name: string, 
/**
 * One or two letters for its tile.
 */
letters: string, 
/**
 * Its colour; the practice portal's is decided by `practice`.
 */
colour: Colour, 
/**
 * The portal's address, with its path.
 */
address: string, 
/**
 * The portal's host.
 */
host: string, 
/**
 * Whether this is the practice portal on this computer.
 */
practice: boolean, 
/**
 * Who one was when it last answered.
 */
identity: IdentityView, 
/**
 * How one signs in.
 */
method: SignInMethod, 
/**
 * Where the sign-in is kept.
 */
kept: KeptSignIn, };

/**
 * All connections, by name.
 */
export type ConnectionsView = { 
/**
 * The connections of the local data; the practice portal is not among them.
 */
connections: Array<ConnectionView>, 
/**
 * The one last opened, to be opened at start.
 */
last_opened: ConnectionId | null, 
/**
 * How many more are kept and cannot be read: a later version may have written them. They stay as they are.
 */
unread: number, 
/**
 * How many writes are not settled, of each connection that has some, whether or not it is open. None where that cannot be
 * counted.
 */
open_operations: Array<OpenCountView> | null, };

/**
 * What the rules say about a form of a new organization.
 */
export type CreateFindings = { 
/**
 * What stands in the way of a review. Shown on "Review", not while typing.
 */
problems: Array<Finding>, 
/**
 * What should be read before going on. Shown at once.
 */
warnings: Array<Finding>, 
/**
 * For each plan, when it will end, in words; none where that is not known.
 */
plan_ends: Array<string | null>, 
/**
 * How many of the 13 details are filled in.
 */
details_filled: number, };

/**
 * "New organization" as typed.
 */
export type CreateForm = { 
/**
 * "Organization name".
 */
name: string, 
/**
 * "Description".
 */
description: string, 
/**
 * "Parent organization": the id of the one chosen or pasted; any other text is a problem.
 */
parent_organization: string, 
/**
 * "Skip default subscription".
 */
skip_default_subscription: boolean, 
/**
 * The plans, in order.
 */
plans: Array<PlanForm>, 
/**
 * "Details": what is filled in of the update's fields. `name` and `description` are not details.
 */
details: { [key in OrganizationField]?: string }, };

/**
 * A form of a new organization, on a connection.
 */
export type CreateFormRequest = { 
/**
 * The connection it is for.
 */
connection: ConnectionId, 
/**
 * The form.
 */
form: CreateForm, 
/**
 * A create of unknown outcome that the user says was not created: this one is sent in its place.
 */
instead_of?: ReviewId, 
/**
 * The draft it is kept as, which goes once it is sent.
 */
draft: DraftId | null, };

/**
 * How a create ended.
 */
export type CreateOutcome = "created" | "details_not_saved" | "details_unclear" | "not_read_back" | "not_listed" | "not_found" | "several_found" | "cannot_look";

/**
 * How a create ended.
 */
export type CreateResultView = { 
/**
 * How it ended.
 */
outcome: CreateOutcome, 
/**
 * The write it was, for "Look again" and for saying which one it is.
 */
review: ReviewId, 
/**
 * The name that was sent.
 */
name: string, 
/**
 * The organization's id, where it is known.
 */
id: OrganizationId | null, 
/**
 * Whether the portal's answer to the create was lost, and the organization was found by reading.
 */
answer_lost: boolean, 
/**
 * How many organizations of this name the portal lists now, this one among them; none where it was not looked for,
 * or did not list all.
 */
of_this_name: number | null, 
/**
 * Why the portal could not be read, where it could not: to look for the organization, or to read it back.
 */
not_read: AppError | null, 
/**
 * What happened, in order.
 */
steps: Array<StepView>, 
/**
 * What was sent beside what the portal holds; differing rows first.
 */
comparison: Array<ComparisonRow>, 
/**
 * What the portal holds differently or ignored, in words.
 */
notices: Array<NoticeView>, 
/**
 * Those found that may be the one, where several are.
 */
candidates: Array<OrganizationRowView>, 
/**
 * What was sent beside what the portal holds of each of them, in their order; fields that are empty everywhere are left out.
 */
candidates_beside: Array<BesideRow>, 
/**
 * What was sent, to the letter, in order; what was kept back is not among it.
 */
requests: Array<RequestView>, 
/**
 * Where it was written.
 */
destination: DestinationView, 
/**
 * The details that were to be saved and are not, with what went wrong.
 */
details_left: DetailsLeftView | null, 
/**
 * Whether no yes came to the details, and reading back shows that the portal holds all of them.
 */
details_found: boolean, 
/**
 * Whether the user may say that it was not created, and create another in its place.
 */
can_be_created_again: boolean, 
/**
 * Whether it waits under "Needs you" to be looked at again.
 */
stays_open: boolean, 
/**
 * How many details wait to be saved until it is known which one it is.
 */
details_waiting: number, 
/**
 * Whether another user began it: then its details are saved in the form, and what looks empty may only not be shown.
 */
of_another_user: boolean, };

/**
 * What will be done, to be read before it is done.
 */
export type CreateReviewView = { 
/**
 * To be given to carry it out.
 */
review: ReviewId, 
/**
 * Where it will be written.
 */
destination: DestinationView, 
/**
 * The name that will be created.
 */
name: string, 
/**
 * Organizations of the same name that are on the portal already.
 */
same_name: Array<OrganizationRowView>, 
/**
 * Others that may be the same organization, those of the same name among them.
 */
alike: LikelyDuplicatesView, 
/**
 * Whether one of this name was sent before and nobody knows what became of it: it may appear yet, and this would be
 * a second one.
 */
unresolved: boolean, 
/**
 * Whether it is created in place of one that the user says was not created: that one is settled once this is sent.
 */
instead: boolean, 
/**
 * When the portal was asked for them.
 */
looked_at: Moment, 
/**
 * What will be done, in words, in order.
 */
steps: Array<ReviewStepView>, 
/**
 * What will be sent, to the letter, in order.
 */
requests: Array<RequestView>, };

/**
 * "New organization", as it is typed.
 */
export type CreateTyped = { 
/**
 * The form.
 */
form: CreateForm, 
/**
 * What stands in the field of the parent: the name of the one chosen, or what was typed.
 */
parent_text: string, };

/**
 * Where a write goes.
 */
export type DestinationView = { 
/**
 * The connection's name.
 */
connection: string, 
/**
 * The portal's host.
 */
host: string, 
/**
 * The user it is written as.
 */
username: string, 
/**
 * That user's partner organization.
 */
partner: string | null, 
/**
 * Whether it is the practice portal.
 */
practice: boolean, };

/**
 * Details that were to be saved after a create and are not, or nobody knows whether they are.
 */
export type DetailsLeftView = { 
/**
 * The fields as they were to be saved.
 */
fields: OrganizationFields, 
/**
 * What went wrong.
 */
error: AppError, 
/**
 * Whether they may be saved as they are, once the way is free; else they are changed first.
 */
can_be_saved_as_they_are: boolean, 
/**
 * Whether the portal said no to them, and holds some of them all the same, or others in their place.
 */
is_in_part: boolean, 
/**
 * Whether the portal shows something else in the place of some of them, be it the same in its own way.
 */
others_are_there: boolean, };

/**
 * What is typed, to the letter: nothing of it has been looked at by a rule.
 */
export type DraftForm = { "kind": "create" } & CreateTyped | { "kind": "update" } & UpdateTyped | { "kind": "connection" } & ConnectionTyped | { "kind": "name_and_colour" } & NameAndColourTyped;

/**
 * A draft.
 */
export type DraftId = string;

/**
 * To keep a form as it is typed now.
 */
export type DraftKeepRequest = { 
/**
 * The draft it is kept as; none where it is not kept yet.
 */
id: DraftId | null, 
/**
 * The connection it is typed for; none for a new connection.
 */
connection: ConnectionId | null, 
/**
 * The form; none where it equals its beginning, so that there is nothing to keep.
 */
form: DraftForm | null, };

/**
 * A form is kept.
 */
export type DraftKeptView = { 
/**
 * The draft it is kept as from here on.
 */
id: DraftId, 
/**
 * When.
 */
at: Moment, };

/**
 * To open a draft.
 */
export type DraftOpenRequest = { 
/**
 * The connection it was typed for; none for a new connection.
 */
connection: ConnectionId | null, 
/**
 * Which one.
 */
which: WhichDraft, };

/**
 * One draft.
 */
export type DraftRequest = { 
/**
 * The connection it was typed for; none for a new connection.
 */
connection: ConnectionId | null, 
/**
 * The draft.
 */
id: DraftId, };

/**
 * A draft in a list.
 */
export type DraftRowView = { 
/**
 * The draft.
 */
id: DraftId, 
/**
 * The organization's name; empty where none is typed yet.
 */
name: string, 
/**
 * The organization that is changed; none for a new one.
 */
organization: OrganizationId | null, 
/**
 * The update that is undone, where that is what is typed.
 */
undoes: ReviewId | null, 
/**
 * When it was left.
 */
left_at: Moment, 
/**
 * Where and as whom it was typed, where that is another than now: it is not one's own.
 */
elsewhere: TypedElsewhereView | null, };

/**
 * A draft with all that is typed in it.
 */
export type DraftView = { 
/**
 * The draft.
 */
id: DraftId, 
/**
 * When it was left.
 */
left_at: Moment, 
/**
 * What is typed.
 */
form: DraftForm, };

/**
 * The forms of organizations that are kept for a connection.
 */
export type DraftsView = { 
/**
 * Those that are kept, the one left last first.
 */
drafts: Array<DraftRowView>, 
/**
 * Those discarded since Orgdesk was opened, the last first. They can be put back until it closes.
 */
discarded: Array<DraftRowView>, };

/**
 * What the file holds.
 */
export type ExportFormat = "csv" | "json";

/**
 * A label and its value.
 */
export type FactView = { 
/**
 * The label.
 */
label: string, 
/**
 * The value.
 */
value: string, 
/**
 * Whether the label is a code of the API, shown in the code face.
 */
code: boolean, };

/**
 * A sentence about a field, or about the form as a whole.
 */
export type Finding = { 
/**
 * The form's field, such as `name`, `plans.0.end_date` or `details.country`; none for the form as a whole.
 */
field: string | null, 
/**
 * What to do, as a sentence.
 */
message: string, };

/**
 * What the UI says of its first screen.
 */
export type FirstScreen = "painted" | "hidden" | "visible";

/**
 * What is no longer there.
 */
export type Gone = "tested_sign_in" | "reviewed_write" | "open_write" | "connection" | "session" | "operation" | "undo" | "draft";

/**
 * A header of a request.
 */
export type HeaderView = { name: string, value: string, };

/**
 * A connection the history knows, whether or not it is still there.
 */
export type HistoryConnectionView = { 
/**
 * The connection.
 */
id: ConnectionId, 
/**
 * What it was called last.
 */
name: string, 
/**
 * Where it led.
 */
host: string, };

/**
 * Days of this computer's time zone.
 */
export type HistoryDates = { "days": "any" } | { "days": "today" } | { "days": "last_7" } | { "days": "last_30" } | { "days": "between", 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, };

/**
 * What to export.
 */
export type HistoryExportRequest = { 
/**
 * What is wanted.
 */
filter: HistoryFilter, 
/**
 * As what.
 */
format: ExportFormat, };

/**
 * What was exported.
 */
export type HistoryExportView = { 
/**
 * The whole name of the file; none where it was stopped, and there is none.
 */
file: string | null, 
/**
 * How many operations are in it.
 */
operations: number, 
/**
 * How many that the filter shows are not in it: they cannot be read, such as those of a later version.
 */
unread: number, };

/**
 * A value before an operation and after it.
 */
export type HistoryFieldRow = { 
/**
 * The field; none for a plan or the organization above.
 */
field: OrganizationField | null, 
/**
 * Its label.
 */
label: string, 
/**
 * What was there; none where that is not known.
 */
before: string | null, 
/**
 * What was sent.
 */
sent: string, 
/**
 * What the portal held when it was read back; none where it was not read.
 */
after: string | null, 
/**
 * How the two compare.
 */
state: Compared, 
/**
 * Whether the operation changed it.
 */
changed: boolean, };

/**
 * What of the history is wanted: all of its parts must be true of an operation.
 */
export type HistoryFilter = { 
/**
 * What was typed: each word is the beginning of a word of the operation.
 */
text: string, 
/**
 * How it ended; any where there is none.
 */
outcomes: Array<OperationOutcome>, 
/**
 * What it was; any where there is none.
 */
kinds: Array<HistoryKind>, 
/**
 * Where it was written.
 */
connection: ConnectionId | null, 
/**
 * What it was about.
 */
organization: OrganizationId | null, 
/**
 * When it began.
 */
dates: HistoryDates, 
/**
 * What was written to the practice portal, or all else: the two never stand in one list.
 */
practice: boolean, };

/**
 * For how long the history is kept, and what another time would come to.
 */
export type HistoryKeepView = { 
/**
 * For how long.
 */
keep: KeepTime, 
/**
 * How many operations are older than that; they are dropped.
 */
older: number, };

/**
 * What an operation was.
 */
export type HistoryKind = "create" | "update" | "undo";

/**
 * Another operation.
 */
export type HistoryLink = { 
/**
 * The operation.
 */
operation: ReviewId, 
/**
 * When it began.
 */
began: Moment, };

/**
 * An operation as it is opened from the history.
 */
export type HistoryOperationView = { 
/**
 * Its row.
 */
row: HistoryRowView, 
/**
 * The portal's host.
 */
host: string, 
/**
 * Who it was written as.
 */
identity: IdentityView, 
/**
 * Whether it was written to the practice portal.
 */
practice: boolean, 
/**
 * When it ended; none where something is still to be found out or done.
 */
ended: Moment | null, 
/**
 * How long that was, in milliseconds; none where it has not ended, or the clock was put back meanwhile.
 */
took_ms: number | null, 
/**
 * Fields, before and after; those that changed first.
 */
fields: Array<HistoryFieldRow>, 
/**
 * What happened, in order.
 */
steps: Array<StepView>, 
/**
 * What was sent, to the letter.
 */
requests: Array<RequestView>, 
/**
 * What went wrong, with all that the portal said.
 */
error: AppError | null, 
/**
 * The update it undoes, where the history still has it.
 */
undoes: HistoryLink | null, 
/**
 * The update that undid it.
 */
undone_by: HistoryLink | null, 
/**
 * Whether it can be undone now, or why not.
 */
undo: UndoState, };

/**
 * A page of the history.
 */
export type HistoryPageRequest = { 
/**
 * What is wanted.
 */
filter: HistoryFilter, 
/**
 * The place of the last row that is there; none for the newest.
 */
before: number | null, };

/**
 * A page of the history, newest first.
 */
export type HistoryPageView = { 
/**
 * The rows.
 */
rows: Array<HistoryRowView>, 
/**
 * To be given for the page after this one; none where there is none.
 */
next: number | null, 
/**
 * How many there are in all; on the first page alone.
 */
total: number | null, 
/**
 * Whether `total` is all of them, and not just as far as was counted.
 */
counted: boolean, 
/**
 * Rows of this page that cannot be read, such as a later version's.
 */
unread: number, };

/**
 * An operation, asked for by its id.
 */
export type HistoryRequest = { 
/**
 * The operation.
 */
operation: ReviewId, 
/**
 * The connection in front; none where none is open.
 */
front: ConnectionId | null, };

/**
 * A row of the history.
 */
export type HistoryRowView = { 
/**
 * The operation.
 */
id: ReviewId, 
/**
 * What it was.
 */
kind: HistoryKind, 
/**
 * How it ended.
 */
outcome: OperationOutcome, 
/**
 * The organization's name, as it was called then.
 */
name: string, 
/**
 * The organization, where it is known.
 */
organization: OrganizationId | null, 
/**
 * When it began.
 */
began: Moment, 
/**
 * Where it was written.
 */
connection: ConnectionId, 
/**
 * What that was called then.
 */
connection_name: string, 
/**
 * The fields of an update that were changed.
 */
changed: Array<OrganizationField>, 
/**
 * The fields in which the portal holds something else than was sent.
 */
differing: Array<OrganizationField>, 
/**
 * The fields that an undo puts back: they may be some of those that the update changed, and it may change others as well.
 */
puts_back: Array<OrganizationField>, 
/**
 * Whether an undo put back all of that, as far as is known. False for all else.
 */
has_put_back: boolean, 
/**
 * How many details a create had.
 */
details: number, 
/**
 * The plans it had.
 */
plans: Array<string>, 
/**
 * What went wrong; without the portal's answer as it arrived.
 */
error: AppError | null, 
/**
 * Whether it was undone, be it in some of its fields, and that was not undone in turn.
 */
undone: boolean, };

/**
 * Who one is on a portal (`GET /v2/user/me`; vendor's documentation).
 */
export type IdentityView = { 
/**
 * The portal's id of the user, where it gives one.
 */
id: string | null, 
/**
 * The user's name on the portal.
 */
username: string, 
/**
 * Mail address.
 */
email: string | null, 
/**
 * Role.
 */
role: string | null, 
/**
 * The partner organization one belongs to.
 */
partner: string | null, 
/**
 * That organization's id.
 */
partner_id: string | null, };

/**
 * How often a plan is billed. `none` stands in the seed page, the others in the vendor's documentation.
 */
export type Interval = "none" | "monthly" | "yearly";

/**
 * For how long the history is kept.
 */
export type KeepTime = "month" | "quarter" | "year" | "three_years" | "forever";

/**
 * Where a sign-in is kept.
 */
export type KeptSignIn = "keyring" | "this_run";

/**
 * Whether the computer's keyring can be used.
 */
export type KeyringState = "ready" | "locked" | "absent" | "refused";

/**
 * One that may be the same organization.
 */
export type LikelyDuplicateView = { 
/**
 * Where it is.
 */
place: LikelyWhere, 
/**
 * Its name.
 */
name: string, 
/**
 * Why it may be the same, the strongest first.
 */
reasons: Array<AlikeReason>, };

/**
 * Likely duplicates, beside what is about to be created.
 */
export type LikelyDuplicatesView = { 
/**
 * The likeliest first, 20 at most.
 */
found: Array<LikelyDuplicateView>, 
/**
 * How many more there are.
 */
more: number, 
/**
 * The fields side by side; those that are empty everywhere are left out.
 */
beside: Array<BesideRow>, 
/**
 * What could not be looked at, a sentence each.
 */
not_looked_at: Array<string>, };

/**
 * Where a likely duplicate is.
 */
export type LikelyWhere = { "kind": "on_the_portal", 
/**
 * Its id.
 */
id: OrganizationId, 
/**
 * When it was last changed, as the portal says it.
 */
changed: string | null, 
/**
 * When it was seen, where it was seen before this review and could not be looked at again.
 */
seen_before: Moment | null, } | { "kind": "not_settled", 
/**
 * The write.
 */
review: ReviewId, 
/**
 * Whether it is on its way just now.
 */
underway: boolean, };

/**
 * How two values compare.
 */
export type Likeness = "same" | "alike" | "other" | "not_known";

/**
 * A column of the list of organizations.
 */
export type ListColumn = "name" | "company" | "city" | "country" | "contact" | "status" | "changed";

/**
 * Who loaded what is changed, seen from who saves it.
 */
export type LoadedBy = "oneself" | "laid_over" | "another";

/**
 * Why the local data cannot be used.
 */
export type LocalDataProblem = "newer" | "in_use" | "full" | "not_writable" | "replaced" | "damaged" | "failed";

/**
 * What was being done with the local data.
 */
export type LocalDataUse = "opening" | "reading" | "writing" | "exporting";

/**
 * The same, on a connection that is not in front.
 */
export type LookedElsewhereView = { 
/**
 * The connection.
 */
connection: ConnectionId, 
/**
 * What stays open.
 */
open: Array<OpenOperationView>, 
/**
 * What turned out to be done, and is open no more.
 */
settled: Array<SettledView>, };

/**
 * What the portal holds of a write that is not settled.
 */
export type LookedFound = { "kind": "none_new" } | { "kind": "several", 
/**
 * Which: of any other the user has not heard.
 */
ids: Array<OrganizationId>, } | { "kind": "details_missing", 
/**
 * Those that are not as they were asked for, or that the portal does not show.
 */
differs: Array<ComparisonRow>, } | { "kind": "as_before" } | { "kind": "otherwise", 
/**
 * The fields that are not as they were sent, or that the portal does not show.
 */
differs: Array<ComparisonRow>, 
/**
 * Whether it was seen that it is not all as it was before either.
 */
is_neither: boolean, } | { "kind": "not_shown", 
/**
 * The labels of the fields it does not show.
 */
fields: Array<string>, } | { "kind": "not_read", 
/**
 * Why.
 */
error: AppError, };

/**
 * What looking at all that is open came to.
 */
export type LookedOverView = { 
/**
 * What stays open.
 */
open: Array<OpenOperationView>, 
/**
 * What turned out to be done, and is open no more.
 */
settled: Array<SettledView>, };

/**
 * What a look on the portal found, without sending anything.
 */
export type LookedView = { 
/**
 * When it was looked at.
 */
at: Moment, 
/**
 * What the portal holds.
 */
found: LookedFound, };

/**
 * A point in time, as RFC 3339 in UTC. The UI shows it in the user's own time zone.
 */
export type Moment = string;

/**
 * The name and the colour of a connection, as they are typed.
 */
export type NameAndColourTyped = { 
/**
 * "Connection name".
 */
name: string, 
/**
 * "Colour".
 */
colour: Colour, };

/**
 * A field that changes without a choice: only one side changed it, or both alike.
 */
export type NoChoiceRow = { 
/**
 * The field.
 */
field: OrganizationField, 
/**
 * Its label.
 */
label: string, 
/**
 * As it was loaded; none where that is not known.
 */
before: string | null, 
/**
 * As it is in the form; none where I left it as it was.
 */
mine: string | null, 
/**
 * As the portal holds it now; none where they left it as it was.
 */
theirs: string | null, 
/**
 * What it will hold; empty where it is cleared.
 */
will_be: string, };

/**
 * How far a request came that did not leave.
 */
export type NotSentReason = "name_not_found" | "no_connection" | "connect_timeout" | "certificate" | "proxy" | "request" | "setup";

/**
 * Why an organization is not shown.
 */
export type NotShownReason = "forbidden" | "unreadable";

/**
 * Something to read after a write.
 */
export type NoticeView = { 
/**
 * Its head.
 */
title: string, 
/**
 * A sentence or two.
 */
text: string, };

/**
 * The one-time password the portal asked for.
 */
export type OneTimePasswordRequest = { 
/**
 * The sign-in that waits for it.
 */
ticket: Ticket, 
/**
 * "One-time password".
 */
one_time_password: SecretText, };

/**
 * How many writes to a connection are not settled.
 */
export type OpenCountView = { 
/**
 * The connection.
 */
connection: ConnectionId, 
/**
 * How many: at least one.
 */
count: number, };

/**
 * A new organization of which nobody knows yet what became.
 */
export type OpenCreate = { 
/**
 * As it was typed.
 */
form: CreateForm, 
/**
 * How many details wait to be saved until it is known which one it is.
 */
details_waiting: number, 
/**
 * What is known of them.
 */
details: OpenDetails, 
/**
 * The details, where the portal, or what it holds or may hold, stands in the way of them as they are: they can be changed first.
 */
details_to_change: OrganizationFields | null, 
/**
 * Whether that leads further than saving them as they are: a part of them is there already, or another user may be shown others.
 */
details_are_changed_first: boolean, 
/**
 * Whether the portal said that it created it: then creating it again would make a second one.
 */
was_created: boolean, 
/**
 * Whether the user may say that it was not created, and create another in its place.
 */
can_be_created_again: boolean, 
/**
 * Its id, where it is known and only its details are open.
 */
id: OrganizationId | null, };

/**
 * What is known of the details of a create that is not settled.
 */
export type OpenDetails = "not_saved" | "in_part" | "not_known" | "saved";

/**
 * A write of which nobody knows yet what became.
 */
export type OpenOperationView = { 
/**
 * The write it was.
 */
review: ReviewId, 
/**
 * The organization's name.
 */
name: string, 
/**
 * When it began.
 */
sent_at: Moment | null, 
/**
 * Who it was made as, where that is not who one is now: it is not looked for or gone on with until the user says so.
 */
made_as: IdentityView | null, 
/**
 * The host it was sent to, where the connection leads elsewhere now: it cannot be looked for there.
 */
made_at: string | null, 
/**
 * Whether it is a create that is being looked for just now: nothing else is done with it until that is over.
 */
being_looked_for: boolean, 
/**
 * What the last look by itself found; none before it.
 */
looked: LookedView | null, 
/**
 * What was written.
 */
work: OpenWork, };

/**
 * Changes of which nobody knows yet whether they were saved.
 */
export type OpenUpdate = { 
/**
 * The organization.
 */
id: OrganizationId, 
/**
 * As it was loaded; none where the portal did not let it be read.
 */
base: OrganizationFields | null, 
/**
 * The fields that were not in the answer when it was loaded.
 */
unread: Array<OrganizationField>, 
/**
 * As it was edited.
 */
mine: OrganizationFields, 
/**
 * Whether the portal said that it saved them: then they have only not been read back.
 */
was_saved: boolean, 
/**
 * Whether the portal said no to them, and was seen to hold some of them all the same, or others in their place.
 */
is_in_part: boolean, 
/**
 * Whether the portal holds what it held before, so that the changes may be saved again.
 */
can_be_saved_again: boolean, 
/**
 * The update it undoes: what is saved again does so as well.
 */
undoes: ReviewId | null, 
/**
 * The create whose details it saves.
 */
saves_details_of: ReviewId | null, 
/**
 * Who loaded what it rests on.
 */
loaded_by: LoadedBy, };

/**
 * What was written.
 */
export type OpenWork = { "kind": "create" } & OpenCreate | { "kind": "update" } & OpenUpdate | { "kind": "unread" };

/**
 * How an operation ended.
 */
export type OperationOutcome = "done" | "done_not_read" | "differs" | "details_left" | "details_not_known" | "rejected" | "not_sent" | "not_known" | "settled";

/**
 * What the UI hears while an operation runs: its steps so far.
 */
export type OperationProgress = { 
/**
 * The reviewed write that is being carried out.
 */
review: ReviewId, 
/**
 * All steps so far, in order.
 */
steps: Array<StepView>, 
/**
 * Whether what came of it could not be noted on this computer.
 */
unnoted: boolean, };

/**
 * One of the 15 fields an update can change, in the order of its seed page.
 */
export type OrganizationField = "name" | "company_name" | "description" | "address" | "city" | "state" | "zipcode" | "country" | "phone" | "website" | "email" | "contact_name" | "contact_title" | "contact_phone" | "contact_email";

/**
 * The 15 fields of an organization. All are plain strings; what is absent or null is empty.
 *
 * No length, format or list of countries is documented for any of them.
 */
export type OrganizationFields = { 
/**
 *The organization's name. Required.
 */
name: string, 
/**
 *The organization's company name. Required by an update.
 */
company_name: string, 
/**
 *The organization's description.
 */
description: string, 
/**
 *The organization's address.
 */
address: string, 
/**
 *The organization's city.
 */
city: string, 
/**
 *The organization's state.
 */
state: string, 
/**
 *The organization's zip code.
 */
zipcode: string, 
/**
 *The organization's country.
 */
country: string, 
/**
 *The organization's phone number.
 */
phone: string, 
/**
 *The organization's website.
 */
website: string, 
/**
 *The organization's email.
 */
email: string, 
/**
 *The primary contact person's name.
 */
contact_name: string, 
/**
 *The primary contact person's title.
 */
contact_title: string, 
/**
 *The primary contact person's phone number.
 */
contact_phone: string, 
/**
 *The primary contact person's email.
 */
contact_email: string, };

/**
 * An organization's id: a UUID (seed page of create, `parent_organization`).
 */
export type OrganizationId = string;

/**
 * One organization of a connection.
 */
export type OrganizationRequest = { 
/**
 * The connection.
 */
connection: ConnectionId, 
/**
 * The organization's id, as text: it may have been pasted.
 */
id: string, };

/**
 * A row of the list.
 */
export type OrganizationRowView = { id: OrganizationId, name: string, company_name: string, city: string, country: string, contact_name: string, status: OrganizationStatus, 
/**
 * When it was last changed, as the portal says it.
 */
changed: string | null, };

/**
 * What a row says about an organization.
 */
export type OrganizationStatus = "complete" | "incomplete" | "read_only" | "not_said";

/**
 * One organization as the portal holds it.
 */
export type OrganizationView = { 
/**
 * Its id.
 */
id: OrganizationId, 
/**
 * The 15 fields of an update.
 */
fields: OrganizationFields, 
/**
 * Fields the answer did not carry at all: what the portal holds there is not known.
 */
unread: Array<OrganizationField>, 
/**
 * The organization above it, where the portal says so.
 */
parent: ParentView | null, 
/**
 * Whether the portal lets this user edit it; true where it does not say.
 */
can_edit: boolean, 
/**
 * Details that are printed in PCI reports and are empty.
 */
missing: Array<OrganizationField>, 
/**
 * What a row says about it.
 */
status: OrganizationStatus, 
/**
 * As the portal says it.
 */
created: string | null, 
/**
 * As the portal says it.
 */
changed: string | null, 
/**
 * When it was read.
 */
read_at: Moment, };

/**
 * A page of the list.
 */
export type OrganizationsPageView = { 
/**
 * The rows, in the portal's order.
 */
rows: Array<OrganizationRowView>, 
/**
 * How many there are in all, where the portal says so.
 */
total: number | null, 
/**
 * Which page this is, from 1.
 */
page: number, 
/**
 * Whether there may be more after it.
 */
more: boolean, 
/**
 * Entries of the answer that could not be read, or cannot be shown: the portal gave more than it was asked for, and
 * more than on its first page.
 */
skipped: number, 
/**
 * When it was read.
 */
read_at: Moment, };

/**
 * A page of the list.
 */
export type OrganizationsRequest = { 
/**
 * The connection.
 */
connection: ConnectionId, 
/**
 * "Search": a part of the name; empty for all.
 */
search: string, 
/**
 * From 1.
 */
page: number, 
/**
 * How many at the most; the portal may give fewer.
 */
per_page: number, };

/**
 * The organization above another.
 */
export type ParentView = { 
/**
 * Its id, where the portal gives it.
 */
id: OrganizationId | null, 
/**
 * Its name, where the portal gives it.
 */
name: string | null, };

/**
 * One plan as typed.
 */
export type PlanForm = { 
/**
 * "Plan code".
 */
plan: string, 
/**
 * "Billing interval".
 */
interval: Interval, 
/**
 * "Start date" as `YYYY-MM-DD`, or empty.
 */
start_date: string, 
/**
 * "End date" as `YYYY-MM-DD`, or empty for automatic.
 */
end_date: string, 
/**
 * "Partner plan", or none where the user has not touched it: then it is not sent.
 */
partner: boolean | null, };

/**
 * The fields that were read back with another value than the one sent.
 */
export type PrevailedView = { 
/**
 * They hold a value that was neither sent nor there before: somebody saved right after, or the portal changed it.
 */
another: Array<OrganizationField>, 
/**
 * They hold what they held before, as if nothing had been sent for them.
 */
as_before: Array<OrganizationField>, };

/**
 * What goes with a connection.
 */
export type RemovalView = { 
/**
 * Writes to it that are not settled: they are looked for no further.
 */
open_operations: number, 
/**
 * Drafts that were typed for it.
 */
drafts: number, };

/**
 * A request, to the letter, with variables in place of the secrets.
 */
export type RequestView = { 
/**
 * What it does, such as "create".
 */
title: string, 
/**
 * The HTTP method.
 */
method: string, 
/**
 * The path on the portal.
 */
path: string, 
/**
 * The headers that matter, in order.
 */
headers: Array<HeaderView>, 
/**
 * The body, as indented JSON.
 */
body: string, 
/**
 * The same as a line for a POSIX shell.
 */
curl: string, };

/**
 * To say which of the organizations found is the one that was created.
 */
export type ResolveRequest = { 
/**
 * The connection it was sent to.
 */
connection: ConnectionId, 
/**
 * The write of unknown outcome.
 */
review: ReviewId, 
/**
 * The one it is.
 */
id: OrganizationId, };

/**
 * A reviewed write.
 */
export type ReviewId = string;

/**
 * One thing that will be done, in words.
 */
export type ReviewStepView = { 
/**
 * Such as "Create the organization".
 */
title: string, 
/**
 * A sentence below it.
 */
text: string | null, 
/**
 * What is sent with it.
 */
facts: Array<FactView>, 
/**
 * What should be read before going on, each with the field of the form it is about.
 */
warnings: Array<Finding>, };

/**
 * What the portal said. Shown in quotes, never interpreted.
 */
export type SaidView = { 
/**
 * Its message, where it gave one.
 */
message: string | null, 
/**
 * The answer's first 4 kB as text, shown on request.
 */
raw: string | null, };

/**
 * A secret as the user typed it.
 */
export type SecretText = string;

/**
 * To carry out what was reviewed. A review can be carried out once.
 */
export type SendRequest = { 
/**
 * The connection it was reviewed for.
 */
connection: ConnectionId, 
/**
 * The reviewed write.
 */
review: ReviewId, };

/**
 * An open connection: from here on its organizations can be read and written.
 */
export type SessionView = { 
/**
 * The connection, with the identity the portal just answered with.
 */
connection: ConnectionView, };

/**
 * A damaged file that was set aside, and what of it is in the one that was begun in its place.
 */
export type SetAsideView = { 
/**
 * Where it lies.
 */
file: string, 
/**
 * How many connections were taken over.
 */
connections: number, 
/**
 * How many writes that are not settled were taken over.
 */
open_operations: number, 
/**
 * Whether all of it could be read; if not, more connections and writes that are not settled may lie in it.
 */
whole: boolean, };

/**
 * A write that turned out to be done.
 */
export type SettledView = { 
/**
 * The write it was.
 */
review: ReviewId, 
/**
 * The organization's name.
 */
name: string, 
/**
 * Whether it was created; else it was changed.
 */
created: boolean, 
/**
 * Whether the portal holds something else than was sent.
 */
differs: boolean, };

/**
 * One of the two sides of a collision.
 */
export type Side = "mine" | "theirs";

/**
 * How one signs in.
 */
export type SignInMethod = "access_token" | "password";

/**
 * A sign-in as typed.
 */
export type SignInRequest = { "method": "access_token", 
/**
 * "User token".
 */
user_token: SecretText, 
/**
 * "API key"; may be empty.
 */
api_key: SecretText, } | { "method": "password", 
/**
 * "Username".
 */
username: string, 
/**
 * "Password".
 */
password: SecretText, 
/**
 * "API key"; may be empty.
 */
api_key: SecretText, };

/**
 * What the UI needs to begin with. Reads the local data only: no network, no keyring.
 */
export type StartView = { 
/**
 * All connections.
 */
connections: ConnectionsView, 
/**
 * What is wrong with the local data, if anything. The app works on without it.
 */
trouble: AppError | null, 
/**
 * Orgdesk's version.
 */
version: string, };

/**
 * How a step stands.
 */
export type StepState = "done" | "warning" | "problem" | "unknown" | "now" | "waiting";

/**
 * One step of an operation.
 */
export type StepView = { 
/**
 * What was done, such as "Looked for the name".
 */
title: string, 
/**
 * What came of it, such as "None found".
 */
detail: string | null, 
/**
 * How it stands.
 */
state: StepState, 
/**
 * How long the portal took to answer, in milliseconds; none where it did not, or where that is not the step's matter.
 */
took_ms: number | null, 
/**
 * When it ended, or began where it is still under way; none where it has not begun.
 */
at: Moment | null, };

/**
 * A subscription of an organization. Its shape is inferred; each part may be missing.
 */
export type SubscriptionView = { plan: string | null, 
/**
 * Its name, which need not be its code.
 */
plan_name: string | null, status: string | null, interval: string | null, start_date: string | null, end_date: string | null, };

/**
 * A tested sign-in that is not saved yet, by the ticket it waits under.
 */
export type Ticket = string;

/**
 * An address that was tried, and what came of it.
 */
export type TriedView = { 
/**
 * The path that was asked, such as `/API/v2/user/me`.
 */
path: string, 
/**
 * What answered, in a few words.
 */
what: string, };

/**
 * Where and as whom a draft was typed that is not one's own.
 */
export type TypedElsewhereView = { 
/**
 * Who typed it.
 */
identity: IdentityView, 
/**
 * The portal's host.
 */
host: string, };

/**
 * A field that stays.
 */
export type UnchangedRow = { 
/**
 * Its label.
 */
label: string, 
/**
 * What it holds.
 */
value: string, 
/**
 * Whether it is sent again with its value; an empty one is left out.
 */
sent: boolean, 
/**
 * Whether what it holds is known.
 */
known: boolean, };

/**
 * Why an answer is not clear.
 */
export type UnclearReason = "timeout" | "broken" | "incomplete" | "unreadable" | "contradictory" | "too_large" | "server_error" | "redirect" | "not_taken" | "taken_in_part" | "changed_all_the_same" | "not_all_listed" | "listed_to_another";

/**
 * Whether an operation can be undone.
 */
export type UndoState = "possible" | "not_an_update" | "not_done" | "undone" | "before_not_known" | "nothing_to_put_back" | "not_in_front" | "connection_removed" | "other_portal" | "other_user";

/**
 * What an undo comes to, on the portal as it is now. Nothing is sent yet.
 */
export type UndoView = { 
/**
 * The organization.
 */
organization: OrganizationId, 
/**
 * What the operation left: what the merge rests on.
 */
base: OrganizationFields, 
/**
 * The fields of it that nobody saw: they were not shown, neither before the operation nor after.
 */
unread: Array<OrganizationField>, 
/**
 * The same, with the fields it changed as they were before.
 */
mine: OrganizationFields, 
/**
 * What comes of it: each of its collisions was changed again since, and is to be chosen.
 */
merged: CollisionView, 
/**
 * The fields that are put back without a question.
 */
puts_back: Array<OrganizationField>, 
/**
 * Those that stay although the operation changed them: they were empty, and the portal needs a value.
 */
stays: Array<OrganizationField>, 
/**
 * Those that stay because the portal did not show what they held before.
 */
not_known: Array<OrganizationField>, 
/**
 * Who loaded what the operation rested on.
 */
loaded_by: LoadedBy, };

/**
 * What the rules say about a form of changes.
 */
export type UpdateFindings = { 
/**
 * What stands in the way of a review.
 */
problems: Array<Finding>, 
/**
 * What should be read before going on.
 */
warnings: Array<Finding>, 
/**
 * The fields that differ from what was loaded.
 */
changed: Array<OrganizationField>, };

/**
 * A form of changes to an organization, on a connection.
 */
export type UpdateFormRequest = { 
/**
 * The connection it is for.
 */
connection: ConnectionId, 
/**
 * The organization.
 */
id: OrganizationId, 
/**
 * The fields as they were loaded; none where the portal did not let them be read.
 */
base: OrganizationFields | null, 
/**
 * The fields that were not in the answer when it was loaded: what they hold is not known.
 */
unread?: Array<OrganizationField>, 
/**
 * The fields as they are now in the form.
 */
mine: OrganizationFields, 
/**
 * The update that these changes undo, where they do.
 */
undoes?: ReviewId, 
/**
 * The create whose details these are, where they were left.
 */
saves_details_of?: ReviewId, 
/**
 * Who loaded what these changes rest on.
 */
loaded_by?: LoadedBy, 
/**
 * The draft they are kept as, which goes once they are saved.
 */
draft: DraftId | null, };

/**
 * What will be changed, to be read before it is.
 */
export type UpdateReadyView = { 
/**
 * To be given to carry it out.
 */
review: ReviewId, 
/**
 * Where it will be written.
 */
destination: DestinationView, 
/**
 * The organization's name as it is now.
 */
name: string, 
/**
 * The fields that change.
 */
changes: Array<ChangeRow>, 
/**
 * The fields that stay.
 */
unchanged: Array<UnchangedRow>, 
/**
 * What will be sent, to the letter.
 */
request: RequestView, 
/**
 * What should be read before going on.
 */
warnings: Array<Finding>, 
/**
 * Whether the portal did not let the organization be read: then what it holds is not known, `changes` has no old
 * values, and fields left empty are not sent.
 */
unseen: boolean, 
/**
 * The fields that were not in the portal's answer and are left out: what they hold is not known, and the portal may
 * blank them.
 */
unread: Array<OrganizationField>, 
/**
 * Whether it undoes an update: it puts back something that one changed.
 */
undoes: boolean, };

/**
 * How an update ended.
 */
export type UpdateResultView = { "state": "saved" } & UpdateSavedView | { "state": "collision" } & CollisionView | { "state": "unclear" } & UpdateUnclearView;

/**
 * What a review of changes came to.
 */
export type UpdateReviewView = { "state": "nothing_changed" } | { "state": "ready" } & UpdateReadyView;

/**
 * An update that was saved.
 */
export type UpdateSavedView = { 
/**
 * The organization as the portal holds it now; none where it could not be read back.
 */
organization: OrganizationView | null, 
/**
 * Why it could not be read back, where it could not.
 */
not_read: AppError | null, 
/**
 * Whether the portal's answer was lost, or was no, and reading back showed that it was saved.
 */
answer_lost: boolean, 
/**
 * What somebody else changed since it was loaded, and was kept; not what was not shown then.
 */
theirs_kept: Array<ChangeRow>, 
/**
 * The fields in which another value than the one sent prevailed; both are in `comparison`.
 */
prevailed: PrevailedView, 
/**
 * What was sent beside what the portal holds; differing rows first.
 */
comparison: Array<ComparisonRow>, 
/**
 * What happened, in order.
 */
steps: Array<StepView>, 
/**
 * What was sent, to the letter, with what somebody else changed in it; none where the portal held all of it already,
 * so that nothing was sent.
 */
request: RequestView | null, 
/**
 * Where it was written.
 */
destination: DestinationView, 
/**
 * Whether it undoes an update: it was to put back something that one changed.
 */
undoes: boolean, };

/**
 * Changes of an organization, as they are typed.
 */
export type UpdateTyped = { 
/**
 * The organization.
 */
id: OrganizationId, 
/**
 * The fields as they were loaded; none where the portal did not let them be read. What is saved rests on them, so that
 * nothing that somebody else saved since is overwritten unseen.
 */
base: OrganizationFields | null, 
/**
 * The fields that were not in the answer when it was loaded.
 */
unread: Array<OrganizationField>, 
/**
 * The fields as they are typed.
 */
mine: OrganizationFields, 
/**
 * The create whose details these are, where they were left.
 */
saves_details_of: ReviewId | null, 
/**
 * Who loaded what these changes rest on.
 */
loaded_by: LoadedBy, 
/**
 * The update that these changes undo, where they do.
 */
undoes: ReviewId | null, 
/**
 * What was chosen of the fields that both had changed, where that is being asked.
 */
chosen: Array<ChosenField>, };

/**
 * An update of which nobody knows yet whether it was saved.
 */
export type UpdateUnclearView = { 
/**
 * The organization as the portal holds it now, where it could be read.
 */
organization: OrganizationView | null, 
/**
 * Why it could not be read back, where it could not.
 */
not_read: AppError | null, 
/**
 * Whether it holds exactly the old values: then saving again is safe.
 */
not_applied: boolean, 
/**
 * Whether it is seen to hold neither all that was sent nor all that was there before.
 */
is_neither: boolean, 
/**
 * What was sent beside what the portal holds.
 */
comparison: Array<ComparisonRow>, 
/**
 * What happened, in order.
 */
steps: Array<StepView>, 
/**
 * What went wrong.
 */
error: AppError, 
/**
 * Where it was written.
 */
destination: DestinationView, };

/**
 * Which draft is meant. Only `one` can be another's than one's own.
 */
export type WhichDraft = { "kind": "last_new" } | { "kind": "of", 
/**
 * The organization.
 */
organization: OrganizationId, } | { "kind": "undo_of", 
/**
 * The update.
 */
operation: ReviewId, } | { "kind": "connection" } | { "kind": "name_and_colour" } | { "kind": "one", 
/**
 * The draft.
 */
id: DraftId, 
/**
 * The user has said that it may be opened although it was typed elsewhere or as somebody else.
 */
confirmed: boolean, };

/**
 * A change of it.
 */
export type ZoomStep = "larger" | "smaller" | "as_at_first";
