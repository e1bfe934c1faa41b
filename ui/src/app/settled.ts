/** What came up under the pointer or a key counts only after half a second: pressed twice by habit, it writes nothing. */
export function settled<Given extends unknown[]>(
  action: (...given: Given) => void,
  after = 500,
): (...given: Given) => void {
  const begun = performance.now()
  return (...given) => {
    if (performance.now() - begun >= after) action(...given)
  }
}
