/*
 * What the screen says about each error. The table is total: a new kind in Rust does not compile here until it has its
 * words. Facts come from the error; no rule is decided here.
 */
import type { AppError, TriedView } from '../backend'
import { identityInWords, isolated, seconds } from '../words'
import {
  goneTexts,
  keyringTexts,
  localDataTexts,
  setAsideText,
  notNotedTexts,
  notSentTexts,
  unclearTexts,
  type Words,
} from './texts'

/** Something the user can do about an error; a screen shows those it can carry out. */
export type Remedy = 'try_again' | 'sign_in' | 'confirm_identity' | 'keep_this_run' | 'review_again'

/** An error as it is shown. */
export interface Described {
  severity: 'problem' | 'warning' | 'unknown'
  title: string
  text: string
  /** Whether the text says itself that nothing was sent, saved or changed. */
  saysNothing?: boolean
  /** Whether the text says itself that what was typed is kept. */
  saysKept?: boolean
  /** The portal's own words, shown in quotes. */
  said: string | null
  /** The portal's answer as it arrived, shown on request. */
  raw: string | null
  remedies: Remedy[]
}

type Kind = AppError['kind']
type Table = { [K in Kind]: (error: Extract<AppError, { kind: K }>) => Described }

/** Says an error in words. */
export function describe(error: AppError): Described {
  return (table[error.kind] as (error: AppError) => Described)(error)
}

/** Whether nobody knows if something was written to the portal: then nobody may say that nothing was. */
export function mayHaveWritten(error: AppError | null): boolean {
  return error?.kind === 'went_wrong' && error.may_have_written
}

const nothing = { said: null, raw: null } as const

