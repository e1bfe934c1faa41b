/** What was said last to those who do not see it. One region for the whole window; see LiveRegion. */
export const live = $state({ text: '' })

/** Says something in the live region. Said twice, it is heard twice. */
export function announce(text: string): void {
  live.text = live.text === text ? `${text}\u00a0` : text
}
