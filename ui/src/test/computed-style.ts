/*
 * What jsdom says of an element's style. It asks every rule it has for every element, and whoever looks for something by its role
 * asks for all elements, over and over. No style sheet of the app is loaded here, and of what the rules of a browser's own ask
 * for there is little: of two elements alike in that, in the same place, the answer is the same.
 */

/** The attributes by which a browser's own rules tell elements apart, and the style an element gives itself. */
const TOLD_APART_BY = ['align', 'dir', 'frame', 'hidden', 'open', 'rules', 'sizes', 'style', 'type'] as const

/** What an element is for those rules: what it and everything around it is called and has of those attributes. */
function kindOf(element: Element): string {
  let kind = ''
  for (let at: Element | null = element; at; at = at.parentElement) {
    kind += `<${at.localName}`
    for (const name of TOLD_APART_BY) {
      const value = at.getAttribute(name)
      if (value !== null) kind += ` ${name}="${value}"`
      // Its direction is that of what is written in it.
      if (name === 'dir' && value === 'auto') kind += `>${written(at)}`
    }
  }
  return kind
}

const written = (element: Element) =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
    ? element.value
    : element.textContent

/** Puts it in the place of jsdom's own. */
export function rememberStyles(view: Window & typeof globalThis): void {
  const ask = view.getComputedStyle.bind(view)
  const known = new Map<string, CSSStyleDeclaration>()

  // jsdom asks for the style of a popover to know whether it is open, and whether it is open to know its style, without end.
  const open = view.document.createElement('span').style
  open.display = 'block'
  open.visibility = 'visible'
  let within = false

  view.getComputedStyle = (element, pseudo) => {
    if (within) return open
    within = true
    try {
      const isAlone = view.document.styleSheets.length === 0
      // Whether a popover is open is written nowhere.
      if (pseudo || !isAlone || !element.isConnected || element.closest('[popover]'))
        return ask(element, pseudo)
      const kind = kindOf(element)
      const before = known.get(kind)
      if (before) return before
      const style = ask(element)
      known.set(kind, style)
      return style
    } finally {
      within = false
    }
  }
}
