import { describe as suite, expect, it } from 'vitest'
import type { AppError } from '../backend'
import { halden, rowAt } from '../test/sample'
import { describe } from './describe'
import { controlId } from './fields'

const said = { message: 'Too many requests', raw: '{"error":"Too many requests"}' }
const one: { [K in AppError['kind']]: Extract<AppError, { kind: K }> } = {
  invalid: { kind: 'invalid', problems: [{ field: 'name', message: 'Enter the organization name.' }] },
  not_sent: { kind: 'not_sent', reason: 'certificate', host: 'scan.halden.example' },
  refused: { kind: 'refused', status: 429, retry_after_seconds: 30, said },
  rejected: { kind: 'rejected', status: 403, said, problems: [], redirect_to: null },
  unclear: { kind: 'unclear', reason: 'timeout', status: null, said },
  not_shown: { kind: 'not_shown', why: 'forbidden', status: 403, said },
  keyring: { kind: 'keyring', state: 'locked' },
  sign_in_needed: { kind: 'sign_in_needed', connection: halden.id },
  not_a_portal: { kind: 'not_a_portal', tried: [{ path: '/v2/user/me', what: 'a web page' }] },
  identity_changed: {
    kind: 'identity_changed',
    before: halden.identity,
    now: { ...halden.identity, username: 'x' },
  },
  name_appeared: { kind: 'name_appeared', found: [rowAt(0)], sent_before: false },
  gone: { kind: 'gone', what: 'reviewed_write' },
  local_data: { kind: 'local_data', during: 'opening', problem: 'newer' },
  not_noted: { kind: 'not_noted', problem: 'not_writable' },
  practice: { kind: 'practice' },
  went_wrong: { kind: 'went_wrong', may_have_written: false },
  internal: { kind: 'internal' },
}

const reasons = [
  'name_not_found',
  'no_connection',
  'connect_timeout',
  'certificate',
  'proxy',
  'setup',
  'request',
] as const

/** One of each text there is about a write. */
const all: AppError[] = [
  ...Object.values(one).filter(({ kind }) => kind !== 'invalid' && kind !== 'local_data'),
  ...reasons.map((reason) => ({ ...one.not_sent, reason })),
  ...[400, 401, 404, 409, 422].map((status) => ({ ...one.rejected, status })),
  { ...one.rejected, status: 302, redirect_to: 'https://login.example' },
  { ...one.refused, retry_after_seconds: null },
  ...(['tested_sign_in', 'connection', 'session'] as const).map((what) => ({ ...one.gone, what })),
  { ...one.went_wrong, may_have_written: true },
  { ...one.name_appeared, sent_before: true },
]

