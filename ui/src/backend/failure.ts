import type { AppError } from './contract'

/** A failed command, as an exception. */
export class Failure extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super(error.kind)
    this.name = 'Failure'
    this.error = error
  }
}

/** Whatever a command failed with, as a `Failure`. What is no `AppError` (a command that is not allowed, an answer
 * that cannot be read) is an internal error: it must not look like something the user could mend. */
export function asAppError(reason: unknown): Failure {
  if (reason instanceof Failure) return reason
  return new Failure(isAppError(reason) ? reason : { kind: 'internal' })
}

/** The error in an exception caught around `call`. */
export function failureOf(reason: unknown): AppError {
  return asAppError(reason).error
}

function isAppError(reason: unknown): reason is AppError {
  return typeof reason === 'object' && reason !== null && 'kind' in reason && typeof reason.kind === 'string'
}
