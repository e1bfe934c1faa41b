/*
 * How a date is typed and shown. Only writings that can mean one day are read: 2026-09-01, and the one it is shown in,
 * 1 Sep 2026. Everything else (1/9/2026 is two days) stays as it was typed, and the rules in Rust say so.
 */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The ISO form of what was typed, or the text itself where it is not clearly a date. */
export function readDate(text: string): string {
  const trimmed = text.trim()
  if (isoDay(trimmed)) return trimmed
  const match = /^(\d{1,2})\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i.exec(trimmed)
  const [, day, name, year] = match ?? []
  if (!day || !name || !year) return trimmed
  const month = months.findIndex((short) => name.toLowerCase().startsWith(short))
  const iso = `${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
  return month >= 0 && isoDay(iso) ? iso : trimmed
}

/** An ISO date as it is shown; any other text as it is. */
export function showDate(value: string): string {
  const day = isoDay(value)
  return day ? format.format(day).replace('Sept', 'Sep') : value
}

function isoDay(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? day : undefined
}
