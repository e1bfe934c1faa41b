/* What is chosen, field by field, where both sides have changed it. */
import type { ChosenField, CollisionRow, OrganizationField, Side } from '../../backend'

/** The choices of one collision. */
export class Choices {
  /** The side that is chosen for a field. */
  sides: Partial<Record<OrganizationField, Side>> = $state({})
  #rows: readonly CollisionRow[] = $state.raw([])

  /** Begins with what was chosen before, as far as that still holds. */
  begin(rows: readonly CollisionRow[]): void {
    this.#rows = rows
    this.sides = Object.fromEntries(rows.flatMap(({ field, chosen }) => (chosen ? [[field, chosen]] : [])))
  }

  /** Chooses one side for all fields. */
  all(side: Side): void {
    for (const { field } of this.#rows) this.sides[field] = side
  }

  /** How many fields are still to be chosen. */
  get open(): number {
    return this.#rows.length - this.made.length
  }

  /** What is chosen, with what there was to choose from. */
  get made(): ChosenField[] {
    return this.#rows.flatMap(({ field, mine, theirs }) => {
      const side = this.sides[field]
      return side ? [{ field, mine, theirs, side }] : []
    })
  }

  /** The values that are chosen. */
  get values(): Partial<Record<OrganizationField, string>> {
    return Object.fromEntries(
      this.made.map((one) => [one.field, one.side === 'mine' ? one.mine : one.theirs]),
    )
  }
}
