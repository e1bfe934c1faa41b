/* The columns of a table, and how wide they are: as wide as there is room for, or as wide as somebody made them. */

export interface Column<Id extends string = string> {
  id: Id
  label: string
  /** Its share of the room that is left; none for a column that is as wide as what stands in it. */
  share?: number
  /** How narrow it gets by itself, in pixels; without a share, how wide it is. */
  least: number
  /** Narrow lists leave it out. */
  wideOnly?: boolean
}

/** The columns that were given a width, in pixels. */
export type Widths<Id extends string = string> = Readonly<Partial<Record<Id, number>>>

/** How narrow and how wide a column can be made. */
export const narrowest = 48
export const widest = 1200

/** Between two columns; before the first and after the last. */
const gap = 10
const ends = 30

/** The columns in CSS's terms of a grid. */
export function tracks(columns: readonly Column[], widths: Widths): string {
  return columns
    .map(({ id, share, least }) => {
      const made = widths[id]
      if (made !== undefined) return `${made}px`
      return share === undefined ? `${least}px` : `minmax(${least}px, ${share}fr)`
    })
    .join(' ')
}

/** How much room a row needs at least, in pixels: with less, the table scrolls sideways. */
export function leastRoom(columns: readonly Column[], widths: Widths): number {
  const needed = columns.reduce((sum, { id, least }) => sum + (widths[id] ?? least), 0)
  return needed + gap * (columns.length - 1) + ends
}

/** A width within bounds. */
export function bounded(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)))
}
