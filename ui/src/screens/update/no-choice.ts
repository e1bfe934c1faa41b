/* What becomes of the fields that only one side changed, or both alike: said beside those that have to be chosen. */
import { FIELD_LABELS } from '../../backend'
import type { CollisionView, OrganizationField, OrganizationFields } from '../../backend'

/** A field that needs no choice. */
export interface Settled {
  label: string
  /** What was loaded; none where that is not known. */
  before: string | null
  /** What was typed, and what the portal holds now; none where that side left it as it was. */
  mine: string | null
  theirs: string | null
  will: string
}

/**
 * The fields that change without a choice, in the order of the form. `base` is what was loaded, none where that was not
 * seen, and `mine` what was typed over it.
 */
export function settledFields(
  collision: CollisionView,
  base: OrganizationFields | null,
  mine: OrganizationFields,
): Settled[] {
  const { theirs, merged, collisions } = collision
  return (Object.keys(FIELD_LABELS) as OrganizationField[])
    .filter((field) => !collisions.some((row) => row.field === field))
    .map((field) => {
      const before = base?.[field] ?? null
      const changed = (value: string) => (value === (before ?? '') ? null : value)
      return {
        label: FIELD_LABELS[field],
        before,
        mine: changed(mine[field].trim()),
        theirs: theirs.unread.includes(field) ? null : changed(theirs.fields[field]),
        will: merged[field],
      }
    })
    .filter((row) => row.mine !== null || row.theirs !== null)
}
