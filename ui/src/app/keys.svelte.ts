/* The keys of the window. A screen says what its keys do while it is in front; the rest is the same everywhere. */
import { mac } from './mac'

/** What the keys do on the screen in front. */
export interface ScreenKeys {
  /** Ctrl/⌘ Enter. */
  primary?: () => void
  /** Esc. */
  back?: () => void
  /** / */
  search?: () => void
  /** E */
  edit?: () => void
  /** H */
  history?: () => void
}

/** Whether the table of keys is open. */
export const keys: { help: boolean } = $state({ help: false })

let screen: ScreenKeys = {}

/** How a chord is written: "Ctrl ↵" or "⌘ ↵". */
export function chord(key: string): string {
  return `${mac ? '⌘' : 'Ctrl'} ${key}`
}

/** Gives the screen in front its keys for as long as the effect that calls this lives. */
export function useKeys(given: () => ScreenKeys): void {
  $effect(() => {
    const mine = given()
    screen = mine
    return () => {
      if (screen === mine) screen = {}
    }
  })
}

/** The keys that are the same everywhere. */
interface GlobalKeys {
  /** Ctrl/⌘ N */
  create: () => void
  /** Ctrl/⌘ 1, 2 and so on. */
  room: (number: number) => void
}

/** Handles a key of the window. `global` are the keys that are the same everywhere. */
export function pressed(event: KeyboardEvent, global: GlobalKeys): void {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
  const action = actionOf(event, global)
  if (!action) return
  event.preventDefault()
  action()
}

function actionOf(event: KeyboardEvent, global: GlobalKeys): (() => void) | undefined {
  const { primary, back, search, edit, history } = screen
  const command = mac ? event.metaKey : event.ctrlKey
  if (command && !event.altKey && !event.shiftKey) {
    if (event.key === 'Enter') return primary
    if (event.key.toLowerCase() === 'n') return global.create
    if (/^[1-9]$/.test(event.key)) return () => global.room(Number(event.key))
    return undefined
  }
  if (event.key === 'F6') return () => nextRegion(event.shiftKey ? -1 : 1)
  if (event.key === 'Escape') return back
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return undefined
  if (event.key === '/') return search
  if (event.key.toLowerCase() === 'e') return edit
  if (event.key.toLowerCase() === 'h') return history
  if (event.key === '?') return () => (keys.help = true)
  return undefined
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select, [role="menu"] *')
  )
}

/** Moves focus to the next of sidebar, list, detail and actions. */
function nextRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || region === document.body,
  )
  const here = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(here + by + regions.length) % regions.length]
  const inside = next?.querySelector<HTMLElement>(
    '[tabindex="0"]:not([role="separator"]), a[href], button:not([tabindex="-1"]), input, textarea',
  )
  ;(inside ?? next)?.focus()
}
