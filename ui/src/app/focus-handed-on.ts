/*
 * What holds the focus can go away: a row that is settled, an error that was seen to, a line that was read. The browser then
 * lets the focus fall to the window, where keys do nothing and a screen reader begins again at the top. Here it is handed on
 * to what stands nearest.
 */
import { isPage } from './focus'

const controls = 'button, a[href], input, textarea, [tabindex="0"]'

/** For what all screens stand in: hands the focus on where what holds it goes away, but for a whole page. */
export function handsFocusOn(root: HTMLElement): () => void {
  /** What has the focus, also when it has just been taken away. */
  let held: HTMLElement | null = null

  const focusin = ({ target }: FocusEvent): void => {
    held = target instanceof HTMLElement ? target : null
  }
  const focusout = ({ target }: FocusEvent): void => {
    // Some browsers say so also of what is being taken away: which it is, is known once that is over.
    queueMicrotask(() => {
      if (held === target && held?.isConnected && document.activeElement !== held) held = null
    })
  }
  const watch = new MutationObserver((records) => {
    const gone = held
    if (!gone || gone.isConnected) return
    held = null
    if (document.activeElement !== document.body || wentWithItsPage(gone)) return
    const hole = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)))
    const place = hole?.target instanceof Element && hole.target.isConnected ? hole.target : null
    const list = place?.closest('[role="listbox"], [role="grid"]')
    // A list that is scrolled takes its rows away as well: only the row that is chosen takes the focus.
    const heir = list
      ? list.querySelector<HTMLElement>('[aria-selected="true"][tabindex="0"]')
      : ((hole && place && nearest(gone, hole, place)) ?? headingOf(root))
    heir?.focus()
  })

  root.addEventListener('focusin', focusin)
  root.addEventListener('focusout', focusout)
  watch.observe(root, { childList: true, subtree: true })
  return () => {
    root.removeEventListener('focusin', focusin)
    root.removeEventListener('focusout', focusout)
    watch.disconnect()
  }
}

/** A page that comes in place of another puts the focus where it begins. */
function wentWithItsPage(gone: HTMLElement): boolean {
  for (let up: HTMLElement | null = gone; up; up = up.parentElement) if (isPage(up)) return true
  return false
}

/** The same control of the next row, or of the one before; the control beside it; what is left of its row; a heading there. */
function nearest(gone: HTMLElement, hole: MutationRecord, place: Element): HTMLElement | null {
  const whole = [...hole.removedNodes].find((node) => node.contains(gone))
  if (whole instanceof HTMLLIElement) {
    const beside = controlsOf(besides(hole, (one) => one instanceof HTMLLIElement))
    return beside[controlsOf(whole).indexOf(gone)] ?? beside.at(-1) ?? null
  }
  const beside = whole === gone ? besides(hole, (one) => one.matches(controls)) : null
  return beside ?? controlsOf(place.closest('li'))[0] ?? place.querySelector<HTMLElement>('h2[tabindex]')
}

/** What follows after a hole, or stands before it. */
function besides({ nextSibling, previousSibling }: MutationRecord, fits: (one: HTMLElement) => boolean) {
  const is = (node: Node): node is HTMLElement =>
    node instanceof HTMLElement && node.isConnected && fits(node)
  for (let node = nextSibling; node; node = node.nextSibling) if (is(node)) return node
  for (let node = previousSibling; node; node = node.previousSibling) if (is(node)) return node
  return null
}

function controlsOf(element: Element | null): HTMLElement[] {
  return element ? [...element.querySelectorAll<HTMLElement>(controls)] : []
}

function headingOf(root: HTMLElement): HTMLElement | null {
  return (
    root.querySelector<HTMLElement>('.body:not(.whole) h2[tabindex]') ??
    root.querySelector<HTMLElement>('h1[tabindex]')
  )
}
