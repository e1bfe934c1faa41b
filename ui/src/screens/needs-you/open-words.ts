/* What is not settled, in words. */
import type { OpenOperationView } from '../../backend'
import { count, dated, inSentence } from '../../words'

interface Words {
  /** What was sent. */
  what: string
  /** What waits for it to be settled. */
  waits: string | null
  /** The button that goes on, and what it says meanwhile. */
  go: string
  going: string
}

const look = { go: 'Look at the portal', going: 'Looking…' }

/** What was sent, what waits, and how one goes on. */
export function whatIsOpen({ sent_at, work }: OpenOperationView): Words {
  const when = sent_at === null ? '' : ` (${inSentence(dated(sent_at))})`
  if (work.kind === 'update')
    return { what: `Changes were sent${when}. Whether they were saved is not known.`, waits: null, ...look }
  const details = count(work.details_waiting, 'detail')
  if (work.id !== null)
    return {
      what: `Created${when}. Orgdesk ended before its details were saved.`,
      waits: `${details} to be saved. The organization is read first, and nothing of anybody else’s is written over.`,
      go: 'Save the details',
      going: 'Saving…',
    }
  return {
    what: `Sent${when}. Whether the portal created it is not known.`,
    waits: work.details_waiting > 0 ? `${details} to be saved as soon as it is found.` : null,
    ...look,
  }
}
