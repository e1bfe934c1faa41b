/* How times, counts and people are said. */
import type { IdentityView } from './backend'

// Made when they are first needed: the tables behind them are large, and the first screen says no time.
const clock = lazily({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const clockShort = lazily({ hour: '2-digit', minute: '2-digit' })
const day = lazily({ day: 'numeric', month: 'short', year: 'numeric' })
const dayShort = lazily({ day: 'numeric', month: 'short' })
const weekday = lazily({ weekday: 'short', day: 'numeric', month: 'short' })

/** A moment of today to the second, such as "14:31:58". */
export function timeOfDay(moment: string): string {
  const at = parsed(moment)
  return at ? clock().format(at) : moment
}

/** A moment to the minute, such as "14:31". */
export function minuteOfDay(moment: string): string {
  const at = parsed(moment)
  return at ? clockShort().format(at) : moment
}

/** When something was, short: a time for today, "Yesterday", "12 Aug", or "12 Aug 2024". */
export function when(moment: string | null, now: Date = new Date()): string {
  if (moment === null) return ''
  const at = parsed(moment)
  if (!at) return moment
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  if (days === 0) return clockShort().format(at)
  if (days === 1) return 'Yesterday'
  return inThree((at.getFullYear() === now.getFullYear() ? dayShort() : day()).format(at))
}

/** When something was, with its time: "Today, 14:05" or "12 Mar 2024". */
export function dated(moment: string | null, now: Date = new Date()): string {
  if (moment === null) return ''
  const at = parsed(moment)
  if (!at) return moment
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  if (days === 0) return `Today, ${clockShort().format(at)}`
  if (days === 1) return `Yesterday, ${clockShort().format(at)}`
  return inThree(day().format(at))
}

/** When something was, to the second: "Today 14:05:12" or "12 Mar 2024, 14:05:12". */
export function momentOf(moment: string, now: Date = new Date()): string {
  const at = parsed(moment)
  if (!at) return moment
  const day = dayOf(moment, now)
  return `${day}${day === 'Today' || day === 'Yesterday' ? '' : ','} ${clock().format(at)}`
}

/** The day of a moment, as the head of a list: "Today", "Yesterday", "Mon 24 Aug" or "12 Mar 2024". */
export function dayOf(moment: string, now: Date = new Date()): string {
  const at = parsed(moment)
  if (!at) return moment
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return inThree((at.getFullYear() === now.getFullYear() ? weekday() : day()).format(at)).replace(',', '')
}

/** When something was left, always with its time: "Today, 14:05", "27 Nov, 18:04" or "27 Nov 2025, 18:04". */
export function stamped(moment: string, now: Date = new Date()): string {
  const at = parsed(moment)
  if (!at) return moment
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  if (days === 0 || days === 1) return dated(moment, now)
  const date = at.getFullYear() === now.getFullYear() ? dayShort() : day()
  return `${inThree(date.format(at))}, ${clockShort().format(at)}`
}

/** A count and its noun: "1 warning", "2 warnings". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

/** A duration to wait, in whole seconds or minutes. */
export function seconds(n: number): string {
  return n < 120 ? count(n, 'second') : count(Math.ceil(n / 60), 'minute')
}

/** A duration that was measured, such as "0.4 s". */
export function elapsed(milliseconds: number): string {
  if (milliseconds < 50) return 'under 0.1 s'
  return `${(milliseconds / 1000).toFixed(milliseconds < 950 ? 1 : 0)} s`
}

/** Words as they begin a line: with a capital letter. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Words as they stand inside a sentence; names keep their capital letter. */
export function inSentence(words: string): string {
  return words.startsWith('Orgdesk') ? words : words.charAt(0).toLowerCase() + words.slice(1)
}

/** An id cut in its middle; the whole belongs in a tooltip. */
export function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id
}

/** How much of a value stands among other words. */
const MOST_LETTERS = 60

/** The beginning of a value, in one line; the whole of it is shown elsewhere. */
export function shortened(value: string): string {
  const letters = [...value.replaceAll(/\s+/g, ' ')]
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : letters.join('')
}

/** A text in which each id is cut in its middle. */
export function shortIds(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, shortId)
}

/** Who somebody is, in one line. */
export function identityInWords(identity: IdentityView): string {
  const username = isolated(identity.username)
  return identity.partner === null ? username : `${username} of ${isolated(identity.partner)}`
}

/* Letters written from right to left, and the signs that say in which direction a text runs. */
const turning =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A value as it stands among other words: whatever direction it runs in, and whatever signs it holds that turn a
 * direction, what is around it stays in its place. A value that cannot turn anything is left as it is.
 */
export function isolated(value: string): string {
  if (!turning.test(value)) return value
  // Its own isolates could end the one around it early, or keep it open.
  return `\u2068${value.replace(/[\u2066-\u2069]/g, '')}\u2069`
}

/** Each month in three letters, as dates are said everywhere else. */
function inThree(date: string): string {
  return date.replace('Sept', 'Sep')
}

function lazily(shown: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | undefined
  return () => (made ??= new Intl.DateTimeFormat('en-GB', shown))
}

function parsed(moment: string): Date | undefined {
  const at = new Date(moment)
  return Number.isNaN(at.getTime()) ? undefined : at
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}
