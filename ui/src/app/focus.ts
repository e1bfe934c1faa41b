/*
 * After a page opens, focus is on its error summary, on its first field, or on its heading. Pages that are read before
 * something is done (reviews, outcomes) always begin at the heading.
 */

const pages = new WeakSet<Element>()

/** Whether this is the element of a page, which puts focus where it begins. */
export function isPage(element: Element): boolean {
  return pages.has(element)
}

/** For the element of a page: puts focus where the page begins, unless it is in the page already, or in a list that is open. */
export function startsAt(where: 'field' | 'heading') {
  return (page: HTMLElement): void => {
    pages.add(page)
    requestAnimationFrame(() => {
      const { activeElement } = document
      if (!page.isConnected || page.contains(activeElement) || activeElement?.closest('.popup')) return
      const field =
        where === 'field'
          ? page.querySelector<HTMLElement>(
              '[role="alert"][tabindex], .body input:not([type="radio"]), .body textarea',
            )
          : null
      const heading =
        page.querySelector<HTMLElement>('.body h2[tabindex]') ?? page.querySelector<HTMLElement>('h1')
      ;(field ?? heading)?.focus()
    })
  }
}

/** For a form: Enter goes to the next field and sends nothing. */
export function enterMovesOn(form: HTMLElement): () => void {
  const keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing) return
    if (event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return
    // In an open list Enter chooses; its own handler runs after this one.
    if (event.target.hasAttribute('aria-activedescendant')) return
    event.preventDefault()
    const fields = [...form.querySelectorAll<HTMLElement>('input:not([type="radio"]), textarea')]
    fields[fields.indexOf(event.target) + 1]?.focus()
  }
  form.addEventListener('keydown', keydown)
  return () => form.removeEventListener('keydown', keydown)
}

/**
 * For the body of a page: a field one comes to with a key comes into view with its label and all that is said of it, and the
 * one that has the focus stays there when the window changes its size.
 */
export function keepsInView(body: HTMLElement): () => void {
  const show = (at: EventTarget | null): void => {
    if (at instanceof Element) at.closest('.field')?.scrollIntoView?.({ block: 'nearest' })
  }
  const keyup = ({ key, target }: KeyboardEvent): void => {
    if (key === 'Tab' || key === 'Enter') show(target)
  }
  const resize = (): void => {
    if (body.contains(document.activeElement)) show(document.activeElement)
  }
  body.addEventListener('keyup', keyup)
  addEventListener('resize', resize)
  return () => {
    body.removeEventListener('keyup', keyup)
    removeEventListener('resize', resize)
  }
}

/**
 * For a form: does something when focus leaves one of its fields. What it changes on the screen must not move a button
 * away from under a pointer that is pressing it: it waits until the pointer is let go.
 */
export function onLeaving(leave: () => void) {
  return (form: HTMLElement): (() => void) => {
    let pressing = false
    let waiting = false
    const left = (): void => {
      if (pressing) waiting = true
      else leave()
    }
    const pressed = (): void => void (pressing = true)
    const released = (): void => {
      pressing = false
      // After the click that this press becomes.
      if (waiting) setTimeout(leave)
      waiting = false
    }
    form.addEventListener('focusout', left)
    addEventListener('pointerdown', pressed, true)
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, released, true)
    return () => {
      form.removeEventListener('focusout', left)
      removeEventListener('pointerdown', pressed, true)
      for (const end of ['pointerup', 'pointercancel']) removeEventListener(end, released, true)
    }
  }
}
