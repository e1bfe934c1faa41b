/* The words for the reasons inside an error, each table total over its kind. */
import type {
  Gone,
  KeyringState,
  LocalDataProblem,
  LocalDataUse,
  NotSentReason,
  SetAsideView,
  UnclearReason,
} from '../backend'
import { count } from '../words'

/** An error's words, or those of a reason inside it. */
export interface Words {
  title: string
  text: string
  /** Whether the text says itself that nothing was sent, saved or changed. */
  saysNothing?: boolean
}

/** Why a request did not leave. */
export const notSentTexts = (host: string): Record<NotSentReason, Words> => ({
  name_not_found: {
    title: `${host} was not found`,
    text: 'Nothing was sent. Check the portal address, and that this computer is on the network.',
  },
  no_connection: {
    title: 'No connection to the portal',
    text: `${host} did not accept the connection. Nothing was sent.`,
  },
  connect_timeout: {
    title: 'The portal does not answer',
    text: `${host} did not accept a connection in time. Nothing was sent.`,
  },
  certificate: {
    title: 'The connection is not safe',
    text: `The certificate of ${host} is not trusted on this computer, so nothing was sent. If your company has its own certificates, ask for them to be installed in the system.`,
  },
  proxy: {
    title: 'The proxy refused',
    text: `This computer’s proxy did not let Orgdesk reach ${host}. Nothing was sent.`,
  },
  setup: {
    title: 'This computer cannot make safe connections',
    text: 'Its list of trusted certificates or its proxy settings cannot be used, so nothing was sent. The log has more; whoever looks after this computer can mend it.',
  },
  request: {
    title: 'The request could not be made',
    text: 'Something in it cannot be sent as it is, such as a line break in a token. Nothing was sent.',
  },
})

/** Why an answer is not clear. */
export const unclearTexts = (status: number | null): Record<UnclearReason, Words> => ({
  timeout: { title: 'The portal did not answer in time', text: 'The request left; no answer came back.' },
  broken: { title: 'The connection broke', text: 'The request left; the answer was lost.' },
  incomplete: { title: 'The answer arrived in part', text: 'The connection ended before the answer did.' },
  unreadable: {
    title: 'The answer cannot be read',
    text: `It answered${status === null ? '' : ` ${status}`}, with something Orgdesk does not understand.`,
  },
  contradictory: {
    title: 'The answer tells of an error',
    text: `It answered${status === null ? '' : ` ${status}`}, which says done, and told of an error all the same.`,
  },
  too_large: { title: 'The answer is too large', text: 'It is larger than 8 MiB and was not read.' },
  server_error: {
    title: 'The portal failed',
    text: `It answered${status === null ? ' with a failure of its own' : ` ${status}`}.`,
  },
  redirect: {
    title: 'The portal answered with another address',
    text: 'After a write that says nothing about what was done. Orgdesk did not follow it.',
  },
  not_taken: {
    title: 'The portal said yes, and does not show them',
    text: 'Some of what was sent is empty there, as it was before. The portal may show it later, or may not have taken it.',
  },
  taken_in_part: {
    title: 'The portal said no, and took a part of it',
    text: `It answered${status === null ? '' : ` ${status}`}, and held some of what was sent all the same.`,
  },
  changed_all_the_same: {
    title: 'The portal said no, and something has changed',
    text: `It answered${status === null ? '' : ` ${status}`}, and what was to be changed was no longer as it was just before: it may have taken it in its own way, or somebody else saved.`,
  },
  not_all_listed: {
    title: 'The portal did not list everything',
    text: 'It holds more than it listed, or part of its list cannot be read. What is missing may be the one that is looked for.',
  },
  listed_to_another: {
    title: 'Another user sent this',
    text: 'The portal lists none of this name to you that is new. It may list more to who sent it.',
  },
})

/** Why the keyring cannot be used. */
export const keyringTexts: Record<KeyringState, Words> = {
  ready: { title: 'The keyring answers again', text: 'Try once more.' },
  locked: {
    title: 'This computer’s keyring is locked',
    text: 'Orgdesk keeps sign-ins only in the keyring. Unlock it and try again, or keep the sign-in until you close Orgdesk.',
  },
  absent: {
    title: 'This computer’s keyring does not answer',
    text: 'Orgdesk keeps sign-ins only in the keyring, and no keyring service is running. Start one (GNOME Keyring or KWallet on Linux) and try again, or keep the sign-in until you close Orgdesk.',
  },
  refused: {
    title: 'This computer’s keyring refuses',
    text: 'It answered, and does not let Orgdesk keep or read a sign-in. Allow it and try again, or keep the sign-in until you close Orgdesk.',
  },
}

/** What is no longer there. */
export const goneTexts: Record<Gone, Words> = {
  tested_sign_in: {
    title: 'This test is no longer valid',
    text: 'Test the sign-in again. Nothing has been saved.',
    saysNothing: true,
  },
  reviewed_write: {
    title: 'This review is no longer valid',
    text: 'It was sent already, or Orgdesk was restarted. Go back to the form and review again.',
  },
  open_write: {
    title: 'This is being looked for, or more is known of it by now',
    text: 'Nothing was sent by this. “Needs you” or the history says what became of it.',
    saysNothing: true,
  },
  connection: { title: 'This connection was removed', text: 'Choose another one under Connections.' },
  session: { title: 'This connection is not open', text: 'Open it again under Connections.' },
  operation: {
    title: 'This is no longer in the history',
    text: 'It was dropped because it is older than the history is kept.',
  },
  undo: {
    title: 'This change cannot be undone any more',
    text: 'It was undone meanwhile, or its connection leads elsewhere now. Nothing was sent.',
    saysNothing: true,
  },
  draft: {
    title: 'This draft cannot be put back any more',
    text: 'It was put back already, or Orgdesk was closed since it was discarded.',
  },
}

