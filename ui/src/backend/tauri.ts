import { invoke } from '@tauri-apps/api/core'
import type { IBackend } from './index'

/** The app itself. */
export const tauriBackend: IBackend = {
  invoke: (command, request) => invoke(command, { request }),
  // The first screen hears nothing, so it does not load this either.
  listen: async (event, heard) => {
    const { listen } = await import('@tauri-apps/api/event')
    return listen(event, ({ payload }) => heard(payload as never))
  },
}
