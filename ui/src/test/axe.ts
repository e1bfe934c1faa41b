import axe from 'axe-core'
import { expect } from 'vitest'

/** Everything axe has to say about an element. Contrast needs pixels: the window tests look at that. */
export async function expectNoAxeFindings(element: Element = document.body): Promise<void> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
