// What on this screen cannot be read or reached: returned in words, nothing where all can.
const found = []
const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 140)}`)
// What lies behind an open dialog is not to be read or reached.
const front = document.querySelector('dialog[open]') ?? document.body
const [width, height] = [innerWidth, innerHeight]
const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
const style = (element) => getComputedStyle(element)
const clips = (value) => value !== 'visible'

/** What of a box is in view, after all that clips it; none where nothing is. */
function inView(box, from) {
  let { left, top, right, bottom } = box
  for (let at = from; at && at !== document.documentElement; at = at.parentElement) {
    const { overflowX, overflowY } = style(at)
    const edge = at.getBoundingClientRect()
    if (clips(overflowX)) [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)]
    if (clips(overflowY)) [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)]
  }
  ;[left, right] = [Math.max(left, 0), Math.min(right, width)]
  ;[top, bottom] = [Math.max(top, 0), Math.min(bottom, height)]
  return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : null
}

const isSaid = (element) => !element.closest('.visually-hidden, [aria-hidden=true]')
const texts = []
const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT)
while (walker.nextNode()) {
  const node = walker.currentNode
  const element = node.parentElement
  if (!node.data.trim() || !shown(element) || !isSaid(element)) continue
  const range = document.createRange()
  range.selectNodeContents(node)
  texts.push({ element, lines: [...range.getClientRects()] })
}

// Nothing is cut off where one cannot scroll to it. A name that is cut at its end has the whole in its title.
for (const { element, lines } of texts) {
  if (element.closest('.cut, [title], [role=gridcell]')) continue
  for (const line of lines) {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const edge = at.getBoundingClientRect()
      const { overflowX, overflowY } = style(at)
      const hidesX = ['hidden', 'clip'].includes(overflowX)
      const hidesY = ['hidden', 'clip'].includes(overflowY)
      if (hidesX && (line.right > edge.right + 1 || line.left < edge.left - 1))
        say('cut at the side', element)
      if (hidesY && (line.bottom > edge.bottom + 2 || line.top < edge.top - 2)) say('cut below', element)
      if (['auto', 'scroll'].includes(overflowY)) break
    }
  }
}

// Nothing scrolls sideways but what stands side by side: a table of values, and code.
for (const element of front.querySelectorAll('*')) {
  if (!['auto', 'scroll'].includes(style(element).overflowX) || element.matches('.compare, pre, [role=grid]'))
    continue
  if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
    say('scrolls sideways', element)
}

// No text lies over another.
const lines = texts.flatMap(({ element, lines }) =>
  lines.map((line) => ({ element, box: inView(line, element) })).filter(({ box }) => box),
)
lines.forEach((one, index) => {
  for (const other of lines.slice(index + 1)) {
    if (one.element === other.element) continue
    const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
    const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
    if (across > 2 && down > 4) {
      say(`“${one.element.textContent.trim().slice(0, 30)}” lies over`, other.element)
    }
  }
})

// What can be pressed can be scrolled to, and nothing lies over it. Afterwards everything stands where it stood.
const stood = [...document.querySelectorAll('*')].map((one) => [one, one.scrollLeft, one.scrollTop])
const controls = 'a[href], button, input, textarea, select, summary, [role=button], [role=option]'
for (const control of front.querySelectorAll(controls)) {
  if (!shown(control) || !isSaid(control)) continue
  control.scrollIntoView({ block: 'center', inline: 'nearest' })
  const box = inView(control.getBoundingClientRect(), control.parentElement)
  if (!box) {
    say('out of reach', control)
    continue
  }
  const over = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
  if (
    !over ||
    !(control.contains(over) || over.contains(control) || over.closest('label')?.contains(control))
  )
    say('covered', control)
}
for (const [one, left, top] of stood) one.scrollTo({ left, top, behavior: 'instant' })
return [...new Set(found)]
