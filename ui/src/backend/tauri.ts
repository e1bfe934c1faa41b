import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import type { IBackend } from './index'

/** The app itself. */
export const tauriBackend: IBackend = {
  invoke: (command, request) => invoke(command, { request }),
  listen: (event, heard) => listen(event, ({ payload }) => heard(payload as never)),
}
