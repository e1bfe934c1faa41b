import { describe, expect, it } from 'vitest'
import { reassured } from './reassured'

const kept = 'What you typed is kept.'

describe('what is added to an error', () => {
  it('is said in full where the error says nothing of it', () => {
    expect(reassured('It answered 401.', `Nothing has been saved. ${kept}`)).toBe(
      `Nothing has been saved. ${kept}`,
    )
    expect(reassured('It answered 401.')).toBe('')
  })

  it.each([
    'It answered 422. Nothing was changed.',
    'Its certificate is not trusted, so nothing was sent.',
    'Check the portal address; nothing has been saved.',
  ])('does not say a second time that nothing happened: %s', (text) => {
    expect(reassured(text, `Nothing has been saved. ${kept}`)).toBe(kept)
  })

  it('does not say a second time that what was typed is kept', () => {
    expect(reassured(`This should not happen. ${kept}`, kept)).toBe('')
  })

  it('says what else did not happen', () => {
    const reassurance = `The organization was not created. ${kept}`
    expect(reassured('It answered 422. Nothing was changed.', reassurance)).toBe(reassurance)
  })
})
