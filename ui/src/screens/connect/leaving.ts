/* What leaving the form of a connection would lose: a secret is never kept, and all else is unless the disk takes nothing. */
import type { Unsaved } from '../../app/guard.svelte'
import type { ConnectForm } from './connect-form.svelte'

/** The question before it is left; none where all that is typed is kept. */
export function questionOf(form: ConnectForm): Unsaved | null {
  const title = form.replaces ? 'This sign-in is not saved' : 'This connection is not saved'
  if (form.keeper.problem && form.touched) {
    return {
      title,
      text: `What you typed cannot be kept on this computer and is given up${form.holdsSecret ? ', and the token, key or password with it' : ''}.`,
      discard: 'Discard it',
      giveUp: () => form.keeper.giveUp(),
    }
  }
  if (!form.holdsSecret) return null
  return {
    title,
    text: `${form.touched ? 'What you typed is kept as a draft, but never' : 'Nothing is ever kept of'} a token, a key or a password: you enter those again.`,
    discard: 'Leave without them',
  }
}
