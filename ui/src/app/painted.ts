import { call } from '../backend'
import { afterPaint } from './after-paint'

/** Tells the app once what is shown now has been painted. Gives what calls it off. */
export function tellPainted(): () => void {
  return afterPaint(() => void call('painted', null).catch(() => undefined))
}
