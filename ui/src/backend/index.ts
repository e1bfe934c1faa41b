/*
 * The one way to Rust. Everything else in the UI asks through `call` and `listen`; only this folder knows Tauri, so
 * that tests can put a fake in its place.
 */
import { asAppError } from './failure'
import { tauriBackend } from './tauri'
import type { Commands, Events } from './contract'

export type * from './contract'
export { FIELD_LABELS, REQUIRED_FIELDS } from './contract'
export { Failure, failureOf } from './failure'

export type CommandName = keyof Commands
export type RequestOf<C extends CommandName> = Commands[C]['request']
export type ResponseOf<C extends CommandName> = Commands[C]['response']
export type EventName = keyof Events

/** What the UI needs from outside. */
export interface IBackend {
  /** Calls a command; rejects with whatever the command failed with. */
  invoke<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResponseOf<C>>
  /** Hears an event until the function it gives is called. */
  listen<E extends EventName>(event: E, heard: (payload: Events[E]) => void): Promise<() => void>
}

let backend: IBackend = tauriBackend

/** Puts another backend in place of Tauri, for tests and for looking at the screens without the app. */
export function useBackend(other: IBackend): void {
  backend = other
}

/** Calls a command of the app. A failure is always a `Failure` that holds an `AppError`. */
export async function call<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResponseOf<C>> {
  try {
    return await backend.invoke(command, request)
  } catch (reason) {
    throw asAppError(reason)
  }
}

/** Hears an event of the app. Gives the function that ends it. */
export function listen<E extends EventName>(
  event: E,
  heard: (payload: Events[E]) => void,
): Promise<() => void> {
  return backend.listen(event, heard)
}