const full = 'The disk is full.'
const inUse: Words = {
  title: 'Another Orgdesk is open',
  text: 'It has the local data, so this one can look and sends nothing. Close this one and go on in the other, or close both and start again.',
}
const notWritable = 'The disk is full or read-only, or the folder belongs to somebody else.'
const newerData: Words = {
  title: 'The local data is from a newer Orgdesk',
  text: 'This version cannot read it and leaves it as it is. Install the newer version to see your connections.',
}
const damagedData: Words = {
  title: 'The local data is damaged',
  text: 'Nothing on a portal is affected. Close Orgdesk and start it again: it sets the damaged file aside, without deleting it, and begins a new one.',
}

const replacedData: Words = {
  title: 'The local data was replaced while Orgdesk was open',
  text: 'Something else took its place, such as a backup, so nothing can be saved on this computer and nothing is sent. Nothing on a portal is affected. Note down what is on the screen, then close Orgdesk and start it again: it goes on with what is there then.',
}

const notExported = 'There is no half a file, and nothing on a portal is affected.'

/** Why the local data cannot be used. */
export const localDataTexts: Record<LocalDataUse, Record<LocalDataProblem, Words>> = {
  opening: {
    newer: newerData,
    in_use: inUse,
    full: {
      title: 'The local data cannot be written',
      text: `${full} Nothing is sent to a portal until there is room, and new connections last until Orgdesk closes. Make room and go on: Orgdesk tries again by itself.`,
    },
    not_writable: {
      title: 'The local data cannot be written',
      text: `${notWritable} Nothing is sent to a portal until it can be written, and new connections last until Orgdesk closes. Once it can, go on: Orgdesk tries again by itself.`,
    },
    replaced: replacedData,
    damaged: {
      title: 'The local data was damaged',
      text: 'It was set aside, not deleted, and a new one was begun. Nothing on a portal is affected.',
    },
    failed: { title: 'The local data cannot be used', text: 'New connections last until Orgdesk closes.' },
  },
  reading: {
    newer: newerData,
    in_use: inUse,
    full: { title: 'The local data cannot be read', text: `${full} Nothing on a portal is affected.` },
    not_writable: {
      title: 'The local data cannot be read',
      text: `${notWritable} Nothing on a portal is affected.`,
    },
    replaced: replacedData,
    damaged: damagedData,
    failed: {
      title: 'The local data cannot be read',
      text: 'Nothing on a portal is affected. Try again; if it stays so, close Orgdesk and start it again.',
    },
  },
  writing: {
    newer: newerData,
    in_use: inUse,
    full: {
      title: 'This was not saved on this computer',
      text: `${full} What was kept before is still there, and nothing on a portal is affected. Make room and try again.`,
    },
    not_writable: {
      title: 'This was not saved on this computer',
      text: `${notWritable} What was kept before is still there, and nothing on a portal is affected. Make room, or make it writable, and try again.`,
    },
    replaced: replacedData,
    damaged: damagedData,
    failed: {
      title: 'This was not saved on this computer',
      text: 'What was kept before is still there, and nothing on a portal is affected.',
    },
  },
  exporting: {
    newer: newerData,
    in_use: inUse,
    full: { title: 'The file could not be written', text: `${full} ${notExported}` },
    not_writable: {
      title: 'The file could not be written',
      text: `${notWritable} ${notExported}`,
    },
    replaced: replacedData,
    damaged: damagedData,
    failed: { title: 'The file could not be written', text: notExported },
  },
}

const soThatNothing =
  'Orgdesk writes down what it sends before it sends it, so that nothing is created twice after a crash. Nothing was sent.'

/** What of a damaged file is in the new one, and where it lies. */
export function setAsideText({ file, connections, open_operations, whole }: SetAsideView): string {
  const taken = `${count(connections, 'connection')} and ${count(open_operations, 'write')} not settled yet`
  const read =
    connections + open_operations === 0
      ? 'No connection, and no write that is not settled, could be read.'
      : `What could be read is in the new one: ${taken}.`
  const rest = whole
    ? `All of it could be read and is in the new one: ${taken}.`
    : `${read} More may be in the damaged file. A write that was not settled may be missing under “Needs you”: look on the portal before you create the same again.`
  return `${rest} The damaged file: ${file}`
}

/** Why what was to be sent could not be noted. */
export const notNotedTexts: Record<LocalDataProblem, string> = {
  newer: `${soThatNothing} The local data is from a newer Orgdesk: install that version.`,
  in_use: `${soThatNothing} Another Orgdesk is open and has the local data: go on there, or close both and start again.`,
  full: `${soThatNothing} ${full} Make room and try again.`,
  not_writable: `${soThatNothing} ${notWritable} Make room, or make it writable, and try again.`,
  replaced: `${soThatNothing} The local data was replaced while Orgdesk was open, by a backup for instance: close Orgdesk and start it again.`,
  damaged: `${soThatNothing} The local data is damaged: close Orgdesk and start it again.`,
  failed: `${soThatNothing} The log has more under the time of now.`,
}
