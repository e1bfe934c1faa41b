import './design/tokens.css'
import './design/base.css'
import './design/control.css'
import { mount } from 'svelte'
import App from './App.svelte'

const target = document.getElementById('app')
if (target) {
  // Only in development builds: the screens with invented answers, to look at them in a browser.
  if (import.meta.env.DEV && location.search.startsWith('?fake')) {
    const { useFake } = await import('./test/browser-fake')
    useFake(location.search)
  }
  mount(App, { target })
}
