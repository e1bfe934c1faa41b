/* The columns of the list, and how wide they were made on this computer. */
import { call } from '../../backend'
import type { ListColumn } from '../../backend'
import type { Column, Widths } from '../../components/columns'

export const columns: readonly Column<ListColumn>[] = [
  { id: 'name', label: 'Name', share: 1.35, least: 96 },
  { id: 'company', label: 'Company', share: 1.25, least: 72, wideOnly: true },
  { id: 'city', label: 'City', share: 0.55, least: 76 },
  { id: 'country', label: 'Country', share: 0.7, least: 92, wideOnly: true },
  { id: 'contact', label: 'Contact', share: 0.7, least: 84, wideOnly: true },
  { id: 'status', label: 'Status', least: 88 },
  { id: 'changed', label: 'Changed', least: 66 },
]

/** The widths as they are now. */
export const sizes: { widths: Widths<ListColumn> } = $state({ widths: {} })

/** Takes over the widths this computer keeps. Where it cannot say them, the columns are as at first. */
export async function readWidths(): Promise<void> {
  const kept = await call('column_widths', null).catch(() => null)
  if (kept) sizes.widths = kept.widths
}

/** Keeps the widths for the next time. That they could not be kept is not worth a word. */
export async function keepWidths(): Promise<void> {
  await call('column_widths_keep', { widths: $state.snapshot(sizes.widths) }).catch(() => undefined)
}
