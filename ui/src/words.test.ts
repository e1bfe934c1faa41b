import { describe, expect, it } from 'vitest'
import { elapsed, shortIds } from './words'

describe('words', () => {
  it('cuts each id of a text in its middle, and nothing else', () => {
    expect(shortIds('1 found: ebeab5b2-ff08-4401-9e4d-51b2c4112ad5, by its name')).toBe(
      '1 found: ebea…2ad5, by its name',
    )
    expect(shortIds('/v2/organizations')).toBe('/v2/organizations')
  })

  it.each([
    [3, 'under 0.1 s'],
    [412, '0.4 s'],
    [1900, '2 s'],
  ])('says %s milliseconds as %s', (milliseconds, said) => {
    expect(elapsed(milliseconds)).toBe(said)
  })
})
