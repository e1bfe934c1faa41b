import './design/tokens.css'
import './design/base.css'
import './design/control.css'
import 'virtual:first-screen.css'
import { begin } from './app/begin'

// Only in development builds: the screens with invented answers, to look at them in a browser.
if (import.meta.env.DEV && location.search.startsWith('?fake')) {
  const { useFake } = await import('./test/browser-fake')
  useFake(location.search)
}
begin()
