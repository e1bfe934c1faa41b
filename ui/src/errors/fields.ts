/* How a finding of Rust finds its control on the screen. */
import type { AppError, Finding } from '../backend'
import type { Standing } from './standing.svelte'

/** The id of the control of a form's field: `plans.0.end_date` is `f-plans-0-end_date`. */
export function controlId(field: string): string {
  return `f-${field.replaceAll('.', '-')}`
}

/** The findings an error carries. */
export function problemsOf(error: AppError | null): Finding[] {
  return error !== null && 'problems' in error ? error.problems : []
}

/** What is said about a field. */
export function messageAt(findings: readonly Finding[], field: string): string | undefined {
  return findings.find((finding) => finding.field === field)?.message
}

/** The problems that still stand. */
export function open(problems: readonly Standing[]): Standing[] {
  return problems.filter(({ settled }) => !settled)
}