const table: Table = {
  invalid: ({ problems }) => ({
    severity: 'problem',
    title: 'There is a problem',
    text: problems.map((problem) => problem.message).join(' '),
    ...nothing,
    remedies: [],
  }),
  not_sent: ({ reason, host }) => ({
    severity: 'problem',
    ...notSentTexts(isolated(host))[reason],
    saysNothing: true,
    ...nothing,
    remedies: ['try_again'],
  }),
  refused: ({ status, retry_after_seconds, said }) => ({
    severity: 'warning',
    title: 'The portal asks to wait',
    text:
      retry_after_seconds === null
        ? `It answered ${status}. Nothing was changed. Try again in a moment.`
        : `It answered ${status}. Nothing was changed. Try again in ${seconds(retry_after_seconds)}.`,
    saysNothing: true,
    said: said.message,
    raw: said.raw,
    remedies: ['try_again'],
  }),
  rejected: (error) => ({
    severity: 'problem',
    ...rejected(error.status, error.redirect_to),
    said: error.said.message,
    raw: error.said.raw,
    remedies: rejectedRemedies(error),
  }),
  unclear: ({ reason, status, said }) => ({
    severity: 'unknown',
    ...unclearTexts(status)[reason],
    said: said.message,
    raw: said.raw,
    remedies: ['try_again'],
  }),
  not_shown: ({ why, status, said }) => ({
    ...(why === 'forbidden'
      ? { severity: 'problem', ...rejected(403, null) }
      : { severity: 'unknown', ...unclearTexts(status).unreadable }),
    said: said.message,
    raw: said.raw,
    remedies: ['try_again'],
  }),
  keyring: ({ state }) => ({
    severity: 'warning',
    ...keyringTexts[state],
    ...nothing,
    remedies: ['keep_this_run'],
  }),
  sign_in_needed: () => ({
    severity: 'warning',
    title: 'Sign in to this connection',
    text: 'Its sign-in was kept only until Orgdesk closed, or is no longer in the keyring. Nothing else is lost.',
    ...nothing,
    remedies: ['sign_in'],
  }),
  not_a_portal: ({ tried }) => ({
    severity: 'problem',
    title: 'No scanning portal answered at this address',
    text: `Asked ${triedInWords(tried)}. Check the portal address; nothing has been saved.`,
    saysNothing: true,
    ...nothing,
    remedies: ['try_again'],
  }),
  identity_changed: ({ before, now }) => ({
    severity: 'warning',
    title: 'The portal knows this sign-in as somebody else',
    text: `It was ${identityInWords(before)} and is now ${identityInWords(now)}. Nothing is written until you have confirmed who you are.`,
    ...nothing,
    remedies: ['confirm_identity', 'sign_in'],
  }),
  name_appeared: ({ found, sent_before }) => ({
    severity: 'warning',
    title: 'An organization of this name has appeared',
    text: `Since the review, ${found.length === 1 ? 'one was' : `${found.length} were`} created on the portal. ${
      sent_before
        ? `One was sent from here before, and the portal did not say that it was created; ${found.length === 1 ? 'this' : 'one of them'} may have come of that all the same: look at it before you create another.`
        : 'Nothing has been sent.'
    } Review again to see ${found.length === 1 ? 'it' : 'them'}.`,
    saysNothing: !sent_before,
    ...nothing,
    remedies: ['review_again'],
  }),
  gone: ({ what }) => ({ severity: 'warning', ...goneTexts[what], ...nothing, remedies: ['try_again'] }),
  local_data: ({ during, problem, set_aside }) => ({
    severity: 'warning',
    ...localDataTexts[during][problem],
    ...(set_aside && { text: `${localDataTexts[during][problem].text} ${setAsideText(set_aside)}` }),
    ...nothing,
    remedies: during === 'opening' ? [] : ['try_again'],
  }),
  not_noted: ({ problem }) => ({
    severity: 'problem',
    title: 'Nothing was sent: it could not be noted on this computer first',
    text: notNotedTexts[problem],
    saysNothing: true,
    ...nothing,
    remedies: ['try_again'],
  }),
  practice: () => ({
    severity: 'problem',
    title: 'The practice portal did not start',
    text: 'Something on this computer keeps Orgdesk from opening a local port. Nothing has been sent anywhere.',
    saysNothing: true,
    ...nothing,
    remedies: ['try_again'],
  }),
  went_wrong: ({ may_have_written }) => ({
    severity: may_have_written ? 'unknown' : 'problem',
    title: 'Something in Orgdesk went wrong',
    text: may_have_written
      ? 'It is not known whether the portal was written to. Look there before you try again. What you typed is kept.'
      : 'Nothing was written to a portal. The log has more under the time of now.',
    saysNothing: !may_have_written,
    saysKept: may_have_written,
    ...nothing,
    remedies: may_have_written ? ['review_again'] : ['try_again'],
  }),
  internal: () => ({
    severity: 'problem',
    title: 'Orgdesk itself failed',
    text: 'This should not happen. What you typed is kept. The log has more under the time of now.',
    saysKept: true,
    ...nothing,
    remedies: ['try_again'],
  }),
}

function rejected(status: number, redirectTo: string | null): Words {
  if (redirectTo !== null) {
    return {
      title: 'The portal wants to send us elsewhere',
      text: `It answered ${status} and points to ${isolated(redirectTo)}. A sign-in is never taken to another address by itself. If that is your portal, use its address in the connection.`,
    }
  }
  switch (status) {
    case 401:
      return {
        title: 'The portal refused the sign-in',
        text: 'It answered 401. What was given to sign in is wrong, has expired, or was replaced in the portal.',
      }
    case 403:
      return {
        title: 'The portal does not allow this',
        text: 'It answered 403. This user may not do it here.',
      }
    case 404:
      return {
        title: 'The portal does not know this',
        text: 'It answered 404. The record may have been removed, or is not visible to this user.',
      }
    case 422:
      return {
        title: 'The portal did not accept what was sent',
        text: 'It answered 422. As far as can be seen, nothing was changed.',
        saysNothing: true,
      }
    default:
      return {
        title: 'The portal refused',
        text: `It answered ${status}. As far as can be seen, nothing was changed.`,
        saysNothing: true,
      }
  }
}

function rejectedRemedies({ status, problems }: Extract<AppError, { kind: 'rejected' }>): Remedy[] {
  if (status === 401) return ['sign_in', 'try_again']
  // What is wrong with a field stays wrong until it is changed.
  return problems.some(({ field }) => field !== null) ? [] : ['try_again']
}

function triedInWords(tried: TriedView[]): string {
  return tried.map(({ path, what }) => `${isolated(path)} (${isolated(what)})`).join(', ') || 'nothing'
}
