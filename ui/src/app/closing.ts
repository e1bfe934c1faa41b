import { call, listen } from '../backend'
import { leaveAll } from './guard.svelte'

/** Asks before the window closes over something unsaved. Gives what ends that. */
export function askBeforeClosing(): () => void {
  const ended = listen('close_wanted', () => leaveAll(close))
  return () => void ended.then((end) => end())
}

function close(): void {
  void call('close', null).catch(() => undefined)
}
