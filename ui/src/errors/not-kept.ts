/* Why what is typed cannot be kept, as the end of a sentence. */
import type { AppError, LocalDataProblem } from '../backend'
import { inSentence } from '../words'
import { describe } from './describe'

const reasons: Record<LocalDataProblem, string> = {
  newer: 'its local data is from a newer Orgdesk.',
  in_use: 'another Orgdesk is open and has the local data.',
  full: 'the disk is full.',
  not_writable: 'the disk is full or read-only, or the folder belongs to somebody else.',
  replaced: 'its local data was replaced while it was open. Close Orgdesk and start it again.',
  damaged: 'its local data is damaged.',
  failed: 'its local data cannot be written.',
}

/** Why a form is not kept. */
export function whyNotKept(error: AppError): string {
  return error.kind === 'local_data' ? reasons[error.problem] : `${inSentence(describe(error).title)}.`
}
