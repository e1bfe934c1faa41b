/* The contract with Rust, generated from it: `src/generated` is never edited. */
export type * from '../generated/types'
export type { Commands, Events } from '../generated/commands'
export { FIELD_LABELS, REQUIRED_FIELDS } from '../generated/labels'
