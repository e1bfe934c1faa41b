/*
 * A list, menu or calendar that opens at a control. It is put in the top layer, so that no scrolling box cuts it, and
 * placed through the CSSOM, which the content security policy allows.
 */

/** Opens `element` under `anchor` (or above it where there is more room) for as long as it is in the page. */
export function popup(
  anchor: () => HTMLElement | undefined,
  onaway: () => void,
  match: 'width' | 'start' = 'start',
) {
  return (element: HTMLElement): (() => void) => {
    element.popover = 'manual'
    element.showPopover?.()
    place(element, anchor(), match)

    const away = (event: Event) => {
      const target = event.target as Node
      if (!element.contains(target) && !anchor()?.contains(target)) onaway()
    }
    const moved = (event: Event) => {
      if (!(event.target instanceof Node) || !element.contains(event.target)) onaway()
    }
    document.addEventListener('pointerdown', away, true)
    document.addEventListener('scroll', moved, true)
    window.addEventListener('resize', onaway)
    return () => {
      document.removeEventListener('pointerdown', away, true)
      document.removeEventListener('scroll', moved, true)
      window.removeEventListener('resize', onaway)
    }
  }
}

function place(element: HTMLElement, anchor: HTMLElement | undefined, match: 'width' | 'start'): void {
  if (!anchor) return
  const box = anchor.getBoundingClientRect()
  if (match === 'width') element.style.width = `${box.width}px`
  const { width, height } = element.getBoundingClientRect()
  const below = window.innerHeight - box.bottom - 8
  const top = height > below && box.top > below ? Math.max(8, box.top - 4 - height) : box.bottom + 4
  element.style.top = `${top}px`
  element.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`
}
