import { describe, expect, it } from 'vitest'
import type { CollisionView, OrganizationFields } from '../../backend'
import { organization } from '../../test/sample'
import { settledFields } from './no-choice'

const base: OrganizationFields = {
  ...organization().fields,
  city: 'Rotterdam',
  phone: '1',
  country: 'NL',
  website: '',
}
const mine = { ...base, city: 'Utrecht ', country: 'Netherlands', contact_name: 'mine' }
const theirs = { ...base, phone: '2', country: 'Netherlands', contact_name: 'theirs' }
const collision: CollisionView = {
  theirs: { ...organization(), fields: theirs, unread: ['website'] },
  merged: { ...theirs, city: 'Utrecht' },
  collisions: [
    {
      field: 'contact_name',
      label: 'Contact name',
      base: base.contact_name,
      mine: 'mine',
      theirs: 'theirs',
      chosen: null,
    },
  ],
}

describe('the fields that need no choice', () => {
  it('are those that one side changed, or both alike, with what each will be', () => {
    expect(settledFields(collision, base, mine)).toEqual([
      { label: 'City', before: 'Rotterdam', mine: 'Utrecht', theirs: null, will: 'Utrecht' },
      { label: 'Country', before: 'NL', mine: 'Netherlands', theirs: 'Netherlands', will: 'Netherlands' },
      { label: 'Phone', before: '1', mine: null, theirs: '2', will: '2' },
    ])
  })

  it('do not count as changed by somebody else where the answer does not carry them', () => {
    const emptied = { ...theirs, city: '', phone: base.phone, country: base.country }
    const unread: CollisionView = {
      ...collision,
      theirs: { ...collision.theirs, fields: emptied, unread: ['city'] },
    }
    expect(settledFields(unread, base, base)).toEqual([])
  })

  it('say that what was there before is not known where it was not seen', () => {
    const [first] = settledFields(collision, null, mine)
    expect(first?.before).toBeNull()
  })
})
