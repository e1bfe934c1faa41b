/* What leaving the changes of an organization would lose, and what did not happen: in the words of what is true at that moment. */
import type { Unsaved } from '../../app/guard.svelte'
import { mayHaveWritten } from '../../errors/describe'
import type { Reassurance } from '../../errors/reassured'
import type { UpdateFlow } from './update-flow.svelte'
import { isolated } from '../../words'

/** The question before they are left; none where nothing would be lost: what is typed is kept as a draft. */
export function questionOf(flow: UpdateFlow): Unsaved | null {
  const name = isolated(flow.name) || 'this organization'
  if (flow.sending) {
    return {
      title: `Changes to ${name} are being saved`,
      text: 'That goes on when you leave, and what becomes of it waits for you at the top of the window.',
      closing:
        'If Orgdesk closes now, it reads them back when it is opened again, and tells you then whether they were saved.',
      discard: 'Leave while it is saved',
      isHarmless: true,
      stay: 'Stay',
    }
  }
  // What is not clear is kept under "Needs you", with all that was typed.
  if (flow.step === 'saved' || flow.step === 'unclear' || !flow.touched) return null
  if (!flow.isOwn && !flow.isUnknown) {
    return {
      title: `The update of ${name} is not undone yet`,
      text: 'The portal keeps what it holds.',
      discard: 'Leave it as it is',
      isHarmless: true,
      stay: 'Stay',
    }
  }
  if (flow.isOwn && !flow.keeper.problem) return null
  return {
    title: flow.isUnknown
      ? `Whether the changes to ${name} were saved is not known`
      : `Changes to ${name} are not saved`,
    text: flow.sentBefore
      ? 'What you typed cannot be kept on this computer and is given up.'
      : 'What you typed cannot be kept on this computer and is given up. The portal keeps what it holds.',
    discard: 'Discard changes',
    giveUp: () => flow.keeper.giveUp(),
  }
}

/** What did not happen where there is an error, as far as that is known. */
export function reassuranceOf({ error, sentBefore }: UpdateFlow): Reassurance | undefined {
  if (mayHaveWritten(error)) return undefined
  return sentBefore ? {} : { nothing: 'Nothing has been saved.' }
}
