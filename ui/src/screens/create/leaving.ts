/* What leaving a new organization would lose: asked in the words of what is true at that moment. */
import type { Unsaved } from '../../app/guard.svelte'
import type { CreateFlow } from './create-flow.svelte'
import { isolated } from '../../words'

/** The question before it is left; none where nothing would be lost: what is typed is kept as a draft. */
export function questionOf(flow: CreateFlow): Unsaved | null {
  if (flow.savesWhatItFinds) return lookingQuestion(flow.sentAs.name)
  if (flow.sending) return sendingQuestion(flow.sentAs.name)
  if (!flow.touched || !flow.keeper.problem) return null
  if (flow.step === 'result') return typedSinceQuestion(flow)
  return {
    title: flow.sentBefore
      ? `What became of ${isolated(flow.name)} is not known`
      : flow.name
        ? `${isolated(flow.name)} has not been created`
        : 'The organization has not been created',
    text: flow.openResult
      ? 'What was sent is kept under “Needs you”. What you typed since cannot be kept on this computer and is given up.'
      : flow.sentBefore
        ? 'What you typed cannot be kept on this computer and is given up. Whether it was sent is not known: look in the portal.'
        : 'What you typed cannot be kept on this computer and is given up. Nothing has been sent.',
    discard: 'Discard it',
    giveUp: () => flow.keeper.giveUp(),
  }
}

/** It is settled or not: that is told elsewhere. */
function typedSinceQuestion({ name, keeper }: CreateFlow): Unsaved {
  return {
    title: `What you typed for ${isolated(name)} is not kept`,
    text: 'You typed it after this was sent. It cannot be kept on this computer and is given up.',
    discard: 'Discard it',
    giveUp: () => keeper.giveUp(),
  }
}

function sendingQuestion(name: string): Unsaved {
  return {
    title: `${isolated(name)} is being sent`,
    text: 'It goes on when you leave, and what becomes of it waits for you at the top of the window.',
    closing:
      'If Orgdesk closes now, it looks for it when it is opened again, and tells you then what became of it.',
    discard: 'Leave while it is sent',
    isHarmless: true,
    stay: 'Stay',
  }
}

function lookingQuestion(name: string): Unsaved {
  return {
    title: `${isolated(name)} is being looked for`,
    text: 'That goes on when you leave: its details are saved as soon as it is found, and what becomes of it waits for you at the top of the window.',
    closing:
      'If Orgdesk closes now, you go on with it when it is opened again: it is kept under “Needs you”.',
    discard: 'Leave while it is looked for',
    isHarmless: true,
    stay: 'Stay',
  }
}
