import type { CreateOutcome, CreateResultView } from '../../backend'
import type { Tone } from '../../components/Status.svelte'

interface Words {
  tone: Tone
  title: string
  text: string
}

/** Whether the organization is there for sure. */
export function isKnown(outcome: CreateOutcome): boolean {
  return outcome === 'created' || outcome === 'details_not_saved' || outcome === 'not_read_back'
}

/** An outcome in words: what happened, and what did not. */
export function createOutcomeWords(result: CreateResultView, connection: string): Words {
  const { name } = result
  const lost = result.answer_lost ? ' The answer was lost; it was found by reading.' : ''
  const unlike = result.comparison.filter(({ state }) => state === 'differs').length + result.notices.length
  const table: Record<CreateOutcome, Words> = {
    created: {
      tone: 'done',
      title: 'Created and read back',
      text: `${name} is in ${connection}, once.${lost} ${
        unlike === 0 ? 'The portal holds what you sent.' : 'Not everything is as you asked.'
      }`,
    },
    details_not_saved: {
      tone: 'warn',
      title: 'Created, but the details are not saved',
      text: `${name} is in ${connection}, once.${lost} Its company, address and contact are still to be saved; what you typed is kept.`,
    },
    not_read_back: {
      tone: 'warn',
      title: 'Created, but it cannot be read back',
      text: `${name} is in ${connection}, once.${lost} The portal does not let it be read, so what it holds is not known.`,
    },
    not_found: {
      tone: 'unknown',
      title: 'We don’t know yet whether the portal created it',
      text: 'The request left, and its answer was lost. Orgdesk will not send it again by itself: that could create the organization twice. It has looked on the portal instead, and found none by this name yet.',
    },
    several_found: {
      tone: 'unknown',
      title: 'We don’t know yet which one the portal created',
      text: 'The request left, and its answer was lost. Orgdesk will not send it again by itself. It has looked on the portal, and found several by this name that were not there before.',
    },
    cannot_look: {
      tone: 'unknown',
      title: 'We don’t know yet whether the portal created it',
      text: 'The request left, and its answer was lost. Orgdesk will not send it again by itself: that could create the organization twice. The portal cannot be read now; look again in a moment.',
    },
  }
  return table[result.outcome]
}
