/* Likely duplicates in words: why each may be the same organization, and where it is. */
import type { AlikeReason, CreateReviewView, LikelyDuplicateView } from '../../backend'
import { count, isolated, minuteOfDay, shortId } from '../../words'

/** Why two organizations may be the same. */
export function reasonInWords(reason: AlikeReason): string {
  switch (reason.kind) {
    case 'same_name':
      return 'The same name'
    case 'same_core_name':
      return 'The same name but for spelling or legal form'
    case 'same_words':
      return 'The same words in another order'
    case 'alike_name':
      return `A name ${reason.percent} % alike`
    case 'same_website':
      return `The same website: ${reason.domain}`
    case 'same_mail_domain':
      return `Mail at the same domain: ${reason.domain}`
  }
}

/** What is said above them all. Those of the very name come first, whatever else is like it. */
export function likelyTitle({ same_name, alike }: CreateReviewView): string {
  if (same_name.length === 1) return 'An organization of this name is on the portal already'
  if (same_name.length > 1)
    return `${count(same_name.length, 'organization')} of this name are on the portal already`
  return count(alike.found.length + alike.more, 'likely duplicate')
}

/** Where one is, and how current what is shown of it is. */
export function placeInWords({ place }: LikelyDuplicateView): { where: string; note: string } {
  if (place.kind === 'not_settled')
    return {
      where: place.underway ? 'On its way just now' : 'Sent, not settled',
      note: place.underway ? 'Sent from here; it is looked for just now.' : 'Under “Needs you”.',
    }
  return {
    where: `On the portal, ${shortId(place.id)}`,
    note: place.seen_before ? `As it was at ${minuteOfDay(place.seen_before)}.` : '',
  }
}

/** What its button is called where it is read out alone. */
export function openLabel({ name, place }: LikelyDuplicateView): string {
  return place.kind === 'on_the_portal'
    ? `Open ${isolated(name)} ${shortId(place.id)}`
    : `Open ${isolated(name)}, not settled`
}
