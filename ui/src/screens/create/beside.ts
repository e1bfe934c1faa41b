/* Organizations side by side: there is room for so many beside the first. */
import type { BesideRow } from '../../backend'

const MOST = 3

/** Some of them, in one table. */
export interface Beside<T> {
  /** What the table is called, where it is read out. */
  label: string
  some: readonly T[]
  rows: readonly BesideRow[]
}

/** The tables that all of them take. */
export function tables<T>(label: string, all: readonly T[], rows: readonly BesideRow[]): Beside<T>[] {
  return Array.from({ length: Math.ceil(all.length / MOST) }, (_, index) => {
    const [from, to] = [index * MOST, Math.min((index + 1) * MOST, all.length)]
    const which = to - from === 1 ? `${to}` : `${from + 1} to ${to}`
    return {
      label: all.length > MOST ? `${label}, ${which} of ${all.length}` : label,
      some: all.slice(from, to),
      rows: rows.map((row) => ({ ...row, others: row.others.slice(from, to) })),
    }
  })
}
