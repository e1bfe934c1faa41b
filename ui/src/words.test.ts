import { describe, expect, it, vi } from 'vitest'
import { dated, elapsed, identityInWords, inSentence, isolated, shortIds, when } from './words'

describe('words', () => {
  it('cuts each id of a text in its middle, and nothing else', () => {
    expect(shortIds('1 found: ebeab5b2-ff08-4401-9e4d-51b2c4112ad5, by its name')).toBe(
      '1 found: ebea…2ad5, by its name',
    )
    expect(shortIds('/v2/organizations')).toBe('/v2/organizations')
  })

  it('loads no tables for times before a time is said', async () => {
    vi.resetModules()
    let made = 0
    const Own = Intl.DateTimeFormat
    vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function (...args) {
      made += 1
      return new Own(...args)
    } as typeof Own)
    const { minuteOfDay } = await import('./words')
    expect(made).toBe(0)
    minuteOfDay('2026-11-21T14:31:00Z')
    minuteOfDay('2026-11-21T14:32:00Z')
    expect(made).toBe(1)
  })

  it('names each month in three letters, as the dates of plans do', () => {
    const now = new Date('2026-11-21T12:00:00Z')
    expect(when('2026-09-04T12:00:00Z', now)).toBe('4 Sep')
    expect(when('2025-09-04T12:00:00Z', now)).toBe('4 Sep 2025')
    expect(dated('2026-09-04T12:00:00Z', now)).toBe('4 Sep 2026')
  })

  it('keeps the name of the app in capitals inside a sentence', () => {
    expect(inSentence('The portal refused')).toBe('the portal refused')
    expect(inSentence('Orgdesk itself failed')).toBe('Orgdesk itself failed')
  })

  it.each([
    [3, 'under 0.1 s'],
    [412, '0.4 s'],
    [1900, '2 s'],
  ])('says %s milliseconds as %s', (milliseconds, said) => {
    expect(elapsed(milliseconds)).toBe(said)
  })

  it('keeps what stands around a value in its place, whatever signs that turn a direction the value holds', () => {
    expect(isolated('Kestrel Freight')).toBe('Kestrel Freight')
    expect(isolated('\u05e9\u05dc\u05d5\u05dd')).toBe('\u2068\u05e9\u05dc\u05d5\u05dd\u2069')
    expect(isolated('Kestrel\u202e')).toBe('\u2068Kestrel\u202e\u2069')
    const early = '\u2069\u202eKestrel\u2067'
    expect(isolated(early)).toBe('\u2068\u202eKestrel\u2069')
    const who = { id: null, username: 'm\u202e', email: null, role: null, partner: 'P', partner_id: null }
    expect(identityInWords(who)).toBe('\u2068m\u202e\u2069 of P')
  })
})
