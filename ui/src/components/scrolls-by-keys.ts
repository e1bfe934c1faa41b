/* What scrolls sideways can be scrolled with the keys as well: it can have the focus, and has a name. */
import type { Attachment } from 'svelte/attachments'

/** Lets what it is attached to have the focus for as long as not all of it is in view. */
export function scrollsByKeys(label: string): Attachment<HTMLElement> {
  return (element) => {
    const look = () => {
      if (element.scrollWidth > element.clientWidth + 1) {
        element.tabIndex = 0
        element.setAttribute('role', 'region')
        // The section it stands in has the same name.
        element.setAttribute('aria-label', `${label}, table`)
      } else {
        for (const name of ['tabindex', 'role', 'aria-label']) element.removeAttribute(name)
      }
    }
    const watch = new ResizeObserver(look)
    watch.observe(element)
    return () => watch.disconnect()
  }
}
