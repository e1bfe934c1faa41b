/* Where a result belongs: what is not settled is under "Needs you", where it is left and found again. */
import { go, type Route } from '../app/router.svelte'

interface Place {
  label: string
  onpress: () => void
}

/** The page above a result. Settled, it belongs to the organizations. */
export function above(staysOpen: boolean): Place {
  const [label, route]: [string, Route] = staysOpen
    ? ['Needs you', { name: 'needs-you' }]
    : ['Organizations', { name: 'organizations' }]
  return { label, onpress: () => go(route) }
}
