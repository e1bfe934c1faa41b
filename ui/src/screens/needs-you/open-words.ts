/* What is not settled, in words. */
import type {
  ComparisonRow,
  LookedFound,
  OpenCreate,
  OpenOperationView,
  OpenUpdate,
  OpenWork,
} from '../../backend'
import { describe } from '../../errors/describe'
import { count, dated, identityInWords, inSentence, isolated, shortened } from '../../words'

/** What goes on with a write. */
export type Action =
  /** Looks on the portal, and shows what is found. */
  | 'look'
  /** Looks on the portal, and saves the details that wait to the one that is found. */
  | 'look_and_save'
  /** Saves the details that are left. */
  | 'save_details'
  /** Shows the details that are left, to be changed before they are saved. */
  | 'change_details'
  /** Says that it was not created, and reviews another. */
  | 'create_again'
  /** Goes on with the changes, over what the portal holds now. */
  | 'save_again'
  /** Goes on as whoever one is now. */
  | 'adopt'

interface Words {
  /** What was sent. */
  what: string
  /** What the portal holds now, as far as it was looked at. */
  found: string | null
  /** What waits for it to be settled. */
  waits: string | null
  /** What can be done, the likeliest first. */
  actions: Action[]
  /** Violet is for what nobody knows: what is known and not done warns. */
  tone: 'warn' | 'unknown'
}

/** What was sent, what the portal holds, what waits, and how one goes on. */
export function whatIsOpen(operation: OpenOperationView): Words {
  const words = { what: whatWasSent(operation), waits: whatWaits(operation), tone: toneOf(operation.work) }
  const { made_as, made_at, looked, work } = operation
  if (work.kind === 'unread')
    return {
      ...words,
      found:
        'It can be gone on with in the Orgdesk that began it. Or look on the portal what became of it, and say here that it is settled.',
      actions: [],
    }
  const now = beingDone(operation)
  if (now) return { ...words, found: now, actions: actionsOf(operation) }
  if (made_at)
    return {
      ...words,
      found: `It was sent to ${isolated(made_at)}, and this connection leads elsewhere now: look for it there.`,
      actions: [],
    }
  if (made_as)
    return {
      ...words,
      found: `It was sent as ${identityInWords(made_as)}. Nothing is looked for as somebody else until you say so.`,
      actions: ['adopt'],
    }
  return {
    ...words,
    found: looked && `Looked at ${inSentence(dated(looked.at))}: ${foundWords(looked.found, work)}`,
    actions: actionsOf(operation),
  }
}

function toneOf(work: OpenWork): Words['tone'] {
  if (work.kind === 'update')
    return work.was_saved || work.is_in_part || work.can_be_saved_again ? 'warn' : 'unknown'
  return work.kind === 'create' && work.id !== null && work.details !== 'not_known' ? 'warn' : 'unknown'
}

/** What is given up where it is settled by hand, as a sentence of its own; nothing where nothing waits for it. */
export function givenUp(work: OpenWork): string {
  if (work.kind === 'update') return work.was_saved ? '' : 'Your changes are not saved again.'
  if (work.kind === 'unread' || work.details_waiting === 0 || work.details === 'saved') return ''
  if (work.details !== 'not_saved') return 'Its details that are not saved are given up.'
  const is = work.details_waiting === 1 ? 'is' : 'are'
  return `Its ${count(work.details_waiting, 'detail')} ${is} given up.`
}

/** What is being done with it just now. */
export function beingDone({ being_looked_for, work }: OpenOperationView): string | null {
  if (!being_looked_for || work.kind !== 'create') return null
  if (work.id === null) return 'It is being looked for on the portal.'
  return 'It is being looked at on the portal.'
}

function whatWasSent({ sent_at, work }: OpenOperationView): string {
  const when = sent_at === null ? '' : ` ${inSentence(dated(sent_at))}`
  if (work.kind === 'unread') return `Begun by another version of Orgdesk${when}. This one cannot read it.`
  if (work.kind === 'update') return `Changes were sent${when}${whatOfChanges(work)}`
  if (work.id !== null) return `Created${when}${whatOfDetails(work)}`
  return work.was_created
    ? `Created${when}, as the portal said. Which one it is is not known yet.`
    : `Sent${when}. Whether the portal created it is not known.`
}

function whatOfChanges({ was_saved, is_in_part }: OpenUpdate): string {
  if (was_saved) return ', and saved, as the portal said.'
  if (is_in_part)
    return '. The portal said no to them, and held some of them all the same, or something else in their place.'
  return '. Whether they were saved is not known.'
}

