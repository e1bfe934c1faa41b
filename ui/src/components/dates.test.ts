import { describe, expect, it } from 'vitest'
import { readDate, showDate } from './dates'

describe('dates', () => {
  it.each([
    ['2026-09-01', '2026-09-01'],
    [' 2026-09-01 ', '2026-09-01'],
    ['1 Sep 2026', '2026-09-01'],
    ['1 September 2026', '2026-09-01'],
    ['31. dec 2026', '2026-12-31'],
  ])('reads %s as one day', (typed, day) => {
    expect(readDate(typed)).toBe(day)
  })

  it.each(['1/9/2026', '03/04/2026', '2026-02-30', '31 Feb 2026', 'soon', '1 ma 2026'])(
    'leaves %s as it was typed',
    (typed) => {
      expect(readDate(typed)).toBe(typed)
    },
  )

  it('shows a day in one way, and anything else as it is', () => {
    expect(showDate('2026-09-01')).toBe('1 Sep 2026')
    expect(showDate('1/9/2026')).toBe('1/9/2026')
    expect(showDate('')).toBe('')
  })
})
