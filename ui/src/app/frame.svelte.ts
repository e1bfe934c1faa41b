import type { Colour } from '../backend'

/** The colour of the window's edge while no connection is in front: the one being chosen. */
export const frame: { colour: Colour | null } = $state({ colour: null })
