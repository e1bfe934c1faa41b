import { describe, expect, it } from 'vitest'
import { reassured } from './reassured'

const kept = 'What you typed is kept.'

describe('what is added to an error', () => {
  it('is said in full where the error says nothing of it', () => {
    expect(reassured({}, { nothing: 'Nothing has been saved.' })).toBe(`Nothing has been saved. ${kept}`)
    expect(reassured({}, {})).toBe(kept)
  })

  it('does not say a second time that nothing happened', () => {
    expect(reassured({ saysNothing: true }, { nothing: 'Nothing has been saved.' })).toBe(kept)
  })

  it('does not say a second time that what was typed is kept', () => {
    expect(reassured({ saysKept: true }, {})).toBe('')
  })

  it('says what else did not happen', () => {
    const notDone = 'The organization was not created.'
    expect(reassured({ saysNothing: true }, { notDone })).toBe(`${notDone} ${kept}`)
  })
})
