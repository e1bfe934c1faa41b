/* The history in words: what was done, how it ended, and why it cannot be undone. Each table is total over its kind. */
import { FIELD_LABELS } from '../../backend'
import type {
  HistoryKind,
  HistoryOperationView,
  HistoryRowView,
  KeepTime,
  OperationOutcome,
  OrganizationField,
  UndoState,
} from '../../backend'
import type { Tone } from '../../components/Status.svelte'
import { describe } from '../../errors/describe'
import { count, elapsed, isolated } from '../../words'

type Words = Record<OperationOutcome, string>

/** What was done, after the organization's name. */
const done: Record<HistoryKind, Words> = {
  create: {
    done: 'created',
    done_not_read: 'created',
    differs: 'created',
    details_left: 'created, not all details saved',
    details_not_known: 'created, details not known yet',
    rejected: 'not created',
    not_sent: 'not created',
    not_known: 'sent, not known yet whether created',
    settled: 'sent, settled',
  },
  update: {
    done: 'updated',
    done_not_read: 'updated',
    differs: 'updated',
    details_left: 'updated',
    details_not_known: 'updated',
    rejected: 'not updated',
    not_sent: 'not updated',
    not_known: 'sent, not known yet whether updated',
    settled: 'sent, settled',
  },
  undo: {
    done: 'update undone',
    done_not_read: 'update undone',
    differs: 'update undone',
    details_left: 'update undone',
    details_not_known: 'update undone',
    rejected: 'update not undone',
    not_sent: 'update not undone',
    not_known: 'undo sent, not known yet whether saved',
    settled: 'undo sent, settled',
  },
}

/** How it ended, beside its name. */
const ended: Record<'create' | 'update', Words> = {
  create: {
    done: 'Created and read back',
    done_not_read: 'Created, not read back',
    differs: 'Created, the portal holds something else',
    details_left: 'Not all details saved yet',
    details_not_known: 'Not known yet whether its details are saved',
    rejected: 'The portal said no',
    not_sent: 'Nothing was sent',
    not_known: 'Not known yet',
    settled: 'Settled',
  },
  update: {
    done: 'Saved and read back',
    done_not_read: 'Saved, not read back',
    differs: 'Saved, the portal holds something else',
    details_left: 'Saved',
    details_not_known: 'Saved',
    rejected: 'The portal said no',
    not_sent: 'Nothing was sent',
    not_known: 'Not known yet',
    settled: 'Settled',
  },
}

/** The tone of an outcome. */
export const tones: Record<OperationOutcome, Tone> = {
  done: 'done',
  done_not_read: 'warn',
  differs: 'warn',
  details_left: 'warn',
  details_not_known: 'unknown',
  rejected: 'bad',
  not_sent: 'bad',
  not_known: 'unknown',
  settled: 'plain',
}

/** The outcomes as they are filtered by. */
export const outcomes: readonly { value: OperationOutcome; label: string }[] = [
  { value: 'done', label: 'Done and read back' },
  { value: 'done_not_read', label: 'Done, not read back' },
  { value: 'differs', label: 'Portal holds something else' },
  { value: 'details_left', label: 'Details not all saved' },
  { value: 'details_not_known', label: 'Details not known yet' },
  { value: 'rejected', label: 'Portal said no' },
  { value: 'not_sent', label: 'Not sent' },
  { value: 'not_known', label: 'Not known yet' },
  { value: 'settled', label: 'Settled' },
]

/** The kinds as they are filtered by. */
export const kinds: readonly { value: HistoryKind; label: string }[] = [
  { value: 'create', label: 'Created' },
  { value: 'update', label: 'Updated' },
  { value: 'undo', label: 'Undone' },
]

/** For how long the history is kept. */
export const keepTimes: Record<KeepTime, string> = {
  month: '30 days',
  quarter: '90 days',
  year: '1 year',
  three_years: '3 years',
  forever: 'Forever',
}

/** What was done, such as "updated". */
export function whatWasDone({ kind, outcome, has_put_back }: HistoryRowView): string {
  // The portal said yes to it, and left some of it as it was.
  if (kind === 'undo' && outcome === 'differs' && !has_put_back) return 'update not undone'
  return done[kind][outcome]
}

/** How it ended, such as "Saved and read back". */
export function howItEnded({ kind, outcome }: HistoryRowView): string {
  return ended[kind === 'create' ? 'create' : 'update'][outcome]
}

/** How long it took, after when it began. */
export function howLongItTook({ ended, took_ms }: HistoryOperationView): string {
  if (took_ms !== null) return `, took ${elapsed(took_ms)}`
  return ended === null ? '' : ' (then this computer’s clock was put back: how long it took is not known)'
}

/** The second line of a row. */
export function aboutIt(row: HistoryRowView): string {
  const undone = row.undone ? ' (undone)' : ''
  const labels = fields(row.changed)
  switch (row.outcome) {
    case 'rejected':
    case 'not_sent':
      return whyNot(row)
    case 'not_known':
      return row.error ? `${describe(row.error).title}; needs you` : 'It needs you'
    case 'differs':
      if (row.differing.length > 0)
        return `The portal holds something else in ${fields(row.differing)}${undone}`
      break
    case 'done':
    case 'done_not_read':
    case 'details_left':
    case 'details_not_known':
    case 'settled':
  }
  if (row.kind === 'create') return ofCreate(row)
  return `${row.has_put_back ? ofUndo(row) : labels}${undone}`
}

/** Fields by their labels. */
export function fields(all: readonly OrganizationField[]): string {
  return all.map((field) => FIELD_LABELS[field]).join(', ')
}

/** Why an operation cannot be undone; none where it can be, or where there is nothing one could want to undo. */
export const notUndone: Record<UndoState, ((connection: string) => string) | null> = {
  possible: null,
  not_an_update: null,
  not_done: null,
  undone: null,
  before_not_known: () =>
    'This cannot be undone: the portal did not let the organization be read, so what it held before is not known.',
  nothing_to_put_back: () => 'There is nothing to undo: it left all fields as they were before.',
  not_in_front: (connection) => `It can be undone while ${connection} is open.`,
  connection_removed: (connection) =>
    `It can be undone only on its own connection, and ${connection} was removed.`,
  other_portal: (connection) =>
    `It can be undone only where it was made, and ${connection} leads to another address now.`,
  other_user: (connection) =>
    `It can be undone only by the user who made it, and ${connection} belongs to another one now.`,
}

function whyNot({ error, changed }: HistoryRowView): string {
  if (!error) return fields(changed)
  const { title, said } = describe(error)
  const status = 'status' in error && error.status !== null ? `${error.status}: ` : ''
  return said ? `${status}${isolated(said)}` : title
}

/** What an undo put back, and what was changed along with it. */
function ofUndo({ changed, puts_back }: HistoryRowView): string {
  const others = changed.filter((field) => !puts_back.includes(field))
  return `${fields(puts_back)} put back${others.length > 0 ? `, ${fields(others)} changed` : ''}`
}

function ofCreate({ details, plans }: HistoryRowView): string {
  const parts = [...(details > 0 ? [count(details, 'detail')] : []), ...plans.map(isolated)]
  return parts.length > 0 ? `With ${parts.join(', ')}` : 'Without details or plans'
}
