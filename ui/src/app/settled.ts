/** On a review, Ctrl/⌘ Enter counts only after half a second: a key pressed twice by habit writes nothing. */
export function settled(action: () => void, after = 500): () => void {
  const begun = performance.now()
  return () => {
    if (performance.now() - begun >= after) action()
  }
}