function whatOfDetails({ details, details_waiting }: OpenCreate): string {
  if (details_waiting === 0) return '.'
  switch (details) {
    case 'saved':
      return ', and its details saved, as the portal said.'
    case 'in_part':
      return '. The portal said no to its details, and held some of them all the same, or others in their place.'
    case 'not_known':
      return '. Its details were sent; whether they were saved is not known.'
    case 'not_saved':
      return '. Its details are not saved yet.'
  }
}

function whatWaits({ work }: OpenOperationView): string | null {
  if (work.kind !== 'create' || work.details_waiting === 0 || work.details === 'saved') return null
  const details = count(work.details_waiting, 'detail')
  if (work.id === null)
    return work.details_are_changed_first
      ? `${details} to be saved: you do that in the form once it is known which one it is.`
      : `${details} to be saved: “Look, and save the details” does that once it is known which one it is.`
  return work.details_are_changed_first
    ? `${details} to be saved: you see in the form what each replaces.`
    : `${details} to be saved. The organization is read first, and nothing of anybody else’s is written over.`
}

function foundWords(found: LookedFound, work: OpenWork): string {
  switch (found.kind) {
    case 'none_new':
      return 'the portal lists none of this name that was not there before.'
    case 'several':
      return found.ids.length === 1
        ? 'one of this name is there that may be it.'
        : `${found.ids.length} of this name are there that may be it.`
    case 'details_missing':
      return withoutDetails(found.differs)
    case 'as_before':
      return 'the portal holds what it held before. The changes can be saved again.'
    case 'otherwise':
      return `${otherwise(found.is_neither, work)}. ${heldWords(found.differs)}`
    case 'not_shown': {
      const hidden = `the portal does not show ${some(found.fields, 'more field')}`
      const wasSent = work.kind !== 'create' || work.details !== 'not_saved'
      return wasSent ? `${hidden}: whether that is as it was sent cannot be seen.` : `${hidden}.`
    }
    case 'not_read':
      if (found.error.kind === 'unclear' && found.error.reason === 'not_all_listed')
        return 'none of this name that is new is among what the portal listed. It did not list everything.'
      if (found.error.kind === 'unclear' && found.error.reason === 'listed_to_another')
        return 'the portal lists none of this name to you that is new. It may list more to who sent it.'
      return `the portal could not be read. ${describe(found.error).title}.`
  }
}

/** That it is there without all of its details: which, and what it holds in the place of others. */
function withoutDetails(differs: ComparisonRow[]): string {
  const missing = differs.filter(({ held }) => held === '')
  const others = differs.filter(({ held }) => held !== '')
  const labels = missing.map(({ label }) => label)
  return `it is there, without ${some(labels, 'more detail')}.${others.length > 0 ? ` ${heldWords(others)}` : ''}`
}

/** That it holds something else, as far as that was seen. */
function otherwise(isNeither: boolean, work: OpenWork): string {
  if (work.kind === 'create') return 'it is there, and its details are not all as you asked'
  return isNeither
    ? 'the portal holds neither all that was sent nor all that was there before'
    : 'the portal does not hold all that was sent'
}

/** How many fields are said one by one. */
const SAID = 3

/** What the portal holds in place of what was sent, the rest of it as a number: a look shows all of it. */
function heldWords(differs: ComparisonRow[]): string {
  return `${some(differs.map(fieldWords), 'more field', ' not as sent')}.`
}

/** The first of these one by one, and the rest as a number of what they are. */
function some(all: string[], what: string, how = ''): string {
  const more = all.length - SAID
  return `${all.slice(0, SAID).join(', ')}${more > 0 ? `, and ${count(more, what)}${how}` : ''}`
}

function fieldWords({ label, held }: ComparisonRow): string {
  if (held === null) return `${label} is not shown`
  return held === '' ? `${label} is empty` : `${label} is “${isolated(shortened(held))}”`
}

function actionsOf({ work }: OpenOperationView): Action[] {
  if (work.kind === 'update') return work.can_be_saved_again ? ['save_again', 'look'] : ['look']
  if (work.kind === 'unread') return []
  if (work.id !== null) return ofDetails(work)
  const look = savesDetails(work) ? 'look_and_save' : 'look'
  return work.can_be_created_again ? [look, 'create_again'] : [look]
}

/** Whether a look saves the details as soon as it is known which one it is. */
function savesDetails({ details, details_waiting, details_are_changed_first }: OpenCreate): boolean {
  return details_waiting > 0 && details !== 'saved' && !details_are_changed_first
}

/** What was said no to may be free by now, and is sent again by one press. */
function ofDetails({ details, details_to_change, details_are_changed_first }: OpenCreate): Action[] {
  if (details === 'saved') return details_to_change ? ['look', 'change_details'] : ['look']
  if (!details_to_change) return ['save_details']
  return details_are_changed_first ? ['change_details', 'save_details'] : ['save_details', 'change_details']
}
