/*
 * The start. At the first one the page holds what there is to see, and everything else waits until something is chosen.
 * Whoever has a connection comes straight to it; while what is kept is read the page says so, without any script.
 */
import { call, type StartView } from '../backend'
import { afterPaint } from './after-paint'
import type { FirstChoice } from './first-choice'
import { tellPainted } from './painted'
import { hearZoom } from './zoom'

/** Where the page holds the first screen; the address names it at a first start. */
const WELCOME = '#welcome'

/** Begins, in the page as it was loaded. */
export function begin(): void {
  hearZoom()
  let isWaiting = false
  let isOpened = false
  const starting = location.hash === WELCOME ? firstStart() : call('start', null)
  void starting.then(keepsNothing, () => false).then((nothing) => (nothing ? welcome() : open()))

  /** The first screen is there already: it is to be seen before anything is asked. */
  async function firstStart(): Promise<StartView> {
    welcome()
    await new Promise<void>(afterPaint)
    return call('start', null)
  }

  /** Shows what is in the page, and waits. */
  function welcome(): void {
    if (isWaiting) return
    isWaiting = true
    location.hash = WELCOME
    opening()?.remove()
    tellPainted()
    const screen = document.querySelector(WELCOME)
    screen?.querySelector('h1')?.focus()
    screen?.addEventListener('click', ({ target }) => {
      if (target instanceof HTMLButtonElement) void open(target.value as FirstChoice)
    })
    window.addEventListener('keydown', keyed)
  }

  /** Most keys belong to the app: it is loaded, and hears them then. */
  function keyed(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    if (['Tab', 'Enter', ' ', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
    void open().then(() => window.dispatchEvent(new KeyboardEvent('keydown', event)))
  }

  /** Loads the app itself. The first screen stays until another one is there. */
  async function open(chosen?: FirstChoice): Promise<void> {
    if (isOpened) return
    isOpened = true
    window.removeEventListener('keydown', keyed)
    const screen = document.querySelector(WELCOME)
    if (!isWaiting) screen?.remove()
    const target = document.getElementById('app')
    const [{ flushSync, mount }, { default: App }] = await Promise.all([
      import('svelte'),
      import('../App.svelte'),
    ])
    const onshown = () => {
      opening()?.remove()
      return isWaiting ? void screen?.remove() : tellPainted()
    }
    if (target) mount(App, { target, props: { starting, chosen, onshown } })
    flushSync()
  }
}

/** What the page shows until there is a screen. */
function opening(): HTMLElement | null {
  return document.getElementById('opening')
}

function keepsNothing({ connections, trouble }: StartView): boolean {
  return connections.connections.length === 0 && trouble === null
}
