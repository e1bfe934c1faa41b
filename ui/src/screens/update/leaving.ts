/* What leaving the changes of an organization would lose: asked in the words of what is true at that moment. */
import type { Unsaved } from '../../app/guard.svelte'
import type { UpdateFlow } from './update-flow.svelte'
import { isolated } from '../../words'

/** The question before they are left; none where nothing would be lost. */
export function questionOf(flow: UpdateFlow): Unsaved | null {
  const name = isolated(flow.name) || 'this organization'
  if (flow.sending) {
    return {
      title: `Changes to ${name} are being saved`,
      text: 'That goes on when you leave, and what becomes of it waits for you at the top of the window.',
      closing:
        'If Orgdesk closes now, you are not told what becomes of it. The portal may hold the changes or not: look there.',
      discard: 'Leave while it is saved',
      stay: 'Stay',
    }
  }
  if (flow.step === 'unclear') {
    return {
      title: flow.unclear?.not_applied
        ? `Changes to ${name} were not saved`
        : `Whether the changes to ${name} were saved is not known yet`,
      text: 'What you typed is given up. Look in the portal before you change it again.',
      discard: 'Give it up',
      stay: 'Stay',
    }
  }
  if (flow.step === 'saved' || !flow.touched) return null
  return {
    title: flow.isUnknown
      ? `Whether the changes to ${name} were saved is not known`
      : `Changes to ${name} are not saved`,
    text: flow.sentBefore
      ? 'What you typed is given up.'
      : 'What you typed is given up. The portal keeps what it holds.',
    discard: 'Discard changes',
  }
}
