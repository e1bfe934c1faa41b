import { call, type FirstScreen } from '../backend'
import { afterPaint } from './after-paint'

/** After so long, in milliseconds, a first screen that is not painted says whether its window is seen at all. */
const LATE = 1_000

/** Tells the app once what is shown now has been painted. Gives what calls it off. */
export function tellPainted(): () => void {
  const tell = (screen: FirstScreen): void => void call('first_screen', screen).catch(() => undefined)
  const seen = (): void => tell(document.hidden ? 'hidden' : 'visible')
  const late = setTimeout(() => {
    if (document.hidden) seen()
    document.addEventListener('visibilitychange', seen)
  }, LATE)
  const off = afterPaint(() => {
    end()
    tell('painted')
  })
  function end(): void {
    clearTimeout(late)
    document.removeEventListener('visibilitychange', seen)
    off()
  }
  return end
}
