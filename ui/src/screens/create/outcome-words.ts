import type { AppError, CreateOutcome, CreateResultView } from '../../backend'
import type { Tone } from '../../components/Status.svelte'
import { count, isolated } from '../../words'

interface Words {
  tone: Tone
  title: string
  text: string
}

/** Whether it is known which organization it is; else the create stays open, to be looked for again. */
export function isKnown(outcome: CreateOutcome): boolean {
  return (['created', 'details_not_saved', 'details_unclear', 'not_read_back'] as CreateOutcome[]).includes(
    outcome,
  )
}

/** An outcome in words: what happened, and what did not. */
export function createOutcomeWords(result: CreateResultView, connectionName: string): Words {
  const name = isolated(result.name)
  const connection = isolated(connectionName)
  const there = `${name} is in ${connection}${counted(result.of_this_name)}`
  const found = result.details_found
    ? ' No yes came to its details; reading back showed that the portal holds all of them.'
    : ''
  const lost = result.answer_lost ? ' No clear answer came; it was found by reading.' : ''
  const unlike = result.comparison.filter(({ state }) => state === 'differs').length + result.notices.length
  const unread = result.comparison.filter(({ state }) => state === 'not_read').length
  const left = result.answer_lost
    ? 'The request left, and no clear answer came. Orgdesk will not send it again by itself'
    : 'The portal said that it created it, and not which one it is. Orgdesk will not send it again by itself'
  const wait = waiting(result)
  const waits = result.stays_open ? ' It waits under “Needs you” to be looked at again.' : ''
  const table: Record<CreateOutcome, Words> = {
    created: {
      tone: result.stays_open ? 'warn' : 'done',
      title: result.stays_open ? 'Created, and read back in part' : 'Created and read back',
      text: `${there}${lost}${found} ${
        unlike > 0
          ? `Not everything is as you asked.${waits}`
          : unread > 0
            ? `Not all of it could be read back.${waits}`
            : 'The portal holds what you sent.'
      }`,
    },
    details_not_saved: {
      tone: 'warn',
      title: result.details_left?.is_in_part
        ? 'Created, but not all of the details are as you asked'
        : 'Created, but the details are not saved',
      text: `${there}${lost} ${
        result.details_left?.is_in_part
          ? 'The portal said no to its details, and holds some of them all the same, or others in their place'
          : 'Its details are still to be saved'
      }; what you typed is kept.`,
    },
    details_unclear: {
      tone: 'unknown',
      title: 'Created, but nobody knows whether the details are saved',
      text: `${there}${lost} Its details were sent; ${
        result.not_read
          ? 'it cannot be read back now'
          : result.details_left?.others_are_there
            ? 'the portal does not hold all of them as they were sent'
            : 'the portal does not show all of them now'
      }. What you typed is kept.`,
    },
    not_read_back: {
      tone: 'warn',
      title: 'Created, but it cannot be read back',
      text: `${there}${lost} What it holds is not known.${waits}`,
    },
    not_listed: {
      tone: 'unknown',
      title: result.not_read
        ? 'The portal created it, and does not show which one it is'
        : 'The portal created it, and does not list it yet',
      text: `${left}: that would create the organization twice. ${
        result.not_read
          ? notRead(result.not_read)
          : 'It has looked on the portal, and does not find it by its name yet.'
      }${wait}`,
    },
    not_found: {
      tone: 'unknown',
      title: 'We don’t know yet whether the portal created it',
      text: `${left}: that could create the organization twice. It has looked on the portal instead, and found none by this name yet.${wait}`,
    },
    several_found: {
      tone: 'unknown',
      title: 'We don’t know yet which one the portal created',
      text: `${left}. It has looked on the portal, and found ${
        result.candidates.length === 1 ? 'one' : 'several'
      } by this name that may be it.${wait}`,
    },
    cannot_look: {
      tone: 'unknown',
      title: 'We don’t know yet whether the portal created it',
      text: `${left}: that could create the organization twice. ${notRead(result.not_read)} Look again in a moment.${wait}`,
    },
  }
  return table[result.outcome]
}

/** Why looking said nothing. */
function notRead(error: AppError | null): string {
  const reason = error?.kind === 'unclear' ? error.reason : null
  if (reason === 'not_all_listed')
    return 'The portal did not list everything, and what it listed holds none by this name that is new.'
  if (reason === 'listed_to_another')
    return 'Another user sent it, and the portal lists none by this name to you that is new.'
  return 'The portal cannot be read now.'
}

/** How often the name is there: said only where it was counted. */
function counted(ofThisName: number | null): string {
  if (ofThisName === null) return '.'
  return ofThisName === 1 ? ', once.' : `. ${count(ofThisName, 'organization')} of this name are there now.`
}

/** That the details are still to be saved; nothing where there are none. */
function waiting({ details_waiting: details, of_another_user }: CreateResultView): string {
  if (details === 0) return ''
  const [are, them] = details === 1 ? ['is', 'it'] : ['are', 'them']
  const saves = of_another_user ? `you save ${them} in the form` : `looking again saves ${them}`
  return ` ${count(details, 'detail')} ${are} not saved yet; ${saves} once it is known which one it is.`
}
