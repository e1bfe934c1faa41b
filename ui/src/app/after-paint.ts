/** Does something once what is shown now has been painted: the second frame begins after that. Gives what calls it off. */
export function afterPaint(act: () => void): () => void {
  let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(act)))
  return () => cancelAnimationFrame(frame)
}