suite('the table of errors', () => {
  it.each(all)('knows whether its text says that nothing happened, or what is kept: $kind', (error) => {
    const { text, saysNothing = false, saysKept = false } = describe(error)
    expect(saysNothing).toBe(/\bnothing (was|has been) (sent|saved|changed|written)\b/i.test(text))
    expect(saysKept).toBe(text.includes('What you typed is kept.'))
  })

  it.each([400, 409, 422])(
    'does not say for certain that nothing was changed by what was refused: %i',
    (status) => {
      const { text } = describe({ ...one.rejected, status })
      expect(text).toBe(`It answered ${status}. As far as can be seen, nothing was changed.`)
    },
  )

  it('says of what was refused and taken in part what was seen then, not what is there now', () => {
    const { text } = describe({ ...one.unclear, reason: 'taken_in_part', status: 422 })
    expect(text).toBe('It answered 422, and held some of what was sent all the same.')
  })

  it.each(Object.values(one))('says $kind in words, without alarm or blame', (error) => {
    const { title, text } = describe(error)
    expect(title).not.toBe('')
    expect(text).not.toBe('')
    expect(`${title} ${text}`).not.toMatch(/!|invalid|sorry|oops|undefined|null/i)
  })

  it('shows the portal’s own words beside ours', () => {
    expect(describe(one.refused)).toMatchObject({ said: said.message, raw: said.raw })
    expect(describe(one.refused).text).toContain('30 seconds')
  })

  it('keeps its words in their place, whatever signs that turn a direction the name of a host holds', () => {
    const { text } = describe({ ...one.not_sent, reason: 'no_connection', host: 'scan\u202e.example' })
    expect(text).toMatch(/^\u2068scan\u202e\.example\u2069 did not accept/)
  })

  it('names where a redirect points, and that it was not followed', () => {
    const { text } = describe({ ...one.rejected, status: 302, redirect_to: 'https://login.example' })
    expect(text).toContain('https://login.example')
  })

  it('offers to sign in again where the sign-in was refused', () => {
    expect(describe({ ...one.rejected, status: 401 }).remedies).toContain('sign_in')
    expect(describe(one.rejected).remedies).not.toContain('sign_in')
  })

  it('does not offer to send the same again where the portal spoke of a field', () => {
    const atField = { ...one.rejected, status: 422, problems: [{ field: 'country', message: 'is too long' }] }
    expect(describe(atField).remedies).toEqual([])
    expect(describe({ ...one.rejected, status: 422 }).remedies).toContain('try_again')
  })

  it('is unknown, not a problem, where nobody knows what happened', () => {
    expect(describe(one.unclear).severity).toBe('unknown')
  })

  it('says that an answer speaks of an error, with the portal’s words', () => {
    const described = describe({ ...one.unclear, reason: 'contradictory', status: 201 })
    expect(described).toMatchObject({ severity: 'unknown', said: said.message })
    expect(`${described.title} ${described.text}`).toMatch(/error.*201/)
  })

  it('does not promise a new file, or connections for this run, where the local data fails later', () => {
    for (const during of ['reading', 'writing'] as const)
      for (const problem of ['full', 'not_writable', 'damaged', 'failed'] as const) {
        const { text, remedies } = describe({ kind: 'local_data', during, problem })
        expect(text).not.toMatch(/was begun|until Orgdesk closes/)
        expect(text).toContain('othing on a portal is affected')
        expect(remedies).toContain('try_again')
      }
  })

  it('says what of a damaged file is in the new one, that more may be in it, and where it lies', () => {
    const set_aside = {
      file: '/home/m/orgdesk.sqlite.damaged-1',
      connections: 2,
      open_operations: 1,
      whole: false,
    }
    const damaged = { kind: 'local_data', during: 'opening', problem: 'damaged' } as const
    const { text } = describe({ ...damaged, set_aside })
    expect(text).toMatch(/set aside, not deleted.*2 connections and 1 write not settled yet\. More may be/)
    expect(text).toMatch(
      /look on the portal before you create the same again.*\/home\/m\/orgdesk\.sqlite\.damaged-1$/,
    )
    const nothing = { ...set_aside, connections: 0, open_operations: 0 }
    expect(describe({ ...damaged, set_aside: nothing }).text).toContain(
      'No connection, and no write that is not settled, could be read.',
    )
    expect(describe({ ...damaged, set_aside: { ...set_aside, whole: true } }).text).not.toContain(
      'More may be',
    )
  })

  it('says of local data that cannot be written what to do, and that nothing is sent until then', () => {
    for (const problem of ['full', 'not_writable'] as const) {
      const { text } = describe({ kind: 'local_data', during: 'opening', problem })
      expect(text).toMatch(/Nothing is sent to a portal until.*tries again by itself/)
    }
    const { title, text } = describe({ kind: 'local_data', during: 'opening', problem: 'in_use' })
    expect(`${title} ${text}`).toMatch(/Another Orgdesk is open.*sends nothing.*Close this one/)
  })

  it('says of local data that was replaced what to do, whatever was being done', () => {
    const uses = ['opening', 'reading', 'writing', 'exporting'] as const
    const all: AppError[] = [
      ...uses.map((during) => ({ kind: 'local_data', during, problem: 'replaced' }) as const),
      { kind: 'not_noted', problem: 'replaced' },
    ]
    for (const error of all)
      expect(describe(error).text).toMatch(/[Nn]othing (is|was) sent.*[Cc]lose Orgdesk and start it again/)
  })

  it('is unknown where Orgdesk broke in the middle of a write, and does not offer to send it again', () => {
    const broke = describe({ kind: 'went_wrong', may_have_written: true })
    expect(broke).toMatchObject({ severity: 'unknown', remedies: ['review_again'] })
    expect(broke.text).toContain('not known whether')
  })

  it('finds the control of a field by its path', () => {
    expect(controlId('plans.0.end_date')).toBe('f-plans-0-end_date')
  })
})
