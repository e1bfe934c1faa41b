import { describe, expect, it } from 'vitest'
import { standing } from './standing.svelte'

const name = { field: 'name', message: 'Enter the organization name.' }
const country = { field: 'country', message: 'The portal says: “is too long”' }
const settled = (before: Parameters<typeof standing>[0], values: unknown, rules: (typeof name)[]) =>
  standing(before, values, rules).map((problem) => problem.settled)

describe('a problem', () => {
  it('that the rules know is settled when the rules say so, and not before', () => {
    const before = { values: { name: '' }, problems: [name], known: [name] }
    expect(settled(before, { name: ' ' }, [name])).toEqual([false])
    expect(settled(before, { name: 'Kestrel' }, [])).toEqual([true])
  })

  it('that only the portal knows stands until its field is changed', () => {
    const before = { values: { country: 'xx' }, problems: [country], known: [] }
    expect(settled(before, { country: 'xx' }, [])).toEqual([false])
    expect(settled(before, { country: 'NL' }, [])).toEqual([true])
    expect(settled(before, { country: 'xx' }, [])).toEqual([false])
  })

  it('about the form as a whole stands until the next review', () => {
    const whole = { field: null, message: 'The portal says: “no”' }
    const before = { values: { name: 'a' }, problems: [whole], known: [] }
    expect(standing(before, { name: 'b' }, [])).toEqual([{ ...whole, settled: false }])
  })

  it('is said in the words the rules have for it now', () => {
    const plan = { field: 'plans.0.end_date', message: 'Enter a date.' }
    const before = { values: { plans: [{ end_date: 'x' }] }, problems: [plan], known: [plan] }
    const later = { ...plan, message: 'The end is before the start.' }
    expect(standing(before, { plans: [{ end_date: '1' }] }, [later])).toEqual([{ ...later, settled: false }])
  })

  it('that was not shown before is not shown before the next review', () => {
    const before = { values: {}, problems: [name], known: [name] }
    expect(standing(before, {}, [{ field: 'company_name', message: 'Enter it.' }])).toHaveLength(1)
  })
})
