/*
 * What jsdom says of an element's style. It asks every rule it has for every element, and whoever looks for something by its role
 * asks for all elements, over and over: until the page changes the answer is the same.
 */

/** Puts it in the place of jsdom's own. */
export function rememberStyles(view: Window & typeof globalThis): void {
  const ask = view.getComputedStyle.bind(view)
  const known = new WeakMap<Element, { style: CSSStyleDeclaration; at: number }>()
  let changes = 0
  const changed = () => (changes += 1)
  const observer = new view.MutationObserver(changed)
  observer.observe(view.document, { subtree: true, childList: true, attributes: true, characterData: true })

  // jsdom asks for the style of a popover to know whether it is open, and whether it is open to know its style, without end.
  const open = view.document.createElement('span').style
  open.display = 'block'
  open.visibility = 'visible'
  let within = false

  view.getComputedStyle = (element, pseudo) => {
    if (within) return open
    within = true
    try {
      // What has changed and was not told yet.
      if (observer.takeRecords().length > 0) changed()
      const before = known.get(element)
      if (before?.at === changes && !pseudo) return before.style
      const style = ask(element, pseudo)
      // Whether a popover is open is no change of the page.
      if (!pseudo && element.isConnected && !element.closest('[popover]'))
        known.set(element, { style, at: changes })
      return style
    } finally {
      within = false
    }
  }
}
